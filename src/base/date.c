/*
 * date.c - civil days by counting, moments by the system's zone data.
 */
#include "date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199
#define ISO_CHARS 10 /* of a day */
#define MS_PER_SECOND 1000
#define MS_PER_HOUR 3600000
#define MS_PER_DAY 86400000

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar. */
static int32_t
days_before(int year, int month, int day)
{
    /* Count years from March, so that the leap day is the year's last. */
    int y = month > 2 ? year : year - 1;
    int month_from_march = (month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    return (int32_t)(y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468);
}

int32_t
day_from_civil(int year, int month, int day)
{
    static const int length[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1) {
        return DAY_NONE;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > length[month - 1] || (month == 2 && day == 29 && !leap)) {
        return DAY_NONE;
    }
    return days_before(year, month, day);
}

void
day_to_civil(int32_t day, int *year, int *month, int *mday)
{
    /* Eras of 400 years, counted from 0000-03-01. */
    int64_t since = (int64_t)day + 719468;
    int64_t era = (since >= 0 ? since : since - 146096) / 146097;
    int64_t day_of_era = since - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    *mday = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    *month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    *year = (int)(era * 400 + year_of_era + (*month <= 2 ? 1 : 0));
}

int
day_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    int64_t from_monday = ((int64_t)day + 3) % 7;
    return (int)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

/*
 * Read MIN to MAX digits at *TEXT and move on; -1 when there are fewer. Digits
 * beyond MAX stay and break whatever is expected next.
 */
static int
read_digits(const char **text, int min, int max)
{
    int number = 0;
    int count = 0;
    for (; count < max && **text >= '0' && **text <= '9'; count++) {
        number = number * 10 + *(*text)++ - '0';
    }
    return count < min ? -1 : number;
}

static bool
read_char(const char **text, char expected)
{
    if (**text != expected) {
        return false;
    }
    (*text)++;
    return true;
}

/* "2026-05-04" at *TEXT. */
static bool
read_iso(const char **text, int *year, int *month, int *day)
{
    return (*year = read_digits(text, 4, 4)) >= 0 && read_char(text, '-') &&
           (*month = read_digits(text, 2, 2)) >= 0 && read_char(text, '-') &&
           (*day = read_digits(text, 2, 2)) >= 0;
}

/* "4.5.2026" at *TEXT. */
static bool
read_german(const char **text, int *year, int *month, int *day)
{
    return (*day = read_digits(text, 1, 2)) >= 0 && read_char(text, '.') &&
           (*month = read_digits(text, 1, 2)) >= 0 && read_char(text, '.') &&
           (*year = read_digits(text, 4, 4)) >= 0;
}

bool
day_parse(const char *text, const char *field, int32_t *out, struct err *err)
{
    int year, month, day;
    const char *iso = text;
    const char *german = text;
    bool shape = (read_iso(&iso, &year, &month, &day) && *iso == '\0') ||
                 (read_german(&german, &year, &month, &day) && *german == '\0');
    if (!shape) {
        return err_set(err, REASON_INVALID, field,
                       "„%1“ ist kein Datum. Bitte als TT.MM.JJJJ eingeben, zum Beispiel "
                       "04.05.2026.",
                       text);
    }
    int32_t found = day_from_civil(year, month, day);
    if (found == DAY_NONE) {
        return err_set(err, REASON_INVALID, field,
                       "Den Tag „%1“ gibt es nicht. Bitte das Datum prüfen.", text);
    }
    *out = found;
    return true;
}

/* COUNT digits of NUMBER at OUT, and SIGN behind them; returns what follows. By hand: an answer
   has a dozen days, and printf takes a hundred times as long. */
static char *
put_digits(char *out, int number, int count, char sign)
{
    for (int i = count - 1; i >= 0; i--, number /= 10) {
        out[i] = (char)('0' + number % 10);
    }
    out[count] = sign;
    return out + count + 1;
}

/* A year of four digits, so that the text fits and parses back. */
static bool
has_text(int32_t day, int *year, int *month, int *mday)
{
    if (day == DAY_NONE) {
        return false;
    }
    day_to_civil(day, year, month, mday);
    return *year >= 0 && *year <= 9999;
}

const char *
day_iso(char out[DAY_TEXT_MAX], int32_t day)
{
    int year, month, mday;
    char *at = out;
    out[0] = '\0';
    if (has_text(day, &year, &month, &mday)) {
        at = put_digits(at, year, 4, '-');
        at = put_digits(at, month, 2, '-');
        put_digits(at, mday, 2, '\0');
    }
    return out;
}

const char *
day_german(char out[DAY_TEXT_MAX], int32_t day)
{
    int year, month, mday;
    char *at = out;
    out[0] = '\0';
    if (has_text(day, &year, &month, &mday)) {
        at = put_digits(at, mday, 2, '.');
        at = put_digits(at, month, 2, '.');
        put_digits(at, year, 4, '\0');
    }
    return out;
}

/* Whole units in MS, rounded down also before 1970. */
static int64_t
floor_div(int64_t ms, int64_t unit)
{
    return ms / unit - (ms % unit < 0 ? 1 : 0);
}

/* Local wall clock of a moment. Its year fits an int, whatever the milliseconds. */
static struct tm
local_time(int64_t moment_ms)
{
    time_t seconds = (time_t)floor_div(moment_ms, MS_PER_SECOND);
    struct tm local = {0};
    localtime_r(&seconds, &local);
    return local;
}

int32_t
day_of_moment(int64_t moment_ms)
{
    struct tm local = local_time(moment_ms);
    return day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static bool
shows(const struct tm *local, int mday, int hour, int minute)
{
    return local->tm_mday == mday && local->tm_hour == hour && local->tm_min == minute;
}

/*
 * The moment when the local clock shows this, the earlier one in the double hour of autumn; false
 * when it never does. Whether it is summer is left to mktime: told the wrong half of the year it
 * looks through all of it, which takes a hundred times as long.
 */
static bool
moment_of_local(int32_t day, int hour, int minute, int64_t *out)
{
    int year, month, mday;
    day_to_civil(day, &year, &month, &mday);
    struct tm local = {.tm_year = year - 1900,
                       .tm_mon = month - 1,
                       .tm_mday = mday,
                       .tm_hour = hour,
                       .tm_min = minute,
                       .tm_isdst = -1};
    int64_t moment = (int64_t)mktime(&local) * MS_PER_SECOND;
    if (!shows(&local, mday, hour, minute)) {
        return false;
    }
    local = local_time(moment - MS_PER_HOUR);
    *out = shows(&local, mday, hour, minute) ? moment - MS_PER_HOUR : moment;
    return true;
}

int64_t
moment_of_day(int32_t day)
{
    /* Berlin's clock never skips midnight; elsewhere UTC's would stand in. */
    int64_t moment = (int64_t)day * MS_PER_DAY;
    moment_of_local(day, 0, 0, &moment);
    return moment;
}

const char *
moment_rfc3339(char out[MOMENT_TEXT_MAX], int64_t moment_ms)
{
    int64_t day = floor_div(moment_ms, MS_PER_DAY);
    int ms = (int)(moment_ms - day * MS_PER_DAY);
    char *at = out + ISO_CHARS;
    out[0] = '\0';
    if (day > INT32_MIN && day <= INT32_MAX) {
        day_iso(out, (int32_t)day);
    }
    if (out[0]) {
        *at++ = 'T';
        at = put_digits(at, ms / MS_PER_HOUR, 2, ':');
        at = put_digits(at, ms / 60000 % 60, 2, ':');
        at = put_digits(at, ms / MS_PER_SECOND % 60, 2, '.');
        at = put_digits(at, ms % MS_PER_SECOND, 3, 'Z');
        *at = '\0';
    }
    return out;
}

const char *
moment_german(char out[MOMENT_TEXT_MAX], int64_t moment_ms)
{
    struct tm local = local_time(moment_ms);
    char text[DAY_TEXT_MAX];
    day_german(text, day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday));
    out[0] = '\0';
    if (text[0]) {
        snprintf(out, MOMENT_TEXT_MAX, "%s, %02u:%02u", text, (unsigned)local.tm_hour % 100U,
                 (unsigned)local.tm_min % 100U);
    }
    return out;
}

bool
moment_parse_local(const char *text, const char *field, int64_t *out, struct err *err)
{
    const char *p = text;
    int year, month, mday, hour = 0, minute = 0;
    bool shape = read_iso(&p, &year, &month, &mday) && read_char(&p, 'T') &&
                 (hour = read_digits(&p, 2, 2)) >= 0 && read_char(&p, ':') &&
                 (minute = read_digits(&p, 2, 2)) >= 0 && *p == '\0';
    int32_t day = shape ? day_from_civil(year, month, mday) : DAY_NONE;
    if (day == DAY_NONE || hour > 23 || minute > 59) {
        return err_set(err, REASON_INVALID, field,
                       "„%1“ ist kein Zeitpunkt. Bitte Tag und Uhrzeit angeben, zum Beispiel "
                       "2026-05-04T10:00.",
                       text);
    }
    if (!moment_of_local(day, hour, minute, out)) {
        return err_set(err, REASON_INVALID, field,
                       "Die Uhrzeit „%1“ gibt es an diesem Tag wegen der Zeitumstellung nicht. "
                       "Bitte eine Stunde später wählen.",
                       text);
    }
    return true;
}
