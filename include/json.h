/*
 * json.h - JSON in and out of the value tree.
 *
 * Reading is strict (jansson): one value, UTF-8, no duplicate keys, no NUL,
 * depth and size bounded, integers only in int64. Writing escapes everything
 * that could end a string or a script.
 * Hides: jansson.
 */
#ifndef JSON_H
#define JSON_H

#include <stddef.h>

#include "err.h"

struct arena;
struct buf;
struct value;

/* Parse LEN bytes. Errors: INVALID (field "body", with the position), TOO_LARGE above MAX bytes. */
MUST_CHECK bool json_parse(struct arena *arena, const char *text, size_t len, size_t max,
                           const struct value **out, struct err *err);

/* Append VALUE as JSON. INDENT 0 gives one line, else blanks per level. */
void json_print(const struct value *value, int indent, struct buf *out);

#endif
