/*
 * consent_held.c - a reception says that a signed consent lies before it.
 *
 * It may raise the level up to what the agreement allows, never bring back what the client
 * has withdrawn: a new consent after that is for the office alone.
 */
#include "arena.h"
#include "case.h"
#include "env.h"
#include "reception.h"
#include "scan.h"
#include "store.h"
#include "subject.h"

static bool
check_never_withdrawn(const struct scan *scan, struct db *db, struct err *err)
{
    const struct consent *consent;
    size_t count;

    if (!store_consent_list(db, scan->env->arena, scan->voucher.case_id, &consent, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (consent[i].provider == scan->device.provider &&
            consent[i].state == CONSENT_WITHDRAWN) {
            return err_set(err, REASON_CONSENT_MISSING, "",
                           "Diese Einwilligung kann nur das Jobcenter eintragen. Bitte dort "
                           "anrufen.");
        }
    }
    return true;
}

/* A signature must be what is missing. */
static bool
check_needed(const struct scan *scan, struct err *err)
{
    if (scan_level(scan) > 0) {
        return err_set(err, REASON_ALREADY_RECORDED, "", NULL);
    }
    return level_refusal(&scan->facts.level, 1) == REASON_CONSENT_MISSING ||
           err_set(err, REASON_LEVEL_TOO_LOW, "", NULL);
}

static bool
held_in_write(struct db *db, void *arg, struct err *err)
{
    struct scan *scan = arg;
    struct arena *arena = scan->env->arena;
    struct consent_request request = {
        .signed_on = DAY_NONE, .valid_until = DAY_NONE, .held_by_provider = true};
    struct case_file client;
    struct provider provider;
    enum put done;

    if (!scan_device(scan, db, err) || !scan_open(scan, db, err) || !scan_admit(scan, err) ||
        !check_needed(scan, err) || !check_never_withdrawn(scan, db, err) ||
        !store_case_by_id(db, arena, scan->voucher.case_id, &client, err) ||
        !store_provider_by_id(db, arena, scan->device.provider, &provider, err)) {
        return false;
    }
    request.case_number = client.number;
    request.provider = provider.key;
    request.level = scan->facts.level.agreement_level;
    return subject_put_consent(scan->env, db, &request, &done, err);
}

bool
reception_consent(struct env *env, const struct device *device,
                  const struct reception_scan *request, const struct value **doc,
                  struct err *err)
{
    struct scan scan = scan_start(env, device, request->code, request->source);

    if (!store_write(env->store, held_in_write, &scan, err)) {
        scan_note(&scan, STEP_NONE, err->reason);
        return false;
    }
    return reception_lookup(env, device, request, doc, err);
}
