/*
 * outline.c - paints glyphs as outlines: each is one form of the file, drawn wherever it is needed.
 *
 * Source: ISO 32000-1 8.10 (form XObjects).
 */
#include "writer.h"

#include <stdio.h>

struct outline {
    enum type_face face;
    uint16_t glyph;
    char name[8]; /* as a resource */
    HPDF_Dict form;
};

/* The smallest box round all points of STEP; curves stay within their control points. */
static HPDF_Array
outline_box(struct pdf *pdf, const struct type_step *step, size_t count)
{
    double box[4] = {0}; /* left, bottom, right, top; the origin is in it */
    for (size_t i = 0; i < count; i++) {
        const bool curve = step[i].kind == TYPE_CURVE;
        const double x[3] = {step[i].x, step[i].control_x[0], step[i].control_x[1]};
        const double y[3] = {step[i].y, step[i].control_y[0], step[i].control_y[1]};
        for (size_t c = 0; step[i].kind != TYPE_CLOSE && c < (curve ? 3 : 1); c++) {
            box[0] = x[c] < box[0] ? x[c] : box[0];
            box[1] = y[c] < box[1] ? y[c] : box[1];
            box[2] = x[c] > box[2] ? x[c] : box[2];
            box[3] = y[c] > box[3] ? y[c] : box[3];
        }
    }
    HPDF_Array array = pdf_array(pdf);
    for (size_t i = 0; i < 4; i++) {
        pdf_add_number(pdf, array, (int32_t)(box[i] + (i < 2 ? -1 : 1)));
    }
    return array;
}

/* Its space is that of text: one unit of it is the size of the letters. */
static void
put_matrix(struct pdf *pdf, HPDF_Dict form)
{
    HPDF_Array matrix = pdf_array(pdf);
    for (size_t i = 0; i < 6; i++) {
        const bool scale = i == 0 || i == 3;
        pdf_add(pdf, matrix, HPDF_Real_New(pdf->doc->mmgr, scale ? 1.0F / TYPE_UNITS : 0));
    }
    pdf_put(pdf, form, "Matrix", matrix);
}

static HPDF_Dict
outline_form(struct pdf *pdf, enum type_face face, uint16_t glyph)
{
    size_t count;
    const struct type_step *step = type_outline(pdf->type, pdf->arena, face, glyph, &count);
    struct buf out;
    buf_init(&out, 0);
    struct writer w = {.pdf = pdf, .out = &out};
    writer_path(&w, step, count, 0, 0, 1000);
    buf_puts(&out, "f\n");
    if (!buf_ok(&out)) {
        pdf->failed = true;
    }
    HPDF_Dict form = pdf_stream(pdf, buf_text(&out), out.len, true);
    buf_finish(&out);
    pdf_put_name(pdf, form, "Type", "XObject");
    pdf_put_name(pdf, form, "Subtype", "Form");
    pdf_put(pdf, form, "BBox", outline_box(pdf, step, count));
    put_matrix(pdf, form);
    pdf_put(pdf, form, "Resources", pdf_dict(pdf));
    return form;
}

static const struct outline *
outline_of(struct pdf *pdf, enum type_face face, uint16_t glyph)
{
    for (size_t i = 0; i < pdf->outline_count; i++) {
        if (pdf->outline[i].face == face && pdf->outline[i].glyph == glyph) {
            return pdf->outline + i;
        }
    }
    if (pdf->outline_count == pdf->outline_room) {
        const size_t room = pdf->outline_room > 0 ? 2 * pdf->outline_room : 16;
        pdf->outline = arena_grow(pdf->arena, pdf->outline, pdf->outline_room, room,
                                  sizeof *pdf->outline);
        pdf->outline_room = room;
    }
    struct outline *outline = pdf->outline + pdf->outline_count;
    *outline = (struct outline){.face = face, .glyph = glyph,
                                .form = outline_form(pdf, face, glyph)};
    snprintf(outline->name, sizeof outline->name, "M%u", (unsigned int)pdf->outline_count);
    pdf->outline_count++;
    return outline;
}

/* A page names each form it draws. */
static void
name_on_page(struct pdf *pdf, HPDF_Page page, const struct outline *outline)
{
    if (page == NULL) {
        return;
    }
    HPDF_Dict resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict forms = HPDF_Dict_GetItem(resources, "XObject", HPDF_OCLASS_DICT);
    if (forms == NULL) {
        forms = pdf_dict(pdf);
        pdf_put(pdf, resources, "XObject", forms);
    }
    if (forms != NULL && HPDF_Dict_GetItem(forms, outline->name, HPDF_OCLASS_DICT) == NULL) {
        pdf_put(pdf, forms, outline->name, outline->form);
    }
}

void
writer_outline(struct writer *w, enum type_face face, uint16_t glyph, int64_t x, int64_t y)
{
    const struct outline *outline = outline_of(w->pdf, face, glyph);
    name_on_page(w->pdf, w->pdf->page[w->page], outline);
    buf_puts(w->out, "q ");
    writer_number(w, w->size);
    buf_puts(w->out, "0 0 ");
    writer_number(w, w->size);
    writer_point(w, x, y, "cm /");
    buf_printf(w->out, "%s Do Q\n", outline->name);
}
