/*
 * followups.c - a caseworker's own reminders: made, moved, done.
 */
#include "arena.h"
#include "case.h"
#include "clock.h"
#include "date.h"
#include "desk.h"
#include "doc.h"
#include "env.h"
#include "rights.h"
#include "store.h"
#include "store_followup.h"
#include "str.h"
#include "value.h"

struct own_work {
    struct env *env;
    const char *number; /* of the case */
    struct followup_row row;
    bool done; /* else it is moved */
};

static bool
check_day(struct env *env, int32_t day, struct err *err)
{
    int32_t today = clock_today(&env->clock);
    char days[ERR_NUMBER_MAX];

    if (day == DAY_NONE) {
        return err_set(err, REASON_INVALID, "due_on", "Bitte den Tag der Wiedervorlage angeben.");
    }
    return (day >= today && day <= today + DESK_DAYS_MAX) ||
           err_set(err, REASON_INVALID, "due_on",
                   "Eine Wiedervorlage liegt zwischen heute und %1 Tagen.",
                   err_number(days, DESK_DAYS_MAX));
}

static bool
check_note(const char *note, struct err *err)
{
    char letters[ERR_NUMBER_MAX];

    if (str_empty(note)) {
        return err_set(err, REASON_INVALID, "note", "Bitte sagen, woran erinnert werden soll.");
    }
    return str_count(note) <= DESK_NOTE_MAX ||
           err_set(err, REASON_INVALID, "note",
                   "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                   err_number(letters, DESK_NOTE_MAX));
}

static const struct value *
document(struct env *env, const struct own_work *work)
{
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "followup");

    value_set_text(record, "id", arena_printf(env->arena, "%lld", (long long)work->row.id));
    value_set_text(record, "case", work->number);
    doc_set_day(env->arena, record, "due_on", work->row.due_on);
    value_set_bool(record, "done", work->done);
    return root;
}

static bool
add_in_write(struct db *db, void *arg, struct err *err)
{
    struct own_work *work = arg;
    struct case_file client;

    if (!store_case_get(db, work->env->arena, work->number, &client, err)) {
        return false;
    }
    work->row.case_id = client.id;
    return store_followup_add(db, &work->row, err);
}

bool
desk_followup_add(struct env *env, const char *number, int32_t due_on, const char *note,
                  const struct value **doc, struct err *err)
{
    struct own_work work = {
        .env = env,
        .number = number,
        .row = {.due_on = due_on, .note = note, .created_by = env->user.id},
    };

    if (!case_enter(env, number, CASE_CHANGE, NULL, err) || !check_day(env, due_on, err) ||
        !check_note(note, err) || !case_write(env, add_in_write, &work, err)) {
        return false;
    }
    *doc = document(env, &work);
    return true;
}

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct own_work *work = arg;

    return store_followup_get(db, work->env->arena, work->row.id, &work->row, err);
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct own_work *work = arg;

    return work->done ? store_followup_done(db, work->row.id, work->env->user.id, err)
                      : store_followup_move(db, work->row.id, work->row.due_on, err);
}

/* A stranger learns nothing, not even of which case it is. */
static bool
find(struct own_work *work, struct err *err)
{
    char number[ERR_NUMBER_MAX];
    struct err why = {0};

    if (!store_read(work->env->store, find_in_read, work, err)) {
        return false;
    }
    work->number = work->row.case_number;
    if (case_enter(work->env, work->number, CASE_CHANGE, NULL, &why)) {
        return true;
    }
    if (why.reason != REASON_NOT_FOUND) {
        *err = why;
        return false;
    }
    return err_set(err, REASON_NOT_FOUND, "",
                   "Die Wiedervorlage %1 gibt es nicht oder nicht mehr.",
                   err_number(number, (long long)work->row.id));
}

static bool
change(struct own_work *work, int32_t due_on, const struct value **doc,
       const char **case_number, struct err *err)
{
    if (!find(work, err)) {
        return false;
    }
    if (case_number != NULL) {
        *case_number = work->number;
    }
    if (!work->done) {
        work->row.due_on = due_on;
    }
    if ((!work->done && !check_day(work->env, due_on, err)) ||
        !case_write(work->env, change_in_write, work, err)) {
        return false;
    }
    *doc = document(work->env, work);
    return true;
}

bool
desk_followup_move(struct env *env, int64_t id, int32_t due_on, const struct value **doc,
                   const char **case_number, struct err *err)
{
    struct own_work work = {.env = env, .row = {.id = id}};

    return change(&work, due_on, doc, case_number, err);
}

bool
desk_followup_done(struct env *env, int64_t id, const struct value **doc,
                   const char **case_number, struct err *err)
{
    struct own_work work = {.env = env, .row = {.id = id}, .done = true};

    return change(&work, DAY_NONE, doc, case_number, err);
}
