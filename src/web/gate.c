/*
 * gate.c - at most two at a time, one more may wait.
 *
 * Fewer than there are workers: whoever scans is served even while others try passwords.
 */
#include "gate.h"

#include <semaphore.h>
#include <time.h>

#include "arena.h"
#include "clock.h"

#define INSIDE 2
#define WAITING 1
#define WAIT_MS 5000

struct gate {
    sem_t inside, present; /* places inside; places inside or waiting */
    const char *busy;
};

struct gate *
gate_open(struct arena *arena, const char *busy)
{
    struct gate *gate = arena_alloc(arena, sizeof *gate);

    gate->busy = busy;
    sem_init(&gate->inside, 0, INSIDE);
    sem_init(&gate->present, 0, INSIDE + WAITING);
    return gate;
}

void
gate_close(struct gate *gate)
{
    sem_destroy(&gate->inside);
    sem_destroy(&gate->present);
}

bool
gate_enter(struct gate *gate, struct err *err)
{
    struct clock clock = clock_system();
    int64_t until_ms = clock_now_ms(&clock) + WAIT_MS;
    struct timespec until = {.tv_sec = (time_t)(until_ms / 1000),
                             .tv_nsec = (long)(until_ms % 1000) * 1000000};

    if (sem_trywait(&gate->present) == 0) {
        if (sem_timedwait(&gate->inside, &until) == 0) {
            return true;
        }
        sem_post(&gate->present);
    }
    return err_set(err, REASON_STORE, "", gate->busy);
}

void
gate_leave(struct gate *gate)
{
    sem_post(&gate->inside);
    sem_post(&gate->present);
}
