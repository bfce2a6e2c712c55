/*
 * deadline_test.c - holidays of North Rhine-Westphalia, and days that move to a working day.
 */
#include "world.h"

struct holidays {
    int year;
    int32_t movable[5][2]; /* month and day: Good Friday, Easter Monday, Ascension, Whit Monday,
                              Corpus Christi */
};

/* Taken by hand from a calendar. */
static const struct holidays calendar[] = {
    {2026, {{4, 3}, {4, 6}, {5, 14}, {5, 25}, {6, 4}}},
    {2027, {{3, 26}, {3, 29}, {5, 6}, {5, 17}, {5, 27}}},
    {2028, {{4, 14}, {4, 17}, {5, 25}, {6, 5}, {6, 15}}},
    {2029, {{3, 30}, {4, 2}, {5, 10}, {5, 21}, {5, 31}}},
    {2030, {{4, 19}, {4, 22}, {5, 30}, {6, 10}, {6, 20}}},
};
#define YEARS (sizeof calendar / sizeof calendar[0])

static void
movable_holidays_are_those_of_the_calendar(void **state)
{
    static const char *const names[] = {"Karfreitag", "Ostermontag", "Christi Himmelfahrt",
                                        "Pfingstmontag", "Fronleichnam"};
    (void)state;
    for (size_t i = 0; i < YEARS; i++) {
        for (int j = 0; j < 5; j++) {
            const int32_t *day = calendar[i].movable[j];
            const char *name = deadline_holiday(date(calendar[i].year, day[0], day[1]));
            assert_non_null(name);
            assert_string_equal(name, names[j]);
        }
    }
}

static void
fixed_holidays_are_those_of_the_law(void **state)
{
    (void)state;
    assert_string_equal(deadline_holiday(date(2026, 1, 1)), "Neujahr");
    assert_string_equal(deadline_holiday(date(2026, 5, 1)), "Tag der Arbeit");
    assert_string_equal(deadline_holiday(date(2026, 10, 3)), "Tag der Deutschen Einheit");
    assert_string_equal(deadline_holiday(date(2026, 11, 1)), "Allerheiligen");
    assert_string_equal(deadline_holiday(date(2026, 12, 25)), "1. Weihnachtstag");
    assert_string_equal(deadline_holiday(date(2026, 12, 26)), "2. Weihnachtstag");
}

static void
a_year_has_eleven_holidays_and_no_more(void **state)
{
    (void)state;
    for (int year = 1970; year < 2200; year++) {
        int count = 0;
        for (int32_t day = date(year, 1, 1); day <= date(year, 12, 31); day++) {
            count += deadline_holiday(day) != NULL;
        }
        /* Ascension fell on 1 May in 2008 and will in 2160: two names, one day. */
        assert_int_equal(count, year == 2008 || year == 2160 ? 10 : 11);
    }
}

static void
other_states_holidays_are_working_days(void **state)
{
    (void)state;
    assert_true(deadline_working_day(date(2026, 1, 6)));
    assert_true(deadline_working_day(date(2028, 8, 15)));
    assert_true(deadline_working_day(date(2028, 10, 31)));
    assert_true(deadline_working_day(date(2026, 12, 24)));
    assert_true(deadline_working_day(date(2026, 12, 31)));
}

static void
the_earliest_and_the_latest_easter_are_right(void **state)
{
    (void)state;
    assert_string_equal(deadline_holiday(date(2008, 3, 24)), "Ostermontag");
    assert_string_equal(deadline_holiday(date(2038, 4, 26)), "Ostermontag");
    assert_string_equal(deadline_holiday(date(1981, 4, 20)), "Ostermontag"); /* exception */
    assert_string_equal(deadline_holiday(date(2049, 4, 19)), "Ostermontag");
    assert_string_equal(deadline_holiday(date(1954, 4, 19)), "Ostermontag");
    assert_string_equal(deadline_holiday(date(2100, 3, 29)), "Ostermontag");
}

static void
a_deadline_on_a_free_day_moves_to_the_next_working_day(void **state)
{
    (void)state;
    assert_int_equal(deadline_shift(date(2026, 5, 4)), date(2026, 5, 4));
    assert_int_equal(deadline_shift(date(2026, 5, 9)), date(2026, 5, 11));   /* Saturday */
    assert_int_equal(deadline_shift(date(2026, 5, 10)), date(2026, 5, 11));  /* Sunday */
    assert_int_equal(deadline_shift(date(2026, 4, 3)), date(2026, 4, 7));    /* Good Friday */
    assert_int_equal(deadline_shift(date(2026, 12, 25)), date(2026, 12, 28)); /* a Friday */
    assert_int_equal(deadline_shift(date(2027, 12, 31)), date(2027, 12, 31));
    assert_int_equal(deadline_shift(date(2028, 1, 1)), date(2028, 1, 3));
    assert_int_equal(deadline_shift(date(2028, 2, 29)), date(2028, 2, 29));
}

static void
days_are_added_before_the_move(void **state)
{
    (void)state;
    assert_int_equal(deadline_after(date(2026, 5, 4), 90), date(2026, 8, 3)); /* a Sunday moves */
    assert_int_equal(deadline_after(date(2026, 5, 4), 0), date(2026, 5, 4));
    assert_int_equal(deadline_after(date(2027, 12, 30), 2), date(2028, 1, 3));
}

static void
every_moved_day_is_the_first_working_day_from_there(void **state)
{
    (void)state;
    for (int32_t day = date(2026, 1, 1); day < date(2031, 1, 1); day++) {
        int32_t shifted = deadline_shift(day);
        assert_true(shifted >= day && shifted <= day + 5);
        assert_true(deadline_working_day(shifted));
        for (int32_t skipped = day; skipped < shifted; skipped++) {
            assert_false(deadline_working_day(skipped));
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(movable_holidays_are_those_of_the_calendar),
        cmocka_unit_test(fixed_holidays_are_those_of_the_law),
        cmocka_unit_test(a_year_has_eleven_holidays_and_no_more),
        cmocka_unit_test(other_states_holidays_are_working_days),
        cmocka_unit_test(the_earliest_and_the_latest_easter_are_right),
        cmocka_unit_test(a_deadline_on_a_free_day_moves_to_the_next_working_day),
        cmocka_unit_test(days_are_added_before_the_move),
        cmocka_unit_test(every_moved_day_is_the_first_working_day_from_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
