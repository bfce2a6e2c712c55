/*
 * password.c - a user's first password: a set-up code from the administration, used once.
 */
#include "password.h"

#include <string.h>

#include "arena.h"
#include "clock.h"
#include "code.h"
#include "doc.h"
#include "env.h"
#include "key.h"
#include "last_admin.h"
#include "password_rule.h"
#include "people.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct setup_work {
    struct env *env;
    const char *name;
    struct credential credential;
};

static bool
setup_in_write(struct db *db, void *arg, struct err *err)
{
    struct setup_work *work = arg;
    struct user user;

    if (!store_user_get(db, work->env->arena, work->name, &user, err)) {
        return false;
    }
    work->credential.user = user.id;
    work->credential.setup_expires_ms = store_now_ms(db) + PEOPLE_SETUP_DAYS * DAY_MS;
    return store_user_disable(db, user.id, false, err) &&
           store_session_end_all(db, user.id, err) &&
           store_credential_put(db, &work->credential, err) &&
           store_access_log(db, work->env->user.id, "user", user.id, "user_reset", err);
}

bool
people_setup(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct setup_work work = {.env = env, .name = name, .credential = {.hash = ""}};
    struct value *root = value_record(env->arena);
    struct value *setup = value_set_record(root, "setup");
    uint8_t seed[CODE_SEED_BYTES];
    char symbols[CODE_MAX], grouped[CODE_GROUPED_MAX];

    key_random(seed, sizeof seed);
    code_derive(&env->keys, CODE_SETUP, seed, 1, symbols);
    code_lookup(&env->keys, symbols, work.credential.setup);
    if (!store_write(env->store, setup_in_write, &work, err)) {
        return false;
    }
    value_set_text(setup, "user", name);
    value_set_text(setup, "code", code_group(grouped, symbols));
    doc_set_moment(setup, "expires_at", work.credential.setup_expires_ms);
    *doc = root;
    return true;
}

static bool
disable_in_write(struct db *db, void *arg, struct err *err)
{
    struct setup_work *work = arg;
    struct user user;

    return store_user_get(db, work->env->arena, work->name, &user, err) &&
           last_admin_check(db, &user, err) && store_user_disable(db, user.id, true, err) &&
           store_session_end_all(db, user.id, err) &&
           store_access_log(db, work->env->user.id, "user", user.id, "user_disable", err);
}

bool
people_disable(struct env *env, const char *name, const struct value **doc, struct err *err)
{
    struct setup_work work = {.env = env, .name = name};
    struct value *root = value_record(env->arena);
    struct value *user = value_set_record(root, "user");

    if (!store_write(env->store, disable_in_write, &work, err)) {
        return false;
    }
    value_set_text(user, "name", name);
    value_set_bool(user, "disabled", true);
    *doc = root;
    return true;
}

struct choose_work {
    struct env *env;
    const char *name;
    uint8_t lookup[CODE_LOOKUP_BYTES];
    char hash[PASSWORD_HASH_MAX];
};

/* One answer for a wrong name and a wrong code: neither may be found out alone. */
static bool
refuse(struct err *err)
{
    return err_set(err, REASON_NOT_ALLOWED, "code",
                   "Anmeldename oder Einrichtungscode stimmen nicht, oder der Code ist schon "
                   "benutzt oder abgelaufen. Bitte die Verwaltung um einen neuen bitten.");
}

/* The user whose set-up code it is, now. */
static bool
check_code(struct choose_work *work, struct db *db, int64_t *id, struct err *err)
{
    struct err missing = {0};
    struct credential credential;
    struct user user;

    if (!store_user_get(db, work->env->arena, work->name, &user, &missing)) {
        if (missing.reason != REASON_NOT_FOUND) {
            *err = missing;
            return false;
        }
        return refuse(err);
    }
    if (!store_credential_get(db, work->env->arena, user.id, &credential, err)) {
        return false;
    }
    *id = user.id;
    return (!user.disabled &&
            memcmp(credential.setup, work->lookup, sizeof credential.setup) == 0 &&
            credential.setup_expires_ms >= clock_now_ms(&work->env->clock)) ||
           refuse(err);
}

static bool
check_in_read(struct db *db, void *arg, struct err *err)
{
    int64_t user;

    return check_code(arg, db, &user, err);
}

static bool
choose_in_write(struct db *db, void *arg, struct err *err)
{
    struct choose_work *work = arg;
    struct credential credential = {.hash = work->hash};

    return check_code(work, db, &credential.user, err) &&
           store_session_end_all(db, credential.user, err) &&
           store_credential_put(db, &credential, err);
}

bool
people_set_password(struct env *env, const char *name, const char *code, const char *password,
                    struct err *err)
{
    struct choose_work work = {.env = env, .name = name};
    struct code_found found;
    struct err wrong = {0};
    bool known;

    if (!password_rule(env->arena, name, password, err) ||
        !code_parse(code, strlen(code), env->config.public_url, &found, err)) {
        return false;
    }
    code_lookup(&env->keys, found.symbols, work.lookup);
    known = store_read(env->store, check_in_read, &work, &wrong);
    /* Right or wrong, it takes the time of a hash. */
    if (!password_hash(password, work.hash, err)) {
        return false;
    }
    if (!known) {
        *err = wrong;
        return false;
    }
    return store_write(env->store, choose_in_write, &work, err);
}
