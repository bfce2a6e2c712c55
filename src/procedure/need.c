/*
 * need.c - record a need that was agreed in a talk.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "revision.h"
#include "rights.h"
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
    if (row->aim == AIM__MAX) {
        return err_set(err, REASON_INVALID, "aim", "Bitte ein Förderziel aus der Liste wählen.");
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
    row->aim = aim_from_name(request->aim == NULL ? "" : request->aim);
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

    if (!case_write(env, add_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "case", request->case_number);
    value_set_text(record, "type", service_type_name(work.row.type));
    value_set_int(record, "priority", work.row.priority);
    doc_set_day(env->arena, record, "agreed_on", work.row.agreed_on);
    value_set_text(record, "plan_ref", work.row.plan_ref);
    value_set_text(record, "aim", aim_name(work.row.aim));
    *doc = root;
    return true;
}

/* ---- what was entered later ---- */

struct change_work {
    struct env *env;
    const char *case_number;
    int64_t id;
    const struct need_change *change;
    struct need row;
};

static const char *
need_revision(const struct env *env, const struct need *row)
{
    const char *const text[] = {arena_printf(env->arena, "%d", row->priority), row->plan_ref,
                                aim_name(row->aim)};

    return revision_of(env, text, sizeof text / sizeof *text);
}

/* A need of this very case. */
static bool
find(struct change_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct case_file client;
    const struct need *need;
    size_t count;

    if (!store_case_get(db, arena, work->case_number, &client, err) ||
        !store_need_list(db, arena, client.id, &need, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (need[i].id == work->id) {
            work->row = need[i];
            return true;
        }
    }
    return err_set(err, REASON_NOT_FOUND, "", "Diesen Bedarf hat der Fall %1 nicht.",
                   work->case_number);
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    return find(arg, db, err);
}

bool
need_show(struct env *env, const char *case_number, int64_t id, const struct value **doc,
          struct err *err)
{
    struct change_work work = {.env = env, .case_number = case_number, .id = id};
    struct value *root = value_record(env->arena), *record = value_set_record(root, "need");
    const struct need *row = &work.row;

    if (!case_enter(env, case_number, CASE_WHOLE, NULL, err) ||
        !store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_text(record, "id", arena_printf(env->arena, "%lld", (long long)row->id));
    value_set_text(record, "case", case_number);
    value_set_text(record, "type", service_type_name(row->type));
    value_set_text(record, "type_label", service_type_label(row->type));
    value_set_text(record, "priority", arena_printf(env->arena, "%d", row->priority));
    doc_set_day(env->arena, record, "agreed_on", row->agreed_on);
    value_set_text(record, "plan_ref", row->plan_ref);
    value_set_text(record, "aim", aim_name(row->aim));
    value_set_text(record, "aim_label", aim_label(row->aim));
    value_set_text(record, "revision", need_revision(env, row));
    *doc = root;
    return true;
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct change_work *work = arg;
    const struct need_change *change = work->change;
    struct need *row = &work->row;

    if (!find(work, db, err) ||
        !revision_check(need_revision(work->env, row), change->revision, err)) {
        return false;
    }
    row->priority = (int)change->priority;
    row->plan_ref = change->plan_ref;
    row->aim = aim_from_name(change->aim);
    return check(work->env, row, err) && store_need_update(db, row, err) &&
           subject_refresh_need(db, row, err) &&
           store_access_log(db, work->env->user.id, ACCESS_CASE, row->case_id, "need_change",
                            err);
}

bool
need_change(struct env *env, const struct need_change *change, struct err *err)
{
    struct change_work work = {.env = env, .case_number = change->case_number, .id = change->id,
                               .change = change};

    return case_enter(env, change->case_number, CASE_CHANGE, NULL, err) &&
           case_write(env, change_in_write, &work, err);
}
