/*
 * matrix_test.c - every role at every route: in where the table says so, out everywhere else.
 */
#include "code.h"
#include "feed.h"
#include "reception.h"
#include "store_catalogue.h"
#include "walk.h"

static const char *
name_of(struct office *o, enum role role)
{
    return arena_printf(&o->arena, "u-%d", (int)role);
}

/* The one of ROLE, who has joined; a visitor for none. */
static void
come_in(struct office *o, enum role role)
{
    o->cookie = "";
    if (role != ROLE_NONE) {
        walk_in(o, name_of(o, role));
    }
}

static int
send_to(struct office *o, const struct web_route *route)
{
    const char *path = walk_path(o, route->path, "x", "x");

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
            walk_join(o, role, name_of(o, role), "");
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

/* A form that leaves out what it may leave out, also of something that is not there. */
static void
send_least(struct office *o, const struct web_route *route)
{
    const char *path = walk_path(o, route->path, "x", "1");

    office_plain_request(o);
    o->request.cookie = o->cookie;
    if (route->method == HTTP_POST) {
        post(o, path, walk_fields(o, route));
    } else {
        ask(o, HTTP_GET, path);
    }
    if (o->response.status >= 500) {
        fail_msg("%s: %d", route->path, o->response.status);
    }
}

static void
no_route_breaks_without_the_fields_it_can_do_without(void **state)
{
    struct office *o = *state;
    const struct web_route *route;
    size_t count;

    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        walk_join(o, role, name_of(o, role), "");
        route = web_routes(&count);
        for (size_t i = 0; i < count; i++) {
            if ((route[i].who & WEB_ROLE(role)) != 0 && (route[i].flags & WEB_UPLOAD) == 0) {
                send_least(o, &route[i]);
            }
            if (strncmp(route[i].path, "/abmelden", 9) == 0) {
                come_in(o, role);
            }
        }
    }
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

static void
nor_does_one_of_a_device(void **state)
{
    struct office *o = *state;
    const char *cookie = arena_printf(&o->arena, "lz-device=%s", device_key(o));
    const struct web_route *route;
    size_t count;

    route = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        o->cookie = cookie;
        if ((route[i].who & (WEB_DEVICE | WEB_PUBLIC)) != 0 &&
            (route[i].flags & (WEB_API | WEB_SCRIPT | WEB_UPLOAD)) == 0 &&
            strcmp(route[i].path, "/koppeln/abmelden") != 0) {
            send_least(o, &route[i]);
        }
    }
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
        cmocka_unit_test_setup_teardown(no_route_breaks_without_the_fields_it_can_do_without,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_kind_of_key_opens_its_own_routes_and_no_other,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(nor_does_one_of_a_device, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_is_not_asked_for_by_a_page_nor_by_cookie, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
