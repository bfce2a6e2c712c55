/*
 * lead.c - a provider's lead works without the paper: one voucher, its entries, the devices.
 *
 * A voucher is opened by its number instead of its code; from there on it is a scan like any other,
 * with the source `list`, and flow decides.
 */
#include "lead.h"

#include "arena.h"
#include "doc.h"
#include "env.h"
#include "reception.h"
#include "scan.h"
#include "store.h"
#include "value.h"

struct lead_work {
    struct scan scan;
    int64_t id;
    struct value *doc;
    const char *code;
    bool foreign; /* a device of another provider was named */
};

/* The voucher, if this provider has accepted it and may still be told about it. */
static bool
open_own(struct lead_work *work, struct db *db, struct err *err)
{
    struct scan *scan = &work->scan;
    struct err why = {0};
    unsigned types;
    bool own;

    if (!scan_device(scan, db, err)) {
        return false;
    }
    types = scan->device.service_types;
    if (!scan_open_voucher(scan, db, work->id, &why)) {
        return err_set(err, why.reason, "", NULL); /* not which number there is none of */
    }
    own = scan->history.fold.bound_provider == scan->device.provider && scan_level(scan) > 0 &&
          (types == 0 || (types & BIT(scan->voucher.type)));
    return own || err_set(err, REASON_NOT_FOUND, "", NULL);
}

/* The entries of this provider; what it may still take back says so. */
static void
set_events(const struct scan *scan, struct value *root)
{
    struct value *list = value_set_list(root, "events");
    struct command command = scan->command;

    command.step = STEP_ANNUL;
    for (size_t i = 0; i < scan->history.count; i++) {
        const struct stored_event *stored = &scan->history.stored[i];
        struct value *item;
        struct err ignored = {0};
        struct event event;

        if (stored->event.provider != scan->device.provider) {
            continue;
        }
        item = doc_event_of(scan->env->arena, scan->history.stored, scan->history.count, i);
        command.annuls = stored->event.seq;
        value_set_bool(item, "annullable",
                       flow_decide(&scan->facts, scan->history.event, scan->history.count,
                                   &command, &event, &ignored));
        value_add(list, item);
    }
}

static bool
voucher_in_read(struct db *db, void *arg, struct err *err)
{
    struct lead_work *work = arg;
    struct scan *scan = &work->scan;
    struct scan_words words;
    struct value *paper;

    if (!open_own(work, db, err) || !scan_words(scan, db, &words, err)) {
        return false;
    }
    work->doc = value_record(scan->env->arena);
    paper = value_set_record(work->doc, "voucher");
    scan_set_paper(scan, &words, &scan->history.fold, scan_level(scan), paper);
    scan_set_actions(scan, work->doc);
    set_events(scan, work->doc);
    return true;
}

/* A number that opens nothing for this provider: the try is on record like one with a code. */
static void
note_foreign(const struct lead_work *work, enum step step, const struct err *why)
{
    if (why->reason == REASON_NOT_FOUND) {
        scan_note(&work->scan, step, REASON_WRONG_PROVIDER);
    }
}

static struct lead_work
lead_start(struct env *env, const struct device *device, int64_t id)
{
    return (struct lead_work){.scan = scan_start(env, device, "", SOURCE_LIST), .id = id};
}

bool
lead_voucher(struct env *env, const struct device *device, int64_t id, const struct value **doc,
             struct err *err)
{
    struct lead_work work = lead_start(env, device, id);

    if (!store_read(env->store, voucher_in_read, &work, err)) {
        note_foreign(&work, STEP_NONE, err);
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
code_in_read(struct db *db, void *arg, struct err *err)
{
    struct lead_work *work = arg;
    struct scan *scan = &work->scan;

    if (!open_own(work, db, err)) {
        return false;
    }
    work->code = doc_voucher_code(scan->env, scan->env->arena, &scan->voucher,
                                  scan->history.fold.generation);
    return true;
}

bool
lead_record(struct env *env, const struct device *device, int64_t id,
            const struct reception_event *event, const struct value **doc, bool *fresh,
            struct err *err)
{
    struct lead_work work = lead_start(env, device, id);
    struct reception_event named = *event;

    if (!store_read(env->store, code_in_read, &work, err)) {
        note_foreign(&work, event->step, err);
        return false;
    }
    named.code = work.code;
    named.source = SOURCE_LIST;
    return reception_record(env, device, &named, doc, fresh, err);
}

/* ---- devices ------------------------------------------------------------------------------ */

static bool
devices_in_read(struct db *db, void *arg, struct err *err)
{
    struct lead_work *work = arg;
    struct env *env = work->scan.env;
    struct value *list;

    if (!doc_devices(env, db, env->arena, work->scan.device.provider, &list, err)) {
        return false;
    }
    work->doc = value_record(env->arena);
    value_set(work->doc, "devices", list);
    return true;
}

bool
lead_devices(struct env *env, const struct device *device, const struct value **doc,
             struct err *err)
{
    struct lead_work work = lead_start(env, device, 0);

    if (!store_read(env->store, devices_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
revoke_in_write(struct db *db, void *arg, struct err *err)
{
    struct lead_work *work = arg;
    struct device target;

    if (!scan_device(&work->scan, db, err) ||
        !store_device_by_id(db, work->scan.env->arena, work->id, &target, err)) {
        return false;
    }
    if (target.provider != work->scan.device.provider) {
        work->foreign = true;
        return err_set(err, REASON_NOT_FOUND, "", "Dieses Gerät gibt es nicht.");
    }
    return store_device_revoke(db, target.id, err);
}

/* In a write of its own: the refused one left nothing behind. */
static bool
note_in_write(struct db *db, void *arg, struct err *err)
{
    const struct lead_work *work = arg;

    return store_access_log(db, 0, ACCESS_DEVICE, work->id, ACCESS_REFUSED, err);
}

bool
lead_revoke(struct env *env, const struct device *device, int64_t id, struct err *err)
{
    struct lead_work work = lead_start(env, device, id);
    struct err lost = {0};
    bool done = store_write(env->store, revoke_in_write, &work, err);

    if (work.foreign) {
        /* The answer stands without the note. */
        (void)!store_write(env->store, note_in_write, &work, &lost);
    }
    return done;
}
