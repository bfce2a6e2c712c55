/*
 * doc_paper.c - what the forms of a slip show, ready to print.
 *
 * Builds the values that forms/laufzettel.xml, forms/gutschein.xml and
 * forms/rueckmeldebogen.xml declare. All days come as people write them; a form decides
 * layout and presence, nothing else.
 */
#include "doc_paper.h"

#include "arena.h"
#include "code.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "paper_word.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

/* A protected provider is shown by its telephone alone. */
static void
set_provider_lines(struct arena *arena, struct value *record, const struct provider *provider)
{
    bool hidden = provider->is_protected;

    value_set_bool(record, "protected", hidden);
    value_set_text(record, "phone", paper_or_none(provider->phone));
    value_set_text(record, "name", hidden ? NULL : provider->name);
    value_set_text(record, "street", hidden ? NULL : paper_or_none(provider->street));
    value_set_text(record, "place",
                   hidden ? NULL : paper_place(arena, provider->postcode, provider->city));
    value_set_text(record, "contact", hidden ? NULL : paper_or_none(provider->contact));
    value_set_text(record, "hours", hidden ? NULL : paper_or_none(provider->hours));
    value_set_text(record, "walk_in", hidden ? NULL : paper_or_none(provider->walk_in));
    value_set_text(record, "stop", hidden ? NULL : paper_or_none(provider->stop));
    value_set_text(record, "access", hidden ? NULL : paper_or_none(provider->access));
    value_set_text(record, "languages", hidden ? NULL : paper_or_none(provider->languages));
}

static void
add_choice(struct arena *arena, struct value *list, const struct provider *provider)
{
    struct value *item = value_add_record(list);
    const char *phone = paper_or_none(provider->phone);
    const char *place = paper_address(arena, provider->street, provider->postcode,
                                      provider->city);

    value_set_text(item, "name", provider->name);
    value_set_text(item, "phone", phone);
    value_set_text(item, "place", place);
    value_set_text(item, "where",
                   arena_printf(arena, "%s%s%s%s", place == NULL ? "" : ", ",
                                place == NULL ? "" : place, phone == NULL ? "" : ", Telefon ",
                                phone == NULL ? "" : phone));
}

/* Who may be visited: the named provider, or the offers to choose from. */
static bool
set_where(struct paper_work *work, struct value *station, const struct voucher *voucher,
          const struct service *offer, size_t count, struct err *err)
{
    struct value *record = value_set_record(station, "provider");
    struct value *choices = value_set_list(station, "choices");
    int64_t named = voucher->fold.bound_provider != 0 ? voucher->fold.bound_provider
                                                      : voucher->fold.named_provider;

    value_set_bool(station, "free_choice", named == 0);
    for (size_t i = 0; i < count; i++) {
        struct provider provider;

        if (named != 0 && offer[i].provider != named) {
            continue;
        }
        if (!store_provider_by_id(work->db, work->arena, offer[i].provider, &provider, err)) {
            return false;
        }
        if (named != 0) {
            set_provider_lines(work->arena, record, &provider);
        } else if (!provider.is_protected) {
            add_choice(work->arena, choices, &provider);
        }
    }
    return true;
}

static void
add_step(struct value *steps, enum paper_word word)
{
    value_set_text(value_add_record(steps), "label", paper_word(word));
}

/* What is reported at a level, and the lines where it is stamped. */
static void
set_level(struct value *station, unsigned level)
{
    struct value *steps = value_set_list(station, "steps");
    char digit[2] = {(char)('0' + level), '\0'};

    value_set_bool(station, "reports", level > 0);
    value_set_bool(station, "attends", level >= 2);
    value_set_bool(station, "recommends", level >= 3);
    value_set_text(station, "level", digit);
    value_set_text(station, "level_text", paper_word_level(level));
    add_step(steps, PAPER_WORD_ACCEPT);
    add_step(steps, PAPER_WORD_START);
    if (level >= 2) {
        add_step(steps, PAPER_WORD_ATTEND);
    }
    add_step(steps, PAPER_WORD_END);
}

/* What stands for number and codes on a sheet that is a preview. The payload is as large as a
   real one; its check symbol is wrong, so every reader calls it malformed. */
#define PREVIEW_TEXT "VORSCHAU"
#define PREVIEW_SYMBOLS "VORSCHAUVORSCHAU"

static void
set_code(struct paper_work *work, struct value *station, const struct voucher *voucher)
{
    char symbols[CODE_MAX], payload[CODE_PAYLOAD_MAX];

    if (work->preview) {
        code_payload(work->env->config.public_url, CODE_VOUCHER, PREVIEW_SYMBOLS, payload);
        value_set_text(station, "payload", payload);
        value_set_text(station, "code", PREVIEW_TEXT);
        return;
    }
    code_derive(&work->env->keys, CODE_VOUCHER, voucher->seed, voucher->fold.generation, symbols);
    code_payload(work->env->config.public_url, CODE_VOUCHER, symbols, payload);
    value_set_text(station, "payload", payload);
    value_set_text(station, "code", doc_voucher_code(work->env, work->arena, voucher,
                                                     voucher->fold.generation));
}

/* A code that is on paper already makes this sheet a copy; a new code is printed for the first
   time, however often the slip was. */
static bool
set_copy(struct paper_work *work, struct value *station, const struct voucher *voucher,
         struct err *err)
{
    struct voucher_history history;
    int64_t before = 0;

    if (!work->preview &&
        (!voucher_history(work->db, work->arena, voucher, &history, err) ||
         !store_voucher_prints(work->db, voucher, voucher_code_since_ms(&history), &before,
                               err))) {
        return false;
    }
    value_set_text(station, "copy",
                   before > 0 ? arena_printf(work->arena, "%lld", (long long)before + 1) : NULL);
    return true;
}

static void
set_service(struct value *station, const struct voucher *voucher, const struct service *offer,
            size_t count)
{
    const char *title = count > 0 ? offer[0].title : voucher->service;

    value_set_text(station, "type_letter", service_type_name(voucher->type));
    value_set_text(station, "type_title",
                   voucher->neutral ? NULL : service_type_label(voucher->type));
    value_set_text(station, "service_title", voucher->neutral ? NULL : title);
    /* What to bring betrays the service as its name would. */
    value_set_text(station, "bring",
                   voucher->neutral || count == 0 ? NULL : paper_or_none(offer[0].bring));
    value_set_bool(station, "neutral", voucher->neutral);
}

static bool
add_station(struct paper_work *work, struct value *stations, const struct voucher *voucher,
            size_t total, unsigned least, struct err *err)
{
    struct value *station;
    const struct service *offer;
    size_t count;
    unsigned level;

    if (!store_service_list(work->db, work->arena, voucher->service, 0, &offer, &count, err) ||
        !voucher_level(work->env, work->db, work->arena, voucher, &level, err)) {
        return false;
    }
    if (level < least) {
        return true;
    }
    station = value_add_record(stations);
    value_set_text(station, "position", arena_printf(work->arena, "%d", voucher->position));
    value_set_text(station, "total", arena_printf(work->arena, "%zu", total));
    set_code(work, station, voucher);
    if (!set_copy(work, station, voucher, err)) {
        return false;
    }
    set_service(station, voucher, offer, count);
    set_level(station, level);
    paper_set_appointment(work->arena, station, voucher->appointment_ms);
    value_set_text(station, "redeem_by", paper_day(work->arena, voucher->fold.redeem_by));
    value_set_text(station, "complete_by", paper_day(work->arena, voucher->fold.complete_by));
    return set_where(work, station, voucher, offer, count, err);
}

/* The stations with a reporting level of at LEAST that, or the one the work is about. */
static bool
set_stations(struct paper_work *work, struct value *root, unsigned least, struct err *err)
{
    struct value *stations = value_set_list(root, "stations");
    const struct voucher *voucher;
    size_t count;

    if (!store_vouchers_of_slip(work->db, work->arena, work->slip->id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if ((work->voucher == NULL || work->voucher->id == voucher[i].id) &&
            !add_station(work, stations, &voucher[i], count, least, err)) {
            return false;
        }
    }
    return true;
}

static void
set_client_code(struct paper_work *work, struct value *root)
{
    struct value *record = value_set_record(root, "client_code");
    char symbols[CODE_MAX], grouped[CODE_GROUPED_MAX], payload[CODE_PAYLOAD_MAX];

    if (!doc_slip_has_client_code(work->slip, &work->client)) {
        value_set_text(record, "payload", NULL);
        value_set_text(record, "grouped", NULL);
        return;
    }
    if (work->preview) {
        code_payload(work->env->config.public_url, CODE_CLIENT, PREVIEW_SYMBOLS, payload);
        value_set_text(record, "payload", payload);
        value_set_text(record, "grouped", PREVIEW_TEXT);
        return;
    }
    code_derive(&work->env->keys, CODE_CLIENT, work->slip->client_seed,
                work->slip->client_generation, symbols);
    code_payload(work->env->config.public_url, CODE_CLIENT, symbols, payload);
    value_set_text(record, "payload", payload);
    value_set_text(record, "grouped", code_group(grouped, symbols));
}

static void
set_slip(struct paper_work *work, struct value *root)
{
    struct value *record = value_set_record(root, "slip");

    value_set_text(record, "number", work->preview ? PREVIEW_TEXT : work->slip->number);
    value_set_text(record, "issued_on", paper_day(work->arena, work->slip->issued_on));
    value_set_text(record, "order_text", paper_word_order(work->slip->order));
    value_set_text(record, "copy",
                   work->copy > 1 ? arena_printf(work->arena, "%d", work->copy) : NULL);
}

bool
doc_paper_slip(struct paper_work *work, struct value *root, struct err *err)
{
    const struct config *config = &work->env->config;

    set_slip(work, root);
    (void)paper_set_client(work, root);
    value_set_text(value_set_record(root, "office"), "name", config->office_name);
    value_set_bool(root, "neutral", work->slip->neutral);
    value_set_text(root, "advice_days", config->appointment_advice_days);
    set_client_code(work, root);
    paper_set_texts(work, root);
    return paper_set_contact(work, root, err) && paper_set_plan(work, root, err) &&
           set_stations(work, root, 0, err);
}

/* Where the sheet goes back to; a neutral one names the operator instead of the office. */
static bool
set_reply(struct paper_work *work, struct value *root, struct err *err)
{
    const struct config *config = &work->env->config;
    struct value *reply = value_set_record(root, "reply");
    const struct value *branch;
    const char *phone;

    if (!paper_set_branch(work, root, &phone, err)) {
        return false;
    }
    branch = value_get(root, "branch");
    value_set_text(reply, "name",
                   work->slip->neutral ? config->operator_name : config->office_name);
    value_set_text(reply, "address", paper_or_none(value_string(value_get(branch, "address"))));
    value_set_text(reply, "phone", paper_or_none(phone));
    return true;
}

/* Only stations whose provider may report at all. */
bool
doc_paper_feedback(struct paper_work *work, struct value *root, struct err *err)
{
    set_slip(work, root);
    if (!set_reply(work, root, err) || !set_stations(work, root, 1, err)) {
        return false;
    }
    return value_len(value_get(root, "stations")) > 0 ||
           err_set(err, REASON_INVALID, "form",
                   "Bei Stufe 0 meldet die Stelle nichts. Bitte den Rücklaufabschnitt des "
                   "Gutscheins verwenden.");
}
