/*
 * late.c - the moment of what was told late, by two measurements of the device's clock.
 */
#include "late.h"

#include "date.h"

#define LATE_MS (LATE_DAYS_MAX * (int64_t)24 * 60 * 60 * 1000)

static bool
is_near(int64_t a, int64_t b)
{
    return a - b <= LATE_TOLERANCE_MS && b - a <= LATE_TOLERANCE_MS;
}

bool
late_read(const struct late_clock *clock, int64_t now_ms, struct late *out, struct err *err)
{
    int64_t now = now_ms - clock->sent_ms;
    int64_t then = clock->contact_ms > 0 ? clock->contact_server_ms - clock->contact_ms : now;
    int64_t moment = clock->happened_ms + then;
    bool one_day = is_near(then, now) ||
                   day_of_moment(moment) == day_of_moment(clock->happened_ms + now);

    *out = (struct late){.happened_ms = moment, .offset_ms = then, .day = DAY_NONE};
    if (!one_day) {
        return err_set(err, REASON_DATE_OUT_OF_RANGE, "happened_at",
                       "Die Uhr dieses Geräts wurde inzwischen verstellt. Der Tag ist unklar.");
    }
    if (moment > now_ms + LATE_TOLERANCE_MS) {
        return err_set(err, REASON_DATE_OUT_OF_RANGE, "happened_at",
                       "Die Uhr dieses Geräts geht falsch: Die Meldung läge in der Zukunft.");
    }
    if (moment > now_ms) {
        out->happened_ms = moment = now_ms;
    }
    out->day = moment < 0 ? DAY_NONE : day_of_moment(moment);
    return moment >= now_ms - LATE_MS ||
           err_set(err, REASON_DATE_OUT_OF_RANGE, "happened_at",
                   "Die Meldung ist älter als sieben Tage.");
}
