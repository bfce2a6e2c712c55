/*
 * rights.c - who may see whose case file, and the record of who looked.
 *
 * One place for all pages: a case that is not for somebody's eyes answers as if it did not
 * exist, and the attempt is on record.
 */
#include "arena.h"
#include "case.h"
#include "env.h"
#include "store.h"
#include "store_case.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

enum case_sight
case_sight(const struct user *user, const struct case_file *client)
{
    bool own_team = !str_empty(user->team) && str_equal(user->team, client->team);

    if (user->id == 0) {
        return CASE_WHOLE;
    }
    switch (user->role) {
    case ROLE_CASEWORKER:
        if (str_equal(user->name, client->caseworker)) {
            return CASE_WHOLE;
        }
        return own_team ? CASE_LETTERS : CASE_HIDDEN;
    case ROLE_TEAM_LEAD:
        return own_team ? CASE_WHOLE : CASE_HIDDEN;
    case ROLE_ASSISTANT:
        return own_team ? CASE_LETTERS : CASE_HIDDEN;
    default:
        return CASE_HIDDEN;
    }
}

struct entry {
    struct env *env;
    const char *number;
    bool by_slip;
    struct case_file client;
    bool sensitive;
    const char *purpose;
};

/* Counselling for addiction and in distress: each look at such a case is on record. */
static bool
is_sensitive(const struct need *need, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (need[i].type == TYPE_C || need[i].type == TYPE_D) {
            return true;
        }
    }
    return false;
}

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct entry *entry = arg;
    struct arena *arena = entry->env->arena;
    const struct need *need;
    size_t count;

    if (entry->by_slip) {
        struct slip slip;

        if (!store_slip_get(db, arena, entry->number, &slip, err) ||
            !store_case_by_id(db, arena, slip.case_id, &entry->client, err)) {
            return false;
        }
    } else if (!store_case_get(db, arena, entry->number, &entry->client, err)) {
        return false;
    }
    if (!store_need_list(db, arena, entry->client.id, &need, &count, err)) {
        return false;
    }
    entry->sensitive = entry->client.is_protected || is_sensitive(need, count);
    return true;
}

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    struct entry *entry = arg;

    return store_access_log(db, entry->env->user.id, "case", entry->client.id, entry->purpose,
                            err);
}

/* The same words as for a number that nobody has. */
static bool
refuse(const struct entry *entry, struct err *err)
{
    return entry->by_slip ? err_set(err, REASON_NOT_FOUND, "",
                                    "Den Laufzettel %1 gibt es nicht.", entry->number)
                          : err_set(err, REASON_NOT_FOUND, "",
                                    "Den Fall %1 gibt es nicht.", entry->number);
}

static bool
enter(struct entry *entry, enum case_sight needed, enum case_sight *sight, struct err *err)
{
    enum case_sight allowed;

    if (!store_read(entry->env->store, find_in_read, entry, err)) {
        return false;
    }
    allowed = case_sight(&entry->env->user, &entry->client);
    if (sight != NULL) {
        *sight = allowed;
    }
    if (allowed < needed) {
        entry->purpose = "refused";
        return store_write(entry->env->store, log_in_write, entry, err) && refuse(entry, err);
    }
    entry->purpose = needed == CASE_WHOLE ? "change" : "show";
    return !entry->sensitive || store_write(entry->env->store, log_in_write, entry, err);
}

bool
case_enter(struct env *env, const char *number, enum case_sight needed, enum case_sight *sight,
           struct err *err)
{
    struct entry entry = {.env = env, .number = number};

    return enter(&entry, needed, sight, err);
}

bool
case_enter_slip(struct env *env, const char *number, enum case_sight needed,
                enum case_sight *sight, struct err *err)
{
    struct entry entry = {.env = env, .number = number, .by_slip = true};

    return enter(&entry, needed, sight, err);
}

/* Members that would tell which help somebody gets, from whom, and how it went. */
static bool
tells(const char *key)
{
    static const char *const telling[] = {
        "bound_provider", "bound_provider_name", "goal",     "goal_label",
        "note",           "outcome",             "outcome_label", "plan_ref",
        "provider",       "provider_name",       "recommendation", "service",
        "service_title",  "type_label",
    };

    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        if (str_equal(key, telling[i])) {
            return true;
        }
    }
    return false;
}

static struct value *
copy_without(struct arena *arena, const struct value *from)
{
    struct value *copy;

    switch (value_kind(from)) {
    case VALUE_BOOL:
        return value_bool(arena, value_truth(from));
    case VALUE_INT:
        return value_int(arena, value_number(from));
    case VALUE_TEXT:
        return value_text(arena, value_string(from));
    case VALUE_LIST:
        copy = value_list(arena);
        for (size_t i = 0; i < value_len(from); i++) {
            value_add(copy, copy_without(arena, value_at(from, i)));
        }
        return copy;
    case VALUE_RECORD:
        copy = value_record(arena);
        for (size_t i = 0; i < value_len(from); i++) {
            const char *key = value_key(from, i);

            value_set(copy, key, tells(key) ? value_null(arena)
                                            : copy_without(arena, value_get(from, key)));
        }
        return copy;
    case VALUE_NULL:
        break;
    }
    return value_null(arena);
}

const struct value *
case_letters(struct env *env, const struct value *doc)
{
    return copy_without(env->arena, doc);
}
