/*
 * last_admin.c - the last administrator stays one.
 */
#include "last_admin.h"

bool
last_admin_check(struct db *db, const struct user *user, struct err *err)
{
    int64_t count;

    if (user->role != ROLE_ADMIN || user->disabled) {
        return true;
    }
    return store_user_admins(db, &count, err) &&
           (count > 1 ||
            err_set(err, REASON_CONFLICT, "role",
                    "%1 ist die letzte Anmeldung der Verwaltung. Bitte zuerst eine zweite anlegen.",
                    user->name));
}
