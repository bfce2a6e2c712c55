/*
 * instruction.c - who of the office took note of which text about data protection, and when.
 */
#include "inner.h"
#include "store_people.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, acknowledgement, user),
    FIELD(FIELD_DAY, acknowledgement, day),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct acknowledgement), SQL_NONE,
                                 SQL_NONE, SQL_NONE, NULL};

bool
store_acknowledge(struct db *db, const char *version, const char *text, int64_t user, int32_t day,
                  struct err *err)
{
    return db_do(db, SQL_INSTRUCTION_INSERT, NULL, err, sql_text(version), sql_day(day),
                 sql_text(text)) &&
           db_do(db, SQL_ACKNOWLEDGEMENT_INSERT, NULL, err, sql_text(version), sql_int(user),
                 sql_day(day));
}

bool
store_acknowledgements(struct db *db, struct arena *arena, const char *version,
                       const struct acknowledgement **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_ACKNOWLEDGEMENT_LIST, PARAMS(sql_text(version)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}
