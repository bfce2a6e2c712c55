/*
 * store_followup.h - follow-ups as rows: automatic ones follow the facts.
 */
#ifndef STORE_FOLLOWUP_H
#define STORE_FOLLOWUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "followup.h"

struct arena;
struct db;

struct followup_row {
    int64_t id, case_id;
    int64_t voucher, need, consent; /* what it is about; 0 for none */
    enum followup_reason reason;
    int32_t due_on;
    const char *note;               /* manual: the caseworker's own words; "" none */
    int64_t created_by;             /* manual: whose words; 0 the command line */
    const char *case_number;        /* for lists */
    bool referral;                  /* for lists: the voucher is a referral */
};

/* What the open automatic follow-ups of a subject are about: the case, and at most one other. */
struct followup_subject {
    int64_t case_id, voucher, need, consent;
};

/* Make the open automatic follow-ups of SUBJECT exactly ROWS. */
MUST_CHECK bool store_followup_replace(struct db *db, const struct followup_subject *subject,
                                       const struct followup *rows, size_t count,
                                       struct err *err);

/*
 * Open follow-ups due on or before DAY (DAY_NONE: all), by day: of USER's cases ("": all), or
 * of one case (CASE_ID not 0). At most LIMIT.
 */
MUST_CHECK bool store_followup_list(struct db *db, struct arena *arena, const char *user,
                                    int64_t case_id, int32_t day, size_t limit,
                                    const struct followup_row **out, size_t *count,
                                    struct err *err);

/* Those of a case that are done, by day. */
MUST_CHECK bool store_followup_past(struct db *db, struct arena *arena, int64_t case_id,
                                    const struct followup_row **out, size_t *count,
                                    struct err *err);

/* Open follow-ups of a caseworker's cases within two days (DAY_NONE: no bound). */
struct followup_query {
    const char *user;
    int32_t from, until;
    enum followup_reason reason; /* FOLLOWUP_NONE: all */
    size_t limit;
};
/* By day. */
MUST_CHECK bool store_followup_desk(struct db *db, struct arena *arena,
                                    const struct followup_query *query,
                                    const struct followup_row **out, size_t *count,
                                    struct err *err);
/* How many open follow-ups of each reason USER's cases have. */
MUST_CHECK bool store_followup_count(struct db *db, const char *user,
                                     int64_t out[FOLLOWUP__MAX], struct err *err);

/* One that somebody wants for a case on a day; a `reason` that is no task's becomes
   FOLLOWUP_MANUAL. */
MUST_CHECK bool store_followup_add(struct db *db, struct followup_row *row, struct err *err);
/* The open letter about VOUCHER is not needed: the client knows. None open is fine. */
MUST_CHECK bool store_followup_told(struct db *db, int64_t voucher, int64_t user,
                                    struct err *err);
/* The open tasks that a review of VOUCHER left go with it. */
MUST_CHECK bool store_followup_drop_tasks(struct db *db, int64_t voucher, struct err *err);
/* So does an open letter about it. */
MUST_CHECK bool store_followup_drop_letter(struct db *db, int64_t voucher, struct err *err);
/* An open one. Errors: NOT_FOUND. */
MUST_CHECK bool store_followup_get(struct db *db, struct arena *arena, int64_t id,
                                   struct followup_row *out, struct err *err);
/* Errors: CONFLICT when it is none that people may move or end (followup.h), or done. */
MUST_CHECK bool store_followup_move(struct db *db, int64_t id, int32_t due_on, struct err *err);
MUST_CHECK bool store_followup_done(struct db *db, int64_t id, int64_t user, struct err *err);

#endif
