/*
 * actions_test.c - the buttons people see are the steps they could take, no more and no less.
 */
#include "world.h"

static unsigned
actions(const struct world *world, struct command actor)
{
    return flow_actions(&world->facts, world->events, world->count, &actor);
}

static void
assert_actions(unsigned found, unsigned expected)
{
    for (enum step step = STEP_NONE; step < STEP__MAX; step++) {
        if ((found ^ expected) & BIT(step)) {
            fail_msg("%s is %s", step_name(step), found & BIT(step) ? "offered" : "missing");
        }
    }
}

static void
a_reception_is_offered_what_comes_next(void **state)
{
    static const unsigned undo = BIT(STEP_ANNUL);
    static const unsigned expected[STATE__MAX] = {
        [STATE_ISSUED] = BIT(STEP_ACCEPT) | BIT(STEP_WAITLIST) | BIT(STEP_DECLINE),
        [STATE_WAITLISTED] = BIT(STEP_ACCEPT) | BIT(STEP_DECLINE) | undo,
        [STATE_ACCEPTED] = BIT(STEP_START) | BIT(STEP_ATTEND) | BIT(STEP_RECOMMEND) |
                           BIT(STEP_END) | undo,
        [STATE_STARTED] = BIT(STEP_ATTEND) | BIT(STEP_RECOMMEND) | BIT(STEP_END) | undo,
        [STATE_ENDED] = BIT(STEP_RECOMMEND) | undo,
        [STATE_DECLINED] = undo,
        [STATE_UNREPORTED] = 0, /* the accept stands below the office's close */
        [STATE_REVIEWED] = 0,
    };
    (void)state;
    for (enum state at = STATE_NONE; at < STATE__MAX; at++) {
        struct world world = world_in(at);
        assert_actions(actions(&world, by_reception(&world, STEP_NONE)), expected[at]);
    }
}

static void
the_office_is_offered_what_comes_next(void **state)
{
    static const unsigned expected[STATE__MAX] = {
        [STATE_NONE] = BIT(STEP_ISSUE),
        [STATE_ISSUED] = BIT(STEP_ACCEPT) | BIT(STEP_EXTEND) | BIT(STEP_REISSUE) |
                         BIT(STEP_WITHDRAW),
        [STATE_WAITLISTED] = BIT(STEP_ACCEPT) | BIT(STEP_EXTEND) | BIT(STEP_REISSUE) |
                             BIT(STEP_WITHDRAW) | BIT(STEP_ANNUL),
        [STATE_ACCEPTED] = BIT(STEP_START) | BIT(STEP_ATTEND) | BIT(STEP_END) |
                           BIT(STEP_EXTEND) | BIT(STEP_REISSUE) | BIT(STEP_WITHDRAW) |
                           BIT(STEP_CLOSE) | BIT(STEP_ANNUL),
        [STATE_STARTED] = BIT(STEP_ATTEND) | BIT(STEP_END) | BIT(STEP_EXTEND) |
                          BIT(STEP_REISSUE) | BIT(STEP_CLOSE) | BIT(STEP_ANNUL),
        [STATE_ENDED] = BIT(STEP_REVIEW) | BIT(STEP_ANNUL),
        [STATE_DECLINED] = BIT(STEP_REISSUE) | BIT(STEP_REVIEW) | BIT(STEP_ANNUL),
        [STATE_EXPIRED] = BIT(STEP_ACCEPT) | BIT(STEP_EXTEND) | BIT(STEP_REISSUE) |
                          BIT(STEP_REVIEW),
        [STATE_UNREPORTED] = BIT(STEP_REVIEW) | BIT(STEP_ANNUL),
        [STATE_WITHDRAWN] = BIT(STEP_REVIEW) | BIT(STEP_ANNUL),
        [STATE_REVIEWED] = BIT(STEP_REOPEN) | BIT(STEP_ANNUL),
    };
    (void)state;
    for (enum state at = STATE_NONE; at < STATE__MAX; at++) {
        struct world world = world_in(at);
        assert_actions(actions(&world, by_office(&world, STEP_NONE)), expected[at]);
    }
}

static void
a_lead_is_offered_its_list_without_the_paper(void **state)
{
    struct world issued = world_issued(PONTE), started = world_started(PONTE);
    (void)state;
    assert_actions(actions(&issued, by_lead(&issued, STEP_NONE)), 0);
    assert_actions(actions(&started, by_lead(&started, STEP_NONE)),
                   BIT(STEP_ATTEND) | BIT(STEP_END) | BIT(STEP_ANNUL));
}

static void
the_level_takes_buttons_away(void **state)
{
    struct world world = world_started(PONTE);
    struct command actor = by_reception(&world, STEP_NONE);
    (void)state;
    actor.now_ms += 20 * MINUTE_MS;
    world.facts.level.agreement_level = 1;
    assert_actions(actions(&world, actor), BIT(STEP_END));
    world.facts.level.agreement_level = 2;
    assert_actions(actions(&world, actor), BIT(STEP_END) | BIT(STEP_ATTEND));
    world.facts.level.agreement_level = 0;
    assert_actions(actions(&world, actor), 0);
}

static void
nothing_is_offered_to_strangers_or_for_old_codes(void **state)
{
    struct world world = world_accepted(CHOICE);
    (void)state;
    assert_actions(actions(&world, by_anker(&world, STEP_NONE)), 0);
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    assert_actions(actions(&world, WITH(by_reception(&world, STEP_NONE), generation, 1)), 0);
}

static void
a_free_choice_can_be_accepted_from_paper_before_the_provider_is_named(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    assert_true(actions(&world, by_office(&world, STEP_NONE)) & BIT(STEP_ACCEPT));
}

static void
a_second_appointment_is_a_question_not_a_missing_button(void **state)
{
    struct world world = world_started(PONTE);
    (void)state;
    does(&world, by_reception(&world, STEP_ATTEND));
    assert_true(actions(&world, by_reception(&world, STEP_NONE)) & BIT(STEP_ATTEND));
    assert_reason(&world, by_reception(&world, STEP_ATTEND), REASON_ALREADY_RECORDED);
}

static void
what_was_recommended_in_full_is_not_offered_again(void **state)
{
    struct world world = world_started(PONTE);
    struct command recommend = by_reception(&world, STEP_RECOMMEND);
    (void)state;
    recommend.discussed = true;
    recommend.recommendation = RECOMMEND_W1 | RECOMMEND_W2;
    does(&world, recommend);
    assert_true(actions(&world, by_reception(&world, STEP_NONE)) & BIT(STEP_RECOMMEND));
    recommend.recommendation = RECOMMEND_W3;
    does(&world, recommend);
    assert_false(actions(&world, by_reception(&world, STEP_NONE)) & BIT(STEP_RECOMMEND));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reception_is_offered_what_comes_next),
        cmocka_unit_test(the_office_is_offered_what_comes_next),
        cmocka_unit_test(a_lead_is_offered_its_list_without_the_paper),
        cmocka_unit_test(the_level_takes_buttons_away),
        cmocka_unit_test(nothing_is_offered_to_strangers_or_for_old_codes),
        cmocka_unit_test(a_free_choice_can_be_accepted_from_paper_before_the_provider_is_named),
        cmocka_unit_test(a_second_appointment_is_a_question_not_a_missing_button),
        cmocka_unit_test(what_was_recommended_in_full_is_not_offered_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
