/* JSON in and out. */
#include "test.h"

#include "arena.h"
#include "json.h"
#include "value.h"

static struct arena arena;

static const struct value *
parse(const char *text, struct err *err)
{
    const struct value *out = NULL;
    *err = (struct err){0};
    return json_parse(&arena, text, strlen(text), 65536, &out, err) ? out : NULL;
}

static void
a_body_becomes_a_tree_in_its_order(void **state)
{
    (void)state;
    struct err err;
    const struct value *v = parse("{\"z\":[1,-2,true,null],\"a\":{\"b\":\"Ä\\u00fc\\n\"}}", &err);
    assert_non_null(v);
    assert_string_equal(value_key(v, 0), "z");
    assert_int_equal(value_number(value_at(value_get(v, "z"), 1)), -2);
    assert_true(value_truth(value_at(value_get(v, "z"), 2)));
    assert_int_equal(value_kind(value_at(value_get(v, "z"), 3)), VALUE_NULL);
    assert_string_equal(value_string(value_find(v, "a.b")), "Äü\n");
    assert_int_equal(value_number(parse("9223372036854775807", &err)), INT64_MAX);
    assert_int_equal(value_kind(parse("\"\"", &err)), VALUE_TEXT);
}

static void
what_is_no_strict_json_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":1}{",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "[1,]",
        "nul",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\xFF\"",
        "\"\xC0\xAF\"",
        "\"a\nb\"",
        "01",
        "+1",
        "9223372036854775808",
        "NaN",
        "// x\n1",
        "a=1&b=2",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err;
        assert_null(parse(texts[i], &err));
        assert_error(&err, REASON_INVALID, "JSON", "Zeile");
        assert_string_equal(err.field, "body");
    }
}

static void
a_nul_byte_ends_nothing(void **state)
{
    (void)state;
    struct err err = {0};
    const struct value *out = NULL;
    assert_false(json_parse(&arena, "{\"a\":1}\0{", 9, 100, &out, &err));
    assert_int_equal(err.reason, REASON_INVALID);
    assert_null(out);
}

static void
fractions_are_refused(void **state)
{
    (void)state;
    struct err err;
    assert_null(parse("[1.5]", &err));
    assert_error(&err, REASON_INVALID, "Komma");
    assert_null(parse("{\"a\":[{\"b\":-0.5}]}", &err));
    assert_error(&err, REASON_INVALID, "Komma");
    assert_null(parse("1e3", &err));
    assert_error(&err, REASON_INVALID, "Exponent");
}

static void
thirty_two_levels_are_enough(void **state)
{
    (void)state;
    char text[80];
    struct err err;
    memset(text, '[', 32);
    memset(text + 32, ']', 32);
    text[64] = '\0';
    assert_non_null(parse(text, &err));
    memset(text, '[', 33);
    memset(text + 33, ']', 33);
    text[66] = '\0';
    assert_null(parse(text, &err));
    assert_error(&err, REASON_INVALID, "verschachtelt");
    static char deep[60001];
    memset(deep, '[', sizeof deep - 1);
    assert_null(parse(deep, &err));
    assert_int_equal(err.reason, REASON_INVALID);
}

static void
too_many_members_and_too_many_bytes_are_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    struct err err;
    for (int i = 0; i < 1001; i++) {
        buf_printf(&text, "%s\"k%d\":1", i ? "," : "{", i);
    }
    buf_putc(&text, '}');
    assert_null(parse(buf_text(&text), &err));
    assert_error(&err, REASON_INVALID, "zu viele");
    buf_finish(&text);
    const struct value *out = NULL;
    err = (struct err){0};
    assert_true(json_parse(&arena, "[1]", 3, 3, &out, &err));
    assert_false(json_parse(&arena, "[1] ", 4, 3, &out, &err));
    assert_error(&err, REASON_TOO_LARGE, "3 Bytes");
}

static void
printing_escapes_what_could_end_a_script(void **state)
{
    (void)state;
    struct buf out = {0};
    json_print(value_text(&arena, "</script>&'\"\\\n\r\t\x01\x7F\xE2\x80\xA8\xE2\x80\xA9ü𝄞"), 0,
               &out);
    assert_string_equal(buf_text(&out),
                        "\"\\u003c/script\\u003e\\u0026\\u0027\\\"\\\\\\n\\r\\t\\u0001\\u007f"
                        "\\u2028\\u2029ü𝄞\"");
    buf_finish(&out);
}

static void
printing_goes_in_one_line_or_indented(void **state)
{
    (void)state;
    struct buf out = {0};
    struct err err;
    const struct value *v = parse("{\"a\":[1,{}],\"b\":[],\"c\":false,\"d\":null}", &err);
    json_print(v, 0, &out);
    assert_string_equal(buf_text(&out), "{\"a\":[1,{}],\"b\":[],\"c\":false,\"d\":null}");
    buf_clear(&out);
    json_print(v, 2, &out);
    assert_string_equal(buf_text(&out),
                        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n  \"c\": "
                        "false,\n  \"d\": null\n}");
    buf_clear(&out);
    json_print(NULL, 0, &out);
    assert_string_equal(buf_text(&out), "null");
    buf_finish(&out);
}

static void
what_is_printed_reads_back(void **state)
{
    (void)state;
    struct buf first = {0};
    struct buf second = {0};
    struct err err;
    struct value *v = value_record(&arena);
    value_set_int(v, "min", INT64_MIN);
    value_set_text(v, "</x>", "Ä\"\\\x02\xE2\x80\xA8");
    json_print(v, 3, &first);
    const struct value *again = parse(buf_text(&first), &err);
    assert_non_null(again);
    json_print(again, 3, &second);
    assert_string_equal(buf_text(&first), buf_text(&second));
    assert_int_equal(value_number(value_get(again, "min")), INT64_MIN);
    buf_finish(&first);
    buf_finish(&second);
}

static int
finish(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_becomes_a_tree_in_its_order),
        cmocka_unit_test(what_is_no_strict_json_is_refused_with_its_place),
        cmocka_unit_test(a_nul_byte_ends_nothing),
        cmocka_unit_test(fractions_are_refused),
        cmocka_unit_test(thirty_two_levels_are_enough),
        cmocka_unit_test(too_many_members_and_too_many_bytes_are_refused),
        cmocka_unit_test(printing_escapes_what_could_end_a_script),
        cmocka_unit_test(printing_goes_in_one_line_or_indented),
        cmocka_unit_test(what_is_printed_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
