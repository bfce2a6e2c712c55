/*
 * page_provider.c - the places of help: their facts, and the devices of their receptions.
 */
#include "arena.h"
#include "buf.h"
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

void
page_provider(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!provider_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_shared(doc, "title", value_find(found, "provider.name"));
    value_set_shared(doc, "provider", value_get(found, "provider"));
    value_set_bool(doc, "has_devices", value_truth(value_find(found, "provider.devices")));
    value_set_bool(doc, "manages", x->env.user.role == ROLE_COORDINATOR ||
                                       x->env.user.role == ROLE_ADMIN);
    web_page(x, HTTP_OK, "provider", doc);
}

/* The koppelkarte is the answer: its code is told this one time. */
void
page_provider_pair(struct web_exchange *x)
{
    bool lead = str_equal(web_field(x, "role"), who_name(WHO_LEAD));
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    if (provider_pair_bytes(&x->env, x->segment[0], lead ? WHO_LEAD : WHO_RECEPTION, &pdf,
                            &ignored, &err)) {
        office_pdf(x, "koppelkarte", "", &pdf);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&pdf);
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
