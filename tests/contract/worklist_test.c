/*
 * worklist_test.c - the vouchers of one provider, as its own lists and figures ask for them.
 */
#include "seam.h"
#include "store_worklist.h"

struct asked {
    struct seam *seam;
    struct office office;
};

static size_t
rows(struct db *db, struct asked *asked, enum store_worklist which, int64_t provider,
     int32_t since)
{
    const struct voucher *voucher;
    size_t count;

    assert_done(asked->seam, store_worklist(db, &asked->seam->arena, which, provider, since, 10,
                                            &voucher, &count, &asked->seam->err));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(voucher[i].slip_id, asked->office.slip.id);
    }
    return count;
}

static void
take(struct db *db, struct asked *asked, const struct event *event)
{
    struct stored_event stored = {0};

    assert_done(asked->seam, seam_append(db, &asked->seam->arena, asked->office.voucher.id, event,
                                         &stored, &asked->seam->err));
}

static bool
from_open_to_closed(struct db *db, void *arg, struct err *err)
{
    struct asked *asked = arg;
    struct seam *seam = asked->seam;
    int32_t today = day_from_civil(2026, 5, 4);
    struct event event;
    struct voucher second;
    int64_t us;

    assert_done(seam, seam_fill(db, &asked->office, err));
    assert_done(seam, seam_issue(db, &asked->office, 2, &second, err));
    us = asked->office.provider.id;
    assert_int_equal(rows(db, asked, STORE_WORKLIST_NAMED, us, DAY_NONE), 2);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_NAMED, us + 1, DAY_NONE), 0);
    event = seam_accept(&asked->office);
    take(db, asked, &event);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_NAMED, us, DAY_NONE), 1);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_WORKING, us, DAY_NONE), 1);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_WORKING, us + 1, DAY_NONE), 0);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_CLOSED, us, today), 0);
    event.step = STEP_END;
    event.outcome = OUTCOME_N1;
    take(db, asked, &event);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_WORKING, us, DAY_NONE), 0);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_CLOSED, us, today), 1);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_CLOSED, us, today + 1), 0);
    return true;
}

static void
a_voucher_stands_in_the_list_of_its_state_and_provider(void **state)
{
    struct asked asked = {.seam = *state};

    assert_done(asked.seam, store_write(asked.seam->store, from_open_to_closed, &asked, &asked.seam->err));
}

static bool
declined(struct db *db, void *arg, struct err *err)
{
    struct asked *asked = arg;
    int32_t today = day_from_civil(2026, 5, 4);
    struct event event;

    assert_done(asked->seam, seam_fill(db, &asked->office, err));
    event = seam_accept(&asked->office);
    event.step = STEP_DECLINE;
    event.cause = CAUSE_NO_CAPACITY;
    take(db, asked, &event);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_DECLINED, asked->office.provider.id, today),
                     1);
    assert_int_equal(rows(db, asked, STORE_WORKLIST_CLOSED, asked->office.provider.id, today), 0);
    return true;
}

static void
what_was_declined_is_a_list_of_its_own(void **state)
{
    struct asked asked = {.seam = *state};

    assert_done(asked.seam, store_write(asked.seam->store, declined, &asked, &asked.seam->err));
}

static bool
figures(struct db *db, void *arg, struct err *err)
{
    struct asked *asked = arg;
    struct seam *seam = asked->seam;
    int32_t today = day_from_civil(2026, 5, 4);
    const struct store_course *course;
    struct event event;
    size_t count;
    int64_t issued;

    assert_done(seam, seam_fill(db, &asked->office, err));
    event = seam_accept(&asked->office);
    take(db, asked, &event);
    assert_done(seam, store_courses(db, &seam->arena, event.provider, today, &course, &count,
                                    err));
    assert_int_equal(count, 1);
    assert_int_equal(course[0].issued_on, today);
    assert_int_equal(course[0].accepted_on, today);
    assert_int_equal(course[0].started_on, DAY_NONE);
    assert_done(seam, store_courses(db, &seam->arena, event.provider, today + 1, &course, &count,
                                    err));
    assert_int_equal(count, 0);
    assert_done(seam, store_issued_to(db, event.provider, today, &issued, err));
    assert_int_equal(issued, 1);
    assert_done(seam, store_issued_to(db, event.provider, today + 1, &issued, err));
    assert_int_equal(issued, 0);
    assert_done(seam, store_issued_to(db, event.provider + 1, today, &issued, err));
    assert_int_equal(issued, 0);
    return true;
}

static void
figures_count_from_a_day_on(void **state)
{
    struct asked asked = {.seam = *state};

    assert_done(asked.seam, store_write(asked.seam->store, figures, &asked, &asked.seam->err));
}

int
main(void)
{
    setenv("TZ", "Europe/Berlin", 1);
    const struct CMUnitTest tests[] = {
        SEAM_TEST(a_voucher_stands_in_the_list_of_its_state_and_provider),
        SEAM_TEST(what_was_declined_is_a_list_of_its_own),
        SEAM_TEST(figures_count_from_a_day_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
