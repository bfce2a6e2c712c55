/*
 * device.c - devices of providers as the office keeps them: ordered, named, rolled, revoked.
 */
#include "device.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "doc.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "provider.h"
#include "reception.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define CARD_MODE 0600
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* ---- cards -------------------------------------------------------------------------------- */

struct card_work {
    struct env *env;
    const struct pairing_request *request; /* NULL: a new card for a device that is there */
    const char *name, *site;               /* of the request, cleaned */
    struct device_card card;
};

bool
device_check_name(struct arena *arena, const char *text, const char **out, struct err *err)
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

bool
provider_types(const char *text, unsigned *out, struct err *err)
{
    unsigned set = 0;

    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, ", ");
        char name[2] = {*at, '\0'};
        enum service_type type = len == 1 ? service_type_from_name(name) : TYPE_NONE;

        if (len > 0 && type == TYPE_NONE) {
            return err_set(err, REASON_INVALID, "types",
                           "Leistungsarten sind A, B, C und D, mit Komma getrennt: »B,C«.");
        }
        set |= len > 0 ? BIT(type) : 0;
        at += len;
        at += strspn(at, ", ");
    }
    *out = set;
    return true;
}

static bool
clean_request(struct card_work *work, struct err *err)
{
    const struct pairing_request *request = work->request;
    struct arena *arena = work->env->arena;
    const char *site = request->site == NULL ? "" : request->site;

    work->name = "";
    return str_clean(arena, site, strlen(site), "site", PROVIDER_SITE_MAX, &work->site, err) &&
           (str_empty(request->name) ||
            device_check_name(arena, request->name, &work->name, err));
}

/* Provider, services and site of the card's device. */
static bool
read_around(struct card_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct device_card *card = &work->card;
    struct site site = {.name = ""};

    if (!store_services_of_provider(db, arena, card->provider.id, &card->service,
                                    &card->service_count, err) ||
        (card->device.site != 0 &&
         !store_site_by_id(db, arena, card->device.site, &site, err))) {
        return false;
    }
    card->site = site.name;
    code_derive(&work->env->keys, CODE_PAIRING, card->device.pairing_seed, card->device.card,
                card->symbols);
    return true;
}

/* Whom a device would never serve, it is not for. */
static bool
check_offered(const struct card_work *work, struct err *err)
{
    unsigned offered = 0;

    for (size_t i = 0; i < work->card.service_count; i++) {
        offered |= BIT(work->card.service[i].type);
    }
    return (work->request->service_types & ~offered) == 0 ||
           err_set(err, REASON_INVALID, "types", "Diese Stelle bietet nur an: %1.",
                   doc_types(work->env->arena, offered));
}

static bool
put_site(struct card_work *work, struct db *db, struct err *err)
{
    struct site site = {.provider = work->card.provider.id, .name = work->site};
    enum put done;

    if (str_empty(work->site)) {
        return true;
    }
    if (!store_site_put(db, &site, &done, err)) {
        return false;
    }
    work->card.device.site = site.id;
    return true;
}

static bool
pair_in_write(struct db *db, void *arg, struct err *err)
{
    struct card_work *work = arg;
    struct device *device = &work->card.device;

    if (!store_provider_get(db, work->env->arena, work->request->provider, &work->card.provider,
                            err)) {
        return false;
    }
    *device = (struct device){.provider = work->card.provider.id,
                              .name = work->name,
                              .role = work->request->role,
                              .service_types = work->request->service_types,
                              .created_ms = store_now_ms(db)};
    device->pairing_expires_ms = device->created_ms + PAIRING_DAYS * DAY_MS;
    key_random(device->pairing_seed, sizeof device->pairing_seed);
    return put_site(work, db, err) && store_device_add(db, device, err) &&
           read_around(work, db, err) && check_offered(work, err);
}

static bool
roll_in_write(struct db *db, void *arg, struct err *err)
{
    struct card_work *work = arg;
    struct device *device = &work->card.device;

    return store_device_by_id(db, work->env->arena, device->id, device, err) &&
           store_provider_by_id(db, work->env->arena, device->provider, &work->card.provider,
                                err) &&
           store_device_roll(db, device, store_now_ms(db) + PAIRING_DAYS * DAY_MS, err) &&
           read_around(work, db, err);
}

static bool
make_device(struct card_work *work, struct err *err)
{
    if (work->request == NULL) {
        return store_write(work->env->store, roll_in_write, work, err);
    }
    return clean_request(work, err) && store_write(work->env->store, pair_in_write, work, err);
}

static bool
to_file(struct card_work *work, const char *file, const struct value **doc, struct err *err)
{
    struct buf pdf = {0};
    struct value *root;
    bool done = make_device(work, err) &&
                (str_empty(file) ||
                 (device_card_print(work->env, &work->card, &pdf, err) &&
                  file_write(file, pdf.data, pdf.len, CARD_MODE, err)));

    buf_finish(&pdf);
    if (!done) {
        return false;
    }
    root = device_card_doc(work->env, &work->card);
    if (!str_empty(file)) {
        value_set_text(root, "pdf", file);
    }
    *doc = root;
    return true;
}

static bool
to_bytes(struct card_work *work, struct buf *pdf, const struct value **doc, struct err *err)
{
    if (!make_device(work, err) || !device_card_print(work->env, &work->card, pdf, err)) {
        return false;
    }
    *doc = device_card_doc(work->env, &work->card);
    return true;
}

bool
provider_pair(struct env *env, const struct pairing_request *request, const char *file,
              const struct value **doc, struct err *err)
{
    struct card_work work = {.env = env, .request = request};

    return to_file(&work, file, doc, err);
}

bool
provider_pair_bytes(struct env *env, const struct pairing_request *request, struct buf *pdf,
                    const struct value **doc, struct err *err)
{
    struct card_work work = {.env = env, .request = request};

    return to_bytes(&work, pdf, doc, err);
}

bool
provider_roll(struct env *env, int64_t id, const char *file, const struct value **doc,
              struct err *err)
{
    struct card_work work = {.env = env, .card.device.id = id};

    return to_file(&work, file, doc, err);
}

bool
provider_roll_bytes(struct env *env, int64_t id, struct buf *pdf, const struct value **doc,
                    struct err *err)
{
    struct card_work work = {.env = env, .card.device.id = id};

    return to_bytes(&work, pdf, doc, err);
}

/* ---- the list ----------------------------------------------------------------------------- */

struct device_work {
    struct env *env;
    const char *key, *name;
    int64_t id;
    struct value *doc;
};

static bool
devices_in_read(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;
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
    struct device_work work = {.env = env, .key = provider};

    if (!store_read(env->store, devices_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

/* {"device":{"id"}}, to be told more. */
static struct value *
device_doc(struct arena *arena, int64_t id, struct value **device)
{
    struct value *root = value_record(arena);

    *device = value_set_record(root, "device");
    value_set_text(*device, "id", arena_printf(arena, "%lld", (long long)id));
    return root;
}

static bool
revoke_in_write(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;

    return store_device_revoke(db, work->id, err);
}

bool
provider_revoke(struct env *env, int64_t id, const struct value **doc, struct err *err)
{
    struct device_work work = {.env = env, .id = id};
    struct value *device;

    if (!store_write(env->store, revoke_in_write, &work, err)) {
        return false;
    }
    *doc = device_doc(env->arena, id, &device);
    value_set_text(device, "state", "revoked");
    return true;
}

static bool
name_in_write(struct db *db, void *arg, struct err *err)
{
    struct device_work *work = arg;

    return store_device_name(db, work->id, work->name, err);
}

bool
provider_name_device(struct env *env, int64_t id, const char *name, const struct value **doc,
                     struct err *err)
{
    struct device_work work = {.env = env, .id = id};
    struct value *device;

    if (!device_check_name(env->arena, name, &work.name, err) ||
        !store_write(env->store, name_in_write, &work, err)) {
        return false;
    }
    *doc = device_doc(env->arena, id, &device);
    value_set_text(device, "name", work.name);
    return true;
}
