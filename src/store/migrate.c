/*
 * migrate.c - bring an older database up to date, in one transaction or not at all.
 */
#include <unistd.h>

#include "arena.h"
#include "asset.h"
#include "inner.h"

/* One row per schema version after the first, oldest first; schema/ always has the newest. */
const struct migration migrations[] = {
    {2, "src/store/schema/migrate-2.sql"},
    {3, "src/store/schema/migrate-3.sql"},
    {4, "src/store/schema/migrate-4.sql"},
    {5, "src/store/schema/migrate-5.sql"},
    {6, "src/store/schema/migrate-6.sql"},
    {7, "src/store/schema/migrate-7.sql"},
    {8, "src/store/schema/migrate-8.sql"},
    {9, "src/store/schema/migrate-9.sql"},
    {10, "src/store/schema/migrate-10.sql"},
    {0, NULL},
};

/* An embedded file, or the statements themselves. */
static const char *
statements(const struct migration *migration)
{
    const struct asset *file = asset_find(migration->sql);
    return file != NULL ? (const char *)file->bytes : migration->sql;
}

bool
migrate_run(struct db *db, const struct migration *table, int from, int *to, struct err *err)
{
    int version = from;
    bool done = db->driver->begin(db->link, err);
    if (!done) {
        return false;
    }
    for (size_t i = 0; table[i].version != 0 && done; i++) {
        if (table[i].version <= version) {
            continue;
        }
        version = table[i].version;
        done = db->driver->script(db->link, statements(&table[i]), err);
    }
    if (done && db->driver->set_version(db->link, version, err) &&
        db->driver->commit(db->link, err)) {
        *to = version;
        return true;
    }
    db->driver->rollback(db->link);
    return false;
}

/* The caller holds WRITE_LOCK. */
static bool
migrate_open(struct db *db, int lock, struct arena *arena, const char *dir, int from, int *to,
             struct err *err)
{
    const char *before = arena_printf(arena, "%s/" DB_NAME ".before-%d", dir, from);
    /* An older program that has it open would go on writing the old schema. */
    if (!lock_take(lock, OPEN_LOCK, false, STORE_LOCK_WAIT_MS, err)) {
        return false;
    }
    /* One that is there already is the same old state, from an attempt that failed. */
    unlink(before);
    return db->driver->copy(db->link, before, err) && migrate_run(db, migrations, from, to, err);
}

bool
store_migrate(const struct store_options *options, int *from, int *to, struct err *err)
{
    struct arena arena = {0};
    struct db db = {
        .driver = &sqlite_driver, .keys = options->keys, .clock = options->clock};
    const char *path = store_path(&arena, options->dir, DB_NAME);
    int lock, version = 0, reached = 0;
    bool locked = lock_open(options->dir, &lock, err);
    bool done = locked && lock_write(lock, err) &&
                db.driver->open(path, DRIVER_WRITE, &db.link, err) &&
                store_check_version(&db, 0, &version, err) && store_check_key(&db, err);
    if (done) {
        reached = version;
        done = version == STORE_SCHEMA_VERSION ||
               migrate_open(&db, lock, &arena, options->dir, version, &reached, err);
    }
    db.driver->close(db.link);
    if (locked) {
        close(lock);
    }
    arena_finish(&arena);
    if (done) {
        *from = version;
        *to = reached;
    }
    return done;
}
