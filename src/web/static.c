/*
 * static.c - style sheet, scripts and fonts: embedded, named by what is in them, cached for ever.
 *
 * The build names a file NAME-HASH.EXT and puts NAME-HASH.EXT.gz beside it. A template says
 * {{frame.files.NAME_EXT}}.
 */
#include <ctype.h>
#include <string.h>

#include "arena.h"
#include "asset.h"
#include "pages.h"
#include "server.h"
#include "str.h"
#include "value.h"

#define STATIC "static/"
#define GZIP ".gz"

struct static_files {
    struct file {
        const char *key;      /* laufzettel_css */
        const char *path;     /* /static/laufzettel-0123abcd.css */
        const char *name;     /* laufzettel-0123abcd.css */
        const struct asset *plain, *gzip; /* gzip: NULL when it would not be shorter */
        const char *type;
    } *file;
    size_t count;
};

static const char *
type_of(const char *name)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {"css", "text/css; charset=utf-8"},
        {"ico", "image/x-icon"},
        {"js", "text/javascript; charset=utf-8"},
        {"png", "image/png"},
        {"svg", "image/svg+xml"},
        {"wasm", "application/wasm"},
        {"webmanifest", "application/manifest+json"},
        {"woff2", "font/woff2"},
    };
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof *types; i++) {
        if (str_equal(dot + 1, types[i].end)) {
            return types[i].type;
        }
    }
    return "application/octet-stream";
}

/* "laufzettel-0123abcd.css" is laufzettel_css to a template. */
static const char *
key_of(struct arena *arena, const char *name)
{
    const char *dot = strrchr(name, '.'), *hyphen = strrchr(name, '-');
    char *key;

    if (dot == NULL || hyphen == NULL || hyphen > dot) {
        return arena_strdup(arena, name);
    }
    key = arena_printf(arena, "%.*s_%s", (int)(hyphen - name), name, dot + 1);
    for (char *at = key; *at != '\0'; at++) {
        *at = isalnum((unsigned char)*at) ? *at : '_';
    }
    return key;
}

static bool
is_gzip(const char *name)
{
    size_t len = strlen(name);

    return len > strlen(GZIP) && str_equal(name + len - strlen(GZIP), GZIP);
}

bool
static_open(struct arena *arena, struct static_files **out, struct err *err)
{
    struct static_files *files = arena_alloc(arena, sizeof *files);
    const struct asset *asset;
    size_t count;

    asset = asset_table(&count);
    files->file = arena_array(arena, count, sizeof *files->file);
    for (size_t i = 0; i < count; i++) {
        const char *name = asset[i].name + strlen(STATIC);

        if (!str_starts(asset[i].name, STATIC) || is_gzip(name)) {
            continue;
        }
        files->file[files->count++] = (struct file){
            .key = key_of(arena, name),
            .path = arena_printf(arena, "/%s", asset[i].name),
            .name = name,
            .plain = &asset[i],
            .gzip = asset_find(arena_printf(arena, "%s" GZIP, asset[i].name)),
            .type = type_of(name),
        };
    }
    *out = files;
    return files->count > 0 ||
           err_set(err, REASON_NOT_FOUND, "static", "Die Seite „%1“ fehlt im Programm.",
                   "laufzettel.css");
}

void
static_fill(const struct static_files *files, struct value *record)
{
    for (size_t i = 0; i < files->count; i++) {
        value_set_text(record, files->file[i].key, files->file[i].path);
    }
}

bool
static_find(const struct static_files *files, const char *key, const char **path,
            const struct asset **plain)
{
    for (size_t i = 0; i < files->count; i++) {
        if (str_equal(files->file[i].key, key)) {
            *path = files->file[i].path;
            *plain = files->file[i].plain;
            return true;
        }
    }
    return false;
}

const char *
static_path(const struct static_files *files, const char *key)
{
    const struct asset *ignored;
    const char *path = NULL;

    (void)static_find(files, key, &path, &ignored);
    return path;
}

static const struct file *
find_file(const struct static_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++) {
        if (str_equal(files->file[i].name, name)) {
            return &files->file[i];
        }
    }
    return NULL;
}

/* "gzip, br;q=0.5": is gzip a word of it, and not refused with q=0? */
static bool
takes_gzip(const char *header)
{
    const char *gzip = strstr(header, "gzip");

    return gzip != NULL && !str_starts(gzip + strlen("gzip"), ";q=0");
}

void
page_static(struct web_exchange *x)
{
    const struct file *file = find_file(x->web->files, x->segment[0]);
    const struct asset *asset;
    struct err err = {0};

    if (file == NULL) {
        err_set(&err, REASON_NOT_FOUND, "", NULL);
        web_fail(x, &err);
        return;
    }
    asset = file->gzip != NULL && takes_gzip(x->request->accept_encoding) ? file->gzip
                                                                        : file->plain;
    x->response->status = 200;
    x->response->content_type = file->type;
    x->response->body = asset->bytes;
    x->response->body_len = asset->len;
    x->response->body_static = true;
    http_header_add(x->response, "Cache-Control", "public, max-age=31536000, immutable");
    http_header_add(x->response, "Vary", "Accept-Encoding");
    if (asset == file->gzip) {
        http_header_add(x->response, "Content-Encoding", "gzip");
    }
}
