/*
 * import_case.c - rows of cases, needs and consents.
 */
#include "import_kind.h"

#include "arena.h"
#include "case.h"
#include "case_check.h"
#include "clock.h"
#include "date.h"
#include "store_case.h"
#include "str.h"
#include "subject.h"

#define PRIORITY_USUAL 2

static bool
check_birth(struct env *env, const char *cell, int32_t *out, struct err *err)
{
    return import_filled(cell, "birth_date", 10, err) &&
           day_parse(cell, "birth_date", out, err) && case_check_birth(env, *out, err);
}

/* Of a protected client no address is kept: what is not there cannot leak. */
static bool
check_address(const struct case_file *row, struct err *err)
{
    if (row->is_protected && !(str_empty(row->street) && str_empty(row->postcode) &&
                               str_empty(row->city) && str_empty(row->phone))) {
        return err_set(err, REASON_INVALID, "street",
                       "Für geschützte Personen werden Anschrift und Telefon nicht gespeichert. "
                       "Bitte die Felder leeren.");
    }
    return true;
}

/* What the office has set stays: a Sperrvermerk, as a list may be older than it, until a person
   takes it off on the case's page; an interval that the file does not name. */
static bool
keep_set(struct env *env, struct db *db, const char *cell, struct case_file *row, struct err *err)
{
    struct err none = {0};
    struct case_file stored = {0};

    if (!store_case_get(db, env->arena, row->number, &stored, &none) &&
        none.reason != REASON_NOT_FOUND) {
        *err = none;
        return false;
    }
    row->is_protected = row->is_protected || stored.is_protected;
    row->contact_days = stored.contact_days;
    return str_empty(cell) ||
           (import_number(cell, "contact_days", 0, CASE_CONTACT_DAYS_MAX, &row->contact_days,
                          err) &&
            case_check_contact(env, row->contact_days, stored.contact_days, err));
}

bool
import_case_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                struct err *err)
{
    struct case_file row = {
        .number = cell[CASE_NUMBER],
        .given_name = cell[CASE_GIVEN],
        .family_name = cell[CASE_FAMILY],
        .language = str_empty(cell[CASE_LANGUAGE]) ? "de" : cell[CASE_LANGUAGE],
        .caseworker = cell[CASE_CASEWORKER],
        .team = cell[CASE_TEAM],
        .branch = cell[CASE_BRANCH],
        .phone = cell[CASE_PHONE],
        .street = cell[CASE_STREET],
        .postcode = cell[CASE_POSTCODE],
        .city = cell[CASE_CITY],
    };

    return case_check_number(row.number, err) &&
           import_filled(row.family_name, "family_name", 200, err) &&
           (str_empty(row.given_name) ||
            import_filled(row.given_name, "given_name", 200, err)) &&
           check_birth(env, cell[CASE_BIRTH], &row.birth_date, err) &&
           case_check_language(row.language, err) &&
           import_flag(cell[CASE_PROTECTED], "protected", &row.is_protected, err) &&
           check_address(&row, err) && keep_set(env, db, cell[CASE_CONTACT_DAYS], &row, err) &&
           store_case_put(db, &row, done, err) &&
           (*done == PUT_SAME || subject_refresh_contact(db, row.id, err));
}

/* What was entered since in the office stays where the file says nothing, of a priority 0; an aim
   that the file has and the office has not is new. */
static bool
keep_entered(struct env *env, struct db *db, struct need *row, enum put *done, struct err *err)
{
    const struct need *stored;
    size_t count;

    *done = PUT_SAME;
    if (!store_need_list(db, env->arena, row->case_id, &stored, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (stored[i].type != row->type || stored[i].agreed_on != row->agreed_on) {
            continue;
        }
        row->plan_ref = str_empty(row->plan_ref) ? stored[i].plan_ref : row->plan_ref;
        row->priority = row->priority == 0 ? stored[i].priority : row->priority;
        if (row->aim != AIM_NONE && stored[i].aim != row->aim &&
            row->priority == stored[i].priority &&
            str_equal(row->plan_ref, stored[i].plan_ref)) {
            struct need fresh = stored[i];

            if (fresh.aim != AIM_NONE) {
                return err_set(err, REASON_CONFLICT, "aim",
                               "Der Bedarf der Leistungsart %1 hat schon ein anderes Förderziel.",
                               service_type_name(row->type));
            }
            fresh.aim = row->aim;
            row->id = fresh.id;
            *done = PUT_CHANGED;
            return store_need_update(db, &fresh, err);
        }
    }
    row->priority = row->priority == 0 ? PRIORITY_USUAL : row->priority;
    return true;
}

bool
import_need_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                struct err *err)
{
    struct case_file client;
    struct need row = {.plan_ref = cell[NEED_PLAN]};
    int64_t priority = 0;

    if (!store_case_get(db, env->arena, cell[NEED_CASE], &client, err) ||
        !import_type(cell[NEED_TYPE], &row.type, err) ||
        (!str_empty(cell[NEED_PRIORITY]) &&
         !import_number(cell[NEED_PRIORITY], "priority", 1, 3, &priority, err)) ||
        !import_filled(cell[NEED_AGREED], "agreed_on", 10, err) ||
        !day_parse(cell[NEED_AGREED], "agreed_on", &row.agreed_on, err) ||
        !import_aim(cell[NEED_AIM], &row.aim, err)) {
        return false;
    }
    if (row.agreed_on > clock_today(&env->clock)) {
        return err_set(err, REASON_INVALID, "agreed_on",
                       "Der Tag des Gesprächs (%1) liegt in der Zukunft.", cell[NEED_AGREED]);
    }
    row.case_id = client.id;
    row.priority = (int)priority;
    return keep_entered(env, db, &row, done, err) &&
           (*done == PUT_CHANGED || store_need_put(db, &row, done, err)) &&
           subject_refresh_need(db, &row, err);
}

bool
import_consent_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                   struct err *err)
{
    struct consent_request request = {
        .case_number = cell[CONSENT_CASE],
        .provider = cell[CONSENT_PROVIDER],
    };
    int64_t level;

    if (!import_number(cell[CONSENT_LEVEL], "level", 1, LEVEL_MAX, &level, err) ||
        !import_filled(cell[CONSENT_SIGNED_ON], "signed_on", 10, err) ||
        !day_parse(cell[CONSENT_SIGNED_ON], "signed_on", &request.signed_on, err) ||
        !import_day(cell[CONSENT_UNTIL], "valid_until", &request.valid_until, err)) {
        return false;
    }
    request.level = (unsigned)level;
    return subject_put_consent(env, db, &request, done, err);
}
