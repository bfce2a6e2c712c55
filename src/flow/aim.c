/*
 * aim.c - what a need is to bring, as one word: no text of anybody's about anybody.
 */
#include "level.h"

#include <string.h>

struct word {
    const char *name;
    const char *label;
};

/* clang-format off */
static const struct word words[AIM__MAX] = {
    [AIM_NONE]          = { "",              "noch nicht festgelegt" },
    [AIM_TAKE_UP_WORK]  = { "take_up_work",  "Arbeit oder Ausbildung aufnehmen" },
    [AIM_KEEP_WORK]     = { "keep_work",     "Arbeit oder Ausbildung behalten" },
    [AIM_EMPLOYABILITY] = { "employability", "Beschäftigungsfähigkeit verbessern" },
    [AIM_PARTICIPATION] = { "participation", "Soziale Teilhabe" },
    [AIM_STABILISE]     = { "stabilise",     "Lebenslage stabilisieren" },
    [AIM_SECURE_CARE]   = { "secure_care",   "Kinderbetreuung oder Pflege sichern" },
};
/* clang-format on */

const char *
aim_name(enum aim aim)
{
    return words[aim < AIM__MAX ? aim : AIM_NONE].name;
}

const char *
aim_label(enum aim aim)
{
    return words[aim < AIM__MAX ? aim : AIM_NONE].label;
}

enum aim
aim_from_name(const char *name)
{
    enum aim aim = AIM_NONE;

    while (aim < AIM__MAX && strcmp(words[aim].name, name) != 0) {
        aim++;
    }
    return aim;
}
