/*
 * user.c - users of the office and what they may do.
 */
#include "arena.h"
#include "inner.h"
#include "store_people.h"
#include "str.h"

struct role_words {
    const char *name, *label;
};

static const struct role_words roles[ROLE__MAX] = {
    [ROLE_NONE] = {"none", N_("keine Rolle")},
    [ROLE_ASSISTANT] = {"assistant", N_("Assistenz")},
    [ROLE_CASEWORKER] = {"caseworker", N_("Integrationsfachkraft")},
    [ROLE_TEAM_LEAD] = {"team_lead", N_("Teamleitung")},
    [ROLE_COORDINATOR] = {"coordinator", N_("Koordination § 16a")},
    [ROLE_CONTROLLING] = {"controlling", N_("Controlling")},
    [ROLE_MANAGEMENT] = {"management", N_("Amtsleitung")},
    [ROLE_AUDITOR] = {"auditor", N_("Revision")},
    [ROLE_ADMIN] = {"admin", N_("Verwaltung des Programms")},
};

const char *
role_name(enum role role)
{
    return roles[(unsigned)role < ROLE__MAX ? role : ROLE_NONE].name;
}

const char *
role_label(enum role role)
{
    return roles[(unsigned)role < ROLE__MAX ? role : ROLE_NONE].label;
}

enum role
role_from_name(const char *name)
{
    for (int i = ROLE_NONE + 1; i < ROLE__MAX; i++) {
        if (str_equal(roles[i].name, name)) {
            return (enum role)i;
        }
    }
    return ROLE_NONE;
}

WORD_OF(role_word, role_name, role)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, user, id),
    FIELD_KEY(FIELD_TEXT, user, name),
    FIELD(FIELD_TEXT, user, display_name),
    FIELD_NAMED(FIELD_WORD, user, role, role_word, ROLE__MAX),
    FIELD(FIELD_TEXT, user, team),
    FIELD(FIELD_TEXT, user, branch),
    FIELD(FIELD_TEXT, user, phone),
    FIELD(FIELD_BOOL, user, disabled),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct user), SQL_USER_GET,
                                 SQL_USER_INSERT,     SQL_NONE,            NULL};

bool
store_user_add(struct db *db, struct user *row, struct err *err)
{
    struct user fresh = *row;
    int64_t added;
    if (!db_insert(db, &noun, &fresh, &added, err)) {
        return false;
    }
    if (added == 0) {
        return err_set(err, REASON_CONFLICT, "name",
                       "Die Anmeldung %1 gibt es schon. Bitte einen anderen Namen wählen.",
                       row->name);
    }
    *row = fresh;
    return true;
}

bool
store_user_get(struct db *db, struct arena *arena, const char *name, struct user *out,
               struct err *err)
{
    return db_need(db, arena, &noun, SQL_USER_GET, PARAMS(sql_text(name)), out,
                   "Die Anmeldung %1 gibt es nicht.", name, err);
}

bool
store_user_by_id(struct db *db, struct arena *arena, int64_t id, struct user *out,
                 struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &noun, SQL_USER_BY_ID, PARAMS(sql_int(id)), out,
                   "Die Anmeldung %1 gibt es nicht.", err_number(number, id), err);
}

bool
store_user_of_team(struct db *db, struct arena *arena, const char *team,
                   const struct user **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_USER_OF_TEAM, PARAMS(sql_text(team)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_users_stood_in_for(struct db *db, struct arena *arena, int64_t deputy, int32_t day,
                         const struct user **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_USER_STOOD_IN_FOR,
                 PARAMS(sql_int(deputy), sql_day(day)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_user_disable(struct db *db, int64_t id, bool disabled, struct err *err)
{
    return db_do(db, SQL_USER_DISABLE, NULL, err, sql_int(id), sql_int(disabled));
}

bool
store_user_list(struct db *db, struct arena *arena, const struct user **out, size_t *count,
                struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_USER_LIST, NULL, 0, &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_user_update(struct db *db, const struct user *row, struct err *err)
{
    struct sql_value values[sizeof fields / sizeof *fields];
    noun_bind(fields, sizeof fields / sizeof *fields, row, values);
    return db_run(db, SQL_USER_UPDATE, values, sizeof fields / sizeof *fields, NULL, NULL, NULL,
                  err);
}

bool
store_user_admins(struct db *db, int64_t *count, struct err *err)
{
    return db_number(db, SQL_USER_ADMINS, NULL, 0, count, err);
}
