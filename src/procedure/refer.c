/*
 * refer.c - write down that a client was sent on without a slip.
 *
 * A referral is a slip of one station without a code: so the rules, the timeline, the reminders,
 * the reports and the deletion of slips hold for it, and nobody but the office can come upon it.
 */
#include "arena.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "paper.h"
#include "rights.h"
#include "slip_work.h"
#include "store.h"
#include "str.h"
#include "value.h"

struct refer_work {
    struct env *env;
    const struct slip_request *request;
    int32_t day;
    size_t station; /* of a failure: the station it is about */
    struct value *doc;
};

/* Of what is sent twice, each station finds its own referral again. */
static const char *
batch_of(const struct refer_work *work, size_t index)
{
    const char *batch = work->request->batch;

    return str_empty(batch) ? ""
                            : arena_printf(work->env->arena, "%s-ref%zu", batch, index + 1);
}

static bool
refer_one(struct refer_work *work, struct db *db, size_t index, struct value *list,
          struct err *err)
{
    struct slip_request one = *work->request;
    struct issued issued = {0};
    struct value *item;

    one.referral = true;
    one.talked_on = work->day;
    one.order = ORDER_FREE;
    one.station[0] = work->request->station[index];
    one.station_count = 1;
    one.batch = batch_of(work, index);
    one.need_count = index == 0 ? one.need_count : 0;
    work->station = index;
    if (!issue_slip(work->env, db, &one, &issued, err) ||
        !doc_slip(work->env, db, work->env->arena, &issued.slip, &item, err)) {
        return false;
    }
    value_add(list, item);
    return true;
}

static bool
refer_in_write(struct db *db, void *arg, struct err *err)
{
    struct refer_work *work = arg;
    struct value *list;

    work->doc = value_record(work->env->arena);
    list = value_set_list(work->doc, "referrals");
    for (size_t i = 0; i < work->request->station_count; i++) {
        if (!refer_one(work, db, i, list, err)) {
            return false;
        }
    }
    return true;
}

bool
slip_refer(struct env *env, const struct slip_request *request, const struct value **doc,
           struct err *err)
{
    struct refer_work work = {.env = env, .request = request, .day = request->talked_on};

    work.day = work.day == DAY_NONE ? clock_today(&env->clock) : work.day;
    if (!paper_language_check(env, request->language, err)) {
        return false;
    }
    if (!issue_check_stations(request, &work.station, err) ||
        !case_write(env, refer_in_write, &work, err)) {
        if (request->at != NULL) {
            *request->at = work.station;
        }
        return false;
    }
    *doc = work.doc;
    return true;
}
