/*
 * handover.c - cases go from one caseworker to another, in one go.
 */
#include "arena.h"
#include "colleague.h"
#include "env.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

#define HANDOVER_MAX 2000

struct handover_work {
    struct env *env;
    const struct handover_request *request;
    struct user from, to;
    const struct case_load *load;
    size_t count;
    struct value *doc;
};

static bool
is_chosen(const struct handover_request *request, const char *number)
{
    for (size_t i = 0; i < request->count; i++) {
        if (str_equal(request->number[i], number)) {
            return true;
        }
    }
    return request->count == 0;
}

/* Whatever was chosen must still be FROM's: somebody else may have been faster. */
static bool
check_chosen(const struct handover_work *work, struct err *err)
{
    for (size_t i = 0; i < work->request->count; i++) {
        size_t k = 0;

        while (k < work->count && !str_equal(work->load[k].number, work->request->number[i])) {
            k++;
        }
        if (k == work->count) {
            return err_set(err, REASON_NOT_FOUND, "case",
                           "Der Fall %1 liegt nicht (mehr) bei %2.", work->request->number[i],
                           work->from.name);
        }
    }
    return true;
}

static bool
find_people(struct handover_work *work, struct db *db, struct err *err)
{
    const struct handover_request *request = work->request;

    if (!colleague_find(work->env, db, request->from, false, &work->from, err)) {
        return false;
    }
    if (request->dry_run && str_empty(request->to)) {
        return true;
    }
    if (str_empty(request->to)) {
        return err_set(err, REASON_INVALID, "to", "Bitte sagen, wer die Fälle bekommt.");
    }
    return store_user_get(db, work->env->arena, request->to, &work->to, err) &&
           colleague_takes_on(work->env, &work->from, &work->to, "to", err);
}

static bool
move(struct handover_work *work, struct db *db, const struct case_load *load, struct err *err)
{
    const struct user *to = &work->to;
    struct case_file client;
    enum put done;

    if (!store_case_by_id(db, work->env->arena, load->id, &client, err)) {
        return false;
    }
    client.caseworker = to->name;
    client.team = str_empty(to->team) ? client.team : to->team;
    client.branch = str_empty(to->branch) ? client.branch : to->branch;
    return store_case_put(db, &client, &done, err) &&
           store_access_log(db, work->env->user.id, "case", load->id, "handover", err);
}

static void
describe(struct handover_work *work)
{
    struct value *record, *list;

    work->doc = value_record(work->env->arena);
    record = value_set_record(work->doc, "handover");
    value_set_text(record, "from", work->from.name);
    value_set_text(record, "from_shown",
                   colleague_shown(work->from.display_name, work->from.name));
    value_set_text(record, "to", work->to.name);
    value_set_text(record, "to_shown",
                   work->to.name == NULL
                       ? NULL
                       : colleague_shown(work->to.display_name, work->to.name));
    value_set_bool(record, "dry_run", work->request->dry_run);
    value_set_bool(record, "more", work->count == HANDOVER_MAX);
    list = value_set_list(record, "cases");
    for (size_t i = 0; i < work->count; i++) {
        struct value *item;

        if (!is_chosen(work->request, work->load[i].number)) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "number", work->load[i].number);
        value_set_int(item, "vouchers", work->load[i].vouchers);
        value_set_int(item, "followups", work->load[i].followups);
    }
}

static bool
look(struct db *db, void *arg, struct err *err)
{
    struct handover_work *work = arg;

    if (!find_people(work, db, err) ||
        !store_cases_of(db, work->env->arena, work->from.name, HANDOVER_MAX, &work->load,
                        &work->count, err) ||
        !check_chosen(work, err)) {
        return false;
    }
    describe(work);
    return true;
}

static bool
hand_over(struct db *db, void *arg, struct err *err)
{
    struct handover_work *work = arg;
    int64_t actor = work->env->user.id;

    if (!look(db, arg, err) ||
        !store_access_log(db, actor, "user", work->from.id, "handover_from", err) ||
        !store_access_log(db, actor, "user", work->to.id, "handover_to", err)) {
        return false;
    }
    for (size_t i = 0; i < work->count; i++) {
        if (is_chosen(work->request, work->load[i].number) &&
            !move(work, db, &work->load[i], err)) {
            return false;
        }
    }
    return true;
}

bool
handover(struct env *env, const struct handover_request *request, const struct value **doc,
         struct err *err)
{
    struct handover_work work = {.env = env, .request = request};
    bool done = request->dry_run ? store_read(env->store, look, &work, err)
                                 : store_write(env->store, hand_over, &work, err);

    if (done) {
        *doc = work.doc;
    }
    return done;
}
