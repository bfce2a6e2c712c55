/*
 * export.c - pages of rows for files that leave the office.
 */
#include "store_export.h"

#include "inner.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(aim_word, aim_name, aim)
WORD_OF(state_word, state_name, state)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(goal_word, goal_name, goal)

static const struct field need_fields[] = {
    FIELD(FIELD_NUMBER, need_export, need.id),
    FIELD(FIELD_REF, need_export, need.case_id),
    FIELD_NAMED(FIELD_WORD, need_export, need.type, type_word, TYPE__MAX),
    FIELD(FIELD_SMALL, need_export, need.priority),
    FIELD(FIELD_DAY, need_export, need.agreed_on),
    FIELD(FIELD_TEXT, need_export, need.plan_ref),
    FIELD_NAMED(FIELD_CHOICE, need_export, need.aim, aim_word, AIM__MAX),
    FIELD(FIELD_TEXT, need_export, case_number),
};
static const struct noun need_noun = {NOUN_FIELDS(need_fields), sizeof(struct need_export),
                                      SQL_NONE, SQL_NONE, SQL_NONE, NULL};

static const struct field voucher_fields[] = {
    FIELD(FIELD_NUMBER, voucher_export, id),
    FIELD(FIELD_TEXT, voucher_export, slip_number),
    FIELD(FIELD_SMALL, voucher_export, position),
    FIELD(FIELD_TEXT, voucher_export, case_number),
    FIELD_NAMED(FIELD_WORD, voucher_export, type, type_word, TYPE__MAX),
    FIELD(FIELD_TEXT, voucher_export, service),
    FIELD(FIELD_TEXT, voucher_export, provider),
    FIELD_NAMED(FIELD_WORD, voucher_export, state, state_word, STATE__MAX),
    FIELD(FIELD_DAY, voucher_export, issued_on),
    FIELD(FIELD_DAY, voucher_export, redeem_by),
    FIELD(FIELD_DAY, voucher_export, accepted_on),
    FIELD(FIELD_DAY, voucher_export, started_on),
    FIELD(FIELD_DAY, voucher_export, ended_on),
    FIELD(FIELD_DAY, voucher_export, closed_on),
    FIELD(FIELD_DAY, voucher_export, reviewed_on),
    FIELD_NAMED(FIELD_WORD, voucher_export, outcome, outcome_word, OUTCOME__MAX),
    FIELD_NAMED(FIELD_WORD, voucher_export, goal, goal_word, GOAL__MAX),
    FIELD(FIELD_NUMBER, voucher_export, attend_count),
    FIELD(FIELD_TEXT, voucher_export, next_step),
    FIELD(FIELD_SMALL, voucher_export, generation),
};
static const struct noun voucher_noun = {NOUN_FIELDS(voucher_fields),
                                         sizeof(struct voucher_export), SQL_NONE, SQL_NONE,
                                         SQL_NONE, NULL};

bool
store_need_page(struct db *db, struct arena *arena, int64_t after, size_t limit,
                const struct need_export **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &need_noun, SQL_NEED_PAGE,
                 PARAMS(sql_int(after), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_voucher_page(struct db *db, struct arena *arena, int64_t after, int64_t since,
                   size_t limit, const struct voucher_export **out, size_t *count,
                   struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &voucher_noun, SQL_VOUCHER_EXPORT,
                 PARAMS(sql_int(after), sql_int(since), sql_int((int64_t)limit)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}
