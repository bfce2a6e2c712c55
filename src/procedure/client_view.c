/*
 * client_view.c - what the client's own code shows: where each station stands, what comes
 * next, and who recorded what.
 */
#include "access.h"
#include "arena.h"
#include "catalog.h"
#include "client_work.h"
#include "clock.h"
#include "date.h"
#include "dispute.h"
#include "doc.h"
#include "env.h"
#include "form.h"
#include "paper.h"
#include "reception.h"
#include "store.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

#define ACCESS_SHOWN_MAX 50 /* lines; the office prints them all */

struct client_work {
    struct env *env;
    const char *code;
    struct value *doc;
};

static void
set_text_if(struct value *record, const char *key, const char *text)
{
    if (!str_empty(text)) {
        value_set_text(record, key, text);
    }
}

static void
set_provider(struct value *station, const struct provider *provider)
{
    struct value *record = value_set_record(station, "provider");

    value_set_text(record, "name", provider->name);
    set_text_if(record, "street", provider->street);
    set_text_if(record, "postcode", provider->postcode);
    set_text_if(record, "city", provider->city);
    set_text_if(record, "phone", provider->phone);
    set_text_if(record, "hours", provider->hours);
    set_text_if(record, "walk_in", provider->walk_in);
    set_text_if(record, "stop", provider->stop);
    set_text_if(record, "access", provider->access);
}

/* What the service asks to bring, of the provider on the paper alone. */
static bool
set_bring(struct client_work *work, struct db *db, const struct voucher *voucher,
          int64_t provider, struct value *station, struct err *err)
{
    const struct service *offer;
    size_t count;

    if (!store_service_list(db, work->env->arena, voucher->service, provider, &offer, &count,
                            err)) {
        return false;
    }
    set_text_if(station, "bring", count == 0 ? "" : offer[0].bring);
    return true;
}

/* Where to go, or the referral to the sheet. */
static bool
set_where(struct client_work *work, struct db *db, const struct voucher *voucher,
          const struct client_place *place, struct value *station, struct err *err)
{
    value_set_bool(station, "free_choice", place->provider.id == 0);
    if (place->hidden) {
        value_set_text(station, "notice", "siehe Ihr Blatt");
        return true;
    }
    if (!voucher->neutral) {
        value_set_text(station, "title", service_type_label(voucher->type));
    }
    if (place->provider.id == 0) {
        return true;
    }
    set_provider(station, &place->provider);
    if (voucher->appointment_ms != 0) {
        doc_set_moment(station, "appointment", voucher->appointment_ms);
    }
    return set_bring(work, db, voucher, place->provider.id, station, err);
}

static bool
of_provider(const struct event *event)
{
    return event->who == WHO_RECEPTION || event->who == WHO_LEAD;
}

/* Who recorded what and when; the results are the office's and the provider's business. */
static bool
set_history(struct client_work *work, struct db *db, const struct voucher *voucher,
            const struct voucher_history *history, const struct client_place *place,
            struct value *station, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *list = value_set_list(station, "events");
    struct dispute_marks marks;

    if (!dispute_marks(db, arena, voucher, &marks, err)) {
        return false;
    }
    for (size_t i = 0; i < history->count; i++) {
        const struct event *event = &history->event[i];
        const struct value *full = doc_event_of(arena, history->stored, history->count, i);
        bool named = of_provider(event) && !place->hidden && event->provider != 0 &&
                     event->provider == place->provider.id;
        struct value *item = value_add_record(list);

        value_set_text(item, "command", step_name(event->step));
        value_set_text(item, "label", doc_event_label(event));
        doc_set_day(arena, item, "happened_on", event->happened_on);
        doc_set_moment(item, "recorded_at", event->recorded_at_ms);
        value_set_text(item, "who", client_word_who(event->who));
        value_set_text(item, "who_name", named ? place->provider.name : NULL);
        value_set_text(item, "receipt", of_provider(event) ? history->stored[i].receipt : NULL);
        value_set_bool(item, "annulled", value_truth(value_get(full, "annulled")));
        dispute_set(arena, item, &marks, history->stored[i].id);
    }
    return true;
}

/* A result that was reviewed is still the same result; a deadline that passed has passed. */
static enum state
shown_state(const struct fold *fold, int32_t today)
{
    if (fold->state == STATE_REVIEWED) {
        return fold->before;
    }
    return flow_tick(fold, 1, today) == STEP_EXPIRE ? STATE_EXPIRED : fold->state;
}

static bool
add_station(struct client_work *work, struct db *db, const struct voucher *voucher,
            struct value *list, struct err *err)
{
    struct env *env = work->env;
    struct value *station = value_add_record(list);
    struct voucher_history history;
    const struct fold *fold = &voucher->fold;
    enum state state = shown_state(fold, clock_today(&env->clock));
    struct client_place place;

    value_set_int(station, "position", voucher->position);
    value_set_text(station, "state", state_name(state));
    value_set_text(station, "state_label", client_word_state(state));
    if (!client_place(env, db, voucher, &place, err) ||
        !set_where(work, db, voucher, &place, station, err) ||
        !voucher_history(db, env->arena, voucher, &history, err)) {
        return false;
    }
    doc_set_day(env->arena, station, "redeem_by", fold->redeem_by);
    doc_set_day(env->arena, station, "complete_by", fold->complete_by);
    return set_history(work, db, voucher, &history, &place, station, err);
}

/*
 * Which station is to be gone to now: the first that nobody has taken the client in at; where
 * the order is strict the first that is not done, since no later one holds before. 0: none.
 */
static int
next_position(const struct voucher *voucher, size_t count, enum order order, int32_t today)
{
    for (size_t i = 0; i < count; i++) {
        enum state state = shown_state(&voucher[i].fold, today);
        bool open = state == STATE_ISSUED || state == STATE_WAITLISTED;
        bool running = state == STATE_ACCEPTED || state == STATE_STARTED;

        if (open || (running && order == ORDER_STRICT)) {
            return voucher[i].position;
        }
    }
    return 0;
}

/* Who saw or recorded what, the newest first. */
static bool
set_access(struct client_work *work, struct db *db, const struct slip *slip, struct value *client,
           struct err *err)
{
    struct value *list = value_set_list(client, "access");
    struct access_lines lines;

    if (!access_collect(work->env, db, slip->case_id, slip, &lines, err)) {
        return false;
    }
    for (size_t i = 0; i < lines.count && i < ACCESS_SHOWN_MAX; i++) {
        const struct access_line *line = &lines.line[i];
        struct value *item = value_add_record(list);

        doc_set_moment(item, "seen_at", line->moment_ms);
        value_set_text(item, "label", line->what);
        value_set_text(item, "who", line->who);
        value_set_text(item, "who_name", line->who_name);
        if (line->position != 0) {
            value_set_int(item, "position", line->position);
        }
    }
    return true;
}

static bool
client_in_read(struct db *db, void *arg, struct err *err)
{
    struct client_work *work = arg;
    struct env *env = work->env;
    const struct voucher *voucher;
    struct value *client, *stations;
    struct slip slip;
    size_t count;

    if (!client_open(env, db, work->code, &slip, err) ||
        !store_vouchers_of_slip(db, env->arena, slip.id, &voucher, &count, err)) {
        return false;
    }
    work->doc = value_record(env->arena);
    client = value_set_record(work->doc, "client");
    value_set_text(client, "slip", slip.number);
    value_set_text(client, "language", slip.language);
    value_set_text(client, "help_phone", env->config.help_phone);
    value_set_int(client, "next",
                  next_position(voucher, count, slip.order, clock_today(&env->clock)));
    stations = value_set_list(client, "stations");
    for (size_t i = 0; i < count; i++) {
        if (!add_station(work, db, &voucher[i], stations, err)) {
            return false;
        }
    }
    return set_access(work, db, &slip, client, err);
}

bool
reception_client(struct env *env, const char *code, const struct value **doc, struct err *err)
{
    struct client_work work = {.env = env, .code = code};

    if (!store_read(env->store, client_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

bool
reception_client_texts(struct env *env, const char *language, const struct catalog **texts,
                       const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena), *record;
    const char *by, *on;
    uint8_t sha256[PAPER_SHA256_BYTES];

    if (!paper_texts(env, language, texts, sha256, err)) {
        return false;
    }
    value_set_text(root, "translation", NULL);
    if (*texts != NULL) {
        by = catalog_header(*texts, TRANSLATION_CHECKED_BY);
        on = catalog_header(*texts, TRANSLATION_CHECKED_ON);
        record = value_set_record(root, "translation");
        value_set_text(record, "checked_by", str_empty(by) || str_empty(on) ? NULL : by);
        value_set_text(record, "checked_on", on);
    }
    *doc = root;
    return true;
}
