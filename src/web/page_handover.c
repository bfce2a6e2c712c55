/*
 * page_handover.c - see whose cases would go, then give all of them or those that are ticked.
 */
#include "arena.h"
#include "office.h"
#include "pages.h"
#include "people.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200
#define SHOWN_MAX 50 /* as many ticks as one form may send */

static void
set_takers(struct web_exchange *x, struct value *doc, const struct value *found)
{
    const struct value *choices = value_get(found, "choices");
    struct value *list = office_select(x, value_set_record(doc, "to_select"), "to",
                                       N_("Wer bekommt die Fälle"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(choices); i++) {
        office_choice(list, value_string(value_get(value_at(choices, i), "user")),
                      value_string(value_get(value_at(choices, i), "shown")),
                      office_text(x, "to"));
    }
}

void
page_handover(struct web_exchange *x)
{
    struct handover_request request = {.from = x->segment[0], .to = "", .dry_run = true};
    struct value *doc = value_record(x->env.arena), *list;
    const struct value *found, *people, *cases;
    struct err err = {0};

    if (!handover(&x->env, &request, &found, &err) ||
        !deputy_list(&x->env, x->segment[0], &people, &err)) {
        web_fail(x, &err);
        return;
    }
    cases = value_find(found, "handover.cases");
    set_takers(x, doc, people);
    office_title(x, doc, N_("Fälle übergeben von"), x->segment[0]);
    value_set_text(doc, "name", x->segment[0]);
    value_set_shared(doc, "handover", value_get(found, "handover"));
    value_set_int(doc, "total", (int64_t)value_len(cases));
    value_set_bool(doc, "has_more", value_len(cases) > SHOWN_MAX);
    list = value_set_list(doc, "shown");
    for (size_t i = 0; i < value_len(cases) && i < SHOWN_MAX; i++) {
        value_set_shared(value_add_record(list), "case", value_at(cases, i));
    }
    web_page(x, HTTP_OK, "handover", doc);
}

void
page_handover_do(struct web_exchange *x)
{
    const char *number[SHOWN_MAX];
    struct handover_request request = {.from = x->segment[0], .to = office_text(x, "to"),
                                       .number = number};
    bool all = str_equal(office_text(x, "what"), "all");
    const struct value *ignored;

    while (!all && request.count < SHOWN_MAX &&
           (number[request.count] = web_field_at(x, "case", request.count)) != NULL) {
        request.count++;
    }
    if (!all && request.count == 0) {
        (void)err_set(&x->fault, REASON_INVALID, "case",
                      "Bitte mindestens einen Fall ankreuzen, oder alle übergeben.");
    } else if (handover(&x->env, &request, &ignored, &x->fault)) {
        web_redirect(x, x->request->path);
        return;
    }
    page_handover(x);
}
