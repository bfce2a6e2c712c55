/*
 * colleagues.c - people of the office: listed, shown, changed.
 */
#include "colleagues.h"

#include "arena.h"
#include "buf.h"
#include "colleague.h"
#include "csv.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "instruction.h"
#include "last_admin.h"
#include "revision.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

struct list_work {
    struct env *env;
    struct instruction instruction;
    const struct user *row;
    size_t count;
    const struct acknowledgement *noted;
    size_t noted_count;
};

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct list_work *work = arg;

    return store_user_list(db, work->env->arena, &work->row, &work->count, err) &&
           store_acknowledgements(db, work->env->arena, work->instruction.version, &work->noted,
                                  &work->noted_count, err);
}

static int32_t
instructed_on(const struct list_work *work, const struct user *user)
{
    return instruction_day(work->noted, work->noted_count, user->id);
}

bool
colleagues_list(struct env *env, const struct value **doc, struct err *err)
{
    struct list_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "users");

    if (!instruction_read(env, &work.instruction, err) ||
        !store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        const struct user *user = &work.row[i];
        struct value *item;

        if (!colleague_leads(env, user)) {
            continue;
        }
        item = value_add_record(list);
        value_set_text(item, "name", user->name);
        value_set_text(item, "shown", colleague_shown(user->display_name, user->name));
        value_set_text(item, "role", role_name(user->role));
        value_set_text(item, "role_label", role_label(user->role));
        value_set_text(item, "team", user->team);
        value_set_text(item, "branch", user->branch);
        value_set_bool(item, "disabled", user->disabled);
        doc_set_day(env->arena, item, "instructed_on", instructed_on(&work, user));
    }
    *doc = root;
    return true;
}

bool
colleagues_instructed_csv(struct env *env, struct buf *out, struct err *err)
{
    static const char *const head[] = {"name", "shown", "role", "team", "disabled", "version",
                                       "instructed_on"};
    struct list_work work = {.env = env};

    if (!instruction_read(env, &work.instruction, err) ||
        !store_read(env->store, list_in_read, &work, err)) {
        return false;
    }
    csv_append(out, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < work.count; i++) {
        const struct user *user = &work.row[i];
        char day[DAY_TEXT_MAX];
        const char *const cell[] = {
            user->name, user->display_name, role_name(user->role), user->team,
            user->disabled ? "ja" : "nein", work.instruction.version,
            day_iso(day, instructed_on(&work, user))};

        if (colleague_leads(env, user)) {
            csv_append(out, cell, sizeof cell / sizeof *cell);
        }
    }
    return true;
}

static const char *
user_revision(const struct env *env, const struct user *user)
{
    const char *const text[] = {user->display_name, role_name(user->role), user->team,
                                user->branch, user->phone, user->disabled ? "1" : "0"};

    return revision_of(env, text, sizeof text / sizeof *text);
}

struct show_work {
    struct env *env;
    const char *name;
    struct user user;
};

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;

    return colleague_find(work->env, db, work->name, false, &work->user, err);
}

bool
colleagues_show(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct show_work work = {.env = env, .name = name};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "user");
    const struct user *user = &work.user;

    if (!store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_text(record, "name", user->name);
    value_set_text(record, "shown", colleague_shown(user->display_name, user->name));
    value_set_text(record, "display_name", user->display_name);
    value_set_text(record, "role", role_name(user->role));
    value_set_text(record, "role_label", role_label(user->role));
    value_set_text(record, "team", user->team);
    value_set_text(record, "branch", user->branch);
    value_set_text(record, "phone", user->phone);
    value_set_bool(record, "disabled", user->disabled);
    value_set_text(record, "revision", user_revision(env, user));
    *doc = root;
    return true;
}

struct change_work {
    struct env *env;
    const struct colleague_change *change;
    enum role role;
};

/* A branch that is none would print as an empty address. */
static bool
check_branch(struct change_work *work, struct db *db, struct err *err)
{
    struct branch ignored;

    if (str_empty(work->change->branch) ||
        store_branch_get(db, work->env->arena, work->change->branch, &ignored, err)) {
        return true;
    }
    if (err->reason == REASON_NOT_FOUND) {
        *err = (struct err){0};
        return err_set(err, REASON_INVALID, "branch", "Die Geschäftsstelle %1 gibt es nicht.",
                       work->change->branch);
    }
    return false;
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct change_work *work = arg;
    const struct colleague_change *change = work->change;
    struct user user;

    if (!colleague_find(work->env, db, change->name, false, &user, err) ||
        !revision_check(user_revision(work->env, &user), change->revision, err) ||
        !check_branch(work, db, err) ||
        (work->role != ROLE_ADMIN && !last_admin_check(db, &user, err))) {
        return false;
    }
    user.display_name = change->display_name;
    user.role = work->role;
    user.team = change->team;
    user.branch = change->branch;
    user.phone = change->phone;
    return store_user_update(db, &user, err) &&
           store_access_log(db, work->env->user.id, "user", user.id, "user_change", err);
}

bool
colleagues_change(struct env *env, const struct colleague_change *change, struct err *err)
{
    struct change_work work = {.env = env, .change = change, .role = role_from_name(change->role)};
    char letters[ERR_NUMBER_MAX];

    if (work.role == ROLE_NONE) {
        return err_set(err, REASON_INVALID, "role", "Bitte eine Rolle aus der Liste wählen.");
    }
    if (str_count(change->display_name) > COLLEAGUES_TEXT_MAX) {
        return err_set(err, REASON_INVALID, "display_name",
                       "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                       err_number(letters, COLLEAGUES_TEXT_MAX));
    }
    return store_write(env->store, change_in_write, &work, err);
}
