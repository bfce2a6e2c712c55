/*
 * page_team.c - teams of the office: who is in them, and a new name for one.
 */
#include "arena.h"
#include "colleagues.h"
#include "office.h"
#include "pages.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

void
page_teams(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *teams;
    struct err err = {0};

    if (!teams_list(&x->env, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    teams = value_get(found, "teams");
    value_set_text(doc, "title", N_("Teams"));
    value_set_shared(doc, "teams", teams);
    value_set_bool(doc, "has_teams", value_len(teams) > 0);
    value_set_bool(doc, "is_admin", x->env.user.role == ROLE_ADMIN);
    web_page(x, HTTP_OK, "teams", doc);
}

void
page_team(struct web_exchange *x)
{
    bool typed = x->fault.reason != REASON_NONE;
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!teams_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc, N_("Team"), x->segment[0]);
    value_set_shared(doc, "team", value_get(found, "team"));
    value_set_text(doc, "new_name", typed ? office_text(x, "new_name") : x->segment[0]);
    web_page(x, HTTP_OK, "team", doc);
}

void
page_team_change(struct web_exchange *x)
{
    struct team_change change = {
        .name = x->segment[0],
        .new_name = office_text(x, "new_name"),
        .merge = web_field(x, "merge") != NULL,
        .revision = office_text(x, "revision"),
    };
    const struct value *ignored;
    struct err err = {0};

    if (teams_change(&x->env, &change, &ignored, &err)) {
        web_redirect(x, "/teams");
    } else if (err.reason == REASON_NOT_FOUND) {
        web_fail(x, &err);
    } else {
        x->fault = err;
        page_team(x);
    }
}
