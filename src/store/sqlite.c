/*
 * sqlite.c - the driver for SQLite, which only this file and sqlite_file.c know.
 *
 * One connection of a process writes and checkpoints, all others read: two that did
 * either at the same moment could damage the file (the WAL-reset bug of SQLite 3.7.0 to
 * 3.51.2). So no connection checkpoints by itself, not even when it is closed.
 */
#include "sqlite.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define APPLICATION_ID 0x4c5a5431 /* "LZT1" */

static const char *const control_text[CONTROL__MAX] = {
    [BEGIN_WRITE] = "BEGIN IMMEDIATE", [BEGIN_READ] = "BEGIN",
    [COMMIT] = "COMMIT",               [ROLLBACK] = "ROLLBACK",
    [SAVEPOINT] = "SAVEPOINT member",  [RELEASE] = "RELEASE member",
    [UNDO] = "ROLLBACK TO member",
};

/* ---- open and close --------------------------------------------------------- */

static bool
pragma(struct connection *link, const char *text, int *out, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(link->db, text, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        *out = sqlite3_column_int(statement, 0);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || sqlite_fail(code, err);
}

static bool
sqlite_script(struct connection *link, const char *text, struct err *err)
{
    int code = sqlite3_exec(link->db, text, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_fail(code, err);
}

static int
remember_pages(void *arg, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((struct connection *)arg)->wal_pages = pages;
    return SQLITE_OK;
}

/* A file somebody else wrote may hold a hostile schema: nothing of it runs. */
static void
distrust(struct connection *link)
{
    bool shared = link->mode == DRIVER_WRITE || link->mode == DRIVER_READ;
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(link->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, shared, NULL);
    sqlite3_limit(link->db, SQLITE_LIMIT_ATTACHED, 0);
}

/* Is the file ours? Asked before anything could change it. */
static bool
check_owner(struct connection *link, const char *path, struct err *err)
{
    int id;
    if (link->mode == DRIVER_NEW) {
        return true;
    }
    if (!pragma(link, "PRAGMA application_id", &id, err)) {
        return false;
    }
    return id == APPLICATION_ID ||
           err_set(err, REASON_STORE, "", "%1 ist keine Datenbank von Laufzettel.", path);
}

static bool
set_pragmas(struct connection *link, struct err *err)
{
    if (!sqlite_script(link,
                       "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                       "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;"
                       "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                       "PRAGMA wal_autocheckpoint = 0",
                       err)) {
        return false;
    }
    switch (link->mode) {
    case DRIVER_NEW:
        return sqlite_script(link, "PRAGMA application_id = 1280988209", err);
    case DRIVER_ALONE:
        return true;
    case DRIVER_WRITE:
        sqlite3_wal_hook(link->db, remember_pages, link);
        return sqlite_script(link, "PRAGMA journal_mode = WAL; PRAGMA cache_size = -8192", err);
    case DRIVER_READ:
        /* Room for the upper pages of all trees of a large office, and some more. */
        return sqlite_script(link, "PRAGMA query_only = ON; PRAGMA cache_size = -8192", err);
    }
    return true;
}

/* What durability rests on is read back: a silent default would lose confirmations. */
static bool
check_pragmas(struct connection *link, struct err *err)
{
    int full, keys, checkpoint, only;
    sqlite3_stmt *statement = NULL;
    if (!pragma(link, "PRAGMA synchronous", &full, err) ||
        !pragma(link, "PRAGMA foreign_keys", &keys, err) ||
        !pragma(link, "PRAGMA wal_autocheckpoint", &checkpoint, err) ||
        !pragma(link, "PRAGMA query_only", &only, err)) {
        return false;
    }
    int code = sqlite3_prepare_v2(link->db, "PRAGMA journal_mode", -1, &statement, NULL);
    bool wal = code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
               sqlite3_stricmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    sqlite3_finalize(statement);
    bool shared = link->mode == DRIVER_WRITE || link->mode == DRIVER_READ;
    if (full == 2 && keys == 1 && checkpoint == 0 && (only == 1) == (link->mode == DRIVER_READ) &&
        (wal || !shared) && sqlite3_db_readonly(link->db, "main") == 0) {
        return true;
    }
    return err_set(err, REASON_STORE, "",
                   "Die Datenbank lässt sich hier nicht sicher betreiben. Bitte ein Verzeichnis "
                   "auf einem lokalen Datenträger mit Schreibrecht wählen.");
}

static void
sqlite_close(struct connection *link)
{
    if (link == NULL) {
        return;
    }
    for (size_t i = 0; i < CONTROL__MAX; i++) {
        sqlite3_finalize(link->control[i]);
    }
    for (size_t i = 0; i < SQL__MAX; i++) {
        sqlite3_finalize(link->statement[i]);
    }
    sqlite3_close(link->db);
    free(link);
}

/* A file of a moment's work lies beside the database, not where all of the machine's do. SQLite
   asks for the folder once, before the first connection. */
static void
set_temp_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t len = slash == NULL ? 1 : (size_t)(slash - path) + (slash == path);
    if (len < sizeof folder) {
        snprintf(folder, sizeof folder, "%.*s", (int)len, slash == NULL ? "." : path);
        (void)setenv("SQLITE_TMPDIR", folder, 0);
    }
}

static bool
sqlite_open(const char *path, enum driver_mode mode, struct connection **out, struct err *err)
{
    /* Not for a reader: its process has the file open already, and closing any descriptor of a
       file ends all of the process's POSIX locks on it. Another program would then take itself
       for the last one and remove the log that writes go to. */
    bool looked = mode == DRIVER_NEW    ? sqlite_make_file(path, err)
                  : mode == DRIVER_READ ? true
                                        : sqlite_check_file(path, err);
    if (!looked) {
        return false;
    }
    struct connection *link = calloc(1, sizeof *link);
    if (link == NULL) {
        return sqlite_fail(SQLITE_NOMEM, err);
    }
    /* Statistics nobody reads, kept under one lock that every allocation of every connection
       would take. Refused, and not needed again, once the first connection is open. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    set_temp_folder(path);
    link->mode = mode;
    link->checkpoint_from = SQLITE_CHECKPOINT_PAGES;
    int code = sqlite3_open_v2(path, &link->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                               NULL);
    bool done = code == SQLITE_OK || sqlite_fail(code, err);
    if (done) {
        sqlite3_busy_timeout(link->db, SQLITE_BUSY_WAIT_MS);
        distrust(link);
        done = check_owner(link, path, err) && set_pragmas(link, err) && check_pragmas(link, err);
    }
    if (done) {
        *out = link;
    } else {
        sqlite_close(link);
    }
    return done;
}

/* ---- transactions ------------------------------------------------------------ */

static bool
control(struct connection *link, enum control which, struct err *err)
{
    int code = SQLITE_OK;
    if (link->control[which] == NULL) {
        code = sqlite3_prepare_v3(link->db, control_text[which], -1, SQLITE_PREPARE_PERSISTENT,
                                  &link->control[which], NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(link->control[which]);
        sqlite3_reset(link->control[which]);
    }
    return code == SQLITE_DONE || sqlite_fail(code, err);
}

static bool
sqlite_begin(struct connection *link, struct err *err)
{
    return control(link, link->mode == DRIVER_READ ? BEGIN_READ : BEGIN_WRITE, err);
}

static bool
sqlite_commit(struct connection *link, struct err *err)
{
    return control(link, COMMIT, err);
}

static void
sqlite_rollback(struct connection *link)
{
    struct err ignored = {0};
    /* After a full disk SQLite may have rolled back by itself. */
    if (!sqlite3_get_autocommit(link->db)) {
        (void)!control(link, ROLLBACK, &ignored);
    }
}

static bool
sqlite_savepoint(struct connection *link, struct err *err)
{
    return control(link, SAVEPOINT, err);
}

static bool
sqlite_release(struct connection *link, struct err *err)
{
    return control(link, RELEASE, err);
}

static bool
sqlite_undo(struct connection *link, struct err *err)
{
    return control(link, UNDO, err) && control(link, RELEASE, err);
}

/* ---- statements ---------------------------------------------------------------- */

static bool
prepare(struct connection *link, enum sql_id id, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    const struct sql *sql = &sql_table[id];
    int code = sqlite3_prepare_v3(link->db, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                  NULL);
    if (code != SQLITE_OK) {
        return sqlite_fail(code, err);
    }
    bool fits = sqlite3_bind_parameter_count(statement) == (int)sql->params &&
                sqlite3_column_count(statement) == (int)sql->columns;
    for (unsigned n = 1; n <= sql->params && fits; n++) {
        char name[8];
        int place = sqlite3_bind_parameter_index(
            statement, sqlite3_snprintf((int)sizeof name, name, "$%u", n));
        link->place[id][n - 1] = (unsigned char)place;
        fits = place > 0;
    }
    if (!fits) {
        sqlite3_finalize(statement);
        return sqlite_fail(SQLITE_MISUSE, err);
    }
    link->statement[id] = statement;
    return true;
}

static int
bind(sqlite3_stmt *statement, int place, const struct sql_value *value)
{
    const void *bytes = sql_value_bytes(value);
    switch (value->kind) {
    case SQL_NULL:
        return sqlite3_bind_null(statement, place);
    case SQL_INT:
        return sqlite3_bind_int64(statement, place, value->number);
    case SQL_TEXT:
        return sqlite3_bind_text64(statement, place, bytes, value->len, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case SQL_BYTES:
        return sqlite3_bind_blob64(statement, place, bytes, value->len, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

/* Column I into OUT. One look-up per column: a connection belongs to one thread at a time, so the
   value needs none of the protection that sqlite3_column_* gives at every call. */
static void
column(sqlite3_stmt *statement, int i, struct sql_value *out)
{
    sqlite3_value *value = sqlite3_column_value(statement, i);
    out->kind = SQL_NULL;
    out->number = 0;
    out->bytes = NULL;
    out->len = 0;
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        out->kind = SQL_INT;
        out->number = sqlite3_value_int64(value);
        break;
    case SQLITE_TEXT:
        out->kind = SQL_TEXT;
        out->bytes = sqlite3_value_text(value);
        out->len = (size_t)sqlite3_value_bytes(value);
        break;
    case SQLITE_BLOB:
        out->kind = SQL_BYTES;
        out->bytes = sqlite3_value_blob(value);
        out->len = (size_t)sqlite3_value_bytes(value);
        break;
    default:
        break;
    }
}

/* Hand each row to ROW until there are no more or it has seen enough. */
static int
step(sqlite3_stmt *statement, driver_row *row, void *arg)
{
    int code, columns = sqlite3_column_count(statement);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct sql_value values[SQL_COLUMNS_MAX];
        for (int i = 0; i < columns; i++) {
            column(statement, i, &values[i]);
        }
        if (row != NULL && !row(arg, values)) {
            return SQLITE_DONE;
        }
    }
    return code;
}

static bool
sqlite_run(struct connection *link, enum sql_id id, const struct sql_value *params, size_t count,
           driver_row *row, void *arg, int64_t *changed, struct err *err)
{
    assert(count == sql_table[id].params);
    if (link->statement[id] == NULL && !prepare(link, id, err)) {
        return false;
    }
    sqlite3_stmt *statement = link->statement[id];
    assert(!sqlite3_stmt_busy(statement));
    int code = SQLITE_OK;
    for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
        code = bind(statement, link->place[id][i], &params[i]);
    }
    if (code == SQLITE_OK) {
        code = step(statement, row, arg);
    }
    if (changed != NULL) {
        *changed = sqlite3_changes64(link->db);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code == SQLITE_DONE || sqlite_fail(code, err);
}

/* ---- the file ------------------------------------------------------------------ */

static bool
sqlite_version(struct connection *link, int *out, struct err *err)
{
    return pragma(link, "PRAGMA user_version", out, err);
}

static bool
sqlite_set_version(struct connection *link, int version, struct err *err)
{
    char text[64];
    sqlite3_snprintf((int)sizeof text, text, "PRAGMA user_version = %d", version);
    return sqlite_script(link, text, err);
}

const struct driver sqlite_driver = {
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .savepoint = sqlite_savepoint,
    .release = sqlite_release,
    .undo = sqlite_undo,
    .run = sqlite_run,
    .script = sqlite_script,
    .version = sqlite_version,
    .set_version = sqlite_set_version,
    .tidy = sqlite_tidy,
    .wipe = sqlite_wipe,
    .check = sqlite_check,
    .copy = sqlite_copy,
};
