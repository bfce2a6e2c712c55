/*
 * world.h - one voucher in a small world, for the tests of flow.
 *
 * Monday 4 May 2026, an agreement by law at level 3, providers PONTE and ANKER;
 * a voucher that names PONTE unless a test says otherwise.
 */
#ifndef WORLD_H
#define WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "deadline.h"
#include "flow.h"

#define PONTE 11
#define ANKER 12
#define PONTE_PHONE 101
#define PONTE_TABLET 102
#define ANKER_PHONE 121
#define CHOICE 0

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)
#define MINUTE_MS ((int64_t)60 * 1000)

struct world {
    struct facts facts;
    struct event events[FLOW_EVENTS_MAX + 1];
    size_t count;
    int32_t today;
    int64_t now_ms;
    struct err err; /* of the last refusal */
};

static inline int32_t
date(int year, int month, int day)
{
    return day_from_civil(year, month, day);
}

static inline void
world_on(struct world *world, int32_t day)
{
    world->today = day;
    world->now_ms = day * DAY_MS + 9 * 60 * MINUTE_MS;
}

static inline struct world
world_empty(void)
{
    struct world world = {
        .facts = {.type = TYPE_B,
                  .level = {.agreement_valid = true, .basis = BASIS_LAW, .agreement_level = 3},
                  .terms = {.complete_days = 180}},
    };
    world_on(&world, date(2026, 5, 4));
    return world;
}

static inline struct command
by_office(const struct world *world, enum step step)
{
    struct command command = COMMAND_NONE;
    command.step = step;
    command.who = WHO_OFFICE;
    command.source = SOURCE_OFFICE;
    command.today = world->today;
    command.now_ms = world->now_ms;
    return command;
}

static inline struct command
on_paper(const struct world *world, enum step step, enum source source, int32_t happened_on)
{
    struct command command = by_office(world, step);
    command.source = source;
    command.happened_on = happened_on;
    return command;
}

static inline struct command
by_reception(const struct world *world, enum step step)
{
    struct command command = by_office(world, step);
    command.who = WHO_RECEPTION;
    command.source = SOURCE_SCAN;
    command.provider = PONTE;
    command.device = PONTE_PHONE;
    return command;
}

static inline struct command
by_anker(const struct world *world, enum step step)
{
    struct command command = by_reception(world, step);
    command.provider = ANKER;
    command.device = ANKER_PHONE;
    return command;
}

static inline struct command
by_lead(const struct world *world, enum step step)
{
    struct command command = by_reception(world, step);
    command.who = WHO_LEAD;
    command.source = SOURCE_LIST;
    command.device = PONTE_TABLET;
    return command;
}

static inline struct command
by_tick(const struct world *world, enum step step)
{
    struct command command = by_office(world, step);
    command.who = WHO_TICK;
    return command;
}

/* The same command with one member set. */
#define WITH(command, member, value) with_##member((command), (value))
#define WITH_MEMBER(member, type)                          \
    static inline struct command                           \
    with_##member(struct command command, type value)      \
    {                                                      \
        command.member = value;                            \
        return command;                                    \
    }
WITH_MEMBER(outcome, enum outcome)
WITH_MEMBER(cause, enum cause)
WITH_MEMBER(goal, enum goal)
WITH_MEMBER(until, int32_t)
WITH_MEMBER(happened_on, int32_t)
WITH_MEMBER(named_provider, int64_t)
WITH_MEMBER(annuls, uint32_t)
WITH_MEMBER(again, bool)
WITH_MEMBER(generation, uint32_t)
WITH_MEMBER(source, enum source)

/* The reason why COMMAND is refused, or REASON_NONE. Nothing is recorded. */
static inline enum reason
reason_of(struct world *world, struct command command)
{
    struct event event;
    world->err = (struct err){0};
    if (flow_decide(&world->facts, world->events, world->count, &command, &event, &world->err))
        return REASON_NONE;
    assert_int_not_equal(world->err.reason, REASON_NONE);
    return world->err.reason;
}

/* Decide and record; the test ends when it is refused. */
static inline struct event
does(struct world *world, struct command command)
{
    struct event event;
    struct err err = {0};
    if (!flow_decide(&world->facts, world->events, world->count, &command, &event, &err))
        fail_msg("%s refused: %s %s", step_name(command.step), reason_row(err.reason)->name,
                 err.field);
    world->events[world->count++] = event;
    return event;
}

static inline struct fold
fold_of(const struct world *world)
{
    struct fold fold;
    struct err err = {0};
    assert_true(flow_fold(world->events, world->count, &fold, &err));
    return fold;
}

static inline enum state
state_of(const struct world *world)
{
    return fold_of(world).state;
}

static inline void
assert_reason(struct world *world, struct command command, enum reason expected)
{
    assert_string_equal(reason_row(reason_of(world, command))->name, reason_row(expected)->name);
}

static inline void
assert_invalid(struct world *world, struct command command, const char *field)
{
    assert_reason(world, command, REASON_INVALID);
    assert_string_equal(world->err.field, field);
}

static inline void
assert_state(const struct world *world, enum state expected)
{
    assert_string_equal(state_name(state_of(world)), state_name(expected));
}

/* Issued today to NAMED, or CHOICE, redeemable for 28 days: until Monday 1 June 2026. */
static inline struct world
world_issued(int64_t named)
{
    struct world world = world_empty();
    struct command issue = WITH(by_office(&world, STEP_ISSUE), until, world.today + 28);
    does(&world, WITH(issue, named_provider, named));
    return world;
}

static inline struct world
world_accepted(int64_t named)
{
    struct world world = world_issued(named);
    does(&world, by_reception(&world, STEP_ACCEPT));
    return world;
}

static inline struct world
world_started(int64_t named)
{
    struct world world = world_accepted(named);
    does(&world, by_reception(&world, STEP_START));
    return world;
}

/* A voucher for PONTE in STATE; an expired one stands on the day it expired. */
static inline struct world
world_in(enum state state)
{
    struct world world = state == STATE_NONE ? world_empty() : world_issued(PONTE);
    struct command end = WITH(by_reception(&world, STEP_END), outcome, OUTCOME_E1);
    switch (state) {
    case STATE_WAITLISTED:
        does(&world, WITH(by_reception(&world, STEP_WAITLIST), until, world.today + 7));
        break;
    case STATE_ACCEPTED:
        return world_accepted(PONTE);
    case STATE_STARTED:
        return world_started(PONTE);
    case STATE_ENDED:
    case STATE_REVIEWED:
        world = world_started(PONTE);
        does(&world, end);
        if (state == STATE_REVIEWED)
            does(&world, WITH(by_office(&world, STEP_REVIEW), goal, GOAL_YES));
        break;
    case STATE_DECLINED:
        does(&world, WITH(by_reception(&world, STEP_DECLINE), cause, CAUSE_NO_CAPACITY));
        break;
    case STATE_EXPIRED:
        world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS + 1);
        does(&world, by_tick(&world, STEP_EXPIRE));
        break;
    case STATE_UNREPORTED:
        world = world_accepted(PONTE);
        does(&world, by_office(&world, STEP_CLOSE));
        break;
    case STATE_WITHDRAWN:
        does(&world, WITH(by_office(&world, STEP_WITHDRAW), cause, CAUSE_PLAN_CHANGED));
        break;
    default:
        break;
    }
    assert_state(&world, state);
    return world;
}

#endif
