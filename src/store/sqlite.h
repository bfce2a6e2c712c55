/*
 * sqlite.h - what the two files of the SQLite driver share; nobody else includes it.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <sqlite3.h>

#include "driver.h"

enum control { BEGIN_WRITE, BEGIN_READ, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, UNDO, CONTROL__MAX };

struct connection {
    sqlite3 *db;
    enum driver_mode mode;
    int wal_pages;       /* in the log after the last commit */
    int checkpoint_from; /* pages from which a checkpoint is due */
    sqlite3_stmt *control[CONTROL__MAX];
    sqlite3_stmt *statement[SQL__MAX];
    /* SQLite takes "$3" for a name and numbers names as they come: where $n really is. */
    unsigned char place[SQL__MAX][SQL_PARAMS_MAX];
};

#define SQLITE_BUSY_WAIT_MS 5000
#define SQLITE_CHECKPOINT_PAGES 4000 /* 16 MB: a page changed often is written once */

/* Set ERR for the engine's CODE, in words people can act on; returns false. */
bool sqlite_fail(int code, struct err *err);

/* Is there a file at PATH that may be a database, and may we write it? */
bool sqlite_check_file(const char *path, struct err *err);
/* Make an empty file that only its owner may read. Errors: CONFLICT, STORE. */
bool sqlite_make_file(const char *path, struct err *err);

/* The optional members of the driver. */
void sqlite_tidy(struct connection *link, bool at_end);
bool sqlite_wipe(struct connection *link, struct err *err);
bool sqlite_check(struct connection *link, driver_complaint *complain, void *arg,
                  struct err *err);
bool sqlite_copy(struct connection *link, const char *path, struct err *err);

#endif
