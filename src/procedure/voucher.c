/*
 * voucher.c - one voucher: found by its code, folded, changed in one write.
 */
#include "voucher.h"

#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "followup.h"
#include "store.h"
#include "store_followup.h"
#include "str.h"
#include "value.h"

/* Days from accept to start before the caseworker is asked to look. */
#define START_DAYS 28

bool
voucher_find(struct env *env, struct db *db, struct arena *arena, const char *code,
             struct voucher *out, uint32_t *generation, struct err *err)
{
    struct code_found found;
    struct code_hit hit;

    if (!code_parse(code, strlen(code), env->config.public_url, &found, err) ||
        !store_code_find(db, found.symbols, &hit, err)) {
        return false;
    }
    if (hit.kind != CODE_VOUCHER) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    if (generation != NULL) {
        *generation = hit.generation;
    }
    return store_voucher_get(db, arena, hit.owner, out, err);
}

bool
voucher_history(struct db *db, struct arena *arena,
                const struct voucher *voucher, struct voucher_history *out, struct err *err)
{
    struct event *events;

    if (!store_event_list(db, arena, voucher->id, &out->stored, &out->count, err)) {
        return false;
    }
    events = arena_array(arena, out->count, sizeof *events);
    for (size_t i = 0; i < out->count; i++) {
        events[i] = out->stored[i].event;
    }
    out->event = events;
    return flow_fold(events, out->count, &out->fold, err);
}

bool
voucher_receipt(const struct voucher_history *history, const char *typed, uint32_t *seq,
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

/* Has the sheet with the code now in force been printed? */
static bool
is_printed(struct db *db, struct arena *arena, const struct voucher *voucher,
           const struct voucher_history *history, bool *printed, struct err *err)
{
    const struct print_record *print;
    size_t count;
    int64_t code_since_ms = 0;

    if (!store_prints_of_slip(db, arena, voucher->slip_id, &print, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < history->count; i++) {
        enum step step = history->event[i].step;

        if (step == STEP_ISSUE || step == STEP_REISSUE) {
            code_since_ms = history->event[i].recorded_at_ms;
        }
    }
    *printed = false;
    for (size_t i = 0; i < count; i++) {
        bool shows = print[i].voucher_id == 0 || print[i].voucher_id == voucher->id;

        *printed |= shows && print[i].printed_at_ms >= code_since_ms;
    }
    return true;
}

bool
voucher_refresh_followups(struct env *env, struct db *db, struct arena *arena,
                          const struct voucher *voucher, const struct voucher_history *history,
                          struct err *err)
{
    struct followup_subject subject = {.case_id = voucher->case_id, .voucher = voucher->id};
    struct followup rows[FOLLOWUP_PER_VOUCHER];
    unsigned level;
    bool printed;
    size_t count;

    if (!voucher_level(env, db, arena, voucher, &level, err) ||
        !is_printed(db, arena, voucher, history, &printed, err)) {
        return false;
    }
    count = followup_of_voucher(&history->fold, level, printed, START_DAYS, rows);
    return store_followup_replace(db, &subject, rows, count, err);
}

bool
voucher_append(struct env *env, struct db *db, struct arena *arena, struct voucher *voucher,
               const struct voucher_history *history, const struct event *event,
               struct stored_event *stored, struct err *err)
{
    struct voucher_history grown = {.count = history->count + 1};
    struct event *events = arena_grow(arena, history->event, history->count, grown.count,
                                      sizeof *events);

    events[history->count] = *event;
    grown.event = events;
    if (!flow_fold(events, grown.count, &grown.fold, err)) {
        return false;
    }
    stored->event = *event;
    stored->user = env->user.id;
    if (!store_event_append(db, voucher, stored, &grown.fold, err)) {
        return false;
    }
    voucher->fold = grown.fold;
    return voucher_refresh_followups(env, db, arena, voucher, &grown, err);
}

struct show_work {
    struct env *env;
    const char *code; /* or: */
    const char *slip;
    int64_t position;
    struct value *doc;
};

static bool
show_voucher(struct show_work *work, struct db *db, const struct voucher *voucher,
             struct voucher_history *history, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *record, *events;

    if (!voucher_history(db, arena, voucher, history, err) ||
        !doc_voucher(work->env, db, arena, voucher, &history->fold, &record, err)) {
        return false;
    }
    events = value_set_list(record, "events");
    for (size_t i = 0; i < history->count; i++) {
        value_add(events, doc_event_of(arena, history->stored, history->count, i));
    }
    work->doc = value_record(arena);
    value_set(work->doc, "voucher", record);
    return true;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;
    struct voucher voucher;
    struct voucher_history history;

    return voucher_find(work->env, db, work->env->arena, work->code, &voucher, NULL, err) &&
           show_voucher(work, db, &voucher, &history, err);
}

bool
voucher_show(struct env *env, const char *code, const struct value **doc, struct err *err)
{
    struct show_work work = {.env = env, .code = code};

    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
find_at(struct show_work *work, struct db *db, struct voucher *out, struct err *err)
{
    struct arena *arena = work->env->arena;
    const struct voucher *voucher;
    struct slip slip;
    size_t count;

    if (!store_slip_get(db, arena, work->slip, &slip, err) ||
        !store_vouchers_of_slip(db, arena, slip.id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (voucher[i].position == work->position) {
            *out = voucher[i];
            return true;
        }
    }
    return err_set(err, REASON_NOT_FOUND, "", "Diese Station hat der Laufzettel %1 nicht.",
                   work->slip);
}

/* {"accept":true,"start":false,...}: what the office could do now. */
static bool
set_actions(struct show_work *work, struct db *db, const struct voucher *voucher,
            const struct voucher_history *history, struct err *err)
{
    struct env *env = work->env;
    struct value *can = value_set_record(work->doc, "can");
    const struct fold *fold = &history->fold;
    int64_t provider = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    struct command command = COMMAND_NONE;
    struct facts facts;
    unsigned actions;

    if (!voucher_facts(env, db, env->arena, voucher, provider, &facts, err)) {
        return false;
    }
    command.who = WHO_OFFICE;
    command.source = SOURCE_PAPER_CLIENT;
    command.today = clock_today(&env->clock);
    command.now_ms = clock_now_ms(&env->clock);
    actions = flow_actions(&facts, history->event, history->count, &command);
    for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
        value_set_bool(can, step_name(step), actions & BIT(step));
    }
    return true;
}

static bool
show_at_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;
    struct voucher voucher;
    struct voucher_history history;

    return find_at(work, db, &voucher, err) &&
           show_voucher(work, db, &voucher, &history, err) &&
           set_actions(work, db, &voucher, &history, err);
}

bool
voucher_show_at(struct env *env, const char *slip, int64_t position, const struct value **doc,
                struct err *err)
{
    struct show_work work = {.env = env, .slip = slip, .position = position};

    if (!store_read(env->store, show_at_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
