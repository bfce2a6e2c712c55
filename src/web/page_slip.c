/*
 * page_slip.c - make a slip, look at it, print it.
 *
 * Making and printing are two steps: the slip is safe before the first sheet is drawn. A form
 * carries a key of its own, so that a second click finds the slip of the first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "catalog.h"
#include "date.h"
#include "json.h"
#include "key.h"
#include "office.h"
#include "pages.h"
#include "record_file.h"
#include "slip.h"
#include "slip_need.h"
#include "str.h"
#include "value.h"
#include "voucher.h"
#include "web.h"

#define HTTP_OK 200
#define STATIONS 6
#define STATIONS_SHOWN 2 /* the rest stands folded away */
#define FORM_KEY_BYTES 12

static const char *
numbered(const struct web_exchange *x, const char *name, size_t station)
{
    return arena_printf(x->env.arena, "%s_%zu", name, station + 1);
}

/* ---- the form ---- */

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
                   arena_printf(arena, "%s – %s", value_string(value_get(offer, "title")),
                                *provider == '\0'
                                    ? catalog_text(x->env.catalog, N_("freie Wahl"))
                                    : name));
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
            size_t index)
{
    struct value *station = value_add_record(list);
    struct value *select = value_set_record(station, "service_select");
    const char *service = numbered(x, "service", index);
    const char *appointment = numbered(x, "appointment", index);
    const char *name = numbered(x, "consent", index), *consent = office_text(x, name);
    struct value *consents;

    value_set_int(station, "position", (int64_t)index + 1);
    (void)office_select(x, select, service, N_("Leistung und Stelle"), N_("keine"));
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
set_stations(const struct web_exchange *x, struct value *doc, const struct value *offers)
{
    struct value *shown = value_set_list(doc, "stations");
    struct value *folded = value_set_list(doc, "more_stations");
    size_t needed = count_needed(offers);
    size_t open = needed > STATIONS_SHOWN ? needed : STATIONS_SHOWN;
    bool used = false;

    for (size_t i = 0; i < STATIONS; i++) {
        set_station(x, i < open ? shown : folded, offers, i);
        used |= i >= open && web_field(x, numbered(x, "service", i)) != NULL;
    }
    value_set_bool(doc, "more_open", used);
}

static struct value *
select_of(const struct web_exchange *x, struct value *doc, const char *name, const char *label)
{
    return office_select(x, value_set_record(doc, arena_printf(x->env.arena, "%s_select", name)),
                         name, label, NULL);
}

static void
set_options(const struct web_exchange *x, struct value *doc, const char *client_language)
{
    static const struct {
        const char *name, *label;
    } languages[] = {
        {"de", N_("Deutsch")},    {"de-simple", N_("Deutsch, dazu Einfache Sprache")},
        {"en", N_("Englisch")},   {"tr", N_("Türkisch")},
        {"uk", N_("Ukrainisch")}, {"ru", N_("Russisch")},
        {"ar", N_("Arabisch")},
    };
    struct value *orders = select_of(x, doc, "order", N_("Reihenfolge der Stationen"));
    struct value *list = select_of(x, doc, "language", N_("Sprache neben Deutsch"));
    struct value *covers = select_of(x, doc, "cover", N_("Was von außen zu lesen ist"));
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
    language = *language == '\0' ? client_language : language;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        office_choice(list, languages[i].name, languages[i].label, language);
    }
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

static void
show_form(struct web_exchange *x)
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
    value_set_text(doc, "key", form_key(x));
    slip_need_show(x, doc, offers);
    set_stations(x, doc, offers);
    set_options(x, doc, value_string(value_find(found, "case.language")));
    web_page(x, HTTP_OK, "slip_new", doc);
}

void
page_slip_new(struct web_exchange *x)
{
    show_form(x);
}

/* ---- what was sent ---- */

/* A request, and where on the page its parts stand. */
struct sent {
    struct slip_request request;
    struct need_request need[TYPE__MAX];
    size_t index[STATIONS]; /* on the page, of each station of the request */
    size_t at;              /* of the request's station at fault */
};

/* A failure at a station names the station's own field. */
static bool
at_station(const struct web_exchange *x, struct err *err, const char *name, size_t index)
{
    snprintf(err->field, sizeof err->field, "%s", numbered(x, name, index));
    return false;
}

static bool
read_station(const struct web_exchange *x, size_t index, struct sent *sent, struct err *err)
{
    struct slip_request *request = &sent->request;
    const char *service = web_field(x, numbered(x, "service", index));
    const char *appointment = web_field(x, numbered(x, "appointment", index));
    const char *at = service == NULL ? NULL : strchr(service, '@');
    struct slip_station *station = &request->station[request->station_count];

    if (service == NULL) {
        return appointment == NULL ||
               err_set(err, REASON_INVALID, numbered(x, "service", index),
                       "Zu diesem Termin fehlt die Leistung.");
    }
    if (at == NULL) {
        return err_set(err, REASON_INVALID, numbered(x, "service", index),
                       "Bitte eine Leistung aus der Liste wählen.");
    }
    sent->index[request->station_count] = index;
    *station = (struct slip_station){
        .service = arena_strndup(x->env.arena, service, (size_t)(at - service)),
        .provider = at + 1,
        .consent = (unsigned)office_number(x, numbered(x, "consent", index), 0),
    };
    request->station_count++;
    return appointment == NULL ||
           moment_parse_local(appointment, "appointment", &station->appointment_ms, err) ||
           at_station(x, err, "appointment", index);
}

static enum slip_cover
cover_of(const char *text)
{
    if (str_equal(text, "neutral")) {
        return SLIP_COVER_NEUTRAL;
    }
    return str_equal(text, "open") ? SLIP_COVER_OPEN : SLIP_COVER_DEFAULT;
}

static bool
read_request(const struct web_exchange *x, struct sent *sent, struct err *err)
{
    struct slip_request *request = &sent->request;

    *request = (struct slip_request){
        .case_number = x->segment[0],
        .order = order_from_name(office_text(x, "order")),
        .language = office_text(x, "language"),
        .cover = cover_of(office_text(x, "cover")),
        .batch = arena_printf(x->env.arena, "web-%lld-%s", (long long)x->env.user.id,
                              office_text(x, "key")),
        .need = sent->need,
        .at = &sent->at,
    };
    request->order = request->order == ORDER__MAX ? ORDER_FREE : request->order;
    for (size_t i = 0; i < STATIONS; i++) {
        if (!read_station(x, i, sent, err)) {
            return false;
        }
    }
    return slip_need_read(x, sent->need, &request->need_count, err) &&
           (request->station_count > 0 ||
            err_set(err, REASON_INVALID, "service_1", "Bitte mindestens eine Leistung wählen."));
}

/* What the use case calls "service" or "agreed_on" has names of its own on this page. */
static bool
issue(struct web_exchange *x, struct sent *sent, const char **number, struct err *err)
{
    static const char *const fields[] = {"service", "appointment", "consent"};

    if (slip_issue(&x->env, &sent->request, number, NULL, err)) {
        return true;
    }
    for (size_t i = 0; !slip_need_fault(err) && i < sizeof fields / sizeof *fields; i++) {
        if (str_equal(err->field, fields[i])) {
            return at_station(x, err, fields[i], sent->index[sent->at]);
        }
    }
    return false;
}

void
page_slip_issue(struct web_exchange *x)
{
    struct sent sent = {0};
    const char *number;
    struct err err = {0};

    if (!case_enter(&x->env, x->segment[0], CASE_WHOLE, NULL, &err)) {
        web_fail(x, &err);
    } else if (!read_request(x, &sent, &err) || !issue(x, &sent, &number, &err)) {
        x->fault = err;
        show_form(x);
    } else {
        web_redirect(x, arena_printf(x->env.arena, "/laufzettel/%s", number));
    }
}

/* ---- the slip ---- */

/* Does a provider report on one of these vouchers at all? */
static bool
can_report(const struct value *vouchers)
{
    bool any = false;

    for (size_t i = 0; i < value_len(vouchers); i++) {
        any |= value_number(value_get(value_at(vouchers, i), "level")) > 0;
    }
    return any;
}

void
page_slip(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!slip_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc, N_("Laufzettel"), x->segment[0]);
    value_set_shared(doc, "slip", value_get(found, "slip"));
    value_set_shared(doc, "whole", value_get(found, "whole"));
    value_set_bool(doc, "can_report", can_report(value_find(found, "slip.vouchers")));
    /* The electronic file is for whoever may see all of the case. */
    value_set_bool(doc, "has_prints", value_truth(value_get(found, "whole")) &&
                                          value_len(value_find(found, "slip.prints")) > 0);
    web_page(x, HTTP_OK, "slip", doc);
}

/* What to print: the whole slip, or the sheet of one station. */
static bool
choose(struct web_exchange *x, struct slip_print *print, struct err *err)
{
    int64_t position = office_number(x, "position", 0);
    const struct value *found;

    *print = (struct slip_print){
        .by = PRINT_BY_SLIP, .what = x->segment[0], .form = office_text(x, "form")};
    if (position == 0) {
        return true;
    }
    if (!voucher_show_at(&x->env, x->segment[0], position, &found, err)) {
        return false;
    }
    print->what = value_string(value_find(found, "voucher.code"));
    return true;
}

void
page_slip_pdf(struct web_exchange *x)
{
    struct slip_print print;
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    enum case_sight needed = slip_print_letters(office_text(x, "form")) ? CASE_LETTERS
                                                                       : CASE_WHOLE;

    if (!case_enter_slip(&x->env, x->segment[0], needed, NULL, &err) ||
        !choose(x, &print, &err) ||
        !slip_print_bytes(&x->env, &print, &pdf, &ignored, &err)) {
        web_fail(x, &err);
    } else {
        office_pdf(x, *print.form == '\0' ? "laufzettel" : print.form, x->segment[0], &pdf);
    }
    buf_finish(&pdf);
}

/* ---- for the electronic file ---- */

void
page_slip_file(struct web_exchange *x)
{
    const char *number = x->segment[0], *print = x->segment[1];
    const struct value *doc;
    struct buf pdf = {0};
    struct err err = {0};
    size_t index = strlen(print) <= 4 && strspn(print, "0123456789") == strlen(print)
                       ? (size_t)strtoul(print, NULL, 10)
                       : 0;

    if (!record_file_make(&x->env, number, index, &pdf, &doc, &err)) {
        web_fail(x, &err);
    } else if (web_field(x, "data") == NULL) {
        office_pdf(x, number, print, &pdf);
    } else {
        struct buf json = {0};

        json_print(value_get(doc, "file"), 2, &json);
        web_bytes(x, "application/json",
                  arena_printf(x->env.arena, "%s-%s.json", number, print),
                  arena_memdup(x->env.arena, json.data, json.len), json.len);
        buf_finish(&json);
    }
    buf_finish(&pdf);
}
