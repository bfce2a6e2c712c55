/*
 * dispute.c - an event that the client says is wrong: marked, and the mark taken off again.
 *
 * The event stays as it was reported and counts as before; the mark keeps it from deletion.
 */
#include "dispute.h"

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "rights.h"
#include "store.h"
#include "store_dispute.h"
#include "value.h"
#include "voucher.h"

bool
dispute_marks(struct db *db, struct arena *arena, const struct voucher *voucher,
              struct dispute_marks *out, struct err *err)
{
    *out = (struct dispute_marks){0};
    return !voucher->disputed ||
           store_dispute_list(db, arena, voucher->id, &out->row, &out->count, err);
}

void
dispute_set(struct arena *arena, struct value *item, const struct dispute_marks *marks,
            int64_t event)
{
    int32_t since = DAY_NONE;

    for (size_t i = 0; i < marks->count; i++) {
        if (marks->row[i].event == event && marks->row[i].lifted_on == DAY_NONE) {
            since = marks->row[i].since;
        }
    }
    value_set_bool(item, "disputed", since != DAY_NONE);
    doc_set_day(arena, item, "disputed_since", since);
}

struct dispute_work {
    struct env *env;
    const struct voucher_dispute *request;
    struct value *doc;
};

static bool
is_annulled(const struct voucher_history *history, uint32_t seq)
{
    bool found = false;

    for (size_t i = 0; i < history->count; i++) {
        found |= history->event[i].annuls == seq;
    }
    return found;
}

/* What is taken back already says nothing more that could be disputed. */
static bool
mark(struct dispute_work *work, struct db *db, const struct voucher *voucher,
     const struct voucher_history *history, uint32_t seq, struct err *err)
{
    int32_t today = clock_today(&work->env->clock);
    int64_t user = work->env->user.id, event = history->stored[seq - 1].id;
    bool done;

    if (!work->request->lift && is_annulled(history, seq)) {
        return err_set(err, REASON_CONFLICT, "event",
                       "Dieser Eintrag ist schon storniert und sagt nichts mehr aus.");
    }
    done = work->request->lift ? store_dispute_lift(db, voucher->id, event, today, user, err)
                               : store_dispute_set(db, voucher->id, event, today, user, err);
    return done && store_access_log(db, user, ACCESS_CASE, voucher->case_id,
                                    work->request->lift ? "undispute" : "dispute", err);
}

static bool
dispute_in_write(struct db *db, void *arg, struct err *err)
{
    struct dispute_work *work = arg;
    struct arena *arena = work->env->arena;
    struct voucher voucher;
    struct voucher_history history;
    struct dispute_marks marks;
    struct value *record, *item;
    uint32_t seq;

    if (!voucher_find_office(work->env, db, arena, work->request->code, &voucher, NULL, err) ||
        !voucher_history(db, arena, &voucher, &history, err) ||
        !voucher_receipt(&history, work->request->receipt, &seq, err) ||
        !mark(work, db, &voucher, &history, seq, err) ||
        !store_voucher_get(db, arena, voucher.id, &voucher, err) ||
        !dispute_marks(db, arena, &voucher, &marks, err) ||
        !doc_voucher(work->env, db, arena, &voucher, &history.fold, &record, err)) {
        return false;
    }
    work->doc = value_record(arena);
    item = doc_event(arena, &history.stored[seq - 1]);
    dispute_set(arena, item, &marks, history.stored[seq - 1].id);
    value_set(work->doc, "event", item);
    value_set(work->doc, "voucher", record);
    return true;
}

bool
voucher_dispute(struct env *env, const struct voucher_dispute *request, const struct value **doc,
                struct err *err)
{
    struct dispute_work work = {.env = env, .request = request};

    if (!case_write(env, dispute_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
