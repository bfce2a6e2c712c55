/*
 * revision.c - two people at the same form: the second one is told, nothing is overwritten.
 */
#include "revision.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "env.h"
#include "str.h"

#define MARK_BYTES 16

const char *
revision_of(const struct env *env, const char *const *text, size_t count)
{
    char *mark = arena_alloc(env->arena, 2 * MARK_BYTES + 1);
    uint8_t hash[MARK_BYTES];
    struct buf all = {0};

    for (size_t i = 0; i < count; i++) {
        buf_append(&all, text[i], strlen(text[i]) + 1);
    }
    key_hash(env->keys.sub[KEY_SESSION], all.data, all.len, hash, sizeof hash);
    buf_finish(&all);
    for (size_t i = 0; i < sizeof hash; i++) {
        (void)snprintf(mark + 2 * i, 3, "%02x", hash[i]);
    }
    return mark;
}

bool
revision_stale(struct err *err)
{
    return err_set(err, REASON_CONFLICT, "",
                   "Das wurde inzwischen geändert, während diese Seite offen war. Nichts wurde "
                   "überschrieben. Bitte die Unterschiede ansehen und noch einmal speichern.");
}

bool
revision_check(const char *stored, const char *shown, struct err *err)
{
    return str_equal(stored, shown) || revision_stale(err);
}
