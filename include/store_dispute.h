/*
 * store_dispute.h - events that the client says are wrong (Art. 16 and 18 GDPR).
 *
 * voucher.disputed says whether any such mark holds; it is kept with the marks.
 */
#ifndef STORE_DISPUTE_H
#define STORE_DISPUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;
struct voucher;

struct dispute {
    int64_t event;
    int32_t since;     /* the day it was marked last */
    int64_t set_by;    /* 0 the command line */
    int32_t lifted_on; /* DAY_NONE: it holds */
    int64_t lifted_by; /* 0 the command line, or it holds */
};
/* Mark EVENT of VOUCHER, or take the mark off. Errors: CONFLICT when it is so already, STORE. */
MUST_CHECK bool store_dispute_set(struct db *db, int64_t voucher, int64_t event, int32_t day,
                                  int64_t user, struct err *err);
MUST_CHECK bool store_dispute_lift(struct db *db, int64_t voucher, int64_t event, int32_t day,
                                   int64_t user, struct err *err);
/* EVENT of VOUCHER is annulled: whether it was marked or not, it is not any more. */
MUST_CHECK bool store_dispute_settle(struct db *db, struct voucher *voucher, int64_t event,
                                     int32_t day, int64_t user, struct err *err);
/* All marks of VOUCHER, also those that were lifted, by event. */
MUST_CHECK bool store_dispute_list(struct db *db, struct arena *arena, int64_t voucher,
                                   const struct dispute **out, size_t *count, struct err *err);

#endif
