/*
 * level0_test.c - without consent nothing is told and nothing is kept but a count of the day.
 */
#include <sqlite3.h>

#include "office.h"

static sqlite3 *
raw_open(const struct office *office)
{
    char path[600];
    sqlite3 *db;

    snprintf(path, sizeof path, "%s/laufzettel.db", office->dir);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void
add_rows(sqlite3 *db, const char *query, struct buf *out)
{
    sqlite3_stmt *statement;

    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *text = sqlite3_column_text(statement, i);

            buf_printf(out, "%s|", text == NULL ? "" : (const char *)text);
        }
        buf_putc(out, '\n');
    }
    sqlite3_finalize(statement);
}

/* Every row of every table but the counters. */
static const char *
everything(struct office *office)
{
    sqlite3 *db = raw_open(office);
    sqlite3_stmt *tables;
    struct buf out = {0};
    const char *copy;

    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM sqlite_master WHERE type = 'table' "
                                        "AND name <> 'counter' ORDER BY name",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);

        buf_printf(&out, "%s\n", name);
        add_rows(db, arena_printf(&office->arena, "SELECT * FROM %s", name), &out);
    }
    sqlite3_finalize(tables);
    sqlite3_close(db);
    copy = arena_strdup(&office->arena, buf_text(&out));
    assert_true(out.len > 1000);
    buf_finish(&out);
    return copy;
}

static const char *
counters(struct office *office)
{
    sqlite3 *db = raw_open(office);
    struct buf out = {0};
    const char *copy;

    add_rows(db, "SELECT scope, subject, hour, reason, amount FROM counter", &out);
    sqlite3_close(db);
    copy = arena_strdup(&office->arena, buf_text(&out));
    buf_finish(&out);
    return copy;
}

/* 2026-05-04 begins at 22:00 UTC on the day before. */
#define THE_DAY "level0|0|493846|"

static void
a_look_is_answered_with_silence(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");

    assert_done(office, office_look(office, &device, code));
    assert_string_equal(office_json(office, office->doc),
                        "{\"voucher\":null,\"actions\":[],\"notice\":\"Nichts wird übermittelt. "
                        "Bitte Rücklaufabschnitt stempeln.\"}");
}

static void
a_look_and_an_event_leave_only_the_days_count(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);
    const char *before = everything(office);

    office_pass(office, HOUR_MS);
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(counters(office), THE_DAY "|1|\n");
    assert_done(office, office_look(office, &device, code));
    assert_refused(office, REASON_CONSENT_MISSING, office_record(office, &device, &event));
    assert_string_equal(before, everything(office));
    assert_string_equal(counters(office), THE_DAY "|2|\n" THE_DAY "consent_missing|1|\n");
}

static void
a_wrong_provider_without_consent_leaves_no_row_either(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "sucht", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");
    const char *before = everything(office);

    assert_refused(office, REASON_WRONG_PROVIDER, office_look(office, &device, code));
    assert_string_equal(before, everything(office));
    assert_string_equal(counters(office), THE_DAY "wrong_provider|1|\n");
}

static void
a_device_is_seen_by_the_day_only(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *before;
    struct device again;

    assert_done(office, reception_device(&office->env, device.key, &again, &office->err));
    assert_int_equal(again.last_seen_ms % HOUR_MS, 0);
    before = everything(office);
    office_pass(office, 3 * HOUR_MS);
    assert_done(office, reception_device(&office->env, device.key, &again, &office->err));
    assert_string_equal(before, everything(office));
}

static void
a_withdrawn_consent_takes_the_buttons_away_at_once(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");
    struct reception_event start = office_event(office, code, STEP_START);
    struct reception_event undo = office_event(office, code, STEP_ANNUL);

    office_consent(office, "schulden", 2);
    undo.receipt = office_step(office, &device, code, STEP_ACCEPT);
    assert_done(office, office_look(office, &device, code));
    assert_non_null(office_action(office, "start"));
    assert_done(office, consent_withdraw(&office->env, "F-1", "schulden", &office->doc,
                                         &office->err));
    assert_done(office, office_look(office, &device, code));
    assert_int_equal(value_kind(value_get(office->doc, "voucher")), VALUE_NULL);
    assert_int_equal(value_len(value_get(office->doc, "actions")), 0);
    assert_null(value_get(office->doc, "undo"));
    assert_refused(office, REASON_CONSENT_MISSING, office_record(office, &device, &start));
    assert_refused(office, REASON_CONSENT_MISSING, office_record(office, &device, &undo));
}

static bool
says_it_has_a_consent(struct office *office, const struct paired_device *device,
                      const char *code)
{
    struct reception_scan scan = {code, SOURCE_TYPED};

    return reception_consent(&office->env, &device->device, &scan, &office->doc, &office->err);
}

static void
a_signed_consent_held_by_the_provider_opens_the_voucher(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");

    assert_done(office, says_it_has_a_consent(office, &device, code));
    assert_int_equal(value_number(value_find(office->doc, "voucher.level")), 3);
    assert_non_null(office_action(office, "accept"));
    assert_refused(office, REASON_ALREADY_RECORDED,
                   says_it_has_a_consent(office, &device, code));
}

static void
after_a_withdrawal_only_the_office_records_a_new_consent(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");

    office_consent(office, "schulden", 1);
    assert_done(office, consent_withdraw(&office->env, "F-1", "schulden", &office->doc,
                                         &office->err));
    assert_refused(office, REASON_CONSENT_MISSING,
                   says_it_has_a_consent(office, &device, code));
    office_pass(office, DAY_MS);
    office_consent(office, "schulden", 1);
    assert_done(office, office_look(office, &device, code));
    assert_non_null(office_action(office, "accept"));
}

static void
a_stranger_cannot_open_a_voucher_by_naming_a_consent(void **state)
{
    struct office *office = *state;
    struct paired_device stranger = office_device(office, "sucht", WHO_RECEPTION);
    struct paired_device unasked = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");
    const char *by_law = office_voucher(office, "KB-1", "kita");
    const char *before = everything(office);

    assert_refused(office, REASON_WRONG_PROVIDER,
                   says_it_has_a_consent(office, &stranger, code));
    assert_string_equal(before, everything(office));
    assert_refused(office, REASON_ALREADY_RECORDED,
                   says_it_has_a_consent(office, &unasked, by_law));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_look_is_answered_with_silence),
        OFFICE_TEST(a_look_and_an_event_leave_only_the_days_count),
        OFFICE_TEST(a_wrong_provider_without_consent_leaves_no_row_either),
        OFFICE_TEST(a_device_is_seen_by_the_day_only),
        OFFICE_TEST(a_withdrawn_consent_takes_the_buttons_away_at_once),
        OFFICE_TEST(a_signed_consent_held_by_the_provider_opens_the_voucher),
        OFFICE_TEST(after_a_withdrawal_only_the_office_records_a_new_consent),
        OFFICE_TEST(a_stranger_cannot_open_a_voucher_by_naming_a_consent),
    };
    setenv("TZ", "Europe/Berlin", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
