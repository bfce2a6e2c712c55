/*
 * store_audit.h - what people of the office read and changed, as rows of ids.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;

struct audit_row {
    int64_t id;
    const char *user;   /* log-in name; "" the command line */
    const char *object; /* "case", "voucher", "user", ... */
    int64_t object_id;
    const char *kind;   /* purpose of a look, or the step that was taken */
    int64_t moment_ms;
};

struct audit_query {
    int64_t from_ms, until_ms; /* moments: from, and before */
    int64_t before;            /* the id a page ended with; 0: the first page */
    const char *user, *kind;   /* "" for all */
    int64_t case_id;           /* with its vouchers; 0 for all */
    size_t limit;
};
/* Newest first, by ranges of ids. */
MUST_CHECK bool store_audit_read(struct db *db, struct arena *arena,
                                 const struct audit_query *query, const struct audit_row **out,
                                 size_t *count, struct err *err);

#endif
