/*
 * page_case.c - everything on one case on one page; needs and consents are added here.
 */
#include "buf.h"
#include "case.h"
#include "clock.h"
#include "desk.h"
#include "doc.h"
#include "office.h"
#include "pages.h"
#include "provider.h"
#include "slip.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200
#define PRIORITY_USUAL 2
#define LINES_FIRST 100
#define LINES_MORE 100

static void
set_need_form(const struct web_exchange *x, struct value *doc)
{
    struct value *types = office_select_of(x, doc, "type", N_("Leistungsart"),
                                           N_("bitte wählen"));

    for (enum service_type type = TYPE_A; type < TYPE__MAX; type++) {
        office_letter_choice(types, service_type_name(type), service_type_label(type),
                             office_text(x, "type"));
    }
    office_aims(office_select_of(x, doc, "aim", N_("Förderziel"), aim_label(AIM_NONE)),
                office_text(x, "aim"));
    office_priorities(office_select_of(x, doc, "priority", N_("Dringlichkeit"), NULL),
                      office_text(x, "priority"));
}

static bool
set_consent_form(struct web_exchange *x, struct value *doc, struct err *err)
{
    struct value *providers = office_select_of(x, doc, "provider", N_("Stelle"),
                                               N_("bitte wählen"));
    struct value *printed = office_select_of(x, doc, "print_provider", N_("Stelle"),
                                             N_("bitte wählen"));
    struct value *levels = office_select_of(x, doc, "level", N_("Rückmeldestufe"),
                                            N_("bitte wählen"));
    const char *level = office_text(x, "level");
    const struct value *found, *list;

    office_choice(levels, "1", N_("Stufe 1: Aufnahme, Beginn, Ende"), level);
    office_choice(levels, "2", N_("Stufe 2: auch Termine"), level);
    office_choice(levels, "3", N_("Stufe 3: auch eine Empfehlung"), level);
    if (!provider_list(&x->env, &found, err)) {
        return false;
    }
    list = value_get(found, "providers");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);

        office_choice(providers, value_string(value_get(item, "provider")),
                      value_string(value_get(item, "name")), office_text(x, "provider"));
        office_choice(printed, value_string(value_get(item, "provider")),
                      value_string(value_get(item, "name")), "");
    }
    return true;
}

static bool
has_signed(const struct value *consents)
{
    bool any = false;

    for (size_t i = 0; i < value_len(consents); i++) {
        any |= value_truth(value_get(value_at(consents, i), "signed"));
    }
    return any;
}

static bool
has_closed(const struct value *slips)
{
    bool any = false;

    for (size_t i = 0; i < value_len(slips); i++) {
        any |= value_truth(value_get(value_at(slips, i), "closed"));
    }
    return any;
}

/* Headings stand only over what there is; a form with a fault is not folded away. */
static void
set_folds(const struct web_exchange *x, struct value *doc, const struct value *file)
{
    bool fault = x->fault.reason != REASON_NONE;

    value_set_bool(doc, "has_due", value_truth(value_get(file, "due")));
    value_set_bool(doc, "has_later", value_truth(value_get(file, "later")));
    value_set_bool(doc, "followup_open", fault && x->route->handler == page_case_followup);
    value_set_bool(doc, "has_needs", value_truth(value_get(file, "needs")));
    value_set_bool(doc, "has_consents", value_truth(value_get(file, "consents")));
    value_set_bool(doc, "has_closed", has_closed(value_get(file, "slips")));
    value_set_bool(doc, "has_signed", has_signed(value_get(file, "consents")));
    value_set_bool(doc, "need_open", fault && x->route->handler == page_case_need);
    value_set_bool(doc, "consent_open", fault && x->route->handler == page_case_consent);
}

/* What the timeline shows, and how much more there is to ask for. */
static void
set_timeline(struct value *doc, const struct value *found, const struct case_part *part)
{
    bool more = value_truth(value_find(found, "case.timeline_more"));

    value_set_shared(doc, "kinds", value_get(found, "kinds"));
    value_set_text(doc, "kind", part->kind);
    value_set_bool(doc, "has_timeline", value_truth(value_find(found, "case.timeline")));
    value_set_bool(doc, "more", more && part->lines < CASE_LINES_MAX);
    value_set_int(doc, "more_lines", (int64_t)part->lines + LINES_MORE);
}

static void
show(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct case_part part = {office_text(x, "kind"), LINES_FIRST};
    const struct value *found;
    struct err err = {0};

    if (office_number(x, "lines", 0) > LINES_FIRST) {
        part.lines = (size_t)office_number(x, "lines", 0);
    }
    if (!case_show_part(&x->env, x->segment[0], &part, &found, &err) ||
        !set_consent_form(x, doc, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc, N_("Fallakte"), x->segment[0]);
    set_need_form(x, doc);
    value_set_text(doc, "plan_label", x->env.config.plan_label);
    doc_set_day(x->env.arena, value_set_record(doc, "given"), "agreed_on",
                clock_today(&x->env.clock));
    value_set_shared(doc, "case", value_get(found, "case"));
    value_set_shared(doc, "whole", value_get(found, "whole"));
    set_folds(x, doc, value_get(found, "case"));
    set_timeline(doc, found, &part);
    web_page(x, HTTP_OK, "case", doc);
}

void
page_case(struct web_exchange *x)
{
    show(x);
}

static void
finish(struct web_exchange *x, bool done, const struct err *err)
{
    if (done) {
        web_redirect(x, office_parent(x));
    } else if (err->reason == REASON_NOT_FOUND) {
        web_fail(x, err);
    } else {
        x->fault = *err;
        show(x);
    }
}

void
page_case_need(struct web_exchange *x)
{
    struct need_request request = {
        .case_number = x->segment[0],
        .type = office_text(x, "type"),
        .priority = office_number(x, "priority", PRIORITY_USUAL),
        .agreed_on = web_day(x, "agreed_on"),
        .plan_ref = office_text(x, "plan_ref"),
        .aim = office_text(x, "aim"),
    };
    const struct value *ignored;
    struct err err = {0};
    bool done = case_enter(&x->env, request.case_number, CASE_CHANGE, NULL, &err) &&
                need_add(&x->env, &request, &ignored, &err);

    finish(x, done, &err);
}

void
page_case_followup(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};
    bool done = desk_followup_add(&x->env, x->segment[0], web_day(x, "due_on"),
                                  office_text(x, "note"), &ignored, &err);

    finish(x, done, &err);
}

void
page_case_consent(struct web_exchange *x)
{
    struct consent_request request = {
        .case_number = x->segment[0],
        .provider = office_text(x, "provider"),
        .level = (unsigned)office_number(x, "level", 0),
        .signed_on = web_day(x, "signed_on"),
        .valid_until = web_day(x, "valid_until"),
        .seen = office_text(x, "seen"),
    };
    const struct value *ignored;
    struct err err = {0};
    bool done = case_enter(&x->env, request.case_number, CASE_CHANGE, NULL, &err) &&
                consent_add(&x->env, &request, &ignored, &err);

    finish(x, done, &err);
}

/* A sheet about the case as a whole, or about one provider's consent. */
void
page_case_pdf(struct web_exchange *x)
{
    struct slip_print print = {
        .by = PRINT_BY_CASE,
        .what = x->segment[0],
        .form = office_text(x, "form"),
        .provider = office_text(x, "print_provider"),
    };
    struct buf pdf = {0};
    const struct value *ignored;
    struct err err = {0};

    if (!case_enter(&x->env, x->segment[0], CASE_WHOLE, NULL, &err) ||
        !slip_print_bytes(&x->env, &print, &pdf, &ignored, &err)) {
        web_fail(x, &err);
    } else {
        office_pdf(x, print.form, "", &pdf);
    }
    buf_finish(&pdf);
}

void
page_case_withdraw(struct web_exchange *x)
{
    const struct value *ignored;
    struct err err = {0};
    bool done = case_enter(&x->env, x->segment[0], CASE_CHANGE, NULL, &err) &&
                consent_withdraw(&x->env, x->segment[0], office_text(x, "withdrawn"), &ignored,
                                 &err);

    finish(x, done, &err);
}
