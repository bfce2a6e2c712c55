/*
 * api.c - other software, in JSON: the provider's pairs, looks up and records by the same use
 * cases, rules and reasons as the pages of the reception; the office's reads what happened.
 */
#include "asset.h"
#include "feed.h"
#include "pages.h"
#include "reception.h"
#include "reception_fields.h"
#include "web.h"

#define HTTP_OK 200
#define HTTP_CREATED 201

void
api_pair(struct web_exchange *x)
{
    char key[RECEPTION_KEY_MAX];
    const struct value *doc;
    struct err err = {0};

    if (!reception_pair(&x->env, web_field(x, "code"), web_field(x, "name"), true, key, &doc,
                        &err)) {
        web_fail(x, &err);
        return;
    }
    web_json(x, HTTP_CREATED, doc);
}

void
api_lookup(struct web_exchange *x)
{
    struct reception_scan scan = {web_field(x, "code"), SOURCE_API};
    const struct value *doc;
    struct err err = {0};

    if (!reception_lookup(&x->env, &x->device, &scan, &doc, &err)) {
        web_fail(x, &err);
        return;
    }
    web_json(x, HTTP_OK, doc);
}

/* The API has no tick box: software that sends a recommendation says it was discussed. */
void
api_event(struct web_exchange *x)
{
    struct reception_event event;
    const struct value *doc;
    struct err err = {0};
    bool fresh;

    if (!reception_fields(x, SOURCE_API, &event, &err)) {
        web_fail(x, &err);
        return;
    }
    event.discussed = event.recommendation != 0;
    if (!reception_record(&x->env, &x->device, &event, &doc, &fresh, &err)) {
        web_fail(x, &err);
        return;
    }
    web_json(x, fresh ? HTTP_CREATED : HTTP_OK, doc);
}

void
api_feed(struct web_exchange *x)
{
    const char *after = web_field(x, "after");
    const struct value *doc;
    struct err err = {0};

    if (!feed_read(&x->env, after == NULL ? "" : after, &doc, &err)) {
        web_fail(x, &err);
        return;
    }
    web_json(x, HTTP_OK, doc);
}

void
api_description(struct web_exchange *x)
{
    const struct asset *file = asset_find("assets/openapi.json");

    x->response->status = HTTP_OK;
    x->response->content_type = "application/json";
    x->response->body = file->bytes;
    x->response->body_len = file->len;
    x->response->body_static = true;
}
