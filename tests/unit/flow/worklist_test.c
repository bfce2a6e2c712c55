/*
 * worklist_test.c - in which list of a provider a voucher stands, and how waits are told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "worklist.h"

#define OURS 7
#define THEIRS 8
#define TODAY 20000 /* Friday, 2024-10-04 */

/* A voucher that names us, issued a month ago. */
static struct fold
named(void)
{
    return (struct fold){.state = STATE_ISSUED,       .named_provider = OURS,
                         .issued_on = TODAY - 30,     .paper_on = TODAY - 30,
                         .redeem_by = TODAY + 60,     .complete_by = DAY_NONE,
                         .accepted_on = DAY_NONE,     .started_on = DAY_NONE,
                         .ended_on = DAY_NONE,        .expired_on = DAY_NONE,
                         .reviewed_on = DAY_NONE,     .closed_on = DAY_NONE,
                         .waitlist_until = DAY_NONE,  .last_attended_on = DAY_NONE,
                         .generation = 1};
}

static struct fold
accepted(int32_t day)
{
    struct fold fold = named();

    fold.state = STATE_ACCEPTED;
    fold.bound_provider = OURS;
    fold.accepted_on = day;
    fold.complete_by = day + 180;
    return fold;
}

static struct fold
closed(enum state state, int32_t day)
{
    struct fold fold = accepted(TODAY - 90);

    fold.state = state;
    fold.closed_on = day;
    return fold;
}

static enum worklist
place(const struct fold *fold)
{
    enum followup_reason why;

    return worklist_of(fold, OURS, 1, TODAY, &why);
}

#define assert_place(fold, list) assert_string_equal(worklist_name(place(&(fold))), worklist_name(list))

static void
without_a_level_a_voucher_stands_nowhere(void **state)
{
    struct fold folds[] = {named(), accepted(TODAY - 1), accepted(TODAY - 60),
                           closed(STATE_ENDED, TODAY)};
    enum followup_reason why;

    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        assert_int_not_equal(place(&folds[i]), WORKLIST_NONE);
        assert_int_equal(worklist_of(&folds[i], OURS, 0, TODAY, &why), WORKLIST_NONE);
        assert_int_equal(worklist_of(&folds[i], THEIRS, 3, TODAY, &why), WORKLIST_NONE);
    }
}

static void
a_referral_stands_in_no_list_of_a_provider(void **state)
{
    struct fold folds[] = {named(), accepted(TODAY - 1), accepted(TODAY - 60),
                           closed(STATE_ENDED, TODAY)};

    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        folds[i].generation = 0;
        assert_place(folds[i], WORKLIST_NONE);
    }
}

static void
a_paper_that_names_nobody_is_in_no_list_before_its_intake(void **state)
{
    struct fold fold = named();

    (void)state;
    fold.named_provider = 0;
    assert_place(fold, WORKLIST_NONE);
    fold = accepted(TODAY);
    fold.named_provider = 0;
    assert_place(fold, WORKLIST_RUNNING);
}

static void
what_names_us_is_open_as_long_as_it_may_be_accepted(void **state)
{
    struct fold fold = named();

    (void)state;
    assert_place(fold, WORKLIST_OPEN);
    fold.state = STATE_WAITLISTED;
    assert_place(fold, WORKLIST_OPEN);
    fold.redeem_by = TODAY - 3;
    assert_place(fold, WORKLIST_OPEN);
    fold.redeem_by = TODAY - 4;
    assert_place(fold, WORKLIST_NONE);
}

static void
what_went_to_another_provider_is_no_longer_ours(void **state)
{
    struct fold fold = accepted(TODAY);

    (void)state;
    fold.bound_provider = THEIRS;
    assert_place(fold, WORKLIST_NONE);
}

static void
a_report_is_due_when_the_office_waits_for_it(void **state)
{
    struct fold fold = accepted(TODAY - 27);
    enum followup_reason why;

    (void)state;
    assert_place(fold, WORKLIST_RUNNING);
    fold = accepted(TODAY - 32);
    assert_int_equal(worklist_of(&fold, OURS, 1, TODAY, &why), WORKLIST_DUE);
    assert_int_equal(why, FOLLOWUP_NO_START);
    fold.state = STATE_STARTED;
    fold.started_on = TODAY - 20;
    fold.complete_by = TODAY;
    assert_place(fold, WORKLIST_RUNNING);
    fold.complete_by = TODAY - 4;
    assert_int_equal(worklist_of(&fold, OURS, 1, TODAY, &why), WORKLIST_DUE);
    assert_int_equal(why, FOLLOWUP_OVERDUE_END);
    fold.complete_by = DAY_NONE;
    assert_place(fold, WORKLIST_RUNNING);
}

static void
what_is_closed_stays_until_the_month_ends(void **state)
{
    static const enum state ways[] = {STATE_ENDED, STATE_WITHDRAWN, STATE_UNREPORTED,
                                      STATE_REVIEWED};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct fold fold = closed(ways[i], worklist_month(TODAY));

        assert_place(fold, WORKLIST_CLOSED);
        fold.closed_on -= 1;
        assert_place(fold, WORKLIST_NONE);
    }
}

static void
of_what_we_never_accepted_only_our_own_refusal_is_shown(void **state)
{
    struct fold fold = named();

    (void)state;
    fold.closed_on = TODAY;
    fold.state = STATE_DECLINED;
    assert_place(fold, WORKLIST_CLOSED);
    fold.before = STATE_DECLINED;
    fold.state = STATE_REVIEWED;
    assert_place(fold, WORKLIST_CLOSED);
    fold.before = STATE_WITHDRAWN;
    assert_place(fold, WORKLIST_NONE);
    fold.state = STATE_WITHDRAWN;
    assert_place(fold, WORKLIST_NONE);
    fold.state = STATE_EXPIRED;
    assert_place(fold, WORKLIST_NONE);
}

static void
months_and_years_begin_on_their_first_day(void **state)
{
    (void)state;
    assert_int_equal(worklist_month(day_from_civil(2026, 2, 28)), day_from_civil(2026, 2, 1));
    assert_int_equal(worklist_month(day_from_civil(2026, 3, 1)), day_from_civil(2026, 3, 1));
    assert_int_equal(worklist_year(day_from_civil(2026, 12, 31)), day_from_civil(2026, 1, 1));
}

static void
waits_are_told_by_the_nearest_rank(void **state)
{
    int32_t ten[] = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, one[] = {4}, two[] = {30, 2};
    struct worklist_wait wait = worklist_wait(ten, 10);

    (void)state;
    assert_int_equal(wait.count, 10);
    assert_int_equal(wait.median_days, 5);
    assert_int_equal(wait.p90_days, 9);
    wait = worklist_wait(one, 1);
    assert_int_equal(wait.median_days, 4);
    assert_int_equal(wait.p90_days, 4);
    wait = worklist_wait(two, 2);
    assert_int_equal(wait.median_days, 2);
    assert_int_equal(wait.p90_days, 30);
    assert_int_equal(worklist_wait(NULL, 0).count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_level_a_voucher_stands_nowhere),
        cmocka_unit_test(a_referral_stands_in_no_list_of_a_provider),
        cmocka_unit_test(a_paper_that_names_nobody_is_in_no_list_before_its_intake),
        cmocka_unit_test(what_names_us_is_open_as_long_as_it_may_be_accepted),
        cmocka_unit_test(what_went_to_another_provider_is_no_longer_ours),
        cmocka_unit_test(a_report_is_due_when_the_office_waits_for_it),
        cmocka_unit_test(what_is_closed_stays_until_the_month_ends),
        cmocka_unit_test(of_what_we_never_accepted_only_our_own_refusal_is_shown),
        cmocka_unit_test(months_and_years_begin_on_their_first_day),
        cmocka_unit_test(waits_are_told_by_the_nearest_rank),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
