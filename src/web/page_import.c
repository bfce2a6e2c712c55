/*
 * page_import.c - read a file of another program: choose, look at what it would do, do it.
 *
 * Nothing is written before the second step. Between the two the file waits on the shelf, where
 * it can also be read otherwise, and its lines at fault are given back to be mended.
 */
#include <stdio.h>

#include "arena.h"
#include "case.h"
#include "buf.h"
#include "catalog.h"
#include "clock.h"
#include "csv.h"
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
add_profiles(struct web_exchange *x, struct value *record, const char *field, const char *chosen,
             struct err *err)
{
    const struct value *found, *profiles;
    struct value *list = office_select(x, record, field, N_("Woher sie kommt"), NULL);

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
    if (!add_profiles(x, value_set_record(doc, "profile_select"), "profile",
                      *profile == '\0' ? x->env.config.profile : profile, err)) {
        return NULL;
    }
    value_set_text(doc, "file_fault", web_fault(x, "file"));
    value_set(doc, "done", NULL);
    value_set(doc, "look", NULL);
    value_set(doc, "glimpse", NULL);
    value_set(doc, "otherwise", NULL);
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
    value_set_int(done, "faulty", office_number(x, "faulty", 0));
    value_set_text(done, "bad_key", web_field(x, "key"));
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

static struct import_request
request_of(const struct shelf_file *file)
{
    return (struct import_request){.kind = file->kind,
                                   .profile = file->profile,
                                   .encoding = file->encoding,
                                   .separator = file->separator,
                                   .bytes = file->bytes,
                                   .len = file->len};
}

static bool
keep_file(struct web_exchange *x, const struct shelf_file *file, const char **key,
          struct err *err)
{
    char made[SHELF_KEY_MAX];

    if (!shelf_put(x->web->shelf, x->session.id, clock_now_ms(&x->env.clock), file, made)) {
        return err_set(err, REASON_STORE, "", NULL);
    }
    *key = arena_strdup(x->env.arena, made);
    return true;
}

/* The form that reads the waiting file with another profile, encoding or separator. */
static bool
add_otherwise(struct web_exchange *x, struct value *doc, const struct shelf_file *file,
              const char *key, struct err *err)
{
    struct value *form = value_set_record(doc, "otherwise"), *list;

    value_set_text(form, "key", key);
    if (!add_profiles(x, value_set_record(form, "as_select"), "as", file->profile, err)) {
        return false;
    }
    list = office_select(x, value_set_record(form, "encoding_select"), "encoding",
                         N_("Zeichensatz"), N_("erkennen"));
    office_choice(list, "utf-8", "UTF-8", file->encoding);
    office_choice(list, "windows-1252", "Windows-1252", file->encoding);
    office_choice(list, "utf-16", "UTF-16", file->encoding);
    list = office_select(x, value_set_record(form, "separator_select"), "separator",
                         N_("Trennzeichen"), N_("erkennen"));
    office_choice(list, "semicolon", N_("Semikolon"), file->separator);
    office_choice(list, "comma", N_("Komma"), file->separator);
    office_choice(list, "tab", N_("Tabulator"), file->separator);
    return true;
}

/* What the file cannot be blamed for leads to no field. A line of names that fits nothing may
   fit with another profile: then the file waits, and FOUND shows how it begins. */
static void
show_fault(struct web_exchange *x, const struct shelf_file *file, const struct value *found,
           const struct err *why)
{
    struct err err = {0};
    struct value *doc;
    const char *key;
    bool waits = str_equal(why->field, CSV_HEADER);

    x->fault = *why;
    if (waits) {
        snprintf(x->fault.field, sizeof x->fault.field, "%s", "file");
    }
    doc = make_page(x, file->kind, file->profile, &err);
    if (doc == NULL || (waits && (!keep_file(x, file, &key, &err) ||
                                  !add_otherwise(x, doc, file, key, &err)))) {
        web_fail(x, &err);
        return;
    }
    if (waits) {
        value_set_shared(doc, "glimpse", value_get(found, "glimpse"));
    }
    web_fail_form(x, "import", doc, &x->fault);
}

static void
show_look(struct web_exchange *x, const struct shelf_file *file, const struct value *found,
          bool right)
{
    struct err err = {0};
    struct value *doc = make_page(x, file->kind, file->profile, &err), *look;
    const struct value *import = value_get(found, "import");
    const struct value *passed = value_get(import, "passed_over");
    int64_t good = value_number(value_get(import, "added")) +
                   value_number(value_get(import, "changed")) +
                   value_number(value_get(import, "same"));
    const char *key;

    if (doc == NULL || !keep_file(x, file, &key, &err) ||
        !add_otherwise(x, doc, file, key, &err)) {
        web_fail(x, &err);
        return;
    }
    look = value_set_record(doc, "look");
    value_set_shared(look, "import", import);
    value_set_shared(look, "rows", value_get(found, "rows"));
    value_set_int(look, "faulty", value_number(value_get(import, "faulty")));
    value_set_int(look, "good", good);
    value_set_bool(look, "right", right);
    value_set_bool(look, "ready", right || good > 0);
    value_set_bool(look, "has_passed", value_len(passed) > 0);
    value_set_text(look, "bad_key", key);
    web_page(x, HTTP_OK, "import", doc);
}

static void
look_at(struct web_exchange *x, const struct shelf_file *file)
{
    struct import_request request = request_of(file);
    const struct value *found = NULL;
    struct err err = {0};
    bool right;

    request.dry_run = true;
    right = import_csv(&x->env, &request, &found, &err);
    if (!right && value_get(found, "rows") == NULL) {
        show_fault(x, file, found, &err);
    } else {
        show_look(x, file, found, right);
    }
}

static void
set_word(char out[SHELF_WORD_MAX], const char *text)
{
    snprintf(out, SHELF_WORD_MAX, "%s", text);
}

void
page_import_look(struct web_exchange *x)
{
    struct shelf_file file = {.bytes = (const char *)x->upload.bytes, .len = x->upload.len};

    set_word(file.kind, office_text(x, "kind"));
    set_word(file.profile, office_text(x, "profile"));
    look_at(x, &file);
}

/* The file behind "key"; false: it is told that it waits no more. */
static bool
take_file(struct web_exchange *x, struct shelf_file *out)
{
    struct shelf_file none = {.len = 0};
    struct err err = {0};

    if (shelf_take(x->web->shelf, x->session.id, clock_now_ms(&x->env.clock),
                   office_text(x, "key"), x->env.arena, out)) {
        return true;
    }
    (void)err_set(&err, REASON_INVALID, "file",
                  "Die Datei wartet nicht mehr. Bitte noch einmal auswählen.");
    show_fault(x, &none, NULL, &err);
    return false;
}

void
page_import_again(struct web_exchange *x)
{
    struct shelf_file file;

    if (!take_file(x, &file)) {
        return;
    }
    set_word(file.profile, office_text(x, "as"));
    set_word(file.encoding, office_text(x, "encoding"));
    set_word(file.separator, office_text(x, "separator"));
    look_at(x, &file);
}

void
page_import_bad(struct web_exchange *x)
{
    struct shelf_file file;
    struct import_request request;
    const struct value *found = NULL;
    struct buf bad = {0};
    struct err err = {0};

    if (!shelf_look(x->web->shelf, x->session.id, clock_now_ms(&x->env.clock),
                    office_text(x, "key"), x->env.arena, &file)) {
        (void)err_set(&err, REASON_NOT_FOUND, "",
                      "Die Datei wartet nicht mehr. Bitte noch einmal auswählen.");
        web_fail(x, &err);
        return;
    }
    request = request_of(&file);
    request.dry_run = true;
    request.bad_lines = &bad;
    if (!import_csv(&x->env, &request, &found, &err) && bad.len == 0) {
        web_fail(x, &err);
    } else {
        office_file(x, "text/csv; charset=utf-8", "fehlerhafte-zeilen.csv", &bad);
    }
    buf_finish(&bad);
}

/* ---- done ---- */

void
page_import_do(struct web_exchange *x)
{
    struct shelf_file file;
    struct import_request request;
    const struct value *found = NULL;
    struct err err = {0};
    const char *key = "";
    int64_t faulty;

    if (!take_file(x, &file)) {
        return;
    }
    request = request_of(&file);
    request.skip_bad = web_field(x, "skip") != NULL;
    if (!import_csv(&x->env, &request, &found, &err)) {
        show_fault(x, &file, found, &err);
        return;
    }
    found = value_get(found, "import");
    faulty = value_number(value_get(found, "faulty"));
    if (faulty > 0 && !keep_file(x, &file, &key, &err)) {
        web_fail(x, &err);
        return;
    }
    web_redirect(x, arena_printf(x->env.arena,
                                 "/einlesen?kind=%s&added=%lld&changed=%lld&same=%lld&faulty=%lld"
                                 "&key=%s",
                                 file.kind,
                                 (long long)value_number(value_get(found, "added")),
                                 (long long)value_number(value_get(found, "changed")),
                                 (long long)value_number(value_get(found, "same")),
                                 (long long)faulty, key));
}
