/*
 * charset.h - private to base: the encodings of office programs. Hides: iconv.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include <stddef.h>

#include "csv.h"
#include "err.h"

struct arena;

#define CHARSET_UTF8 "UTF-8"
#define CHARSET_UTF16 "UTF-16"
#define CHARSET_WINDOWS "Windows-1252"

/* Does BYTES begin with a mark of UTF-16? */
bool charset_is_utf16(const char *bytes, size_t len);
/*
 * BYTES as UTF-8 text without a mark. CSV_ANY: what has no mark and is not UTF-8 is taken as
 * Windows-1252. FOUND gets the name of what it was. Errors: INVALID.
 */
bool charset_read(struct arena *arena, const char *bytes, size_t len, enum csv_encoding as,
                  const char **out, const char **found, struct err *err);
/* TEXT in Windows-1252. Errors: INVALID with the first word that has a letter it lacks. */
bool charset_to_windows(struct arena *arena, const char *text, size_t text_len, const char **out,
                        size_t *len, struct err *err);

#endif
