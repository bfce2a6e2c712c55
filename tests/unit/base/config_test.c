/* laufzettel.ini. */
#include "test.h"

#include <stdbool.h>

#include "arena.h"
#include "config.h"

static struct arena arena;

static bool
parse(const char *text, struct config *out, struct err *err)
{
    *err = (struct err){0};
    return config_parse(&arena, text, strlen(text), out, err);
}

static void
every_key_has_a_default_help_and_a_rule(void **state)
{
    (void)state;
    size_t count = 0;
    const struct config_key *table = config_table(&count);
    struct config config;
    config_default(&config);
    assert_int_equal(count, sizeof config / sizeof(char *));
    for (size_t i = 0; i < count; i++) {
        assert_true(strlen(table[i].help) > 10);
        assert_true(table[i].allowed[0] != '\0');
        assert_string_equal(config_value(&config, table[i].name), table[i].standard);
    }
    assert_string_equal(config_value(&config, "none"), "");
}

static void
every_default_passes_its_own_rule(void **state)
{
    (void)state;
    size_t count = 0;
    const struct config_key *table = config_table(&count);
    struct buf text = {0};
    struct config config;
    struct config standard;
    struct err err;
    for (size_t i = 0; i < count; i++) {
        buf_printf(&text, "%s = %s\n", table[i].name, table[i].standard);
    }
    assert_true(parse(buf_text(&text), &config, &err));
    config_default(&standard);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(config_value(&config, table[i].name),
                            config_value(&standard, table[i].name));
    }
    buf_finish(&text);
}

static void
lines_of_the_file_win_over_the_defaults(void **state)
{
    (void)state;
    struct config config;
    struct err err;
    assert_true(parse("# ein Kommentar\r\n"
                      "; noch einer\n"
                      "\n"
                      "office_name =  Jobcenter   Müllerstadt  ; hier\n"
                      "redeem_days=30\n"
                      "show_client_name = no\n"
                      "public_url = https://v.example.de\n"
                      "controller = Stadt Müllerstadt,\n"
                      "  Rathausplatz 1,\n"
                      "  12345 Müllerstadt\n"
                      "help_phone =",
                      &config, &err));
    assert_string_equal(config.office_name, "Jobcenter Müllerstadt");
    assert_int_equal(config_number(config.redeem_days), 30);
    assert_string_equal(config.show_client_name, "no");
    assert_string_equal(config.public_url, "https://v.example.de");
    assert_string_equal(config.controller, "Stadt Müllerstadt, Rathausplatz 1, 12345 Müllerstadt");
    assert_string_equal(config.help_phone, "");
    assert_string_equal(config.complete_days, "180");
    assert_true(parse("", &config, &err));
    assert_string_equal(config.redeem_days, "90");
    assert_true(parse("  office_name = Amt\n", &config, &err));
    assert_string_equal(config.office_name, "Amt");
    assert_true(parse("\xEF\xBB\xBFredeem_days = 31", &config, &err));
    assert_string_equal(config.redeem_days, "31");
}

static void
a_bad_line_is_named_and_nothing_changes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *said[2];
    } rows[] = {
        {"\n\nredem_days = 30\n", {"Zeile 3", "vielleicht „redeem_days“"}},
        {"a_key_that_is_longer_than_any_we_know_of = 1\n", {"Zeile 1", "laufzettel config"}},
        {"frobnicate = 1\n", {"Zeile 1", "laufzettel config"}},
        {"redeem_days = 6\n", {"Zeile 1", "7..365"}},
        {"redeem_days = 366\n", {"Zeile 1", "7..365"}},
        {"redeem_days = 30 Tage\n", {"Zeile 1", "7..365"}},
        {"redeem_days = -30\n", {"Zeile 1", "7..365"}},
        {"redeem_days = 99999999999999999999\n", {"Zeile 1", "7..365"}},
        {"redeem_days =\n", {"Zeile 1", "7..365"}},
        {"complete_days = 29\n", {"Zeile 1", "30..730"}},
        {"appointment_advice_days = 61\n", {"Zeile 1", "1..60"}},
        {"language = fr\n", {"Zeile 1", "de|en"}},
        {"language = d\n", {"Zeile 1", "de|en"}},
        {"language = de|en\n", {"Zeile 1", "de|en"}},
        {"show_client_name = ja\n", {"Zeile 1", "yes|no"}},
        {"migrate = YES\n", {"Zeile 1", "yes|no"}},
        {"public_url = http://v.example.de\n", {"Zeile 1", "public_url"}},
        {"redeem_days = 30\nredeem_days = 31\n", {"Zeile 2", "doppelt"}},
        {"[server]\nredeem_days = 30\n", {"Zeile 2", "[server]"}},
        {"redeem_days\n", {"Zeile 1", "nicht lesbar"}},
        {"[server\n", {"Zeile 1", "nicht lesbar"}},
        {"office_name = a\x01z\n", {"U+0001", "office_name"}},
        {"office_name = a\xE2\x80\xAEz\n", {"U+202E", "office_name"}},
        {"office_name = a\xFCz\n", {"UTF-8", "laufzettel.ini"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct config config = {.office_name = "untouched"};
        struct err err;
        assert_false(parse(rows[i].text, &config, &err));
        assert_error(&err, REASON_INVALID, rows[i].said[0], rows[i].said[1]);
        assert_string_equal(config.office_name, "untouched");
    }
}

static void
a_line_too_long_for_the_reader_is_refused_not_cut(void **state)
{
    (void)state;
    struct buf text = {0};
    struct config config;
    struct err err;
    buf_puts(&text, "# one\noffice_name = ");
    while (text.len < 6 + 190) {
        buf_putc(&text, 'x');
    }
    buf_putc(&text, '\n');
    assert_true(parse(buf_text(&text), &config, &err));
    assert_int_equal(strlen(config.office_name), 190 - strlen("office_name = "));
    buf_clear(&text);
    buf_puts(&text, "# one\noffice_name = ");
    while (text.len < 6 + 191) {
        buf_putc(&text, 'x');
    }
    assert_false(parse(buf_text(&text), &config, &err));
    assert_error(&err, REASON_INVALID, "Zeile 2 ist zu lang");
    buf_finish(&text);
}

static void
a_huge_file_is_refused(void **state)
{
    (void)state;
    struct config config;
    struct err err = {0};
    char *text = arena_alloc(&arena, CONFIG_BYTES_MAX + 1);
    memset(text, '\n', CONFIG_BYTES_MAX + 1);
    assert_true(config_parse(&arena, text, CONFIG_BYTES_MAX, &config, &err));
    assert_false(config_parse(&arena, text, CONFIG_BYTES_MAX + 1, &config, &err));
    assert_error(&err, REASON_TOO_LARGE, "laufzettel.ini");
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
        cmocka_unit_test(every_key_has_a_default_help_and_a_rule),
        cmocka_unit_test(every_default_passes_its_own_rule),
        cmocka_unit_test(lines_of_the_file_win_over_the_defaults),
        cmocka_unit_test(a_bad_line_is_named_and_nothing_changes),
        cmocka_unit_test(a_line_too_long_for_the_reader_is_refused_not_cut),
        cmocka_unit_test(a_huge_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
