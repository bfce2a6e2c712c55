/*
 * followup.c - which reminders a voucher, a need, a consent or a quiet case gives, and for when.
 */
#include "followup.h"

#include <string.h>

#include "deadline.h"

#define APPOINTMENT_DAYS 14
#define PLAN_REVIEW_MONTHS 6
#define CONSENT_NOTICE_DAYS 28

struct word {
    const char *name;
    const char *label;
};

/* clang-format off */
static const struct word words[FOLLOWUP__MAX] = {
    [FOLLOWUP_NONE]             = { "none",             "ohne Angabe" },
    [FOLLOWUP_NOT_PRINTED]      = { "not_printed",      "Nicht gedruckt" },
    [FOLLOWUP_APPOINTMENT_MADE] = { "appointment_made", "Termin vereinbart?" },
    [FOLLOWUP_NOT_REDEEMED]     = { "not_redeemed",     "Nicht eingelöst" },
    [FOLLOWUP_NO_START]         = { "no_start",         "Aufgenommen, aber noch kein Beginn" },
    [FOLLOWUP_OVERDUE_END]      = { "overdue_end",      "Ende überfällig" },
    [FOLLOWUP_REVIEW_RESULT]    = { "review_result",    "Ergebnis sichten" },
    [FOLLOWUP_STUB_REQUEST]     = { "stub_request",
                                    "Rücklaufabschnitt im Gespräch erbitten (freiwillig)" },
    [FOLLOWUP_CONSENT_ENDING]   = { "consent_ending",   "Einwilligung läuft aus" },
    [FOLLOWUP_PLAN_REVIEW]      = { "plan_review",      "Kooperationsplan überprüfen" },
    [FOLLOWUP_PLAN_ENTRY]       = { "plan_entry",       "In den Kooperationsplan aufnehmen" },
    [FOLLOWUP_CONTACT]          = { "contact",          "Gespräch vereinbaren" },
    [FOLLOWUP_CONTRADICTION]    = { "contradiction",
                                    "Nachmeldung vom Empfang passt nicht: bitte klären" },
    [FOLLOWUP_LETTER_DUE]       = { "letter_due",
                                    "Mitteilung über eine Änderung steht aus" },
    [FOLLOWUP_PROFILE_CHECK]    = { "profile_check",    "Profillage prüfen" },
    [FOLLOWUP_PLAN_UPDATE]      = { "plan_update",      "Kooperationsplan fortschreiben" },
    [FOLLOWUP_HELP_PLAN_END]    = { "help_plan_end",    "Hilfeplan beenden" },
    [FOLLOWUP_MANUAL]           = { "manual",           "Eigene Wiedervorlage" },
};
/* clang-format on */

const char *
followup_name(enum followup_reason reason)
{
    return words[reason < FOLLOWUP__MAX ? reason : FOLLOWUP_NONE].name;
}

const char *
followup_label_of(enum followup_reason reason, bool referral)
{
    return referral && reason == FOLLOWUP_APPOINTMENT_MADE ? N_("Nachfragen, ob es geklappt hat")
                                                           : followup_label(reason);
}

const char *
followup_label(enum followup_reason reason)
{
    return words[reason < FOLLOWUP__MAX ? reason : FOLLOWUP_NONE].label;
}

enum followup_reason
followup_from_name(const char *name)
{
    for (unsigned i = 1; name && i < FOLLOWUP__MAX; i++) {
        if (strcmp(words[i].name, name) == 0) {
            return (enum followup_reason)i;
        }
    }
    return FOLLOWUP_NONE;
}

bool
followup_is_task(enum followup_reason reason)
{
    return reason == FOLLOWUP_MANUAL || reason == FOLLOWUP_PROFILE_CHECK ||
           reason == FOLLOWUP_PLAN_UPDATE || reason == FOLLOWUP_HELP_PLAN_END;
}

bool
followup_can_end(enum followup_reason reason)
{
    return followup_is_task(reason) || reason == FOLLOWUP_LETTER_DUE;
}

/* A list under construction. */
struct list {
    struct followup *out;
    size_t count;
};

static void
add(struct list *list, enum followup_reason reason, int32_t due_on)
{
    list->out[list->count++] = (struct followup){reason, due_on};
}

/* The first working day on which the voucher can no longer be redeemed. */
static int32_t
unredeemed_on(const struct fold *fold)
{
    return deadline_after(fold->redeem_by, DEADLINE_GRACE_DAYS + 1);
}

/* Nobody has accepted yet. */
static void
add_waiting(struct list *list, const struct fold *fold, unsigned level)
{
    if (fold->state == STATE_ISSUED && fold->waitlisted_count == 0) {
        add(list, FOLLOWUP_APPOINTMENT_MADE, deadline_after(fold->paper_on, APPOINTMENT_DAYS));
    }
    if (flow_is_referral(fold)) {
        return;
    }
    add(list, level >= 1 ? FOLLOWUP_NOT_REDEEMED : FOLLOWUP_STUB_REQUEST, unredeemed_on(fold));
}

/* The reason to ask the client where no provider reports: for a stub, or whether it worked out. */
static enum followup_reason
ask(const struct fold *fold)
{
    return flow_is_referral(fold) ? FOLLOWUP_APPOINTMENT_MADE : FOLLOWUP_STUB_REQUEST;
}

/* A provider is at work. At level 0 it reports nothing, so its silence is no delay. */
static void
add_working(struct list *list, const struct fold *fold, unsigned level, int start_days)
{
    if (fold->state == STATE_ACCEPTED && level >= 1) {
        add(list, FOLLOWUP_NO_START, deadline_after(fold->accepted_on, start_days));
    }
    if (fold->complete_by != DAY_NONE) {
        add(list, level >= 1 ? FOLLOWUP_OVERDUE_END : ask(fold),
            deadline_after(fold->complete_by, 1));
    }
}

size_t
followup_of_voucher(const struct fold *fold, const struct followup_facts *facts,
                    struct followup out[FOLLOWUP_PER_VOUCHER])
{
    struct list list = {.out = out};
    unsigned reported = flow_is_referral(fold) ? 0 : facts->level;
    bool waiting = fold->state == STATE_ISSUED || fold->state == STATE_WAITLISTED;
    bool working = fold->state == STATE_ACCEPTED || fold->state == STATE_STARTED;
    if ((waiting || working) && !facts->printed && !flow_is_referral(fold)) {
        add(&list, FOLLOWUP_NOT_PRINTED, fold->paper_on);
    }
    if (waiting) {
        add_waiting(&list, fold, reported);
    } else if (working) {
        add_working(&list, fold, reported, facts->start_days);
    } else if (fold->state == STATE_EXPIRED) {
        add(&list, FOLLOWUP_NOT_REDEEMED, unredeemed_on(fold));
    } else if (fold->state == STATE_UNREPORTED && fold->accepted_on == DAY_NONE) {
        add(&list, ask(fold), unredeemed_on(fold));
    } else if (fold->state != STATE_NONE && fold->state != STATE_REVIEWED) {
        add(&list, FOLLOWUP_REVIEW_RESULT, fold->closed_on);
    }
    if (facts->untold_on != DAY_NONE && fold->state != STATE_REVIEWED) {
        add(&list, FOLLOWUP_LETTER_DUE, facts->untold_on);
    }
    if (facts->unsettled_on != DAY_NONE) {
        add(&list, FOLLOWUP_CONTRADICTION, facts->unsettled_on);
    }
    return list.count;
}

bool
followup_same(const struct fold *a, const struct fold *b)
{
    /* The level is that of the provider, and a new code wants a new print. */
    bool same_basis = a->state == b->state && a->named_provider == b->named_provider &&
                      a->bound_provider == b->bound_provider && a->generation == b->generation;
    return same_basis && a->paper_on == b->paper_on && a->redeem_by == b->redeem_by &&
           a->complete_by == b->complete_by && a->accepted_on == b->accepted_on &&
           a->closed_on == b->closed_on &&
           (a->waitlisted_count == 0) == (b->waitlisted_count == 0);
}

/* The same day of the month MONTHS later, or the last day of a shorter month. */
static int32_t
months_later(int32_t day, int months)
{
    int year, month, mday;
    day_to_civil(day, &year, &month, &mday);
    month += months;
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    int32_t later;
    while ((later = day_from_civil(year, month, mday)) == DAY_NONE && mday > 28) {
        mday--;
    }
    return later;
}

struct followup
followup_of_need(int32_t agreed_on, bool has_plan_ref)
{
    if (!has_plan_ref) {
        return (struct followup){FOLLOWUP_PLAN_ENTRY, agreed_on};
    }
    return (struct followup){FOLLOWUP_PLAN_REVIEW,
                             deadline_shift(months_later(agreed_on, PLAN_REVIEW_MONTHS))};
}

struct followup
followup_of_consent(int32_t valid_until)
{
    if (valid_until == DAY_NONE) {
        return (struct followup){FOLLOWUP_NONE, DAY_NONE};
    }
    return (struct followup){FOLLOWUP_CONSENT_ENDING, valid_until - CONSENT_NOTICE_DAYS};
}

struct followup
followup_of_contact(int32_t last_on, int days)
{
    if (days == 0) {
        return (struct followup){FOLLOWUP_NONE, DAY_NONE};
    }
    return (struct followup){FOLLOWUP_CONTACT, deadline_after(last_on, days)};
}
