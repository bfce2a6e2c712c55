/*
 * wording.h - dated legal texts that forms show as {{wording.GROUP.NAME}}.
 *
 * A file of entries "[group.name 2026-01-01]" or "[group.name 2026-01-01 2026-12-31]", each
 * with one paragraph below; lines that begin with # are comments. What is in force on a day
 * is, for each name, the entry with the latest first day up to it; of two with the same day
 * the later one in the list, so that an office's file overrides the built-in one. An entry
 * that has run out leaves no text in force: an older one does not come back.
 * Pure: no clock, no file.
 */
#ifndef WORDING_H
#define WORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define WORDING_BYTES_MAX ((size_t)64 << 10)
#define WORDING_TEXT_MAX 2000 /* code points of one paragraph */

struct arena;
struct value;

struct wording {
    const char *group, *name, *text;
    int32_t valid_from;
    int32_t valid_until; /* DAY_NONE: no end */
};

struct wordings {
    const struct wording *row;
    size_t count;
};

/*
 * Read a file of texts. KNOWN (may be NULL) are the names there are: another one is a typing
 * error. Errors: INVALID naming line and cure, TOO_LARGE.
 */
MUST_CHECK bool wording_parse(struct arena *arena, const char *text, size_t len,
                              const struct wordings *known, struct wordings *out,
                              struct err *err);

/* Both lists, B after A. */
struct wordings wording_join(struct arena *arena, const struct wordings *a,
                             const struct wordings *b);

/*
 * {"art13":{"purpose":TEXT,..,"since":"01.01.2026"},..}: what is in force on DAY. "since" is
 * the latest first day of a group's texts. A text not in force is null.
 */
struct value *wording_in_force(struct arena *arena, const struct wordings *list, int32_t day);

/* "group.name" of the first text of GROUP that is not in force on DAY, or NULL. */
const char *wording_gap(struct arena *arena, const struct wordings *list, const char *group,
                        int32_t day);

#endif
