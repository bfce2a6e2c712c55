/*
 * db.c - the few ways a verb runs a statement: do, get, list, put.
 */
#include <string.h>

#include "arena.h"
#include "inner.h"

/* Texts live as long as ARENA; without one only the numbers of a row are wanted. */
struct one {
    const struct noun *noun;
    struct arena *arena;
    void *out;
    bool found;
};

struct many {
    const struct noun *noun;
    struct arena *arena;
    char *rows;
    size_t count, room;
};

bool
db_run(struct db *db, enum sql_id id, const struct sql_value *params, size_t count,
       driver_row *row, void *arg, int64_t *changed, struct err *err)
{
    return db->driver->run(db->link, id, params, count, row, arg, changed, err);
}

static bool
take_one(void *arg, const struct sql_value *columns)
{
    struct one *one = arg;
    noun_read(one->noun->fields, one->noun->count, columns, one->arena, one->out);
    one->found = true;
    return false;
}

bool
db_get(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
       const struct sql_value *params, size_t count, void *out, bool *found, struct err *err)
{
    struct one one = {.noun = noun, .arena = arena, .out = out};
    memset(out, 0, noun->size);
    if (!db_run(db, id, params, count, take_one, &one, NULL, err)) {
        return false;
    }
    *found = one.found;
    return true;
}

bool
db_need(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
        const struct sql_value *params, size_t count, void *out, const char *sentence,
        const char *what, struct err *err)
{
    bool found;
    if (!db_get(db, arena, noun, id, params, count, out, &found, err)) {
        return false;
    }
    return found || err_set(err, REASON_NOT_FOUND, "", sentence, what);
}

static bool
take_many(void *arg, const struct sql_value *columns)
{
    struct many *many = arg;
    size_t size = many->noun->size;
    if (many->count == many->room) {
        size_t room = many->room == 0 ? 8 : many->room * 2;
        many->rows = arena_grow(many->arena, many->rows, many->room, room, size);
        many->room = room;
    }
    noun_read(many->noun->fields, many->noun->count, columns, many->arena,
              many->rows + many->count * size);
    many->count++;
    return true;
}

bool
db_list(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
        const struct sql_value *params, size_t count, const void **out, size_t *rows,
        struct err *err)
{
    struct many many = {.noun = noun, .arena = arena};
    if (!db_run(db, id, params, count, take_many, &many, NULL, err)) {
        return false;
    }
    *out = many.rows;
    *rows = many.count;
    return true;
}

static bool
take_number(void *arg, const struct sql_value *columns)
{
    *(int64_t *)arg = columns[0].number;
    return false;
}

bool
db_number(struct db *db, enum sql_id id, const struct sql_value *params, size_t count,
          int64_t *out, struct err *err)
{
    int64_t number = 0;
    if (!db_run(db, id, params, count, take_number, &number, NULL, err)) {
        return false;
    }
    *out = number;
    return true;
}

static int64_t
id_of(const struct noun *noun, const void *row)
{
    int64_t id;
    memcpy(&id, (const char *)row + noun->fields[0].offset, sizeof id);
    return id;
}

static void
set_id(const struct noun *noun, void *row, int64_t id)
{
    memcpy((char *)row + noun->fields[0].offset, &id, sizeof id);
}

/* INSERT and UPDATE of a noun take the same values. */
static bool
store_row(struct db *db, const struct noun *noun, enum sql_id id, const void *row,
          int64_t *changed, struct err *err)
{
    struct sql_value values[SQL_PARAMS_MAX];
    noun_bind(noun->fields, noun->count, row, values);
    return db_run(db, id, values, noun->count, NULL, NULL, changed, err);
}

bool
db_insert(struct db *db, const struct noun *noun, void *row, int64_t *changed, struct err *err)
{
    int64_t given = id_of(noun, row);
    if (given == 0) {
        set_id(noun, row, store_new_id(db));
    }
    if (store_row(db, noun, noun->insert, row, changed, err)) {
        return true;
    }
    set_id(noun, row, given);
    return false;
}

/* The row with ROW's natural key, into STORED. */
static bool
find_same_key(struct db *db, struct arena *arena, const struct noun *noun, const void *row,
              void *stored, bool *found, struct err *err)
{
    struct sql_value key[SQL_PARAMS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < noun->count; i++) {
        if (noun->fields[i].key) {
            noun_bind(&noun->fields[i], 1, row, &key[count++]);
        }
    }
    return db_get(db, arena, noun, noun->find, key, count, stored, found, err);
}

/* What stands in the key's text, for a sentence. */
static const char *
key_text(const struct noun *noun, const void *row, struct arena *arena)
{
    for (size_t i = 0; i < noun->count; i++) {
        struct sql_value value;
        noun_bind(&noun->fields[i], 1, row, &value);
        if (noun->fields[i].key && value.kind == SQL_TEXT) {
            return arena_strdup(arena, sql_value_bytes(&value));
        }
    }
    return "";
}

static bool
put(struct db *db, struct arena *arena, const struct noun *noun, void *row, enum put *done,
    struct err *err)
{
    void *stored = arena_alloc(arena, noun->size);
    bool found;
    if (!find_same_key(db, arena, noun, row, stored, &found, err)) {
        return false;
    }
    if (!found) {
        *done = PUT_ADDED;
        set_id(noun, row, 0); /* a row read under another key brings no id along */
        return db_insert(db, noun, row, NULL, err);
    }
    bool same = noun_same(noun->fields, noun->count, row, stored);
    if (!same && noun->update == SQL_NONE) {
        return err_set(err, REASON_CONFLICT, "", noun->differs, key_text(noun, row, arena));
    }
    set_id(noun, row, id_of(noun, stored));
    *done = same ? PUT_SAME : PUT_CHANGED;
    return same || store_row(db, noun, noun->update, row, NULL, err);
}

bool
db_put(struct db *db, const struct noun *noun, void *row, enum put *done, struct err *err)
{
    struct arena arena = {0};
    bool put_done = put(db, &arena, noun, row, done, err);
    arena_finish(&arena);
    return put_done;
}
