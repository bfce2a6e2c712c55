/*
 * store_export.h - rows that leave the office for its other programs, and what was booked there.
 *
 * Pages go by id: each call continues AFTER the last id of the one before.
 */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"
#include "store_case.h"

struct arena;
struct db;

MUST_CHECK bool store_case_page(struct db *db, struct arena *arena, int64_t after, size_t limit,
                                const struct case_file **out, size_t *count, struct err *err);

struct need_export {
    struct need need;
    const char *case_number;
};
MUST_CHECK bool store_need_page(struct db *db, struct arena *arena, int64_t after, size_t limit,
                                const struct need_export **out, size_t *count, struct err *err);

struct voucher_export {
    int64_t id;
    const char *slip_number;
    int position;
    const char *case_number;
    enum service_type type;
    const char *service;
    const char *provider; /* bound, else named; "" for free choice */
    enum state state;
    int32_t issued_on, redeem_by, accepted_on, started_on, ended_on, closed_on, reviewed_on;
    enum outcome outcome;
    enum goal goal;
    int64_t attend_count;
    const char *next_step; /* what the review in force says comes next; "" nothing */
    int generation; /* 0: a referral, without paper */
};
/* Vouchers with an event behind SINCE (an event's id; 0: all). */
MUST_CHECK bool store_voucher_page(struct db *db, struct arena *arena, int64_t after,
                                   int64_t since, size_t limit, const struct voucher_export **out,
                                   size_t *count, struct err *err);

/* An event as it is booked elsewhere. */
struct posting_row {
    int64_t event;
    unsigned seq;
    const char *slip_number;
    int position;
    enum service_type type;
    const char *case_number, *caseworker, *team;
    enum step step;
    enum outcome outcome;
    int32_t happened_on;
    int64_t recorded_at_ms;
    enum source source;
    int32_t until;
    enum step annulled;  /* annul: what was taken out, and when that happened */
    int32_t annulled_on;
    int64_t posted_ms;   /* 0: not booked yet */
    const char *posted_by; /* log-in name, "" for none */
    int code;       /* issue, reissue: generation of the code, 0: of a referral */
    int generation; /* of the code in force; 0: a referral */
};
/* What waits, of CASEWORKER's cases, in recording order: without what was taken out before it
   was booked; with the annulment of what was. */
MUST_CHECK bool store_posting_open(struct db *db, struct arena *arena, const char *caseworker,
                                   size_t limit, const struct posting_row **out, size_t *count,
                                   struct err *err);
/* What was ticked, the latest first. */
MUST_CHECK bool store_posting_done(struct db *db, struct arena *arena, const char *caseworker,
                                   size_t limit, const struct posting_row **out, size_t *count,
                                   struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_posting_get(struct db *db, struct arena *arena, int64_t event,
                                  struct posting_row *out, struct err *err);
/* Tick EVENT; a second tick changes nothing. USER 0: the command line. */
MUST_CHECK bool store_posting_add(struct db *db, int64_t event, int64_t user, struct err *err);
MUST_CHECK bool store_posting_remove(struct db *db, int64_t event, struct err *err);

#endif
