/*
 * slip_form.c - the form of a new slip: stations to choose, move and see before they are issued.
 *
 * The form carries a key of its own, so that a second click finds the slip of the first.
 */
#include "slip_form.h"

#include <stdio.h>

#include "arena.h"
#include "catalog.h"
#include "clock.h"
#include "doc.h"
#include "flow.h"
#include "key.h"
#include "office.h"
#include "pages.h"
#include "slip.h"
#include "slip_need.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200
#define STATIONS_SHOWN 2 /* the rest stands folded away */
#define FORM_KEY_BYTES 12

const char *
slip_form_field(const struct web_exchange *x, const char *name, size_t station)
{
    return arena_printf(x->env.arena, "%s_%zu", name, station + 1);
}

/* ---- the form ---- */

/* " · frei: 4 · Wartezeit: 9 Tage", as far as it is known. */
static const char *
capacity(const struct web_exchange *x, const struct value *offer)
{
    struct arena *arena = x->env.arena;
    const struct value *wait = value_get(offer, "wait");
    const char *text = "";

    if (!value_truth(value_get(offer, "unlimited"))) {
        text = arena_printf(arena, " · %s: %lld", catalog_text(x->env.catalog, N_("frei")),
                            (long long)value_number(value_get(offer, "free_places")));
    }
    return !value_truth(value_get(wait, "known"))
               ? text
               : arena_printf(arena, "%s · %s: %lld %s", text,
                              catalog_text(x->env.catalog, N_("Wartezeit")),
                              (long long)value_number(value_get(wait, "median_days")),
                              catalog_text(x->env.catalog, N_("Tage")));
}

/* One choice: "SB-1@nordtor", without a provider "SB-1@". */
static void
add_service(const struct web_exchange *x, struct value *list, const struct value *offer,
            const char *chosen)
{
    struct arena *arena = x->env.arena;
    struct value *item = value_add_record(list);
    const char *provider = value_string(value_get(offer, "provider"));
    const char *name = value_string(value_get(offer, "provider_name"));
    const char *value = arena_printf(arena, "%s@%s", value_string(value_get(offer, "service")),
                                     provider);

    value_set_text(item, "value", value);
    value_set_text(item, "text",
                   arena_printf(arena, "%s – %s%s", value_string(value_get(offer, "title")),
                                *provider == '\0'
                                    ? catalog_text(x->env.catalog, N_("freie Wahl"))
                                    : name,
                                *provider == '\0' ? "" : capacity(x, offer)));
    value_set_bool(item, "selected", str_equal(value, chosen));
}

/* "B – Schuldnerberatung", and whether its need is yet to be agreed. */
static const char *
group_text(const struct web_exchange *x, const struct value *offer)
{
    const char *text = arena_printf(
        x->env.arena, "%s – %s", value_string(value_get(offer, "type")),
        catalog_text(x->env.catalog, value_string(value_get(offer, "type_label"))));

    return value_truth(value_get(offer, "needed"))
               ? text
               : arena_printf(x->env.arena, "%s (%s)", text,
                              catalog_text(x->env.catalog, N_("Bedarf noch nicht vereinbart")));
}

static size_t
count_needed(const struct value *offers)
{
    size_t count = 0;

    while (count < value_len(offers) &&
           value_truth(value_get(value_at(offers, count), "needed"))) {
        count++;
    }
    return count;
}

/* The types, this station's own first: the first station serves the most urgent need. Behind
   them stand the types without one. */
static void
set_services(const struct web_exchange *x, struct value *select, const struct value *offers,
             size_t first, const char *chosen)
{
    struct value *groups = value_set_list(select, "groups");
    size_t needed = count_needed(offers);

    for (size_t i = 0; i < value_len(offers); i++) {
        const struct value *offer = value_at(offers, i < needed ? (first + i) % needed : i);
        const struct value *services = value_get(offer, "services");
        struct value *group = value_add_record(groups);
        struct value *list = value_set_list(group, "options");

        value_set_text(group, "group_text", group_text(x, offer));
        for (size_t k = 0; k < value_len(services); k++) {
            add_service(x, list, value_at(services, k), chosen);
        }
    }
}

static void
set_station(const struct web_exchange *x, struct value *list, const struct value *offers,
            size_t index, size_t moved)
{
    struct value *station = value_add_record(list);
    struct value *select = value_set_record(station, "service_select");
    const char *service = slip_form_field(x, "service", index);
    const char *appointment = slip_form_field(x, "appointment", index);
    const char *name = slip_form_field(x, "consent", index), *consent = office_text(x, name);
    struct value *consents;

    value_set_int(station, "position", (int64_t)index + 1);
    value_set_bool(station, "can_rise", index > 0);
    value_set_bool(station, "can_sink", index + 1 < SLIP_FORM_STATIONS);
    value_set_bool(station, "moved", moved == index + 1);
    (void)office_select(x, select, service, N_("Leistung und Stelle"), N_("keine"));
    value_set_bool(select, "focus", index == 0 && moved == 0 && x->fault.reason == REASON_NONE &&
                                        count_needed(offers) > 0);
    set_services(x, select, offers, index, office_text(x, service));
    value_set_text(station, "appointment", office_text(x, appointment));
    value_set_text(station, "appointment_fault", web_fault(x, appointment));
    consents = office_select(x, value_set_record(station, "consent_select"), name,
                             N_("Einwilligung"), N_("nicht unterschrieben"));
    office_choice(consents, "1", N_("Stufe 1 unterschrieben"), consent);
    office_choice(consents, "2", N_("Stufe 2 unterschrieben"), consent);
    office_choice(consents, "3", N_("Stufe 3 unterschrieben"), consent);
}

static void
set_stations(const struct web_exchange *x, struct value *doc, const struct value *offers,
             size_t moved)
{
    struct value *shown = value_set_list(doc, "stations");
    struct value *folded = value_set_list(doc, "more_stations");
    size_t needed = count_needed(offers);
    size_t open = needed > STATIONS_SHOWN ? needed : STATIONS_SHOWN;
    bool used = false;

    for (size_t i = 0; i < SLIP_FORM_STATIONS; i++) {
        set_station(x, i < open ? shown : folded, offers, i, moved);
        used |= i >= open &&
                (moved == i + 1 || web_field(x, slip_form_field(x, "service", i)) != NULL);
    }
    value_set_bool(doc, "more_open", used);
}

static void
set_options(const struct web_exchange *x, struct value *doc, const char *client_language)
{
    struct value *orders = office_select_of(x, doc, "order", N_("Reihenfolge der Stationen"),
                                            NULL);
    struct value *list = office_select_of(x, doc, "language", N_("Sprache neben Deutsch"), NULL);
    struct value *covers = office_select_of(x, doc, "cover", N_("Was von außen zu lesen ist"),
                                            NULL);
    const char *order = office_text(x, "order"), *cover = office_text(x, "cover");
    const char *language = office_text(x, "language");

    order = *order == '\0' ? order_name(ORDER_FREE) : order;
    office_choice(orders, order_name(ORDER_FREE), N_("frei"), order);
    office_choice(orders, order_name(ORDER_WARN), N_("empfohlen: Abweichung wird angezeigt"),
                  order);
    office_choice(orders, order_name(ORDER_STRICT), N_("fest: eine Station nach der anderen"),
                  order);
    cover = *cover == '\0' ? "default" : cover;
    office_choice(covers, "default", N_("wie üblich, bei C und D neutral"), cover);
    office_choice(covers, "neutral", N_("neutral: nur Buchstaben"), cover);
    office_choice(covers, "open", N_("offen: Leistungen mit Namen"), cover);
    office_languages(list, *language == '\0' ? client_language : language);
}

/* The key under which this form issues only once; a form shown again keeps it. */
static const char *
form_key(const struct web_exchange *x)
{
    const char *key = web_field(x, "key");
    uint8_t random[FORM_KEY_BYTES];
    char *fresh;

    if (key != NULL) {
        return key;
    }
    fresh = arena_alloc(x->env.arena, 2 * FORM_KEY_BYTES + 1);
    key_random(random, sizeof random);
    for (size_t i = 0; i < FORM_KEY_BYTES; i++) {
        snprintf(fresh + 2 * i, 3, "%02x", random[i]);
    }
    return fresh;
}

/* ---- free places and waits ---- */

static void
add_capacity(struct value *list, const struct value *service)
{
    struct value *item;

    if (value_string(value_get(service, "provider"))[0] == '\0') {
        return;
    }
    item = value_add_record(list);
    value_set_shared(item, "title", value_get(service, "title"));
    value_set_shared(item, "provider_name", value_get(service, "provider_name"));
    value_set_shared(item, "unlimited", value_get(service, "unlimited"));
    value_set_shared(item, "places", value_get(service, "places"));
    value_set_shared(item, "free_places", value_get(service, "free_places"));
    value_set_shared(item, "wait", value_get(service, "wait"));
}

/* Of the types with a need; where there is none yet, of all. */
static void
set_capacities(struct value *doc, const struct value *offers)
{
    struct value *list = value_set_list(doc, "capacities");
    size_t needed = count_needed(offers);

    for (size_t i = 0; i < (needed > 0 ? needed : value_len(offers)); i++) {
        const struct value *services = value_get(value_at(offers, i), "services");

        for (size_t k = 0; k < value_len(services); k++) {
            add_capacity(list, value_at(services, k));
        }
    }
    value_set_bool(doc, "has_capacities", value_len(list) > 0);
}

/* Where what is missing can be entered, when that is another page. */
static void
set_cure(const struct web_exchange *x, struct value *doc)
{
    const struct err *fault = &x->fault;
    bool catalogue = fault->reason == REASON_NOT_FOUND;
    bool consent = fault->reason == REASON_INVALID && str_starts(fault->field, "consent_");

    value_set_bool(doc, "cure_catalogue", catalogue);
    value_set_bool(doc, "cure_consent", consent);
}

/* What was sent for a referral is not folded away while it is wrong. */
static void
set_referral(const struct web_exchange *x, struct value *doc)
{
    const char *day = web_field(x, "talked_on");
    int32_t today = clock_today(&x->env.clock);

    doc_set_day(x->env.arena, doc, "now_on", today);
    if (day == NULL) {
        doc_set_day(x->env.arena, doc, "talked_on", today);
    } else {
        value_set_text(doc, "talked_on", day);
    }
    value_set_bool(doc, "refer_open", x->fault.reason != REASON_NONE &&
                                          x->route->handler == page_slip_refer);
}

void
slip_form_show(struct web_exchange *x, size_t moved)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *offers;
    struct err err = {0};

    if (!slip_offers(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    offers = value_get(found, "offers");
    office_title(x, doc, N_("Neuer Laufzettel"), x->segment[0]);
    value_set_shared(doc, "case", value_get(found, "case"));
    value_set_shared(doc, "plan", value_get(found, "plan"));
    value_set_text(doc, "plan_label", x->env.config.plan_label);
    value_set_text(doc, "key", form_key(x));
    slip_need_show(x, doc, offers);
    set_stations(x, doc, offers, moved);
    set_options(x, doc, value_string(value_find(found, "case.language")));
    set_capacities(doc, offers);
    set_cure(x, doc);
    set_referral(x, doc);
    web_page(x, HTTP_OK, "slip_new", doc);
}
