/*
 * wait.c - the median and the ninth tenth of waits: each a wait that somebody really had.
 */
#include "wait.h"

#include <stdlib.h>
#include <string.h>

static int
shorter(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

/* The least wait that is not exceeded by TENTHS of all. */
static int32_t
within(const int32_t *sorted, size_t count, size_t tenths)
{
    return sorted[(count * tenths + 9) / 10 - 1];
}

struct wait
wait_measure(const int32_t *days, size_t count)
{
    struct wait wait = {.known = count >= WAIT_CASES_MIN};
    int32_t sorted[WAIT_CASES_MAX];

    wait.cases = count < WAIT_CASES_MAX ? count : WAIT_CASES_MAX;
    if (wait.known) {
        memcpy(sorted, days, wait.cases * sizeof *sorted);
        qsort(sorted, wait.cases, sizeof *sorted, shorter);
        wait.median_days = within(sorted, wait.cases, 5);
        wait.most_days = within(sorted, wait.cases, 9);
    }
    return wait;
}
