/*
 * type.c - the four faces: loading, metrics, subsets.
 *
 * HarfBuzz faces and fonts are immutable once loaded, so threads may share them.
 */
#include "inner.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>

#include "asset.h"

struct face_row {
    const char *asset;
    const char *name;
    bool bold;
    int32_t stem_v; /* no table of a TrueType file has it; measured at l and alef */
};

static const struct face_row FACES[TYPE_FACE__MAX] = {
    [TYPE_REGULAR] = { "fonts/NotoSans-Regular.ttf", "NotoSans-Regular", false, 88 },
    [TYPE_BOLD] = { "fonts/NotoSans-Bold.ttf", "NotoSans-Bold", true, 149 },
    [TYPE_ARABIC] = { "fonts/NotoSansArabic-Regular.ttf", "NotoSansArabic-Regular", false, 101 },
    [TYPE_ARABIC_BOLD] = { "fonts/NotoSansArabic-Bold.ttf", "NotoSansArabic-Bold", true, 161 },
};

static int32_t
metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t position = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &position);
    return position;
}

/* xMin .. yMax stand at byte 36 of the table 'head', in font units. */
static bool
read_bbox(hb_face_t *face, int32_t bbox[4])
{
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned int len = 0;
    const char *data = hb_blob_get_data(head, &len);
    const int32_t upem = (int32_t)hb_face_get_upem(face);
    const bool ok = len >= 44;
    for (size_t i = 0; ok && i < 4; i++) {
        const uint8_t high = (uint8_t)data[36 + 2 * i];
        const uint8_t low = (uint8_t)data[37 + 2 * i];
        bbox[i] = (int32_t)(int16_t)(uint16_t)(high << 8 | low) * TYPE_UNITS / upem;
    }
    hb_blob_destroy(head);
    return ok;
}

/*
 * A face with outlines and widths only, which is all that a PDF reader needs.
 * Letters and layout are left out here, once, so that no subset has to sort out
 * tables it will drop.
 */
static hb_face_t *
outlines_of(hb_face_t *face)
{
    static const hb_tag_t KEPT[] = {
        HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
    };
    hb_face_t *outlines = hb_face_builder_create();
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
        hb_blob_t *table = hb_face_reference_table(face, KEPT[i]);
        (void)hb_face_builder_add_table(outlines, KEPT[i], table);
        hb_blob_destroy(table);
    }
    hb_face_make_immutable(outlines);
    return outlines;
}

static bool
load_face(struct type *type, enum type_face id)
{
    const struct asset *asset = asset_find(FACES[id].asset);
    if (asset == NULL) {
        return false;
    }
    hb_blob_t *blob = hb_blob_create((const char *)asset->bytes, (unsigned int)asset->len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_font_t *font = hb_font_create(face);
    type->face[id] = face;
    type->font[id] = font;
    if (hb_face_get_glyph_count(face) == 0) {
        return false;
    }
    hb_font_set_scale(font, TYPE_UNITS, TYPE_UNITS);
    hb_face_make_immutable(face);
    hb_font_make_immutable(font);
    type->outlines[id] = outlines_of(face);
    struct type_metrics *m = &type->metrics[id];
    m->name = FACES[id].name;
    m->bold = FACES[id].bold;
    m->stem_v = FACES[id].stem_v;
    m->ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    m->descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    m->cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    m->x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT);
    return read_bbox(face, m->bbox);
}

bool
type_open(struct type **out, struct err *err)
{
    struct type *type = calloc(1, sizeof *type);
    if (type == NULL) {
        return err_set(err, REASON_PRINT, "", "Der Speicher reicht nicht für die Schriften.");
    }
    type->pencil = outline_pencil();
    for (enum type_face id = 0; id < TYPE_FACE__MAX; id++) {
        if (!load_face(type, id)) {
            type_close(type);
            return err_set(err, REASON_PRINT, "", "Die Schrift %1 lässt sich nicht laden.",
                           FACES[id].name);
        }
    }
    *out = type;
    return true;
}

void
type_close(struct type *type)
{
    if (type == NULL) {
        return;
    }
    for (enum type_face id = 0; id < TYPE_FACE__MAX; id++) {
        hb_face_destroy(type->outlines[id]);
        hb_font_destroy(type->font[id]);
        hb_face_destroy(type->face[id]);
    }
    hb_draw_funcs_destroy(type->pencil);
    free(type);
}

const struct type_metrics *
type_metrics(const struct type *type, enum type_face face)
{
    return &type->metrics[face];
}

uint16_t
type_glyph(const struct type *type, enum type_face face, uint32_t codepoint)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(type->font[face], codepoint, &glyph) ? (uint16_t)glyph : 0;
}

int32_t
type_advance(const struct type *type, enum type_face face, uint16_t glyph)
{
    return hb_font_get_glyph_h_advance(type->font[face], glyph);
}

static hb_subset_input_t *
subset_input(const uint16_t *glyphs, size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL) {
        return NULL;
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++) {
        hb_set_add(wanted, glyphs[i]);
    }
    return input;
}

bool
type_subset(const struct type *type, enum type_face face, const uint16_t *glyphs, size_t count,
            struct arena *arena, const uint8_t **bytes, size_t *len, struct err *err)
{
    hb_subset_input_t *input = subset_input(glyphs, count);
    hb_face_t *part = input ? hb_subset_or_fail(type->outlines[face], input) : NULL;
    hb_subset_input_destroy(input);
    if (part == NULL) {
        return err_set(err, REASON_PRINT, "", "Die Schrift %1 lässt sich nicht laden.",
                       type->metrics[face].name);
    }
    hb_blob_t *blob = hb_face_reference_blob(part);
    unsigned int size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    *bytes = arena_memdup(arena, data, size);
    *len = size;
    hb_blob_destroy(blob);
    hb_face_destroy(part);
    return true;
}
