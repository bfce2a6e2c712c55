/*
 * colleague.c - who may arrange things for whom.
 */
#include "colleague.h"

#include "env.h"
#include "str.h"

bool
colleague_leads(const struct env *env, const struct user *user)
{
    const struct user *self = &env->user;

    return self->id == 0 || self->role == ROLE_ADMIN ||
           (self->role == ROLE_TEAM_LEAD && !str_empty(self->team) &&
            str_equal(self->team, user->team));
}

bool
colleague_find(struct env *env, struct db *db, const char *name, bool self, struct user *out,
               struct err *err)
{
    if (!store_user_get(db, env->arena, name, out, err)) {
        return false;
    }
    return colleague_leads(env, out) || (self && out->id == env->user.id) ||
           err_set(err, REASON_NOT_FOUND, "", "Die Anmeldung %1 gibt es nicht.", name);
}

bool
colleague_takes_on(const struct env *env, const struct user *user, const struct user *taker,
                   const char *field, struct err *err)
{
    bool free_choice = env->user.id == 0 || env->user.role == ROLE_ADMIN;

    if (taker->id == user->id) {
        return err_set(err, REASON_INVALID, field, "Bitte jemand anderen wählen.");
    }
    if (taker->disabled ||
        (taker->role != ROLE_CASEWORKER && taker->role != ROLE_TEAM_LEAD)) {
        return err_set(err, REASON_INVALID, field,
                       "%1 bearbeitet keine Fälle. Bitte eine Integrationsfachkraft oder "
                       "Teamleitung wählen.",
                       taker->name);
    }
    return free_choice || str_equal(user->team, taker->team) ||
           err_set(err, REASON_INVALID, field,
                   "%1 gehört zu einem anderen Team. Das richtet die Verwaltung ein.",
                   taker->name);
}

const char *
colleague_shown(const char *display_name, const char *name)
{
    return str_empty(display_name) ? name : display_name;
}
