/*
 * colleague.h - private to procedures: what the acting user may do for somebody of the office.
 */
#ifndef COLLEAGUE_H
#define COLLEAGUE_H

#include "store_people.h"

struct env;

/* Administration for all, a team lead for the own team, the command line too. */
bool colleague_leads(const struct env *env, const struct user *user);
/*
 * The user NAME, whom one leads, or oneself if SELF. Errors: NOT_FOUND (also one who is none of
 * ours: as if there were nobody of that name), STORE.
 */
MUST_CHECK bool colleague_find(struct env *env, struct db *db, const char *name, bool self,
                               struct user *out, struct err *err);
/* May take on cases: a caseworker or team lead who may log in, and of the team of USER unless the
   administration says so. Errors: INVALID naming FIELD. */
MUST_CHECK bool colleague_takes_on(const struct env *env, const struct user *user,
                                   const struct user *taker, const char *field,
                                   struct err *err);
/* What is shown of a user in a list: display name, else the log-in name. */
const char *colleague_shown(const char *display_name, const char *name);

#endif
