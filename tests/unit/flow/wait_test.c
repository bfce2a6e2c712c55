/*
 * wait_test.c - waits are told as somebody had them, and not at all when there are too few.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wait.h"

static void
four_cases_say_nothing_and_five_do(void **state)
{
    static const int32_t days[] = {30, 1, 9, 4, 2};
    (void)state;
    assert_false(wait_measure(days, 0).known);
    assert_false(wait_measure(days, 4).known);
    assert_int_equal(wait_measure(days, 4).cases, 4);
    assert_int_equal(wait_measure(days, 4).median_days, 0);
    assert_true(wait_measure(days, 5).known);
    assert_int_equal(wait_measure(days, 5).median_days, 4);
    assert_int_equal(wait_measure(days, 5).most_days, 30);
}

static void
half_and_nine_of_ten_waited_no_longer(void **state)
{
    int32_t days[10];
    (void)state;
    for (int32_t i = 0; i < 10; i++) {
        days[i] = 10 - i;
    }
    assert_int_equal(wait_measure(days, 10).median_days, 5);
    assert_int_equal(wait_measure(days, 10).most_days, 9);
}

static void
more_than_the_most_cases_are_not_looked_at(void **state)
{
    static int32_t days[WAIT_CASES_MAX + 10];
    (void)state;
    for (size_t i = WAIT_CASES_MAX; i < WAIT_CASES_MAX + 10; i++) {
        days[i] = 1000;
    }
    assert_int_equal(wait_measure(days, WAIT_CASES_MAX + 10).most_days, 0);
    assert_int_equal(wait_measure(days, WAIT_CASES_MAX + 10).cases, WAIT_CASES_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_cases_say_nothing_and_five_do),
        cmocka_unit_test(half_and_nine_of_ten_waited_no_longer),
        cmocka_unit_test(more_than_the_most_cases_are_not_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
