/*
 * page_home.c - the start page: what is due, and the way to a case.
 */
#include "case.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* A heading stands only over what there is. */
static bool
set_any(struct value *doc, const struct value *found)
{
    bool unsettled = value_truth(value_get(found, "unsettled"));
    bool overdue = value_truth(value_get(found, "overdue"));
    bool today = value_truth(value_get(found, "today"));
    bool soon = value_truth(value_get(found, "soon"));

    value_set_bool(doc, "has_unsettled", unsettled);
    value_set_bool(doc, "has_overdue", overdue);
    value_set_bool(doc, "has_today", today);
    value_set_bool(doc, "has_soon", soon);
    return unsettled || overdue || today || soon;
}

void
page_home(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!case_home(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Übersicht"));
    value_set_text(doc, "query", "");
    value_set_shared(doc, "home", found);
    value_set_bool(doc, "any", set_any(doc, found));
    web_page(x, HTTP_OK, "home", doc);
}
