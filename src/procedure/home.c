/*
 * home.c - what waits on a caseworker's desk: overdue, today, in the days to come.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_case.h"
#include "store_followup.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"

#define HOME_MAX 200 /* more than anybody does in a day */
#define HOME_DAYS 7

struct home_work {
    struct env *env;
    struct value *doc;
};

/* Whose help it is stays between a client of type C or D and the own caseworker. */
static bool
may_name(const struct env *env, const struct case_file *client)
{
    return str_equal(env->user.name, client->caseworker);
}

static bool
set_voucher(struct db *db, struct arena *arena, struct value *item, int64_t id, struct err *err)
{
    struct voucher voucher;
    struct slip slip;

    if (id == 0) {
        value_set(item, "voucher", value_null(arena));
        return true;
    }
    if (!store_voucher_get(db, arena, id, &voucher, err) ||
        !store_slip_by_id(db, arena, voucher.slip_id, &slip, err)) {
        return false;
    }
    item = value_set_record(item, "voucher");
    value_set_text(item, "slip", slip.number);
    value_set_int(item, "position", voucher.position);
    value_set_text(item, "type", service_type_name(voucher.type));
    return true;
}

static bool
add_row(struct home_work *work, struct db *db, struct value *list,
        const struct followup_row *row, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct value *item = value_add_record(list);
    struct case_file client;

    if (!store_case_by_id(db, arena, row->case_id, &client, err)) {
        return false;
    }
    doc_set_day(arena, item, "due_on", row->due_on);
    value_set_text(item, "reason", followup_name(row->reason));
    value_set_text(item, "reason_label", followup_label(row->reason));
    value_set_text(item, "case", client.number);
    value_set_text(item, "name",
                   may_name(work->env, &client)
                       ? arena_printf(arena, "%s, %s", client.family_name, client.given_name)
                       : NULL);
    return set_voucher(db, arena, item, row->voucher, err);
}

static bool
home_in_read(struct db *db, void *arg, struct err *err)
{
    struct home_work *work = arg;
    struct env *env = work->env;
    int32_t today = clock_today(&env->clock);
    const struct followup_row *row;
    struct value *unsettled, *overdue, *now, *soon;
    size_t count;

    if (!store_followup_list(db, env->arena, env->user.name, 0, today + HOME_DAYS, HOME_MAX + 1,
                             &row, &count, err)) {
        return false;
    }
    work->doc = value_record(env->arena);
    unsettled = value_set_list(work->doc, "unsettled");
    overdue = value_set_list(work->doc, "overdue");
    now = value_set_list(work->doc, "today");
    soon = value_set_list(work->doc, "soon");
    value_set_bool(work->doc, "more", count > HOME_MAX);
    for (size_t i = 0; i < count && i < HOME_MAX; i++) {
        struct value *list = row[i].reason == FOLLOWUP_CONTRADICTION ? unsettled
                             : row[i].due_on < today                 ? overdue
                             : row[i].due_on > today                 ? soon
                                                                     : now;

        if (!add_row(work, db, list, &row[i], err)) {
            return false;
        }
    }
    return true;
}

bool
case_home(struct env *env, const struct value **doc, struct err *err)
{
    struct home_work work = {.env = env};

    if (!store_read(env->store, home_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
