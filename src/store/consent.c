/*
 * consent.c - what a client allows a provider to report.
 */
#include "inner.h"
#include "store_case.h"

WORD_OF(state_word, consent_state_name, consent_state)

/* State and withdrawal do not make a row differ: reading a list in again brings nothing back. */
static const struct field fields[] = {
    FIELD(FIELD_NUMBER, consent, id),
    FIELD_KEY(FIELD_REF, consent, case_id),
    FIELD_KEY(FIELD_REF, consent, provider),
    FIELD(FIELD_SMALL, consent, level),
    {FIELD_OF(FIELD_WORD, consent, state), state_word, CONSENT__MAX, false, true},
    FIELD(FIELD_TEXT, consent, text_version),
    FIELD(FIELD_TEXT, consent, language),
    FIELD(FIELD_BOOL, consent, interpreter),
    FIELD(FIELD_BOOL, consent, held_by_provider),
    FIELD_KEY(FIELD_DAY, consent, signed_on),
    FIELD(FIELD_DAY, consent, valid_until),
    FIELD_LOOSE(FIELD_DAY, consent, withdrawn_on),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct consent), SQL_CONSENT_GET, SQL_CONSENT_INSERT, SQL_NONE,
    "Für diesen Leistungserbringer ist am %1 schon eine andere Einwilligung eingetragen."};

bool
store_consent_put(struct db *db, struct consent *row, enum put *done, struct err *err)
{
    return db_put(db, &noun, row, done, err);
}

bool
store_consent_list(struct db *db, struct arena *arena, int64_t case_id,
                   const struct consent **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_CONSENT_LIST, PARAMS(sql_int(case_id)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_consent_withdraw(struct db *db, int64_t case_id, int64_t provider, int32_t day,
                       struct err *err)
{
    int64_t changed;
    if (!db_do(db, SQL_CONSENT_WITHDRAW, &changed, err, sql_int(case_id), sql_int(provider),
               sql_day(day))) {
        return false;
    }
    return changed > 0 ||
           err_set(err, REASON_NOT_FOUND, "provider",
                   "Für diesen Leistungserbringer liegt keine unterschriebene Einwilligung vor.");
}
