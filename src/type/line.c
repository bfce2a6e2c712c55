/*
 * line.c - breaks a paragraph into lines and gives the runs of each their place.
 */
#include "inner.h"

#include <string.h>

#define POINTS_PER_MM (72.0 / 25.4)

/* A stretch between line breaks of the text, while it is being broken. */
struct segment {
    size_t begin, end; /* letters */
    size_t item_count;
    struct item *item;
    int32_t *advance;     /* per letter from BEGIN; of the cluster that starts there */
    bool *starts_cluster; /* per letter from BEGIN */
};

/* The line [begin, end), with a hyphen after it or not. */
struct cut {
    size_t begin, end;
    bool soft;
};

/* The text as it grows. */
struct setting {
    struct shaper *shaper;
    double units_per_mm;
    double width; /* units; 0 does not break */
    struct type_line *line;
    size_t count, room;
};

static int32_t
hyphen_advance(const struct shaper *shaper, enum type_face face, hb_codepoint_t *glyph)
{
    hb_font_t *font = shaper->type->font[face];
    *glyph = 0;
    (void)hb_font_get_nominal_glyph(font, SOFT_HYPHEN, glyph);
    return hb_font_get_glyph_h_advance(font, *glyph);
}

static bool
segment_shape(struct setting *set, struct segment *segment)
{
    struct arena *arena = set->shaper->arena;
    const size_t n = segment->end - segment->begin;
    if (!shape_items(set->shaper, segment->begin, segment->end, &segment->item,
                     &segment->item_count)) {
        return false;
    }
    segment->advance = arena_array(arena, n, sizeof *segment->advance);
    segment->starts_cluster = arena_array(arena, n, sizeof *segment->starts_cluster);
    for (size_t i = 0; i < segment->item_count; i++) {
        const struct item *item = segment->item + i;
        for (size_t g = 0; g < item->glyph_count; g++) {
            const size_t at = item->glyph[g].cluster - segment->begin;
            segment->advance[at] += item->glyph[g].advance;
            segment->starts_cluster[at] = true;
        }
    }
    return true;
}

/* A word is wider than the line: end the line before the cluster of the letter AT. */
static size_t
cut_word(const struct segment *segment, size_t begin, size_t at)
{
    while (at > begin && !segment->starts_cluster[at - segment->begin]) {
        at--;
    }
    if (at > begin) {
        return at;
    }
    do {
        at++;
    } while (at < segment->end && !segment->starts_cluster[at - segment->begin]);
    return at;
}

/* The longest line from BEGIN on that fits. */
static struct cut
next_cut(const struct setting *set, const struct segment *segment, size_t begin)
{
    const struct letter *letter = set->shaper->letters->letter;
    struct cut best = { begin, begin, false };
    double width = 0;
    hb_codepoint_t ignored;
    for (size_t i = begin; i < segment->end; i++) {
        const enum letter_break brk = letter[i].brk;
        width += segment->advance[i - segment->begin];
        if (brk != BREAK_BLANK && set->width > 0 && width > set->width + 0.5) {
            if (best.end == begin) {
                best.end = cut_word(segment, begin, i);
            }
            return best;
        }
        const bool fits =
            brk != BREAK_SOFT || set->width <= 0 ||
            width + hyphen_advance(set->shaper, letter[i].face, &ignored) <= set->width + 0.5;
        if (brk != BREAK_NO && fits) {
            best = (struct cut){ begin, i + 1, brk == BREAK_SOFT };
        }
    }
    return (struct cut){ begin, segment->end, false };
}

/* The text of the letters [BEGIN, END). */
static const char *
piece_text(const struct shaper *shaper, size_t begin, size_t end, bool soft)
{
    const struct letters *letters = shaper->letters;
    const uint32_t from = letters->letter[begin].offset;
    const size_t len = letters->letter[end].offset - from;
    char *text = arena_alloc(shaper->arena, len + sizeof SOFT_HYPHEN_UTF8);
    memcpy(text, letters->text + from, len);
    if (soft) {
        memcpy(text + len, SOFT_HYPHEN_UTF8, sizeof SOFT_HYPHEN_UTF8);
    }
    return text;
}

/*
 * Make a run of PIECE. Blanks from the letter HANGING on take no room; a HYPHEN
 * closes the last piece of a line.
 */
static struct type_run
make_run(const struct shaper *shaper, const struct item *piece, size_t hanging, bool hyphen)
{
    const struct letters *letters = shaper->letters;
    const struct letter *first = letters->letter + piece->begin;
    struct type_run run = { .face = first->face,
                            .rtl = (first->level & 1) != 0,
                            .span = first->span,
                            .text = piece_text(shaper, piece->begin, piece->end, hyphen),
                            .glyph_count = piece->glyph_count + hyphen };
    struct type_glyph *glyph = arena_array(shaper->arena, run.glyph_count, sizeof *glyph);
    for (size_t i = 0; i < piece->glyph_count; i++) {
        glyph[i] = piece->glyph[i];
        if (glyph[i].cluster >= hanging) {
            glyph[i].advance = 0;
        }
        glyph[i].cluster = letters->letter[glyph[i].cluster].offset - first->offset;
        run.w += glyph[i].advance;
    }
    if (hyphen) {
        struct type_glyph *last = glyph + piece->glyph_count;
        hb_codepoint_t id;
        last->advance = hyphen_advance(shaper, first->face, &id);
        last->id = (uint16_t)id;
        last->cluster = letters->letter[piece->end].offset - first->offset;
        run.w += last->advance;
    }
    run.glyph = glyph;
    return run;
}

/*
 * Give each run its place. Runs are in reading order; from the highest level
 * down, every stretch of at least that level is turned around.
 */
static void
place_runs(struct type_run *run, const uint8_t *level, size_t *order, size_t count)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        highest = level[i] > highest ? level[i] : highest;
    }
    for (uint8_t at = highest; at >= 1; at--) {
        for (size_t begin = 0; begin < count; begin++) {
            size_t end = begin;
            while (end < count && level[order[end]] >= at) {
                end++;
            }
            for (size_t a = begin, b = end; a + 1 < b; a++, b--) {
                const size_t swapped = order[a];
                order[a] = order[b - 1];
                order[b - 1] = swapped;
            }
            begin = end;
        }
    }
    int32_t x = 0;
    for (size_t i = 0; i < count; i++) {
        run[order[i]].x = x;
        x += run[order[i]].w;
    }
}

static size_t
hanging_from(const struct letters *letters, const struct cut *cut)
{
    size_t at = cut->end;
    while (at > cut->begin && letters->letter[at - 1].brk == BREAK_BLANK) {
        at--;
    }
    return at;
}

static struct type_line *
new_line(struct setting *set)
{
    if (set->count == set->room) {
        const size_t room = set->room > 0 ? set->room * 2 : 4;
        set->line = arena_grow(set->shaper->arena, set->line, set->room, room, sizeof *set->line);
        set->room = room;
    }
    return set->line + set->count++;
}

static bool
add_line(struct setting *set, const struct segment *segment, const struct cut *cut)
{
    struct shaper *shaper = set->shaper;
    const bool hard = cut->end == segment->end;
    const size_t hanging = hard ? SIZE_MAX : hanging_from(shaper->letters, cut);
    struct type_run *run = arena_array(shaper->arena, segment->item_count, sizeof *run);
    uint8_t *level = arena_array(shaper->arena, segment->item_count, sizeof *level);
    size_t *order = arena_array(shaper->arena, segment->item_count, sizeof *order);
    size_t count = 0;
    int64_t width = 0;
    for (size_t i = 0; i < segment->item_count; i++) {
        const struct item *item = segment->item + i;
        const size_t begin = item->begin > cut->begin ? item->begin : cut->begin;
        const size_t end = item->end < cut->end ? item->end : cut->end;
        struct item piece;
        if (begin >= end) {
            continue;
        }
        if (!shape_part(shaper, item, begin, end, &piece)) {
            return false;
        }
        level[count] = shaper->letters->letter[begin].level;
        run[count] = make_run(shaper, &piece, hanging, cut->soft && end == cut->end);
        width += run[count++].w;
    }
    place_runs(run, level, order, count);
    *new_line(set) = (struct type_line){ .run_count = count,
                                         .run = run,
                                         .width_mm = (double)width / set->units_per_mm,
                                         .hard_break = hard };
    return true;
}

/* Break and add the letters [BEGIN, END), which hold no line break. */
static bool
add_segment(struct setting *set, size_t begin, size_t end)
{
    struct segment segment = { .begin = begin, .end = end };
    if (!segment_shape(set, &segment)) {
        return false;
    }
    do {
        const struct cut cut = next_cut(set, &segment, begin);
        if (!add_line(set, &segment, &cut)) {
            return false;
        }
        begin = cut.end;
    } while (begin < end);
    return true;
}

static bool
add_segments(struct setting *set)
{
    const struct letters *letters = set->shaper->letters;
    size_t begin = 0;
    for (;;) {
        size_t end = begin;
        while (end < letters->count && letters->codepoint[end] != '\n') {
            end++;
        }
        if (!add_segment(set, begin, end)) {
            return false;
        }
        if (end == letters->count) {
            return true;
        }
        begin = end + 1;
    }
}

bool
type_set(const struct type *type, struct arena *arena, const struct type_span *spans,
         size_t span_count, const char *lang, double size_pt, double width_mm, const char *field,
         struct type_text *out, struct err *err)
{
    struct letters letters;
    if (!letters_read(type, arena, spans, span_count, lang, field, &letters, err)) {
        return false;
    }
    struct shaper shaper = { .type = type,
                             .letters = &letters,
                             .arena = arena,
                             .buffer = hb_buffer_create(),
                             .language = hb_language_from_string(lang, -1),
                             .field = field,
                             .err = err };
    struct setting set = { .shaper = &shaper,
                           .units_per_mm = POINTS_PER_MM / size_pt * TYPE_UNITS };
    set.width = width_mm * set.units_per_mm;
    const bool ok = add_segments(&set);
    hb_buffer_destroy(shaper.buffer);
    if (!ok) {
        return false;
    }
    *out = (struct type_text){ .line_count = set.count, .line = set.line, .rtl = letters.rtl };
    for (size_t i = 0; i < set.count; i++) {
        out->width_mm = set.line[i].width_mm > out->width_mm ? set.line[i].width_mm
                                                             : out->width_mm;
    }
    return true;
}
