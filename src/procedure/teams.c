/*
 * teams.c - teams of the office: who is in them, and a new name for one.
 *
 * A team has no row of its own: it is there as long as somebody or something bears its name.
 */
#include <string.h>

#include "arena.h"
#include "colleague.h"
#include "colleagues.h"
#include "env.h"
#include "revision.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

#define TEAMS_MAX 500
#define NAME_MAX_POINTS 40

struct teams_work {
    struct env *env;
    const struct team *row;
    size_t count;
    const struct user *user;
    size_t user_count;
    const struct team_change *change;
    bool merged;
};

static bool
read_all(struct teams_work *work, struct db *db, struct err *err)
{
    struct arena *arena = work->env->arena;

    return store_team_list(db, arena, TEAMS_MAX, &work->row, &work->count, err) &&
           store_user_list(db, arena, &work->user, &work->user_count, err);
}

static bool
read_in_read(struct db *db, void *arg, struct err *err)
{
    return read_all(arg, db, err);
}

/* A lead sees the own team, the administration all. */
static bool
is_seen(const struct env *env, const struct team *team)
{
    const struct user anybody = {.team = team->name};

    return colleague_leads(env, &anybody);
}

static const struct team *
find(const struct teams_work *work, const char *name)
{
    for (size_t i = 0; i < work->count; i++) {
        if (str_equal(work->row[i].name, name)) {
            return &work->row[i];
        }
    }
    return NULL;
}

/* Whoever is in the team, and in which role, is what a page shows of it. */
static const char *
team_revision(const struct teams_work *work, const char *name)
{
    const char **text = arena_array(work->env->arena, 2 * work->user_count + 1, sizeof *text);
    size_t count = 0;

    text[count++] = name;
    for (size_t i = 0; i < work->user_count; i++) {
        if (str_equal(work->user[i].team, name)) {
            text[count++] = work->user[i].name;
            text[count++] = role_name(work->user[i].role);
        }
    }
    return revision_of(work->env, text, count);
}

static void
set_team(const struct teams_work *work, const struct team *team, struct value *record)
{
    struct value *members = value_set_list(record, "members");
    int64_t count = 0;

    value_set_text(record, "team", team->name);
    value_set_int(record, "cases", team->cases);
    for (size_t i = 0; i < work->user_count; i++) {
        const struct user *user = &work->user[i];
        struct value *item;

        if (!str_equal(user->team, team->name)) {
            continue;
        }
        item = value_add_record(members);
        value_set_text(item, "name", user->name);
        value_set_text(item, "shown", colleague_shown(user->display_name, user->name));
        value_set_text(item, "role", role_name(user->role));
        value_set_text(item, "role_label", role_label(user->role));
        value_set_bool(item, "leads", user->role == ROLE_TEAM_LEAD);
        value_set_bool(item, "disabled", user->disabled);
        count++;
    }
    value_set_int(record, "people", count);
    value_set_text(record, "revision", team_revision(work, team->name));
}

bool
teams_list(struct env *env, const struct value **doc, struct err *err)
{
    struct teams_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "teams");

    if (!store_read(env->store, read_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        if (is_seen(env, &work.row[i])) {
            set_team(&work, &work.row[i], value_add_record(list));
        }
    }
    *doc = root;
    return true;
}

static bool
is_none(const char *name, struct err *err)
{
    return err_set(err, REASON_NOT_FOUND, "", "Das Team %1 gibt es nicht.", name);
}

bool
teams_show(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct teams_work work = {.env = env};
    struct value *root = value_record(env->arena);
    const struct team *team;

    if (!store_read(env->store, read_in_read, &work, err)) {
        return false;
    }
    team = find(&work, name);
    if (team == NULL || !is_seen(env, team)) {
        return is_none(name, err);
    }
    set_team(&work, team, value_set_record(root, "team"));
    *doc = root;
    return true;
}

/* Each of whom it is true stands on record, and the change as a whole. */
static bool
note(const struct teams_work *work, struct db *db, struct err *err)
{
    int64_t actor = work->env->user.id;

    for (size_t i = 0; i < work->user_count; i++) {
        if (str_equal(work->user[i].team, work->change->name) &&
            !store_access_log(db, actor, "user", work->user[i].id, "team_change", err)) {
            return false;
        }
    }
    return store_access_log(db, actor, "team", 0, work->merged ? "team_merge" : "team_rename",
                            err);
}

static bool
change_in_write(struct db *db, void *arg, struct err *err)
{
    struct teams_work *work = arg;
    const struct team_change *change = work->change;

    if (!read_all(work, db, err)) {
        return false;
    }
    if (find(work, change->name) == NULL) {
        return is_none(change->name, err);
    }
    if (change->revision != NULL &&
        !revision_check(team_revision(work, change->name), change->revision, err)) {
        return false;
    }
    work->merged = find(work, change->new_name) != NULL;
    if (work->merged && !change->merge) {
        return err_set(err, REASON_CONFLICT, "new_name",
                       "Das Team %1 gibt es schon. Sollen beide eins werden, bitte das "
                       "Zusammenlegen ankreuzen.",
                       change->new_name);
    }
    return store_team_rename(db, change->name, change->new_name, err) && note(work, db, err);
}

/* A team's page has its name in its address. */
static bool
has_address(const char *name)
{
    return strpbrk(name, "%~") == NULL && name[strspn(name, ".")] != '\0';
}

bool
teams_change(struct env *env, const struct team_change *change, const struct value **doc,
             struct err *err)
{
    struct teams_work work = {.env = env, .change = change};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "team");
    char letters[ERR_NUMBER_MAX];

    if (str_empty(change->new_name)) {
        return err_set(err, REASON_INVALID, "new_name", "Bitte einen Namen angeben.");
    }
    if (str_count(change->new_name) > NAME_MAX_POINTS) {
        return err_set(err, REASON_INVALID, "new_name",
                       "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                       err_number(letters, NAME_MAX_POINTS));
    }
    if (!has_address(change->new_name)) {
        return err_set(err, REASON_INVALID, "new_name",
                       "Bitte einen Namen ohne Prozentzeichen und Tilde, der nicht nur aus Punkten "
                       "besteht.");
    }
    if (str_equal(change->new_name, change->name)) {
        return err_set(err, REASON_INVALID, "new_name", "So heißt das Team schon.");
    }
    if (!store_write(env->store, change_in_write, &work, err)) {
        return false;
    }
    value_set_text(record, "team", change->new_name);
    value_set_bool(record, "merged", work.merged);
    *doc = root;
    return true;
}
