/*
 * catalog.h - translations from a .po file; the German text is the key.
 *
 * A strict reader of the subset that gettext's tools write: comments, msgctxt,
 * msgid, msgstr, continued strings; UTF-8; plural forms are refused. A fuzzy or
 * empty translation counts as missing.
 */
#ifndef CATALOG_H
#define CATALOG_H

#include <stddef.h>

#include "err.h"

#define CATALOG_BYTES_MAX ((size_t)2 << 20)

struct arena;
struct catalog;

/* Read a .po file. Errors: INVALID naming line and cure; TOO_LARGE. */
MUST_CHECK bool catalog_parse(struct arena *arena, const char *bytes, size_t len,
                              const struct catalog **out, struct err *err);

/* The translation of KEY, or KEY itself. CATALOG may be NULL. */
const char *catalog_text(const struct catalog *catalog, const char *key);
/* The translation, or NULL when there is none: for tests of completeness. */
const char *catalog_find(const struct catalog *catalog, const char *key);
size_t catalog_count(const struct catalog *catalog);
/* The INDEXth key, in the file's order: for tests of unused texts. */
const char *catalog_key(const struct catalog *catalog, size_t index);
/* A field of the file's header ("Language", "X-Status"), or "". */
const char *catalog_header(const struct catalog *catalog, const char *field);

#endif
