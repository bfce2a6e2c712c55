/*
 * matrix_test.c - every role at every route: in where the table says so, out everywhere else.
 */
#include "office_world.h"

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

    if (*header(o, "Clear-Site-Data") != 0) {
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
