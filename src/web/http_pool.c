/*
 * http_pool.c - a bounded queue and the workers that empty it.
 *
 * Each worker has one arena, emptied after each job.
 */
#include <stdlib.h>

#include "http_inner.h"

struct worker {
    struct pool *pool;
    size_t number;
    pthread_t thread;
    struct arena arena;
};

/* The oldest job; NULL when the pool is closed and nothing waits. */
static struct job *
take(struct pool *pool, bool *drop)
{
    struct job *job;

    pthread_mutex_lock(&pool->lock);
    while (!pool->first && !pool->closed) {
        pthread_cond_wait(&pool->arrived, &pool->lock);
    }
    job = pool->first;
    if (job) {
        pool->first = job->next;
        if (!pool->first) {
            pool->last = NULL;
        }
        pool->length--;
    }
    *drop = pool->closed;
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void *
run(void *arg)
{
    struct worker *worker = arg;
    struct pool *pool = worker->pool;
    struct job *job;
    bool drop;

    while ((job = take(pool, &drop)) != NULL) {
        pool->work(pool->context, worker->number, &worker->arena, job, drop);
        arena_reset(&worker->arena);
    }
    arena_finish(&worker->arena);
    return NULL;
}

bool
pool_start(struct pool *pool, size_t workers, size_t limit, pool_work *work, void *context,
           struct err *err)
{
    *pool = (struct pool){.limit = limit, .work = work, .context = context};
    pool->worker = calloc(workers, sizeof *pool->worker);
    if (!pool->worker) {
        return starved(err);
    }
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->arrived, NULL);
    for (; pool->workers < workers; pool->workers++) {
        struct worker *worker = &pool->worker[pool->workers];
        *worker = (struct worker){.pool = pool, .number = pool->workers};
        if (pthread_create(&worker->thread, NULL, run, worker) != 0) {
            pool_stop(pool);
            return starved(err);
        }
    }
    return true;
}

bool
pool_add(struct pool *pool, struct job *job)
{
    bool room;

    job->next = NULL;
    pthread_mutex_lock(&pool->lock);
    room = pool->length < pool->limit && !pool->closed;
    if (room) {
        if (pool->last) {
            pool->last->next = job;
        } else {
            pool->first = job;
        }
        pool->last = job;
        pool->length++;
        pthread_cond_signal(&pool->arrived);
    }
    pthread_mutex_unlock(&pool->lock);
    return room;
}

size_t
pool_length(struct pool *pool)
{
    size_t length;

    pthread_mutex_lock(&pool->lock);
    length = pool->length;
    pthread_mutex_unlock(&pool->lock);
    return length;
}

void
pool_stop(struct pool *pool)
{
    if (!pool->worker) {
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->arrived);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->workers; i++) {
        pthread_join(pool->worker[i].thread, NULL);
    }
    pthread_cond_destroy(&pool->arrived);
    pthread_mutex_destroy(&pool->lock);
    free(pool->worker);
    pool->worker = NULL;
}
