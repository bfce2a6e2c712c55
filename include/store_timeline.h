/*
 * store_timeline.h - what happened about a case beside the events of its vouchers.
 */
#ifndef STORE_TIMELINE_H
#define STORE_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;

/* A print of a slip of the case, without what was printed. */
struct print_line {
    int64_t id, printed_at_ms;
    const char *form; /* as in struct print_record */
    int copy;
    const char *slip; /* number */
    int position;     /* of the station; 0 the whole slip */
};
/* At most LIMIT, the newest first. */
MUST_CHECK bool store_timeline_prints(struct db *db, struct arena *arena, int64_t case_id,
                                      size_t limit, const struct print_line **out, size_t *count,
                                      struct err *err);

/* An own follow-up of the case, open or done. */
struct followup_line {
    int64_t id;
    int32_t due_on;
    const char *note;
    int64_t done_ms; /* 0 open */
};
/* At most LIMIT, the latest due first. */
MUST_CHECK bool store_timeline_followups(struct db *db, struct arena *arena, int64_t case_id,
                                         size_t limit, const struct followup_line **out,
                                         size_t *count, struct err *err);

/* A look at the case, or a change of it, by somebody of the office. */
struct read_line {
    int64_t id, accessed_ms;
    const char *purpose;
    const char *display_name, *name, *role; /* of the user; "" the command line */
};
/* At most LIMIT, the newest first. */
MUST_CHECK bool store_timeline_reads(struct db *db, struct arena *arena, int64_t case_id,
                                     size_t limit, const struct read_line **out, size_t *count,
                                     struct err *err);

#endif
