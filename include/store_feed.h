/*
 * store_feed.h - keys of the office's own programs, and the events that these read.
 */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"
#include "store_session.h"
#include "store_slip.h"

struct arena;
struct db;

/* The key of a program of the office. Only its keyed hash is kept. */
struct office_key {
    int64_t id;
    const char *name;
    uint8_t hash[STORE_TOKEN_BYTES];
    int64_t created_ms, last_seen_ms, revoked_ms; /* 0: not yet */
};
/* Sets id and created_ms. Errors: CONFLICT (a key of this name is in force). */
MUST_CHECK bool store_office_key_add(struct db *db, struct office_key *row, struct err *err);
/* The key in force with this hash, if any: *FOUND. */
MUST_CHECK bool store_office_key_find(struct db *db, struct arena *arena,
                                      const uint8_t hash[STORE_TOKEN_BYTES], bool *found,
                                      struct office_key *out, struct err *err);
/* Also revoked ones, newest first. */
MUST_CHECK bool store_office_key_list(struct db *db, struct arena *arena,
                                      const struct office_key **out, size_t *count,
                                      struct err *err);
MUST_CHECK bool store_office_key_seen(struct db *db, int64_t id, int64_t seen_ms,
                                      struct err *err);
/* The key in force of this name. Errors: NOT_FOUND. */
MUST_CHECK bool store_office_key_revoke(struct db *db, const char *name, struct err *err);

#define STORE_FEED_MARK_BYTES 8

/* Where somebody stopped to read: an event, and the beginning of its hash, so that a place in
   another history (a restored backup) is known for one. All zero: before the first event. */
struct feed_place {
    int64_t event;
    uint8_t mark[STORE_FEED_MARK_BYTES];
};

/* What of an event leaves the store here: facts and ids, nobody's name. */
struct feed_row {
    int64_t event, voucher;
    const char *slip_number;
    int position;
    enum service_type type;
    unsigned seq;
    enum step step;
    int32_t happened_on;
    int64_t recorded_at_ms;
    enum source source; /* 0: the tick */
    const char *receipt;
    unsigned annuls;    /* seq of the voucher's event that this one takes out; 0: none */
    uint8_t hash[STORE_HASH_BYTES];
    enum outcome outcome;    /* of an end */
    const char *case_number; /* for the office's own files alone */
    int generation;          /* of the voucher's code; 0: a referral, without paper */
};
/* Sets PLACE to the last event of all, zero when there is none. */
MUST_CHECK bool store_feed_last(struct db *db, struct feed_place *place, struct err *err);
/*
 * At most LIMIT events after PLACE, in recording order, by the primary key alone.
 * Errors: INVALID "after" (no event of this history is there), STORE.
 */
MUST_CHECK bool store_feed_read(struct db *db, struct arena *arena, const struct feed_place *place,
                                size_t limit, const struct feed_row **out, size_t *count,
                                struct err *err);

/* What a reception or its lead recorded, and whose case it is. */
struct fresh_row {
    int64_t event;
    enum step step;
    int32_t happened_on;
    int64_t recorded_at_ms;
    const char *slip_number;
    int position;
    enum service_type type;
    int64_t case_id;
    const char *case_number, *given_name, *family_name;
};
/* At most LIMIT of USER's cases since a moment, newest first; annulled ones are left out. */
MUST_CHECK bool store_fresh_read(struct db *db, struct arena *arena, const char *user,
                                 int64_t since_ms, size_t limit, const struct fresh_row **out,
                                 size_t *count, struct err *err);

#endif
