/*
 * rights.h - private to procedures: whose case it is, inside a read.
 */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "case.h"
#include "store.h"
#include "store_case.h"

/* As case_sight, and whoever stands in for the caseworker today sees what that one sees. DEPUTY
   (may be NULL) says whether that is why. */
MUST_CHECK bool case_sight_now(struct db *db, const struct env *env,
                               const struct case_file *client, enum case_sight *sight,
                               bool *deputy, struct err *err);

/*
 * As store_write, for what somebody does with the case they entered to change it: a right that
 * has ended meanwhile is none. Errors: those of store_write; NOT_FOUND.
 */
MUST_CHECK bool case_write(struct env *env, store_fn *fn, void *arg, struct err *err);

#endif
