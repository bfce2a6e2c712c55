/*
 * store_worklist.h - vouchers of one provider, as its own lists and figures ask for them.
 *
 * Rows as the store has them: what may be shown of one, level and device decide.
 */
#ifndef STORE_WORKLIST_H
#define STORE_WORKLIST_H

#include "store_slip.h"

enum store_worklist {
    STORE_WORKLIST_NAMED,   /* issued or waitlisted and naming the provider, by redeem_by */
    STORE_WORKLIST_WORKING, /* accepted or started by it, the longest first */
    STORE_WORKLIST_CLOSED,  /* once accepted by it and closed since a day, the newest first */
    STORE_WORKLIST_DECLINED /* naming it and declined since a day, the newest first */
};
/* At most LIMIT; SINCE is for the last two. */
MUST_CHECK bool store_worklist(struct db *db, struct arena *arena, enum store_worklist which,
                               int64_t provider, int32_t since, size_t limit,
                               const struct voucher **out, size_t *count, struct err *err);

/* The days of a voucher that a provider once accepted; DAY_NONE for none. */
struct store_course {
    int32_t issued_on, accepted_on, started_on, ended_on;
};
/* Those accepted since a day. */
MUST_CHECK bool store_courses(struct db *db, struct arena *arena, int64_t provider, int32_t since,
                              const struct store_course **out, size_t *count, struct err *err);
/* How many vouchers naming the provider were issued since a day. */
MUST_CHECK bool store_issued_to(struct db *db, int64_t provider, int32_t since, int64_t *out,
                                struct err *err);

#endif
