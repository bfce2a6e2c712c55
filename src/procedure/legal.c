/*
 * legal.c - find the legal texts of the office.
 */
#include "legal.h"

#include "arena.h"
#include "asset.h"
#include "date.h"
#include "env.h"
#include "file.h"
#include "value.h"
#include "wording.h"

#define FILE_NAME "forms/wording.txt"

const char *
legal_source(size_t *len)
{
    const struct asset *built_in = asset_find(FILE_NAME);

    *len = built_in->len;
    return (const char *)built_in->bytes;
}

static bool
built_in_list(struct arena *arena, struct wordings *out, struct err *err)
{
    size_t len;
    const char *bytes = legal_source(&len);

    return wording_parse(arena, bytes, len, NULL, out, err);
}

/* The built-in texts, then the office's own: of the same day the later one holds. */
bool
legal_list(struct env *env, struct wordings *out, struct err *err)
{
    struct wordings built_in, own;
    struct err missing = {0};
    const char *bytes;
    size_t len;

    if (!built_in_list(env->arena, &built_in, err)) {
        return false;
    }
    *out = built_in;
    if (!file_read(env->arena, env_path(env, FILE_NAME), FILE_NAME, WORDING_BYTES_MAX, &bytes,
                   &len, &missing)) {
        if (missing.reason != REASON_NOT_FOUND) {
            *err = missing;
            return false;
        }
        return true;
    }
    if (!wording_parse(env->arena, bytes, len, &built_in, &own, err)) {
        return false;
    }
    *out = wording_join(env->arena, &built_in, &own);
    return true;
}

bool
legal_texts(struct env *env, int32_t day, const struct value **out, struct err *err)
{
    struct wordings list;

    if (!legal_list(env, &list, err)) {
        return false;
    }
    *out = wording_in_force(env->arena, &list, day);
    return true;
}

bool
legal_require(struct env *env, const char *group, int32_t day, struct err *err)
{
    struct wordings list;
    char text[DAY_TEXT_MAX];
    const char *gap;

    if (!legal_list(env, &list, err)) {
        return false;
    }
    gap = wording_gap(env->arena, &list, group, day);
    return gap == NULL ||
           err_set(err, REASON_INVALID, "wording",
                   "Am %1 gilt kein Text »%2«. Bitte in %3 einen Text eintragen, der an diesem "
                   "Tag gilt.",
                   day_german(text, day), gap, FILE_NAME);
}

bool
legal_check(struct arena *arena, const char *bytes, size_t len, size_t *count, struct err *err)
{
    struct wordings built_in, own;

    if (!built_in_list(arena, &built_in, err) ||
        !wording_parse(arena, bytes, len, &built_in, &own, err)) {
        return false;
    }
    *count = own.count;
    return true;
}
