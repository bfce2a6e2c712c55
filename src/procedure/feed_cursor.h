/*
 * feed_cursor.h - private to procedures: a place in the events as text, and back.
 */
#ifndef FEED_CURSOR_H
#define FEED_CURSOR_H

#include "err.h"
#include "store_feed.h"

struct arena;

/* FIELD names where it came from, for the error. Errors: INVALID. */
MUST_CHECK bool feed_cursor_read(const char *cursor, const char *field, struct feed_place *out,
                                 struct err *err);
const char *feed_cursor_text(struct arena *arena, const struct feed_place *place);

#endif
