/*
 * retention.h - how long what is kept about people stays, and when it may go.
 *
 * Two clocks: so many months after the review, at the latest so many after the last event.
 * Nothing goes on one reading of the date: what is due must have been due on the run before.
 * Pure.
 */
#ifndef RETENTION_H
#define RETENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "flow.h"

/* Months an office sets; see the configuration's keys. */
struct retention_terms {
    int reviewed_months; /* after the review */
    int event_months;    /* after the last event */
};

/* What else keeps a voucher. */
struct retention_facts {
    int32_t last_event; /* day the last event was recorded */
    bool disputed;      /* the client disputes an event */
    bool restricted;    /* processing of the case is restricted */
};

enum retention {
    RETENTION_RUNNING,    /* its term is not over */
    RETENTION_DUE,        /* may go */
    RETENTION_OPEN,       /* over, but the voucher may still be used */
    RETENTION_DISPUTED,
    RETENTION_RESTRICTED,
    RETENTION_UNSOUND,    /* changed behind the program's back: evidence */
    RETENTION__MAX
};
const char *retention_name(enum retention retention);  /* "open" */
const char *retention_label(enum retention retention); /* German */

/* What becomes of a voucher with FOLD on DAY. */
enum retention retention_of(const struct fold *fold, const struct retention_facts *facts,
                            const struct retention_terms *terms, int32_t day);

/* The first day on which a voucher's term is over, as things stand; what else keeps it aside. */
int32_t retention_over_on(const struct fold *fold, int32_t last_event,
                          const struct retention_terms *terms);

/* DAY as many months earlier; the last of the month where there is no such day. */
int32_t retention_months_before(int32_t day, int months);

#define RETENTION_JUMP_DAYS 35 /* more since the last run: the date may be wrong */
#define RETENTION_WAIT_DAYS 14 /* of orderly runs after such a jump */

/* What earlier runs left. */
struct retention_mark {
    int32_t seen_on;    /* day of the last run, DAY_NONE: there was none */
    int32_t not_before; /* first day on which something may go */
};

/*
 * The day whose terms a run TODAY goes by: that of the run before. DAY_NONE: nothing goes
 * today. NEXT is what this run leaves.
 */
int32_t retention_run(const struct retention_mark *mark, int32_t today,
                      struct retention_mark *next);

#endif
