/*
 * check_field.c - date_out_of_range, invalid and conflict.
 */
#include "attempt.h"
#include "deadline.h"

/* The earliest day on which the step can have happened and may still be recorded. */
static int32_t
earliest_day(const struct attempt *attempt)
{
    const struct command *command = attempt->command;
    int32_t base = fold_builds_on(attempt->fold, command->step);
    if (command->step == STEP_ISSUE && command->referral) {
        return command->today - DEADLINE_BACKDATE_REFERRAL;
    }
    if (command->step == STEP_ISSUE || command->step == STEP_ANNUL) {
        return command->today; /* they happen by being recorded */
    }
    if (!attempt_by_provider(attempt)) {
        return base;
    }
    int32_t back = command->today - (command->source == SOURCE_LIST ? DEADLINE_BACKDATE_LIST
                                                                    : DEADLINE_BACKDATE_RECEPTION);
    return back > base ? back : base;
}

bool
check_date(const struct attempt *attempt, struct err *err)
{
    int32_t first = earliest_day(attempt);
    int32_t last = attempt->command->today;
    char from[DAY_TEXT_MAX], to[DAY_TEXT_MAX];
    if (attempt->happened_on >= first && attempt->happened_on <= last) {
        return true;
    }
    return err_set(err, REASON_DATE_OUT_OF_RANGE, "happened_on",
                   "Das Datum muss zwischen dem %1 und dem %2 liegen.", day_german(from, first),
                   day_german(to, last));
}

static bool
superfluous(const char *field, struct err *err)
{
    return err_set(err, REASON_INVALID, field,
                   "Zu diesem Schritt gehört diese Angabe nicht. Bitte weglassen.");
}

/* Append NAME to a list in words: "E1, E3, E4". */
static void
list_name(char out[ERR_ARG_MAX], size_t *len, const char *name)
{
    const char *separator = *len ? ", " : "";
    for (const char *c = separator; *c && *len + 1 < ERR_ARG_MAX; c++) {
        out[(*len)++] = *c;
    }
    for (const char *c = name; *c && *len + 1 < ERR_ARG_MAX; c++) {
        out[(*len)++] = *c;
    }
    out[*len] = '\0';
}

static bool
check_outcome(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    enum state state = attempt->fold->state;
    char allowed[ERR_ARG_MAX] = "";
    size_t len = 0;
    if (rules_find(command->step, command->who, state, command->outcome)) {
        return true;
    }
    for (enum outcome outcome = OUTCOME_E1; outcome < OUTCOME__MAX; outcome++) {
        if (rules_find(command->step, command->who, state, outcome)) {
            list_name(allowed, &len, outcome_name(outcome));
        }
    }
    if (!len) {
        return superfluous("outcome", err);
    }
    return err_set(err, REASON_INVALID, "outcome", "Bitte eine dieser Angaben wählen: %1.",
                   allowed);
}

static bool
check_cause(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    const struct rule *row = rules_find_any(command->step, command->who, attempt->fold->state);
    unsigned causes = row->causes ? row->causes : BIT(CAUSE_NONE);
    char allowed[ERR_ARG_MAX] = "";
    size_t len = 0;
    if (command->cause < CAUSE__MAX && (causes & BIT(command->cause))) {
        return true;
    }
    for (enum cause cause = CAUSE_NO_CAPACITY; cause < CAUSE__MAX; cause++) {
        if (causes & BIT(cause)) {
            list_name(allowed, &len, cause_name(cause));
        }
    }
    if (!len) {
        return superfluous("reason", err);
    }
    return err_set(err, REASON_INVALID, "reason", "Bitte eine dieser Angaben wählen: %1.",
                   allowed);
}

static bool
check_goal(const struct attempt *attempt, struct err *err)
{
    enum goal goal = attempt->command->goal;
    if (attempt->command->step != STEP_REVIEW) {
        return goal == GOAL_NONE || superfluous("goal", err);
    }
    if (goal > GOAL_NONE && goal < GOAL__MAX) {
        return true;
    }
    return err_set(err, REASON_INVALID, "goal",
                   "Bitte angeben, ob das Ziel erreicht ist: ja, teilweise, nein oder nicht "
                   "beurteilbar.");
}

static bool
check_recommendation(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    if (command->step != STEP_RECOMMEND) {
        return !command->recommendation || superfluous("recommendation", err);
    }
    if (!command->recommendation || (command->recommendation & ~(unsigned)RECOMMEND_ALL)) {
        return err_set(err, REASON_INVALID, "recommendation",
                       "Bitte eine dieser Angaben wählen: %1.", "W1, W2, W3");
    }
    if (command->discussed) {
        return true;
    }
    return err_set(err, REASON_INVALID, "discussed",
                   "Bitte die Empfehlung zuerst mit der Klientin oder dem Klienten besprechen und "
                   "das ankreuzen.");
}

/* UNTIL must lie after AFTER and at most DAYS from today. */
static bool
check_until_between(int32_t until, int32_t after, int32_t today, int days, struct err *err)
{
    char first[DAY_TEXT_MAX], last[DAY_TEXT_MAX];
    if (until != DAY_NONE && until > after && until <= today + days) {
        return true;
    }
    return err_set(err, REASON_INVALID, "until",
                   "Bitte einen Tag vom %1 bis zum %2 angeben.", day_german(first, after + 1),
                   day_german(last, today + days));
}

static bool
check_until(const struct attempt *attempt, struct err *err)
{
    const struct fold *fold = attempt->fold;
    int32_t today = attempt->command->today;
    int32_t until = attempt->command->until;
    int32_t old = fold->bound_provider ? fold->complete_by : fold->redeem_by;
    switch (attempt->command->step) {
    case STEP_WAITLIST:
        return check_until_between(until, today, today, DEADLINE_WAITING_MAX_DAYS, err);
    case STEP_EXTEND:
        return check_until_between(until, old > today ? old : today, today,
                                   DEADLINE_TERM_MAX_DAYS, err);
    case STEP_ISSUE:
        return check_until_between(until, today - 1, today, DEADLINE_TERM_MAX_DAYS, err);
    case STEP_REISSUE:
        if (fold->bound_provider) {
            return until == DAY_NONE || superfluous("until", err);
        }
        if (until == DAY_NONE) {
            return true;
        }
        return check_until_between(until, today - 1, today, DEADLINE_TERM_MAX_DAYS, err);
    default:
        return until == DAY_NONE || superfluous("until", err);
    }
}

/* The provider a paper names, or from whom a returned paper comes. */
static bool
check_named(const struct attempt *attempt, struct err *err)
{
    const struct fold *fold = attempt->fold;
    int64_t named = attempt->command->named_provider;
    if (attempt_of_provider(attempt) && !attempt->provider) {
        return err_set(err, REASON_INVALID, "provider",
                       flow_is_referral(fold)
                           ? N_("Bitte angeben, zu welcher Beratungsstelle der Weg führte.")
                           : N_("Bitte angeben, von welcher Beratungsstelle das Papier kommt."));
    }
    switch (attempt->command->step) {
    case STEP_ISSUE:
        return named >= 0 || superfluous("provider", err);
    case STEP_REISSUE:
        if (!fold->bound_provider) {
            return named >= FLOW_KEEP_PROVIDER || superfluous("provider", err);
        }
        if (named == FLOW_KEEP_PROVIDER || named == fold->bound_provider ||
            named == fold->named_provider) {
            return true;
        }
        return err_set(err, REASON_INVALID, "provider",
                       "Der Gutschein ist schon angenommen und bleibt bei dieser "
                       "Beratungsstelle. Bitte keine andere angeben.");
    default:
        return true;
    }
}

static bool
check_event(const struct attempt *attempt, struct err *err)
{
    const struct command *command = attempt->command;
    if (command->step != STEP_ANNUL) {
        return !command->annuls || superfluous("event", err);
    }
    if (attempt->target) {
        return true;
    }
    return err_set(err, REASON_INVALID, "event",
                   "Diesen Eintrag hat dieser Gutschein nicht. Bitte die Quittung prüfen.");
}

bool
check_fields(const struct attempt *attempt, struct err *err)
{
    if (attempt->command->referral && attempt->command->step != STEP_ISSUE) {
        return superfluous("referral", err);
    }
    if (attempt->command->again && attempt->command->step != STEP_ATTEND) {
        return superfluous("again", err);
    }
    return check_outcome(attempt, err) && check_cause(attempt, err) &&
           check_until(attempt, err) && check_goal(attempt, err) &&
           check_recommendation(attempt, err) && check_named(attempt, err) &&
           check_event(attempt, err);
}

bool
check_room(const struct attempt *attempt, struct err *err)
{
    const struct history *history = attempt->history;
    const struct fold *fold = attempt->fold;
    enum step step = attempt->command->step;
    bool full = history->count >= FLOW_EVENTS_MAX ||
                (step == STEP_WAITLIST && fold->waitlisted_count == FLOW_PROVIDERS_MAX) ||
                (step == STEP_DECLINE && fold->declined_count == FLOW_PROVIDERS_MAX);
    if (full) {
        return err_set(err, REASON_CONFLICT, "",
                       "Dieser Gutschein hat zu viele Einträge. Bitte neu ausstellen.");
    }
    if (attempt->target && history->annulled.by_index[attempt->target - history->events]) {
        return err_set(err, REASON_CONFLICT, "event", "Der Eintrag ist schon zurückgenommen.");
    }
    return true;
}
