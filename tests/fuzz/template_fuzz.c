/*
 * template_fuzz.c - any bytes as a page: parsed or refused, and whatever is
 * rendered holds no value that was not escaped.
 *
 * A line "----" separates the page from a partial called "part".
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "template.h"
#include "value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char hostile[] = "<\"'&hostile'\">";

struct sources {
    const char *page, *part;
    size_t page_len, part_len;
};

static bool
find_here(const void *context, const char *name, const char **bytes, size_t *len)
{
    const struct sources *sources = context;
    bool page = strcmp(name, "page") == 0;

    *bytes = page ? sources->page : sources->part;
    *len = page ? sources->page_len : sources->part_len;
    return page || strcmp(name, "part") == 0;
}

static struct value *
make_root(struct arena *arena)
{
    struct value *root = value_record(arena), *list = value_set_list(root, "list");

    value_set_text(root, "a", hostile);
    value_set_text(value_set_record(root, "r"), "a", hostile);
    value_set_bool(root, "no", false);
    value_set_text(root, "null", NULL);
    value_set_int(value_add_record(list), "n", 1);
    value_add(list, value_text(arena, hostile));
    return root;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct buf out;
    struct err err = {0};
    const struct template *template;
    const char *text = (const char *)data;
    const char *cut = memmem(data, size, "\n----\n", 6);
    struct sources sources = {.page = text, .page_len = size, .part = ""};

    if (cut) {
        sources.page_len = (size_t)(cut - text);
        sources.part = cut + 6;
        sources.part_len = size - sources.page_len - 6;
    }
    buf_init(&out, 1 << 20);
    buf_puts(&out, "");
    if (template_parse(&arena, "page", find_here, &sources, &template, &err)) {
        for (size_t i = 0; i < template_text_count(template); i++) {
            if (template_text(template, i)[0] == '\0') {
                abort();
            }
        }
        bool rendered = template_render(template, make_root(&arena), NULL, &out, &err);
        if (rendered != (err.reason == REASON_NONE) || (!rendered && out.len != 0)) {
            abort();
        }
        if (rendered && !memmem(data, size, "hostile", 7) && strstr(buf_text(&out), "&hostile")) {
            abort();
        }
    } else if (err.reason == REASON_NONE) {
        abort();
    }
    buf_finish(&out);
    arena_finish(&arena);
    return 0;
}
