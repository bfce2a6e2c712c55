/*
 * page_login.c - in and out: log-in, first password, own account, language.
 */
#include <string.h>

#include "arena.h"
#include "budget.h"
#include "client_language.h"
#include "gate.h"
#include "pages.h"
#include "server.h"
#include "str.h"
#include "value.h"

#define LANGUAGE_SECONDS ((int64_t)365 * 24 * 60 * 60)

static struct value *
doc_with_title(struct web_exchange *x, const char *title)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", title);
    return doc;
}

/* ---- log-in ---- */

static struct value *
login_doc(struct web_exchange *x)
{
    struct value *doc = doc_with_title(x, N_("Anmelden"));
    const char *next = web_field(x, "next");

    value_set_text(value_set_record(doc, "given"), "next",
                   next != NULL && route_is_page(next) ? next : "");
    return doc;
}

void
page_login(struct web_exchange *x)
{
    web_page(x, 200, "login", login_doc(x));
}

/* The guesses that one log-in may use up. */
struct attempt {
    const char *address, *name, *pair;
    int64_t now_ms;
};

static struct attempt
attempt_of(const struct web_exchange *x)
{
    char *address = arena_alloc(x->env.arena, BUDGET_ADDRESS_MAX);
    const char *name = web_field(x, "name");

    budget_address(x->request->address, address);
    return (struct attempt){
        .address = address,
        .name = name,
        .pair = arena_printf(x->env.arena, "%s %s", address, name),
        .now_ms = clock_now_ms(&x->env.clock),
    };
}

/* Has this account logged in from this address before? Then strangers' guesses do not count. */
static bool
is_known(const struct web_exchange *x, const struct attempt *attempt)
{
    unsigned ignored;

    return !budget_left(x->web->budgets, BUDGET_LOGIN_KNOWN, attempt->pair, attempt->now_ms,
                        &ignored);
}

/* Pay before trying, so that guesses sent at the same time are all paid for. */
static bool
pay(struct web_exchange *x, const struct attempt *a, struct err *err)
{
    struct budgets *budgets = x->web->budgets;

    if (budget_take(budgets, BUDGET_LOGIN_ADDRESS, a->address, a->now_ms, &x->retry_after_s) &&
        budget_take(budgets, BUDGET_LOGIN_PAIR, a->pair, a->now_ms, &x->retry_after_s) &&
        (is_known(x, a) || budget_take(budgets, BUDGET_LOGIN_STRANGER, a->name, a->now_ms,
                                       &x->retry_after_s))) {
        return true;
    }
    return err_set(err, REASON_RATE_LIMITED, "",
                   "Zu viele Versuche. Bitte in einer Minute noch einmal anmelden.");
}

/* A log-in that succeeded was no guess; from now on the account is known at this address. */
static void
refund(struct web_exchange *x, const struct attempt *a)
{
    struct budgets *budgets = x->web->budgets;
    unsigned ignored;

    budget_give(budgets, BUDGET_LOGIN_ADDRESS, a->address, a->now_ms);
    budget_give(budgets, BUDGET_LOGIN_PAIR, a->pair, a->now_ms);
    if (budget_take(budgets, BUDGET_LOGIN_KNOWN, a->pair, a->now_ms, &ignored)) {
        budget_give(budgets, BUDGET_LOGIN_STRANGER, a->name, a->now_ms);
    }
}

static bool
log_in(struct web_exchange *x, char token[PEOPLE_TOKEN_MAX], struct err *err)
{
    struct attempt attempt = attempt_of(x);
    bool done;

    if (!pay(x, &attempt, err) || !gate_enter(x->web->gate, err)) {
        return false;
    }
    done = people_login(&x->env, web_field(x, "name"), web_field(x, "password"), token, err);
    gate_leave(x->web->gate);
    if (done) {
        refund(x, &attempt);
    }
    return done;
}

/* Whoever has not taken note of today's instruction reads it first. That it cannot be told keeps
   nobody from work. */
static const char *
after_login(struct web_exchange *x, const char *next)
{
    struct err err = {0};
    bool due;

    if (!people_instruction_due(&x->env, web_field(x, "name"), &due, &err) || !due) {
        return next;
    }
    return str_equal(next, "/") ? "/unterweisung"
                                : arena_printf(x->env.arena, "/unterweisung?next=%s", next);
}

void
page_login_post(struct web_exchange *x)
{
    const char *next = web_field(x, "next");
    char token[PEOPLE_TOKEN_MAX];
    struct err err = {0};

    if (!log_in(x, token, &err)) {
        web_fail_form(x, "login", login_doc(x), &err);
        return;
    }
    web_cookie(x, WEB_SESSION_COOKIE, arena_strdup(x->env.arena, token), PEOPLE_SESSION_MS / 1000);
    web_redirect(x, after_login(x, next != NULL && route_is_page(next) ? next : "/"));
}

/* ---- log-out and account ---- */

static void
leave(struct web_exchange *x, bool done, const struct err *err)
{
    if (!done) {
        web_fail(x, err);
        return;
    }
    web_cookie(x, WEB_SESSION_COOKIE, "", 0);
    /* Nothing of the office stays in a browser that others use too; what a reception's device
       has noted and not yet sent does. */
    http_header_add(x->response, "Clear-Site-Data",
                    x->device.id == 0 ? "\"cache\", \"storage\"" : "\"cache\"");
    web_redirect(x, "/anmelden");
}

void
page_logout_post(struct web_exchange *x)
{
    struct err err = {0};

    leave(x, people_logout(&x->env, &x->session, &err), &err);
}

void
page_logout_everywhere_post(struct web_exchange *x)
{
    struct err err = {0};

    leave(x, people_logout_everywhere(&x->env, x->env.user.id, &err), &err);
}

/* ---- first password ---- */

static struct value *
password_doc(struct web_exchange *x)
{
    return doc_with_title(x, N_("Passwort festlegen"));
}

void
page_password(struct web_exchange *x)
{
    web_page(x, 200, "password", password_doc(x));
}

static bool
set_password(struct web_exchange *x, struct err *err)
{
    const char *password = web_field(x, "password");
    bool done;

    if (!str_equal(password, web_field(x, "again"))) {
        return err_set(err, REASON_INVALID, "again",
                       "Die beiden Passwörter sind nicht gleich. Bitte noch einmal eingeben.");
    }
    if (!gate_enter(x->web->gate, err)) {
        return false;
    }
    done = people_set_password(&x->env, web_field(x, "name"), web_field(x, "code"), password,
                               err);
    gate_leave(x->web->gate);
    return done;
}

void
page_password_post(struct web_exchange *x)
{
    struct err err = {0};

    if (!set_password(x, &err)) {
        web_fail_form(x, "password", password_doc(x), &err);
        return;
    }
    web_redirect(x, "/anmelden");
}

/* ---- language ---- */

void
web_language(struct web_exchange *x, const char *language)
{
    const struct client_language *known = client_language_find(language, strlen(language));

    web_cookie(x, WEB_LANGUAGE_COOKIE, known == NULL ? "de" : known->tag, LANGUAGE_SECONDS);
}

void
page_language(struct web_exchange *x)
{
    const char *back = web_field(x, "back");

    web_language(x, web_field(x, "language"));
    web_redirect(x, back != NULL && route_is_page(back) ? back : "/");
}
