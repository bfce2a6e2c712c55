/*
 * import_stored.c - what is stored already, as cells: for the old beside the new.
 */
#include <string.h>

#include "arena.h"
#include "date.h"
#include "import_kind.h"
#include "store_case.h"

/* NOT_FOUND is an answer here. */
static bool
none(struct err *missing, bool *found, struct err *err)
{
    *found = false;
    if (missing->reason == REASON_NOT_FOUND) {
        return true;
    }
    *err = *missing;
    return false;
}

static const char *
flag(bool truth)
{
    return truth ? "ja" : "nein";
}

bool
import_case_stored(struct env *env, struct db *db, const char *const *cell, const char **out,
                   bool *found, struct err *err)
{
    struct err missing = {0};
    struct case_file row;
    char day[DAY_TEXT_MAX];

    *found = store_case_get(db, env->arena, cell[CASE_NUMBER], &row, &missing);
    if (!*found) {
        return none(&missing, found, err);
    }
    out[CASE_NUMBER] = row.number;
    out[CASE_GIVEN] = row.given_name;
    out[CASE_FAMILY] = row.family_name;
    out[CASE_BIRTH] = arena_strdup(env->arena, day_german(day, row.birth_date));
    out[CASE_LANGUAGE] = row.language;
    out[CASE_CASEWORKER] = row.caseworker;
    out[CASE_TEAM] = row.team;
    out[CASE_BRANCH] = row.branch;
    out[CASE_PROTECTED] = flag(row.is_protected);
    out[CASE_PHONE] = row.phone;
    out[CASE_STREET] = row.street;
    out[CASE_POSTCODE] = row.postcode;
    out[CASE_CITY] = row.city;
    out[CASE_CONTACT_DAYS] = arena_printf(env->arena, "%lld", (long long)row.contact_days);
    return true;
}

bool
import_branch_stored(struct env *env, struct db *db, const char *const *cell, const char **out,
                     bool *found, struct err *err)
{
    struct err missing = {0};
    struct branch row;

    *found = store_branch_get(db, env->arena, cell[BRANCH_KEY], &row, &missing);
    if (!*found) {
        return none(&missing, found, err);
    }
    out[BRANCH_KEY] = row.key;
    out[BRANCH_NAME] = row.name;
    out[BRANCH_STREET] = row.street;
    out[BRANCH_POSTCODE] = row.postcode;
    out[BRANCH_CITY] = row.city;
    out[BRANCH_PHONE] = row.phone;
    out[BRANCH_HOURS] = row.hours;
    return true;
}

bool
import_provider_stored(struct env *env, struct db *db, const char *const *cell, const char **out,
                       bool *found, struct err *err)
{
    struct err missing = {0};
    struct provider row;

    *found = store_provider_get(db, env->arena, cell[PROVIDER_KEY], &row, &missing);
    if (!*found) {
        return none(&missing, found, err);
    }
    out[PROVIDER_KEY] = row.key;
    out[PROVIDER_NAME] = row.name;
    out[PROVIDER_STREET] = row.street;
    out[PROVIDER_POSTCODE] = row.postcode;
    out[PROVIDER_CITY] = row.city;
    out[PROVIDER_PHONE] = row.phone;
    out[PROVIDER_HOURS] = row.hours;
    out[PROVIDER_REGIME] = row.regime;
    out[PROVIDER_PROTECTED] = flag(row.is_protected);
    out[PROVIDER_CONTACT] = row.contact;
    out[PROVIDER_STOP] = row.stop;
    out[PROVIDER_LANGUAGES] = row.languages;
    out[PROVIDER_ACCESS] = row.access;
    out[PROVIDER_WALK_IN] = row.walk_in;
    return true;
}

bool
import_service_stored(struct env *env, struct db *db, const char *const *cell, const char **out,
                      bool *found, struct err *err)
{
    struct err missing = {0};
    struct provider provider;
    struct service row;

    *found = store_provider_get(db, env->arena, cell[SERVICE_PROVIDER], &provider, &missing) &&
             store_service_get(db, env->arena, cell[SERVICE_KEY], provider.id, &row, &missing);
    if (!*found) {
        return none(&missing, found, err);
    }
    out[SERVICE_KEY] = row.key;
    out[SERVICE_TYPE] = service_type_name(row.type);
    out[SERVICE_TITLE] = row.title;
    out[SERVICE_PROVIDER] = provider.key;
    out[SERVICE_PLACES] = row.places == PLACES_UNLIMITED
                              ? ""
                              : arena_printf(env->arena, "%lld", (long long)row.places);
    out[SERVICE_REDEEM_DAYS] = row.redeem_days == 0
                                   ? ""
                                   : arena_printf(env->arena, "%d", row.redeem_days);
    out[SERVICE_BRING] = row.bring;
    return true;
}
