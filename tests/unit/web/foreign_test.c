/*
 * foreign_test.c - every route that names an object, with another team's object: it answers every
 * role as if there were none, and a case that was tried is on record.
 */
#include "case.h"
#include "date.h"
#include "desk.h"
#include "slip.h"
#include "store_audit.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "walk.h"

/* A case whose every look is on record, and a plain one: neither is there for others. */
static const struct sample {
    const char *number, *slip, *provider, *service;
    enum service_type type;
    enum basis basis;
} samples[] = {
    {"F-7", "2026-000001", "sucht", "SU-1", TYPE_D, BASIS_CONSENT},
    {"F-8", "2026-000002", "kita", "KB-1", TYPE_A, BASIS_LAW},
};
#define SAMPLES (sizeof samples / sizeof *samples)

static bool
fill(struct db *db, void *arg, struct err *err)
{
    const struct sample *sample = arg;
    struct provider provider = {.key = sample->provider, .name = sample->provider,
                                .regime = "dsgvo", .street = "Weg 1", .city = "Moorstadt",
                                .phone = "0221 4710-1"};
    struct case_file client = {.number = sample->number, .given_name = "Ada",
                               .family_name = "Fremd", .birth_date = DAY_NONE, .language = "de",
                               .caseworker = "other", .team = "T9", .branch = ""};
    struct need need = {.type = sample->type, .priority = 1,
                        .agreed_on = day_from_civil(2026, 5, 4), .plan_ref = "P"};
    struct service service = {.key = sample->service, .type = sample->type, .title = "Beratung",
                              .places = PLACES_UNLIMITED};
    struct agreement agreement = {.type = sample->type, .level = 1, .basis = sample->basis,
                                  .valid_from = day_from_civil(2026, 1, 1),
                                  .valid_until = DAY_NONE};
    enum put done;

    if (!store_provider_put(db, &provider, &done, err) ||
        !store_case_put(db, &client, &done, err)) {
        return false;
    }
    service.provider = agreement.provider = provider.id;
    need.case_id = client.id;
    return store_service_put(db, &service, &done, err) &&
           store_agreement_put(db, &agreement, &done, err) &&
           store_need_put(db, &need, &done, err);
}

static const struct {
    const char *start; /* of the paths that name it */
    enum { A_CASE, A_SLIP, A_PERSON, A_FOLLOWUP } what;
} objects[] = {
    {"/fall/{", A_CASE},       {"/neu/{", A_CASE},    {"/grund/fall/{", A_CASE},
    {"/grund/laufzettel/{", A_SLIP}, {"/laufzettel/{", A_SLIP}, {"/person/{", A_PERSON},
    {"/wiedervorlage/{", A_FOLLOWUP},
};
#define OBJECTS (sizeof objects / sizeof *objects)

static char followup[SAMPLES][40]; /* of each sample */

static void
make_sample(struct office *o, size_t index)
{
    const struct sample *sample = &samples[index];
    struct slip_request request = {.case_number = sample->number, .station_count = 1,
                                   .language = "", .batch = ""};
    struct sample copy = *sample;
    const struct value *doc;
    const char *number;
    struct err err = {0};

    assert_true(store_write(o->env.store, fill, &copy, &err));
    request.station[0].service = sample->service;
    request.station[0].provider = sample->provider;
    assert_true(slip_issue(&o->env, &request, &number, NULL, &err));
    assert_string_equal(number, sample->slip);
    assert_true(desk_followup_add(&o->env, sample->number, day_from_civil(2026, 5, 4), "x", &doc,
                                  &err));
    snprintf(followup[index], sizeof followup[index], "%s",
             value_string(value_find(doc, "followup.id")));
}

/* Which row of objects the path names; OBJECTS for none. */
static size_t
object_of(const char *path)
{
    size_t i = 0;

    while (i < OBJECTS && strncmp(path, objects[i].start, strlen(objects[i].start)) != 0) {
        i++;
    }
    return i;
}

static const char *
name_of(size_t object, size_t sample)
{
    switch (objects[object].what) {
    case A_CASE:
        return samples[sample].number;
    case A_SLIP:
        return samples[sample].slip;
    case A_FOLLOWUP:
        return followup[sample];
    case A_PERSON:
        break;
    }
    return "other";
}

struct looks {
    struct arena *arena;
    const char *user;
    size_t count;
};

static bool
count_in_read(struct db *db, void *arg, struct err *err)
{
    struct looks *looks = arg;
    struct audit_query query = {.until_ms = INT64_MAX, .user = looks->user,
                                .kind = "refused", .limit = 1000};
    const struct audit_row *row;

    return store_audit_read(db, looks->arena, &query, &row, &looks->count, err);
}

static size_t
refused(struct office *o, const char *user)
{
    struct looks looks = {.arena = &o->arena, .user = user};
    struct err err = {0};

    assert_true(store_read(o->env.store, count_in_read, &looks, &err));
    return looks.count;
}

static void
check(struct office *o, const struct web_route *route, size_t sample, const char *user)
{
    size_t object = object_of(route->path), before = refused(o, user);
    const char *path = walk_path(o, route->path, name_of(object, sample), "1");

    office_plain_request(o);
    o->request.cookie = o->cookie;
    if (route->method == HTTP_POST) {
        post(o, path, walk_fields(o, route));
    } else {
        ask(o, HTTP_GET, path);
    }
    if (o->response.status != 404) {
        fail_msg("%s for %s: %d", path, user, o->response.status);
    }
    assert_null(strstr(body(o), "Fremd"));
    if (objects[object].what != A_PERSON && refused(o, user) <= before) {
        fail_msg("%s for %s: not on record", path, user);
    }
}

static void
anothers_object_is_none_for_every_role_and_the_try_is_on_record(void **state)
{
    struct office *o = *state;
    const struct web_route *route;
    size_t count, checked = 0;

    walk_join(o, ROLE_CASEWORKER, "other", "T9");
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        make_sample(o, sample);
    }
    route = web_routes(&count);
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        const char *name = arena_printf(&o->arena, "u-%s", role_name(role));

        walk_join(o, role, name, "T1");
        for (size_t i = 0; i < count * SAMPLES; i++) {
            const struct web_route *row = &route[i / SAMPLES];
            bool keeps = role == ROLE_ADMIN && strncmp(row->path, "/person/", 8) == 0;

            if ((row->who & WEB_ROLE(role)) != 0 && !keeps && object_of(row->path) < OBJECTS) {
                check(o, row, i % SAMPLES, name);
                checked++;
            }
        }
    }
    assert_true(checked > 80);
}

static int
set_up(void **state)
{
    static struct office office;

    office_open(&office, "http://127.0.0.1:8080");
    *state = &office;
    return 0;
}

static int
tear_down(void **state)
{
    office_close(*state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            anothers_object_is_none_for_every_role_and_the_try_is_on_record, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
