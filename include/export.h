/*
 * export.h - lists that leave the office for its other programs.
 *
 * Lists: cases, needs, vouchers, events, 51b (begin, end and type of each service begun, for the
 * statistics of § 51b SGB II), posting (what waits to be booked). Columns, their names and the
 * shape of days come from a profile; without one all columns, under our names.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include <stdio.h>

#include "err.h"
#include "table.h"

struct env;
struct value;

struct export_request {
    const char *name;
    const char *since;   /* a cursor of the feed: events behind it, vouchers they changed; "" */
    const char *profile; /* "" for none */
    enum table_format format;
    const char *user;    /* posting: whose cases; "": the acting user's */
    const char *file;    /* "": onto STREAM */
    FILE *stream;
};
/*
 * DOC: {"export":{"name","rows","left_out","next","file"}}; "next" is the cursor for the next time,
 * null for lists that have none. Cases whose processing is restricted (Art. 18 DSGVO) are left out:
 * "left_out" of them. Memory does not grow with the list.
 * Errors: NOT_FOUND "name"; INVALID "since", "format"; NOT_ALLOWED (somebody's -u); STORE.
 */
MUST_CHECK bool export_run(struct env *env, const struct export_request *request,
                           const struct value **doc, struct err *err);

#endif
