/*
 * page_slip.c - look at a slip, print it.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "json.h"
#include "office.h"
#include "pages.h"
#include "record_file.h"
#include "rules.h"
#include "slip.h"
#include "value.h"
#include "voucher.h"
#include "web.h"

#define HTTP_OK 200

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

/* Does somebody still carry paper of it that works? */
static bool
is_in_use(const struct value *vouchers)
{
    bool any = false;

    for (size_t i = 0; i < value_len(vouchers); i++) {
        any |= state_from_name(value_string(value_get(value_at(vouchers, i), "state"))) <=
               STATE_STARTED;
    }
    return any;
}

void
page_slip(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    const struct value *vouchers;
    struct err err = {0};
    bool print_now = web_field(x, "drucken") != NULL, in_use, asks;

    if (!slip_show(&x->env, x->segment[0], &found, &err)) {
        web_fail(x, &err);
        return;
    }
    office_title(x, doc,
                 value_truth(value_find(found, "slip.referral")) ? N_("Verweis ohne Laufzettel")
                                                                 : N_("Laufzettel"),
                 x->segment[0]);
    value_set_shared(doc, "slip", value_get(found, "slip"));
    value_set_shared(doc, "whole", value_get(found, "whole"));
    vouchers = value_find(found, "slip.vouchers");
    in_use = value_truth(value_get(found, "whole")) && is_in_use(vouchers);
    asks = in_use && value_number(value_find(found, "slip.copies")) > 0;
    value_set_bool(doc, "print_now", print_now);
    value_set_bool(doc, "asks", asks);
    value_set_bool(doc, "can_become", in_use); /* of a referral */
    value_set_bool(doc, "head_print", print_now || !asks);
    value_set_bool(doc, "can_report", can_report(vouchers));
    /* The electronic file is for whoever may see all of the case. */
    value_set_bool(doc, "has_prints", value_truth(value_get(found, "whole")) &&
                                          value_len(value_find(found, "slip.prints")) > 0);
    web_page(x, HTTP_OK, "slip", doc);
}

void
page_slip_reissue(struct web_exchange *x)
{
    const char *number = x->segment[0];
    const struct value *ignored;
    struct err err = {0};

    if (!case_enter_slip(&x->env, number, CASE_CHANGE, NULL, &err)) {
        web_fail(x, &err);
    } else if (slip_reissue(&x->env, number, office_number(x, "version", 0), &ignored, &err)) {
        web_redirect(x, arena_printf(x->env.arena, "%s?drucken=ja", office_parent(x)));
    } else if (err.reason == REASON_NOT_FOUND) {
        web_fail(x, &err);
    } else {
        x->fault = err;
        page_slip(x);
    }
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
