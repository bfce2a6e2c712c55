/*
 * record.c - write down a step of a voucher that the office takes or knows from paper.
 *
 * Gathers the facts, lets flow decide, keeps what it decided.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

struct record_work {
    struct env *env;
    const struct voucher_step *step;
    struct value *doc;
};

/* Is a station before this one still open, at a level where its end would be reported? */
static bool
earlier_open(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
             bool *open, struct err *err)
{
    const struct voucher *station;
    size_t count;

    *open = false;
    if (!store_vouchers_of_slip(db, arena, voucher->slip_id, &station, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count && station[i].position < voucher->position; i++) {
        unsigned level;

        if (!voucher_level(env, db, arena, &station[i], &level, err)) {
            return false;
        }
        *open |= flow_blocks_later(station[i].fold.state, level);
    }
    return true;
}

static bool
gather_facts(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
             int64_t provider, struct facts *out, struct err *err)
{
    struct slip slip;

    if (!store_slip_by_id(db, arena, voucher->slip_id, &slip, err) ||
        !earlier_open(env, db, arena, voucher, &out->earlier_open, err)) {
        return false;
    }
    out->type = voucher->type;
    out->order = slip.order;
    out->terms.complete_days = config_number(env->config.complete_days);
    return provider == 0 || store_level_facts(db, voucher->case_id, provider, voucher->type,
                                              clock_today(&env->clock), &out->level, err);
}

/* The provider the paper speaks of: the one given, else the bound or the named one. */
static bool
acting_provider(struct db *db, struct arena *arena, const struct voucher_step *step,
                const struct fold *fold, int64_t *out, struct err *err)
{
    struct provider provider;

    if (!str_empty(step->provider)) {
        if (!store_provider_get(db, arena, step->provider, &provider, err)) {
            return false;
        }
        *out = provider.id;
        return true;
    }
    *out = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    if (*out == 0 && step->source != SOURCE_OFFICE) {
        return err_set(err, REASON_INVALID, "provider",
                       "Der Gutschein lässt die Wahl frei: Bitte angeben, welche Stelle es war "
                       "(--provider).");
    }
    return true;
}

static bool
event_of_receipt(const struct voucher_history *history, const char *typed, uint32_t *seq,
                 struct err *err)
{
    char receipt[CODE_RECEIPT_MAX];

    if (!code_receipt_parse(typed, receipt, err)) {
        return false;
    }
    for (size_t i = 0; i < history->count; i++) {
        if (strcmp(history->stored[i].receipt, receipt) == 0) {
            *seq = history->event[i].seq;
            return true;
        }
    }
    return err_set(err, REASON_NOT_FOUND, "event",
                   "Zu diesem Gutschein gibt es keinen Eintrag mit der Quittung %1.", receipt);
}

static bool
make_command(struct record_work *work, struct db *db, const struct voucher_history *history,
             uint32_t generation, int64_t provider, struct command *out, struct err *err)
{
    const struct voucher_step *step = work->step;
    bool office = step->source == SOURCE_OFFICE;

    *out = (struct command){
        .step = step->step,
        .who = WHO_OFFICE,
        .source = step->source,
        .provider = office ? 0 : provider,
        .generation = generation,
        .now_ms = store_now_ms(db),
        .today = clock_today(&work->env->clock),
        .happened_on = step->happened_on,
        .outcome = step->outcome,
        .cause = step->cause,
        .goal = step->goal,
        .again = step->again,
        .until = step->until,
        .named_provider = str_empty(step->provider) ? FLOW_KEEP_PROVIDER : provider,
    };
    return step->step != STEP_ANNUL ||
           event_of_receipt(history, step->receipt, &out->annuls, err);
}

/* A new code is in force from now on; a reissue may also give a fresh deadline. */
static bool
keep_new_code(struct db *db, const struct voucher *voucher, const struct event *event,
              struct err *err)
{
    return event->step != STEP_REISSUE ||
           store_code_add(db, CODE_VOUCHER, voucher->id, voucher->seed, event->generation, err);
}

static bool
answer(struct record_work *work, struct db *db, const struct voucher *voucher,
       const struct stored_event *stored, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *record;

    if (!doc_voucher(work->env, db, arena, voucher, &voucher->fold, &record, err)) {
        return false;
    }
    work->doc = value_record(arena);
    value_set(work->doc, "event", doc_event(arena, stored));
    value_set(work->doc, "voucher", record);
    return true;
}

static bool
record_in_write(struct db *db, void *arg, struct err *err)
{
    struct record_work *work = arg;
    struct env *env = work->env;
    struct arena *arena = env->arena;
    struct voucher voucher;
    struct voucher_history history;
    struct facts facts = {0};
    struct command command;
    struct event event;
    struct stored_event stored = {0};
    uint32_t generation;
    int64_t provider;

    return voucher_find(env, db, arena, work->step->code, &voucher, &generation, err) &&
           voucher_history(db, arena, &voucher, &history, err) &&
           acting_provider(db, arena, work->step, &history.fold, &provider, err) &&
           gather_facts(env, db, arena, &voucher, provider, &facts, err) &&
           make_command(work, db, &history, generation, provider, &command, err) &&
           flow_decide(&facts, history.event, history.count, &command, &event, err) &&
           keep_new_code(db, &voucher, &event, err) &&
           voucher_append(env, db, arena, &voucher, &history, &event, &stored, err) &&
           answer(work, db, &voucher, &stored, err);
}

bool
voucher_record(struct env *env, const struct voucher_step *step, const struct value **doc,
               struct err *err)
{
    struct record_work work = {.env = env, .step = step};

    if (!store_write(env->store, record_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
