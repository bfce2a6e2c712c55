/*
 * page_search.c - find a case; a number or a code goes straight to it.
 */
#include "case.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

void
page_search(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const char *query = office_text(x, "q");
    const struct value *found, *one;
    struct err err = {0};

    if (!case_search(&x->env, query, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    one = value_find(found, "search.case");
    if (value_truth(one)) {
        office_to_case(x, value_string(one));
        return;
    }
    value_set_text(doc, "title", N_("Suche"));
    value_set_text(doc, "query", query);
    value_set_shared(doc, "search", value_get(found, "search"));
    value_set_bool(doc, "found", value_truth(value_find(found, "search.cases")));
    value_set_bool(doc, "nothing",
                   *query != '\0' && !value_truth(value_find(found, "search.cases")));
    value_set_bool(doc, "may_add", (WEB_CASEWORK & WEB_ROLE(x->env.user.role)) != 0);
    web_page(x, HTTP_OK, "search", doc);
}
