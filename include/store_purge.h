/*
 * store_purge.h - deletion after retention: what is old enough to be looked at, and its removal.
 *
 * A deletion is a write like any other: all of it or nothing. The bytes go with store_wipe,
 * which stays due until it was done.
 */
#ifndef STORE_PURGE_H
#define STORE_PURGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "retention.h"
#include "store_case.h"
#include "store_slip.h"

struct arena;
struct db;

/* What earlier runs left; WIPE_DUE: rows were deleted and their bytes not for sure. */
MUST_CHECK bool store_retention_get(struct db *db, struct retention_mark *out, bool *wipe_due,
                                    struct err *err);
MUST_CHECK bool store_retention_put(struct db *db, const struct retention_mark *mark,
                                    struct err *err);
/* The bytes are gone. */
MUST_CHECK bool store_wiped(struct db *db, struct err *err);

/* Restriction of processing: the day it was set, DAY_NONE for none. Setting it again changes
   nothing. */
MUST_CHECK bool store_restriction_get(struct db *db, int64_t case_id, int32_t *since,
                                      struct err *err);
/* The numbers of all restricted cases, sorted by their bytes. */
MUST_CHECK bool store_restriction_list(struct db *db, struct arena *arena,
                                       const char *const **out, size_t *count, struct err *err);
MUST_CHECK bool store_restriction_set(struct db *db, int64_t case_id, int32_t since,
                                      int64_t user, struct err *err);
MUST_CHECK bool store_restriction_lift(struct db *db, int64_t case_id, struct err *err);

/* Vouchers, or cases, made before BEFORE_MS, AFTER this id, by id; at most LIMIT. */
MUST_CHECK bool store_vouchers_aged(struct db *db, struct arena *arena, int64_t after,
                                    int64_t before_ms, size_t limit,
                                    const struct voucher **out, size_t *count, struct err *err);
MUST_CHECK bool store_cases_aged(struct db *db, struct arena *arena, int64_t after,
                                 int64_t before_ms, size_t limit, const struct case_file **out,
                                 size_t *count, struct err *err);
/* The day the voucher's last event was recorded; that of the voucher when it has none. */
MUST_CHECK bool store_voucher_last_day(struct db *db, const struct voucher *voucher,
                                       int32_t *out, struct err *err);
/* Does a voucher rest on it? A consent counts for the vouchers of its provider. */
MUST_CHECK bool store_need_used(struct db *db, int64_t need, bool *used, struct err *err);
MUST_CHECK bool store_consent_used(struct db *db, const struct consent *consent, bool *used,
                                   struct err *err);
/* Is a follow-up of the case open that is due on DAY or later? */
MUST_CHECK bool store_case_awaited(struct db *db, int64_t case_id, int32_t day, bool *awaited,
                                   struct err *err);

/* Vouchers of one month that are gone, as counters. */
struct tally {
    const char *month; /* "2026-05" */
    const char *branch, *team, *service;
    enum service_type type;
    const char *state, *outcome, *goal; /* by their wire names, "" none */
    int64_t accepted, wait_days, attended;
    int64_t referred; /* 1: without a slip */
};
MUST_CHECK bool store_tally_add(struct db *db, const struct tally *one, struct err *err);

/*
 * Delete COUNT vouchers (as read in this write) with all that hangs on them, each slip that
 * has none left, and the printed values of the others; *SLIPS counts the slips. Their seals
 * keep a tombstone. Errors: CONFLICT when a chain or a seal does not hold: nothing is covered
 * up; STORE.
 */
MUST_CHECK bool store_vouchers_purge(struct db *db, struct arena *arena,
                                     const struct voucher *voucher, size_t count,
                                     int64_t *slips, struct err *err);
MUST_CHECK bool store_need_purge(struct db *db, int64_t need, struct err *err);
MUST_CHECK bool store_consent_purge(struct db *db, int64_t consent, struct err *err);
/* A case without slips, needs and consents. */
MUST_CHECK bool store_case_purge(struct db *db, int64_t case_id, struct err *err);

/* What goes by age alone. */
struct purge_ages {
    int64_t sessions_ms;  /* log-ins that began before */
    int64_t reads_ms;     /* reads before */
    int64_t done_ms;      /* follow-ups done before, devices revoked before: their name */
    int64_t counters_ms;  /* counters of addresses and devices before */
    int32_t deputies_day; /* deputies that ended before */
};
MUST_CHECK bool store_ages_purge(struct db *db, const struct purge_ages *ages, int64_t *count,
                                 struct err *err);

/* One month's deletions. */
struct purged_month {
    const char *month;
    int32_t last_on;
    int64_t vouchers, slips, cases, others;
};
MUST_CHECK bool store_purged_add(struct db *db, const struct purged_month *more,
                                 struct err *err);
/* Since MONTH, newest first. */
MUST_CHECK bool store_purged_list(struct db *db, struct arena *arena, const char *month,
                                  const struct purged_month **out, size_t *count,
                                  struct err *err);

#endif
