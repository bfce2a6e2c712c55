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
    const char *case_number;        /* for lists */
};

/* What the open automatic follow-ups of a subject are about: one of these is set. */
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

#endif
