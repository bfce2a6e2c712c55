/*
 * sessions.c - the log-ins of a user: seen and ended, by themselves or by the administration.
 */
#include "arena.h"
#include "clock.h"
#include "doc.h"
#include "env.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

struct sessions_work {
    struct env *env;
    const char *name; /* NULL: `user` says whose */
    int64_t user, session;
    const char *purpose; /* as the administration's ending stands on record */
    const struct session *list;
    size_t count;
};

/* USER by name, if a name is what is given. */
static bool
find_user(struct sessions_work *work, struct db *db, struct err *err)
{
    struct user user;

    if (work->name == NULL) {
        return true;
    }
    if (!store_user_get(db, work->env->arena, work->name, &user, err)) {
        return false;
    }
    work->user = user.id;
    return true;
}

static bool
list_in_read(struct db *db, void *arg, struct err *err)
{
    struct sessions_work *work = arg;

    return find_user(work, db, err) &&
           store_sessions_of_user(db, work->env->arena, work->user, &work->list, &work->count,
                                  err);
}

static bool
list(struct sessions_work *work, const struct value **doc, struct err *err)
{
    struct env *env = work->env;
    struct value *root = value_record(env->arena);
    struct value *sessions = value_set_list(root, "sessions");
    int64_t now_ms = clock_now_ms(&env->clock);
    bool others = false;

    if (!store_read(env->store, list_in_read, work, err)) {
        return false;
    }
    for (size_t i = 0; i < work->count; i++) {
        const struct session *session = &work->list[i];
        struct value *record;

        if (!people_session_holds(session, now_ms)) {
            continue;
        }
        record = value_add_record(sessions);
        value_set_text(record, "session",
                       arena_printf(env->arena, "%lld", (long long)session->id));
        doc_set_moment(record, "began_at", session->created_ms);
        doc_set_moment(record, "last_used_at", session->last_seen_ms);
        value_set_bool(record, "own", session->id == work->session);
        others |= session->id != work->session;
    }
    value_set_bool(root, "others", others);
    *doc = root;
    return true;
}

bool
people_sessions(struct env *env, int64_t user, int64_t own, const struct value **doc,
                struct err *err)
{
    struct sessions_work work = {.env = env, .user = user, .session = own};

    return list(&work, doc, err);
}

bool
people_sessions_of(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct sessions_work work = {.env = env, .name = name};

    return list(&work, doc, err);
}

/* What people do with their own log-ins is their own. */
static bool
note(const struct sessions_work *work, struct db *db, struct err *err)
{
    return work->name == NULL ||
           store_access_log(db, work->env->user.id, "user", work->user, work->purpose, err);
}

static bool
end_in_write(struct db *db, void *arg, struct err *err)
{
    struct sessions_work *work = arg;

    return find_user(work, db, err) &&
           store_session_end_of_user(db, work->session, work->user, err) && note(work, db, err);
}

bool
people_session_end(struct env *env, int64_t user, int64_t id, struct err *err)
{
    struct sessions_work work = {.env = env, .user = user, .session = id};

    return store_write(env->store, end_in_write, &work, err);
}

/* No session has the id 0: then all of them end. */
static bool
end_others_in_write(struct db *db, void *arg, struct err *err)
{
    struct sessions_work *work = arg;

    return find_user(work, db, err) &&
           store_session_end_others(db, work->user, work->session, err) && note(work, db, err);
}

bool
people_logout_others(struct env *env, const struct people_session *session, struct err *err)
{
    struct sessions_work work = {.env = env, .user = session->user, .session = session->id};

    return store_write(env->store, end_others_in_write, &work, err);
}

/* END for the user NAME, by the administration. */
static bool
end_of(struct sessions_work *work, store_fn *end, const struct value **doc, struct err *err)
{
    struct value *root = value_record(work->env->arena);
    struct value *user = value_set_record(root, "user");

    if (!store_write(work->env->store, end, work, err)) {
        return false;
    }
    value_set_text(user, "name", work->name);
    value_set_bool(user, "logged_out", true);
    *doc = root;
    return true;
}

bool
people_logout_of(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct sessions_work work = {.env = env, .name = name, .purpose = "user_logout"};

    return end_of(&work, end_others_in_write, doc, err);
}

bool
people_session_end_of(struct env *env, const char *name, int64_t id, const struct value **doc,
                      struct err *err)
{
    struct sessions_work work = {.env = env, .name = name, .session = id,
                                 .purpose = "user_session_end"};

    return end_of(&work, end_in_write, doc, err);
}
