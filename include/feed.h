/*
 * feed.h - use cases of the office's own programs: their keys, and the events they read.
 */
#ifndef FEED_H
#define FEED_H

#include <stdint.h>

#include "err.h"

struct env;
struct value;

#define FEED_PAGE 500      /* events of one answer at most */
#define FEED_CURSOR_MAX 33 /* 32 hexadecimal digits and NUL */

/* A key for the program NAME (1 to 40 of a-z 0-9 . - _), told this one time.
   DOC: {"key":{"name","key"}}. Errors: INVALID "name", CONFLICT, STORE. */
MUST_CHECK bool feed_key_add(struct env *env, const char *name, const struct value **doc,
                             struct err *err);
/* DOC: {"keys":[{"name","created_at","last_seen_on","revoked_at"}]}, newest first. */
MUST_CHECK bool feed_key_list(struct env *env, const struct value **doc, struct err *err);
/* Works at once. DOC: {"key":{"name","revoked"}}. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool feed_key_revoke(struct env *env, const char *name, const struct value **doc,
                                struct err *err);
/* The id of a key in force; its day of use is noted. Errors: NOT_ALLOWED, STORE. */
MUST_CHECK bool feed_key_find(struct env *env, const char *key, int64_t *id, struct err *err);

/*
 * The events of the whole office behind CURSOR ("": from the first), in recording order.
 * DOC: {"events":[{"id","voucher","slip","position","type","number","command","happened_on",
 * "recorded_at","source","receipt","annuls"?}],"left_out","next"}: "next" is the cursor for the
 * next call, null while there is no event at all. Events of cases whose processing is restricted
 * are left out, "left_out" says of how many cases; they come with a call from the first event on
 * when that is lifted.
 * Errors: INVALID "after" (no cursor of this database), STORE.
 */
MUST_CHECK bool feed_read(struct env *env, const char *cursor, const struct value **doc,
                          struct err *err);

#endif
