/*
 * consent.c - record a signed consent, withdraw it; the follow-ups obey at once.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "revision.h"
#include "rights.h"
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

    return store_followup_replace(db, &subject, &row, row.reason != FOLLOWUP_NONE, err) &&
           subject_refresh_contact(db, need->case_id, err);
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
subject_consents_seen(struct env *env, struct db *db, int64_t case_id, const char **mark,
                      struct err *err)
{
    const struct consent *consent;
    struct buf all = {0};
    const char *text;
    size_t count;

    if (!store_consent_list(db, env->arena, case_id, &consent, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        buf_printf(&all, "%lld %d %d;", (long long)consent[i].id, (int)consent[i].state,
                   (int)consent[i].withdrawn_on);
    }
    text = buf_text(&all);
    *mark = revision_of(env, &text, 1);
    buf_finish(&all);
    return true;
}

static bool
check_seen(struct env *env, struct db *db, int64_t case_id, const char *seen, struct err *err)
{
    const char *mark;

    if (seen == NULL || *seen == '\0') {
        return true;
    }
    return subject_consents_seen(env, db, case_id, &mark, err) &&
           (strcmp(mark, seen) == 0 ||
            err_set(err, REASON_CONFLICT, "",
                    "Bei den Einwilligungen dieses Falls hat sich inzwischen etwas geändert. "
                    "Nichts wurde gespeichert. Bitte den neuen Stand ansehen und noch einmal "
                    "speichern."));
}

/* A paper from before the withdrawal brings nothing back. */
static bool
check_not_withdrawn_since(struct env *env, struct db *db, const struct consent *row,
                          struct err *err)
{
    const struct consent *other;
    char day[DAY_TEXT_MAX];
    size_t count;

    if (!store_consent_list(db, env->arena, row->case_id, &other, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (other[i].provider == row->provider && other[i].withdrawn_on != DAY_NONE &&
            other[i].withdrawn_on > row->signed_on) {
            return err_set(err, REASON_CONFLICT, "signed_on",
                           "Am %1 wurde für diese Stelle widerrufen. Eine Einwilligung von davor "
                           "gilt nicht mehr.",
                           day_german(day, other[i].withdrawn_on));
        }
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
    if (!check_seen(env, db, client.id, request->seen, err) ||
        !store_consent_put(db, &row, done, err) ||
        (*done == PUT_ADDED && !check_not_withdrawn_since(env, db, &row, err))) {
        return false;
    }
    subject.case_id = client.id;
    subject.consent = row.id;
    followup = followup_of_consent(row.valid_until);
    return store_followup_replace(db, &subject, &followup, followup.reason != FOLLOWUP_NONE,
                                  err) &&
           subject_refresh_contact(db, client.id, err) &&
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

/* Nothing is left to withdraw: never was, or somebody else was there first. */
static bool
withdraw(struct env *env, struct db *db, int64_t case_id, const struct provider *provider,
         struct err *err)
{
    const struct consent *row;
    struct err why = {0};
    char day[DAY_TEXT_MAX];
    size_t count;

    if (store_consent_withdraw(db, case_id, provider->id, clock_today(&env->clock), &why)) {
        return true;
    }
    if (why.reason != REASON_NOT_FOUND) {
        *err = why;
        return false;
    }
    if (!store_consent_list(db, env->arena, case_id, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (row[i].provider == provider->id && row[i].withdrawn_on != DAY_NONE) {
            return err_set(err, REASON_CONFLICT, "",
                           "Die Einwilligung für %1 ist schon am %2 widerrufen worden.",
                           provider->name, day_german(day, row[i].withdrawn_on));
        }
    }
    *err = why;
    return false;
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
           withdraw(env, db, client.id, &provider, err) &&
           subject_refresh_case(env, db, client.id, err) &&
           answer(work, db, consent_state_name(CONSENT_WITHDRAWN), err);
}

bool
consent_add(struct env *env, const struct consent_request *request, const struct value **doc,
            struct err *err)
{
    struct consent_work work = {.env = env, .request = request};
    bool done = case_write(env, add_in_write, &work, err);

    *doc = work.doc;
    return done;
}

bool
consent_withdraw(struct env *env, const char *case_number, const char *provider,
                 const struct value **doc, struct err *err)
{
    struct consent_request request = {.case_number = case_number, .provider = provider};
    struct consent_work work = {.env = env, .request = &request};
    bool done = case_write(env, withdraw_in_write, &work, err);

    *doc = work.doc;
    return done;
}
