/*
 * posting.c - the posting list of a caseworker, and its ticks.
 */
#include "posting.h"

#include "arena.h"
#include "case.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "export_list.h"
#include "profile.h"
#include "restricted.h"
#include "rules.h"
#include "store.h"
#include "store_export.h"
#include "store_people.h"
#include "str.h"
#include "value.h"

#define DONE_SHOWN 20

struct posting_work {
    struct env *env;
    const char *caseworker;
    const struct profile *profile;
    const struct posting_row *open, *done;
    size_t open_count, done_count;
    const struct user *team, *absent; /* of a lead; whom a deputy stands in for */
    size_t team_count, absent_count;
    const int64_t *event;
    size_t event_count;
    bool posted;
    bool stands_in; /* for the caseworker whose list it is */
    struct restricted restricted;
};

/* ---- what it is called over there ---- */

const char *
posting_key_at(size_t index)
{
    static const char *const others[] = {"end_E1", "end_E2", "end_E3", "end_E4", "end_N1",
                                         "refer"};

    if (index < STEP__MAX - 1) {
        return step_name((enum step)(STEP_NONE + 1 + index));
    }
    index -= STEP__MAX - 1;
    return index < sizeof others / sizeof *others ? others[index] : NULL;
}

static const char *
booking_of(struct arena *arena, const struct profile *profile, enum step step,
           enum outcome outcome)
{
    const char *found = NULL;

    if (step == STEP_END) {
        found = profile_value(profile, POSTING_SECTION,
                              arena_printf(arena, "end_%s", outcome_name(outcome)));
    }
    return found != NULL ? found : profile_value(profile, POSTING_SECTION, step_name(step));
}

const char *
posting_booking(struct arena *arena, const struct profile *profile, const struct posting_row *row)
{
    const char *cancel, *what;

    what = row->step == STEP_ISSUE && row->code == 0
               ? profile_value(profile, POSTING_SECTION, "refer")
               : NULL;
    if (what != NULL) {
        return what;
    }
    if (row->step != STEP_ANNUL) {
        return booking_of(arena, profile, row->step, row->outcome);
    }
    /* Only what was ticked comes here, whatever the profile says of it by now. */
    cancel = booking_of(arena, profile, STEP_ANNUL, OUTCOME_NONE);
    what = booking_of(arena, profile, row->annulled, OUTCOME_NONE);
    return arena_printf(arena, "%s: %s", cancel == NULL ? "Storno" : cancel,
                        what == NULL ? step_name(row->annulled) : what);
}

/* ---- the list ---- */

/* Theirs wholly: own cases, those of whom they stand in for, the team's for its lead. */
static bool
is_theirs(const struct env *env, bool stands_in, const struct posting_row *row)
{
    const struct case_file client = {.caseworker = row->caseworker, .team = row->team};

    return stands_in || case_sight(&env->user, &client) == CASE_WHOLE;
}

/* A lead reads what kind of help it is case by case, with a reason; here stands none. */
static const char *
type_for(const struct env *env, bool stands_in, const struct posting_row *row)
{
    bool blank = env->user.role == ROLE_TEAM_LEAD && !stands_in &&
                 !str_equal(env->user.name, row->caseworker);

    return blank ? "" : service_type_name(row->type);
}

static bool
stands_in_for(struct db *db, const struct env *env, const char *caseworker, bool *out,
              struct err *err)
{
    *out = false;
    return env->user.id == 0 ||
           store_deputy_active(db, env->user.id, caseworker, clock_today(&env->clock), out, err);
}

static struct value *
add_row(struct posting_work *work, struct value *list, const struct posting_row *row,
        const char *booking)
{
    struct arena *arena = work->env->arena;
    struct value *item = value_add_record(list);

    value_set_text(item, "event", arena_printf(arena, "%lld", (long long)row->event));
    value_set_text(item, "case", row->case_number);
    value_set_text(item, "slip", row->slip_number);
    value_set_int(item, "position", row->position);
    value_set_text(item, "type", type_for(work->env, work->stands_in, row));
    value_set_text(item, "command", step_name(row->step));
    doc_set_day(arena, item, "happened_on", row->happened_on);
    value_set_text(item, "booking", booking);
    value_set_text(item, "note", posting_note(arena, row));
    return item;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct posting_work *work = arg;
    struct arena *arena = work->env->arena;
    const struct user *user = &work->env->user;

    return restricted_read(db, arena, &work->restricted, err) &&
           store_posting_open(db, arena, work->caseworker, POSTING_READ, &work->open,
                              &work->open_count, err) &&
           store_posting_done(db, arena, work->caseworker, DONE_SHOWN, &work->done,
                              &work->done_count, err) &&
           stands_in_for(db, work->env, work->caseworker, &work->stands_in, err) &&
           store_users_stood_in_for(db, arena, user->id, clock_today(&work->env->clock),
                                    &work->absent, &work->absent_count, err) &&
           (user->role != ROLE_TEAM_LEAD ||
            store_user_of_team(db, arena, user->team, &work->team, &work->team_count, err));
}

static void
fill_open(struct posting_work *work, struct value *record)
{
    struct value *list = value_set_list(record, "open");
    bool more = false;

    for (size_t i = 0; i < work->open_count && !more; i++) {
        const char *booking = posting_booking(work->env->arena, work->profile, &work->open[i]);

        if (booking != NULL && is_theirs(work->env, work->stands_in, &work->open[i]) &&
            !restricted_hides(&work->restricted, work->open[i].case_number)) {
            more = value_len(list) == POSTING_SHOWN;
            if (!more) {
                (void)add_row(work, list, &work->open[i], booking);
            }
        }
    }
    value_set_bool(record, "more", more);
    value_set_int(record, "left_out", (int64_t)restricted_left_out(&work->restricted));
    value_set_bool(record, "has_left_out", restricted_left_out(&work->restricted) > 0);
}

static void
fill_done(struct posting_work *work, struct value *record)
{
    struct value *list = value_set_list(record, "done");

    for (size_t i = 0; i < work->done_count; i++) {
        const struct posting_row *row = &work->done[i];
        const char *booking = posting_booking(work->env->arena, work->profile, row);

        if (is_theirs(work->env, work->stands_in, row)) {
            struct value *item = add_row(work, list, row,
                                         booking == NULL ? step_name(row->step) : booking);

            doc_set_moment(item, "posted_at", row->posted_ms);
            value_set_text(item, "posted_by", row->posted_by);
        }
    }
}

bool
posting_show(struct env *env, const char *caseworker, const struct value **doc, struct err *err)
{
    struct posting_work work = {
        .env = env, .caseworker = *caseworker == '\0' ? env->user.name : caseworker};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "posting"), *team;

    if (!profile_find(env, env->config.profile, &work.profile, err) ||
        !store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_text(record, "caseworker", work.caseworker);
    value_set_text(record, "profile", work.profile->name);
    value_set_text(record, "title", work.profile->title);
    value_set_bool(record, "example", work.profile->example);
    fill_open(&work, record);
    fill_done(&work, record);
    team = value_set_list(record, "team");
    for (size_t i = 0; i < work.team_count; i++) {
        value_set_text(value_add_record(team), "name", work.team[i].name);
    }
    for (size_t i = 0; i < work.absent_count; i++) {
        value_set_text(value_add_record(team), "name", work.absent[i].name);
    }
    *doc = root;
    return true;
}

/* ---- ticks ---- */

static bool
tick_in_write(struct db *db, void *arg, struct err *err)
{
    struct posting_work *work = arg;

    for (size_t i = 0; i < work->event_count; i++) {
        const int64_t event = work->event[i];
        struct posting_row row;

        if (!store_posting_get(db, work->env->arena, event, &row, err) ||
            !stands_in_for(db, work->env, row.caseworker, &work->stands_in, err)) {
            return false;
        }
        if (!is_theirs(work->env, work->stands_in, &row)) {
            return err_set(err, REASON_NOT_FOUND, "", NULL);
        }
        if (!(work->posted ? store_posting_add(db, event, work->env->user.id, err)
                           : store_posting_remove(db, event, err))) {
            return false;
        }
    }
    return true;
}

bool
posting_tick(struct env *env, const int64_t *event, size_t count, bool posted,
             const struct value **doc, struct err *err)
{
    struct posting_work work = {
        .env = env, .event = event, .event_count = count, .posted = posted};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "posting");

    if (!store_write(env->store, tick_in_write, &work, err)) {
        return false;
    }
    value_set_int(record, "ticks", (int64_t)count);
    value_set_bool(record, "posted", posted);
    *doc = root;
    return true;
}

/* ---- as a file ---- */

const struct table_column export_posting_columns[10] = {
    {"event", TABLE_TEXT},      {"case_number", TABLE_TEXT}, {"slip", TABLE_TEXT},
    {"position", TABLE_NUMBER}, {"type", TABLE_TEXT},        {"command", TABLE_TEXT},
    {"happened_on", TABLE_DAY}, {"booking", TABLE_TEXT},     {"note", TABLE_TEXT},
    {"caseworker", TABLE_TEXT},
};

bool
export_posting_page(struct export_page *page, struct db *db, struct err *err)
{
    const size_t columns = sizeof export_posting_columns / sizeof *export_posting_columns;
    struct arena *arena = page->env->arena;
    const struct posting_row *row;
    bool stands_in;
    size_t count;

    page->end = true;
    if (!store_posting_open(db, arena, page->user, POSTING_READ, &row, &count, err) ||
        !stands_in_for(db, page->env, page->user, &stands_in, err)) {
        return false;
    }
    for (size_t i = 0; i < count && page->count < EXPORT_PAGE; i++) {
        const char *booking = posting_booking(arena, page->posting, &row[i]);

        if (booking != NULL && is_theirs(page->env, stands_in, &row[i])) {
            const char **cell = export_row(page, columns);

            cell[0] = export_number(page, row[i].event);
            cell[1] = row[i].case_number;
            cell[2] = row[i].slip_number;
            cell[3] = export_number(page, row[i].position);
            cell[4] = type_for(page->env, stands_in, &row[i]);
            cell[5] = step_name(row[i].step);
            cell[6] = export_day(page, row[i].happened_on);
            cell[7] = booking;
            cell[8] = posting_note(arena, &row[i]);
            cell[9] = row[i].caseworker;
        }
    }
    return true;
}
