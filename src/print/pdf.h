/*
 * pdf.h - what the files of this room share: a PDF while it is being made.
 *
 * pdf.c wraps libharu's objects, glyph.c knows what each glyph says, font.c
 * embeds the faces, page.c, show.c, outline.c and writer.c draw, tree.c tells the
 * meaning, meta.c describes the file, qr.c makes modules.
 */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_pages.h>

#include "arena.h"
#include "buf.h"
#include "print.h"
#include "type.h"

/* ---- a document and its sticky failure ------------------------------------- */

struct glyph_map;
struct outline;
struct tree;

struct pdf_content {
    const char *bytes;
    size_t len;
};

struct pdf {
    HPDF_Doc doc;
    bool failed;
    HPDF_STATUS code, detail; /* of the first failure */
    const struct sheet *sheet;
    const struct type *type;
    struct arena *arena;
    struct glyph_map *map;              /* GLYPH_MAPS of them */
    HPDF_Dict font[2 * TYPE_FACE__MAX]; /* for each map in use */
    HPDF_Page *page;                /* one per page of the sheet */
    struct pdf_content *content;    /* one per page, what is drawn on it */
    struct tree *tree;
    struct outline *outline; /* glyphs painted so far, one of each */
    size_t outline_count, outline_room;
    uint64_t content_hash[2]; /* over all that is drawn */
};

MUST_CHECK bool pdf_open(struct pdf *pdf);
void pdf_close(struct pdf *pdf);

/*
 * Makers give NULL when the document has failed, and putters ignore a NULL; so
 * only the end needs to look at pdf->failed.
 */
HPDF_Dict pdf_dict(struct pdf *pdf);   /* written in place */
HPDF_Dict pdf_object(struct pdf *pdf); /* an object of its own, written as a reference */
HPDF_Array pdf_array(struct pdf *pdf);
HPDF_Dict pdf_stream(struct pdf *pdf, const void *bytes, size_t len, bool deflate);

void pdf_put(struct pdf *pdf, HPDF_Dict dict, const char *key, void *object);
void pdf_put_name(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *name);
void pdf_put_number(struct pdf *pdf, HPDF_Dict dict, const char *key, int32_t number);
void pdf_put_true(struct pdf *pdf, HPDF_Dict dict, const char *key);
void pdf_put_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *text);
void pdf_add(struct pdf *pdf, HPDF_Array array, void *object);
void pdf_add_number(struct pdf *pdf, HPDF_Array array, int32_t number);
void pdf_add_bytes(struct pdf *pdf, HPDF_Array array, const uint8_t *bytes, size_t len);

/* TEXT as hexadecimal UTF-16, without a mark of its byte order. */
void pdf_utf16_hex(struct buf *out, const char *text, size_t len);

/* FNV-1a, twice over with two bases: names a file, guards nothing. */
void pdf_hash(uint64_t hash[2], const void *bytes, size_t len);
#define PDF_HASH_START { 0xcbf29ce484222325u, 0x84222325cbf29ce4u }

/* ---- what glyphs say --------------------------------------------------------- */

struct glyph_reading {
    const char *text; /* NULL: the glyph is not used */
    size_t len;
    int32_t advance; /* as the font has it */
};

/*
 * What the glyphs of a face say in runs of one direction. To the left the glyph
 * of ")" says "(", so each direction has a map and a font of its own.
 */
struct glyph_map {
    size_t count; /* ids below this may be in use; 0: none is */
    struct glyph_reading *reading;
};

#define GLYPH_MAPS (2 * TYPE_FACE__MAX)

/* Index of the map and the font in which RUN is shown. */
size_t glyph_map_index(const struct type_run *run);

/* Some glyphs in a row which together show TEXT. */
struct glyph_cluster {
    size_t first, count; /* glyphs of the run */
    size_t seen;         /* glyphs up to here in reading order; 0 to begin with */
    const char *text;
    size_t len;
};

/* The next cluster of RUN in reading order, or false. */
bool glyph_next(const struct type_run *run, struct glyph_cluster *cluster);
/* The INDEXth glyph of a cluster in reading order. */
size_t glyph_index(const struct type_run *run, const struct glyph_cluster *cluster,
                   size_t index);

/*
 * Is the cluster shown letter by letter, with one glyph for each? So are clusters
 * of several glyphs, and ligatures that run to the left, such as lam-alef.
 */
bool glyph_is_spelled(const struct pdf *pdf, const struct type_run *run,
                      const struct glyph_cluster *cluster);

/* Note every glyph of the sheet and the text it stands for. */
void glyph_collect(struct pdf *pdf);
/* Do the glyphs say what the cluster says, or must its text stand beside them? */
bool glyph_reads_back(const struct pdf *pdf, const struct type_run *run,
                      const struct glyph_cluster *cluster);

/* ---- parts of the file -------------------------------------------------------- */

/* Embed the faces in use. Errors: PRINT. */
MUST_CHECK bool font_embed(struct pdf *pdf, struct err *err);
/* Resource name of the font of a map: "F0". */
const char *font_name(size_t map);

/* Draw page INDEX. Errors: PRINT. */
MUST_CHECK bool page_draw(struct pdf *pdf, size_t index, struct err *err);

void tree_open(struct pdf *pdf);
/* How a marked content is tagged. */
struct tree_tag {
    const char *role; /* ISO 32000-1: "H1" */
    const char *lang; /* BCP 47 when the element that holds it speaks another, else NULL */
    int32_t mcid;
};

/* The next marked content of PAGE belongs to ELEMENT, tagged as OUT says. */
void tree_content(struct pdf *pdf, size_t page, size_t element, struct tree_tag *out);
/* Box of a mark of a figure on its page, in points: the figure's is round all of them. */
void tree_figure_box(struct pdf *pdf, size_t element, const float box[4]);
void tree_write(struct pdf *pdf);

void meta_write(struct pdf *pdf);

/* ---- QR codes ------------------------------------------------------------------ */

/* A run of dark modules in one row. */
struct qr_bar {
    int x, y, width; /* modules */
};

struct qr {
    int modules; /* per side, without the quiet zone */
    size_t count;
    const struct qr_bar *bar;
};

/* Errors: PRINT (does not fit into version PRINT_QR_VERSION_MAX), field "public_url". */
MUST_CHECK bool qr_make(struct arena *arena, const char *payload, struct qr *out,
                        struct err *err);

#define PT_PER_MM (72.0 / 25.4)

#endif
