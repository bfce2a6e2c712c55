/*
 * batch_pool.c - threads that lay out, prove and draw, each with its own fonts and decoder.
 *
 * A round's files wait in a queue; whoever is free takes the next one. What a thread makes
 * lives in the file's own memory until it is recorded, all else only as long as the file is
 * drawn.
 */
#include "batch.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "file.h"
#include "paper.h"
#include "sheet.h"
#include "store.h"

#define PDF_MODE 0600

struct worker {
    struct batch_pool *pool;
    struct env env;       /* with its own paper */
    struct arena scratch; /* of one file */
    struct arena layout;  /* of one slip */
    pthread_t thread;
    bool runs;
};

struct batch_pool {
    struct worker worker[BATCH_WORKERS_MAX];
    size_t workers;
    const struct slip_batch *request;
    const struct batch_shelf *shelf;
    struct progress *progress;
    int64_t created_ms;
    pthread_mutex_t drawing;
    pthread_mutex_t mutex; /* of all below, and of progress */
    pthread_cond_t posted, drawn;
    struct batch_round *first, *last;
    bool closing, stopped;
    struct err why; /* the first fault */
};

/* ---- one file ---- */

/* The sheets of one slip, or NULL with the reason noted. False: the run cannot go on. */
static bool
lay_out(struct worker *worker, struct batch_file *file, struct batch_sheets *slip,
        const struct sheet **out)
{
    struct print_work *work = &slip->work;

    *work = (struct print_work){.env = &worker->env,
                                .request = &slip->request,
                                .created_ms = worker->pool->created_ms};
    *out = NULL;
    worker->env.arena = &file->arena;
    if (store_read(worker->env.store, print_find, work, &slip->why)) {
        worker->env.arena = &worker->layout;
        if (print_lay_out(work, out, &slip->why)) {
            work->record.data = arena_strdup(&file->arena, work->record.data);
            *out = sheet_copy(&worker->scratch, *out);
        }
        arena_reset(&worker->layout);
    }
    worker->env.arena = &worker->scratch;
    return slip->why.reason != REASON_STORE;
}

/* Many slips are one document that says whose sheets it holds. */
static const struct sheet *
join(struct worker *worker, const struct batch_file *file, const struct sheet *const *sheet,
     size_t count)
{
    const char *first = file->slip[0].request.what;
    const char *last = file->slip[file->count - 1].request.what;
    struct sheet *joined;

    if (!file->merged) {
        return sheet[0];
    }
    joined = sheet_join(&worker->scratch, sheet, count);
    joined->title = arena_printf(&worker->scratch, "Laufzettel %s bis %s", first, last);
    joined->identifier = arena_printf(&worker->scratch, "%s-%s/%zu", first, last, count);
    return joined;
}

/* Write the bytes under the hidden name, and note on each print what it has become. */
static bool
put_away(struct worker *worker, struct batch_file *file, const struct buf *pdf, struct err *err)
{
    uint8_t sha256[KEY_SHA256_BYTES];
    const char *hidden;

    key_sha256(pdf->data, pdf->len, sha256);
    hidden = batch_shelf_hidden(worker->pool->shelf, &file->arena, file->slip[0].request.what,
                                file->merged, sha256);
    for (size_t i = 0; i < file->count; i++) {
        print_seal(&file->slip[i].work, sha256, pdf->len);
    }
    if (!file_write(hidden, pdf->data, pdf->len, PDF_MODE, err)) {
        return false;
    }
    file->hidden = hidden;
    return true;
}

/* Many slips in one document take a lot of memory while it is made: one at a time. */
static bool
draw_sheets(struct worker *worker, const struct batch_file *file, const struct sheet *sheet,
            struct buf *pdf, struct err *err)
{
    bool done;

    if (!file->merged) {
        return paper_draw(&worker->env, sheet, pdf, err);
    }
    pthread_mutex_lock(&worker->pool->drawing);
    done = paper_draw(&worker->env, sheet, pdf, err);
    malloc_trim(0); /* or each thread keeps as much for its next time */
    pthread_mutex_unlock(&worker->pool->drawing);
    return done;
}

static void
step(struct batch_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    progress_step(pool->progress, 1);
    pthread_mutex_unlock(&pool->mutex);
}

/* False: a fault that ends the run. A slip that cannot be printed does not. */
static bool
draw(struct worker *worker, struct batch_file *file, struct err *err)
{
    const struct sheet **sheet = arena_array(&worker->scratch, file->count, sizeof *sheet);
    struct buf pdf = {0};
    struct err why = {0};
    size_t count = 0;
    bool done = true;

    for (size_t i = 0; i < file->count; i++) {
        if (!lay_out(worker, file, &file->slip[i], &sheet[count])) {
            *err = file->slip[i].why;
            return false;
        }
        count += sheet[count] != NULL;
        step(worker->pool);
    }
    if (count == 0) {
        return true;
    }
    if (draw_sheets(worker, file, join(worker, file, sheet, count), &pdf, &why)) {
        done = put_away(worker, file, &pdf, err);
    } else {
        for (size_t i = 0; i < file->count; i++) {
            file->slip[i].why = why;
        }
    }
    buf_finish(&pdf);
    return done;
}

/* ---- the queue; callers hold the mutex ---- */

static bool
is_asked_to_stop(struct batch_pool *pool)
{
    const struct slip_batch *request = pool->request;

    pool->stopped = pool->stopped || (request->stop != NULL && request->stop(request->stop_arg));
    return pool->stopped;
}

/* The next file, or NULL when the pool closes. */
static struct batch_file *
take(struct batch_pool *pool, struct batch_round **round)
{
    for (;;) {
        while (pool->first != NULL && pool->first->taken == pool->first->count) {
            pool->first = pool->first->next;
        }
        if (pool->first != NULL) {
            *round = pool->first;
            return &pool->first->file[pool->first->taken++];
        }
        pool->last = NULL;
        if (pool->closing) {
            return NULL;
        }
        pthread_cond_wait(&pool->posted, &pool->mutex);
    }
}

static void *
work(void *arg)
{
    struct worker *worker = arg;
    struct batch_pool *pool = worker->pool;
    struct batch_round *round;
    struct batch_file *file;

    pthread_mutex_lock(&pool->mutex);
    while ((file = take(pool, &round)) != NULL) {
        struct err why = {0};

        if (!is_asked_to_stop(pool)) {
            pthread_mutex_unlock(&pool->mutex);
            if (!draw(worker, file, &why)) {
                batch_pool_stop(pool, &why);
            }
            arena_reset(&worker->scratch);
            paper_trim(&worker->env);
            pthread_mutex_lock(&pool->mutex);
        }
        round->done++;
        pthread_cond_broadcast(&pool->drawn);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

/* ---- for the run ---- */

void
batch_pool_post(struct batch_pool *pool, struct batch_round *round)
{
    pthread_mutex_lock(&pool->mutex);
    round->next = NULL;
    if (pool->first == NULL) {
        pool->first = round;
    } else {
        pool->last->next = round;
    }
    pool->last = round;
    pthread_cond_broadcast(&pool->posted);
    pthread_mutex_unlock(&pool->mutex);
}

void
batch_pool_wait(struct batch_pool *pool, const struct batch_round *round)
{
    pthread_mutex_lock(&pool->mutex);
    while (round->done < round->count) {
        pthread_cond_wait(&pool->drawn, &pool->mutex);
    }
    pthread_mutex_unlock(&pool->mutex);
}

void
batch_pool_skip(struct batch_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    progress_skip(pool->progress, 1);
    pthread_mutex_unlock(&pool->mutex);
}

void
batch_pool_stop(struct batch_pool *pool, const struct err *why)
{
    pthread_mutex_lock(&pool->mutex);
    pool->stopped = true;
    if (why != NULL && pool->why.reason == REASON_NONE) {
        pool->why = *why;
    }
    pthread_mutex_unlock(&pool->mutex);
}

bool
batch_pool_stopped(struct batch_pool *pool)
{
    bool stopped;

    pthread_mutex_lock(&pool->mutex);
    stopped = is_asked_to_stop(pool);
    pthread_mutex_unlock(&pool->mutex);
    return stopped;
}

bool
batch_pool_failed(struct batch_pool *pool, struct err *why)
{
    if (pool->why.reason == REASON_NONE) {
        return false;
    }
    *why = pool->why;
    return true;
}

/* ---- open and close ---- */

static size_t
worker_count(const struct slip_batch *request)
{
    /* Each merged file in work holds the sheets of all its slips: two are enough. */
    size_t most = request->merge > 0 ? 2 : BATCH_WORKERS_MAX;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = request->workers > 0 ? request->workers : cores > 0 ? (size_t)cores : 1;

    return count < most ? count : most;
}

static bool
start(struct worker *worker, const struct env *env, struct err *err)
{
    static const char *const forms[] = {"laufzettel", "gutschein"};

    worker->env = *env;
    worker->env.arena = &worker->scratch;
    worker->env.paper = NULL;
    if (!paper_settle(&worker->env, forms, sizeof forms / sizeof *forms, err)) {
        return false;
    }
    worker->runs = pthread_create(&worker->thread, NULL, work, worker) == 0;
    return worker->runs || err_set(err, REASON_PRINT, "", "Für den Druck fehlt Speicher.");
}

bool
batch_pool_open(struct batch_pool **out, struct env *env, const struct slip_batch *request,
                const struct batch_shelf *shelf, struct progress *progress, struct err *err)
{
    struct batch_pool *pool = arena_alloc(env->arena, sizeof *pool);

    *pool = (struct batch_pool){.request = request,
                                .shelf = shelf,
                                .progress = progress,
                                .created_ms = clock_now_ms(&env->clock)};
    pthread_mutex_init(&pool->drawing, NULL);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->posted, NULL);
    pthread_cond_init(&pool->drawn, NULL);
    for (size_t i = 0; i < worker_count(request); i++) {
        pool->worker[i].pool = pool;
        pool->workers++;
        if (!start(&pool->worker[i], env, err)) {
            batch_pool_close(pool);
            return false;
        }
    }
    *out = pool;
    return true;
}

void
batch_pool_close(struct batch_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    pool->closing = true;
    pthread_cond_broadcast(&pool->posted);
    pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < pool->workers; i++) {
        struct worker *worker = &pool->worker[i];

        if (worker->runs) {
            pthread_join(worker->thread, NULL);
        }
        paper_close(worker->env.paper);
        arena_finish(&worker->layout);
        arena_finish(&worker->scratch);
        key_forget(&worker->env.keys);
    }
    pthread_cond_destroy(&pool->drawn);
    pthread_cond_destroy(&pool->posted);
    pthread_mutex_destroy(&pool->mutex);
    pthread_mutex_destroy(&pool->drawing);
}
