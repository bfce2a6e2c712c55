/*
 * page_install.c - the scan page as an app that opens without a line: what it is called, the
 * page that nobody's data stands on, and the script that keeps both.
 *
 * The script begins with what this build and this office make of the page: another one is
 * another script, which browsers fetch anew with all that it names.
 */
#include <string.h>

#include "arena.h"
#include "asset.h"
#include "buf.h"
#include "json.h"
#include "key.h"
#include "pages.h"
#include "server.h"
#include "value.h"

#define HTTP_OK 200
#define SHELL "/s/ohne-netz"
#define VERSION_BYTES 8

/* ---- the manifest ---- */

static void
add_icon(const struct web_exchange *x, struct value *list, const char *key, const char *type,
         const char *sizes, const char *purpose)
{
    const struct asset *ignored;
    const char *path;
    struct value *icon;

    /* Without npm at build there are no pictures in pixels. */
    if (!static_find(x->web->files, key, &path, &ignored)) {
        return;
    }
    icon = value_add_record(list);
    value_set_text(icon, "src", path);
    value_set_text(icon, "type", type);
    value_set_text(icon, "sizes", sizes);
    value_set_text(icon, "purpose", purpose);
}

static void
answer_text(struct web_exchange *x, const char *type, const struct buf *text)
{
    x->response->status = HTTP_OK;
    x->response->content_type = type;
    x->response->body = arena_memdup(x->env.arena, text->data, text->len);
    x->response->body_len = text->len;
}

void
page_manifest(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct value *icons;
    struct buf text = {0};

    value_set_text(doc, "name", x->env.config.operator_name);
    value_set_text(doc, "short_name", x->env.config.operator_name);
    value_set_text(doc, "lang", x->language);
    value_set_text(doc, "id", "/s");
    value_set_text(doc, "start_url", "/s");
    value_set_text(doc, "scope", "/");
    value_set_text(doc, "display", "standalone");
    value_set_text(doc, "background_color", "#ffffff");
    value_set_text(doc, "theme_color", "#131525");
    icons = value_set_list(doc, "icons");
    add_icon(x, icons, "icon_svg", "image/svg+xml", "any", "any");
    add_icon(x, icons, "icon_192_png", "image/png", "192x192", "any");
    add_icon(x, icons, "icon_512_png", "image/png", "512x512", "any");
    add_icon(x, icons, "icon_512_png", "image/png", "512x512", "maskable");
    json_print(doc, 0, &text);
    answer_text(x, "application/manifest+json", &text);
    buf_finish(&text);
}

/* ---- the page without a line ---- */

/* The same for everybody: it lies in the browser and is shown to whoever opens it. */
void
page_shell(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);

    x->session = (struct people_session){0};
    x->env.user = (struct user){0};
    x->device = (struct device){0};
    value_set_text(doc, "title", N_("Keine Verbindung"));
    web_page(x, HTTP_OK, "scan_shell", doc);
}

/* ---- the script ---- */

/* What the page without a line consists of; what else it uses is kept when it is used. */
static const char *const files[] = {
    "laufzettel_css", "noto_sans_400_core_woff2", "noto_sans_700_core_woff2",
    "icon_svg",       "code_js",                  "scan_js",
    "sound_js",       "offline_js",
};

static struct value *
list_files(const struct web_exchange *x)
{
    struct value *list = value_list(x->env.arena);
    const struct asset *ignored;
    const char *path;

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (static_find(x->web->files, files[i], &path, &ignored)) {
            value_add(list, value_text(x->env.arena, path));
        }
    }
    return list;
}

/* Changes with all that the page shows. */
static const char *
version(const struct web_exchange *x, const struct value *list)
{
    static const char *const parts[] = {"assets/pages/frame.html", "assets/pages/scan_shell.html",
                                        "assets/pages/_scan_queue.html", "assets/texts/en.po"};
    uint8_t hash[KEY_SHA256_BYTES];
    struct buf text = {0}, out = {0};
    const char *copy;

    buf_printf(&text, "%s|%s|%s|", x->language, x->env.config.operator_name,
               x->env.config.help_phone);
    json_print(list, 0, &text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct asset *asset = asset_find(parts[i]);

        buf_append(&text, asset->bytes, asset->len);
    }
    key_sha256(text.data, text.len, hash);
    for (size_t i = 0; i < VERSION_BYTES; i++) {
        buf_printf(&out, "%02x", hash[i]);
    }
    copy = arena_strdup(x->env.arena, buf_text(&out));
    buf_finish(&text);
    buf_finish(&out);
    return copy;
}

void
page_worker(struct web_exchange *x)
{
    struct value *build = value_record(x->env.arena);
    struct value *list = list_files(x);
    const struct asset *script;
    const char *ignored;
    struct buf text = {0};
    struct err err = {0};

    if (!static_find(x->web->files, "worker_js", &ignored, &script)) {
        err_set(&err, REASON_NOT_FOUND, "", NULL);
        web_fail(x, &err);
        return;
    }
    value_set_text(build, "version", version(x, list));
    value_set_text(build, "shell", SHELL);
    value_set(build, "files", list);
    buf_puts(&text, "const BUILD = ");
    json_print(build, 0, &text);
    buf_puts(&text, ";\n");
    buf_append(&text, script->bytes, script->len);
    answer_text(x, "text/javascript; charset=utf-8", &text);
    buf_finish(&text);
}
