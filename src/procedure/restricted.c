/*
 * restricted.c - which cases are left out of what leaves the program.
 */
#include "restricted.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "store_purge.h"

bool
restricted_read(struct db *db, struct arena *arena, struct restricted *out, struct err *err)
{
    if (!store_restriction_list(db, arena, &out->number, &out->count, err)) {
        return false;
    }
    out->met = arena_array(arena, out->count, sizeof *out->met);
    return true;
}

static int
compare(const void *number, const void *row)
{
    return strcmp(number, *(const char *const *)row);
}

bool
restricted_hides(struct restricted *set, const char *number)
{
    const char *const *found =
        set->count == 0
            ? NULL
            : bsearch(number, set->number, set->count, sizeof *set->number, compare);

    if (found == NULL) {
        return false;
    }
    set->met[found - set->number] = true;
    return true;
}

size_t
restricted_left_out(const struct restricted *set)
{
    size_t left_out = 0;

    for (size_t i = 0; i < set->count; i++) {
        left_out += set->met[i];
    }
    return left_out;
}
