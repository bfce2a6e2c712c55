/*
 * ini_file.h - files of "key = value" lines, as laufzettel.ini and the profiles are.
 *
 * A line that begins with a blank continues the value above; a blank and ';' start a comment;
 * "[section]" opens one.
 * Hides: inih.
 */
#ifndef INI_FILE_H
#define INI_FILE_H

#include <stddef.h>

#include "err.h"

#define INI_BYTES_MAX ((size_t)64 << 10)

struct arena;

struct ini_line {
    long long number;
    const char *section; /* "" above the first one */
    const char *name, *value;
    bool continued; /* the line begins with a blank: more of the value above */
};
/* Called for each line; false with an error ends the reading. */
typedef bool ini_take_fn(void *user, const struct ini_line *line, struct err *err);

/*
 * Read the LEN bytes of FILE (its name, for errors) line by line.
 * Errors: TOO_LARGE; INVALID (not UTF-8, a line too long or without '=') naming line and cure;
 * those of TAKE.
 */
MUST_CHECK bool ini_read(struct arena *arena, const char *file, const char *text, size_t len,
                         ini_take_fn *take, void *user, struct err *err);

#endif
