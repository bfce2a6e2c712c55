/*
 * import_kind.h - private to the import: kinds of files, their columns, their rows.
 */
#ifndef IMPORT_KIND_H
#define IMPORT_KIND_H

#include "csv.h"
#include "env.h"
#include "store_catalogue.h"

/* Cells of a row, by kind; the order of the tables in import_columns.c. */
enum { CASE_NUMBER, CASE_GIVEN, CASE_FAMILY, CASE_BIRTH, CASE_LANGUAGE, CASE_CASEWORKER, CASE_TEAM,
       CASE_BRANCH, CASE_PROTECTED, CASE_PHONE, CASE_STREET, CASE_POSTCODE, CASE_CITY,
       CASE_CONTACT_DAYS };
enum { NEED_CASE, NEED_TYPE, NEED_PRIORITY, NEED_AGREED, NEED_PLAN, NEED_AIM };
enum { CONSENT_CASE, CONSENT_PROVIDER, CONSENT_LEVEL, CONSENT_SIGNED_ON, CONSENT_UNTIL };
enum { BRANCH_KEY, BRANCH_NAME, BRANCH_STREET, BRANCH_POSTCODE, BRANCH_CITY, BRANCH_PHONE,
       BRANCH_HOURS };
enum { PROVIDER_KEY, PROVIDER_NAME, PROVIDER_STREET, PROVIDER_POSTCODE, PROVIDER_CITY,
       PROVIDER_PHONE, PROVIDER_HOURS, PROVIDER_REGIME, PROVIDER_PROTECTED, PROVIDER_CONTACT,
       PROVIDER_STOP, PROVIDER_LANGUAGES, PROVIDER_ACCESS, PROVIDER_WALK_IN };
enum { SERVICE_KEY, SERVICE_TYPE, SERVICE_TITLE, SERVICE_PROVIDER, SERVICE_PLACES,
       SERVICE_REDEEM_DAYS, SERVICE_BRING };
enum { AGREEMENT_PROVIDER, AGREEMENT_TYPE, AGREEMENT_LEVEL, AGREEMENT_FROM, AGREEMENT_UNTIL,
       AGREEMENT_BASIS };
enum { TARGET_SERVICE, TARGET_BRANCH, TARGET_TEAM, TARGET_YEAR, TARGET_MONTH, TARGET_COUNT };

/* Check the cells of one row and put it into the store. */
typedef bool import_row_fn(struct env *env, struct db *db, const char *const *cell,
                           enum put *done, struct err *err);

/* The stored row with the natural key in CELL, as cells of the same columns; *FOUND false: none. */
typedef bool import_stored_fn(struct env *env, struct db *db, const char *const *cell,
                              const char **out, bool *found, struct err *err);

struct import_kind {
    const char *name;
    const char *label;        /* German, for people */
    const struct csv_column *column;
    size_t column_count;
    import_row_fn *row;
    import_stored_fn *stored; /* NULL: a stored row never changes */
};

/* The kind, or NULL; the INDEXth, or NULL. */
const struct import_kind *import_kind_find(const char *name);
const struct import_kind *import_kind_at(size_t index);

import_row_fn import_case_row, import_need_row, import_consent_row, import_branch_row,
    import_provider_row, import_service_row, import_agreement_row, import_target_row;

import_stored_fn import_case_stored, import_branch_stored, import_provider_stored,
    import_service_stored;

/*
 * The columns of KIND as PROFILE calls them, and its rows made ours: days in our shape,
 * constants where nothing stands.
 */
struct profile;
const struct csv_column *import_columns_of(struct env *env, const struct import_kind *kind,
                                           const struct profile *profile);
void import_make_ours(struct env *env, const struct import_kind *kind,
                      const struct profile *profile, const struct csv_table *table);

/* Cells as values; an empty optional cell gives the value stated. FIELD names the column. */
MUST_CHECK bool import_flag(const char *cell, const char *field, bool *out, struct err *err);
MUST_CHECK bool import_number(const char *cell, const char *field, int64_t low, int64_t high,
                              int64_t *out, struct err *err);
/* DAY_NONE when empty. */
MUST_CHECK bool import_day(const char *cell, const char *field, int32_t *out, struct err *err);
/* An aim by its word or as people read it; none when empty. */
MUST_CHECK bool import_aim(const char *cell, enum aim *out, struct err *err);
MUST_CHECK bool import_type(const char *cell, enum service_type *out, struct err *err);
/* A key: 1..40 letters, digits, '.', '-', '_', '/'. */
MUST_CHECK bool import_key(const char *cell, const char *field, struct err *err);
MUST_CHECK bool import_filled(const char *cell, const char *field, size_t max, struct err *err);

#endif
