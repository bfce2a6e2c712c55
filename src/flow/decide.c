/*
 * decide.c - from a command to the event that is recorded, or to the reason why not.
 */
#include "attempt.h"
#include "deadline.h"

/* In the order of the reasons in err.h; the first that refuses is the answer. */
static bool (*const checks[])(const struct attempt *, struct err *) = {
    check_allowed,  check_provider, check_unbound, check_generation, check_withdrawn,
    check_repeated, check_expired,  check_closed,  check_order,      check_step,
    check_level,    check_date,     check_fields,  check_room,
};

#define CHECKS (sizeof checks / sizeof checks[0])

static bool
pass(const struct attempt *attempt, struct err *err)
{
    for (size_t i = 0; i < CHECKS; i++) {
        if (!checks[i](attempt, err)) {
            return false;
        }
    }
    return true;
}

/* A returned paper without a name comes from the provider at work, or from the one it names. */
static int64_t
provider_of(const struct command *command, const struct fold *fold)
{
    if (command->provider || command->who != WHO_OFFICE) {
        return command->provider;
    }
    return fold->bound_provider ? fold->bound_provider : fold->named_provider;
}

/* What the tick writes down became true when the grace had passed. */
static int32_t
day_of(const struct command *command, const struct fold *fold)
{
    if (command->happened_on != DAY_NONE) {
        return command->happened_on;
    }
    if (command->who == WHO_TICK && fold->redeem_by != DAY_NONE) {
        return fold->redeem_by + DEADLINE_GRACE_DAYS + 1;
    }
    return command->today;
}

/* The rules compare dates themselves: a late voucher is expired before the tick says so. At level
 * 0, and of a referral, it is only left without a report, and what comes later still counts. */
static enum state
standing_of(const struct facts *facts, const struct command *command, const struct fold *fold)
{
    bool late = fold_is_late(fold, command->today) && command->who != WHO_TICK;
    bool reported = level_effective(&facts->level) > 0 && !flow_is_referral(fold);
    return late && reported ? STATE_EXPIRED : fold->state;
}

static const struct event *
target_of(const struct command *command, const struct history *history)
{
    bool named = command->step == STEP_ANNUL && command->annuls >= 1 &&
                 command->annuls <= history->count;
    return named ? &history->events[command->annuls - 1] : NULL;
}

/* The day a new paper gets without one of its own: the old one, or when that has passed as many
 * days again as the last paper had. */
static int32_t
renewed_redeem_by(const struct fold *fold, int32_t today)
{
    int32_t days = fold->redeem_by - fold->paper_on;
    if (fold->redeem_by >= today) {
        return fold->redeem_by;
    }
    return deadline_after(today, days < DEADLINE_TERM_MAX_DAYS ? days : DEADLINE_TERM_MAX_DAYS);
}

static int32_t
recorded_until(const struct attempt *attempt)
{
    const struct fold *fold = attempt->fold;
    int32_t until = attempt->command->until;
    int term = attempt->facts->terms.complete_days;
    switch (attempt->command->step) {
    case STEP_WAITLIST:
        return until;
    case STEP_ACCEPT: /* kept, so that another term in the settings moves no day already told */
        return term > 0 ? deadline_after(attempt->happened_on, term) : DAY_NONE;
    case STEP_REISSUE:
        if (fold->bound_provider) {
            return DAY_NONE;
        }
        if (until == DAY_NONE) {
            return renewed_redeem_by(fold, attempt->command->today);
        }
        return deadline_shift(until);
    case STEP_ISSUE:
    case STEP_EXTEND:
        return deadline_shift(until);
    default:
        return DAY_NONE;
    }
}

static int64_t
recorded_name(const struct attempt *attempt)
{
    const struct fold *fold = attempt->fold;
    int64_t named = attempt->command->named_provider;
    if (fold->bound_provider || named == FLOW_KEEP_PROVIDER) {
        return fold->named_provider;
    }
    return named;
}

/* The moment now, but never before the last event: a clock that jumps back reorders nothing. */
static int64_t
recorded_at(const struct attempt *attempt)
{
    const struct history *history = attempt->history;
    int64_t now_ms = attempt->command->now_ms;
    if (!history->count) {
        return now_ms;
    }
    int64_t last_ms = history->events[history->count - 1].recorded_at_ms;
    return now_ms > last_ms ? now_ms : last_ms;
}

static struct event
event_of(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    bool new_paper = command->step == STEP_ISSUE || command->step == STEP_REISSUE;
    return (struct event){
        .step = command->step,
        .happened_on = attempt->happened_on,
        .recorded_at_ms = recorded_at(attempt),
        .who = command->who,
        .source = command->source,
        .provider = attempt_of_provider(attempt) ? attempt->provider : 0,
        .device = command->device,
        .outcome = command->outcome,
        .cause = command->cause,
        .goal = command->goal,
        .recommendation = command->recommendation,
        .again = command->again,
        .until = recorded_until(attempt),
        .named_provider = new_paper ? recorded_name(attempt) : 0,
        .generation = new_paper && !command->referral ? attempt->fold->generation + 1 : 0,
        .annuls = command->annuls,
        .seq = (uint32_t)attempt->history->count + 1,
        .level = level_effective(&attempt->facts->level),
    };
}

/* Whatever the checks say, the voucher's events must still fold with this one among them. */
static bool
still_folds(const struct attempt *attempt, const struct event *event, struct err *err)
{
    const struct history *history = attempt->history;
    struct fold after = *attempt->fold;
    if (!attempt->target) {
        return fold_apply(&after, event, err);
    }
    struct annulled without = history->annulled;
    without.by_index[attempt->target - history->events] = true;
    return fold_events(history->events, history->count, &without, &after, err);
}

bool
history_read(const struct event *events, size_t count,
             struct history *out, struct err *err)
{
    out->events = events;
    out->count = count;
    return flow_fold(events, count, &out->fold, err) &&
           fold_annulled(events, count, &out->annulled, err);
}

bool
history_decide(const struct history *history, const struct facts *facts,
               const struct command *command, struct event *out, struct err *err)
{
    struct attempt attempt = {
        .facts = facts,
        .command = command,
        .history = history,
        .fold = &history->fold,
        .provider = provider_of(command, &history->fold),
        .happened_on = day_of(command, &history->fold),
        .standing = standing_of(facts, command, &history->fold),
        .target = target_of(command, history),
    };
    if (!pass(&attempt, err)) {
        return false;
    }
    struct event event = event_of(&attempt);
    if (!still_folds(&attempt, &event, err)) {
        return false;
    }
    *out = event;
    return true;
}

bool
flow_decide(const struct facts *facts, const struct event *events, size_t count,
            const struct command *command, struct event *out, struct err *err)
{
    struct history history;
    return history_read(events, count, &history, err) &&
           history_decide(&history, facts, command, out, err);
}
