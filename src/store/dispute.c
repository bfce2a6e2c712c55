/*
 * dispute.c - marks of events that the client disputes.
 */
#include "inner.h"
#include "store_dispute.h"
#include "store_slip.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, dispute, event),
    FIELD(FIELD_DAY, dispute, since),
    FIELD(FIELD_REF, dispute, set_by),
    FIELD(FIELD_DAY, dispute, lifted_on),
    FIELD(FIELD_REF, dispute, lifted_by),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct dispute), SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_dispute_set(struct db *db, int64_t voucher, int64_t event, int32_t day, int64_t user,
                  struct err *err)
{
    int64_t changed;
    if (!db_do(db, SQL_DISPUTE_SET, &changed, err, sql_int(event), sql_day(day), sql_ref(user))) {
        return false;
    }
    if (changed == 0) {
        return err_set(err, REASON_CONFLICT, "event",
                       "Dieser Eintrag ist schon als bestritten vermerkt.");
    }
    return db_do(db, SQL_DISPUTE_VOUCHER, NULL, err, sql_int(voucher));
}

bool
store_dispute_lift(struct db *db, int64_t voucher, int64_t event, int32_t day, int64_t user,
                   struct err *err)
{
    int64_t changed;
    if (!db_do(db, SQL_DISPUTE_LIFT, &changed, err, sql_int(event), sql_day(day),
               sql_ref(user))) {
        return false;
    }
    if (changed == 0) {
        return err_set(err, REASON_CONFLICT, "event",
                       "Dieser Eintrag ist nicht als bestritten vermerkt.");
    }
    return db_do(db, SQL_DISPUTE_VOUCHER, NULL, err, sql_int(voucher));
}

bool
store_dispute_settle(struct db *db, struct voucher *voucher, int64_t event, int32_t day,
                     int64_t user, struct err *err)
{
    int64_t disputed;
    if (!db_do(db, SQL_DISPUTE_LIFT, NULL, err, sql_int(event), sql_day(day), sql_ref(user)) ||
        !db_do(db, SQL_DISPUTE_VOUCHER, NULL, err, sql_int(voucher->id)) ||
        !db_number(db, SQL_DISPUTE_STANDS, PARAMS(sql_int(voucher->id)), &disputed, err)) {
        return false;
    }
    voucher->disputed = disputed != 0;
    return true;
}

bool
store_dispute_list(struct db *db, struct arena *arena, int64_t voucher,
                   const struct dispute **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_DISPUTE_LIST, PARAMS(sql_int(voucher)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}
