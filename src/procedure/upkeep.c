/*
 * upkeep.c - prove the data, save it, bring it back, and the users of the office.
 */
#include "upkeep.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "colleagues.h"
#include "env.h"
#include "key.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "str.h"
#include "value.h"

static struct store_options
options_of(const struct env *env)
{
    return (struct store_options){
        .dir = env->dir,
        .keys = &env->keys,
        .clock = &env->clock,
        .readers = 1,
    };
}

static void
add_findings(struct arena *arena, struct value *list, const struct store_finding *finding,
             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct err sentence = {0};
        struct buf text = {0};

        (void)err_set(&sentence, REASON_CONFLICT, "", finding[i].what, finding[i].where);
        err_sentence(&sentence, NULL, &text);
        value_add(list, value_text(arena, buf_text(&text)));
        buf_finish(&text);
    }
}

bool
upkeep_verify(struct env *env, const struct value **doc, struct err *err)
{
    struct store_verdict verdict;
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "verify");
    char number[ERR_NUMBER_MAX];

    if (!store_verify(env->store, env->arena, &verdict, err)) {
        return false;
    }
    value_set_int(record, "vouchers", (int64_t)verdict.vouchers);
    value_set_int(record, "events", (int64_t)verdict.events);
    value_set_int(record, "prints", (int64_t)verdict.prints);
    value_set_int(record, "prints_unproved", (int64_t)verdict.unproved);
    add_findings(env->arena, value_set_list(record, "findings"), verdict.finding, verdict.count);
    *doc = root;
    return verdict.count == 0 ||
           err_set(err, REASON_CONFLICT, "",
                   "Die Prüfung hat %1 Abweichungen gefunden. Bitte nichts ändern und die letzte "
                   "Sicherung bereithalten.",
                   err_number(number, (long long)verdict.count));
}

bool
upkeep_backup(struct env *env, const char *path, const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "backup");

    if (!store_backup(env->store, path, err)) {
        return false;
    }
    value_set_text(record, "file", path);
    value_set_text(record, "note",
                   "Der Schlüssel (laufzettel.key) ist nicht in der Sicherung. Ohne ihn ist sie "
                   "wertlos: bitte getrennt und sicher aufbewahren.");
    *doc = root;
    return true;
}

bool
upkeep_restore(struct env *env, const char *path, const struct value **doc, struct err *err)
{
    struct store_options options = options_of(env);
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "restore");
    int64_t lost;

    if (!key_load(env_path(env, ENV_KEY_NAME), &env->keys, err) ||
        !store_restore(&options, path, &lost, err)) {
        return false;
    }
    value_set_text(record, "file", path);
    if (lost >= 0) {
        value_set_int(record, "events_lost", lost);
    } else {
        value_set_text(record, "events_lost", NULL);
    }
    *doc = root;
    return true;
}

bool
upkeep_migrate(struct env *env, const struct value **doc, struct err *err)
{
    struct store_options options = options_of(env);
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "migrate");
    int from, to;

    if (!key_load(env_path(env, ENV_KEY_NAME), &env->keys, err) ||
        !store_migrate(&options, &from, &to, err)) {
        return false;
    }
    value_set_int(record, "from", from);
    value_set_int(record, "to", to);
    *doc = root;
    return true;
}

struct user_work {
    struct user row;
    int64_t actor;
};

static bool
user_in_write(struct db *db, void *arg, struct err *err)
{
    struct user_work *work = arg;

    return store_user_add(db, &work->row, err) &&
           store_access_log(db, work->actor, "user", work->row.id, "user_add", err);
}

/* Log-in names stay typeable on any keyboard and safe in every log. */
static bool
check_user_name(const char *name, struct err *err)
{
    size_t len = strlen(name);

    return (len >= 2 && len <= 40 &&
            strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == len) ||
           err_set(err, REASON_INVALID, "name",
                   "»%1« ist kein Anmeldename: 2 bis 40 Zeichen aus a bis z, Ziffern, Punkt, "
                   "Bindestrich und Unterstrich.",
                   name);
}

/* It stands on paper: as long as its box there is wide. */
static bool
check_display_name(const char *name, struct err *err)
{
    char letters[ERR_NUMBER_MAX];

    return str_count(name) <= COLLEAGUES_TEXT_MAX ||
           err_set(err, REASON_INVALID, "display_name",
                   "Das ist zu lang. Erlaubt sind höchstens %1 Zeichen.",
                   err_number(letters, COLLEAGUES_TEXT_MAX));
}

bool
upkeep_user_add(struct env *env, const struct user *user, const struct value **doc,
                struct err *err)
{
    struct user_work work = {.row = *user, .actor = env->user.id};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "user");
    const struct value *setup;

    if (!check_user_name(user->name, err) || !check_display_name(user->display_name, err) ||
        !store_write(env->store, user_in_write, &work, err) ||
        !people_setup(env, user->name, &setup, err)) {
        return false;
    }
    value_set_text(record, "name", user->name);
    value_set_text(record, "role", role_name(user->role));
    value_set_shared(root, "setup", value_get(setup, "setup"));
    *doc = root;
    return true;
}
