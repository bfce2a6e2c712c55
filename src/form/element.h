/*
 * element.h - the form language as one table: elements, parents, attributes.
 *
 * The parser, the checker, the layout and form_reference all read this table;
 * nothing else knows what the language allows.
 */
#ifndef FORM_ELEMENT_H
#define FORM_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sheet.h"

enum form_kind {
    FORM_FORM, FORM_VALUES, FORM_RECORD, FORM_RECORDS, FORM_VALUE, FORM_FLAG,
    FORM_SHEET, FORM_HEADER, FORM_FOOTER, FORM_FRONT, FORM_BACK,
    FORM_SECTION, FORM_BOX, FORM_COLUMNS, FORM_COLUMN, FORM_ADDRESS,
    FORM_H1, FORM_H2, FORM_H3, FORM_P, FORM_LIST, FORM_ITEM,
    FORM_TABLE, FORM_ROW, FORM_TH, FORM_TD,
    FORM_FIELD, FORM_TICK, FORM_STAMP, FORM_QR, FORM_FIGURE,
    FORM_BAR, FORM_ICON, FORM_RULE, FORM_SPACE, FORM_FOLDMARKS, FORM_B, FORM_BR,
    FORM_KIND__MAX
};

#define FORM_BIT(kind) (UINT64_C(1) << (kind))

enum form_attribute {
    ATTR_NAME, ATTR_NUMBER, ATTR_VERSION, ATTR_VALID_FROM, ATTR_TITLE,
    ATTR_ITEM, ATTR_EXAMPLE, ATTR_EXAMPLES, ATTR_OPTIONAL, ATTR_LONGEST,
    ATTR_MOST, ATTR_HELP,
    ATTR_IF, ATTR_UNLESS, ATTR_EACH, ATTR_TRANSLATE,
    ATTR_X, ATTR_Y, ATTR_WIDTH, ATTR_HEIGHT, ATTR_ABOVE,
    ATTR_LEFT, ATTR_RIGHT, ATTR_TOP, ATTR_BOTTOM, ATTR_PAGES,
    ATTR_SIZE, ATTR_MIN_SIZE, ATTR_LINES, ATTR_ALIGN, ATTR_INK,
    ATTR_FRAME, ATTR_FILL, ATTR_PAD, ATTR_GAP, ATTR_WIDTHS, ATTR_RULES, ATTR_SCOPE,
    ATTR_LIST_KIND, ATTR_LABEL, ATTR_LABEL_WIDTH, ATTR_VALUE, ATTR_INNER, ATTR_ALT, ATTR_QUIET,
    ATTR_ICON, ATTR_ICON_SIZE, ATTR_LENGTH, ATTR_DASH, ATTR_STROKE, ATTR_DIN,
    ATTR__MAX
};

/* What may stand in an attribute; `form_type_text` says it in German. */
enum form_type {
    TYPE_IS_NAME,    /* lower-case letters, digits, _ ; at most 40 */
    TYPE_IS_PLAIN,   /* text without values */
    TYPE_IS_TEXT,    /* text with {{values}} */
    TYPE_IS_PATH,    /* dotted name of a declared value */
    TYPE_IS_RECORDS, /* dotted name of declared records */
    TYPE_IS_MM,      /* 0 to 1000 millimetres */
    TYPE_IS_PT,      /* 4 to 72 points */
    TYPE_IS_COUNT,   /* 0 to 99 */
    TYPE_IS_LETTERS, /* 1 to 2000 letters */
    TYPE_IS_SHADE,   /* 0 black to 1 white */
    TYPE_IS_WIDTHS,  /* "30,*,20": millimetres, * shares what is left */
    TYPE_IS_DAY,     /* 2026-01-01 */
    TYPE_IS_CHOICE   /* one word of the attribute's choices */
};

struct attribute_row {
    const char *name;
    enum form_type type;
    const char *choices; /* "left|center|right", else NULL */
    const char *help;    /* German */
};

struct attribute_use {
    enum form_attribute attribute;
    const char *standard; /* value when absent; NULL: none */
    bool required;
};

struct element_row {
    const char *name;
    uint64_t parents; /* FORM_BIT of each element it may stand in */
    bool text;        /* may hold text */
    enum sheet_role role;
    const struct attribute_use *use;
    size_t use_count;
    const char *help; /* German */
};

/* The row of KIND, of the element or attribute called NAME (or NULL), or of ATTRIBUTE. */
const struct element_row *element_row(enum form_kind kind);
const struct element_row *element_find(const char *name, enum form_kind *kind);
const struct attribute_row *attribute_row(enum form_attribute attribute);

/* How ELEMENT uses the attribute called NAME, or NULL. */
const struct attribute_use *element_use(const struct element_row *element, const char *name);

/* "eine Länge in Millimetern von 0 bis 1000": completes "muss ... sein". */
const char *form_type_text(const struct attribute_row *attribute);

/* Does TEXT name one of the words in "a|b|c"? */
bool choice_has(const char *choices, const char *text);

#endif
