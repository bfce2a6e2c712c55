/*
 * told.c - the client has heard of a change without a letter: somebody said so.
 */
#include "env.h"
#include "rights.h"
#include "store.h"
#include "store_followup.h"
#include "store_slip.h"
#include "voucher.h"

struct told_work {
    struct env *env;
    const char *code;
    uint32_t version;
};

static bool
told_in_write(struct db *db, void *arg, struct err *err)
{
    struct told_work *work = arg;
    struct env *env = work->env;
    struct voucher voucher;
    struct voucher_history history;

    /* A database of an older release may lack the line that is ended here. */
    return voucher_find_office(env, db, env->arena, work->code, &voucher, NULL, err) &&
           voucher_check_version(&voucher, work->version, err) &&
           voucher_history(db, env->arena, &voucher, &history, err) &&
           voucher_refresh_followups(env, db, env->arena, &voucher, &history, err) &&
           store_followup_told(db, voucher.id, env->user.id, err);
}

bool
voucher_told(struct env *env, const char *code, uint32_t version, struct err *err)
{
    struct told_work work = {env, code, version};

    return case_write(env, told_in_write, &work, err);
}
