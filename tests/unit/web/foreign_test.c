/*
 * foreign_test.c - every route that names an object, with another team's object: it answers every
 * role as if there were none, and a case that was tried is on record.
 */
#include "case.h"
#include "date.h"
#include "desk.h"
#include "office_world.h"
#include "slip.h"
#include "store_audit.h"
#include "store_case.h"
#include "store_catalogue.h"

#define SLIP "2026-000001"

static bool
fill(struct db *db, void *arg, struct err *err)
{
    struct provider provider = {.key = "sucht", .name = "Sucht", .regime = "dsgvo",
                                .street = "Weg 1", .city = "Moorstadt", .phone = "0221 4710-1"};
    struct case_file client = {.number = "F-7", .given_name = "Ada", .family_name = "Fremd",
                               .birth_date = DAY_NONE, .language = "de", .caseworker = "other",
                               .team = "T9", .branch = ""};
    struct need need = {.type = TYPE_D, .priority = 1, .agreed_on = day_from_civil(2026, 5, 4),
                        .plan_ref = "P"};
    struct service service = {.key = "SU-1", .type = TYPE_D, .title = "Beratung",
                              .places = PLACES_UNLIMITED};
    struct agreement agreement = {.type = TYPE_D, .level = 1, .basis = BASIS_CONSENT,
                                  .valid_from = day_from_civil(2026, 1, 1),
                                  .valid_until = DAY_NONE};
    enum put done;
    (void)arg;

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

/* Log in as a new user of ROLE in a team of one's own. */
static void
come(struct office *o, enum role role, const char *name, const char *team)
{
    struct user user = {.name = name, .display_name = "", .team = team, .branch = "",
                        .phone = "", .role = role};
    char token[PEOPLE_TOKEN_MAX];
    const struct value *doc;
    struct err err = {0};

    assert_true(upkeep_user_add(&o->env, &user, &doc, &err));
    assert_true(people_set_password(&o->env, name, value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
    assert_true(people_login(&o->env, name, OFFICE_PASSWORD, token, &err));
    o->cookie = arena_printf(&o->arena, "lz=%s", token);
}

static struct object {
    const char *start; /* of the paths that name it */
    char name[40];
    bool on_record;
} objects[] = {
    {"/fall/{", "F-7", true},          {"/neu/{", "F-7", true},
    {"/grund/fall/{", "F-7", true},    {"/grund/laufzettel/{", SLIP, true},
    {"/laufzettel/{", SLIP, true},     {"/person/{", "other", false},
    {"/wiedervorlage/{", "", true},
};
#define OBJECTS (sizeof objects / sizeof *objects)

static void
make_objects(struct office *o)
{
    struct slip_request request = {.case_number = "F-7", .station_count = 1, .language = "",
                                   .batch = ""};
    const struct value *doc;
    const char *number;
    struct err err = {0};

    assert_true(store_write(o->env.store, fill, NULL, &err));
    come(o, ROLE_CASEWORKER, "other", "T9");
    request.station[0].service = "SU-1";
    request.station[0].provider = "sucht";
    assert_true(slip_issue(&o->env, &request, &number, NULL, &err));
    assert_string_equal(number, SLIP);
    assert_true(desk_followup_add(&o->env, "F-7", day_from_civil(2026, 5, 4), "x", &doc, &err));
    snprintf(objects[OBJECTS - 1].name, sizeof objects->name, "%s",
             value_string(value_find(doc, "followup.id")));
}

static const struct object *
object_of(const char *path)
{
    for (size_t i = 0; i < OBJECTS; i++) {
        if (strncmp(path, objects[i].start, strlen(objects[i].start)) == 0) {
            return &objects[i];
        }
    }
    return NULL;
}

/* The path with the object in its first brace, the first station in a second. */
static const char *
path_of(struct office *o, const char *pattern, const struct object *object)
{
    const char *open = strchr(pattern, '{'), *rest = strchr(open, '}') + 1;
    const char *second = strchr(rest, '{');
    const char *path = arena_printf(&o->arena, "%.*s%s", (int)(open - pattern), pattern,
                                    object->name);

    return second == NULL ? arena_printf(&o->arena, "%s%s", path, rest)
                          : arena_printf(&o->arena, "%s/1%s", path, strchr(second, '}') + 1);
}

/* Something in every field that must be there, so that the handler is reached. */
static const char *
fields_of(struct office *o, const struct web_route *route)
{
    const char *text = "";

    for (const struct web_field *f = route->field; f != NULL && f->name != NULL; f++) {
        const char *value = f->kind == WEB_DAY      ? "2026-05-05"
                            : f->kind == WEB_NUMBER ? "1"
                                                    : "all";

        if (f->required) {
            text = arena_printf(&o->arena, "%s%s%s=%s", text, *text ? "&" : "", f->name, value);
        }
    }
    return text;
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
check(struct office *o, const struct web_route *route, const char *user)
{
    const struct object *object = object_of(route->path);
    const char *path = path_of(o, route->path, object);
    size_t before = refused(o, user);

    office_plain_request(o);
    o->request.cookie = o->cookie;
    if (route->method == HTTP_POST) {
        post(o, path, fields_of(o, route));
    } else {
        ask(o, HTTP_GET, path);
    }
    if (o->response.status != 404) {
        fail_msg("%s for %s: %d", path, user, o->response.status);
    }
    assert_null(strstr(body(o), "Fremd"));
    if (object->on_record && refused(o, user) <= before) {
        fail_msg("%s for %s: not on record", path, user);
    }
}

static void
anothers_object_is_none_for_every_role_and_the_try_is_on_record(void **state)
{
    struct office *o = *state;
    const struct web_route *route;
    size_t count, checked = 0;

    make_objects(o);
    route = web_routes(&count);
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        const char *name = arena_printf(&o->arena, "u-%s", role_name(role));

        come(o, role, name, "T1");
        for (size_t i = 0; i < count; i++) {
            bool invited = (route[i].who & WEB_ROLE(role)) != 0;
            bool keeps = role == ROLE_ADMIN && strncmp(route[i].path, "/person/", 8) == 0;

            if (invited && !keeps && object_of(route[i].path) != NULL) {
                check(o, &route[i], name);
                checked++;
            }
        }
    }
    assert_true(checked > 40);
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
