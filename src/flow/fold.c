/*
 * fold.c - a voucher's state is the fold of its events in recording order.
 *
 * The fold believes no event: each must find its row in the rules and fit the
 * days, the provider and the code before it. So damage shows, and an annulment
 * that would leave nonsense behind is refused by folding without it.
 */
#include "fold.h"

#include <string.h>

#include "deadline.h"

static int32_t
later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

bool
fold_lists(const int64_t *list, size_t count, int64_t provider)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == provider) {
            return true;
        }
    }
    return false;
}

/* Callers have checked with note_fits that there is room. */
static void
note(int64_t *list, size_t *count, int64_t provider)
{
    if (!fold_lists(list, *count, provider)) {
        list[(*count)++] = provider;
    }
}

static bool
note_fits(const int64_t *list, size_t count, int64_t provider)
{
    return count < FLOW_PROVIDERS_MAX || fold_lists(list, count, provider);
}

/* ---- what each step leaves behind, besides the state ---------------------- */

static void
on_issue(struct fold *fold, const struct event *event)
{
    fold->issued_on = event->happened_on;
    fold->paper_on = event->happened_on;
    fold->redeem_by = event->until;
    fold->named_provider = event->named_provider;
    fold->generation = event->generation;
}

static void
on_waitlist(struct fold *fold, const struct event *event)
{
    note(fold->waitlisted, &fold->waitlisted_count, event->provider);
    fold->waitlist_until = later(fold->waitlist_until, event->until);
    fold->redeem_by = later(fold->redeem_by, deadline_after(event->until, DEADLINE_WAITLIST_DAYS));
}

static void
on_decline(struct fold *fold, const struct event *event)
{
    if (!fold->named_provider) {
        note(fold->declined, &fold->declined_count, event->provider);
        return;
    }
    fold->closed_on = event->happened_on;
    fold->cause = event->cause;
}

static void
on_accept(struct fold *fold, const struct event *event)
{
    fold->bound_provider = event->provider;
    fold->accepted_on = event->happened_on;
    fold->complete_by = event->until;
    fold->expired_on = DAY_NONE;
    fold->closed_on = DAY_NONE;
}

static void
on_start(struct fold *fold, const struct event *event)
{
    fold->started_on = event->happened_on;
}

static void
on_attend(struct fold *fold, const struct event *event)
{
    fold->attend_count++;
    fold->last_attended_on = later(fold->last_attended_on, event->happened_on);
}

static void
on_recommend(struct fold *fold, const struct event *event)
{
    fold->recommendation |= event->recommendation;
}

static void
on_end(struct fold *fold, const struct event *event)
{
    fold->ended_on = event->happened_on;
    fold->closed_on = event->happened_on;
    fold->outcome = event->outcome;
}

static void
on_extend(struct fold *fold, const struct event *event)
{
    if (fold->bound_provider) {
        fold->complete_by = event->until;
        return;
    }
    fold->redeem_by = event->until;
    fold->expired_on = DAY_NONE;
    fold->closed_on = DAY_NONE;
}

/* Before accept a new paper is a new beginning: nobody waits, nobody is excluded. */
static void
on_reissue(struct fold *fold, const struct event *event)
{
    fold->generation = event->generation;
    fold->paper_on = event->happened_on;
    if (fold->bound_provider) {
        return;
    }
    fold->named_provider = event->named_provider;
    fold->redeem_by = event->until;
    fold->waitlist_until = DAY_NONE;
    fold->expired_on = DAY_NONE;
    fold->closed_on = DAY_NONE;
    fold->cause = CAUSE_NONE;
    fold->declined_count = 0;
    fold->waitlisted_count = 0;
}

static void
on_withdraw(struct fold *fold, const struct event *event)
{
    fold->closed_on = event->happened_on;
    fold->cause = event->cause;
}

static void
on_expire(struct fold *fold, const struct event *event)
{
    fold->before_expiry = fold->state;
    fold->expired_on = event->happened_on;
    fold->closed_on = event->happened_on;
}

static void
on_close(struct fold *fold, const struct event *event)
{
    fold->closed_on = event->happened_on;
}

static void
on_review(struct fold *fold, const struct event *event)
{
    fold->before = fold->state;
    fold->reviewed_on = event->happened_on;
    fold->goal = event->goal;
}

static void
on_reopen(struct fold *fold, const struct event *event)
{
    (void)event;
    fold->reviewed_on = DAY_NONE;
    fold->goal = GOAL_NONE;
}

/* clang-format off */
static void (*const effects[STEP__MAX])(struct fold *, const struct event *) = {
    [STEP_ISSUE]     = on_issue,
    [STEP_WAITLIST]  = on_waitlist,
    [STEP_DECLINE]   = on_decline,
    [STEP_ACCEPT]    = on_accept,
    [STEP_START]     = on_start,
    [STEP_ATTEND]    = on_attend,
    [STEP_RECOMMEND] = on_recommend,
    [STEP_END]       = on_end,
    [STEP_EXTEND]    = on_extend,
    [STEP_REISSUE]   = on_reissue,
    [STEP_WITHDRAW]  = on_withdraw,
    [STEP_EXPIRE]    = on_expire,
    [STEP_CLOSE]     = on_close,
    [STEP_REVIEW]    = on_review,
    [STEP_REOPEN]    = on_reopen,
};
/* clang-format on */

/* ---- does the event fit what came before? --------------------------------- */

int32_t
fold_builds_on(const struct fold *fold, enum step step)
{
    switch (step) {
    case STEP_WAITLIST:
    case STEP_DECLINE:
    case STEP_ACCEPT:
        return fold->issued_on;
    case STEP_START:
    case STEP_ATTEND:
    case STEP_RECOMMEND:
        return fold->accepted_on;
    case STEP_END:
        return later(fold->accepted_on, fold->started_on);
    case STEP_EXTEND:
    case STEP_REISSUE:
    case STEP_WITHDRAW:
    case STEP_CLOSE:
        return later(later(fold->issued_on, fold->closed_on),
                     later(fold->accepted_on, fold->started_on));
    case STEP_EXPIRE:
        return fold->redeem_by + DEADLINE_GRACE_DAYS + 1;
    case STEP_REVIEW:
        return fold->closed_on;
    case STEP_REOPEN:
        return fold->reviewed_on;
    default:
        return DAY_NONE;
    }
}

bool
flow_is_referral(const struct fold *fold)
{
    return fold->state != STATE_NONE && fold->generation == 0;
}

bool
flow_first_paper(const struct event *event)
{
    return event->step == STEP_REISSUE && event->generation == 1;
}

bool
fold_is_late(const struct fold *fold, int32_t today)
{
    return (fold->state == STATE_ISSUED || fold->state == STATE_WAITLISTED) &&
           today > fold->redeem_by + DEADLINE_GRACE_DAYS;
}

/* Only the provider on the paper, and once bound only that one, leaves events. */
static bool
provider_fits(const struct fold *fold, const struct event *event)
{
    bool told = event->source == SOURCE_PAPER_CLIENT || event->source == SOURCE_PAPER_PROVIDER ||
                rules_told(event->step, event->who, event->source);
    if (event->who != WHO_RECEPTION && event->who != WHO_LEAD && !told) {
        return true;
    }
    if (event->provider <= 0) {
        return false;
    }
    if (fold->bound_provider) {
        return fold->bound_provider == event->provider;
    }
    return !fold->named_provider || fold->named_provider == event->provider;
}

/* Nobody comes with a paper that is none, and only of that a client's word is enough. */
static bool
paper_fits(const struct fold *fold, const struct event *event)
{
    bool device = event->who == WHO_RECEPTION || event->who == WHO_LEAD;
    bool paper = event->source == SOURCE_PAPER_CLIENT || event->source == SOURCE_PAPER_PROVIDER;
    bool later = event->step == STEP_ACCEPT && fold->state == STATE_UNREPORTED;
    if (flow_is_referral(fold)) {
        return !device && !paper && !(later && fold->accepted_on != DAY_NONE);
    }
    return !later && !rules_told(event->step, event->who, event->source);
}

static bool
fits(const struct fold *fold, const struct event *event)
{
    if (event->happened_on < fold_builds_on(fold, event->step) || !provider_fits(fold, event) ||
        !paper_fits(fold, event)) {
        return false;
    }
    switch (event->step) {
    case STEP_REISSUE:
        return event->generation > fold->generation;
    case STEP_WAITLIST:
        return note_fits(fold->waitlisted, fold->waitlisted_count, event->provider);
    case STEP_DECLINE:
        return note_fits(fold->declined, fold->declined_count, event->provider);
    case STEP_ACCEPT:
        return flow_is_referral(fold) ||
               event->happened_on <= fold->redeem_by + DEADLINE_GRACE_DAYS;
    default:
        return true;
    }
}

static enum state
leads_to(const struct rule *row, const struct fold *fold)
{
    switch (row->target) {
    case TARGET_STATE:
        return row->state;
    case TARGET_NAMED:
        return fold->named_provider ? row->state : fold->state;
    case TARGET_BEFORE:
        return fold->state == STATE_EXPIRED ? fold->before_expiry : fold->before;
    default:
        return fold->state;
    }
}

static bool
misfit(const struct event *event, struct err *err)
{
    char seq[ERR_NUMBER_MAX];
    return err_set(err, REASON_CONFLICT, "event",
                   "Die Einträge dieses Gutscheins passen nicht zueinander: Nr. %1 (%_2). Bitte "
                   "die späteren Einträge zuerst zurücknehmen.",
                   err_number(seq, event->seq), step_label(event->step));
}

bool
fold_apply(struct fold *fold, const struct event *event, struct err *err)
{
    const struct rule *row = rules_find(event->step, event->who, fold->state, event->outcome);
    if (!row || event->step == STEP_ANNUL || !fits(fold, event)) {
        return misfit(event, err);
    }
    enum state state = leads_to(row, fold);
    effects[event->step](fold, event); /* annul, the only step without one, is never folded */
    fold->state = state;
    return true;
}

/* ---- many events ---------------------------------------------------------- */

bool
fold_can_annul(enum step step)
{
    return step != STEP_ISSUE && step != STEP_REISSUE && step != STEP_EXPIRE && step != STEP_ANNUL;
}

bool
fold_annulled(const struct event *events, size_t count, struct annulled *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < count; i++) {
        if (events[i].step != STEP_ANNUL) {
            continue;
        }
        size_t target = (size_t)events[i].annuls - 1; /* seq 0 wraps and is out of range */
        if (target >= i || out->by_index[target] || !fold_can_annul(events[target].step)) {
            return misfit(&events[i], err);
        }
        out->by_index[target] = true;
    }
    return true;
}

/* Are the events numbered 1, 2, 3 ... and recorded in that order? */
static bool
in_recording_order(const struct event *events, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (events[i].seq != i + 1 ||
            (i > 0 && events[i].recorded_at_ms < events[i - 1].recorded_at_ms)) {
            return misfit(&events[i], err);
        }
    }
    return true;
}

/* Nothing has happened yet; every byte is set, so that equal folds are equal bytes. */
static void
clear(struct fold *fold)
{
    memset(fold, 0, sizeof *fold);
    fold->issued_on = fold->paper_on = DAY_NONE;
    fold->redeem_by = fold->complete_by = DAY_NONE;
    fold->accepted_on = fold->started_on = fold->ended_on = DAY_NONE;
    fold->expired_on = fold->closed_on = fold->reviewed_on = DAY_NONE;
    fold->waitlist_until = fold->last_attended_on = DAY_NONE;
}

bool
fold_events(const struct event *events, size_t count, const struct annulled *annulled,
            struct fold *out, struct err *err)
{
    struct fold fold;
    clear(&fold);
    for (size_t i = 0; i < count; i++) {
        if (!annulled->by_index[i] && events[i].step != STEP_ANNUL &&
            !fold_apply(&fold, &events[i], err)) {
            return false;
        }
    }
    *out = fold;
    return true;
}

bool
flow_fold(const struct event *events, size_t count, struct fold *out, struct err *err)
{
    struct annulled annulled;
    if (count > FLOW_EVENTS_MAX) {
        return misfit(&events[FLOW_EVENTS_MAX], err);
    }
    return in_recording_order(events, count, err) &&
           fold_annulled(events, count, &annulled, err) &&
           fold_events(events, count, &annulled, out, err);
}
