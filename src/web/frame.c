/*
 * frame.c - what stands around every page: who is here, where one can go, in which language.
 */
#include <string.h>

#include "arena.h"
#include "catalog.h"
#include "client_language.h"
#include "help.h"
#include "server.h"
#include "store.h"
#include "str.h"
#include "value.h"

/*
 * The main places, in their order. One is shown to whoever may go there; those that say what
 * they are for make the overview of whoever has no cases.
 */
#define SEARCH "/suche"
static const struct place {
    const char *path, *label, *what;
} places[] = {
    {"/", N_("Übersicht"), NULL},
    {SEARCH, N_("Suche"), NULL},
    {"/ruecklauf", N_("Rücklauf"), NULL},
    {"/buchungen", N_("Buchungen"), NULL},
    {"/stellen", N_("Stellen"), N_("Beratungsstellen mit Leistungen, Geräten und Koppelkarten")},
    {"/einlesen", N_("Einlesen"), N_("Fälle, Bedarfe und Stammdaten aus anderen Programmen")},
    {"/bericht/stellen", N_("Bericht"),
     N_("Was bei welcher Stelle herauskam, und wie lange es bis dahin dauert")},
    {"/personen", N_("Personen"), N_("Zugänge, Rollen, Vertretungen, Übergaben")},
    {"/protokoll", N_("Protokoll"), N_("Wer wann etwas angesehen oder geändert hat")},
    {"/s", N_("Scannen"), NULL},
    {"/s/liste", N_("Liste"), NULL},
    {"/s/geraete", N_("Geräte"), NULL},
};

/* Places nobody needs every day: in the overview only. */
static const struct place seldom[] = {
    {"/teams", N_("Teams"), N_("Wer mit wem arbeitet; Teams umbenennen und zusammenlegen")},
    {"/geschaeftsstellen", N_("Geschäftsstellen"),
     N_("Anschriften, Telefon und Öffnungszeiten auf dem Papier")},
    {"/loeschung", N_("Löschen nach Frist"), N_("Was gelöscht wurde, was bleibt und warum")},
    {"/datenmatrix", N_("Welche Daten wofür?"), N_("Jedes Feld mit Zweck, Grundlage und Frist")},
};

/* Is it a place of this person's or this device's work? */
static bool
is_open(const struct web_exchange *x, const char *path)
{
    const char *segment[WEB_SEGMENTS_MAX];
    unsigned others;
    const struct web_route *route = route_find(HTTP_GET, path, x->env.arena, segment, &others);

    if (route == NULL) {
        return false;
    }
    return (x->session.id != 0 && (route->who & WEB_ROLE(x->env.user.role))) ||
           (x->device.id != 0 && (route->who & WEB_DEVICE)) ||
           (x->device.id != 0 && x->device.role == WHO_LEAD && (route->who & WEB_LEAD));
}

/* Pages of people of the office who may search; not where receptions or clients scan and type. */
static bool
has_search_key(const struct web_exchange *x)
{
    return x->session.id != 0 && x->route != NULL &&
           (x->route->who & WEB_ROLE(x->env.user.role)) && is_open(x, SEARCH);
}

/* Where the name of the house leads: to the first place of whoever is here. */
static const char *
home(const struct value *list)
{
    return value_len(list) == 0 ? "/" : value_string(value_get(value_at(list, 0), "path"));
}

static void
add_place(const struct web_exchange *x, const struct place *place, bool current,
          struct value *list)
{
    struct value *item = value_add_record(list);

    value_set_text(item, "path", place->path);
    value_set_text(item, "label", catalog_text(x->env.catalog, place->label));
    value_set_text(item, "what",
                   place->what == NULL ? NULL : catalog_text(x->env.catalog, place->what));
    value_set_text(item, "key", str_equal(place->path, SEARCH) ? "/" : NULL);
    value_set_bool(item, "current", current);
}

static void
add_open(const struct web_exchange *x, const struct place *place, size_t count,
         struct value *list)
{
    for (size_t i = 0; i < count; i++) {
        if (is_open(x, place[i].path)) {
            add_place(x, &place[i], str_equal(x->request->path, place[i].path), list);
        }
    }
}

static void
fill_places(const struct web_exchange *x, struct value *frame)
{
    struct value *list = value_set_list(frame, "places");
    struct place help = {help_path(x->request->path), N_("Hilfe"), NULL};

    add_open(x, places, sizeof places / sizeof *places, list);
    if (value_len(list) > 0) {
        add_place(x, &help, str_starts(x->request->path, "/hilfe"), list);
    }
    value_set_bool(frame, "has_places", value_len(list) > 0);
    value_set_text(frame, "home", home(list));
    add_open(x, seldom, sizeof seldom / sizeof *seldom, value_set_list(frame, "seldom"));
}

static void
fill_user(const struct web_exchange *x, struct value *frame)
{
    const struct user *user = &x->env.user;
    struct value *record;

    if (x->session.id == 0) {
        value_set_text(frame, "user", NULL);
        return;
    }
    record = value_set_record(frame, "user");
    value_set_text(record, "name", *user->display_name ? user->display_name : user->name);
    value_set_text(record, "role", catalog_text(x->env.catalog, role_label(user->role)));
}

static void
fill_phone(const struct web_exchange *x, struct value *frame)
{
    const char *phone = x->env.config.help_phone;

    value_set_text(frame, "phone", *phone ? phone : NULL);
    value_set_text(frame, "phone_digits", face_dial(x->env.arena, phone));
}

/* Pages for clients have languages of their own, and say so themselves. */
static void
fill_language(const struct web_exchange *x, const struct value *doc, struct value *frame)
{
    const struct client_language *own = client_language_find(x->language, strlen(x->language));
    bool german = str_equal(x->language, "de");

    value_set_text(frame, "language", x->language);
    value_set_text(frame, "direction", own->right_to_left ? "rtl" : "ltr");
    value_set_bool(frame, "two_languages", value_get(doc, "languages") == NULL);
    value_set_text(frame, "other_language", german ? "en" : "de");
    value_set_text(frame, "other_language_name", german ? "English" : "Deutsch");
}

void
frame_fill(struct web_exchange *x, struct value *doc)
{
    const struct config *config = &x->env.config;
    struct value *frame = value_set_record(doc, "frame");

    fill_language(x, doc, frame);
    value_set_text(frame, "path", route_is_page(x->request->path) ? x->request->path : "/");
    value_set_text(frame, "operator", config->operator_name);
    value_set_text(frame, "office", config->office_name);
    fill_phone(x, frame);
    value_set_bool(frame, "rehearsal",
                   !str_equal(store_purpose(x->env.store), "production"));
    value_set_text(frame, "token", identity_token(x));
    value_set_bool(frame, "installable",
                   x->device.id != 0 && (str_equal(x->request->path, "/s") ||
                                         str_equal(x->request->path, "/S")));
    value_set_text(frame, "device", x->device.id != 0 ? x->device.name : NULL);
    value_set_bool(frame, "search_key", has_search_key(x));
    fill_user(x, frame);
    fill_places(x, frame);
    static_fill(x->web->files, value_set_record(frame, "files"));
}
