/*
 * writer.h - the content stream of one page while it is written.
 *
 * Places are counted in thousandths of a point, as integers, so that steps from
 * text to text add up exactly.
 */
#ifndef PRINT_WRITER_H
#define PRINT_WRITER_H

#include "pdf.h"

#define NO_GRAY (-1)

struct writer {
    struct pdf *pdf;
    size_t page;
    struct buf *out;
    int64_t height; /* of the page */
    bool marked;    /* inside a marked content, of this element */
    size_t element;
    bool in_text;
    int64_t pen_x, pen_y; /* where the last text began */
    size_t font;          /* index of a map, GLYPH_MAPS at first */
    int64_t size;
    int64_t ink, stroke; /* shades in force, thousandths; NO_GRAY at first */
};

/* Millimetres in thousandths of a point; the second from the top of the page. */
int64_t writer_pt(double mm);
int64_t writer_top(const struct writer *w, double mm);

/* Append thousandths as a decimal number and a blank; two of them and an operation. */
void writer_number(struct writer *w, int64_t milli);
void writer_point(struct writer *w, int64_t x, int64_t y, const char *operation);

/* Append the tag of a marked content of ELEMENT up to its last property, under ROLE when not
   NULL; the caller ends it. */
void writer_tag(struct writer *w, size_t element, const char *role);

/* Marks of one element that follow each other share one marked content. */
void writer_begin(struct writer *w, size_t element);
void writer_end(struct writer *w);
void writer_end_text(struct writer *w);

/* Make GRAY the shade in force, unless *CURRENT says it is. */
void writer_gray(struct writer *w, int64_t *current, double gray, const char *operation);

/* Append a path without painting it: its origin at (X, Y), thousandths of a point for each unit
   of its steps. */
void writer_path(struct writer *w, const struct type_step *step, size_t count, int64_t x,
                 int64_t y, double scale);

/* Paint a glyph in the size and shade in force; its pen point is (X, Y) of the page. */
void writer_outline(struct writer *w, enum type_face face, uint16_t glyph, int64_t x, int64_t y);

/* Draw a mark of text. */
void writer_text(struct writer *w, const struct sheet_mark *mark);

#endif
