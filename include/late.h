/*
 * late.h - when something happened that a device told only later. Pure.
 *
 * A device without a line notes by its own clock, which may be wrong. Its offset to ours is
 * measured twice: at the last contact before it noted, and when it tells.
 */
#ifndef LATE_H
#define LATE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

#define LATE_DAYS_MAX 7                /* a device tells within a week, or not at all */
#define LATE_TOLERANCE_MS (120 * 1000) /* two measurements of one clock may differ by so much */

/* Moments by the device's clock, but for contact_server_ms. In milliseconds, 0 <= each. */
struct late_clock {
    int64_t happened_ms;
    int64_t sent_ms;           /* what it reads now */
    int64_t contact_ms;        /* what it read at its last contact before; 0: there was none */
    int64_t contact_server_ms; /* what ours read then */
};

struct late {
    int64_t happened_ms; /* by our clock */
    int64_t offset_ms;   /* ours less the device's */
    int32_t day;         /* in Berlin; DAY_NONE when it cannot be told */
};

/*
 * When was it, now that our clock reads NOW_MS? *OUT is filled in any case.
 * Errors: DATE_OUT_OF_RANGE "happened_at": the clock was set in between and two days are
 * possible, or it lies in the future (no day); longer ago than LATE_DAYS_MAX (its day stands).
 */
MUST_CHECK bool late_read(const struct late_clock *clock, int64_t now_ms, struct late *out,
                          struct err *err);

#endif
