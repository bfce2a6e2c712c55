/*
 * page.c - draws the marks of a page into its content stream.
 *
 * Marks of one element that follow each other share one marked content. Places
 * are counted in thousandths of a point, as integers, so that steps from text to
 * text add up exactly.
 *
 * Source: ISO 32000-1 8 (graphics), 9.4 (text), 14.6 (marked content).
 */
#include "pdf.h"

#include <math.h>

#include "str.h"

#define NO_GRAY (-1)

struct writer {
    struct pdf *pdf;
    size_t page;
    struct buf *out;
    int64_t height; /* of the page */
    bool marked;    /* inside a marked content, of this element */
    size_t element;
    bool in_text;
    int64_t pen_x, pen_y; /* where the last text began */
    size_t font; /* index of a map, GLYPH_MAPS at first */
    int64_t size;
    int64_t ink, stroke; /* shades in force, thousandths; NO_GRAY at first */
};

static int64_t
milli_pt(double mm)
{
    return llround(mm * PT_PER_MM * 1000);
}

static int64_t
from_top(const struct writer *w, double mm)
{
    return w->height - milli_pt(mm);
}

/* Append thousandths as a decimal number, and a blank. */
static void
put_milli(struct writer *w, int64_t milli)
{
    char digit[32];
    size_t n = sizeof digit;
    uint64_t rest = milli < 0 ? (uint64_t)-milli : (uint64_t)milli;
    uint64_t fraction = rest % 1000;
    rest /= 1000;
    digit[--n] = ' ';
    if (fraction != 0) {
        for (int place = 0; place < 3; place++, fraction /= 10) {
            if (fraction % 10 != 0 || digit[n] != ' ')
                digit[--n] = (char)('0' + fraction % 10);
        }
        digit[--n] = '.';
    }
    if (rest > 0 || fraction == 0) {
        do
            digit[--n] = (char)('0' + rest % 10);
        while ((rest /= 10) > 0);
    }
    if (milli < 0)
        digit[--n] = '-';
    buf_append(w->out, digit + n, sizeof digit - n);
}

static void
put_point(struct writer *w, int64_t x, int64_t y, const char *operation)
{
    put_milli(w, x);
    put_milli(w, y);
    buf_puts(w->out, operation);
}

static void
end_text(struct writer *w)
{
    if (w->in_text)
        buf_puts(w->out, "ET\n");
    w->in_text = false;
}

static void
end_marked(struct writer *w)
{
    end_text(w);
    if (w->marked)
        buf_puts(w->out, "EMC\n");
    w->marked = false;
}

static void
begin_marked(struct writer *w, size_t element)
{
    if (w->marked && w->element == element)
        return;
    end_marked(w);
    if (element == SHEET_ARTIFACT)
        buf_puts(w->out, "/Artifact BMC\n");
    else
        buf_printf(w->out, "/%s <</MCID %d>> BDC\n",
                   tree_role(w->pdf->sheet->element[element].role),
                   (int)tree_content(w->pdf, w->page, element));
    w->marked = true;
    w->element = element;
}

static void
set_gray(struct writer *w, int64_t *current, double gray, const char *operation)
{
    const int64_t shade = llround(gray * 1000);
    if (shade == *current)
        return;
    *current = shade;
    put_milli(w, shade);
    buf_puts(w->out, operation);
}

/* ---- text ------------------------------------------------------------------- */

/* Open a text object if need be, choose the face and go to the mark's place. */
static void
begin_text(struct writer *w, const struct sheet_mark *mark)
{
    const int64_t size = llround(mark->size_pt * 1000);
    const int64_t x = milli_pt(mark->x_mm), y = from_top(w, mark->y_mm);
    if (!w->in_text) {
        buf_puts(w->out, "BT\n");
        w->pen_x = w->pen_y = 0;
    }
    w->in_text = true;
    const size_t font = glyph_map_index(&mark->run);
    if (font != w->font || size != w->size) {
        buf_printf(w->out, "/%s ", font_name(font));
        put_milli(w, size);
        buf_puts(w->out, "Tf\n");
    }
    w->font = font;
    w->size = size;
    if (x != w->pen_x || y != w->pen_y)
        put_point(w, x - w->pen_x, y - w->pen_y, "Td\n");
    w->pen_x = x;
    w->pen_y = y;
}

/* A run while it is shown: numbers in thousandths of the size, from its left end. */
struct pen {
    int32_t x;    /* where the pen stands */
    int32_t rise; /* above the base line */
    bool open;    /* inside the array of TJ, and there inside a string of glyphs */
};

static void
close_array(struct writer *w, struct pen *pen)
{
    if (pen->open)
        buf_puts(w->out, ")]TJ\n");
    pen->open = false;
}

static void
set_rise(struct writer *w, struct pen *pen, int32_t rise)
{
    if (rise == pen->rise)
        return;
    close_array(w, pen);
    put_milli(w, rise * w->size / TYPE_UNITS);
    buf_puts(w->out, "Ts\n");
    pen->rise = rise;
}

/* A glyph id as two bytes of a literal string. */
static void
put_glyph_id(struct writer *w, uint16_t id)
{
    char out[4];
    size_t n = 0;
    for (int shift = 8; shift >= 0; shift -= 8) {
        const char byte = (char)(id >> shift & 0xFF);
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
            out[n++] = '\\';
        out[n++] = byte == '\r' ? 'r' : byte;
    }
    buf_append(w->out, out, n);
}

/* Show GLYPH at X. */
static void
show_glyph(struct writer *w, struct pen *pen, const struct type_glyph *glyph, int32_t x)
{
    set_rise(w, pen, glyph->y_offset);
    const int32_t move = x + glyph->x_offset - pen->x;
    if (!pen->open)
        buf_puts(w->out, move == 0 ? "[(" : "[");
    else if (move != 0)
        buf_putc(w->out, ')');
    if (move != 0)
        buf_printf(w->out, "%d(", (int)-move);
    pen->open = true;
    put_glyph_id(w, glyph->id);
    pen->x += move + w->pdf->map[w->font].reading[glyph->id].advance;
}

/* Where each glyph of a run begins. */
static const int32_t *
glyph_places(struct writer *w, const struct type_run *run)
{
    int32_t *place = arena_array(w->pdf->arena, run->glyph_count, sizeof *place);
    int32_t x = 0;
    for (size_t i = 0; i < run->glyph_count; x += run->glyph[i++].advance)
        place[i] = x;
    return place;
}

static void
show_cluster(struct writer *w, struct pen *pen, const struct type_run *run,
             const struct glyph_cluster *cluster, const int32_t *place)
{
    for (size_t i = 0; i < cluster->count; i++) {
        const size_t g = glyph_index(run, cluster, i);
        show_glyph(w, pen, run->glyph + g, place[g]);
    }
}

/*
 * Glyphs that do not say what they show get a marked content of their own, with
 * the text in it. It stands beside the element's other contents, not inside one:
 * some readers lose their place after nested ones.
 */
static void
show_with_text(struct writer *w, struct pen *pen, const struct sheet_mark *mark,
               const struct glyph_cluster *cluster, const int32_t *place)
{
    set_rise(w, pen, 0);
    close_array(w, pen);
    end_marked(w);
    buf_printf(w->out, "/Span <</MCID %d /ActualText <FEFF",
               (int)tree_content(w->pdf, w->page, mark->element));
    pdf_utf16_hex(w->out, cluster->text, cluster->len);
    buf_puts(w->out, ">>> BDC\n");
    w->marked = true;
    begin_text(w, mark);
    *pen = (struct pen){ 0 };
    show_cluster(w, pen, &mark->run, cluster, place);
    close_array(w, pen);
    set_rise(w, pen, 0);
    end_marked(w);
    begin_marked(w, mark->element);
    begin_text(w, mark);
    *pen = (struct pen){ 0 };
}

/* The glyph, and its later letters without ink, each a hair further to the left. */
static void
show_rtl_ligature(struct writer *w, struct pen *pen, const struct type_run *run,
                  const struct glyph_cluster *cluster, int32_t x)
{
    const char *at = cluster->text;
    show_glyph(w, pen, run->glyph + cluster->first, x);
    close_array(w, pen);
    buf_puts(w->out, "3 Tr\n");
    (void)str_next(&at);
    while (at < cluster->text + cluster->len) {
        const struct type_glyph letter = {
            .id = type_glyph(w->pdf->type, run->face, str_next(&at))
        };
        show_glyph(w, pen, &letter, --x);
    }
    close_array(w, pen);
    buf_puts(w->out, "0 Tr\n");
}

static void
draw_text(struct writer *w, const struct sheet_mark *mark)
{
    const struct type_run *run = &mark->run;
    const int32_t *place = glyph_places(w, run);
    struct pen pen = { 0 };
    struct glyph_cluster cluster = { 0 };
    begin_text(w, mark);
    set_gray(w, &w->ink, mark->gray, "g\n");
    while (glyph_next(run, &cluster)) {
        if (glyph_is_rtl_ligature(w->pdf, run, &cluster))
            show_rtl_ligature(w, &pen, run, &cluster, place[cluster.first]);
        else if (mark->element == SHEET_ARTIFACT || glyph_reads_back(w->pdf, run, &cluster))
            show_cluster(w, &pen, run, &cluster, place);
        else
            show_with_text(w, &pen, mark, &cluster, place);
    }
    close_array(w, &pen);
    set_rise(w, &pen, 0);
}

/* ---- lines, boxes, codes ------------------------------------------------------ */

static void
set_pen(struct writer *w, const struct sheet_mark *mark)
{
    set_gray(w, &w->stroke, mark->gray, "G\n");
    put_milli(w, milli_pt(mark->stroke_mm));
    buf_puts(w->out, "w\n");
    if (mark->dash_mm > 0) {
        buf_putc(w->out, '[');
        put_milli(w, milli_pt(mark->dash_mm));
        buf_puts(w->out, "]0 d\n");
    }
}

static void
reset_pen(struct writer *w, const struct sheet_mark *mark)
{
    if (mark->dash_mm > 0)
        buf_puts(w->out, "[]0 d\n");
}

static void
draw_line(struct writer *w, const struct sheet_mark *mark)
{
    end_text(w);
    set_pen(w, mark);
    put_point(w, milli_pt(mark->x_mm), from_top(w, mark->y_mm), "m\n");
    put_point(w, milli_pt(mark->x_mm + mark->w_mm), from_top(w, mark->y_mm + mark->h_mm),
              "l S\n");
    reset_pen(w, mark);
}

static void
put_box(struct writer *w, const struct sheet_mark *mark, const char *operation)
{
    put_point(w, milli_pt(mark->x_mm), from_top(w, mark->y_mm + mark->h_mm), "");
    put_point(w, milli_pt(mark->w_mm), milli_pt(mark->h_mm), operation);
}

static void
draw_box(struct writer *w, const struct sheet_mark *mark)
{
    end_text(w);
    if (mark->fill < 1) {
        set_gray(w, &w->ink, mark->fill, "g\n");
        put_box(w, mark, "re f\n");
    }
    if (mark->stroke_mm > 0) {
        set_pen(w, mark);
        put_box(w, mark, "re S\n");
        reset_pen(w, mark);
    }
}

/*
 * All modules are one path with one fill: no hairlines between rows. The path is
 * in modules, with the first row at the top.
 */
static bool
draw_qr(struct writer *w, const struct sheet_mark *mark, struct err *err)
{
    struct qr qr;
    if (!qr_make(w->pdf->arena, mark->payload, &qr, err))
        return false;
    const int64_t left = milli_pt(mark->x_mm), bottom = from_top(w, mark->y_mm + mark->h_mm);
    const int64_t width = milli_pt(mark->w_mm), height = milli_pt(mark->h_mm);
    end_text(w);
    set_gray(w, &w->ink, 0, "g\n");
    buf_puts(w->out, "q ");
    put_milli(w, (width + qr.modules / 2) / qr.modules);
    buf_puts(w->out, "0 0 ");
    put_milli(w, (height + qr.modules / 2) / qr.modules);
    put_point(w, left, bottom, "cm\n");
    for (size_t i = 0; i < qr.count; i++)
        buf_printf(w->out, "%d %d %d 1 re\n", qr.bar[i].x, qr.modules - 1 - qr.bar[i].y,
                   qr.bar[i].width);
    buf_puts(w->out, "f Q\n");
    return true;
}

/* ---- the page ------------------------------------------------------------------ */

static void
note_figure(struct writer *w, const struct sheet_mark *mark)
{
    if (mark->element == SHEET_ARTIFACT || mark->kind == SHEET_TEXT ||
        w->pdf->sheet->element[mark->element].role != SHEET_FIGURE)
        return;
    const float left = (float)(mark->x_mm * PT_PER_MM);
    const float bottom = (float)from_top(w, mark->y_mm + mark->h_mm) / 1000;
    tree_figure_box(w->pdf, mark->element,
                    (float[4]){ left, bottom, left + (float)(mark->w_mm * PT_PER_MM),
                                bottom + (float)(mark->h_mm * PT_PER_MM) });
}

static bool
draw_mark(struct writer *w, const struct sheet_mark *mark, struct err *err)
{
    begin_marked(w, mark->element);
    note_figure(w, mark);
    switch (mark->kind) {
    case SHEET_TEXT:
        draw_text(w, mark);
        return true;
    case SHEET_LINE:
        draw_line(w, mark);
        return true;
    case SHEET_BOX:
        draw_box(w, mark);
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
    if (page == NULL)
        return NULL;
    (void)HPDF_Page_SetWidth(page, (HPDF_REAL)(pdf->sheet->width_mm * PT_PER_MM));
    (void)HPDF_Page_SetHeight(page, (HPDF_REAL)(pdf->sheet->height_mm * PT_PER_MM));
    HPDF_Dict fonts = pdf_dict(pdf);
    for (size_t i = 0; i < GLYPH_MAPS; i++) {
        if (pdf->font[i] != NULL)
            pdf_put(pdf, fonts, font_name(i), pdf->font[i]);
    }
    pdf_put(pdf, HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
    pdf_put_number(pdf, page, "StructParents", (int32_t)index);
    pdf_put_name(pdf, page, "Tabs", "S");
    return page;
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
                        .height = milli_pt(pdf->sheet->height_mm),
                        .font = GLYPH_MAPS,
                        .ink = NO_GRAY,
                        .stroke = NO_GRAY };
    pdf->page[index] = add_page(pdf, index);
    bool ok = true;
    for (size_t m = 0; ok && m < page->mark_count; m++)
        ok = draw_mark(&w, page->mark + m, err);
    end_marked(&w);
    if (!buf_ok(&out) || pdf->page[index] == NULL)
        pdf->failed = true;
    if (ok && !pdf->failed) {
        HPDF_PageAttr attr = pdf->page[index]->attr;
        if (HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)buf_text(&out),
                              (HPDF_UINT)out.len) != HPDF_OK)
            pdf->failed = true;
        pdf_hash(pdf->content_hash, buf_text(&out), out.len);
    }
    buf_finish(&out);
    return ok;
}
