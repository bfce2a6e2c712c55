/* Text at the edge of the program. */
#include "test.h"

#include <stdio.h>
#include <time.h>

#include "arena.h"
#include "str.h"

static struct arena arena;

static const char *
clean(const char *text, size_t max, struct err *err)
{
    const char *out = NULL;
    *err = (struct err){0};
    return str_clean(&arena, text, strlen(text), "Name", max, &out, err) ? out : NULL;
}

static void
valid_and_invalid_utf8_are_told_apart(void **state)
{
    (void)state;
    static const char *const good[] = {
        "", "a", "ü", "ł", "€", "𝄞", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"};
    static const char *const bad[] = {
        "\xC3",         "\xC0\x80",         "\xC1\xBF",         "\xE0\x80\x80",
        "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80",
        "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80",
        "\xFF",         "a\xFCz",           "\xE2\x82",         "\xE2\x28\xA1",
        "\xC3\xC3",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(str_utf8_valid(good[i], strlen(good[i])));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(str_utf8_valid(bad[i], strlen(bad[i])));
    }
    assert_false(str_utf8_valid("a\0b", 3));
}

static void
every_code_point_is_written_and_read_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char text[5] = {0};
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        size_t len = str_put(text, c);
        const char *p = text;
        assert_int_equal(strlen(text), len);
        assert_true(str_utf8_valid(text, len));
        assert_int_equal(str_next(&p), c);
        assert_int_equal(str_next(&p), 0);
        assert_int_equal(str_count(text), 1);
    }
}

static void
names_of_all_our_clients_pass_unchanged(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Müller",
        "von der Heyde-Łąkowski",
        "O'Neil",
        "Żółć",
        "Đặng",
        "محمد",
        "李",
        "Đ\xCC\x81",
        "Олександр",
        "Ελένη",
        "Robert'); DROP TABLE cases; --",
        "<script>alert(1)</script>",
        "\"><svg onload=x>",
        "{{7*7}}",
        "%s%n",
        "=HYPERLINK(\"x\")",
        ") Tj ET /JS endstream",
    };
    struct err err;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *out = clean(names[i], 200, &err);
        assert_non_null(out);
        assert_string_equal(out, names[i]);
    }
}

static void
decomposed_letters_are_composed(void **state)
{
    (void)state;
    struct err err;
    assert_string_equal(clean("Mu\xCC\x88ller", 6, &err), "Müller");
    assert_string_equal(clean("A\xCC\x8Angstro\xCC\x88m", 8, &err), "Ångström");
    /* A combining sequence without a composed form stays. */
    assert_string_equal(clean("Đ\xCC\x81", 2, &err), "Đ\xCC\x81");
}

static void
blanks_are_trimmed_and_made_one(void **state)
{
    (void)state;
    struct err err;
    assert_string_equal(clean("  a \t b\xC2\xA0\xE2\x80\x83"
                              "c  ",
                              10, &err),
                        "a b c");
    assert_string_equal(clean("\r\n a \r\n", 10, &err), "a");
    assert_string_equal(clean(" \xC2\xA0\t", 10, &err), "");
    assert_string_equal(clean("", 0, &err), "");
}

static void
what_nobody_can_see_is_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name;
    } rows[] = {
        {"a\x01z", "U+0001"},
        {"a\nz", "U+000A"},
        {"a\rz", "U+000D"},
        {"a\x07z", "U+0007"},
        {"a\x7Fz", "U+007F"},
        {"a\xC2\x85z", "U+0085"},
        {"a\xC2\xADz", "U+00AD"},
        {"a\xE2\x80\x8Bz", "U+200B"},
        {"a\xE2\x80\x8Dz", "U+200D"},
        {"a\xE2\x80\x8Fz", "U+200F"},
        {"a\xE2\x80\xA8z", "U+2028"},
        {"a\xE2\x80\xAEz", "U+202E"},
        {"a\xE2\x81\xA6z", "U+2066"},
        {"a\xD8\x9Cz", "U+061C"},
        {"\xEF\xBB\xBF"
         "az",
         "U+FEFF"},
        {"a\xEE\x80\x80z", "U+E000"},
        {"a\xEF\xBF\xBEz", "U+FFFE"},
        {"a\xCD\xB8z", "U+0378"},
        {"a\xF3\xA0\x81\x81z", "U+E0041"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err;
        assert_null(clean(rows[i].text, 100, &err));
        assert_error(&err, REASON_INVALID, rows[i].name, "„Name“");
        assert_string_equal(err.field, "Name");
    }
}

static void
the_limit_counts_letters_not_bytes(void **state)
{
    (void)state;
    struct err err;
    assert_string_equal(clean("üüü", 3, &err), "üüü");
    assert_string_equal(clean("u\xCC\x88u\xCC\x88u\xCC\x88", 3, &err), "üüü");
    assert_null(clean("üüüü", 3, &err));
    assert_error(&err, REASON_INVALID, "höchstens 3 Zeichen");
    assert_string_equal(clean("  a   b  ", 3, &err), "a b");
}

static void
latin1_bytes_are_named_as_such(void **state)
{
    (void)state;
    struct err err;
    assert_null(clean("M\xFCller", 100, &err));
    assert_error(&err, REASON_INVALID, "UTF-8", "„Name“");
}

static void
a_tower_of_marks_is_refused_in_no_time(void **state)
{
    (void)state;
    size_t len = (size_t)1 << 20;
    char *text = arena_alloc(&arena, len + 1);
    for (size_t i = 0; i < len; i += 4) {
        memcpy(text + i, i % 8 ? "\xCC\x81\xCC\x95" : "\xCC\xA3\xCC\x88", 4);
    }
    struct err err;
    clock_t start = clock();
    assert_null(clean(text, 2000000, &err));
    assert_error(&err, REASON_INVALID, "U+03");
    assert_true(clock() - start < CLOCKS_PER_SEC / 2);
    assert_non_null(clean("a\xCC\x81\xCC\x88\xCC\xA3", 10, &err));
}

static void
a_megabyte_of_text_is_refused_by_its_length(void **state)
{
    (void)state;
    size_t len = (size_t)1 << 20;
    char *text = arena_alloc(&arena, len + 1);
    memset(text, 'a', len);
    struct err err;
    assert_null(clean(text, 2000, &err));
    assert_error(&err, REASON_INVALID, "zu lang");
}

static void
names_fold_to_what_people_type(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *base;
        const char *digraph;
    } rows[] = {
        {"Müller", "muller", "mueller"},
        {"Mu\xCC\x88ller", "muller", "mueller"},
        {"STRAẞE", "strasse", "strasse"},
        {"Groß", "gross", "gross"},
        {"Łukasz Đặng", "lukasz dang", "lukasz dang"},
        {"Søren Ærø", "soren aero", "soren aero"},
        {"İbrahim Işık", "ibrahim isik", "ibrahim isik"},
        {"Ägidius Öz Übel", "agidius oz ubel", "aegidius oez uebel"},
        {"Zoë Ïbo", "zoe ibo", "zoe ibo"},
        {"O'Neil-von  der Aa", "o neil von der aa", "o neil von der aa"},
        {"Żółć, Ærøskøbing!", "zolc aeroskobing", "zolc aeroskobing"},
        {"ОЛЕКСАНДР", "олександр", "олександр"},
        {"Ἑλένη ΣΟΦΟΣ", "ελενη σοφοσ", "ελενη σοφοσ"},
        {"مُحَمَّد", "محمد", "محمد"},
        {"محـــمد", "محمد", "محمد"},
        {"  --  ", "", ""},
        {"Raum 12/4", "raum 12 4", "raum 12 4"},
        {"ŒŒ þð ħŧŋ", "oeoe thd htn", "oeoe thd htn"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(str_fold(&arena, rows[i].text, STR_FOLD_BASE), rows[i].base);
        assert_string_equal(str_fold(&arena, rows[i].text, STR_FOLD_DIGRAPH), rows[i].digraph);
    }
}

static void
folding_twice_changes_nothing_more(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x2FFFF; c++) {
        char text[8] = "a";
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        text[1 + str_put(text + 1, c)] = '\0';
        char *once = str_fold(&arena, text, STR_FOLD_BASE);
        assert_true(str_utf8_valid(once, strlen(once)));
        assert_string_equal(once, str_fold(&arena, once, STR_FOLD_BASE));
        if (c % 4096 == 0) {
            arena_reset(&arena);
        }
    }
}

static void
a_cut_letter_never_leads_past_the_end(void **state)
{
    (void)state;
    static const char *const texts[] = {"\xC3", "\xE2\x82", "\xF0\x9D\x84", "\x80", "\xFF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *p = texts[i];
        for (size_t n = 0; n < 4 && *p; n++) {
            str_next(&p);
        }
        assert_ptr_equal(p, texts[i] + strlen(texts[i]));
    }
}

static void
small_questions_have_plain_answers(void **state)
{
    (void)state;
    assert_true(str_equal("a", "a"));
    assert_false(str_equal("a", "A"));
    assert_true(str_starts("abc", "ab"));
    assert_true(str_starts("abc", ""));
    assert_false(str_starts("ab", "abc"));
    assert_true(str_empty(NULL));
    assert_true(str_empty(" \t\xC2\xA0\r\n"));
    assert_false(str_empty(" a"));
    assert_int_equal(str_count("Żółć𝄞"), 5);
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
        cmocka_unit_test(valid_and_invalid_utf8_are_told_apart),
        cmocka_unit_test(every_code_point_is_written_and_read_back),
        cmocka_unit_test(names_of_all_our_clients_pass_unchanged),
        cmocka_unit_test(decomposed_letters_are_composed),
        cmocka_unit_test(blanks_are_trimmed_and_made_one),
        cmocka_unit_test(what_nobody_can_see_is_refused_by_name),
        cmocka_unit_test(the_limit_counts_letters_not_bytes),
        cmocka_unit_test(latin1_bytes_are_named_as_such),
        cmocka_unit_test(a_tower_of_marks_is_refused_in_no_time),
        cmocka_unit_test(a_megabyte_of_text_is_refused_by_its_length),
        cmocka_unit_test(names_fold_to_what_people_type),
        cmocka_unit_test(folding_twice_changes_nothing_more),
        cmocka_unit_test(a_cut_letter_never_leads_past_the_end),
        cmocka_unit_test(small_questions_have_plain_answers),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
