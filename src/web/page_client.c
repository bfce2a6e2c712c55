/*
 * page_client.c - the client's own view of the slip, by the code on its first sheet.
 *
 * View only: no code of a client ever confirms anything.
 */
#include "pages.h"
#include "reception.h"
#include "reception_card.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

static struct value *
page_doc(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);

    value_set_text(doc, "title", N_("Mein Laufzettel"));
    value_set_text(doc, "client", NULL);
    value_set_text(doc, "tone", "warning");
    return doc;
}

void
page_client(struct web_exchange *x)
{
    web_page(x, HTTP_OK, "client", page_doc(x));
}

/* Members that end in _label are put into the reader's language. */
static void
show_events(const struct value *events, struct value *list)
{
    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *from = value_at(events, i);
        struct value *event = value_add_record(list);

        value_set_text(event, "label", value_string(value_get(from, "label")));
        value_set_text(event, "who_label", value_string(value_get(from, "who")));
        value_set_text(event, "happened_on", value_string(value_get(from, "happened_on")));
    }
}

static void
show_station(const struct value *from, struct value *station)
{
    static const char *const told[] = {"position",    "state_label", "free_choice",
                                       "appointment", "redeem_by",   "complete_by", NULL};
    static const char *const of_provider[] = {"name", "street", "postcode", "city",
                                              "phone", "hours", NULL};
    const struct value *provider = value_get(from, "provider");

    reception_members(station, from, told);
    value_set_text(station, "title_label", value_string(value_get(from, "title")));
    value_set_text(station, "provider", NULL);
    if (value_truth(provider)) {
        reception_members(value_set_record(station, "provider"), provider, of_provider);
    }
    show_events(value_get(from, "events"), value_set_list(station, "events"));
}

static void
show_stations(const struct value *client, struct value *page)
{
    static const char *const told[] = {"slip", "help_phone", NULL};
    const struct value *stations = value_get(client, "stations");
    struct value *list = value_set_list(page, "stations");

    reception_members(page, client, told);
    for (size_t i = 0; i < value_len(stations); i++) {
        show_station(value_at(stations, i), value_add_record(list));
    }
}

void
page_client_show(struct web_exchange *x)
{
    struct value *page = page_doc(x);
    const struct value *doc;
    struct err err = {0};

    if (!reception_client(&x->env, web_field(x, "code"), &doc, &err)) {
        web_fail_form(x, "client", page, &err);
        return;
    }
    show_stations(value_get(doc, "client"), value_set_record(page, "client"));
    web_page(x, HTTP_OK, "client", page);
}
