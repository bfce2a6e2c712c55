/*
 * file.h - whole files, read with a limit, written at once or not at all.
 */
#ifndef FILE_H
#define FILE_H

#include <stddef.h>

#include "err.h"

struct arena;

/*
 * Read a regular file of at most MAX bytes. FIELD names it in errors.
 * Errors: NOT_FOUND, TOO_LARGE, STORE.
 */
MUST_CHECK bool file_read(struct arena *arena, const char *path, const char *field, size_t max,
                          const char **bytes, size_t *len, struct err *err);

/*
 * Write to PATH through a temporary file in the same folder: written, synced,
 * renamed, folder synced. MODE as in open(2). Errors: STORE, with nothing left behind.
 */
MUST_CHECK bool file_write(const char *path, const void *bytes, size_t len, unsigned mode,
                           struct err *err);

/* Make the name PATH durable: sync the folder it stands in. False with errno on failure. */
MUST_CHECK bool file_sync_folder(const char *path);

#endif
