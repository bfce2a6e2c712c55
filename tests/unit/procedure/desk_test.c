/*
 * desk_test.c - a caseworker's desk: what is due, finding a case, needs, what to choose from.
 */
#include "desk.h"
#include "office.h"
#include "privacy.h"

/* ---- what is due ---- */

static size_t
waiting(struct office *office, const char *when)
{
    assert_done(office, desk_show(&office->env, "", "", &office->doc, &office->err));
    return value_len(value_get(office->doc, when));
}

static void
a_follow_up_moves_from_soon_to_overdue(void **state)
{
    struct office *office = *state;
    const struct value *row;

    (void)office_voucher(office, "KB-1", "kita");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_int_equal(waiting(office, "today"), 1); /* not printed */
    row = value_at(value_get(office->doc, "today"), 0);
    assert_string_equal(value_string(value_get(row, "reason")), "not_printed");
    assert_string_equal(value_string(value_get(row, "name")), "Müller, Ayşe");
    row = value_at(value_get(row, "stations"), 0);
    assert_string_equal(value_string(value_get(row, "slip")), "2026-000001");
    assert_int_equal(value_number(value_get(row, "position")), 1);
    assert_int_equal(waiting(office, "soon"), 0);
    office_pass(office, 8 * DAY_MS);
    assert_int_equal(waiting(office, "today"), 0);
    assert_int_equal(waiting(office, "overdue"), 1);
    assert_int_equal(waiting(office, "soon"), 1); /* appointment made? */
}

static void
nobody_sees_what_waits_for_others(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "KB-1", "kita");
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_int_equal(waiting(office, "today"), 0);
}

static void
follow_ups_of_one_case_and_reason_are_one_line(void **state)
{
    struct office *office = *state;
    const struct value *line;

    (void)office_voucher(office, "KB-1", "kita");
    (void)office_voucher(office, "KB-1", "kita");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_int_equal(waiting(office, "today"), 1);
    line = value_at(value_get(office->doc, "today"), 0);
    assert_int_equal(value_len(value_get(line, "stations")), 2);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "case.due")), 1);
}

static void
reasons_are_counted_and_filter_the_desk(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "KB-1", "kita");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_done(office, desk_show(&office->env, "", "not_redeemed", &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "today")), 0);
    assert_int_equal(value_len(value_get(office->doc, "later")), 1);
    assert_string_equal(told(office, "reason"), "not_redeemed");
    for (size_t i = 0; i < value_len(value_get(office->doc, "reasons")); i++) {
        const struct value *item = value_at(value_get(office->doc, "reasons"), i);

        assert_int_equal(value_number(value_get(item, "count")), 1);
        assert_int_equal(value_truth(value_get(item, "chosen")),
                         str_equal(value_string(value_get(item, "reason")), "not_redeemed"));
    }
    assert_int_equal(value_number(value_get(office->doc, "total")),
                     (int64_t)value_len(value_get(office->doc, "reasons")));
    assert_refused(office, REASON_INVALID,
                   desk_show(&office->env, "", "nonsense", &office->doc, &office->err));
}

static void
what_came_back_is_told_until_the_next_working_day_is_over(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    const struct value *fresh;

    (void)office_step(office, &device, code, STEP_ACCEPT);
    (void)office_step(office, &device, code, STEP_START);
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_int_equal(waiting(office, "fresh"), 1);
    fresh = value_at(value_get(office->doc, "fresh"), 0);
    assert_string_equal(value_string(value_get(fresh, "case")), "F-1");
    assert_int_equal(value_len(value_get(fresh, "events")), 2);
    assert_string_equal(value_string(value_get(value_at(value_get(fresh, "events"), 0),
                                               "command")),
                        "start");
    office_pass(office, DAY_MS);
    assert_int_equal(waiting(office, "fresh"), 1);
    office_pass(office, DAY_MS);
    assert_int_equal(waiting(office, "fresh"), 0);
}

/* ---- own follow-ups ---- */

static int32_t
today(const struct office *office)
{
    return clock_today(&office->env.clock);
}

static int64_t
remind(struct office *office, int32_t day, const char *note)
{
    assert_done(office, desk_followup_add(&office->env, "F-1", day, note, &office->doc,
                                          &office->err));
    return strtoll(told(office, "followup.id"), NULL, 10);
}

static void
own_words_come_back_on_their_day_until_they_are_done(void **state)
{
    struct office *office = *state;
    const char *number;
    int64_t id;

    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    id = remind(office, today(office), "Kita-Platz: nachfragen");
    (void)remind(office, today(office), "Anruf");
    assert_int_equal(waiting(office, "today"), 2);
    assert_string_equal(value_string(value_get(value_at(value_get(office->doc, "today"), 0),
                                               "note")),
                        "Kita-Platz: nachfragen");
    assert_done(office, desk_followup_move(&office->env, id, today(office) + 3, &office->doc,
                                           &number, &office->err));
    assert_string_equal(number, "F-1");
    assert_int_equal(waiting(office, "today"), 1);
    assert_int_equal(waiting(office, "soon"), 1);
    assert_done(office, desk_followup_done(&office->env, id, &office->doc, NULL, &office->err));
    assert_int_equal(waiting(office, "soon"), 0);
    assert_refused(office, REASON_NOT_FOUND,
                   desk_followup_done(&office->env, id, &office->doc, NULL, &office->err));
}

static void
own_words_need_a_day_ahead_and_are_few(void **state)
{
    struct office *office = *state;
    char long_note[DESK_NOTE_MAX + 2];

    memset(long_note, 'a', sizeof long_note - 1);
    long_note[sizeof long_note - 1] = '\0';
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_refused(office, REASON_INVALID,
                   desk_followup_add(&office->env, "F-1", today(office) - 1, "x", &office->doc,
                                     &office->err));
    assert_refused(office, REASON_INVALID,
                   desk_followup_add(&office->env, "F-1", DAY_NONE, "x", &office->doc,
                                     &office->err));
    assert_refused(office, REASON_INVALID,
                   desk_followup_add(&office->env, "F-1", today(office), "", &office->doc,
                                     &office->err));
    assert_refused(office, REASON_INVALID,
                   desk_followup_add(&office->env, "F-1", today(office), long_note, &office->doc,
                                     &office->err));
    long_note[DESK_NOTE_MAX] = '\0';
    (void)remind(office, today(office), long_note);
}

static void
nobody_moves_what_follows_the_facts_or_is_not_theirs(void **state)
{
    struct office *office = *state;
    struct buf text = {0};
    int64_t id;

    (void)office_voucher(office, "KB-1", "kita");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_done(office, desk_calendar(&office->env, "keller", &text, &office->err));
    id = strtoll(strstr(buf_text(&text), "UID:") + 4, NULL, 10);
    buf_finish(&text);
    assert_refused(office, REASON_CONFLICT,
                   desk_followup_done(&office->env, id, &office->doc, NULL, &office->err));
    id = remind(office, today(office), "Anruf");
    office_act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   desk_followup_done(&office->env, id, &office->doc, NULL, &office->err));
    assert_null(strstr(office->err.arg[0], "F-1"));
}

static void
a_calendar_holds_no_name_and_none_of_ones_own_words(void **state)
{
    struct office *office = *state;
    struct buf text = {0};

    (void)office_voucher(office, "SU-1", "sucht");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    (void)remind(office, today(office), "Geheimes");
    assert_done(office, desk_calendar(&office->env, "keller", &text, &office->err));
    assert_non_null(strstr(buf_text(&text), "BEGIN:VCALENDAR\r\n"));
    assert_non_null(strstr(buf_text(&text), "DTSTART;VALUE=DATE:20260504\r\n"));
    assert_non_null(strstr(buf_text(&text), "SUMMARY:F-1: Nicht gedruckt\r\n"));
    for (const char *line = buf_text(&text); *line != '\0'; line += strcspn(line, "\n") + 1) {
        assert_true(strcspn(line, "\r") <= 75);
    }
    assert_done(office, desk_table(&office->env, "keller", &text, &office->err));
    assert_non_null(strstr(buf_text(&text), "2026-05-04;F-1;manual;Eigene Wiedervorlage\r\n"));
    assert_null(strstr(buf_text(&text), "Geheimes"));
    assert_null(strstr(buf_text(&text), "Müller"));
    assert_null(strstr(buf_text(&text), "SU-1"));
    buf_finish(&text);
}

/* Restriction means that a case is kept and no more: what goes into another program leaves it
   out. */
static void
a_restricted_case_leaves_with_neither_calendar_nor_table(void **state)
{
    struct office *office = *state;
    struct buf text = {0};

    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    (void)remind(office, today(office), "Geheimes");
    assert_done(office, privacy_restrict(&office->env, "F-1", false, &office->doc, &office->err));
    assert_done(office, desk_calendar(&office->env, "keller", &text, &office->err));
    assert_done(office, desk_table(&office->env, "keller", &text, &office->err));
    assert_null(strstr(buf_text(&text), "F-1"));
    assert_done(office, privacy_restrict(&office->env, "F-1", true, &office->doc, &office->err));
    assert_done(office, desk_table(&office->env, "keller", &text, &office->err));
    assert_non_null(strstr(buf_text(&text), "F-1;manual"));
    buf_finish(&text);
}

/* ---- search ---- */

static const char *
leads_to(struct office *office, const char *query)
{
    assert_done(office, case_search(&office->env, query, &office->doc, &office->err));
    return told(office, "search.case");
}

static size_t
hits(struct office *office, const char *query)
{
    assert_string_equal(leads_to(office, query), "");
    return value_len(value_find(office->doc, "search.cases"));
}

static void
numbers_and_codes_lead_straight_to_the_case(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");
    const char *client_code = told(office, "slip.client_code");

    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_string_equal(leads_to(office, "F-1"), "F-1");
    assert_string_equal(leads_to(office, "2026-000001"), "F-1");
    assert_string_equal(leads_to(office, code), "F-1");
    assert_string_equal(leads_to(office, client_code), "F-1");
    office_steer(office, code, STEP_REISSUE, CAUSE_NONE);
    assert_string_equal(leads_to(office, code), "F-1");
}

static void
names_are_found_by_their_beginnings(void **state)
{
    struct office *office = *state;

    assert_int_equal(hits(office, "mull"), 1);
    assert_int_equal(hits(office, "mueller ay"), 1);
    assert_int_equal(hits(office, "Meier"), 0);
    assert_int_equal(hits(office, ""), 0);
    assert_int_equal(hits(office, "1234-5678-9ABC-DEFE"), 0);
    assert_int_equal(hits(office, "' OR 1=1 --"), 0);
}

static void
search_finds_nothing_that_is_not_for_ones_eyes(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");

    office_act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    assert_int_equal(hits(office, "mull"), 0);
    assert_int_equal(hits(office, "F-1"), 0);
    assert_int_equal(hits(office, "2026-000001"), 0);
    assert_int_equal(hits(office, code), 0);
}

/* ---- needs ---- */

static bool
add_need(struct office *office, const char *type, int64_t priority, int32_t day)
{
    struct need_request request = {.case_number = "F-1", .type = type, .priority = priority,
                                   .agreed_on = day, .plan_ref = ""};

    return need_add(&office->env, &request, &office->doc, &office->err);
}

static void
a_need_without_a_plan_comes_back(void **state)
{
    struct office *office = *state;

    assert_done(office, add_need(office, "B", 2, day_from_civil(2026, 5, 1)));
    assert_string_equal(told(office, "need.agreed_on"), "2026-05-01");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_int_equal(waiting(office, "overdue"), 1);
    assert_string_equal(value_string(value_get(value_at(value_get(office->doc, "overdue"), 0),
                                               "reason")),
                        "plan_entry");
}

static void
a_need_names_the_field_at_fault(void **state)
{
    struct office *office = *state;

    assert_refused(office, REASON_INVALID, add_need(office, "", 1, DAY_NONE));
    assert_string_equal(office->err.field, "type");
    assert_refused(office, REASON_INVALID, add_need(office, "B", 4, DAY_NONE));
    assert_string_equal(office->err.field, "priority");
    assert_refused(office, REASON_INVALID, add_need(office, "B", 0, DAY_NONE));
    assert_refused(office, REASON_INVALID,
                   add_need(office, "B", 1, day_from_civil(2026, 5, 5)));
    assert_string_equal(office->err.field, "agreed_on");
    assert_refused(office, REASON_CONFLICT, add_need(office, "B", 2, DAY_NONE));
}

/* ---- a new slip ---- */

static void
offers_stand_free_choice_first(void **state)
{
    struct office *office = *state;
    const struct value *debt, *services;

    assert_done(office, slip_offers(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "offers")), 4);
    debt = value_at(value_get(office->doc, "offers"), 1);
    services = value_get(debt, "services");
    assert_string_equal(value_string(value_get(debt, "type")), "B");
    assert_int_equal(value_len(services), 3);
    assert_string_equal(value_string(value_get(value_at(services, 0), "provider")), "");
    assert_string_equal(value_string(value_get(value_at(services, 1), "provider")), "kredit");
    assert_string_equal(value_string(value_get(value_at(services, 1), "basis")), "law");
    assert_string_equal(value_string(value_get(value_at(services, 2), "provider")), "schulden");
    assert_int_equal(value_number(value_get(value_at(services, 2), "level")), 3);
}

/* Told when the slip is made; it holds nothing up. */
static void
a_plan_older_than_six_months_is_told_with_the_offers(void **state)
{
    struct office *office = *state;

    assert_done(office, slip_offers(&office->env, "F-1", &office->doc, &office->err));
    assert_string_equal(value_string(value_find(office->doc, "plan.agreed_on")), "2026-05-04");
    assert_false(value_truth(value_find(office->doc, "plan.old")));
    office_pass(office, 184 * DAY_MS); /* six months to the day */
    assert_done(office, slip_offers(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_find(office->doc, "plan.old")));
    office_pass(office, DAY_MS);
    assert_done(office, slip_offers(&office->env, "F-1", &office->doc, &office->err));
    assert_true(value_truth(value_find(office->doc, "plan.old")));
}

static void
a_consent_signed_in_the_talk_is_kept_with_the_slip(void **state)
{
    struct office *office = *state;
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = "form-1"};
    const char *number, *again;
    bool fresh;

    request.station[0] = (struct slip_station){.service = "SU-1", .provider = "sucht",
                                               .consent = 1};
    assert_done(office, slip_issue(&office->env, &request, &number, &fresh, &office->err));
    assert_true(fresh);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "case.consents")), 1);
    assert_done(office, slip_issue(&office->env, &request, &again, &fresh, &office->err));
    assert_false(fresh);
    assert_string_equal(number, again);
    request.batch = "form-2";
    request.station[0].provider = "";
    assert_refused(office, REASON_INVALID,
                   slip_issue(&office->env, &request, &number, &fresh, &office->err));
    assert_string_equal(office->err.field, "consent");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_follow_up_moves_from_soon_to_overdue),
        OFFICE_TEST(nobody_sees_what_waits_for_others),
        OFFICE_TEST(follow_ups_of_one_case_and_reason_are_one_line),
        OFFICE_TEST(reasons_are_counted_and_filter_the_desk),
        OFFICE_TEST(what_came_back_is_told_until_the_next_working_day_is_over),
        OFFICE_TEST(own_words_come_back_on_their_day_until_they_are_done),
        OFFICE_TEST(own_words_need_a_day_ahead_and_are_few),
        OFFICE_TEST(nobody_moves_what_follows_the_facts_or_is_not_theirs),
        OFFICE_TEST(a_calendar_holds_no_name_and_none_of_ones_own_words),
        OFFICE_TEST(a_restricted_case_leaves_with_neither_calendar_nor_table),
        OFFICE_TEST(numbers_and_codes_lead_straight_to_the_case),
        OFFICE_TEST(names_are_found_by_their_beginnings),
        OFFICE_TEST(search_finds_nothing_that_is_not_for_ones_eyes),
        OFFICE_TEST(a_need_without_a_plan_comes_back),
        OFFICE_TEST(a_need_names_the_field_at_fault),
        OFFICE_TEST(offers_stand_free_choice_first),
        OFFICE_TEST(a_plan_older_than_six_months_is_told_with_the_offers),
        OFFICE_TEST(a_consent_signed_in_the_talk_is_kept_with_the_slip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
