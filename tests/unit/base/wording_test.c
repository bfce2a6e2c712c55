/* Dated legal texts. */
#include "test.h"

#include <stdio.h>

#include "arena.h"
#include "asset.h"
#include "date.h"
#include "value.h"
#include "wording.h"

static struct arena arena;

static bool
parse(const char *text, const struct wordings *known, struct wordings *out, struct err *err)
{
    *err = (struct err){0};
    return wording_parse(&arena, text, strlen(text), known, out, err);
}

/* The text of PATH in force on DAY, "" for none. */
static const char *
on(const struct wordings *list, int32_t day, const char *path)
{
    return value_string(value_find(wording_in_force(&arena, list, day), path));
}

static const char sample[] = "# a note\r\n"
                             "[voucher.nature 2026-01-01]\r\n"
                             "Erster Satz,\r\n"
                             "  der weitergeht.\r\n"
                             "\r\n"
                             "[voucher.nature 2026-07-01 2026-12-31]\r\n"
                             "Zweiter Satz.\r\n"
                             "[consent.purpose 2026-03-01]\r\n"
                             "Wozu.\r\n";

static void
the_newest_text_up_to_the_day_is_in_force(void **state)
{
    struct wordings list;
    struct err err;
    (void)state;
    assert_true(parse(sample, NULL, &list, &err));
    assert_int_equal(list.count, 3);
    assert_string_equal(on(&list, day_from_civil(2025, 12, 31), "voucher.nature"), "");
    assert_string_equal(on(&list, day_from_civil(2026, 1, 1), "voucher.nature"),
                        "Erster Satz, der weitergeht.");
    assert_string_equal(on(&list, day_from_civil(2026, 6, 30), "voucher.since"), "01.01.2026");
    assert_string_equal(on(&list, day_from_civil(2026, 7, 1), "voucher.nature"), "Zweiter Satz.");
    assert_string_equal(on(&list, day_from_civil(2026, 7, 1), "voucher.since"), "01.07.2026");
}

static void
a_text_that_has_run_out_brings_no_older_one_back(void **state)
{
    struct wordings list;
    struct err err;
    int32_t last = day_from_civil(2026, 12, 31);
    (void)state;
    assert_true(parse(sample, NULL, &list, &err));
    assert_string_equal(on(&list, last, "voucher.nature"), "Zweiter Satz.");
    assert_null(wording_gap(&arena, &list, "voucher", last));
    assert_string_equal(on(&list, last + 1, "voucher.nature"), "");
    assert_string_equal(wording_gap(&arena, &list, "voucher", last + 1), "voucher.nature");
    assert_null(wording_gap(&arena, &list, "consent", last + 1));
}

static void
an_offices_text_of_the_same_day_overrides(void **state)
{
    struct wordings built_in, own, both;
    struct err err;
    int32_t day = day_from_civil(2026, 5, 4);
    (void)state;
    assert_true(parse(sample, NULL, &built_in, &err));
    assert_true(parse("[voucher.nature 2026-01-01]\nUnser Satz.", &built_in, &own, &err));
    both = wording_join(&arena, &built_in, &own);
    assert_string_equal(on(&both, day, "voucher.nature"), "Unser Satz.");
    assert_string_equal(on(&both, day, "consent.purpose"), "Wozu.");
}

static void
a_fault_names_line_and_cure(void **state)
{
    static const struct {
        const char *text, *line, *cure;
    } faults[] = {
        {"Text\n[a.b 2026-01-01]\nx", "Zeile 1 ", "vor der ersten Kopfzeile"},
        {"[ab 2026-01-01]\nx", "Zeile 1 ", "gruppe.name"},
        {"[a.since 2026-01-01]\nx", "Zeile 1 ", "gruppe.name"},
        {"[a.b]\nx", "Zeile 1 ", "ein Tag wie"},
        {"\n[a.b 2026-02-30]\nx", "Zeile 2 ", "ein Tag wie"},
        {"[a.b 2026-01-01 2025-01-01]\nx", "Zeile 1 ", "vor dem ersten"},
        {"[a.b 2026-01-01\nx", "Zeile 1 ", "endet mit ]"},
        {"[a.b 2026-01-01 2026-02-01 x]\nx", "Zeile 1 ", "eine Kopfzeile hat"},
        {"[a.b 2026-01-01]\n\n[a.c 2026-01-01]\nx", "Zeile 1 ", "fehlt der Text"},
        {"[a.b 2026-01-01]\nx\n[a.b 2026-01-01]\ny", "Zeile 3 ", "zweimal"},
        {"[a.b 2026-01-01]\nx\xc3", "Zeile 1 ", "UTF-8"},
        {"[a.b 2026-01-01]\nx\xe2\x80\xae", "Zeile 1 ", "die man nicht sieht"},
    };
    struct wordings list;
    struct err err;
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_false(parse(faults[i].text, NULL, &list, &err));
        assert_error(&err, REASON_INVALID, faults[i].line, faults[i].cure);
    }
}

static void
a_name_no_form_knows_is_refused(void **state)
{
    struct wordings known, list;
    struct err err;
    (void)state;
    assert_true(parse(sample, NULL, &known, &err));
    assert_false(parse("[voucher.natur 2026-01-01]\nx", &known, &list, &err));
    assert_error(&err, REASON_INVALID, "Zeile 1 ", "kennt kein Formular");
}

static void
a_file_that_is_too_large_is_refused(void **state)
{
    char *large = malloc(WORDING_BYTES_MAX + 1);
    struct wordings list;
    struct err err = {0};
    (void)state;
    assert_non_null(large);
    memset(large, '#', WORDING_BYTES_MAX + 1);
    assert_false(wording_parse(&arena, large, WORDING_BYTES_MAX + 1, NULL, &list, &err));
    assert_int_equal(err.reason, REASON_TOO_LARGE);
    free(large);
}

static void
the_built_in_texts_are_sound_and_without_a_gap(void **state)
{
    const struct asset *asset = asset_find("forms/wording.txt");
    int32_t day = day_from_civil(2026, 5, 4);
    struct wordings list;
    struct err err = {0};
    (void)state;
    assert_non_null(asset);
    assert_true(wording_parse(&arena, (const char *)asset->bytes, asset->len, NULL, &list, &err));
    for (size_t i = 0; i < list.count; i++) {
        assert_null(wording_gap(&arena, &list, list.row[i].group, day));
    }
    assert_true(strlen(on(&list, day, "art13.rights")) > 100);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_text_up_to_the_day_is_in_force),
        cmocka_unit_test(a_text_that_has_run_out_brings_no_older_one_back),
        cmocka_unit_test(an_offices_text_of_the_same_day_overrides),
        cmocka_unit_test(a_fault_names_line_and_cure),
        cmocka_unit_test(a_name_no_form_knows_is_refused),
        cmocka_unit_test(a_file_that_is_too_large_is_refused),
        cmocka_unit_test(the_built_in_texts_are_sound_and_without_a_gap),
    };
    arena_init(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_finish(&arena);
    return failed;
}
