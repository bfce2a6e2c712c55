/*
 * voucher_facts.c - what a decision about a voucher needs to know: level, order, terms.
 */
#include "clock.h"
#include "config.h"
#include "env.h"
#include "store_catalogue.h"
#include "store_slip.h"
#include "voucher.h"

/* The best level any provider offering the service would have. */
static bool
best_level(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
           unsigned *level, struct err *err)
{
    const struct service *offer;
    size_t count;

    if (!store_service_list(db, arena, voucher->service, 0, &offer, &count, err)) {
        return false;
    }
    *level = 0;
    for (size_t i = 0; i < count; i++) {
        struct level_facts facts;
        unsigned here;

        if (!store_level_facts(db, voucher->case_id, offer[i].provider, voucher->type,
                               clock_today(&env->clock), &facts, err)) {
            return false;
        }
        here = level_effective(&facts);
        *level = here > *level ? here : *level;
    }
    return true;
}

bool
voucher_level(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
              unsigned *level, struct err *err)
{
    int64_t provider = voucher->fold.bound_provider != 0 ? voucher->fold.bound_provider
                                                         : voucher->fold.named_provider;
    struct level_facts facts;

    *level = 0;
    if (flow_is_referral(&voucher->fold)) {
        return true;
    }
    if (provider == 0) {
        return best_level(env, db, arena, voucher, level, err);
    }
    if (!store_level_facts(db, voucher->case_id, provider, voucher->type,
                           clock_today(&env->clock), &facts, err)) {
        return false;
    }
    *level = level_effective(&facts);
    return true;
}

/* Is a station before this one still open, at a level where its end would be reported? */
static bool
earlier_open(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
             bool *open, struct err *err)
{
    const struct voucher *station;
    size_t count;

    if (!store_vouchers_of_slip(db, arena, voucher->slip_id, &station, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count && station[i].position < voucher->position; i++) {
        unsigned level;

        if (!voucher_level(env, db, arena, &station[i], &level, err)) {
            return false;
        }
        *open |= flow_blocks_later(station[i].fold.state, level);
    }
    return true;
}

bool
voucher_facts(struct env *env, struct db *db, struct arena *arena, const struct voucher *voucher,
              const struct slip *slip, int64_t provider, struct facts *out, struct err *err)
{
    *out = (struct facts){.type = voucher->type};
    if (slip->order == ORDER_STRICT && voucher->position > 1 &&
        !earlier_open(env, db, arena, voucher, &out->earlier_open, err)) {
        return false;
    }
    out->order = slip->order;
    out->terms.complete_days = config_number(env->config.complete_days);
    return provider == 0 || flow_is_referral(&voucher->fold) ||
           store_level_facts(db, voucher->case_id, provider, voucher->type,
                             clock_today(&env->clock), &out->level, err);
}
