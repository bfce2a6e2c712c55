/*
 * actions.c - what could be done next: the buttons of a person, the duty of the tick.
 */
#include <string.h>

#include "attempt.h"
#include "deadline.h"

#define ANY_PROVIDER INT64_MAX /* stands for the one the office has not named yet */

static const char *const orders[ORDER__MAX] = {"free", "warn", "strict"};

const char *
order_name(enum order order)
{
    return orders[order < ORDER__MAX ? order : ORDER_FREE];
}

enum order
order_from_name(const char *name)
{
    for (unsigned i = 0; name && i < ORDER__MAX; i++) {
        if (strcmp(orders[i], name) == 0) {
            return (enum order)i;
        }
    }
    return ORDER__MAX;
}

bool
flow_blocks_later(enum state state, unsigned level)
{
    return level >= 1 && (state == STATE_ISSUED || state == STATE_WAITLISTED ||
                          state == STATE_ACCEPTED || state == STATE_STARTED);
}

enum step
flow_tick(const struct fold *fold, unsigned level, int32_t today)
{
    if (!fold_is_late(fold, today)) {
        return STEP_NONE;
    }
    return level >= 1 && !flow_is_referral(fold) ? STEP_EXPIRE : STEP_CLOSE;
}

/* The lowest bit's number in a set that is not empty. */
static unsigned
first_of(unsigned set)
{
    unsigned index = 0;
    while (!(set & BIT(index))) {
        index++;
    }
    return index;
}

/* A day the step would take, if it takes one. */
static int32_t
likely_until(enum step step, const struct fold *fold, int32_t today)
{
    int32_t old = fold->bound_provider ? fold->complete_by : fold->redeem_by;
    switch (step) {
    case STEP_ISSUE:
    case STEP_WAITLIST:
        return today + 1;
    case STEP_EXTEND:
        return (old > today ? old : today) + 1;
    default:
        return DAY_NONE;
    }
}

/* The office reads papers, hears what became of a referral, and decides the rest itself. */
static enum source
likely_source(enum step step, const struct fold *fold, const struct command *actor)
{
    bool from_paper = step == STEP_ACCEPT || step == STEP_START || step == STEP_ATTEND ||
                      step == STEP_END;
    if (actor->who != WHO_OFFICE) {
        return actor->source;
    }
    if (!from_paper || flow_is_referral(fold)) {
        return SOURCE_OFFICE;
    }
    return actor->source == SOURCE_PAPER_PROVIDER ? SOURCE_PAPER_PROVIDER : SOURCE_PAPER_CLIENT;
}

/* A returned paper may tell of a day before the voucher expired; a person stands here today. */
static int32_t
likely_day(enum step step, const struct fold *fold, const struct command *actor)
{
    bool from_paper = actor->who == WHO_OFFICE && step == STEP_ACCEPT && !flow_is_referral(fold);
    bool in_time = fold->redeem_by == DAY_NONE || actor->today <= fold->redeem_by;
    return from_paper && !in_time ? fold->redeem_by : DAY_NONE;
}

/* STEP by ACTOR with everything it needs, as far as there is anything that would do. */
static struct command
likely_command(enum step step, const struct history *history, const struct command *actor)
{
    const struct fold *fold = &history->fold;
    const struct rule *row = rules_find_any(step, actor->who, fold->state);
    unsigned open = RECOMMEND_ALL & ~fold->recommendation;
    struct command command = *actor;
    command.step = step;
    command.source = likely_source(step, fold, actor);
    command.happened_on = likely_day(step, fold, actor);
    command.outcome = row && row->outcomes ? (enum outcome)first_of(row->outcomes) : OUTCOME_NONE;
    command.cause = row && row->causes ? (enum cause)first_of(row->causes) : CAUSE_NONE;
    command.goal = step == STEP_REVIEW ? GOAL_YES : GOAL_NONE;
    command.recommendation = step == STEP_RECOMMEND ? (open ? open : RECOMMEND_ALL) : 0;
    command.discussed = step == STEP_RECOMMEND;
    command.again = step == STEP_ATTEND;
    command.until = likely_until(step, fold, actor->today);
    command.named_provider = step == STEP_REISSUE ? FLOW_KEEP_PROVIDER : 0;
    command.annuls = 0;
    if (actor->who == WHO_OFFICE && !actor->provider && !fold->bound_provider &&
        !fold->named_provider) {
        command.provider = ANY_PROVIDER;
    }
    return command;
}

/* Would one of the events, tried from the newest, be taken out? */
static bool
can_annul(const struct history *history, const struct facts *facts, struct command *command)
{
    for (size_t seq = history->count; seq > 0; seq--) {
        struct err err = {0};
        struct event event;
        command->annuls = (uint32_t)seq;
        if (history_decide(history, facts, command, &event, &err)) {
            return true;
        }
    }
    return false;
}

static bool
can_do(const struct history *history, const struct facts *facts, struct command *command)
{
    struct err err = {0};
    struct event event;
    if (command->step == STEP_ANNUL) {
        return can_annul(history, facts, command);
    }
    return history_decide(history, facts, command, &event, &err);
}

unsigned
flow_actions(const struct facts *facts, const struct event *events, size_t count,
             const struct command *command)
{
    struct err err = {0};
    struct history history;
    unsigned actions = 0;
    if (!history_read(events, count, &history, &err)) {
        return 0;
    }
    for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
        struct command likely = likely_command(step, &history, command);
        if (can_do(&history, facts, &likely)) {
            actions |= BIT(step);
        }
    }
    return actions;
}
