/*
 * clock.h - what time it is, injected.
 *
 * Nothing below main asks the system for the time: it asks the clock it was
 * given, so a test or a demo can live on another day.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

struct clock {
    int64_t (*now_ms)(const struct clock *clock);
    int64_t offset_ms; /* added to the system's time */
};

/* The system's clock. */
struct clock clock_system(void);
/* A clock that reads START_MS now and runs on from there. */
struct clock clock_shifted(int64_t start_ms);

int64_t clock_now_ms(const struct clock *clock);
int32_t clock_today(const struct clock *clock); /* the local day */

#endif
