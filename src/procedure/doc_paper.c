/*
 * doc_paper.c - what the forms of a slip show, ready to print.
 *
 * Builds the values that forms/laufzettel.xml and forms/gutschein.xml declare. All
 * days come as people write them; a form decides layout and presence, nothing else.
 */
#include "doc.h"

#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "date.h"
#include "env.h"
#include "paper_word.h"
#include "store_people.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

struct paper_work {
    struct env *env;
    struct db *db;
    struct arena *arena;
    const struct slip *slip;
    struct case_file client;
};

static const char *
german_day(struct arena *arena, int32_t day)
{
    char text[DAY_TEXT_MAX];

    return day == DAY_NONE ? NULL : arena_strdup(arena, day_german(text, day));
}

/* Weekday, day and time of an appointment apart, for each language puts them its own way. */
static void
set_appointment(struct arena *arena, struct value *station, int64_t moment_ms)
{
    struct value *record = value_set_record(station, "appointment");
    char text[MOMENT_TEXT_MAX];
    const char *time;

    if (moment_ms == 0) {
        value_set_text(record, "weekday", NULL);
        value_set_text(record, "day", NULL);
        value_set_text(record, "time", NULL);
        return;
    }
    time = strchr(moment_german(text, moment_ms), ' ') + 1;
    value_set_text(record, "weekday", paper_word_weekday(day_of_moment(moment_ms)));
    value_set_text(record, "day", german_day(arena, day_of_moment(moment_ms)));
    value_set_text(record, "time", time);
}

/* NULL for "": an absent value hides its line. */
static const char *
or_none(const char *text)
{
    return str_empty(text) ? NULL : text;
}

static const char *
first_of(const char *a, const char *b)
{
    return str_empty(a) ? b : a;
}

/* "26999 Moorstadt", or NULL. */
static const char *
place(struct arena *arena, const char *postcode, const char *city)
{
    if (str_empty(postcode)) {
        return or_none(city);
    }
    return arena_printf(arena, "%s %s", postcode, city);
}

/* First letters and year of birth, where the office does not print names. */
static const char *
initials(struct arena *arena, const struct case_file *client)
{
    const char *given = client->given_name, *family = client->family_name;
    char a[5] = "", b[5] = "";
    int year, month, day;

    a[str_empty(given) ? 0 : str_put(a, str_next(&given))] = '\0';
    b[str_put(b, str_next(&family))] = '\0';
    day_to_civil(client->birth_date, &year, &month, &day);
    return arena_printf(arena, "%s%s%s., %d", a, *a ? ". " : "", b, year);
}

static void
set_client(struct paper_work *work, struct value *root)
{
    const struct case_file *client = &work->client;
    struct value *record = value_set_record(root, "client");
    bool named = str_equal(work->env->config.show_client_name, "yes");
    bool address = named && !client->is_protected && !str_empty(client->street);

    value_set_text(record, "name",
                   named ? doc_client_name(work->arena, client) : initials(work->arena, client));
    value_set_text(record, "birth", named ? german_day(work->arena, client->birth_date) : NULL);
    value_set_text(record, "street", address ? client->street : NULL);
    value_set_text(record, "place",
                   address ? place(work->arena, client->postcode, client->city) : NULL);
}

/* The branch of the case; a branch nobody has entered leaves its lines out. */
static bool
set_branch(struct paper_work *work, struct value *root, const char **phone, struct err *err)
{
    struct value *record = value_set_record(root, "branch");
    struct branch branch = {.name = "", .street = "", .postcode = "", .city = "", .phone = "",
                            .hours = ""};
    struct err missing = {0};
    const char *town;

    if (!str_empty(work->client.branch) &&
        !store_branch_get(work->db, work->arena, work->client.branch, &branch, &missing) &&
        missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    town = place(work->arena, branch.postcode, branch.city);
    *phone = first_of(branch.phone, work->env->config.help_phone);
    value_set_text(record, "name", or_none(branch.name));
    value_set_text(record, "address",
                   str_empty(branch.street)
                       ? NULL
                       : arena_printf(work->arena, "%s, %s", branch.street, town ? town : ""));
    value_set_text(record, "phone", or_none(*phone));
    value_set_text(record, "hours", or_none(branch.hours));
    return true;
}

static bool
set_caseworker(struct paper_work *work, struct value *root, const char *branch_phone,
               struct err *err)
{
    struct value *record = value_set_record(root, "caseworker");
    struct user user = {.display_name = "", .phone = ""};
    struct err missing = {0};

    if (!str_empty(work->client.caseworker) &&
        !store_user_get(work->db, work->arena, work->client.caseworker, &user, &missing) &&
        missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    value_set_text(record, "name", first_of(user.display_name, paper_word(PAPER_WORD_CASEWORKER)));
    value_set_text(record, "phone", or_none(first_of(user.phone, branch_phone)));
    return true;
}

static bool
set_plan(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *record = value_set_record(root, "plan");
    const struct need *need;
    size_t count;
    int32_t agreed_on = DAY_NONE;

    if (!store_need_list(work->db, work->arena, work->slip->case_id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool later = need[i].agreed_on > agreed_on && need[i].agreed_on <= work->slip->issued_on;

        agreed_on = later ? need[i].agreed_on : agreed_on;
    }
    value_set_text(record, "label", work->env->config.plan_label);
    value_set_text(record, "agreed_on", german_day(work->arena, agreed_on));
    return true;
}

static void
set_texts(struct paper_work *work, struct value *root)
{
    const struct config *config = &work->env->config;
    struct value *record = value_set_record(root, "texts");

    value_set_text(record, "controller", first_of(config->controller, config->office_name));
    value_set_text(record, "data_officer",
                   first_of(config->data_officer, paper_word(PAPER_WORD_DATA_OFFICER)));
    value_set_text(record, "authority",
                   first_of(config->authority, paper_word(PAPER_WORD_AUTHORITY)));
}

/* A protected provider is shown by its telephone alone. */
static void
set_provider_lines(struct arena *arena, struct value *record, const struct provider *provider)
{
    bool hidden = provider->is_protected;

    value_set_bool(record, "protected", hidden);
    value_set_text(record, "phone", or_none(provider->phone));
    value_set_text(record, "name", hidden ? NULL : provider->name);
    value_set_text(record, "street", hidden ? NULL : or_none(provider->street));
    value_set_text(record, "place",
                   hidden ? NULL : place(arena, provider->postcode, provider->city));
    value_set_text(record, "contact", hidden ? NULL : or_none(provider->contact));
    value_set_text(record, "hours", hidden ? NULL : or_none(provider->hours));
    value_set_text(record, "walk_in", hidden ? NULL : or_none(provider->walk_in));
    value_set_text(record, "stop", hidden ? NULL : or_none(provider->stop));
    value_set_text(record, "access", hidden ? NULL : or_none(provider->access));
    value_set_text(record, "languages", hidden ? NULL : or_none(provider->languages));
}

static void
add_choice(struct arena *arena, struct value *list, const struct provider *provider)
{
    struct value *item = value_add_record(list);
    const char *town = place(arena, provider->postcode, provider->city);

    value_set_text(item, "name", provider->name);
    value_set_text(item, "phone", or_none(provider->phone));
    value_set_text(item, "place",
                   str_empty(provider->street)
                       ? town
                       : arena_printf(arena, "%s, %s", provider->street, town ? town : ""));
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
    value_set_text(station, "level", digit);
    value_set_text(station, "level_text", paper_word_level(level));
    add_step(steps, PAPER_WORD_ACCEPT);
    add_step(steps, PAPER_WORD_START);
    if (level >= 2) {
        add_step(steps, PAPER_WORD_ATTEND);
    }
    add_step(steps, PAPER_WORD_END);
}

static void
set_code(struct paper_work *work, struct value *station, const struct voucher *voucher)
{
    char symbols[CODE_MAX], payload[CODE_PAYLOAD_MAX];

    code_derive(&work->env->keys, CODE_VOUCHER, voucher->seed, voucher->fold.generation, symbols);
    code_payload(work->env->config.public_url, CODE_VOUCHER, symbols, payload);
    value_set_text(station, "payload", payload);
    value_set_text(station, "code", doc_voucher_code(work->env, work->arena, voucher,
                                                     voucher->fold.generation));
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
                   voucher->neutral || count == 0 ? NULL : or_none(offer[0].bring));
    value_set_bool(station, "neutral", voucher->neutral);
}

static bool
add_station(struct paper_work *work, struct value *stations, const struct voucher *voucher,
            size_t total, struct err *err)
{
    struct value *station = value_add_record(stations);
    const struct service *offer;
    size_t count;
    unsigned level;

    if (!store_service_list(work->db, work->arena, voucher->service, 0, &offer, &count, err) ||
        !voucher_level(work->env, work->db, work->arena, voucher, &level, err)) {
        return false;
    }
    value_set_text(station, "position", arena_printf(work->arena, "%d", voucher->position));
    value_set_text(station, "total", arena_printf(work->arena, "%zu", total));
    set_code(work, station, voucher);
    set_service(station, voucher, offer, count);
    set_level(station, level);
    set_appointment(work->arena, station, voucher->appointment_ms);
    value_set_text(station, "redeem_by", german_day(work->arena, voucher->fold.redeem_by));
    value_set_text(station, "complete_by", german_day(work->arena, voucher->fold.complete_by));
    return set_where(work, station, voucher, offer, count, err);
}

static bool
set_stations(struct paper_work *work, struct value *root, int64_t only, struct err *err)
{
    struct value *stations = value_set_list(root, "stations");
    const struct voucher *voucher;
    size_t count;

    if (!store_vouchers_of_slip(work->db, work->arena, work->slip->id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if ((only == 0 || voucher[i].id == only) &&
            !add_station(work, stations, &voucher[i], count, err)) {
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

    if (work->slip->client_generation == 0) {
        value_set_text(record, "payload", NULL);
        value_set_text(record, "grouped", NULL);
        return;
    }
    code_derive(&work->env->keys, CODE_CLIENT, work->slip->client_seed,
                work->slip->client_generation, symbols);
    code_payload(work->env->config.public_url, CODE_CLIENT, symbols, payload);
    value_set_text(record, "payload", payload);
    value_set_text(record, "grouped", code_group(grouped, symbols));
}

static void
set_slip(struct paper_work *work, struct value *root, int copy)
{
    struct value *record = value_set_record(root, "slip");

    value_set_text(record, "number", work->slip->number);
    value_set_text(record, "issued_on", german_day(work->arena, work->slip->issued_on));
    value_set_text(record, "order_text", paper_word_order(work->slip->order));
    value_set_text(record, "copy", copy > 1 ? arena_printf(work->arena, "%d", copy) : NULL);
}

bool
doc_paper_slip(struct env *env, struct db *db, struct arena *arena, const struct slip *slip,
               int copy, int64_t only_voucher, struct value **out, struct err *err)
{
    struct paper_work work = {.env = env, .db = db, .arena = arena, .slip = slip};
    struct value *root = value_record(arena);
    const char *branch_phone;

    if (!store_case_by_id(db, arena, slip->case_id, &work.client, err)) {
        return false;
    }
    set_slip(&work, root, copy);
    set_client(&work, root);
    value_set_text(value_set_record(root, "office"), "name",
                   env->config.office_name);
    value_set_bool(root, "neutral", slip->neutral);
    value_set_text(root, "advice_days", env->config.appointment_advice_days);
    set_client_code(&work, root);
    set_texts(&work, root);
    *out = root;
    return set_branch(&work, root, &branch_phone, err) &&
           set_caseworker(&work, root, branch_phone, err) && set_plan(&work, root, err) &&
           set_stations(&work, root, only_voucher, err);
}
