/*
 * wait.h - how long people wait for a service, measured from what happened. Pure.
 */
#ifndef WAIT_H
#define WAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WAIT_CASES_MIN 5   /* fewer say nothing, and might tell of one person */
#define WAIT_CASES_MAX 500 /* the latest ones */
#define WAIT_DAYS 365      /* intakes of the past year count */

struct wait {
    bool known;          /* enough cases */
    size_t cases;
    int32_t median_days; /* half of the people waited no longer */
    int32_t most_days;   /* nine of ten waited no longer */
};

/* Measure COUNT waits, at most WAIT_CASES_MAX, in any order. */
struct wait wait_measure(const int32_t *days, size_t count);

#endif
