/*
 * contradiction.c - what devices told late: marks on events, and what did not fit.
 */
#include "store_contradiction.h"

#include "inner.h"
#include "str.h"

static const struct {
    const char *name, *label;
} words[DECISION__MAX] = {
    [DECISION_NONE] = {"", N_("offen")},
    [DECISION_RECORDED] = {"recorded", N_("war so: mit diesem Tag eintragen")},
    [DECISION_DISCARDED] = {"discarded", N_("gilt nicht: verwerfen")},
    [DECISION_DUPLICATE] = {"duplicate", N_("ist schon eingetragen")},
    [DECISION_WRONG_PERSON] = {"wrong_person", N_("war ein anderer Mensch")},
};

const char *
decision_name(enum decision decision)
{
    return words[decision < DECISION__MAX ? decision : DECISION_NONE].name;
}

const char *
decision_label(enum decision decision)
{
    return words[decision < DECISION__MAX ? decision : DECISION_NONE].label;
}

enum decision
decision_from_name(const char *name)
{
    for (unsigned i = DECISION_NONE + 1; i < DECISION__MAX; i++) {
        if (str_equal(words[i].name, name)) {
            return (enum decision)i;
        }
    }
    return DECISION_NONE;
}

WORD_OF(step_word, step_name, step)
WORD_OF(source_word, source_name, source)
WORD_OF(decision_word, decision_name, decision)

static const char *
reason_word(int value)
{
    return reason_row((enum reason)value)->name;
}

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, contradiction, id),
    FIELD(FIELD_NUMBER, contradiction, voucher),
    FIELD(FIELD_NUMBER, contradiction, provider),
    FIELD(FIELD_NUMBER, contradiction, device),
    FIELD_NAMED(FIELD_WORD, contradiction, step, step_word, STEP__MAX),
    FIELD_NAMED(FIELD_WORD, contradiction, source, source_word, SOURCE__MAX),
    FIELD(FIELD_DAY, contradiction, happened_on),
    FIELD(FIELD_NUMBER, contradiction, recorded_at_ms),
    FIELD_NAMED(FIELD_WORD, contradiction, reason, reason_word, REASON__MAX),
    FIELD(FIELD_BYTES, contradiction, nonce),
    FIELD(FIELD_BYTES, contradiction, body),
    FIELD_NAMED(FIELD_WORD, contradiction, decision, decision_word, DECISION__MAX),
    FIELD(FIELD_REF, contradiction, decided_ms),
    FIELD(FIELD_REF, contradiction, decided_by),
    FIELD(FIELD_REF, contradiction, event),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct contradiction), SQL_NONE, SQL_CONTRADICTION_INSERT,
    SQL_NONE, NULL};

bool
store_contradiction_add(struct db *db, struct contradiction *row, struct err *err)
{
    row->recorded_at_ms = store_now_ms(db);
    return db_insert(db, &noun, row, NULL, err);
}

bool
store_contradiction_get(struct db *db, struct arena *arena, int64_t id, struct contradiction *out,
                        struct err *err)
{
    return db_need(db, arena, &noun, SQL_CONTRADICTION_BY_ID, PARAMS(sql_int(id)), out,
                   "Diese Nachmeldung gibt es nicht.", "", err);
}

bool
store_contradiction_by_nonce(struct db *db, struct arena *arena,
                             const uint8_t nonce[STORE_NONCE_BYTES], bool *found,
                             struct contradiction *out, struct err *err)
{
    return db_get(db, arena, &noun, SQL_CONTRADICTION_BY_NONCE,
                  PARAMS(sql_bytes(nonce, STORE_NONCE_BYTES)), out, found, err);
}

bool
store_contradiction_list(struct db *db, struct arena *arena, int64_t voucher, size_t limit,
                         const struct contradiction **out, size_t *count, struct err *err)
{
    const void *rows;
    bool done = voucher == 0
                    ? db_list(db, arena, &noun, SQL_CONTRADICTION_OPEN,
                              PARAMS(sql_int((int64_t)limit)), &rows, count, err)
                    : db_list(db, arena, &noun, SQL_CONTRADICTION_OF_VOUCHER,
                              PARAMS(sql_int(voucher), sql_int((int64_t)limit)), &rows, count,
                              err);
    if (done) {
        *out = rows;
    }
    return done;
}

bool
store_contradiction_since(struct db *db, int64_t voucher, int64_t *since_ms, struct err *err)
{
    return db_number(db, SQL_CONTRADICTION_SINCE, PARAMS(sql_int(voucher)), since_ms, err);
}

bool
store_contradiction_decide(struct db *db, const struct contradiction *row, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_CONTRADICTION_DECIDE, &changed, err, sql_int(row->id),
                 sql_text(decision_name(row->decision)), sql_int(store_now_ms(db)),
                 sql_ref(row->decided_by), sql_ref(row->event)) &&
           (changed == 1 ||
            err_set(err, REASON_CONFLICT, "", "Diese Nachmeldung ist schon geklärt."));
}

bool
store_late_add(struct db *db, int64_t event, const struct late *late, struct err *err)
{
    return db_do(db, SQL_LATE_INSERT, NULL, err, sql_int(event), sql_int(late->happened_ms),
                 sql_int(late->offset_ms));
}

bool
store_late_get(struct db *db, int64_t event, bool *late, struct err *err)
{
    int64_t found = 0;
    bool done = db_number(db, SQL_LATE_GET, PARAMS(sql_int(event)), &found, err);
    *late = found != 0;
    return done;
}
