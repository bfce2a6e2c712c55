/*
 * glyph.c - which glyphs a sheet uses, and which text each of them stands for.
 *
 * A reader of the file gets text back from a map of glyph to text, one for each
 * face and direction, in the order in which glyphs are drawn. So glyphs are drawn
 * in reading order, also where that runs to the left. Clusters of several letters
 * or glyphs are spelled (show.c). Where two texts share a glyph all the same, the
 * text is written beside the glyph.
 */
#include "pdf.h"

#include <string.h>

#include "str.h"

bool
glyph_next(const struct type_run *run, struct glyph_cluster *cluster)
{
    if (cluster->seen == run->glyph_count) {
        return false;
    }
    const size_t rest = run->glyph_count - cluster->seen;
    size_t first = run->rtl ? rest - 1 : cluster->seen;
    size_t last = first;
    const uint32_t at = run->glyph[first].cluster;
    size_t text_end = strlen(run->text);
    while (run->rtl && first > 0 && run->glyph[first - 1].cluster == at) {
        first--;
    }
    while (!run->rtl && last + 1 < run->glyph_count && run->glyph[last + 1].cluster == at) {
        last++;
    }
    if (run->rtl && first > 0) {
        text_end = run->glyph[first - 1].cluster;
    }
    if (!run->rtl && last + 1 < run->glyph_count) {
        text_end = run->glyph[last + 1].cluster;
    }
    cluster->first = first;
    cluster->count = last + 1 - first;
    cluster->seen += cluster->count;
    cluster->text = run->text + at;
    cluster->len = text_end - at;
    return true;
}

size_t
glyph_index(const struct type_run *run, const struct glyph_cluster *cluster, size_t index)
{
    return cluster->first + (run->rtl ? cluster->count - 1 - index : index);
}

static size_t
letters_in(const struct glyph_cluster *cluster)
{
    size_t count = 0;
    for (size_t i = 0; i < cluster->len; i++) {
        count += ((unsigned char)cluster->text[i] & 0xC0) != 0x80;
    }
    return count;
}

bool
glyph_is_spelled(const struct pdf *pdf, const struct type_run *run,
                 const struct glyph_cluster *cluster)
{
    if (cluster->count == 1 && (!run->rtl || letters_in(cluster) < 2)) {
        return false;
    }
    for (const char *at = cluster->text; at < cluster->text + cluster->len;) {
        if (type_glyph(pdf->type, run->face, str_next(&at)) == 0) {
            return false;
        }
    }
    return true;
}

size_t
glyph_map_index(const struct type_run *run)
{
    return 2 * (size_t)run->face + run->rtl;
}

/* Is this a lone letter in its own glyph? A blank glyph also stands for invisible letters. */
static bool
is_own_glyph(const struct pdf *pdf, const struct type_run *run, uint16_t glyph, const char *text,
             size_t len)
{
    const char *at = text;
    return type_glyph(pdf->type, run->face, str_next(&at)) == glyph && at == text + len;
}

/*
 * Note that GLYPH shows [TEXT, TEXT + LEN). The first text noted for it stays, but
 * the letter whose own glyph it is goes before others.
 */
static void
note(struct pdf *pdf, const struct type_run *run, uint16_t glyph, const char *text, size_t len)
{
    struct glyph_map *map = pdf->map + glyph_map_index(run);
    if (glyph >= map->count) {
        const size_t count = (size_t)glyph + 256;
        map->reading =
            arena_grow(pdf->arena, map->reading, map->count, count, sizeof *map->reading);
        map->count = count;
    }
    struct glyph_reading *reading = map->reading + glyph;
    if (reading->text != NULL && reading->len == len && memcmp(reading->text, text, len) == 0) {
        return;
    }
    if (reading->text == NULL || is_own_glyph(pdf, run, glyph, text, len)) {
        *reading = (struct glyph_reading){ text, len,
                                           type_advance(pdf->type, run->face, glyph) };
    }
}

static void
note_spelled(struct pdf *pdf, const struct type_run *run,
                  const struct glyph_cluster *cluster)
{
    const char *at = cluster->text;
    while (at < cluster->text + cluster->len) {
        const char *begin = at;
        const uint32_t letter = str_next(&at);
        const uint16_t glyph = begin == cluster->text
                                   ? run->glyph[glyph_index(run, cluster, 0)].id
                                   : type_glyph(pdf->type, run->face, letter);
        note(pdf, run, glyph, begin, (size_t)(at - begin));
    }
}

/* A letter for each glyph; the last one says what is left, or the last letter again. */
static void
note_cluster(struct pdf *pdf, const struct type_run *run, const struct glyph_cluster *cluster)
{
    const char *at = cluster->text, *begin = at, *const end = at + cluster->len;
    for (size_t i = 0; i < cluster->count; i++) {
        if (at < end) {
            begin = at;
            (void)str_next(&at);
        }
        if (i + 1 == cluster->count) {
            at = end;
        }
        note(pdf, run, run->glyph[glyph_index(run, cluster, i)].id, begin, (size_t)(at - begin));
    }
}

static void
note_run(struct pdf *pdf, const struct type_run *run)
{
    struct glyph_cluster cluster = { 0 };
    while (glyph_next(run, &cluster)) {
        if (glyph_is_spelled(pdf, run, &cluster)) {
            note_spelled(pdf, run, &cluster);
        } else {
            note_cluster(pdf, run, &cluster);
        }
    }
}

void
glyph_collect(struct pdf *pdf)
{
    pdf->map = arena_array(pdf->arena, GLYPH_MAPS, sizeof *pdf->map);
    for (size_t p = 0; p < pdf->sheet->page_count; p++) {
        const struct sheet_page *page = pdf->sheet->page + p;
        for (size_t m = 0; m < page->mark_count; m++) {
            if (page->mark[m].kind == SHEET_TEXT) {
                note_run(pdf, &page->mark[m].run);
            }
        }
    }
}

bool
glyph_reads_back(const struct pdf *pdf, const struct type_run *run,
                 const struct glyph_cluster *cluster)
{
    const struct glyph_map *map = pdf->map + glyph_map_index(run);
    const char *at = cluster->text, *const end = cluster->text + cluster->len;
    for (size_t i = 0; i < cluster->count; i++) {
        const size_t g = glyph_index(run, cluster, i);
        const struct glyph_reading *reading = map->reading + run->glyph[g].id;
        if (reading->text == NULL || reading->len > (size_t)(end - at) ||
            memcmp(at, reading->text, reading->len) != 0) {
            return false;
        }
        at += reading->len;
    }
    return at == end;
}
