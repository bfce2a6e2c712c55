/*
 * str.h - text: UTF-8 checks, letters, normal forms, folding for search.
 *
 * Inside the program text is NUL-terminated, valid UTF-8 in NFC. It becomes so
 * at the edge, through str_clean; nothing else needs to check again.
 * Hides: utf8proc.
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;

bool str_equal(const char *a, const char *b);
bool str_starts(const char *text, const char *prefix);
bool str_empty(const char *text); /* NULL, "" or only white space (also U+00A0) */

/* Is [TEXT, TEXT+LEN) valid UTF-8 (no overlong form, surrogate or NUL)? */
bool str_utf8_valid(const char *text, size_t len);

/* Decode one letter of valid UTF-8 at *TEXT and move on; 0 at the end. */
uint32_t str_next(const char **text);

/* Code points in valid UTF-8. */
size_t str_count(const char *text);

/* Write CODEPOINT as UTF-8 into OUT; returns the bytes used (1..4). */
size_t str_put(char out[4], uint32_t codepoint);

/*
 * Clean one line of text that came from outside: UTF-8 checked, put into NFC,
 * white space trimmed and runs of it made one blank.
 *
 * field    the input's name for the error
 * max      code points allowed after cleaning
 * Errors   INVALID  not UTF-8; a line break or control; any format character
 *                   (bidi override, zero-width, joiner, soft hyphen); a private
 *                   or unassigned code point; more than eight marks on a letter;
 *                   longer than MAX
 * Result   in ARENA; "" when there was only white space
 */
MUST_CHECK bool str_clean(struct arena *arena, const char *text, size_t len, const char *field,
                          size_t max, const char **out, struct err *err);

/* How umlauts fold: Müller -> muller, or Müller -> mueller. */
enum str_fold { STR_FOLD_BASE, STR_FOLD_DIGRAPH };

/*
 * Fold TEXT for searching: case folded, accents stripped, ß -> ss, ł -> l, đ -> d,
 * everything but letters and digits becomes one blank. Result in ARENA.
 */
char *str_fold(struct arena *arena, const char *text, enum str_fold how);

#endif
