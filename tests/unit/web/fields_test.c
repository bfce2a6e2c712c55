/*
 * fields_test.c - queries, forms and JSON against a list of fields, strict in every way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/web/server.h"
#include "buf.h"
#include "date.h"

static const struct web_field fields[] = {{"name", WEB_TEXT, 10, true},
                                          {"secret", WEB_SECRET, 8, false},
                                          {"day", WEB_DAY, 10, false},
                                          {"count", WEB_NUMBER, 9, false},
                                          {"flag", WEB_FLAG, 1, false},
                                          {"line", WEB_TEXTS, 3, false},
                                          {NULL, WEB_TEXT, 0, false}};

static void
again(struct web_exchange *x)
{
    (void)x;
}

struct fixture {
    struct arena arena;
    struct web_route route;
    struct http_request request;
    struct web_exchange x;
    struct err err;
};

static int
set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){
        .route = {.method = HTTP_POST, .path = "/x", .body_max = 4096, .field = fields},
        .request = {.query = "", .content_type = "application/x-www-form-urlencoded"},
    };
    *state = &fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    arena_finish(&f->arena);
    return 0;
}

static bool
read_body(struct fixture *f, const char *text)
{
    f->request.body = text;
    f->request.body_len = strlen(text);
    f->x = (struct web_exchange){
        .request = &f->request, .route = &f->route, .env.arena = &f->arena};
    f->err = (struct err){0};
    return fields_read(&f->x, &f->err);
}

static bool
read_json(struct fixture *f, const char *text)
{
    f->route.flags = WEB_API;
    f->request.content_type = "application/json";
    return read_body(f, text);
}

/* The sentence of the refusal, and its field in front: "name: ...". */
static void
refused(struct fixture *f, enum reason reason, const char *field)
{
    assert_int_equal(f->err.reason, reason);
    assert_string_equal(f->err.field, field);
}

static void
a_form_is_decoded_and_cleaned(void **state)
{
    struct fixture *f = *state;

    assert_true(read_body(f, "name=+J%c3%a4ger+%20Li&secret=+a+&day=4.5.2026&count=12&flag=on"
                             "&line=a&line=b"));
    assert_string_equal(web_field(&f->x, "name"), "Jäger Li");
    assert_string_equal(web_field(&f->x, "secret"), " a ");
    assert_int_equal(web_day(&f->x, "day"), day_from_civil(2026, 5, 4));
    assert_string_equal(web_field(&f->x, "count"), "12");
    assert_string_equal(web_field(&f->x, "flag"), "on");
    assert_string_equal(web_field_at(&f->x, "line", 1), "b");
    assert_null(web_field_at(&f->x, "line", 2));
}

static void
an_empty_value_is_none(void **state)
{
    struct fixture *f = *state;

    assert_true(read_body(f, "name=a&day=&count=&line="));
    assert_null(web_field(&f->x, "day"));
    assert_null(web_field(&f->x, "count"));
    assert_null(web_field(&f->x, "line"));
    assert_int_equal(web_day(&f->x, "day"), DAY_NONE);
}

static void
what_no_form_of_ours_sends_is_refused(void **state)
{
    static const struct {
        const char *body, *field;
    } rows[] = {
        {"name=a&role=admin", "role"}, {"name=a&name=b", "name"}, {"name[]=a", "name[]"},
        {"name=%", "body"},            {"name=%4", "body"},       {"name=%zz", "body"},
        {"name=%00", "body"},          {"name=%ff", "body"},      {"name=%c0%80", "body"},
        {"name", "body"},              {"&", "body"},             {"name=a&&", "body"},
        {"name=a&token=b", "token"},
    };
    struct fixture *f = *state;

    f->route.again = again;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(read_body(f, rows[i].body));
        refused(f, REASON_INVALID, rows[i].field);
    }
}

static void
what_people_type_wrong_is_a_fault_of_the_field(void **state)
{
    static const struct {
        const char *body, *field;
    } rows[] = {
        {"", "name"},
        {"name=+%c2%a0", "name"},
        {"name=12345678901", "name"},
        {"name=a%0ab", "name"},
        {"name=a%e2%80%aeb", "name"},
        {"name=a&secret=123456789", "secret"},
        {"name=a&day=31.04.2026", "day"},
        {"name=a&count=1x", "count"},
        {"name=a&count=-1", "count"},
        {"name=a&count=1234567890", "count"},
        {"name=a&flag=maybe", "flag"},
        {"name=a&line=1&line=2&line=3&line=4", "line"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->route.again = NULL;
        assert_false(read_body(f, rows[i].body));
        assert_string_equal(f->err.field, rows[i].field);
        f->route.again = again;
        assert_true(read_body(f, rows[i].body));
        assert_string_equal(f->x.fault.field, rows[i].field);
    }
}

static void
limits_hold_at_their_edge(void **state)
{
    struct fixture *f = *state;

    assert_true(read_body(f, "name=%c3%a4234567890&secret=12345678&count=123456789&line=1&line=2"
                             "&line=3"));
}

static void
what_was_typed_wrong_is_kept(void **state)
{
    struct fixture *f = *state;

    f->route.again = again;
    assert_true(read_body(f, "name=12345678901&day=31.04.2026"));
    assert_string_equal(web_field(&f->x, "name"), "12345678901");
    assert_string_equal(web_field(&f->x, "day"), "31.04.2026");
    assert_string_equal(f->x.fault.field, "name");
}

static void
too_many_values_are_refused(void **state)
{
    struct fixture *f = *state;
    struct buf body = {0};

    buf_puts(&body, "name=a");
    for (int i = 0; i < WEB_FIELDS_MAX; i++) {
        buf_puts(&body, "&line=1");
    }
    assert_false(read_body(f, buf_text(&body)));
    refused(f, REASON_TOO_LARGE, "line");
    buf_finish(&body);
}

static void
only_the_type_of_a_form_is_read(void **state)
{
    static const char *const wrong[] = {"", "text/plain", "application/json",
                                        "multipart/form-data; boundary=x",
                                        "application/x-www-form-urlencodedx"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        f->request.content_type = wrong[i];
        assert_false(read_body(f, "name=a"));
        refused(f, REASON_INVALID, "Content-Type");
    }
    f->request.content_type = "Application/X-WWW-Form-URLEncoded; charset=UTF-8";
    assert_true(read_body(f, "name=a"));
}

static void
a_post_has_no_query(void **state)
{
    struct fixture *f = *state;

    f->request.query = "name=b";
    assert_false(read_body(f, "name=a"));
    refused(f, REASON_INVALID, "body");
}

static void
a_get_reads_its_query(void **state)
{
    struct fixture *f = *state;

    f->route.method = HTTP_GET;
    f->request.query = "name=b%2Bc";
    assert_true(read_body(f, ""));
    assert_string_equal(web_field(&f->x, "name"), "b+c");
    f->request.query = "name=b&x=1";
    assert_false(read_body(f, ""));
    refused(f, REASON_INVALID, "x");
}

static void
json_gives_the_same_fields(void **state)
{
    struct fixture *f = *state;

    assert_true(read_json(f, "{\"name\":\"J\\u00e4ger\",\"count\":7,\"flag\":true,"
                             "\"line\":[\"a\",\"b\"],\"day\":null}"));
    assert_string_equal(web_field(&f->x, "name"), "Jäger");
    assert_string_equal(web_field(&f->x, "count"), "7");
    assert_non_null(web_field(&f->x, "flag"));
    assert_string_equal(web_field_at(&f->x, "line", 1), "b");
    assert_null(web_field(&f->x, "day"));
    assert_true(read_json(f, "{\"name\":\"a\",\"flag\":false}"));
    assert_null(web_field(&f->x, "flag"));
}

static void
json_of_another_kind_is_refused(void **state)
{
    static const struct {
        const char *body, *field;
    } rows[] = {
        {"[]", "body"},
        {"\"name\"", "body"},
        {"{", "body"},
        {"{\"name\":\"a\"} x", "body"},
        {"{\"name\":1}", "name"},
        {"{\"name\":\"a\",\"count\":\"7\"}", "count"},
        {"{\"name\":\"a\",\"count\":-7}", "count"},
        {"{\"name\":\"a\",\"flag\":\"on\"}", "flag"},
        {"{\"name\":\"a\",\"flag\":1}", "flag"},
        {"{\"name\":{\"a\":1}}", "name"},
        {"{\"name\":[\"a\"]}", "name"},
        {"{\"name\":\"a\",\"line\":[1]}", "line"},
        {"{\"name\":\"a\",\"more\":1}", "more"},
        {"{\"day\":\"2026-05-04\"}", "name"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (read_json(f, rows[i].body)) {
            fail_msg("%s was accepted", rows[i].body);
        }
        refused(f, REASON_INVALID, rows[i].field);
    }
}

#define PART(disposition, value)                                                                \
    "--x\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" value "\r\n"

/* Read a form with a file; the route takes "name" and the file "photo". */
static bool
read_upload(struct fixture *f, const char *body)
{
    static const struct web_field upload[] = {{"name", WEB_TEXT, 10, false},
                                              {"photo", WEB_FILE, 0, true},
                                              {NULL, WEB_TEXT, 0, false}};

    f->route.flags = WEB_UPLOAD;
    f->route.field = upload;
    f->request.content_type = "multipart/form-data; boundary=x";
    f->request.body = body;
    f->request.body_len = strlen(body);
    f->x = (struct web_exchange){.request = &f->request, .route = &f->route,
                                 .env.arena = &f->arena};
    f->err = (struct err){0};
    return fields_read(&f->x, &f->err);
}

static void
a_file_comes_beside_the_fields(void **state)
{
    struct fixture *f = *state;

    assert_true(read_upload(f, PART("name=\"name\"", "Ä") PART("name=\"photo\"; filename=\"a\"",
                                                             "bytes") "--x--\r\n"));
    assert_string_equal(web_field(&f->x, "name"), "Ä");
    assert_int_equal(f->x.upload.len, 5);
    assert_memory_equal(f->x.upload.bytes, "bytes", 5);
}

static void
a_form_with_a_file_is_strict_too(void **state)
{
    static const char *const wrong[] = {
        PART("name=\"name\"", "A") "--x--\r\n",
        PART("name=\"photo\"; filename=\"\"", "") "--x--\r\n",
        PART("name=\"photo\"", "no file") "--x--\r\n",
        PART("name=\"name\"; filename=\"a\"", "no text") "--x--\r\n",
        PART("name=\"other\"", "A") PART("name=\"photo\"; filename=\"a\"", "b") "--x--\r\n",
        PART("name=\"photo\"; filename=\"a\"", "b")
            PART("name=\"photo\"; filename=\"a\"", "b") "--x--\r\n",
        PART("name=\"name\"", "\xff") PART("name=\"photo\"; filename=\"a\"", "b") "--x--\r\n",
        PART("name=\"photo\"; filename=\"a\"", "b"),
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fixture *f = *state;

        assert_false(read_upload(f, wrong[i]));
        assert_int_equal(f->err.reason, REASON_INVALID);
    }
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_form_is_decoded_and_cleaned),
        TEST(an_empty_value_is_none),
        TEST(what_no_form_of_ours_sends_is_refused),
        TEST(what_people_type_wrong_is_a_fault_of_the_field),
        TEST(limits_hold_at_their_edge),
        TEST(what_was_typed_wrong_is_kept),
        TEST(too_many_values_are_refused),
        TEST(only_the_type_of_a_form_is_read),
        TEST(a_post_has_no_query),
        TEST(a_get_reads_its_query),
        TEST(json_gives_the_same_fields),
        TEST(json_of_another_kind_is_refused),
        cmocka_unit_test_setup_teardown(a_file_comes_beside_the_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_form_with_a_file_is_strict_too, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
