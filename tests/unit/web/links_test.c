/*
 * links_test.c - no page leads its reader to an address that is shut to the reader's role.
 */
#include "office_world.h"
#include "str.h"

/* A user of ROLE who is logged in. */
static void
come_in(struct office *o, enum role role)
{
    const char *name = arena_printf(&o->arena, "u-%d", (int)role);
    struct user user = {.name = name, .display_name = "", .team = "", .branch = "", .phone = "",
                        .role = role};
    char token[PEOPLE_TOKEN_MAX];
    const struct value *doc;
    struct err err = {0};

    assert_true(upkeep_user_add(&o->env, &user, &doc, &err));
    assert_true(people_set_password(&o->env, name, value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
    assert_true(people_login(&o->env, name, OFFICE_PASSWORD, token, &err));
    o->cookie = arena_printf(&o->arena, "lz=%s", token);
}

/* May ROLE use the address in quotes at TEXT, with METHOD? Those of files and of other people's
   programs are not asked about. */
static bool
is_open(struct office *o, enum role role, enum http_method method, const char *text)
{
    size_t len = strcspn(text, "\"?#");
    const char *path = arena_strndup(&o->arena, text, len), *segment[WEB_SEGMENTS_MAX];
    const struct web_route *route;
    unsigned others;

    if (*path != '/' || str_starts(path, "/static/")) {
        return true;
    }
    route = route_find(method, path, &o->arena, segment, &others);
    return route != NULL && (route->who & (WEB_PUBLIC | WEB_ROLE(role))) != 0;
}

/* Every `<a href`, and every `action` with the method of its form. */
static size_t
check_links(struct office *o, enum role role, const char *path)
{
    const char *text = body(o);
    size_t seen = 0;

    for (const char *at = strchr(text, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        char *tag = arena_strndup(&o->arena, at, end == NULL ? 0 : (size_t)(end - at));
        bool form = str_starts(tag, "<form ");
        const char *link = form ? strstr(tag, " action=\"")
                                : str_starts(tag, "<a ") ? strstr(tag, " href=\"") : NULL;
        enum http_method method = form && strstr(tag, "method=\"post\"") ? HTTP_POST : HTTP_GET;

        if (link == NULL) {
            continue;
        }
        seen++;
        if (!is_open(o, role, method, strchr(link, '"') + 1)) {
            fail_msg("%s shows %s what is shut to it: %s", path, role_name(role), tag);
        }
    }
    return seen;
}

static void
no_page_leads_where_its_reader_may_not_go(void **state)
{
    struct office *o = *state;
    const struct web_route *route;
    size_t count, seen = 0;

    route = web_routes(&count);
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        come_in(o, role);
        for (size_t i = 0; i < count; i++) {
            if (route[i].method != HTTP_GET || strchr(route[i].path, '{') != NULL) {
                continue;
            }
            office_plain_request(o);
            o->request.cookie = o->cookie;
            if (ask(o, HTTP_GET, route[i].path) == 200 &&
                str_starts(o->response.content_type, "text/html")) {
                seen += check_links(o, role, route[i].path);
            }
        }
    }
    assert_true(seen > 8 * 50);
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
        cmocka_unit_test_setup_teardown(no_page_leads_where_its_reader_may_not_go, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
