/*
 * change_test.c - of which change of a voucher the client must hear; what a review leaves open.
 */
#include "world.h"

#include "change.h"
#include "followup.h"
#include "review.h"

static struct change
last(const struct world *world)
{
    return change_last(world->events, world->count);
}

static void
nothing_changed_is_nothing_to_tell(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_null(last(&world).event);
    assert_false(last(&world).tell);
}

static void
a_withdrawal_and_another_deadline_are_told(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_EXTEND), until, date(2026, 9, 1)));
    assert_int_equal(last(&world).event->step, STEP_EXTEND);
    assert_true(last(&world).tell);
    does(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_PLAN_CHANGED));
    assert_int_equal(last(&world).event->step, STEP_WITHDRAW);
    assert_true(last(&world).tell);
}

static void
a_new_code_tells_itself_unless_it_leads_to_another_place(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    assert_int_equal(last(&world).event->step, STEP_REISSUE);
    assert_false(last(&world).moved);
    assert_false(last(&world).tell);
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, ANKER));
    assert_true(last(&world).moved);
    assert_true(last(&world).tell);
}

static void
a_change_taken_back_is_none(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_PLAN_CHANGED));
    struct command annul = WITH(by_office(&world, STEP_ANNUL), cause, CAUSE_OTHER);
    does(&world, WITH(annul, annuls, (uint32_t)world.count));
    assert_null(last(&world).event);
}

static void
what_is_untold_is_due_at_once_until_the_review(void **state)
{
    (void)state;
    for (enum state at = STATE_ISSUED; at < STATE__MAX; at++) {
        struct world world = world_in(at);
        struct fold fold = fold_of(&world);
        struct followup_facts facts = {1, true, FOLLOWUP_START_DAYS, DAY_NONE, date(2026, 5, 6)};
        struct followup row[FOLLOWUP_PER_VOUCHER];
        size_t count = followup_of_voucher(&fold, &facts, row), found = 0;
        assert_in_range(count, 0, FOLLOWUP_PER_VOUCHER);
        for (size_t i = 0; i < count; i++) {
            if (row[i].reason == FOLLOWUP_LETTER_DUE) {
                assert_int_equal(row[i].due_on, date(2026, 5, 6));
                found++;
            }
        }
        assert_int_equal(found, at != STATE_REVIEWED);
    }
}

static void
people_end_tasks_and_letters_and_move_tasks_alone(void **state)
{
    (void)state;
    for (enum followup_reason reason = FOLLOWUP_NONE; reason < FOLLOWUP__MAX; reason++) {
        bool task = reason >= FOLLOWUP_PROFILE_CHECK;
        assert_int_equal(followup_is_task(reason), task);
        assert_int_equal(followup_can_end(reason), task || reason == FOLLOWUP_LETTER_DUE);
    }
}

static void
a_set_of_checks_is_read_whole_or_not_at_all(void **state)
{
    unsigned set;
    (void)state;
    assert_true(check_set_parse("", &set));
    assert_int_equal(set, 0);
    assert_true(check_set_parse("plan,profile", &set));
    assert_int_equal(set, BIT(CHECK_PROFILE) | BIT(CHECK_PLAN));
    assert_true(check_set_parse("help_plan", &set));
    assert_int_equal(set, BIT(CHECK_HELP_PLAN));
    assert_false(check_set_parse("plan,pro", &set));
    assert_false(check_set_parse(",", &set));
    assert_false(check_set_parse("plan profile", &set));
}

static void
each_check_comes_back_under_its_own_reason(void **state)
{
    (void)state;
    for (enum check check = CHECK_PROFILE; check < CHECK__MAX; check++) {
        assert_true(followup_is_task(check_followup(check)));
        assert_string_equal(check_label(check), followup_label(check_followup(check)));
    }
    assert_int_equal(review_open_on(date(2026, 5, 4)), date(2026, 5, 11));
    assert_int_equal(review_open_on(date(2026, 5, 18)), date(2026, 5, 26)); /* Whit Monday */
}

static void
next_steps_have_names_that_come_back(void **state)
{
    (void)state;
    for (enum next_step next = NEXT_NONE + 1; next < NEXT__MAX; next++) {
        assert_int_equal(next_step_from_name(next_step_name(next)), next);
    }
    assert_int_equal(next_step_from_name("none"), NEXT_NONE);
    assert_int_equal(next_step_from_name("anything"), NEXT_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changed_is_nothing_to_tell),
        cmocka_unit_test(a_withdrawal_and_another_deadline_are_told),
        cmocka_unit_test(a_new_code_tells_itself_unless_it_leads_to_another_place),
        cmocka_unit_test(a_change_taken_back_is_none),
        cmocka_unit_test(what_is_untold_is_due_at_once_until_the_review),
        cmocka_unit_test(people_end_tasks_and_letters_and_move_tasks_alone),
        cmocka_unit_test(a_set_of_checks_is_read_whole_or_not_at_all),
        cmocka_unit_test(each_check_comes_back_under_its_own_reason),
        cmocka_unit_test(next_steps_have_names_that_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
