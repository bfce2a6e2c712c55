/*
 * backup.c - a copy of the live data that is whole, proved and durable, or not there at all.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "arena.h"
#include "file.h"
#include "inner.h"

static bool
no_access(const char *path, struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", path);
}

static bool
copy_in_read(struct db *db, void *arg, struct err *err)
{
    return db->driver->copy(db->link, arg, err);
}

bool
store_prove_copy(struct db *db, struct err *err)
{
    struct arena arena = {0};
    struct verdict verdict = {.arena = &arena};
    /* One transaction: the engine need not ask for its file again at each statement. */
    bool done = db->driver->begin(db->link, err);
    if (done) {
        done = verify_run(db, &verdict, err);
        db->driver->rollback(db->link);
    }
    if (done && verdict.count > 0) {
        done = err_set(err, REASON_STORE, "",
                       "Die Daten sind nicht unversehrt (%1 Befunde). Bitte laufzettel verify "
                       "aufrufen.",
                       arena_printf(&arena, "%zu", verdict.count));
    }
    arena_finish(&arena);
    return done;
}

bool
store_sync_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return done || no_access(path, err);
}

/* What was copied is read back before it counts as a backup. */
static bool
prove_file(const struct store *store, const char *path, struct err *err)
{
    struct db db = {.driver = &sqlite_driver, .keys = store->keys, .clock = store->clock};
    bool done = db.driver->open(path, DRIVER_ALONE, &db.link, err) && store_prove_copy(&db, err);
    db.driver->close(db.link);
    return done && store_sync_file(path, err);
}

static bool
name_backup(const char *from, const char *to, struct err *err)
{
    if (link(from, to) == 0) {
        return file_sync_folder(to) || no_access(to, err);
    }
    return errno == EEXIST ? err_set(err, REASON_CONFLICT, "", "%1 gibt es schon.", to)
                           : no_access(to, err);
}

bool
store_backup(struct store *store, const char *path, struct err *err)
{
    struct arena arena = {0};
    char *part = arena_printf(&arena, "%s.part", path);
    bool done = access(path, F_OK) != 0 ||
                err_set(err, REASON_CONFLICT, "", "%1 gibt es schon.", path);
    if (done) {
        /* What a killed backup left. */
        unlink(part);
        done = store_read(store, copy_in_read, part, err) && prove_file(store, part, err) &&
               name_backup(part, path, err);
        unlink(part);
    }
    arena_finish(&arena);
    return done;
}
