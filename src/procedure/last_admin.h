/*
 * last_admin.h - private to procedures: somebody can always let people in.
 */
#ifndef LAST_ADMIN_H
#define LAST_ADMIN_H

#include "store_people.h"

/* May USER stop being an administrator who may log in? Errors: CONFLICT "role". */
MUST_CHECK bool last_admin_check(struct db *db, const struct user *user, struct err *err);

#endif
