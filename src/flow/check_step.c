/*
 * check_step.c - withdrawn, already_recorded, expired, closed, not_yet_valid,
 * wrong_step, consent_missing and level_too_low.
 */
#include "attempt.h"
#include "deadline.h"

/* The row that lets a client tell of it later is a referral's. */
static bool
has_row(const struct attempt *attempt, enum state state)
{
    const struct command *command = attempt->command;
    bool later = command->step == STEP_ACCEPT && state == STATE_UNREPORTED;
    return rules_find_any(command->step, command->who, state) &&
           (!later || flow_is_referral(attempt->fold));
}

/* Why the table has no row for the step from where the voucher stands; NONE when it has one. */
static enum reason
standing_reason(const struct attempt *attempt)
{
    enum state state = attempt->standing;
    if (has_row(attempt, state)) {
        return REASON_NONE;
    }
    if (state == STATE_REVIEWED && attempt_by_provider(attempt)) {
        state = attempt->fold->before; /* review is the office's business */
    }
    switch (state) {
    case STATE_WITHDRAWN:
        return REASON_WITHDRAWN;
    case STATE_EXPIRED:
        return REASON_EXPIRED;
    case STATE_ENDED:
    case STATE_DECLINED:
    case STATE_UNREPORTED:
    case STATE_REVIEWED:
        return REASON_CLOSED;
    default:
        return REASON_WRONG_STEP;
    }
}

bool
check_withdrawn(const struct attempt *attempt, struct err *err)
{
    if (standing_reason(attempt) != REASON_WITHDRAWN) {
        return true;
    }
    return err_set(err, REASON_WITHDRAWN, "", NULL);
}

/* Has this provider, or the office, done just this before, and does it still count? */
static bool
is_repeated(const struct attempt *attempt)
{
    const struct fold *fold = attempt->fold;
    const struct command *command = attempt->command;
    switch (command->step) {
    case STEP_WAITLIST:
        return fold_lists(fold->waitlisted, fold->waitlisted_count, attempt->provider);
    case STEP_DECLINE:
        return fold->state == STATE_DECLINED;
    case STEP_ACCEPT:
        return fold->accepted_on != DAY_NONE;
    case STEP_START:
        return fold->started_on != DAY_NONE;
    case STEP_ATTEND:
        return !command->again;
    case STEP_RECOMMEND:
        return command->recommendation && !(command->recommendation & ~fold->recommendation);
    case STEP_END:
        return fold->ended_on != DAY_NONE;
    case STEP_CLOSE:
        return fold->state == STATE_UNREPORTED;
    case STEP_REVIEW:
        return fold->state == STATE_REVIEWED;
    default:
        return false;
    }
}

/* The last event of the same step that still counts; for attend: of the same day. */
static const struct event *
earlier_event(const struct attempt *attempt)
{
    const struct history *history = attempt->history;
    for (size_t i = history->count; i-- > 0;) {
        const struct event *event = &history->events[i];
        bool same_day = event->happened_on == attempt->happened_on;
        if (event->step == attempt->command->step && !history->annulled.by_index[i] &&
            (event->step != STEP_ATTEND || same_day)) {
            return event;
        }
    }
    return NULL;
}

bool
check_repeated(const struct attempt *attempt, struct err *err)
{
    const struct event *earlier = is_repeated(attempt) ? earlier_event(attempt) : NULL;
    char day[DAY_TEXT_MAX];
    if (!earlier) {
        return true;
    }
    return err_set(err, REASON_ALREADY_RECORDED, "", "Schon erfasst: %_1 am %2.",
                   step_label(earlier->step), day_german(day, earlier->happened_on));
}

/* Accept looks at the day it happened; and an expired voucher waits for it two weeks only. */
static bool
accept_too_late(const struct attempt *attempt)
{
    const struct fold *fold = attempt->fold;
    int32_t last_day = fold->redeem_by + DEADLINE_GRACE_DAYS;
    bool open = fold->state == STATE_ISSUED || fold->state == STATE_WAITLISTED ||
                fold->state == STATE_EXPIRED;
    if (attempt->command->step != STEP_ACCEPT || !open || flow_is_referral(fold)) {
        return false;
    }
    return attempt->happened_on > last_day ||
           (attempt->standing == STATE_EXPIRED &&
            attempt->command->today > last_day + 1 + DEADLINE_LATE_RECORD_DAYS);
}

bool
check_expired(const struct attempt *attempt, struct err *err)
{
    char day[DAY_TEXT_MAX];
    if (standing_reason(attempt) != REASON_EXPIRED && !accept_too_late(attempt)) {
        return true;
    }
    return err_set(err, REASON_EXPIRED, "",
                   "Der Gutschein ist abgelaufen, letzter Tag war der %1. Bitte das Jobcenter "
                   "anrufen: Es kann die Frist verlängern.",
                   day_german(day, attempt->fold->redeem_by));
}

bool
check_closed(const struct attempt *attempt, struct err *err)
{
    if (standing_reason(attempt) != REASON_CLOSED) {
        return true;
    }
    if (attempt->standing == STATE_REVIEWED && !attempt_by_provider(attempt)) {
        return err_set(err, REASON_CLOSED, "",
                       "Der Gutschein ist gesichtet. Bitte zuerst wieder öffnen.");
    }
    return err_set(err, REASON_CLOSED, "", NULL);
}

bool
check_order(const struct attempt *attempt, struct err *err)
{
    enum step step = attempt->command->step;
    bool first_step = step == STEP_ACCEPT || step == STEP_WAITLIST || step == STEP_DECLINE;
    if (!first_step || !attempt_by_provider(attempt) || !attempt->facts->earlier_open ||
        attempt->facts->order != ORDER_STRICT) {
        return true;
    }
    return err_set(err, REASON_NOT_YET_VALID, "", NULL);
}

/* The step that must come first, or STEP_NONE when that is not what is wrong. */
static enum step
missing_step(const struct attempt *attempt)
{
    enum step step = attempt->command->step;
    enum state state = attempt->standing;
    bool in_work = step == STEP_START || step == STEP_ATTEND || step == STEP_RECOMMEND ||
                   step == STEP_END;
    if (state == STATE_NONE) {
        return STEP_ISSUE;
    }
    if (in_work && (state == STATE_ISSUED || state == STATE_WAITLISTED)) {
        return STEP_ACCEPT;
    }
    if (step == STEP_END && state == STATE_ACCEPTED) {
        return STEP_START;
    }
    return STEP_NONE;
}

/* An outcome that the step knows, but not from here, is a step taken too early or too late. */
static bool
outcome_fits(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    enum state state = attempt->fold->state;
    if (command->step != STEP_END || command->outcome == OUTCOME_NONE) {
        return true;
    }
    return rules_find(command->step, command->who, state, command->outcome) != NULL;
}

bool
check_step(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    bool due = command->who != WHO_TICK || fold_is_late(attempt->fold, command->today);
    bool known_here = !standing_reason(attempt) &&
                      rules_find_any(command->step, command->who, attempt->fold->state) &&
                      outcome_fits(attempt);
    bool can_annul = !attempt->target || fold_can_annul(attempt->target->step);
    if (known_here && due && can_annul) {
        return true;
    }
    enum step missing = missing_step(attempt);
    if (!can_annul || !missing) {
        return err_set(err, REASON_WRONG_STEP, "", NULL);
    }
    return err_set(err, REASON_WRONG_STEP, "", "Vorher fehlt noch: %_1.", step_label(missing));
}

/* The level the row asks for; while an end has no outcome yet, the lowest one. */
static unsigned
level_needed(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    enum state state = attempt->fold->state;
    const struct rule *row = rules_find(command->step, command->who, state, command->outcome);
    if (!row) {
        row = rules_find_any(command->step, command->who, state);
    }
    return row ? row->level : 0;
}

bool
check_level(const struct attempt *attempt, struct err *err)
{
    const struct level_facts *level = &attempt->facts->level;
    unsigned needed = level_needed(attempt);
    bool brought_by_client = attempt->command->source == SOURCE_PAPER_CLIENT ||
                             attempt->command->source == SOURCE_OFFICE;
    if (!attempt_of_provider(attempt) || brought_by_client || level_effective(level) >= needed) {
        return true;
    }
    return err_set(err, level_refusal(level, needed), "", NULL);
}
