/*
 * page_pair.c - the reception's device: a koppelkarte makes it one, a button unmakes it.
 */
#include "doc.h"
#include "pages.h"
#include "provider.h"
#include "reception.h"
#include "server.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static struct value *
page_doc(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", N_("Gerät koppeln"));
    value_set_text(doc, "device", NULL);
    return doc;
}

void
page_pair(struct web_exchange *x)
{
    struct value *doc = page_doc(x);

    if (x->device.id != 0) {
        struct value *device = value_set_record(doc, "device");

        value_set_text(device, "name", x->device.name);
        value_set_bool(device, "lead", x->device.role == WHO_LEAD);
        doc_set_day(x->env.arena, device, "instructed_on", x->device.instructed_on);
    }
    web_page(x, HTTP_OK, "pair", doc);
}

void
page_pair_do(struct web_exchange *x)
{
    char key[RECEPTION_KEY_MAX];
    const struct value *doc;
    struct err err = {0};

    if (!reception_pair(&x->env, web_field(x, "code"), web_field(x, "name"), false, key, &doc,
                        &err)) {
        web_fail_form(x, "pair", page_doc(x), &err);
        return;
    }
    web_cookie(x, WEB_DEVICE_COOKIE, key, WEB_DEVICE_SECONDS);
    web_redirect(x, "/koppeln");
}

void
page_pair_instruct(struct web_exchange *x)
{
    struct err err = {0};

    if (!reception_instruct(&x->env, &x->device, &err)) {
        web_fail(x, &err);
        return;
    }
    web_redirect(x, "/s");
}

/* The key is revoked with its cookie: a lost key of a device nobody uses is a risk for nothing. */
void
page_pair_leave(struct web_exchange *x)
{
    const struct value *doc;
    struct err err = {0};

    if (!provider_revoke(&x->env, x->device.id, &doc, &err) &&
        err.reason != REASON_ALREADY_RECORDED) {
        web_fail(x, &err);
        return;
    }
    identity_forget(x);
    web_redirect(x, "/koppeln");
}
