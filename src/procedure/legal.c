/*
 * legal.c - find the legal texts of the office.
 */
#include "legal.h"

#include <string.h>

#include "arena.h"
#include "asset.h"
#include "date.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "paper_texts.h"
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

/* The bytes of the office's own file; none without one. */
static bool
read_own(struct env *env, const char **bytes, size_t *len, struct err *err)
{
    struct err missing = {0};

    *bytes = "";
    *len = 0;
    if (!file_read(env->arena, env_path(env, FILE_NAME), FILE_NAME, WORDING_BYTES_MAX, bytes,
                   len, &missing) &&
        missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    return true;
}

/* The built-in texts, then the office's own: of the same day the later one holds. */
static bool
parse(struct arena *arena, const char *bytes, size_t len, struct wordings *out, struct err *err)
{
    struct wordings built_in, own;

    if (!built_in_list(arena, &built_in, err) ||
        !wording_parse(arena, bytes, len, &built_in, &own, err)) {
        return false;
    }
    *out = wording_join(arena, &built_in, &own);
    return true;
}

bool
legal_list(struct env *env, struct wordings *out, struct err *err)
{
    bool settled;
    struct kept_legal *kept = paper_legal(env, &settled);
    uint8_t sha256[PAPER_SHA256_BYTES];
    const char *bytes;
    size_t len;

    if (kept != NULL && kept->full && settled) {
        *out = kept->list;
        return true;
    }
    if (!read_own(env, &bytes, &len, err)) {
        return false;
    }
    if (kept == NULL) {
        return parse(env->arena, bytes, len, out, err);
    }
    key_sha256(bytes, len, sha256);
    if (!kept->full || memcmp(kept->sha256, sha256, sizeof sha256) != 0) {
        kept->full = false;
        arena_reset(&kept->arena);
        if (!parse(&kept->arena, bytes, len, &kept->list, err)) {
            return false;
        }
        memcpy(kept->sha256, sha256, sizeof sha256);
        kept->full = true;
    }
    *out = kept->list;
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
