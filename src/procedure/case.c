/*
 * case.c - read a case whole, and what is due on a caseworker's desk.
 */
#include "case.h"

#include "clock.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "value.h"

#define DUE_MAX 1000

struct case_work {
    struct env *env;
    const char *name; /* case number, or user */
    struct value *doc;
};

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
    struct case_work work = {.env = env, .name = number};
    enum case_sight sight;

    if (!case_enter(env, number, CASE_LETTERS, &sight, err) ||
        !store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_bool(work.doc, "whole", sight == CASE_WHOLE);
    *doc = sight == CASE_WHOLE ? work.doc : case_letters(env, work.doc);
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
