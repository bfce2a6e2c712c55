/*
 * agreement.c - what providers may report, and what that comes to for one client.
 */
#include "inner.h"

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(basis_word, basis_name, basis)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, agreement, id),
    FIELD_KEY(FIELD_REF, agreement, provider),
    FIELD_NAMED_KEY(FIELD_WORD, agreement, type, type_word, TYPE__MAX),
    FIELD(FIELD_SMALL, agreement, level),
    FIELD_NAMED(FIELD_WORD, agreement, basis, basis_word, BASIS__MAX),
    FIELD_KEY(FIELD_DAY, agreement, valid_from),
    FIELD(FIELD_DAY, agreement, valid_until),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct agreement), SQL_AGREEMENT_GET, SQL_AGREEMENT_INSERT,
    SQL_NONE, "Für die Leistungsart %1 gibt es ab diesem Tag schon eine andere Vereinbarung."};

bool
store_agreement_put(struct db *db, struct agreement *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_agreement_list(struct db *db, struct arena *arena, int64_t provider,
                     const struct agreement **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_AGREEMENT_LIST, PARAMS(sql_int(provider)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}

static bool
take_agreement(void *arg, const struct sql_value *columns)
{
    struct level_facts *facts = arg;
    facts->agreement_valid = true;
    facts->basis = basis_from_name(columns[0].bytes);
    facts->agreement_level = (unsigned)columns[1].number;
    return false;
}

static bool
take_consent(void *arg, const struct sql_value *columns)
{
    struct level_facts *facts = arg;
    facts->consent_signed = columns[0].kind == SQL_INT; /* the highest of none is none */
    facts->consent_level = (unsigned)columns[0].number;
    return false;
}

bool
store_level_facts(struct db *db, int64_t case_id, int64_t provider, enum service_type type,
                  int32_t day, struct level_facts *out, struct err *err)
{
    struct level_facts facts = {0};
    if (!db_run(db, SQL_AGREEMENT_ON_DAY,
                PARAMS(sql_int(provider), sql_text(type_word((int)type)), sql_day(day)),
                take_agreement, &facts, NULL, err) ||
        !db_run(db, SQL_CONSENT_ON_DAY,
                PARAMS(sql_int(case_id), sql_int(provider), sql_day(day)), take_consent, &facts,
                NULL, err)) {
        return false;
    }
    *out = facts;
    return true;
}
