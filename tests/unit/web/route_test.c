/*
 * route_test.c - the route table, row by row, and finding a row.
 */
#include "office_world.h"

#include "buf.h"

static const struct web_route *
table(size_t *count)
{
    return web_routes(count);
}

static void
every_row_says_who_and_what_for(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(row[i].who, 0);
        assert_non_null(row[i].handler);
        assert_true(strlen(row[i].help) > 0);
        assert_int_equal(row[i].path[0], '/');
        assert_true(row[i].method == HTTP_GET || row[i].method == HTTP_POST);
    }
}

static void
every_post_of_a_page_carries_a_token(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        bool page = (row[i].flags & (WEB_API | WEB_SCRIPT)) == 0;

        if ((row[i].method == HTTP_POST && page) != ((row[i].flags & WEB_TOKEN) != 0)) {
            fail_msg("%s: token", row[i].path);
        }
    }
}

static void
only_a_post_has_a_body(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        if ((row[i].method == HTTP_POST) != (row[i].body_max > 0)) {
            fail_msg("%s: body", row[i].path);
        }
    }
}

static void
the_table_is_sorted(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 1; i < count; i++) {
        int order = strcmp(row[i - 1].path, row[i].path);

        if (order > 0 || (order == 0 && row[i - 1].method >= row[i].method)) {
            fail_msg("%s stands before %s", row[i - 1].path, row[i].path);
        }
    }
}

static void
no_two_rows_answer_the_same_address(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (row[i].method == row[j].method && route_overlap(row[i].path, row[j].path)) {
                fail_msg("%s and %s", row[i].path, row[j].path);
            }
        }
    }
}

static void
patterns_overlap_when_one_path_fits_both(void **state)
{
    (void)state;
    assert_true(route_overlap("/a/{x}", "/a/b"));
    assert_true(route_overlap("/{x}/b", "/a/{y}"));
    assert_true(route_overlap("/a", "/a"));
    assert_false(route_overlap("/a/{x}", "/a"));
    assert_false(route_overlap("/a/{x}", "/b/{x}"));
    assert_false(route_overlap("/a/{x}/c", "/a/{x}/d"));
}

static void
no_field_has_two_meanings_and_each_has_a_limit(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (const struct web_field *f = row[i].field; f && f->name; f++) {
            bool text = f->kind == WEB_TEXT || f->kind == WEB_SECRET || f->kind == WEB_TEXTS;

            assert_string_not_equal(f->name, "token");
            if (text && f->max == 0) {
                fail_msg("%s %s: no limit", row[i].path, f->name);
            }
            for (const struct web_field *g = f + 1; g->name; g++) {
                assert_string_not_equal(f->name, g->name);
            }
        }
    }
}

static const struct web_route *
find(struct arena *arena, enum http_method method, const char *path, const char **segment,
     unsigned *others)
{
    return route_find(method, path, arena, segment, others);
}

static void
a_brace_takes_one_segment_decoded(void **state)
{
    const char *segment[WEB_SEGMENTS_MAX];
    struct arena arena = {0};
    unsigned others;

    (void)state;
    assert_non_null(find(&arena, HTTP_GET, "/static/a%2Fb%C3%A4", segment, &others));
    assert_string_equal(segment[0], "a/bä");
    assert_non_null(find(&arena, HTTP_GET, "/static/a~b", segment, &others));
    assert_string_equal(segment[0], "a/b");
    assert_null(find(&arena, HTTP_GET, "/static/a/b", segment, &others));
    assert_null(find(&arena, HTTP_GET, "/static/", segment, &others));
    assert_null(find(&arena, HTTP_GET, "/static/a%00", segment, &others));
    assert_null(find(&arena, HTTP_GET, "/static/a%F", segment, &others));
    assert_null(find(&arena, HTTP_GET, "/static/%FF", segment, &others));
    assert_null(find(&arena, HTTP_GET, "/static/%E2%80%AE", segment, &others));
    arena_finish(&arena);
}

static void
a_known_path_tells_its_other_methods(void **state)
{
    const char *segment[WEB_SEGMENTS_MAX];
    struct arena arena = {0};
    unsigned others;

    (void)state;
    assert_null(find(&arena, HTTP_POST, "/impressum", segment, &others));
    assert_int_equal(others, 1u << HTTP_GET);
    assert_null(find(&arena, HTTP_OTHER, "/anmelden", segment, &others));
    assert_int_equal(others, 1u << HTTP_GET | 1u << HTTP_POST);
    assert_null(find(&arena, HTTP_GET, "/nirgendwo", segment, &others));
    assert_int_equal(others, 0);
    assert_non_null(find(&arena, HTTP_HEAD, "/impressum", segment, &others));
    arena_finish(&arena);
}

static void
only_pages_of_ours_are_gone_back_to(void **state)
{
    (void)state;
    assert_true(route_is_page("/konto"));
    assert_false(route_is_page("//konto"));
    assert_false(route_is_page("/\\konto"));
    assert_false(route_is_page("https://example.org/"));
    assert_false(route_is_page("/nirgendwo"));
    assert_false(route_is_page("/konto?x=1"));
    assert_false(route_is_page(""));
}

static void
the_table_prints_every_row(void **state)
{
    size_t count;
    const struct web_route *row = table(&count);
    struct buf out = {0};

    (void)state;
    web_routes_print(&out);
    for (size_t i = 0; i < count; i++) {
        char line[200];

        snprintf(line, sizeof line, "%s %s\n", row[i].method == HTTP_POST ? "POST" : "GET",
                 row[i].path);
        assert_non_null(strstr(buf_text(&out), line));
        assert_non_null(strstr(buf_text(&out), row[i].help));
    }
    buf_finish(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_says_who_and_what_for),
        cmocka_unit_test(every_post_of_a_page_carries_a_token),
        cmocka_unit_test(only_a_post_has_a_body),
        cmocka_unit_test(the_table_is_sorted),
        cmocka_unit_test(no_two_rows_answer_the_same_address),
        cmocka_unit_test(patterns_overlap_when_one_path_fits_both),
        cmocka_unit_test(no_field_has_two_meanings_and_each_has_a_limit),
        cmocka_unit_test(a_brace_takes_one_segment_decoded),
        cmocka_unit_test(a_known_path_tells_its_other_methods),
        cmocka_unit_test(only_pages_of_ours_are_gone_back_to),
        cmocka_unit_test(the_table_prints_every_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
