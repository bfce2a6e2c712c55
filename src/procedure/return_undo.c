/*
 * return_undo.c - take back one entry from a returned paper: its events, the last one first.
 */
#include "arena.h"
#include "date.h"
#include "env.h"
#include "record.h"
#include "rights.h"
#include "store.h"
#include "store_slip.h"
#include "value.h"

struct undo_work {
    struct env *env;
    const char *code;
    uint32_t first, last;
    struct value *voucher;
};

/* Only one's own entries from paper, and no more than one entry can hold. */
static bool
check(const struct undo_work *work, const struct voucher_history *history, struct err *err)
{
    bool fine = work->first >= 1 && work->first <= work->last &&
                work->last <= history->count && work->last - work->first < RETURN_DAYS_MAX + 3;

    for (uint32_t seq = work->first; fine && seq <= work->last; seq++) {
        const struct stored_event *stored = &history->stored[seq - 1];
        enum source source = stored->event.source;

        fine = stored->user == work->env->user.id &&
               (source == SOURCE_PAPER_CLIENT || source == SOURCE_PAPER_PROVIDER);
    }
    return fine || err_set(err, REASON_NOT_FOUND, "",
                           "Diese Eingabe gibt es nicht, oder jemand anderes hat sie gemacht.");
}

static bool
undo_in_write(struct db *db, void *arg, struct err *err)
{
    struct undo_work *work = arg;
    struct env *env = work->env;
    struct voucher voucher;
    struct voucher_history history;

    if (!voucher_find(env, db, env->arena, work->code, &voucher, NULL, err) ||
        !voucher_history(db, env->arena, &voucher, &history, err) ||
        !check(work, &history, err)) {
        return false;
    }
    for (uint32_t seq = work->last; seq >= work->first; seq--) {
        struct voucher_step step = {
            .code = work->code,
            .provider = "",
            .step = STEP_ANNUL,
            .source = SOURCE_OFFICE,
            .happened_on = DAY_NONE,
            .until = DAY_NONE,
            .cause = CAUSE_OTHER,
            .receipt = history.stored[seq - 1].receipt,
        };
        struct value *event;

        if (!record_step(env, db, &step, &work->voucher, &event, err)) {
            return false;
        }
    }
    return true;
}

bool
voucher_return_undo(struct env *env, const char *code, uint32_t first, uint32_t last,
                    const struct value **doc, struct err *err)
{
    struct undo_work work = {.env = env, .code = code, .first = first, .last = last};
    struct value *root;

    if (!case_write(env, undo_in_write, &work, err)) {
        return false;
    }
    root = value_record(env->arena);
    value_set(root, "voucher", work.voucher);
    *doc = root;
    return true;
}
