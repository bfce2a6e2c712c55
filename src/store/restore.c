/*
 * restore.c - put a backup in the place of the directory's database.
 *
 * The backup is copied beside the database, proved there and given a higher epoch; then one
 * rename makes it the database. Until that rename the old one is untouched, afterwards it is
 * kept under another name.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "arena.h"
#include "file.h"
#include "inner.h"
#include "store_purge.h"
#include "store_session.h"

#define COPY_BYTES ((size_t)1 << 20)
#define KEPT_MAX 1000

struct restoring {
    struct arena arena;
    struct db db; /* the copy, while it is open */
    const char *old, *copy;
    int64_t epoch, lost; /* of the old database; lost -1 unknown */
    struct retention_mark mark; /* of the old database's last deletion run */
};

static bool
no_access(const char *path, struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", path);
}

static bool
pump(int from, int to, char *bytes)
{
    ssize_t got;
    while ((got = read(from, bytes, COPY_BYTES)) > 0) {
        for (ssize_t put, at = 0; at < got; at += put) {
            put = write(to, bytes + at, (size_t)(got - at));
            if (put < 0) {
                return false;
            }
        }
    }
    return got == 0 && fsync(to) == 0;
}

static bool
copy_file(struct restoring *work, const char *path, struct err *err)
{
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return no_access(path, err);
    }
    unlink(work->copy);
    int to = open(work->copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = to >= 0 && pump(from, to, arena_alloc(&work->arena, COPY_BYTES));
    int cause = errno;
    if (to >= 0) {
        close(to);
    }
    close(from);
    if (!done && cause == ENOSPC) {
        return err_set(err, REASON_STORE, "",
                       "Der Speicher ist voll. Nichts wurde eingetragen. Bitte Platz schaffen "
                       "und noch einmal versuchen.");
    }
    return done || no_access(work->copy, err);
}

/* Ours, of this key, up to date and unhurt. */
static bool
check_copy(struct restoring *work, struct err *err)
{
    struct db *db = &work->db;
    int version;
    return db->driver->open(work->copy, DRIVER_ALONE, &db->link, err) &&
           store_check_version(db, 0, &version, err) && store_check_key(db, err) &&
           (version == STORE_SCHEMA_VERSION ||
            migrate_run(db, migrations, version, &version, err)) &&
           store_prove_copy(db, err);
}

/* What goes, as far as it can be read; closing it moves its log into it. */
static void
look_at_old(struct restoring *work)
{
    struct db old = {.driver = &sqlite_driver};
    struct err ignored = {0};
    struct meta meta;
    int64_t last = 0, beyond = 0;
    bool wipe_due;
    work->lost = -1;
    work->mark.seen_on = DAY_NONE;
    if (!old.driver->open(work->old, DRIVER_ALONE, &old.link, &ignored)) {
        return;
    }
    if (meta_get(&old, &meta, &ignored)) {
        work->epoch = meta.epoch;
    }
    if (db_number(&work->db, SQL_EVENT_LAST, NULL, 0, &last, &ignored) &&
        db_number(&old, SQL_EVENT_COUNT_AFTER, PARAMS(sql_int(last)), &beyond, &ignored)) {
        work->lost = beyond;
    }
    if (!store_retention_get(&old, &work->mark, &wipe_due, &ignored)) {
        work->mark.seen_on = DAY_NONE;
    }
    old.driver->close(old.link);
}

/* What was deleted since the backup comes back with it: the next run, today's still, takes it
   out again. */
static bool
carry_retention(struct restoring *work, struct err *err)
{
    struct db *db = &work->db;
    struct retention_mark mark, old = work->mark;
    bool wipe_due;
    if (!store_retention_get(db, &mark, &wipe_due, err)) {
        return false;
    }
    if (old.seen_on == DAY_NONE) {
        return true;
    }
    old.seen_on--;
    return old.seen_on < mark.seen_on || store_retention_put(db, &old, err);
}

/* Above the epochs of both: no list made before is taken for a later one. Sessions of then, some
   of them ended since, end all. */
static bool
raise_epoch(struct restoring *work, struct err *err)
{
    struct db *db = &work->db;
    struct meta meta;
    if (!db_begin(db, err)) {
        return false;
    }
    if (meta_get(db, &meta, err) &&
        db_do(db, SQL_META_RESTORED, NULL, err,
              sql_int((meta.epoch > work->epoch ? meta.epoch : work->epoch) + 1)) &&
        store_session_purge(db, INT64_MAX, err) && carry_retention(work, err)) {
        return db_commit(db, err);
    }
    db->driver->rollback(db->link);
    return false;
}

static bool
prepare(struct restoring *work, struct err *err)
{
    bool done = check_copy(work, err);
    if (done) {
        look_at_old(work);
        done = raise_epoch(work, err);
    }
    work->db.driver->close(work->db.link);
    return done && store_sync_file(work->copy, err);
}

/* Keep the old file, and a log that could not be moved into it, under a name that is free. */
static bool
keep_old(struct restoring *work, struct err *err)
{
    struct arena *arena = &work->arena;
    const char *kept = arena_printf(arena, "%s.before-restore", work->old);
    if (access(work->old, F_OK) != 0) {
        return true;
    }
    for (int i = 2; link(work->old, kept) != 0; i++) {
        if (errno != EEXIST || i > KEPT_MAX) {
            return no_access(kept, err);
        }
        kept = arena_printf(arena, "%s.before-restore-%d", work->old, i);
    }
    const char *log = arena_printf(arena, "%s-wal", work->old);
    if (access(log, F_OK) == 0 && rename(log, arena_printf(arena, "%s-wal", kept)) != 0) {
        return no_access(log, err);
    }
    unlink(arena_printf(arena, "%s-shm", work->old));
    return true;
}

static bool
restore(struct restoring *work, const char *path, int64_t *events_lost, struct err *err)
{
    if (!copy_file(work, path, err) || !prepare(work, err)) {
        return false;
    }
    if (!keep_old(work, err)) {
        return false;
    }
    if (rename(work->copy, work->old) != 0 || !file_sync_folder(work->old)) {
        return no_access(work->old, err);
    }
    if (events_lost != NULL) {
        *events_lost = work->lost;
    }
    return true;
}

bool
store_restore(const struct store_options *options, const char *path, int64_t *events_lost,
              struct err *err)
{
    struct restoring work = {
        .db = {.driver = &sqlite_driver, .keys = options->keys, .clock = options->clock},
    };
    work.old = store_path(&work.arena, options->dir, DB_NAME);
    work.copy = store_path(&work.arena, options->dir, DB_NAME ".restoring");
    int lock;
    bool locked = lock_open(options->dir, &lock, err);
    /* Whoever has the old file open would go on writing into it unseen. */
    bool done = locked && lock_write(lock, err) &&
                lock_take(lock, OPEN_LOCK, false, STORE_LOCK_WAIT_MS, err) &&
                restore(&work, path, events_lost, err);
    unlink(work.copy);
    if (locked) {
        close(lock);
    }
    arena_finish(&work.arena);
    return done;
}
