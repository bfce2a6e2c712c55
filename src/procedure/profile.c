/*
 * profile.c - profiles: found, read line by line, listed.
 */
#include "profile.h"

#include <dirent.h>
#include <string.h>

#include "arena.h"
#include "asset.h"
#include "csv.h"
#include "date.h"
#include "env.h"
#include "file.h"
#include "ini_file.h"
#include "profile_names.h"
#include "str.h"
#include "value.h"

#define NAME_MAX_LEN 40
#define FOLDER "profiles"
#define ENDING ".ini"
#define BUILT_IN "forms/profiles/"
#define TEXT_POINTS 160

static const struct profile plain = {
    .name = "", .title = "", .encoding = TABLE_UTF8, .separator = ';',
    .day_pattern = "JJJJ-MM-TT"};

/* ---- reading ---- */

struct reader {
    struct env *env;
    struct profile *profile;
    struct profile_entry *entry;
    size_t count, room;
    unsigned seen; /* settings that were there, by row */
};

/* Each takes the cleaned value; false: not allowed. */
typedef bool set_fn(struct profile *profile, const char *value);

static bool
set_title(struct profile *profile, const char *value)
{
    profile->title = value;
    return *value != '\0';
}

static bool
set_example(struct profile *profile, const char *value)
{
    profile->example = str_equal(value, "yes");
    return profile->example || str_equal(value, "no");
}

static bool
set_encoding(struct profile *profile, const char *value)
{
    static const char *const words[] = {
        [TABLE_UTF8] = "utf-8", [TABLE_UTF8_MARKED] = "utf-8-bom",
        [TABLE_WINDOWS] = "windows-1252"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(words[i], value)) {
            profile->encoding = (enum table_encoding)i;
            return true;
        }
    }
    return false;
}

static bool
set_separator(struct profile *profile, const char *value)
{
    return csv_separator_from_name(value, &profile->separator);
}

static bool
set_date(struct profile *profile, const char *value)
{
    profile->day_pattern = value;
    return day_pattern_known(value);
}

static bool
set_others(struct profile *profile, const char *value)
{
    profile->passes_over = str_equal(value, "ignore");
    return profile->passes_over || str_equal(value, "refuse");
}

static const struct setting {
    const char *name;
    set_fn *set;
    const char *allowed;
} settings[] = {
    {"title", set_title, N_("ein Name für Menschen")},
    {"example", set_example, "yes, no"},
    {"encoding", set_encoding, "utf-8, utf-8-bom, windows-1252"},
    {"separator", set_separator, "semicolon, comma, tab"},
    {"date", set_date, DAY_PATTERNS},
    {"other_columns", set_others, "ignore, refuse"},
};
#define SETTINGS (sizeof settings / sizeof *settings)

static bool
doubled(const struct ini_line *line, const char *number, struct err *err)
{
    return err_set(err, REASON_INVALID, line->name,
                   "Zeile %1: Der Schlüssel „%2“ steht doppelt. Bitte eine Zeile löschen.", number,
                   line->name);
}

static bool
take_setting(struct reader *reader, const struct ini_line *line, const char *value,
             const char *number, struct err *err)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        if (!str_equal(settings[i].name, line->name)) {
            continue;
        }
        if (reader->seen & (1u << i)) {
            return doubled(line, number, err);
        }
        reader->seen |= 1u << i;
        return settings[i].set(reader->profile, value) ||
               err_set(err, REASON_INVALID, line->name,
                       "Zeile %1: „%2“ ist als %3 nicht erlaubt. Erlaubt ist: %_4.", number, value,
                       line->name, settings[i].allowed);
    }
    return err_set(err, REASON_INVALID, line->name,
                   "Zeile %1: Den Schlüssel „%2“ gibt es nicht. Es gibt: %3.", number, line->name,
                   "title, example, encoding, separator, date, other_columns");
}

/* What stands below a section's head. */
static bool
take_entry(struct reader *reader, const struct ini_line *line, const char *value,
           const char *number, struct err *err)
{
    struct arena *arena = reader->env->arena;

    if (!profile_section_known(line->section)) {
        return err_set(err, REASON_INVALID, line->section,
                       "Zeile %1: Den Abschnitt [%2] gibt es nicht. „laufzettel profile export "
                       "neutral“ zeigt alle.",
                       number, line->section);
    }
    if (!profile_name_known(line->section, line->name)) {
        return err_set(err, REASON_INVALID, line->name,
                       "Zeile %1: „%2“ gibt es in [%3] nicht. „laufzettel profile export "
                       "neutral“ zeigt, was es gibt.",
                       number, line->name, line->section);
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (str_equal(reader->entry[i].section, line->section) &&
            str_equal(reader->entry[i].name, line->name)) {
            return doubled(line, number, err);
        }
    }
    if (*value == '\0') {
        return err_set(err, REASON_INVALID, line->name,
                       "Zeile %1: Hinter „%2 =“ fehlt der Wert.", number, line->name);
    }
    if (reader->count == reader->room) {
        size_t room = reader->room == 0 ? 64 : 2 * reader->room;

        reader->entry = arena_grow(arena, reader->entry, reader->room, room,
                                   sizeof *reader->entry);
        reader->room = room;
    }
    reader->entry[reader->count++] = (struct profile_entry){
        line->number, arena_strdup(arena, line->section), arena_strdup(arena, line->name), value};
    return true;
}

static bool
take_line(void *user, const struct ini_line *line, struct err *err)
{
    struct reader *reader = user;
    char number[ERR_NUMBER_MAX];
    const char *value;

    err_number(number, line->number);
    if (!str_clean(reader->env->arena, line->value, strlen(line->value), line->name, TEXT_POINTS,
                   &value, err)) {
        return false;
    }
    return *line->section == '\0' ? take_setting(reader, line, value, number, err)
                                  : take_entry(reader, line, value, number, err);
}

bool
profile_parse(struct env *env, const char *name, const char *bytes, size_t len,
              const struct profile **out, struct err *err)
{
    struct profile *profile = arena_memdup(env->arena, &plain, sizeof plain);
    struct reader reader = {.env = env, .profile = profile};

    profile->name = arena_strdup(env->arena, name);
    profile->title = profile->name;
    if (!ini_read(env->arena, arena_printf(env->arena, "%s" ENDING, name), bytes, len, take_line,
                  &reader, err)) {
        return false;
    }
    profile->entry = reader.entry;
    profile->entry_count = reader.count;
    *out = profile;
    return true;
}

/* ---- finding ---- */

static bool
is_name(const char *name)
{
    size_t len = strlen(name);

    return len >= 1 && len <= NAME_MAX_LEN &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static const struct asset *
built_in(struct arena *arena, const char *name)
{
    return asset_find(arena_printf(arena, BUILT_IN "%s" ENDING, name));
}

bool
profile_source(struct env *env, const char *name, const char **bytes, size_t *len, bool *own,
               struct err *err)
{
    const struct asset *file;
    struct err absent = {0};

    if (is_name(name)) {
        *own = file_read(env->arena,
                         env_path(env, arena_printf(env->arena, FOLDER "/%s" ENDING, name)),
                         "profile", PROFILE_BYTES_MAX, bytes, len, &absent);
        if (*own) {
            return true;
        }
        if (absent.reason != REASON_NOT_FOUND) {
            *err = absent;
            return false;
        }
        file = built_in(env->arena, name);
        if (file != NULL) {
            *bytes = (const char *)file->bytes;
            *len = file->len;
            return true;
        }
    }
    return err_set(err, REASON_NOT_FOUND, "profile",
                   "Ein Profil »%1« gibt es nicht. laufzettel profile list zeigt alle.", name);
}

bool
profile_find(struct env *env, const char *name, const struct profile **out, struct err *err)
{
    const char *bytes;
    struct profile *profile;
    size_t len;
    bool own;

    if (*name == '\0') {
        *out = &plain;
        return true;
    }
    if (!profile_source(env, name, &bytes, &len, &own, err) ||
        !profile_parse(env, name, bytes, len, out, err)) {
        return false;
    }
    profile = arena_memdup(env->arena, *out, sizeof **out);
    profile->own = own;
    *out = profile;
    return true;
}

const char *
profile_value(const struct profile *profile, const char *section, const char *name)
{
    for (size_t i = 0; i < profile->entry_count; i++) {
        if (str_equal(profile->entry[i].section, section) &&
            str_equal(profile->entry[i].name, name)) {
            return profile->entry[i].value;
        }
    }
    return NULL;
}

bool
profile_has(const struct profile *profile, const char *section)
{
    for (size_t i = 0; i < profile->entry_count; i++) {
        if (str_equal(profile->entry[i].section, section)) {
            return true;
        }
    }
    return false;
}

/* ---- telling ---- */

static void
fill(struct value *record, const struct profile *profile)
{
    value_set_text(record, "name", profile->name);
    value_set_text(record, "title", profile->title);
    value_set_bool(record, "example", profile->example);
    value_set_bool(record, "own_file", profile->own);
}

const struct value *
profile_document(struct env *env, const struct profile *profile)
{
    static const char *const encodings[] = {
        [TABLE_UTF8] = "utf-8", [TABLE_UTF8_MARKED] = "utf-8-bom",
        [TABLE_WINDOWS] = "windows-1252"};
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "profile");

    fill(record, profile);
    value_set_text(record, "date", profile->day_pattern);
    value_set_text(record, "encoding", encodings[profile->encoding]);
    value_set_text(record, "separator",
                   profile->separator == ';'   ? "semicolon"
                   : profile->separator == ',' ? "comma"
                                               : "tab");
    return root;
}

/* The name of PATH below its folder and without its ending, or NULL. */
static const char *
name_of(struct arena *arena, const char *path)
{
    const char *file = str_starts(path, BUILT_IN) ? path + strlen(BUILT_IN) : path;
    size_t len = strlen(file), ending = strlen(ENDING);
    const char *name;

    if (len <= ending || !str_equal(file + len - ending, ENDING)) {
        return NULL;
    }
    name = arena_strndup(arena, file, len - ending);
    return is_name(name) ? name : NULL;
}

/* A file that cannot be read is listed too: by its name alone, so that it gets mended. */
static void
add(struct env *env, struct value *list, const char *name)
{
    const struct profile *profile;
    struct value *record = value_add_record(list);
    struct err ignored = {0};

    if (profile_find(env, name, &profile, &ignored)) {
        fill(record, profile);
    } else {
        fill(record, &(struct profile){.name = name, .title = name, .own = true});
    }
}

/* Files of the office that are not built in. */
static void
add_own(struct env *env, struct value *list)
{
    DIR *folder = opendir(env_path(env, FOLDER));
    const struct dirent *entry;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        const char *name = name_of(env->arena, entry->d_name);

        if (name != NULL && built_in(env->arena, name) == NULL) {
            add(env, list, name);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

bool
profile_list(struct env *env, const struct value **doc, struct err *err)
{
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "profiles");
    const struct asset *asset;
    size_t count;

    (void)err;
    asset = asset_table(&count);
    add(env, list, "neutral");
    for (size_t i = 0; i < count; i++) {
        const char *name = str_starts(asset[i].name, BUILT_IN)
                               ? name_of(env->arena, asset[i].name)
                               : NULL;

        if (name != NULL && !str_equal(name, "neutral")) {
            add(env, list, name);
        }
    }
    add_own(env, list);
    *doc = root;
    return true;
}
