/*
 * worklist.h - where a voucher stands in a provider's own list, and how long its clients wait.
 *
 * Without a reporting level a voucher stands nowhere, nor does a referral: no provider is to learn
 * of it. Pure.
 */
#ifndef WORKLIST_H
#define WORKLIST_H

#include <stddef.h>
#include <stdint.h>

#include "flow.h"
#include "followup.h"

/* In the order in which the page shows them. */
enum worklist {
    WORKLIST_NONE,
    WORKLIST_DUE,     /* a report is due: no start or no end where the office waits for one */
    WORKLIST_RUNNING, /* accepted or started by this provider */
    WORKLIST_OPEN,    /* names this provider and may still be accepted */
    WORKLIST_CLOSED,  /* this month, by whoever closed it */
    WORKLIST__MAX
};
const char *worklist_name(enum worklist list); /* "due" */

/*
 * The list of PROVIDER in which a voucher stands on TODAY. LEVEL: the effective one for PROVIDER.
 * WHY gets the office's reminder that makes it due, FOLLOWUP_NONE for the other lists.
 */
enum worklist worklist_of(const struct fold *fold, int64_t provider, unsigned level,
                          int32_t today, enum followup_reason *why);

/* The first day of TODAY's month, and of its year. */
int32_t worklist_month(int32_t today);
int32_t worklist_year(int32_t today);

struct worklist_wait {
    size_t count;
    int32_t median_days, p90_days; /* nearest rank; 0 when COUNT is */
};
/* Sorts DAYS. */
struct worklist_wait worklist_wait(int32_t *days, size_t count);

#endif
