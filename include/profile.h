/*
 * profile.h - how another program of the office calls things: a file of names.
 *
 *   title = ...            for people
 *   example = yes          a proposal nobody has tried against that program yet
 *   encoding, separator, date, other_columns
 *   [import KIND]          our column = its column
 *   [constant KIND]        our column = value for every row without one
 *   [export LIST]          our column = its column; these columns alone, in this order
 *   [posting]              step, or end_E1 ... = what to book there; these steps alone
 *
 * Built in are forms/profiles/NAME.ini; DIR/profiles/NAME.ini stands before them.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "table.h"

#define PROFILE_BYTES_MAX ((size_t)64 << 10)

struct env;
struct value;

struct profile_entry {
    long long line;
    const char *section, *name, *value;
};
struct profile {
    const char *name, *title;
    bool example;
    bool own;                /* the office's file, not a built-in one */
    bool passes_over;        /* columns that it does not name are passed over */
    enum table_encoding encoding;
    char separator;
    const char *day_pattern; /* see day_read */
    const struct profile_entry *entry; /* in the order of the file */
    size_t entry_count;
};

/* The profile in force. "" is none: our own names. Errors: NOT_FOUND, INVALID (line and cure). */
MUST_CHECK bool profile_find(struct env *env, const char *name, const struct profile **out,
                             struct err *err);
/* Read and check a file that is to become NAME. Errors: INVALID naming line and cure, TOO_LARGE. */
MUST_CHECK bool profile_parse(struct env *env, const char *name, const char *bytes, size_t len,
                              const struct profile **out, struct err *err);
/* The bytes of the profile in force. Errors: NOT_FOUND. */
MUST_CHECK bool profile_source(struct env *env, const char *name, const char **bytes, size_t *len,
                               bool *own, struct err *err);
/* What stands under NAME in "[SECTION]", or NULL. */
const char *profile_value(const struct profile *profile, const char *section, const char *name);
bool profile_has(const struct profile *profile, const char *section);

/* {"profiles":[{"name","title","example","own_file"}]}, neutral first. Errors: STORE. */
MUST_CHECK bool profile_list(struct env *env, const struct value **doc, struct err *err);
/* {"profile":{"name","title","example","own_file","date","encoding","separator"}}. */
const struct value *profile_document(struct env *env, const struct profile *profile);

#endif
