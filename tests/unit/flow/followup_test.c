/*
 * followup_test.c - what comes back to the caseworker, and on which day.
 */
#include "world.h"

#include "followup.h"

#define START_DAYS 28

struct reminders {
    struct followup list[FOLLOWUP_PER_VOUCHER];
    size_t count;
};

static struct reminders
reminders(const struct world *world, unsigned level, bool printed)
{
    struct reminders out;
    struct fold fold = fold_of(world);
    struct followup_facts facts = {level, printed, START_DAYS, DAY_NONE, DAY_NONE};
    out.count = followup_of_voucher(&fold, &facts, out.list);
    assert_in_range(out.count, 0, FOLLOWUP_PER_VOUCHER);
    return out;
}

/* The day on which REASON is due, DAY_NONE when it is not in the list. */
static int32_t
due(const struct reminders *reminders, enum followup_reason reason)
{
    for (size_t i = 0; i < reminders->count; i++) {
        if (reminders->list[i].reason == reason) {
            return reminders->list[i].due_on;
        }
    }
    return DAY_NONE;
}

static void
assert_only(const struct world *world, unsigned level, enum followup_reason reason,
            int32_t due_on)
{
    struct reminders found = reminders(world, level, true);
    assert_int_equal(found.count, reason != FOLLOWUP_NONE);
    assert_int_equal(due(&found, reason), due_on);
}

static void
an_issued_voucher_asks_for_the_appointment_and_then_for_its_use(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    struct reminders found = reminders(&world, 1, true);
    assert_int_equal(found.count, 2);
    assert_int_equal(due(&found, FOLLOWUP_APPOINTMENT_MADE), date(2026, 5, 18));
    assert_int_equal(due(&found, FOLLOWUP_NOT_REDEEMED), date(2026, 6, 5)); /* 1 June + 4 */
}

static void
due_days_are_working_days(void **state)
{
    struct world world = world_empty();
    (void)state;
    world_on(&world, date(2026, 5, 11)); /* + 14 is Whit Monday */
    does(&world, WITH(by_office(&world, STEP_ISSUE), until, date(2026, 6, 30)));
    struct reminders found = reminders(&world, 1, true);
    assert_int_equal(due(&found, FOLLOWUP_APPOINTMENT_MADE), date(2026, 5, 26));
    assert_int_equal(due(&found, FOLLOWUP_NOT_REDEEMED), date(2026, 7, 6)); /* a Saturday */
}

static void
at_level_0_the_stub_is_asked_for_instead(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    struct reminders found = reminders(&world, 0, true);
    assert_int_equal(due(&found, FOLLOWUP_STUB_REQUEST), date(2026, 6, 5));
    assert_int_equal(due(&found, FOLLOWUP_NOT_REDEEMED), DAY_NONE);
}

static void
a_waiting_list_needs_no_question_about_the_appointment(void **state)
{
    struct world named = world_in(STATE_WAITLISTED), free = world_issued(CHOICE);
    (void)state;
    does(&free, WITH(by_reception(&free, STEP_WAITLIST), until, free.today + 20));
    assert_only(&named, 1, FOLLOWUP_NOT_REDEEMED, date(2026, 6, 5));
    assert_only(&free, 1, FOLLOWUP_NOT_REDEEMED, deadline_after(fold_of(&free).redeem_by, 4));
}

static void
a_new_paper_starts_the_fourteen_days_again(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world_on(&world, date(2026, 5, 12));
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    struct reminders found = reminders(&world, 1, false);
    assert_int_equal(due(&found, FOLLOWUP_APPOINTMENT_MADE), date(2026, 5, 26));
    assert_int_equal(due(&found, FOLLOWUP_NOT_PRINTED), date(2026, 5, 12));
}

static void
a_paper_that_was_never_printed_is_due_at_once_while_it_is_needed(void **state)
{
    (void)state;
    for (enum state at = STATE_ISSUED; at < STATE__MAX; at++) {
        struct world world = world_in(at);
        struct reminders found = reminders(&world, 1, false);
        bool needed = at <= STATE_STARTED;
        assert_int_equal(due(&found, FOLLOWUP_NOT_PRINTED),
                         needed ? date(2026, 5, 4) : DAY_NONE);
    }
}

static void
an_accepted_voucher_waits_for_start_and_end(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    struct reminders found = reminders(&world, 1, true);
    assert_int_equal(found.count, 2);
    assert_int_equal(due(&found, FOLLOWUP_NO_START), date(2026, 6, 1));
    assert_int_equal(due(&found, FOLLOWUP_OVERDUE_END),
                     deadline_after(fold_of(&world).complete_by, 1));
    does(&world, by_reception(&world, STEP_START));
    assert_only(&world, 1, FOLLOWUP_OVERDUE_END, deadline_after(fold_of(&world).complete_by, 1));
}

static void
without_a_term_no_end_is_overdue(void **state)
{
    struct world world = world_empty();
    (void)state;
    world.facts.terms.complete_days = 0;
    does(&world, WITH(by_office(&world, STEP_ISSUE), until, world.today + 28));
    struct command accept = by_reception(&world, STEP_ACCEPT);
    does(&world, accept);
    assert_int_equal(fold_of(&world).complete_by, DAY_NONE);
    assert_only(&world, 1, FOLLOWUP_NO_START, date(2026, 6, 1));
}

static void
silence_at_level_0_is_no_delay_of_the_provider(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_only(&world, 0, FOLLOWUP_STUB_REQUEST, deadline_after(fold_of(&world).complete_by, 1));
}

static void
what_is_closed_is_to_be_reviewed_the_same_day(void **state)
{
    static const enum state closed[] = {STATE_ENDED, STATE_DECLINED, STATE_UNREPORTED,
                                        STATE_WITHDRAWN};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct world world = world_in(closed[i]);
        assert_only(&world, 1, FOLLOWUP_REVIEW_RESULT, date(2026, 5, 4));
    }
}

static void
what_nobody_redeemed_says_so_until_it_is_reviewed(void **state)
{
    struct world expired = world_in(STATE_EXPIRED), unreported = world_issued(PONTE);
    (void)state;
    assert_only(&expired, 1, FOLLOWUP_NOT_REDEEMED, date(2026, 6, 5));
    unreported.facts.level.agreement_level = 0;
    world_on(&unreported, date(2026, 6, 5));
    does(&unreported, by_tick(&unreported, STEP_CLOSE));
    assert_only(&unreported, 0, FOLLOWUP_STUB_REQUEST, date(2026, 6, 5));
}

static void
what_is_reviewed_or_not_yet_issued_asks_for_nothing(void **state)
{
    struct world reviewed = world_in(STATE_REVIEWED), none = world_empty();
    (void)state;
    assert_only(&reviewed, 1, FOLLOWUP_NONE, DAY_NONE);
    assert_only(&none, 1, FOLLOWUP_NONE, DAY_NONE);
}

static void
a_need_is_entered_at_once_or_looked_at_after_six_months(void **state)
{
    (void)state;
    struct followup entry = followup_of_need(date(2026, 5, 4), false);
    assert_int_equal(entry.reason, FOLLOWUP_PLAN_ENTRY);
    assert_int_equal(entry.due_on, date(2026, 5, 4));
    struct followup review = followup_of_need(date(2026, 5, 4), true);
    assert_int_equal(review.reason, FOLLOWUP_PLAN_REVIEW);
    assert_int_equal(review.due_on, date(2026, 11, 4));
    review = followup_of_need(date(2026, 8, 31), true); /* 28 February 2027 is a Sunday */
    assert_int_equal(review.due_on, date(2027, 3, 1));
    review = followup_of_need(date(2027, 8, 31), true);
    assert_int_equal(review.due_on, date(2028, 2, 29));
    review = followup_of_need(date(2026, 7, 1), true);
    assert_int_equal(review.due_on, date(2027, 1, 4)); /* New Year's Day is a Friday */
}

static void
a_consent_that_ends_is_announced_28_days_before(void **state)
{
    (void)state;
    struct followup ending = followup_of_consent(date(2026, 12, 31));
    assert_int_equal(ending.reason, FOLLOWUP_CONSENT_ENDING);
    assert_int_equal(ending.due_on, date(2026, 12, 3));
    assert_int_equal(followup_of_consent(DAY_NONE).reason, FOLLOWUP_NONE);
}

static void
a_talk_is_due_so_many_days_after_the_last_record(void **state)
{
    (void)state;
    struct followup talk = followup_of_contact(date(2026, 5, 4), 30);
    assert_int_equal(talk.reason, FOLLOWUP_CONTACT);
    assert_int_equal(talk.due_on, date(2026, 6, 3));
    assert_int_equal(followup_of_contact(date(2026, 5, 4), 33).due_on, date(2026, 6, 8));
    assert_int_equal(followup_of_contact(date(2026, 5, 4), 0).reason, FOLLOWUP_NONE);
    assert_false(followup_can_end(FOLLOWUP_CONTACT));
}

/* Whatever the level and the prints, two folds said to be the same give the same list. */
static void
assert_same_means_same(const struct fold *a, const struct fold *b)
{
    for (unsigned level = 0; level <= 1 && followup_same(a, b); level++) {
        for (int printed = 0; printed <= 1; printed++) {
            struct followup_facts facts = {level, printed == 1, START_DAYS, DAY_NONE, DAY_NONE};
            struct reminders left = {0}, right = {0};
            left.count = followup_of_voucher(a, &facts, left.list);
            right.count = followup_of_voucher(b, &facts, right.list);
            assert_memory_equal(&left, &right, sizeof left);
        }
    }
}

static void
a_fold_is_called_the_same_only_when_its_reminders_are(void **state)
{
    struct fold folds[3 * STATE__MAX];
    size_t count = 0;
    (void)state;
    for (enum state at = STATE_ISSUED; at < STATE__MAX; at++) {
        struct world world = world_in(at);
        folds[count++] = fold_of(&world);
        folds[count] = fold_of(&world);
        folds[count++].generation++;
        folds[count] = fold_of(&world);
        folds[count].redeem_by += 30;
        folds[count++].complete_by += 30;
    }
    for (size_t i = 0; i < count; i++) {
        assert_true(followup_same(&folds[i], &folds[i]));
        for (size_t k = 0; k < count; k++) {
            assert_same_means_same(&folds[i], &folds[k]);
        }
    }
}

static void
an_appointment_kept_moves_no_reminder_but_a_start_does(void **state)
{
    struct world world = world_accepted(PONTE);
    struct fold accepted = fold_of(&world);
    (void)state;
    does(&world, by_reception(&world, STEP_ATTEND));
    struct fold attended = fold_of(&world);
    does(&world, by_reception(&world, STEP_START));
    struct fold started = fold_of(&world);
    assert_true(followup_same(&accepted, &attended));
    assert_false(followup_same(&attended, &started));
}

static void
names_lead_there_and_back(void **state)
{
    (void)state;
    for (enum followup_reason i = FOLLOWUP_NONE; i < FOLLOWUP__MAX; i++) {
        assert_int_equal(followup_from_name(followup_name(i)), i);
        assert_string_not_equal(followup_label(i), "");
    }
    assert_string_equal(followup_name(FOLLOWUP_NOT_REDEEMED), "not_redeemed");
    assert_string_equal(followup_name(FOLLOWUP__MAX), "none");
    assert_string_equal(followup_label(FOLLOWUP__MAX), "ohne Angabe");
    assert_int_equal(followup_from_name("fremd"), FOLLOWUP_NONE);
    assert_int_equal(followup_from_name(NULL), FOLLOWUP_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_issued_voucher_asks_for_the_appointment_and_then_for_its_use),
        cmocka_unit_test(due_days_are_working_days),
        cmocka_unit_test(at_level_0_the_stub_is_asked_for_instead),
        cmocka_unit_test(a_waiting_list_needs_no_question_about_the_appointment),
        cmocka_unit_test(a_new_paper_starts_the_fourteen_days_again),
        cmocka_unit_test(a_paper_that_was_never_printed_is_due_at_once_while_it_is_needed),
        cmocka_unit_test(an_accepted_voucher_waits_for_start_and_end),
        cmocka_unit_test(without_a_term_no_end_is_overdue),
        cmocka_unit_test(silence_at_level_0_is_no_delay_of_the_provider),
        cmocka_unit_test(what_is_closed_is_to_be_reviewed_the_same_day),
        cmocka_unit_test(what_nobody_redeemed_says_so_until_it_is_reviewed),
        cmocka_unit_test(what_is_reviewed_or_not_yet_issued_asks_for_nothing),
        cmocka_unit_test(a_need_is_entered_at_once_or_looked_at_after_six_months),
        cmocka_unit_test(a_talk_is_due_so_many_days_after_the_last_record),
        cmocka_unit_test(a_consent_that_ends_is_announced_28_days_before),
        cmocka_unit_test(a_fold_is_called_the_same_only_when_its_reminders_are),
        cmocka_unit_test(an_appointment_kept_moves_no_reminder_but_a_start_does),
        cmocka_unit_test(names_lead_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
