/*
 * lock.c - who may write, serve or replace the database, across processes.
 *
 * Bytes of one file under open-file-description locks: the kernel drops them when their
 * process ends, however it ends, and two stores in one process exclude each other too.
 */
#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "inner.h"

#define POLL_FIRST_US 100
#define POLL_LAST_US 5000

char *
store_path(struct arena *arena, const char *dir, const char *name)
{
    return arena_printf(arena, "%s/%s", dir, name);
}

bool
lock_open(const char *dir, int *out, struct err *err)
{
    struct arena arena = {0};
    char *path = store_path(&arena, dir, "laufzettel.lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == ENOENT) {
        err_set(err, REASON_STORE, "", "Das Verzeichnis %1 gibt es nicht.", dir);
    } else if (fd < 0) {
        err_set(err, REASON_STORE, "",
                "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", path);
    }
    arena_finish(&arena);
    *out = fd;
    return fd >= 0;
}

static bool
try_lock(int lock, enum lock_byte byte, short type)
{
    struct flock want = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1};
    return fcntl(lock, F_OFD_SETLK, &want) == 0;
}

static int64_t
monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

bool
lock_take(int lock, enum lock_byte byte, bool shared, int wait_ms, struct err *err)
{
    short type = shared ? F_RDLCK : F_WRLCK;
    long pause_us = POLL_FIRST_US;
    int64_t until = monotonic_us() + (int64_t)wait_ms * 1000;
    while (!try_lock(lock, byte, type)) {
        if (monotonic_us() >= until) {
            return err_set(err, REASON_STORE, "",
                           "Ein anderes Programm arbeitet gerade mit der Datenbank. Bitte gleich "
                           "noch einmal versuchen.");
        }
        struct timespec pause = {.tv_nsec = pause_us * 1000};
        nanosleep(&pause, NULL);
        pause_us = pause_us * 2 < POLL_LAST_US ? pause_us * 2 : POLL_LAST_US;
    }
    return true;
}

void
lock_drop(int lock, enum lock_byte byte)
{
    try_lock(lock, byte, F_UNLCK);
}

bool
lock_write(int lock, struct err *err)
{
    int64_t started_us = monotonic_us();
    if (!lock_take(lock, TURN_LOCK, false, STORE_LOCK_WAIT_MS, err)) {
        return false;
    }
    int waited_ms = (int)((monotonic_us() - started_us) / 1000);
    bool taken = lock_take(lock, WRITE_LOCK, false, STORE_LOCK_WAIT_MS - waited_ms, err);
    lock_drop(lock, TURN_LOCK);
    return taken;
}
