/*
 * date.h - civil days and moments.
 *
 * A day is an int32_t: days since 1970-01-01, DAY_NONE for none. It knows no
 * zone. A moment is int64_t milliseconds since 1970 UTC. Between the two stands
 * Europe/Berlin, through the process's TZ, which main sets once.
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

#define DAY_NONE INT32_MIN
#define DAY_TEXT_MAX 16    /* "2026-05-04", "04.05.2026" */
#define MOMENT_TEXT_MAX 32 /* "2026-05-04T07:00:00.000Z" */

/* The day, or DAY_NONE when there is no such day. Years 1900..2199. */
int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t day, int *year, int *month, int *mday);
int day_weekday(int32_t day); /* 1 Monday .. 7 Sunday */

/*
 * Read a day: "2026-05-04", "04.05.2026" or "4.5.2026".
 * Errors: INVALID naming FIELD (no such day, two-digit year, another shape).
 */
MUST_CHECK bool day_parse(const char *text, const char *field, int32_t *out, struct err *err);

/* "2026-05-04"; "" for DAY_NONE. */
const char *day_iso(char out[DAY_TEXT_MAX], int32_t day);
/* "04.05.2026"; "" for DAY_NONE. */
const char *day_german(char out[DAY_TEXT_MAX], int32_t day);

/* Days in a file of somebody else: T, M and J for the digits of day, month and year. */
#define DAY_PATTERNS "TT.MM.JJJJ, JJJJ-MM-TT, JJJJMMTT, TT/MM/JJJJ, MM/TT/JJJJ"
bool day_pattern_known(const char *pattern);
/* False: TEXT has not exactly this shape, or there is no such day. */
MUST_CHECK bool day_read(const char *text, const char *pattern, int32_t *out);
/* "" for DAY_NONE. */
const char *day_write(char out[DAY_TEXT_MAX], int32_t day, const char *pattern);

/* The local (Berlin) day of a moment. */
int32_t day_of_moment(int64_t moment_ms);
/* The first millisecond of a local day. */
int64_t moment_of_day(int32_t day);

/* RFC 3339 in UTC with milliseconds. */
const char *moment_rfc3339(char out[MOMENT_TEXT_MAX], int64_t moment_ms);
/* Local, for people: "04.05.2026, 09:00". */
const char *moment_german(char out[MOMENT_TEXT_MAX], int64_t moment_ms);
/*
 * Read "2026-05-04T10:00" as local time; of the double hour in autumn the first.
 * Errors: INVALID naming FIELD (also a time the clock skips in spring).
 */
MUST_CHECK bool moment_parse_local(const char *text, const char *field, int64_t *out,
                                   struct err *err);

#endif
