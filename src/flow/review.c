/*
 * review.c - next steps and the closing checklist: their names, and when what is open comes back.
 */
#include "review.h"

#include <string.h>

#include "deadline.h"
#include "rules.h"

#define OPEN_DAYS 7

struct word {
    const char *name;
    const char *label;
};

/* clang-format off */
static const struct word steps[NEXT__MAX] = {
    [NEXT_NONE]      = { "none",          "ohne Angabe" },
    [NEXT_NOTHING]   = { "nothing",       "nichts Weiteres nötig" },
    [NEXT_SAME]      = { "same_service",  "dieselbe Leistung noch einmal" },
    [NEXT_OTHER]     = { "other_service", "eine andere Leistung" },
    [NEXT_PLAN]      = { "plan_change",   "Kooperationsplan anpassen" },
    [NEXT_TALK]      = { "talk",          "Gespräch mit der Kundin/dem Kunden" },
    [NEXT_PLACEMENT] = { "placement",     "Vermittlung in Arbeit oder Ausbildung" },
};

static const struct word checks[CHECK__MAX] = {
    [CHECK_PROFILE]   = { "profile",   "Profillage prüfen" },
    [CHECK_PLAN]      = { "plan",      "Kooperationsplan fortschreiben" },
    [CHECK_HELP_PLAN] = { "help_plan", "Hilfeplan beenden" },
};
/* clang-format on */

const char *
next_step_name(enum next_step next)
{
    return steps[next < NEXT__MAX ? next : NEXT_NONE].name;
}

const char *
next_step_label(enum next_step next)
{
    return steps[next < NEXT__MAX ? next : NEXT_NONE].label;
}

enum next_step
next_step_from_name(const char *name)
{
    for (unsigned i = NEXT_NONE + 1; name && i < NEXT__MAX; i++) {
        if (strcmp(steps[i].name, name) == 0) {
            return (enum next_step)i;
        }
    }
    return NEXT_NONE;
}

const char *
check_name(enum check check)
{
    return checks[check].name;
}

const char *
check_label(enum check check)
{
    return checks[check].label;
}

enum followup_reason
check_followup(enum check check)
{
    static const enum followup_reason reasons[CHECK__MAX] = {
        FOLLOWUP_PROFILE_CHECK, FOLLOWUP_PLAN_UPDATE, FOLLOWUP_HELP_PLAN_END};

    return reasons[check];
}

/* The check whose name is the LEN bytes at TEXT, or CHECK__MAX. */
static enum check
find(const char *text, size_t len)
{
    enum check check = CHECK_PROFILE;

    while (check < CHECK__MAX &&
           (strlen(checks[check].name) != len || memcmp(checks[check].name, text, len) != 0)) {
        check++;
    }
    return check;
}

bool
check_set_parse(const char *names, unsigned *out)
{
    *out = 0;
    while (*names != '\0') {
        size_t len = strcspn(names, ",");
        enum check check = find(names, len);

        if (check == CHECK__MAX) {
            return false;
        }
        *out |= BIT(check);
        names += len + (names[len] == ',');
    }
    return true;
}

int32_t
review_open_on(int32_t day)
{
    return deadline_after(day, OPEN_DAYS);
}
