/*
 * render_form.c - a form with its example values as a PDF, to look at.
 *
 * Usage: render_form FORM.xml OUT.pdf [VALUES.json [TEXTS.po]]
 * VALUES.json replaces the examples. Exits 0 when the form is sound, lays out,
 * proves itself and is drawn; else prints each fault and exits 1.
 */
#include <stdio.h>

#include "arena.h"
#include "asset.h"
#include "buf.h"
#include "catalog.h"
#include "date.h"
#include "decode.h"
#include "file.h"
#include "form.h"
#include "json.h"
#include "print.h"
#include "type.h"
#include "value.h"
#include "wording.h"

static bool
complain(const struct err *err)
{
    struct buf line = {0};
    err_sentence(err, NULL, &line);
    fprintf(stderr, "%s: %s\n", err->field, buf_text(&line));
    buf_finish(&line);
    return false;
}

static bool
read_form(struct arena *arena, const char *path, const struct form **form, struct err *err)
{
    const char *xml;
    size_t len, fault_count;
    const struct form_fault *fault;
    if (!file_read(arena, path, "form", FORM_BYTES_MAX, &xml, &len, err)) {
        return false;
    }
    if (form_parse(arena, xml, len, form, &fault, &fault_count, err)) {
        return true;
    }
    for (size_t i = 0; i < fault_count; i++) {
        (void)complain(&fault[i].err);
    }
    return false;
}

static bool
read_values(struct arena *arena, const char *path, const struct value **out, struct err *err)
{
    const char *text;
    size_t len;
    return file_read(arena, path, "values", 1 << 20, &text, &len, err)
           && json_parse(arena, text, len, 1 << 20, out, err);
}

static bool
read_texts(struct arena *arena, const char *path, struct form_options *options, struct err *err)
{
    const char *text;
    size_t len;
    if (!file_read(arena, path, "texts", CATALOG_BYTES_MAX, &text, &len, err)
        || !catalog_parse(arena, text, len, &options->texts, err)) {
        return false;
    }
    options->lang = catalog_header(options->texts, "Language");
    return true;
}

/* EXAMPLE with the house's legal texts in force on the day of the examples. */
static bool
add_wording(struct arena *arena, const struct value *example, const struct value **out,
            struct err *err)
{
    const struct asset *asset = asset_find("forms/wording.txt");
    struct value *values = value_record(arena);
    struct wordings list;
    for (size_t i = 0; i < value_len(example); i++) {
        const char *key = value_key(example, i);
        value_set_shared(values, key, value_get(example, key));
    }
    if (!wording_parse(arena, (const char *)asset->bytes, asset->len, NULL, &list, err)) {
        return false;
    }
    value_set(values, "wording",
              wording_in_force(arena, &list, day_from_civil(2026, 5, 4)));
    *out = values;
    return true;
}

static bool
render(struct arena *arena, struct type *type, struct decoder *decoder, int argc, char **argv,
       struct err *err)
{
    const struct form *form;
    const struct sheet *sheet;
    struct buf pdf = {0};
    struct form_options options = {.lang = "de", .identifier = "preview"};
    if (!read_form(arena, argv[1], &form, err)) {
        return false;
    }
    const struct value *values;
    if (!add_wording(arena, form_example(form, arena), &values, err)) {
        return false;
    }
    if (argc > 3 && !read_values(arena, argv[3], &values, err)) {
        return false;
    }
    if (argc > 4 && !read_texts(arena, argv[4], &options, err)) {
        return false;
    }
    bool ok = form_layout(form, type, values, &options, arena, &sheet, err)
              && print_prove(sheet, decoder, arena, err)
              && print_pdf(sheet, type, arena, &pdf, err)
              && file_write(argv[2], pdf.data, pdf.len, 0644, err);
    buf_finish(&pdf);
    return ok;
}

int
main(int argc, char **argv)
{
    struct arena arena;
    struct type *type = NULL;
    struct err err = {0};
    if (argc < 3 || argc > 5) {
        fprintf(stderr, "usage: render_form FORM.xml OUT.pdf [VALUES.json [TEXTS.po]]\n");
        return 2;
    }
    arena_init(&arena);
    struct decoder *decoder = decode_open();
    bool ok = type_open(&type, &err) && render(&arena, type, decoder, argc, argv, &err);
    if (!ok) {
        (void)complain(&err);
    }
    type_close(type);
    decode_close(decoder);
    arena_finish(&arena);
    return ok ? 0 : 1;
}
