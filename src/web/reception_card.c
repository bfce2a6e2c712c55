/*
 * reception_card.c - the documents of the reception as its templates want them.
 */
#include "reception_card.h"

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "deadline.h"
#include "key.h"
#include "reception.h"
#include "server.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define NONCE_BYTES 16

const char *
reception_tone(enum reason reason)
{
    switch (reason) {
    case REASON_NONE:
        return "success";
    case REASON_ALREADY_RECORDED:
    case REASON_CONSENT_MISSING:
    case REASON_LEVEL_TOO_LOW:
    case REASON_CLOSED:
        return "info";
    case REASON_RATE_LIMITED:
    case REASON_EXPIRED:
    case REASON_NOT_YET_VALID:
    case REASON_WRONG_STEP:
    case REASON_DATE_OUT_OF_RANGE:
    case REASON_INVALID:
    case REASON_CONFLICT:
        return "warning";
    default:
        return "danger";
    }
}

/* Only here may a page use the camera and run the program that reads its pictures. A build
   without npm has no such program. */
static void
offer_camera(struct web_exchange *x, struct value *doc)
{
    const char *wasm = static_path(x->web->files, "zxing_wasm");
    struct value *camera;

    value_set_text(doc, "camera", NULL);
    if (wasm == NULL) {
        return;
    }
    camera = value_set_record(doc, "camera");
    value_set_text(camera, "script", static_path(x->web->files, "camera_js"));
    value_set_text(camera, "zxing", static_path(x->web->files, "zxing_js"));
    value_set_text(camera, "wasm", wasm);
    http_header_add(x->response, "Permissions-Policy", HTTP_PERMISSIONS("self"));
}

/* The page of a device is an app that goes on without a line. */
#define INSTALLABLE "; manifest-src 'self'; worker-src 'self'"

static void
set_policy(struct web_exchange *x, const struct value *doc)
{
    bool camera = value_truth(value_get(doc, "camera"));
    const char *policy = camera ? HTTP_CONTENT_POLICY(" 'wasm-unsafe-eval'") INSTALLABLE
                                : HTTP_CONTENT_POLICY("") INSTALLABLE;

    http_header_add(x->response, "Content-Security-Policy", policy);
}

struct value *
reception_page(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);

    offer_camera(x, doc);
    set_policy(x, doc);
    value_set_text(doc, "public_url", x->env.config.public_url);
    value_set_text(doc, "title", N_("Gutschein prüfen"));
    value_set_bool(doc, "paired", x->device.id != 0);
    value_set_bool(doc, "ready", true);
    value_set_bool(doc, "next", false);
    return doc;
}

/* Fresh for each form, so that one form records at most once. */
static const char *
nonce_make(struct arena *arena)
{
    uint8_t random[NONCE_BYTES];
    char *text = arena_alloc(arena, 2 * NONCE_BYTES + 1);

    key_random(random, sizeof random);
    for (size_t i = 0; i < NONCE_BYTES; i++) {
        text[2 * i] = "0123456789abcdef"[random[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[random[i] & 15];
    }
    return text;
}

void
reception_members(struct value *to, const struct value *from, const char *const *name)
{
    for (; *name != NULL; name++) {
        const struct value *member = value_get(from, *name);

        if (member != NULL) {
            value_set_shared(to, *name, member);
        } else {
            value_set_text(to, *name, NULL);
        }
    }
}

/* What a form needs to record STEP; the code travels in it, never in an address. */
static void
step_form(struct web_exchange *x, struct value *form, const struct reception_scan *scan,
          enum step step)
{
    bool listed = scan->source == SOURCE_LIST;

    value_set_text(form, "target",
                   listed ? arena_printf(x->env.arena, "/s/liste/%s/schritt", x->segment[0])
                          : "/s/schritt");
    value_set_text(form, "command", step_name(step));
    value_set_text(form, "code", scan->code);
    value_set_text(form, "how", source_name(scan->source));
    value_set_text(form, "nonce", nonce_make(x->env.arena));
}

/* Taking back the entry with RECEIPT; nothing when there is none. */
static void
undo_form(struct web_exchange *x, struct value *page, const struct reception_scan *scan,
          const char *receipt)
{
    struct value *form;

    value_set_text(page, "undo", NULL);
    if (!str_empty(receipt)) {
        form = value_set_record(page, "undo");
        step_form(x, form, scan, STEP_ANNUL);
        value_set_text(form, "event", receipt);
    }
}

void
reception_undo(struct web_exchange *x, const char *receipt, struct value *page)
{
    struct reception_scan scan = {NULL, SOURCE_LIST};

    undo_form(x, page, &scan, receipt);
}

/* One button for each choice of a list: a tap chooses and records. */
static void
add_choices(struct value *choices, const char *field, const struct value *list)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);
        struct value *choice = value_add_record(choices);

        value_set_text(choice, "field", field);
        value_set_text(choice, "value", value_string(value_get(item, field)));
        value_set_text(choice, "label", value_string(value_get(item, "label")));
    }
}

/* The day is today unless somebody says otherwise; LATEST is set where it must be said. */
static void
add_day(struct web_exchange *x, struct value *form, const struct reception_scan *scan,
        enum step step, const char *latest)
{
    int32_t now = clock_today(&x->env.clock);
    int back = scan->source == SOURCE_LIST ? DEADLINE_BACKDATE_LIST : DEADLINE_BACKDATE_RECEPTION;
    char today[DAY_TEXT_MAX], day[DAY_TEXT_MAX];

    value_set_text(form, "earliest", day_iso(day, now - back));
    value_set_text(form, "first_free", day_iso(day, now + 1));
    value_set_text(form, "last_free", day_iso(day, now + DEADLINE_WAITING_MAX_DAYS));
    value_set_text(form, "today", day_iso(today, now));
    value_set_text(form, "latest", str_empty(latest) ? today : latest);
    value_set_bool(form, "late", !str_empty(latest));
    value_set_bool(form, "dated", step != STEP_WAITLIST);
    value_set_bool(form, "waits", step == STEP_WAITLIST);
}

static void
add_action(struct web_exchange *x, struct value *form, const struct reception_scan *scan,
           const struct value *action, enum step failed)
{
    enum step step = step_from_name(value_string(value_get(action, "command")));
    struct value *choices = value_set_list(form, "choices");

    step_form(x, form, scan, step);
    add_day(x, form, scan, step, value_string(value_get(action, "latest")));
    add_choices(choices, "outcome", value_get(action, "outcomes"));
    add_choices(choices, "reason", value_get(action, "reasons"));
    add_choices(value_set_list(form, "advice"), "recommendation",
                value_get(action, "recommendations"));
    value_set_text(form, "label", value_string(value_get(action, "label")));
    value_set_bool(form, "open", step == failed);
    value_set_bool(form, "choice", value_len(choices) > 0);
    value_set_bool(form, "advises", step == STEP_RECOMMEND);
}

void
reception_card(struct web_exchange *x, const struct reception_scan *scan,
               const struct value *doc, enum step failed, struct value *page)
{
    static const char *const told[] = {"client",    "service",     "type",        "type_label",
                                       "redeem_by", "complete_by", "appointment", "state_label",
                                       NULL};
    static const char *const notes[] = {"notice", NULL};
    const struct value *actions = value_get(doc, "actions");
    const struct value *voucher = value_get(doc, "voucher");
    struct value *likely = value_set_list(page, "likely");
    struct value *others = value_set_list(page, "others");
    bool meets = false; /* a person stands here whom nobody has seen with this paper */

    reception_members(page, doc, notes);
    value_set_text(page, "voucher", NULL);
    if (value_truth(voucher)) {
        reception_members(value_set_record(page, "voucher"), voucher, told);
    }
    value_set_bool(page, "ready", false);
    value_set_bool(page, "next", true);
    value_set_text(page, "code", scan->code);
    value_set_text(page, "how", source_name(scan->source));
    undo_form(x, page, scan, value_string(value_find(doc, "undo.receipt")));
    for (size_t i = 0; i < value_len(actions); i++) {
        const struct value *action = value_at(actions, i);
        bool large = value_truth(value_get(action, "likely"));
        struct value *form = value_add_record(large ? likely : others);

        value_set_bool(form, "large", large);
        add_action(x, form, scan, action, failed);
        meets |= str_equal(value_string(value_get(action, "command")), step_name(STEP_ACCEPT));
    }
    value_set_bool(page, "meets", meets);
    value_set_bool(page, "idle", value_len(actions) == 0);
}

void
reception_result(struct web_exchange *x, const struct reception_event *event,
                 const struct value *doc, struct value *page)
{
    struct reception_scan scan = {event->code, event->source};

    value_set_shared(page, "event", value_get(doc, "event"));
    value_set_bool(page, "next", true);
    value_set_text(page, "tone", event->step == STEP_ANNUL ? "info" : "success");
    undo_form(x, page, &scan,
              event->step == STEP_ANNUL ? "" : value_string(value_find(doc, "event.receipt")));
}

void
reception_question(struct web_exchange *x, const struct reception_event *event,
                   struct value *page)
{
    bool listed = event->source == SOURCE_LIST;
    struct reception_scan scan = {listed ? NULL : event->code, event->source};
    struct value *form = value_set_record(page, "second");
    char day[DAY_TEXT_MAX];

    value_set_bool(page, "next", true);
    step_form(x, form, &scan, event->step);
    value_set_text(form, "back", listed ? "/s/liste" : "/s");
    value_set_text(form, "happened_on",
                   event->happened_on == DAY_NONE ? NULL : day_iso(day, event->happened_on));
}

void
reception_public_page(const struct value *doc, struct value *page)
{
    static const char *const told[] = {"valid", "redeem_by", "help_phone", NULL};

    reception_members(page, value_get(doc, "public"), told);
    value_set_text(page, "tone", value_truth(value_get(page, "valid")) ? "success" : "warning");
}
