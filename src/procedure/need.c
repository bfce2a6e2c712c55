/*
 * need.c - record a need that was agreed in a talk.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_case.h"
#include "subject.h"
#include "value.h"

#define PRIORITY_LAST 3

struct need_work {
    struct env *env;
    const struct need_request *request;
    struct need row;
};

static bool
check(struct env *env, const struct need *row, struct err *err)
{
    char text[DAY_TEXT_MAX];

    if (row->type == TYPE_NONE) {
        return err_set(err, REASON_INVALID, "type",
                       "Bitte eine Leistungsart wählen: A, B, C oder D.");
    }
    if (row->priority < 1 || row->priority > PRIORITY_LAST) {
        return err_set(err, REASON_INVALID, "priority",
                       "Bitte eine Dringlichkeit von 1 (sofort) bis 3 angeben.");
    }
    return row->agreed_on <= clock_today(&env->clock) ||
           err_set(err, REASON_INVALID, "agreed_on",
                   "Der Tag des Gesprächs (%1) liegt in der Zukunft.",
                   day_german(text, row->agreed_on));
}

bool
subject_put_need(struct env *env, struct db *db, const struct need_request *request,
                 struct need *row, struct err *err)
{
    enum put done;

    row->type = service_type_from_name(request->type);
    row->priority = (int)request->priority;
    row->agreed_on = request->agreed_on == DAY_NONE ? clock_today(&env->clock)
                                                    : request->agreed_on;
    row->plan_ref = request->plan_ref;
    return check(env, row, err) && store_need_put(db, row, &done, err) &&
           subject_refresh_need(db, row, err);
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct need_work *work = arg;
    struct case_file client;

    if (!store_case_get(db, work->env->arena, work->request->case_number, &client, err)) {
        return false;
    }
    work->row.case_id = client.id;
    return subject_put_need(work->env, db, work->request, &work->row, err);
}

bool
need_add(struct env *env, const struct need_request *request, const struct value **doc,
         struct err *err)
{
    struct need_work work = {.env = env, .request = request};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "need");

    if (!store_write(env->store, add_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "case", request->case_number);
    value_set_text(record, "type", service_type_name(work.row.type));
    value_set_int(record, "priority", work.row.priority);
    doc_set_day(env->arena, record, "agreed_on", work.row.agreed_on);
    value_set_text(record, "plan_ref", work.row.plan_ref);
    *doc = root;
    return true;
}
