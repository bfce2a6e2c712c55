/*
 * font.c - embeds the glyphs in use as Type0 fonts that know what they say.
 *
 * Source: ISO 32000-1 9.7 (composite fonts), 9.10.3 (ToUnicode).
 */
#include "pdf.h"

#define CMAP_CHUNK 100 /* entries a beginbfchar may hold */
#define FLAG_SYMBOLIC 4

static const char *const NAMES[GLYPH_MAPS] = { "F0", "F1", "F2", "F3",
                                               "F4", "F5", "F6", "F7" };

const char *
font_name(size_t map)
{
    return NAMES[map];
}

static bool
is_used(const struct glyph_map *map, size_t glyph)
{
    return glyph < map->count && map->reading[glyph].text != NULL;
}

/* The glyphs in MAP, and in the one after it when MAPS is 2, smallest id first. */
static const uint16_t *
used_glyphs(struct pdf *pdf, const struct glyph_map *map, size_t maps, size_t *count)
{
    size_t end = 0;
    for (size_t i = 0; i < maps; i++) {
        end = map[i].count > end ? map[i].count : end;
    }
    uint16_t *id = arena_array(pdf->arena, end, sizeof *id);
    *count = 0;
    for (size_t g = 0; g < end; g++) {
        if (is_used(map, g) || (maps > 1 && is_used(map + 1, g))) {
            id[(*count)++] = (uint16_t)g;
        }
    }
    return id;
}

/* "ABCDEF+NotoSans-Regular": six letters drawn from the glyphs themselves. */
static const char *
subset_name(struct pdf *pdf, const char *name, const uint16_t *id, size_t count)
{
    uint64_t hash[2] = PDF_HASH_START;
    char tag[7] = "";
    pdf_hash(hash, id, count * sizeof *id);
    for (size_t i = 0; i < 6; i++, hash[0] /= 26) {
        tag[i] = (char)('A' + hash[0] % 26);
    }
    return arena_printf(pdf->arena, "%s+%s", tag, name);
}

static HPDF_Dict
to_unicode(struct pdf *pdf, const struct glyph_map *map)
{
    size_t count;
    const uint16_t *id = used_glyphs(pdf, map, 1, &count);
    struct buf cmap;
    buf_init(&cmap, 0);
    buf_puts(&cmap, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < count; i++) {
        const struct glyph_reading *reading = map->reading + id[i];
        if (i % CMAP_CHUNK == 0) {
            buf_printf(&cmap, "%zu beginbfchar\n",
                       count - i < CMAP_CHUNK ? count - i : (size_t)CMAP_CHUNK);
        }
        buf_printf(&cmap, "<%04X> <", id[i]);
        pdf_utf16_hex(&cmap, reading->text, reading->len);
        buf_puts(&cmap, ">\n");
        if (i % CMAP_CHUNK == CMAP_CHUNK - 1 || i == count - 1) {
            buf_puts(&cmap, "endbfchar\n");
        }
    }
    buf_puts(&cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    if (!buf_ok(&cmap)) {
        pdf->failed = true;
    }
    HPDF_Dict stream = pdf_stream(pdf, buf_text(&cmap), cmap.len, true);
    buf_finish(&cmap);
    return stream;
}

/* The array W: each stretch of neighbouring ids once, with its widths. */
static HPDF_Array
widths(struct pdf *pdf, enum type_face face, const uint16_t *id, size_t count)
{
    HPDF_Array all = pdf_array(pdf);
    HPDF_Array stretch = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || id[i] != id[i - 1] + 1) {
            stretch = pdf_array(pdf);
            pdf_add_number(pdf, all, id[i]);
            pdf_add(pdf, all, stretch);
        }
        pdf_add_number(pdf, stretch, type_advance(pdf->type, face, id[i]));
    }
    return all;
}

static HPDF_Dict
descriptor(struct pdf *pdf, enum type_face face, const char *name, HPDF_Dict file)
{
    const struct type_metrics *m = type_metrics(pdf->type, face);
    HPDF_Dict dict = pdf_object(pdf);
    HPDF_Array box = pdf_array(pdf);
    pdf_put_name(pdf, dict, "Type", "FontDescriptor");
    pdf_put_name(pdf, dict, "FontName", name);
    pdf_put_number(pdf, dict, "Flags", FLAG_SYMBOLIC);
    for (size_t i = 0; i < 4; i++) {
        pdf_add_number(pdf, box, m->bbox[i]);
    }
    pdf_put(pdf, dict, "FontBBox", box);
    pdf_put_number(pdf, dict, "ItalicAngle", m->italic_angle);
    pdf_put_number(pdf, dict, "Ascent", m->ascent);
    pdf_put_number(pdf, dict, "Descent", m->descent);
    pdf_put_number(pdf, dict, "CapHeight", m->cap_height);
    pdf_put_number(pdf, dict, "StemV", m->stem_v);
    pdf_put(pdf, dict, "FontFile2", file);
    return dict;
}

static HPDF_Dict
cid_font(struct pdf *pdf, enum type_face face, const char *name, HPDF_Dict file,
         const uint16_t *id, size_t count)
{
    HPDF_Dict info = pdf_dict(pdf);
    HPDF_Dict dict = pdf_object(pdf);
    pdf_put_text(pdf, info, "Registry", "Adobe");
    pdf_put_text(pdf, info, "Ordering", "Identity");
    pdf_put_number(pdf, info, "Supplement", 0);
    pdf_put_name(pdf, dict, "Type", "Font");
    pdf_put_name(pdf, dict, "Subtype", "CIDFontType2");
    pdf_put_name(pdf, dict, "BaseFont", name);
    pdf_put(pdf, dict, "CIDSystemInfo", info);
    pdf_put(pdf, dict, "FontDescriptor", descriptor(pdf, face, name, file));
    pdf_put(pdf, dict, "W", widths(pdf, face, id, count));
    pdf_put_name(pdf, dict, "CIDToGIDMap", "Identity");
    return dict;
}

/* The font of one map over the glyphs of CHILD. */
static HPDF_Dict
type0_font(struct pdf *pdf, const struct glyph_map *map, const char *name, HPDF_Dict child)
{
    HPDF_Dict dict = pdf_object(pdf);
    HPDF_Array descendants = pdf_array(pdf);
    pdf_put_name(pdf, dict, "Type", "Font");
    pdf_put_name(pdf, dict, "Subtype", "Type0");
    pdf_put_name(pdf, dict, "BaseFont", name);
    pdf_put_name(pdf, dict, "Encoding", "Identity-H");
    pdf_add(pdf, descendants, child);
    pdf_put(pdf, dict, "DescendantFonts", descendants);
    pdf_put(pdf, dict, "ToUnicode", to_unicode(pdf, map));
    return dict;
}

/* One file of glyphs, and a font over it for each direction in use. */
static bool
embed_face(struct pdf *pdf, enum type_face face, struct err *err)
{
    const size_t first = 2 * (size_t)face;
    size_t count, len;
    const uint8_t *bytes;
    const uint16_t *id = used_glyphs(pdf, pdf->map + first, 2, &count);
    if (count == 0) {
        return true;
    }
    if (!type_subset(pdf->type, face, id, count, pdf->arena, &bytes, &len, err)) {
        return false;
    }
    const char *name = subset_name(pdf, type_metrics(pdf->type, face)->name, id, count);
    HPDF_Dict file = pdf_stream(pdf, bytes, len, true);
    pdf_put_number(pdf, file, "Length1", (int32_t)len);
    HPDF_Dict child = cid_font(pdf, face, name, file, id, count);
    for (size_t i = first; i < first + 2; i++) {
        if (pdf->map[i].count > 0) {
            pdf->font[i] = type0_font(pdf, pdf->map + i, name, child);
        }
    }
    return true;
}

bool
font_embed(struct pdf *pdf, struct err *err)
{
    for (enum type_face face = 0; face < TYPE_FACE__MAX; face++) {
        if (!embed_face(pdf, face, err)) {
            return false;
        }
    }
    return true;
}
