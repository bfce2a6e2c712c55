/*
 * pair_device.c - a koppelkarte's code becomes a device's key, once; a key becomes its device.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "date.h"
#include "device.h"
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
    bool software;
    uint8_t hash[STORE_TOKEN_BYTES];
    struct device device;
    struct provider provider;
};

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
    if (hit.generation != device->card || device->paired_ms != 0 || device->revoked_ms != 0 ||
        device->pairing_expires_ms < store_now_ms(db)) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    return store_provider_by_id(db, arena, device->provider, &work->provider, err) &&
           store_device_pair(db, device->id, work->name, work->hash, err) &&
           (!work->software ||
            store_device_instruct(db, device->id, clock_today(&work->env->clock),
                                  RECEPTION_BY_AGREEMENT, err)) &&
           store_device_by_id(db, arena, device->id, device, err);
}

bool
reception_pair(struct env *env, const char *code, const char *name, bool software,
               char key[RECEPTION_KEY_MAX], const struct value **doc, struct err *err)
{
    struct pair_work work = {.env = env, .code = code, .software = software};
    struct value *root = value_record(env->arena);
    struct value *device = value_set_record(root, "device");
    char token[PASSWORD_TOKEN_MAX];

    password_token(token);
    hash_key(env, token, work.hash);
    if (!device_check_name(env->arena, name, &work.name, err) ||
        !store_write(env->store, pair_in_write, &work, err)) {
        return false;
    }
    memcpy(key, token, sizeof token);
    value_set_text(device, "key", token);
    value_set_text(device, "id", arena_printf(env->arena, "%lld", (long long)work.device.id));
    value_set_text(device, "name", work.device.name);
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

static bool
instruct_in_write(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;

    return store_device_instruct(db, work->device.id, clock_today(&work->env->clock),
                                 RECEPTION_INSTRUCTION, err) &&
           store_device_by_id(db, work->env->arena, work->device.id, &work->device, err);
}

bool
reception_instruct(struct env *env, struct device *device, struct err *err)
{
    struct device_work work = {.env = env, .device = *device};

    if (!store_write(env->store, instruct_in_write, &work, err)) {
        return false;
    }
    *device = work.device;
    return true;
}
