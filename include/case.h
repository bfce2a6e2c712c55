/*
 * case.h - use cases of the case file: import, consent, reading it, what is due.
 */
#ifndef CASE_H
#define CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct env;
struct value;

/* The kinds `import` knows, ended by NULL: "cases", "needs" ... */
const char *const *import_kinds(void);

/*
 * Import a CSV file of KIND, all or nothing. DOC gets {"import":{"kind","added","changed",
 * "same","dry_run"}}; with faults {"lines":[{"line","field","message"}]} and an error.
 * Errors: INVALID (a line), TOO_LARGE, STORE.
 */
MUST_CHECK bool import_csv(struct env *env, const char *kind, const char *bytes, size_t len,
                           bool dry_run, const struct value **doc, struct err *err);

struct consent_request {
    const char *case_number, *provider;
    unsigned level;
    int32_t signed_on;   /* DAY_NONE: today */
    int32_t valid_until; /* DAY_NONE: open */
};
/* Record a signed consent. Errors: NOT_FOUND, INVALID, CONFLICT, STORE. */
MUST_CHECK bool consent_add(struct env *env, const struct consent_request *request,
                            const struct value **doc, struct err *err);
/* Withdraw it; works at once. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool consent_withdraw(struct env *env, const char *case_number, const char *provider,
                                 const struct value **doc, struct err *err);

/* {"case":{...}} with needs, consents, slips, timeline and follow-ups. */
MUST_CHECK bool case_show(struct env *env, const char *number, const struct value **doc,
                          struct err *err);
/* {"followups":[...]} due by today, of USER's cases ("": all). */
MUST_CHECK bool case_due(struct env *env, const char *user, const struct value **doc,
                         struct err *err);

#endif
