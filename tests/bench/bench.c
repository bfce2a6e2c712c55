/*
 * bench.c - take turns, sort, print.
 */
#include "bench.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "buf.h"

struct figures {
    double value[BENCH_ROUNDS_MAX];
    size_t count;
};

double
bench_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool
bench_fail(const char *what, const struct err *err)
{
    struct buf sentence = {0};
    err_sentence(err, NULL, &sentence);
    fprintf(stderr, "%s: %s\n", what, buf_text(&sentence));
    buf_finish(&sentence);
    return false;
}

/* ---- lines ------------------------------------------------------------------ */

#define LINE "%-46s | %-24s | %-24s | %-6s | %s\n"

void
bench_title(const char *text)
{
    printf("\n%s\n", text);
    printf(LINE, "what", "ours (median, min..max)", "floor", "ratio", "goal");
}

/* Small figures need digits, great ones do not. */
static int
digits(double value)
{
    return value < 10 ? 2 : value < 100 ? 1 : 0;
}

static void
put_ratio(char *out, size_t room, double ours, double floor)
{
    if (floor > 0) {
        snprintf(out, room, "%.2f", ours / floor);
    } else {
        snprintf(out, room, "-");
    }
}

void
bench_line(const char *what, const char *unit, double ours, double floor, const char *goal)
{
    char left[64], right[64] = "-", ratio[16];
    snprintf(left, sizeof left, "%.*f %s", digits(ours), ours, unit);
    if (floor >= 0) {
        snprintf(right, sizeof right, "%.*f %s", digits(floor), floor, unit);
    }
    put_ratio(ratio, sizeof ratio, ours, floor);
    printf(LINE, what, left, right, ratio, goal);
    fflush(stdout);
}

/* ---- rounds ----------------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double
median(struct figures *figures)
{
    const size_t n = figures->count;
    qsort(figures->value, n, sizeof *figures->value, compare);
    return n % 2 == 1 ? figures->value[n / 2]
                      : (figures->value[n / 2 - 1] + figures->value[n / 2]) / 2;
}

static void
put_figures(char *out, size_t room, const struct figures *figures, double middle,
            const char *unit)
{
    const double least = figures->value[0], greatest = figures->value[figures->count - 1];
    snprintf(out, room, "%.*f %s (%.*f..%.*f)", digits(middle), middle, unit, digits(middle),
             least, digits(middle), greatest);
}

static bool
take(bench_round *round, void *arg, struct figures *figures)
{
    const double value = round(arg);
    if (value < 0) {
        return false;
    }
    figures->value[figures->count++] = value;
    return true;
}

bool
bench_run(const struct bench *bench)
{
    struct figures ours = {0}, floor = {0};
    char left[64], right[64] = "-", ratio[16];
    double middle, beside = -1;
    if (bench->ours(bench->arg) < 0 || (bench->floor != NULL && bench->floor(bench->arg) < 0)) {
        return false;
    }
    for (size_t i = 0; i < bench->rounds && i < BENCH_ROUNDS_MAX; i++) {
        if (!take(bench->ours, bench->arg, &ours) ||
            (bench->floor != NULL && !take(bench->floor, bench->arg, &floor))) {
            return false;
        }
    }
    middle = median(&ours);
    put_figures(left, sizeof left, &ours, middle, bench->unit);
    if (bench->floor != NULL) {
        beside = median(&floor);
        put_figures(right, sizeof right, &floor, beside, bench->unit);
    }
    put_ratio(ratio, sizeof ratio, middle, beside);
    printf(LINE, bench->what, left, right, ratio, bench->goal);
    fflush(stdout);
    return true;
}

/* ---- folders ---------------------------------------------------------------- */

bool
bench_folder(char out[64])
{
    snprintf(out, 64, "build/bench-XXXXXX");
    if (mkdtemp(out) != NULL) {
        return true;
    }
    perror("build/bench-XXXXXX");
    return false;
}

static int
remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void
bench_clear(const char *folder)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
