/*
 * colleagues.h - use cases of the administration: people, teams and branches of the office.
 *
 * A page that was open while somebody else changed the same thing overwrites nothing: it carries
 * the revision it showed, and a change on another one is a CONFLICT.
 */
#ifndef COLLEAGUES_H
#define COLLEAGUES_H

#include <stdbool.h>

#include "err.h"

struct buf;
struct env;
struct value;

#define COLLEAGUES_TEXT_MAX 120 /* code points of a name on paper: what its box there holds */

/* {"users":[{"name","shown","role","role_label","team","branch","disabled",
   "instructed_on"}]}: all for the administration, of a team for its lead. "instructed_on" is the
   day they took note of today's instruction, or null. */
MUST_CHECK bool colleagues_list(struct env *env, const struct value **doc, struct err *err);
/* The same as a table: who took note of the instruction, of which wording, and when. */
MUST_CHECK bool colleagues_instructed_csv(struct env *env, struct buf *out, struct err *err);
/* {"user":{"name","display_name","role","role_label","team","branch","phone","disabled",
   "revision"}}. Errors: NOT_FOUND (also who is not for one's eyes). */
MUST_CHECK bool colleagues_show(struct env *env, const char *name, const struct value **doc,
                                struct err *err);

struct colleague_change {
    const char *name; /* whose */
    const char *display_name, *role, *team, *branch, *phone;
    const char *revision; /* what the page showed */
};
/*
 * Of the administration. Errors: NOT_FOUND, INVALID (field), CONFLICT (changed meanwhile, no
 * field; or the last administrator would be gone, field "role"), STORE.
 */
MUST_CHECK bool colleagues_change(struct env *env, const struct colleague_change *change,
                                  struct err *err);

/* {"teams":[{"team","cases","people","members":[{"name","shown","role","role_label","leads",
   "disabled"}],"revision"}]}: all for the administration, the own one for a lead. */
MUST_CHECK bool teams_list(struct env *env, const struct value **doc, struct err *err);
/* {"team":{...}}. Errors: NOT_FOUND (also which is not for one's eyes). */
MUST_CHECK bool teams_show(struct env *env, const char *name, const struct value **doc,
                           struct err *err);
struct team_change {
    const char *name, *new_name;
    bool merge;           /* also when there is a team of the new name */
    const char *revision; /* what the page showed; NULL: no page */
};
/*
 * Of the administration: people, cases, plan figures and counters bear the new name, in one write
 * and on record. {"team":{"team","merged"}}. Errors: NOT_FOUND, INVALID "new_name", CONFLICT
 * (changed meanwhile, no field; in use, field "new_name"), STORE.
 */
MUST_CHECK bool teams_change(struct env *env, const struct team_change *change,
                             const struct value **doc, struct err *err);

/* {"branches":[{"key","name","city"}]} */
MUST_CHECK bool branches_list(struct env *env, const struct value **doc, struct err *err);
/* {"branch":{"key","name","street","postcode","city","phone","hours","revision"}} */
MUST_CHECK bool branches_show(struct env *env, const char *key, const struct value **doc,
                              struct err *err);
struct branch_change {
    const char *key;
    const char *name, *street, *postcode, *city, *phone, *hours;
    const char *revision;
};
/* Errors: NOT_FOUND, INVALID "name", CONFLICT, STORE. */
MUST_CHECK bool branches_change(struct env *env, const struct branch_change *change,
                                struct err *err);

#endif
