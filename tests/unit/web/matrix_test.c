/*
 * matrix_test.c - every role at every route: in where the table says so, out everywhere else.
 */
#include "code.h"
#include "feed.h"
#include "office_world.h"
#include "reception.h"
#include "store_catalogue.h"

/* A path of the pattern: each brace takes a segment that names nothing. */
static const char *
example_path(struct arena *arena, const char *pattern)
{
    char *path = arena_alloc(arena, strlen(pattern) + 1);
    char *end = path;

    while (*pattern != '\0') {
        if (*pattern != '{') {
            *end++ = *pattern++;
            continue;
        }
        pattern = strchr(pattern, '}') + 1;
        *end++ = 'x';
    }
    return path;
}

/* A user of ROLE with a password; "" for a visitor. */
static void
join(struct office *o, enum role role)
{
    char name[32];
    struct user user = {.display_name = "", .team = "", .branch = "", .phone = "", .role = role};
    const struct value *doc;
    struct err err = {0};

    snprintf(name, sizeof name, "u-%d", (int)role);
    user.name = name;
    assert_true(upkeep_user_add(&o->env, &user, &doc, &err));
    assert_true(people_set_password(&o->env, name, value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
}

static void
come_in(struct office *o, enum role role)
{
    char name[32], token[PEOPLE_TOKEN_MAX];
    struct err err = {0};

    o->cookie = "";
    if (role == ROLE_NONE) {
        return;
    }
    snprintf(name, sizeof name, "u-%d", (int)role);
    assert_true(people_login(&o->env, name, OFFICE_PASSWORD, token, &err));
    o->cookie = arena_printf(&o->arena, "lz=%s", token);
}

static int
send_to(struct office *o, const struct web_route *route)
{
    const char *path = example_path(&o->arena, route->path);

    office_plain_request(o);
    o->request.cookie = o->cookie;
    return route->method == HTTP_POST ? post(o, path, "") : ask(o, HTTP_GET, path);
}

/* Was the door shut: refused, or sent to log in or to pair? */
static bool
is_out(const struct office *o)
{
    int status = o->response.status;
    const char *to = header(o, "Location");

    if (status == 303 && *header(o, "Clear-Site-Data") != 0) {
        return false; /* let out by the own log-out */
    }
    return status == 401 || status == 403 ||
           (status == 303 && (strncmp(to, "/anmelden", 9) == 0 || strncmp(to, "/koppeln", 8) == 0));
}

static void
check_route(struct office *o, enum role role, const struct web_route *route)
{
    bool invited = (route->who & WEB_PUBLIC) != 0 ||
                   (role != ROLE_NONE && (route->who & WEB_ROLE(role)) != 0);

    send_to(o, route);
    if (route->who == WEB_LOOPBACK) {
        assert_int_equal(o->response.status, 404);
    } else if (is_out(o) == invited) {
        fail_msg("%s %s for %s: %d", route->method == HTTP_POST ? "POST" : "GET", route->path,
                 role == ROLE_NONE ? "a visitor" : role_name(role), o->response.status);
    }
}

static void
every_role_is_in_where_the_table_says_so_and_out_elsewhere(void **state)
{
    struct office *o = *state;
    const struct web_route *route;
    size_t count, checked = 0;

    route = web_routes(&count);
    for (enum role role = ROLE_NONE; role < ROLE__MAX; role++) {
        if (role != ROLE_NONE) {
            join(o, role);
        }
        come_in(o, role);
        for (size_t i = 0; i < count; i++) {
            /* The log-in's own answer to nobody's name is a refusal too. */
            if ((route[i].flags & WEB_API) != 0 ||
                (route[i].method == HTTP_POST && route[i].who == WEB_PUBLIC)) {
                continue;
            }
            check_route(o, role, &route[i]);
            checked++;
            if (strncmp(route[i].path, "/abmelden", 9) == 0) {
                come_in(o, role);
            }
        }
    }
    assert_true(checked > 9 * 30);
}

/* ---- keys at the interface ---- */

static bool
add_device(struct db *db, void *arg, struct err *err)
{
    struct device *device = arg;
    struct provider provider = {.key = "nordtor", .name = "Nordtor", .regime = "dsgvo"};
    enum put done;

    if (!store_provider_put(db, &provider, &done, err)) {
        return false;
    }
    device->provider = provider.id;
    device->pairing_expires_ms = store_now_ms(db) + 1000;
    return store_device_add(db, device, err);
}

static const char *
device_key(struct office *o)
{
    struct device device = {.name = "", .role = WHO_RECEPTION, .pairing_seed = {1, 2, 3}};
    char symbols[CODE_MAX], key[RECEPTION_KEY_MAX];
    const struct value *doc;
    struct err err = {0};

    assert_true(store_write(o->env.store, add_device, &device, &err));
    code_derive(&o->env.keys, CODE_PAIRING, device.pairing_seed, 1, symbols);
    assert_true(reception_pair(&o->env, symbols, "Empfang 1", true, key, &doc, &err));
    return arena_strdup(&o->arena, key);
}

static const char *
program_key(struct office *o, const char *name)
{
    const struct value *doc;
    struct err err = {0};

    assert_true(feed_key_add(&o->env, name, &doc, &err));
    return value_string(value_find(doc, "key.key"));
}

static void
each_kind_of_key_opens_its_own_routes_and_no_other(void **state)
{
    struct office *o = *state;
    const struct value *ignored;
    struct err err = {0};
    const struct {
        unsigned who;
        const char *key;
    } keys[] = {{0, ""}, {0, program_key(o, "alt")}, {WEB_DEVICE, device_key(o)},
                {WEB_PROGRAM, program_key(o, "fach")}};
    const struct web_route *route;
    size_t count, opened = 0;

    assert_true(feed_key_revoke(&o->env, "alt", &ignored, &err));
    route = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            bool invited = (route[i].who & (keys[k].who | WEB_PUBLIC)) != 0;

            if ((route[i].flags & WEB_API) == 0) {
                continue;
            }
            office_plain_request(o);
            o->request.authorization = arena_printf(&o->arena, "Bearer %s", keys[k].key);
            ask(o, route[i].method, route[i].path);
            if ((o->response.status != 401) != invited) {
                fail_msg("%s with key %zu: %d", route[i].path, k, o->response.status);
            }
            opened += invited && !(route[i].who & WEB_PUBLIC);
        }
    }
    assert_int_equal(opened, 3); /* two of a device, one of a program */
}

static void
a_key_is_not_asked_for_by_a_page_nor_by_cookie(void **state)
{
    struct office *o = *state;
    const char *key = program_key(o, "andere");

    office_plain_request(o);
    o->request.authorization = arena_printf(&o->arena, "Bearer %s", key);
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
    office_plain_request(o);
    o->request.cookie = arena_printf(&o->arena, "lz=%s; lz-device=%s", key, key);
    assert_int_equal(ask(o, HTTP_GET, "/api/v1/events"), 401);
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
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
        cmocka_unit_test_setup_teardown(every_role_is_in_where_the_table_says_so_and_out_elsewhere,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_kind_of_key_opens_its_own_routes_and_no_other,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_is_not_asked_for_by_a_page_nor_by_cookie, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
