/*
 * target.c - how many vouchers the office plans.
 */
#include "inner.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, target, id),      FIELD_KEY(FIELD_TEXT, target, service),
    FIELD_KEY(FIELD_TEXT, target, branch), FIELD_KEY(FIELD_TEXT, target, team),
    FIELD_KEY(FIELD_SMALL, target, year), FIELD_KEY(FIELD_SMALL, target, month),
    FIELD(FIELD_NUMBER, target, count),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct target), SQL_TARGET_GET, SQL_TARGET_INSERT, SQL_NONE,
    "Für die Leistung %1 ist in diesem Zeitraum schon ein anderes Soll eingetragen."};

bool
store_target_put(struct db *db, struct target *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}
