/*
 * report_tally.h - private to procedure: count vouchers by provider and service type, one after
 * the other. What it keeps grows with the providers, not with the vouchers.
 */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "store_catalogue.h"
#include "store_report.h"

struct arena;

/* What is counted. From REPORT_E1 to REPORT_UNREPORTED: how it came to an end, one of them for
   each that did. */
enum report_count {
    REPORT_ISSUED,
    REPORT_REFERRED, /* of those without a slip */
    REPORT_ACCEPTED,
    REPORT_STARTED,
    REPORT_OPEN,
    REPORT_E1,
    REPORT_E2,
    REPORT_E3,
    REPORT_E4,
    REPORT_N1,
    REPORT_NO_CAPACITY,
    REPORT_NOT_RESPONSIBLE,
    REPORT_NO_ACCESS,
    REPORT_EXPIRED,
    REPORT_UNREPORTED,
    REPORT_REPORTED,
    REPORT_REPORTED_LEVEL, /* of those at a reporting level of 1 or more */
    REPORT_CLOSED,         /* all from REPORT_E1 to REPORT_UNREPORTED */
    REPORT__MAX
};

#define REPORT_WAIT_MAX 730 /* days; longer waits count as so many */

/* How many waited so many days. */
struct report_waits {
    int64_t count;
    uint32_t days[REPORT_WAIT_MAX + 1];
};

struct report_group {
    struct {
        int64_t cases, persons, last_case;
    } of[REPORT__MAX];
    int64_t carried; /* came in otherwise than by being issued in the year */
    struct report_waits *accept, *start; /* issue to accept, accept to start; NULL: nobody */
};

struct report_tally {
    struct arena *arena;
    int32_t from, until;
    const struct provider **provider; /* by id */
    size_t provider_count;
    bool whole;                       /* protected ones too */
    struct report_group *group;       /* see report_group_of; the last one: all together */
    size_t group_count;
};

void report_tally_begin(struct report_tally *tally, struct arena *arena,
                        const struct provider *provider, size_t count);
/* Count ROW; the rows come in the order of the cases. ARG: the tally. */
void report_tally_row(void *arg, const struct report_row *row);
/* Of the provider (NULL: not chosen yet) and type. NULL: not to be counted. */
struct report_group *report_group_of(const struct report_tally *tally,
                                     const struct provider *provider, enum service_type type);
struct report_group *report_group_of_all(const struct report_tally *tally);
/* The fewest days within which PERCENT of those who waited were done. WAITS has somebody. */
int report_wait(const struct report_waits *waits, int percent);

#endif
