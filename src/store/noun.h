/*
 * noun.h - how a struct is stored: its members in the order of its columns.
 *
 * One table of fields per noun binds a row to INSERT and UPDATE, reads it back, compares
 * two rows and gives the bytes that hashes are made of.
 */
#ifndef NOUN_H
#define NOUN_H

#include <stdbool.h>
#include <stddef.h>

#include "sql.h"
#include "sql_value.h"

struct arena;
struct buf;

enum field_kind {
    FIELD_NUMBER, /* int64_t */
    FIELD_REF,    /* int64_t: an id or moment, 0 is NULL */
    FIELD_SMALL,  /* int, unsigned, uint32_t */
    FIELD_BOOL,   /* bool */
    FIELD_DAY,    /* int32_t, DAY_NONE is NULL */
    FIELD_TEXT,   /* const char *, never NULL */
    FIELD_CHARS,  /* char[]: a text of its own */
    FIELD_BYTES,  /* uint8_t[] */
    FIELD_MARK,   /* uint8_t[], all zero is NULL */
    FIELD_WORD,   /* enum by its wire name, 0 is NULL */
    FIELD_CHOICE  /* enum by its wire name, 0 is one of them */
};

typedef const char *word_fn(int value);

struct field {
    enum field_kind kind;
    size_t offset, size;
    word_fn *word; /* FIELD_WORD and FIELD_CHOICE */
    int words;     /* values of the enum */
    bool key;      /* part of the natural key */
    bool loose;    /* does not make two rows differ */
};

#define FIELD_OF(kind, type, member) \
    kind, offsetof(struct type, member), sizeof(((struct type *)NULL)->member)
#define FIELD(kind, type, member) { FIELD_OF(kind, type, member), NULL, 0, false, false }
#define FIELD_KEY(kind, type, member) { FIELD_OF(kind, type, member), NULL, 0, true, false }
#define FIELD_LOOSE(kind, type, member) { FIELD_OF(kind, type, member), NULL, 0, false, true }
#define FIELD_NAMED(kind, type, member, word, words) \
    { FIELD_OF(kind, type, member), word, words, false, false }
#define FIELD_NAMED_KEY(kind, type, member, word, words) \
    { FIELD_OF(kind, type, member), word, words, true, false }

/* A function that turns an enum's value into its wire name, for a field. */
#define WORD_OF(function, name, type)       \
    static const char *function(int value)  \
    {                                       \
        return name((enum type)value);      \
    }

struct noun {
    const struct field *fields; /* the first is the id */
    size_t count;
    size_t size;                /* of the struct */
    enum sql_id find, insert, update; /* by natural key; update SQL_NONE: a row never changes */
    const char *differs;        /* German sentence when it would, with the key as %1 */
};

#define NOUN_FIELDS(fields) (fields), sizeof(fields) / sizeof((fields)[0])

/* One value per field of ROW into OUT. */
void noun_bind(const struct field *fields, size_t count, const void *row, struct sql_value *out);
/* The struct of a row of columns; texts go to ARENA. */
void noun_read(const struct field *fields, size_t count, const struct sql_value *columns,
               struct arena *arena, void *row);
/* Every field of ROW with its length before it: the bytes a hash is made of. */
void noun_encode(const struct field *fields, size_t count, const void *row, struct buf *out);
/* Do A and B store the same? Neither id, key nor loose fields count. */
bool noun_same(const struct field *fields, size_t count, const void *a, const void *b);
bool noun_same_field(const struct field *field, const void *a, const void *b);
/* Every day of ROW becomes DAY_NONE, every other field zero. */
void noun_clear(const struct field *fields, size_t count, void *row);

#endif
