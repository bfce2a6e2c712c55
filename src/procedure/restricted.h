/*
 * restricted.h - private to procedures: the cases that are only kept (Art. 18 DSGVO). Lists and
 * files that leave the program leave them out, and say how many.
 */
#ifndef RESTRICTED_H
#define RESTRICTED_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct arena;
struct db;

struct restricted {
    const char *const *number; /* of the cases, sorted */
    bool *met;                 /* each: was it looked for? */
    size_t count;
};
MUST_CHECK bool restricted_read(struct db *db, struct arena *arena, struct restricted *out,
                                struct err *err);
/* Is the case NUMBER one of them? Then it counts as left out. */
bool restricted_hides(struct restricted *set, const char *number);
size_t restricted_left_out(const struct restricted *set);

#endif
