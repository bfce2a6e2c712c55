/*
 * feed_key.c - keys of the office's own programs: made, listed, revoked, recognised.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "feed.h"
#include "key.h"
#include "password.h"
#include "store.h"
#include "store_feed.h"
#include "value.h"

#define NAME_MAX_LEN 40

struct key_work {
    struct env *env;
    const char *name;
    uint8_t hash[STORE_TOKEN_BYTES];
    struct office_key row;
    const struct office_key *list;
    size_t count;
    bool found;
};

static void
hash_key(const struct env *env, const char *key, uint8_t out[STORE_TOKEN_BYTES])
{
    const char *text = arena_printf(env->arena, "office|%s", key);

    key_hash(env->keys.sub[KEY_PAIRING], text, strlen(text), out, STORE_TOKEN_BYTES);
}

static bool
check_name(const char *name, struct err *err)
{
    size_t len = strlen(name);

    return (len >= 1 && len <= NAME_MAX_LEN &&
            strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == len) ||
           err_set(err, REASON_INVALID, "name",
                   "Der Name eines Schlüssels besteht aus 1 bis 40 Zeichen: a bis z, Ziffern, "
                   "Punkt, Bindestrich und Unterstrich.");
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct key_work *work = arg;

    return store_office_key_add(db, &work->row, err);
}

bool
feed_key_add(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct key_work work = {.env = env, .row = {.name = name}};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "key");
    char token[PASSWORD_TOKEN_MAX];

    password_token(token);
    hash_key(env, token, work.row.hash);
    if (!check_name(name, err) || !store_write(env->store, add_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "name", name);
    value_set_text(record, "key", token);
    *doc = root;
    return true;
}

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct key_work *work = arg;

    return store_office_key_list(db, work->env->arena, &work->list, &work->count, err);
}

bool
feed_key_list(struct env *env, const struct value **doc, struct err *err)
{
    struct key_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "keys");

    if (!store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        const struct office_key *key = &work.list[i];
        struct value *record = value_add_record(list);

        value_set_text(record, "name", key->name);
        doc_set_moment(record, "created_at", key->created_ms);
        doc_set_day(env->arena, record, "last_seen_on",
                    key->last_seen_ms == 0 ? DAY_NONE : day_of_moment(key->last_seen_ms));
        doc_set_moment(record, "revoked_at", key->revoked_ms);
    }
    *doc = root;
    return true;
}

static bool
revoke_in_write(struct db *db, void *arg, struct err *err)
{
    struct key_work *work = arg;

    return store_office_key_revoke(db, work->name, err);
}

bool
feed_key_revoke(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct key_work work = {.env = env, .name = name};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "key");

    if (!store_write(env->store, revoke_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "name", name);
    value_set_bool(record, "revoked", true);
    *doc = root;
    return true;
}

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct key_work *work = arg;

    return store_office_key_find(db, work->env->arena, work->hash, &work->found, &work->row,
                                 err);
}

static bool
seen_in_write(struct db *db, void *arg, struct err *err)
{
    const struct key_work *work = arg;

    return store_office_key_seen(db, work->row.id,
                                 moment_of_day(clock_today(&work->env->clock)), err);
}

bool
feed_key_find(struct env *env, const char *key, int64_t *id, struct err *err)
{
    struct key_work work = {.env = env};
    struct err lost = {0};

    if (strlen(key) == PASSWORD_TOKEN_MAX - 1) {
        hash_key(env, key, work.hash);
        if (!store_read(env->store, find_in_read, &work, err)) {
            return false;
        }
    }
    if (!work.found) {
        return err_set(err, REASON_NOT_ALLOWED, "", NULL);
    }
    if (work.row.last_seen_ms < moment_of_day(clock_today(&env->clock))) {
        (void)!store_write(env->store, seen_in_write, &work, &lost);
    }
    *id = work.row.id;
    return true;
}
