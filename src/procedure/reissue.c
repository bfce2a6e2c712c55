/*
 * reissue.c - a whole slip is lost: every voucher that is still in use gets a new code, and the
 * client's own view one too, all in one write or none.
 */
#include "arena.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "record.h"
#include "rights.h"
#include "slip.h"
#include "store.h"
#include "store_slip.h"
#include "value.h"

struct reissue_work {
    struct env *env;
    const char *number;
    int64_t version;
    struct value *doc;
};

/* A referral has got its first client's code with its first voucher's. */
static bool
renew_client_code(struct reissue_work *work, struct db *db, const struct voucher *voucher,
                  struct slip *slip, struct err *err)
{
    return flow_is_referral(&voucher->fold)
               ? store_slip_get(db, work->env->arena, work->number, slip, err)
               : store_slip_renew_client_code(db, slip, err);
}

/* Does somebody still need this paper? Not where the tick is only late to close the voucher. */
static bool
is_in_use(const struct env *env, const struct voucher *voucher)
{
    return voucher->fold.state >= STATE_ISSUED && voucher->fold.state <= STATE_STARTED &&
           flow_tick(&voucher->fold, 0, clock_today(&env->clock)) == STEP_NONE;
}

static bool
reissue_one(struct env *env, struct db *db, const char *number, const struct voucher *voucher,
            struct err *err)
{
    const struct voucher_step step = {
        .code = arena_printf(env->arena, "%s/%d", number, voucher->position),
        .provider = "",
        .step = STEP_REISSUE,
        .source = SOURCE_OFFICE,
        .happened_on = DAY_NONE,
        .until = DAY_NONE,
    };
    struct value *ignored, *also;

    return record_step(env, db, &step, &ignored, &also, err);
}

static bool
reissue_all(struct reissue_work *work, struct db *db, const struct voucher *voucher, size_t count,
            struct err *err)
{
    size_t done = 0;

    for (size_t i = 0; i < count; i++) {
        if (is_in_use(work->env, &voucher[i])) {
            if (!reissue_one(work->env, db, work->number, &voucher[i], err)) {
                return false;
            }
            done++;
        }
    }
    return done > 0 ||
           err_set(err, REASON_CONFLICT, "",
                   "Auf dem Laufzettel %1 ist kein Gutschein mehr in Gebrauch.", work->number);
}

static bool
reissue_in_write(struct db *db, void *arg, struct err *err)
{
    struct reissue_work *work = arg;
    struct env *env = work->env;
    const struct voucher *voucher;
    struct value *record;
    struct slip slip;
    size_t count;

    if (!store_slip_get(db, env->arena, work->number, &slip, err) ||
        !store_vouchers_of_slip(db, env->arena, slip.id, &voucher, &count, err)) {
        return false;
    }
    if (work->version != 0 && work->version != doc_slip_version(voucher, count)) {
        return err_set(err, REASON_CONFLICT, "",
                       "Zu diesem Laufzettel kam inzwischen etwas hinzu. Bitte den neuen Stand "
                       "ansehen und noch einmal entscheiden.");
    }
    if (!reissue_all(work, db, voucher, count, err) ||
        !renew_client_code(work, db, voucher, &slip, err) ||
        !doc_slip(env, db, env->arena, &slip, &record, err)) {
        return false;
    }
    work->doc = value_record(env->arena);
    value_set(work->doc, "slip", record);
    return true;
}

bool
slip_reissue(struct env *env, const char *number, int64_t version, const struct value **doc,
             struct err *err)
{
    struct reissue_work work = {.env = env, .number = number, .version = version};

    if (!case_write(env, reissue_in_write, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
