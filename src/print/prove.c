/*
 * prove.c - looks at a sheet as a scanner and a careful reader would, before it
 * is handed out.
 *
 * The QR code is painted from the same bars that page.c draws, and read again.
 */
#include "pdf.h"

#include <math.h>
#include <string.h>

#include "decode.h"
#include "str.h"

#define SLACK_MM 0.02 /* rounding of places, far below what a printer shows */

/* How far letters reach above and below their base line, in parts of the size. */
#define ABOVE 1.07
#define BELOW 0.30

struct area {
    double left, top, right, bottom; /* mm */
};

/* The sheet under proof, and where the proof stands. */
struct proof {
    const struct sheet *sheet;
    const struct sheet_page *page;
    struct decoder *decoder;
    struct arena *arena;
    size_t mark; /* index */
    struct err *err;
};

/* Where the proof stands, for an error: "page 1, mark 12". */
static const char *
here(const struct proof *proof)
{
    const size_t page = (size_t)(proof->page - proof->sheet->page);
    return arena_printf(proof->arena, "page %zu, mark %zu", page + 1, proof->mark + 1);
}

static double
larger(double a, double b)
{
    return a > b ? a : b;
}

static double
smaller(double a, double b)
{
    return a < b ? a : b;
}

static struct area
mark_area(const struct sheet_mark *mark)
{
    if (mark->kind == SHEET_TEXT) {
        const double mm = mark->size_pt / PT_PER_MM;
        return (struct area){ mark->x_mm, mark->y_mm - ABOVE * mm,
                              mark->x_mm + mark->run.w * mm / TYPE_UNITS,
                              mark->y_mm + BELOW * mm };
    }
    const bool held = mark->kind == SHEET_QR || mark->kind == SHEET_PATH; /* within its size */
    const double pen = held ? 0 : mark->stroke_mm / 2;
    const double x = mark->x_mm + mark->w_mm, y = mark->y_mm + mark->h_mm;
    return (struct area){ smaller(mark->x_mm, x) - pen, smaller(mark->y_mm, y) - pen,
                          larger(mark->x_mm, x) + pen, larger(mark->y_mm, y) + pen };
}

static bool
is_inside(const struct area *inner, const struct area *outer)
{
    return inner->left >= outer->left - SLACK_MM && inner->top >= outer->top - SLACK_MM &&
           inner->right <= outer->right + SLACK_MM && inner->bottom <= outer->bottom + SLACK_MM;
}

static bool
do_meet(const struct area *a, const struct area *b)
{
    return a->left < b->right - SLACK_MM && b->left < a->right - SLACK_MM &&
           a->top < b->bottom - SLACK_MM && b->top < a->bottom - SLACK_MM;
}

/* Does MARK leave ink in ZONE? A frame around it does not, nor do blanks. */
static bool
inks(const struct sheet_mark *mark, const struct area *zone)
{
    const struct area area = mark_area(mark);
    if (mark->kind == SHEET_TEXT && str_empty(mark->run.text)) {
        return false;
    }
    if (mark->kind == SHEET_BOX && mark->fill >= 1) {
        const double pen = mark->stroke_mm;
        const struct area hole = { area.left + pen, area.top + pen, area.right - pen,
                                   area.bottom - pen };
        return pen > 0 && do_meet(&area, zone) && !is_inside(zone, &hole);
    }
    return do_meet(&area, zone);
}

/* ---- one QR code ------------------------------------------------------------- */

/* Paint the bars of a code and its quiet zone, SCALE pixels a module; returns the side. */
static size_t
paint(const struct qr *qr, size_t scale, struct arena *arena, uint8_t **out)
{
    const size_t side = ((size_t)qr->modules + 2 * PRINT_QUIET_MODULES) * scale;
    uint8_t *gray = arena_alloc(arena, side * side);
    memset(gray, 255, side * side);
    for (size_t i = 0; i < qr->count; i++) {
        const struct qr_bar *bar = qr->bar + i;
        const size_t x = ((size_t)bar->x + PRINT_QUIET_MODULES) * scale;
        const size_t y = ((size_t)bar->y + PRINT_QUIET_MODULES) * scale;
        for (size_t row = 0; row < scale; row++) {
            memset(gray + (y + row) * side + x, 0, (size_t)bar->width * scale);
        }
    }
    *out = gray;
    return side;
}

/*
 * The decoder misses one clean picture in some hundreds for the raster's sake alone, so
 * a code is shown to it in several sizes before it is called unreadable.
 */
static bool
prove_reading(const struct proof *proof, const struct qr *qr, const char *payload)
{
    static const size_t scales[] = {4, 3, 5, 7};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        uint8_t *gray;
        const char **texts;
        size_t count;
        const size_t side = paint(qr, scales[i], proof->arena, &gray);
        if (!decode_gray(proof->decoder, proof->arena, gray, side, side, &texts, &count,
                         proof->err)) {
            return false;
        }
        if (count == 1 && strcmp(texts[0], payload) == 0) {
            return true;
        }
        if (count > 0) {
            break; /* it reads something else: no other size makes that right */
        }
    }
    return err_set(proof->err, REASON_PRINT, here(proof),
                   "Der QR-Code auf dem Blatt lässt sich nicht lesen.");
}

static bool
prove_qr(const struct proof *proof, const struct sheet_mark *mark)
{
    struct qr qr;
    if (mark->element == SHEET_ARTIFACT ||
        proof->sheet->element[mark->element].role != SHEET_FIGURE) {
        return err_set(proof->err, REASON_PRINT, here(proof),
                       "Eine Abbildung hat keine Beschreibung.");
    }
    if (!qr_make(proof->arena, mark->payload, &qr, proof->err)) {
        return false;
    }
    const double module = smaller(mark->w_mm, mark->h_mm) / qr.modules;
    if (module < PRINT_MODULE_MIN_MM || fabs(mark->w_mm - mark->h_mm) > SLACK_MM) {
        return err_set(proof->err, REASON_PRINT, here(proof),
                       "Der QR-Code ist zu klein oder nicht quadratisch.");
    }
    const double quiet = PRINT_QUIET_MODULES * module;
    const struct area zone = { mark->x_mm - quiet, mark->y_mm - quiet,
                               mark->x_mm + mark->w_mm + quiet,
                               mark->y_mm + mark->h_mm + quiet };
    const struct area paper = { 0, 0, proof->sheet->width_mm, proof->sheet->height_mm };
    if (!is_inside(&zone, &paper)) {
        return err_set(proof->err, REASON_PRINT, here(proof),
                       "Der QR-Code steht zu nah am Rand des Blattes.");
    }
    for (size_t m = 0; m < proof->page->mark_count; m++) {
        const struct sheet_mark *other = proof->page->mark + m;
        if (other != mark && inks(other, &zone)) {
            return err_set(proof->err, REASON_PRINT, here(proof),
                           "Im freien Rand des QR-Codes steht etwas anderes: %1",
                           other->kind == SHEET_TEXT ? other->run.text : "eine Linie");
        }
    }
    return proof->decoder == NULL || prove_reading(proof, &qr, mark->payload);
}

/* ---- marks and meaning --------------------------------------------------------- */

static bool
prove_mark(const struct proof *proof, const struct sheet_mark *mark)
{
    const struct area paper = { 0, 0, proof->sheet->width_mm, proof->sheet->height_mm };
    const struct area area = mark_area(mark);
    if (mark->element != SHEET_ARTIFACT && mark->element >= proof->sheet->element_count) {
        return err_set(proof->err, REASON_PRINT, here(proof),
                       "Eine Angabe auf dem Blatt hat keinen Platz in der Lesereihenfolge.");
    }
    if (!is_inside(&area, &paper)) {
        return err_set(proof->err, REASON_PRINT, here(proof),
                       "Eine Angabe ragt über den Rand des Blattes; bitte kürzen.");
    }
    return mark->kind != SHEET_QR || prove_qr(proof, mark);
}

static bool
prove_element(const struct sheet *sheet, size_t index, struct arena *arena, struct err *err)
{
    const struct sheet_element *element = sheet->element + index;
    const char *field = arena_printf(arena, "element %zu", index);
    if (index > 0 && element->parent >= index) {
        return err_set(err, REASON_PRINT, field,
                       "Eine Angabe auf dem Blatt hat keinen Platz in der Lesereihenfolge.");
    }
    if (element->role == SHEET_FIGURE && (element->alt == NULL || str_empty(element->alt))) {
        return err_set(err, REASON_PRINT, field, "Eine Abbildung hat keine Beschreibung.");
    }
    return true;
}

size_t
print_prove_all(const struct sheet *sheet, struct decoder *decoder, struct arena *arena,
           struct print_fault *out, size_t most)
{
    struct proof proof = { .sheet = sheet, .decoder = decoder, .arena = arena };
    size_t count = 0;
    for (size_t e = 0; e < sheet->element_count && count < most; e++) {
        out[count] = (struct print_fault){ 0 };
        count += !prove_element(sheet, e, arena, &out[count].err);
    }
    for (size_t p = 0; p < sheet->page_count; p++) {
        proof.page = sheet->page + p;
        for (proof.mark = 0; proof.mark < proof.page->mark_count && count < most; proof.mark++) {
            const struct sheet_mark *mark = proof.page->mark + proof.mark;
            out[count] = (struct print_fault){ .mark = mark };
            proof.err = &out[count].err;
            count += !prove_mark(&proof, mark);
        }
    }
    return count;
}

bool
print_prove(const struct sheet *sheet, struct decoder *decoder, struct arena *arena,
            struct err *err)
{
    struct print_fault fault;
    if (print_prove_all(sheet, decoder, arena, &fault, 1) == 0) {
        return true;
    }
    *err = err->reason == REASON_NONE ? fault.err : *err;
    return false;
}
