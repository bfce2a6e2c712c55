/*
 * need.c - needs agreed with a client.
 */
#include "inner.h"
#include "store_case.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(aim_word, aim_name, aim)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, need, id),
    FIELD_KEY(FIELD_REF, need, case_id),
    FIELD_NAMED_KEY(FIELD_WORD, need, type, type_word, TYPE__MAX),
    FIELD(FIELD_SMALL, need, priority),
    FIELD_KEY(FIELD_DAY, need, agreed_on),
    FIELD(FIELD_TEXT, need, plan_ref),
    {FIELD_OF(FIELD_CHOICE, need, aim), aim_word, AIM__MAX, false, true},
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct need), SQL_NEED_GET, SQL_NEED_INSERT, SQL_NONE,
    "Der Bedarf der Leistungsart %1 ist an diesem Tag schon anders eingetragen."};

bool
store_need_put(struct db *db, struct need *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_need_update(struct db *db, const struct need *row, struct err *err)
{
    return db_do(db, SQL_NEED_UPDATE, NULL, err, sql_int(row->id), sql_int(row->priority),
                 sql_text(row->plan_ref), sql_text(aim_name(row->aim)));
}

bool
store_need_list(struct db *db, struct arena *arena, int64_t case_id, const struct need **out,
                size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_NEED_LIST, PARAMS(sql_int(case_id)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}
