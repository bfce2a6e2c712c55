/*
 * page_audit.c - the record of looks and changes, for the auditor.
 */
#include "arena.h"
#include "audit.h"
#include "buf.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static struct audit_request
request_of(const struct web_exchange *x)
{
    return (struct audit_request){
        .from = web_day(x, "from"),
        .until = web_day(x, "until"),
        .user = office_text(x, "user"),
        .kind = office_text(x, "kind"),
        .case_ref = office_text(x, "case"),
        .before = office_id(web_field(x, "before")),
    };
}

/* What was asked for, as it goes into an address: the texts came cleaned. */
static void
set_filter(const struct web_exchange *x, struct value *doc, const struct value *found)
{
    struct value *filter = value_set_record(doc, "filter");

    value_set_text(filter, "from", value_string(value_get(found, "from")));
    value_set_text(filter, "until", value_string(value_get(found, "until")));
    value_set_text(filter, "user", office_text(x, "user"));
    value_set_text(filter, "kind", office_text(x, "kind"));
    value_set_text(filter, "about", office_text(x, "case"));
}

void
page_audit(struct web_exchange *x)
{
    struct audit_request request = request_of(x);
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!audit_show(&x->env, &request, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Protokoll"));
    set_filter(x, doc, found);
    value_set_shared(doc, "rows", value_get(found, "rows"));
    value_set_bool(doc, "has_rows", value_truth(value_get(found, "rows")));
    value_set_shared(doc, "next", value_get(found, "next"));
    web_page(x, HTTP_OK, "audit", doc);
}

void
page_audit_table(struct web_exchange *x)
{
    struct audit_request request = request_of(x);
    struct buf out = {0};
    struct err err = {0};

    if (audit_table(&x->env, &request, &out, &err)) {
        office_file(x, "text/csv; charset=utf-8", "protokoll.csv", &out);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&out);
}
