/*
 * late_test.c - the day of what a device noted by its own clock and told later.
 */
#include "late.h"

#include <stdlib.h>
#include <time.h>

#include "world.h"

#define MINUTE ((int64_t)60 * 1000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOON 1777888800000 /* Monday, 2026-05-04 12:00 in Berlin */

static struct late
read_late(struct late_clock clock, int64_t now_ms, enum reason why)
{
    struct late out;
    struct err err = {0};
    bool done = late_read(&clock, now_ms, &out, &err);
    assert_int_equal(err.reason, why);
    assert_int_equal(done, why == REASON_NONE);
    assert_true(done || strcmp(err.field, "happened_at") == 0);
    return out;
}

/* Noted at HAPPENED by a clock that was BEFORE ahead of ours at the last contact and is AFTER
   ahead of it now. */
static struct late_clock
noted(int64_t happened_ms, int64_t before, int64_t after, int64_t now_ms)
{
    int64_t contact_ms = happened_ms - 3 * HOUR;
    return (struct late_clock){.happened_ms = happened_ms + before, .sent_ms = now_ms + after,
                               .contact_ms = contact_ms + before,
                               .contact_server_ms = contact_ms};
}

static void
a_right_clock_keeps_its_moment(void **state)
{
    (void)state;
    struct late late = read_late(noted(NOON, 0, 0, NOON + HOUR), NOON + HOUR, REASON_NONE);
    assert_int_equal(late.happened_ms, NOON);
    assert_int_equal(late.offset_ms, 0);
    assert_int_equal(late.day, date(2026, 5, 4));
}

static void
a_clock_wrong_by_days_is_corrected(void **state)
{
    static const int64_t wrong[] = {DAY, -DAY, 400 * DAY, -400 * DAY, 5 * HOUR, 1};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct late late = read_late(noted(NOON, wrong[i], wrong[i], NOON + HOUR), NOON + HOUR,
                                     REASON_NONE);
        assert_int_equal(late.happened_ms, NOON);
        assert_int_equal(late.offset_ms, -wrong[i]);
        assert_int_equal(late.day, date(2026, 5, 4));
    }
}

static void
a_device_without_an_earlier_contact_is_measured_when_it_tells(void **state)
{
    (void)state;
    struct late_clock clock = {.happened_ms = NOON + DAY, .sent_ms = NOON + HOUR + DAY};
    struct late late = read_late(clock, NOON + HOUR, REASON_NONE);
    assert_int_equal(late.happened_ms, NOON);
    assert_int_equal(late.day, date(2026, 5, 4));
}

static void
a_clock_set_within_the_day_leaves_the_day(void **state)
{
    (void)state;
    struct late late = read_late(noted(NOON, HOUR, 0, NOON + 2 * HOUR), NOON + 2 * HOUR,
                                 REASON_NONE);
    assert_int_equal(late.day, date(2026, 5, 4));
}

static void
a_clock_set_by_a_day_leaves_no_day_to_guess(void **state)
{
    static const int64_t set[][2] = {{DAY, 0}, {0, DAY}, {-DAY, 0}, {0, -DAY}, {13 * HOUR, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        struct late late = read_late(noted(NOON, set[i][0], set[i][1], NOON + 14 * HOUR),
                                     NOON + 14 * HOUR, REASON_DATE_OUT_OF_RANGE);
        assert_int_equal(late.day, DAY_NONE);
    }
}

static void
the_day_is_that_of_berlin_on_both_sides_of_midnight(void **state)
{
    const int64_t midnight = moment_of_day(date(2026, 5, 5));
    (void)state;
    assert_int_equal(read_late(noted(midnight - 1, DAY, DAY, midnight + HOUR), midnight + HOUR,
                               REASON_NONE).day,
                     date(2026, 5, 4));
    assert_int_equal(read_late(noted(midnight, DAY, DAY, midnight + HOUR), midnight + HOUR,
                               REASON_NONE).day,
                     date(2026, 5, 5));
    /* Two measurements differ by a little: the earlier one tells, also at midnight. */
    assert_int_equal(read_late(noted(midnight - 1, 0, -LATE_TOLERANCE_MS, midnight + HOUR),
                               midnight + HOUR, REASON_NONE).day,
                     date(2026, 5, 4));
    assert_int_equal(read_late(noted(midnight - 1, 0, -LATE_TOLERANCE_MS - 1, midnight + HOUR),
                               midnight + HOUR, REASON_DATE_OUT_OF_RANGE).day,
                     DAY_NONE);
}

static void
the_hours_that_the_clock_changes_keep_their_day(void **state)
{
    (void)state;
    for (int hour = 0; hour < 25; hour++) { /* 25 October 2026 has 25 */
        int64_t moment = moment_of_day(date(2026, 10, 25)) + hour * HOUR;
        assert_int_equal(read_late(noted(moment, -DAY, -DAY, moment + DAY), moment + DAY,
                                   REASON_NONE).day,
                         date(2026, 10, 25));
    }
}

static void
the_future_is_refused_and_a_little_of_it_is_now(void **state)
{
    (void)state;
    struct late late = read_late(noted(NOON + LATE_TOLERANCE_MS, 0, 0, NOON), NOON, REASON_NONE);
    assert_int_equal(late.happened_ms, NOON);
    late = read_late(noted(NOON + LATE_TOLERANCE_MS + 1, 0, 0, NOON), NOON,
                     REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(late.day, DAY_NONE);
}

static void
seven_days_are_told_and_no_more(void **state)
{
    (void)state;
    (void)read_late(noted(NOON - 7 * DAY, 0, 0, NOON), NOON, REASON_NONE);
    struct late late = read_late(noted(NOON - 7 * DAY - 1, 0, 0, NOON), NOON,
                                 REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(late.day, date(2026, 4, 27)); /* the office may still record it */
}

static void
the_longest_numbers_of_the_wire_overflow_nothing(void **state)
{
    static const int64_t far[] = {0, 1, 999999999999999};
    (void)state;
    for (int i = 0; i < 81; i++) {
        struct late_clock clock = {far[i % 3], far[i / 3 % 3], far[i / 9 % 3], far[i / 27]};
        struct err err = {0};
        struct late out;
        if (late_read(&clock, NOON, &out, &err)) {
            assert_true(out.happened_ms <= NOON && out.happened_ms >= NOON - 7 * DAY);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_clock_keeps_its_moment),
        cmocka_unit_test(a_clock_wrong_by_days_is_corrected),
        cmocka_unit_test(a_device_without_an_earlier_contact_is_measured_when_it_tells),
        cmocka_unit_test(a_clock_set_within_the_day_leaves_the_day),
        cmocka_unit_test(a_clock_set_by_a_day_leaves_no_day_to_guess),
        cmocka_unit_test(the_day_is_that_of_berlin_on_both_sides_of_midnight),
        cmocka_unit_test(the_hours_that_the_clock_changes_keep_their_day),
        cmocka_unit_test(the_future_is_refused_and_a_little_of_it_is_now),
        cmocka_unit_test(seven_days_are_told_and_no_more),
        cmocka_unit_test(the_longest_numbers_of_the_wire_overflow_nothing),
    };
    setenv("TZ", "Europe/Berlin", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
