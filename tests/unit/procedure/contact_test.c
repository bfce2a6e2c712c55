/*
 * contact_test.c - a talk at least every so many days: the reminder of a case that became quiet.
 */
#include "office.h"

#include "case_data.h"
#include "privacy.h"
#include "upkeep.h"

static bool
import(struct office *office, const char *kind, const char *text)
{
    struct import_request request = {.kind = kind, .profile = "", .encoding = "",
                                     .separator = "", .bytes = text, .len = strlen(text)};

    return import_csv(&office->env, &request, &office->doc, &office->err);
}

#define CASES "case_number;given_name;family_name;birth_date;language;caseworker;team;branch;" \
              "protected"
#define SOMEBODY "F-9;Jan;Novak;1988-03-09;de;keller;T1;;no"

static bool
import_days(struct office *office, const char *days)
{
    return import(office, "cases", arena_printf(&office->arena, CASES ";contact_days\n"
                                                SOMEBODY ";%s\n", days));
}

/* When the talk is due; "" when it is not. There is never more than one. */
static const char *
due(struct office *office)
{
    const struct value *list;
    const char *on = "";

    assert_done(office, case_show(&office->env, "F-9", &office->doc, &office->err));
    list = value_find(office->doc, "case.followups");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);

        if (str_equal(value_string(value_get(item, "reason")), "contact")) {
            assert_string_equal(on, "");
            on = value_string(value_get(item, "due_on"));
        }
    }
    return on;
}

static bool
change_days(struct office *office, int64_t days)
{
    struct case_data data = {.number = "F-9", .given_name = "Jan", .family_name = "Novak",
                             .birth_date = day_from_civil(1988, 3, 9), .language = "de",
                             .caseworker = "keller", .branch = "", .phone = "", .street = "",
                             .postcode = "", .city = "", .contact_days = days};

    assert_done(office, case_data_show(&office->env, "F-9", &office->doc, &office->err));
    data.version = value_number(value_find(office->doc, "case.version"));
    return case_data_change(&office->env, &data, &office->doc, &office->err);
}

static void
a_talk_is_due_when_the_interval_is_over_and_not_without_one(void **state)
{
    struct office *office = *state;

    assert_done(office, import(office, "cases", CASES "\n" SOMEBODY "\n"));
    assert_string_equal(due(office), "");
    assert_done(office, change_days(office, 30));
    assert_string_equal(told(office, "case.number"), "F-9");
    assert_string_equal(due(office), "2026-06-03");
    assert_done(office, case_due(&office->env, "keller", &office->doc, &office->err));
    assert_null(strstr(office_json(office, office->doc), "\"contact\""));
    office_pass(office, 30 * DAY_MS);
    assert_done(office, case_due(&office->env, "keller", &office->doc, &office->err));
    assert_non_null(strstr(office_json(office, office->doc), "\"contact\""));
    assert_done(office, change_days(office, 0));
    assert_string_equal(due(office), "");
}

/* A voucher for the case, issued today. */
static const char *
issue(struct office *office)
{
    struct slip_request request = {.case_number = "F-9", .station_count = 1, .language = "",
                                   .batch = "", .talked_on = DAY_NONE};
    const char *number;

    request.station[0] = (struct slip_station){.service = "SB-1", .provider = "schulden"};
    assert_done(office, slip_issue(&office->env, &request, &number, NULL, &office->err));
    assert_done(office, slip_show(&office->env, number, &office->doc, &office->err));
    return arena_strdup(&office->arena,
                        value_string(value_get(
                            value_at(value_find(office->doc, "slip.vouchers"), 0), "code")));
}

static void
agree(struct office *office)
{
    assert_done(office, import(office, "needs", "case_number;type;priority;agreed_on\n"
                                                "F-9;B;1;2026-05-04\n"));
}

static void
whatever_is_recorded_moves_it(void **state)
{
    struct office *office = *state;
    struct consent_request consent = {.case_number = "F-9", .provider = "schulden", .level = 2,
                                      .signed_on = DAY_NONE, .valid_until = DAY_NONE};
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code;

    assert_done(office, import_days(office, "30"));
    assert_string_equal(due(office), "2026-06-03");
    office_pass(office, DAY_MS);
    agree(office);
    assert_string_equal(due(office), "2026-06-05"); /* not on 4 June, a holiday */
    office_pass(office, 3 * DAY_MS);
    assert_done(office, consent_add(&office->env, &consent, &office->doc, &office->err));
    assert_string_equal(due(office), "2026-06-08"); /* of a Sunday */
    office_pass(office, 4 * DAY_MS);
    code = issue(office);
    assert_string_equal(due(office), "2026-06-11");
    office_pass(office, DAY_MS);
    (void)office_step(office, &device, code, STEP_ACCEPT);
    assert_string_equal(due(office), "2026-06-12");
}

static void
what_only_the_calendar_did_moves_nothing(void **state)
{
    struct office *office = *state;

    assert_done(office, import_days(office, "30"));
    agree(office);
    (void)issue(office);
    office_pass(office, 300 * DAY_MS);
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    assert_true(value_number(value_find(office->doc, "tick.expired")) +
                    value_number(value_find(office->doc, "tick.closed")) == 1);
    assert_string_equal(due(office), "2026-06-03");
}

static void
the_interval_keeps_to_the_frame_of_the_office(void **state)
{
    struct office *office = *state;
    static const char *const bad[] = {"13", "181", "-1", "30 Tage", "366", "9999999999", "1e2"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(import_days(office, bad[i]));
        assert_non_null(strstr(office_json(office, office->doc), "\"contact_days\""));
    }
    assert_done(office, import_days(office, "180"));
    assert_refused(office, REASON_INVALID, change_days(office, 181));
    assert_string_equal(office->err.field, "contact_days");
    assert_refused(office, REASON_INVALID, change_days(office, -1));
    assert_string_equal(due(office), "2026-11-02"); /* of 31 October, a Saturday */
    /* What was agreed in another frame stays until somebody changes it. */
    office->env.config.contact_days_max = "90";
    assert_done(office, change_days(office, 180));
    assert_done(office, import_days(office, "180"));
    assert_refused(office, REASON_INVALID, change_days(office, 179));
}

static void
a_list_that_does_not_name_the_interval_leaves_it(void **state)
{
    struct office *office = *state;

    assert_done(office, import_days(office, "60"));
    assert_done(office, import(office, "cases", CASES "\n" SOMEBODY "\n"));
    assert_int_equal(value_number(value_find(office->doc, "import.same")), 1);
    assert_done(office, import_days(office, ""));
    assert_string_equal(due(office), "2026-07-03");
    assert_done(office, import_days(office, "0"));
    assert_string_equal(due(office), "");
}

static void
a_talk_that_nobody_had_keeps_no_case_from_deletion(void **state)
{
    struct office *office = *state;

    assert_done(office, import_days(office, "180"));
    office->env.config.keep_reviewed_months = office->env.config.keep_event_months = "3";
    office_pass(office, 120 * DAY_MS);
    assert_string_equal(due(office), "2026-11-02");
    for (int i = 0; i < 2; i++) { /* the clock has jumped: only the second run believes it */
        office_pass(office, DAY_MS);
        assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    }
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-9", &office->doc, &office->err));
}

#define CONTACT_TEST(name) cmocka_unit_test_setup_teardown(name, office_setup, office_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTACT_TEST(a_talk_is_due_when_the_interval_is_over_and_not_without_one),
        CONTACT_TEST(whatever_is_recorded_moves_it),
        CONTACT_TEST(what_only_the_calendar_did_moves_nothing),
        CONTACT_TEST(the_interval_keeps_to_the_frame_of_the_office),
        CONTACT_TEST(a_list_that_does_not_name_the_interval_leaves_it),
        CONTACT_TEST(a_talk_that_nobody_had_keeps_no_case_from_deletion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
