/*
 * env.c - open one office's directory and act in it.
 */
#include "env.h"

#include "arena.h"
#include "asset.h"
#include "catalog.h"
#include "file.h"
#include "paper.h"
#include "store.h"
#include "str.h"

const char *
env_path(const struct env *env, const char *name)
{
    return arena_printf(env->arena, "%s/%s", env->dir, name);
}

static bool
load_language(struct env *env, struct err *err)
{
    const struct asset *texts;

    env->catalog = NULL;
    if (!str_equal(env->config.language, "en")) {
        return true;
    }
    texts = asset_find("assets/texts/en.po");
    if (texts == NULL) {
        return err_set(err, REASON_NOT_FOUND, "language",
                       "Für diese Sprache fehlen die Texte im Programm.");
    }
    return catalog_parse(env->arena, (const char *)texts->bytes, texts->len, &env->catalog, err);
}

bool
env_configure(struct env *env, struct err *err)
{
    struct err missing = {0};
    const char *text;
    size_t len;

    config_default(&env->config);
    if (!file_read(env->arena, env_path(env, ENV_INI_NAME), ENV_INI_NAME, CONFIG_BYTES_MAX, &text,
                   &len, &missing)) {
        if (missing.reason != REASON_NOT_FOUND) {
            *err = missing;
            return false;
        }
        return err_set(err, REASON_STORE, "",
                       "In »%1« ist noch nichts eingerichtet. Bitte zuerst: laufzettel -C %1 init",
                       env->dir);
    }
    return config_parse(env->arena, text, len, &env->config, err) && load_language(env, err);
}

bool
env_open_store(struct env *env, struct err *err)
{
    struct store_options options = {
        .dir = env->dir,
        .keys = &env->keys,
        .clock = &env->clock,
        .readers = env->readers == 0 ? 1 : env->readers,
        .migrate = env->readers > 0 && str_equal(env->config.migrate, "yes"),
    };

    return key_load(env_path(env, ENV_KEY_NAME), &env->keys, err) &&
           store_open(&options, &env->store, err);
}

struct user_query {
    struct env *env;
    const char *name;
};

static bool
read_user(struct db *db, void *arg, struct err *err)
{
    struct user_query *query = arg;

    return store_user_get(db, query->env->arena, query->name, &query->env->user, err);
}

bool
env_act_as(struct env *env, const char *name, struct err *err)
{
    struct user_query query = {env, name};
    struct err why = {0};

    env->changes_case = 0;
    if (store_read(env->store, read_user, &query, &why) && !env->user.disabled) {
        return true;
    }
    if (why.reason == REASON_STORE) {
        *err = why;
        return false;
    }
    return err_set(err, REASON_NOT_ALLOWED, "user",
                   "»%1« ist hier nicht angelegt oder gesperrt. Anlegen mit: user add", name);
}

void
env_close(struct env *env)
{
    paper_close(env->paper);
    env->paper = NULL;
    store_close(env->store);
    env->store = NULL;
    key_forget(&env->keys);
}
