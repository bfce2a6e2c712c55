/*
 * issue_bench.c - a thousand slips, issued and printed to files, one after the other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bench.h"
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

int
main(void)
{
    struct office office;
    struct spent spent = {0};
    struct rusage usage;
    bool done = office_open(&office, SLIPS) && all_slips(&office, &spent);
    office_close(&office);
    if (!done) {
        return EXIT_FAILURE;
    }
    const double all_s = spent.issue_s + spent.print_s;
    getrusage(RUSAGE_SELF, &usage);
    bench_title("Slips: issued, printed to a file of their own, recorded, one thread");
    bench_line("slips with one station", "1/s", SLIPS / all_s, -1, "");
    bench_line("  of it issuing, a slip", "ms", spent.issue_s * 1000 / SLIPS, -1, "");
    bench_line("  of it printing and recording, a slip", "ms", spent.print_s * 1000 / SLIPS, -1,
               "");
    bench_line("  share of printing", "%", spent.print_s * 100 / all_s, -1, "");
    bench_line("peak memory", "MB", (double)usage.ru_maxrss / 1024, -1, "< 200 MB");
    return EXIT_SUCCESS;
}
