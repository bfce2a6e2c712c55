/*
 * annul_test.c - taking an event out: who may, for how long, and what is left.
 */
#include "world.h"

static struct command
annul(struct command command, uint32_t seq)
{
    command.step = STEP_ANNUL;
    command.annuls = seq;
    if (command.who == WHO_OFFICE) {
        command.cause = CAUSE_WRONG_STEP;
    }
    return command;
}

static void
the_same_device_takes_back_within_fifteen_minutes(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    world.now_ms += 15 * MINUTE_MS;
    assert_reason(&world, annul(by_reception(&world, STEP_ANNUL), 2), REASON_NONE);
    world.now_ms += 1;
    assert_reason(&world, annul(by_reception(&world, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
}

static void
another_device_of_the_provider_may_not(void **state)
{
    struct world world = world_accepted(PONTE);
    struct command other = annul(by_reception(&world, STEP_ANNUL), 2);
    (void)state;
    other.device = PONTE_TABLET;
    assert_reason(&world, other, REASON_NOT_ALLOWED);
    assert_reason(&world, annul(by_anker(&world, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
}

static void
the_bound_providers_lead_takes_back_within_fourteen_days(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    world_on(&world, world.today + 14);
    assert_reason(&world, annul(by_lead(&world, STEP_ANNUL), 2), REASON_NONE);
    assert_reason(&world, WITH(annul(by_lead(&world, STEP_ANNUL), 2), cause, CAUSE_WRONG_PERSON),
                  REASON_NONE);
    world_on(&world, world.today + 1);
    assert_reason(&world, annul(by_lead(&world, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
}

static void
a_lead_of_another_provider_or_of_none_bound_may_not(void **state)
{
    struct world world = world_accepted(CHOICE);
    struct command lead = annul(by_lead(&world, STEP_ANNUL), 2);
    (void)state;
    lead.provider = ANKER;
    assert_reason(&world, lead, REASON_NOT_ALLOWED);
    struct world waiting = world_in(STATE_WAITLISTED);
    assert_reason(&waiting, annul(by_lead(&waiting, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
}

static void
a_lead_takes_back_nothing_of_another_provider(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    does(&world, WITH(by_anker(&world, STEP_WAITLIST), until, world.today + 5));
    does(&world, by_reception(&world, STEP_ACCEPT));
    assert_reason(&world, annul(by_lead(&world, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
    assert_reason(&world, annul(by_lead(&world, STEP_ANNUL), 3), REASON_NONE);
}

static void
a_provider_takes_back_nothing_of_the_office(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, on_paper(&world, STEP_ACCEPT, SOURCE_PAPER_PROVIDER, DAY_NONE));
    assert_reason(&world, annul(by_lead(&world, STEP_ANNUL), 2), REASON_NOT_ALLOWED);
    assert_reason(&world, annul(by_reception(&world, STEP_ANNUL), 1), REASON_NOT_ALLOWED);
}

static void
a_provider_that_declined_by_mistake_takes_it_back(void **state)
{
    struct world world = world_issued(CHOICE);
    (void)state;
    does(&world, WITH(by_reception(&world, STEP_DECLINE), cause, CAUSE_NO_CAPACITY));
    does(&world, annul(by_reception(&world, STEP_ANNUL), 2));
    assert_int_equal(fold_of(&world).declined_count, 0);
    assert_reason(&world, by_reception(&world, STEP_ACCEPT), REASON_NONE);
}

static void
the_office_takes_back_any_time_and_says_why(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    world_on(&world, world.today + 400);
    struct command command = annul(by_office(&world, STEP_ANNUL), 2);
    assert_reason(&world, command, REASON_NONE);
    assert_invalid(&world, WITH(command, cause, CAUSE_NONE), "reason");
    assert_invalid(&world, WITH(command, cause, CAUSE_NO_CAPACITY), "reason");
    for (enum cause cause = CAUSE_WRONG_PERSON; cause <= CAUSE_OTHER; cause++) {
        assert_reason(&world, WITH(command, cause, cause), REASON_NONE);
    }
}

static void
issue_reissue_expire_and_annul_stay(void **state)
{
    struct world world = world_issued(PONTE);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_REISSUE), named_provider, FLOW_KEEP_PROVIDER));
    world_on(&world, fold_of(&world).redeem_by + 4);
    does(&world, by_tick(&world, STEP_EXPIRE));
    does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_NO));
    does(&world, annul(by_office(&world, STEP_ANNUL), 4));
    static const uint32_t fixed[] = {1, 2, 3, 5};
    for (size_t i = 0; i < 4; i++) {
        assert_reason(&world, annul(by_office(&world, STEP_ANNUL), fixed[i]), REASON_WRONG_STEP);
    }
}

static void
an_event_that_others_build_on_is_kept(void **state)
{
    struct world world = world_started(PONTE);
    (void)state;
    assert_reason(&world, annul(by_office(&world, STEP_ANNUL), 2), REASON_CONFLICT);
    does(&world, annul(by_office(&world, STEP_ANNUL), 3));
    assert_state(&world, STATE_ACCEPTED);
    does(&world, annul(by_office(&world, STEP_ANNUL), 2));
    assert_state(&world, STATE_ISSUED);
    assert_int_equal(fold_of(&world).bound_provider, 0);
    assert_int_equal(fold_of(&world).accepted_on, DAY_NONE);
    assert_int_equal(fold_of(&world).complete_by, DAY_NONE);
}

static void
an_extension_under_a_late_accept_is_kept(void **state)
{
    struct world world = world_in(STATE_EXPIRED);
    (void)state;
    does(&world, WITH(by_office(&world, STEP_EXTEND), until, world.today + 30));
    world_on(&world, world.today + 20);
    does(&world, by_reception(&world, STEP_ACCEPT));
    assert_reason(&world, annul(by_office(&world, STEP_ANNUL), 3), REASON_CONFLICT);
    does(&world, annul(by_office(&world, STEP_ANNUL), 4));
    does(&world, annul(by_office(&world, STEP_ANNUL), 3));
    assert_state(&world, STATE_EXPIRED);
}

static void
an_event_is_taken_back_once(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    does(&world, annul(by_office(&world, STEP_ANNUL), 2));
    assert_reason(&world, annul(by_office(&world, STEP_ANNUL), 2), REASON_CONFLICT);
    does(&world, by_reception(&world, STEP_ACCEPT));
    assert_state(&world, STATE_ACCEPTED);
}

static void
an_event_that_is_not_there_is_invalid(void **state)
{
    struct world world = world_accepted(PONTE);
    (void)state;
    assert_invalid(&world, annul(by_office(&world, STEP_ANNUL), 0), "event");
    assert_invalid(&world, annul(by_office(&world, STEP_ANNUL), 3), "event");
    assert_invalid(&world, annul(by_reception(&world, STEP_ANNUL), UINT32_MAX), "event");
}

static void
an_annulled_appointment_frees_its_day(void **state)
{
    struct world world = world_started(PONTE);
    (void)state;
    does(&world, by_reception(&world, STEP_ATTEND));
    does(&world, annul(by_reception(&world, STEP_ANNUL), 4));
    assert_int_equal(fold_of(&world).attend_count, 0);
    assert_reason(&world, by_reception(&world, STEP_ATTEND), REASON_NONE);
}

static void
damaged_events_do_not_fold(void **state)
{
    struct fold fold = {.generation = 77};
    (void)state;
    for (int damage = 0; damage < 11; damage++) {
        struct world world = world_started(damage == 9 ? CHOICE : PONTE);
        struct err err = {0};
        does(&world, annul(by_office(&world, STEP_ANNUL), 3));
        switch (damage) {
        case 0: world.events[1].seq = 7; break;
        case 1: world.events[2].recorded_at_ms = world.events[1].recorded_at_ms - 1; break;
        case 2: world.events[0].step = STEP_START; break;
        case 3: world.events[1].happened_on = world.today - 9; break;
        case 4: world.events[1].provider = ANKER; break;
        case 5: world.events[1].provider = 0; break;
        case 6: world.events[3].annuls = 0; break;
        case 7: world.events[3].annuls = 1; break;
        case 8: world.events[0].generation = 0; break;
        case 9: world.events[2].provider = ANKER; world.count = 3; break;
        default:
            world.events[4] = world.events[3];
            world.events[4].seq = 5;
            world.count = 5;
            break;
        }
        assert_false(flow_fold(world.events, world.count, &fold, &err));
        assert_int_equal(err.reason, REASON_CONFLICT);
        assert_int_equal(fold.generation, 77);
        struct command any = by_office(&world, STEP_REOPEN);
        assert_reason(&world, any, REASON_CONFLICT);
        assert_int_equal(flow_actions(&world.facts, world.events, world.count, &any), 0);
    }
}

/* ---- by replay, over random histories ------------------------------------- */

static uint32_t
draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

/* A command that need not make sense. */
static struct command
random_command(const struct world *world, uint64_t *seed)
{
    static const enum source papers[] = {SOURCE_PAPER_CLIENT, SOURCE_PAPER_PROVIDER,
                                         SOURCE_OFFICE};
    enum step step = (enum step)(STEP_WAITLIST + draw(seed, STEP__MAX - STEP_WAITLIST));
    struct command command;
    switch (draw(seed, 5)) {
    case 0: command = by_reception(world, step); break;
    case 1: command = by_anker(world, step); break;
    case 2: command = by_lead(world, step); break;
    case 3: command = by_tick(world, step == STEP_CLOSE ? STEP_CLOSE : STEP_EXPIRE); break;
    default:
        command = by_office(world, step);
        command.source = papers[draw(seed, 3)];
        command.provider = step <= STEP_END ? PONTE + (int)draw(seed, 2) : 0;
        break;
    }
    if (draw(seed, 3) == 0) {
        command.happened_on = world->today - (int32_t)draw(seed, 20);
    }
    if (step == STEP_END) {
        command.outcome = (enum outcome)draw(seed, OUTCOME__MAX);
    }
    if (step == STEP_DECLINE || step == STEP_WITHDRAW || step == STEP_ANNUL) {
        command.cause = (enum cause)draw(seed, CAUSE__MAX);
    }
    if (step == STEP_WAITLIST || step == STEP_EXTEND || step == STEP_REISSUE) {
        command.until = world->today + 1 + (int32_t)draw(seed, 90);
    }
    if (step == STEP_REISSUE) {
        command.named_provider = (int64_t[]){FLOW_KEEP_PROVIDER, CHOICE, PONTE}[draw(seed, 3)];
    }
    if (step == STEP_REVIEW) {
        command.goal = GOAL_YES;
    }
    if (step == STEP_ANNUL) {
        command.annuls = 1 + draw(seed, (uint32_t)world->count);
    }
    if (step == STEP_RECOMMEND) {
        command.recommendation = 1 + draw(seed, RECOMMEND_ALL);
    }
    command.discussed = true;
    return command;
}

/* A voucher after up to 40 random commands, each of them recorded or refused. */
static struct world
random_world(uint64_t *seed)
{
    struct world world = world_issued(draw(seed, 2) ? PONTE : CHOICE);
    for (int i = 0; i < 40; i++) {
        struct command command = random_command(&world, seed);
        struct event event;
        struct err err = {0};
        if (flow_decide(&world.facts, world.events, world.count, &command, &event, &err)) {
            world.events[world.count++] = event;
        }
        if (draw(seed, 3) == 0) {
            world_on(&world, world.today + (int32_t)draw(seed, 9));
        }
    }
    return world;
}

/* The events without SEQ, the annulled ones and the annulments, numbered anew. */
static bool
fold_rest(const struct world *world, uint32_t seq, struct fold *out)
{
    struct event rest[FLOW_EVENTS_MAX];
    size_t count = 0;
    struct err err = {0};
    for (size_t i = 0; i < world->count; i++) {
        bool out_of_it = world->events[i].seq == seq || world->events[i].step == STEP_ANNUL;
        for (size_t j = i + 1; j < world->count; j++) {
            out_of_it = out_of_it || (world->events[j].step == STEP_ANNUL &&
                                      world->events[j].annuls == world->events[i].seq);
        }
        if (out_of_it) {
            continue;
        }
        rest[count] = world->events[i];
        rest[count].seq = (uint32_t)count + 1;
        count++;
    }
    return flow_fold(rest, count, out, &err);
}

static bool
is_annulled(const struct world *world, uint32_t seq)
{
    for (size_t i = 0; i < world->count; i++) {
        if (world->events[i].step == STEP_ANNUL && world->events[i].annuls == seq) {
            return true;
        }
    }
    return false;
}

static void
annulment_gives_what_the_events_without_it_give(void **state)
{
    uint64_t seed = 20260504;
    unsigned recorded = 0, refused = 0, states[STATE__MAX] = {0};
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct world world = random_world(&seed);
        struct fold rest, whole = fold_of(&world);
        states[whole.state]++;
        assert_true(fold_rest(&world, 0, &rest));
        assert_memory_equal(&rest, &whole, sizeof rest);
        uint32_t seq = 1 + draw(&seed, (uint32_t)world.count);
        enum step step = world.events[seq - 1].step;
        struct command command = annul(by_office(&world, STEP_ANNUL), seq);
        enum reason reason = reason_of(&world, command);
        if (step == STEP_ISSUE || step == STEP_REISSUE || step == STEP_EXPIRE ||
            step == STEP_ANNUL) {
            assert_int_equal(reason, REASON_WRONG_STEP);
        } else if (is_annulled(&world, seq) || !fold_rest(&world, seq, &rest)) {
            assert_int_equal(reason, REASON_CONFLICT);
            refused++;
        } else {
            does(&world, command);
            whole = fold_of(&world);
            assert_memory_equal(&rest, &whole, sizeof rest);
            recorded++;
        }
    }
    assert_in_range(recorded, 500, 3000); /* the histories are worth the name */
    assert_in_range(refused, 100, 3000);
    for (enum state reached = STATE_ISSUED; reached < STATE__MAX; reached++) {
        assert_in_range(states[reached], 1, 3000);
    }
}

static void
whatever_is_recorded_keeps_the_order_of_days_and_moments(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct world world = random_world(&seed);
        struct fold fold = fold_of(&world);
        for (size_t i = 1; i < world.count; i++) {
            assert_true(world.events[i].recorded_at_ms >= world.events[i - 1].recorded_at_ms);
        }
        assert_true(fold.accepted_on == DAY_NONE || fold.accepted_on >= fold.issued_on);
        assert_true(fold.started_on == DAY_NONE || fold.started_on >= fold.accepted_on);
        assert_true(fold.ended_on == DAY_NONE || fold.ended_on >= fold.started_on);
        assert_true(fold.ended_on == DAY_NONE || fold.accepted_on != DAY_NONE);
        assert_true((fold.accepted_on != DAY_NONE) == (fold.bound_provider != 0));
        assert_true(!fold.named_provider || !fold.bound_provider ||
                    fold.named_provider == fold.bound_provider);
        assert_true(deadline_working_day(fold.redeem_by));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_device_takes_back_within_fifteen_minutes),
        cmocka_unit_test(another_device_of_the_provider_may_not),
        cmocka_unit_test(the_bound_providers_lead_takes_back_within_fourteen_days),
        cmocka_unit_test(a_lead_of_another_provider_or_of_none_bound_may_not),
        cmocka_unit_test(a_lead_takes_back_nothing_of_another_provider),
        cmocka_unit_test(a_provider_takes_back_nothing_of_the_office),
        cmocka_unit_test(a_provider_that_declined_by_mistake_takes_it_back),
        cmocka_unit_test(the_office_takes_back_any_time_and_says_why),
        cmocka_unit_test(issue_reissue_expire_and_annul_stay),
        cmocka_unit_test(an_event_that_others_build_on_is_kept),
        cmocka_unit_test(an_extension_under_a_late_accept_is_kept),
        cmocka_unit_test(an_event_is_taken_back_once),
        cmocka_unit_test(an_event_that_is_not_there_is_invalid),
        cmocka_unit_test(an_annulled_appointment_frees_its_day),
        cmocka_unit_test(damaged_events_do_not_fold),
        cmocka_unit_test(annulment_gives_what_the_events_without_it_give),
        cmocka_unit_test(whatever_is_recorded_keeps_the_order_of_days_and_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
