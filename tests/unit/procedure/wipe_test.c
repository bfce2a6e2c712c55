/*
 * wipe_test.c - when the daily run rewrites the file, so that the bytes of what it deleted are gone.
 */
#include "office.h"

#include "privacy.h"
#include "retention.h"
#include "store.h"
#include "store_purge.h"
#include "upkeep.h"

static bool
look(struct db *db, void *arg, struct err *err)
{
    struct retention_mark mark;

    return store_retention_get(db, &mark, arg, err);
}

static bool
is_due(struct office *office)
{
    bool due = false;

    assert_done(office, store_read(office->env.store, look, &due, &office->err));
    return due;
}

static void
tick_after(struct office *office, int64_t pause_ms)
{
    office_pass(office, pause_ms);
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
}

/* A voucher that is over its term is deleted by a run at nine in the morning. */
static void
delete_in_the_morning(struct office *office)
{
    (void)office_voucher(office, "SB-1", "kredit");
    office->env.config.keep_reviewed_months = office->env.config.keep_event_months = "3";
    tick_after(office, 150 * DAY_MS); /* the clock has jumped: only the second run believes it */
    tick_after(office, DAY_MS);
    assert_int_equal(value_number(value_find(office->doc, "tick.deleted")) > 0, true);
    assert_true(is_due(office));
}

static void
by_day_the_file_is_left_until_the_night(void **state)
{
    struct office *office = *state;

    delete_in_the_morning(office);
    tick_after(office, 10 * HOUR_MS);
    assert_true(is_due(office));
    tick_after(office, 3 * HOUR_MS);
    assert_false(is_due(office));
}

static void
where_no_run_comes_by_night_the_next_day_does_it(void **state)
{
    struct office *office = *state;

    delete_in_the_morning(office);
    tick_after(office, DAY_MS);
    assert_false(is_due(office));
}

static void
who_asks_for_a_purge_gets_all_of_it_at_once(void **state)
{
    struct office *office = *state;

    delete_in_the_morning(office);
    assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    assert_true(value_truth(value_find(office->doc, "purge.wiped")));
    assert_false(is_due(office));
}

#define WIPE_TEST(name) cmocka_unit_test_setup_teardown(name, office_setup, office_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WIPE_TEST(by_day_the_file_is_left_until_the_night),
        WIPE_TEST(where_no_run_comes_by_night_the_next_day_does_it),
        WIPE_TEST(who_asks_for_a_purge_gets_all_of_it_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
