/*
 * reception_world.h - an office with three providers and one client, and devices that were really
 * paired.
 */
#ifndef RECEPTION_WORLD_H
#define RECEPTION_WORLD_H

#include "office_world.h"
#include "provider.h"
#include "slip.h"
#include "store_case.h"
#include "store_catalogue.h"

static const struct reception_offer {
    const char *provider, *service;
    enum service_type type;
    unsigned level;
    enum basis basis;
} reception_offers[] = {
    {"nordtor", "SB-1", TYPE_B, 3, BASIS_LAW},
    {"hafen", "SB-1", TYPE_B, 1, BASIS_LAW},
    {"stiller", "PS-1", TYPE_C, 2, BASIS_CONSENT},
};

static inline bool
reception_fill(struct db *db, void *arg, struct err *err)
{
    struct case_file client = {.number = "F-1", .given_name = "Jana", .family_name = "Testfall",
                               .birth_date = DAY_NONE, .language = "de", .caseworker = "keller",
                               .team = "", .branch = "", .phone = "", .street = "",
                               .postcode = "", .city = ""};
    enum put done;

    (void)arg;
    if (!store_case_put(db, &client, &done, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof reception_offers / sizeof *reception_offers; i++) {
        const struct reception_offer *offer = &reception_offers[i];
        struct provider provider = {.key = offer->provider, .name = offer->provider,
                                    .regime = "dsgvo"};
        struct service service = {.key = offer->service, .type = offer->type,
                                  .title = "Beratung", .places = PLACES_UNLIMITED, .bring = ""};
        struct agreement agreement = {.type = offer->type, .level = offer->level,
                                      .basis = offer->basis,
                                      .valid_from = day_from_civil(2026, 1, 1),
                                      .valid_until = DAY_NONE};
        struct need need = {.case_id = client.id, .type = offer->type, .priority = 1,
                            .agreed_on = day_from_civil(2026, 5, 4), .plan_ref = "P"};

        if (!store_provider_put(db, &provider, &done, err)) {
            return false;
        }
        service.provider = agreement.provider = provider.id;
        if (!store_service_put(db, &service, &done, err) ||
            !store_agreement_put(db, &agreement, &done, err) ||
            !store_need_put(db, &need, &done, err)) {
            return false;
        }
    }
    return true;
}

/* A POST as the device of o->cookie sends it. */
static inline int
send(struct office *o, const char *path, const char *fields)
{
    office_plain_request(o);
    o->request.language = "de";
    return post(o, path, fields);
}

static inline int
get(struct office *o, const char *path)
{
    office_plain_request(o);
    o->request.language = "de";
    o->request.cookie = o->cookie;
    return ask(o, HTTP_GET, path);
}

/* The cookie of a new device of PROVIDER whose people have taken note. */
static inline const char *
enrol(struct office *o, const char *provider, enum who role)
{
    struct pairing_request request = {.provider = provider, .role = role};
    const struct value *doc;
    struct err err = {0};
    const char *set;

    assert_true(provider_pair(&o->env, &request, "", &doc, &err));
    o->cookie = "";
    assert_int_equal(send(o, "/koppeln",
                          arena_printf(&o->arena, "code=%s&name=Tresen",
                                       value_string(value_find(doc, "pairing.code")))),
                     303);
    set = header(o, "Set-Cookie");
    o->cookie = arena_strndup(&o->arena, set, strcspn(set, ";"));
    assert_int_equal(send(o, "/koppeln/hinweise", ""), 303);
    return o->cookie;
}

/* The codes of a new slip with SERVICE of PROVIDER and, unless "", SECOND after it. */
static inline const char *
issue(struct office *o, const char *service, const char *provider, const char *second,
      const char **second_code)
{
    struct slip_request request = {.case_number = "F-1", .station_count = *second ? 2 : 1,
                                   .order = *second ? ORDER_STRICT : ORDER_FREE,
                                   .language = "", .batch = ""};
    const struct value *doc, *vouchers;
    const char *number;
    struct err err = {0};

    request.station[0].service = service;
    request.station[0].provider = provider;
    request.station[1].service = second;
    request.station[1].provider = "";
    assert_true(slip_issue(&o->env, &request, &number, NULL, &err));
    assert_true(slip_show(&o->env, number, &doc, &err));
    vouchers = value_find(doc, "slip.vouchers");
    if (second_code != NULL) {
        *second_code = value_string(value_get(value_at(vouchers, 1), "code"));
    }
    return value_string(value_get(value_at(vouchers, 0), "code"));
}

#endif
