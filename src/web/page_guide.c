/*
 * page_guide.c - the help of the program: a short page for each task, and their list.
 */
#include "help.h"

#include <string.h>

#include "arena.h"
#include "page_text.h"
#include "pages.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* By whom they help; `page`: the address that leads here from its head. */
static const struct guide {
    const char *path, *name, *title, *group, *page;
} guides[] = {
    {"/hilfe/vertretung", "hilfe-vertretung", N_("Wiedervorlagen, Vertretung, Übergabe"),
     N_("Fallarbeit"), "/konto"},
    {"/hilfe/fall", "hilfe-fall", N_("Die Fallakte"), NULL, "/fall/"},
    {"/hilfe/ausstellen", "hilfe-ausstellen", N_("Einen Laufzettel ausstellen"), NULL, "/neu/"},
    {"/hilfe/ruecklauf", "hilfe-ruecklauf", N_("Rücklauf erfassen und sichten"), NULL,
     "/laufzettel/"},
    {"/hilfe/stapel", "hilfe-stapel", N_("Rücklauf vom Stapel"), NULL, "/ruecklauf"},
    {"/hilfe/verloren", "hilfe-verloren", N_("Verloren, unleserlich, abgelaufen"), NULL, NULL},
    {"/hilfe/einwilligung", "hilfe-einwilligung", N_("Einwilligung und Widerruf"), NULL, NULL},
    {"/hilfe/buchungen", "hilfe-buchungen", N_("Buchungsliste"), NULL, "/buchungen"},
    {"/hilfe/empfang", "hilfe-empfang", N_("Am Empfang scannen"), N_("Empfang"), "/s/"},
    {"/hilfe/ohne-netz", "hilfe-ohne-netz", N_("Ohne Netz weiterarbeiten"), NULL, NULL},
    {"/hilfe/stellen", "hilfe-stellen", N_("Stellen, Listen und Geräte"), N_("Koordination"),
     "/stelle"},
    {"/hilfe/einlesen", "hilfe-einlesen", N_("Datei einlesen"), NULL, "/einlesen"},
    {"/hilfe/bericht", "hilfe-bericht", N_("Stellen im Jahr"), NULL, "/bericht/stellen"},
    {"/hilfe/loeschung", "hilfe-loeschung", N_("Löschen nach Frist"), NULL, "/loeschung"},
    {"/hilfe/personen", "hilfe-personen", N_("Personen, Teams, Geschäftsstellen"),
     N_("Verwaltung"), "/person"},
    {"/hilfe/protokoll", "hilfe-protokoll", N_("Protokoll"), NULL, "/protokoll"},
    {"/hilfe/verwaltung", "hilfe-verwaltung", N_("Personen, Sicherung, Schlüssel"), NULL, NULL},
    {"/rechte", NULL, N_("Wer darf was"), NULL, NULL},
};

#define GUIDES (sizeof guides / sizeof *guides)

/* Does PATH begin with PAGE, or name it without the slash at its end? */
static bool
is_below(const char *path, const char *page)
{
    return str_starts(path, page) ||
           (strlen(path) + 1 == strlen(page) && str_starts(page, path));
}

const char *
help_path(const char *path)
{
    for (size_t i = 0; i < GUIDES; i++) {
        if (guides[i].page != NULL && is_below(path, guides[i].page)) {
            return guides[i].path;
        }
    }
    return "/hilfe";
}

void
page_guides(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena), *groups = value_set_list(doc, "groups");
    struct value *list = NULL;

    for (size_t i = 0; i < GUIDES; i++) {
        struct value *item;

        if (guides[i].group != NULL) {
            struct value *group = value_add_record(groups);

            value_set_text(group, "label", guides[i].group);
            list = value_set_list(group, "guides");
        }
        item = value_add_record(list);
        value_set_text(item, "path", guides[i].path);
        value_set_text(item, "label", guides[i].title);
    }
    value_set_text(doc, "title", N_("Hilfe"));
    web_page(x, HTTP_OK, "guides", doc);
}

void
page_guide(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const char *name = arena_printf(x->env.arena, "hilfe-%s", x->segment[0]);
    const struct value *text;
    struct err err = {0};

    for (size_t i = 0; i < GUIDES; i++) {
        if (guides[i].name == NULL || !str_equal(guides[i].name, name)) {
            continue;
        }
        if (!page_text(&x->env, name, x->language, &text, &err)) {
            web_fail(x, &err);
            return;
        }
        value_set_text(doc, "title", guides[i].title);
        value_set_text(doc, "heading_label", guides[i].title);
        value_set_bool(doc, "guide", true);
        value_set_shared(doc, "text", text);
        web_page(x, HTTP_OK, "text", doc);
        return;
    }
    (void)err_set(&err, REASON_NOT_FOUND, "", "Diese Hilfeseite gibt es nicht.");
    web_fail(x, &err);
}
