/*
 * page_account.c - the own account: who I am here, and where I am logged in.
 */
#include "arena.h"
#include "colleagues.h"
#include "office.h"
#include "pages.h"
#include "people.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* Whoever has cases says who takes care of them meanwhile. */
static bool
set_deputies(struct web_exchange *x, struct value *doc, struct err *err)
{
    const struct value *found;
    bool has_cases = (ROLES_CASEWORK & ROLE_BIT(x->env.user.role)) != 0;

    value_set_bool(doc, "has_cases", has_cases);
    if (!has_cases) {
        return true;
    }
    if (!deputy_list(&x->env, x->env.user.name, &found, err)) {
        return false;
    }
    office_deputies(x, doc, found, "/konto/vertretung");
    return true;
}

/* Its name; one that nobody has entered goes by its key. */
static const char *
branch_shown(struct web_exchange *x)
{
    const char *key = x->env.user.branch;
    const struct value *found;
    struct err ignored = {0};

    return !str_empty(key) && branches_show(&x->env, key, &found, &ignored)
               ? value_string(value_find(found, "branch.name"))
               : key;
}

void
page_account(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct value *user = value_set_record(doc, "user");
    const struct value *found;
    struct err err = {0};

    if (!people_sessions(&x->env, x->env.user.id, x->session.id, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Mein Konto"));
    value_set_text(user, "login", x->env.user.name);
    value_set_text(user, "role_label", role_label(x->env.user.role));
    value_set_text(user, "team", x->env.user.team);
    value_set_text(user, "branch", branch_shown(x));
    value_set_text(user, "phone", x->env.user.phone);
    if (!set_deputies(x, doc, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_shared(doc, "sessions", value_get(found, "sessions"));
    value_set_shared(doc, "others", value_get(found, "others"));
    web_page(x, HTTP_OK, "account", doc);
}

static void
finish(struct web_exchange *x, bool done, const struct err *err)
{
    if (done) {
        web_redirect(x, "/konto");
    } else {
        web_fail(x, err);
    }
}

void
page_account_end(struct web_exchange *x)
{
    int64_t session = office_id(web_field(x, "session"));
    struct err err = {0};

    finish(x, people_session_end(&x->env, x->env.user.id, session, &err), &err);
}

void
page_account_end_others(struct web_exchange *x)
{
    struct err err = {0};

    finish(x, people_logout_others(&x->env, &x->session, &err), &err);
}

void
page_account_deputy(struct web_exchange *x)
{
    if (office_deputy_add(x, x->env.user.name)) {
        web_redirect(x, "/konto");
    } else {
        page_account(x);
    }
}

void
page_account_deputy_end(struct web_exchange *x)
{
    struct err err = {0};

    finish(x, deputy_end(&x->env, x->env.user.name, office_id(web_field(x, "id")), &err), &err);
}
