/*
 * page_lead.c - the pages of a provider's lead: lists that reach zero, one voucher, the devices.
 *
 * A recorded step answers with the list at once, as the reception's page does and for its reasons;
 * the nonce of its form keeps a reload from recording twice.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "lead.h"
#include "office.h"
#include "pages.h"
#include "reception.h"
#include "reception_card.h"
#include "reception_fields.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* ---- the lists ---- */

static void
count_rows(const struct value *lists, struct value *doc)
{
    static const char *const names[] = {"due", "running", "open", "closed"};
    struct value *counts = value_set_record(doc, "count");

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        value_set_int(counts, names[i], (int64_t)value_len(value_get(lists, names[i])));
    }
    value_set_bool(doc, "done",
                   value_len(value_get(lists, "due")) + value_len(value_get(lists, "running")) ==
                       0);
}

/* Each member a template names, null where a row has none. */
static void
set_rows(const struct value *lists, const char *name, struct value *doc)
{
    static const char *const told[] = {
        "id",          "slip",       "client",      "service",    "type",     "type_label",
        "state_label", "redeem_by",  "complete_by", "appointment", "accepted_on", "started_on",
        "ended_on",    "waitlist_until", "due_label", NULL};
    const struct value *from = value_get(lists, name);
    struct value *to = value_set_list(doc, name);

    for (size_t i = 0; i < value_len(from); i++) {
        struct value *row = value_add_record(to);

        reception_members(row, value_at(from, i), told);
        value_set_bool(row, "first", i == 0);
    }
}

/* RECORDED (or NULL) is the event that was just written down. */
static void
show_list(struct web_exchange *x, const struct value *recorded)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found, *lists;
    struct err err = {0};

    if (!lead_lists(&x->env, &x->device, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    lists = value_get(found, "lists");
    value_set_text(doc, "title", N_("Liste"));
    set_rows(lists, "due", doc);
    set_rows(lists, "running", doc);
    set_rows(lists, "open", doc);
    set_rows(lists, "closed", doc);
    count_rows(lists, doc);
    value_set_shared(doc, "more", value_get(found, "more"));
    value_set_shared(doc, "waits", value_get(found, "waits"));
    value_set_shared(doc, "figures", value_get(found, "figures"));
    if (recorded == NULL) {
        value_set_text(doc, "event", NULL);
    } else {
        value_set_shared(doc, "event", recorded);
    }
    web_page(x, HTTP_OK, "lead_list", doc);
}

void
page_lead_list(struct web_exchange *x)
{
    show_list(x, NULL);
}

void
page_lead_csv(struct web_exchange *x)
{
    struct buf out = {0};
    struct err err = {0};

    if (lead_csv(&x->env, &x->device, &out, &err)) {
        web_bytes(x, "text/csv; charset=utf-8", "liste.csv",
                  arena_memdup(x->env.arena, out.data, out.len), out.len);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&out);
}

/* ---- one voucher ---- */

/* The number of the address, 0 for what is none: there is no such voucher. */
static int64_t
voucher_id(const struct web_exchange *x)
{
    const char *text = x->segment[0];
    size_t len = strlen(text);

    return len < 20 && strspn(text, "0123456789") == len ? strtoll(text, NULL, 10) : 0;
}

/* What this provider wrote down, each with the form that takes it back. */
static void
set_events(struct web_exchange *x, const struct value *events, struct value *page)
{
    static const char *const told[] = {"command_label", "outcome_label", "happened_on",
                                       "recorded_at",   "source_label",  "annulled", NULL};
    struct value *list = value_set_list(page, "events");

    for (size_t i = 0; i < value_len(events); i++) {
        const struct value *event = value_at(events, i);
        struct value *item = value_add_record(list);

        reception_members(item, event, told);
        reception_undo(x, value_truth(value_get(event, "annullable"))
                              ? value_string(value_get(event, "receipt"))
                              : "",
                       item);
    }
}

/* WHY (or NULL) is what went wrong before; AGAIN (or NULL) the appointment asked about. */
static void
show_voucher(struct web_exchange *x, const struct err *why, const struct reception_event *again)
{
    struct reception_scan scan = {NULL, SOURCE_LIST};
    enum step failed = why ? step_from_name(office_text(x, "command")) : STEP_NONE;
    struct value *page = value_record(x->env.arena);
    const struct value *doc;
    struct err err = {0};

    if (!lead_voucher(&x->env, &x->device, voucher_id(x), &doc, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(page, "title", N_("Eintragen"));
    value_set_shared(page, "slip_number", value_find(doc, "voucher.slip"));
    reception_card(x, &scan, doc, failed, page);
    set_events(x, value_get(doc, "events"), page);
    value_set_text(page, "second", NULL);
    if (again != NULL) {
        reception_question(x, again, page);
    }
    value_set_text(page, "tone", reception_tone(why ? why->reason : REASON_NONE));
    if (why) {
        web_fail_form(x, "lead_voucher", page, why);
    } else {
        web_page(x, HTTP_OK, "lead_voucher", page);
    }
}

void
page_lead_voucher(struct web_exchange *x)
{
    struct err why = x->fault;

    show_voucher(x, why.reason == REASON_NONE ? NULL : &why, NULL);
}

void
page_lead_step(struct web_exchange *x)
{
    struct reception_event event;
    const struct value *doc;
    struct err err = {0};
    bool fresh, second;

    if (!reception_fields(x, SOURCE_LIST, &event, &err)) {
        show_voucher(x, &err, NULL);
        return;
    }
    if (lead_record(&x->env, &x->device, voucher_id(x), &event, &doc, &fresh, &err)) {
        show_list(x, value_get(doc, "event"));
        return;
    }
    second = err.reason == REASON_ALREADY_RECORDED && event.step == STEP_ATTEND;
    show_voucher(x, &err, second ? &event : NULL);
}

/* ---- the devices ---- */

void
page_lead_devices(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!lead_devices(&x->env, &x->device, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", N_("Geräte"));
    value_set_shared(doc, "devices", value_get(found, "devices"));
    web_page(x, HTTP_OK, "lead_devices", doc);
}

void
page_lead_revoke(struct web_exchange *x)
{
    struct err err = {0};

    if (lead_revoke(&x->env, &x->device, office_number(x, "device", 0), &err) ||
        err.reason == REASON_ALREADY_RECORDED) {
        web_redirect(x, "/s/geraete");
    } else {
        web_fail(x, &err);
    }
}
