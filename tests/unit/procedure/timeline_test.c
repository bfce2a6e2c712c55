/*
 * timeline_test.c - what happened in a case as one list, and how long each station has stood.
 */
#include "desk.h"
#include "office.h"

static void
show_part(struct office *office, const char *kind, size_t lines)
{
    struct case_part part = {kind, lines};

    assert_done(office, case_show_part(&office->env, "F-1", &part, &office->doc, &office->err));
}

static const struct value *
line(const struct office *office, size_t index)
{
    return value_at(value_find(office->doc, "case.timeline"), index);
}

static size_t
lines(const struct office *office)
{
    return value_len(value_find(office->doc, "case.timeline"));
}

static size_t
lines_of(struct office *office, const char *kind)
{
    show_part(office, kind, CASE_LINES_MAX);
    for (size_t i = 0; i < lines(office); i++) {
        assert_string_equal(value_string(value_get(line(office, i), "kind")), kind);
    }
    return lines(office);
}

static const char *
what(const struct office *office, size_t index)
{
    const struct value *item = line(office, index);
    const char *other = value_string(value_get(item, "what_label"));

    return str_empty(other) ? value_string(value_get(item, "command_label")) : other;
}

/* One day after another: a slip, its print, a follow-up made and done, a consent and its end. */
static const char *
fill_case(struct office *office)
{
    const char *code = office_voucher(office, "SU-1", "sucht");
    struct slip_print print = {.by = PRINT_BY_ANY, .what = code, .form = ""};
    struct buf pdf = {0};
    const struct value *ignored;

    office_pass(office, DAY_MS);
    assert_done(office, slip_print_bytes(&office->env, &print, &pdf, &ignored, &office->err));
    buf_finish(&pdf);
    office_pass(office, DAY_MS);
    assert_done(office, desk_followup_add(&office->env, "F-1", day_from_civil(2026, 5, 20),
                                          "Anruf", &office->doc, &office->err));
    office_pass(office, DAY_MS);
    assert_done(office, desk_followup_done(&office->env,
                                           strtoll(told(office, "followup.id"), NULL, 10),
                                           &ignored, NULL, &office->err));
    office_pass(office, DAY_MS);
    office_consent(office, "sucht", 1);
    office_pass(office, DAY_MS);
    assert_done(office, consent_withdraw(&office->env, "F-1", "sucht", &ignored, &office->err));
    office_pass(office, DAY_MS);
    return code;
}

static void
all_kinds_stand_in_one_list_newest_first(void **state)
{
    static const char *const expected[] = {
        "Einwilligung widerrufen", "Einwilligung unterschrieben", "Wiedervorlage erledigt",
        "Wiedervorlage angelegt",  "Gutschein gedruckt",      "Gutschein ausgestellt",
    };
    struct office *office = *state;

    (void)fill_case(office);
    show_part(office, "", CASE_LINES_MAX);
    assert_int_equal(lines(office), sizeof expected / sizeof *expected + 4); /* and four needs */
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_string_equal(what(office, i), expected[i]);
    }
    assert_string_equal(what(office, 6), "Bedarf vereinbart");
    assert_false(value_truth(value_find(office->doc, "case.timeline_more")));
}

static void
one_kind_alone_is_shown_when_asked_for(void **state)
{
    struct office *office = *state;

    (void)fill_case(office);
    assert_int_equal(lines_of(office, "event"), 1);
    assert_int_equal(lines_of(office, "print"), 1);
    assert_int_equal(lines_of(office, "consent"), 2);
    assert_int_equal(lines_of(office, "followup"), 2);
    assert_int_equal(lines_of(office, "need"), 4);
    assert_refused(office, REASON_INVALID,
                   case_show_part(&office->env, "F-1", &(struct case_part){"nonsense", 10},
                                  &office->doc, &office->err));
}

static void
only_so_many_lines_are_shown_and_that_there_are_more_is_said(void **state)
{
    struct office *office = *state;

    (void)fill_case(office);
    show_part(office, "", 3);
    assert_int_equal(lines(office), 3);
    assert_string_equal(what(office, 0), "Einwilligung widerrufen");
    assert_true(value_truth(value_find(office->doc, "case.timeline_more")));
    show_part(office, "", 10);
    assert_int_equal(lines(office), 10);
    assert_false(value_truth(value_find(office->doc, "case.timeline_more")));
    show_part(office, "followup", 1);
    assert_int_equal(lines(office), 1);
    assert_true(value_truth(value_find(office->doc, "case.timeline_more")));
}

static void
an_assistant_sees_neither_consents_nor_anybodys_own_words(void **state)
{
    struct office *office = *state;

    (void)fill_case(office);
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    show_part(office, "", CASE_LINES_MAX);
    assert_int_equal(lines(office), 6);
    assert_int_equal(value_len(value_get(office->doc, "kinds")), 3);
    assert_int_equal(lines_of(office, "consent"), 0);
    assert_int_equal(lines_of(office, "followup"), 0);
    show_part(office, "", CASE_LINES_MAX);
    for (size_t i = 0; i < lines(office); i++) {
        assert_true(str_empty(value_string(value_get(line(office, i), "note"))));
        assert_true(str_empty(value_string(value_get(line(office, i), "type_label"))));
        assert_true(str_empty(value_string(value_get(line(office, i), "provider_name"))));
    }
}

static const struct value *
station(struct office *office)
{
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    return value_at(value_get(value_at(value_find(office->doc, "case.slips"), 0), "vouchers"), 0);
}

static void
assert_station(struct office *office, const char *since, int64_t days, const char *due,
               const char *due_on, const char *urgency)
{
    const struct value *voucher = station(office);

    assert_string_equal(value_string(value_get(voucher, "stands_since")), since);
    assert_int_equal(value_number(value_get(voucher, "stands_days")), days);
    assert_string_equal(value_string(value_get(voucher, "due_label")), due);
    assert_string_equal(value_string(value_get(voucher, "due_on")), due_on);
    assert_int_equal(value_truth(value_get(voucher, "late")), str_equal(urgency, "late"));
    assert_int_equal(value_truth(value_get(voucher, "soon")), str_equal(urgency, "soon"));
}

static void
a_station_says_since_when_it_stands_there_and_what_is_due(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");

    assert_station(office, "2026-05-04", 0, "Einlösen bis", "2026-08-03", "");
    office_pass(office, 12 * DAY_MS);
    assert_station(office, "2026-05-04", 12, "Einlösen bis", "2026-08-03", "");
    office_pass(office, 72 * DAY_MS);
    assert_station(office, "2026-05-04", 84, "Einlösen bis", "2026-08-03", "soon");
    (void)office_step(office, &device, code, STEP_ACCEPT);
    assert_station(office, "2026-07-27", 0, "Beginn erwartet bis", "2026-08-24", "");
    office_pass(office, 29 * DAY_MS);
    assert_station(office, "2026-07-27", 29, "Beginn überfällig seit", "2026-08-24", "late");
    (void)office_step(office, &device, code, STEP_START);
    assert_string_equal(value_string(value_get(station(office), "stands_since")), "2026-08-25");
    office_pass(office, DAY_MS);
    (void)office_step(office, &device, code, STEP_END);
    assert_station(office, "2026-08-26", 0, "Ergebnis sichten", "", "");
}

static void
a_station_that_nobody_came_to_is_late_on_the_day_after_its_last(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "KB-1", "kita");
    office_pass(office, 91 * DAY_MS); /* 3 August, a Monday: the last day */
    assert_station(office, "2026-05-04", 91, "Einlösen bis", "2026-08-03", "soon");
    office_pass(office, DAY_MS);
    assert_station(office, "2026-05-04", 92, "Nicht eingelöst, die Frist endete am", "2026-08-03",
                   "late");
}

static void
on_a_waiting_list_a_station_stands_since_it_was_put_there(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event;

    office_pass(office, 3 * DAY_MS);
    event = office_event(office, code, STEP_WAITLIST);
    event.until = day_from_civil(2026, 6, 30);
    assert_done(office, office_record(office, &device, &event));
    office_pass(office, 5 * DAY_MS);
    assert_string_equal(value_string(value_get(station(office), "stands_since")), "2026-05-07");
    assert_int_equal(value_number(value_get(station(office), "stands_days")), 5);
}

static void
who_read_a_case_is_told_when_asked_for_and_with_the_reason(void **state)
{
    struct office *office = *state;
    const struct value *ignored;

    (void)fill_case(office);
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_done(office, case_reason_give(&office->env, "F-1", false, "complaint", &ignored,
                                         &office->err));
    assert_true(lines_of(office, "read") >= 2); /* the reason, and this look */
    assert_string_equal(value_string(value_get(line(office, 0), "purpose_label")), "angesehen");
    assert_string_equal(value_string(value_get(line(office, 1), "purpose_label")), "Beschwerde");
    assert_string_equal(value_string(value_get(line(office, 1), "user")), "lorenz");
    assert_string_equal(value_string(value_get(line(office, 1), "role_label")), "Teamleitung");
    show_part(office, "", CASE_LINES_MAX);
    for (size_t i = 0; i < lines(office); i++) {
        assert_string_not_equal(value_string(value_get(line(office, i), "kind")), "read");
    }
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
    office_pass(office, MINUTE_MS);
    assert_true(lines_of(office, "read") >= 3);
    assert_string_equal(value_string(value_get(line(office, 1), "purpose_label")),
                        "bearbeitet");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(all_kinds_stand_in_one_list_newest_first),
        OFFICE_TEST(one_kind_alone_is_shown_when_asked_for),
        OFFICE_TEST(only_so_many_lines_are_shown_and_that_there_are_more_is_said),
        OFFICE_TEST(who_read_a_case_is_told_when_asked_for_and_with_the_reason),
        OFFICE_TEST(an_assistant_sees_neither_consents_nor_anybodys_own_words),
        OFFICE_TEST(a_station_says_since_when_it_stands_there_and_what_is_due),
        OFFICE_TEST(a_station_that_nobody_came_to_is_late_on_the_day_after_its_last),
        OFFICE_TEST(on_a_waiting_list_a_station_stands_since_it_was_put_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
