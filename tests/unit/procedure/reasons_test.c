/*
 * reasons_test.c - every reason a reception can hear, and what is kept of it.
 */
#include <sqlite3.h>

#include "office.h"
#include "upkeep.h"

/* The number a query gives, on a connection of the test's own. */
static int
count(const struct office *office, const char *query)
{
    char path[600];
    sqlite3 *db;
    sqlite3_stmt *statement;
    int number;

    snprintf(path, sizeof path, "%s/laufzettel.db", office->dir);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    number = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

struct trial {
    struct paired_device device;
    struct reception_event event;
};

/* A voucher of the day-care centre, a device of it, and STEP about to be taken. */
static struct trial
trial(struct office *office, enum step step)
{
    struct trial out;

    out.device = office_device(office, "kita", WHO_RECEPTION);
    out.event = office_event(office, office_voucher(office, "KB-1", "kita"), step);
    return out;
}

static struct trial
malformed(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.code = "1234-5678-9ABC-DEFF";
    return out;
}

static struct trial
foreign(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.code = "https://example.org/S#123456789ABCDEFE";
    return out;
}

static struct trial
not_allowed(struct office *office)
{
    return trial(office, STEP_WITHDRAW);
}

static struct trial
rate_limited(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    for (int i = 0; i < 10; i++) {
        assert_refused(office, REASON_UNKNOWN,
                       office_look(office, &out.device, "1234-5678-9ABC-DEFE"));
    }
    return out;
}

static struct trial
unknown(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.code = "1234-5678-9ABC-DEFE";
    return out;
}

static struct trial
wrong_provider(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.code = office_voucher(office, "SB-1", "schulden");
    out.device = office_device(office, "kredit", WHO_RECEPTION);
    return out;
}

static struct trial
in_work_elsewhere(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);
    struct paired_device other = office_device(office, "schulden", WHO_RECEPTION);

    office_consent(office, "schulden", 2);
    out.device = office_device(office, "kredit", WHO_RECEPTION);
    out.event.code = office_voucher(office, "SB-1", "");
    office_step(office, &other, out.event.code, STEP_ACCEPT);
    return out;
}

static struct trial
superseded(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    office_steer(office, out.event.code, STEP_REISSUE, CAUSE_NONE);
    return out;
}

static struct trial
withdrawn(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    office_steer(office, out.event.code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    return out;
}

static struct trial
already_recorded(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    office_step(office, &out.device, out.event.code, STEP_ACCEPT);
    return out;
}

static struct trial
expired(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    office_pass(office, 130 * DAY_MS);
    return out;
}

static struct trial
closed(struct office *office)
{
    struct trial out = trial(office, STEP_START);
    struct reception_event decline = office_event(office, out.event.code, STEP_DECLINE);

    decline.cause = CAUSE_NO_CAPACITY;
    assert_done(office, office_record(office, &out.device, &decline));
    return out;
}

static struct trial
not_yet_valid(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.device = office_device(office, "kredit", WHO_RECEPTION);
    office_issue(office, "KB-1", "kita", "SB-1", ORDER_STRICT);
    out.event.code = value_string(
        value_get(value_at(value_find(office->doc, "slip.vouchers"), 1), "code"));
    return out;
}

static struct trial
wrong_step(struct office *office)
{
    return trial(office, STEP_START);
}

static struct trial
consent_missing(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.code = office_voucher(office, "SB-1", "schulden");
    out.device = office_device(office, "schulden", WHO_RECEPTION);
    return out;
}

static struct trial
level_too_low(struct office *office)
{
    struct trial out = trial(office, STEP_RECOMMEND);

    office_step(office, &out.device, out.event.code, STEP_ACCEPT);
    out.event.recommendation = RECOMMEND_W2;
    out.event.discussed = true;
    return out;
}

static struct trial
date_out_of_range(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);

    out.event.happened_on = day_from_civil(2026, 5, 5);
    return out;
}

static struct trial
invalid(struct office *office)
{
    return trial(office, STEP_DECLINE);
}

static struct trial
conflict(struct office *office)
{
    struct trial out = trial(office, STEP_ACCEPT);
    struct reception_event event = out.event;

    assert_done(office, office_record(office, &out.device, &event));
    out.event.step = STEP_START;
    return out;
}

static struct trial
not_found(struct office *office)
{
    struct trial out = trial(office, STEP_ANNUL);

    out.event.receipt = "ABCDEF";
    return out;
}

/* KEPT: what stays of the refusal. */
enum kept { KEPT_NOTHING, KEPT_ROW, KEPT_COUNT, KEPT_DAY };

static const struct reason_case {
    enum reason reason;
    struct trial (*arrange)(struct office *office);
    enum kept kept;
} cases[] = {
    {REASON_MALFORMED, malformed, KEPT_COUNT},
    {REASON_FOREIGN_CODE, foreign, KEPT_COUNT},
    {REASON_NOT_ALLOWED, not_allowed, KEPT_ROW},
    {REASON_RATE_LIMITED, rate_limited, KEPT_NOTHING},
    {REASON_UNKNOWN, unknown, KEPT_COUNT},
    {REASON_WRONG_PROVIDER, wrong_provider, KEPT_ROW},
    {REASON_IN_WORK_ELSEWHERE, in_work_elsewhere, KEPT_ROW},
    {REASON_SUPERSEDED, superseded, KEPT_ROW},
    {REASON_WITHDRAWN, withdrawn, KEPT_ROW},
    {REASON_ALREADY_RECORDED, already_recorded, KEPT_ROW},
    {REASON_EXPIRED, expired, KEPT_ROW},
    {REASON_CLOSED, closed, KEPT_ROW},
    {REASON_NOT_YET_VALID, not_yet_valid, KEPT_ROW},
    {REASON_WRONG_STEP, wrong_step, KEPT_ROW},
    {REASON_CONSENT_MISSING, consent_missing, KEPT_DAY},
    {REASON_LEVEL_TOO_LOW, level_too_low, KEPT_ROW},
    {REASON_DATE_OUT_OF_RANGE, date_out_of_range, KEPT_ROW},
    {REASON_INVALID, invalid, KEPT_ROW},
    {REASON_CONFLICT, conflict, KEPT_NOTHING},
    {REASON_NOT_FOUND, not_found, KEPT_ROW},
};

#define CASES (sizeof cases / sizeof *cases)

static void
refuse_one(const struct reason_case *row)
{
    static const char *const name[] = {"nothing", "a row", "a count", "the day"};
    void *state;
    struct office *office;
    struct trial it;
    int before[3], events;
    const char *const query[3] = {
        "SELECT count(*) FROM refusal",
        "SELECT coalesce(sum(amount), 0) FROM counter WHERE scope = 'device'",
        "SELECT coalesce(sum(amount), 0) FROM counter WHERE scope = 'level0'"};

    office_setup(&state);
    office = state;
    it = row->arrange(office);
    events = count(office, "SELECT count(*) FROM event");
    for (int i = 0; i < 3; i++) {
        before[i] = count(office, query[i]);
    }
    assert_refused(office, row->reason, office_record(office, &it.device, &it.event));
    assert_int_equal(count(office, "SELECT count(*) FROM event"), events);
    for (int i = 0; i < 3; i++) {
        int grown = count(office, query[i]) - before[i];

        if (grown != (i + 1 == (int)row->kept)) {
            fail_msg("%s: should leave %s", reason_row(row->reason)->name, name[row->kept]);
        }
    }
    office_teardown(&state);
}

static void
every_reason_is_heard_and_kept_as_it_should_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        refuse_one(&cases[i]);
    }
}

/* Too large is for the wire, store and print for a broken machine. */
static void
no_reason_of_the_list_is_left_out(void **state)
{
    enum reason reason = REASON_NONE + 1;

    (void)state;
    for (size_t i = 0; i < CASES; i++, reason++) {
        assert_int_equal(cases[i].reason, reason);
    }
    assert_int_equal(reason, REASON_TOO_LARGE);
}

static void
a_refused_look_becomes_a_row_without_a_step(void **state)
{
    struct office *office = *state;
    struct trial it = superseded(office);

    assert_refused(office, REASON_SUPERSEDED,
                   office_look(office, &it.device, it.event.code));
    assert_int_equal(count(office, "SELECT count(*) FROM refusal WHERE step IS NULL "
                                   "AND reason = 'superseded'"),
                     1);
}

static void
refusals_are_forgotten_after_thirty_days(void **state)
{
    static const int64_t day_ms = (int64_t)24 * 60 * 60 * 1000;
    struct office *office = *state;
    struct trial it = superseded(office);
    const struct value *doc;
    struct err err = {0};

    assert_refused(office, REASON_SUPERSEDED,
                   office_look(office, &it.device, it.event.code));
    office_pass(office, 29 * day_ms);
    assert_true(upkeep_tick(&office->env, &doc, &err));
    assert_int_equal(count(office, "SELECT count(*) FROM refusal"), 1);
    office_pass(office, 2 * day_ms);
    assert_true(upkeep_tick(&office->env, &doc, &err));
    assert_int_equal(count(office, "SELECT count(*) FROM refusal"), 0);
}

static void
what_stands_against_a_step_hides_the_voucher_from_a_look(void **state)
{
    static const enum reason hiding[] = {REASON_WRONG_PROVIDER, REASON_IN_WORK_ELSEWHERE,
                                         REASON_SUPERSEDED,     REASON_WITHDRAWN,
                                         REASON_EXPIRED,        REASON_NOT_YET_VALID};

    (void)state;
    for (size_t i = 0; i < sizeof hiding / sizeof *hiding; i++) {
        void *other;
        struct office *office;
        struct trial it;

        office_setup(&other);
        office = other;
        for (size_t k = 0; k < CASES; k++) {
            if (cases[k].reason == hiding[i]) {
                it = cases[k].arrange(office);
                assert_refused(office, hiding[i],
                               office_look(office, &it.device, it.event.code));
            }
        }
        office_teardown(&other);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_is_heard_and_kept_as_it_should_be),
        cmocka_unit_test(no_reason_of_the_list_is_left_out),
        OFFICE_TEST(a_refused_look_becomes_a_row_without_a_step),
        OFFICE_TEST(refusals_are_forgotten_after_thirty_days),
        cmocka_unit_test(what_stands_against_a_step_hides_the_voucher_from_a_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
