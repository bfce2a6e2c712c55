/*
 * precedence_test.c - when two reasons hold at once, the one that err.h lists first is the answer.
 *
 * Each test makes a command that fails for both of two neighbours, then cures
 * the first and meets the second.
 */
#include "world.h"

static struct command
accept(const struct world *world)
{
    return by_reception(world, STEP_ACCEPT);
}

static void
not_allowed_before_wrong_provider(void **state)
{
    struct world world = world_issued(ANKER);
    (void)state;
    assert_reason(&world, WITH(accept(&world), source, SOURCE_LIST), REASON_NOT_ALLOWED);
    assert_reason(&world, accept(&world), REASON_WRONG_PROVIDER);
}

static void
wrong_provider_before_in_work_elsewhere(void **state)
{
    struct world world = world_accepted(CHOICE);
    struct command foreign = by_anker(&world, STEP_ACCEPT);
    (void)state;
    foreign.service_types = BIT(TYPE_A);
    assert_reason(&world, foreign, REASON_WRONG_PROVIDER);
    foreign.service_types = BIT(TYPE_B);
    assert_reason(&world, foreign, REASON_IN_WORK_ELSEWHERE);
}

static void
in_work_elsewhere_before_superseded(void **state)
{
    struct world world = world_accepted(CHOICE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    assert_reason(&world, WITH(by_anker(&world, STEP_START), generation, 1),
                  REASON_IN_WORK_ELSEWHERE);
    assert_reason(&world, WITH(by_reception(&world, STEP_START), generation, 1),
                  REASON_SUPERSEDED);
}

static void
superseded_before_withdrawn(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    does(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_OTHER));
    assert_reason(&world, WITH(accept(&world), generation, 1), REASON_SUPERSEDED);
    assert_reason(&world, WITH(accept(&world), generation, 2), REASON_WITHDRAWN);
}

static void
withdrawn_before_already_recorded(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_reason(&world, accept(&world), REASON_ALREADY_RECORDED);
    does(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_OTHER));
    assert_reason(&world, accept(&world), REASON_WITHDRAWN);
}

static void
withdrawn_stays_the_answer_after_review(void **state)
{
    struct world world = world_in(STATE_WITHDRAWN);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_UNKNOWN));
    assert_reason(&world, accept(&world), REASON_WITHDRAWN);
    assert_reason(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_OTHER),
                  REASON_CLOSED);
}

static void
already_recorded_before_expired(void **state)
{
    struct world world = world_in(STATE_WAITLISTED);
    struct command wait = WITH(by_reception(&world, STEP_WAITLIST), until, world.today + 99);
    (void)state;
    world_on(&world, fold_of(&world).redeem_by + 4);
    wait.today = world.today;
    assert_reason(&world, wait, REASON_ALREADY_RECORDED);
    assert_reason(&world, WITH(by_reception(&world, STEP_DECLINE), cause, CAUSE_NO_ACCESS),
                  REASON_EXPIRED);
}

static void
already_recorded_before_closed(void **state)
{
    struct world world = world_in(STATE_ENDED);
    (void)state;
    assert_reason(&world, accept(&world), REASON_ALREADY_RECORDED);
    assert_reason(&world, by_reception(&world, STEP_ATTEND), REASON_CLOSED);
}

static void
expired_before_not_yet_valid(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.order = ORDER_STRICT;
    world.facts.earlier_open = true;
    assert_reason(&world, accept(&world), REASON_NOT_YET_VALID);
    world_on(&world, fold_of(&world).redeem_by + 4);
    assert_reason(&world, accept(&world), REASON_EXPIRED);
}

static void
closed_before_not_yet_valid(void **state)
{
    struct world world = world_in(STATE_DECLINED);
    (void)state;
    world.facts.order = ORDER_STRICT;
    world.facts.earlier_open = true;
    assert_reason(&world, accept(&world), REASON_CLOSED);
}

static void
not_yet_valid_before_wrong_step(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command wait = WITH(by_reception(&world, STEP_WAITLIST), until, world.today + 3);
    (void)state;
    world.facts.order = ORDER_STRICT;
    world.facts.earlier_open = true;
    assert_reason(&world, wait, REASON_NOT_YET_VALID);
    world.facts.earlier_open = false;
    assert_reason(&world, wait, REASON_WRONG_STEP);
}

static void
not_yet_valid_before_consent_missing(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.order = ORDER_STRICT;
    world.facts.earlier_open = true;
    world.facts.level.basis = BASIS_CONSENT;
    assert_reason(&world, accept(&world), REASON_NOT_YET_VALID);
    world.facts.earlier_open = false;
    assert_reason(&world, accept(&world), REASON_CONSENT_MISSING);
}

static void
wrong_step_before_consent_missing(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    world.facts.level.basis = BASIS_CONSENT;
    assert_reason(&world, by_reception(&world, STEP_START), REASON_WRONG_STEP);
    assert_reason(&world, accept(&world), REASON_CONSENT_MISSING);
}

static void
consent_missing_only_when_a_signature_would_help(void **state)
{
    struct world world = world_started(PONTE);
    struct command attend = by_reception(&world, STEP_ATTEND);
    (void)state;
    world.facts.level = (struct level_facts){
        .agreement_valid = true, .basis = BASIS_CONSENT, .agreement_level = 1};
    assert_reason(&world, attend, REASON_LEVEL_TOO_LOW);
    world.facts.level.agreement_level = 2;
    assert_reason(&world, attend, REASON_CONSENT_MISSING);
}

static void
consent_missing_before_date_out_of_range(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command start = WITH(by_reception(&world, STEP_START), happened_on, world.today + 1);
    (void)state;
    assert_reason(&world, start, REASON_DATE_OUT_OF_RANGE);
    world.facts.level.basis = BASIS_CONSENT;
    assert_reason(&world, start, REASON_CONSENT_MISSING);
}

static void
level_too_low_before_date_out_of_range(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command attend = WITH(by_reception(&world, STEP_ATTEND), happened_on, world.today - 1);
    (void)state;
    assert_reason(&world, attend, REASON_DATE_OUT_OF_RANGE);
    world.facts.level.agreement_level = 1;
    assert_reason(&world, attend, REASON_LEVEL_TOO_LOW);
}

static void
date_out_of_range_before_invalid(void **state)
{
    struct world world = world_started(PONTE);
    struct command end = by_reception(&world, STEP_END);
    (void)state;
    assert_reason(&world, WITH(end, happened_on, world.today + 1), REASON_DATE_OUT_OF_RANGE);
    assert_reason(&world, end, REASON_INVALID);
}

static void
invalid_before_conflict(void **state)
{
    struct world world = world_started(PONTE);
    struct command annul = WITH(by_office(&world, STEP_ANNUL), annuls, 2);
    (void)state;
    assert_reason(&world, annul, REASON_INVALID);
    assert_reason(&world, WITH(annul, cause, CAUSE_OTHER), REASON_CONFLICT);
}

/* Everything is wrong at once; one cure after the other meets the reasons in their order. */
static void
the_reasons_come_in_the_order_of_the_list(void **state)
{
    struct world world = world_issued(ANKER);
    enum reason last = REASON_NONE, reason;
    struct command end = WITH(by_reception(&world, STEP_END), source, SOURCE_LIST);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, ANKER));
    world.facts.level = (struct level_facts){.basis = BASIS_NONE};
    end.generation = 1;
    end.happened_on = world.today + 1;
    for (int cured = 0; cured <= 7; cured++) {
        switch (cured) {
        case 1:
            end.source = SOURCE_SCAN;
            break;
        case 2:
            end.provider = ANKER;
            break;
        case 3:
            end.generation = 2;
            break;
        case 4:
            world.facts.level = world_empty().facts.level;
            does(&world, by_anker(&world, STEP_ACCEPT));
            world.facts.level.agreement_valid = false;
            break;
        case 5:
            world.facts.level.agreement_valid = true;
            break;
        case 6:
            end.happened_on = DAY_NONE;
            break;
        case 7:
            end.outcome = OUTCOME_N1;
            break;
        default:
            break;
        }
        reason = reason_of(&world, end);
        if (cured < 7) {
            assert_in_range(reason, last + 1, REASON_CONFLICT);
        }
        last = reason;
    }
    assert_int_equal(last, REASON_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(not_allowed_before_wrong_provider),
        cmocka_unit_test(wrong_provider_before_in_work_elsewhere),
        cmocka_unit_test(in_work_elsewhere_before_superseded),
        cmocka_unit_test(superseded_before_withdrawn),
        cmocka_unit_test(withdrawn_before_already_recorded),
        cmocka_unit_test(withdrawn_stays_the_answer_after_review),
        cmocka_unit_test(already_recorded_before_expired),
        cmocka_unit_test(already_recorded_before_closed),
        cmocka_unit_test(expired_before_not_yet_valid),
        cmocka_unit_test(closed_before_not_yet_valid),
        cmocka_unit_test(not_yet_valid_before_wrong_step),
        cmocka_unit_test(not_yet_valid_before_consent_missing),
        cmocka_unit_test(wrong_step_before_consent_missing),
        cmocka_unit_test(consent_missing_only_when_a_signature_would_help),
        cmocka_unit_test(consent_missing_before_date_out_of_range),
        cmocka_unit_test(level_too_low_before_date_out_of_range),
        cmocka_unit_test(date_out_of_range_before_invalid),
        cmocka_unit_test(invalid_before_conflict),
        cmocka_unit_test(the_reasons_come_in_the_order_of_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
