/*
 * stderr.h - catches what a test writes to stderr.
 */
#ifndef BASE_STDERR_H
#define BASE_STDERR_H

#include <stdio.h>
#include <unistd.h>

#include "test.h"

static int kept_stderr = -1;
static FILE *caught;

static inline void
catch_stderr(void)
{
    fflush(stderr);
    caught = tmpfile();
    assert_non_null(caught);
    kept_stderr = dup(STDERR_FILENO);
    dup2(fileno(caught), STDERR_FILENO);
}

/* Ends the catch; the text lands in OUT. */
static inline void
release_stderr(char *out, size_t size)
{
    fflush(stderr);
    dup2(kept_stderr, STDERR_FILENO);
    close(kept_stderr);
    rewind(caught);
    out[fread(out, 1, size - 1, caught)] = '\0';
    fclose(caught);
}

#endif
