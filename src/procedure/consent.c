/*
 * consent.c - record a signed consent, withdraw it; the follow-ups obey at once.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_followup.h"
#include "store_slip.h"
#include "subject.h"
#include "value.h"
#include "voucher.h"

/* The wording of the consent form in force. */
#define CONSENT_TEXT_VERSION "LZ-04/1"

struct consent_work {
    struct env *env;
    const struct consent_request *request;
    struct value *doc;
};

bool
subject_refresh_need(struct db *db, const struct need *need, struct err *err)
{
    struct followup_subject subject = {.case_id = need->case_id, .need = need->id};
    struct followup row =
        followup_of_need(need->agreed_on, need->plan_ref != NULL && need->plan_ref[0] != '\0');

    return store_followup_replace(db, &subject, &row, row.reason != FOLLOWUP_NONE, err);
}

bool
subject_refresh_case(struct env *env, struct db *db, int64_t case_id, struct err *err)
{
    const struct slip *slip;
    size_t slips;

    if (!store_slips_of_case(db, env->arena, case_id, &slip, &slips, err)) {
        return false;
    }
    for (size_t i = 0; i < slips; i++) {
        const struct voucher *voucher;
        size_t count;

        if (!store_vouchers_of_slip(db, env->arena, slip[i].id, &voucher, &count, err)) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            struct voucher_history history;

            if (!voucher_history(db, env->arena, &voucher[k], &history, err) ||
                !voucher_refresh_followups(env, db, env->arena, &voucher[k], &history, err)) {
                return false;
            }
        }
    }
    return true;
}

static bool
check_days(struct env *env, const struct consent *row, struct err *err)
{
    char text[DAY_TEXT_MAX];

    if (row->signed_on > clock_today(&env->clock)) {
        return err_set(err, REASON_INVALID, "signed_on",
                       "Der Tag der Unterschrift (%1) liegt in der Zukunft.",
                       day_german(text, row->signed_on));
    }
    if (row->valid_until != DAY_NONE && row->valid_until < row->signed_on) {
        return err_set(err, REASON_INVALID, "valid_until",
                       "Das Ende der Einwilligung (%1) liegt vor der Unterschrift.",
                       day_german(text, row->valid_until));
    }
    return true;
}

bool
subject_put_consent(struct env *env, struct db *db, const struct consent_request *request,
                    enum put *done, struct err *err)
{
    struct case_file client;
    struct provider provider;
    struct consent row = {
        .level = request->level,
        .state = CONSENT_SIGNED,
        .text_version = CONSENT_TEXT_VERSION,
        .held_by_provider = request->held_by_provider,
        .signed_on = request->signed_on == DAY_NONE ? clock_today(&env->clock)
                                                    : request->signed_on,
        .valid_until = request->valid_until,
        .withdrawn_on = DAY_NONE,
    };
    struct followup_subject subject = {0};
    struct followup followup;

    if (!store_case_get(db, env->arena, request->case_number, &client, err) ||
        !store_provider_get(db, env->arena, request->provider, &provider, err) ||
        !check_days(env, &row, err)) {
        return false;
    }
    row.case_id = client.id;
    row.provider = provider.id;
    row.language = client.language;
    if (!store_consent_put(db, &row, done, err)) {
        return false;
    }
    subject.case_id = client.id;
    subject.consent = row.id;
    followup = followup_of_consent(row.valid_until);
    return store_followup_replace(db, &subject, &followup, followup.reason != FOLLOWUP_NONE,
                                  err) &&
           subject_refresh_case(env, db, client.id, err);
}

static bool
answer(struct consent_work *work, struct db *db, const char *state, struct err *err)
{
    struct value *record;
    struct case_file client;

    if (!store_case_get(db, work->env->arena, work->request->case_number, &client, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    record = value_set_record(work->doc, "consent");
    value_set_text(record, "case", client.number);
    value_set_text(record, "provider", work->request->provider);
    value_set_text(record, "state", state);
    return true;
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct consent_work *work = arg;
    enum put done;

    return subject_put_consent(work->env, db, work->request, &done, err) &&
           answer(work, db, consent_state_name(CONSENT_SIGNED), err);
}

static bool
withdraw_in_write(struct db *db, void *arg, struct err *err)
{
    struct consent_work *work = arg;
    struct env *env = work->env;
    struct case_file client;
    struct provider provider;

    return store_case_get(db, env->arena, work->request->case_number, &client, err) &&
           store_provider_get(db, env->arena, work->request->provider, &provider, err) &&
           store_consent_withdraw(db, client.id, provider.id, clock_today(&env->clock), err) &&
           subject_refresh_case(env, db, client.id, err) &&
           answer(work, db, consent_state_name(CONSENT_WITHDRAWN), err);
}

bool
consent_add(struct env *env, const struct consent_request *request, const struct value **doc,
            struct err *err)
{
    struct consent_work work = {.env = env, .request = request};
    bool done = store_write(env->store, add_in_write, &work, err);

    *doc = work.doc;
    return done;
}

bool
consent_withdraw(struct env *env, const char *case_number, const char *provider,
                 const struct value **doc, struct err *err)
{
    struct consent_request request = {.case_number = case_number, .provider = provider};
    struct consent_work work = {.env = env, .request = &request};
    bool done = store_write(env->store, withdraw_in_write, &work, err);

    *doc = work.doc;
    return done;
}
