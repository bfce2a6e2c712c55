/*
 * progress.c - a bar on a terminal, now and then a line elsewhere.
 */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define REDRAW_MS 100
#define SETTLE_MS 500 /* shorter work shows no bar */
#define LINE_MS 10000 /* between lines where no bar can be drawn */
#define BAR_WIDTH 24

static int64_t
monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
progress_start(struct progress *progress, const char *what, size_t total)
{
    *progress = (struct progress){.what = what, .total = total, .started_ms = monotonic_ms()};
    progress->shown = isatty(STDERR_FILENO) == 1;
    progress->drawn_ms = progress->started_ms + (progress->shown ? SETTLE_MS - REDRAW_MS : 0);
}

static void
draw(const struct progress *progress, int64_t now_ms)
{
    char bar[BAR_WIDTH + 1];
    double share = progress->total ? (double)progress->done / (double)progress->total : 1;
    double seconds = (double)(now_ms - progress->started_ms) / 1000;
    double worked = (double)(progress->done - progress->skipped);
    double rate = seconds > 0 ? worked / seconds : 0;
    double left = rate > 0 ? (double)(progress->total - progress->done) / rate : 0;
    if (!progress->shown) {
        fprintf(stderr, "%s: %zu/%zu, %.0f/s, noch %.0f s\n", progress->what, progress->done,
                progress->total, rate, left);
        return;
    }
    for (int i = 0; i < BAR_WIDTH; i++) {
        bar[i] = i < (int)(share * BAR_WIDTH) ? '#' : '.';
    }
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%s [%s] %zu/%zu  %.0f/s  noch %.0f s\033[K", progress->what, bar,
            progress->done, progress->total, rate, left);
}

void
progress_step(struct progress *progress, size_t by)
{
    size_t left = progress->total - progress->done;
    progress->done += by < left ? by : left;
    int64_t now_ms = monotonic_ms();
    if (now_ms - progress->drawn_ms < (progress->shown ? REDRAW_MS : LINE_MS)) {
        return;
    }
    progress->drawn_ms = now_ms;
    draw(progress, now_ms);
}

void
progress_skip(struct progress *progress, size_t by)
{
    progress->skipped += by;
    progress_step(progress, by);
}

void
progress_end(struct progress *progress)
{
    /* Wipe the line only if one was drawn. */
    if (progress->shown && progress->drawn_ms > progress->started_ms + SETTLE_MS - REDRAW_MS) {
        fputs("\r\033[K", stderr);
    }
    progress->shown = false;
}
