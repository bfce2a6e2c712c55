/*
 * page_client.c - the client's own view of the slip, by the code on its first sheet.
 *
 * View only: no code of a client ever confirms anything. The code travels in bodies, never in
 * an address; so does the wish for another language.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "client_language.h"
#include "office.h"
#include "pages.h"
#include "reception.h"
#include "reception_card.h"
#include "server.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* The language of TAG, or NULL. */
static const struct client_language *
language_of(const char *tag)
{
    return tag == NULL ? NULL : client_language_find(tag, strlen(tag));
}

/* What the visitor chose, now or before; NULL: nothing. */
static const struct client_language *
chosen_language(const struct web_exchange *x)
{
    const struct client_language *now = language_of(web_field(x, "language"));

    return now != NULL ? now : language_of(identity_cookie(x, WEB_LANGUAGE_COOKIE));
}

static void
set_languages(const struct web_exchange *x, struct value *doc)
{
    struct value *list = value_set_list(doc, "languages");
    const struct client_language *language;

    for (size_t i = 0; (language = client_language_at(i)) != NULL; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "tag", language->tag);
        value_set_text(item, "name", language->name);
        value_set_text(item, "direction", language->right_to_left ? "rtl" : "ltr");
        value_set_bool(item, "current", str_equal(language->tag, x->language));
    }
}

/* The page in LANGUAGE (NULL: German), without a slip yet. */
static bool
page_doc(struct web_exchange *x, const struct client_language *language, struct value **out,
         struct err *err)
{
    static const char *const told[] = {"translation", NULL};
    struct value *doc = value_record(x->env.arena);
    const struct value *texts;

    x->language = language == NULL ? "de" : language->tag;
    if (!reception_client_texts(&x->env, x->language, &x->env.catalog, &texts, err)) {
        return false;
    }
    value_set_text(doc, "title", "Mein Laufzettel");
    value_set_text(doc, "client", NULL);
    value_set_text(doc, "code", NULL);
    value_set_text(doc, "refusal_label", NULL);
    reception_members(doc, texts, told);
    set_languages(x, doc);
    *out = doc;
    return true;
}

/* A page for who has shown no code yet, in the visitor's language; NULL: the fault is answered. */
static struct value *
visitor_doc(struct web_exchange *x)
{
    const struct client_language *language = chosen_language(x);
    struct value *doc;
    struct err err = {0};

    if (language == NULL) {
        language = client_language_preferred(x->request->language);
    }
    if (!page_doc(x, language, &doc, &err)) {
        web_fail(x, &err);
        return NULL;
    }
    return doc;
}

/* The field for the code, with what was wrong with the last one. */
static void
show_field(struct web_exchange *x, const struct err *why)
{
    struct value *doc = visitor_doc(x);

    if (doc == NULL) {
        return;
    }
    if (why->reason == REASON_NONE) {
        web_page(x, HTTP_OK, "client", doc);
        return;
    }
    value_set_text(doc, "refusal_label",
                   reason_row(why->reason == REASON_MALFORMED ? REASON_MALFORMED
                                                              : REASON_UNKNOWN)->sentence);
    web_fail_form(x, "client", doc, why);
}

/* How it goes, for everybody: no code, no slip. */
void
page_procedure(struct web_exchange *x)
{
    struct value *doc = visitor_doc(x);

    if (doc == NULL) {
        return;
    }
    value_set_text(doc, "title", "So läuft das Verfahren");
    web_page(x, HTTP_OK, "procedure", doc);
}

void
page_client(struct web_exchange *x)
{
    struct err none = x->fault;

    show_field(x, &none);
}

static void
show_events(const struct value *events, struct value *list)
{
    static const char *const told[] = {"label",    "happened_on", "recorded_at", "who_name",
                                       "receipt", "annulled",    "disputed",    NULL};

    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *from = value_at(events, i);
        struct value *event = value_add_record(list);

        reception_members(event, from, told);
        /* Members that end in _label are put into the reader's language. */
        value_set_text(event, "who_label", value_string(value_get(from, "who")));
    }
}

static void
show_provider(const struct web_exchange *x, const struct value *from, struct value *station)
{
    static const char *const told[] = {"name",  "street",  "postcode", "city",   "phone",
                                       "hours", "walk_in", "stop",     "access", NULL};
    const char *phone = value_string(value_get(from, "phone"));
    struct value *provider;

    value_set_text(station, "provider", NULL);
    if (value_truth(from)) {
        provider = value_set_record(station, "provider");
        reception_members(provider, from, told);
        value_set_text(provider, "dial", face_dial(x->env.arena, phone == NULL ? "" : phone));
    }
}

static void
show_station(const struct web_exchange *x, const struct value *from, int64_t next,
             struct value *station)
{
    static const char *const told[] = {"position",    "state",       "state_label", "notice",
                                       "free_choice", "appointment", "redeem_by",   "complete_by",
                                       "bring",       NULL};
    const char *state = value_string(value_get(from, "state"));
    bool open = str_equal(state, "issued") || str_equal(state, "waitlisted");
    bool running = str_equal(state, "accepted") || str_equal(state, "started");

    reception_members(station, from, told);
    value_set_bool(station, "next", value_number(value_get(from, "position")) == next);
    value_set_bool(station, "open", open);
    value_set_bool(station, "running", running);
    value_set_bool(station, "over", !open && !running);
    value_set_text(station, "title_label", value_string(value_get(from, "title")));
    show_provider(x, value_get(from, "provider"), station);
    show_events(value_get(from, "events"), value_set_list(station, "events"));
}

/* Who has seen the slip. */
static void
show_access(const struct value *access, struct value *list)
{
    static const char *const told[] = {"seen_at", "label", "who_name", "position", NULL};

    for (size_t i = 0; i < value_len(access); i++) {
        const struct value *from = value_at(access, i);
        struct value *item = value_add_record(list);

        reception_members(item, from, told);
        value_set_text(item, "who_label", value_string(value_get(from, "who")));
    }
}

static void
show_stations(const struct web_exchange *x, const struct value *client, struct value *page)
{
    static const char *const told[] = {"slip", "help_phone", NULL};
    const struct value *stations = value_get(client, "stations");
    const char *phone = value_string(value_get(client, "help_phone"));
    struct value *list = value_set_list(page, "stations");

    reception_members(page, client, told);
    value_set_text(page, "help_dial", face_dial(x->env.arena, phone));
    for (size_t i = 0; i < value_len(stations); i++) {
        show_station(x, value_at(stations, i), value_number(value_get(client, "next")),
                     value_add_record(list));
    }
    show_access(value_get(client, "access"), value_set_list(page, "access"));
}

void
page_client_show(struct web_exchange *x)
{
    const struct client_language *language = chosen_language(x);
    const struct value *doc, *client;
    struct value *page;
    struct err err = {0};

    if (!reception_client(&x->env, web_field(x, "code"), &doc, &err)) {
        show_field(x, &err);
        return;
    }
    client = value_get(doc, "client");
    if (language == NULL) {
        language = language_of(value_string(value_get(client, "language")));
    }
    if (!page_doc(x, language, &page, &err)) {
        web_fail(x, &err);
        return;
    }
    if (web_field(x, "language") != NULL) {
        web_language(x, x->language);
    }
    value_set_text(page, "code", web_field(x, "code"));
    show_stations(x, client, value_set_record(page, "client"));
    web_page(x, HTTP_OK, "client", page);
}

void
page_client_calendar(struct web_exchange *x)
{
    const struct client_language *language = chosen_language(x);
    struct buf out = {0};
    struct err err = {0};

    if (!reception_client_calendar(&x->env, web_field(x, "code"),
                                   office_number(x, "station", 0),
                                   language == NULL ? NULL : language->tag, &out, &err)) {
        web_fail(x, &err);
    } else {
        web_bytes(x, "text/calendar; charset=utf-8; method=PUBLISH", "termin.ics",
                  arena_memdup(x->env.arena, buf_text(&out), out.len), out.len);
    }
    buf_finish(&out);
}
