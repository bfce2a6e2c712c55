/*
 * revision.h - private to procedures: which state of a row a page showed.
 */
#ifndef REVISION_H
#define REVISION_H

#include <stddef.h>

#include "err.h"

struct env;

/* A short mark of these texts: others have another. */
const char *revision_of(const struct env *env, const char *const *text, size_t count);
/* Is the stored row the one the page SHOWED? Errors: CONFLICT. */
MUST_CHECK bool revision_check(const char *stored, const char *shown, struct err *err);

/* The same sentence where a row counts its changes itself: CONFLICT, always false. */
bool revision_stale(struct err *err);

#endif
