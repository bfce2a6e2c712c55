/*
 * value.c - the tagged tree: lists and records grow by doubling in their arena.
 */
#include "value.h"

#include <assert.h>
#include <string.h>

#include "arena.h"

struct value {
    enum value_kind kind;
    union {
        bool truth;
        int64_t number;
        const char *text;
        struct {
            struct arena *arena;
            const char **key; /* NULL in a list */
            struct value **item;
            size_t len;
            size_t cap;
        } many;
    } as;
};

static struct value *
value_new(struct arena *arena, enum value_kind kind)
{
    struct value *value = arena_alloc(arena, sizeof *value);
    value->kind = kind;
    if (kind == VALUE_LIST || kind == VALUE_RECORD) {
        value->as.many.arena = arena;
    }
    return value;
}

struct value *
value_null(struct arena *arena)
{
    return value_new(arena, VALUE_NULL);
}

struct value *
value_bool(struct arena *arena, bool truth)
{
    struct value *value = value_new(arena, VALUE_BOOL);
    value->as.truth = truth;
    return value;
}

struct value *
value_int(struct arena *arena, int64_t number)
{
    struct value *value = value_new(arena, VALUE_INT);
    value->as.number = number;
    return value;
}

struct value *
value_text(struct arena *arena, const char *text)
{
    if (!text) {
        return value_null(arena);
    }
    struct value *value = value_new(arena, VALUE_TEXT);
    value->as.text = arena_strdup(arena, text);
    return value;
}

struct value *
value_list(struct arena *arena)
{
    return value_new(arena, VALUE_LIST);
}

struct value *
value_record(struct arena *arena)
{
    return value_new(arena, VALUE_RECORD);
}

/* Room for one more item; keys grow along in a record. */
static void
make_room(struct value *value)
{
    size_t len = value->as.many.len;
    if (len < value->as.many.cap) {
        return;
    }
    struct arena *arena = value->as.many.arena;
    size_t cap = len ? len * 2 : 8;
    value->as.many.item = arena_grow(arena, value->as.many.item, len, cap, sizeof(struct value *));
    if (value->kind == VALUE_RECORD) {
        value->as.many.key = arena_grow(arena, value->as.many.key, len, cap, sizeof(char *));
    }
    value->as.many.cap = cap;
}

void
value_add(struct value *list, struct value *item)
{
    assert(list->kind == VALUE_LIST);
    make_room(list);
    list->as.many.item[list->as.many.len++] = item;
}

/* The place of KEY in a record, or its length when absent. */
static size_t
place(const struct value *record, const char *key, size_t key_len)
{
    size_t i = 0;
    for (; i < record->as.many.len; i++) {
        const char *have = record->as.many.key[i];
        /* Most keys differ in the first letter: a page asks this some ten thousand times. */
        if ((key_len == 0 || *have == *key) && strncmp(have, key, key_len) == 0 &&
            have[key_len] == '\0') {
            break;
        }
    }
    return i;
}

void
value_set(struct value *record, const char *key, struct value *item)
{
    assert(record->kind == VALUE_RECORD);
    size_t at = place(record, key, strlen(key));
    if (at == record->as.many.len) {
        make_room(record);
        record->as.many.key[at] = arena_strdup(record->as.many.arena, key);
        record->as.many.len++;
    }
    record->as.many.item[at] = item;
}

void
value_set_shared(struct value *record, const char *key, const struct value *item)
{
    /* Readers only ever see it through const pointers again. */
    value_set(record, key, (struct value *)(uintptr_t)item);
}

void
value_set_text(struct value *record, const char *key, const char *text)
{
    value_set(record, key, value_text(record->as.many.arena, text));
}

void
value_set_int(struct value *record, const char *key, int64_t number)
{
    value_set(record, key, value_int(record->as.many.arena, number));
}

void
value_set_bool(struct value *record, const char *key, bool truth)
{
    value_set(record, key, value_bool(record->as.many.arena, truth));
}

struct value *
value_set_record(struct value *record, const char *key)
{
    struct value *child = value_record(record->as.many.arena);
    value_set(record, key, child);
    return child;
}

struct value *
value_set_list(struct value *record, const char *key)
{
    struct value *child = value_list(record->as.many.arena);
    value_set(record, key, child);
    return child;
}

struct value *
value_add_record(struct value *list)
{
    struct value *child = value_record(list->as.many.arena);
    value_add(list, child);
    return child;
}

enum value_kind
value_kind(const struct value *value)
{
    return value ? value->kind : VALUE_NULL;
}

bool
value_truth(const struct value *value)
{
    switch (value_kind(value)) {
    case VALUE_BOOL: return value->as.truth;
    case VALUE_INT: return value->as.number != 0;
    case VALUE_TEXT: return value->as.text[0] != '\0';
    case VALUE_LIST: return value->as.many.len > 0;
    case VALUE_RECORD: return true;
    case VALUE_NULL: break;
    }
    return false;
}

int64_t
value_number(const struct value *value)
{
    return value_kind(value) == VALUE_INT ? value->as.number : 0;
}

const char *
value_string(const struct value *value)
{
    return value_kind(value) == VALUE_TEXT ? value->as.text : "";
}

static bool
has_items(const struct value *value)
{
    enum value_kind kind = value_kind(value);
    return kind == VALUE_LIST || kind == VALUE_RECORD;
}

size_t
value_len(const struct value *value)
{
    return has_items(value) ? value->as.many.len : 0;
}

const struct value *
value_at(const struct value *many, size_t index)
{
    return index < value_len(many) ? many->as.many.item[index] : NULL;
}

/* The member whose name is the first LEN bytes of KEY. */
static const struct value *
member(const struct value *record, const char *key, size_t len)
{
    if (value_kind(record) != VALUE_RECORD) {
        return NULL;
    }
    return value_at(record, place(record, key, len));
}

const struct value *
value_get(const struct value *record, const char *key)
{
    return member(record, key, strlen(key));
}

const struct value *
value_find(const struct value *record, const char *path)
{
    for (;;) {
        size_t len = strcspn(path, ".");
        record = member(record, path, len);
        if (!record || path[len] == '\0') {
            return record;
        }
        path += len + 1;
    }
}

const char *
value_key(const struct value *record, size_t index)
{
    if (value_kind(record) != VALUE_RECORD || index >= record->as.many.len) {
        return "";
    }
    return record->as.many.key[index];
}
