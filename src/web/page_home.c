/*
 * page_home.c - the start page: what is due, what came back, and the way to a case; for whoever
 *               has no cases, the places of their work.
 */
#include "buf.h"
#include "desk.h"
#include "office.h"
#include "pages.h"
#include "role.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* A heading stands only over what there is. */
static void
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
    value_set_bool(doc, "has_later", value_truth(value_get(found, "later")));
    value_set_bool(doc, "has_fresh", value_truth(value_get(found, "fresh")));
    value_set_bool(doc, "has_reasons", value_len(value_get(found, "reasons")) > 1 ||
                                           value_truth(value_get(found, "reason")));
    value_set_bool(doc, "may_take", value_truth(value_get(found, "total")) &&
                                        !value_truth(value_get(found, "for")));
    value_set_bool(doc, "has_standing_in", value_truth(value_get(found, "standing_in")));
    value_set_bool(doc, "any", unsettled || overdue || today || soon);
}

void
page_home(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    value_set_text(doc, "title", N_("Übersicht"));
    value_set_text(doc, "query", "");
    if ((ROLE_BIT(x->env.user.role) & ROLES_READ) == 0) {
        /* They find their places here, and nobody's names. */
        value_set_text(doc, "home", NULL);
        web_page(x, HTTP_OK, "home", doc);
        return;
    }
    if (!desk_show(&x->env, office_text(x, "for"), office_text(x, "reason"), &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_shared(doc, "home", found);
    set_any(doc, found);
    web_page(x, HTTP_OK, "home", doc);
}

typedef bool list_fn(struct env *env, const char *user, struct buf *out, struct err *err);

static void
download(struct web_exchange *x, list_fn *list, const char *type, const char *file_name)
{
    struct buf out = {0};
    struct err err = {0};

    if (list(&x->env, x->env.user.name, &out, &err)) {
        office_file(x, type, file_name, &out);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&out);
}

void
page_home_calendar(struct web_exchange *x)
{
    download(x, desk_calendar, "text/calendar; charset=utf-8", "wiedervorlagen.ics");
}

void
page_home_table(struct web_exchange *x)
{
    download(x, desk_table, "text/csv; charset=utf-8", "wiedervorlagen.csv");
}
