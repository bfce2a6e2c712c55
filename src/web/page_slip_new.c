/*
 * page_slip_new.c - what the form of a new slip sends: another order, a preview, a slip, or that
 * somebody was sent on without one.
 *
 * Issuing and printing are two steps: the slip is safe before the first sheet is drawn.
 */
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "date.h"
#include "office.h"
#include "pages.h"
#include "slip.h"
#include "slip_form.h"
#include "slip_need.h"
#include "str.h"
#include "value.h"
#include "web.h"

void
page_slip_new(struct web_exchange *x)
{
    slip_form_show(x, 0);
}

/* A request, and where on the page its parts stand. */
struct sent {
    struct slip_request request;
    struct need_request need[TYPE__MAX];
    size_t index[SLIP_FORM_STATIONS]; /* on the page, of each station of the request */
    size_t at;              /* of the request's station at fault */
};

/* A failure at a station names the station's own field. */
static bool
at_station(const struct web_exchange *x, struct err *err, const char *name, size_t index)
{
    snprintf(err->field, sizeof err->field, "%s", slip_form_field(x, name, index));
    return false;
}

static bool
read_station(const struct web_exchange *x, size_t index, struct sent *sent, struct err *err)
{
    struct slip_request *request = &sent->request;
    const char *service = web_field(x, slip_form_field(x, "service", index));
    const char *appointment = web_field(x, slip_form_field(x, "appointment", index));
    const char *at = service == NULL ? NULL : strchr(service, '@');
    struct slip_station *station = &request->station[request->station_count];

    if (service == NULL) {
        return appointment == NULL ||
               err_set(err, REASON_INVALID, slip_form_field(x, "service", index),
                       "Zu diesem Termin fehlt die Leistung.");
    }
    if (at == NULL) {
        return err_set(err, REASON_INVALID, slip_form_field(x, "service", index),
                       "Bitte eine Leistung aus der Liste wählen.");
    }
    sent->index[request->station_count] = index;
    *station = (struct slip_station){
        .service = arena_strndup(x->env.arena, service, (size_t)(at - service)),
        .provider = at + 1,
        .consent = (unsigned)office_number(x, slip_form_field(x, "consent", index), 0),
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
    for (size_t i = 0; i < SLIP_FORM_STATIONS; i++) {
        if (!read_station(x, i, sent, err)) {
            return false;
        }
    }
    return slip_need_read(x, sent->need, &request->need_count, err) &&
           (request->station_count > 0 ||
            err_set(err, REASON_INVALID, "service_1", "Bitte mindestens eine Leistung wählen."));
}

/* What the use case calls "happened_on", "service" or "agreed_on" has names of its own on this
   page. */
static void
fail(struct web_exchange *x, struct sent *sent, struct err *err)
{
    static const char *const fields[] = {"service", "appointment", "consent"};

    if (str_equal(err->field, "happened_on")) {
        snprintf(err->field, sizeof err->field, "talked_on");
    }
    for (size_t i = 0; !slip_need_fault(err) && i < sizeof fields / sizeof *fields; i++) {
        if (str_equal(err->field, fields[i])) {
            (void)at_station(x, err, fields[i], sent->index[sent->at]);
            break;
        }
    }
    x->fault = *err;
    slip_form_show(x, 0);
}

/* ---- order ---- */

static void
rename_given(struct web_exchange *x, const char *from, const char *to)
{
    for (size_t i = 0; i < x->given_count; i++) {
        if (str_equal(x->given[i].name, from)) {
            x->given[i].name = to;
        }
    }
}

/* What was typed for two stations changes places. */
static void
swap_stations(struct web_exchange *x, size_t a, size_t b)
{
    static const char *const fields[] = {"service", "appointment", "consent"};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *here = slip_form_field(x, fields[i], a);
        const char *there = slip_form_field(x, fields[i], b);

        rename_given(x, here, "");
        rename_given(x, there, here);
        rename_given(x, "", there);
    }
}

/* "up_3", "down_2": from which station to which, counted from 0. */
static bool
read_move(const char *text, size_t *from, size_t *to)
{
    const char *digit = strchr(text, '_');

    if (digit == NULL || digit[1] < '1' || digit[1] > '0' + SLIP_FORM_STATIONS ||
        digit[2] != '\0') {
        return false;
    }
    *from = (size_t)(digit[1] - '1');
    *to = str_starts(text, "up_") ? *from - 1 : *from + 1;
    return *to < SLIP_FORM_STATIONS;
}

/* The form again in another order, nothing else. */
static void
move(struct web_exchange *x, const char *text)
{
    size_t from, to;
    bool known = read_move(text, &from, &to);

    if (known) {
        swap_stations(x, from, to);
    }
    slip_form_show(x, known ? to + 1 : 0);
}

/* ---- the two ends of the form ---- */

/* May the case be entered, and what is asked for it? False: answered already. */
static bool
enter(struct web_exchange *x, enum case_sight needed, struct sent *sent)
{
    struct err err = {0};

    if (!case_enter(&x->env, x->segment[0], needed, NULL, &err)) {
        web_fail(x, &err);
        return false;
    }
    if (!read_request(x, sent, &err)) {
        x->fault = err;
        slip_form_show(x, 0);
        return false;
    }
    return true;
}

static void
issue(struct web_exchange *x, struct sent *sent)
{
    bool print = str_equal(office_text(x, "then"), "print");
    const char *number;
    struct err err = {0};

    if (!slip_issue(&x->env, &sent->request, &number, NULL, &err)) {
        fail(x, sent, &err);
        return;
    }
    web_redirect(x, arena_printf(x->env.arena, "/laufzettel/%s%s", number,
                                 print ? "?drucken=ja" : ""));
}

void
page_slip_issue(struct web_exchange *x)
{
    const char *order = web_field(x, "move");
    struct sent sent = {0};

    if (order != NULL) {
        move(x, order);
    } else if (enter(x, CASE_CHANGE, &sent)) {
        issue(x, &sent);
    }
}

/* One leads to its page, several to the case that shows them all. */
void
page_slip_refer(struct web_exchange *x)
{
    struct sent sent = {0};
    const struct value *doc, *list;
    struct err err = {0};

    if (!enter(x, CASE_CHANGE, &sent)) {
        return;
    }
    sent.request.talked_on = web_day(x, "talked_on");
    if (!slip_refer(&x->env, &sent.request, &doc, &err)) {
        fail(x, &sent, &err);
        return;
    }
    list = value_get(doc, "referrals");
    if (value_len(list) > 1) {
        office_to_case(x, x->segment[0]);
        return;
    }
    web_redirect(x, arena_printf(x->env.arena, "/laufzettel/%s",
                                 value_string(value_get(value_at(list, 0), "number"))));
}

void
page_slip_preview(struct web_exchange *x)
{
    struct sent sent = {0};
    struct buf pdf = {0};
    struct err err = {0};

    if (!enter(x, CASE_WHOLE, &sent)) {
        return;
    }
    if (slip_preview(&x->env, &sent.request, &pdf, &err)) {
        office_pdf(x, "vorschau", "", &pdf);
    } else {
        fail(x, &sent, &err);
    }
    buf_finish(&pdf);
}
