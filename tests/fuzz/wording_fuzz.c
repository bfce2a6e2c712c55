/*
 * wording_fuzz.c - a file of legal texts that is accepted has clean texts under their names,
 * and on each day at most one of each.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "date.h"
#include "str.h"
#include "value.h"
#include "wording.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
    if (!truth) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct err err = {0};
    struct wordings list;
    if (wording_parse(&arena, (const char *)data, size, NULL, &list, &err)) {
        const struct value *first = wording_in_force(&arena, &list, 0);
        for (size_t i = 0; i < list.count; i++) {
            const struct wording *row = &list.row[i];
            const struct value *then = wording_in_force(&arena, &list, row->valid_from);
            const struct value *group = value_get(then, row->group);
            require(!str_empty(row->text) && str_utf8_valid(row->text, strlen(row->text)));
            require(strchr(row->text, '\n') == NULL);
            require(str_equal(value_string(value_get(group, row->name)), row->text));
            require(value_get(value_get(first, row->group), row->name) != NULL);
        }
    } else {
        require(err.reason == REASON_INVALID || err.reason == REASON_TOO_LARGE);
    }
    arena_finish(&arena);
    return 0;
}
