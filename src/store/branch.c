/*
 * branch.c - branches of the office.
 */
#include "inner.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, branch, id),     FIELD_KEY(FIELD_TEXT, branch, key),
    FIELD(FIELD_TEXT, branch, name),     FIELD(FIELD_TEXT, branch, street),
    FIELD(FIELD_TEXT, branch, postcode), FIELD(FIELD_TEXT, branch, city),
    FIELD(FIELD_TEXT, branch, phone),    FIELD(FIELD_TEXT, branch, hours),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct branch), SQL_BRANCH_GET,
                                 SQL_BRANCH_INSERT,   SQL_BRANCH_UPDATE,     NULL};

bool
store_branch_put(struct db *db, struct branch *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_branch_get(struct db *db, struct arena *arena, const char *key, struct branch *out,
                 struct err *err)
{
    return db_need(db, arena, &noun, SQL_BRANCH_GET, PARAMS(sql_text(key)), out,
                   "Die Geschäftsstelle %1 gibt es nicht.", key, err);
}

bool
store_branch_list(struct db *db, struct arena *arena, const struct branch **out, size_t *count,
                  struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_BRANCH_LIST, NULL, 0, &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}
