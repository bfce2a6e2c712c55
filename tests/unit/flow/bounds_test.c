/*
 * bounds_test.c - days, sources, providers and numbers: how far a step may go.
 */
#include "world.h"

static struct command
waitlist(const struct world *world, int32_t until)
{
    return WITH(by_reception(world, STEP_WAITLIST), until, until);
}

static struct command
decline(const struct world *world)
{
    return WITH(by_reception(world, STEP_DECLINE), cause, CAUSE_NO_CAPACITY);
}

static void
the_office_dates_nothing_before_what_it_builds_on(void **state)
{
    struct world world = world_in(STATE_ENDED);
    int32_t ended_on = world.today;
    (void)state;
    world_on(&world, ended_on + 9);
    struct command review = WITH(by_office(&world, STEP_REVIEW), goal, GOAL_YES);
    assert_reason(&world, WITH(review, happened_on, ended_on - 1), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(review, happened_on, ended_on), REASON_NONE);
    does(&world, review);
    struct command reopen = by_office(&world, STEP_REOPEN);
    assert_reason(&world, WITH(reopen, happened_on, world.today - 1), REASON_DATE_OUT_OF_RANGE);
    struct world issued = world_empty();
    struct command issue = WITH(by_office(&issued, STEP_ISSUE), until, issued.today + 9);
    assert_reason(&issued, WITH(issue, happened_on, issued.today - 1), REASON_DATE_OUT_OF_RANGE);
}

static void
expiry_is_not_dated_before_the_grace_has_passed(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    world_on(&world, redeem_by + 9);
    struct command expire = by_tick(&world, STEP_EXPIRE);
    assert_reason(&world, WITH(expire, happened_on, redeem_by + 3), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(expire, happened_on, redeem_by + 9), REASON_NONE);
}

static void
nothing_happens_in_the_future(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_reason(&world, WITH(by_reception(&world, STEP_START), happened_on, world.today + 1),
                  REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world,
                  on_paper(&world, STEP_START, SOURCE_PAPER_CLIENT, world.today + 1),
                  REASON_DATE_OUT_OF_RANGE);
}

static void
backdating_is_14_days_at_the_reception_45_from_the_list_free_on_paper(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    world_on(&world, world.today + 60);
    struct command scan = by_reception(&world, STEP_START), list = by_lead(&world, STEP_START);
    assert_reason(&world, WITH(scan, happened_on, world.today - 14), REASON_NONE);
    assert_reason(&world, WITH(scan, happened_on, world.today - 15), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(list, happened_on, world.today - 45), REASON_NONE);
    assert_reason(&world, WITH(list, happened_on, world.today - 46), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(WITH(list, source, SOURCE_SCAN), happened_on, world.today - 15),
                  REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world,
                  on_paper(&world, STEP_START, SOURCE_PAPER_PROVIDER, world.today - 60),
                  REASON_NONE);
}

static void
the_own_list_records_start_attend_and_end_after_accept(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    assert_reason(&world, by_lead(&world, STEP_ACCEPT), REASON_NOT_ALLOWED);
    assert_reason(&world, by_lead(&world, STEP_START), REASON_WRONG_STEP);
    does(&world, by_reception(&world, STEP_ACCEPT));
    does(&world, by_lead(&world, STEP_START));
    does(&world, by_lead(&world, STEP_ATTEND));
    does(&world, WITH(by_lead(&world, STEP_END), outcome, OUTCOME_E2));
    assert_state(&world, STATE_ENDED);
}

static void
the_own_list_is_for_a_lead_alone(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_reason(&world, WITH(by_reception(&world, STEP_START), source, SOURCE_LIST),
                  REASON_NOT_ALLOWED);
}

static void
each_actor_has_its_own_sources(void **state)
{
    struct world world = world_issued(PONTE);
    struct command scan = by_reception(&world, STEP_ACCEPT);
    struct command extended = WITH(by_office(&world, STEP_EXTEND), until, date(2026, 9, 1));
    (void)state;
    assert_reason(&world, WITH(scan, source, SOURCE_TYPED), REASON_NONE);
    assert_reason(&world, WITH(scan, source, SOURCE_API), REASON_NONE);
    assert_reason(&world, WITH(scan, source, SOURCE_PAPER_CLIENT), REASON_NOT_ALLOWED);
    assert_reason(&world, WITH(scan, source, SOURCE_OFFICE), REASON_NOT_ALLOWED);
    assert_reason(&world, WITH(scan, source, SOURCE_NONE), REASON_NOT_ALLOWED);
    assert_reason(&world, WITH(scan, source, SOURCE__MAX), REASON_NOT_ALLOWED);
    assert_reason(&world, by_office(&world, STEP_ACCEPT), REASON_NOT_ALLOWED);
    assert_reason(&world, WITH(extended, source, SOURCE_PAPER_CLIENT), REASON_NOT_ALLOWED);
    assert_reason(&world, extended, REASON_NONE);
}

static void
acting_needs_an_enrolled_device(void **state)
{
    struct world world = world_issued(PONTE);
    struct command accept = by_reception(&world, STEP_ACCEPT);
    (void)state;
    accept.device = 0;
    assert_reason(&world, accept, REASON_NOT_ALLOWED);
    accept = by_reception(&world, STEP_ACCEPT);
    accept.provider = 0;
    assert_reason(&world, accept, REASON_NOT_ALLOWED);
}

static void
a_device_for_another_service_type_is_the_wrong_provider(void **state)
{
    struct world world = world_issued(CHOICE);
    struct command accept = by_reception(&world, STEP_ACCEPT);
    (void)state;
    accept.service_types = BIT(TYPE_A) | BIT(TYPE_D);
    assert_reason(&world, accept, REASON_WRONG_PROVIDER);
    accept.service_types |= BIT(TYPE_B);
    assert_reason(&world, accept, REASON_NONE);
}

static void
several_steps_from_one_returned_paper_are_recorded_in_order(void **state)
{
    struct world world = world_issued(CHOICE);
    int32_t issued_on = world.today;
    (void)state;
    world_on(&world, issued_on + 30);
    struct command accept = on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, issued_on + 8);
    assert_invalid(&world, accept, "provider");
    accept.provider = ANKER;
    assert_int_equal(does(&world, accept).provider, ANKER);
    does(&world, on_paper(&world, STEP_START, SOURCE_PAPER_PROVIDER, issued_on + 9));
    does(&world, on_paper(&world, STEP_ATTEND, SOURCE_PAPER_PROVIDER, issued_on + 9));
    struct event end =
        does(&world, WITH(on_paper(&world, STEP_END, SOURCE_PAPER_PROVIDER, issued_on + 20),
                          outcome, OUTCOME_E1));
    assert_int_equal(end.provider, ANKER);
    assert_int_equal(fold_of(&world).ended_on, issued_on + 20);
}

static void
paper_from_a_provider_the_voucher_does_not_name_is_refused(void **state)
{
    struct world world = world_issued(PONTE);
    struct command accept = on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_CLIENT, DAY_NONE);
    (void)state;
    accept.provider = ANKER;
    assert_reason(&world, accept, REASON_WRONG_PROVIDER);
    accept.provider = 0;
    assert_int_equal(does(&world, accept).provider, PONTE);
}

static void
strict_order_holds_back_the_first_step_at_the_reception_only(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.earlier_open = true;
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
    world.facts.order = ORDER_WARN;
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
    world.facts.order = ORDER_STRICT;
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NOT_YET_VALID);
    assert_reason(&world, waitlist(&world, world.today + 3), REASON_NOT_YET_VALID);
    assert_reason(&world, decline(&world), REASON_NOT_YET_VALID);
    assert_reason(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_CLIENT, DAY_NONE),
                  REASON_NONE);
    assert_true(flow_blocks_later(STATE_ISSUED, 1) && flow_blocks_later(STATE_STARTED, 2));
    assert_false(flow_blocks_later(STATE_ISSUED, 0) || flow_blocks_later(STATE_ENDED, 3));
}

static void
the_recorded_moment_never_goes_back(void **state)
{
    struct world world = world_accepted(PONTE);
    int64_t before = world.events[1].recorded_at_ms;
    (void)state;
    world.now_ms = before - 60 * MINUTE_MS;
    struct event start = does(&world, by_reception(&world, STEP_START));
    assert_int_equal(start.recorded_at_ms, before);
    assert_int_equal(start.seq, 3);
    assert_int_equal(start.level, 3);
}

static void
a_voucher_holds_five_hundred_events_and_no_more(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command attend = WITH(by_reception(&world, STEP_ATTEND), again, true);
    (void)state;
    while (world.count < FLOW_EVENTS_MAX) {
        does(&world, attend);
    }
    assert_reason(&world, attend, REASON_CONFLICT);
    world.events[world.count] = world.events[world.count - 1];
    struct fold fold;
    assert_false(flow_fold(world.events, FLOW_EVENTS_MAX + 1, &fold,
                           &world.err));
}

static void
a_free_choice_remembers_sixteen_providers_and_no_more(void **state)
{
    struct world world = world_issued(CHOICE);
    struct command wait = waitlist(&world, world.today + 3), no = decline(&world);
    (void)state;
    for (int i = 0; i < FLOW_PROVIDERS_MAX; i++) {
        wait.provider = 1000 + i;
        does(&world, wait);
        no.provider = 2000 + i;
        does(&world, no);
    }
    wait.provider = no.provider = 3000;
    assert_reason(&world, wait, REASON_CONFLICT);
    assert_reason(&world, no, REASON_CONFLICT);
    assert_int_equal(fold_of(&world).declined_count, FLOW_PROVIDERS_MAX);
}

static void
what_a_step_does_not_take_is_refused_by_name(void **state)
{
    struct world world = world_issued(PONTE);
    struct command accept = by_reception(&world, STEP_ACCEPT);
    (void)state;
    assert_invalid(&world, WITH(accept, until, world.today + 1), "until");
    assert_invalid(&world, WITH(accept, goal, GOAL_YES), "goal");
    assert_invalid(&world, WITH(accept, cause, CAUSE_OTHER), "reason");
    assert_invalid(&world, WITH(accept, again, true), "again");
    assert_invalid(&world, WITH(accept, annuls, 1), "event");
    assert_invalid(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, -2), "provider");
    assert_int_equal(does(&world, WITH(accept, named_provider, ANKER)).named_provider, 0);
    world = world_issued(PONTE);
    accept.recommendation = RECOMMEND_W1;
    assert_invalid(&world, accept, "recommendation");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_office_dates_nothing_before_what_it_builds_on),
        cmocka_unit_test(expiry_is_not_dated_before_the_grace_has_passed),
        cmocka_unit_test(nothing_happens_in_the_future),
        cmocka_unit_test(backdating_is_14_days_at_the_reception_45_from_the_list_free_on_paper),
        cmocka_unit_test(the_own_list_records_start_attend_and_end_after_accept),
        cmocka_unit_test(the_own_list_is_for_a_lead_alone),
        cmocka_unit_test(each_actor_has_its_own_sources),
        cmocka_unit_test(acting_needs_an_enrolled_device),
        cmocka_unit_test(a_device_for_another_service_type_is_the_wrong_provider),
        cmocka_unit_test(several_steps_from_one_returned_paper_are_recorded_in_order),
        cmocka_unit_test(paper_from_a_provider_the_voucher_does_not_name_is_refused),
        cmocka_unit_test(strict_order_holds_back_the_first_step_at_the_reception_only),
        cmocka_unit_test(the_recorded_moment_never_goes_back),
        cmocka_unit_test(a_voucher_holds_five_hundred_events_and_no_more),
        cmocka_unit_test(a_free_choice_remembers_sixteen_providers_and_no_more),
        cmocka_unit_test(what_a_step_does_not_take_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
