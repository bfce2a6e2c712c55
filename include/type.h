/*
 * type.h - text becomes glyphs: fonts, bidi, shaping, measuring, breaking.
 *
 * Four faces from Debian's Noto fonts, embedded in the binary. A struct type is
 * read-only after type_open and may be shared by threads.
 * Hides: HarfBuzz, FriBidi.
 */
#ifndef TYPE_H
#define TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;

enum type_face { TYPE_REGULAR, TYPE_BOLD, TYPE_ARABIC, TYPE_ARABIC_BOLD, TYPE_FACE__MAX };

#define TYPE_UNITS 1000 /* glyph measures are in thousandths of the size */

struct type; /* the loaded faces */

/* Load the embedded faces. Errors: PRINT. */
MUST_CHECK bool type_open(struct type **out, struct err *err);
void type_close(struct type *type);

struct type_glyph {
    uint16_t id;       /* glyph of the full face; the subset keeps ids */
    uint32_t cluster;  /* byte offset in the run's text of its first letter */
    int32_t advance;   /* units of TYPE_UNITS */
    int32_t x_offset, y_offset;
};

/* Glyphs of one face, one direction and one span, from left to right. */
struct type_run {
    enum type_face face;
    bool rtl;
    size_t span;            /* index of the span it comes from */
    const char *text;       /* the letters it shows, in reading order */
    size_t glyph_count;
    const struct type_glyph *glyph;
    int32_t x;              /* where it begins, from the left end of its line, TYPE_UNITS */
    int32_t w;              /* sum of advances, TYPE_UNITS */
};

struct type_line {
    size_t run_count;
    const struct type_run *run; /* in reading order; draw each at its x */
    double width_mm;
    bool hard_break; /* ends at a line break of the text, or at its end */
};

struct type_text {
    size_t line_count;
    const struct type_line *line;
    bool rtl;             /* base direction of the paragraph */
    double width_mm;      /* of the widest line */
};

/* A stretch of text in one weight. */
struct type_span {
    const char *text; /* UTF-8, '\n' breaks the line */
    bool bold;
};

/*
 * Shape one paragraph of SPANS at SIZE_PT and break it into lines of at most
 * WIDTH_MM (0: no breaking). Breaks at blanks, after hyphens and slashes that no
 * digit follows, at soft hyphens (shown only there); a word wider than the line
 * breaks between clusters. Blanks at such a break stay in the text and take no
 * room. LANG is a BCP 47 tag ("de", "ar"); a LANG written from the right
 * gives the base direction where the text has such letters, else the first strong
 * letter does, else LANG. Isolates (U+2066 to U+2069) keep a stretch apart from the
 * direction around it and are no part of what is read back.
 *
 * Errors: PRINT  a letter that no face has (named as U+XXXX and itself), field FIELD
 */
MUST_CHECK bool type_set(const struct type *type, struct arena *arena,
                         const struct type_span *spans, size_t span_count, const char *lang,
                         double size_pt, double width_mm, const char *field,
                         struct type_text *out, struct err *err);

/* Is the language of this BCP 47 tag written from right to left? */
bool type_lang_is_rtl(const char *lang);

/* The first code point of TEXT that no face can show, or 0. */
uint32_t type_missing(const struct type *type, const char *text);

/* Metrics in TYPE_UNITS. */
struct type_metrics {
    const char *name; /* PostScript name: "NotoSans-Regular" */
    int32_t ascent, descent, cap_height, x_height, italic_angle, stem_v;
    int32_t bbox[4];
    bool bold;
};
const struct type_metrics *type_metrics(const struct type *type, enum type_face face);
/* The glyph of a letter that stands alone, or 0. */
uint16_t type_glyph(const struct type *type, enum type_face face, uint32_t codepoint);
/* Nominal advance of a glyph, as the font file has it, in TYPE_UNITS. */
int32_t type_advance(const struct type *type, enum type_face face, uint16_t glyph);

/* A step along an outline: to (x, y), by way of two control points in a curve. */
enum type_step_kind { TYPE_MOVE, TYPE_LINE, TYPE_CURVE, TYPE_CLOSE };

struct type_step {
    enum type_step_kind kind;
    double x, y; /* y upwards; of a glyph: TYPE_UNITS from its origin */
    double control_x[2], control_y[2];
};

/* The outline of a glyph, to be filled by the nonzero winding rule. */
const struct type_step *type_outline(const struct type *type, struct arena *arena,
                                     enum type_face face, uint16_t glyph, size_t *count);

/*
 * A font file with only the GLYPHS given (ids kept, layout tables dropped).
 * Same glyphs, same bytes. Errors: PRINT.
 */
MUST_CHECK bool type_subset(const struct type *type, enum type_face face, const uint16_t *glyphs,
                            size_t count, struct arena *arena, const uint8_t **bytes,
                            size_t *len, struct err *err);

#endif
