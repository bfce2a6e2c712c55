/*
 * rights.c - who may see whose case file, and the record of who looked.
 *
 * One place for all pages: a case that is not for somebody's eyes answers as if it did not
 * exist, and the attempt is on record.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "env.h"
#include "rights.h"
#include "store.h"
#include "store_case.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

/* So long does a reason hold that a team lead gave for a case. */
#define REASON_MS ((int64_t)60 * 60 * 1000)

static bool
is_own(const struct user *user, const struct case_file *client)
{
    return str_equal(user->name, client->caseworker);
}

enum case_sight
case_sight(const struct user *user, const struct case_file *client)
{
    bool own_team = !str_empty(user->team) && str_equal(user->team, client->team);

    if (user->id == 0) {
        return CASE_WHOLE;
    }
    switch (user->role) {
    case ROLE_CASEWORKER:
        if (is_own(user, client)) {
            return CASE_WHOLE;
        }
        return own_team ? CASE_LETTERS : CASE_HIDDEN;
    case ROLE_TEAM_LEAD:
        return own_team || is_own(user, client) ? CASE_WHOLE : CASE_HIDDEN;
    case ROLE_ASSISTANT:
        return own_team ? CASE_LETTERS : CASE_HIDDEN;
    default:
        return CASE_HIDDEN;
    }
}

bool
case_sight_now(struct db *db, const struct env *env, const struct case_file *client,
               enum case_sight *sight, bool *deputy, struct err *err)
{
    const struct user *user = &env->user;
    bool may_stand_in = user->role == ROLE_CASEWORKER || user->role == ROLE_TEAM_LEAD;
    bool stands_in = false;

    *sight = case_sight(user, client);
    if (user->id != 0 && may_stand_in && !is_own(user, client) &&
        !store_deputy_active(db, user->id, client->caseworker, clock_today(&env->clock),
                             &stands_in, err)) {
        return false;
    }
    if (stands_in) {
        *sight = CASE_WHOLE;
    }
    if (deputy != NULL) {
        *deputy = stands_in;
    }
    return true;
}

struct entry {
    struct env *env;
    const char *number;
    bool by_slip;
    struct case_file client;
    bool sensitive;
    enum case_sight sight;
    bool deputy;   /* stands in for the caseworker */
    bool unasked;  /* a team lead who gave no reason yet */
    const char *purpose;
};

/* Each look at such a case is on record. */
static bool
is_sensitive(const struct need *need, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (service_type_sensitive(need[i].type)) {
            return true;
        }
    }
    return false;
}

/* What a caseworker keeps between the client and themselves, a lead reads for a reason. */
static bool
find_reason(struct entry *entry, struct db *db, struct err *err)
{
    const struct user *user = &entry->env->user;
    bool given = false;

    if (user->role != ROLE_TEAM_LEAD || !entry->sensitive || entry->sight != CASE_WHOLE ||
        entry->deputy || is_own(user, &entry->client)) {
        return true;
    }
    if (!store_access_lead(db, user->id, "case", entry->client.id,
                           clock_now_ms(&entry->env->clock) - REASON_MS, &given, err)) {
        return false;
    }
    entry->unasked = !given;
    return true;
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
    return case_sight_now(db, entry->env, &entry->client, &entry->sight, &entry->deputy, err) &&
           find_reason(entry, db, err);
}

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    struct entry *entry = arg;

    return store_access_log(db, entry->env->user.id, ACCESS_CASE, entry->client.id, entry->purpose,
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

static const char *
purpose_of(const struct entry *entry, enum case_sight needed)
{
    if (entry->deputy) {
        return needed == CASE_CHANGE ? "deputy_change" : "deputy_show";
    }
    return needed == CASE_CHANGE ? ACCESS_CHANGE : ACCESS_SHOW;
}

/* The case, if it is for one's eyes at all; else the refusal, which is on record. */
static bool
find(struct entry *entry, enum case_sight needed, struct err *err)
{
    if (!store_read(entry->env->store, find_in_read, entry, err)) {
        return false;
    }
    if (entry->sight < (needed == CASE_CHANGE ? CASE_WHOLE : needed)) {
        entry->purpose = ACCESS_REFUSED;
        return store_write(entry->env->store, log_in_write, entry, err) && refuse(entry, err);
    }
    return true;
}

static bool
enter(struct entry *entry, enum case_sight needed, enum case_sight *sight, struct err *err)
{
    entry->env->changes_case = 0;
    if (!find(entry, needed, err)) {
        return false;
    }
    if (entry->unasked) {
        return err_set(err, REASON_NOT_ALLOWED, CASE_REASON_FIELD,
                       "Diese Akte liest sonst nur, wer zuständig ist. Bitte zuerst den Grund "
                       "angeben; er wird festgehalten.");
    }
    if (sight != NULL) {
        *sight = entry->sight;
    }
    if (needed == CASE_CHANGE) {
        entry->env->changes_case = entry->client.id;
    }
    entry->purpose = purpose_of(entry, needed);
    return (!entry->sensitive && !entry->deputy) ||
           store_write(entry->env->store, log_in_write, entry, err);
}

struct change {
    struct env *env;
    store_fn *fn;
    void *arg;
};

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    const struct change *change = arg;
    struct env *env = change->env;
    struct case_file client;
    enum case_sight sight;

    if (env->changes_case != 0) {
        if (!store_case_by_id(db, env->arena, env->changes_case, &client, err) ||
            !case_sight_now(db, env, &client, &sight, NULL, err)) {
            return false;
        }
        if (sight < CASE_WHOLE) {
            return err_set(err, REASON_NOT_FOUND, "", "Den Fall %1 gibt es nicht.",
                           client.number);
        }
    }
    return change->fn(db, change->arg, err);
}

bool
case_write(struct env *env, store_fn *fn, void *arg, struct err *err)
{
    struct change change = {.env = env, .fn = fn, .arg = arg};

    return store_write(env->store, change_in_write, &change, err);
}

static const struct case_reason reasons[] = {
    {"deputy", "lead_deputy", N_("Vertretung")},
    {"complaint", "lead_complaint", N_("Beschwerde")},
    {"supervision", "lead_supervision", N_("Fachaufsicht")},
    {"remedy", "lead_remedy", N_("Rechtsbehelf")},
    {"disclosure", "lead_disclosure", N_("Auskunft")},
};

const struct case_reason *
case_reasons(size_t *count)
{
    *count = sizeof reasons / sizeof *reasons;
    return reasons;
}

bool
case_reason_missing(struct env *env, const char *number, bool by_slip, bool *missing,
                    struct err *err)
{
    struct entry entry = {.env = env, .number = number, .by_slip = by_slip};

    if (!find(&entry, CASE_LETTERS, err)) {
        return false;
    }
    *missing = entry.unasked;
    return true;
}

bool
case_reason_give(struct env *env, const char *number, bool by_slip, const char *reason,
                 const struct value **doc, struct err *err)
{
    struct entry entry = {.env = env, .number = number, .by_slip = by_slip};
    struct value *root = value_record(env->arena), *record = value_set_record(root, "opened");
    const char *purpose;

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        entry.purpose = str_equal(reason, reasons[i].name) ? reasons[i].purpose : entry.purpose;
    }
    if (entry.purpose == NULL) {
        return err_set(err, REASON_INVALID, "reason", "Bitte einen Grund aus der Liste wählen.");
    }
    value_set_text(record, "number", number);
    value_set_text(record, "reason", reason);
    *doc = root;
    purpose = entry.purpose;
    if (!find(&entry, CASE_LETTERS, err)) {
        return false;
    }
    entry.purpose = purpose;
    return store_write(env->store, log_in_write, &entry, err);
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

struct code_query {
    struct env *env;
    const char *code;
    struct slip slip;
};

static bool
find_slip_in_read(struct db *db, void *arg, struct err *err)
{
    struct code_query *query = arg;
    struct voucher voucher;

    return voucher_find_office(query->env, db, query->env->arena, query->code, &voucher, NULL,
                               err) &&
           store_slip_by_id(db, query->env->arena, voucher.slip_id, &query->slip, err);
}

bool
case_enter_code(struct env *env, const char *code, enum case_sight needed, struct err *err)
{
    struct code_query query = {.env = env, .code = code};
    struct err why = {0};

    if (store_read(env->store, find_slip_in_read, &query, &why) &&
        case_enter_slip(env, query.slip.number, needed, NULL, &why)) {
        return true;
    }
    if (why.reason == REASON_NOT_FOUND) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    *err = why;
    return false;
}

/* Members that would tell which help somebody gets, from whom, how it went and how it goes on, or
   where to find them. */
static const char *const telling[] = {
    "aim",           "aim_label",     "bound_provider",  "bound_provider_name",
    "checks",        "city",          "consents",        "disputed",
    "disputed_since", "goal",         "goal_label",      "next_step",
    "next_step_label", "note",        "outcome",         "outcome_label",
    "phone",         "plan_ref",      "postcode",        "provider",
    "provider_name", "recommendation", "service",        "service_title",
    "street",        "type_label",
};
/* Of a step also why it was taken; a follow-up's reason says only what is to be done. */
static const char *const telling_of_step[] = {"reason", "reason_label"};

static bool
is_among(const char *key, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(key, list[i])) {
            return true;
        }
    }
    return false;
}

static bool
tells(const struct value *record, const char *key)
{
    return is_among(key, telling, sizeof telling / sizeof *telling) ||
           (value_get(record, "command") != NULL &&
            is_among(key, telling_of_step, sizeof telling_of_step / sizeof *telling_of_step));
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

            value_set(copy, key, tells(from, key) ? value_null(arena)
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
