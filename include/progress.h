/*
 * progress.h - a bar for work that takes longer than a breath.
 *
 * On a terminal: one line on stderr, redrawn at most ten times a second, with
 * rate and time left. Elsewhere: a line of the same every ten seconds.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    const char *what; /* "Laufzettel" */
    size_t total;
    size_t done;
    size_t skipped;     /* of them without work: they say nothing about the rate */
    int64_t started_ms; /* monotonic */
    int64_t drawn_ms;
    bool shown;
};

void progress_start(struct progress *progress, const char *what, size_t total);
void progress_step(struct progress *progress, size_t by);
/* BY are done because there was nothing to do. */
void progress_skip(struct progress *progress, size_t by);
void progress_end(struct progress *progress);

#endif
