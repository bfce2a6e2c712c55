/*
 * inner.h - what the files of the store share: an open store, a borrowed connection and
 * the few ways a verb runs a statement.
 */
#ifndef STORE_INNER_H
#define STORE_INNER_H

#include <pthread.h>

#include "arena.h"
#include "driver.h"
#include "level.h"
#include "noun.h"
#include "store.h"
#include "store_catalogue.h"

struct ticket;

/* A connection with what writing needs: borrowed by a verb, owned by the store. */
struct db {
    const struct driver *driver;
    struct connection *link;
    const struct keys *keys;
    const struct clock *clock;
    int64_t last_ms; /* latest moment given out, from meta */
    int64_t last_id; /* highest id given out, from meta */
    bool moved;      /* meta must be written before the commit */
};

struct store {
    struct arena arena; /* holds the store itself */
    char purpose[16];
    const struct keys *keys;
    const struct clock *clock;
    int lock; /* file descriptor of DIR/laufzettel.lock */

    struct db writer;
    pthread_mutex_t write_mutex; /* guards the queue, not the connection: the leader has that */
    struct ticket *first, *last; /* who waits to write, in order of arrival */
    bool leading;
    bool wrote; /* something is in the log that a last checkpoint should take */

    pthread_mutex_t read_mutex; /* guards idle and idle_count */
    pthread_cond_t read_free;
    struct db *reader;
    struct db **idle;
    size_t readers, idle_count;
};

/* A statement that returns no rows. CHANGED may be NULL. */
#define db_do(db, id, changed, err, ...)                                              \
    db_run((db), (id), (const struct sql_value[]){__VA_ARGS__},                       \
           sizeof((const struct sql_value[]){__VA_ARGS__}) / sizeof(struct sql_value), \
           NULL, NULL, (changed), (err))
bool db_run(struct db *db, enum sql_id id, const struct sql_value *params, size_t count,
            driver_row *row, void *arg, int64_t *changed, struct err *err);

/* Parameters of a query: `PARAMS(sql_int(id))`. */
#define PARAMS(...)                               \
    (const struct sql_value[]){__VA_ARGS__},      \
        sizeof((const struct sql_value[]){__VA_ARGS__}) / sizeof(struct sql_value)

/* One row of a query as a struct of NOUN; *FOUND says whether there was one. */
bool db_get(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
            const struct sql_value *params, size_t count, void *out, bool *found,
            struct err *err);
/* The same; NOT_FOUND with SENTENCE (German, WHAT is its %1) when there is none. */
bool db_need(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
             const struct sql_value *params, size_t count, void *out, const char *sentence,
             const char *what, struct err *err);
/* All rows of a query as an array of structs of NOUN in ARENA. */
bool db_list(struct db *db, struct arena *arena, const struct noun *noun, enum sql_id id,
             const struct sql_value *params, size_t count, const void **out, size_t *rows,
             struct err *err);
/* The number in the first column of the first row; 0 when there is none. */
bool db_number(struct db *db, enum sql_id id, const struct sql_value *params, size_t count,
               int64_t *out, struct err *err);

/* Insert ROW; an id of 0 becomes a new one. */
bool db_insert(struct db *db, const struct noun *noun, void *row, int64_t *changed,
               struct err *err);
/* Add ROW or bring the stored one up to date under its natural key; sets its id. */
bool db_put(struct db *db, const struct noun *noun, void *row, enum put *done, struct err *err);

/* ---- locks: bytes of DIR/laufzettel.lock, held by an open file, gone with its process ---- */

enum lock_byte {
    TURN_LOCK,  /* held while waiting for WRITE_LOCK: a busy process cannot jump the queue */
    WRITE_LOCK, /* one writing process at a time */
    SERVE_LOCK, /* one server */
    OPEN_LOCK   /* shared by every open store; whoever replaces the file wants it alone */
};
bool lock_open(const char *dir, int *out, struct err *err);
/* Errors: STORE when it was not free within WAIT_MS. */
bool lock_take(int lock, enum lock_byte byte, bool shared, int wait_ms, struct err *err);
void lock_drop(int lock, enum lock_byte byte);
/* WRITE_LOCK in turn, at most STORE_LOCK_WAIT_MS. */
bool lock_write(int lock, struct err *err);

/* ---- opening and meta -------------------------------------------------------------------- */

struct meta {
    char purpose[16];
    char fingerprint[40];
    int64_t epoch, last_ms, last_id;
};
/* Begin, read meta into DB, and the other way round: write meta, commit. */
bool db_begin(struct db *db, struct err *err);
bool db_commit(struct db *db, struct err *err);
bool meta_get(struct db *db, struct meta *out, struct err *err);
/* Schema version and key of an open database. EXPECTED 0 takes any version up to ours. */
bool store_check_version(struct db *db, int expected, int *version, struct err *err);
bool store_check_key(struct db *db, struct err *err);
char *store_path(struct arena *arena, const char *dir, const char *name);
#define DB_NAME "laufzettel.db"

/* Bring the database of DB, which nobody else writes, from version FROM to ours. */
struct migration {
    int version;     /* the schema has this version afterwards */
    const char *sql; /* statements, or the name of an embedded file of them */
};
extern const struct migration migrations[]; /* ends with version 0 */
bool migrate_run(struct db *db, const struct migration *table, int from, int *to,
                 struct err *err);

/* ---- the chain ----------------------------------------------------------------------------- */

struct print_record;
struct stored_event;
struct voucher;

/* The hash of EVENT after PREVIOUS. */
void chain_event(const struct keys *keys, const struct stored_event *event,
                 const uint8_t *previous, uint8_t *out);
/* The head of VOUCHER: its last event's hash, its count and its row, but for `disputed`. */
void chain_head(const struct keys *keys, const struct voucher *voucher, const uint8_t *last,
                uint8_t *out);

/* The hash of all of PRINT but its proof. */
void chain_print(const struct keys *keys, const struct print_record *print, uint8_t *out);

/* Verify the database of DB (inside a transaction); see store_verify. */
struct verdict {
    struct arena *arena;
    struct store_finding *finding;
    size_t count, room;
    size_t vouchers, events;
    size_t prints, unproved; /* of these that many are from before there were proofs */
};
bool verify_run(struct db *db, struct verdict *out, struct err *err);
/* Recompute the proof of each print, and count those of each slip. */
bool print_verify(struct db *db, struct verdict *out, struct err *err);
/* Take the values out of the prints of a slip, as long as each verifies: else not SOUND, and to be
   undone. */
bool print_forget_values(struct db *db, int64_t slip_id, bool *sound, struct err *err);
/* Recompute the seals in order. */
bool seal_verify(struct db *db, struct verdict *out, struct err *err);
/* Before COUNT events of one voucher are deleted: note it in the seals over them, which must
   hold. *OUT NULL begins; to be closed in the same write, after the deletion. Errors: CONFLICT
   (a seal does not hold), STORE. */
struct graves;
bool seal_open_graves(struct db *db, struct arena *arena, const int64_t *events, size_t count,
                      struct graves **out, struct err *err);
bool seal_close_graves(struct db *db, const struct graves *graves, struct err *err);
/* Recompute one voucher's chain, head and fold. */
bool verify_voucher(struct db *db, struct arena *arena, const struct voucher *voucher,
                    struct verdict *out, struct err *err);
/* STORE when the database of DB does not verify. */
bool store_prove_copy(struct db *db, struct err *err);
bool store_sync_file(const char *path, struct err *err);
void verdict_add(struct verdict *verdict, const char *what, const char *where);

#endif
