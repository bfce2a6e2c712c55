/*
 * store_session.h - passwords and sessions of the office's users.
 *
 * Only hashes are kept: of a password Argon2id, of a token and of a set-up code a keyed one.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code.h"
#include "err.h"

struct arena;
struct db;

#define STORE_TOKEN_BYTES 16 /* keyed hash of a session's token or a device's key */

/* What a user logs in with. */
struct credential {
    int64_t user;
    const char *hash;                 /* of the password; "" for none yet */
    uint8_t setup[CODE_LOOKUP_BYTES]; /* lookup of the set-up code; all zero for none */
    int64_t setup_expires_ms;         /* 0 without one */
    int64_t changed_ms;
};
/* Puts it in the place of the user's old one. A changed_ms of 0 becomes now. */
MUST_CHECK bool store_credential_put(struct db *db, struct credential *row, struct err *err);
/* A user who has none yet gets an empty one. */
MUST_CHECK bool store_credential_get(struct db *db, struct arena *arena, int64_t user,
                                     struct credential *out, struct err *err);

struct session {
    int64_t id, user;
    uint8_t token[STORE_TOKEN_BYTES];
    int64_t created_ms, last_seen_ms;
};
MUST_CHECK bool store_session_add(struct db *db, struct session *row, struct err *err);
/* The session of a token, if any: *FOUND. */
MUST_CHECK bool store_session_find(struct db *db, const uint8_t token[STORE_TOKEN_BYTES],
                                   bool *found, struct session *out, struct err *err);
MUST_CHECK bool store_session_seen(struct db *db, int64_t id, int64_t seen_ms, struct err *err);
MUST_CHECK bool store_session_end(struct db *db, int64_t id, struct err *err);
MUST_CHECK bool store_session_end_all(struct db *db, int64_t user, struct err *err);
/* Only if it is USER's own. Errors: NOT_FOUND. */
MUST_CHECK bool store_session_end_of_user(struct db *db, int64_t id, int64_t user,
                                          struct err *err);
/* All of USER's but KEPT. */
MUST_CHECK bool store_session_end_others(struct db *db, int64_t user, int64_t kept,
                                         struct err *err);
/* Also those that have run out but were not purged, newest first. */
MUST_CHECK bool store_sessions_of_user(struct db *db, struct arena *arena, int64_t user,
                                       const struct session **out, size_t *count,
                                       struct err *err);
/* Forget every session that began before BEFORE_MS. */
MUST_CHECK bool store_session_purge(struct db *db, int64_t before_ms, struct err *err);

#endif
