/*
 * names.c - what the words of the rules are called on the wire and by people.
 */
#include <string.h>

#include "rules.h"

/* A name on the wire and a label in German, which is the key of its translation. */
struct word {
    const char *name;
    const char *label;
};

/* clang-format off */
static const struct word states[STATE__MAX] = {
    [STATE_NONE]       = { "none",       "noch nicht ausgestellt" },
    [STATE_ISSUED]     = { "issued",     "ausgestellt" },
    [STATE_WAITLISTED] = { "waitlisted", "auf der Warteliste" },
    [STATE_ACCEPTED]   = { "accepted",   "aufgenommen" },
    [STATE_STARTED]    = { "started",    "begonnen" },
    [STATE_ENDED]      = { "ended",      "beendet" },
    [STATE_DECLINED]   = { "declined",   "abgelehnt" },
    [STATE_EXPIRED]    = { "expired",    "abgelaufen" },
    [STATE_UNREPORTED] = { "unreported", "ohne Rückmeldung, keine Aussage" },
    [STATE_WITHDRAWN]  = { "withdrawn",  "zurückgezogen" },
    [STATE_REVIEWED]   = { "reviewed",   "gesichtet" },
};

static const struct word steps[STEP__MAX] = {
    [STEP_NONE]      = { "none",      "nichts" },
    [STEP_ISSUE]     = { "issue",     "Gutschein ausgestellt" },
    [STEP_WAITLIST]  = { "waitlist",  "Auf die Warteliste gesetzt" },
    [STEP_DECLINE]   = { "decline",   "Abgelehnt" },
    [STEP_ACCEPT]    = { "accept",    "Aufnahme bestätigt" },
    [STEP_START]     = { "start",     "Beginn bestätigt" },
    [STEP_ATTEND]    = { "attend",    "Termin wahrgenommen" },
    [STEP_RECOMMEND] = { "recommend", "Empfehlung abgegeben" },
    [STEP_END]       = { "end",       "Ende bestätigt" },
    [STEP_EXTEND]    = { "extend",    "Frist verlängert" },
    [STEP_REISSUE]   = { "reissue",   "Neu ausgestellt, neuer Code" },
    [STEP_WITHDRAW]  = { "withdraw",  "Zurückgezogen" },
    [STEP_EXPIRE]    = { "expire",    "Frist abgelaufen" },
    [STEP_CLOSE]     = { "close",     "Ohne Rückmeldung geschlossen" },
    [STEP_REVIEW]    = { "review",    "Gesichtet" },
    [STEP_REOPEN]    = { "reopen",    "Wieder geöffnet" },
    [STEP_ANNUL]     = { "annul",     "Eintrag zurückgenommen" },
};

static const struct word whos[WHO__MAX] = {
    [WHO_NONE]      = { "none",      "niemand" },
    [WHO_OFFICE]    = { "office",    "Jobcenter" },
    [WHO_RECEPTION] = { "reception", "Empfang" },
    [WHO_LEAD]      = { "lead",      "Leitung der Beratungsstelle" },
    [WHO_TICK]      = { "tick",      "Fristablauf" },
};

static const struct word sources[SOURCE__MAX] = {
    [SOURCE_NONE]           = { "none",           "ohne Angabe" },
    [SOURCE_SCAN]           = { "scan",           "gescannt" },
    [SOURCE_TYPED]          = { "typed",          "Code eingetippt" },
    [SOURCE_LIST]           = { "list",           "aus der eigenen Liste" },
    [SOURCE_API]            = { "api",            "aus der Software der Beratungsstelle" },
    [SOURCE_PAPER_CLIENT]   = { "paper_client",   "Rücklaufabschnitt, von Kundin/Kunde gebracht" },
    [SOURCE_PAPER_PROVIDER] = { "paper_provider", "Rücklaufabschnitt, von der Beratungsstelle" },
    [SOURCE_OFFICE]         = { "office",         "im Jobcenter erfasst" },
};

static const struct word outcomes[OUTCOME__MAX] = {
    [OUTCOME_NONE] = { "none", "ohne Angabe" },
    [OUTCOME_E1]   = { "E1",   "planmäßig beendet" },
    [OUTCOME_E2]   = { "E2",   "beendet, Ziel teilweise erreicht" },
    [OUTCOME_E3]   = { "E3",   "vorzeitig beendet" },
    [OUTCOME_E4]   = { "E4",   "beendet, Anlass entfallen" },
    [OUTCOME_N1]   = { "N1",   "nicht zustande gekommen" },
};

static const struct word causes[CAUSE__MAX] = {
    [CAUSE_NONE]              = { "none",              "ohne Angabe" },
    [CAUSE_NO_CAPACITY]       = { "no_capacity",       "kein Platz frei" },
    [CAUSE_NOT_RESPONSIBLE]   = { "not_responsible",   "nicht zuständig" },
    [CAUSE_NO_ACCESS]         = { "no_access",         "kein Zugang möglich" },
    [CAUSE_CLIENT_REQUEST]    = { "client_request",    "auf Wunsch der Kundin/des Kunden" },
    [CAUSE_PLAN_CHANGED]      = { "plan_changed",      "Plan geändert" },
    [CAUSE_ISSUED_IN_ERROR]   = { "issued_in_error",   "irrtümlich ausgestellt" },
    [CAUSE_ENTITLEMENT_ENDED] = { "entitlement_ended", "Leistungsbezug beendet" },
    [CAUSE_WRONG_PERSON]      = { "wrong_person",      "falsche Person" },
    [CAUSE_WRONG_STEP]        = { "wrong_step",        "falscher Schritt" },
    [CAUSE_WRONG_DATE]        = { "wrong_date",        "falsches Datum" },
    [CAUSE_DUPLICATE]         = { "duplicate",         "doppelt erfasst" },
    [CAUSE_OTHER]             = { "other",             "anderer Grund" },
};

static const struct word goals[GOAL__MAX] = {
    [GOAL_NONE]    = { "none",    "ohne Angabe" },
    [GOAL_YES]     = { "yes",     "ja" },
    [GOAL_PARTLY]  = { "partly",  "teilweise" },
    [GOAL_NO]      = { "no",      "nein" },
    [GOAL_UNKNOWN] = { "unknown", "nicht beurteilbar" },
};

#define RECOMMENDATIONS 3
static const struct word recommendations[RECOMMENDATIONS + 1] = {
    { "none", "ohne Angabe" },
    { "W1", "Verlängerung vorgeschlagen" },
    { "W2", "parallele Maßnahme möglich" },
    { "W3", "gemeinsames Gespräch gewünscht" },
};
/* clang-format on */

/* The word of INDEX, or the first one for strangers. */
static const struct word *
word_at(const struct word *words, unsigned max, unsigned index)
{
    return &words[index < max ? index : 0];
}

/* The index of the word called NAME, or 0, which means none. */
static unsigned
word_find(const struct word *words, unsigned max, const char *name)
{
    for (unsigned i = 1; name && i < max; i++) {
        if (strcmp(words[i].name, name) == 0) {
            return i;
        }
    }
    return 0;
}

/* The functions of one enum. */
#define LABELLED(noun, words, max)                      \
    const char *noun##_name(enum noun noun)             \
    {                                                   \
        return word_at(words, max, noun)->name;         \
    }                                                   \
    const char *noun##_label(enum noun noun)            \
    {                                                   \
        return word_at(words, max, noun)->label;        \
    }
#define READABLE(noun, words, max)                      \
    LABELLED(noun, words, max)                          \
    enum noun noun##_from_name(const char *name)        \
    {                                                   \
        return (enum noun)word_find(words, max, name);  \
    }

READABLE(state, states, STATE__MAX)
READABLE(step, steps, STEP__MAX)
READABLE(source, sources, SOURCE__MAX)
READABLE(outcome, outcomes, OUTCOME__MAX)
READABLE(cause, causes, CAUSE__MAX)
READABLE(goal, goals, GOAL__MAX)
READABLE(who, whos, WHO__MAX)

/* A recommendation is a bit: W1, W2, W3 are words 1, 2, 3. */
static unsigned
recommendation_index(enum recommendation recommendation)
{
    for (unsigned i = 1; i <= RECOMMENDATIONS; i++) {
        if ((unsigned)recommendation == BIT(i - 1)) {
            return i;
        }
    }
    return 0;
}

const char *
recommendation_name(enum recommendation recommendation)
{
    return recommendations[recommendation_index(recommendation)].name;
}

const char *
recommendation_label(enum recommendation recommendation)
{
    return recommendations[recommendation_index(recommendation)].label;
}

unsigned
recommendation_from_name(const char *name)
{
    unsigned index = word_find(recommendations, RECOMMENDATIONS + 1, name);
    return index ? BIT(index - 1) : 0;
}
