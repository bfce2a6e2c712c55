/*
 * return_test.c - what a returned paper says goes in as one entry, or not at all.
 */
#include "office.h"

static int32_t
may(int day)
{
    return day_from_civil(2026, 5, day);
}

/* A paper that says nothing yet. */
static struct voucher_return
empty_paper(const char *code)
{
    struct voucher_return paper = {.code = code, .provider = "", .source = SOURCE_PAPER_CLIENT,
                                   .accepted_on = DAY_NONE, .started_on = DAY_NONE,
                                   .ended_on = DAY_NONE};

    for (size_t i = 0; i < RETURN_DAYS_MAX; i++) {
        paper.attended_on[i] = DAY_NONE;
    }
    return paper;
}

static bool
hand_in(struct office *office, const struct voucher_return *paper)
{
    return voucher_return(&office->env, paper, &office->doc, &office->err);
}

/* "accept start attend end" of the events so far, without the issue. */
static const char *
steps(struct office *office, const char *code)
{
    const struct value *events;
    const char *text = "";

    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    events = value_find(office->doc, "voucher.events");
    for (size_t i = 1; i < value_len(events); i++) {
        text = arena_printf(&office->arena, "%s%s%s", text, *text ? " " : "",
                            value_string(value_get(value_at(events, i), "command")));
    }
    return text;
}

static void
several_steps_are_one_entry(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SU-1", "sucht");
    struct voucher_return paper = empty_paper(code);

    office_pass(office, 10 * DAY_MS);
    paper.accepted_on = may(5);
    paper.started_on = may(6);
    paper.attended_on[0] = may(8);
    paper.attended_on[1] = may(5);
    paper.ended_on = may(9);
    paper.outcome = OUTCOME_E1;
    assert_done(office, hand_in(office, &paper));
    assert_int_equal(value_len(value_get(office->doc, "events")), 5);
    assert_string_equal(told(office, "voucher.state"), "ended");
    assert_string_equal(steps(office, code), "accept attend start attend end");
}

static void
a_step_that_cannot_be_undoes_the_whole_entry(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SU-1", "sucht");
    struct voucher_return paper = empty_paper(code);

    office_pass(office, 10 * DAY_MS);
    paper.accepted_on = may(5);
    paper.started_on = may(6);
    paper.attended_on[2] = may(20); /* not yet */
    assert_refused(office, REASON_DATE_OUT_OF_RANGE, hand_in(office, &paper));
    assert_string_equal(office->err.field, "attended_on_3");
    assert_string_equal(steps(office, code), "");
}

static void
the_field_at_fault_is_the_day_s_own(void **state)
{
    struct office *office = *state;
    struct voucher_return paper = empty_paper(office_voucher(office, "SU-1", "sucht"));

    office_pass(office, 10 * DAY_MS);
    paper.accepted_on = may(3); /* before the paper was */
    assert_refused(office, REASON_DATE_OUT_OF_RANGE, hand_in(office, &paper));
    assert_string_equal(office->err.field, "accepted_on");
    paper.accepted_on = may(6);
    paper.started_on = may(5);
    assert_refused(office, REASON_DATE_OUT_OF_RANGE, hand_in(office, &paper));
    assert_string_equal(office->err.field, "started_on");
    paper.started_on = may(7);
    paper.ended_on = may(8);
    assert_refused(office, REASON_INVALID, hand_in(office, &paper));
    assert_string_equal(office->err.field, "outcome");
}

static void
an_entry_that_says_nothing_is_refused(void **state)
{
    struct office *office = *state;
    struct voucher_return paper = empty_paper(office_voucher(office, "SU-1", "sucht"));

    assert_refused(office, REASON_INVALID, hand_in(office, &paper));
    paper.outcome = OUTCOME_E1;
    paper.accepted_on = may(4);
    assert_refused(office, REASON_INVALID, hand_in(office, &paper));
    assert_string_equal(office->err.field, "ended_on");
    paper.outcome = OUTCOME_NONE;
    paper.source = SOURCE_SCAN;
    assert_refused(office, REASON_INVALID, hand_in(office, &paper));
    assert_string_equal(office->err.field, "source");
}

static void
a_provider_s_own_paper_needs_the_consent(void **state)
{
    struct office *office = *state;
    struct voucher_return paper = empty_paper(office_voucher(office, "SU-1", "sucht"));

    paper.accepted_on = may(4);
    paper.source = SOURCE_PAPER_PROVIDER;
    assert_refused(office, REASON_CONSENT_MISSING, hand_in(office, &paper));
    office_consent(office, "sucht", 1);
    assert_done(office, hand_in(office, &paper));
}

static void
whoever_decides_on_an_old_page_is_told(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SU-1", "sucht");
    struct voucher_return paper = empty_paper(code);
    struct voucher_step close = {.code = code, .provider = "", .step = STEP_CLOSE,
                                 .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                 .until = DAY_NONE, .version = 1};

    paper.accepted_on = may(4);
    paper.version = 1;
    assert_done(office, hand_in(office, &paper));
    assert_refused(office, REASON_CONFLICT,
                   voucher_record(&office->env, &close, &office->doc, &office->err));
    paper.accepted_on = DAY_NONE;
    paper.started_on = may(4);
    assert_refused(office, REASON_CONFLICT, hand_in(office, &paper));
    close.version = 2;
    assert_done(office, voucher_record(&office->env, &close, &office->doc, &office->err));
}

static void
a_voucher_s_page_offers_what_the_rules_allow(void **state)
{
    struct office *office = *state;

    (void)office_issue(office, "SB-1", "", "", ORDER_FREE);
    assert_done(office, voucher_show_at(&office->env, "2026-000001", 1, &office->doc,
                                        &office->err));
    assert_true(value_truth(value_find(office->doc, "can.accept")));
    assert_true(value_truth(value_find(office->doc, "can.withdraw")));
    assert_false(value_truth(value_find(office->doc, "can.start")));
    assert_false(value_truth(value_find(office->doc, "can.review")));
    assert_int_equal(value_len(value_get(office->doc, "providers")), 2);
    assert_refused(office, REASON_NOT_FOUND,
                   voucher_show_at(&office->env, "2026-000001", 2, &office->doc, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   voucher_show_at(&office->env, "2026-000009", 1, &office->doc, &office->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(several_steps_are_one_entry),
        OFFICE_TEST(a_step_that_cannot_be_undoes_the_whole_entry),
        OFFICE_TEST(the_field_at_fault_is_the_day_s_own),
        OFFICE_TEST(an_entry_that_says_nothing_is_refused),
        OFFICE_TEST(a_provider_s_own_paper_needs_the_consent),
        OFFICE_TEST(whoever_decides_on_an_old_page_is_told),
        OFFICE_TEST(a_voucher_s_page_offers_what_the_rules_allow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
