/*
 * http_watch.c - cuts connections that take too long.
 *
 * libmicrohttpd's own timeout counts silence only: a header that drips one byte a second
 * would stay for ever. Time is counted in beats of this thread, so no clock that somebody
 * sets can cut or spare a connection.
 */
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_inner.h"

#define BEAT_MS 250
#define BEATS_PER_SECOND ((uint64_t)(1000 / BEAT_MS))

/* Shutting down wakes the event thread, which then frees the connection in its own way. */
static void
cut_the_late(struct watch *watch)
{
    uint64_t now = atomic_fetch_add(&watch->beat, 1) + 1;

    pthread_mutex_lock(&watch->lock);
    for (struct link *link = watch->newest; link; link = link->older) {
        uint64_t due = atomic_load(&link->due);
        if (due != 0 && due <= now) {
            shutdown(link->fd, SHUT_RDWR);
            atomic_store(&link->due, 0);
        }
    }
    pthread_mutex_unlock(&watch->lock);
}

static void *
run(void *arg)
{
    struct watch *watch = arg;
    struct pollfd stop = {.fd = watch->stop_fd, .events = POLLIN};

    while (poll(&stop, 1, BEAT_MS) <= 0) {
        cut_the_late(watch);
    }
    return NULL;
}

bool
watch_start(struct watch *watch, struct err *err)
{
    watch->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (watch->stop_fd < 0) {
        return starved(err);
    }
    pthread_mutex_init(&watch->lock, NULL);
    if (pthread_create(&watch->thread, NULL, run, watch) == 0) {
        return true;
    }
    pthread_mutex_destroy(&watch->lock);
    close(watch->stop_fd);
    return starved(err);
}

void
watch_stop(struct watch *watch)
{
    uint64_t one = 1;

    while (write(watch->stop_fd, &one, sizeof one) < 0 && errno == EINTR) {
        continue;
    }
    pthread_join(watch->thread, NULL);
    pthread_mutex_destroy(&watch->lock);
    close(watch->stop_fd);
}

void
watch_add(struct watch *watch, struct link *link)
{
    pthread_mutex_lock(&watch->lock);
    link->older = watch->newest;
    if (link->older) {
        link->older->newer = link;
    }
    watch->newest = link;
    pthread_mutex_unlock(&watch->lock);
    atomic_fetch_add(&watch->open, 1);
}

void
watch_remove(struct watch *watch, struct link *link)
{
    pthread_mutex_lock(&watch->lock);
    if (link->newer) {
        link->newer->older = link->older;
    } else {
        watch->newest = link->older;
    }
    if (link->older) {
        link->older->newer = link->newer;
    }
    pthread_mutex_unlock(&watch->lock);
    atomic_fetch_sub(&watch->open, 1);
}

void
watch_due(struct watch *watch, struct link *link, size_t seconds)
{
    uint64_t due = 0;

    if (seconds > 0) {
        due = atomic_load(&watch->beat) + 1 + (uint64_t)seconds * BEATS_PER_SECOND;
    }
    atomic_store(&link->due, due);
}
