/*
 * pair_device.c - a koppelkarte's code becomes a device's key, once; a key becomes its device.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "date.h"
#include "env.h"
#include "key.h"
#include "password.h"
#include "reception.h"
#include "store.h"
#include "store_catalogue.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

_Static_assert(RECEPTION_KEY_MAX == PASSWORD_TOKEN_MAX, "a device's key is a token");

struct pair_work {
    struct env *env;
    const char *code, *name;
    uint8_t hash[STORE_TOKEN_BYTES];
    struct device device;
    struct provider provider;
};

/* A device called in words would be a place for words about people. */
static bool
check_name(struct arena *arena, const char *text, const char **out, struct err *err)
{
    const char *p;
    bool good;

    if (!str_clean(arena, text, strlen(text), "name", RECEPTION_NAME_MAX, out, err)) {
        return false;
    }
    good = !str_empty(*out);
    for (p = *out; *p != '\0' && good;) {
        char letter[5] = "";

        str_put(letter, str_next(&p));
        good = str_equal(letter, " ") || !str_empty(str_fold(arena, letter, STR_FOLD_BASE));
    }
    return good || err_set(err, REASON_INVALID, "name",
                           "Der Name des Geräts besteht aus 1 bis 40 Buchstaben, Ziffern und "
                           "Leerzeichen, zum Beispiel »Empfang 1«.");
}

static void
hash_key(const struct env *env, const char *key, uint8_t out[STORE_TOKEN_BYTES])
{
    const char *text = arena_printf(env->arena, "key|%s", key);

    key_hash(env->keys.sub[KEY_PAIRING], text, strlen(text), out, STORE_TOKEN_BYTES);
}

static bool
pair_in_write(struct db *db, void *arg, struct err *err)
{
    struct pair_work *work = arg;
    struct arena *arena = work->env->arena;
    struct code_found found;
    struct code_hit hit;
    struct device *device = &work->device;

    if (!code_parse(work->code, strlen(work->code), work->env->config.public_url, &found, err) ||
        !store_code_find(db, found.symbols, &hit, err)) {
        return false;
    }
    if (hit.kind != CODE_PAIRING) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    if (!store_device_by_id(db, arena, hit.owner, device, err)) {
        return false;
    }
    if (device->paired_ms != 0 || device->revoked_ms != 0 ||
        device->pairing_expires_ms < store_now_ms(db)) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    return store_provider_by_id(db, arena, device->provider, &work->provider, err) &&
           store_device_pair(db, device->id, work->name, work->hash, err);
}

bool
reception_pair(struct env *env, const char *code, const char *name, char key[RECEPTION_KEY_MAX],
               const struct value **doc, struct err *err)
{
    struct pair_work work = {.env = env, .code = code};
    struct value *root = value_record(env->arena);
    struct value *device = value_set_record(root, "device");
    char token[PASSWORD_TOKEN_MAX];

    password_token(token);
    hash_key(env, token, work.hash);
    if (!check_name(env->arena, name, &work.name, err) ||
        !store_write(env->store, pair_in_write, &work, err)) {
        return false;
    }
    memcpy(key, token, sizeof token);
    value_set_text(device, "key", token);
    value_set_text(device, "id", arena_printf(env->arena, "%lld", (long long)work.device.id));
    value_set_text(device, "name", work.name);
    value_set_text(device, "provider", work.provider.key);
    value_set_text(device, "provider_name", work.provider.name);
    value_set_text(device, "role", who_name(work.device.role));
    *doc = root;
    return true;
}

struct device_work {
    struct env *env;
    uint8_t hash[STORE_TOKEN_BYTES];
    struct device device;
    bool found;
};

static bool
device_in_read(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;

    return store_device_by_key(db, work->env->arena, work->hash, &work->found, &work->device,
                               err);
}

static bool
seen_in_write(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;
    int32_t today = clock_today(&work->env->clock);

    return store_device_seen(db, work->device.id, moment_of_day(today), err);
}

bool
reception_device(struct env *env, const char *key, struct device *out, struct err *err)
{
    struct device_work work = {.env = env};
    struct err lost = {0};

    if (strlen(key) == RECEPTION_KEY_MAX - 1) {
        hash_key(env, key, work.hash);
        if (!store_read(env->store, device_in_read, &work, err)) {
            return false;
        }
    }
    if (!work.found || work.device.revoked_ms != 0) {
        return err_set(err, REASON_NOT_ALLOWED, "", NULL);
    }
    /* To the day only: the hour would tell of scans that must leave no trace. */
    if (work.device.last_seen_ms < moment_of_day(clock_today(&env->clock))) {
        (void)!store_write(env->store, seen_in_write, &work, &lost);
    }
    *out = work.device;
    return true;
}
