/*
 * office.h - a small office in a folder of its own: three providers, one client, a clock that
 * stands where the test wants it, and devices that are really paired.
 */
#ifndef OFFICE_H
#define OFFICE_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "date.h"
#include "env.h"
#include "json.h"
#include "paper.h"
#include "people.h"
#include "provider.h"
#include "reception.h"
#include "slip.h"
#include "store.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "str.h"
#include "upkeep.h"
#include "value.h"
#include "voucher.h"

#define OFFICE_START_MS 1777881600000 /* Monday, 2026-05-04 10:00 in Berlin */
#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

struct office {
    char dir[256];
    struct arena arena;
    struct env env;
    struct err err;
    const struct value *doc; /* the last answer */
};

/* A device of a provider, as its requests bring it along. */
struct paired_device {
    char key[RECEPTION_KEY_MAX];
    struct device device;
};

static inline void
office_explain(const struct err *err)
{
    struct buf text = {0};

    err_sentence(err, NULL, &text);
    print_error("%s (%s): %s\n", reason_row(err->reason)->name, err->field, buf_text(&text));
    buf_finish(&text);
}

#define assert_done(office, call)          \
    do {                                   \
        (office)->err = (struct err){0};   \
        if (!(call)) {                     \
            office_explain(&(office)->err); \
            fail_msg("%s", #call);         \
        }                                  \
    } while (0)

#define assert_refused(office, why, call)                \
    do {                                                 \
        (office)->err = (struct err){0};                 \
        if (call) {                                      \
            fail_msg("%s should be refused", #call);     \
        }                                                \
        if ((office)->err.reason != (why)) {             \
            office_explain(&(office)->err);              \
            fail_msg("%s: not %s", #call, #why);         \
        }                                                \
    } while (0)

/* The text at a path of the last answer. */
static inline const char *
told(const struct office *office, const char *path)
{
    return value_string(value_find(office->doc, path));
}

/* What the last refusal tells people. */
static inline const char *
office_sentence(struct office *office)
{
    struct buf text = {0};
    const char *copy;

    err_sentence(&office->err, NULL, &text);
    copy = arena_strdup(&office->arena, buf_text(&text));
    buf_finish(&text);
    return copy;
}

static inline void
office_pass(struct office *office, int64_t ms)
{
    office->env.clock.offset_ms += ms;
}

/* ---- catalogue --------------------------------------------------------------------------- */

static const struct office_offer {
    const char *provider, *service;
    enum service_type type;
    unsigned level;
    enum basis basis;
} office_offers[] = {
    {"kita", "KB-1", TYPE_A, 2, BASIS_LAW},
    {"schulden", "SB-1", TYPE_B, 3, BASIS_CONSENT},
    {"kredit", "SB-1", TYPE_B, 2, BASIS_LAW},
    {"sucht", "SU-1", TYPE_D, 1, BASIS_CONSENT},
};

static inline bool
office_fill(struct db *db, void *arg, struct err *err)
{
    enum put done;
    struct case_file client = {.number = "F-1", .given_name = "Ayşe", .family_name = "Müller",
                               .birth_date = day_from_civil(1980, 2, 29), .language = "tr",
                               .caseworker = "keller", .team = "T1", .branch = ""};
    (void)arg;
    if (!store_case_put(db, &client, &done, err)) {
        return false;
    }
    for (enum service_type type = TYPE_A; type < TYPE__MAX; type++) {
        struct need need = {.case_id = client.id, .type = type, .priority = 1,
                            .agreed_on = day_from_civil(2026, 5, 4), .plan_ref = "P-1"};

        if (!store_need_put(db, &need, &done, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof office_offers / sizeof *office_offers; i++) {
        const struct office_offer *offer = &office_offers[i];
        struct provider provider = {.key = offer->provider, .name = offer->provider,
                                    .regime = "dsgvo", .street = "Weg 1", .city = "Moorstadt",
                                    .phone = "0221 4710-1"};
        struct service service = {.key = offer->service, .type = offer->type,
                                  .title = "Beratung", .places = PLACES_UNLIMITED};
        struct agreement agreement = {.type = offer->type, .level = offer->level,
                                      .basis = offer->basis,
                                      .valid_from = day_from_civil(2026, 1, 1),
                                      .valid_until = DAY_NONE};

        if (!store_provider_put(db, &provider, &done, err)) {
            return false;
        }
        service.provider = agreement.provider = provider.id;
        if (!store_service_put(db, &service, &done, err) ||
            !store_agreement_put(db, &agreement, &done, err)) {
            return false;
        }
    }
    return true;
}

/* ---- open and close ------------------------------------------------------------------------ */

static inline int
office_setup(void **state)
{
    static const uint8_t master[KEY_BYTES] = {1, 2, 3};
    struct office *office = calloc(1, sizeof *office);
    struct store_options options;
    const char *tmp = getenv("TMPDIR");

    assert_non_null(office);
    snprintf(office->dir, sizeof office->dir, "%s/laufzettel-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(office->dir));
    office->env.arena = &office->arena;
    office->env.dir = office->dir;
    office->env.clock = clock_shifted(OFFICE_START_MS);
    config_default(&office->env.config);
    office->env.config.help_phone = "0221 4710-100";
    key_derive(master, &office->env.keys);
    options = (struct store_options){.dir = office->dir, .keys = &office->env.keys,
                                     .clock = &office->env.clock, .readers = 4};
    assert_done(office, store_create(&options, "test", &office->err));
    assert_done(office, store_open(&options, &office->env.store, &office->err));
    assert_done(office, store_write(office->env.store, office_fill, NULL, &office->err));
    *state = office;
    return 0;
}

static inline int
office_teardown(void **state)
{
    struct office *office = *state;
    DIR *dir;

    paper_close(office->env.paper);
    store_close(office->env.store);
    dir = opendir(office->dir);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        char path[600];

        snprintf(path, sizeof path, "%s/%s", office->dir, entry->d_name);
        if (entry->d_name[0] != '.') {
            unlink(path);
        }
    }
    closedir(dir);
    rmdir(office->dir);
    arena_finish(&office->arena);
    free(office);
    return 0;
}

#define OFFICE_TEST(name) cmocka_unit_test_setup_teardown(name, office_setup, office_teardown)

/* ---- what people do -------------------------------------------------------------------------- */

/* Act as a new user of ROLE from now on. */
static inline void
office_act_as(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = {.role = role, .name = name, .team = team, .display_name = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    assert_done(office, env_act_as(&office->env, name, &office->err));
}

/* Issue one slip with SERVICE (of PROVIDER, "" free choice); the code of its first voucher. */
static inline const char *
office_issue(struct office *office, const char *service, const char *provider,
             const char *second, enum order order)
{
    struct slip_request request = {.case_number = "F-1", .station_count = *second ? 2 : 1,
                                   .order = order, .language = "", .batch = ""};
    const char *number;

    request.station[0].service = service;
    request.station[0].provider = provider;
    request.station[1].service = second;
    request.station[1].provider = "";
    assert_done(office, slip_issue(&office->env, &request, &number, NULL, &office->err));
    assert_done(office, slip_show(&office->env, number, &office->doc, &office->err));
    return value_string(
        value_get(value_at(value_find(office->doc, "slip.vouchers"), 0), "code"));
}

/* A plain slip with one station. */
static inline const char *
office_voucher(struct office *office, const char *service, const char *provider)
{
    return office_issue(office, service, provider, "", ORDER_FREE);
}

/* A koppelkarte for a device of PROVIDER; its code. */
static inline const char *
office_card(struct office *office, const char *provider, enum who role)
{
    struct pairing_request request = {.provider = provider, .role = role};

    assert_done(office, provider_pair(&office->env, &request, "", &office->doc, &office->err));
    return told(office, "pairing.code");
}

/* Paired by a program: its people are instructed by the agreement. */
static inline struct paired_device
office_device(struct office *office, const char *provider, enum who role)
{
    struct paired_device out;
    const char *code = office_card(office, provider, role);

    assert_done(office, reception_pair(&office->env, code, "Empfang 1", true, out.key, &office->doc,
                                       &office->err));
    assert_done(office, reception_device(&office->env, out.key, &out.device, &office->err));
    return out;
}

static inline void
office_consent(struct office *office, const char *provider, unsigned level)
{
    struct consent_request request = {.case_number = "F-1", .provider = provider, .level = level,
                                      .signed_on = DAY_NONE, .valid_until = DAY_NONE};

    assert_done(office, consent_add(&office->env, &request, &office->doc, &office->err));
}

/* An event with a nonce nobody used before. */
static inline struct reception_event
office_event(struct office *office, const char *code, enum step step)
{
    return (struct reception_event){
        .code = code, .step = step, .source = SOURCE_SCAN, .happened_on = DAY_NONE,
        .until = DAY_NONE, .receipt = "",
        .nonce = arena_printf(&office->arena, "nonce-%p-0123456789",
                              arena_alloc(&office->arena, 1))};
}

static inline bool
office_record(struct office *office, const struct paired_device *device,
              const struct reception_event *event)
{
    bool fresh;

    office->doc = NULL;
    return reception_record(&office->env, &device->device, event, &office->doc, &fresh,
                            &office->err);
}

/* Record a plain STEP that must succeed; its receipt. */
static inline const char *
office_step(struct office *office, const struct paired_device *device, const char *code,
            enum step step)
{
    struct reception_event event = office_event(office, code, step);

    event.outcome = step == STEP_END ? OUTCOME_E1 : OUTCOME_NONE;
    assert_done(office, office_record(office, device, &event));
    return told(office, "event.receipt");
}

static inline bool
office_look(struct office *office, const struct paired_device *device, const char *code)
{
    struct reception_scan scan = {code, SOURCE_SCAN};

    office->doc = NULL;
    return reception_lookup(&office->env, &device->device, &scan, &office->doc, &office->err);
}

/* The action called NAME in the last answer, or NULL. */
static inline const struct value *
office_action(const struct office *office, const char *name)
{
    const struct value *actions = value_get(office->doc, "actions");

    for (size_t i = 0; i < value_len(actions); i++) {
        if (str_equal(value_string(value_get(value_at(actions, i), "command")), name)) {
            return value_at(actions, i);
        }
    }
    return NULL;
}

/* The office itself does STEP. */
static inline void
office_steer(struct office *office, const char *code, enum step step, enum cause cause)
{
    struct voucher_step request = {.code = code, .provider = "", .step = step,
                                   .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                   .until = DAY_NONE, .cause = cause, .receipt = ""};

    assert_done(office, voucher_record(&office->env, &request, &office->doc, &office->err));
}

static inline const char *
office_json(struct office *office, const struct value *doc)
{
    struct buf text = {0};
    const char *copy;

    json_print(doc, 0, &text);
    copy = arena_strdup(&office->arena, buf_text(&text));
    buf_finish(&text);
    return copy;
}

static inline bool
office_protect_in_write(struct db *db, void *arg, struct err *err)
{
    struct case_file client;
    enum put done;

    if (!store_case_get(db, arg, "F-1", &client, err)) {
        return false;
    }
    client.is_protected = true;
    return store_case_put(db, &client, &done, err);
}

/* From now on the client of F-1 is under protection. */
static inline void
office_protect(struct office *office)
{
    assert_done(office, store_write(office->env.store, office_protect_in_write, &office->arena,
                                    &office->err));
}

#endif
