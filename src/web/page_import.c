/*
 * page_import.c - read a file of another program: choose, look at what it would do, do it.
 *
 * Nothing is written before the second step. Between the two the file waits on the shelf.
 */
#include "arena.h"
#include "case.h"
#include "catalog.h"
#include "clock.h"
#include "office.h"
#include "pages.h"
#include "profile.h"
#include "server.h"
#include "shelf.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* ---- the form ---- */

static void
add_kinds(struct web_exchange *x, struct value *doc, const char *chosen)
{
    const struct value *kinds = value_get(import_kinds(&x->env), "kinds");
    struct value *list = office_select(x, value_set_record(doc, "kind_select"), "kind",
                                       N_("Was die Datei enthält"), N_("bitte wählen"));

    for (size_t i = 0; i < value_len(kinds); i++) {
        const struct value *kind = value_at(kinds, i);

        office_choice(list, value_string(value_get(kind, "name")),
                      value_string(value_get(kind, "label")), chosen);
    }
}

static bool
add_profiles(struct web_exchange *x, struct value *doc, const char *chosen, struct err *err)
{
    const struct value *found, *profiles;
    struct value *list = office_select(x, value_set_record(doc, "profile_select"), "profile",
                                       N_("Woher sie kommt"), NULL);

    if (!profile_list(&x->env, &found, err)) {
        return false;
    }
    profiles = value_get(found, "profiles");
    for (size_t i = 0; i < value_len(profiles); i++) {
        const struct value *profile = value_at(profiles, i);

        office_choice(list, value_string(value_get(profile, "name")),
                      value_string(value_get(profile, "title")), chosen);
    }
    return true;
}

/* The page with its form. DONE says what an import did, LOOK what one would do; or NULL. */
static struct value *
make_page(struct web_exchange *x, const char *kind, const char *profile, struct err *err)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", N_("Datei einlesen"));
    add_kinds(x, doc, kind);
    if (!add_profiles(x, doc, *profile == '\0' ? x->env.config.profile : profile, err)) {
        return NULL;
    }
    value_set_text(doc, "file_fault", web_fault(x, "file"));
    value_set(doc, "done", NULL);
    value_set(doc, "look", NULL);
    return doc;
}

/* What was done stands in the address, so that a reload does nothing twice. */
static void
add_done(struct web_exchange *x, struct value *doc)
{
    struct value *done;

    if (*office_text(x, "added") == '\0') {
        return;
    }
    done = value_set_record(doc, "done");
    value_set_int(done, "added", office_number(x, "added", 0));
    value_set_int(done, "changed", office_number(x, "changed", 0));
    value_set_int(done, "same", office_number(x, "same", 0));
}

void
page_import(struct web_exchange *x)
{
    struct err err = {0};
    struct value *doc = make_page(x, office_text(x, "kind"), office_text(x, "profile"), &err);

    if (doc == NULL) {
        web_fail(x, &err);
        return;
    }
    add_done(x, doc);
    web_page(x, HTTP_OK, "import", doc);
}

/* ---- the look ---- */

/* What the file cannot be blamed for leads to no field. */
static void
show_fault(struct web_exchange *x, const struct import_request *request, const struct err *why)
{
    struct err err = {0};
    struct value *doc;

    x->fault = *why;
    doc = make_page(x, request->kind, request->profile, &err);
    if (doc == NULL) {
        web_fail(x, &err);
        return;
    }
    web_fail_form(x, "import", doc, why);
}

static bool
keep_file(struct web_exchange *x, const struct import_request *request, struct value *look,
          struct err *err)
{
    char key[SHELF_KEY_MAX];

    if (!shelf_put(x->web->shelf, x->session.id, clock_now_ms(&x->env.clock), request->kind,
                   request->profile, request->bytes, request->len, key)) {
        return err_set(err, REASON_STORE, "", NULL);
    }
    value_set_text(look, "key", key);
    return true;
}

static void
show_look(struct web_exchange *x, const struct import_request *request,
          const struct value *found, bool right)
{
    struct err err = {0};
    struct value *doc = make_page(x, request->kind, request->profile, &err), *look;
    const struct value *import = value_get(found, "import");
    const struct value *passed = value_get(import, "passed_over");

    if (doc == NULL) {
        web_fail(x, &err);
        return;
    }
    look = value_set_record(doc, "look");
    value_set_shared(look, "import", import);
    value_set_shared(look, "rows", value_get(found, "rows"));
    value_set_int(look, "faulty", value_number(value_get(import, "faulty")));
    value_set_bool(look, "right", right);
    value_set_bool(look, "has_passed", value_len(passed) > 0);
    value_set_text(look, "key", NULL);
    if (right && !keep_file(x, request, look, &err)) {
        web_fail(x, &err);
        return;
    }
    web_page(x, HTTP_OK, "import", doc);
}

void
page_import_look(struct web_exchange *x)
{
    struct import_request request = {.kind = office_text(x, "kind"),
                                     .profile = office_text(x, "profile"),
                                     .bytes = (const char *)x->upload.bytes,
                                     .len = x->upload.len,
                                     .dry_run = true};
    const struct value *found = NULL;
    struct err err = {0};
    bool right = import_csv(&x->env, &request, &found, &err);

    if (!right && value_get(found, "rows") == NULL) {
        show_fault(x, &request, &err);
    } else {
        show_look(x, &request, found, right);
    }
}

/* ---- done ---- */

void
page_import_do(struct web_exchange *x)
{
    struct shelf_file file = {.kind = ""};
    struct import_request request = {0};
    const struct value *found = NULL;
    struct err err = {0};

    if (!shelf_take(x->web->shelf, x->session.id, clock_now_ms(&x->env.clock),
                    office_text(x, "key"), x->env.arena, &file)) {
        request.kind = request.profile = "";
        (void)err_set(&err, REASON_INVALID, "file",
                      "Die Datei wartet nicht mehr. Bitte noch einmal auswählen.");
        show_fault(x, &request, &err);
        return;
    }
    request = (struct import_request){.kind = file.kind, .profile = file.profile,
                                      .bytes = file.bytes, .len = file.len};
    if (!import_csv(&x->env, &request, &found, &err)) {
        show_fault(x, &request, &err);
        return;
    }
    found = value_get(found, "import");
    web_redirect(x, arena_printf(x->env.arena,
                                 "/einlesen?kind=%s&added=%lld&changed=%lld&same=%lld", file.kind,
                                 (long long)value_number(value_get(found, "added")),
                                 (long long)value_number(value_get(found, "changed")),
                                 (long long)value_number(value_get(found, "same"))));
}
