/*
 * face.c - a document as people read it on a page.
 *
 * The document holds facts; a page wants them in the reader's language and in German dates.
 * This copies it and adds what templates, which know no expressions, cannot make themselves.
 */
#include <string.h>

#include "arena.h"
#include "catalog.h"
#include "date.h"
#include "server.h"
#include "str.h"
#include "value.h"

static bool
ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);

    return len >= end_len && memcmp(text + len - end_len, end, end_len) == 0;
}

static bool
is_one_of(const char *key, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (str_equal(key, *list)) {
            return true;
        }
    }
    return false;
}

static bool
is_translated(const char *key)
{
    static const char *const whole[] = {"label", "notice", "message", NULL};

    return is_one_of(key, whole) || ends_with(key, "_label");
}

static bool
is_address_part(const char *key)
{
    static const char *const keys[] = {"case", "key", "number", "provider", "service", "slip",
                                       "team", NULL};

    return is_one_of(key, keys);
}

/* Does TEXT have the shape of PATTERN, where 0 stands for a digit? */
static bool
has_shape(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; text++, pattern++) {
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern) {
            return false;
        }
    }
    return *text == '\0';
}

static void
add_day(struct arena *arena, struct value *record, const char *key, const char *text)
{
    char german[DAY_TEXT_MAX];
    struct err ignored = {0};
    int32_t day;

    if (has_shape(text, "0000-00-00") && day_parse(text, key, &day, &ignored)) {
        value_set_text(record, arena_printf(arena, "%s_text", key), day_german(german, day));
    }
}

/* Documents print moments as moment_rfc3339 does, so that reading one back is arithmetic. */
static void
add_moment(struct arena *arena, struct value *record, const char *key, const char *text)
{
    char german[MOMENT_TEXT_MAX];
    int32_t day;
    int64_t ms;

    if (!has_shape(text, "0000-00-00T00:00:00.000Z")) {
        return;
    }
#define DIGITS(at) ((text[at] - '0') * 10 + text[(at) + 1] - '0')
    day = day_from_civil(DIGITS(0) * 100 + DIGITS(2), DIGITS(5), DIGITS(8));
    ms = ((int64_t)(DIGITS(11) * 60 + DIGITS(14)) * 60 + DIGITS(17)) * 1000;
#undef DIGITS
    if (day != DAY_NONE) {
        ms += (int64_t)day * 86400000;
        value_set_text(record, arena_printf(arena, "%s_text", key), moment_german(german, ms));
    }
}

/*
 * In the path of an address everything but unreserved letters is escaped. An escaped slash
 * is refused on the wire, as it can hide a way up; a number's own slash travels as '~', which
 * route.c turns back.
 */
static void
add_path(struct arena *arena, struct value *record, const char *key, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._";
    char *path = arena_alloc(arena, 3 * strlen(text) + 1), *at = path;

    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL) {
            *at++ = *text;
        } else if (*text == '/') {
            *at++ = '~';
        } else {
            static const char hex[] = "0123456789ABCDEF";

            *at++ = '%';
            *at++ = hex[(unsigned char)*text >> 4];
            *at++ = hex[(unsigned char)*text & 15];
        }
    }
    value_set_text(record, arena_printf(arena, "%s_path", key), path);
}

static struct value *copy(struct arena *arena, const struct value *from,
                          const struct catalog *catalog);

static void
copy_text(struct arena *arena, struct value *record, const char *key, const char *text,
          const struct catalog *catalog)
{
    value_set_text(record, key,
                   is_translated(key) && *text != '\0' ? catalog_text(catalog, text) : text);
    add_day(arena, record, key, text);
    add_moment(arena, record, key, text);
    if (is_address_part(key)) {
        add_path(arena, record, key, text);
    }
}

static struct value *
copy_record(struct arena *arena, const struct value *from, const struct catalog *catalog)
{
    struct value *record = value_record(arena);

    for (size_t i = 0; i < value_len(from); i++) {
        const char *key = value_key(from, i);
        const struct value *member = value_at(from, i);

        if (value_kind(member) == VALUE_TEXT) {
            copy_text(arena, record, key, value_string(member), catalog);
        } else {
            value_set(record, key, copy(arena, member, catalog));
        }
    }
    return record;
}

static struct value *
copy(struct arena *arena, const struct value *from, const struct catalog *catalog)
{
    struct value *list;

    switch (value_kind(from)) {
    case VALUE_NULL: return value_null(arena);
    case VALUE_BOOL: return value_bool(arena, value_truth(from));
    case VALUE_INT: return value_int(arena, value_number(from));
    case VALUE_TEXT: return value_text(arena, value_string(from));
    case VALUE_RECORD: return copy_record(arena, from, catalog);
    case VALUE_LIST: break;
    }
    list = value_list(arena);
    for (size_t i = 0; i < value_len(from); i++) {
        value_add(list, copy(arena, value_at(from, i), catalog));
    }
    return list;
}

struct value *
face_of(struct arena *arena, const struct value *doc, const struct catalog *catalog)
{
    return copy_record(arena, doc, catalog);
}

const char *
face_dial(struct arena *arena, const char *phone)
{
    char *digits = arena_alloc(arena, strlen(phone) + 1), *end = digits;

    for (const char *at = phone; *at != '\0'; at++) {
        if ((*at >= '0' && *at <= '9') || (*at == '+' && at == phone)) {
            *end++ = *at;
        }
    }
    *end = '\0';
    return digits;
}
