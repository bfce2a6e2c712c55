/*
 * view.c - every page of assets/pages, parsed once, inside the one frame.
 *
 * frame.html says {{>page}} where the page stands. A file whose name begins with '_' is a
 * part of pages, not a page.
 */
#include <string.h>

#include "arena.h"
#include "asset.h"
#include "server.h"
#include "str.h"
#include "template.h"

#define PAGES "assets/pages/"
#define HTML ".html"

struct view {
    struct page {
        const char *name;
        const struct template *template;
    } *page;
    size_t count;
};

/* CONTEXT is the name of the page that the frame is parsed for. */
static bool
find_source(const void *context, const char *name, const char **bytes, size_t *len)
{
    const char *file = str_equal(name, "page") ? context : name;
    struct arena scratch = {0};
    const struct asset *asset = asset_find(arena_printf(&scratch, PAGES "%s" HTML, file));

    arena_finish(&scratch);
    if (asset != NULL) {
        *bytes = (const char *)asset->bytes;
        *len = asset->len;
    }
    return asset != NULL;
}

/* The name of a page among the assets, or NULL. */
static const char *
page_name(struct arena *arena, const struct asset *asset)
{
    const char *name = asset->name + strlen(PAGES);

    if (!str_starts(asset->name, PAGES) || *name == '_' || str_equal(name, "frame" HTML)) {
        return NULL;
    }
    return arena_strndup(arena, name, strlen(name) - strlen(HTML));
}

bool
view_open(struct arena *arena, struct view **out, struct err *err)
{
    struct view *view = arena_alloc(arena, sizeof *view);
    const struct asset *asset;
    size_t count;

    asset = asset_table(&count);
    view->page = arena_array(arena, count, sizeof *view->page);
    for (size_t i = 0; i < count; i++) {
        struct page *page = &view->page[view->count];

        page->name = page_name(arena, &asset[i]);
        if (page->name == NULL) {
            continue;
        }
        if (!template_parse(arena, "frame", find_source, page->name, &page->template, err)) {
            return false;
        }
        view->count++;
    }
    *out = view;
    return true;
}

const struct template *
view_find(const struct view *view, const char *name)
{
    for (size_t i = 0; i < view->count; i++) {
        if (str_equal(view->page[i].name, name)) {
            return view->page[i].template;
        }
    }
    return NULL;
}
