/*
 * driver.h - the seam to the database engine: one connection, the statements of sql.h.
 *
 * Above this line nothing knows an engine; below it nothing knows a noun. A driver fills
 * one struct driver. A connection is used by one thread at a time.
 * Every function that returns false has set the err: STORE and a German sentence.
 */
#ifndef DRIVER_H
#define DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "sql.h"
#include "sql_value.h"

struct connection; /* each driver has its own */

enum driver_mode {
    DRIVER_NEW,   /* make an empty database; it must not exist */
    DRIVER_ALONE, /* an existing one that nobody else has open */
    DRIVER_WRITE, /* the one connection of a process that writes and checkpoints */
    DRIVER_READ   /* one of many that only read */
};

/* Sees one row; false ends the query early, which is no failure. */
typedef bool driver_row(void *arg, const struct sql_value *columns);
/* Sees one complaint of a check. */
typedef void driver_complaint(void *arg, const char *text);

struct driver {
    /* required */
    bool (*open)(const char *path, enum driver_mode mode, struct connection **out,
                 struct err *err);
    void (*close)(struct connection *link); /* NULL is fine */
    /* A write transaction, or on a reading connection one consistent state. */
    bool (*begin)(struct connection *link, struct err *err);
    bool (*commit)(struct connection *link, struct err *err); /* true: it is on disk */
    void (*rollback)(struct connection *link);
    bool (*savepoint)(struct connection *link, struct err *err);
    bool (*release)(struct connection *link, struct err *err);
    bool (*undo)(struct connection *link, struct err *err); /* back to the savepoint, which goes */
    /* Run one statement of the table; ROW may be NULL, CHANGED too. */
    bool (*run)(struct connection *link, enum sql_id id, const struct sql_value *params,
                size_t count, driver_row *row, void *arg, int64_t *changed, struct err *err);
    /* Run a text of several statements that return nothing: a schema or a migration. */
    bool (*script)(struct connection *link, const char *text, struct err *err);
    /* The number that tells which schema the database has. */
    bool (*version)(struct connection *link, int *out, struct err *err);
    bool (*set_version)(struct connection *link, int version, struct err *err);

    /* optional: NULL where the engine looks after itself */
    /* After a commit, under the lock of the directory: housekeeping that is due; AT_END all. */
    void (*tidy)(struct connection *link, bool at_end);
    /* Outside a transaction: no byte of a deleted row stays in file or log. */
    bool (*wipe)(struct connection *link, struct err *err);
    /* Check the stored bytes themselves. */
    bool (*check)(struct connection *link, driver_complaint *complain, void *arg,
                  struct err *err);
    /* Copy one consistent state to a new file at PATH. */
    bool (*copy)(struct connection *link, const char *path, struct err *err);
};

extern const struct driver sqlite_driver;

#endif
