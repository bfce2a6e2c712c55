/*
 * init.c - make a directory an office: key, configuration, empty database.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "code.h"
#include "config.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "store.h"
#include "str.h"
#include "upkeep.h"
#include "value.h"

#define DIR_MODE 0700
#define INI_MODE 0600

/* The address stands on every sheet; it must not tell a stranger who hands it out. */
static void
warn_of_telling_url(struct value *warnings, struct arena *arena, const char *public_url)
{
    static const char *const telling[] = {"jobcenter", "jc", "sucht", "schuld"};
    const char *lower = str_fold(arena, public_url, STR_FOLD_BASE);

    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        if (strstr(lower, telling[i]) != NULL) {
            value_add(warnings,
                      value_text(arena, arena_printf(arena,
                                                     "Die Adresse enthält »%s«. Sie steht auf "
                                                     "jedem Zettel und sollte neutral sein.",
                                                     telling[i])));
        }
    }
}

static bool
make_directory(const char *dir, struct err *err)
{
    struct stat status;

    if (mkdir(dir, DIR_MODE) == 0) {
        return true;
    }
    if (errno == EEXIST && stat(dir, &status) == 0 && S_ISDIR(status.st_mode)) {
        return true;
    }
    return err_set(err, REASON_STORE, "", "Der Ordner »%1« lässt sich nicht anlegen: %2", dir,
                   strerror(errno));
}

/* Every key of the table with its meaning, ready to be edited. */
static bool
write_configuration(struct env *env, const char *public_url, struct err *err)
{
    struct buf text = {0};
    const struct config_key *key;
    size_t count;
    bool done;

    key = config_table(&count);
    buf_puts(&text, "; Einstellungen. Nach einer Änderung prüfen mit: laufzettel config\n");
    for (size_t i = 0; i < count; i++) {
        bool is_url = str_equal(key[i].name, "public_url");
        const char *value = is_url ? public_url : key[i].standard;

        buf_printf(&text, "\n; %s\n%s = %s\n", key[i].help, key[i].name, value);
    }
    done = file_write(env_path(env, ENV_INI_NAME), buf_text(&text), text.len, INI_MODE, err);
    buf_finish(&text);
    return done;
}

static bool
refuse_existing(struct env *env, struct err *err)
{
    static const char *const names[] = {ENV_DB_NAME, ENV_KEY_NAME, ENV_INI_NAME};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (access(env_path(env, names[i]), F_OK) == 0) {
            return err_set(err, REASON_CONFLICT, "",
                           "In »%1« liegt schon %2. Bitte einen leeren Ordner wählen.", env->dir,
                           names[i]);
        }
    }
    return true;
}

bool
upkeep_init(struct env *env, const char *public_url, bool demo, const struct value **doc,
            struct err *err)
{
    const char *purpose = demo ? "demo" : "production";
    struct store_options options = {
        .dir = env->dir,
        .keys = &env->keys,
        .clock = &env->clock,
        .readers = 1,
    };
    struct value *root = value_record(env->arena);
    struct value *office = value_set_record(root, "office");

    if (!code_public_url_check(public_url, err) || !make_directory(env->dir, err) ||
        !refuse_existing(env, err) ||
        !key_create(env_path(env, ENV_KEY_NAME), &env->keys, err) ||
        !write_configuration(env, public_url, err) ||
        !store_create(&options, purpose, err)) {
        return false;
    }
    value_set_text(office, "directory", env->dir);
    value_set_text(office, "public_url", public_url);
    value_set_text(office, "purpose", purpose);
    warn_of_telling_url(value_set_list(root, "warnings"), env->arena, public_url);
    *doc = root;
    return true;
}
