/*
 * page_help.c - who runs this, what happens to data, and how people without sight or mouse use it.
 */
#include "page_text.h"
#include "pages.h"
#include "str.h"
#include "value.h"

static const struct help {
    const char *path, *title, *name;
} helps[] = {
    {"/barrierefreiheit", N_("Barrierefreiheit"), "barrierefreiheit"},
    {"/datenschutz", N_("Datenschutz"), "datenschutz"},
    {"/impressum", N_("Impressum"), "impressum"},
};

void
page_help(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct help *help = helps;
    const struct value *text;
    struct err err = {0};

    while (!str_equal(help->path, x->route->path)) {
        help++;
    }
    if (!page_text(&x->env, help->name, x->language, &text, &err)) {
        web_fail(x, &err);
        return;
    }
    value_set_text(doc, "title", help->title);
    value_set_text(doc, "heading_label", help->title);
    value_set_bool(doc, "guide", false);
    value_set_shared(doc, "text", text);
    web_page(x, 200, "text", doc);
}
