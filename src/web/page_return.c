/*
 * page_return.c - a stack of returned papers: code, days, Enter, the next one.
 *
 * What was entered in this sitting travels in the address, as slip, station and numbers of
 * events: it outlives a reload, needs no script, and says nothing about anybody.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "case.h"
#include "catalog.h"
#include "office.h"
#include "pages.h"
#include "return_fields.h"
#include "slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"
#include "web.h"

#define HTTP_OK 200
#define SITTING_MAX 20 /* entries in the address; older ones leave the list */
#define SLIP_DIGITS 24

/* "2026-000123.2.5.7": events 5 to 7 of station 2 of a slip. */
struct entry {
    char slip[SLIP_DIGITS];
    int64_t position;
    uint32_t first, last;
};

static bool
read_entry(const char *text, struct entry *out)
{
    long long position;
    unsigned first, last;
    int end = 0;

    *out = (struct entry){.slip = ""};
    if (sscanf(text, "%23[0-9-].%2lld.%6u.%6u%n", out->slip, &position, &first, &last, &end) != 4 ||
        text[end] != '\0') {
        return false;
    }
    out->position = position;
    out->first = first;
    out->last = last;
    return true;
}

/* The voucher of SLIP and POSITION, for whoever may do with its case what NEEDED stands for. */
static bool
find(struct web_exchange *x, const char *slip, int64_t position, enum case_sight needed,
     const struct value **out, struct err *err)
{
    return case_enter_slip(&x->env, slip, needed, NULL, err) &&
           voucher_show_at(&x->env, slip, position, out, err);
}

/* ---- the page ---- */

/* One line of the sitting: the station, what was entered, and whether it still stands. */
static void
add_line(struct web_exchange *x, struct value *list, const char *text)
{
    const struct value *found, *events;
    struct entry entry;
    struct err err = {0};
    struct value *item, *steps;
    bool stands = false;

    if (!read_entry(text, &entry) ||
        !find(x, entry.slip, entry.position, CASE_WHOLE, &found, &err)) {
        return;
    }
    item = value_add_record(list);
    steps = value_set_list(item, "steps");
    value_set_text(item, "entry", text);
    value_set_shared(item, "voucher", value_get(found, "voucher"));
    events = value_find(found, "voucher.events");
    for (size_t i = entry.first; i >= 1 && i <= entry.last && i <= value_len(events); i++) {
        const struct value *event = value_at(events, i - 1);

        value_set_shared(value_add_record(steps), "event", event);
        stands |= !value_truth(value_get(event, "annulled"));
    }
    value_set_bool(item, "stands", stands);
}

static void
set_sitting(struct web_exchange *x, struct value *doc)
{
    struct value *list = value_set_list(doc, "sitting");
    const char *entry;

    for (size_t i = 0; i < SITTING_MAX && (entry = web_field_at(x, "e", i)) != NULL; i++) {
        add_line(x, list, entry);
    }
    value_set_bool(doc, "has_sitting", value_len(list) > 0);
}

/* FOUND is the voucher whose days are still to come, or that has a fault; NULL: none. */
static void
show(struct web_exchange *x, const struct value *found)
{
    struct value *doc = value_record(x->env.arena);
    bool wrong = x->fault.reason != REASON_NONE;
    struct return_days days = {true, true, true, true, .typed = true};

    value_set_text(value_set_record(doc, "given"), "code", office_text(x, "code"));
    value_set_text(doc, "title", N_("Rücklauf vom Stapel"));
    value_set_shared(doc, "voucher", found == NULL ? NULL : value_get(found, "voucher"));
    value_set_bool(doc, "focus_code", found == NULL || (wrong && x->fault.field[0] == '\0'));
    days.focus = found != NULL && !wrong;
    return_fields_set(x, doc, &days, found);
    set_sitting(x, doc);
    web_page(x, HTTP_OK, "return", doc);
}

void
page_return(struct web_exchange *x)
{
    show(x, NULL);
}

/* ---- an entry ---- */

/* Slip and station behind what was typed or scanned: a code, or "2026-000123/2". */
static bool
look_up(struct web_exchange *x, const char *typed, enum case_sight needed,
        const struct value **out, struct err *err)
{
    char slip[SLIP_DIGITS];
    const struct value *found;
    long long position;
    int end = 0;

    if (sscanf(typed, "%23[0-9-]/%2lld%n", slip, &position, &end) == 2 && typed[end] == '\0') {
        return find(x, slip, position, needed, out, err);
    }
    if (!voucher_show(&x->env, typed, &found, err)) {
        return false;
    }
    return find(x, value_string(value_find(found, "voucher.slip")),
                value_number(value_find(found, "voucher.position")), needed, out, err);
}

static bool
says_nothing(const struct voucher_return *paper)
{
    bool any = paper->accepted_on != DAY_NONE || paper->started_on != DAY_NONE ||
               paper->ended_on != DAY_NONE || paper->outcome != OUTCOME_NONE;

    for (size_t i = 0; i < RETURN_DAYS_MAX; i++) {
        any |= paper->attended_on[i] != DAY_NONE;
    }
    return !any;
}

/* Back to an empty form, the newest entry first in the list. */
static void
go_on(struct web_exchange *x, const char *newest)
{
    struct arena *arena = x->env.arena;
    const char *to = arena_printf(arena, "/ruecklauf?source=%s",
                                  str_equal(office_text(x, "source"), "paper_provider")
                                      ? "paper_provider"
                                      : "paper_client");
    size_t room = SITTING_MAX;
    struct entry entry;
    const char *text;

    if (newest != NULL) {
        to = arena_printf(arena, "%s&e=%s", to, newest);
        room--;
    }
    for (size_t i = 0; i < room && (text = web_field_at(x, "e", i)) != NULL; i++) {
        if (read_entry(text, &entry)) {
            to = arena_printf(arena, "%s&e=%s", to, text);
        }
    }
    web_redirect(x, to);
}

void
page_return_enter(struct web_exchange *x)
{
    struct voucher_return paper = return_fields_read(x);
    const struct value *found = NULL, *doc;
    /* A hand scanner sends the code with its own Enter: it is only looked up. */
    bool looks = says_nothing(&paper);
    const char *slip;
    struct err err = {0};
    int64_t last;

    if (!look_up(x, office_text(x, "code"), looks ? CASE_WHOLE : CASE_CHANGE, &found, &err)) {
        snprintf(err.field, sizeof err.field, "code");
        x->fault = err;
        show(x, NULL);
        return;
    }
    paper.code = arena_printf(x->env.arena, "%s/%lld",
                              value_string(value_find(found, "voucher.slip")),
                              (long long)value_number(value_find(found, "voucher.position")));
    if (looks) {
        show(x, found);
        return;
    }
    if (!voucher_return(&x->env, &paper, &doc, &err)) {
        x->fault = err;
        show(x, found);
        return;
    }
    slip = value_string(value_find(doc, "voucher.slip"));
    last = value_number(value_find(doc, "voucher.version"));
    go_on(x, arena_printf(x->env.arena, "%s.%lld.%lld.%lld", slip,
                          (long long)value_number(value_find(doc, "voucher.position")),
                          (long long)last - (long long)value_len(value_get(doc, "events")) + 1,
                          (long long)last));
}

void
page_return_undo(struct web_exchange *x)
{
    const struct value *found, *ignored;
    struct entry entry;
    struct err err = {0};

    if (!read_entry(office_text(x, "undo"), &entry)) {
        (void)err_set(&err, REASON_INVALID, "undo", "Diese Eingabe gibt es nicht.");
        web_fail(x, &err);
    } else if (!find(x, entry.slip, entry.position, CASE_CHANGE, &found, &err) ||
               !voucher_return_undo(&x->env, value_string(value_find(found, "voucher.code")),
                                    entry.first, entry.last, &ignored, &err)) {
        web_fail(x, &err);
    } else {
        go_on(x, NULL);
    }
}
