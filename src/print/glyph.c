/*
 * glyph.c - which glyphs a sheet uses, and which text each of them stands for.
 *
 * A reader of the file gets text back from a map of glyph to text, one for each
 * face. That is exact for a run when the map, glyph by glyph, gives the run's
 * text. It is not where two texts share a glyph, where a letter is made of
 * several glyphs, and where the glyphs run against the reading order; there the
 * text itself is written beside the glyphs.
 */
#include "pdf.h"

#include <string.h>

#include "str.h"

/* One cluster: some glyphs in a row which together show [text, text + len). */
struct cluster {
    size_t first, count; /* glyphs */
    const char *text;
    size_t len;
};

static struct cluster
cluster_at(const struct type_run *run, size_t first)
{
    const uint32_t at = run->glyph[first].cluster;
    size_t end = first + 1;
    while (end < run->glyph_count && run->glyph[end].cluster == at)
        end++;
    size_t text_end = strlen(run->text);
    if (!run->rtl && end < run->glyph_count)
        text_end = run->glyph[end].cluster;
    else if (run->rtl && first > 0)
        text_end = run->glyph[first - 1].cluster;
    return (struct cluster){ first, end - first, run->text + at, text_end - at };
}

static size_t
letters_in(const struct cluster *cluster)
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
        *reading = (struct glyph_reading){ text, len };
}

/* As many glyphs as letters: one for each, in reading order. */
static void
propose_each(struct glyph_face *face, const struct type_run *run, const struct cluster *cluster)
{
    const char *at = cluster->text;
    for (size_t i = 0; i < cluster->count; i++) {
        const size_t g = run->rtl ? cluster->count - 1 - i : i;
        const char *begin = at;
        (void)str_next(&at);
        propose(face, run->glyph[cluster->first + g].id, begin, (size_t)(at - begin));
    }
}

static void
propose_run(struct glyph_face *face, const struct type_run *run)
{
    for (size_t g = 0; g < run->glyph_count;) {
        const struct cluster cluster = cluster_at(run, g);
        if (cluster.count == letters_in(&cluster))
            propose_each(face, run, &cluster);
        else
            for (size_t i = 0; i < cluster.count; i++)
                propose(face, run->glyph[g + i].id, cluster.text, cluster.len);
        g += cluster.count;
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
}

bool
glyph_reads_back(const struct pdf *pdf, const struct type_run *run)
{
    const struct glyph_face *face = pdf->face + run->face;
    const char *at = run->text;
    if (run->rtl)
        return false;
    for (size_t g = 0; g < run->glyph_count; g++) {
        const struct glyph_reading *reading = face->reading + run->glyph[g].id;
        if (reading->text == NULL || strncmp(at, reading->text, reading->len) != 0)
            return false;
        at += reading->len;
    }
    return *at == '\0';
}
