/*
 * file.c - whole files: read with a limit, replaced in one step.
 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "key.h"

/* STORE with what the system says, in words for the two causes people can cure. */
static bool
system_error(const char *path, int cause, struct err *err)
{
    if (cause == ENOSPC || cause == EDQUOT) {
        return err_set(err, REASON_STORE, "",
                       "Kein Platz mehr für %1. Bitte Speicher frei machen und noch einmal "
                       "versuchen.",
                       path);
    }
    if (cause == EACCES || cause == EPERM || cause == EROFS) {
        return err_set(err, REASON_STORE, "",
                       "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", path);
    }
    char text[ERR_ARG_MAX];
    return err_set(err, REASON_STORE, "", "%1: Zugriff nicht möglich (%2).", path,
                   strerror_r(cause, text, sizeof text));
}

static bool
file_too_large(const char *path, const char *field, size_t max, struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return err_set(err, REASON_TOO_LARGE, field, "%1 ist zu groß. Erlaubt sind %2 Bytes.", path,
                   err_number(number, (long long)max));
}

/* Read FD to its end into ARENA; at most MAX bytes even if the file grows meanwhile. */
static bool
read_all(struct arena *arena, int fd, const char *path, const char *field, size_t max,
         const char **bytes, size_t *len, struct err *err)
{
    struct stat status;
    if (fstat(fd, &status) != 0) {
        return system_error(path, errno, err);
    }
    if (!S_ISREG(status.st_mode)) {
        return err_set(err, REASON_STORE, field, "%1 ist keine gewöhnliche Datei.", path);
    }
    if (status.st_size < 0 || (unsigned long long)status.st_size > max) {
        return file_too_large(path, field, max, err);
    }
    size_t size = (size_t)status.st_size;
    char *data = arena_alloc(arena, size + 1);
    size_t used = 0;
    while (used < size) {
        ssize_t n = read(fd, data + used, size - used);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return system_error(path, errno, err);
        }
        if (n == 0) {
            break;
        }
        used += (size_t)n;
    }
    data[used] = '\0';
    *bytes = data;
    *len = used;
    return true;
}

bool
file_read(struct arena *arena, const char *path, const char *field, size_t max, const char **bytes,
          size_t *len, struct err *err)
{
    /* Without O_NONBLOCK the open of a pipe would wait for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return err_set(err, REASON_NOT_FOUND, field, "%1 gibt es nicht. Bitte den Pfad prüfen.",
                       path);
    }
    if (fd < 0) {
        return system_error(path, errno, err);
    }
    bool done = read_all(arena, fd, path, field, max, bytes, len, err);
    close(fd);
    return done;
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

bool
file_sync_folder(const char *path)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    const char *folder = ".";
    if (slash) {
        folder = arena_strndup(&arena, path, slash == path ? 1 : (size_t)(slash - path));
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    arena_finish(&arena);
    if (fd < 0) {
        return false;
    }
    /* Some file systems cannot sync a folder and say so; that is no failure. */
    bool done = fsync(fd) == 0 || errno == EINVAL;
    int cause = errno;
    close(fd);
    errno = cause;
    return done;
}

/* Write and sync TEMPORARY, then put it in PATH's place. */
static bool
write_and_rename(const char *temporary, const char *path, const void *bytes, size_t len,
                 unsigned mode)
{
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, (mode_t)mode);
    if (fd < 0) {
        return false;
    }
    bool done = write_all(fd, bytes, len) && fsync(fd) == 0;
    int cause = errno;
    if (close(fd) != 0 && done) {
        cause = errno;
        done = false;
    }
    if (done && rename(temporary, path) == 0) {
        return true;
    }
    if (done) {
        cause = errno;
    }
    unlink(temporary);
    errno = cause;
    return false;
}

bool
file_write(const char *path, const void *bytes, size_t len, unsigned mode, struct err *err)
{
    struct arena arena = {0};
    uint64_t suffix;
    key_random(&suffix, sizeof suffix);
    char *temporary = arena_printf(&arena, "%s.%016" PRIx64 ".tmp", path, suffix);
    bool done = write_and_rename(temporary, path, bytes, len, mode) && file_sync_folder(path);
    if (!done) {
        system_error(path, errno, err);
    }
    arena_finish(&arena);
    return done;
}
