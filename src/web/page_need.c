/*
 * page_need.c - a need that was agreed: what is entered or changed later.
 */
#include "case.h"
#include "level.h"
#include "office.h"
#include "pages.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static const char *
shown(const struct web_exchange *x, const char *name, const struct value *need)
{
    return x->fault.reason != REASON_NONE ? office_text(x, name)
                                          : value_string(value_get(need, name));
}

/* What was typed, and what somebody else has stored meanwhile. */
static void
set_differences(const struct web_exchange *x, struct value *doc, const struct value *need)
{
    struct value *list = value_set_list(doc, "differences");

    if (x->fault.reason == REASON_CONFLICT && *x->fault.field == '\0') {
        office_difference(x, list, "priority", N_("Dringlichkeit"), need);
        office_difference(x, list, "plan_ref", x->env.config.plan_label, need);
        office_difference(x, list, "aim", N_("Förderziel"), need);
    }
    value_set_bool(doc, "has_differences", value_len(list) > 0);
}

void
page_need(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *need;
    struct err err = {0};

    if (!need_show(&x->env, x->segment[0], office_id(x->segment[1]), &found, &err)) {
        web_fail(x, &err);
        return;
    }
    need = value_get(found, "need");
    office_title(x, doc, N_("Bedarf"), x->segment[0]);
    value_set_shared(doc, "need", need);
    value_set_text(doc, "plan_label", x->env.config.plan_label);
    value_set_text(value_set_record(doc, "given"), "plan_ref", shown(x, "plan_ref", need));
    office_priorities(office_select_of(x, doc, "priority", N_("Dringlichkeit"), NULL),
                      shown(x, "priority", need));
    office_aims(office_select_of(x, doc, "aim", N_("Förderziel"), aim_label(AIM_NONE)),
                shown(x, "aim", need));
    set_differences(x, doc, need);
    web_page(x, HTTP_OK, "need", doc);
}

void
page_need_change(struct web_exchange *x)
{
    struct need_change change = {
        .case_number = x->segment[0],
        .id = office_id(x->segment[1]),
        .priority = office_number(x, "priority", 0),
        .plan_ref = office_text(x, "plan_ref"),
        .aim = office_text(x, "aim"),
        .revision = office_text(x, "revision"),
    };
    struct err err = {0};

    if (need_change(&x->env, &change, &err)) {
        office_to_case(x, change.case_number);
    } else if (err.reason == REASON_NOT_FOUND) {
        web_fail(x, &err);
    } else {
        x->fault = err;
        page_need(x);
    }
}
