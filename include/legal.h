/*
 * legal.h - the dated legal texts of this office: built-in ones, overridden by
 * DIR/forms/wording.txt (see wording.h).
 */
#ifndef LEGAL_H
#define LEGAL_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct env;
struct value;
struct wordings;

/* The texts in force on DAY, as wording_in_force gives them. Errors: INVALID, TOO_LARGE, STORE. */
MUST_CHECK bool legal_texts(struct env *env, int32_t day, const struct value **out,
                            struct err *err);

/* All texts there are, whatever day they are for: what a translation must have. */
MUST_CHECK bool legal_list(struct env *env, struct wordings *out, struct err *err);

/* Are all texts of GROUP in force on DAY? Errors: INVALID naming the first that is not. */
MUST_CHECK bool legal_require(struct env *env, const char *group, int32_t day, struct err *err);

/* Check a file of texts; COUNT gets their number. Errors: INVALID naming line and cure. */
MUST_CHECK bool legal_check(struct arena *arena, const char *bytes, size_t len, size_t *count,
                            struct err *err);

/* The bytes of the built-in file, to begin one's own with. */
const char *legal_source(size_t *len);

#endif
