/*
 * floor_commit.c - durable inserts, one by one or many in one commit.
 */
#include "floor_commit.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

struct waiting {
    struct waiting *next;
    pthread_cond_t wake;
    bool done, ok;
};

struct floor_commit {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *commit;
    sqlite3_int64 key;
    pthread_mutex_t mutex;
    struct waiting *first;
    bool leading;
};

struct floor_commit *
floor_commit_open(const char *path)
{
    struct floor_commit *floor = calloc(1, sizeof *floor);
    if (floor == NULL) {
        return NULL;
    }
    pthread_mutex_init(&floor->mutex, NULL);
    if (sqlite3_open(path, &floor->db) == SQLITE_OK &&
        sqlite3_exec(floor->db,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "CREATE TABLE event (id INTEGER PRIMARY KEY, voucher INTEGER, seq INTEGER,"
                     " step TEXT, happened_on TEXT, recorded_at INTEGER, provider INTEGER,"
                     " nonce BLOB UNIQUE, hash BLOB);"
                     "CREATE INDEX event_voucher ON event (voucher, seq)",
                     NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(floor->db, "BEGIN IMMEDIATE", -1, &floor->begin, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(floor->db, "COMMIT", -1, &floor->commit, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(floor->db,
                           "INSERT INTO event VALUES (?1, ?1 % 4096, ?1, 'attend', '2026-05-04',"
                           " 1777885200000, 7, randomblob(16), zeroblob(32))",
                           -1, &floor->insert, NULL) == SQLITE_OK) {
        return floor;
    }
    floor_commit_close(floor);
    return NULL;
}

void
floor_commit_close(struct floor_commit *floor)
{
    if (floor == NULL) {
        return;
    }
    sqlite3_finalize(floor->begin);
    sqlite3_finalize(floor->insert);
    sqlite3_finalize(floor->commit);
    sqlite3_close(floor->db);
    pthread_mutex_destroy(&floor->mutex);
    free(floor);
}

static bool
step(sqlite3_stmt *statement)
{
    sqlite3_step(statement);
    return sqlite3_reset(statement) == SQLITE_OK;
}

static bool
insert(struct floor_commit *floor)
{
    sqlite3_bind_int64(floor->insert, 1, ++floor->key);
    return step(floor->insert);
}

bool
floor_commit_alone(struct floor_commit *floor)
{
    pthread_mutex_lock(&floor->mutex);
    const bool done = step(floor->begin) && insert(floor) && step(floor->commit);
    pthread_mutex_unlock(&floor->mutex);
    return done;
}

/* Commit all who wait; the caller holds the mutex. */
static void
lead(struct floor_commit *floor, const struct waiting *leader)
{
    struct waiting *batch = floor->first;
    floor->first = NULL;
    floor->leading = true;
    pthread_mutex_unlock(&floor->mutex);
    bool done = step(floor->begin);
    for (const struct waiting *one = batch; one != NULL; one = one->next) {
        done = done && insert(floor);
    }
    done = done && step(floor->commit);
    pthread_mutex_lock(&floor->mutex);
    floor->leading = false;
    for (struct waiting *one = batch, *next; one != NULL; one = next) {
        next = one->next;
        one->ok = done;
        one->done = true;
        if (one != leader) {
            pthread_cond_signal(&one->wake);
        }
    }
    if (floor->first != NULL) {
        pthread_cond_signal(&floor->first->wake);
    }
}

bool
floor_commit_together(struct floor_commit *floor)
{
    struct waiting self = {.wake = PTHREAD_COND_INITIALIZER};
    pthread_mutex_lock(&floor->mutex);
    self.next = floor->first;
    floor->first = &self;
    while (!self.done) {
        if (floor->leading) {
            pthread_cond_wait(&self.wake, &floor->mutex);
        } else {
            lead(floor, &self);
        }
    }
    pthread_mutex_unlock(&floor->mutex);
    pthread_cond_destroy(&self.wake);
    return self.ok;
}
