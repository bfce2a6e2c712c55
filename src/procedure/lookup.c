/*
 * lookup.c - a reception looks a code up: what the paper says and what may be done now.
 */
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "env.h"
#include "reception.h"
#include "scan.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

struct lookup_work {
    struct scan *scan;
    struct value *doc;
    bool seen_today; /* that it was shown today is on record */
};

/* Nothing may be told, not even that there is a voucher: the paper goes back by hand. */
static struct value *
silence(struct arena *arena)
{
    struct value *root = value_record(arena);

    value_set(root, "voucher", value_null(arena));
    value_set_list(root, "actions");
    value_set_text(root, "notice",
                   N_("Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln."));
    return root;
}

/* Was the voucher shown today already? */
static bool
find_sight(struct lookup_work *work, struct db *db, struct err *err)
{
    const struct scan *scan = work->scan;
    const struct access *access;
    size_t count;

    if (!store_access_list(db, scan->env->arena, ACCESS_VOUCHER, scan->voucher.id, &access, &count,
                           err)) {
        return false;
    }
    work->seen_today = count > 0 && access[count - 1].accessed_ms >=
                                        moment_of_day(clock_today(&scan->env->clock));
    return true;
}

static bool
lookup_in_read(struct db *db, void *arg, struct err *err)
{
    struct lookup_work *work = arg;
    struct scan *scan = work->scan;
    struct scan_words words;

    if (!scan_device(scan, db, err) || !scan_open(scan, db, err) || !scan_admit(scan, err)) {
        return false;
    }
    if (scan_level(scan) == 0) {
        work->doc = silence(scan->env->arena);
        return true;
    }
    if (!scan_words(scan, db, &words, err) || !find_sight(work, db, err)) {
        return false;
    }
    work->doc = value_record(scan->env->arena);
    value_set(work->doc, "voucher",
              scan_doc_voucher(scan, &words, &scan->history.fold, scan_level(scan)));
    scan_set_actions(scan, work->doc);
    return true;
}

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    const struct scan *scan = arg;

    return store_access_log(db, 0, ACCESS_VOUCHER, scan->voucher.id, ACCESS_SHOWN, err);
}

/* On record before the answer. A store that takes nothing more keeps nobody from reading, but for
   the cases of which every look is recorded. */
static bool
log_sight(struct scan *scan, struct err *err)
{
    struct err full = {0};

    if (store_write(scan->env->store, log_in_write, scan, &full)) {
        return true;
    }
    if (full.reason == REASON_STORE && !service_type_sensitive(scan->voucher.type)) {
        return true;
    }
    *err = full;
    return false;
}

bool
reception_lookup(struct env *env, const struct device *device,
                 const struct reception_scan *request, const struct value **doc, struct err *err)
{
    struct scan scan = scan_start(env, device, request->code, request->source);
    struct lookup_work work = {.scan = &scan};

    if (!store_read(env->store, lookup_in_read, &work, err)) {
        scan_note(&scan, STEP_NONE, err->reason);
        return false;
    }
    if (scan_level(&scan) == 0) {
        scan_note(&scan, STEP_NONE, REASON_NONE);
    } else if (!work.seen_today && !log_sight(&scan, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
