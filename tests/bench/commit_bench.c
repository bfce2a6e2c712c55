/*
 * commit_bench.c - durable writes of many threads: ours beside bare inserts.
 *
 * Twice: the least write there is (a counter), and a confirmation with all that belongs to
 * it: the code looked up, the history folded, the rules asked, the event chained, the
 * follow-ups renewed. The store of ours is the whole store; the floor only inserts a row.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "code.h"
#include "date.h"
#include "floor_commit.h"
#include "office.h"
#include "slip.h"
#include "store.h"
#include "store_slip.h"
#include "value.h"
#include "voucher.h"

#define ROUNDS 5
#define ROUND_MS 400
#define WRITERS_MAX 64
#define VOUCHERS 1024 /* each writer has its own share */

struct load;
struct writer;
typedef bool write_once(struct writer *writer);

struct writer {
    struct load *load;
    write_once *once;
    size_t index, turn, written;
    bool failed;
    struct env env; /* the office's, with an arena of its own */
    struct arena arena;
};

struct load {
    struct office office;
    struct floor_commit *grouped, *single;
    char code[VOUCHERS][CODE_GROUPED_MAX];
    size_t writers;
    atomic_bool stop;
    struct writer writer[WRITERS_MAX];
};

/* ---- one write ------------------------------------------------------------------- */

static bool
count_in_write(struct db *db, void *arg, struct err *err)
{
    const struct writer *writer = arg;
    return store_count(db, "address", (int64_t)writer->index, 0, REASON_UNKNOWN, err);
}

static bool
count_once(struct writer *writer)
{
    struct err err = {0};
    return store_write(writer->env.store, count_in_write, writer, &err) ||
           bench_fail("store_count", &err);
}

static bool
confirm_once(struct writer *writer)
{
    const size_t share = VOUCHERS / WRITERS_MAX;
    const struct value *doc;
    struct err err = {0};
    struct voucher_step step = {
        .code = writer->load->code[writer->index * share + writer->turn++ % share],
        .provider = "", .step = STEP_ATTEND, .source = SOURCE_PAPER_CLIENT,
        .happened_on = DAY_NONE, .until = DAY_NONE, .again = true};
    arena_reset(&writer->arena);
    return voucher_record(&writer->env, &step, &doc, &err) || bench_fail("confirm", &err);
}

static bool
grouped_once(struct writer *writer)
{
    return floor_commit_together(writer->load->grouped);
}

static bool
single_once(struct writer *writer)
{
    return floor_commit_alone(writer->load->single);
}

/* ---- a round ----------------------------------------------------------------------- */

static void *
write_on(void *arg)
{
    struct writer *writer = arg;
    while (!atomic_load(&writer->load->stop) && !writer->failed) {
        writer->failed = !writer->once(writer);
        writer->written++;
    }
    return NULL;
}

/* Writes a second while all writers write. */
static double
round_of(struct load *load, write_once *once)
{
    pthread_t thread[WRITERS_MAX];
    const struct timespec pause = {.tv_nsec = ROUND_MS * 1000000L};
    size_t written = 0;
    bool failed = false;
    atomic_store(&load->stop, false);
    const double start = bench_now_s();
    for (size_t i = 0; i < load->writers; i++) {
        load->writer[i].once = once;
        load->writer[i].written = 0;
        if (pthread_create(&thread[i], NULL, write_on, &load->writer[i]) != 0) {
            return -1;
        }
    }
    nanosleep(&pause, NULL);
    atomic_store(&load->stop, true);
    for (size_t i = 0; i < load->writers; i++) {
        pthread_join(thread[i], NULL);
        written += load->writer[i].written;
        failed |= load->writer[i].failed;
    }
    return failed ? -1 : (double)written / (bench_now_s() - start);
}

static double
count_round(void *load)
{
    return round_of(load, count_once);
}

static double
confirm_round(void *load)
{
    return round_of(load, confirm_once);
}

static double
grouped_round(void *load)
{
    return round_of(load, grouped_once);
}

static double
single_round(void *load)
{
    return round_of(load, single_once);
}

/* ---- the office and the lines ------------------------------------------------------- */

/* Issue a slip for one case and let its voucher be accepted. */
static bool
prepare_voucher(struct env *env, size_t index, char code[CODE_GROUPED_MAX], struct err *err)
{
    const struct value *doc;
    const char *number;
    char key[24];
    snprintf(key, sizeof key, "FM-%zu", index + 1);
    struct slip_request request = {.case_number = key, .station_count = 1, .language = "",
                                   .station = {{.service = OFFICE_SERVICE,
                                                .provider = OFFICE_PROVIDER}},
                                   .batch = ""};
    if (!slip_issue(env, &request, &number, NULL, err) || !slip_show(env, number, &doc, err)) {
        return false;
    }
    const struct value *voucher = value_at(value_find(doc, "slip.vouchers"), 0);
    snprintf(code, CODE_GROUPED_MAX, "%s", value_string(value_get(voucher, "code")));
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_ACCEPT,
                                .source = SOURCE_PAPER_CLIENT, .happened_on = DAY_NONE,
                                .until = DAY_NONE};
    return voucher_record(env, &step, &doc, err);
}

static bool
prepare(struct load *load)
{
    struct err err = {0};
    char path[96];
    if (!office_open(&load->office, VOUCHERS)) {
        return false;
    }
    snprintf(path, sizeof path, "%s/grouped.db", load->office.folder);
    load->grouped = floor_commit_open(path);
    snprintf(path, sizeof path, "%s/single.db", load->office.folder);
    load->single = floor_commit_open(path);
    for (size_t i = 0; i < WRITERS_MAX; i++) {
        struct writer *writer = &load->writer[i];
        writer->load = load;
        writer->index = i;
        writer->env = load->office.env;
        writer->env.arena = &writer->arena;
    }
    struct env *env = &load->writer[0].env;
    for (size_t i = 0; i < VOUCHERS; i++) {
        if (!prepare_voucher(env, i, load->code[i], &err)) {
            return bench_fail("voucher", &err);
        }
        arena_reset(env->arena);
    }
    return load->grouped != NULL && load->single != NULL;
}

static bool
compare(struct load *load, const char *what, bench_round *ours, bench_round *floor,
        const char *goal)
{
    char line[64];
    snprintf(line, sizeof line, "%s, %zu writers", what, load->writers);
    return bench_run(&(struct bench){.what = line, .unit = "1/s", .goal = goal, .ours = ours,
                                     .floor = floor, .arg = load, .rounds = ROUNDS});
}

static bool
lines(struct load *load)
{
    static const size_t writers[] = {1, 16, WRITERS_MAX};
    bool done = true;
    bench_title("Durable commits: WAL, synchronous FULL, floor commits in groups too");
    for (size_t i = 0; i < 3 && done; i++) {
        load->writers = writers[i];
        done = compare(load, "one counter each", count_round, grouped_round, "") &&
               compare(load, "confirmation", confirm_round, grouped_round,
                       writers[i] == WRITERS_MAX ? "API: >= 0.35 x floor" : "");
    }
    return done && compare(load, "confirmation, floor one by one", confirm_round, single_round,
                           "");
}

int
main(void)
{
    static struct load load;
    const bool done = prepare(&load) && lines(&load);
    floor_commit_close(load.grouped);
    floor_commit_close(load.single);
    for (size_t i = 0; i < WRITERS_MAX; i++) {
        arena_finish(&load.writer[i].arena);
    }
    office_close(&load.office);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
