/*
 * report.c - vouchers one by one, for counting.
 */
#include "store_report.h"

#include "inner.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(state_word, state_name, state)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(cause_word, cause_name, cause)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, report_row, case_id),
    FIELD(FIELD_REF, report_row, provider),
    FIELD_NAMED(FIELD_WORD, report_row, type, type_word, TYPE__MAX),
    FIELD_NAMED(FIELD_WORD, report_row, state, state_word, STATE__MAX),
    FIELD(FIELD_DAY, report_row, issued_on),
    FIELD(FIELD_DAY, report_row, accepted_on),
    FIELD(FIELD_DAY, report_row, started_on),
    FIELD(FIELD_DAY, report_row, ended_on),
    FIELD(FIELD_DAY, report_row, closed_on),
    FIELD_NAMED(FIELD_WORD, report_row, outcome, outcome_word, OUTCOME__MAX),
    FIELD_NAMED(FIELD_WORD, report_row, cause, cause_word, CAUSE__MAX),
    FIELD(FIELD_SMALL, report_row, level),
    FIELD(FIELD_SMALL, report_row, generation),
};

struct counting {
    store_report_fn *fn;
    void *arg;
};

/* No field is a text, so no row needs an arena. */
static bool
show_row(void *arg, const struct sql_value *columns)
{
    const struct counting *counting = arg;
    struct report_row row;

    noun_read(fields, sizeof fields / sizeof *fields, columns, NULL, &row);
    counting->fn(counting->arg, &row);
    return true;
}

bool
store_report_vouchers(struct db *db, int32_t from, int32_t until, store_report_fn *fn, void *arg,
                      struct err *err)
{
    struct counting counting = {fn, arg};

    return db_run(db, SQL_REPORT_VOUCHERS, PARAMS(sql_day(from), sql_day(until)), show_row,
                  &counting, NULL, err);
}
