/* Translations. */
#include "test.h"

#include <stdio.h>

#include "arena.h"
#include "catalog.h"

static struct arena arena;

static const struct catalog *
parse(const char *text, struct err *err)
{
    const struct catalog *out = NULL;
    *err = (struct err){0};
    return catalog_parse(&arena, text, strlen(text), &out, err) ? out : NULL;
}

static const char sample[] = "# Translators\n"
                             "msgid \"\"\n"
                             "msgstr \"\"\n"
                             "\"Language: en\\n\"\n"
                             "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                             "\"X-Status: draft\\n\"\n"
                             "\n"
                             "#. for the reception\n"
                             "#: src/base/err.c:12\n"
                             "msgid \"Bitte \"\n"
                             "\"warten.\\n\"\n"
                             "msgstr \"Please \"\n"
                             "\t\n"
                             "\"wait.\\n\"\n"
                             "#, c-format, fuzzy\n"
                             "msgid \"unsicher\"\n"
                             "msgstr \"unsure\"\n"
                             "msgid \"leer\"\n"
                             "msgstr \"\"\n"
                             "msgctxt \"month\"\n"
                             "msgid \"Mai\"\n"
                             "msgstr \"May\"\n"
                             "msgid \"Mai\"\r\n"
                             "msgstr \"a \\\"\\\\\\t name\"  \r\n"
                             "#~ msgid \"alt\"\n"
                             "#~ msgstr \"old\"\n";

static void
texts_are_found_by_their_german_key(void **state)
{
    (void)state;
    struct err err;
    const struct catalog *c = parse(sample, &err);
    assert_non_null(c);
    assert_string_equal(catalog_text(c, "Bitte warten.\n"), "Please wait.\n");
    assert_string_equal(catalog_text(c, "Mai"), "a \"\\\t name");
    assert_string_equal(catalog_text(c, "month\004Mai"), "May");
    assert_string_equal(catalog_text(c, "Unbekannt"), "Unbekannt");
    assert_string_equal(catalog_text(NULL, "Mai"), "Mai");
    assert_null(catalog_find(c, "alt"));
    assert_null(catalog_find(NULL, "Mai"));
    assert_null(catalog_find(c, ""));
}

static void
fuzzy_and_empty_translations_are_missing(void **state)
{
    (void)state;
    struct err err;
    const struct catalog *c = parse(sample, &err);
    assert_null(catalog_find(c, "unsicher"));
    assert_null(catalog_find(c, "leer"));
    assert_string_equal(catalog_text(c, "unsicher"), "unsicher");
}

static void
keys_and_header_can_be_listed(void **state)
{
    (void)state;
    static const char *const keys[] = {"Bitte warten.\n", "unsicher", "leer", "month\004Mai",
                                       "Mai"};
    struct err err;
    const struct catalog *c = parse(sample, &err);
    assert_int_equal(catalog_count(c), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(catalog_key(c, i), keys[i]);
    }
    assert_string_equal(catalog_key(c, 5), "");
    assert_int_equal(catalog_count(NULL), 0);
    assert_string_equal(catalog_header(c, "Language"), "en");
    assert_string_equal(catalog_header(c, "X-Status"), "draft");
    assert_string_equal(catalog_header(c, "Plural-Forms"), "");
    assert_string_equal(catalog_header(NULL, "Language"), "");
}

static void
a_thousand_texts_are_all_found(void **state)
{
    (void)state;
    struct buf po = {0};
    struct err err;
    for (int i = 0; i < 1000; i++) {
        buf_printf(&po, "msgid \"k%d\"\nmsgstr \"v%d\"\n", i, i * 7);
    }
    const struct catalog *c = parse(buf_text(&po), &err);
    buf_finish(&po);
    assert_non_null(c);
    for (int i = 0; i < 1000; i++) {
        char key[16];
        char text[16];
        snprintf(key, sizeof key, "k%d", i);
        snprintf(text, sizeof text, "v%d", i * 7);
        assert_string_equal(catalog_find(c, key), text);
    }
    assert_null(catalog_find(c, "k1000"));
}

static void
an_empty_file_is_an_empty_catalog(void **state)
{
    (void)state;
    struct err err;
    const struct catalog *c = parse("", &err);
    assert_non_null(c);
    assert_int_equal(catalog_count(c), 0);
    assert_string_equal(catalog_text(c, "x"), "x");
}

static void
a_broken_file_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *line;
    } rows[] = {
        {"msgstr \"x\"\n", "Zeile 1"},
        {"\"x\"\n", "Zeile 1"},
        {"msgid \"a\"\n", "Zeile 1"},
        {"msgid \"a\"\nmsgid \"b\"\n", "Zeile 2"},
        {"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"x\"\n", "Zeile 2"},
        {"msgid \"a\"\nmsgstr[0] \"x\"\n", "Zeile 2"},
        {"msgid \"a\"\nmsgstr \"x\"\nmsgstr \"y\"\n", "Zeile 3"},
        {"msgid \"a\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid \"a\" b\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid a\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid \"a\\x41\"\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid \"a\\", "Zeile 1"},
        {"msgid\"a\"\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgctxt \"c\"\nmsgctxt \"d\"\n", "Zeile 2"},
        {"msgctxt \"c\"\nmsgstr \"d\"\n", "Zeile 2"},
        {"msgid \"a\"\nmsgctxt \"c\"\n", "Zeile 2"},
        {"msgid \"a\"\nmsgstr \"x\"\nmsgid \"a\"\nmsgstr \"y\"\n", "Zeile 4"},
        {"\xEF\xBB\xBFmsgid \"a\"\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", "Zeile 2"},
        {"msgid \"\xFF\"\nmsgstr \"x\"\n", "Zeile 1"},
        {"msgid \"\"\nmsgstr \"x\"\nmsgid \"\"\nmsgstr \"y\"\n# end\n", "Zeile 5"},
        {"msgid \"a\"\nmsgstr \"x\"\nmsgid \"a\"\nmsgstr \"y\"\nmsgid \"b\"\n", "Zeile 5"},
        {"hallo\n", "Zeile 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err;
        assert_null(parse(rows[i].text, &err));
        assert_error(&err, REASON_INVALID, rows[i].line, "msgfmt");
    }
}

static void
a_huge_file_is_refused_before_reading(void **state)
{
    (void)state;
    const struct catalog *out = NULL;
    struct err err = {0};
    char *bytes = arena_alloc(&arena, CATALOG_BYTES_MAX + 1);
    memset(bytes, '\n', CATALOG_BYTES_MAX + 1);
    assert_true(catalog_parse(&arena, bytes, CATALOG_BYTES_MAX, &out, &err));
    assert_false(catalog_parse(&arena, bytes, CATALOG_BYTES_MAX + 1, &out, &err));
    assert_error(&err, REASON_TOO_LARGE, "2 MB");
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
        cmocka_unit_test(texts_are_found_by_their_german_key),
        cmocka_unit_test(fuzzy_and_empty_translations_are_missing),
        cmocka_unit_test(keys_and_header_can_be_listed),
        cmocka_unit_test(a_thousand_texts_are_all_found),
        cmocka_unit_test(an_empty_file_is_an_empty_catalog),
        cmocka_unit_test(a_broken_file_is_refused_with_its_line),
        cmocka_unit_test(a_huge_file_is_refused_before_reading),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
