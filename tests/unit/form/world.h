/*
 * world.h - what the tests of forms share: faces, memory, short forms.
 */
#ifndef FORM_WORLD_H
#define FORM_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "asset.h"
#include "buf.h"
#include "catalog.h"
#include "form.h"
#include "type.h"
#include "value.h"

struct world {
    struct arena arena;
    struct type *type;
    struct err err;
    const struct form *form;
    const struct form_fault *fault;
    size_t fault_count;
    const struct sheet *sheet;
    struct form_options options;
};

static inline int
world_open(void **state)
{
    static struct world world;
    world = (struct world){.options = {.lang = "de", .identifier = "test"}};
    arena_init(&world.arena);
    *state = &world;
    return type_open(&world.type, &world.err) ? 0 : -1;
}

static inline int
world_close(void **state)
{
    struct world *world = *state;
    type_close(world->type);
    arena_finish(&world->arena);
    return 0;
}

/* The sentence of the last failure. */
static inline const char *
world_sentence(struct world *world)
{
    struct buf out = {0};
    err_sentence(&world->err, NULL, &out);
    const char *text = arena_strdup(&world->arena, buf_text(&out));
    buf_finish(&out);
    return text;
}

static inline bool
world_parse_bytes(struct world *world, const char *xml, size_t len)
{
    world->err = (struct err){0};
    return form_parse(&world->arena, xml, len, &world->form, &world->fault, &world->fault_count,
                      &world->err);
}

static inline bool
world_parse(struct world *world, const char *xml)
{
    return world_parse_bytes(world, xml, strlen(xml));
}

/* A whole form around the content of its front; the values "name" and "items". */
static inline const char *
world_form(struct world *world, const char *front)
{
    return arena_printf(&world->arena,
                        "<form name=\"test\" number=\"T-1\" version=\"3\" "
                        "valid-from=\"2026-01-01\" title=\"Probe\">\n"
                        "<values><value name=\"name\" example=\"Jana\"/>"
                        "<value name=\"spare\" optional=\"yes\"/>"
                        "<record name=\"more\"/><flag name=\"on\" example=\"yes\"/>"
                        "<flag name=\"off\"/>"
                        "<records name=\"items\" item=\"item\" examples=\"3\">"
                        "<value name=\"title\" translate=\"yes\" "
                        "example=\"eins|zwei|drei\"/></records></values>\n"
                        "<sheet>\n%s\n</sheet></form>",
                        front);
}

static inline bool
world_layout(struct world *world, const struct value *values)
{
    world->err = (struct err){0};
    return form_layout(world->form, world->type, values, &world->options, &world->arena,
                       &world->sheet, &world->err);
}

/* Parse a form with this front and lay it out with its examples. */
static inline bool
world_front(struct world *world, const char *front)
{
    return world_parse(world, world_form(world, front))
           && world_layout(world, form_example(world->form, &world->arena));
}

/* Every text of a page in the order of its marks, joined by '|'. */
static inline const char *
world_page_text(struct world *world, size_t page, bool artifacts)
{
    const char *all = "";
    for (size_t i = 0; i < world->sheet->page[page].mark_count; i++) {
        const struct sheet_mark *mark = &world->sheet->page[page].mark[i];
        if (mark->kind == SHEET_TEXT && (mark->element == SHEET_ARTIFACT) == artifacts)
            all = arena_printf(&world->arena, "%s%s|", all, mark->run.text);
    }
    return all;
}

/* The first text mark that holds TEXT, or NULL. */
static inline const struct sheet_mark *
world_find(struct world *world, const char *text)
{
    for (size_t p = 0; p < world->sheet->page_count; p++) {
        for (size_t i = 0; i < world->sheet->page[p].mark_count; i++) {
            const struct sheet_mark *mark = &world->sheet->page[p].mark[i];
            if (mark->kind == SHEET_TEXT && strstr(mark->run.text, text) != NULL)
                return mark;
        }
    }
    return NULL;
}

static inline bool
world_builtin(struct world *world, const char *name)
{
    const struct asset *asset = asset_find(name);
    return asset != NULL && world_parse_bytes(world, (const char *)asset->bytes, asset->len);
}

#endif
