/*
 * deadline.c - working days of North Rhine-Westphalia.
 *
 * Source: § 26 Abs. 3 SGB X (an end on a weekend or holiday moves to the next
 * working day); § 2 FeiertG NW (the holidays).
 */
#include "deadline.h"

#include <stddef.h>

#include "date.h"

struct fixed_holiday {
    int month, mday;
    const char *name;
};

struct easter_holiday {
    int days; /* after Easter Sunday */
    const char *name;
};

/* clang-format off */
static const struct fixed_holiday fixed[] = {
    {  1,  1, "Neujahr" },
    {  5,  1, "Tag der Arbeit" },
    { 10,  3, "Tag der Deutschen Einheit" },
    { 11,  1, "Allerheiligen" },
    { 12, 25, "1. Weihnachtstag" },
    { 12, 26, "2. Weihnachtstag" },
};

static const struct easter_holiday movable[] = {
    { -2, "Karfreitag" },
    {  1, "Ostermontag" },
    { 39, "Christi Himmelfahrt" },
    { 50, "Pfingstmontag" },
    { 60, "Fronleichnam" },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Easter Sunday by Gauss's rule as Lichtenberg stated it, without exceptions. */
static int32_t
easter_sunday(int year)
{
    int century = year / 100;
    int secular_moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    int secular_sun = 2 - (3 * century + 3) / 4;
    int moon = year % 19;
    int seed = (19 * moon + secular_moon) % 30;
    int correction = (seed + moon / 11) / 29;
    int full_moon = 21 + seed - correction;
    int first_sunday = 7 - (year + year / 4 + secular_sun) % 7;
    int distance = 7 - (full_moon - first_sunday) % 7;
    return day_from_civil(year, 3, 1) + full_moon + distance - 1;
}

const char *
deadline_holiday(int32_t day)
{
    int year, month, mday;
    day_to_civil(day, &year, &month, &mday);
    for (size_t i = 0; i < COUNT(fixed); i++) {
        if (fixed[i].month == month && fixed[i].mday == mday) {
            return fixed[i].name;
        }
    }
    int32_t easter = easter_sunday(year);
    for (size_t i = 0; i < COUNT(movable); i++) {
        if (easter + movable[i].days == day) {
            return movable[i].name;
        }
    }
    return NULL;
}

bool
deadline_working_day(int32_t day)
{
    return day_weekday(day) <= 5 && !deadline_holiday(day);
}

int32_t
deadline_shift(int32_t day)
{
    while (!deadline_working_day(day)) {
        day++;
    }
    return day;
}

int32_t
deadline_after(int32_t start, int days)
{
    return deadline_shift(start + days);
}
