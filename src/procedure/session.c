/*
 * session.c - logging in and out, and whose request it is.
 */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "env.h"
#include "key.h"
#include "password.h"
#include "people.h"
#include "store.h"

#define SEEN_EVERY_MS ((int64_t)60 * 1000)

_Static_assert(PEOPLE_TOKEN_MAX == PASSWORD_TOKEN_MAX, "a session is known by a token");

static void
hash_token(const struct env *env, const char *token, uint8_t out[STORE_TOKEN_BYTES])
{
    const char *text = arena_printf(env->arena, "token|%s", token);

    key_hash(env->keys.sub[KEY_SESSION], text, strlen(text), out, STORE_TOKEN_BYTES);
}

struct login_work {
    struct env *env;
    const char *name;
    struct user user;
    struct credential credential;
    struct session session;
};

static bool
refuse(struct err *err)
{
    return err_set(err, REASON_NOT_ALLOWED, "password",
                   "Anmeldename oder Passwort stimmen nicht. Bitte noch einmal eingeben.");
}

static bool
find_user(struct login_work *work, struct db *db, struct user *user,
          struct credential *credential, struct err *err)
{
    struct err missing = {0};

    if (!store_user_get(db, work->env->arena, work->name, user, &missing)) {
        if (missing.reason != REASON_NOT_FOUND) {
            *err = missing;
            return false;
        }
        return refuse(err);
    }
    return store_credential_get(db, work->env->arena, user->id, credential, err);
}

static bool
user_in_read(struct db *db, void *arg, struct err *err)
{
    struct login_work *work = arg;

    return find_user(work, db, &work->user, &work->credential, err);
}

/* The password was right a moment ago; it must still be, and the user still welcome. */
static bool
login_in_write(struct db *db, void *arg, struct err *err)
{
    struct login_work *work = arg;
    struct credential credential;
    struct user user;
    int64_t now_ms = store_now_ms(db);

    if (!find_user(work, db, &user, &credential, err)) {
        return false;
    }
    if (user.disabled || strcmp(credential.hash, work->credential.hash) != 0) {
        return refuse(err);
    }
    work->session.user = user.id;
    work->session.created_ms = work->session.last_seen_ms = now_ms;
    return store_session_purge(db, now_ms - PEOPLE_SESSION_MS, err) &&
           store_session_add(db, &work->session, err);
}

bool
people_login(struct env *env, const char *name, const char *password,
             char token[PEOPLE_TOKEN_MAX], struct err *err)
{
    struct login_work work = {.env = env, .name = name, .credential = {.hash = ""}};
    char fresh[PASSWORD_TOKEN_MAX];
    struct err why = {0};
    bool known = store_read(env->store, user_in_read, &work, &why);
    bool has_password = known && work.credential.hash[0] != '\0';
    bool right;

    if (!known && why.reason != REASON_NOT_ALLOWED) {
        *err = why;
        return false;
    }
    /* Whoever is unknown, disabled or without a password costs the same time. */
    right = strlen(password) <= PEOPLE_PASSWORD_MAX &&
            password_check(has_password ? work.credential.hash : password_dummy(), password);
    if (!has_password || !right || work.user.disabled) {
        return refuse(err);
    }
    password_token(fresh);
    hash_token(env, fresh, work.session.token);
    if (!store_write(env->store, login_in_write, &work, err)) {
        return false;
    }
    memcpy(token, fresh, sizeof fresh);
    return true;
}

struct session_work {
    struct env *env;
    uint8_t token[STORE_TOKEN_BYTES];
    struct session session;
    struct user user;
    bool found;
    int64_t id, moment_ms;
};

static bool
session_in_read(struct db *db, void *arg, struct err *err)
{
    struct session_work *work = arg;

    return store_session_find(db, work->token, &work->found, &work->session, err) &&
           (!work->found ||
            store_user_by_id(db, work->env->arena, work->session.user, &work->user, err));
}

bool
people_session_holds(const struct session *session, int64_t now_ms)
{
    return now_ms - session->last_seen_ms <= PEOPLE_IDLE_MS &&
           now_ms - session->created_ms <= PEOPLE_SESSION_MS;
}

bool
people_session(struct env *env, const char *token, struct people_session *out,
               struct user *user, struct err *err)
{
    struct session_work work = {.env = env};
    const struct session *session = &work.session;
    int64_t now_ms = clock_now_ms(&env->clock);

    if (strlen(token) == PEOPLE_TOKEN_MAX - 1) {
        hash_token(env, token, work.token);
        if (!store_read(env->store, session_in_read, &work, err)) {
            return false;
        }
    }
    if (!work.found || work.user.disabled || !people_session_holds(session, now_ms)) {
        return err_set(err, REASON_NOT_ALLOWED, "", NULL);
    }
    *out = (struct people_session){.id = session->id,
                                   .user = session->user,
                                   .created_ms = session->created_ms,
                                   .last_seen_ms = session->last_seen_ms};
    memcpy(out->hash, session->token, sizeof out->hash);
    *user = work.user;
    return true;
}

static bool
seen_in_write(struct db *db, void *arg, struct err *err)
{
    const struct session_work *work = arg;

    return store_session_seen(db, work->id, work->moment_ms, err);
}

bool
people_session_seen(struct env *env, const struct people_session *session, struct err *err)
{
    struct session_work work = {.id = session->id, .moment_ms = clock_now_ms(&env->clock)};

    return work.moment_ms - session->last_seen_ms < SEEN_EVERY_MS ||
           store_write(env->store, seen_in_write, &work, err);
}

static bool
logout_in_write(struct db *db, void *arg, struct err *err)
{
    const struct session_work *work = arg;

    return store_session_end(db, work->id, err);
}

bool
people_logout(struct env *env, const struct people_session *session, struct err *err)
{
    struct session_work work = {.id = session->id};

    return store_write(env->store, logout_in_write, &work, err);
}

static bool
everywhere_in_write(struct db *db, void *arg, struct err *err)
{
    const struct session_work *work = arg;

    return store_session_end_all(db, work->id, err);
}

bool
people_logout_everywhere(struct env *env, int64_t user, struct err *err)
{
    struct session_work work = {.id = user};

    return store_write(env->store, everywhere_in_write, &work, err);
}

void
people_csrf(const struct env *env, const uint8_t session_hash[16], char out[PEOPLE_CSRF_MAX])
{
    uint8_t input[5 + 16] = {'c', 's', 'r', 'f', '|'};
    uint8_t hash[(PEOPLE_CSRF_MAX - 1) / 2];

    memcpy(input + 5, session_hash, 16);
    key_hash(env->keys.sub[KEY_SESSION], input, sizeof input, hash, sizeof hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        snprintf(out + 2 * i, 3, "%02x", hash[i]);
    }
}
