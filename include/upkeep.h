/*
 * upkeep.h - use cases of the house: make an office, tick, verify, save, users.
 */
#ifndef UPKEEP_H
#define UPKEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "store_people.h"

struct env;
struct value;

/* Make DIR an office: key, configuration, database. DOC holds "warnings".
   Errors: CONFLICT (there is one), INVALID (url), STORE. */
MUST_CHECK bool upkeep_init(struct env *env, const char *public_url, bool demo,
                            const struct value **doc, struct err *err);
/* Write down what is already true today; once a day, delete what is due (privacy.h). DOC counts
   expired, closed and deleted. */
MUST_CHECK bool upkeep_tick(struct env *env, const struct value **doc, struct err *err);
/* Errors: CONFLICT when something is missing or changed; DOC lists the findings. */
MUST_CHECK bool upkeep_verify(struct env *env, const struct value **doc, struct err *err);
MUST_CHECK bool upkeep_backup(struct env *env, const char *path, const struct value **doc,
                              struct err *err);
/* The next two work on a directory whose store is not open. */
MUST_CHECK bool upkeep_restore(struct env *env, const char *path, const struct value **doc,
                               struct err *err);
MUST_CHECK bool upkeep_migrate(struct env *env, const struct value **doc, struct err *err);
/* A new user, with a set-up code as people_setup tells it.
   Errors: INVALID (name), CONFLICT, STORE. */
MUST_CHECK bool upkeep_user_add(struct env *env, const struct user *user,
                                const struct value **doc, struct err *err);

#endif
