/*
 * check_right.c - not_allowed, wrong_provider, in_work_elsewhere, superseded.
 */
#include "attempt.h"
#include "deadline.h"

#define ANNUL_LEAD_MS (DEADLINE_ANNUL_LEAD_DAYS * (int64_t)24 * 60 * 60 * 1000)

#define BY_DEVICE (BIT(SOURCE_SCAN) | BIT(SOURCE_TYPED) | BIT(SOURCE_API))
#define BY_PAPER (BIT(SOURCE_PAPER_CLIENT) | BIT(SOURCE_PAPER_PROVIDER))

bool
attempt_by_provider(const struct attempt *attempt)
{
    return attempt->command->who == WHO_RECEPTION || attempt->command->who == WHO_LEAD;
}

bool
attempt_of_provider(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    return attempt_by_provider(attempt) || command->source == SOURCE_PAPER_CLIENT ||
           command->source == SOURCE_PAPER_PROVIDER ||
           rules_told(command->step, command->who, command->source);
}

/* Does the table know this step for this actor at all? */
static bool
has_row(enum step step, enum who who)
{
    for (enum state state = STATE_NONE; state < STATE__MAX; state++) {
        if (rules_find_any(step, who, state)) {
            return true;
        }
    }
    return false;
}

/* What the office may know of STEP, of a referral from the client's own word alone. */
static unsigned
sources_of_office(const struct attempt *attempt, enum step step, bool on_paper)
{
    if (flow_is_referral(attempt->fold)) {
        return step == STEP_ATTEND ? 0 : BIT(SOURCE_OFFICE);
    }
    return on_paper ? BY_PAPER : BIT(SOURCE_OFFICE);
}

/* The sources with which the command's actor may record its step. */
static unsigned
sources_for(const struct attempt *attempt)
{
    enum step step = attempt->command->step;
    bool on_list = step == STEP_START || step == STEP_ATTEND || step == STEP_END ||
                   step == STEP_ANNUL;
    bool on_paper = step == STEP_ACCEPT || step == STEP_START || step == STEP_ATTEND ||
                    step == STEP_END;
    switch (attempt->command->who) {
    case WHO_RECEPTION:
        return BY_DEVICE;
    case WHO_LEAD:
        return on_list ? BY_DEVICE | BIT(SOURCE_LIST) : BY_DEVICE;
    case WHO_OFFICE:
        return sources_of_office(attempt, step, on_paper);
    case WHO_TICK:
        return BIT(SOURCE_OFFICE);
    default:
        return 0;
    }
}

/* Whose event may whom take out, and for how long. */
static bool
may_annul(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    const struct event *target = attempt->target;
    if (command->who == WHO_OFFICE || !target) {
        return true; /* an event that is not there is told apart later */
    }
    if (target->who != WHO_RECEPTION && target->who != WHO_LEAD) {
        return false;
    }
    int64_t age_ms = command->now_ms - target->recorded_at_ms;
    if (target->device == command->device && age_ms <= DEADLINE_UNDO_MS) {
        return true;
    }
    return command->who == WHO_LEAD && target->provider == command->provider &&
           attempt->fold->bound_provider == command->provider &&
           age_ms <= ANNUL_LEAD_MS;
}

bool
check_allowed(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    if (flow_is_referral(attempt->fold) && (BIT(command->source) & BY_PAPER)) {
        return err_set(err, REASON_NOT_ALLOWED, "source",
                       "Das ist ein Verweis ohne Laufzettel, es gibt kein Papier dazu. Bitte "
                       "eintragen, was im Gespräch berichtet wurde.");
    }
    bool enrolled = command->provider > 0 && command->device > 0 &&
                    !flow_is_referral(attempt->fold);
    if (!has_row(command->step, command->who) || command->source >= SOURCE__MAX ||
        !(sources_for(attempt) & BIT(command->source)) ||
        (attempt_by_provider(attempt) && !enrolled)) {
        return err_set(err, REASON_NOT_ALLOWED, "", NULL);
    }
    if (command->step == STEP_ANNUL && !may_annul(attempt)) {
        return err_set(err, REASON_NOT_ALLOWED, "event",
                       "Diesen Eintrag kann nur das Gerät zurücknehmen, das ihn erfasst hat, und "
                       "nur 15 Minuten lang; danach die Leitung (14 Tage) oder das Jobcenter.");
    }
    return true;
}

bool
check_provider(const struct attempt *attempt, struct err *err)
{
    const struct fold *fold = attempt->fold;
    const struct command *command = attempt->command;
    if (!attempt_of_provider(attempt) || !attempt->provider) {
        return true;
    }
    bool type_fits = !command->service_types ||
                     (command->service_types & BIT(attempt->facts->type));
    bool named = !fold->named_provider || fold->named_provider == attempt->provider;
    bool excluded = command->step != STEP_ANNUL &&
                    fold_lists(fold->declined, fold->declined_count, attempt->provider);
    if (type_fits && named && !excluded) {
        return true;
    }
    return err_set(err, REASON_WRONG_PROVIDER, "", NULL);
}

bool
check_unbound(const struct attempt *attempt, struct err *err)
{
    int64_t bound = attempt->fold->bound_provider;
    if (!attempt_of_provider(attempt) || !attempt->provider || !bound ||
        bound == attempt->provider) {
        return true;
    }
    return err_set(err, REASON_IN_WORK_ELSEWHERE, "", NULL);
}

bool
check_generation(const struct attempt *attempt, struct err *err)
{
    uint32_t shown = attempt->command->generation;
    if (!shown || shown >= attempt->fold->generation) {
        return true;
    }
    return err_set(err, REASON_SUPERSEDED, "", NULL);
}
