/*
 * deputy.c - who stands in for whom: arranged, ended, shown.
 */
#include "arena.h"
#include "clock.h"
#include "colleague.h"
#include "date.h"
#include "deputies.h"
#include "doc.h"
#include "env.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

#define DEPUTY_DAYS_MAX 400
#define DEPUTIES_MAX 20

struct deputy_work {
    struct env *env;
    const struct deputy_request *request;
    struct deputy row;
    struct value *doc;
};

static bool
check_days(const struct env *env, const struct deputy_request *request, struct err *err)
{
    int32_t today = clock_today(&env->clock);
    char days[ERR_NUMBER_MAX];

    if (request->from == DAY_NONE || request->from < today) {
        return err_set(err, REASON_INVALID, "from_day",
                       "Eine Vertretung beginnt heute oder später. Bitte den ersten Tag angeben.");
    }
    if (request->until == DAY_NONE || request->until < request->from) {
        return err_set(err, REASON_INVALID, "until_day",
                       "Bitte den letzten Tag angeben; er liegt nicht vor dem ersten.");
    }
    return request->until <= today + DEPUTY_DAYS_MAX ||
           err_set(err, REASON_INVALID, "until_day",
                   "Der letzte Tag liegt höchstens %1 Tage voraus.",
                   err_number(days, DEPUTY_DAYS_MAX));
}

/* Twice at once is a mistake; several people in turn or together are not. */
static bool
check_others(struct deputy_work *work, struct db *db, struct err *err)
{
    const struct deputy *row;
    size_t count;

    if (!store_deputies_of(db, work->env->arena, work->row.user,
                           clock_today(&work->env->clock), &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (row[i].deputy == work->row.deputy && row[i].from <= work->row.until &&
            row[i].until >= work->row.from) {
            return err_set(err, REASON_CONFLICT, "deputy",
                           "%1 vertritt in diesen Tagen schon. Bitte zuerst die andere "
                           "Vertretung beenden.",
                           colleague_shown(row[i].deputy_display, row[i].deputy_name));
        }
    }
    return count < DEPUTIES_MAX ||
           err_set(err, REASON_CONFLICT, "deputy", "Das sind zu viele Vertretungen auf einmal.");
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct deputy_work *work = arg;
    struct user user, taker;

    if (!colleague_find(work->env, db, work->request->user, true, &user, err)) {
        return false;
    }
    if (!store_user_get(db, work->env->arena, work->request->deputy, &taker, err)) {
        return false;
    }
    work->row = (struct deputy){.user = user.id, .deputy = taker.id,
                                .from = work->request->from, .until = work->request->until};
    return colleague_takes_on(work->env, &user, &taker, "deputy", err) &&
           check_others(work, db, err) && store_deputy_add(db, &work->row, err) &&
           store_access_log(db, work->env->user.id, "user", user.id, "deputy", err) &&
           store_access_log(db, work->env->user.id, "user", taker.id, "stands_in", err);
}

bool
deputy_add(struct env *env, const struct deputy_request *request, const struct value **doc,
           struct err *err)
{
    struct deputy_work work = {.env = env, .request = request};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "deputy");

    if (!check_days(env, request, err) || !store_write(env->store, add_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "id", arena_printf(env->arena, "%lld", (long long)work.row.id));
    value_set_text(record, "user", request->user);
    value_set_text(record, "deputy", request->deputy);
    doc_set_day(env->arena, record, "from", request->from);
    doc_set_day(env->arena, record, "until", request->until);
    *doc = root;
    return true;
}

struct end_work {
    struct env *env;
    const char *user;
    int64_t id;
};

static bool
end_in_write(struct db *db, void *arg, struct err *err)
{
    struct end_work *work = arg;
    struct user user;
    struct deputy row;

    if (!colleague_find(work->env, db, work->user, true, &user, err) ||
        !store_deputy_get(db, work->env->arena, work->id, &row, err)) {
        return false;
    }
    if (row.user != user.id) {
        return err_set(err, REASON_NOT_FOUND, "", "Diese Vertretung gibt es nicht.");
    }
    return store_deputy_end(db, &row, clock_today(&work->env->clock), err) &&
           store_access_log(db, work->env->user.id, "user", user.id, "deputy_end", err);
}

bool
deputy_end(struct env *env, const char *user, int64_t id, struct err *err)
{
    struct end_work work = {.env = env, .user = user, .id = id};

    return store_write(env->store, end_in_write, &work, err);
}

void
deputies_doc(struct arena *arena, struct value *list, const struct deputy *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "id", arena_printf(arena, "%lld", (long long)row[i].id));
        value_set_text(item, "user", row[i].user_name);
        value_set_text(item, "user_shown",
                       colleague_shown(row[i].user_display, row[i].user_name));
        value_set_text(item, "deputy", row[i].deputy_name);
        value_set_text(item, "deputy_shown",
                       colleague_shown(row[i].deputy_display, row[i].deputy_name));
        doc_set_day(arena, item, "from", row[i].from);
        doc_set_day(arena, item, "until", row[i].until);
    }
}

/* Who could stand in: everybody that deputy_add would take. */
static bool
set_choices(struct env *env, struct db *db, const struct user *user, struct value *doc,
            struct err *err)
{
    struct value *list = value_set_list(doc, "choices");
    const struct user *row;
    size_t count;

    if (!store_user_list(db, env->arena, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct err ignored = {0};
        struct value *item;

        if (!colleague_takes_on(env, user, &row[i], "deputy", &ignored)) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "user", row[i].name);
        value_set_text(item, "shown", colleague_shown(row[i].display_name, row[i].name));
        value_set_text(item, "team", row[i].team);
    }
    return true;
}

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct deputy_work *work = arg;
    struct env *env = work->env;
    int32_t today = clock_today(&env->clock);
    const struct deputy *row;
    struct user user;
    size_t count;

    if (!colleague_find(env, db, work->request->user, true, &user, err) ||
        !store_deputies_of(db, env->arena, user.id, today, &row, &count, err)) {
        return false;
    }
    work->doc = value_record(env->arena);
    deputies_doc(env->arena, value_set_list(work->doc, "deputies"), row, count);
    if (!store_stands_in(db, env->arena, user.id, today, &row, &count, err)) {
        return false;
    }
    deputies_doc(env->arena, value_set_list(work->doc, "standing_in"), row, count);
    return set_choices(env, db, &user, work->doc, err);
}

bool
deputy_list(struct env *env, const char *user, const struct value **doc, struct err *err)
{
    struct deputy_request request = {.user = user};
    struct deputy_work work = {.env = env, .request = &request};

    if (!store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
