/*
 * date_pattern.c - days in the shape a foreign file has.
 */
#include <string.h>

#include "date.h"
#include "str.h"

static const char *const patterns[] = {"TT.MM.JJJJ", "JJJJ-MM-TT", "JJJJMMTT", "TT/MM/JJJJ",
                                       "MM/TT/JJJJ"};

bool
day_pattern_known(const char *pattern)
{
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (str_equal(patterns[i], pattern)) {
            return true;
        }
    }
    return false;
}

bool
day_read(const char *text, const char *pattern, int32_t *out)
{
    int year = 0, month = 0, mday = 0;
    int32_t found;

    for (; *pattern != '\0' && *text != '\0'; pattern++, text++) {
        int *part = *pattern == 'J' ? &year : *pattern == 'M' ? &month : &mday;

        if (strchr("TMJ", *pattern) == NULL) {
            if (*text != *pattern) {
                return false;
            }
        } else if (*text < '0' || *text > '9') {
            return false;
        } else {
            *part = 10 * *part + (*text - '0');
        }
    }
    if (*pattern != '\0' || *text != '\0' ||
        (found = day_from_civil(year, month, mday)) == DAY_NONE) {
        return false;
    }
    *out = found;
    return true;
}

/* Digit of NUMBER that stands for the last sign of a run of N, then the one before it ... */
static char
digit_at(int number, size_t from_right)
{
    while (from_right-- > 0) {
        number /= 10;
    }
    return (char)('0' + number % 10);
}

const char *
day_write(char out[DAY_TEXT_MAX], int32_t day, const char *pattern)
{
    size_t len = strlen(pattern);
    int year, month, mday;

    out[0] = '\0';
    if (day == DAY_NONE || len >= DAY_TEXT_MAX) {
        return out;
    }
    day_to_civil(day, &year, &month, &mday);
    for (size_t i = 0; i < len; i++) {
        int part = pattern[i] == 'J' ? year : pattern[i] == 'M' ? month : mday;
        char sign[] = {pattern[i], '\0'};

        out[i] = strchr("TMJ", pattern[i]) == NULL
                     ? pattern[i]
                     : digit_at(part, strspn(pattern + i, sign) - 1);
    }
    out[len] = '\0';
    return out;
}
