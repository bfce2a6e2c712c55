/*
 * voucher.c - one voucher: found by its code, folded, changed in one write.
 */
#include "voucher.h"

#include <string.h>

#include "arena.h"
#include "change.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "followup.h"
#include "store.h"
#include "store_contradiction.h"
#include "store_dispute.h"
#include "store_followup.h"
#include "str.h"
#include "subject.h"
#include "value.h"

/* What a clock may be set back and be right: an hour in autumn, a little for its drift. */
#define CLOCK_STEP_MS ((int64_t)2 * 60 * 60 * 1000)

bool
voucher_find(struct env *env, struct db *db, struct arena *arena, const char *code,
             struct voucher *out, uint32_t *generation, struct err *err)
{
    struct code_found found;

    return code_parse(code, strlen(code), env->config.public_url, &found, err) &&
           voucher_open(db, arena, found.symbols, out, generation, err);
}

bool
voucher_is_slip_number(const char *text, size_t len)
{
    return len >= 6 && strspn(text, "0123456789") == 4 && text[4] == '-' &&
           strspn(text + 5, "0123456789") >= len - 5;
}

/* "2026-000417/2": the slip's number and the station; without one the first. */
static bool
read_place(const char *text, size_t *len, int *position)
{
    const char *slash = strchr(text, '/');

    *len = slash == NULL ? strlen(text) : (size_t)(slash - text);
    *position = 1;
    if (slash != NULL) {
        const char *digit = slash + 1;

        for (*position = 0; *digit >= '0' && *digit <= '9' && *position < 100; digit++) {
            *position = 10 * *position + (*digit - '0');
        }
        if (*digit != '\0') {
            return false;
        }
    }
    return voucher_is_slip_number(text, *len);
}

bool
voucher_at(struct db *db, struct arena *arena, const char *number, int64_t position,
           struct voucher *out, struct err *err)
{
    const struct voucher *voucher;
    struct slip slip;
    size_t count;

    if (!store_slip_get(db, arena, number, &slip, err) ||
        !store_vouchers_of_slip(db, arena, slip.id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (voucher[i].position == position) {
            *out = voucher[i];
            return true;
        }
    }
    return err_set(err, REASON_NOT_FOUND, "", "Diese Station hat der Laufzettel %1 nicht.",
                   number);
}

bool
voucher_find_office(struct env *env, struct db *db, struct arena *arena, const char *what,
                    struct voucher *out, uint32_t *generation, struct err *err)
{
    int position;
    size_t len;

    if (!read_place(what, &len, &position)) {
        return voucher_find(env, db, arena, what, out, generation, err);
    }
    if (generation != NULL) {
        *generation = 0;
    }
    return voucher_at(db, arena, arena_strndup(arena, what, len), position, out, err);
}

bool
voucher_open(struct db *db, struct arena *arena, const char symbols[CODE_MAX],
             struct voucher *out, uint32_t *generation, struct err *err)
{
    struct code_hit hit;

    if (!store_code_find(db, symbols, &hit, err)) {
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

int64_t
voucher_now_ms(const struct env *env, const struct voucher_history *history)
{
    int64_t now_ms = clock_now_ms(&env->clock);
    int64_t last_ms =
        history->count == 0 ? 0 : history->event[history->count - 1].recorded_at_ms;

    return last_ms > now_ms && last_ms - now_ms <= CLOCK_STEP_MS ? last_ms : now_ms;
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

bool
voucher_check_version(const struct voucher *voucher, uint32_t version, struct err *err)
{
    return version == 0 || version == voucher->event_count ||
           err_set(err, REASON_CONFLICT, "",
                   "Zu diesem Gutschein kam inzwischen etwas hinzu. Bitte den neuen Stand ansehen "
                   "und noch einmal entscheiden.");
}

int64_t
voucher_code_since_ms(const struct voucher_history *history)
{
    int64_t since_ms = 0;

    for (size_t i = 0; i < history->count; i++) {
        enum step step = history->event[i].step;

        if (step == STEP_ISSUE || step == STEP_REISSUE) {
            since_ms = history->event[i].recorded_at_ms;
        }
    }
    return since_ms;
}

bool
voucher_untold(struct db *db, const struct voucher *voucher,
               const struct voucher_history *history, int32_t *since, struct err *err)
{
    struct change change = change_last(history->event, history->count);
    bool told;

    *since = DAY_NONE;
    /* Who was sent on without paper holds none that is wrong now. */
    if (!change.tell || flow_is_referral(&history->fold)) {
        return true;
    }
    if (!store_voucher_told(db, voucher->id, change.event->seq, &told, err)) {
        return false;
    }
    *since = told ? DAY_NONE : day_of_moment(change.event->recorded_at_ms);
    return true;
}

bool
voucher_refresh_followups(struct env *env, struct db *db, struct arena *arena,
                          const struct voucher *voucher, const struct voucher_history *history,
                          struct err *err)
{
    struct followup_subject subject = {.case_id = voucher->case_id, .voucher = voucher->id};
    struct followup rows[FOLLOWUP_PER_VOUCHER];
    struct followup_facts facts = {.start_days = FOLLOWUP_START_DAYS};
    int64_t unsettled_ms, prints;
    size_t count;

    if (!voucher_level(env, db, arena, voucher, &facts.level, err) ||
        !store_contradiction_since(db, voucher->id, &unsettled_ms, err) ||
        !voucher_untold(db, voucher, history, &facts.untold_on, err) ||
        !store_voucher_prints(db, voucher, voucher_code_since_ms(history), &prints, err)) {
        return false;
    }
    facts.printed = prints > 0;
    facts.unsettled_on = unsettled_ms == 0 ? DAY_NONE : day_of_moment(unsettled_ms);
    count = followup_of_voucher(&history->fold, &facts, rows);
    return store_followup_replace(db, &subject, rows, count, err);
}

/* A review that is taken back takes its tasks along; the letter about an older change is not the
   one about this. */
static bool
drop_overtaken(struct db *db, const struct voucher *voucher, const struct fold *before,
               const struct event *event, struct err *err)
{
    bool taken_back = before->state == STATE_REVIEWED && voucher->fold.state != STATE_REVIEWED;
    bool change = event->step == STEP_WITHDRAW || event->step == STEP_EXTEND ||
                  event->step == STEP_REISSUE;

    return (!taken_back || store_followup_drop_tasks(db, voucher->id, err)) &&
           (!change || store_followup_drop_letter(db, voucher->id, err));
}

/* What is taken back is no longer disputed. */
static bool
settle_dispute(struct env *env, struct db *db, struct voucher *voucher,
               const struct voucher_history *history, const struct event *event, struct err *err)
{
    return event->annuls == 0 || !voucher->disputed ||
           store_dispute_settle(db, voucher, history->stored[event->annuls - 1].id,
                                clock_today(&env->clock), env->user.id, err);
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
    if (!drop_overtaken(db, voucher, &history->fold, event, err) ||
        !settle_dispute(env, db, voucher, history, event, err)) {
        return false;
    }
    /* What only the calendar has done is no word from anybody. */
    return (event->who == WHO_TICK || subject_move_contact(db, voucher->case_id, err)) &&
           (followup_same(&history->fold, &grown.fold) ||
            voucher_refresh_followups(env, db, arena, voucher, &grown, err));
}
