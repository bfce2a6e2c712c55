/*
 * paper_bench.c - from values to the bytes of a PDF that has proved itself.
 *
 * Ours lays the form out, proves the sheet and draws it, as for every slip after the first.
 * The floors only draw and decode: they are given the places of all marks for nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bench.h"
#include "buf.h"
#include "env.h"
#include "file.h"
#include "floor_paper.h"
#include "form.h"
#include "paper.h"
#include "peer.h"
#include "sheet.h"
#include "type.h"
#include "value.h"

#define ROUNDS 11
#define SHEETS 10 /* in a round */
#define CREATED_MS 1777885200000

struct work {
    struct env env;
    struct arena once;  /* lives as long as the bench */
    struct arena again; /* of one piece */
    const struct value *values;
    const struct paper_job *job;
    size_t jobs;
    const struct sheet *sheet; /* laid out already, for the floors */
    struct floor_paper *floor;
    bool tagged;
    const char *peer; /* command of the library beside us */
    struct buf pdf;
};

/* ---- rounds -------------------------------------------------------------------- */

static bool
make_ours(struct work *work)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    struct err err = {0};
    buf_clear(&work->pdf);
    arena_reset(&work->again);
    return paper_make(&work->env, work->job, work->jobs, "2026-000417/1", CREATED_MS, &work->pdf,
                      sha256, &err) ||
           bench_fail("paper_make", &err);
}

static double
ours(void *arg)
{
    struct work *work = arg;
    const double start = bench_now_s();
    for (int i = 0; i < SHEETS; i++) {
        if (!make_ours(work)) {
            return -1;
        }
    }
    return (bench_now_s() - start) * 1000 / SHEETS;
}

static double
floors(void *arg)
{
    struct work *work = arg;
    const double start = bench_now_s();
    for (int i = 0; i < SHEETS; i++) {
        buf_clear(&work->pdf);
        if (!floor_paper_draw(work->floor, work->sheet, work->tagged, &work->pdf)) {
            return fputs("the floor failed\n", stderr), -1;
        }
    }
    return (bench_now_s() - start) * 1000 / SHEETS;
}

/* ---- what is drawn --------------------------------------------------------------- */

static void
share_members(struct value *out, const struct value *from)
{
    for (size_t i = 0; i < value_len(from); i++) {
        value_set_shared(out, value_key(from, i), value_get(from, value_key(from, i)));
    }
}

/* The example values of a form, with at most STATIONS of its stations. */
static bool
example_values(struct work *work, const char *name, size_t stations, const struct value **out)
{
    uint8_t sha256[PAPER_SHA256_BYTES];
    struct err err = {0};
    const struct form *form;
    if (!paper_form(&work->env, name, &form, sha256, &err)) {
        return bench_fail(name, &err);
    }
    const struct value *example = form_example(form, &work->once);
    const struct value *all = value_get(example, "stations");
    struct value *values = value_record(&work->once);
    share_members(values, example);
    struct value *few = value_set_list(values, "stations");
    for (size_t i = 0; i < value_len(all) && i < stations; i++) {
        share_members(value_add_record(few), value_at(all, i));
    }
    *out = values;
    return true;
}

/* Lay the jobs out once more, the way paper_make does, for the floors to draw. */
static bool
lay_out(struct work *work, struct type *type)
{
    const struct sheet *sheet[2];
    uint8_t sha256[PAPER_SHA256_BYTES];
    struct err err = {0};
    struct form_options options = {
        .lang = "de", .identifier = "2026-000417/1", .created_ms = CREATED_MS};
    for (size_t i = 0; i < work->jobs; i++) {
        const struct form *form;
        if (!paper_form(&work->env, work->job[i].form, &form, sha256, &err) ||
            !form_layout(form, type, work->job[i].values, &options, &work->once, &sheet[i], &err)) {
            return bench_fail(work->job[i].form, &err);
        }
    }
    work->sheet = work->jobs == 1 ? sheet[0] : sheet_join(&work->once, sheet, work->jobs);
    return true;
}

/* ---- the lines ------------------------------------------------------------------- */

static bool
compare(struct work *work, const char *what, bool tagged, const char *goal)
{
    work->tagged = tagged;
    return bench_run(&(struct bench){.what = what, .unit = "ms", .goal = goal, .ours = ours,
                                     .floor = floors, .arg = work, .rounds = ROUNDS});
}

static bool
sizes(struct work *work, const char *what, const char *goal)
{
    work->tagged = true;
    if (!make_ours(work)) {
        return false;
    }
    const double bytes = (double)work->pdf.len;
    buf_clear(&work->pdf);
    if (!floor_paper_draw(work->floor, work->sheet, true, &work->pdf)) {
        return false;
    }
    bench_line(what, "KB", bytes / 1024, (double)work->pdf.len / 1024, goal);
    return true;
}

/* The same sheet by other libraries; they need not prove it. */
static double
peer(void *arg)
{
    return peer_figure(((struct work *)arg)->peer);
}

static bool
peers(struct work *work)
{
    static const struct {
        const char *what, *goal, *command;
    } row[] = {
        {"voucher sheet, floor ReportLab", "<= 0.20 x floor",
         "/usr/bin/python3 tests/bench/peers/paper.py reportlab build/peers/sheet.json 20"},
        {"voucher sheet, floor WeasyPrint", "<= 0.02 x floor",
         "/usr/bin/python3 tests/bench/peers/paper.py weasyprint build/peers/sheet.json 3"},
    };
    bool done = !peer_wanted() || peer_sheet(work->sheet, "build/peers/sheet.json");

    for (size_t i = 0; peer_wanted() && i < sizeof row / sizeof *row && done; i++) {
        work->peer = row[i].command;
        done = bench_run(&(struct bench){.what = row[i].what, .unit = "ms", .goal = row[i].goal,
                                         .ours = ours, .floor = peer, .arg = work, .rounds = 3});
    }
    return done;
}

static bool
voucher_sheet(struct work *work, struct type *type)
{
    const struct value *values;
    work->env.arena = &work->once;
    if (!example_values(work, "gutschein", 1, &values)) {
        return false;
    }
    work->job = &(struct paper_job){"gutschein", values, NULL};
    work->jobs = 1;
    if (!lay_out(work, type)) {
        return false;
    }
    work->env.arena = &work->again;
    return compare(work, "voucher sheet, tagged as ours", true, "<= 1.50 x floor") &&
           compare(work, "voucher sheet, floor without tags", false, "") &&
           peers(work) && sizes(work, "its size", "<= 40 KB");
}

static bool
slip(struct work *work, struct type *type)
{
    struct paper_job job[2] = {{"laufzettel", NULL, NULL}, {"gutschein", NULL, NULL}};
    work->env.arena = &work->once;
    for (size_t i = 0; i < 2; i++) {
        if (!example_values(work, job[i].form, 3, &job[i].values)) {
            return false;
        }
    }
    work->job = job;
    work->jobs = 2;
    if (!lay_out(work, type)) {
        return false;
    }
    work->env.arena = &work->again;
    return compare(work, "slip with 3 stations, tagged as ours", true, "") &&
           sizes(work, "its size", "<= 120 KB");
}

int
main(void)
{
    struct work work = {.env = {.dir = "build", .clock = clock_system()}};
    struct err err = {0};
    struct type *type = NULL;
    work.env.arena = &work.once;
    work.floor = floor_paper_open();
    bool done = type_open(&type, &err) && paper_open(&work.env, &err);
    if (!done) {
        bench_fail("fonts", &err);
    }
    bench_title("Paper: values -> proven PDF bytes, one thread");
    done = done && work.floor != NULL && voucher_sheet(&work, type) && slip(&work, type);
    floor_paper_close(work.floor);
    paper_close(work.env.paper);
    type_close(type);
    buf_finish(&work.pdf);
    arena_finish(&work.again);
    arena_finish(&work.once);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
