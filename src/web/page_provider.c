/*
 * page_provider.c - the places of help: their facts, and the devices of their receptions.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "level.h"
#include "office.h"
#include "pages.h"
#include "provider.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

void
page_providers(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!provider_list(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Stellen"));
    value_set_shared(doc, "providers", value_get(found, "providers"));
    web_page(x, HTTP_OK, "providers", doc);
}

/* ---- one provider ---- */

static bool
is_ticked(const struct web_exchange *x, const char *type)
{
    const char *given;

    for (size_t i = 0; (given = web_field_at(x, "types", i)) != NULL; i++) {
        if (str_equal(given, type)) {
            return true;
        }
    }
    return false;
}

/* The types a device may be for: those its provider offers, each once. */
static void
set_types(const struct web_exchange *x, const struct value *services, struct value *list)
{
    unsigned seen = 0;

    for (size_t i = 0; i < value_len(services); i++) {
        const struct value *service = value_at(services, i);
        const char *name = value_string(value_get(service, "type"));
        unsigned bit = BIT(service_type_from_name(name));

        if (!(seen & bit)) {
            struct value *item = value_add_record(list);

            value_set_text(item, "value", name);
            value_set_text(item, "label", value_string(value_get(service, "type_label")));
            value_set_bool(item, "ticked", is_ticked(x, name));
        }
        seen |= bit;
    }
}

/* The devices that may be called another name. */
static void
set_device_names(const struct web_exchange *x, const struct value *devices, struct value *doc)
{
    struct value *options = office_select(x, value_set_record(doc, "device_select"), "device",
                                          N_("Gerät"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(devices); i++) {
        const struct value *device = value_at(devices, i);
        const char *name = value_string(value_get(device, "name"));

        if (!value_truth(value_get(device, "revoked"))) {
            office_choice(options, value_string(value_get(device, "id")),
                          str_empty(name) ? N_("noch ohne Namen") : name,
                          office_text(x, "device"));
        }
    }
}

/* WHY (or NULL) is what went wrong before. */
static void
show(struct web_exchange *x, const struct err *why)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *devices;
    struct err err = {0};

    if (!provider_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    devices = value_find(found, "provider.devices");
    value_set_shared(doc, "title", value_find(found, "provider.name"));
    value_set_shared(doc, "provider", value_get(found, "provider"));
    value_set_bool(doc, "has_devices", value_truth(devices));
    value_set_bool(doc, "manages", x->env.user.role == ROLE_COORDINATOR ||
                                       x->env.user.role == ROLE_ADMIN);
    set_types(x, value_find(found, "provider.services"), value_set_list(doc, "offered"));
    set_device_names(x, devices, doc);
    if (why == NULL) {
        web_page(x, HTTP_OK, "provider", doc);
    } else {
        web_fail_form(x, "provider", doc, why);
    }
}

void
page_provider(struct web_exchange *x)
{
    struct err why = x->fault;

    show(x, why.reason == REASON_NONE ? NULL : &why);
}

/* ---- its devices ---- */

/* A koppelkarte is the answer: its code is told this one time. */
static void
answer_card(struct web_exchange *x, bool done, struct buf *pdf, const struct err *err)
{
    if (done) {
        office_pdf(x, "koppelkarte", "", pdf);
    } else {
        show(x, err);
    }
    buf_finish(pdf);
}

void
page_provider_pair(struct web_exchange *x)
{
    bool lead = str_equal(web_field(x, "role"), who_name(WHO_LEAD));
    struct pairing_request request = {.provider = x->segment[0],
                                      .role = lead ? WHO_LEAD : WHO_RECEPTION,
                                      .site = web_field(x, "site"),
                                      .name = web_field(x, "name")};
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};
    const char *type;

    for (size_t i = 0; (type = web_field_at(x, "types", i)) != NULL; i++) {
        unsigned set;

        if (!provider_types(type, &set, &err)) {
            show(x, &err);
            return;
        }
        request.service_types |= set;
    }
    answer_card(x, provider_pair_bytes(&x->env, &request, &pdf, &ignored, &err), &pdf, &err);
}

void
page_provider_roll(struct web_exchange *x)
{
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    answer_card(x,
                provider_roll_bytes(&x->env, office_number(x, "device", 0), &pdf, &ignored, &err),
                &pdf, &err);
}

void
page_provider_name(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};

    if (provider_name_device(&x->env, office_number(x, "device", 0),
                             office_text(x, "new_name"), &ignored, &err)) {
        web_redirect(x, office_parent(x));
        return;
    }
    if (str_equal(err.field, "name")) {
        memcpy(err.field, "new_name", sizeof "new_name"); /* a new device's name stands above */
    }
    show(x, &err);
}

void
page_provider_revoke(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};

    if (provider_revoke(&x->env, office_number(x, "device", 0), &ignored, &err) ||
        err.reason == REASON_ALREADY_RECORDED) {
        web_redirect(x, office_parent(x));
    } else {
        web_fail(x, &err);
    }
}
