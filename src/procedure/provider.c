/*
 * provider.c - a provider's page and its devices: pair, list, revoke.
 */
#include "provider.h"

#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "legal.h"
#include "paper.h"
#include "store.h"
#include "store_people.h"
#include "str.h"
#include "value.h"

#define CARD_MODE 0600
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct pair_work {
    struct env *env;
    const char *key;
    struct provider provider;
    const struct service *service;
    size_t service_count;
    struct device device;
    char symbols[CODE_MAX];
};

static bool
pair_in_write(struct db *db, void *arg, struct err *err)
{
    struct pair_work *work = arg;

    if (!store_provider_get(db, work->env->arena, work->key, &work->provider, err) ||
        !store_services_of_provider(db, work->env->arena, work->provider.id, &work->service,
                                    &work->service_count, err)) {
        return false;
    }
    work->device.provider = work->provider.id;
    work->device.name = "";
    work->device.created_ms = store_now_ms(db);
    work->device.pairing_expires_ms = work->device.created_ms + PAIRING_DAYS * DAY_MS;
    key_random(work->device.pairing_seed, sizeof work->device.pairing_seed);
    code_derive(&work->env->keys, CODE_PAIRING, work->device.pairing_seed, 1, work->symbols);
    return store_device_add(db, &work->device, err);
}

/* "B – Schuldnerberatung, C – Psychosoziale Betreuung": each type once. */
static const char *
service_types(struct arena *arena, const struct service *service, size_t count)
{
    const char *text = "";
    unsigned seen = 0;

    for (size_t i = 0; i < count; i++) {
        enum service_type type = service[i].type;

        if (!(seen & BIT(type))) {
            seen |= BIT(type);
            text = arena_printf(arena, "%s%s%s – %s", text, *text ? ", " : "",
                                service_type_name(type), service_type_label(type));
        }
    }
    return text;
}

static struct value *
card_values(struct pair_work *work)
{
    struct arena *arena = work->env->arena;
    const struct config *config = &work->env->config;
    struct value *root = value_record(arena);
    struct value *office = value_set_record(root, "office");
    struct value *pairing = value_set_record(root, "pairing");
    const struct provider *provider = &work->provider;
    char payload[CODE_PAYLOAD_MAX], grouped[CODE_GROUPED_MAX], moment[MOMENT_TEXT_MAX];
    char day[DAY_TEXT_MAX];

    code_payload(config->public_url, CODE_PAIRING, work->symbols, payload);
    value_set_text(office, "name", config->operator_name);
    value_set_text(office, "phone", str_empty(config->help_phone) ? NULL : config->help_phone);
    value_set_text(pairing, "payload", payload);
    value_set_text(pairing, "code", code_group(grouped, work->symbols));
    value_set_text(pairing, "expires_at",
                   arena_printf(arena, "%s Uhr",
                                moment_german(moment, work->device.pairing_expires_ms)));
    value_set_text(pairing, "role", work->device.role == WHO_LEAD ? "Leitung" : "Empfang");
    value_set_text(pairing, "site",
                   provider->is_protected || str_empty(provider->street)
                       ? NULL
                       : arena_printf(arena, "%s, %s", provider->street, provider->city));
    value_set_text(pairing, "services",
                   service_types(arena, work->service, work->service_count));
    value_set_text(pairing, "url", arena_printf(arena, "%s/s", config->public_url));
    value_set_text(value_set_record(root, "provider"), "name", provider->name);
    value_set_text(root, "issued_on", day_german(day, clock_today(&work->env->clock)));
    return root;
}

static bool
make_card(struct pair_work *work, struct buf *pdf, struct err *err)
{
    struct value *values = card_values(work);
    struct paper_job job = {.form = "koppelkarte", .values = values};
    const struct value *wording;
    uint8_t forms_sha256[PAPER_SHA256_BYTES];
    const char *identifier =
        arena_printf(work->env->arena, "koppelkarte/%lld", (long long)work->device.id);

    if (!legal_texts(work->env, clock_today(&work->env->clock), &wording, err)) {
        return false;
    }
    value_set_shared(values, "wording", wording);
    return paper_make(work->env, &job, 1, identifier, work->device.created_ms, pdf,
                      forms_sha256, err);
}

static bool
write_card(struct pair_work *work, const char *file, struct err *err)
{
    struct buf pdf = {0};
    bool done = make_card(work, &pdf, err) &&
                file_write(file, pdf.data, pdf.len, CARD_MODE, err);

    buf_finish(&pdf);
    return done;
}

static struct value *
pairing_doc(struct pair_work *work)
{
    struct arena *arena = work->env->arena;
    struct value *root = value_record(arena);
    struct value *pairing = value_set_record(root, "pairing");
    char grouped[CODE_GROUPED_MAX];

    value_set_text(pairing, "code", code_group(grouped, work->symbols));
    doc_set_moment(pairing, "expires_at", work->device.pairing_expires_ms);
    value_set_text(pairing, "device", arena_printf(arena, "%lld", (long long)work->device.id));
    value_set_text(pairing, "role", who_name(work->device.role));
    return root;
}

bool
provider_pair(struct env *env, const char *provider, enum who role, const char *file,
              const struct value **doc, struct err *err)
{
    struct pair_work work = {.env = env, .key = provider, .device = {.role = role}};
    struct value *root;

    if (!store_write(env->store, pair_in_write, &work, err) ||
        (!str_empty(file) && !write_card(&work, file, err))) {
        return false;
    }
    root = pairing_doc(&work);
    if (!str_empty(file)) {
        value_set_text(root, "pdf", file);
    }
    *doc = root;
    return true;
}

bool
provider_pair_bytes(struct env *env, const char *provider, enum who role, struct buf *pdf,
                    const struct value **doc, struct err *err)
{
    struct pair_work work = {.env = env, .key = provider, .device = {.role = role}};

    if (!store_write(env->store, pair_in_write, &work, err) || !make_card(&work, pdf, err)) {
        return false;
    }
    *doc = pairing_doc(&work);
    return true;
}

struct provider_work {
    struct env *env;
    const char *key;
    int64_t device;
    struct value *doc;
};

static bool
devices_in_read(struct db *db, void *arg, struct err *err)
{
    struct provider_work *work = arg;
    struct provider provider = {0};
    struct value *list;

    if ((!str_empty(work->key) &&
         !store_provider_get(db, work->env->arena, work->key, &provider, err)) ||
        !doc_devices(work->env, db, work->env->arena, provider.id, &list, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "devices", list);
    return true;
}

bool
provider_devices(struct env *env, const char *provider, const struct value **doc,
                 struct err *err)
{
    struct provider_work work = {.env = env, .key = provider};

    if (!store_read(env->store, devices_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
revoke_in_write(struct db *db, void *arg, struct err *err)
{
    struct provider_work *work = arg;

    return store_device_revoke(db, work->device, err);
}

bool
provider_revoke(struct env *env, int64_t id, const struct value **doc, struct err *err)
{
    struct provider_work work = {.env = env, .device = id};
    struct value *root = value_record(env->arena);
    struct value *device = value_set_record(root, "device");

    if (!store_write(env->store, revoke_in_write, &work, err)) {
        return false;
    }
    value_set_text(device, "id", arena_printf(env->arena, "%lld", (long long)id));
    value_set_text(device, "state", "revoked");
    *doc = root;
    return true;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct provider_work *work = arg;
    struct provider provider;
    struct value *record;

    if (!store_provider_get(db, work->env->arena, work->key, &provider, err) ||
        !doc_provider(work->env, db, work->env->arena, &provider, &record, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "provider", record);
    return true;
}

bool
provider_show(struct env *env, const char *key, const struct value **doc, struct err *err)
{
    struct provider_work work = {.env = env, .key = key};

    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct provider_work *work = arg;
    struct arena *arena = work->env->arena;
    const struct provider *provider;
    struct value *list;
    size_t count;

    if (!store_provider_list(db, arena, &provider, &count, err)) {
        return false;
    }
    work->doc = value_record(arena);
    list = value_set_list(work->doc, "providers");
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        const struct service *service;
        size_t services;

        if (!store_services_of_provider(db, arena, provider[i].id, &service, &services, err)) {
            return false;
        }
        value_set_text(item, "provider", provider[i].key);
        value_set_text(item, "name", provider[i].name);
        value_set_text(item, "phone", provider[i].phone);
        value_set_text(item, "city", provider[i].is_protected ? NULL : provider[i].city);
        value_set_bool(item, "protected", provider[i].is_protected);
        value_set_text(item, "services", service_types(arena, service, services));
    }
    return true;
}

bool
provider_list(struct env *env, const struct value **doc, struct err *err)
{
    struct provider_work work = {.env = env};

    if (!store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
