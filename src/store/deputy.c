/*
 * deputy.c - who stands in for whom, from when until when.
 */
#include "inner.h"
#include "store_people.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, deputy, id),
    FIELD(FIELD_NUMBER, deputy, user),
    FIELD(FIELD_NUMBER, deputy, deputy),
    FIELD(FIELD_DAY, deputy, from),
    FIELD(FIELD_DAY, deputy, until),
    FIELD(FIELD_TEXT, deputy, user_name), /* from here on joined, for lists */
    FIELD(FIELD_TEXT, deputy, user_display),
    FIELD(FIELD_TEXT, deputy, deputy_name),
    FIELD(FIELD_TEXT, deputy, deputy_display),
};
#define OWN_FIELDS 5
static const struct noun insert_noun = {fields,   OWN_FIELDS,        sizeof(struct deputy),
                                        SQL_NONE, SQL_DEPUTY_INSERT, SQL_NONE, NULL};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct deputy), SQL_NONE, SQL_NONE,
                                 SQL_NONE, NULL};

bool
store_deputy_add(struct db *db, struct deputy *row, struct err *err)
{
    return db_insert(db, &insert_noun, row, NULL, err);
}

bool
store_deputy_get(struct db *db, struct arena *arena, int64_t id, struct deputy *out,
                 struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &noun, SQL_DEPUTY_BY_ID, PARAMS(sql_int(id)), out,
                   "Die Vertretung %1 gibt es nicht.", err_number(number, (long long)id), err);
}

static bool
list(struct db *db, struct arena *arena, enum sql_id id, int64_t who, int32_t day,
     const struct deputy **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, id, PARAMS(sql_int(who), sql_day(day)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_deputies_of(struct db *db, struct arena *arena, int64_t user, int32_t day,
                  const struct deputy **out, size_t *count, struct err *err)
{
    return list(db, arena, SQL_DEPUTY_OF_USER, user, day, out, count, err);
}

bool
store_stands_in(struct db *db, struct arena *arena, int64_t deputy, int32_t day,
                const struct deputy **out, size_t *count, struct err *err)
{
    return list(db, arena, SQL_DEPUTY_STANDS_IN, deputy, day, out, count, err);
}

bool
store_deputy_active(struct db *db, int64_t deputy, const char *name, int32_t day, bool *active,
                    struct err *err)
{
    int64_t found;
    if (!db_number(db, SQL_DEPUTY_ACTIVE,
                   PARAMS(sql_int(deputy), sql_text(name), sql_day(day)), &found, err)) {
        return false;
    }
    *active = found > 0;
    return true;
}

bool
store_deputy_end(struct db *db, const struct deputy *row, int32_t day, struct err *err)
{
    if (row->from < day) {
        return db_do(db, SQL_DEPUTY_SHORTEN, NULL, err, sql_int(row->id), sql_day(day - 1));
    }
    return db_do(db, SQL_DEPUTY_DELETE, NULL, err, sql_int(row->id));
}
