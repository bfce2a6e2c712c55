/*
 * value.h - the one document: an immutable tagged tree in an arena.
 *
 * procedure/doc_NOUN.c builds a tree; a page template, --json, the API and a
 * form render it. Built with the setters below, read through const pointers.
 * Keys of a record keep their order and are unique (setting again replaces).
 */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum value_kind { VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_TEXT, VALUE_LIST, VALUE_RECORD };

struct value;

struct value *value_null(struct arena *arena);
struct value *value_bool(struct arena *arena, bool truth);
struct value *value_int(struct arena *arena, int64_t number);
/* Copies TEXT; NULL gives a null. */
struct value *value_text(struct arena *arena, const char *text);
struct value *value_list(struct arena *arena);
struct value *value_record(struct arena *arena);

/* Append to a list; set a member of a record. ITEM is owned by the arena. */
void value_add(struct value *list, struct value *item);
void value_set(struct value *record, const char *key, struct value *item);
/* Set a member that is read only from now on: a whole document inside another. */
void value_set_shared(struct value *record, const char *key, const struct value *item);

/* The common members in one call each. value_set_text with NULL sets a null. */
void value_set_text(struct value *record, const char *key, const char *text);
void value_set_int(struct value *record, const char *key, int64_t number);
void value_set_bool(struct value *record, const char *key, bool truth);
/* Set an empty record or list under KEY and return it. */
struct value *value_set_record(struct value *record, const char *key);
struct value *value_set_list(struct value *record, const char *key);
/* Append an empty record to LIST and return it. */
struct value *value_add_record(struct value *list);

enum value_kind value_kind(const struct value *value); /* NULL pointer: VALUE_NULL */
bool value_truth(const struct value *value);    /* false, 0, "", empty list and null are false */
int64_t value_number(const struct value *value); /* 0 when not a number */
const char *value_string(const struct value *value); /* "" when not a text */
size_t value_len(const struct value *value);     /* of a list or record, else 0 */
const struct value *value_at(const struct value *many, size_t index); /* of a list or record */
/* Member KEY of a record, or NULL. */
const struct value *value_get(const struct value *record, const char *key);
/* Member at a dotted path ("client.name"), or NULL. */
const struct value *value_find(const struct value *record, const char *path);
/* Key of the INDEXth member, in order of first setting. */
const char *value_key(const struct value *record, size_t index);

#endif
