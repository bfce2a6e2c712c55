/*
 * case.c - read a case whole, and what is due on a caseworker's desk.
 */
#include "case.h"

#include "clock.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "str.h"
#include "value.h"

#define DUE_MAX 1000

struct case_work {
    struct env *env;
    const char *name; /* case number, or user */
    struct value *doc;
};

/* Counselling for addiction and in distress: each look at such a case is on record. */
static bool
is_sensitive(const struct need *need, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (need[i].type == TYPE_C || need[i].type == TYPE_D) {
            return true;
        }
    }
    return false;
}

struct access {
    int64_t user, case_id;
};

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    struct access *access = arg;

    return store_access_log(db, access->user, "case", access->case_id, "show", err);
}

struct look {
    struct env *env;
    const char *number;
    struct case_file client;
    bool sensitive;
};

static bool
look_in_read(struct db *db, void *arg, struct err *err)
{
    struct look *look = arg;
    const struct need *need;
    size_t count;

    if (!store_case_get(db, look->env->arena, look->number, &look->client, err) ||
        !store_need_list(db, look->env->arena, look->client.id, &need, &count, err)) {
        return false;
    }
    look->sensitive = look->client.is_protected || is_sensitive(need, count);
    return true;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct case_work *work = arg;
    struct case_file client;
    struct value *record;

    if (!store_case_get(db, work->env->arena, work->name, &client, err) ||
        !doc_case(work->env, db, work->env->arena, &client, &record, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "case", record);
    return true;
}

bool
case_show(struct env *env, const char *number, const struct value **doc, struct err *err)
{
    struct look look = {.env = env, .number = number};
    struct case_work work = {.env = env, .name = number};

    if (!store_read(env->store, look_in_read, &look, err)) {
        return false;
    }
    if (look.sensitive) {
        struct access access = {env->user.id, look.client.id};

        if (!store_write(env->store, log_in_write, &access, err)) {
            return false;
        }
    }
    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static bool
due_in_read(struct db *db, void *arg, struct err *err)
{
    struct case_work *work = arg;
    struct value *list;

    if (!doc_followups(work->env, db, work->env->arena, work->name, 0,
                       clock_today(&work->env->clock), DUE_MAX, &list, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "followups", list);
    return true;
}

bool
case_due(struct env *env, const char *user, const struct value **doc, struct err *err)
{
    struct case_work work = {.env = env, .name = user};

    if (!store_read(env->store, due_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}
