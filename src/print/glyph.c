/*
 * glyph.c - which glyphs a sheet uses, and which text each of them stands for.
 *
 * A reader of the file gets text back from a map of glyph to text, one for each
 * face, in the order in which glyphs are drawn. So glyphs are drawn in reading
 * order, also where that runs to the left. The map is not enough where two texts
 * share a glyph or one letter is made of several glyphs; there the text itself is
 * written beside the glyphs.
 */
#include "pdf.h"

#include <string.h>

#include "str.h"

bool
glyph_next(const struct type_run *run, struct glyph_cluster *cluster)
{
    if (cluster->seen == run->glyph_count)
        return false;
    const size_t rest = run->glyph_count - cluster->seen;
    size_t first = run->rtl ? rest - 1 : cluster->seen;
    size_t last = first;
    const uint32_t at = run->glyph[first].cluster;
    size_t text_end = strlen(run->text);
    while (run->rtl && first > 0 && run->glyph[first - 1].cluster == at)
        first--;
    while (!run->rtl && last + 1 < run->glyph_count && run->glyph[last + 1].cluster == at)
        last++;
    if (run->rtl && first > 0)
        text_end = run->glyph[first - 1].cluster;
    if (!run->rtl && last + 1 < run->glyph_count)
        text_end = run->glyph[last + 1].cluster;
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

static uint16_t
glyph_id(const struct type_run *run, const struct glyph_cluster *cluster, size_t index)
{
    return run->glyph[glyph_index(run, cluster, index)].id;
}

static size_t
letters_in(const struct glyph_cluster *cluster)
{
    size_t count = 0;
    for (size_t i = 0; i < cluster->len; i++)
        count += ((unsigned char)cluster->text[i] & 0xC0) != 0x80;
    return count;
}

/* The first text proposed for a glyph stays. */
static void
propose(struct glyph_face *face, uint16_t glyph, const char *text, size_t len)
{
    struct glyph_reading *reading = face->reading + glyph;
    if (reading->text == NULL && len > 0)
        *reading = (struct glyph_reading){ .text = text, .len = len };
}

/* As many glyphs as letters: one for each. Else each says all that the cluster says. */
static void
propose_run(struct glyph_face *face, const struct type_run *run)
{
    struct glyph_cluster cluster = { 0 };
    while (glyph_next(run, &cluster)) {
        const bool each = cluster.count == letters_in(&cluster);
        const char *at = cluster.text;
        for (size_t i = 0; i < cluster.count; i++) {
            const char *begin = at;
            if (each)
                (void)str_next(&at);
            propose(face, glyph_id(run, &cluster, i), begin,
                    each ? (size_t)(at - begin) : cluster.len);
        }
    }
}

static void
each_run(struct pdf *pdf, void (*visit)(struct glyph_face *, const struct type_run *))
{
    for (size_t p = 0; p < pdf->sheet->page_count; p++) {
        const struct sheet_page *page = pdf->sheet->page + p;
        for (size_t m = 0; m < page->mark_count; m++) {
            if (page->mark[m].kind == SHEET_TEXT)
                visit(pdf->face + page->mark[m].run.face, &page->mark[m].run);
        }
    }
}

static void
count_ids(struct glyph_face *face, const struct type_run *run)
{
    for (size_t g = 0; g < run->glyph_count; g++) {
        if (run->glyph[g].id >= face->count)
            face->count = (size_t)run->glyph[g].id + 1;
    }
}

void
glyph_collect(struct pdf *pdf)
{
    pdf->face = arena_array(pdf->arena, TYPE_FACE__MAX, sizeof *pdf->face);
    each_run(pdf, count_ids);
    for (size_t f = 0; f < TYPE_FACE__MAX; f++)
        pdf->face[f].reading =
            arena_array(pdf->arena, pdf->face[f].count, sizeof *pdf->face[f].reading);
    each_run(pdf, propose_run);
    for (enum type_face f = 0; f < TYPE_FACE__MAX; f++) {
        for (size_t g = 0; g < pdf->face[f].count; g++) {
            struct glyph_reading *reading = pdf->face[f].reading + g;
            if (reading->text != NULL)
                reading->advance = type_advance(pdf->type, f, (uint16_t)g);
        }
    }
}

bool
glyph_reads_back(const struct glyph_face *face, const struct type_run *run,
                 const struct glyph_cluster *cluster)
{
    const char *at = cluster->text, *const end = cluster->text + cluster->len;
    for (size_t i = 0; i < cluster->count; i++) {
        const struct glyph_reading *reading = face->reading + glyph_id(run, cluster, i);
        if (reading->text == NULL || reading->len > (size_t)(end - at) ||
            memcmp(at, reading->text, reading->len) != 0)
            return false;
        at += reading->len;
    }
    return at == end;
}
