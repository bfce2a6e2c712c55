/*
 * render.c - pages, forms shown again, and failures as people and programs read them.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "catalog.h"
#include "key.h"
#include "server.h"
#include "str.h"
#include "template.h"
#include "value.h"

#define PAGE_BYTES_MAX ((size_t)4 << 20)
#define RETRY_STORE_S 5
#define RETRY_LIMITED_S 60

/* ---- what was typed, and what is wrong with it ---- */

/* A number that is short enough to say and long enough to find in the log. */
static const char *
failure_number(struct web_exchange *x)
{
    if (x->number == NULL) {
        unsigned random;

        key_random(&random, sizeof random);
        x->number = arena_printf(x->env.arena, "%03u-%03u", random % 1000,
                                 random / 1000 % 1000);
    }
    return x->number;
}

static const char *
sentence(const struct web_exchange *x, const struct err *err)
{
    struct buf text = {0};
    const char *copy;

    if (err->reason == REASON_NOT_ALLOWED && err->key == NULL) {
        return denied_sentence(x);
    }
    err_sentence(err, x->env.catalog, &text);
    copy = arena_strdup(x->env.arena, buf_text(&text));
    buf_finish(&text);
    return copy;
}

const char *
web_fault(const struct web_exchange *x, const char *name)
{
    return x->fault.reason != REASON_NONE && str_equal(x->fault.field, name)
               ? sentence(x, &x->fault)
               : NULL;
}

/* TYPED: the field was sent with this request, so what was typed stands, not the standard. */
static void
set_given(const struct web_exchange *x, const struct web_field *field, const struct value *before,
          bool typed, struct value *given)
{
    bool hidden = field->kind == WEB_SECRET || field->kind == WEB_FILE;
    const char *text = typed ? web_field(x, field->name) : NULL;
    const struct value *standard = typed ? NULL : value_get(before, field->name);

    if (field->kind == WEB_FLAG) {
        value_set_bool(given, field->name, text != NULL || value_truth(standard));
    } else if (!hidden && standard != NULL) {
        value_set_shared(given, field->name, standard);
    } else {
        value_set_text(given, field->name, hidden || text == NULL ? "" : text);
    }
}

static void
set_fault(const struct web_exchange *x, const struct web_field *field, bool typed,
          struct value *fault)
{
    if (!typed || !str_equal(x->fault.field, field->name)) {
        value_set_text(fault, field->name, NULL);
        return;
    }
    value_set_text(value_set_record(fault, field->name), "message", sentence(x, &x->fault));
}

/* "given" and "fault" for the fields of every form that this page shows; the form that was
   sent comes last, since two forms may have a field of the same name. */
static void
fill_forms(const struct web_exchange *x, struct value *root)
{
    const struct value *before = value_get(root, "given");
    struct value *given = value_record(x->env.arena);
    struct value *fault = value_set_record(root, "fault");
    const struct web_route *own = x->route, *table;
    bool typed = x->fault.reason != REASON_NONE;
    size_t count;

    table = web_routes(&count);
    for (size_t i = 0; own != NULL && i < count; i++) {
        bool shown = table[i].again != NULL && (table[i].again == own->handler ||
                                                table[i].again == own->again);

        for (const struct web_field *f = shown ? table[i].field : NULL; f && f->name; f++) {
            set_given(x, f, before, false, given);
            set_fault(x, f, false, fault);
        }
    }
    for (const struct web_field *f = own == NULL ? NULL : own->field; f && f->name; f++) {
        set_given(x, f, before, typed, given);
        set_fault(x, f, typed, fault);
    }
    value_set(root, "given", given);
}

/* What to do next; NULL where the sentence says it. An API always says it. */
static const char *
action(const struct web_exchange *x, const struct err *err, bool api)
{
    if (err->reason != REASON_NOT_ALLOWED) {
        return catalog_text(x->env.catalog, reason_row(err->reason)->action);
    }
    return err->key == NULL || api ? denied_action(x) : NULL;
}

static bool
is_api(const struct web_exchange *x)
{
    return x->route != NULL ? (x->route->flags & (WEB_API | WEB_SCRIPT)) != 0
                            : str_starts(x->request->path, "/api/");
}

static void
set_error(struct web_exchange *x, struct value *error, const struct err *err, bool numbered)
{
    const struct reason_row *row = reason_row(err->reason);

    value_set_text(error, "reason", row->name);
    value_set_text(error, "message", sentence(x, err));
    value_set_text(error, "action", action(x, err, is_api(x)));
    value_set_text(error, "field", *err->field == '\0' ? NULL : err->field);
    value_set_text(error, "number", numbered || row->http >= 500 ? failure_number(x) : NULL);
}

/* ---- pages ---- */

static bool
render(struct web_exchange *x, const char *name, const struct value *root, struct err *err)
{
    const struct template *template = view_find(x->web->view, name);
    struct buf out = {0};
    bool done;

    buf_init(&out, PAGE_BYTES_MAX);
    done = template == NULL ? err_set(err, REASON_PRINT, "template",
                                      "Die Seite „%1“ fehlt im Programm.", name)
                            : template_render(template, root, x->env.catalog, &out, err);
    if (done) {
        x->response->content_type = "text/html; charset=utf-8";
        x->response->body = arena_memdup(x->env.arena, buf_text(&out), out.len);
        x->response->body_len = out.len;
    }
    buf_finish(&out);
    return done;
}

static bool
show(struct web_exchange *x, const char *name, const struct value *doc, const struct err *why,
     bool numbered, struct err *err)
{
    struct value *root = face_of(x->env.arena, doc, x->env.catalog);
    const char *title = value_string(value_get(root, "title"));

    value_set_text(root, "title", catalog_text(x->env.catalog, title));
    if (why == NULL) {
        value_set_text(root, "error", NULL);
    } else {
        set_error(x, value_set_record(root, "error"), why, numbered);
    }
    fill_forms(x, root);
    frame_fill(x, root);
    return render(x, name, root, err);
}

/* Not even the error page could be made. */
static void
last_resort(struct web_exchange *x)
{
    const char *text = arena_printf(x->env.arena, "%s %s (%s)\n",
                                    reason_row(REASON_NONE)->sentence,
                                    reason_row(REASON_NONE)->action, failure_number(x));

    x->response->status = reason_row(REASON_NONE)->http;
    x->response->content_type = "text/plain; charset=utf-8";
    x->response->body = text;
    x->response->body_len = strlen(text);
}

static void
add_retry_after(struct web_exchange *x, enum reason reason)
{
    char number[ERR_NUMBER_MAX];
    unsigned seconds = reason == REASON_STORE          ? RETRY_STORE_S
                       : reason == REASON_RATE_LIMITED ? RETRY_LIMITED_S
                                                       : 0;

    if (seconds > 0) {
        seconds = x->retry_after_s > 0 ? x->retry_after_s : seconds;
        http_header_add(x->response, "Retry-After",
                        arena_strdup(x->env.arena, err_number(number, seconds)));
    }
}

void
web_page(struct web_exchange *x, int status, const char *name, struct value *doc)
{
    const struct err *why = x->fault.reason == REASON_NONE ? NULL : &x->fault;
    struct err err = {0};

    if (why != NULL) {
        x->failed = why->reason;
        status = reason_row(why->reason)->http;
        add_retry_after(x, why->reason);
    }
    x->response->status = status;
    if (!show(x, name, doc, why, false, &err)) {
        web_fail(x, &err);
    }
}

void
web_fail_form(struct web_exchange *x, const char *name, struct value *doc, const struct err *err)
{
    x->fault = *err;
    web_page(x, 200, name, doc);
}

static void
fail_api(struct web_exchange *x, const struct err *err)
{
    struct value *root = value_record(x->env.arena);

    set_error(x, value_set_record(root, "error"), err, false);
    web_json(x, reason_row(err->reason)->http, root);
    if (err->reason == REASON_NOT_ALLOWED && x->device.id == 0 && x->program == 0) {
        x->response->status = 401;
        http_header_add(x->response, "WWW-Authenticate", "Bearer");
    }
}

/* Where a team lead says why: before the page of the case or of the slip that was asked for. */
static const char *
reason_page(const struct web_exchange *x, const struct err *err)
{
    static const struct {
        const char *start, *kind;
    } pages[] = {{"/fall/", "fall"}, {"/neu/", "fall"}, {"/laufzettel/", "laufzettel"}};
    const char *path = x->request->path;

    if (err->reason != REASON_NOT_ALLOWED || !str_equal(err->field, CASE_REASON_FIELD)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (str_starts(path, pages[i].start)) {
            path += strlen(pages[i].start);
            return arena_printf(x->env.arena, "/grund/%s/%.*s", pages[i].kind,
                                (int)strcspn(path, "/"), path);
        }
    }
    return NULL;
}

void
web_fail(struct web_exchange *x, const struct err *err)
{
    struct value *doc = value_record(x->env.arena);
    const char *question = reason_page(x, err);
    struct err broken = {0};

    if (question != NULL) {
        web_redirect(x, question);
        return;
    }
    x->failed = err->reason;
    x->response->status = reason_row(err->reason)->http;
    add_retry_after(x, err->reason);
    if (is_api(x)) {
        fail_api(x, err);
        return;
    }
    value_set_text(doc, "title",
                   err->reason == REASON_NOT_ALLOWED && err->key == NULL
                       ? denied_sentence(x)
                       : reason_row(err->reason)->sentence);
    if (!show(x, "error", doc, err, true, &broken)) {
        last_resort(x);
    }
}
