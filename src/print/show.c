/*
 * show.c - shows text so that it looks right and reads back right.
 *
 * Readers go by the places of glyphs: a mark high above its letter is another
 * line to them, and the letters of one glyph are turned around with a line that
 * runs to the left. So such clusters are spelled: one glyph is text, the other
 * glyphs are painted as outlines, the other letters are text without ink.
 */
#include "writer.h"

#include <math.h>

#include "str.h"

/* Open a text object if need be, choose the face and go to the mark's place. */
static void
begin_text(struct writer *w, const struct sheet_mark *mark)
{
    const int64_t size = llround(mark->size_pt * 1000);
    const int64_t x = writer_pt(mark->x_mm), y = writer_top(w, mark->y_mm);
    if (!w->in_text) {
        buf_puts(w->out, "BT\n");
        w->pen_x = w->pen_y = 0;
    }
    w->in_text = true;
    const size_t font = glyph_map_index(&mark->run);
    if (font != w->font || size != w->size) {
        buf_printf(w->out, "/%s ", font_name(font));
        writer_number(w, size);
        buf_puts(w->out, "Tf\n");
    }
    w->font = font;
    w->size = size;
    if (x != w->pen_x || y != w->pen_y) {
        writer_point(w, x - w->pen_x, y - w->pen_y, "Td\n");
    }
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
    if (pen->open) {
        buf_puts(w->out, ")]TJ\n");
    }
    pen->open = false;
}

static void
set_rise(struct writer *w, struct pen *pen, int32_t rise)
{
    if (rise == pen->rise) {
        return;
    }
    close_array(w, pen);
    writer_number(w, rise * w->size / TYPE_UNITS);
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
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
            out[n++] = '\\';
        }
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
    if (!pen->open) {
        buf_puts(w->out, move == 0 ? "[(" : "[");
    } else if (move != 0) {
        buf_putc(w->out, ')');
    }
    if (move != 0) {
        buf_printf(w->out, "%d(", (int)-move);
    }
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
    for (size_t i = 0; i < run->glyph_count; x += run->glyph[i++].advance) {
        place[i] = x;
    }
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
    close_array(w, pen);
    set_rise(w, pen, 0);
    writer_end(w);
    writer_tag(w, mark->element, "Span");
    buf_puts(w->out, " /ActualText <FEFF");
    pdf_utf16_hex(w->out, cluster->text, cluster->len);
    buf_puts(w->out, ">>> BDC\n");
    w->marked = true;
    begin_text(w, mark);
    *pen = (struct pen){ 0 };
    show_cluster(w, pen, &mark->run, cluster, place);
    close_array(w, pen);
    set_rise(w, pen, 0);
    writer_end(w);
    writer_begin(w, mark->element);
    begin_text(w, mark);
    *pen = (struct pen){ 0 };
}

/* The glyphs of spelled clusters that the text object left out. */
static void
paint_marks(struct writer *w, const struct sheet_mark *mark, const int32_t *place)
{
    const struct type_run *run = &mark->run;
    struct glyph_cluster cluster = { 0 };
    writer_end_text(w);
    while (glyph_next(run, &cluster)) {
        for (size_t i = 1; i < cluster.count && glyph_is_spelled(w->pdf, run, &cluster); i++) {
            const size_t g = glyph_index(run, &cluster, i);
            const struct type_glyph *glyph = run->glyph + g;
            writer_outline(w, run->face, glyph->id,
                           writer_pt(mark->x_mm) +
                               (place[g] + glyph->x_offset) * w->size / TYPE_UNITS,
                           writer_top(w, mark->y_mm) + glyph->y_offset * w->size / TYPE_UNITS);
        }
    }
}

/*
 * The first glyph as text; then the later letters without ink: to the right at
 * the end of the cluster, to the left each a hair further on.
 */
static void
spell_cluster(struct writer *w, struct pen *pen, const struct type_run *run,
              const struct glyph_cluster *cluster, const int32_t *place)
{
    const size_t first = glyph_index(run, cluster, 0);
    const char *at = cluster->text;
    int32_t x = place[first];
    show_glyph(w, pen, run->glyph + first, x);
    close_array(w, pen);
    buf_puts(w->out, "3 Tr\n");
    for (size_t i = 0; !run->rtl && i < cluster->count; i++) {
        x += run->glyph[cluster->first + i].advance;
    }
    (void)str_next(&at);
    while (at < cluster->text + cluster->len) {
        const struct type_glyph letter = {
            .id = type_glyph(w->pdf->type, run->face, str_next(&at))
        };
        x -= run->rtl;
        show_glyph(w, pen, &letter, x);
    }
    close_array(w, pen);
    buf_puts(w->out, "0 Tr\n");
}

void
writer_text(struct writer *w, const struct sheet_mark *mark)
{
    const struct type_run *run = &mark->run;
    const int32_t *place = glyph_places(w, run);
    struct pen pen = { 0 };
    struct glyph_cluster cluster = { 0 };
    bool has_marks = false;
    begin_text(w, mark);
    writer_gray(w, &w->ink, mark->gray, "g\n");
    while (glyph_next(run, &cluster)) {
        if (glyph_is_spelled(w->pdf, run, &cluster)) {
            spell_cluster(w, &pen, run, &cluster, place);
            has_marks = has_marks || cluster.count > 1;
        } else if (mark->element == SHEET_ARTIFACT ||
                   glyph_reads_back(w->pdf, run, &cluster)) {
            show_cluster(w, &pen, run, &cluster, place);
        } else {
            show_with_text(w, &pen, mark, &cluster, place);
        }
    }
    close_array(w, &pen);
    set_rise(w, &pen, 0);
    if (has_marks) {
        paint_marks(w, mark, place);
    }
}
