/*
 * case_world.h - the small office with one case whose names are hostile, and its caseworker in.
 */
#ifndef CASE_WORLD_H
#define CASE_WORLD_H

#include "date.h"
#include "office_world.h"
#include "store_case.h"
#include "store_catalogue.h"

#define HOSTILE "\"><script>alert(1)</script>{{frame.token}}"

static inline bool
case_fill(struct db *db, void *arg, struct err *err)
{
    struct provider provider = {.key = "nordtor", .name = "Stelle " HOSTILE, .regime = "dsgvo",
                                .street = "Weg 1", .city = "Moorstadt", .phone = "0221 4710-1"};
    struct case_file client = {.number = "F/1", .given_name = "Jana", .family_name = HOSTILE,
                               .birth_date = DAY_NONE, .language = "de", .caseworker = "keller",
                               .team = "", .branch = ""};
    struct case_file other = client;
    struct need need = {.type = TYPE_B, .priority = 1, .agreed_on = day_from_civil(2026, 5, 4),
                        .plan_ref = HOSTILE, .aim = AIM_STABILISE};
    struct service service = {.key = "SB-1", .type = TYPE_B, .title = "Beratung " HOSTILE,
                              .places = PLACES_UNLIMITED};
    struct agreement agreement = {.type = TYPE_B, .level = 2, .basis = BASIS_CONSENT,
                                  .valid_from = day_from_civil(2026, 1, 1),
                                  .valid_until = DAY_NONE};
    enum put done;
    (void)arg;

    other.number = "F/2";
    if (!store_provider_put(db, &provider, &done, err) ||
        !store_case_put(db, &other, &done, err) || !store_case_put(db, &client, &done, err)) {
        return false;
    }
    service.provider = agreement.provider = provider.id;
    need.case_id = client.id;
    return store_service_put(db, &service, &done, err) &&
           store_agreement_put(db, &agreement, &done, err) &&
           store_need_put(db, &need, &done, err);
}

static inline int
open_case(void **state)
{
    struct office *o = calloc(1, sizeof *o);
    struct err err = {0};

    assert_non_null(o);
    office_open(o, "http://127.0.0.1:8080");
    assert_true(store_write(o->env.store, case_fill, NULL, &err));
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    *state = o;
    return 0;
}

static inline int
close_case(void **state)
{
    office_close(*state);
    free(*state);
    return 0;
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

static inline int
get(struct office *o, const char *path, const char *language)
{
    office_plain_request(o);
    o->request.cookie = o->cookie;
    o->request.language = language;
    return ask(o, HTTP_GET, path);
}

static inline int
send(struct office *o, const char *path, const char *fields)
{
    office_plain_request(o);
    o->request.language = "de";
    return post(o, path, fields);
}

/* The count of events that the voucher's page shows. */
static inline const char *
with_version(struct office *o, const char *fields)
{
    const char *found;

    assert_int_equal(get(o, "/laufzettel/2026-000001/1", "de"), 200);
    found = strstr(body(o), "name=\"version\" value=\"");
    assert_non_null(found);
    return arena_printf(&o->arena, "version=%d&%s", atoi(found + 22), fields);
}

#endif
