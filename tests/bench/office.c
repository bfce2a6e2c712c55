/*
 * office.c - make an office the way the command line does, filled through the store's verbs.
 */
#include "office.h"

#include <stdio.h>
#include <unistd.h>

#include "bench.h"
#include "date.h"
#include "provider.h"
#include "store.h"
#include "store_case.h"
#include "upkeep.h"
#include "value.h"

struct filling {
    struct office *office;
    size_t cases;
};

static bool
put_catalogue(struct db *db, struct err *err)
{
    struct branch branch = {.key = "moorstadt", .name = "Geschäftsstelle Moorstadt",
                            .street = "Markt 3", .postcode = "26999", .city = "Moorstadt",
                            .phone = "030 23125 100", .hours = "Mo-Fr 8-12 Uhr"};
    struct provider provider = {
        .key = OFFICE_PROVIDER, .name = "Familienbüro Kreis Falkenmoor", .street = "Allee 10",
        .postcode = "26999", .city = "Moorstadt", .phone = "030 23125 400",
        .hours = "Mo-Fr 8-12 Uhr", .regime = "public", .contact = "Frau Petersen",
        .stop = "Bus 1, Haltestelle Kreishaus", .languages = "Deutsch, Türkisch",
        .access = "Eingang ohne Stufen", .walk_in = "Do 9-12 Uhr"};
    struct agreement agreement = {.type = TYPE_A, .level = 2, .basis = BASIS_LAW,
                                  .valid_from = day_from_civil(2020, 1, 1),
                                  .valid_until = DAY_NONE};
    enum put done;
    if (!store_branch_put(db, &branch, &done, err) ||
        !store_provider_put(db, &provider, &done, err)) {
        return false;
    }
    agreement.provider = provider.id;
    struct service service = {.key = OFFICE_SERVICE, .type = TYPE_A,
                              .title = "Platzsuche Kita und Tagespflege",
                              .provider = provider.id, .places = PLACES_UNLIMITED,
                              .redeem_days = 60, .bring = "Geburtsurkunde des Kindes"};
    return store_service_put(db, &service, &done, err) &&
           store_agreement_put(db, &agreement, &done, err);
}

static bool
put_case(struct db *db, const struct office *office, size_t number, struct err *err)
{
    char key[24];
    enum put done;
    snprintf(key, sizeof key, "FM-%zu", number);
    struct case_file file = {.number = key, .given_name = "Jana",
                             .family_name = "Kołodziej-Öztürk",
                             .birth_date = day_from_civil(1992, 3, 12), .language = "de",
                             .caseworker = "s.brandt", .team = "M1", .branch = "moorstadt",
                             .phone = "030 23125 7", .street = "Deichstraße 12",
                             .postcode = "26999", .city = "Moorstadt"};
    if (!store_case_put(db, &file, &done, err)) {
        return false;
    }
    struct need need = {.case_id = file.id, .type = TYPE_A, .priority = 1, .plan_ref = "KP-1",
                        .agreed_on = clock_today(&office->env.clock) - 7};
    return store_need_put(db, &need, &done, err);
}

static bool
fill(struct db *db, void *arg, struct err *err)
{
    const struct filling *filling = arg;
    bool done = put_catalogue(db, err);
    for (size_t i = 1; i <= filling->cases && done; i++) {
        done = put_case(db, filling->office, i, err);
    }
    return done;
}

static void
start(struct office *office)
{
    *office = (struct office){.env = {.clock = clock_system()}};
    office->env.arena = &office->arena;
    office->env.dir = office->dir;
}

static bool
make(struct office *office, struct err *err)
{
    const struct value *doc;
    return upkeep_init(&office->env, "https://laufzettel.example.org", true, &doc, err);
}

static bool
open_made(struct office *office, struct err *err)
{
    return env_configure(&office->env, err) && env_open_store(&office->env, err);
}

bool
office_open(struct office *office, size_t cases)
{
    struct filling filling = {office, cases};
    struct err err = {0};
    start(office);
    if (!bench_folder(office->folder)) {
        return false;
    }
    snprintf(office->dir, sizeof office->dir, "%s/office", office->folder);
    return (make(office, &err) && open_made(office, &err) &&
            store_write(office->env.store, fill, &filling, &err)) ||
           bench_fail("office", &err);
}

static bool
fill_catalogue(struct db *db, void *arg, struct err *err)
{
    (void)arg;
    return put_catalogue(db, err);
}

bool
office_open_kept(struct office *office, const char *dir)
{
    const struct value *doc;
    struct err err = {0};
    start(office);
    snprintf(office->dir, sizeof office->dir, "%s", dir);
    if (access(dir, F_OK) == 0) {
        return (upkeep_migrate(&office->env, &doc, &err) && open_made(office, &err)) ||
               bench_fail(dir, &err);
    }
    return (make(office, &err) && open_made(office, &err) &&
            store_write(office->env.store, fill_catalogue, NULL, &err)) ||
           bench_fail("office", &err);
}

bool
office_pair(struct office *office, char key[RECEPTION_KEY_MAX])
{
    struct env *env = &office->env;
    const struct value *doc;
    struct err err = {0};
    struct pairing_request request = {.provider = OFFICE_PROVIDER, .role = WHO_RECEPTION};
    return (provider_pair(env, &request, "", &doc, &err) &&
            reception_pair(env, value_string(value_find(doc, "pairing.code")), "Last", true, key,
                           &doc, &err)) ||
           bench_fail("device", &err);
}

void
office_leave(struct office *office)
{
    env_close(&office->env);
    arena_finish(&office->arena);
}

void
office_close(struct office *office)
{
    office_leave(office);
    bench_clear(office->folder);
}
