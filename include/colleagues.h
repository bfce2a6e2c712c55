/*
 * colleagues.h - use cases of the administration: people and branches of the office.
 *
 * A page that was open while somebody else changed the same thing overwrites nothing: it carries
 * the revision it showed, and a change on another one is a CONFLICT.
 */
#ifndef COLLEAGUES_H
#define COLLEAGUES_H

#include "err.h"

struct env;
struct value;

#define COLLEAGUES_TEXT_MAX 120 /* code points of a name on paper: what its box there holds */

/* {"users":[{"name","shown","role","role_label","team","branch","disabled"}]}: all for the
   administration, of a team for its lead. */
MUST_CHECK bool colleagues_list(struct env *env, const struct value **doc, struct err *err);
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
