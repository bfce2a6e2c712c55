/*
 * desk.h - use cases of a caseworker's desk: what is due, what came back, own follow-ups.
 *
 * Of one case the follow-ups of one reason make one line that names their stations.
 */
#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

struct buf;
struct env;
struct value;

#define DESK_NOTE_MAX 120  /* code points of a caseworker's own words */
#define DESK_DAYS_MAX 730  /* how far off a follow-up may be */

/*
 * A caseworker's desk: {"unsettled":[line],"overdue":[line],"today":[line],"soon":[line],
 * "later":[line],"more","reasons":[{"reason","reason_label","count","chosen"}],"reason" (or null),
 * "total","fresh":[{"case","name","recorded_at","events":[...]}],"fresh_since"}. Unsettled: told
 * late by a reception, and it does not fit. A line is {"due_on","reason","reason_label","case",
 * "name","note","followup","stations":[...]}; "followup" is the id of a manual one, else null.
 * REASON (wire name or "") leaves out the others. USER ("": oneself) is whose desk it is: that of
 * somebody one stands in for, which is on record; then "for" is {"user","user_shown","until"},
 * else null. "standing_in" lists them all.
 * Errors: INVALID (no such reason), NOT_FOUND (one does not stand in for USER today), STORE.
 */
MUST_CHECK bool desk_show(struct env *env, const char *user, const char *reason,
                          const struct value **doc, struct err *err);

/* An own follow-up on case NUMBER. Errors: NOT_FOUND, INVALID ("due_on", "note"), STORE. */
MUST_CHECK bool desk_followup_add(struct env *env, const char *number, int32_t due_on,
                                  const char *note, const struct value **doc, struct err *err);
/*
 * Move an own follow-up to another day, or have done with it. CASE_NUMBER (may be NULL) gets
 * whose it is. Errors: NOT_FOUND (also of a case that is not for one's eyes), INVALID "due_on",
 * CONFLICT (an automatic one, or done already), STORE.
 */
MUST_CHECK bool desk_followup_move(struct env *env, int64_t id, int32_t due_on,
                                   const struct value **doc, const char **case_number,
                                   struct err *err);
MUST_CHECK bool desk_followup_done(struct env *env, int64_t id, const struct value **doc,
                                   const char **case_number, struct err *err);

/*
 * The open follow-ups of USER's cases ("": all) for a calendar (iCalendar, whole days) or a
 * table (CSV). Calendars leave the house: no name, no service, none of a caseworker's words.
 */
MUST_CHECK bool desk_calendar(struct env *env, const char *user, struct buf *out,
                              struct err *err);
MUST_CHECK bool desk_table(struct env *env, const char *user, struct buf *out, struct err *err);

#endif
