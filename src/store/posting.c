/*
 * posting.c - events that wait to be booked in the Fachverfahren, and the ticks of those that were.
 */
#include "inner.h"
#include "store_export.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(step_word, step_name, step)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(source_word, source_name, source)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, posting_row, event),
    FIELD(FIELD_SMALL, posting_row, seq),
    FIELD(FIELD_TEXT, posting_row, slip_number),
    FIELD(FIELD_SMALL, posting_row, position),
    FIELD_NAMED(FIELD_WORD, posting_row, type, type_word, TYPE__MAX),
    FIELD(FIELD_TEXT, posting_row, case_number),
    FIELD(FIELD_TEXT, posting_row, caseworker),
    FIELD(FIELD_TEXT, posting_row, team),
    FIELD_NAMED(FIELD_WORD, posting_row, step, step_word, STEP__MAX),
    FIELD_NAMED(FIELD_WORD, posting_row, outcome, outcome_word, OUTCOME__MAX),
    FIELD(FIELD_DAY, posting_row, happened_on),
    FIELD(FIELD_NUMBER, posting_row, recorded_at_ms),
    FIELD_NAMED(FIELD_WORD, posting_row, source, source_word, SOURCE__MAX),
    FIELD(FIELD_DAY, posting_row, until),
    FIELD_NAMED(FIELD_WORD, posting_row, annulled, step_word, STEP__MAX),
    FIELD(FIELD_DAY, posting_row, annulled_on),
    FIELD(FIELD_REF, posting_row, posted_ms),
    FIELD(FIELD_TEXT, posting_row, posted_by),
    FIELD(FIELD_SMALL, posting_row, code),
    FIELD(FIELD_SMALL, posting_row, generation),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct posting_row), SQL_NONE,
                                 SQL_NONE, SQL_NONE, NULL};

static bool
list(struct db *db, struct arena *arena, enum sql_id id, const char *caseworker, size_t limit,
     const struct posting_row **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, id, PARAMS(sql_text(caseworker), sql_int((int64_t)limit)),
                 &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_posting_open(struct db *db, struct arena *arena, const char *caseworker, size_t limit,
                   const struct posting_row **out, size_t *count, struct err *err)
{
    return list(db, arena, SQL_POSTING_OPEN, caseworker, limit, out, count, err);
}

bool
store_posting_done(struct db *db, struct arena *arena, const char *caseworker, size_t limit,
                   const struct posting_row **out, size_t *count, struct err *err)
{
    return list(db, arena, SQL_POSTING_DONE, caseworker, limit, out, count, err);
}

bool
store_posting_get(struct db *db, struct arena *arena, int64_t event, struct posting_row *out,
                  struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &noun, SQL_POSTING_EVENT, PARAMS(sql_int(event)), out,
                   "Den Eintrag %1 gibt es nicht.", err_number(number, event), err);
}

bool
store_posting_add(struct db *db, int64_t event, int64_t user, struct err *err)
{
    return db_do(db, SQL_POSTING_INSERT, NULL, err, sql_int(event), sql_int(store_now_ms(db)),
                 sql_ref(user));
}

bool
store_posting_remove(struct db *db, int64_t event, struct err *err)
{
    return db_do(db, SQL_POSTING_DELETE, NULL, err, sql_int(event));
}
