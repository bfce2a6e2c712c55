/*
 * restrict.c - restriction of processing: a case that is only kept.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "privacy.h"
#include "rights.h"
#include "store.h"
#include "store_purge.h"
#include "value.h"

struct work {
    struct env *env;
    const char *number;
    bool lift;
    int32_t since; /* afterwards */
};

static bool
restrict_in_write(struct db *db, void *arg, struct err *err)
{
    struct work *work = arg;
    struct env *env = work->env;
    struct case_file client;
    bool done;

    if (!store_case_get(db, env->arena, work->number, &client, err)) {
        return false;
    }
    done = work->lift ? store_restriction_lift(db, client.id, err)
                      : store_restriction_set(db, client.id, clock_today(&env->clock),
                                              env->user.id, err);
    return done &&
           store_access_log(db, env->user.id, "case", client.id,
                            work->lift ? "unrestrict" : "restrict", err) &&
           store_restriction_get(db, client.id, &work->since, err);
}

bool
privacy_restrict(struct env *env, const char *number, bool lift, const struct value **doc,
                 struct err *err)
{
    struct work work = {.env = env, .number = number, .lift = lift};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "case");

    if (!case_enter(env, number, CASE_CHANGE, NULL, err) ||
        !case_write(env, restrict_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "number", number);
    doc_set_day(env->arena, record, "restricted_since", work.since);
    *doc = root;
    return true;
}

bool
privacy_check(struct db *db, int64_t case_id, struct err *err)
{
    char day[DAY_TEXT_MAX];
    int32_t since;

    if (!store_restriction_get(db, case_id, &since, err)) {
        return false;
    }
    return since == DAY_NONE ||
           err_set(err, REASON_CONFLICT, "case",
                   "Die Verarbeitung dieses Falls ist seit %1 eingeschränkt. Solange das gilt, "
                   "wird kein neuer Laufzettel ausgestellt.",
                   day_german(day, since));
}
