/*
 * page_people.c - people of the office: the administration keeps them, a lead sees the own team.
 */
#include "arena.h"
#include "buf.h"
#include "colleagues.h"
#include "office.h"
#include "pages.h"
#include "people.h"
#include "str.h"
#include "upkeep.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static bool
is_admin(const struct web_exchange *x)
{
    return x->env.user.role == ROLE_ADMIN;
}

static void
set_roles(const struct web_exchange *x, struct value *doc, const char *chosen)
{
    struct value *list = office_select(x, value_set_record(doc, "role_select"), "role",
                                       N_("Rolle"), N_("bitte wählen"));

    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        office_choice(list, role_name(role), role_label(role), chosen);
    }
}

static bool
set_branches(struct web_exchange *x, struct value *doc, const char *chosen, struct err *err)
{
    struct value *list = office_select(x, value_set_record(doc, "branch_select"), "branch",
                                       N_("Geschäftsstelle"), N_("keine"));
    const struct value *found, *branches;

    if (!branches_list(&x->env, &found, err)) {
        return false;
    }
    branches = value_get(found, "branches");
    for (size_t i = 0; i < value_len(branches); i++) {
        office_choice(list, value_string(value_get(value_at(branches, i), "key")),
                      value_string(value_get(value_at(branches, i), "name")), chosen);
    }
    return true;
}

void
page_people(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!colleagues_list(&x->env, &found, &err) ||
        !set_branches(x, doc, office_text(x, "branch"), &err)) {
        web_fail(x, &err);
        return;
    }
    set_roles(x, doc, office_text(x, "role"));
    value_set_text(doc, "title", N_("Personen"));
    value_set_shared(doc, "users", value_get(found, "users"));
    value_set_bool(doc, "is_admin", is_admin(x));
    value_set_bool(doc, "add_open", x->fault.reason != REASON_NONE);
    web_page(x, HTTP_OK, "people", doc);
}

void
page_people_instructed(struct web_exchange *x)
{
    struct buf out = {0};
    struct err err = {0};

    if (colleagues_instructed_csv(&x->env, &out, &err)) {
        office_file(x, "text/csv; charset=utf-8", "unterweisung.csv", &out);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&out);
}

/* The code is told this one time, on the page that answers. */
static void
show_code(struct web_exchange *x, const char *name, const struct value *found)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", N_("Einrichtungscode"));
    value_set_text(doc, "name", name);
    value_set_shared(doc, "setup", value_get(found, "setup"));
    web_page(x, HTTP_OK, "person_code", doc);
}

void
page_people_add(struct web_exchange *x)
{
    struct user user = {.name = office_text(x, "name"),
                        .display_name = office_text(x, "display_name"),
                        .role = role_from_name(office_text(x, "role")),
                        .team = office_text(x, "team"),
                        .branch = office_text(x, "branch"),
                        .phone = office_text(x, "phone")};
    const struct value *found;

    if (user.role == ROLE_NONE) {
        (void)err_set(&x->fault, REASON_INVALID, "role",
                      "Bitte eine Rolle aus der Liste wählen.");
        page_people(x);
    } else if (upkeep_user_add(&x->env, &user, &found, &x->fault)) {
        show_code(x, user.name, found);
    } else {
        page_people(x);
    }
}

/* What was typed, and what somebody else has stored meanwhile, member by member. */
static void
set_differences(struct web_exchange *x, struct value *doc, const struct value *stored)
{
    static const struct {
        const char *name, *label;
    } members[] = {{"display_name", N_("Name auf dem Papier")}, {"role", N_("Rolle")},
                   {"team", N_("Team")}, {"branch", N_("Geschäftsstelle")},
                   {"phone", N_("Telefon")}};
    struct value *list = value_set_list(doc, "differences");

    bool changed = x->fault.reason == REASON_CONFLICT && *x->fault.field == '\0';

    for (size_t i = 0; changed && i < sizeof members / sizeof *members; i++) {
        office_difference(x, list, members[i].name, members[i].label, stored);
    }
    value_set_bool(doc, "has_differences", value_len(list) > 0);
}

static void
set_form(struct value *doc, const struct value *user)
{
    static const char *const members[] = {"display_name", "team", "phone"};
    struct value *given = value_set_record(doc, "given");

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        value_set_text(given, members[i], value_string(value_get(user, members[i])));
    }
}

static bool
fill_person(struct web_exchange *x, struct value *doc, struct err *err)
{
    bool typed = x->fault.reason != REASON_NONE && x->route->handler == page_person_change;
    const struct value *found, *user, *deputies, *sessions;

    if (!colleagues_show(&x->env, x->segment[0], &found, err)) {
        return false;
    }
    user = value_get(found, "user");
    if (!set_branches(x, doc, typed ? office_text(x, "branch")
                                    : value_string(value_get(user, "branch")), err) ||
        !deputy_list(&x->env, x->segment[0], &deputies, err) ||
        !people_sessions_of(&x->env, x->segment[0], &sessions, err)) {
        return false;
    }
    set_roles(x, doc, typed ? office_text(x, "role") : value_string(value_get(user, "role")));
    set_form(doc, user);
    set_differences(x, doc, user);
    office_deputies(x, doc, deputies,
                    arena_printf(x->env.arena, "/person/%s/vertretung", x->segment[0]));
    value_set_shared(doc, "user", user);
    value_set_shared(doc, "sessions", value_get(sessions, "sessions"));
    value_set_bool(doc, "is_admin", is_admin(x));
    value_set_bool(doc, "deputy_open", x->route->handler == page_person_deputy);
    return true;
}

void
page_person(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct err err = {0};

    if (!fill_person(x, doc, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc, N_("Person"), x->segment[0]);
    web_page(x, HTTP_OK, "person", doc);
}

static void
finish(struct web_exchange *x, bool done, const struct err *err)
{
    if (done) {
        web_redirect(x, arena_printf(x->env.arena, "/person/%s", x->segment[0]));
    } else if (err->reason == REASON_NOT_FOUND) {
        web_fail(x, err);
    } else {
        x->fault = *err;
        page_person(x);
    }
}

void
page_person_change(struct web_exchange *x)
{
    struct colleague_change change = {
        .name = x->segment[0],
        .display_name = office_text(x, "display_name"),
        .role = office_text(x, "role"),
        .team = office_text(x, "team"),
        .branch = office_text(x, "branch"),
        .phone = office_text(x, "phone"),
        .revision = office_text(x, "revision"),
    };
    struct err err = {0};
    bool done = colleagues_change(&x->env, &change, &err);

    finish(x, done, &err);
}

void
page_person_code(struct web_exchange *x)
{
    const struct value *found;
    struct err err = {0};

    if (people_setup(&x->env, x->segment[0], &found, &err)) {
        show_code(x, x->segment[0], found);
    } else {
        web_fail(x, &err);
    }
}

void
page_person_disable(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};
    bool done = people_disable(&x->env, x->segment[0], &ignored, &err);

    finish(x, done, &err);
}

void
page_person_logout(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};
    bool done = people_logout_of(&x->env, x->segment[0], &ignored, &err);

    finish(x, done, &err);
}

void
page_person_session_end(struct web_exchange *x)
{
    int64_t session = office_id(web_field(x, "session"));
    const struct value *ignored;
    struct err err = {0};
    bool done = people_session_end_of(&x->env, x->segment[0], session, &ignored, &err);

    finish(x, done, &err);
}

void
page_person_deputy(struct web_exchange *x)
{
    bool done = office_deputy_add(x, x->segment[0]);
    struct err err = x->fault;

    finish(x, done, &err);
}

void
page_person_deputy_end(struct web_exchange *x)
{
    struct err err = {0};
    bool done = deputy_end(&x->env, x->segment[0], office_id(web_field(x, "id")), &err);

    finish(x, done, &err);
}
