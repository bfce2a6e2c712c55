/*
 * office.c - make an office the way the command line does, filled through the store's verbs.
 */
#include "office.h"

#include <stdio.h>

#include "bench.h"
#include "date.h"
#include "store.h"
#include "store_case.h"
#include "upkeep.h"

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

bool
office_open(struct office *office, size_t cases)
{
    struct filling filling = {office, cases};
    const struct value *doc;
    struct err err = {0};
    *office = (struct office){.env = {.clock = clock_system()}};
    if (!bench_folder(office->folder)) {
        return false;
    }
    snprintf(office->dir, sizeof office->dir, "%s/office", office->folder);
    office->env.arena = &office->arena;
    office->env.dir = office->dir;
    return (upkeep_init(&office->env, "https://laufzettel.example.org", true, &doc, &err) &&
            env_configure(&office->env, &err) && env_open_store(&office->env, &err) &&
            store_write(office->env.store, fill, &filling, &err)) ||
           bench_fail("office", &err);
}

void
office_close(struct office *office)
{
    env_close(&office->env);
    arena_finish(&office->arena);
    bench_clear(office->folder);
}
