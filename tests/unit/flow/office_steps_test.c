/*
 * office_steps_test.c - each remark of the table on what the office and the tick do.
 */
#include "world.h"

static struct command
extend(const struct world *world, int32_t until)
{
    return WITH(by_office(world, STEP_EXTEND), until, until);
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

/* ---- issue ---------------------------------------------------------------- */

static void
issue_names_a_provider_or_leaves_the_choice(void **state)
{
    (void)state;
    struct world named = world_issued(PONTE), free = world_issued(CHOICE);
    assert_int_equal(fold_of(&named).named_provider, PONTE);
    assert_int_equal(fold_of(&free).named_provider, 0);
    assert_int_equal(fold_of(&named).generation, 1);
    assert_int_equal(fold_of(&named).issued_on, named.today);
}

static void
issue_needs_a_day_to_redeem_and_moves_it_to_a_working_day(void **state)
{
    struct world world = world_empty();
    struct command issue = by_office(&world, STEP_ISSUE);
    (void)state;
    assert_invalid(&world, issue, "until");
    assert_invalid(&world, WITH(issue, until, world.today - 1), "until");
    assert_invalid(&world, WITH(issue, until, world.today + 731), "until");
    assert_int_equal(does(&world, WITH(issue, until, date(2026, 5, 23))).until,
                     date(2026, 5, 26)); /* Saturday before Whitsun -> Tuesday */
}

/* ---- extend, reissue, withdraw -------------------------------------------- */

static void
extend_moves_redeem_by_until_accept_and_complete_by_after(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, extend(&world, date(2026, 10, 3))); /* a Saturday and a holiday */
    assert_int_equal(fold_of(&world).redeem_by, date(2026, 10, 5));
    does(&world, by_reception(&world, STEP_ACCEPT));
    does(&world, extend(&world, date(2027, 5, 6))); /* Ascension Day */
    assert_int_equal(fold_of(&world).complete_by, date(2027, 5, 7));
    assert_int_equal(fold_of(&world).redeem_by, date(2026, 10, 5));
    assert_state(&world, STATE_ACCEPTED);
}

static void
extend_goes_to_a_later_day_within_two_years(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    assert_invalid(&world, by_office(&world, STEP_EXTEND), "until");
    assert_invalid(&world, extend(&world, redeem_by), "until");
    assert_reason(&world, extend(&world, redeem_by + 1), REASON_NONE);
    assert_reason(&world, extend(&world, world.today + 730), REASON_NONE);
    assert_invalid(&world, extend(&world, world.today + 731), "until");
    world_on(&world, redeem_by + 30);
    assert_invalid(&world, extend(&world, world.today), "until");
}

static void
extend_brings_an_expired_voucher_back_to_where_it_was(void **state)
{
    static const enum state before[] = {STATE_ISSUED, STATE_WAITLISTED};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct world world = world_in(before[i]);
        expire(&world);
        does(&world, extend(&world, world.today + 20));
        assert_state(&world, before[i]);
        assert_int_equal(fold_of(&world).expired_on, DAY_NONE);
        assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
    }
}

static void
a_reviewed_expiry_still_knows_where_it_was_before(void **state)
{
    struct world world = world_in(STATE_WAITLISTED);
    (void)state;
    expire(&world);
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_UNKNOWN));
    does(&world, by_office(&world, STEP_REOPEN));
    assert_state(&world, STATE_EXPIRED);
    does(&world, extend(&world, world.today + 20));
    assert_state(&world, STATE_WAITLISTED);
}

static void
reissue_makes_the_old_code_superseded(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_int_equal(fold_of(&world).generation, 2);
    struct command accept = by_reception(&world, STEP_ACCEPT);
    assert_reason(&world, WITH(accept, generation, 1), REASON_SUPERSEDED);
    assert_reason(&world, WITH(accept, generation, 2), REASON_NONE);
    assert_reason(&world, accept, REASON_NONE); /* from the list: no code was shown */
}

static void
reissue_may_name_another_provider_or_another_day(void **state)
{
    struct world world = world_in(STATE_DECLINED);
    (void)state;
    does(&world, WITH(reissue(&world, ANKER), until, date(2026, 7, 4)));
    assert_state(&world, STATE_ISSUED);
    assert_int_equal(fold_of(&world).named_provider, ANKER);
    assert_int_equal(fold_of(&world).redeem_by, date(2026, 7, 6));
    assert_int_equal(fold_of(&world).closed_on, DAY_NONE);
    assert_int_equal(fold_of(&world).cause, CAUSE_NONE);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_WRONG_PROVIDER);
    assert_reason(&world, by_anker(&world, STEP_ACCEPT), REASON_NONE);
    does(&world, reissue(&world, CHOICE));
    assert_int_equal(fold_of(&world).named_provider, 0);
}

static void
reissue_keeps_the_deadline_while_it_stands(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    world_on(&world, redeem_by);
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_int_equal(fold_of(&world).redeem_by, redeem_by);
}

static void
reissue_after_the_deadline_gives_as_many_days_again(void **state)
{
    struct world world = world_in(STATE_EXPIRED);
    (void)state;
    assert_invalid(&world, WITH(reissue(&world, CHOICE), until, world.today - 1), "until");
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_state(&world, STATE_ISSUED);
    assert_int_equal(fold_of(&world).paper_on, date(2026, 6, 5));
    assert_int_equal(fold_of(&world).redeem_by, date(2026, 7, 3)); /* 28 days, as at first */
    does(&world, WITH(by_office(&world, STEP_EXTEND), until, world.today + 730));
    world_on(&world, fold_of(&world).redeem_by + 40);
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_true(fold_of(&world).redeem_by <= world.today + 730 + 5);
}

static void
reissue_in_work_stays_with_the_bound_provider(void **state)
{
    struct world world = world_started(PONTE);
    (void)state;
    assert_invalid(&world, reissue(&world, ANKER), "provider");
    assert_invalid(&world, WITH(reissue(&world, PONTE), until, world.today + 9), "until");
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_state(&world, STATE_STARTED);
    assert_int_equal(fold_of(&world).bound_provider, PONTE);
    assert_int_equal(fold_of(&world).named_provider, PONTE);
    assert_int_equal(fold_of(&world).generation, 2);
}

static void
reissue_in_work_may_repeat_the_bound_providers_name(void **state)
{
    struct world world = world_accepted(CHOICE);
    (void)state;
    assert_reason(&world, reissue(&world, PONTE), REASON_NONE);
    assert_reason(&world, reissue(&world, CHOICE), REASON_NONE);
    assert_int_equal(does(&world, reissue(&world, PONTE)).named_provider, CHOICE);
}

static void
reissue_forgets_the_waiting_list(void **state)
{
    struct world world = world_in(STATE_WAITLISTED);
    (void)state;
    does(&world, reissue(&world, FLOW_KEEP_PROVIDER));
    assert_state(&world, STATE_ISSUED);
    assert_int_equal(fold_of(&world).waitlist_until, DAY_NONE);
    assert_reason(&world, WITH(by_reception(&world, STEP_WAITLIST), until, world.today + 9),
                  REASON_NONE);
}

static void
withdraw_needs_its_cause(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command withdraw = by_office(&world, STEP_WITHDRAW);
    (void)state;
    assert_invalid(&world, withdraw, "reason");
    assert_invalid(&world, WITH(withdraw, cause, CAUSE_NO_CAPACITY), "reason");
    does(&world, WITH(withdraw, cause, CAUSE_ENTITLEMENT_ENDED));
    assert_state(&world, STATE_WITHDRAWN);
    assert_int_equal(fold_of(&world).cause, CAUSE_ENTITLEMENT_ENDED);
}

/* ---- expire, close, review ------------------------------------------------ */

static void
the_tick_expires_with_a_level_and_closes_without(void **state)
{
    struct world world = world_issued(PONTE);
    struct fold fold = fold_of(&world);
    (void)state;
    assert_int_equal(flow_tick(&fold, 1, fold.redeem_by + 3), STEP_NONE);
    assert_int_equal(flow_tick(&fold, 1, fold.redeem_by + 4), STEP_EXPIRE);
    assert_int_equal(flow_tick(&fold, 0, fold.redeem_by + 4), STEP_CLOSE);
    world_on(&world, fold.redeem_by + 40); /* the tick slept long */
    does(&world, by_tick(&world, STEP_EXPIRE));
    assert_int_equal(fold_of(&world).expired_on, fold.redeem_by + 4);
    assert_int_equal(flow_tick(&(struct fold){.state = STATE_EXPIRED}, 1, world.today), STEP_NONE);
}

static void
a_stub_brought_late_at_level_0_still_counts_while_open(void **state)
{
    struct world world = world_issued(PONTE);
    int32_t redeem_by = fold_of(&world).redeem_by;
    (void)state;
    world.facts.level.agreement_level = 0;
    world_on(&world, redeem_by + 60);
    does(&world, by_tick(&world, STEP_CLOSE));
    assert_state(&world, STATE_UNREPORTED);
    struct command stub = on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_CLIENT, redeem_by - 2);
    assert_reason(&world, stub, REASON_CLOSED);
    struct command annul = WITH(by_office(&world, STEP_ANNUL), annuls, 2);
    does(&world, WITH(annul, cause, CAUSE_OTHER));
    does(&world, stub);
    assert_state(&world, STATE_ACCEPTED);
}

static void
review_needs_the_goal_and_reopen_leads_back(void **state)
{
    static const enum state closed[] = {STATE_ENDED, STATE_EXPIRED, STATE_DECLINED,
                                        STATE_WITHDRAWN, STATE_UNREPORTED};
    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
        struct world world = world_in(closed[i]);
        assert_invalid(&world, by_office(&world, STEP_REVIEW), "goal");
        does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_NO));
        assert_int_equal(fold_of(&world).goal, GOAL_NO);
        does(&world, by_office(&world, STEP_REOPEN));
        assert_state(&world, closed[i]);
        assert_int_equal(fold_of(&world).goal, GOAL_NONE);
        assert_int_equal(fold_of(&world).reviewed_on, DAY_NONE);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(issue_names_a_provider_or_leaves_the_choice),
        cmocka_unit_test(issue_needs_a_day_to_redeem_and_moves_it_to_a_working_day),
        cmocka_unit_test(extend_moves_redeem_by_until_accept_and_complete_by_after),
        cmocka_unit_test(extend_goes_to_a_later_day_within_two_years),
        cmocka_unit_test(extend_brings_an_expired_voucher_back_to_where_it_was),
        cmocka_unit_test(a_reviewed_expiry_still_knows_where_it_was_before),
        cmocka_unit_test(reissue_makes_the_old_code_superseded),
        cmocka_unit_test(reissue_may_name_another_provider_or_another_day),
        cmocka_unit_test(reissue_keeps_the_deadline_while_it_stands),
        cmocka_unit_test(reissue_after_the_deadline_gives_as_many_days_again),
        cmocka_unit_test(reissue_in_work_stays_with_the_bound_provider),
        cmocka_unit_test(reissue_in_work_may_repeat_the_bound_providers_name),
        cmocka_unit_test(reissue_forgets_the_waiting_list),
        cmocka_unit_test(withdraw_needs_its_cause),
        cmocka_unit_test(the_tick_expires_with_a_level_and_closes_without),
        cmocka_unit_test(a_stub_brought_late_at_level_0_still_counts_while_open),
        cmocka_unit_test(review_needs_the_goal_and_reopen_leads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
