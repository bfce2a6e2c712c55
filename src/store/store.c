/*
 * store.c - open and close an office's data, read it, give out ids and moments.
 */
#include <string.h>
#include <unistd.h>

#include "asset.h"
#include "clock.h"
#include "file.h"
#include "inner.h"
#include "key.h"

#define SCHEMA_NAME "src/store/schema/sqlite.sql"
#define ID_EPOCH_MS 1577836800000 /* 2020-01-01 UTC */
#define ID_RANDOM_BITS 22
#define ID_STEP_BITS 12 /* within one millisecond */

/* ---- meta ------------------------------------------------------------------------ */

static void
copy_text(char *out, size_t room, const struct sql_value *column)
{
    size_t len = column->kind != SQL_TEXT ? 0 : column->len < room ? column->len : room - 1;
    if (len > 0) {
        memcpy(out, column->bytes, len);
    }
    out[len] = '\0';
}

static bool
take_meta(void *arg, const struct sql_value *columns)
{
    struct meta *meta = arg;
    copy_text(meta->purpose, sizeof meta->purpose, &columns[0]);
    copy_text(meta->fingerprint, sizeof meta->fingerprint, &columns[1]);
    meta->epoch = columns[2].number;
    meta->last_ms = columns[3].number;
    meta->last_id = columns[4].number;
    return false;
}

bool
meta_get(struct db *db, struct meta *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    return db_run(db, SQL_META_GET, NULL, 0, take_meta, out, NULL, err);
}

bool
store_check_version(struct db *db, int expected, int *version, struct err *err)
{
    char here[ERR_NUMBER_MAX], ours[ERR_NUMBER_MAX];
    int found;
    if (!db->driver->version(db->link, &found, err)) {
        return false;
    }
    if (found > STORE_SCHEMA_VERSION) {
        return err_set(err, REASON_STORE, "",
                       "Die Datenbank (Stand %1) ist neuer als dieses Programm (Stand %2). Bitte "
                       "das Programm aktualisieren.",
                       err_number(here, found), err_number(ours, STORE_SCHEMA_VERSION));
    }
    if (expected != 0 && found < expected) {
        return err_set(err, REASON_STORE, "",
                       "Die Datenbank (Stand %1) ist älter als dieses Programm (Stand %2). Bitte "
                       "laufzettel migrate aufrufen.",
                       err_number(here, found), err_number(ours, STORE_SCHEMA_VERSION));
    }
    if (version != NULL) {
        *version = found;
    }
    return true;
}

bool
store_check_key(struct db *db, struct err *err)
{
    struct meta meta;
    if (!meta_get(db, &meta, err)) {
        return false;
    }
    return strcmp(meta.fingerprint, db->keys->fingerprint) == 0 ||
           err_set(err, REASON_STORE, "",
                   "Die Datenbank gehört zu einem anderen Schlüssel. Bitte die passende Datei "
                   "laufzettel.key einsetzen.");
}

bool
db_begin(struct db *db, struct err *err)
{
    struct meta meta;
    if (!db->driver->begin(db->link, err)) {
        return false;
    }
    if (!meta_get(db, &meta, err)) {
        db->driver->rollback(db->link);
        return false;
    }
    db->last_ms = meta.last_ms;
    db->last_id = meta.last_id;
    db->moved = false;
    return true;
}

bool
db_commit(struct db *db, struct err *err)
{
    if ((!db->moved || db_do(db, SQL_META_MOVE, NULL, err, sql_int(db->last_ms),
                             sql_int(db->last_id))) &&
        db->driver->commit(db->link, err)) {
        return true;
    }
    db->driver->rollback(db->link);
    return false;
}

/* ---- create ------------------------------------------------------------------------ */

static bool
fill(struct db *db, const char *purpose, struct err *err)
{
    const struct asset *schema = asset_find(SCHEMA_NAME);
    return db->driver->script(db->link, (const char *)schema->bytes, err) &&
           db_do(db, SQL_META_INSERT, NULL, err, sql_text(purpose),
                 sql_text(db->keys->fingerprint), sql_int(clock_now_ms(db->clock))) &&
           db->driver->set_version(db->link, STORE_SCHEMA_VERSION, err);
}

/* Under another name first: a database that is cut off here is none. */
static bool
create_file(struct db *db, const char *path, const char *purpose, struct err *err)
{
    if (!db->driver->open(path, DRIVER_NEW, &db->link, err)) {
        return false;
    }
    bool done = db->driver->begin(db->link, err);
    if (done) {
        done = fill(db, purpose, err) && db->driver->commit(db->link, err);
        if (!done) {
            db->driver->rollback(db->link);
        }
    }
    db->driver->close(db->link);
    return done;
}

/* The new file gets its name only when nobody else has it. */
static bool
name_file(const char *from, const char *to, struct err *err)
{
    if (link(from, to) != 0) {
        return err_set(err, REASON_CONFLICT, "", "%1 gibt es schon.", to);
    }
    return file_sync_folder(to) ||
           err_set(err, REASON_STORE, "",
                   "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", to);
}

bool
store_create(const struct store_options *options, const char *purpose, struct err *err)
{
    struct db db = {
        .driver = &sqlite_driver, .keys = options->keys, .clock = options->clock};
    struct arena arena = {0};
    const char *path = store_path(&arena, options->dir, DB_NAME);
    const char *fresh = store_path(&arena, options->dir, DB_NAME ".new");
    int lock;
    bool locked = lock_open(options->dir, &lock, err);
    bool done = locked && lock_write(lock, err);
    if (done && access(path, F_OK) == 0) {
        done = err_set(err, REASON_CONFLICT, "", "%1 gibt es schon.", path);
    }
    if (done) {
        unlink(fresh);
        done = create_file(&db, fresh, purpose, err) && name_file(fresh, path, err);
        unlink(fresh);
    }
    if (locked) {
        close(lock);
    }
    arena_finish(&arena);
    return done;
}

/* ---- open and close -------------------------------------------------------------------- */

static bool
open_db(const struct store *store, const char *path, enum driver_mode mode, struct db *out,
        struct err *err)
{
    *out = (struct db){
        .driver = &sqlite_driver, .keys = store->keys, .clock = store->clock};
    return out->driver->open(path, mode, &out->link, err);
}

static bool
open_writer(struct store *store, const char *path, struct err *err)
{
    struct meta meta;
    if (!lock_take(store->lock, OPEN_LOCK, true, STORE_LOCK_WAIT_MS, err) ||
        !lock_write(store->lock, err)) {
        return false;
    }
    bool done = open_db(store, path, DRIVER_WRITE, &store->writer, err);
    lock_drop(store->lock, WRITE_LOCK);
    if (!done || !store_check_version(&store->writer, STORE_SCHEMA_VERSION, NULL, err) ||
        !store_check_key(&store->writer, err) || !meta_get(&store->writer, &meta, err)) {
        return false;
    }
    memcpy(store->purpose, meta.purpose, sizeof store->purpose);
    return true;
}

static bool
open_readers(struct store *store, const char *path, struct err *err)
{
    store->reader = arena_array(&store->arena, store->readers, sizeof *store->reader);
    store->idle = arena_array(&store->arena, store->readers, sizeof(struct db *));
    for (size_t i = 0; i < store->readers; i++) {
        if (!open_db(store, path, DRIVER_READ, &store->reader[i], err)) {
            return false;
        }
        store->idle[store->idle_count++] = &store->reader[i];
    }
    return true;
}

bool
store_open(const struct store_options *options, struct store **out, struct err *err)
{
    int from, to;
    if (options->migrate && !store_migrate(options, &from, &to, err)) {
        return false;
    }
    struct arena arena = {0};
    struct store *store = arena_alloc(&arena, sizeof *store);
    pthread_mutex_init(&store->write_mutex, NULL);
    pthread_mutex_init(&store->read_mutex, NULL);
    pthread_cond_init(&store->read_free, NULL);
    store->arena = arena;
    store->keys = options->keys;
    store->clock = options->clock;
    store->readers = options->readers == 0 ? 1 : options->readers;
    const char *path = store_path(&store->arena, options->dir, DB_NAME);
    if (lock_open(options->dir, &store->lock, err) && open_writer(store, path, err) &&
        open_readers(store, path, err)) {
        *out = store;
        return true;
    }
    store_close(store);
    return false;
}

void
store_close(struct store *store)
{
    struct err ignored = {0};
    if (store == NULL) {
        return;
    }
    for (size_t i = 0; store->reader != NULL && i < store->readers; i++) {
        sqlite_driver.close(store->reader[i].link);
    }
    if (store->wrote && store->writer.driver->tidy != NULL && lock_write(store->lock, &ignored)) {
        store->writer.driver->tidy(store->writer.link, true);
    }
    sqlite_driver.close(store->writer.link);
    if (store->lock >= 0) {
        close(store->lock);
    }
    pthread_cond_destroy(&store->read_free);
    pthread_mutex_destroy(&store->read_mutex);
    pthread_mutex_destroy(&store->write_mutex);
    struct arena arena = store->arena;
    arena_finish(&arena);
}

const char *
store_purpose(const struct store *store)
{
    return store->purpose;
}

bool
store_claim(struct store *store, struct err *err)
{
    struct err taken = {0};
    return lock_take(store->lock, SERVE_LOCK, false, 0, &taken) ||
           err_set(err, REASON_STORE, "",
                   "Für dieses Verzeichnis läuft schon ein Server. Bitte zuerst den anderen "
                   "anhalten.");
}

/* ---- read --------------------------------------------------------------------------------- */

bool
store_read(struct store *store, store_fn *fn, void *arg, struct err *err)
{
    pthread_mutex_lock(&store->read_mutex);
    while (store->idle_count == 0) {
        pthread_cond_wait(&store->read_free, &store->read_mutex);
    }
    struct db *db = store->idle[--store->idle_count];
    pthread_mutex_unlock(&store->read_mutex);

    bool done = db->driver->begin(db->link, err);
    if (done) {
        done = fn(db, arg, err);
        db->driver->rollback(db->link);
    }
    pthread_mutex_lock(&store->read_mutex);
    store->idle[store->idle_count++] = db;
    pthread_cond_signal(&store->read_free);
    pthread_mutex_unlock(&store->read_mutex);
    return done;
}

/* ---- ids, moments, numbers ----------------------------------------------------------------- */

int64_t
store_now_ms(struct db *db)
{
    int64_t now = clock_now_ms(db->clock);
    if (now < db->last_ms) {
        now = db->last_ms;
    }
    db->moved |= now != db->last_ms;
    db->last_ms = now;
    return now;
}

int64_t
store_new_id(struct db *db)
{
    uint32_t random;
    int64_t first = store_first_id(store_now_ms(db));
    key_random(&random, sizeof random);
    int64_t id = first | (int64_t)(random >> (32 - ID_RANDOM_BITS));
    /* Not above the last one: take a step from there that cannot be guessed either. */
    if (id <= db->last_id) {
        id = db->last_id + 1 + (int64_t)(random >> (32 - ID_STEP_BITS));
    }
    db->last_id = id;
    db->moved = true;
    return id;
}

int64_t
store_first_id(int64_t moment_ms)
{
    int64_t last = INT64_MAX >> ID_RANDOM_BITS;
    if (moment_ms <= ID_EPOCH_MS) {
        return (int64_t)1 << ID_RANDOM_BITS;
    }
    return moment_ms - ID_EPOCH_MS >= last ? INT64_MAX
                                           : (moment_ms - ID_EPOCH_MS) << ID_RANDOM_BITS;
}

int64_t
store_moment_of_id(int64_t id)
{
    return (id >> ID_RANDOM_BITS) + ID_EPOCH_MS;
}

bool
store_next_number(struct db *db, const char *series, int64_t *out, struct err *err)
{
    return db_do(db, SQL_SERIES_NEXT, NULL, err, sql_text(series)) &&
           db_number(db, SQL_SERIES_GET, PARAMS(sql_text(series)), out, err);
}
