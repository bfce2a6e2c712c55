/*
 * posting.h - the posting list: what has to be booked in the Fachverfahren, with words to paste.
 *
 * There is no interface to book it ourselves; so each event stands there with what it is called
 * over there (profile, section [posting]) and a sentence for the client's history, until
 * somebody ticks it. What is taken out after it was booked comes back as a row to cancel it.
 */
#ifndef POSTING_H
#define POSTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct env;
struct posting_row;
struct profile;
struct value;
struct voucher_history;

#define POSTING_SECTION "posting"
#define POSTING_SHOWN 40 /* rows of one page: as many as one answer can tick */
#define POSTING_READ 5000 /* rows looked at for it */

/* The INDEXth name [posting] may have, or NULL: steps, and "end_E1" for an end of that kind. */
const char *posting_key_at(size_t index);
/* What ROW is called over there, or NULL: not booked there. */
const char *posting_booking(struct arena *arena, const struct profile *profile,
                            const struct posting_row *row);
/* The sentence to paste, German: number and day, no service, no provider, no kind of help. */
const char *posting_note(struct arena *arena, const struct posting_row *row);
/* Those of all that was recorded on the last day of HISTORY, a line each. */
const char *posting_notes(struct arena *arena, const char *slip, int position,
                          const struct voucher_history *history);

/*
 * Of CASEWORKER's cases ("": the acting user's): {"posting":{"caseworker","profile","title",
 * "example","open":[{"event","case","slip","position","type","command","happened_on","booking",
 * "note"}],"more","done":[the same with "posted_at","posted_by"],"team":[{"name"}]}}: "team" is
 * whose lists a lead or a deputy may ask for besides; to a lead "type" is "".
 * Only cases that are wholly the acting user's to see; others are left out.
 * Errors: NOT_FOUND (profile), INVALID (profile), STORE.
 */
MUST_CHECK bool posting_show(struct env *env, const char *caseworker, const struct value **doc,
                             struct err *err);
/* Tick the COUNT events as booked, or take the tick back; all or none. Ticking twice is fine.
   DOC: {"posting":{"ticks","posted"}}, how many and whether they now are.
   Errors: NOT_FOUND (also when it is not for the acting user's eyes), STORE. */
MUST_CHECK bool posting_tick(struct env *env, const int64_t *event, size_t count, bool posted,
                             const struct value **doc, struct err *err);

#endif
