/*
 * retention_test.c - how long a voucher stays, and from which day a deletion run may go by.
 */
#include "world.h"

#include "retention.h"

static const struct retention_terms terms = {12, 18};

static enum retention
on(struct fold fold, int32_t last_event, int32_t day)
{
    struct retention_facts facts = {.last_event = last_event};
    return retention_of(&fold, &facts, &terms, day);
}

static void
a_reviewed_voucher_stays_twelve_months(void **state)
{
    struct fold fold = {.state = STATE_REVIEWED, .reviewed_on = date(2026, 6, 15)};
    (void)state;
    assert_int_equal(on(fold, date(2026, 6, 15), date(2027, 6, 14)), RETENTION_RUNNING);
    assert_int_equal(on(fold, date(2026, 6, 15), date(2027, 6, 15)), RETENTION_DUE);
}

static void
one_nobody_reviewed_stays_eighteen_months_after_its_last_event(void **state)
{
    struct fold fold = {.state = STATE_EXPIRED, .reviewed_on = DAY_NONE};
    (void)state;
    assert_int_equal(on(fold, date(2026, 8, 31), date(2028, 2, 28)), RETENTION_RUNNING);
    assert_int_equal(on(fold, date(2026, 8, 31), date(2028, 2, 29)), RETENTION_RUNNING);
    assert_int_equal(on(fold, date(2026, 8, 31), date(2028, 3, 31)), RETENTION_DUE);
}

static void
what_may_still_be_used_is_disputed_or_restricted_stays_and_says_so(void **state)
{
    struct fold fold = {.state = STATE_STARTED, .complete_by = date(2028, 6, 1),
                        .reviewed_on = DAY_NONE};
    struct retention_facts facts = {.last_event = date(2026, 1, 1)};
    (void)state;
    assert_int_equal(retention_of(&fold, &facts, &terms, date(2028, 6, 1)), RETENTION_OPEN);
    assert_int_equal(retention_of(&fold, &facts, &terms, date(2028, 6, 2)), RETENTION_DUE);
    facts.disputed = true;
    assert_int_equal(retention_of(&fold, &facts, &terms, date(2028, 6, 2)), RETENTION_DISPUTED);
    facts.restricted = true;
    assert_int_equal(retention_of(&fold, &facts, &terms, date(2028, 6, 2)),
                     RETENTION_RESTRICTED);
    assert_string_equal(retention_name(RETENTION_RESTRICTED), "restricted");
}

static void
months_end_where_the_month_does(void **state)
{
    (void)state;
    assert_int_equal(retention_months_before(date(2028, 3, 31), 1), date(2028, 2, 29));
    assert_int_equal(retention_months_before(date(2027, 1, 15), 12), date(2026, 1, 15));
    assert_int_equal(retention_months_before(date(2027, 1, 15), 13), date(2025, 12, 15));
    assert_int_equal(retention_months_before(date(2027, 5, 31), 18), date(2025, 11, 30));
}

static void
what_goes_must_have_been_due_on_the_run_before(void **state)
{
    struct retention_mark mark = {DAY_NONE, DAY_NONE}, next;
    (void)state;
    assert_int_equal(retention_run(&mark, date(2027, 6, 1), &next), DAY_NONE);
    mark = next;
    assert_int_equal(retention_run(&mark, date(2027, 6, 1), &next), DAY_NONE);
    assert_int_equal(retention_run(&mark, date(2027, 6, 2), &next), date(2027, 6, 1));
    mark = next;
    assert_int_equal(retention_run(&mark, date(2027, 6, 9), &next), date(2027, 6, 2));
}

static void
a_date_that_jumps_deletes_nothing_for_two_weeks(void **state)
{
    struct retention_mark mark = {date(2027, 6, 1), date(2027, 1, 1)}, next;
    (void)state;
    assert_int_equal(retention_run(&mark, date(2027, 7, 6), &next), date(2027, 6, 1));
    assert_int_equal(retention_run(&mark, date(2037, 6, 1), &next), DAY_NONE);
    mark = next;
    for (int32_t day = date(2037, 6, 2); day < date(2037, 6, 15); day++, mark = next) {
        assert_int_equal(retention_run(&mark, day, &next), DAY_NONE);
    }
    assert_int_equal(retention_run(&mark, date(2037, 6, 15), &next), date(2037, 6, 14));
}

static void
a_date_that_goes_back_begins_anew(void **state)
{
    struct retention_mark mark = {date(2037, 6, 1), date(2037, 6, 15)}, next;
    (void)state;
    assert_int_equal(retention_run(&mark, date(2027, 6, 2), &next), DAY_NONE);
    mark = next;
    assert_int_equal(retention_run(&mark, date(2027, 6, 3), &next), date(2027, 6, 2));
}

static void
the_first_day_a_term_is_over_is_the_first_on_which_it_is_due(void **state)
{
    (void)state;
    for (int32_t day = date(2027, 11, 1); day < date(2029, 4, 1); day++) {
        for (int reviewed = 0; reviewed < 2; reviewed++) {
            struct fold fold = {.state = reviewed ? STATE_REVIEWED : STATE_EXPIRED,
                                .reviewed_on = reviewed ? day : DAY_NONE};
            int32_t over = retention_over_on(&fold, day, &terms);

            assert_int_equal(on(fold, day, over - 1), RETENTION_RUNNING);
            assert_int_equal(on(fold, day, over), RETENTION_DUE);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reviewed_voucher_stays_twelve_months),
        cmocka_unit_test(one_nobody_reviewed_stays_eighteen_months_after_its_last_event),
        cmocka_unit_test(what_may_still_be_used_is_disputed_or_restricted_stays_and_says_so),
        cmocka_unit_test(months_end_where_the_month_does),
        cmocka_unit_test(the_first_day_a_term_is_over_is_the_first_on_which_it_is_due),
        cmocka_unit_test(what_goes_must_have_been_due_on_the_run_before),
        cmocka_unit_test(a_date_that_jumps_deletes_nothing_for_two_weeks),
        cmocka_unit_test(a_date_that_goes_back_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
