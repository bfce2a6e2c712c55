/*
 * retention.c - what the deletion run needs to know: its own marks, restrictions, what is old.
 */
#include "retention.h"

#include "clock.h"
#include "inner.h"
#include "slip_row.h"
#include "store_purge.h"

struct mark {
    struct retention_mark mark;
    bool wipe_due;
};

static bool
take_mark(void *arg, const struct sql_value *columns)
{
    struct mark *mark = arg;
    mark->mark.seen_on = sql_value_day(&columns[0]);
    mark->mark.not_before = sql_value_day(&columns[1]);
    mark->wipe_due = columns[2].number != 0;
    return false;
}

bool
store_retention_get(struct db *db, struct retention_mark *out, bool *wipe_due, struct err *err)
{
    struct mark mark = {.mark = {DAY_NONE, DAY_NONE}};
    if (!db_run(db, SQL_RETENTION_GET, NULL, 0, take_mark, &mark, NULL, err)) {
        return false;
    }
    *out = mark.mark;
    *wipe_due = mark.wipe_due;
    return true;
}

bool
store_retention_put(struct db *db, const struct retention_mark *mark, struct err *err)
{
    return db_do(db, SQL_RETENTION_PUT, NULL, err, sql_day(mark->seen_on),
                 sql_day(mark->not_before));
}

bool
store_wiped(struct db *db, struct err *err)
{
    return db_do(db, SQL_RETENTION_WIPE, NULL, err, sql_int(0));
}

/* ---- restriction of processing -------------------------------------------------------- */

static bool
take_day(void *arg, const struct sql_value *columns)
{
    *(int32_t *)arg = sql_value_day(&columns[0]);
    return false;
}

bool
store_restriction_get(struct db *db, int64_t case_id, int32_t *since, struct err *err)
{
    int32_t day = DAY_NONE;
    if (!db_run(db, SQL_RESTRICTION_GET, PARAMS(sql_int(case_id)), take_day, &day, NULL, err)) {
        return false;
    }
    *since = day;
    return true;
}

struct numbered {
    const char *number;
};
static const struct field number_fields[] = {FIELD(FIELD_TEXT, numbered, number)};
static const struct noun number_noun = {NOUN_FIELDS(number_fields), sizeof(struct numbered),
                                        SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_restriction_list(struct db *db, struct arena *arena, const char *const **out, size_t *count,
                       struct err *err)
{
    const void *rows;
    const char **numbers;
    if (!db_list(db, arena, &number_noun, SQL_RESTRICTION_LIST, NULL, 0, &rows, count, err)) {
        return false;
    }
    numbers = arena_array(arena, *count, sizeof *numbers);
    for (size_t i = 0; i < *count; i++) {
        numbers[i] = ((const struct numbered *)rows)[i].number;
    }
    *out = numbers;
    return true;
}

bool
store_restriction_set(struct db *db, int64_t case_id, int32_t since, int64_t user,
                      struct err *err)
{
    return db_do(db, SQL_RESTRICTION_SET, NULL, err, sql_int(case_id), sql_day(since),
                 sql_ref(user));
}

bool
store_restriction_lift(struct db *db, int64_t case_id, struct err *err)
{
    return db_do(db, SQL_RESTRICTION_LIFT, NULL, err, sql_int(case_id));
}

/* ---- what is old ------------------------------------------------------------------------ */

/* Ids grow with time, so a page of the key is a page by age. */
static bool
list_aged(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
          int64_t after, int64_t before_ms, size_t limit, const void **out, size_t *count,
          struct err *err)
{
    return db_list(db, arena, noun, id,
                   PARAMS(sql_int(after), sql_int(store_first_id(before_ms)),
                          sql_int((int64_t)limit)),
                   out, count, err);
}

bool
store_vouchers_aged(struct db *db, struct arena *arena, int64_t after, int64_t before_ms,
                    size_t limit, const struct voucher **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!list_aged(db, arena, &voucher_noun, SQL_VOUCHER_AGED, after, before_ms, limit, &rows,
                   count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_cases_aged(struct db *db, struct arena *arena, int64_t after, int64_t before_ms,
                 size_t limit, const struct case_file **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!list_aged(db, arena, &case_noun, SQL_CASE_AGED, after, before_ms, limit, &rows, count,
                   err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_voucher_last_day(struct db *db, const struct voucher *voucher, int32_t *out,
                       struct err *err)
{
    int64_t moment = 0;
    if (!db_number(db, SQL_EVENT_RECORDED,
                   PARAMS(sql_int(voucher->id), sql_int(voucher->event_count)), &moment, err)) {
        return false;
    }
    *out = day_of_moment(moment == 0 ? store_moment_of_id(voucher->id) : moment);
    return true;
}

static bool
is_counted(struct db *db, enum sql_id id, const struct sql_value *params, size_t count,
           bool *any, struct err *err)
{
    int64_t number;
    if (!db_number(db, id, params, count, &number, err)) {
        return false;
    }
    *any = number > 0;
    return true;
}

bool
store_need_used(struct db *db, int64_t need, bool *used, struct err *err)
{
    return is_counted(db, SQL_NEED_USED, PARAMS(sql_int(need)), used, err);
}

bool
store_consent_used(struct db *db, const struct consent *consent, bool *used, struct err *err)
{
    return is_counted(db, SQL_CONSENT_USED,
                      PARAMS(sql_int(consent->case_id), sql_int(consent->provider)), used, err);
}

bool
store_case_awaited(struct db *db, int64_t case_id, int32_t day, bool *awaited, struct err *err)
{
    return is_counted(db, SQL_CASE_AWAITED, PARAMS(sql_int(case_id), sql_day(day)), awaited, err);
}

/* ---- what stays ------------------------------------------------------------------------- */

bool
store_tally_add(struct db *db, const struct tally *one, struct err *err)
{
    return db_do(db, SQL_TALLY_ADD, NULL, err, sql_text(one->month), sql_text(one->branch),
                 sql_text(one->team), sql_text(service_type_name(one->type)),
                 sql_text(one->service), sql_text(one->state), sql_text(one->outcome),
                 sql_text(one->goal), sql_int(1), sql_int(one->accepted),
                 sql_int(one->wait_days), sql_int(one->attended),
                 sql_int(one->referred));
}

static const struct field month_fields[] = {
    FIELD(FIELD_TEXT, purged_month, month),     FIELD(FIELD_DAY, purged_month, last_on),
    FIELD(FIELD_NUMBER, purged_month, vouchers), FIELD(FIELD_NUMBER, purged_month, slips),
    FIELD(FIELD_NUMBER, purged_month, cases),   FIELD(FIELD_NUMBER, purged_month, others),
};
static const struct noun month_noun = {NOUN_FIELDS(month_fields), sizeof(struct purged_month),
                                       SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_purged_add(struct db *db, const struct purged_month *more, struct err *err)
{
    struct sql_value values[6];
    noun_bind(month_fields, month_noun.count, more, values);
    return db_run(db, SQL_PURGED_ADD, values, month_noun.count, NULL, NULL, NULL, err);
}

bool
store_purged_list(struct db *db, struct arena *arena, const char *month,
                  const struct purged_month **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &month_noun, SQL_PURGED_LIST, PARAMS(sql_text(month)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}
