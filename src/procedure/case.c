/*
 * case.c - read a case whole, and what is due on a caseworker's desk.
 */
#include "case.h"

#include "clock.h"
#include "doc.h"
#include "env.h"
#include "flow.h"
#include "store.h"
#include "str.h"
#include "timeline.h"
#include "value.h"

#define DUE_MAX 1000
/* Of consents and a caseworker's own words others are told nothing. */
#define ONLY_WHOLE (BIT(TIMELINE_CONSENT) | BIT(TIMELINE_FOLLOWUP) | BIT(TIMELINE_READ))

struct case_work {
    struct env *env;
    const char *name; /* case number, or user */
    struct timeline_query query;
    struct value *doc;
};

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct case_work *work = arg;
    struct case_file client;
    struct value *record;

    if (!store_case_get(db, work->env->arena, work->name, &client, err) ||
        !doc_case(work->env, db, work->env->arena, &client, &work->query, &record, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "case", record);
    return true;
}

/* What there is to choose from. */
static void
set_kinds(struct case_work *work, const char *chosen, enum case_sight sight)
{
    struct value *list = value_set_list(work->doc, "kinds");

    for (enum timeline_kind kind = TIMELINE_EVENT; kind < TIMELINE__MAX; kind++) {
        struct value *item;

        if (sight != CASE_WHOLE && (BIT(kind) & ONLY_WHOLE) != 0) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "kind", timeline_name(kind));
        value_set_text(item, "kind_label", timeline_label(kind));
        value_set_bool(item, "chosen", str_equal(timeline_name(kind), chosen));
    }
}

bool
case_show_part(struct env *env, const char *number, const struct case_part *part,
               const struct value **doc, struct err *err)
{
    struct case_work work = {.env = env, .name = number};
    enum timeline_kind kind = timeline_from_name(part->kind);
    enum case_sight sight;

    if (!str_empty(part->kind) && kind == TIMELINE__MAX) {
        return err_set(err, REASON_INVALID, "kind",
                       "Diese Art von Einträgen gibt es nicht: %1.", part->kind);
    }
    if (!case_enter(env, number, CASE_LETTERS, &sight, err)) {
        return false;
    }
    work.query.kinds = str_empty(part->kind) ? TIMELINE_ALL : BIT(kind);
    if (sight != CASE_WHOLE) {
        work.query.kinds &= ~ONLY_WHOLE;
    }
    work.query.limit = part->lines < CASE_LINES_MAX ? part->lines : CASE_LINES_MAX;
    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_bool(work.doc, "whole", sight == CASE_WHOLE);
    set_kinds(&work, part->kind, sight);
    *doc = sight == CASE_WHOLE ? work.doc : case_letters(env, work.doc);
    return true;
}

bool
case_show(struct env *env, const char *number, const struct value **doc, struct err *err)
{
    static const struct case_part all = {"", CASE_LINES_MAX};

    return case_show_part(env, number, &all, doc, err);
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
