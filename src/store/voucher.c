/*
 * voucher.c - vouchers as rows.
 *
 * A row caches every single value of struct fold, for lists and rules. The two lists of
 * providers (declined, waitlisted) and their counts are not stored: flow_fold makes them
 * from the events, and store_voucher_get leaves them empty.
 */
#include "deadline.h"
#include "inner.h"
#include "slip_row.h"
#include "store_slip.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(state_word, state_name, state)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(cause_word, cause_name, cause)
WORD_OF(goal_word, goal_name, goal)

#define PLAIN (VOUCHER_FIXED + 3) /* fields before the cached ones */

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, voucher, id),
    FIELD(FIELD_REF, voucher, slip_id),
    FIELD(FIELD_REF, voucher, case_id),
    FIELD(FIELD_REF, voucher, need_id),
    FIELD(FIELD_SMALL, voucher, position),
    FIELD(FIELD_TEXT, voucher, service),
    FIELD_NAMED(FIELD_WORD, voucher, type, type_word, TYPE__MAX),
    FIELD(FIELD_BYTES, voucher, seed),
    FIELD(FIELD_REF, voucher, appointment_ms),
    FIELD(FIELD_BOOL, voucher, neutral),
    FIELD(FIELD_BOOL, voucher, disputed),
    FIELD(FIELD_SMALL, voucher, event_count),
    FIELD(FIELD_BYTES, voucher, head),
    FIELD_NAMED(FIELD_WORD, voucher, fold.state, state_word, STATE__MAX),
    FIELD_NAMED(FIELD_WORD, voucher, fold.before, state_word, STATE__MAX),
    FIELD_NAMED(FIELD_WORD, voucher, fold.before_expiry, state_word, STATE__MAX),
    FIELD(FIELD_SMALL, voucher, fold.generation),
    FIELD(FIELD_REF, voucher, fold.named_provider),
    FIELD(FIELD_REF, voucher, fold.bound_provider),
    FIELD(FIELD_DAY, voucher, fold.issued_on),
    FIELD(FIELD_DAY, voucher, fold.paper_on),
    FIELD(FIELD_DAY, voucher, fold.redeem_by),
    FIELD(FIELD_DAY, voucher, fold.complete_by),
    FIELD(FIELD_DAY, voucher, fold.accepted_on),
    FIELD(FIELD_DAY, voucher, fold.started_on),
    FIELD(FIELD_DAY, voucher, fold.ended_on),
    FIELD(FIELD_DAY, voucher, fold.expired_on),
    FIELD(FIELD_DAY, voucher, fold.closed_on),
    FIELD(FIELD_DAY, voucher, fold.reviewed_on),
    FIELD(FIELD_DAY, voucher, fold.waitlist_until),
    FIELD(FIELD_DAY, voucher, fold.last_attended_on),
    FIELD(FIELD_SMALL, voucher, fold.attend_count),
    FIELD_NAMED(FIELD_WORD, voucher, fold.outcome, outcome_word, OUTCOME__MAX),
    FIELD_NAMED(FIELD_WORD, voucher, fold.cause, cause_word, CAUSE__MAX),
    FIELD_NAMED(FIELD_WORD, voucher, fold.goal, goal_word, GOAL__MAX),
    FIELD(FIELD_SMALL, voucher, fold.recommendation),
};
_Static_assert(sizeof fields / sizeof fields[0] == PLAIN + VOUCHER_CACHED, "cached fields");

const struct field *const voucher_count = fields + VOUCHER_FIXED + 1;
const struct field *const voucher_cached = fields + PLAIN;
const struct noun voucher_noun = {NOUN_FIELDS(fields), sizeof(struct voucher), SQL_NONE,
                                  SQL_VOUCHER_INSERT,  SQL_NONE,               NULL};

static bool
add_voucher(struct db *db, struct voucher *row, bool code, struct err *err)
{
    static const uint8_t no_event[STORE_HASH_BYTES];
    struct voucher fresh = *row;
    fresh.event_count = 0;
    noun_clear(voucher_cached, VOUCHER_CACHED, &fresh);
    if (fresh.id == 0) {
        fresh.id = store_new_id(db);
    }
    chain_head(db->keys, &fresh, no_event, fresh.head);
    if (!db_insert(db, &voucher_noun, &fresh, NULL, err) ||
        (code && !store_code_add(db, CODE_VOUCHER, fresh.id, fresh.seed, 1, err))) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_voucher_add(struct db *db, struct voucher *row, struct err *err)
{
    return add_voucher(db, row, true, err);
}

bool
store_referral_add(struct db *db, struct voucher *row, struct err *err)
{
    return add_voucher(db, row, false, err);
}

bool
store_voucher_get(struct db *db, struct arena *arena, int64_t id, struct voucher *out,
                  struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &voucher_noun, SQL_VOUCHER_BY_ID, PARAMS(sql_int(id)), out,
                   "Den Gutschein %1 gibt es nicht.", err_number(number, id), err);
}

bool
store_vouchers_of_slip(struct db *db, struct arena *arena, int64_t slip_id,
                       const struct voucher **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &voucher_noun, SQL_VOUCHER_OF_SLIP, PARAMS(sql_int(slip_id)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

struct ids {
    struct arena *arena;
    int64_t *id;
    size_t count, room;
};

static bool
take_id(void *arg, const struct sql_value *columns)
{
    struct ids *ids = arg;
    if (ids->count == ids->room) {
        size_t room = ids->room == 0 ? 64 : ids->room * 2;
        ids->id = arena_grow(ids->arena, ids->id, ids->room, room, sizeof *ids->id);
        ids->room = room;
    }
    ids->id[ids->count++] = columns[0].number;
    return true;
}

bool
store_voucher_due_for_tick(struct db *db, struct arena *arena, int32_t day, int64_t after,
                           size_t limit, const int64_t **ids, size_t *count, struct err *err)
{
    struct ids found = {.arena = arena};
    if (!db_run(db, SQL_VOUCHER_DUE,
                PARAMS(sql_day(day - DEADLINE_GRACE_DAYS), sql_int(after),
                       sql_int((int64_t)limit)),
                take_id, &found, NULL, err)) {
        return false;
    }
    *ids = found.id;
    *count = found.count;
    return true;
}
