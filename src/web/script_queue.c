/*
 * script_queue.c - what the script of the scan page says when it has a line again: that it is
 * there, and one by one what it noted without.
 */
#include "office.h"
#include "pages.h"
#include "reception.h"
#include "reception_fields.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200
#define HTTP_ACCEPTED 202

void
script_contact(struct web_exchange *x)
{
    const struct value *doc;
    struct err err = {0};

    if (reception_contact(&x->env, &x->device, office_number(x, "waiting", 0), &doc, &err)) {
        web_json(x, HTTP_OK, doc);
    } else {
        web_fail(x, &err);
    }
}

void
script_late(struct web_exchange *x)
{
    struct reception_late late = {
        .code = web_field(x, "code"),
        .step = step_from_name(web_field(x, "command")),
        .source = reception_source(x),
        .nonce = web_field(x, "nonce"),
        .clock = {.happened_ms = web_moment(x, "happened_at"),
                  .sent_ms = web_moment(x, "sent_at"),
                  .contact_ms = web_moment(x, "contact_at"),
                  .contact_server_ms = web_moment(x, "contact_server")},
    };
    const struct value *doc;
    struct err err = {0};
    bool kept;

    if (reception_record_late(&x->env, &x->device, &late, &doc, &kept, &err)) {
        web_json(x, kept ? HTTP_ACCEPTED : HTTP_OK, doc);
    } else {
        web_fail(x, &err);
    }
}
