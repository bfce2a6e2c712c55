/*
 * fresh.h - private to procedures: what came back since the last working day.
 */
#ifndef FRESH_H
#define FRESH_H

#include "err.h"

struct db;
struct env;
struct value;

/* Set "fresh", newest first and per case, and "fresh_since" in DOC. */
MUST_CHECK bool fresh_set(struct env *env, struct db *db, const char *user, struct value *doc,
                          struct err *err);

#endif
