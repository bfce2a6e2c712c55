/*
 * crowd.c - cases, slips and vouchers as the program itself would have stored them.
 */
#include "crowd.h"

#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "date.h"
#include "key.h"
#include "store.h"
#include "store_case.h"
#include "store_catalogue.h"
#include "store_slip.h"
#include "voucher.h"

#define CASES_PER_WRITE 1000
#define TERM_DAYS 60
#define CASEWORKERS 300

struct crowd {
    struct office *office;
    size_t from, to; /* numbers of the cases of this write */
    int64_t provider;
};

void
crowd_name(size_t number, char out[CROWD_NAME_MAX])
{
    static const char *const part[] = {"ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu",
                                       "ra", "se", "ti", "vo", "wu", "za", "be", "di", "fo", "gu"};
    const size_t parts = sizeof part / sizeof *part;

    out[0] = '\0';
    for (size_t i = 0; i < 5; i++, number /= parts) {
        strcat(out, part[number % parts]);
    }
}

static const char *
key_of(size_t number, char out[24])
{
    snprintf(out, 24, "FM-%zu", number);
    return out;
}

static bool
put_case(const struct crowd *crowd, struct db *db, size_t number, struct case_file *out,
         struct need *need, struct err *err)
{
    static const char *const given[] = {"Jana", "Emre", "Sofia", "Paul", "Olena", "Nour", "Finn"};
    char key[24], name[CROWD_NAME_MAX], caseworker[24];
    enum put done;

    crowd_name(number, name);
    snprintf(caseworker, sizeof caseworker, "k.%zu", number % CASEWORKERS);
    *out = (struct case_file){
        .number = key_of(number, key), .given_name = given[number % 7], .family_name = name,
        .birth_date = day_from_civil(1992, 3, 12), .language = "de", .caseworker = caseworker,
        .team = "M1", .branch = "moorstadt", .phone = "030 23125 7", .street = "Deichstraße 12",
        .postcode = "26999", .city = "Moorstadt"};
    if (!store_case_put(db, out, &done, err)) {
        return false;
    }
    *need = (struct need){.case_id = out->id, .type = TYPE_A, .priority = 1, .plan_ref = "KP-1",
                          .agreed_on = clock_today(&crowd->office->env.clock) - 7};
    return store_need_put(db, need, &done, err);
}

static bool
add_voucher(const struct crowd *crowd, struct db *db, const struct slip *slip,
            const struct need *need, int position, struct err *err)
{
    struct env *env = &crowd->office->env;
    int32_t today = clock_today(&env->clock);
    struct voucher voucher = {.slip_id = slip->id, .case_id = slip->case_id, .need_id = need->id,
                              .position = position, .service = OFFICE_SERVICE, .type = TYPE_A};
    struct command command = {.step = STEP_ISSUE, .who = WHO_OFFICE, .source = SOURCE_OFFICE,
                              .now_ms = store_now_ms(db), .today = today,
                              .happened_on = DAY_NONE, .until = today + TERM_DAYS,
                              .named_provider = crowd->provider};
    struct facts facts = {.type = TYPE_A, .order = slip->order, .terms = {.complete_days = 180}};
    struct voucher_history history = {0};
    struct stored_event stored = {0};
    struct event event;

    key_random(voucher.seed, sizeof voucher.seed);
    return flow_decide(&facts, NULL, 0, &command, &event, err) &&
           store_voucher_add(db, &voucher, err) &&
           voucher_append(env, db, env->arena, &voucher, &history, &event, &stored, err);
}

static bool
add_slip(const struct crowd *crowd, struct db *db, const struct need *need, struct err *err)
{
    char number[24];
    int64_t count;

    if (!store_next_number(db, "slip-bench", &count, err)) {
        return false;
    }
    snprintf(number, sizeof number, "2026-%07lld", (long long)count);
    struct slip slip = {.case_id = need->case_id, .number = number,
                        .issued_on = clock_today(&crowd->office->env.clock), .language = "de",
                        .client_generation = 1, .batch = ""};
    bool done;

    key_random(slip.client_seed, sizeof slip.client_seed);
    done = store_slip_add(db, &slip, err);
    for (int i = 1; i <= CROWD_STATIONS && done; i++) {
        done = add_voucher(crowd, db, &slip, need, i, err);
    }
    return done;
}

static bool
fill_in_write(struct db *db, void *arg, struct err *err)
{
    struct crowd *crowd = arg;
    struct provider provider;
    bool done = store_provider_get(db, crowd->office->env.arena, OFFICE_PROVIDER, &provider, err);

    crowd->provider = done ? provider.id : 0;
    for (size_t number = crowd->from; number <= crowd->to && done; number++) {
        struct case_file client;
        struct need need;

        done = put_case(crowd, db, number, &client, &need, err);
        for (size_t i = 0; i < CROWD_SLIPS && done; i++) {
            done = add_slip(crowd, db, &need, err);
        }
    }
    return done;
}

struct look {
    struct office *office;
    size_t number, voucher;
    bool found;
    char *code;
};

static bool
is_there(struct db *db, void *arg, struct err *err)
{
    struct look *look = arg;
    struct case_file client;
    struct err missing = {0};
    char key[24];

    look->found = store_case_get(db, look->office->env.arena, key_of(look->number, key), &client,
                                 &missing);
    if (!look->found && missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    return true;
}

bool
crowd_fill(struct office *office, size_t cases, double seconds, size_t *ready)
{
    double until = bench_now_s() + seconds;
    struct err err = {0};

    /* A write is there as a whole or not at all: the last case of each tells. */
    for (*ready = 0; *ready < cases;) {
        size_t next = *ready + CASES_PER_WRITE < cases ? *ready + CASES_PER_WRITE : cases;
        struct look last = {.office = office, .number = next};
        struct crowd crowd = {.office = office, .from = *ready + 1, .to = next};

        if (!store_read(office->env.store, is_there, &last, &err)) {
            return bench_fail("crowd", &err);
        }
        if (!last.found && bench_now_s() > until) {
            return true;
        }
        if (!last.found && !store_write(office->env.store, fill_in_write, &crowd, &err)) {
            return bench_fail("crowd", &err);
        }
        arena_reset(office->env.arena);
        *ready = next;
    }
    return true;
}

static bool
find_code(struct db *db, void *arg, struct err *err)
{
    struct look *look = arg;
    struct env *env = &look->office->env;
    struct case_file client;
    const struct slip *slip;
    const struct voucher *voucher;
    size_t slips, vouchers;
    char key[24], symbols[CODE_MAX];

    if (!store_case_get(db, env->arena, key_of(look->number, key), &client, err) ||
        !store_slips_of_case(db, env->arena, client.id, &slip, &slips, err) ||
        !store_vouchers_of_slip(db, env->arena, slip[look->voucher / CROWD_STATIONS].id, &voucher,
                                &vouchers, err)) {
        return false;
    }
    code_derive(&env->keys, CODE_VOUCHER, voucher[look->voucher % CROWD_STATIONS].seed, 1,
                symbols);
    code_group(look->code, symbols);
    return true;
}

bool
crowd_code(struct office *office, size_t number, size_t voucher, char out[CODE_GROUPED_MAX])
{
    struct look look = {.office = office, .number = number, .voucher = voucher, .code = out};
    struct err err = {0};
    bool done = store_read(office->env.store, find_code, &look, &err);

    arena_reset(office->env.arena);
    return done || bench_fail("code", &err);
}
