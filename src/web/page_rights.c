/*
 * page_rights.c - who may do what: the table of routes as people read it.
 *
 * Only the words stand here. Who may is read from the routes, which the server goes by.
 */
#include "pages.h"
#include "people.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static const struct task {
    const char *label;
    enum http_method method;
    const char *path;
} tasks[] = {
    {N_("eine Fallakte öffnen, soweit sie zum eigenen Team gehört"), HTTP_GET, "/fall/{number}"},
    {N_("suchen, unter den Fällen, die man öffnen darf"), HTTP_GET, "/suche"},
    {N_("Bedarfe und Einwilligungen erfassen"), HTTP_POST, "/fall/{number}/bedarf"},
    {N_("Laufzettel ausstellen"), HTTP_POST, "/neu/{number}"},
    {N_("Laufzettel drucken"), HTTP_POST, "/laufzettel/{number}/pdf"},
    {N_("Rücklauf erfassen, sichten, schließen, stornieren"), HTTP_POST, "/ruecklauf"},
    {N_("die Buchungsliste abarbeiten"), HTTP_GET, "/buchungen"},
    {N_("alle Daten eines Falls ausdrucken (Auskunft)"), HTTP_POST, "/fall/{number}/auskunft"},
    {N_("Vertretung und Übergabe des Teams regeln"), HTTP_POST, "/person/{name}/uebergabe"},
    {N_("Stellen ansehen"), HTTP_GET, "/stellen"},
    {N_("Geräte der Stellen koppeln und sperren"), HTTP_POST, "/stelle/{key}/geraet"},
    {N_("Dateien einlesen"), HTTP_POST, "/einlesen"},
    {N_("den Bericht über Stellen lesen, ohne kleine Zahlen"), HTTP_GET, "/bericht/stellen"},
    {N_("Berichte der Löschung lesen"), HTTP_GET, "/loeschung"},
    {N_("die Datenmatrix lesen"), HTTP_GET, "/datenmatrix"},
    {N_("Personen anlegen und sperren"), HTTP_POST, "/personen"},
    {N_("Geschäftsstellen ändern"), HTTP_POST, "/geschaeftsstelle/{key}"},
    {N_("das Protokoll lesen, nur Kennungen"), HTTP_GET, "/protokoll"},
};

static const struct web_route *
route_of(const struct task *task)
{
    size_t count;
    const struct web_route *routes = web_routes(&count);

    for (size_t i = 0; i < count; i++) {
        if (routes[i].method == task->method && str_equal(routes[i].path, task->path)) {
            return &routes[i];
        }
    }
    return NULL;
}

static void
add_task(struct value *list, const struct task *task)
{
    const struct web_route *route = route_of(task);
    struct value *item = value_add_record(list), *roles;

    value_set_text(item, "label", task->label);
    roles = value_set_list(item, "roles");
    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        value_set_bool(value_add_record(roles), "may",
                       route != NULL && (route->who & WEB_ROLE(role)) != 0);
    }
}

void
page_rights(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct value *heads = value_set_list(doc, "heads"), *list = value_set_list(doc, "tasks");

    for (enum role role = ROLE_NONE + 1; role < ROLE__MAX; role++) {
        value_set_text(value_add_record(heads), "label", role_label(role));
    }
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        add_task(list, &tasks[i]);
    }
    value_set_text(doc, "title", N_("Wer darf was"));
    web_page(x, HTTP_OK, "rights", doc);
}
