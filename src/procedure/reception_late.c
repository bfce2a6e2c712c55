/*
 * reception_late.c - what a device noted while it had no line, told afterwards.
 *
 * It has happened, whatever is recorded by now: what the rules refuse is not lost, it waits for
 * the office. Only where consent is missing it leaves nothing but the daily count.
 */
#include <string.h>

#include "arena.h"
#include "catalog.h"
#include "clock.h"
#include "env.h"
#include "reception_work.h"
#include "store.h"
#include "value.h"

struct late_work {
    struct reception_work step;
    struct late late;
    struct contradiction row; /* id 0: it fitted */
};

/* Was this told before, and kept for the office? */
static bool
find_kept(struct late_work *work, struct db *db, struct err *err)
{
    const struct reception_work *step = &work->step;
    bool found;

    if (!store_contradiction_by_nonce(db, step->scan->env->arena, step->nonce, &found, &work->row,
                                      err)) {
        return false;
    }
    if (!found) {
        work->row = (struct contradiction){0};
        return true;
    }
    return memcmp(work->row.body, step->body, sizeof step->body) == 0 ||
           err_set(err, REASON_CONFLICT, "nonce",
                   "Diese Anfrage wurde schon mit anderem Inhalt gesendet.");
}

/* The day on which the voucher already has this step. */
static int32_t
recorded_day(const struct fold *fold, enum step step)
{
    switch (step) {
    case STEP_ACCEPT:
        return fold->accepted_on;
    case STEP_START:
        return fold->started_on;
    default:
        return fold->ended_on;
    }
}

/* Does the refusal WHY speak of something that happened, and that the office may be told? */
static bool
contradicts(const struct late_work *work, const struct err *why)
{
    const struct scan *scan = work->step.scan;

    if (scan->voucher.id == 0 || scan_level(scan) == 0) {
        return false;
    }
    switch (why->reason) {
    case REASON_ALREADY_RECORDED:
        return recorded_day(&scan->history.fold, work->step.event->step) != work->late.day;
    case REASON_WRONG_PROVIDER:
    case REASON_IN_WORK_ELSEWHERE:
    case REASON_SUPERSEDED:
    case REASON_WITHDRAWN:
    case REASON_EXPIRED:
    case REASON_CLOSED:
    case REASON_NOT_YET_VALID:
    case REASON_WRONG_STEP:
    case REASON_DATE_OUT_OF_RANGE:
    case REASON_INVALID:
    case REASON_CONFLICT:
        return true;
    default:
        return false;
    }
}

static bool
keep(struct late_work *work, struct db *db, enum reason reason, struct err *err)
{
    const struct reception_work *step = &work->step;
    const struct scan *scan = step->scan;

    work->row = (struct contradiction){
        .voucher = scan->voucher.id,
        .provider = scan->device.provider,
        .device = scan->device.id,
        .step = step->event->step,
        .source = scan->source,
        .happened_on = work->late.day,
        .reason = reason,
    };
    memcpy(work->row.nonce, step->nonce, sizeof step->nonce);
    memcpy(work->row.body, step->body, sizeof step->body);
    return store_contradiction_add(db, &work->row, err) &&
           voucher_refresh_followups(scan->env, db, scan->env->arena, &scan->voucher,
                                     &scan->history, err);
}

static bool
late_in_write(struct db *db, void *arg, struct err *err)
{
    struct late_work *work = arg;
    struct err why = {0};

    if (!scan_device(work->step.scan, db, err) || !find_kept(work, db, err)) {
        return false;
    }
    if (work->row.id != 0 || store_try(db, reception_work_in_write, &work->step, &why)) {
        return true;
    }
    if (!contradicts(work, &why)) {
        *err = why;
        return false;
    }
    return keep(work, db, why.reason, err);
}

static const struct value *
kept_doc(const struct env *env, const struct contradiction *row)
{
    struct value *root = value_record(env->arena);
    struct value *kept = value_set_record(root, "kept");
    const struct reason_row *reason = reason_row(row->reason);

    value_set_text(kept, "reason", reason->name);
    value_set_text(kept, "message", catalog_text(env->catalog, reason->sentence));
    value_set_text(kept, "action",
                   catalog_text(env->catalog, N_("Das Amt klärt es. Der Stempel auf dem Zettel "
                                                 "zählt.")));
    return root;
}

static bool
check_step(enum step step, struct err *err)
{
    return step == STEP_ACCEPT || step == STEP_START || step == STEP_END ||
           err_set(err, REASON_INVALID, "command", "Bitte eine dieser Angaben wählen: %1.",
                   "accept, start, end");
}

bool
reception_record_late(struct env *env, const struct device *device,
                      const struct reception_late *late, const struct value **doc, bool *kept,
                      struct err *err)
{
    struct reception_event event = {
        .code = late->code, .step = late->step, .source = late->source, .nonce = late->nonce,
        .happened_on = DAY_NONE, .until = DAY_NONE, .receipt = "",
    };
    struct scan scan = scan_start(env, device, late->code, late->source);
    struct late_work work = {.step = {.scan = &scan, .event = &event}};

    work.step.late = &work.late;
    /* A moment that cannot stand is told after what was recorded under the nonce, if anything. */
    (void)!late_read(&late->clock, clock_now_ms(&env->clock), &work.late, &work.step.late_fault);
    if (!check_step(late->step, err) || !reception_work_start(&work.step, err)) {
        return false;
    }
    if (!store_write(env->store, late_in_write, &work, err)) {
        scan_note(&scan, late->step, err->reason);
        return false;
    }
    *kept = work.row.id != 0;
    *doc = *kept ? kept_doc(env, &work.row) : reception_work_answer(&work.step);
    return true;
}

/* ---- the line itself ---- */

struct contact_work {
    struct env *env;
    const struct device *device;
    int64_t waiting;
};

static bool
contact_in_write(struct db *db, void *arg, struct err *err)
{
    const struct contact_work *work = arg;

    return store_device_waiting(db, work->device->id, work->waiting, err);
}

bool
reception_contact(struct env *env, const struct device *device, int64_t waiting,
                  const struct value **doc, struct err *err)
{
    struct contact_work work = {env, device, waiting};
    struct value *root = value_record(env->arena);

    if (waiting != device->waiting &&
        !store_write(env->store, contact_in_write, &work, err)) {
        return false;
    }
    value_set_int(value_set_record(root, "contact"), "server_ms", clock_now_ms(&env->clock));
    *doc = root;
    return true;
}
