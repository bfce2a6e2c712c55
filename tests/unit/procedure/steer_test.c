/*
 * steer_test.c - what the office's steps leave behind: letters that are due, tasks of a review,
 * a whole slip with new codes.
 */
#include "desk.h"
#include "office.h"
#include "privacy.h"
#include "slip.h"

/* How many open follow-ups of REASON there are; ID gets the last one's, "" none. */
static size_t
open_of(struct office *office, const char *reason, const char **id)
{
    const struct value *list;
    size_t count = 0;

    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    list = value_find(office->doc, "case.followups");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);

        if (str_equal(value_string(value_get(item, "reason")), reason)) {
            *id = value_string(value_get(item, "id"));
            count++;
        }
    }
    return count;
}

static size_t
open_count(struct office *office, const char *reason)
{
    const char *ignored;

    return open_of(office, reason, &ignored);
}

static bool
print_letter(struct office *office, const char *code)
{
    struct slip_print print = {.what = code, .form = "mitteilung"};
    struct buf pdf = {0};
    bool done = slip_print_bytes(&office->env, &print, &pdf, &office->doc, &office->err);

    buf_finish(&pdf);
    return done;
}

static const struct value *
show(struct office *office)
{
    assert_done(office, voucher_show_at(&office->env, "2026-000001", 1, &office->doc,
                                        &office->err));
    return office->doc;
}

static bool
is_untold(struct office *office)
{
    return value_kind(value_get(show(office), "untold")) == VALUE_RECORD;
}

static void
a_letter_is_due_until_it_is_printed(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");

    assert_false(is_untold(office));
    office_steer(office, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_string_equal(value_string(value_get(value_at(value_get(office->doc, "printable"), 0),
                                               "call")),
                        arena_printf(&office->arena, "print %s --form mitteilung", code));
    assert_int_equal(open_count(office, "letter_due"), 1);
    assert_true(is_untold(office));
    assert_done(office, print_letter(office, code));
    assert_int_equal(open_count(office, "letter_due"), 0);
    assert_false(is_untold(office));
}

static void
a_letter_is_not_due_once_somebody_said_that_it_is_known(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");
    struct voucher_step extend = {.code = code, .provider = "", .step = STEP_EXTEND,
                                  .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                  .until = day_from_civil(2026, 12, 1), .receipt = ""};
    const char *id;

    assert_done(office, voucher_record(&office->env, &extend, &office->doc, &office->err));
    assert_int_equal(open_count(office, "letter_due"), 1);
    assert_refused(office, REASON_CONFLICT, voucher_told(&office->env, code, 1, &office->err));
    assert_true(is_untold(office));
    assert_done(office, voucher_told(&office->env, code, 2, &office->err));
    assert_int_equal(open_count(office, "letter_due"), 0);
    assert_false(is_untold(office));
    /* The next change is another one; the list of follow-ups ends it too. */
    office_pass(office, DAY_MS);
    extend.until++;
    assert_done(office, voucher_record(&office->env, &extend, &office->doc, &office->err));
    assert_int_equal(open_of(office, "letter_due", &id), 1);
    assert_refused(office, REASON_CONFLICT,
                   desk_followup_move(&office->env, strtoll(id, NULL, 10),
                                      day_from_civil(2026, 6, 1), &office->doc, NULL,
                                      &office->err));
    assert_done(office, desk_followup_done(&office->env, strtoll(id, NULL, 10), &office->doc, NULL,
                                           &office->err));
    assert_int_equal(open_count(office, "letter_due"), 0);
    assert_false(is_untold(office));
}

static void
a_plain_new_code_needs_no_letter(void **state)
{
    struct office *office = *state;

    office_steer(office, office_voucher(office, "KB-1", "kita"), STEP_REISSUE, CAUSE_NONE);
    assert_int_equal(open_count(office, "letter_due"), 0);
    assert_false(is_untold(office));
    assert_true(value_truth(value_find(office->doc, "papers.letter")));
    assert_false(value_truth(value_find(office->doc, "papers.printed")));
}

static void
who_holds_no_paper_needs_no_letter(void **state)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = "", .talked_on = DAY_NONE,
                                   .station[0] = {.service = "KB-1", .provider = "kita"}};
    struct office *office = *state;
    const char *number;

    assert_done(office, slip_refer(&office->env, &request, &office->doc, &office->err));
    number = value_string(
        value_get(value_at(value_get(office->doc, "referrals"), 0), "number"));
    office_steer(office, arena_printf(&office->arena, "%s/1", number), STEP_WITHDRAW,
                 CAUSE_PLAN_CHANGED);
    assert_int_equal(open_count(office, "letter_due"), 0);
    assert_done(office, voucher_show_at(&office->env, number, 1, &office->doc, &office->err));
    assert_int_equal(value_kind(value_get(office->doc, "untold")), VALUE_NULL);
    assert_false(value_truth(value_find(office->doc, "papers.letter")));
}

static bool
review(struct office *office, const char *code, struct review review)
{
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_REVIEW,
                                .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                .until = DAY_NONE, .goal = GOAL_UNKNOWN, .receipt = "",
                                .review = review};

    return voucher_record(&office->env, &step, &office->doc, &office->err);
}

static void
a_review_leaves_its_open_checks_as_tasks(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita"), *id;
    const struct value *event;

    office_steer(office, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_done(office, review(office, code,
                               (struct review){NEXT_OTHER, BIT(CHECK_HELP_PLAN),
                                               BIT(CHECK_PROFILE) | BIT(CHECK_PLAN)}));
    assert_string_equal(told(office, "event.next_step"), "other_service");
    assert_int_equal(open_count(office, "profile_check"), 1);
    assert_int_equal(open_count(office, "help_plan_end"), 0);
    event = value_at(value_find(show(office), "voucher.events"), 2);
    assert_string_equal(value_string(value_get(event, "next_step")), "other_service");
    assert_int_equal(value_len(value_get(event, "checks")), 3);
    assert_done(office, privacy_disclose(&office->env, "F-1", NULL, &office->doc, &office->err));
    assert_non_null(strstr(office_json(office, office->doc), "\"next_step\":\"other_service\""));
    assert_int_equal(open_of(office, "plan_update", &id), 1);
    assert_done(office, desk_followup_move(&office->env, strtoll(id, NULL, 10),
                                           day_from_civil(2026, 6, 1), &office->doc, NULL,
                                           &office->err));
    assert_done(office, desk_followup_done(&office->env, strtoll(id, NULL, 10), &office->doc, NULL,
                                           &office->err));
    assert_int_equal(open_count(office, "plan_update"), 0);
    assert_int_equal(open_count(office, "profile_check"), 1);
}

static void
a_review_taken_back_takes_its_tasks_along(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");
    const struct review left = {NEXT_NONE, 0, BIT(CHECK_PROFILE)};

    office_steer(office, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_done(office, review(office, code, left));
    assert_int_equal(open_count(office, "profile_check"), 1);
    office_steer(office, code, STEP_REOPEN, CAUSE_NONE);
    assert_int_equal(open_count(office, "profile_check"), 0);
    assert_done(office, review(office, code, left));
    assert_int_equal(open_count(office, "profile_check"), 1);
}

static void
a_review_that_says_no_more_leaves_nothing(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "KB-1", "kita");

    office_steer(office, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_done(office, review(office, code, (struct review){NEXT_NONE, 0, 0}));
    assert_int_equal(value_kind(value_find(office->doc, "event.next_step")), VALUE_NULL);
    assert_int_equal(value_len(value_find(office->doc, "event.checks")), 0);
    assert_int_equal(open_count(office, "profile_check"), 0);
}

/* ---- a whole slip --------------------------------------------------------------------------- */

static const char *
code_at(struct office *office, size_t index)
{
    assert_done(office, slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    return value_string(
        value_get(value_at(value_find(office->doc, "slip.vouchers"), index), "code"));
}

static void
a_lost_slip_gets_new_codes_for_all_that_is_in_use(void **state)
{
    struct office *office = *state;
    const char *first = office_issue(office, "KB-1", "kita", "SB-1", ORDER_FREE);
    const char *second = code_at(office, 1);
    const char *client = told(office, "slip.client_code");
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    office_steer(office, second, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_done(office, slip_reissue(&office->env, "2026-000001", 3, &office->doc, &office->err));
    assert_string_not_equal(told(office, "slip.client_code"), client);
    assert_string_equal(code_at(office, 1), second);
    assert_string_not_equal(code_at(office, 0), first);
    assert_refused(office, REASON_SUPERSEDED, office_look(office, &device, first));
    assert_true(office_look(office, &device, code_at(office, 0)));
    assert_int_equal(open_count(office, "not_printed"), 1);
}

static void
an_old_page_or_nothing_in_use_changes_no_code_of_a_slip(void **state)
{
    struct office *office = *state;
    const char *first = office_issue(office, "KB-1", "kita", "SB-1", ORDER_FREE);
    const char *client;

    (void)code_at(office, 0);
    client = told(office, "slip.client_code");
    assert_refused(office, REASON_CONFLICT,
                   slip_reissue(&office->env, "2026-000001", 1, &office->doc, &office->err));
    assert_string_equal(code_at(office, 0), first);
    assert_string_equal(told(office, "slip.client_code"), client);
    office_steer(office, first, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    office_steer(office, code_at(office, 1), STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_refused(office, REASON_CONFLICT,
                   slip_reissue(&office->env, "2026-000001", 0, &office->doc, &office->err));
    assert_string_equal(code_at(office, 0), first);
    assert_string_equal(told(office, "slip.client_code"), client);
    assert_refused(office, REASON_NOT_FOUND,
                   slip_reissue(&office->env, "2026-000009", 0, &office->doc, &office->err));
}

/* ---- words for another program -------------------------------------------------------------- */

static void
the_notes_tell_the_last_day_and_no_secret(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SU-1", "sucht"), *notes;

    assert_string_equal(value_string(value_get(show(office), "notes")),
                        "Laufzettel 2026-000001, Station 1: Gutschein am 04.05.2026 ausgestellt, "
                        "einzulösen bis 03.08.2026.");
    office_pass(office, DAY_MS);
    office_steer(office, code, STEP_REISSUE, CAUSE_NONE);
    office_steer(office, code_at(office, 0), STEP_WITHDRAW, CAUSE_CLIENT_REQUEST);
    notes = value_string(value_get(show(office), "notes"));
    assert_string_equal(notes,
                        "Laufzettel 2026-000001, Station 1: Gutschein am 05.05.2026 neu "
                        "ausgestellt, einzulösen bis 03.08.2026.\n"
                        "Laufzettel 2026-000001, Station 1: Gutschein am 05.05.2026 "
                        "zurückgezogen.");
    assert_null(strstr(notes, "ucht"));
}

/* What is over by its days is over before the hourly tick has written it down. */
static void
a_lost_slip_brings_nothing_back_that_has_expired(void **state)
{
    struct office *office = *state;
    const char *first = office_issue(office, "KB-1", "kita", "SB-1", ORDER_FREE);

    office_pass(office, 200 * DAY_MS);
    assert_refused(office, REASON_CONFLICT,
                   slip_reissue(&office->env, "2026-000001", 0, &office->doc, &office->err));
    assert_string_equal(code_at(office, 0), first);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_letter_is_due_until_it_is_printed),
        OFFICE_TEST(a_letter_is_not_due_once_somebody_said_that_it_is_known),
        OFFICE_TEST(a_plain_new_code_needs_no_letter),
        OFFICE_TEST(who_holds_no_paper_needs_no_letter),
        OFFICE_TEST(a_review_leaves_its_open_checks_as_tasks),
        OFFICE_TEST(a_review_taken_back_takes_its_tasks_along),
        OFFICE_TEST(a_review_that_says_no_more_leaves_nothing),
        OFFICE_TEST(a_lost_slip_gets_new_codes_for_all_that_is_in_use),
        OFFICE_TEST(an_old_page_or_nothing_in_use_changes_no_code_of_a_slip),
        OFFICE_TEST(the_notes_tell_the_last_day_and_no_secret),
        OFFICE_TEST(a_lost_slip_brings_nothing_back_that_has_expired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
