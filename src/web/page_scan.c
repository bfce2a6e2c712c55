/*
 * page_scan.c - the reception's page: a code goes in, the card comes out, one tap records.
 *
 * A recorded step answers with its page at once instead of a redirect: the receipt and the
 * code would have to travel in an address or a cookie, where neither belongs. What a redirect
 * is for, the nonce of each form does: sent again, it gets the same receipt and records
 * nothing.
 */
#include <string.h>

#include "code.h"
#include "gate.h"
#include "pages.h"
#include "photo.h"
#include "reception.h"
#include "reception_card.h"
#include "reception_fields.h"
#include "server.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200

/* A refusal stands above the code field, which waits for the next scan. */
static void
refuse(struct web_exchange *x, const struct err *err)
{
    struct value *doc = reception_page(x);

    value_set_text(doc, "tone", reception_tone(err->reason));
    web_fail_form(x, "scan", doc, err);
}

void
page_scan(struct web_exchange *x)
{
    struct value *doc = reception_page(x);

    value_set_text(doc, "tone", reception_tone(x->fault.reason));
    web_page(x, HTTP_OK, "scan", doc);
}

/* ---- looking up ---- */

/* Anybody may ask whether a paper still holds; dead and unknown codes look alike. */
static void
show_public(struct web_exchange *x)
{
    const struct value *doc;
    struct value *page;
    struct err err = {0};

    if (!reception_public(&x->env, web_field(x, "code"), &doc, &err)) {
        refuse(x, &err);
        return;
    }
    if (!value_truth(value_find(doc, "public.valid"))) {
        web_miss(x);
    }
    page = reception_page(x);
    reception_public_page(doc, page);
    web_page(x, HTTP_OK, "scan_public", page);
}

/* The card of DOC; WHY (or NULL) is what went wrong before. */
static void
render_card(struct web_exchange *x, const struct reception_scan *scan, const struct value *doc,
            const struct err *why)
{
    struct value *page = reception_page(x);
    enum step failed = why ? step_from_name(web_field(x, "command")) : STEP_NONE;

    reception_card(x, scan, doc, failed, page);
    value_set_text(page, "tone", reception_tone(why ? why->reason : REASON_NONE));
    if (why) {
        web_fail_form(x, "scan_card", page, why);
    } else {
        web_page(x, HTTP_OK, "scan_card", page);
    }
}

static bool
show_card(struct web_exchange *x, const struct err *why, struct err *err)
{
    struct reception_scan scan = {web_field(x, "code"), reception_source(x)};
    const struct value *doc;

    if (!reception_lookup(&x->env, &x->device, &scan, &doc, err)) {
        return false;
    }
    render_card(x, &scan, doc, why);
    return true;
}

void
page_scan_lookup(struct web_exchange *x)
{
    struct err err = {0};

    if (x->device.id == 0) {
        show_public(x);
    } else if (!show_card(x, NULL, &err)) {
        refuse(x, &err);
    }
}

/* ---- a photo ---- */

static bool
is_voucher(const struct code_found *found)
{
    return found->kind == 0 || found->kind == CODE_VOUCHER;
}

/* The one code among TEXTS, or what is wrong with them. A voucher goes before other sheets. */
static bool
choose_code(struct web_exchange *x, const char *const *texts, size_t count, const char **code,
            struct err *err)
{
    struct code_found best = {.kind = CODE_CLIENT}, found;
    struct err why = {0};

    *code = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!code_parse(texts[i], strlen(texts[i]), x->env.config.public_url, &found, &why)) {
            continue;
        }
        if (is_voucher(&best) && is_voucher(&found) &&
            !str_equal(found.symbols, best.symbols)) {
            return err_set(err, REASON_MALFORMED, "photo",
                           "Auf dem Foto sind mehrere Gutscheine. Bitte einen allein aufnehmen.");
        }
        if (*code == NULL || is_voucher(&found)) {
            best = found;
            *code = texts[i];
        }
    }
    if (*code != NULL) {
        return true;
    }
    *err = why;
    return count > 0 ? false
                     : err_set(err, REASON_MALFORMED, "photo",
                               "Auf dem Foto ist kein QR-Code zu erkennen. Bitte näher herangehen "
                               "und gerade halten.");
}

static bool
read_photo(struct web_exchange *x, const char **code, struct err *err)
{
    const char **texts;
    size_t count;
    bool done;

    if (!gate_enter(x->web->photo_gate, err)) {
        return false;
    }
    done = photo_read(x->web->photo, x->env.arena, x->upload.bytes, x->upload.len, &texts, &count,
                      err);
    gate_leave(x->web->photo_gate);
    return done && choose_code(x, texts, count, code, err);
}

/* The picture itself is forgotten with the request. */
void
page_scan_photo(struct web_exchange *x)
{
    struct err err = {0};
    const char *code;

    if (!read_photo(x, &code, &err)) {
        refuse(x, &err);
        return;
    }
    x->given_count = 0;
    x->given[x->given_count].name = "code";
    x->given[x->given_count++].value = code;
    x->given[x->given_count].name = "how";
    x->given[x->given_count++].value = source_name(SOURCE_SCAN);
    page_scan_lookup(x);
}

/* ---- recording ---- */

/* The voucher is right, only the step was not: its card helps more than the bare reason. */
static bool
is_about_the_step(enum reason reason)
{
    switch (reason) {
    case REASON_ALREADY_RECORDED:
    case REASON_WRONG_STEP:
    case REASON_LEVEL_TOO_LOW:
    case REASON_DATE_OUT_OF_RANGE:
    case REASON_INVALID:
    case REASON_CONFLICT:
    case REASON_STORE:
        return true;
    default:
        return false;
    }
}

static void
refuse_step(struct web_exchange *x, const struct err *why)
{
    struct err ignored = {0};

    if (!is_about_the_step(why->reason) || !show_card(x, why, &ignored)) {
        refuse(x, why);
    }
}

/* A field of a step's form is at fault: its card again, if we know which. */
void
page_scan_card(struct web_exchange *x)
{
    struct err why = x->fault;

    if (web_field(x, "code") == NULL) {
        refuse(x, &why);
    } else {
        refuse_step(x, &why);
    }
}

/* "Zweiter Termin heute?" is a question, not an error. */
static void
ask_again(struct web_exchange *x, const struct reception_event *event, const struct err *why)
{
    struct value *page = reception_page(x);

    reception_question(x, event, page);
    value_set_text(page, "tone", reception_tone(why->reason));
    web_fail_form(x, "scan_again", page, why);
}

void
page_scan_step(struct web_exchange *x)
{
    struct reception_event event;
    const struct value *doc;
    struct value *page;
    struct err err = {0};
    bool fresh;

    if (!reception_fields(x, reception_source(x), &event, &err)) {
        refuse(x, &err);
        return;
    }
    if (reception_record(&x->env, &x->device, &event, &doc, &fresh, &err)) {
        page = reception_page(x);
        reception_result(x, &event, doc, page);
        web_page(x, HTTP_OK, "scan_result", page);
    } else if (err.reason == REASON_ALREADY_RECORDED && event.step == STEP_ATTEND) {
        ask_again(x, &event, &err);
    } else {
        refuse_step(x, &err);
    }
}

void
page_scan_consent(struct web_exchange *x)
{
    struct reception_scan scan = {web_field(x, "code"), reception_source(x)};
    const struct value *doc;
    struct err err = {0};

    if (!reception_consent(&x->env, &x->device, &scan, &doc, &err)) {
        refuse(x, &err);
        return;
    }
    render_card(x, &scan, doc, NULL);
}
