/*
 * web.c - the server: started, stopped, and the way of one request through it.
 */
#include <string.h>

#include "asset.h"
#include "budget.h"
#include "catalog.h"
#include "file.h"
#include "gate.h"
#include "log.h"
#include "page_text.h"
#include "paper.h"
#include "server.h"
#include "shelf.h"
#include "store.h"
#include "str.h"

#define PEM_BYTES_MAX ((size_t)256 << 10)
#define STOP_SECONDS 5

/* ---- one request ---- */

static bool
is_method_missing(struct web_exchange *x, unsigned others)
{
    static const struct {
        enum http_method method;
        const char *name;
    } names[] = {{HTTP_GET, "GET, HEAD"}, {HTTP_POST, "POST"}};
    const char *allowed = "";

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (others & (1u << names[i].method)) {
            allowed = arena_printf(x->env.arena, "%s%s%s", allowed, *allowed ? ", " : "",
                                   names[i].name);
        }
    }
    if (*allowed != '\0') {
        http_header_add(x->response, "Allow", allowed);
    }
    return *allowed != '\0';
}

/* People who are not known yet are sent to say who they are, and come back after. */
static void
ask_who(struct web_exchange *x, enum guard guard)
{
    struct err err = {0};

    if (x->route->flags & (WEB_API | WEB_SCRIPT)) {
        if ((x->route->flags & WEB_SCRIPT) && x->device.id == 0) {
            identity_forget(x);
        }
        err_set(&err, REASON_NOT_ALLOWED, "", NULL);
        web_fail(x, &err);
    } else if (guard == GUARD_PAIR) {
        web_redirect(x, "/koppeln");
    } else if (x->route->method == HTTP_GET && !str_equal(x->request->path, "/")) {
        web_redirect(x, arena_printf(x->env.arena, "/anmelden?next=%s", x->request->path));
    } else {
        web_redirect(x, "/anmelden");
    }
}

/* Whose guesses these are: the device's, or the address's. */
static const char *
guesser(const struct web_exchange *x, enum budget *budget)
{
    char *address = arena_alloc(x->env.arena, BUDGET_ADDRESS_MAX);

    if (x->device.id != 0) {
        *budget = BUDGET_GUESS_DEVICE;
        return arena_printf(x->env.arena, "%lld", (long long)x->device.id);
    }
    *budget = BUDGET_GUESS_ADDRESS;
    return budget_address(x->request->address, address);
}

static bool
has_budget(struct web_exchange *x, struct err *err)
{
    enum budget budget;
    const char *whose;

    if ((x->route->flags & WEB_BUDGET) == 0) {
        return true;
    }
    whose = guesser(x, &budget);
    return budget_left(x->web->budgets, budget, whose, clock_now_ms(&x->env.clock),
                       &x->retry_after_s) ||
           err_set(err, REASON_RATE_LIMITED, "", NULL);
}

static void
count_guess(struct web_exchange *x)
{
    bool miss = x->missed || x->failed == REASON_UNKNOWN ||
                (x->device.id == 0 &&
                 (x->failed == REASON_MALFORMED || x->failed == REASON_NOT_ALLOWED));
    enum budget budget;
    const char *whose;
    unsigned ignored;

    if ((x->route->flags & WEB_BUDGET) && miss) {
        whose = guesser(x, &budget);
        (void)budget_take(x->web->budgets, budget, whose, clock_now_ms(&x->env.clock), &ignored);
    }
}

/* Who tried too often meets the form again, so that the next try is not far. */
static void
shut_out(struct web_exchange *x, const struct err *err)
{
    if (x->route->again == NULL) {
        web_fail(x, err);
        return;
    }
    x->fault = *err;
    x->route->again(x);
}

static void
run(struct web_exchange *x)
{
    struct err err = {0};

    if ((x->route->flags & (WEB_TOKEN | WEB_SCRIPT)) && !guard_origin(x, &err)) {
        web_fail(x, &err);
    } else if (!has_budget(x, &err)) {
        shut_out(x, &err);
    } else if (!fields_read(x, &err)) {
        web_fail(x, &err);
    } else if (x->fault.reason != REASON_NONE) {
        x->route->again(x);
    } else {
        x->route->handler(x);
    }
    count_guess(x);
}

static void
serve(struct web_exchange *x)
{
    struct err err = {0};
    enum guard guard;
    unsigned others;

    identity_language(x);
    x->route = route_find(x->request->method, x->request->path, x->env.arena, x->segment,
                          &others);
    if (x->route == NULL) {
        bool missing = is_method_missing(x, others);

        err_set(&err, REASON_NOT_FOUND, "", NULL);
        web_fail(x, &err);
        x->response->status = missing ? 405 : x->response->status;
        return;
    }
    if (!identity_find(x, &err)) {
        web_fail(x, &err);
        return;
    }
    guard = guard_check(x);
    if (guard == GUARD_OPEN) {
        run(x);
    } else if (guard == GUARD_SHUT) {
        /* What only this machine or only a lead may see does not exist for others. */
        bool hidden = x->route->who == WEB_LOOPBACK || x->route->who == WEB_LEAD;

        err_set(&err, hidden ? REASON_NOT_FOUND : REASON_NOT_ALLOWED, "", NULL);
        web_fail(x, &err);
    } else {
        ask_who(x, guard);
    }
}

/* What failed, for whom, under which number. The wire logs the request itself. */
static void
log_failure(const struct web_exchange *x)
{
    char status[ERR_NUMBER_MAX], user[ERR_NUMBER_MAX], device[ERR_NUMBER_MAX];

    log_event(clock_now_ms(&x->env.clock), "failure", "route",
              x->route == NULL ? "-" : x->route->path, "status",
              err_number(status, x->response->status), "reason", reason_row(x->failed)->name,
              "number", x->number == NULL ? "-" : x->number, "user",
              err_number(user, x->env.user.id), "device", err_number(device, x->device.id), NULL);
}

/* A million guesses are a line an hour: whose they are, and how many were turned away. */
static void
tell_guesses(struct web_exchange *x)
{
    enum budget budget;
    const char *whose = guesser(x, &budget);
    int64_t now_ms = clock_now_ms(&x->env.clock);
    unsigned turned_away = budget_turned_away(x->web->budgets, budget, whose, now_ms);
    char number[ERR_NUMBER_MAX];

    x->response->unlogged = true;
    if (turned_away > 0) {
        log_event(now_ms, "guessing", budget == BUDGET_GUESS_DEVICE ? "device" : "address", whose,
                  "turned_away", err_number(number, turned_away), NULL);
    }
}

void
web_answer(struct web *web, size_t worker, const struct http_request *request,
           struct http_response *response)
{
    struct web_exchange x = {
        .request = request,
        .response = response,
        .env = *web->env,
        .web = web,
        .worker = worker,
    };

    x.env.arena = request->arena;
    x.env.user = (struct user){0};
    x.env.paper = web->paper[worker];
    serve(&x);
    response->log_name = x.route == NULL ? NULL : x.route->path;
    if (x.failed == REASON_RATE_LIMITED) {
        tell_guesses(&x);
    } else if (response->status >= 400) {
        log_failure(&x);
    }
}

static void
handle(void *context, size_t worker, const struct http_request *request,
       struct http_response *response)
{
    web_answer(context, worker, request, response);
}

static size_t
body_max(void *context, enum http_method method, const char *path)
{
    const char *segment[WEB_SEGMENTS_MAX];
    struct arena scratch = {0};
    const struct web_route *route;
    unsigned others;

    (void)context;
    route = route_find(method, path, &scratch, segment, &others);
    arena_finish(&scratch);
    return route == NULL ? 0 : route->body_max;
}

/* ---- start and stop ---- */

static bool
load_english(struct web *web, struct err *err)
{
    const struct asset *texts = asset_find("assets/texts/en.po");

    if (texts == NULL) {
        return err_set(err, REASON_NOT_FOUND, "language",
                       "Für diese Sprache fehlen die Texte im Programm.");
    }
    return catalog_parse(&web->arena, (const char *)texts->bytes, texts->len, &web->english, err);
}

/* What our pages may call themselves: the public address, and this machine's own names. */
static void
set_origins(struct web *web, const char *listen)
{
    const char *url = web->env->config.public_url;
    const char *port = strrchr(listen, ':');
    const char *scheme = web->secure ? "https" : "http";

    web->origin[0] = url;
    web->origin[1] = arena_printf(&web->arena, "%s://%s", scheme, listen);
    web->origin[2] = arena_printf(&web->arena, "%s://localhost%s", scheme,
                                  port == NULL ? "" : port);
}

static bool
read_pem(struct web *web, const char *path, const char *field, const char **out, struct err *err)
{
    size_t len;

    *out = NULL;
    return path == NULL || file_read(&web->arena, path, field, PEM_BYTES_MAX, out, &len, err);
}

static bool
open_port(struct web *web, const struct web_options *options, struct err *err)
{
    struct http_options http = {
        .listen = options->listen,
        .host = strstr(web->env->config.public_url, "://") + 3,
        .proxy = web->env->config.proxy,
        .https = web->secure,
        .workers = web->workers,
        .clock = &web->env->clock,
        .context = web,
        .body_max = body_max,
        .handle = handle,
    };

    struct http *started;

    if (!read_pem(web, options->tls_cert, "tls-cert", &http.tls_cert, err) ||
        !read_pem(web, options->tls_key, "tls-key", &http.tls_key, err) ||
        !http_start(&http, &started, err)) {
        return false;
    }
    web->http = started;
    return true;
}

/* A text of the office that cannot be read is told to who starts, not to who visits. */
static bool
check_texts(struct web *web, struct err *err)
{
    struct env env = *web->env;

    env.arena = &web->arena;
    return page_text_check_all(&env, err);
}

/* Fonts are read now, so that no first page is slow and a missing one stops the start. */
static bool
open_papers(struct web *web, struct err *err)
{
    struct env env = *web->env;

    web->paper = arena_array(&web->arena, web->workers, sizeof *web->paper);
    for (size_t i = 0; i < web->workers; i++) {
        env.paper = NULL;
        if (!paper_open(&env, err)) {
            return false;
        }
        web->paper[i] = env.paper;
    }
    return true;
}

bool
web_open(const struct web_options *options, struct web **out, struct err *err)
{
    struct arena arena = {0};
    struct web *web = arena_alloc(&arena, sizeof *web);

    web->arena = arena;
    web->env = options->env;
    web->workers = options->workers;
    web->secure = str_starts(web->env->config.public_url, "https://");
    web->budgets = budgets_open(&web->arena);
    web->shelf = shelf_open(&web->arena);
    web->gate = gate_open(&web->arena, N_("Gerade melden sich viele Menschen an. Bitte gleich "
                                          "noch einmal versuchen."));
    web->photo_gate = gate_open(&web->arena, N_("Gerade werden viele Fotos gelesen. Bitte gleich "
                                                "noch einmal versuchen."));
    web->photo = options->photo;
    set_origins(web, options->listen);
    if (check_texts(web, err) && store_claim(web->env->store, err) && load_english(web, err) &&
        view_open(&web->arena, &web->view, err) && static_open(&web->arena, &web->files, err) &&
        open_papers(web, err)) {
        *out = web;
        return true;
    }
    web_stop(web);
    return false;
}

bool
web_start(const struct web_options *options, struct web **out, struct err *err)
{
    struct web *web;

    if (!web_open(options, &web, err)) {
        return false;
    }
    if (!open_port(web, options, err)) {
        web_stop(web);
        return false;
    }
    *out = web;
    return true;
}

unsigned
web_port(const struct web *web)
{
    return http_port(web->http);
}

void
web_stop(struct web *web)
{
    struct arena arena;

    if (web->http != NULL) {
        http_stop(web->http, STOP_SECONDS);
    }
    for (size_t i = 0; web->paper != NULL && i < web->workers; i++) {
        paper_close(web->paper[i]);
    }
    budgets_close(web->budgets);
    shelf_close(web->shelf);
    gate_close(web->gate);
    gate_close(web->photo_gate);
    arena = web->arena;
    arena_finish(&arena);
}
