/*
 * inner.h - what the files of this room share.
 *
 * type.c holds the faces, outline.c follows their outlines, letter.c takes text
 * apart into letters with face, script and direction, shape.c makes glyphs of
 * them, line.c breaks lines and puts the result together.
 */
#ifndef TYPE_INNER_H
#define TYPE_INNER_H

#include <hb.h>

#include "arena.h"
#include "type.h"

struct type {
    hb_face_t *face[TYPE_FACE__MAX];
    hb_face_t *outlines[TYPE_FACE__MAX]; /* what a subset is cut from */
    hb_font_t *font[TYPE_FACE__MAX];
    struct type_metrics metrics[TYPE_FACE__MAX];
    hb_draw_funcs_t *pencil; /* writes down outlines */
};

/* How HarfBuzz tells of an outline, for type->pencil. */
hb_draw_funcs_t *outline_pencil(void);

#define SOFT_HYPHEN 0x00ADu
#define SOFT_HYPHEN_UTF8 "\xC2\xAD"

/* May a line end after this letter? */
enum letter_break {
    BREAK_NO,
    BREAK_BLANK, /* a blank: hangs at the end of the line, takes no room there */
    BREAK_MARK,  /* a hyphen or slash */
    BREAK_SOFT   /* a soft hyphen stood here, shown only when the line ends */
};

struct letter {
    uint32_t span;
    hb_script_t script;
    enum type_face face;
    uint8_t level; /* of the bidi algorithm; odd is right to left */
    enum letter_break brk;
    uint32_t offset; /* of its first byte in letters.text */
};

/* The letters of a whole paragraph without soft hyphens. */
struct letters {
    size_t count;
    struct letter *letter;   /* COUNT + 1: the last one only has an offset */
    uint32_t *codepoint;     /* COUNT; '\n' stays in as a letter of its own */
    const char *text;
    bool rtl; /* base direction */
};

/* Take SPANS apart. Errors: PRINT, see type_set. */
MUST_CHECK bool letters_read(const struct type *type, struct arena *arena,
                             const struct type_span *spans, size_t span_count, const char *lang,
                             const char *field, struct letters *out, struct err *err);

/* Letters of one face, script, direction and span, with their glyphs from left to right. */
struct item {
    size_t begin, end; /* letters */
    size_t glyph_count;
    struct type_glyph *glyph; /* cluster: index of a letter */
    bool *unsafe;             /* per glyph: breaking before its cluster changes glyphs */
};

/* Where shaping happens; one per type_set. */
struct shaper {
    const struct type *type;
    const struct letters *letters;
    struct arena *arena;
    hb_buffer_t *buffer;
    hb_language_t language;
    const char *field;
    struct err *err;
};

/* The items of the letters [BEGIN, END), in reading order. */
MUST_CHECK bool shape_items(struct shaper *shaper, size_t begin, size_t end,
                            struct item **out, size_t *count);

/* The part of ITEM with the letters [BEGIN, END), as it looks when a line holds no more. */
MUST_CHECK bool shape_part(struct shaper *shaper, const struct item *item, size_t begin,
                           size_t end, struct item *out);

/* Say that no face can show CODEPOINT. Returns false. */
bool letter_missing(const char *field, uint32_t codepoint, struct err *err);

#endif
