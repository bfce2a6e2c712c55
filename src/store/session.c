/*
 * session.c - who is logged in, and with what one logs in.
 */
#include "inner.h"
#include "store_session.h"

static const struct field credential_fields[] = {
    FIELD(FIELD_NUMBER, credential, user),
    FIELD(FIELD_TEXT, credential, hash),
    FIELD(FIELD_MARK, credential, setup),
    FIELD(FIELD_REF, credential, setup_expires_ms),
    FIELD(FIELD_NUMBER, credential, changed_ms),
};
static const struct noun credential_noun = {NOUN_FIELDS(credential_fields),
                                            sizeof(struct credential),
                                            SQL_NONE,
                                            SQL_CREDENTIAL_PUT,
                                            SQL_NONE,
                                            NULL};

static const struct field session_fields[] = {
    FIELD(FIELD_NUMBER, session, id),
    FIELD(FIELD_REF, session, user),
    FIELD(FIELD_BYTES, session, token),
    FIELD(FIELD_NUMBER, session, created_ms),
    FIELD(FIELD_NUMBER, session, last_seen_ms),
};
static const struct noun session_noun = {NOUN_FIELDS(session_fields), sizeof(struct session),
                                         SQL_NONE,                    SQL_SESSION_INSERT,
                                         SQL_NONE,                    NULL};

bool
store_credential_put(struct db *db, struct credential *row, struct err *err)
{
    struct credential fresh = *row;
    if (fresh.changed_ms == 0) {
        fresh.changed_ms = store_now_ms(db);
    }
    if (!db_insert(db, &credential_noun, &fresh, NULL, err)) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_credential_get(struct db *db, struct arena *arena, int64_t user, struct credential *out,
                     struct err *err)
{
    bool found;
    if (!db_get(db, arena, &credential_noun, SQL_CREDENTIAL_GET, PARAMS(sql_int(user)), out,
                &found, err)) {
        return false;
    }
    if (!found) {
        *out = (struct credential){.user = user, .hash = ""};
    }
    return true;
}

bool
store_session_add(struct db *db, struct session *row, struct err *err)
{
    struct session fresh = *row;
    if (!db_insert(db, &session_noun, &fresh, NULL, err)) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_session_find(struct db *db, const uint8_t token[STORE_TOKEN_BYTES], bool *found,
                   struct session *out, struct err *err)
{
    return db_get(db, NULL, &session_noun, SQL_SESSION_FIND,
                  PARAMS(sql_bytes(token, STORE_TOKEN_BYTES)), out, found, err);
}

bool
store_session_seen(struct db *db, int64_t id, int64_t seen_ms, struct err *err)
{
    return db_do(db, SQL_SESSION_SEEN, NULL, err, sql_int(id), sql_int(seen_ms));
}

bool
store_session_end(struct db *db, int64_t id, struct err *err)
{
    return db_do(db, SQL_SESSION_END, NULL, err, sql_int(id));
}

bool
store_session_end_all(struct db *db, int64_t user, struct err *err)
{
    return db_do(db, SQL_SESSION_END_ALL, NULL, err, sql_int(user));
}

bool
store_session_end_of_user(struct db *db, int64_t id, int64_t user, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_SESSION_END_OF_USER, &changed, err, sql_int(id), sql_int(user)) &&
           (changed == 1 ||
            err_set(err, REASON_NOT_FOUND, "session", "Diese Anmeldung ist schon beendet."));
}

bool
store_session_end_others(struct db *db, int64_t user, int64_t kept, struct err *err)
{
    return db_do(db, SQL_SESSION_END_OTHERS, NULL, err, sql_int(user), sql_int(kept));
}

bool
store_sessions_of_user(struct db *db, struct arena *arena, int64_t user,
                       const struct session **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &session_noun, SQL_SESSION_OF_USER, PARAMS(sql_int(user)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_session_purge(struct db *db, int64_t before_ms, struct err *err)
{
    return db_do(db, SQL_SESSION_PURGE, NULL, err, sql_int(before_ms));
}
