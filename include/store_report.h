/*
 * store_report.h - vouchers one by one, for counting.
 */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "level.h"
#include "rules.h"

struct db;

/* What counting needs of a voucher, or of one provider's decline of a free choice: that has no
   days but closed_on. */
struct report_row {
    int64_t case_id;
    int64_t provider;  /* bound, else named; 0: the client has not chosen yet */
    enum service_type type;
    enum state state;  /* of a reviewed one the state before */
    int32_t issued_on, accepted_on, started_on, ended_on, closed_on; /* DAY_NONE: not */
    enum outcome outcome;
    enum cause cause;
    int level;         /* highest at which its provider's steps were recorded; -1: there is none,
                          or it was closed outside the days asked for */
    int generation;    /* 0: a referral, without paper */
};

typedef void store_report_fn(void *arg, const struct report_row *row);

/*
 * Show FN every voucher that was on its way on some day of FROM..UNTIL, in the order of the
 * cases. Memory does not grow with them.
 */
MUST_CHECK bool store_report_vouchers(struct db *db, int32_t from, int32_t until,
                                      store_report_fn *fn, void *arg, struct err *err);

#endif
