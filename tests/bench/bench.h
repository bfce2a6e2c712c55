/*
 * bench.h - figures beside floors, measured in the same run.
 *
 * A round is a function that does its work once more and returns its figure: milliseconds
 * per piece, or pieces per second. Rounds of ours and of the floor take turns, so that a
 * machine that is busy for a while is busy for both. Nothing here passes or fails by the
 * clock: the goal stands beside the figure for people to judge.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define BENCH_ROUNDS_MAX 99

/* A figure, or a negative number: the round failed, and has said why on stderr. */
typedef double bench_round(void *arg);

struct bench {
    const char *what;
    const char *unit;   /* "ms", "1/s" */
    const char *goal;   /* as people wrote it down; "" for none */
    bench_round *ours;
    bench_round *floor; /* NULL: nothing to stand beside */
    void *arg;          /* of both */
    size_t rounds;      /* counted ones, after one of each to warm up */
};

/* The names of the columns; once per program. */
void bench_title(const char *text);
/* Run and print one line: median, least and greatest of both, ratio of the medians. */
MUST_CHECK bool bench_run(const struct bench *bench);
/* Print one line for figures that are not repeated, such as a size; FLOOR below 0: none. */
void bench_line(const char *what, const char *unit, double ours, double floor, const char *goal);

/* Seconds of a clock that only runs forward. */
double bench_now_s(void);
/* Say on stderr why; returns false. */
bool bench_fail(const char *what, const struct err *err);

/* An empty folder that bench_clear takes away again with all that is in it. */
MUST_CHECK bool bench_folder(char out[64]);
void bench_clear(const char *folder);

#endif
