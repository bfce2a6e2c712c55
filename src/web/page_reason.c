/*
 * page_reason.c - why a team lead opens a case that is not theirs: asked once an hour and case.
 */
#include "arena.h"
#include "case.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* The page that the question stood before. */
static const char *
back(const struct web_exchange *x)
{
    return x->request->path + sizeof "/grund" - 1;
}

static void
show(struct web_exchange *x, bool by_slip)
{
    struct value *doc = value_record(x->env.arena), *list;
    const struct case_reason *reason;
    struct err err = {0};
    bool missing;
    size_t count;

    if (!case_reason_missing(&x->env, x->segment[0], by_slip, &missing, &err)) {
        web_fail(x, &err);
        return;
    }
    if (!missing) {
        web_redirect(x, back(x));
        return;
    }
    office_title(x, doc, by_slip ? N_("Laufzettel") : N_("Fallakte"), x->segment[0]);
    value_set_text(doc, "action", x->request->path);
    list = office_select(x, value_set_record(doc, "reason_select"), "reason", N_("Grund"),
                         N_("bitte wählen"));
    reason = case_reasons(&count);
    for (size_t i = 0; i < count; i++) {
        office_choice(list, reason[i].name, reason[i].label, office_text(x, "reason"));
    }
    web_page(x, HTTP_OK, "reason", doc);
}

static void
give(struct web_exchange *x, bool by_slip)
{
    const struct value *ignored;
    struct err err = {0};

    if (case_reason_give(&x->env, x->segment[0], by_slip, office_text(x, "reason"), &ignored,
                         &err)) {
        web_redirect(x, back(x));
    } else if (err.reason == REASON_INVALID) {
        x->fault = err;
        show(x, by_slip);
    } else {
        web_fail(x, &err);
    }
}

void
page_reason_case(struct web_exchange *x)
{
    show(x, false);
}

void
page_reason_case_give(struct web_exchange *x)
{
    give(x, false);
}

void
page_reason_slip(struct web_exchange *x)
{
    show(x, true);
}

void
page_reason_slip_give(struct web_exchange *x)
{
    give(x, true);
}
