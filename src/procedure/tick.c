/*
 * tick.c - write down what the calendar has made true: expired, closed, sealed, deleted.
 *
 * Works in small writes, so that a reception never waits for it.
 */
#include "arena.h"
#include "clock.h"
#include "config.h"
#include "date.h"
#include "env.h"
#include "privacy.h"
#include "store.h"
#include "store_slip.h"
#include "upkeep.h"
#include "value.h"
#include "voucher.h"

#define TICK_BATCH 200
#define REFUSAL_KEPT_MS ((int64_t)30 * 24 * 60 * 60 * 1000)

struct tick_work {
    struct env *env;
    struct arena scratch; /* of one batch; the run may be long */
    int64_t after;        /* the last voucher looked at */
    size_t seen;          /* in the last batch */
    int64_t expired, closed;
};

static bool
tick_voucher(struct tick_work *work, struct db *db, int64_t id, struct err *err)
{
    struct env *env = work->env;
    struct command command = {
        .who = WHO_TICK,
        .source = SOURCE_OFFICE,
        .now_ms = store_now_ms(db),
        .today = clock_today(&env->clock),
        .happened_on = DAY_NONE,
        .until = DAY_NONE,
    };
    struct facts facts = {0};
    struct voucher voucher;
    struct voucher_history history;
    struct stored_event stored = {0};
    struct event event;
    unsigned level;

    if (!store_voucher_get(db, &work->scratch, id, &voucher, err) ||
        !voucher_history(db, &work->scratch, &voucher, &history, err) ||
        !voucher_level(env, db, &work->scratch, &voucher, &level, err)) {
        return false;
    }
    command.step = flow_tick(&history.fold, level, command.today);
    if (command.step == STEP_NONE) {
        return true;
    }
    facts.type = voucher.type;
    facts.terms.complete_days = config_number(env->config.complete_days);
    work->expired += command.step == STEP_EXPIRE;
    work->closed += command.step == STEP_CLOSE;
    return flow_decide(&facts, history.event, history.count, &command, &event, err) &&
           voucher_append(env, db, &work->scratch, &voucher, &history, &event, &stored, err);
}

static bool
tick_in_write(struct db *db, void *arg, struct err *err)
{
    struct tick_work *work = arg;
    const int64_t *id;
    size_t count;

    if (!store_voucher_due_for_tick(db, &work->scratch, clock_today(&work->env->clock),
                                    work->after, TICK_BATCH, &id, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!tick_voucher(work, db, id[i], err)) {
            return false;
        }
        work->after = id[i];
    }
    work->seen = count;
    return count > 0 || (store_refusal_purge(db, store_now_ms(db) - REFUSAL_KEPT_MS, err) &&
                         store_seal(db, clock_today(&work->env->clock), err));
}

bool
upkeep_tick(struct env *env, const struct value **doc, struct err *err)
{
    struct tick_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "tick");
    int64_t deleted = 0;
    bool done;

    arena_init(&work.scratch);
    do {
        arena_reset(&work.scratch);
        work.seen = 0;
        done = store_write(env->store, tick_in_write, &work, err);
    } while (done && work.seen > 0);
    arena_finish(&work.scratch);
    if (!done || !privacy_purge_daily(env, &deleted, err)) {
        return false;
    }
    value_set_int(record, "expired", work.expired);
    value_set_int(record, "closed", work.closed);
    value_set_int(record, "deleted", deleted);
    *doc = root;
    return true;
}
