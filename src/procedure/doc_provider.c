/*
 * doc_provider.c - a provider, its services, agreements and devices as a document.
 */
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "store_catalogue.h"
#include "store_people.h"
#include "value.h"

const char *
doc_service_types(struct arena *arena, const struct service *service, size_t count,
                  unsigned wanted)
{
    const char *text = "";
    unsigned seen = 0;

    for (size_t i = 0; i < count; i++) {
        enum service_type type = service[i].type;

        if (!(seen & BIT(type)) && (wanted == 0 || (wanted & BIT(type)))) {
            seen |= BIT(type);
            text = arena_printf(arena, "%s%s%s – %s", text, *text ? ", " : "",
                                service_type_name(type), service_type_label(type));
        }
    }
    return text;
}

const char *
doc_types(struct arena *arena, unsigned types)
{
    const char *text = "";

    for (enum service_type type = TYPE_A; type < TYPE__MAX; type++) {
        if (types & BIT(type)) {
            text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "",
                                service_type_name(type));
        }
    }
    return *text ? text : NULL;
}

/* Where a device stands in its life. */
static void
set_device_state(struct value *item, const struct device *device, int64_t now_ms)
{
    const char *name = "waiting", *label = N_("wartet auf Koppelung");

    if (device->revoked_ms != 0) {
        name = "revoked";
        label = N_("gesperrt");
    } else if (device->paired_ms != 0) {
        name = "paired";
        label = N_("gekoppelt");
    } else if (device->pairing_expires_ms < now_ms) {
        name = "card_expired";
        label = N_("Koppelkarte abgelaufen");
    }
    value_set_text(item, "state", name);
    value_set_text(item, "state_label", label);
    value_set_bool(item, "revoked", device->revoked_ms != 0);
}

/* Where it stands and what it is for: null where nobody has limited it. */
static bool
set_device_bounds(struct db *db, struct arena *arena, struct value *item,
                  const struct device *device, struct err *err)
{
    struct site site = {0};

    if (device->site != 0 && !store_site_by_id(db, arena, device->site, &site, err)) {
        return false;
    }
    value_set_text(item, "site", site.name);
    value_set_text(item, "types", doc_types(arena, device->service_types));
    return true;
}

/* Kept to the day: the hour would tell of a scan at level 0. */
static void
set_device_days(struct arena *arena, struct value *item, const struct device *device)
{
    int32_t paired_on = device->paired_ms == 0 ? DAY_NONE : day_of_moment(device->paired_ms);
    int32_t seen_on = device->last_seen_ms == 0 ? DAY_NONE : day_of_moment(device->last_seen_ms);
    bool agreed = device->instructed_on != DAY_NONE && device->instruction == 0;

    doc_set_moment(item, "created_at", device->created_ms);
    doc_set_day(arena, item, "paired_on", paired_on);
    doc_set_day(arena, item, "last_seen_on", seen_on);
    doc_set_day(arena, item, "instructed_on", device->instructed_on);
    value_set_int(item, "instruction", (int64_t)device->instruction);
    value_set_text(item, "instruction_label", agreed ? N_("laut Vereinbarung") : NULL);
}

bool
doc_devices(struct env *env, struct db *db, struct arena *arena, int64_t provider,
            struct value **out, struct err *err)
{
    const struct device *device;
    struct value *list = value_list(arena);
    size_t count;

    if (!store_device_list(db, arena, provider, &device, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);
        struct provider owner;

        if (!store_provider_by_id(db, arena, device[i].provider, &owner, err)) {
            return false;
        }
        value_set_text(item, "id", arena_printf(arena, "%lld", (long long)device[i].id));
        value_set_text(item, "provider", owner.key);
        value_set_text(item, "name", device[i].name);
        value_set_text(item, "role", who_name(device[i].role));
        value_set_text(item, "role_label", who_label(device[i].role));
        set_device_state(item, &device[i], clock_now_ms(&env->clock));
        value_set_int(item, "waiting", device[i].waiting);
        set_device_days(arena, item, &device[i]);
        if (!set_device_bounds(db, arena, item, &device[i], err)) {
            return false;
        }
    }
    *out = list;
    return true;
}

static bool
set_services(struct db *db, struct arena *arena, struct value *record, int64_t provider,
             struct err *err)
{
    const struct service *service;
    struct value *list = value_set_list(record, "services");
    size_t count;

    if (!store_services_of_provider(db, arena, provider, &service, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "service", service[i].key);
        value_set_text(item, "type", service_type_name(service[i].type));
        value_set_text(item, "type_label", service_type_label(service[i].type));
        value_set_text(item, "title", service[i].title);
        if (service[i].places == PLACES_UNLIMITED) {
            value_set_text(item, "places", NULL);
        } else {
            value_set_int(item, "places", service[i].places);
        }
    }
    return true;
}

static bool
set_agreements(struct db *db, struct arena *arena, struct value *record, int64_t provider,
               struct err *err)
{
    const struct agreement *agreement;
    struct value *list = value_set_list(record, "agreements");
    size_t count;

    if (!store_agreement_list(db, arena, provider, &agreement, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "type", service_type_name(agreement[i].type));
        value_set_text(item, "type_label", service_type_label(agreement[i].type));
        value_set_int(item, "level", (int64_t)agreement[i].level);
        value_set_text(item, "basis", basis_name(agreement[i].basis));
        value_set_text(item, "basis_label", agreement[i].basis == BASIS_LAW
                                                ? N_("Gesetz")
                                                : N_("Einwilligung"));
        doc_set_day(arena, item, "valid_from", agreement[i].valid_from);
        doc_set_day(arena, item, "valid_until", agreement[i].valid_until);
    }
    return true;
}

bool
doc_provider(struct env *env, struct db *db, struct arena *arena, const struct provider *provider,
             struct value **out, struct err *err)
{
    struct value *record = value_record(arena);
    struct value *devices;

    value_set_text(record, "provider", provider->key);
    value_set_text(record, "name", provider->name);
    value_set_text(record, "phone", provider->phone);
    value_set_text(record, "regime", provider->regime);
    value_set_bool(record, "protected", provider->is_protected);
    value_set_text(record, "street", provider->is_protected ? NULL : provider->street);
    value_set_text(record, "postcode", provider->is_protected ? NULL : provider->postcode);
    value_set_text(record, "city", provider->is_protected ? NULL : provider->city);
    value_set_text(record, "hours", provider->is_protected ? NULL : provider->hours);
    if (!set_services(db, arena, record, provider->id, err) ||
        !set_agreements(db, arena, record, provider->id, err) ||
        !doc_devices(env, db, arena, provider->id, &devices, err)) {
        return false;
    }
    value_set(record, "devices", devices);
    *out = record;
    return true;
}
