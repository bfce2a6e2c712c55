/*
 * import_catalogue.c - rows of branches, providers, services, agreements and targets.
 */
#include "import_kind.h"

#include <strings.h>

#include "arena.h"
#include "date.h"
#include "str.h"

#define NAME_MAX_LETTERS 200
#define BRANCH_MAX_LETTERS 120 /* as many as its box on the sheets holds */

bool
import_branch_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                  struct err *err)
{
    struct branch row = {
        .key = cell[BRANCH_KEY],
        .name = cell[BRANCH_NAME],
        .street = cell[BRANCH_STREET],
        .postcode = cell[BRANCH_POSTCODE],
        .city = cell[BRANCH_CITY],
        .phone = cell[BRANCH_PHONE],
        .hours = cell[BRANCH_HOURS],
    };

    (void)env;
    return import_key(row.key, "branch", err) &&
           import_filled(row.name, "name", BRANCH_MAX_LETTERS, err) &&
           store_branch_put(db, &row, done, err);
}

/* The words offices write for the four regimes of data protection. */
static const char *
regime_of(const char *cell)
{
    static const struct {
        const char *word, *regime;
    } words[] = {
        {"dsgvo", "dsgvo"},     {"kdg", "kdg"},          {"dsg_ekd", "dsg_ekd"},
        {"dsg-ekd", "dsg_ekd"}, {"public", "public"},    {"öffentl.", "public"},
        {"öffentlich", "public"}, {"", "dsgvo"},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(words[i].word, cell) == 0) {
            return words[i].regime;
        }
    }
    return NULL;
}

bool
import_provider_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                    struct err *err)
{
    struct provider row = {
        .key = cell[PROVIDER_KEY],
        .name = cell[PROVIDER_NAME],
        .street = cell[PROVIDER_STREET],
        .postcode = cell[PROVIDER_POSTCODE],
        .city = cell[PROVIDER_CITY],
        .phone = cell[PROVIDER_PHONE],
        .hours = cell[PROVIDER_HOURS],
        .regime = regime_of(cell[PROVIDER_REGIME]),
        .contact = cell[PROVIDER_CONTACT],
        .stop = cell[PROVIDER_STOP],
        .languages = cell[PROVIDER_LANGUAGES],
        .access = cell[PROVIDER_ACCESS],
        .walk_in = cell[PROVIDER_WALK_IN],
    };

    (void)env;
    if (row.regime == NULL) {
        return err_set(err, REASON_INVALID, "regime",
                       "»%1« ist kein Datenschutzregime. Es gibt dsgvo, kdg, dsg_ekd, public.",
                       cell[PROVIDER_REGIME]);
    }
    return import_key(row.key, "provider", err) &&
           import_filled(row.name, "name", NAME_MAX_LETTERS, err) &&
           import_flag(cell[PROVIDER_PROTECTED], "protected", &row.is_protected, err) &&
           store_provider_put(db, &row, done, err);
}

static bool
find_provider(struct env *env, struct db *db, const char *key, int64_t *out, struct err *err)
{
    struct provider provider;

    if (!store_provider_get(db, env->arena, key, &provider, err)) {
        return false;
    }
    *out = provider.id;
    return true;
}

static bool
read_places(const char *cell, int64_t *out, struct err *err)
{
    if (str_empty(cell)) {
        *out = PLACES_UNLIMITED;
        return true;
    }
    return import_number(cell, "places", 0, 100000, out, err);
}

static bool
read_redeem_days(const char *cell, int *out, struct err *err)
{
    int64_t days = 0;

    if (!str_empty(cell) && !import_number(cell, "redeem_days", 7, 365, &days, err)) {
        return false;
    }
    *out = (int)days;
    return true;
}

bool
import_service_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                   struct err *err)
{
    struct service row = {
        .key = cell[SERVICE_KEY],
        .title = cell[SERVICE_TITLE],
        .bring = cell[SERVICE_BRING],
    };

    return import_key(row.key, "service", err) &&
           import_type(cell[SERVICE_TYPE], &row.type, err) &&
           import_filled(row.title, "title", NAME_MAX_LETTERS, err) &&
           find_provider(env, db, cell[SERVICE_PROVIDER], &row.provider, err) &&
           read_places(cell[SERVICE_PLACES], &row.places, err) &&
           read_redeem_days(cell[SERVICE_REDEEM_DAYS], &row.redeem_days, err) &&
           store_service_put(db, &row, done, err);
}

/* Without a word in the file: by law for A and public bodies, else by consent. */
static bool
read_basis(struct env *env, struct db *db, const char *cell, struct agreement *row,
           struct err *err)
{
    struct provider provider;

    if (str_empty(cell)) {
        if (!store_provider_by_id(db, env->arena, row->provider, &provider, err)) {
            return false;
        }
        row->basis = level_default_basis(row->type, str_equal(provider.regime, "public"));
        return true;
    }
    row->basis = basis_from_name(cell);
    return row->basis != BASIS_NONE ||
           err_set(err, REASON_INVALID, "basis",
                   "»%1« ist keine Grundlage. Es gibt law (Gesetz) und consent (Einwilligung).",
                   cell);
}

static bool
read_level(const char *cell, struct agreement *row, struct err *err)
{
    int64_t level = (int64_t)level_default(row->type);

    if (!str_empty(cell) && !import_number(cell, "level", 0, LEVEL_MAX, &level, err)) {
        return false;
    }
    row->level = (unsigned)level;
    return true;
}

static bool
read_term(const char *from, const char *until, struct agreement *row, struct err *err)
{
    if (!import_filled(from, "valid_from", 10, err) ||
        !day_parse(from, "valid_from", &row->valid_from, err) ||
        !import_day(until, "valid_until", &row->valid_until, err)) {
        return false;
    }
    return row->valid_until == DAY_NONE || row->valid_until >= row->valid_from ||
           err_set(err, REASON_INVALID, "valid_until",
                   "Die Vereinbarung endet (%1), bevor sie beginnt.", until);
}

bool
import_agreement_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                     struct err *err)
{
    struct agreement row = {0};

    return find_provider(env, db, cell[AGREEMENT_PROVIDER], &row.provider, err) &&
           import_type(cell[AGREEMENT_TYPE], &row.type, err) &&
           read_level(cell[AGREEMENT_LEVEL], &row, err) &&
           read_term(cell[AGREEMENT_FROM], cell[AGREEMENT_UNTIL], &row, err) &&
           read_basis(env, db, cell[AGREEMENT_BASIS], &row, err) &&
           store_agreement_put(db, &row, done, err);
}

bool
import_target_row(struct env *env, struct db *db, const char *const *cell, enum put *done,
                  struct err *err)
{
    struct target row = {
        .service = cell[TARGET_SERVICE],
        .branch = cell[TARGET_BRANCH],
        .team = cell[TARGET_TEAM],
    };
    const struct service *offer;
    size_t offers;
    int64_t year, month = 0;

    if (!store_service_list(db, env->arena, row.service, 0, &offer, &offers, err) ||
        !import_number(cell[TARGET_YEAR], "year", 2015, 2100, &year, err) ||
        (!str_empty(cell[TARGET_MONTH]) &&
         !import_number(cell[TARGET_MONTH], "month", 1, 12, &month, err)) ||
        !import_number(cell[TARGET_COUNT], "count", 0, 1000000, &row.count, err)) {
        return false;
    }
    if (offers == 0) {
        return err_set(err, REASON_NOT_FOUND, "service",
                       "Die Leistung %1 steht nicht im Katalog.", row.service);
    }
    row.year = (int)year;
    row.month = (int)month;
    return store_target_put(db, &row, done, err);
}
