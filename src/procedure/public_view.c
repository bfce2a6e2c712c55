/*
 * public_view.c - what a voucher's code shows to anybody who holds the paper: next to nothing.
 */
#include "arena.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "reception.h"
#include "store.h"
#include "value.h"
#include "voucher.h"

struct public_work {
    struct env *env;
    const char *code;
    struct value *doc;
};

/* Good for what it was printed for, or for what has begun with it. */
static bool
is_valid(const struct fold *fold, uint32_t generation, int32_t today)
{
    bool open = fold->state == STATE_ISSUED || fold->state == STATE_WAITLISTED;
    bool working = fold->state == STATE_ACCEPTED || fold->state == STATE_STARTED;

    return generation == fold->generation &&
           (working || (open && flow_tick(fold, 1, today) == STEP_NONE));
}

static bool
public_in_read(struct db *db, void *arg, struct err *err)
{
    struct public_work *work = arg;
    struct env *env = work->env;
    struct value *shown;
    struct voucher voucher;
    struct err why = {0};
    uint32_t generation;
    bool found = voucher_find(env, db, env->arena, work->code, &voucher, &generation, &why);

    if (!found && why.reason != REASON_UNKNOWN) {
        *err = why;
        return false;
    }
    work->doc = value_record(env->arena);
    shown = value_set_record(work->doc, "public");
    if (found && is_valid(&voucher.fold, generation, clock_today(&env->clock))) {
        value_set_bool(shown, "valid", true);
        doc_set_day(env->arena, shown, "redeem_by", voucher.fold.redeem_by);
    } else {
        value_set_bool(shown, "valid", false);
    }
    value_set_text(shown, "help_phone", env->config.help_phone);
    return true;
}

bool
reception_public(struct env *env, const char *code, const struct value **doc, struct err *err)
{
    struct public_work work = {.env = env, .code = code};

    if (!store_read(env->store, public_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
