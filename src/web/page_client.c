/*
 * page_client.c - the client's own view of the slip, by the code on its first sheet.
 *
 * View only: no code of a client ever confirms anything.
 */
#include "pages.h"
#include "reception.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static struct value *
page_doc(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", N_("Mein Laufzettel"));
    value_set_text(doc, "client", NULL);
    return doc;
}

void
page_client(struct web_exchange *x)
{
    web_page(x, HTTP_OK, "client", page_doc(x));
}

void
page_client_show(struct web_exchange *x)
{
    struct value *page = page_doc(x);
    const struct value *doc;
    struct err err = {0};

    if (!reception_client(&x->env, web_field(x, "code"), &doc, &err)) {
        web_fail_form(x, "client", page, &err);
        return;
    }
    value_set_shared(page, "client", value_get(doc, "client"));
    web_page(x, HTTP_OK, "client", page);
}
