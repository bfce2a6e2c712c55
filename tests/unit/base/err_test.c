/* The table of reasons and the sentences people read. */
#include "test.h"

#include "arena.h"
#include "catalog.h"

static void
every_reason_has_a_name_a_status_and_words(void **state)
{
    (void)state;
    for (int i = 1; i < REASON__MAX; i++) {
        const struct reason_row *row = reason_row((enum reason)i);
        assert_true(row->name[0] != '\0');
        assert_in_range(row->http, 400, 599);
        assert_in_range(row->exit_status, 3, 11);
        assert_true(strlen(row->sentence) > 10);
        assert_true(strlen(row->action) > 10);
        assert_int_equal('.', row->sentence[strlen(row->sentence) - 1]);
        assert_int_equal('.', row->action[strlen(row->action) - 1]);
        assert_int_equal(i, reason_from_name(row->name));
    }
}

static void
reasons_stand_in_the_order_in_which_rules_check_them(void **state)
{
    (void)state;
    assert_int_equal(REASON_MALFORMED, 1);
    assert_true(REASON_UNKNOWN < REASON_WRONG_PROVIDER);
    assert_true(REASON_SUPERSEDED < REASON_WITHDRAWN);
    assert_true(REASON_ALREADY_RECORDED < REASON_EXPIRED);
    assert_true(REASON_CONSENT_MISSING < REASON_LEVEL_TOO_LOW);
    assert_true(REASON_LEVEL_TOO_LOW < REASON_DATE_OUT_OF_RANGE);
}

static void
the_wrong_provider_learns_nothing_about_the_client(void **state)
{
    (void)state;
    assert_string_equal(reason_row(REASON_WRONG_PROVIDER)->sentence,
                        "Dieser Gutschein gehört nicht zu Ihrer Einrichtung.");
    assert_string_equal(reason_row(REASON_SUPERSEDED)->action, "Bitte den neuen Zettel verlangen.");
}

static void
a_stranger_is_an_internal_error(void **state)
{
    (void)state;
    assert_string_equal(reason_row(REASON_NONE)->name, "internal");
    assert_string_equal(reason_row((enum reason)999)->name, "internal");
    assert_string_equal(reason_row((enum reason)(-1))->name, "internal");
    assert_int_equal(reason_from_name("internal"), REASON_NONE);
    assert_int_equal(reason_from_name(""), REASON_NONE);
    assert_int_equal(reason_from_name("MALFORMED"), REASON_NONE);
}

static void
the_first_failure_wins(void **state)
{
    (void)state;
    struct err err = {0};
    assert_false(err_set(&err, REASON_INVALID, "name", "„%1“ fehlt.", "name"));
    assert_false(err_set(&err, REASON_STORE, "other", "Zweiter Fehler."));
    assert_error(&err, REASON_INVALID, "„name“ fehlt.");
    assert_string_equal(err.field, "name");
}

static void
four_arguments_fill_a_sentence_in_any_order(void **state)
{
    (void)state;
    struct err err = {0};
    struct buf out = {0};
    err_set(&err, REASON_INVALID, "", "%4 %3 %2 %1 %1 %5 %% %", "a", "b", "c", "d");
    err_sentence(&err, NULL, &out);
    assert_string_equal(buf_text(&out), "d c b a a %5 %% %");
    buf_finish(&out);
}

static void
an_argument_is_never_read_as_a_sentence(void **state)
{
    (void)state;
    struct err err = {0};
    struct buf out = {0};
    err_set(&err, REASON_INVALID, "", "%1|%2", "%2%s%n", "{{7*7}}");
    err_sentence(&err, NULL, &out);
    assert_string_equal(buf_text(&out), "%2%s%n|{{7*7}}");
    buf_finish(&out);
}

static void
without_a_key_the_reason_speaks(void **state)
{
    (void)state;
    struct err err = {0};
    err_set(&err, REASON_EXPIRED, "", NULL);
    assert_error(&err, REASON_EXPIRED, "Die Frist dieses Gutscheins ist abgelaufen.");
}

static void
a_long_argument_is_cut_between_letters(void **state)
{
    (void)state;
    char text[400];
    for (size_t i = 0; i < 398; i += 2) {
        memcpy(text + i, "ü", 2);
    }
    text[398] = '\0';
    struct err err = {0};
    err_set(&err, REASON_INVALID, text, "%1", text);
    assert_int_equal(strlen(err.arg[0]), ERR_ARG_MAX - 2);
    assert_int_equal(strlen(err.field), ERR_FIELD_MAX - 2);
    assert_memory_equal(err.arg[0], text, ERR_ARG_MAX - 2);
}

static void
a_catalog_translates_the_sentence(void **state)
{
    (void)state;
    static const char po[] = "msgid \"„%1“ fehlt.\"\nmsgstr \"%1 is missing.\"\n";
    struct arena arena = {0};
    struct err err = {0};
    struct buf out = {0};
    const struct catalog *catalog = NULL;
    assert_true(catalog_parse(&arena, po, strlen(po), &catalog, &err));
    err_set(&err, REASON_INVALID, "", "„%1“ fehlt.", "Name");
    err_sentence(&err, catalog, &out);
    assert_string_equal(buf_text(&out), "Name is missing.");
    buf_finish(&out);
    arena_finish(&arena);
}

static void
a_word_of_ours_is_translated_and_what_people_typed_is_not(void **state)
{
    (void)state;
    static const char po[] = "msgid \"Es fehlt: %_1 (%2), %_3.\"\n"
                             "msgstr \"Missing: %_1 (%2), %_3.\"\n"
                             "msgid \"Beginn\"\nmsgstr \"Start\"\n";
    struct arena arena = {0};
    struct err err = {0};
    struct buf out = {0};
    const struct catalog *catalog = NULL;
    assert_true(catalog_parse(&arena, po, strlen(po), &catalog, &err));
    err_set(&err, REASON_INVALID, "", "Es fehlt: %_1 (%2), %_3.", "Beginn", "Beginn", "%_1");
    err_sentence(&err, catalog, &out);
    assert_string_equal(buf_text(&out), "Missing: Start (Beginn), %_1.");
    buf_clear(&out);
    err_sentence(&err, NULL, &out);
    assert_string_equal(buf_text(&out), "Es fehlt: Beginn (Beginn), %_1.");
    buf_finish(&out);
    arena_finish(&arena);
}

static void
numbers_become_text(void **state)
{
    (void)state;
    char out[ERR_NUMBER_MAX];
    assert_string_equal(err_number(out, -9223372036854775807LL - 1), "-9223372036854775808");
    assert_string_equal(err_number(out, 0), "0");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_has_a_name_a_status_and_words),
        cmocka_unit_test(reasons_stand_in_the_order_in_which_rules_check_them),
        cmocka_unit_test(the_wrong_provider_learns_nothing_about_the_client),
        cmocka_unit_test(a_stranger_is_an_internal_error),
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(four_arguments_fill_a_sentence_in_any_order),
        cmocka_unit_test(an_argument_is_never_read_as_a_sentence),
        cmocka_unit_test(without_a_key_the_reason_speaks),
        cmocka_unit_test(a_long_argument_is_cut_between_letters),
        cmocka_unit_test(a_catalog_translates_the_sentence),
        cmocka_unit_test(a_word_of_ours_is_translated_and_what_people_typed_is_not),
        cmocka_unit_test(numbers_become_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
