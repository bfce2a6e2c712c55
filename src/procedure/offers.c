/*
 * offers.c - what there is to choose when a slip is made for a case.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "followup.h"
#include "slip.h"
#include "store.h"
#include "store_case.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"
#include "wait.h"

struct offers_work {
    struct env *env;
    const char *number;
    const struct provider *provider;
    size_t provider_count;
    struct value *doc;
};

/* How long people have waited there, and what is free now; neither is promised to anybody. */
static bool
set_capacity(struct offers_work *work, struct db *db, struct value *item,
             const struct service *service, struct err *err)
{
    struct arena *arena = work->env->arena;
    int32_t since = clock_today(&work->env->clock) - WAIT_DAYS;
    struct value *record = value_set_record(item, "wait");
    const int32_t *days;
    struct wait wait;
    int64_t taken;
    size_t count;

    if (!store_waits(db, arena, service->provider, service->key, since, WAIT_CASES_MAX, &days,
                     &count, err) ||
        !store_in_work(db, service->provider, service->key, &taken, err)) {
        return false;
    }
    wait = wait_measure(days, count);
    value_set_bool(record, "known", wait.known);
    value_set_int(record, "median_days", wait.median_days);
    value_set_int(record, "most_days", wait.most_days);
    value_set_bool(item, "unlimited", service->places == PLACES_UNLIMITED);
    value_set_int(item, "places", service->places);
    value_set_int(item, "free_places", service->places > taken ? service->places - taken : 0);
    return true;
}

static struct value *
add_offer(struct value *services, const struct service *service, const struct provider *provider,
          const struct level_facts *facts)
{
    struct value *item = value_add_record(services);

    value_set_text(item, "service", service->key);
    value_set_text(item, "title", service->title);
    value_set_text(item, "provider", provider == NULL ? "" : provider->key);
    value_set_text(item, "provider_name", provider == NULL ? NULL : provider->name);
    value_set_int(item, "level", facts == NULL ? 0 : (int64_t)facts->agreement_level);
    value_set_text(item, "basis", facts == NULL ? NULL : basis_name(facts->basis));
    return item;
}

static bool
is_listed(const struct value *services, const char *key)
{
    for (size_t i = 0; i < value_len(services); i++) {
        const struct value *item = value_at(services, i);

        if (value_string(value_get(item, "provider"))[0] == '\0' &&
            str_equal(value_string(value_get(item, "service")), key)) {
            return true;
        }
    }
    return false;
}

/* Each service of TYPE, first left to the client's choice, then provider by provider. */
static bool
set_services(struct offers_work *work, struct db *db, struct value *offer, int64_t case_id,
             enum service_type type, struct err *err)
{
    struct value *services = value_set_list(offer, "services");
    int32_t today = clock_today(&work->env->clock);

    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < work->provider_count; i++) {
            const struct provider *provider = &work->provider[i];
            const struct service *service;
            struct level_facts facts;
            size_t count;

            if (!store_services_of_provider(db, work->env->arena, provider->id, &service, &count,
                                            err) ||
                !store_level_facts(db, case_id, provider->id, type, today, &facts, err)) {
                return false;
            }
            for (size_t k = 0; k < count; k++) {
                if (service[k].type != type) {
                    continue;
                }
                if (pass == 0 && !is_listed(services, service[k].key)) {
                    (void)add_offer(services, &service[k], NULL, NULL);
                }
                if (pass == 1 &&
                    !set_capacity(work, db, add_offer(services, &service[k], provider, &facts),
                                  &service[k], err)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* One type with its services; a type without a need and without services is not offered. */
static bool
add_type(struct offers_work *work, struct db *db, struct value *offers, int64_t case_id,
         enum service_type type, bool needed, struct err *err)
{
    struct value *offer = value_record(work->env->arena);

    value_set_text(offer, "type", service_type_name(type));
    value_set_text(offer, "type_label", service_type_label(type));
    value_set_bool(offer, "needed", needed);
    if (!set_services(work, db, offer, case_id, type, err)) {
        return false;
    }
    if (needed || value_len(value_get(offer, "services")) > 0) {
        value_add(offers, offer);
    }
    return true;
}

/* The types with a need, the most urgent first. */
static size_t
needed_types(const struct need *need, size_t count, enum service_type out[TYPE__MAX])
{
    size_t found = 0;

    for (int priority = 1; priority <= 3; priority++) {
        for (size_t i = 0; i < count; i++) {
            bool seen = need[i].priority != priority;

            for (size_t k = 0; k < found; k++) {
                seen |= out[k] == need[i].type;
            }
            if (!seen) {
                out[found++] = need[i].type;
            }
        }
    }
    return found;
}

/* The newest talk that stands in the plan: is it time to go through the plan again? */
static void
set_plan(struct offers_work *work, const struct need *need, size_t count)
{
    struct value *plan = value_set_record(work->doc, "plan");
    int32_t newest = DAY_NONE;

    for (size_t i = 0; i < count; i++) {
        if (need[i].plan_ref[0] != '\0' && (newest == DAY_NONE || need[i].agreed_on > newest)) {
            newest = need[i].agreed_on;
        }
    }
    doc_set_day(work->env->arena, plan, "agreed_on", newest);
    value_set_bool(plan, "old",
                   newest != DAY_NONE && followup_of_need(newest, true).due_on
                                             < clock_today(&work->env->clock));
}

static bool
offers_in_read(struct db *db, void *arg, struct err *err)
{
    struct offers_work *work = arg;
    struct arena *arena = work->env->arena;
    enum service_type type[TYPE__MAX];
    struct case_file client;
    const struct need *need;
    struct value *record, *offers;
    size_t count, types;
    unsigned unneeded = ~0u;

    if (!store_case_get(db, arena, work->number, &client, err) ||
        !store_need_list(db, arena, client.id, &need, &count, err) ||
        !store_provider_list(db, arena, &work->provider, &work->provider_count, err)) {
        return false;
    }
    work->doc = value_record(arena);
    record = value_set_record(work->doc, "case");
    value_set_text(record, "number", client.number);
    value_set_text(record, "given_name", client.given_name);
    value_set_text(record, "family_name", client.family_name);
    value_set_text(record, "language", client.language);
    value_set_bool(record, "protected", client.is_protected);
    set_plan(work, need, count);
    offers = value_set_list(work->doc, "offers");
    types = needed_types(need, count, type);
    for (size_t i = 0; i < types; i++) {
        unneeded &= ~BIT(type[i]);
        if (!add_type(work, db, offers, client.id, type[i], true, err)) {
            return false;
        }
    }
    for (enum service_type other = TYPE_A; other < TYPE__MAX; other++) {
        if ((unneeded & BIT(other)) &&
            !add_type(work, db, offers, client.id, other, false, err)) {
            return false;
        }
    }
    return true;
}

bool
slip_offers(struct env *env, const char *case_number, const struct value **doc, struct err *err)
{
    struct offers_work work = {.env = env, .number = case_number};

    if (!case_enter(env, case_number, CASE_WHOLE, NULL, err) ||
        !store_read(env->store, offers_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
