/*
 * reception_record.c - a provider's device writes down one step, once.
 *
 * A device that got no answer asks again with the same nonce and hears what it would have
 * heard; the stored event, not the attempt, decides.
 */
#include "reception_work.h"

#include "arena.h"
#include "buf.h"
#include "doc.h"
#include "env.h"
#include "key.h"
#include "store.h"
#include "value.h"

#include <string.h>

static bool
check_nonce(const char *nonce, struct err *err)
{
    size_t len = strlen(nonce);

    if (len >= RECEPTION_NONCE_MIN && len <= RECEPTION_NONCE_MAX &&
        strspn(nonce, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == len) {
        return true;
    }
    return err_set(err, REASON_INVALID, "nonce",
                   "Die Kennung einer Meldung (nonce) hat 16 bis 64 Zeichen aus A-Z, a-z, 0-9, - "
                   "und _.");
}

/* Every device has nonces of its own. */
static void
hash_nonce(struct reception_work *work)
{
    struct buf text = {0};

    buf_printf(&text, "nonce|%lld|%s", (long long)work->scan->device.id, work->event->nonce);
    key_hash(work->scan->env->keys.sub[KEY_PAIRING], text.data, text.len, work->nonce,
             sizeof work->nonce);
    buf_finish(&text);
}

/* What was asked for, however it was written; the way it came in does not matter, nor that it
   waited: the day of what is told late is ours to find, not asked for. */
static void
hash_body(struct reception_work *work)
{
    const struct reception_event *event = work->event;
    char receipt[CODE_RECEIPT_MAX] = "";
    struct buf text = {0};
    struct err unreadable = {0};

    if (event->step == STEP_ANNUL && !code_receipt_parse(event->receipt, receipt, &unreadable)) {
        receipt[0] = '\0';
    }
    buf_printf(&text, "body|%s|%s|%d|%s|%s|%d|%u|%d|%d|%s", work->scan->found.symbols,
               step_name(event->step), (int)event->happened_on, outcome_name(event->outcome),
               cause_name(event->cause), (int)event->until, event->recommendation,
               event->discussed, event->again, receipt);
    key_hash(work->scan->env->keys.sub[KEY_PAIRING], text.data, text.len, work->body,
             sizeof work->body);
    buf_finish(&text);
}

/* Was this request recorded before? *KNOWN. Then what the event left is found again. */
static bool
replay(struct reception_work *work, struct db *db, bool *known, struct err *err)
{
    struct scan *scan = work->scan;
    struct arena *arena = scan->env->arena;
    struct voucher_history history;
    int64_t voucher;

    if (!store_event_by_nonce(db, arena, work->nonce, known, &voucher, &work->stored, err)) {
        return false;
    }
    if (!*known) {
        return true;
    }
    if (memcmp(work->stored.body, work->body, sizeof work->body) != 0) {
        return err_set(err, REASON_CONFLICT, "nonce",
                       "Diese Anfrage wurde schon mit anderem Inhalt gesendet.");
    }
    work->fresh = false;
    return store_voucher_get(db, arena, voucher, &scan->voucher, err) &&
           store_slip_by_id(db, arena, scan->voucher.slip_id, &scan->slip, err) &&
           voucher_history(db, arena, &scan->voucher, &history, err) &&
           flow_fold(history.event, work->stored.event.seq, &work->fold, err);
}

static bool
make_command(const struct reception_work *work, struct db *db, struct command *out, struct err *err)
{
    const struct reception_event *event = work->event;

    *out = work->scan->command;
    out->step = event->step;
    out->now_ms = store_now_ms(db);
    out->happened_on = work->late == NULL ? event->happened_on : work->late->day;
    out->outcome = event->outcome;
    out->cause = event->cause;
    out->until = event->until;
    out->recommendation = event->recommendation;
    out->discussed = event->discussed;
    out->again = event->again;
    return event->step != STEP_ANNUL ||
           voucher_receipt(&work->scan->history, event->receipt, &out->annuls, err);
}

/* Nothing at all is written at level 0, not even that something is taken back. */
static bool
check_level(const struct scan *scan, struct err *err)
{
    return scan_level(scan) > 0 || err_set(err, level_refusal(&scan->facts.level, 1), "", NULL);
}

static bool
day_is_known(const struct reception_work *work, struct err *err)
{
    if (work->late == NULL || work->late_fault.reason == REASON_NONE) {
        return true;
    }
    *err = work->late_fault;
    return false;
}

static bool
record_new(struct reception_work *work, struct db *db, struct err *err)
{
    struct scan *scan = work->scan;
    struct env *env = scan->env;
    struct command command;
    struct event event;

    work->stored = (struct stored_event){0};
    memcpy(work->stored.nonce, work->nonce, sizeof work->nonce);
    memcpy(work->stored.body, work->body, sizeof work->body);
    if (!scan_open(scan, db, err) || !day_is_known(work, err) ||
        !make_command(work, db, &command, err) ||
        !flow_decide(&scan->facts, scan->history.event, scan->history.count, &command, &event,
                     err) ||
        !check_level(scan, err) ||
        !voucher_append(env, db, env->arena, &scan->voucher, &scan->history, &event,
                        &work->stored, err) ||
        (work->late != NULL && !store_late_add(db, work->stored.id, work->late, err))) {
        return false;
    }
    work->fresh = true;
    work->fold = scan->voucher.fold;
    return true;
}

bool
reception_work_in_write(struct db *db, void *arg, struct err *err)
{
    struct reception_work *work = arg;
    bool known;

    return scan_device(work->scan, db, err) && replay(work, db, &known, err) &&
           (known || record_new(work, db, err)) &&
           scan_words(work->scan, db, &work->words, err);
}

/* The event and the voucher as the event left it: the same words whenever it is asked for. */
const struct value *
reception_work_answer(const struct reception_work *work)
{
    struct arena *arena = work->scan->env->arena;
    struct value *doc = value_record(arena);

    value_set(doc, "event", doc_event(arena, &work->stored));
    value_set(doc, "voucher",
              scan_doc_voucher(work->scan, &work->words, &work->fold, work->stored.event.level));
    return doc;
}

bool
reception_work_start(struct reception_work *work, struct err *err)
{
    if (!scan_parse(work->scan, err)) {
        scan_note(work->scan, work->event->step, err->reason);
        return false;
    }
    if (!check_nonce(work->event->nonce, err)) {
        return false;
    }
    hash_nonce(work);
    hash_body(work);
    return true;
}

bool
reception_record(struct env *env, const struct device *device,
                 const struct reception_event *event, const struct value **doc, bool *fresh,
                 struct err *err)
{
    struct scan scan = scan_start(env, device, event->code, event->source);
    struct reception_work work = {.scan = &scan, .event = event};

    if (!reception_work_start(&work, err)) {
        return false;
    }
    if (!store_write(env->store, reception_work_in_write, &work, err)) {
        scan_note(&scan, event->step, err->reason);
        return false;
    }
    *doc = reception_work_answer(&work);
    *fresh = work.fresh;
    return true;
}
