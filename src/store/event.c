/*
 * event.c - append events and read them back; refusals and counters beside them.
 */
#include <string.h>

#include "arena.h"
#include "inner.h"
#include "slip_row.h"
#include "store_slip.h"

#define RECEIPT_TRIES 8
#define UPDATE_PARAMS (4 + VOUCHER_CACHED)

WORD_OF(step_word, step_name, step)
WORD_OF(who_word, who_name, who)
WORD_OF(source_word, source_name, source)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(cause_word, cause_name, cause)
WORD_OF(goal_word, goal_name, goal)

/* The order is also that of the hash (chain.c): a new field needs a new version there. */
static const struct field fields[] = {
    FIELD(FIELD_NUMBER, stored_event, id),
    FIELD(FIELD_REF, stored_event, voucher),
    FIELD(FIELD_SMALL, stored_event, event.seq),
    FIELD_NAMED(FIELD_WORD, stored_event, event.step, step_word, STEP__MAX),
    FIELD(FIELD_DAY, stored_event, event.happened_on),
    FIELD(FIELD_NUMBER, stored_event, event.recorded_at_ms),
    FIELD_NAMED(FIELD_WORD, stored_event, event.who, who_word, WHO__MAX),
    FIELD_NAMED(FIELD_WORD, stored_event, event.source, source_word, SOURCE__MAX),
    FIELD(FIELD_REF, stored_event, event.provider),
    FIELD(FIELD_REF, stored_event, event.device),
    FIELD(FIELD_REF, stored_event, user),
    FIELD(FIELD_SMALL, stored_event, event.level),
    FIELD_NAMED(FIELD_WORD, stored_event, event.outcome, outcome_word, OUTCOME__MAX),
    FIELD_NAMED(FIELD_WORD, stored_event, event.cause, cause_word, CAUSE__MAX),
    FIELD_NAMED(FIELD_WORD, stored_event, event.goal, goal_word, GOAL__MAX),
    FIELD(FIELD_SMALL, stored_event, event.recommendation),
    FIELD(FIELD_BOOL, stored_event, event.again),
    FIELD(FIELD_DAY, stored_event, event.until),
    FIELD(FIELD_REF, stored_event, event.named_provider),
    FIELD(FIELD_SMALL, stored_event, event.generation),
    FIELD(FIELD_SMALL, stored_event, event.annuls),
    FIELD(FIELD_CHARS, stored_event, receipt),
    FIELD(FIELD_MARK, stored_event, nonce),
    FIELD(FIELD_MARK, stored_event, body),
    FIELD(FIELD_BYTES, stored_event, hash),
};
const struct noun event_noun = {
    NOUN_FIELDS(fields), sizeof(struct stored_event), SQL_NONE, SQL_EVENT_INSERT, SQL_NONE, NULL};

bool
store_event_list(struct db *db, struct arena *arena, int64_t voucher,
                 const struct stored_event **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &event_noun, SQL_EVENT_LIST, PARAMS(sql_int(voucher)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_event_by_nonce(struct db *db, struct arena *arena, const uint8_t nonce[STORE_NONCE_BYTES],
                     bool *found, int64_t *voucher, struct stored_event *out, struct err *err)
{
    struct stored_event event;
    if (!db_get(db, arena, &event_noun, SQL_EVENT_BY_NONCE,
                PARAMS(sql_bytes(nonce, STORE_NONCE_BYTES)), &event, found, err)) {
        return false;
    }
    if (*found) {
        *voucher = event.voucher;
        *out = event;
    }
    return true;
}

/* ---- append --------------------------------------------------------------------------- */

struct tail {
    int64_t count;
    uint8_t hash[STORE_HASH_BYTES]; /* of the last event; zero before the first */
};

static bool
take_tail(void *arg, const struct sql_value *columns)
{
    struct tail *tail = arg;
    tail->count = columns[0].number;
    if (columns[1].kind == SQL_BYTES && columns[1].len == sizeof tail->hash) {
        memcpy(tail->hash, columns[1].bytes, sizeof tail->hash);
    }
    return false;
}

static bool
changed_meanwhile(struct err *err)
{
    return err_set(err, REASON_CONFLICT, "",
                   "Der Gutschein wurde inzwischen geändert. Bitte neu laden und noch einmal "
                   "versuchen.");
}

/* Insert with a receipt that is new to this voucher. */
static bool
insert(struct db *db, struct stored_event *event, const struct tail *tail, struct err *err)
{
    bool known = false;
    int64_t added = 0, voucher;
    struct stored_event other;
    for (int i = 0; i < RECEIPT_TRIES && added == 0; i++) {
        code_receipt(event->receipt);
        chain_event(db->keys, event, tail->hash, event->hash);
        if (!db_insert(db, &event_noun, event, &added, err)) {
            return false;
        }
        if (added == 0 && !store_event_by_nonce(db, NULL, event->nonce, &known, &voucher, &other,
                                                err)) {
            return false;
        }
        if (known) {
            return err_set(err, REASON_CONFLICT, "nonce",
                           "Diese Anfrage wurde schon mit anderem Inhalt gesendet.");
        }
    }
    return added > 0 || changed_meanwhile(err);
}

/* Is NEXT only further on in what SQL_VOUCHER_COUNT writes? An appointment is the usual event. */
static bool
only_counts(const struct voucher *now, const struct voucher *next)
{
    struct voucher same = *now;
    same.fold.last_attended_on = next->fold.last_attended_on;
    same.fold.attend_count = next->fold.attend_count;
    same.fold.recommendation = next->fold.recommendation;
    for (size_t i = 0; i < VOUCHER_CACHED; i++) {
        const struct field *field = &voucher_cached[i];
        if (memcmp((const char *)&same + field->offset, (const char *)next + field->offset,
                   field->size) != 0) {
            return false;
        }
    }
    return true;
}

/* Write what NEXT caches, if the row is still NOW. */
static bool
advance(struct db *db, const struct voucher *now, const struct voucher *next, struct err *err)
{
    struct sql_value values[UPDATE_PARAMS] = {
        sql_int(next->id), sql_int(now->event_count), sql_int(next->event_count),
        sql_bytes(next->head, sizeof next->head)};
    enum sql_id id = SQL_VOUCHER_UPDATE;
    size_t count = UPDATE_PARAMS;
    int64_t changed;
    if (only_counts(now, next)) {
        id = SQL_VOUCHER_COUNT;
        count = 4;
        values[count++] = sql_day(next->fold.last_attended_on);
        values[count++] = sql_int(next->fold.attend_count);
        values[count++] = sql_int(next->fold.recommendation);
    } else {
        noun_bind(voucher_cached, VOUCHER_CACHED, next, values + 4);
    }
    return db_run(db, id, values, count, NULL, NULL, &changed, err) &&
           (changed == 1 || changed_meanwhile(err));
}

bool
store_event_append(struct db *db, struct voucher *voucher, struct stored_event *event,
                   const struct fold *fold, struct err *err)
{
    struct tail tail = {.count = -1};
    struct stored_event stored = *event;
    struct voucher next = *voucher;
    if (!db_run(db, SQL_VOUCHER_TAIL, PARAMS(sql_int(voucher->id)), take_tail, &tail, NULL, err)) {
        return false;
    }
    next.fold = *fold;
    next.event_count++;
    if (tail.count != voucher->event_count || stored.event.seq != next.event_count) {
        return changed_meanwhile(err);
    }
    stored.id = store_new_id(db);
    stored.voucher = voucher->id;
    if (!insert(db, &stored, &tail, err)) {
        return false;
    }
    chain_head(db->keys, &next, stored.hash, next.head);
    if (!advance(db, voucher, &next, err)) {
        return false;
    }
    *event = stored;
    voucher->event_count = next.event_count;
    memcpy(voucher->head, next.head, sizeof voucher->head);
    return true;
}

/* ---- what is not recorded ----------------------------------------------------------------- */

bool
store_refusal_add(struct db *db, int64_t voucher, int64_t provider, int64_t device,
                  enum step step, enum reason reason, struct err *err)
{
    struct sql_value what = {.kind = SQL_NULL};
    if (step != STEP_NONE) {
        what = sql_text(step_name(step));
    }
    return db_do(db, SQL_REFUSAL_INSERT, NULL, err, sql_int(store_new_id(db)), sql_int(voucher),
                 sql_ref(provider), sql_ref(device), what, sql_text(reason_row(reason)->name),
                 sql_int(store_now_ms(db)));
}

static const struct field refusal_fields[] = {
    FIELD(FIELD_REF, refusal, provider),
    FIELD(FIELD_NUMBER, refusal, recorded_at_ms),
};
static const struct noun refusal_noun = {NOUN_FIELDS(refusal_fields), sizeof(struct refusal),
                                         SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_refusals_of_voucher(struct db *db, struct arena *arena, int64_t voucher,
                          const struct refusal **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &refusal_noun, SQL_REFUSAL_OF_VOUCHER, PARAMS(sql_int(voucher)),
                 &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_refusal_purge(struct db *db, int64_t before_ms, struct err *err)
{
    return db_do(db, SQL_REFUSAL_PURGE, NULL, err, sql_int(before_ms));
}

bool
store_count(struct db *db, const char *scope, int64_t subject, int64_t hour, enum reason reason,
            struct err *err)
{
    const char *why = reason == REASON_NONE ? "" : reason_row(reason)->name;
    return db_do(db, SQL_COUNTER_ADD, NULL, err, sql_text(scope), sql_int(subject),
                 sql_int(hour), sql_text(why));
}

bool
store_counted(struct db *db, const char *scope, int64_t subject, int64_t hour,
              enum reason reason, int64_t *out, struct err *err)
{
    const char *why = reason == REASON_NONE ? "" : reason_row(reason)->name;
    return db_number(db, SQL_COUNTER_GET,
                     PARAMS(sql_text(scope), sql_int(subject), sql_int(hour), sql_text(why)), out,
                     err);
}
