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

/* The main places, in their order. One is shown to whoever may go there. */
static const struct place {
    const char *path, *label;
} places[] = {
    {"/", N_("Übersicht")},
    {"/suche", N_("Suche")},
    {"/ruecklauf", N_("Rücklauf")},
    {"/buchungen", N_("Buchungen")},
    {"/stellen", N_("Stellen")},
    {"/einlesen", N_("Einlesen")},
    {"/bericht/stellen", N_("Bericht")},
    {"/personen", N_("Personen")},
    {"/protokoll", N_("Protokoll")},
    {"/s", N_("Scannen")},
    {"/s/liste", N_("Liste")},
    {"/s/geraete", N_("Geräte")},
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

/* Where the name of the house leads: to the first place of whoever is here. */
static const char *
home(const struct value *list)
{
    return value_len(list) == 0 ? "/" : value_string(value_get(value_at(list, 0), "path"));
}

static void
fill_places(const struct web_exchange *x, struct value *frame)
{
    struct value *list = value_set_list(frame, "places");

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (is_open(x, places[i].path)) {
            struct value *item = value_add_record(list);

            value_set_text(item, "path", places[i].path);
            value_set_text(item, "label", catalog_text(x->env.catalog, places[i].label));
            value_set_bool(item, "current", str_equal(x->request->path, places[i].path));
        }
    }
    if (value_len(list) > 0) {
        struct value *item = value_add_record(list);

        value_set_text(item, "path", help_path(x->request->path));
        value_set_text(item, "label", catalog_text(x->env.catalog, N_("Hilfe")));
        value_set_bool(item, "current", str_starts(x->request->path, "/hilfe"));
    }
    value_set_bool(frame, "has_places", value_len(list) > 0);
    value_set_text(frame, "home", home(list));
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
    fill_user(x, frame);
    fill_places(x, frame);
    static_fill(x->web->files, value_set_record(frame, "files"));
}
