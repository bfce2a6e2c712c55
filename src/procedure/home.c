/*
 * home.c - what waits on a caseworker's desk: overdue, today, in the days to come, and later.
 */
#include "desk.h"

#include "arena.h"
#include "clock.h"
#include "deputies.h"
#include "doc.h"
#include "due_lines.h"
#include "env.h"
#include "fresh.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

#define HOME_MAX 200  /* more than anybody does in a day */
#define LATER_MAX 100
#define HOME_DAYS 7

struct home_work {
    struct env *env;
    const char *user;            /* whose desk */
    int64_t user_id;             /* of somebody else's desk, else 0 */
    enum followup_reason reason; /* FOLLOWUP_NONE: all */
    struct value *doc;
};

static bool
add_row(struct home_work *work, struct db *db, struct due_lines *lines,
        const struct followup_row *row, struct err *err)
{
    struct arena *arena = work->env->arena;
    struct case_file client;

    return store_case_by_id(db, arena, row->case_id, &client, err) &&
           due_lines_add(lines, db, arena, row, doc_listed_name(arena, &client), err);
}

/* Where rows go: told late and at odds with the facts, or by their day. */
struct piles {
    struct due_lines unsettled, before, on, after;
};

static struct due_lines *
pile_of(struct piles *piles, const struct followup_row *row, int32_t today)
{
    if (row->reason == FOLLOWUP_CONTRADICTION) {
        return &piles->unsettled;
    }
    return row->due_on < today ? &piles->before : row->due_on > today ? &piles->after : &piles->on;
}

/* What is due between two days. */
static bool
add_due(struct home_work *work, struct db *db, const struct followup_query *query,
        struct piles *piles, bool *more, struct err *err)
{
    const struct followup_row *row;
    size_t count;

    if (!store_followup_desk(db, work->env->arena, query, &row, &count, err)) {
        return false;
    }
    *more = count == query->limit;
    for (size_t i = 0; i < count && i + 1 < query->limit; i++) {
        if (!add_row(work, db, pile_of(piles, &row[i], clock_today(&work->env->clock)), &row[i],
                     err)) {
            return false;
        }
    }
    return true;
}

static bool
set_due(struct home_work *work, struct db *db, struct err *err)
{
    int32_t today = clock_today(&work->env->clock);
    struct piles near = {
        .unsettled = {.list = value_set_list(work->doc, "unsettled")},
        .before = {.list = value_set_list(work->doc, "overdue")},
        .on = {.list = value_set_list(work->doc, "today")},
        .after = {.list = value_set_list(work->doc, "soon")},
    };
    struct piles far = {.unsettled = near.unsettled,
                        .after = {.list = value_set_list(work->doc, "later")}};
    struct followup_query query = {.user = work->user, .from = DAY_NONE,
                                   .until = today + HOME_DAYS, .reason = work->reason,
                                   .limit = HOME_MAX + 1};
    bool more = false, ignored;

    if (!add_due(work, db, &query, &near, &more, err)) {
        return false;
    }
    value_set_bool(work->doc, "more", more);
    query.from = query.until + 1;
    query.until = DAY_NONE;
    query.limit = LATER_MAX + 1;
    return add_due(work, db, &query, &far, &ignored, err);
}

/* How many wait for each reason: the filter above the list. */
static bool
set_reasons(struct home_work *work, struct db *db, struct err *err)
{
    struct value *list = value_set_list(work->doc, "reasons");
    int64_t counts[FOLLOWUP__MAX], total = 0;

    if (!store_followup_count(db, work->user, counts, err)) {
        return false;
    }
    for (enum followup_reason reason = FOLLOWUP_NONE + 1; reason < FOLLOWUP__MAX; reason++) {
        struct value *item;

        if (counts[reason] == 0 && reason != work->reason) {
            continue;
        }
        item = value_add_record(list);
        total += counts[reason];
        value_set_text(item, "reason", followup_name(reason));
        value_set_text(item, "reason_label", followup_label(reason));
        value_set_int(item, "count", counts[reason]);
        value_set_bool(item, "chosen", reason == work->reason);
    }
    value_set_int(work->doc, "total", total);
    value_set_text(work->doc, "reason",
                   work->reason == FOLLOWUP_NONE ? NULL : followup_name(work->reason));
    return true;
}

/* For whom one stands in today, and whether it is one of theirs, this desk. */
static bool
set_standing_in(struct home_work *work, struct db *db, struct err *err)
{
    struct env *env = work->env;
    const struct deputy *row;
    struct value *list;
    size_t count, at = 0;

    if (!store_stands_in(db, env->arena, env->user.id, clock_today(&env->clock), &row, &count,
                         err)) {
        return false;
    }
    list = value_set_list(work->doc, "standing_in");
    deputies_doc(env->arena, list, row, count);
    value_set_text(work->doc, "for", NULL);
    if (str_equal(work->user, env->user.name)) {
        return true;
    }
    while (at < count && !str_equal(row[at].user_name, work->user)) {
        at++;
    }
    if (at == count) {
        return err_set(err, REASON_NOT_FOUND, "for",
                       "Sie vertreten heute niemanden dieses Namens.");
    }
    work->user_id = row[at].user;
    value_set_shared(work->doc, "for", value_at(list, at));
    return true;
}

static bool
home_in_read(struct db *db, void *arg, struct err *err)
{
    struct home_work *work = arg;

    work->doc = value_record(work->env->arena);
    return set_standing_in(work, db, err) && set_due(work, db, err) &&
           set_reasons(work, db, err) && fresh_set(work->env, db, work->user, work->doc, err);
}

static bool
log_in_write(struct db *db, void *arg, struct err *err)
{
    struct home_work *work = arg;

    return store_access_log(db, work->env->user.id, "user", work->user_id, "deputy_desk", err);
}

bool
desk_show(struct env *env, const char *user, const char *reason, const struct value **doc,
          struct err *err)
{
    struct home_work work = {.env = env,
                             .user = str_empty(user) ? env->user.name : user,
                             .reason = followup_from_name(reason)};

    if (work.reason == FOLLOWUP_NONE && !str_empty(reason)) {
        return err_set(err, REASON_INVALID, "reason", "Einen Anlass »%1« gibt es nicht.", reason);
    }
    if (!store_read(env->store, home_in_read, &work, err) ||
        (work.user_id != 0 && !store_write(env->store, log_in_write, &work, err))) {
        return false;
    }
    *doc = work.doc;
    return true;
}
