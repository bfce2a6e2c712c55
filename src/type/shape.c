/*
 * shape.c - letters become glyphs, with HarfBuzz.
 */
#include "inner.h"

/* Fill ITEM's glyphs from the letters [ITEM->begin, ITEM->end). */
static bool
shape_letters(struct shaper *shaper, struct item *item)
{
    const struct letters *letters = shaper->letters;
    const struct letter *first = letters->letter + item->begin;
    const int n = (int)(item->end - item->begin);
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, letters->codepoint + item->begin, n, 0, n);
    hb_buffer_set_direction(buffer, first->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, first->script);
    hb_buffer_set_language(buffer, shaper->language);
    hb_shape(shaper->type->font[first->face], buffer, NULL, 0);
    if (!hb_buffer_allocation_successful(buffer)) {
        return err_set(shaper->err, REASON_PRINT, shaper->field,
                       "Der Text lässt sich nicht setzen.");
    }
    unsigned int count = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, NULL);
    item->glyph = arena_array(shaper->arena, count, sizeof *item->glyph);
    item->unsafe = arena_array(shaper->arena, count, sizeof *item->unsafe);
    item->glyph_count = count;
    for (unsigned int i = 0; i < count; i++) {
        const uint32_t cluster = (uint32_t)item->begin + info[i].cluster;
        if (info[i].codepoint == 0) {
            return letter_missing(shaper->field, letters->codepoint[cluster], shaper->err);
        }
        item->glyph[i] = (struct type_glyph){ .id = (uint16_t)info[i].codepoint,
                                              .cluster = cluster,
                                              .advance = place[i].x_advance,
                                              .x_offset = place[i].x_offset,
                                              .y_offset = place[i].y_offset };
        item->unsafe[i] =
            (hb_glyph_info_get_glyph_flags(info + i) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
    }
    return true;
}

static bool
same_item(const struct letter *a, const struct letter *b)
{
    return a->face == b->face && a->level == b->level && a->script == b->script &&
           a->span == b->span;
}

bool
shape_items(struct shaper *shaper, size_t begin, size_t end, struct item **out, size_t *count)
{
    const struct letter *letter = shaper->letters->letter;
    size_t n = 0;
    for (size_t i = begin; i < end; i++) {
        n += i == begin || !same_item(letter + i - 1, letter + i);
    }
    struct item *items = arena_array(shaper->arena, n, sizeof *items);
    n = 0;
    for (size_t i = begin; i < end;) {
        struct item *item = items + n++;
        item->begin = i;
        do {
            i++;
        } while (i < end && same_item(letter + i - 1, letter + i));
        item->end = i;
        if (!shape_letters(shaper, item)) {
            return false;
        }
    }
    *out = items;
    *count = n;
    return true;
}

/* May ITEM be cut before the letter AT without shaping again? */
static bool
cut_is_safe(const struct item *item, size_t at)
{
    if (at == item->begin || at == item->end) {
        return true;
    }
    for (size_t i = 0; i < item->glyph_count; i++) {
        if (item->glyph[i].cluster == at) {
            return !item->unsafe[i];
        }
    }
    return false;
}

bool
shape_part(struct shaper *shaper, const struct item *item, size_t begin, size_t end,
           struct item *out)
{
    *out = *item;
    out->begin = begin;
    out->end = end;
    if (!cut_is_safe(item, begin) || !cut_is_safe(item, end)) {
        return shape_letters(shaper, out);
    }
    size_t first = 0, last = item->glyph_count;
    while (first < last && (item->glyph[first].cluster < begin ||
                            item->glyph[first].cluster >= end)) {
        first++;
    }
    while (last > first && (item->glyph[last - 1].cluster < begin ||
                            item->glyph[last - 1].cluster >= end)) {
        last--;
    }
    out->glyph = item->glyph + first;
    out->unsafe = item->unsafe + first;
    out->glyph_count = last - first;
    return true;
}
