/*
 * page_help.c - who runs this, what happens to data, and how people without sight or mouse use it.
 */
#include "pages.h"
#include "str.h"
#include "value.h"

static const struct help {
    const char *path, *title, *page;
} helps[] = {
    {"/barrierefreiheit", N_("Barrierefreiheit"), "accessibility"},
    {"/datenschutz", N_("Datenschutz"), "privacy"},
    {"/impressum", N_("Impressum"), "imprint"},
};

/* A setting that the office has not filled in is left out. */
static void
set_setting(struct value *doc, const char *key, const char *text)
{
    value_set_text(doc, key, *text == '\0' ? NULL : text);
}

void
page_help(struct web_exchange *x)
{
    const struct config *config = &x->env.config;
    struct value *doc = value_record(x->env.arena);
    const struct help *help = helps;

    while (!str_equal(help->path, x->route->path)) {
        help++;
    }
    value_set_text(doc, "title", help->title);
    set_setting(doc, "controller", config->controller);
    set_setting(doc, "data_officer", config->data_officer);
    set_setting(doc, "authority", config->authority);
    web_page(x, 200, help->page, doc);
}
