/*
 * page_branch.c - branches of the office: what stands on paper about them.
 */
#include "arena.h"
#include "colleagues.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static const struct {
    const char *name, *label;
} members[] = {{"name", N_("Name")},         {"street", N_("Straße und Hausnummer")},
               {"postcode", N_("Postleitzahl")}, {"city", N_("Ort")},
               {"phone", N_("Telefon")},     {"hours", N_("Öffnungszeiten")}};
#define MEMBERS (sizeof members / sizeof *members)

void
page_branches(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!branches_list(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Geschäftsstellen"));
    value_set_shared(doc, "branches", value_get(found, "branches"));
    web_page(x, HTTP_OK, "branches", doc);
}

/* One field of the form, as it was typed or as it is stored. */
static void
add_field(struct web_exchange *x, struct value *list, size_t i, const struct value *branch)
{
    bool typed = x->fault.reason != REASON_NONE;
    struct value *item = value_add_record(list);

    value_set_text(item, "name", members[i].name);
    value_set_text(item, "label", members[i].label);
    value_set_text(item, "text", typed ? office_text(x, members[i].name)
                                       : value_string(value_get(branch, members[i].name)));
    value_set_text(item, "fault_message", web_fault(x, members[i].name));
}

void
page_branch(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena), *fields, *differences;
    const struct value *found, *branch;
    struct err err = {0};

    if (!branches_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    branch = value_get(found, "branch");
    office_title(x, doc, N_("Geschäftsstelle"), x->segment[0]);
    value_set_shared(doc, "branch", branch);
    fields = value_set_list(doc, "fields");
    differences = value_set_list(doc, "differences");
    for (size_t i = 0; i < MEMBERS; i++) {
        add_field(x, fields, i, branch);
        if (x->fault.reason == REASON_CONFLICT) {
            office_difference(x, differences, members[i].name, members[i].label, branch);
        }
    }
    value_set_bool(doc, "has_differences", value_len(differences) > 0);
    web_page(x, HTTP_OK, "branch", doc);
}

void
page_branch_change(struct web_exchange *x)
{
    struct branch_change change = {
        .key = x->segment[0],
        .name = office_text(x, "name"),
        .street = office_text(x, "street"),
        .postcode = office_text(x, "postcode"),
        .city = office_text(x, "city"),
        .phone = office_text(x, "phone"),
        .hours = office_text(x, "hours"),
        .revision = office_text(x, "revision"),
    };

    if (branches_change(&x->env, &change, &x->fault)) {
        web_redirect(x, x->request->path);
    } else {
        page_branch(x);
    }
}
