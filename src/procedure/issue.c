/*
 * issue.c - issue a slip with its vouchers, in one durable write.
 */
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "date.h"
#include "deadline.h"
#include "env.h"
#include "key.h"
#include "legal.h"
#include "paper.h"
#include "privacy.h"
#include "rights.h"
#include "slip.h"
#include "slip_work.h"
#include "store.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "store_slip.h"
#include "str.h"
#include "subject.h"
#include "voucher.h"

struct issue_work {
    struct env *env;
    const struct slip_request *request;
    int32_t day; /* of the talk: today, but for a referral */
    struct case_file client;
    const struct need *need;
    size_t need_count;
    struct slip slip;
};

/* A station with everything the catalogue says about it. */
struct station {
    const struct slip_station *asked;
    const struct service *offer; /* the first, or the provider's own */
    int64_t provider;            /* 0: free choice */
    int64_t need;
};

bool
issue_check_stations(const struct slip_request *request, size_t *at, struct err *err)
{
    if (request->station_count == 0 || request->station_count > SLIP_STATIONS_MAX) {
        return err_set(err, REASON_INVALID, "service",
                       "Ein Laufzettel hat 1 bis 12 Stationen. Bitte aufteilen.");
    }
    for (size_t i = 0; i < request->station_count; i++) {
        *at = i;
        for (size_t k = 0; k < i; k++) {
            if (str_equal(request->station[i].service, request->station[k].service) &&
                str_equal(request->station[i].provider, request->station[k].provider)) {
                return err_set(err, REASON_INVALID, "service",
                               "Die Leistung %1 steht zweimal auf dem Laufzettel.",
                               request->station[i].service);
            }
        }
    }
    return true;
}

/* Only what was agreed in a talk is issued: the latest need of the type. */
static bool
find_need(const struct issue_work *work, enum service_type type, int64_t *out, struct err *err)
{
    const struct need *found = NULL;

    for (size_t i = 0; i < work->need_count; i++) {
        const struct need *need = &work->need[i];

        if (need->type == type && need->agreed_on <= work->day &&
            (found == NULL || need->agreed_on > found->agreed_on)) {
            found = need;
        }
    }
    if (found == NULL) {
        return err_set(err, REASON_INVALID, "need",
                       "Für die Leistungsart %1 ist kein vereinbarter Bedarf erfasst. Bitte zuerst "
                       "den Bedarf mit dem Tag des Gesprächs erfassen.",
                       service_type_name(type));
    }
    *out = found->id;
    return true;
}

static bool
resolve_station(struct issue_work *work, struct db *db, const struct slip_station *asked,
                struct station *out, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct provider provider = {0};
    size_t count;

    if (!str_empty(asked->provider) &&
        !store_provider_get(db, arena, asked->provider, &provider, err)) {
        return false;
    }
    if (!store_service_list(db, arena, asked->service, provider.id, &out->offer, &count, err)) {
        return false;
    }
    if (count == 0) {
        return provider.id == 0
                   ? err_set(err, REASON_NOT_FOUND, "service",
                             "Die Leistung %1 steht nicht im Katalog.", asked->service)
                   : err_set(err, REASON_NOT_FOUND, "service",
                             "Die Leistung %1 bietet %2 nicht an.", asked->service,
                             provider.name);
    }
    out->asked = asked;
    out->provider = provider.id;
    return find_need(work, out->offer[0].type, &out->need, err);
}

/* C, D and protected clients get a neutral sheet unless the office says open. */
static bool
is_neutral(const struct issue_work *work, enum service_type type)
{
    switch (work->request->cover) {
    case SLIP_COVER_NEUTRAL:
        return true;
    case SLIP_COVER_OPEN:
        return false;
    case SLIP_COVER_DEFAULT:
        break;
    }
    return service_type_sensitive(type) || work->client.is_protected;
}

/* The last day for accept; an appointment already made is never after it. */
static bool
redeem_by(const struct issue_work *work, const struct station *station, int32_t *out,
          struct err *err)
{
    int32_t today = clock_today(&work->env->clock);
    int days = station->offer[0].redeem_days != 0
                   ? station->offer[0].redeem_days
                   : config_number(work->env->config.redeem_days);
    int32_t appointment = day_of_moment(station->asked->appointment_ms);

    *out = deadline_after(today, days);
    if (station->asked->appointment_ms == 0) {
        return true;
    }
    if (appointment < work->day) {
        return err_set(err, REASON_INVALID, "appointment",
                       "Der Termin für %1 liegt in der Vergangenheit.", station->asked->service);
    }
    *out = appointment > *out ? appointment : *out;
    return true;
}

/* What was signed in the talk counts from the first sheet on. */
static bool
add_consent(struct issue_work *work, struct db *db, const struct station *station,
            struct err *err)
{
    struct consent_request request = {
        .case_number = work->request->case_number,
        .provider = station->asked->provider,
        .level = station->asked->consent,
        .signed_on = DAY_NONE,
        .valid_until = DAY_NONE,
    };
    enum put done;

    if (station->asked->consent == 0) {
        return true;
    }
    if (work->request->referral) {
        return err_set(err, REASON_INVALID, "consent",
                       "Bei einem Verweis ohne Laufzettel meldet keine Stelle etwas. Bitte keine "
                       "Einwilligung wählen.");
    }
    if (station->provider == 0) {
        return err_set(err, REASON_INVALID, "consent",
                       "Eine Einwilligung gilt für eine bestimmte Stelle. Bei freier Wahl bitte "
                       "auf der Fallseite je Stelle erfassen.");
    }
    return subject_put_consent(work->env, db, &request, &done, err);
}

static bool
add_voucher(struct issue_work *work, struct db *db, const struct station *station, int position,
            struct err *err)
{
    struct env *env = work->env;
    struct voucher voucher = {
        .slip_id = work->slip.id,
        .case_id = work->client.id,
        .need_id = station->need,
        .position = position,
        .service = station->asked->service,
        .type = station->offer[0].type,
        .appointment_ms = station->asked->appointment_ms,
        .neutral = is_neutral(work, station->offer[0].type),
    };
    struct command command = {
        .step = STEP_ISSUE,
        .who = WHO_OFFICE,
        .source = SOURCE_OFFICE,
        .now_ms = store_now_ms(db),
        .today = clock_today(&env->clock),
        .happened_on = work->day,
        .named_provider = station->provider,
        .referral = work->request->referral,
    };
    struct facts facts = {.type = voucher.type, .order = work->request->order};
    struct voucher_history history = {0};
    struct stored_event stored = {0};
    struct event event;

    facts.terms.complete_days = config_number(env->config.complete_days);
    key_random(voucher.seed, sizeof voucher.seed);
    return redeem_by(work, station, &command.until, err) && add_consent(work, db, station, err) &&
           flow_decide(&facts, NULL, 0, &command, &event, err) &&
           (command.referral ? store_referral_add : store_voucher_add)(db, &voucher, err) &&
           voucher_append(env, db, env->arena, &voucher, &history, &event, &stored, err);
}

static bool
add_slip(struct issue_work *work, struct db *db, struct err *err)
{
    struct slip *slip = &work->slip;
    int32_t today = clock_today(&work->env->clock);
    int year, month, day;
    int64_t number;

    day_to_civil(today, &year, &month, &day);
    if (!store_next_number(db, arena_printf(work->env->arena, "slip-%d", year), &number, err)) {
        return false;
    }
    slip->case_id = work->client.id;
    slip->number = arena_printf(work->env->arena, "%d-%06lld", year, (long long)number);
    slip->issued_on = work->day;
    slip->order = work->request->order;
    slip->language = str_empty(work->request->language) ? work->client.language
                                                        : work->request->language;
    slip->issued_by = work->env->user.id;
    slip->client_generation = work->client.is_protected || work->request->referral ? 0 : 1;
    slip->batch = work->request->batch;
    key_random(slip->client_seed, sizeof slip->client_seed);
    return store_slip_add(db, slip, err);
}

static bool
add_all(struct issue_work *work, struct db *db, const struct station *stations, size_t *at,
        struct err *err)
{
    const struct slip_request *request = work->request;

    for (size_t i = 0; i < request->station_count; i++) {
        work->slip.neutral |= is_neutral(work, stations[i].offer[0].type);
    }
    if (!add_slip(work, db, err)) {
        return false;
    }
    for (size_t i = 0; i < request->station_count; i++) {
        *at = i;
        if (!add_voucher(work, db, &stations[i], (int)i + 1, err)) {
            return false;
        }
    }
    return true;
}

/* A batch that was cut off issues nothing twice: its key finds the slip again. */
static bool
find_batch(struct issue_work *work, struct db *db, bool *known, struct err *err)
{
    *known = false;
    return str_empty(work->request->batch) ||
           store_slip_by_batch(db, work->env->arena, work->request->batch, known, &work->slip,
                               err);
}

/* The length of the run's name at the start of a batch key, ':' included; 0: it has none. */
static size_t
run_length(const char *batch)
{
    const char *colon = strchr(batch, ':');

    return colon == NULL ? 0 : (size_t)(colon - batch) + 1;
}

/* Of the same run, a station that was issued is not issued again beside other ones. */
static bool
check_voucher(const struct issue_work *work, const struct slip *slip,
              const struct voucher *voucher, const struct station *station, size_t *at,
              struct err *err)
{
    for (size_t i = 0; i < work->request->station_count; i++) {
        if (voucher->fold.state != STATE_WITHDRAWN &&
            voucher->fold.named_provider == station[i].provider &&
            str_equal(voucher->service, station[i].asked->service)) {
            *at = i;
            return err_set(err, REASON_CONFLICT, "service",
                           "Die Leistung %1 steht aus diesem Durchgang schon auf dem Laufzettel "
                           "%2. Bitte diese Zeile löschen.",
                           voucher->service, slip->number);
        }
    }
    return true;
}

static bool
check_run(struct issue_work *work, struct db *db, const struct station *station, size_t *at,
          struct err *err)
{
    size_t run = run_length(work->request->batch), count, vouchers;
    struct arena *arena = work->env->arena;
    const struct voucher *voucher;
    const struct slip *slip;

    if (run == 0) {
        return true;
    }
    if (!store_slips_of_case(db, arena, work->client.id, &slip, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (strncmp(slip[i].batch, work->request->batch, run) != 0) {
            continue;
        }
        if (!store_vouchers_of_slip(db, arena, slip[i].id, &voucher, &vouchers, err)) {
            return false;
        }
        for (size_t k = 0; k < vouchers; k++) {
            if (!check_voucher(work, &slip[i], &voucher[k], station, at, err)) {
                return false;
            }
        }
    }
    return true;
}

/* What was agreed in this talk is agreed before the stations ask for it. */
static bool
add_needs(struct issue_work *work, struct db *db, struct err *err)
{
    for (size_t i = 0; i < work->request->need_count; i++) {
        struct need row = {.case_id = work->client.id};

        if (!subject_put_need(work->env, db, &work->request->need[i], &row, err)) {
            return false;
        }
    }
    return true;
}

bool
issue_slip(struct env *env, struct db *db, const struct slip_request *request,
           struct issued *out, struct err *err)
{
    struct issue_work work = {
        .env = env,
        .request = request,
        .day = request->referral ? request->talked_on : clock_today(&env->clock),
    };
    struct station station[SLIP_STATIONS_MAX];
    bool known;

    if (!issue_check_stations(request, &out->station, err) || !find_batch(&work, db, &known, err)) {
        return false;
    }
    out->station = 0;
    out->fresh = !known;
    if (!known && (!store_case_get(db, env->arena, request->case_number, &work.client, err) ||
                   !privacy_check(db, work.client.id, err) || !add_needs(&work, db, err) ||
                   !store_need_list(db, env->arena, work.client.id, &work.need, &work.need_count,
                                    err))) {
        return false;
    }
    for (size_t i = 0; i < request->station_count && !known; i++) {
        out->station = i;
        if (!resolve_station(&work, db, &request->station[i], &station[i], err)) {
            return false;
        }
    }
    if (!known && (!check_run(&work, db, station, &out->station, err) ||
                   !add_all(&work, db, station, &out->station, err))) {
        return false;
    }
    out->slip = work.slip;
    return true;
}

struct issue_alone {
    struct env *env;
    const struct slip_request *request;
    struct issued issued;
};

static bool
issue_in_write(struct db *db, void *arg, struct err *err)
{
    struct issue_alone *alone = arg;

    return issue_slip(alone->env, db, alone->request, &alone->issued, err);
}

/* Nobody gets a slip without being told what happens to the data (Artikel 13 DSGVO). */
bool
issue_allowed(struct env *env, const struct slip_request *request, struct err *err)
{
    return legal_require(env, "art13", clock_today(&env->clock), err) &&
           paper_language_check(env, request->language, err);
}

bool
slip_issue(struct env *env, const struct slip_request *request, const char **number, bool *fresh,
           struct err *err)
{
    struct issue_alone alone = {.env = env, .request = request};

    if (!issue_allowed(env, request, err)) {
        return false;
    }
    if (!case_write(env, issue_in_write, &alone, err)) {
        if (request->at != NULL) {
            *request->at = alone.issued.station;
        }
        return false;
    }
    *number = alone.issued.slip.number;
    if (fresh != NULL) {
        *fresh = alone.issued.fresh;
    }
    return true;
}
