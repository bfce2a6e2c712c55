/*
 * slip.c - slips.
 */
#include "inner.h"
#include "slip_row.h"
#include "store_slip.h"

WORD_OF(order_word, order_name, order)

static const struct field slip_fields[] = {
    FIELD(FIELD_NUMBER, slip, id),
    FIELD(FIELD_REF, slip, case_id),
    FIELD_KEY(FIELD_TEXT, slip, number),
    FIELD(FIELD_DAY, slip, issued_on),
    FIELD_NAMED(FIELD_CHOICE, slip, order, order_word, ORDER__MAX),
    FIELD(FIELD_TEXT, slip, language),
    FIELD(FIELD_BOOL, slip, neutral),
    FIELD(FIELD_REF, slip, issued_by),
    FIELD(FIELD_BYTES, slip, client_seed),
    FIELD(FIELD_SMALL, slip, client_generation),
    FIELD(FIELD_SMALL, slip, copies),
    FIELD(FIELD_TEXT, slip, batch),
};
const struct noun slip_noun = {
    NOUN_FIELDS(slip_fields), sizeof(struct slip), SQL_SLIP_GET, SQL_SLIP_INSERT, SQL_NONE, NULL};

bool
store_slip_add(struct db *db, struct slip *row, struct err *err)
{
    struct slip fresh = *row;
    if (!db_insert(db, &slip_noun, &fresh, NULL, err)) {
        return false;
    }
    if (fresh.client_generation > 0 &&
        !store_code_add(db, CODE_CLIENT, fresh.id, fresh.client_seed, fresh.client_generation,
                        err)) {
        return false;
    }
    *row = fresh;
    return true;
}

static bool
next_client_code(struct db *db, struct slip *row, struct err *err)
{
    row->client_generation++;
    return store_code_add(db, CODE_CLIENT, row->id, row->client_seed, row->client_generation,
                          err) &&
           db_do(db, SQL_SLIP_CLIENT_CODE, NULL, err, sql_int(row->id),
                 sql_int(row->client_generation));
}

bool
store_slip_renew_client_code(struct db *db, struct slip *row, struct err *err)
{
    return row->client_generation == 0 || next_client_code(db, row, err);
}

bool
store_slip_add_code(struct db *db, struct slip *row, struct err *err)
{
    return row->client_generation != 0 || next_client_code(db, row, err);
}

bool
store_slip_get(struct db *db, struct arena *arena, const char *number, struct slip *out,
               struct err *err)
{
    return db_need(db, arena, &slip_noun, SQL_SLIP_GET, PARAMS(sql_text(number)), out,
                   "Den Laufzettel %1 gibt es nicht.", number, err);
}

bool
store_slip_by_id(struct db *db, struct arena *arena, int64_t id, struct slip *out,
                 struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &slip_noun, SQL_SLIP_BY_ID, PARAMS(sql_int(id)), out,
                   "Den Laufzettel %1 gibt es nicht.", err_number(number, id), err);
}

bool
store_slip_by_batch(struct db *db, struct arena *arena, const char *batch, bool *found,
                    struct slip *out, struct err *err)
{
    return db_get(db, arena, &slip_noun, SQL_SLIP_BY_BATCH, PARAMS(sql_text(batch)), out, found,
                  err);
}

bool
store_slips_of_case(struct db *db, struct arena *arena, int64_t case_id, const struct slip **out,
                    size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &slip_noun, SQL_SLIP_OF_CASE, PARAMS(sql_int(case_id)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}
