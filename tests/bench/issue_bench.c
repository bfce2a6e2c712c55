/*
 * issue_bench.c - a thousand slips, issued and printed to files: singly, and as batches.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bench.h"
#include "buf.h"
#include "office.h"
#include "slip.h"

#define SLIPS 1000

struct spent {
    double issue_s, print_s;
};

static bool
one_slip(struct office *office, size_t number, struct spent *spent)
{
    char file[128], key[24];
    const struct value *doc;
    struct err err = {0};
    snprintf(key, sizeof key, "FM-%zu", number);
    snprintf(file, sizeof file, "%s/%zu.pdf", office->folder, number);
    struct slip_request request = {.case_number = key, .station_count = 1, .language = "",
                                   .station = {{.service = OFFICE_SERVICE,
                                                .provider = OFFICE_PROVIDER}},
                                   .batch = ""};
    struct slip_print print = {.form = "", .file = file};
    const double start = bench_now_s();
    if (!slip_issue(&office->env, &request, &print.what, NULL, &err)) {
        return bench_fail(key, &err);
    }
    const double issued = bench_now_s();
    if (!slip_print(&office->env, &print, &doc, &err)) {
        return bench_fail(key, &err);
    }
    spent->issue_s += issued - start;
    spent->print_s += bench_now_s() - issued;
    return true;
}

static bool
all_slips(struct office *office, struct spent *spent)
{
    struct arena arena = {0};
    bool done = true;
    office->env.arena = &arena;
    for (size_t i = 1; i <= SLIPS && done; i++) {
        done = one_slip(office, i, spent);
        arena_reset(&arena);
    }
    office->env.arena = &office->arena;
    arena_finish(&arena);
    return done;
}

/* The same cases once more as a batch, on all cores; seconds, or a negative number. */
static double
batch(struct office *office, size_t merge)
{
    struct arena arena = {0};
    struct buf list = {0};
    const struct value *doc;
    struct err err = {0};
    char dir[128], run[16];
    snprintf(dir, sizeof dir, "%s/batch-%zu", office->folder, merge);
    snprintf(run, sizeof run, "run-%zu", merge);
    buf_puts(&list, "case_number;service;provider\n");
    for (size_t i = 1; i <= SLIPS; i++) {
        buf_printf(&list, "FM-%zu;" OFFICE_SERVICE ";" OFFICE_PROVIDER "\n", i);
    }
    struct slip_batch request = {
        .bytes = list.data, .len = list.len, .dir = dir, .run = run, .merge = merge};
    const double start = bench_now_s();
    office->env.arena = &arena;
    bool done = slip_issue_batch(&office->env, &request, &doc, &err) || bench_fail("batch", &err);
    office->env.arena = &office->arena;
    const double seconds = bench_now_s() - start;
    arena_finish(&arena);
    buf_finish(&list);
    return done ? seconds : -1;
}

int
main(void)
{
    struct office office;
    struct spent spent = {0};
    struct rusage usage;
    double each_s = -1, merged_s = -1;
    bool done = office_open(&office, SLIPS) && all_slips(&office, &spent);
    if (done) {
        each_s = batch(&office, 0);
        merged_s = batch(&office, SLIP_MERGE_MAX);
    }
    office_close(&office);
    if (each_s < 0 || merged_s < 0) {
        return EXIT_FAILURE;
    }
    const double all_s = spent.issue_s + spent.print_s, alone = SLIPS / all_s;
    getrusage(RUSAGE_SELF, &usage);
    bench_title("Slips with one station: issued, printed to files, recorded");
    bench_line("one after the other, one thread", "1/s", alone, -1, "");
    bench_line("  of it issuing, a slip", "ms", spent.issue_s * 1000 / SLIPS, -1, "");
    bench_line("  of it printing and recording, a slip", "ms", spent.print_s * 1000 / SLIPS, -1,
               "");
    bench_line("  share of printing", "%", spent.print_s * 100 / all_s, -1, "");
    bench_line("batch on all cores, a file each", "1/s", SLIPS / each_s, alone,
               "beside: one after the other");
    bench_line("batch on all cores, merged files", "1/s", SLIPS / merged_s, alone,
               "beside: one after the other");
    bench_line("peak memory", "MB", (double)usage.ru_maxrss / 1024, -1, "< 200 MB");
    return EXIT_SUCCESS;
}
