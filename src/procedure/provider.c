/*
 * provider.c - one provider with all that belongs to it, and the list of all.
 */
#include "provider.h"

#include "arena.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_catalogue.h"
#include "value.h"

struct provider_work {
    struct env *env;
    const char *key;
    struct value *doc;
};

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
        value_set_text(item, "services", doc_service_types(arena, service, services, 0));
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
