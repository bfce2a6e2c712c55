/*
 * client_view.c - what the client's own code shows: where each station stands, what comes
 * next, and who recorded what. Where a name would tell too much the sheet is referred to.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "doc.h"
#include "env.h"
#include "reception.h"
#include "store.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

struct client_work {
    struct env *env;
    const char *code;
    struct value *doc;
};

/* The slip of the code in force. Superseded codes and clients protected since are unknown. */
static bool
find_slip(struct client_work *work, struct db *db, struct slip *out, struct err *err)
{
    struct env *env = work->env;
    struct code_found found;
    struct code_hit hit;
    struct case_file client;

    if (!code_parse(work->code, strlen(work->code), env->config.public_url, &found, err) ||
        !store_code_find(db, found.symbols, &hit, err)) {
        return false;
    }
    if (hit.kind != CODE_CLIENT) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    if (!store_slip_by_id(db, env->arena, hit.owner, out, err) ||
        !store_case_by_id(db, env->arena, out->case_id, &client, err)) {
        return false;
    }
    return (hit.generation == out->client_generation && !client.is_protected) ||
           err_set(err, REASON_UNKNOWN, "code", NULL);
}

static void
set_text_if(struct value *record, const char *key, const char *text)
{
    if (!str_empty(text)) {
        value_set_text(record, key, text);
    }
}

/* Where to go, or the referral to the sheet. */
static bool
set_where(struct client_work *work, struct db *db, const struct voucher *voucher,
          struct value *station, bool *hidden, struct err *err)
{
    const struct fold *fold = &voucher->fold;
    int64_t id = fold->bound_provider != 0 ? fold->bound_provider : fold->named_provider;
    struct provider provider = {0};
    struct value *record;

    *hidden = voucher->type == TYPE_C || voucher->type == TYPE_D;
    if (id != 0 && !store_provider_by_id(db, work->env->arena, id, &provider, err)) {
        return false;
    }
    *hidden |= provider.is_protected;
    value_set_bool(station, "free_choice", id == 0);
    if (*hidden) {
        value_set_text(station, "notice", N_("siehe Ihr Blatt"));
    } else if (id != 0) {
        record = value_set_record(station, "provider");
        value_set_text(record, "name", provider.name);
        set_text_if(record, "street", provider.street);
        set_text_if(record, "postcode", provider.postcode);
        set_text_if(record, "city", provider.city);
        set_text_if(record, "phone", provider.phone);
        set_text_if(record, "hours", provider.hours);
    }
    return true;
}

/* Who recorded what and when; the results are the office's and the provider's business. */
static void
set_history(struct client_work *work, const struct voucher_history *history,
            struct value *station)
{
    struct arena *arena = work->env->arena;
    struct value *list = value_set_list(station, "events");

    for (size_t i = 0; i < history->count; i++) {
        const struct event *event = &history->event[i];
        struct value *item = value_add_record(list);

        value_set_text(item, "command", step_name(event->step));
        value_set_text(item, "label", step_label(event->step));
        doc_set_day(arena, item, "happened_on", event->happened_on);
        doc_set_moment(item, "recorded_at", event->recorded_at_ms);
        value_set_text(item, "who", who_label(event->who));
        value_set_text(item, "source", source_label(event->source));
    }
}

static bool
add_station(struct client_work *work, struct db *db, const struct voucher *voucher,
            struct value *list, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *station = value_add_record(list);
    struct voucher_history history;
    const struct fold *fold = &voucher->fold;
    bool hidden;

    value_set_int(station, "position", voucher->position);
    value_set_text(station, "state", state_name(fold->state));
    value_set_text(station, "state_label", state_label(fold->state));
    if (!set_where(work, db, voucher, station, &hidden, err) ||
        !voucher_history(db, arena, voucher, &history, err)) {
        return false;
    }
    if (!hidden && !voucher->neutral) {
        value_set_text(station, "title", service_type_label(voucher->type));
    }
    if (!hidden && voucher->appointment_ms != 0) {
        doc_set_moment(station, "appointment", voucher->appointment_ms);
    }
    doc_set_day(arena, station, "redeem_by", fold->redeem_by);
    doc_set_day(arena, station, "complete_by", fold->complete_by);
    set_history(work, &history, station);
    return true;
}

static bool
client_in_read(struct db *db, void *arg, struct err *err)
{
    struct client_work *work = arg;
    const struct voucher *voucher;
    struct value *client, *stations;
    struct slip slip;
    size_t count;

    if (!find_slip(work, db, &slip, err) ||
        !store_vouchers_of_slip(db, work->env->arena, slip.id, &voucher, &count, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    client = value_set_record(work->doc, "client");
    value_set_text(client, "slip", slip.number);
    value_set_text(client, "language", slip.language);
    value_set_text(client, "help_phone", work->env->config.help_phone);
    stations = value_set_list(client, "stations");
    for (size_t i = 0; i < count; i++) {
        if (!add_station(work, db, &voucher[i], stations, err)) {
            return false;
        }
    }
    return true;
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
