/*
 * page.c - draws the marks of a page into its content stream.
 *
 * Marks of one element that follow each other share one marked content. Places
 * are counted in thousandths of a point, as integers, so that steps from text to
 * text add up exactly.
 *
 * Source: ISO 32000-1 8 (graphics), 9.4 (text), 14.6 (marked content).
 */
#include <string.h>

#include "writer.h"

/* ---- lines, boxes, paths, codes ------------------------------------------------------ */

static void
set_pen(struct writer *w, const struct sheet_mark *mark)
{
    writer_gray(w, &w->stroke, mark->gray, "G\n");
    writer_number(w, writer_pt(mark->stroke_mm));
    buf_puts(w->out, "w\n");
    if (mark->dash_mm > 0) {
        buf_putc(w->out, '[');
        writer_number(w, writer_pt(mark->dash_mm));
        buf_puts(w->out, "]0 d\n");
    }
}

static void
reset_pen(struct writer *w, const struct sheet_mark *mark)
{
    if (mark->dash_mm > 0) {
        buf_puts(w->out, "[]0 d\n");
    }
}

static void
draw_line(struct writer *w, const struct sheet_mark *mark)
{
    writer_end_text(w);
    set_pen(w, mark);
    writer_point(w, writer_pt(mark->x_mm), writer_top(w, mark->y_mm), "m\n");
    writer_point(w, writer_pt(mark->x_mm + mark->w_mm), writer_top(w, mark->y_mm + mark->h_mm),
              "l S\n");
    reset_pen(w, mark);
}

static void
put_box(struct writer *w, const struct sheet_mark *mark, const char *operation)
{
    writer_point(w, writer_pt(mark->x_mm), writer_top(w, mark->y_mm + mark->h_mm), "");
    writer_point(w, writer_pt(mark->w_mm), writer_pt(mark->h_mm), operation);
}

static void
draw_box(struct writer *w, const struct sheet_mark *mark)
{
    writer_end_text(w);
    if (mark->fill < 1) {
        writer_gray(w, &w->ink, mark->fill, "g\n");
        put_box(w, mark, "re f\n");
    }
    if (mark->stroke_mm > 0) {
        set_pen(w, mark);
        put_box(w, mark, "re S\n");
        reset_pen(w, mark);
    }
}

/* One stroke, with round ends and corners: they hold on a bad copy. */
static void
draw_path(struct writer *w, const struct sheet_mark *mark)
{
    writer_end_text(w);
    set_pen(w, mark);
    buf_puts(w->out, "1 J 1 j\n");
    writer_path(w, mark->step, mark->step_count, writer_pt(mark->x_mm),
                writer_top(w, mark->y_mm + mark->h_mm), PT_PER_MM * 1000);
    buf_puts(w->out, "S 0 J 0 j\n");
    reset_pen(w, mark);
}

/*
 * All modules are one path with one fill: no hairlines between rows. The path is
 * in modules, with the first row at the top.
 */
static bool
draw_qr(struct writer *w, const struct sheet_mark *mark, struct err *err)
{
    struct qr qr;
    if (!qr_make(w->pdf->arena, mark->payload, &qr, err)) {
        return false;
    }
    const int64_t left = writer_pt(mark->x_mm), bottom = writer_top(w, mark->y_mm + mark->h_mm);
    const int64_t width = writer_pt(mark->w_mm), height = writer_pt(mark->h_mm);
    writer_end_text(w);
    writer_gray(w, &w->ink, 0, "g\n");
    buf_puts(w->out, "q ");
    writer_number(w, (width + qr.modules / 2) / qr.modules);
    buf_puts(w->out, "0 0 ");
    writer_number(w, (height + qr.modules / 2) / qr.modules);
    writer_point(w, left, bottom, "cm\n");
    for (size_t i = 0; i < qr.count; i++) {
        buf_printf(w->out, "%d %d %d 1 re\n", qr.bar[i].x, qr.modules - 1 - qr.bar[i].y,
                   qr.bar[i].width);
    }
    buf_puts(w->out, "f Q\n");
    return true;
}

/* ---- the page ------------------------------------------------------------------ */

static void
note_figure(struct writer *w, const struct sheet_mark *mark)
{
    if (mark->element == SHEET_ARTIFACT || mark->kind == SHEET_TEXT ||
        w->pdf->sheet->element[mark->element].role != SHEET_FIGURE) {
        return;
    }
    const float left = (float)(mark->x_mm * PT_PER_MM);
    const float bottom = (float)writer_top(w, mark->y_mm + mark->h_mm) / 1000;
    tree_figure_box(w->pdf, mark->element,
                    (float[4]){ left, bottom, left + (float)(mark->w_mm * PT_PER_MM),
                                bottom + (float)(mark->h_mm * PT_PER_MM) });
}

static bool
draw_mark(struct writer *w, const struct sheet_mark *mark, struct err *err)
{
    writer_begin(w, mark->element);
    note_figure(w, mark);
    switch (mark->kind) {
    case SHEET_TEXT:
        writer_text(w, mark);
        return true;
    case SHEET_LINE:
        draw_line(w, mark);
        return true;
    case SHEET_BOX:
        draw_box(w, mark);
        return true;
    case SHEET_PATH:
        draw_path(w, mark);
        return true;
    case SHEET_QR:
        return draw_qr(w, mark, err);
    }
    return true;
}

/* The page object: size, fonts, and the key under which the tree finds it. */
static HPDF_Page
add_page(struct pdf *pdf, size_t index)
{
    HPDF_Page page = HPDF_AddPage(pdf->doc);
    if (page == NULL) {
        return NULL;
    }
    (void)HPDF_Page_SetWidth(page, (HPDF_REAL)(pdf->sheet->width_mm * PT_PER_MM));
    (void)HPDF_Page_SetHeight(page, (HPDF_REAL)(pdf->sheet->height_mm * PT_PER_MM));
    HPDF_Dict fonts = pdf_dict(pdf);
    for (size_t i = 0; i < GLYPH_MAPS; i++) {
        if (pdf->font[i] != NULL) {
            pdf_put(pdf, fonts, font_name(i), pdf->font[i]);
        }
    }
    pdf_put(pdf, HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
    pdf_put_number(pdf, page, "StructParents", (int32_t)index);
    pdf_put_name(pdf, page, "Tabs", "S");
    return page;
}

/*
 * Put OUT on the page. Backs of vouchers are alike to the byte: such a page shows the content of
 * the first of its kind, and its own stays empty.
 */
static void
put_content(struct pdf *pdf, size_t index, const struct buf *out)
{
    struct pdf_content *content = pdf->content + index;
    HPDF_PageAttr attr = pdf->page[index]->attr;

    for (size_t i = 0; i < index; i++) {
        if (pdf->content[i].len == out->len &&
            memcmp(pdf->content[i].bytes, buf_text(out), out->len) == 0) {
            HPDF_PageAttr first = pdf->page[i]->attr;
            pdf_put(pdf, pdf->page[index], "Contents", first->contents);
            *content = pdf->content[i];
            return;
        }
    }
    content->bytes = arena_memdup(pdf->arena, buf_text(out), out->len);
    content->len = out->len;
    if (HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)buf_text(out),
                          (HPDF_UINT)out->len) != HPDF_OK) {
        pdf->failed = true;
    }
}

bool
page_draw(struct pdf *pdf, size_t index, struct err *err)
{
    const struct sheet_page *page = pdf->sheet->page + index;
    struct buf out;
    buf_init(&out, 0);
    struct writer w = { .pdf = pdf,
                        .page = index,
                        .out = &out,
                        .height = writer_pt(pdf->sheet->height_mm),
                        .font = GLYPH_MAPS,
                        .ink = NO_GRAY,
                        .stroke = NO_GRAY };
    pdf->page[index] = add_page(pdf, index);
    bool ok = true;
    for (size_t m = 0; ok && m < page->mark_count; m++) {
        ok = draw_mark(&w, page->mark + m, err);
    }
    writer_end(&w);
    if (!buf_ok(&out) || pdf->page[index] == NULL) {
        pdf->failed = true;
    }
    if (ok && !pdf->failed) {
        put_content(pdf, index, &out);
        pdf_hash(pdf->content_hash, buf_text(&out), out.len);
    }
    buf_finish(&out);
    return ok;
}
