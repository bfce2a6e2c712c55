/*
 * page_text.c - find and read the texts of the pages that every house words itself.
 */
#include "page_text.h"

#include <string.h>

#include "arena.h"
#include "asset.h"
#include "env.h"
#include "file.h"
#include "prose.h"
#include "str.h"
#include "value.h"

static const char *const names[] = {
    "barrierefreiheit", "datenschutz",       "impressum",        "hilfe-ausstellen",
    "hilfe-bericht",    "hilfe-buchungen",   "hilfe-einlesen",   "hilfe-einwilligung",
    "hilfe-empfang",    "hilfe-fall",        "hilfe-loeschung",  "hilfe-ohne-netz",
    "hilfe-personen",   "hilfe-protokoll",   "hilfe-ruecklauf",  "hilfe-stapel",
    "hilfe-stellen",    "hilfe-verloren",    "hilfe-vertretung", "hilfe-verwaltung",
    "unterweisung",
};
static const char *const endings[] = {"", ".en"};

#define NAMES (sizeof names / sizeof *names)
#define ENDINGS (sizeof endings / sizeof *endings)

static const char *
value_of(const void *context, const char *key)
{
    static const char *const keys[] = {"authority", "controller", "data_officer", "help_phone",
                                       "office_name", "operator_name"};
    const struct config *config = context;

    if (str_equal(key, "responsible")) {
        return *config->controller == '\0' ? config->operator_name : config->controller;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (str_equal(key, keys[i])) {
            return config_value(config, key);
        }
    }
    return NULL;
}

/* The office's own file, if there is one: *FOUND. */
static bool
read_own(struct env *env, const char *name, const char **bytes, size_t *len, bool *found,
         struct err *err)
{
    const char *file = arena_printf(env->arena, "pages/%s.txt", name);
    struct err missing = {0};

    *found = file_read(env->arena, env_path(env, file), file, PROSE_BYTES_MAX, bytes, len,
                       &missing);
    if (!*found && missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    return true;
}

static bool
is_name(const char *name)
{
    for (size_t i = 0; i < NAMES; i++) {
        for (size_t k = 0; k < ENDINGS; k++) {
            const char *end = name + (str_starts(name, names[i]) ? strlen(names[i]) : 0);

            if (end != name && str_equal(end, endings[k])) {
                return true;
            }
        }
    }
    return false;
}

bool
page_text_source(struct env *env, const char *name, const char **bytes, size_t *len,
                 struct err *err)
{
    const struct asset *built_in;
    bool found;

    if (!is_name(name)) {
        return err_set(err, REASON_NOT_FOUND, "page",
                       "Den Text »%1« gibt es nicht. Es gibt: barrierefreiheit, datenschutz, "
                       "impressum, unterweisung und zu jeder Hilfeseite hilfe-NAME; auf Englisch "
                       "mit der Endung .en.",
                       name);
    }
    if (!read_own(env, name, bytes, len, &found, err)) {
        return false;
    }
    if (!found) {
        built_in = asset_find(arena_printf(env->arena, "assets/texts/%s.txt", name));
        *bytes = (const char *)built_in->bytes;
        *len = built_in->len;
    }
    return true;
}

/* Does the office word NAME in German only? Then that holds in every language. */
static bool
is_german_only(struct env *env, const char *name, bool *out, struct err *err)
{
    const char *bytes;
    bool german, english;
    size_t len;

    if (!read_own(env, name, &bytes, &len, &german, err) ||
        !read_own(env, arena_printf(env->arena, "%s.en", name), &bytes, &len, &english, err)) {
        return false;
    }
    *out = german && !english;
    return true;
}

bool
page_text(struct env *env, const char *name, const char *language, const struct value **doc,
          struct err *err)
{
    bool english = str_equal(language, "en"), german_only = false;
    struct value *root = value_record(env->arena);
    const struct value *blocks;
    const char *bytes, *file;
    size_t len;

    if (english && !is_german_only(env, name, &german_only, err)) {
        return false;
    }
    english &= !german_only;
    file = english ? arena_printf(env->arena, "%s.en", name) : name;
    if (!page_text_source(env, file, &bytes, &len, err) ||
        !prose_read(env->arena, bytes, len, arena_printf(env->arena, "pages/%s.txt", file),
                    value_of, &env->config, &blocks, err)) {
        return false;
    }
    value_set_shared(root, "blocks", blocks);
    value_set_text(root, "language", english ? "en" : "de");
    *doc = root;
    return true;
}

bool
page_text_check_all(struct env *env, struct err *err)
{
    const struct value *ignored;

    for (size_t i = 0; i < NAMES; i++) {
        if (!page_text(env, names[i], "de", &ignored, err) ||
            !page_text(env, names[i], "en", &ignored, err)) {
            return false;
        }
    }
    return true;
}

bool
page_text_check(struct env *env, const char *file, const char *bytes, size_t len,
                const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct value *page = value_set_record(root, "page");
    const struct value *blocks;

    if (!prose_read(env->arena, bytes, len, file, value_of, &env->config, &blocks, err)) {
        return false;
    }
    value_set_text(page, "file", file);
    value_set_int(page, "blocks", (int64_t)value_len(blocks));
    *doc = root;
    return true;
}
