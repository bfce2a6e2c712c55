/* Days and moments in Berlin. */
#include "test.h"

#include <time.h>

#include "clock.h"
#include "date.h"

static void
every_day_of_three_centuries_is_counted_once(void **state)
{
    (void)state;
    int32_t expected = day_from_civil(1900, 1, 1);
    assert_int_equal(expected, -25567);
    for (int year = 1900; year <= 2199; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int mday = 1; mday <= 31; mday++) {
                int32_t day = day_from_civil(year, month, mday);
                if (day == DAY_NONE) {
                    continue;
                }
                int y, m, d;
                assert_int_equal(day, expected++);
                day_to_civil(day, &y, &m, &d);
                assert_true(y == year && m == month && d == mday);
            }
        }
    }
    assert_int_equal(expected, day_from_civil(1970, 1, 1) + 84006);
}

static void
days_that_do_not_exist_are_none(void **state)
{
    (void)state;
    static const int rows[][3] = {
        {2023, 2, 29}, {2100, 2, 29}, {1900, 2, 29}, {2026, 4, 31},  {2026, 0, 1},
        {2026, 13, 1}, {2026, 1, 0},  {2026, 1, 32}, {1899, 12, 31}, {2200, 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(day_from_civil(rows[i][0], rows[i][1], rows[i][2]), DAY_NONE);
    }
    assert_int_equal(day_from_civil(2000, 2, 29), 11016);
    assert_int_equal(day_from_civil(2024, 2, 29), 19782);
}

static void
weekdays_run_from_monday(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(day_from_civil(2026, 5, 4)), 1);
    assert_int_equal(day_weekday(day_from_civil(1970, 1, 1)), 4);
    assert_int_equal(day_weekday(day_from_civil(1969, 12, 28)), 7);
    assert_int_equal(day_weekday(day_from_civil(2026, 12, 31)), 4);
}

static void
both_ways_of_writing_a_day_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"2026-05-04", "04.05.2026", "4.5.2026", "4.05.2026"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err = {0};
        int32_t day = 0;
        assert_true(day_parse(texts[i], "birth_date", &day, &err));
        assert_int_equal(day, day_from_civil(2026, 5, 4));
    }
}

static void
other_texts_are_no_day_and_change_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",           " ",          "29.02.2023",  "31.04.2026", "1.1.70",      "00.00.0000",
        "01/02/1990", "2026-5-4",   "2026-05-04x", "4.5.2026 ",  "04.05.20260", "heute",
        "2026-13-01", "0000-01-01", "+4.5.2026",   "4..2026",    "9999999999",  "004.5.2026",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err = {0};
        int32_t day = 77;
        assert_false(day_parse(texts[i], "birth_date", &day, &err));
        assert_error(&err, REASON_INVALID, texts[i]);
        assert_string_equal(err.field, "birth_date");
        assert_int_equal(day, 77);
    }
}

static void
days_are_written_in_both_ways(void **state)
{
    (void)state;
    char out[DAY_TEXT_MAX];
    int32_t day = day_from_civil(2026, 5, 4);
    assert_string_equal(day_iso(out, day), "2026-05-04");
    assert_string_equal(day_german(out, day), "04.05.2026");
    assert_string_equal(day_iso(out, DAY_NONE), "");
    assert_string_equal(day_german(out, DAY_NONE), "");
    assert_string_equal(day_iso(out, INT32_MAX), "");
    assert_string_equal(day_iso(out, INT32_MIN + 1), "");
}

static void
a_day_in_berlin_starts_at_berlin_midnight(void **state)
{
    (void)state;
    char out[MOMENT_TEXT_MAX];
    static const struct {
        int year, month, day;
        const char *start;
    } rows[] = {
        {2026, 5, 4, "2026-05-03T22:00:00.000Z"},   {2026, 1, 1, "2025-12-31T23:00:00.000Z"},
        {2026, 3, 29, "2026-03-28T23:00:00.000Z"},  {2026, 3, 30, "2026-03-29T22:00:00.000Z"},
        {2026, 10, 25, "2026-10-24T22:00:00.000Z"}, {2026, 10, 26, "2026-10-25T23:00:00.000Z"},
        {2038, 1, 20, "2038-01-19T23:00:00.000Z"},  {2100, 3, 1, "2100-02-28T23:00:00.000Z"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t day = day_from_civil(rows[i].year, rows[i].month, rows[i].day);
        int64_t start = moment_of_day(day);
        assert_string_equal(moment_rfc3339(out, start), rows[i].start);
        assert_int_equal(day_of_moment(start), day);
        assert_int_equal(day_of_moment(start - 1), day - 1);
    }
}

static void
every_day_has_one_first_millisecond(void **state)
{
    (void)state;
    for (int32_t day = day_from_civil(1950, 1, 1); day < day_from_civil(2199, 12, 31); day++) {
        int64_t start = moment_of_day(day);
        assert_true(day_of_moment(start) == day && day_of_moment(start - 1) == day - 1);
    }
}

static void
moments_are_written_for_programs_and_people(void **state)
{
    (void)state;
    char out[MOMENT_TEXT_MAX];
    assert_string_equal(moment_rfc3339(out, 0), "1970-01-01T00:00:00.000Z");
    assert_string_equal(moment_rfc3339(out, -1), "1969-12-31T23:59:59.999Z");
    assert_string_equal(moment_rfc3339(out, 1777878000123), "2026-05-04T07:00:00.123Z");
    assert_string_equal(moment_german(out, 1777878000123), "04.05.2026, 09:00");
    assert_string_equal(moment_rfc3339(out, INT64_MAX), "");
    assert_string_equal(moment_rfc3339(out, INT64_MIN), "");
    assert_string_equal(moment_german(out, INT64_MAX), "");
    assert_string_equal(moment_german(out, INT64_MIN), "");
}

static void
local_times_are_read_as_berlin(void **state)
{
    (void)state;
    char out[MOMENT_TEXT_MAX];
    static const char *const rows[][2] = {
        {"2026-05-04T09:00", "2026-05-04T07:00:00.000Z"},
        {"2026-01-15T09:00", "2026-01-15T08:00:00.000Z"},
        {"2026-03-29T01:59", "2026-03-29T00:59:00.000Z"},
        {"2026-03-29T03:00", "2026-03-29T01:00:00.000Z"},
        /* The hour that comes twice: the first one. */
        {"2026-10-25T02:30", "2026-10-25T00:30:00.000Z"},
        {"2026-10-25T03:00", "2026-10-25T02:00:00.000Z"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = {0};
        int64_t moment = 0;
        assert_true(moment_parse_local(rows[i][0], "appointment", &moment, &err));
        assert_string_equal(moment_rfc3339(out, moment), rows[i][1]);
    }
}

static void
the_hour_that_spring_skips_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"2026-03-29T02:00", "2026-03-29T02:59"};
    for (size_t i = 0; i < 2; i++) {
        struct err err = {0};
        int64_t moment = 7;
        assert_false(moment_parse_local(texts[i], "appointment", &moment, &err));
        assert_error(&err, REASON_INVALID, "Zeitumstellung", texts[i]);
        assert_int_equal(moment, 7);
    }
}

static void
other_texts_are_no_moment(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "2026-05-04",
        "2026-05-04T24:00",
        "2026-05-04T10:60",
        "2026-05-04 10:00",
        "2026-05-04T1:00",
        "2026-05-04T10:00Z",
        "2026-02-29T10:00",
        "04.05.2026T10:00",
        "2026-05-04T-1:00",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err = {0};
        int64_t moment = 7;
        assert_false(moment_parse_local(texts[i], "appointment", &moment, &err));
        assert_error(&err, REASON_INVALID, "ist kein Zeitpunkt");
        assert_int_equal(moment, 7);
    }
}

static void
the_clock_is_the_system_s_or_moved(void **state)
{
    (void)state;
    struct clock real = clock_system();
    int64_t now = (int64_t)time(NULL) * 1000;
    assert_true(clock_now_ms(&real) >= now && clock_now_ms(&real) < now + 5000);
    struct clock moved = clock_shifted(1777878000000);
    int64_t first = clock_now_ms(&moved);
    assert_true(first >= 1777878000000 && first < 1777878005000);
    assert_int_equal(clock_today(&moved), day_from_civil(2026, 5, 4));
    nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
    assert_true(clock_now_ms(&moved) > first);
}

int
main(void)
{
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_three_centuries_is_counted_once),
        cmocka_unit_test(days_that_do_not_exist_are_none),
        cmocka_unit_test(weekdays_run_from_monday),
        cmocka_unit_test(both_ways_of_writing_a_day_are_read),
        cmocka_unit_test(other_texts_are_no_day_and_change_nothing),
        cmocka_unit_test(days_are_written_in_both_ways),
        cmocka_unit_test(a_day_in_berlin_starts_at_berlin_midnight),
        cmocka_unit_test(every_day_has_one_first_millisecond),
        cmocka_unit_test(moments_are_written_for_programs_and_people),
        cmocka_unit_test(local_times_are_read_as_berlin),
        cmocka_unit_test(the_hour_that_spring_skips_is_refused),
        cmocka_unit_test(other_texts_are_no_moment),
        cmocka_unit_test(the_clock_is_the_system_s_or_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
