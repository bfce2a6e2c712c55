/*
 * store.h - one office's data: opened, read, written, proved, saved.
 *
 * One directory, one database, one key. Reading takes a connection of its own;
 * writing goes through store_write, which joins what arrives at the same time into
 * one durable commit. Nothing above the driver (store/driver.h) knows SQLite.
 * Verbs on nouns stand in store_case.h, store_catalogue.h, store_slip.h,
 * store_people.h and store_followup.h.
 */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct buf;
struct clock;
struct keys;
struct store;
struct db; /* a connection, borrowed for one read or one write */

#define STORE_SCHEMA_VERSION 10
#define STORE_LOCK_WAIT_MS 5000

struct store_options {
    const char *dir;          /* holds laufzettel.db and laufzettel.lock */
    const struct keys *keys;
    const struct clock *clock;
    size_t readers;           /* reading connections; 1 for the command line */
    bool migrate;             /* bring an older database up to date (after a backup) */
};

/*
 * Make an empty database. Errors: CONFLICT (there is one already), STORE.
 */
MUST_CHECK bool store_create(const struct store_options *options, const char *purpose,
                             struct err *err);

/*
 * Open it. Errors: STORE, each with a plain sentence: not there, not ours, newer than this
 * program, older (run migrate), made with another key, damaged, read-only, no room.
 */
MUST_CHECK bool store_open(const struct store_options *options, struct store **out,
                           struct err *err);
/* NULL is fine. */
void store_close(struct store *store);

/* Be the one server of the directory until the store is closed. Errors: STORE (there is one). */
MUST_CHECK bool store_claim(struct store *store, struct err *err);

/* "production", "test" or "demo": what the directory was made for. */
const char *store_purpose(const struct store *store);

/*
 * Run FN inside a durable transaction. Calls from several threads are committed
 * together; each FN runs under a savepoint of its own and is undone alone when it
 * returns false. When this returns true the change is on disk.
 * FN re-reads what it decides on and never renders, hashes passwords or waits.
 * Errors: those of FN; STORE when the commit failed (for all members) or another
 * process held the lock for longer than STORE_LOCK_WAIT_MS.
 */
typedef bool store_fn(struct db *db, void *arg, struct err *err);
MUST_CHECK bool store_write(struct store *store, store_fn *fn, void *arg, struct err *err);

/*
 * Inside a write: run FN so that it is undone alone when it returns false. Many small
 * changes of one caller share a commit and none of them harms another.
 * Errors: those of FN; STORE: the write is lost and must return false itself.
 */
MUST_CHECK bool store_try(struct db *db, store_fn *fn, void *arg, struct err *err);

/* Run FN on a reading connection, on one consistent state of the data. */
MUST_CHECK bool store_read(struct store *store, store_fn *fn, void *arg, struct err *err);

/* A new id: grows with time, cannot be guessed from its neighbour. Inside a write only. */
int64_t store_new_id(struct db *db);
/* No id given out at MOMENT_MS or later is below it: a day's rows are a range of ids. */
int64_t store_first_id(int64_t moment_ms);
/* The moment an id was given out at. */
int64_t store_moment_of_id(int64_t id);
/* The moment of this write: the clock's, but never below the last recorded one. */
int64_t store_now_ms(struct db *db);
/* The next number of a named series ("slip-2026"), from 1. */
MUST_CHECK bool store_next_number(struct db *db, const char *series, int64_t *out,
                                  struct err *err);

/* What verify found. */
struct store_finding {
    const char *what;   /* German sentence with %1 */
    const char *where;  /* voucher id, copy of a slip, table or day */
};
struct store_verdict {
    const struct store_finding *finding;
    size_t count;
    size_t vouchers, events, prints; /* looked at */
    size_t unproved;                 /* prints from before there were proofs */
};
/*
 * Recompute every chain, head, print and seal, and check the database file itself.
 * Returns true when the check ran; findings say what is missing or changed.
 */
MUST_CHECK bool store_verify(struct store *store, struct arena *arena, struct store_verdict *out,
                             struct err *err);
/* Write the seal of DAY: the digest of all heads; at most one a day. Called by the tick. */
MUST_CHECK bool store_seal(struct db *db, int32_t day, struct err *err);

/*
 * Rewrite the file and empty its log, so that the bytes of deleted rows are nowhere in either.
 * Errors: STORE (somebody reads all the time, or no room): to be tried again.
 */
MUST_CHECK bool store_wipe(struct store *store, struct err *err);

/*
 * Copy the live database to PATH (consistent, verified, synced, renamed into place);
 * never the key. Errors: STORE, CONFLICT (PATH exists), with no half file left.
 */
MUST_CHECK bool store_backup(struct store *store, const char *path, struct err *err);

/*
 * Put the backup at PATH in place of the directory's database: checked first against
 * the key; the old file is kept as laufzettel.db.before-restore. Raises the epoch.
 * EVENTS_LOST, when not NULL, gets the events the old file had beyond the backup (-1 unknown).
 */
MUST_CHECK bool store_restore(const struct store_options *options, const char *path,
                              int64_t *events_lost, struct err *err);

/* Bring an older database up to date. FROM and TO get the versions. */
MUST_CHECK bool store_migrate(const struct store_options *options, int *from, int *to,
                              struct err *err);

#endif
