/*
 * sqlite_file.c - the SQLite driver's file as a file: looked at before it is opened, checked,
 * copied, its log moved into it; and the engine's errors in plain words.
 */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
no_access(const char *path, struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.", path);
}

static bool
damaged(struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   "Die Datenbank ist beschädigt. Bitte nichts mehr eintragen und die letzte "
                   "Sicherung einspielen (laufzettel restore).");
}

bool
sqlite_fail(int code, struct err *err)
{
    char number[ERR_NUMBER_MAX];
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return damaged(err);
    case SQLITE_FULL:
        return err_set(err, REASON_STORE, "",
                       "Der Speicher ist voll. Nichts wurde eingetragen. Bitte Platz schaffen "
                       "und noch einmal versuchen.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, REASON_STORE, "",
                       "Die Datenbank ist gerade belegt. Bitte gleich noch einmal versuchen.");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return no_access("laufzettel.db", err);
    default:
        return err_set(err, REASON_STORE, "",
                       "Die Datenbank konnte nicht lesen oder schreiben (Fehler %1). Bitte den "
                       "Datenträger prüfen und noch einmal versuchen.",
                       err_number(number, code));
    }
}

/* Look at the file before SQLite does: it would take an empty one for a new database. */
bool
sqlite_check_file(const char *path, struct err *err)
{
    char magic[16];
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) {
        return err_set(err, REASON_STORE, "",
                       "Die Datenbank %1 fehlt. Bitte das Verzeichnis prüfen, eine Sicherung "
                       "einspielen oder mit laufzettel init neu beginnen.",
                       path);
    }
    if (fd < 0) {
        return no_access(path, err);
    }
    bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    ssize_t got = regular ? read(fd, magic, sizeof magic) : 0;
    close(fd);
    if (regular && status.st_size < 512) {
        return damaged(err);
    }
    if (got != (ssize_t)sizeof magic || memcmp(magic, "SQLite format 3", sizeof magic) != 0) {
        return err_set(err, REASON_STORE, "", "%1 ist keine Datenbank von Laufzettel.", path);
    }
    return access(path, R_OK | W_OK) == 0 || no_access(path, err);
}

/* An empty file that only its owner may read, so that SQLite's files beside it are so too. */
bool
sqlite_make_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) {
        return err_set(err, REASON_CONFLICT, "", "%1 gibt es schon.", path);
    }
    if (fd < 0) {
        return no_access(path, err);
    }
    close(fd);
    return true;
}

/* A checkpoint when the log has grown, never waiting for a reader; all of it at the end. */
void
sqlite_tidy(struct connection *link, bool at_end)
{
    int pages = 0, moved = 0;
    if (at_end) {
        sqlite3_busy_timeout(link->db, 0);
        sqlite3_wal_checkpoint_v2(link->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
        return;
    }
    if (link->wal_pages < link->checkpoint_from) {
        return;
    }
    sqlite3_wal_checkpoint_v2(link->db, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    /* A reader held it up: do not try again at every commit. */
    link->checkpoint_from =
        moved == pages ? SQLITE_CHECKPOINT_PAGES : link->wal_pages + SQLITE_CHECKPOINT_PAGES;
}

/* secure_delete clears a freed cell where it stood, but a page that was rebuilt may hold older
   copies of it: only a new file holds none. A new file is written through the log, from a copy
   that is not kept in memory: it is as large as the database. */
bool
sqlite_wipe(struct connection *link, struct err *err)
{
    /* VACUUM attaches the file it makes. */
    sqlite3_limit(link->db, SQLITE_LIMIT_ATTACHED, 1);
    int code = sqlite3_exec(link->db, "PRAGMA temp_store = FILE; VACUUM", NULL, NULL, NULL);
    sqlite3_exec(link->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    sqlite3_limit(link->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(link->db, SQLITE_BUSY_WAIT_MS);
    if (code == SQLITE_OK) {
        code = sqlite3_wal_checkpoint_v2(link->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
    link->wal_pages = 0;
    link->checkpoint_from = SQLITE_CHECKPOINT_PAGES;
    return code == SQLITE_OK || sqlite_fail(code, err);
}

struct checking {
    driver_complaint *complain;
    void *arg;
};

static int
integrity_row(void *arg, int columns, char **values, char **names)
{
    struct checking *checking = arg;
    (void)names;
    if (columns >= 1 && values[0] != NULL && strcmp(values[0], "ok") != 0) {
        checking->complain(checking->arg, values[0]);
    }
    return 0;
}

bool
sqlite_check(struct connection *link, driver_complaint *complain, void *arg, struct err *err)
{
    struct checking checking = {complain, arg};
    int code = sqlite3_exec(link->db, "PRAGMA integrity_check(20); PRAGMA foreign_key_check",
                            integrity_row, &checking, NULL);
    if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) {
        complain(arg, sqlite3_errstr(code));
        return true;
    }
    return code == SQLITE_OK || sqlite_fail(code, err);
}

bool
sqlite_copy(struct connection *link, const char *path, struct err *err)
{
    sqlite3 *target = NULL;
    if (!sqlite_make_file(path, err)) {
        return false;
    }
    int code = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(target, "main", link->db, "main");
        /* All pages in one step are one state; writers go on meanwhile. */
        if (backup != NULL) {
            sqlite3_backup_step(backup, -1);
        }
        code = backup != NULL ? sqlite3_backup_finish(backup) : sqlite3_errcode(target);
    }
    /* One file is the whole copy: no log beside it. */
    if (code == SQLITE_OK) {
        code = sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
    sqlite3_close(target);
    if (code != SQLITE_OK) {
        unlink(path);
    }
    return code == SQLITE_OK || sqlite_fail(code, err);
}
