/*
 * moment_test.c - wrong clocks, days that are too short or too long, the last second of a
 * deadline, and a clock that jumps back.
 */
#include "clock.h"
#include "office.h"

/* The office's clock shows LOCAL, time of Berlin. */
static void
set_clock(struct office *office, const char *local)
{
    int64_t moment_ms;

    office->err = (struct err){0};
    assert_true(moment_parse_local(local, "clock", &moment_ms, &office->err));
    office_pass(office, moment_ms - clock_now_ms(&office->env.clock));
}

/* Record STEP of CODE as of DAY (ISO, "" none); the reason, or REASON_NONE. */
static enum reason
record_on(struct office *office, const struct paired_device *device, const char *code,
          enum step step, const char *day)
{
    struct reception_event event = office_event(office, code, step);

    office->err = (struct err){0};
    event.source = SOURCE_API;
    if (*day != '\0') {
        assert_true(day_parse(day, "happened_on", &event.happened_on, &office->err));
    }
    return office_record(office, device, &event) ? REASON_NONE : office->err.reason;
}

/* What a reception gets that reports an intake as of DAY ("" today) when the office's clock shows
   NOW; 23:59 is meant to its last second. */
struct attempt {
    const char *now, *day;
    enum reason reason;
};

static void
expect(struct office *office, const struct attempt *rows, size_t count)
{
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    for (size_t i = 0; i < count; i++) {
        const char *code;
        enum reason reason;

        set_clock(office, "2026-05-04T10:00");
        code = office_voucher(office, "KB-1", "kita");
        assert_string_equal(
            value_string(value_get(value_at(value_find(office->doc, "slip.vouchers"), 0),
                                   "redeem_by")),
            "2026-08-03");
        set_clock(office, rows[i].now);
        if (strstr(rows[i].now, "T23:59") != NULL) {
            office_pass(office, 59 * 1000); /* the clock runs on: a whole second is left */
        }
        reason = record_on(office, &device, code, STEP_ACCEPT, rows[i].day);
        if (reason != rows[i].reason) {
            fail_msg("row %zu: %s as of %s: %s, not %s", i, rows[i].now, rows[i].day,
                     reason_row(reason)->name, reason_row(rows[i].reason)->name);
        }
    }
}

static void
a_day_is_judged_by_the_offices_clock_in_berlin(void **state)
{
    static const struct attempt rows[] = {
        /* a phone that is a day ahead, behind, or a fortnight */
        {"2026-05-20T10:00", "2026-05-21", REASON_DATE_OUT_OF_RANGE},
        {"2026-05-20T10:00", "2026-05-19", REASON_NONE},
        {"2026-05-20T10:00", "2026-05-06", REASON_NONE},
        {"2026-05-20T10:00", "2026-05-05", REASON_DATE_OUT_OF_RANGE},
        /* before the voucher there was */
        {"2026-05-06T10:00", "2026-05-03", REASON_DATE_OUT_OF_RANGE},
        {"2026-05-06T10:00", "2026-05-04", REASON_NONE},
        /* the day changes in Berlin, not in Greenwich */
        {"2026-05-20T23:59", "2026-05-21", REASON_DATE_OUT_OF_RANGE},
        {"2026-05-21T00:00", "2026-05-21", REASON_NONE},
        {"2026-05-21T00:30", "2026-05-22", REASON_DATE_OUT_OF_RANGE},
        {"2026-05-20T23:59", "", REASON_NONE},
    };

    expect(*state, rows, sizeof rows / sizeof *rows);
}

static void
days_of_23_and_25_hours_are_days(void **state)
{
    static const struct {
        const char *now, *day;
    } rows[] = {
        {"2026-10-24T23:59", "2026-10-24"}, {"2026-10-25T00:00", "2026-10-25"},
        {"2026-10-25T23:30", "2026-10-25"}, {"2026-10-25T23:59", "2026-10-25"},
        {"2026-10-26T00:00", "2026-10-26"}, {"2027-03-27T23:59", "2027-03-27"},
        {"2027-03-28T00:00", "2027-03-28"}, {"2027-03-28T03:00", "2027-03-28"},
        {"2027-03-28T23:59", "2027-03-28"}, {"2027-03-29T00:00", "2027-03-29"},
    };
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code;

        set_clock(office, rows[i].now);
        code = office_voucher(office, "KB-1", "kita");
        assert_int_equal(record_on(office, &device, code, STEP_ACCEPT, ""), REASON_NONE);
        assert_string_equal(told(office, "event.happened_on"), rows[i].day);
    }
}

static void
a_deadline_ends_with_the_last_second_of_its_day(void **state)
{
    static const struct attempt rows[] = {
        /* the last day is the 3rd of August, the grace ends with the 6th */
        {"2026-08-03T23:59", "", REASON_NONE},
        {"2026-08-06T23:59", "", REASON_NONE},
        {"2026-08-07T00:00", "", REASON_EXPIRED},
        {"2026-08-07T00:00", "2026-08-03", REASON_NONE},
        {"2026-08-07T00:00", "2026-08-06", REASON_NONE},
        {"2026-08-16T10:00", "2026-08-06", REASON_NONE},
        {"2026-08-17T10:00", "2026-08-07", REASON_EXPIRED},
    };

    expect(*state, rows, sizeof rows / sizeof *rows);
}

static void
a_clock_that_jumps_back_leaves_events_in_their_order(void **state)
{
    static const enum step steps[] = {STEP_ACCEPT, STEP_START, STEP_ATTEND, STEP_END};
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita"), *before = "";
    const struct value *events;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        office_step(office, &device, code, steps[i]);
        office_pass(office, -HOUR_MS);
    }
    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    events = value_find(office->doc, "voucher.events");
    assert_int_equal(value_len(events), 5);
    for (size_t i = 0; i < value_len(events); i++) {
        const char *moment = value_string(value_get(value_at(events, i), "recorded_at"));

        assert_true(strcmp(moment, before) >= 0);
        before = moment;
    }
    assert_done(office, upkeep_verify(&office->env, &office->doc, &office->err));
}

/* The day an event is written for, too: it may not stand before the event it builds on. */
static void
a_clock_that_jumps_back_over_midnight_loses_no_step(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code;

    set_clock(office, "2026-05-20T00:10");
    code = office_voucher(office, "KB-1", "kita");
    assert_int_equal(record_on(office, &device, code, STEP_ACCEPT, ""), REASON_NONE);
    office_pass(office, -HOUR_MS);
    assert_int_equal(record_on(office, &device, code, STEP_START, ""), REASON_NONE);
    assert_string_equal(told(office, "event.happened_on"), "2026-05-20");
    assert_done(office, office_look(office, &device, code));
    assert_non_null(office_action(office, "end"));
}

/* Then it was the earlier clock that was wrong, and the day it wrote is no day to go on from. */
static void
a_clock_that_was_far_ahead_does_not_lead_the_others(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code;

    set_clock(office, "2026-05-24T10:00");
    code = office_voucher(office, "KB-1", "kita");
    set_clock(office, "2026-05-20T10:00");
    assert_int_equal(record_on(office, &device, code, STEP_ACCEPT, ""),
                     REASON_DATE_OUT_OF_RANGE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_day_is_judged_by_the_offices_clock_in_berlin),
        OFFICE_TEST(days_of_23_and_25_hours_are_days),
        OFFICE_TEST(a_deadline_ends_with_the_last_second_of_its_day),
        OFFICE_TEST(a_clock_that_jumps_back_leaves_events_in_their_order),
        OFFICE_TEST(a_clock_that_jumps_back_over_midnight_loses_no_step),
        OFFICE_TEST(a_clock_that_was_far_ahead_does_not_lead_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
