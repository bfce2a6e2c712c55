/*
 * page_instruction.c - what binds whoever works here: read once, after the log-in, and confirmed.
 */
#include "office.h"
#include "pages.h"
#include "people.h"
#include "server.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* Where the log-in was to lead. */
static const char *
next_of(const struct web_exchange *x)
{
    const char *next = office_text(x, "next");

    return route_is_page(next) ? next : "/";
}

void
page_instruction(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!people_instruction(&x->env, x->language, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Unterweisung zum Datenschutz"));
    value_set_shared(doc, "instruction", value_get(found, "instruction"));
    value_set_shared(doc, "text", value_find(found, "instruction.text"));
    value_set_text(doc, "next", next_of(x));
    web_page(x, HTTP_OK, "instruction", doc);
}

void
page_instruction_post(struct web_exchange *x)
{
    if (people_instruct(&x->env, office_text(x, "version"), &x->fault)) {
        web_redirect(x, next_of(x));
    } else {
        page_instruction(x);
    }
}
