/*
 * prose.h - a short text that the office writes itself: headings, paragraphs, lists. Plain text
 * without any markup of HTML; what shows it escapes it.
 *
 *   # A heading                   a line of its own
 *   - an item of a list           goes on in the lines below it
 *   anything else                 a paragraph, up to the next empty line
 *   {{controller}}                a value the program knows; where it is empty, the whole
 *                                 paragraph or item is left out
 *
 * Pure: no clock, no file.
 */
#ifndef PROSE_H
#define PROSE_H

#include <stddef.h>

#include "err.h"

#define PROSE_BYTES_MAX ((size_t)64 << 10)
#define PROSE_LINE_POINTS 1000  /* of one line */
#define PROSE_BLOCK_POINTS 4000 /* of one heading, paragraph or item */

struct arena;
struct value;

/* The value called KEY, or NULL: there is no such value. "" for one that is not filled in. */
typedef const char *prose_value(const void *context, const char *key);

/*
 * [{"heading":TEXT|null,"paragraph":TEXT|null,"is_list","items":[TEXT]}], where TEXT is
 * {"runs":[{"text","phone"}]}: "phone" (or null) stands behind "tel:", of the value help_phone.
 * FIELD names the text in errors.
 * Errors: INVALID naming line and cure (not UTF-8, control letters, unknown value, too long,
 * nothing in it), TOO_LARGE.
 */
MUST_CHECK bool prose_read(struct arena *arena, const char *bytes, size_t len, const char *field,
                           prose_value *value, const void *context, const struct value **out,
                           struct err *err);

#endif
