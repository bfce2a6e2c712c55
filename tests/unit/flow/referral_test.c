/*
 * referral_test.c - somebody sent on without a slip: what the office may write down, and that
 * nobody else may.
 */
#include "world.h"

#include "change.h"
#include "followup.h"

#define START_DAYS 28

static struct command
refers(const struct world *world, int64_t named)
{
    struct command command = WITH(by_office(world, STEP_ISSUE), until, world->today + 28);
    command.referral = true;
    command.named_provider = named;
    return command;
}

static struct world
world_referred(int64_t named)
{
    struct world world = world_empty();
    does(&world, refers(&world, named));
    return world;
}

/* What the client tells today, of a referral to PONTE. */
static struct command
told(const struct world *world, enum step step)
{
    struct command command = by_office(world, step);
    command.provider = PONTE;
    return command;
}

static void
a_referral_has_no_code_and_stands_where_a_slip_would(void **state)
{
    struct world world = world_referred(PONTE);
    struct fold fold = fold_of(&world);
    (void)state;
    assert_state(&world, STATE_ISSUED);
    assert_int_equal(fold.generation, 0);
    assert_int_equal(fold.named_provider, PONTE);
    assert_true(flow_is_referral(&fold));
}

static void
a_slip_and_what_is_not_issued_yet_are_no_referral(void **state)
{
    struct world world = world_issued(PONTE);
    struct fold slip = fold_of(&world), none = {.state = STATE_NONE};
    (void)state;
    assert_false(flow_is_referral(&slip));
    assert_false(flow_is_referral(&none));
}

static void
the_talk_may_be_a_quarter_ago_and_no_longer(void **state)
{
    struct world world = world_empty();
    struct command command = refers(&world, PONTE);
    (void)state;
    assert_reason(&world, WITH(command, happened_on, world.today + 1), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(command, happened_on, world.today - 93), REASON_DATE_OUT_OF_RANGE);
    does(&world, WITH(command, happened_on, world.today - 92));
    assert_int_equal(fold_of(&world).issued_on, world.today - 92);
}

static void
a_slip_is_issued_today_and_on_no_other_day(void **state)
{
    struct world world = world_empty();
    struct command issue = WITH(by_office(&world, STEP_ISSUE), until, world.today + 28);
    (void)state;
    assert_reason(&world, WITH(issue, happened_on, world.today - 1), REASON_DATE_OUT_OF_RANGE);
}

static void
what_the_client_tells_leads_through_the_same_states(void **state)
{
    struct world world = world_referred(PONTE);
    struct event event;
    (void)state;
    event = does(&world, told(&world, STEP_ACCEPT));
    assert_int_equal(event.provider, PONTE);
    assert_int_equal(event.source, SOURCE_OFFICE);
    assert_state(&world, STATE_ACCEPTED);
    does(&world, told(&world, STEP_START));
    does(&world, WITH(told(&world, STEP_END), outcome, OUTCOME_E2));
    assert_state(&world, STATE_ENDED);
    assert_int_equal(fold_of(&world).bound_provider, PONTE);
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_YES));
    assert_state(&world, STATE_REVIEWED);
}

static void
appointments_kept_are_not_asked_for(void **state)
{
    struct world world = world_referred(PONTE);
    (void)state;
    does(&world, told(&world, STEP_ACCEPT));
    assert_reason(&world, told(&world, STEP_ATTEND), REASON_NOT_ALLOWED);
}

static void
a_word_is_enough_for_a_referral_alone_and_a_paper_for_a_slip_alone(void **state)
{
    struct world slip = world_issued(PONTE), referral = world_referred(PONTE);
    enum source papers[] = {SOURCE_PAPER_CLIENT, SOURCE_PAPER_PROVIDER};
    (void)state;
    assert_reason(&slip, told(&slip, STEP_ACCEPT), REASON_NOT_ALLOWED);
    for (size_t i = 0; i < 2; i++) {
        assert_reason(&referral, on_paper(&referral, STEP_ACCEPT, papers[i], referral.today),
                      REASON_NOT_ALLOWED);
    }
}

static void
no_provider_can_do_anything_with_it(void **state)
{
    struct world world = world_referred(PONTE);
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
            assert_reason(&world, by_reception(&world, step), REASON_NOT_ALLOWED);
            assert_reason(&world, by_lead(&world, step), REASON_NOT_ALLOWED);
        }
        struct command lead = by_lead(&world, STEP_NONE);
        assert_int_equal(flow_actions(&world.facts, world.events, world.count, &lead), 0);
        if (round == 0) {
            does(&world, told(&world, STEP_ACCEPT));
        }
    }
}

static void
a_free_choice_asks_where_the_client_went(void **state)
{
    struct world world = world_referred(CHOICE);
    (void)state;
    assert_invalid(&world, by_office(&world, STEP_ACCEPT), "provider");
    does(&world, told(&world, STEP_ACCEPT));
    assert_int_equal(fold_of(&world).bound_provider, PONTE);
}

static void
a_named_provider_is_the_one_and_no_other(void **state)
{
    struct world world = world_referred(ANKER);
    (void)state;
    assert_reason(&world, told(&world, STEP_ACCEPT), REASON_WRONG_PROVIDER);
}

static void
it_never_expires_and_is_closed_without_a_report_at_any_level(void **state)
{
    struct world world = world_referred(PONTE);
    struct fold fold = fold_of(&world);
    (void)state;
    world_on(&world, fold.redeem_by + DEADLINE_GRACE_DAYS + 1);
    for (unsigned level = 0; level <= LEVEL_MAX; level++) {
        assert_int_equal(flow_tick(&fold, level, world.today), STEP_CLOSE);
    }
    does(&world, by_tick(&world, STEP_CLOSE));
    assert_state(&world, STATE_UNREPORTED);
}

static void
what_is_told_after_the_close_still_counts_until_the_review(void **state)
{
    struct world world = world_referred(PONTE);
    struct fold fold = fold_of(&world);
    int32_t day = fold.redeem_by + 40;
    (void)state;
    world_on(&world, day);
    does(&world, by_tick(&world, STEP_CLOSE));
    struct command accept = WITH(told(&world, STEP_ACCEPT), happened_on, day - 1);
    does(&world, accept);
    fold = fold_of(&world);
    assert_int_equal(fold.state, STATE_ACCEPTED);
    assert_int_equal(fold.closed_on, DAY_NONE);

    world = world_referred(PONTE);
    world_on(&world, day);
    does(&world, by_tick(&world, STEP_CLOSE));
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_UNKNOWN));
    assert_reason(&world, told(&world, STEP_ACCEPT), REASON_CLOSED);
}

static void
a_slip_that_was_closed_stays_closed(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.level.agreement_level = 0;
    world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS + 1);
    does(&world, by_tick(&world, STEP_CLOSE));
    assert_reason(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_CLIENT, DAY_NONE),
                  REASON_CLOSED);
}

static void
a_reissue_makes_a_slip_of_it(void **state)
{
    struct world world = world_referred(PONTE);
    struct command reissue = by_office(&world, STEP_REISSUE);
    (void)state;
    reissue.named_provider = FLOW_KEEP_PROVIDER;
    assert_int_equal(does(&world, reissue).generation, 1);
    struct fold fold = fold_of(&world);
    assert_false(flow_is_referral(&fold));
    assert_reason(&world, told(&world, STEP_ACCEPT), REASON_NOT_ALLOWED);
    does(&world, by_reception(&world, STEP_ACCEPT));
    assert_state(&world, STATE_ACCEPTED);
}

static void
a_referral_in_work_becomes_a_slip_where_it_stands(void **state)
{
    struct world world = world_referred(PONTE);
    struct command reissue = by_office(&world, STEP_REISSUE);
    (void)state;
    reissue.named_provider = FLOW_KEEP_PROVIDER;
    does(&world, told(&world, STEP_ACCEPT));
    does(&world, reissue);
    assert_state(&world, STATE_ACCEPTED);
    does(&world, by_reception(&world, STEP_START));
}

static void
a_wrong_word_is_taken_back(void **state)
{
    struct world world = world_referred(PONTE);
    struct command annul = by_office(&world, STEP_ANNUL);
    (void)state;
    does(&world, told(&world, STEP_ACCEPT));
    annul.annuls = 2;
    annul.cause = CAUSE_WRONG_STEP;
    does(&world, annul);
    assert_state(&world, STATE_ISSUED);
}

static void
only_an_issue_can_be_a_referral(void **state)
{
    struct world world = world_issued(PONTE);
    struct command reissue = by_office(&world, STEP_REISSUE);
    (void)state;
    reissue.named_provider = FLOW_KEEP_PROVIDER;
    reissue.referral = true;
    assert_invalid(&world, reissue, "referral");
}

/* A word about a slip, a scan of a referral, a late word about a closed slip: not by events. */
static void
the_fold_believes_no_event_that_the_rules_would_refuse(void **state)
{
    struct world slip = world_issued(PONTE), referral = world_referred(PONTE);
    struct event word = does(&referral, told(&referral, STEP_ACCEPT));
    struct event scan = does(&slip, by_reception(&slip, STEP_ACCEPT));
    struct fold fold;
    struct err err = {0};
    (void)state;
    slip.events[1] = word;
    assert_false(flow_fold(slip.events, slip.count, &fold, &err));
    referral.events[1] = scan;
    assert_false(flow_fold(referral.events, referral.count, &fold, &err));
}

static struct followup
only_reminder(const struct world *world, bool printed)
{
    struct followup list[FOLLOWUP_PER_VOUCHER];
    struct fold fold = fold_of(world);
    struct followup_facts facts = {.level = LEVEL_MAX, .printed = printed,
                                   .start_days = START_DAYS, .unsettled_on = DAY_NONE,
                                   .untold_on = DAY_NONE};
    assert_int_equal(followup_of_voucher(&fold, &facts, list), 1);
    return list[0];
}

static void
the_caseworker_is_reminded_to_ask_and_of_no_paper(void **state)
{
    struct world world = world_referred(PONTE);
    struct followup found = only_reminder(&world, false);
    (void)state;
    assert_int_equal(found.reason, FOLLOWUP_APPOINTMENT_MADE);
    assert_int_equal(found.due_on, date(2026, 5, 18));
    assert_string_equal(followup_label_of(found.reason, true), "Nachfragen, ob es geklappt hat");
    assert_string_equal(followup_label_of(found.reason, false), "Termin vereinbart?");

    does(&world, told(&world, STEP_ACCEPT));
    found = only_reminder(&world, false);
    assert_int_equal(found.reason, FOLLOWUP_APPOINTMENT_MADE);
    assert_true(found.due_on > fold_of(&world).complete_by);

    world = world_referred(PONTE);
    world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS + 1);
    does(&world, by_tick(&world, STEP_CLOSE));
    found = only_reminder(&world, false);
    assert_int_equal(found.reason, FOLLOWUP_APPOINTMENT_MADE);
    assert_int_equal(found.due_on, date(2026, 6, 5));
}

/* Nobody wrote anything down for the client before the first paper, and that is right as it is. */
static void
no_letter_tells_of_what_was_before_the_first_paper(void **state)
{
    struct world world = world_referred(PONTE);
    struct command reissue = by_office(&world, STEP_REISSUE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_EXTEND), until, world.today + 60));
    assert_null(change_last(world.events, world.count).event);
    reissue.named_provider = FLOW_KEEP_PROVIDER;
    does(&world, reissue);
    assert_null(change_last(world.events, world.count).event);
    does(&world, WITH(by_office(&world, STEP_EXTEND), until, world.today + 90));
    assert_true(change_last(world.events, world.count).tell);
}

static void
the_office_is_offered_what_it_can_do(void **state)
{
    struct world world = world_referred(PONTE);
    struct command office = by_office(&world, STEP_NONE);
    (void)state;
    assert_int_equal(flow_actions(&world.facts, world.events, world.count, &office),
                     BIT(STEP_ACCEPT) | BIT(STEP_EXTEND) | BIT(STEP_REISSUE) | BIT(STEP_WITHDRAW));
    world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS + 1);
    does(&world, by_tick(&world, STEP_CLOSE));
    office = by_office(&world, STEP_NONE);
    assert_int_equal(flow_actions(&world.facts, world.events, world.count, &office),
                     BIT(STEP_ACCEPT) | BIT(STEP_REVIEW) | BIT(STEP_ANNUL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_referral_has_no_code_and_stands_where_a_slip_would),
        cmocka_unit_test(a_slip_and_what_is_not_issued_yet_are_no_referral),
        cmocka_unit_test(the_talk_may_be_a_quarter_ago_and_no_longer),
        cmocka_unit_test(a_slip_is_issued_today_and_on_no_other_day),
        cmocka_unit_test(what_the_client_tells_leads_through_the_same_states),
        cmocka_unit_test(appointments_kept_are_not_asked_for),
        cmocka_unit_test(a_word_is_enough_for_a_referral_alone_and_a_paper_for_a_slip_alone),
        cmocka_unit_test(no_provider_can_do_anything_with_it),
        cmocka_unit_test(a_free_choice_asks_where_the_client_went),
        cmocka_unit_test(a_named_provider_is_the_one_and_no_other),
        cmocka_unit_test(it_never_expires_and_is_closed_without_a_report_at_any_level),
        cmocka_unit_test(what_is_told_after_the_close_still_counts_until_the_review),
        cmocka_unit_test(a_slip_that_was_closed_stays_closed),
        cmocka_unit_test(a_reissue_makes_a_slip_of_it),
        cmocka_unit_test(a_referral_in_work_becomes_a_slip_where_it_stands),
        cmocka_unit_test(a_wrong_word_is_taken_back),
        cmocka_unit_test(only_an_issue_can_be_a_referral),
        cmocka_unit_test(the_fold_believes_no_event_that_the_rules_would_refuse),
        cmocka_unit_test(the_caseworker_is_reminded_to_ask_and_of_no_paper),
        cmocka_unit_test(no_letter_tells_of_what_was_before_the_first_paper),
        cmocka_unit_test(the_office_is_offered_what_it_can_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
