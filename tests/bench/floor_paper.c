/*
 * floor_paper.c - bare calls that draw what a laid-out sheet says.
 *
 * Left to right only, one code point to a glyph, no error is explained: what a program that
 * prints vouchers cannot do without, and nothing else.
 */
#include "floor_paper.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_pages.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "asset.h"
#include "buf.h"
#include "floor_tags.h"
#include "sheet.h"
#include "str.h"

#define FACES 2
#define UNITS 1000
#define POINTS 2.834645669291339 /* of a millimetre */
#define QUIET 4
#define PIXELS 4 /* of a module */

static const char *const font_asset[FACES] = {"fonts/NotoSans-Regular.ttf",
                                              "fonts/NotoSans-Bold.ttf"};

struct floor_paper {
    hb_face_t *face[FACES];
    hb_font_t *font[FACES];
    hb_buffer_t *buffer;
    zbar_image_scanner_t *scanner;
};

struct drawing {
    struct floor_paper *floor;
    const struct sheet *sheet;
    HPDF_Doc doc;
    HPDF_Dict font[FACES];
    hb_set_t *used[FACES];
    uint32_t *says[FACES]; /* code point of each glyph */
    struct floor_tags *tags; /* NULL: none */
    struct buf page;
};

/* ---- numbers --------------------------------------------------------------------- */

static void
put_number(struct buf *out, double value)
{
    char text[16];
    size_t at = sizeof text;
    long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    unsigned long rest = (unsigned long)labs(hundredths);
    text[--at] = ' ';
    for (int i = 0; i < 3 || rest > 0; i++, rest /= 10) {
        if (i == 2) {
            text[--at] = '.';
        }
        text[--at] = (char)('0' + rest % 10);
    }
    if (hundredths < 0) {
        text[--at] = '-';
    }
    buf_append(out, text + at, sizeof text - at);
}

static void
put_numbers(struct buf *out, const double *value, size_t count, const char *operation)
{
    for (size_t i = 0; i < count; i++) {
        put_number(out, value[i]);
    }
    buf_puts(out, operation);
}

/* ---- text ------------------------------------------------------------------------ */

static void
put_glyph(struct buf *out, hb_codepoint_t glyph)
{
    for (int shift = 8; shift >= 0; shift -= 8) {
        char byte = (char)(glyph >> shift & 0xff);
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
            buf_putc(out, '\\');
        }
        buf_putc(out, byte == '\r' ? 'r' : byte);
    }
}

static uint32_t
letter_at(const char *text)
{
    return str_next(&text);
}

static void
draw_text(struct drawing *drawing, const struct sheet_mark *mark, double bottom)
{
    const size_t face = mark->run.face == TYPE_BOLD;
    hb_buffer_t *buffer = drawing->floor->buffer;
    hb_font_t *font = drawing->floor->font[face];
    unsigned int count;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, mark->run.text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, NULL, 0);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, NULL);
    buf_puts(&drawing->page, face == 0 ? "BT /F0 " : "BT /F1 ");
    put_numbers(&drawing->page, (double[]){mark->size_pt}, 1, "Tf ");
    put_numbers(&drawing->page, (double[]){mark->x_mm * POINTS, bottom}, 2, "Td [(");
    for (unsigned int i = 0; i < count; i++) {
        const hb_codepoint_t glyph = info[i].codepoint;
        const int kern = hb_font_get_glyph_h_advance(font, glyph) - place[i].x_advance;
        hb_set_add(drawing->used[face], glyph);
        drawing->says[face][glyph] = letter_at(mark->run.text + info[i].cluster);
        put_glyph(&drawing->page, glyph);
        if (kern != 0) {
            buf_printf(&drawing->page, ")%d(", kern);
        }
    }
    buf_puts(&drawing->page, ")] TJ ET\n");
}

/* ---- lines, boxes, codes --------------------------------------------------------- */

static void
draw_frame(struct drawing *drawing, const struct sheet_mark *mark, double bottom)
{
    const double x = mark->x_mm * POINTS, w = mark->w_mm * POINTS, h = mark->h_mm * POINTS;
    struct buf *out = &drawing->page;
    if (mark->kind == SHEET_BOX && mark->fill < 1) {
        put_numbers(out, (double[]){mark->fill}, 1, "g ");
        put_numbers(out, (double[]){x, bottom - h, w, h}, 4, "re f 0 g\n");
    }
    if (mark->stroke_mm <= 0) {
        return;
    }
    put_numbers(out, (double[]){mark->stroke_mm * POINTS}, 1, "w ");
    put_numbers(out, (double[]){mark->gray}, 1, "G [");
    if (mark->dash_mm > 0) {
        put_numbers(out, (double[]){mark->dash_mm * POINTS}, 1, "");
    }
    buf_puts(out, "]0 d ");
    if (mark->kind == SHEET_LINE) {
        put_numbers(out, (double[]){x, bottom}, 2, "m ");
        put_numbers(out, (double[]){x + w, bottom - h}, 2, "l S\n");
    } else {
        put_numbers(out, (double[]){x, bottom - h, w, h}, 4, "re S\n");
    }
}

/* Does the picture of the modules say PAYLOAD again? */
static bool
reads_back(struct floor_paper *floor, const QRcode *code, const char *payload)
{
    const size_t side = ((size_t)code->width + 2 * QUIET) * PIXELS;
    unsigned char *gray = malloc(side * side);
    if (gray == NULL) {
        return false;
    }
    memset(gray, 255, side * side);
    for (size_t y = 0; y < (size_t)code->width * PIXELS; y++) {
        for (int x = 0; x < code->width; x++) {
            if (code->data[(int)(y / PIXELS) * code->width + x] & 1) {
                memset(gray + (y + QUIET * PIXELS) * side + ((size_t)x + QUIET) * PIXELS, 0,
                       PIXELS);
            }
        }
    }
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)side, (unsigned)side);
    zbar_image_set_data(image, gray, side * side, NULL);
    zbar_scan_image(floor->scanner, image);
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    const bool same = symbol != NULL && strcmp(zbar_symbol_get_data(symbol), payload) == 0;
    zbar_image_destroy(image);
    free(gray);
    return same;
}

static bool
draw_qr(struct drawing *drawing, const struct sheet_mark *mark, double bottom)
{
    QRcode *code = QRcode_encodeString(mark->payload, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
    struct buf *out = &drawing->page;
    if (code == NULL) {
        return false;
    }
    const double module = mark->w_mm * POINTS / code->width;
    buf_puts(out, "q ");
    put_numbers(out, (double[]){module, 0, 0, module, mark->x_mm * POINTS,
                                bottom - mark->h_mm * POINTS}, 6, "cm\n");
    for (int y = 0; y < code->width; y++) {
        for (int x = 0, begin; x < code->width; x++) {
            for (begin = x; x < code->width && code->data[y * code->width + x] & 1; x++) {
                continue;
            }
            if (x > begin) {
                buf_printf(out, "%d %d %d 1 re\n", begin, code->width - 1 - y, x - begin);
            }
        }
    }
    buf_puts(out, "f Q\n");
    const bool done = reads_back(drawing->floor, code, mark->payload);
    QRcode_free(code);
    return done;
}

static bool
draw_mark(struct drawing *drawing, size_t page, const struct sheet_mark *mark)
{
    const double bottom = (drawing->sheet->height_mm - mark->y_mm) * POINTS;
    if (drawing->tags != NULL) {
        floor_tags_mark(drawing->tags, page, mark->element, &drawing->page);
    }
    if (mark->kind == SHEET_QR) {
        return draw_qr(drawing, mark, bottom);
    }
    if (mark->kind == SHEET_TEXT) {
        draw_text(drawing, mark, bottom);
    } else {
        draw_frame(drawing, mark, bottom);
    }
    return true;
}

/* ---- fonts ----------------------------------------------------------------------- */

/* A compressed stream object of these bytes. */
static HPDF_Dict
stream_of(HPDF_Doc doc, const void *bytes, size_t len)
{
    HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);
    stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)len);
    return stream;
}

static HPDF_Dict
object_of(HPDF_Doc doc, const char *type, const char *subtype)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    HPDF_Dict_AddName(dict, "Type", type);
    if (subtype != NULL) {
        HPDF_Dict_AddName(dict, "Subtype", subtype);
    }
    return dict;
}

static HPDF_Dict
to_unicode(const struct drawing *drawing, size_t face)
{
    struct buf map = {0};
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    buf_puts(&map, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
                   "/CMapName /U def /CMapType 2 def\n"
                   "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    while (hb_set_next(drawing->used[face], &glyph)) {
        buf_printf(&map, "1 beginbfchar <%04X> <%04X> endbfchar\n", glyph,
                   drawing->says[face][glyph]);
    }
    buf_puts(&map, "endcmap CMapName currentdict /CMap defineresource pop end end\n");
    HPDF_Dict stream = stream_of(drawing->doc, buf_text(&map), map.len);
    buf_finish(&map);
    return stream;
}

static HPDF_Dict
font_file(const struct drawing *drawing, size_t face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    unsigned int len;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_glyph_set(input), drawing->used[face]);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_set_add(dropped, HB_TAG('G', 'S', 'U', 'B'));
    hb_set_add(dropped, HB_TAG('G', 'P', 'O', 'S'));
    hb_set_add(dropped, HB_TAG('G', 'D', 'E', 'F'));
    hb_face_t *part = hb_subset_or_fail(drawing->floor->face[face], input);
    hb_subset_input_destroy(input);
    hb_blob_t *blob = hb_face_reference_blob(part);
    const char *bytes = hb_blob_get_data(blob, &len);
    HPDF_Dict stream = stream_of(drawing->doc, bytes, len);
    HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)len);
    hb_blob_destroy(blob);
    hb_face_destroy(part);
    return stream;
}

static HPDF_Dict
descriptor(const struct drawing *drawing, size_t face)
{
    static const int box[] = {-600, -300, 2900, 1050};
    HPDF_Dict dict = object_of(drawing->doc, "FontDescriptor", NULL);
    HPDF_Array bounds = HPDF_Array_New(drawing->doc->mmgr);
    for (size_t i = 0; i < 4; i++) {
        HPDF_Array_AddNumber(bounds, box[i]);
    }
    HPDF_Dict_AddName(dict, "FontName", face == 0 ? "AAAAAA+F0" : "AAAAAA+F1");
    HPDF_Dict_Add(dict, "FontBBox", bounds);
    HPDF_Dict_AddNumber(dict, "Flags", 4);
    HPDF_Dict_AddNumber(dict, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(dict, "Ascent", 1069);
    HPDF_Dict_AddNumber(dict, "Descent", -293);
    HPDF_Dict_AddNumber(dict, "CapHeight", 714);
    HPDF_Dict_AddNumber(dict, "StemV", 90);
    HPDF_Dict_Add(dict, "FontFile2", font_file(drawing, face));
    return dict;
}

static HPDF_Dict
cid_font(const struct drawing *drawing, size_t face)
{
    HPDF_Doc doc = drawing->doc;
    HPDF_Dict dict = object_of(doc, "Font", "CIDFontType2");
    HPDF_Dict info = HPDF_Dict_New(doc->mmgr);
    HPDF_Array widths = HPDF_Array_New(doc->mmgr);
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(drawing->used[face], &glyph)) {
        HPDF_Array width = HPDF_Array_New(doc->mmgr);
        HPDF_Array_AddNumber(widths, (HPDF_INT32)glyph);
        HPDF_Array_AddNumber(width, hb_font_get_glyph_h_advance(drawing->floor->font[face],
                                                                glyph));
        HPDF_Array_Add(widths, width);
    }
    HPDF_Dict_Add(info, "Registry",
                  HPDF_String_New(doc->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    HPDF_Dict_AddName(dict, "BaseFont", face == 0 ? "AAAAAA+F0" : "AAAAAA+F1");
    HPDF_Dict_Add(dict, "CIDSystemInfo", info);
    HPDF_Dict_Add(dict, "FontDescriptor", descriptor(drawing, face));
    HPDF_Dict_Add(dict, "W", widths);
    HPDF_Dict_AddName(dict, "CIDToGIDMap", "Identity");
    return dict;
}

static void
fill_font(const struct drawing *drawing, size_t face)
{
    HPDF_Dict dict = drawing->font[face];
    HPDF_Array descendants = HPDF_Array_New(drawing->doc->mmgr);
    HPDF_Dict_AddName(dict, "BaseFont", face == 0 ? "AAAAAA+F0" : "AAAAAA+F1");
    HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
    HPDF_Array_Add(descendants, cid_font(drawing, face));
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    HPDF_Dict_Add(dict, "ToUnicode", to_unicode(drawing, face));
}

/* ---- the document ---------------------------------------------------------------- */

static bool
draw_page(struct drawing *drawing, size_t index)
{
    const struct sheet_page *from = drawing->sheet->page + index;
    HPDF_Page page = HPDF_AddPage(drawing->doc);
    HPDF_Dict fonts = HPDF_Dict_New(drawing->doc->mmgr);
    HPDF_Page_SetWidth(page, (HPDF_REAL)(drawing->sheet->width_mm * POINTS));
    HPDF_Page_SetHeight(page, (HPDF_REAL)(drawing->sheet->height_mm * POINTS));
    HPDF_Dict_Add(fonts, "F0", drawing->font[0]);
    HPDF_Dict_Add(fonts, "F1", drawing->font[1]);
    HPDF_Dict_Add(HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
    if (drawing->tags != NULL) {
        floor_tags_page(drawing->tags, index, page);
    }
    for (size_t i = 0; i < from->mark_count; i++) {
        if (!draw_mark(drawing, index, from->mark + i)) {
            return false;
        }
    }
    if (drawing->tags != NULL) {
        floor_tags_end(drawing->tags, &drawing->page);
    }
    HPDF_Stream_Write(((HPDF_PageAttr)page->attr)->stream, (const HPDF_BYTE *)drawing->page.data,
                      (HPDF_UINT)drawing->page.len);
    buf_clear(&drawing->page);
    return true;
}

static bool
draw_document(struct drawing *drawing)
{
    for (size_t face = 0; face < FACES; face++) {
        drawing->font[face] = object_of(drawing->doc, "Font", "Type0");
        drawing->used[face] = hb_set_create();
        drawing->says[face] = calloc(hb_face_get_glyph_count(drawing->floor->face[face]),
                                     sizeof **drawing->says);
        if (drawing->says[face] == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < drawing->sheet->page_count; i++) {
        if (!draw_page(drawing, i)) {
            return false;
        }
    }
    for (size_t face = 0; face < FACES; face++) {
        fill_font(drawing, face);
    }
    if (drawing->tags != NULL && !floor_tags_write(drawing->tags)) {
        return false;
    }
    return HPDF_SaveToStream(drawing->doc) == HPDF_OK;
}

static void
append_file(HPDF_Doc doc, struct buf *out)
{
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(doc->stream); i++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(doc->stream, i, &len);
        buf_append(out, bytes, len);
    }
}

bool
floor_paper_draw(struct floor_paper *floor, const struct sheet *sheet, bool tagged,
                 struct buf *out)
{
    struct drawing drawing = {.floor = floor, .sheet = sheet, .doc = HPDF_New(NULL, NULL)};
    drawing.doc->pdf_version = HPDF_VER_17;
    HPDF_SetCompressionMode(drawing.doc, HPDF_COMP_ALL);
    drawing.tags = tagged ? floor_tags_open(drawing.doc, sheet) : NULL;
    const bool done = draw_document(&drawing);
    if (done) {
        append_file(drawing.doc, out);
    }
    for (size_t face = 0; face < FACES; face++) {
        hb_set_destroy(drawing.used[face]);
        free(drawing.says[face]);
    }
    buf_finish(&drawing.page);
    floor_tags_close(drawing.tags);
    HPDF_Free(drawing.doc);
    return done && buf_ok(out);
}

struct floor_paper *
floor_paper_open(void)
{
    struct floor_paper *floor = calloc(1, sizeof *floor);
    if (floor == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < FACES; i++) {
        const struct asset *asset = asset_find(font_asset[i]);
        hb_blob_t *blob = hb_blob_create((const char *)asset->bytes, (unsigned)asset->len,
                                         HB_MEMORY_MODE_READONLY, NULL, NULL);
        floor->face[i] = hb_face_create(blob, 0);
        hb_blob_destroy(blob);
        floor->font[i] = hb_font_create(floor->face[i]);
        hb_font_set_scale(floor->font[i], UNITS, UNITS);
    }
    floor->buffer = hb_buffer_create();
    floor->scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(floor->scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(floor->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    return floor;
}

void
floor_paper_close(struct floor_paper *floor)
{
    if (floor == NULL) {
        return;
    }
    for (size_t i = 0; i < FACES; i++) {
        hb_font_destroy(floor->font[i]);
        hb_face_destroy(floor->face[i]);
    }
    hb_buffer_destroy(floor->buffer);
    zbar_image_scanner_destroy(floor->scanner);
    free(floor);
}
