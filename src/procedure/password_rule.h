/*
 * password_rule.h - private to procedures: which passwords a user may choose.
 */
#ifndef PASSWORD_RULE_H
#define PASSWORD_RULE_H

#include "err.h"

struct arena;

/* Errors: INVALID "password" (too short, too long, too common, too plain, like the name). */
MUST_CHECK bool password_rule(struct arena *arena, const char *name, const char *password,
                              struct err *err);

#endif
