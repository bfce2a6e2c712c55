/*
 * personas_test.c - the fictional people of the demo and what happens to their vouchers.
 */
#include "world.h"

/* A lost paper is replaced; the finder of the old one gets nowhere. */
static void
halima_loses_her_paper_and_the_old_code_dies(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    size_t count = world.count;
    for (enum step step = STEP_WAITLIST; step <= STEP_END; step++) {
        assert_reason(&world, WITH(by_reception(&world, step), generation, 1),
                      REASON_SUPERSEDED);
    }
    assert_int_equal(world.count, count);
    does(&world, WITH(by_reception(&world, STEP_ACCEPT), generation, 2));
}

/* No consent, level 0: the provider reports nothing, the client's own stub closes the loop. */
static void
bernd_refuses_consent_and_brings_the_stub_himself(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t issued_on = world.today;
    (void)state;
    world.facts.level.basis = BASIS_CONSENT;
    for (enum step step = STEP_WAITLIST; step <= STEP_DECLINE; step++) {
        assert_reason(&world, by_reception(&world, step), REASON_CONSENT_MISSING);
    }
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_CONSENT_MISSING);
    world_on(&world, issued_on + 21);
    does(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_CLIENT, issued_on + 3));
    does(&world, on_paper(&world, STEP_START, SOURCE_PAPER_CLIENT, issued_on + 3));
    struct event end = does(&world, WITH(on_paper(&world, STEP_END, SOURCE_PAPER_CLIENT,
                                                  issued_on + 20), outcome, OUTCOME_E2));
    assert_int_equal(end.level, 0);
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_YES));
    assert_state(&world, STATE_REVIEWED);
}

/* Consent withdrawn mid-way: buttons vanish, what was told stays. */
static void
sabine_withdraws_her_consent_and_earlier_events_stay(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.level = (struct level_facts){.agreement_valid = true, .basis = BASIS_CONSENT,
                                             .agreement_level = 2, .consent_signed = true,
                                             .consent_level = 2};
    does(&world, by_reception(&world, STEP_ACCEPT));
    world_on(&world, world.today + 7);
    does(&world, by_reception(&world, STEP_START));
    world_on(&world, world.today + 7);
    world.facts.level.consent_signed = false;
    struct command actor = by_reception(&world, STEP_NONE);
    assert_int_equal(flow_actions(&world.facts, world.events, world.count, &actor), 0);
    assert_reason(&world, by_reception(&world, STEP_ATTEND), REASON_CONSENT_MISSING);
    assert_reason(&world, WITH(by_reception(&world, STEP_END), outcome, OUTCOME_E1),
                  REASON_CONSENT_MISSING);
    assert_state(&world, STATE_STARTED);
    assert_int_equal(world.events[1].level, 2);
}

/* A bound voucher tells another provider that it is taken, and not by whom. */
static void
a_wrong_provider_learns_nothing_about_the_right_one(void **state)
{
    struct world world = world_accepted(CHOICE);
    (void)state;
    assert_reason(&world, by_anker(&world, STEP_ACCEPT), REASON_IN_WORK_ELSEWHERE);
    assert_string_equal(world.err.arg[0], "");
    assert_null(world.err.key);
}

/* Two receptionists, one second: one event, and the other sees the day of the first. */
static void
two_receptionists_scan_within_a_second_and_one_event_is_left(void **state)
{
    struct world world = world_issued(PONTE);
    struct command second = by_reception(&world, STEP_ACCEPT);
    (void)state;
    does(&world, by_reception(&world, STEP_ACCEPT));
    second.device = PONTE_TABLET;
    second.now_ms += 400;
    assert_reason(&world, second, REASON_ALREADY_RECORDED);
    assert_string_equal(world.err.arg[0], "Aufnahme bestätigt");
    assert_string_equal(world.err.arg[1], "04.05.2026");
}

/* The last valid day counts in full; three days of grace, which a reader sees in the dates. */
static void
the_last_day_and_the_grace_count_in_full(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    world_on(&world, redeem_by);
    world.now_ms = (redeem_by + 1) * DAY_MS - 1;
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
    world_on(&world, redeem_by + 1);
    does(&world, by_reception(&world, STEP_ACCEPT));
    assert_true(fold_of(&world).accepted_on > fold_of(&world).redeem_by);
}

/* Station 2 before station 1: by policy. */
static void
a_later_station_first_is_a_matter_of_policy(void **state)
{
    static const enum reason expected[ORDER__MAX] = {
        [ORDER_FREE] = REASON_NONE,
        [ORDER_WARN] = REASON_NONE,
        [ORDER_STRICT] = REASON_NOT_YET_VALID,
    };
    (void)state;
    for (enum order order = ORDER_FREE; order < ORDER__MAX; order++) {
        struct world world = world_issued(PONTE);
        world.facts.order = order;
        world.facts.earlier_open = true;
        assert_reason(&world, by_reception(&world, STEP_ACCEPT), expected[order]);
    }
}

/* A provider without internet: the stubs come by post, weeks later, with their own days. */
static void
fourteen_stubs_arrive_by_post_and_keep_their_days(void **state)
{
    (void)state;
    for (int32_t stub = 0; stub < 14; stub++) {
        struct world world = world_issued(PONTE);
        int32_t accepted_on = world.today + stub;
        world_on(&world, world.today + 40);
        struct command accept =
            on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, accepted_on);
        struct event event = does(&world, accept);
        does(&world, on_paper(&world, STEP_START, SOURCE_PAPER_PROVIDER, accepted_on + 1));
        assert_int_equal(event.happened_on, accepted_on);
        assert_int_equal(event.recorded_at_ms, world.now_ms);
        assert_int_equal(fold_of(&world).started_on, accepted_on + 1);
    }
}

/* The reply got lost, the reception taps again next morning: nothing is told twice. */
static void
a_repeated_tap_next_morning_records_nothing_new(void **state)
{
    struct world world = world_started(PONTE);
    (void)state;
    world_on(&world, world.today + 1);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_ALREADY_RECORDED);
    assert_reason(&world, by_reception(&world, STEP_START), REASON_ALREADY_RECORDED);
}

/* A clock that falls back to 1970 wakes no dead voucher. */
static void
a_clock_that_jumps_back_changes_no_order(void **state)
{
    struct world world = world_in(STATE_WITHDRAWN);
    int64_t last_ms = world.events[world.count - 1].recorded_at_ms;
    (void)state;
    struct command review = WITH(by_office(&world, STEP_REVIEW), goal, GOAL_UNKNOWN);
    review.now_ms = 0;
    assert_int_equal(does(&world, review).recorded_at_ms, last_ms);
    struct command accept = by_reception(&world, STEP_ACCEPT);
    accept.now_ms = 0;
    accept.today = 0;
    assert_reason(&world, accept, REASON_WITHDRAWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halima_loses_her_paper_and_the_old_code_dies),
        cmocka_unit_test(bernd_refuses_consent_and_brings_the_stub_himself),
        cmocka_unit_test(sabine_withdraws_her_consent_and_earlier_events_stay),
        cmocka_unit_test(a_wrong_provider_learns_nothing_about_the_right_one),
        cmocka_unit_test(two_receptionists_scan_within_a_second_and_one_event_is_left),
        cmocka_unit_test(the_last_day_and_the_grace_count_in_full),
        cmocka_unit_test(a_later_station_first_is_a_matter_of_policy),
        cmocka_unit_test(fourteen_stubs_arrive_by_post_and_keep_their_days),
        cmocka_unit_test(a_repeated_tap_next_morning_records_nothing_new),
        cmocka_unit_test(a_clock_that_jumps_back_changes_no_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
