/*
 * audit.h - use case of the auditor: what people of the office read and changed. Ids only.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct buf;
struct env;
struct value;

#define AUDIT_PAGE 100
#define AUDIT_DAYS 7      /* shown when no day is given */
#define AUDIT_DAYS_MAX 92 /* at once */

struct audit_request {
    int32_t from, until;     /* days; DAY_NONE: the last AUDIT_DAYS until today */
    const char *user, *kind; /* log-in name; purpose or step; "" for all */
    const char *case_ref;    /* id or number of a case; "" for all */
    int64_t before;          /* where the page before ended; 0: the first */
};
/*
 * {"from","until","rows":[{"moment","user","object","object_id","kind"}],"next" (or null)}, newest
 * first; "next" is what `before` takes for the next page. Errors: NOT_ALLOWED (no
 * auditor), INVALID ("until", "case"), STORE.
 */
MUST_CHECK bool audit_show(struct env *env, const struct audit_request *request,
                           const struct value **doc, struct err *err);
/* All pages as CSV, at most 100 000 rows. Errors: TOO_LARGE beyond. */
MUST_CHECK bool audit_table(struct env *env, const struct audit_request *request,
                            struct buf *out, struct err *err);

#endif
