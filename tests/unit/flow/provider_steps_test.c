/*
 * provider_steps_test.c - each remark of the table on what a provider does.
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

static struct command
reissue(const struct world *world, int64_t named)
{
    return WITH(by_office(world, STEP_REISSUE), named_provider, named);
}

static void
expire(struct world *world)
{
    world_on(world, fold_of(world).redeem_by + DEADLINE_GRACE_DAYS + 1);
    does(world, by_tick(world, STEP_EXPIRE));
}

/* ---- waitlist and decline ------------------------------------------------- */

static void
waitlist_moves_a_named_voucher_and_keeps_a_free_choice_issued(void **state)
{
    (void)state;
    struct world named = world_issued(PONTE), free = world_issued(CHOICE);
    does(&named, waitlist(&named, named.today + 30));
    does(&free, waitlist(&free, free.today + 30));
    assert_state(&named, STATE_WAITLISTED);
    assert_state(&free, STATE_ISSUED);
    assert_int_equal(fold_of(&free).waitlisted_count, 1);
    assert_int_equal(fold_of(&free).waitlisted[0], PONTE);
    assert_int_equal(fold_of(&free).waitlist_until, free.today + 30);
}

static void
waitlist_needs_a_day_in_the_coming_year(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    assert_invalid(&world, by_reception(&world, STEP_WAITLIST), "until");
    assert_invalid(&world, waitlist(&world, world.today), "until");
    assert_invalid(&world, waitlist(&world, world.today + 366), "until");
    assert_reason(&world, waitlist(&world, world.today + 1), REASON_NONE);
    assert_reason(&world, waitlist(&world, world.today + 365), REASON_NONE);
}

static void
waitlist_moves_redeem_by_to_fourteen_days_after_on_a_working_day(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, waitlist(&world, date(2026, 8, 1))); /* 15 August 2026 is a Saturday */
    assert_int_equal(fold_of(&world).redeem_by, date(2026, 8, 17));
}

static void
waitlist_never_moves_redeem_by_to_an_earlier_day(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t before = fold_of(&world).redeem_by;
    (void)state;
    does(&world, waitlist(&world, world.today + 2));
    assert_int_equal(fold_of(&world).redeem_by, before);
}

static void
a_free_choice_may_wait_with_several_providers(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    does(&world, waitlist(&world, world.today + 60));
    does(&world, WITH(by_anker(&world, STEP_WAITLIST), until, world.today + 20));
    assert_int_equal(fold_of(&world).waitlisted_count, 2);
    assert_int_equal(fold_of(&world).waitlist_until, world.today + 60);
    assert_reason(&world, by_anker(&world, STEP_ACCEPT), REASON_NONE);
}

static void
decline_ends_a_named_voucher_with_a_cause(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    assert_invalid(&world, by_reception(&world, STEP_DECLINE), "reason");
    assert_invalid(&world, WITH(decline(&world), cause, CAUSE_PLAN_CHANGED), "reason");
    assert_reason(&world, WITH(decline(&world), cause, CAUSE_NOT_RESPONSIBLE), REASON_NONE);
    assert_reason(&world, WITH(decline(&world), cause, CAUSE_NO_ACCESS), REASON_NONE);
    does(&world, decline(&world));
    assert_state(&world, STATE_DECLINED);
    assert_int_equal(fold_of(&world).cause, CAUSE_NO_CAPACITY);
    assert_int_equal(fold_of(&world).closed_on, world.today);
}

static void
decline_excludes_this_provider_from_a_free_choice(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    does(&world, decline(&world));
    assert_state(&world, STATE_ISSUED);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_WRONG_PROVIDER);
    assert_reason(&world, decline(&world), REASON_WRONG_PROVIDER);
    assert_reason(&world, by_anker(&world, STEP_ACCEPT), REASON_NONE);
}

static void
a_reissue_lifts_an_exclusion(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    does(&world, decline(&world));
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
}

/* ---- accept --------------------------------------------------------------- */

static void
accept_binds_the_voucher_to_this_provider(void **state)
{
    struct world world = world_accepted(CHOICE);
    (void)state;
    assert_int_equal(fold_of(&world).bound_provider, PONTE);
    assert_int_equal(fold_of(&world).accepted_on, world.today);
    assert_int_equal(fold_of(&world).complete_by, deadline_after(world.today, 180));
    assert_reason(&world, by_anker(&world, STEP_START), REASON_IN_WORK_ELSEWHERE);
}

static void
another_term_in_the_settings_moves_no_day_already_told(void **state)
{
    struct world world = world_accepted(PONTE);
    int32_t complete_by = fold_of(&world).complete_by;
    (void)state;
    world.facts.terms.complete_days = 30;
    assert_int_equal(fold_of(&world).complete_by, complete_by);
    assert_int_equal(world.events[1].until, complete_by);
}

static void
accept_is_possible_until_three_days_after_redeem_by(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    world_on(&world, redeem_by + 3);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
    world_on(&world, redeem_by + 4);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_EXPIRED);
}

static void
accept_of_an_earlier_day_is_recorded_within_fourteen_days_of_expiry(void **state)
{
    (void)state;
    for (int ticked = 0; ticked < 2; ticked++) {
        struct world world = world_issued(PONTE);
        int32_t redeem_by = fold_of(&world).redeem_by, expiry = redeem_by + 4;
        if (ticked) {
            expire(&world);
        }
        world_on(&world, expiry + 14);
        assert_reason(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, redeem_by + 3),
                      REASON_NONE);
        assert_reason(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, redeem_by + 4),
                      REASON_EXPIRED);
        world_on(&world, expiry + 15);
        assert_reason(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, redeem_by),
                      REASON_EXPIRED);
    }
}

static void
accept_of_an_expired_voucher_brings_it_back_to_work(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    expire(&world);
    does(&world, WITH(by_reception(&world, STEP_ACCEPT), happened_on, redeem_by));
    assert_state(&world, STATE_ACCEPTED);
    assert_int_equal(fold_of(&world).expired_on, DAY_NONE);
    assert_int_equal(fold_of(&world).closed_on, DAY_NONE);
}

static void
the_answer_does_not_depend_on_when_the_tick_ran(void **state)
{
    (void)state;
    struct world late = world_issued(PONTE);
    world_on(&late, fold_of(&late).redeem_by + 4);
    struct world ticked = late;
    does(&ticked, by_tick(&ticked, STEP_EXPIRE));
    for (enum step step = STEP_ISSUE; step < STEP_ANNUL; step++) {
        struct command command = by_reception(&late, step);
        command.until = step == STEP_WAITLIST ? late.today + 5 : DAY_NONE;
        command.cause = step == STEP_DECLINE ? CAUSE_NO_ACCESS : CAUSE_NONE;
        assert_int_equal(reason_of(&late, command), reason_of(&ticked, command));
    }
    struct command withdraw = WITH(by_office(&late, STEP_WITHDRAW), cause, CAUSE_OTHER);
    assert_reason(&late, withdraw, REASON_EXPIRED);
    assert_reason(&ticked, withdraw, REASON_EXPIRED);
}

/* ---- start, attend, recommend, end ---------------------------------------- */

static void
start_is_not_before_accept(void **state)
{
    struct world world = world_accepted(PONTE);
    int32_t accepted_on = world.today;
    (void)state;
    world_on(&world, accepted_on + 5);
    struct command start = by_reception(&world, STEP_START);
    assert_reason(&world, WITH(start, happened_on, accepted_on - 1), REASON_DATE_OUT_OF_RANGE);
    assert_string_equal(world.err.field, "happened_on");
    assert_reason(&world, WITH(start, happened_on, accepted_on), REASON_NONE);
}

static void
attend_counts_one_a_day_unless_again(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command attend = by_reception(&world, STEP_ATTEND);
    (void)state;
    does(&world, attend);
    assert_reason(&world, attend, REASON_ALREADY_RECORDED);
    does(&world, WITH(attend, again, true));
    assert_int_equal(fold_of(&world).attend_count, 2);
    world_on(&world, world.today + 1);
    does(&world, by_reception(&world, STEP_ATTEND));
    attend = WITH(by_reception(&world, STEP_ATTEND), happened_on, world.today - 1);
    assert_reason(&world, attend, REASON_ALREADY_RECORDED);
    assert_int_equal(fold_of(&world).last_attended_on, world.today);
    assert_state(&world, STATE_ACCEPTED);
}

static void
a_forgotten_appointment_does_not_move_the_last_one_back(void **state)
{
    struct world world = world_started(PONTE);
    int32_t started_on = world.today;
    (void)state;
    world_on(&world, started_on + 7);
    does(&world, by_reception(&world, STEP_ATTEND));
    does(&world, WITH(by_reception(&world, STEP_ATTEND), happened_on, started_on + 2));
    assert_int_equal(fold_of(&world).last_attended_on, started_on + 7);
    assert_int_equal(fold_of(&world).attend_count, 2);
}

static void
a_recommendation_is_coded_and_was_discussed_with_the_client(void **state)
{
    struct world world = world_started(PONTE);
    struct command recommend = by_reception(&world, STEP_RECOMMEND);
    (void)state;
    recommend.discussed = true;
    assert_invalid(&world, recommend, "recommendation");
    recommend.recommendation = 8;
    assert_invalid(&world, recommend, "recommendation");
    recommend.recommendation = RECOMMEND_W1 | RECOMMEND_W3;
    recommend.discussed = false;
    assert_invalid(&world, recommend, "discussed");
    recommend.discussed = true;
    does(&world, recommend);
    assert_state(&world, STATE_STARTED);
    assert_int_equal(fold_of(&world).recommendation, RECOMMEND_W1 | RECOMMEND_W3);
    assert_reason(&world, recommend, REASON_ALREADY_RECORDED);
    recommend.recommendation = 0;
    assert_invalid(&world, recommend, "recommendation");
    recommend.recommendation = RECOMMEND_W2;
    does(&world, recommend);
    assert_int_equal(fold_of(&world).recommendation, RECOMMEND_ALL);
}

static void
end_is_not_before_what_it_ends(void **state)
{
    struct world world = world_accepted(PONTE);
    int32_t accepted_on = world.today;
    (void)state;
    world_on(&world, accepted_on + 3);
    struct command end = WITH(by_reception(&world, STEP_END), outcome, OUTCOME_N1);
    assert_reason(&world, WITH(end, happened_on, accepted_on - 1), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, WITH(end, happened_on, accepted_on), REASON_NONE);
    does(&world, by_reception(&world, STEP_START));
    end = WITH(end, outcome, OUTCOME_E1);
    assert_reason(&world, WITH(end, happened_on, world.today - 1), REASON_DATE_OUT_OF_RANGE);
    does(&world, end);
    assert_int_equal(fold_of(&world).ended_on, world.today);
    assert_int_equal(fold_of(&world).outcome, OUTCOME_E1);
}

static void
an_end_says_neither_who_nor_why(void **state)
{
    struct world world = world_started(PONTE);
    struct command end = WITH(by_reception(&world, STEP_END), outcome, OUTCOME_E3);
    (void)state;
    assert_invalid(&world, WITH(end, cause, CAUSE_CLIENT_REQUEST), "reason");
}

static void
a_missing_step_is_named(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    assert_reason(&world, by_reception(&world, STEP_START), REASON_WRONG_STEP);
    assert_string_equal(world.err.arg[0], step_label(STEP_ACCEPT));
    world = world_accepted(PONTE);
    assert_reason(&world, WITH(by_reception(&world, STEP_END), outcome, OUTCOME_E1),
                  REASON_WRONG_STEP);
    assert_string_equal(world.err.arg[0], step_label(STEP_START));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waitlist_moves_a_named_voucher_and_keeps_a_free_choice_issued),
        cmocka_unit_test(waitlist_needs_a_day_in_the_coming_year),
        cmocka_unit_test(waitlist_moves_redeem_by_to_fourteen_days_after_on_a_working_day),
        cmocka_unit_test(waitlist_never_moves_redeem_by_to_an_earlier_day),
        cmocka_unit_test(a_free_choice_may_wait_with_several_providers),
        cmocka_unit_test(decline_ends_a_named_voucher_with_a_cause),
        cmocka_unit_test(decline_excludes_this_provider_from_a_free_choice),
        cmocka_unit_test(a_reissue_lifts_an_exclusion),
        cmocka_unit_test(accept_binds_the_voucher_to_this_provider),
        cmocka_unit_test(another_term_in_the_settings_moves_no_day_already_told),
        cmocka_unit_test(accept_is_possible_until_three_days_after_redeem_by),
        cmocka_unit_test(accept_of_an_earlier_day_is_recorded_within_fourteen_days_of_expiry),
        cmocka_unit_test(accept_of_an_expired_voucher_brings_it_back_to_work),
        cmocka_unit_test(the_answer_does_not_depend_on_when_the_tick_ran),
        cmocka_unit_test(start_is_not_before_accept),
        cmocka_unit_test(attend_counts_one_a_day_unless_again),
        cmocka_unit_test(a_forgotten_appointment_does_not_move_the_last_one_back),
        cmocka_unit_test(a_recommendation_is_coded_and_was_discussed_with_the_client),
        cmocka_unit_test(end_is_not_before_what_it_ends),
        cmocka_unit_test(an_end_says_neither_who_nor_why),
        cmocka_unit_test(a_missing_step_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
