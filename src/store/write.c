/*
 * write.c - many small changes, one durable commit.
 *
 * Whoever comes first leads: takes everybody who waits, runs each change under a savepoint
 * of its own, commits once and wakes them. Who comes alone goes straight through. Between
 * processes a batch and its checkpoint run under WRITE_LOCK.
 */
#include <errno.h>
#include <semaphore.h>

#include "inner.h"

#define BATCH_MAX 256

/* One change that waits; lives on its caller's stack. */
struct ticket {
    store_fn *fn;
    void *arg;
    struct err *err;
    struct ticket *next;
    sem_t wake; /* of its own: who is woken fights nobody for the queue's mutex */
    bool wipe;  /* after the commit, rewrite the file */
    bool ok;    /* so far */
    bool done;  /* the answer is final; woken without it, it leads */
};

/* Take at most BATCH_MAX from the queue; the caller holds the mutex. */
static struct ticket *
take_batch(struct store *store)
{
    struct ticket *batch = store->first, *last = batch;
    for (size_t n = 1; n < BATCH_MAX && last != NULL && last->next != NULL; n++) {
        last = last->next;
    }
    store->first = last == NULL ? NULL : last->next;
    if (store->first == NULL) {
        store->last = NULL;
    }
    if (last != NULL) {
        last->next = NULL;
    }
    return batch;
}

bool
store_try(struct db *db, store_fn *fn, void *arg, struct err *err)
{
    struct err lost = {0};
    bool done;
    if (!db->driver->savepoint(db->link, err)) {
        return false;
    }
    done = fn(db, arg, err);
    if (done ? db->driver->release(db->link, &lost) : db->driver->undo(db->link, &lost)) {
        return done;
    }
    *err = lost;
    return false;
}

/* Run one change; false when the transaction itself is lost. */
static bool
run_ticket(struct db *db, struct ticket *ticket, bool alone, struct err *err)
{
    /* Alone, the transaction is the savepoint. */
    if (!alone && !db->driver->savepoint(db->link, err)) {
        return false;
    }
    ticket->ok = ticket->fn(db, ticket->arg, ticket->err);
    if (alone) {
        return true;
    }
    return ticket->ok ? db->driver->release(db->link, err) : db->driver->undo(db->link, err);
}

static bool
run_batch(struct db *db, struct ticket *batch, struct err *err)
{
    bool alone = batch->next == NULL, any = false, whole = true;
    if (!db_begin(db, err)) {
        return false;
    }
    for (struct ticket *ticket = batch; ticket != NULL && whole; ticket = ticket->next) {
        whole = run_ticket(db, ticket, alone, err);
        any |= ticket->ok;
    }
    if (whole && any) {
        return db_commit(db, err);
    }
    db->driver->rollback(db->link);
    return whole;
}

/* Every change that had succeeded so far fails with WHY. */
static void
fail_batch(struct ticket *batch, const struct err *why)
{
    for (struct ticket *ticket = batch; ticket != NULL; ticket = ticket->next) {
        if (ticket->ok || ticket->err->reason == REASON_NONE) {
            *ticket->err = *why;
        }
        ticket->ok = false;
    }
}

/* What was deleted goes from the file before its members are answered. */
static void
wipe_for(struct db *db, struct ticket *batch)
{
    for (struct ticket *ticket = batch; ticket != NULL; ticket = ticket->next) {
        if (ticket->wipe && ticket->ok && db->driver->wipe != NULL) {
            ticket->ok = db->driver->wipe(db->link, ticket->err);
        }
    }
}

/* Wake the members. Their tickets are gone after that. */
static void
answer(struct ticket *batch, struct ticket *leader)
{
    for (struct ticket *ticket = batch, *next; ticket != NULL; ticket = next) {
        next = ticket->next;
        ticket->done = true;
        if (ticket != leader) {
            sem_post(&ticket->wake);
        }
    }
}

/* The next batch is led by its first member. */
static void
hand_over(struct store *store, bool wrote)
{
    pthread_mutex_lock(&store->write_mutex);
    struct ticket *next = store->first;
    store->wrote |= wrote;
    store->leading = next != NULL;
    pthread_mutex_unlock(&store->write_mutex);
    /* Only a leader takes tickets from the queue, so it is there until it is woken. */
    if (next != NULL) {
        sem_post(&next->wake);
    }
}

static void
lead(struct store *store, struct ticket *leader)
{
    struct err why = {0};
    pthread_mutex_lock(&store->write_mutex);
    struct ticket *batch = take_batch(store);
    pthread_mutex_unlock(&store->write_mutex);

    bool locked = lock_write(store->lock, &why);
    bool done = locked && run_batch(&store->writer, batch, &why);
    if (!done) {
        fail_batch(batch, &why);
    }
    wipe_for(&store->writer, batch);
    answer(batch, leader);
    /* Nobody waits for the checkpoint but the next batch. */
    if (done && store->writer.driver->tidy != NULL) {
        store->writer.driver->tidy(store->writer.link, false);
    }
    if (locked) {
        lock_drop(store->lock, WRITE_LOCK);
    }
    hand_over(store, done);
}

/* Queue TICKET; true when nobody leads yet. */
static bool
queue(struct store *store, struct ticket *ticket)
{
    pthread_mutex_lock(&store->write_mutex);
    if (store->last == NULL) {
        store->first = ticket;
    } else {
        store->last->next = ticket;
    }
    store->last = ticket;
    bool leads = !store->leading;
    store->leading = true;
    pthread_mutex_unlock(&store->write_mutex);
    return leads;
}

/* Wait for TICKET's turn and answer. */
static bool
take_turn(struct store *store, struct ticket *ticket)
{
    sem_init(&ticket->wake, 0, 0);
    if (!queue(store, ticket)) {
        while (sem_wait(&ticket->wake) != 0 && errno == EINTR) {
            continue;
        }
    }
    if (!ticket->done) {
        lead(store, ticket);
    }
    sem_destroy(&ticket->wake);
    return ticket->ok;
}

bool
store_write(struct store *store, store_fn *fn, void *arg, struct err *err)
{
    struct ticket ticket = {.fn = fn, .arg = arg, .err = err};
    return take_turn(store, &ticket);
}

static bool
change_nothing(struct db *db, void *arg, struct err *err)
{
    (void)db;
    (void)arg;
    (void)err;
    return true;
}

bool
store_wipe(struct store *store, struct err *err)
{
    struct ticket ticket = {.fn = change_nothing, .err = err, .wipe = true};
    return take_turn(store, &ticket);
}
