/*
 * sheet.h - a laid-out document: pages of placed marks and a tree of meaning.
 *
 * form makes it, print draws it. Places are millimetres from the top left
 * corner of the page. Every mark belongs to a structure element or is an
 * artifact (frame lines, fold marks, running headers): SHEET_ARTIFACT.
 * Reading order is the order of the marks of an element and of the elements in
 * their parents.
 */
#ifndef SHEET_H
#define SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "type.h"

#define SHEET_ARTIFACT SIZE_MAX

/* ISO 32000-1 14.8.4 standard structure types. */
enum sheet_role {
    SHEET_DOCUMENT, SHEET_PART, SHEET_SECT, SHEET_DIV,
    SHEET_H1, SHEET_H2, SHEET_H3, SHEET_P,
    SHEET_L, SHEET_LI, SHEET_LBL, SHEET_LBODY,
    SHEET_TABLE, SHEET_TR, SHEET_TH, SHEET_TD,
    SHEET_FIGURE, SHEET_SPAN,
    SHEET_ROLE__MAX
};

enum sheet_scope { SHEET_SCOPE_NONE, SHEET_SCOPE_COLUMN, SHEET_SCOPE_ROW };

struct sheet_element {
    enum sheet_role role;
    size_t parent;           /* a smaller index; the root is element 0, its own parent */
    const char *lang;        /* BCP 47 when it differs from the parent's, else NULL */
    const char *alt;         /* alternative text (figures), else NULL */
    enum sheet_scope scope;  /* of a TH */
};

enum sheet_mark_kind { SHEET_TEXT, SHEET_LINE, SHEET_BOX, SHEET_QR, SHEET_PATH };

/* A shade between black (0) and white (1); the paper is black on white. */
struct sheet_mark {
    enum sheet_mark_kind kind;
    size_t element;          /* index, or SHEET_ARTIFACT */
    double x_mm, y_mm;       /* text: start of the base line; others: top left corner */
    double w_mm, h_mm;       /* line: vector to its end; box, qr, path: size */
    double stroke_mm;        /* line, box, path: width of the pen; box with 0: no frame */
    double dash_mm;          /* 0: solid; else length of dash and gap */
    double gray;             /* ink of text, line, path and frame */
    double fill;             /* box: shade of the area; 1 = none */
    double size_pt;          /* text */
    struct type_run run;     /* text */
    const char *payload;     /* qr: what it says; size includes no quiet zone */
    const struct type_step *step; /* path: a round pen's way inside its size, in millimetres */
    size_t step_count;            /* from the bottom left corner, y upwards */
    size_t line;             /* of the form file it comes from; 0: unknown */
    const char *source;      /* the form's element: "p" */
};

struct sheet_page {
    size_t mark_count;
    const struct sheet_mark *mark;
    size_t group; /* pages of one sheet of the same owner share a group */
};

struct sheet {
    const char *title;       /* shown by the viewer */
    const char *lang;        /* main language */
    const char *subject;     /* form number and version: "LZ-02 Gutschein, Version 1" */
    const char *identifier;  /* stable for the same document; seeds the file's ID */
    int64_t created_ms;      /* moment written into the file */
    double width_mm, height_mm;
    size_t page_count;
    const struct sheet_page *page;
    size_t element_count;
    const struct sheet_element *element;
};

struct arena;

/*
 * COUNT sheets of one size as one document, in order: the first gives title, language,
 * subject, identifier and moment; each keeps its pages, groups and tree.
 */
struct sheet *sheet_join(struct arena *arena, const struct sheet *const *sheets, size_t count);

/* SHEET in ARENA, without what laying it out has used beside it. Only letters and glyphs
   are still borrowed from where the layout had them. */
struct sheet *sheet_copy(struct arena *arena, const struct sheet *sheet);

/*
 * SHEET with TEXT in large pale letters on every page, behind all marks and clear of the codes.
 * Errors: PRINT (a letter that no face has).
 */
MUST_CHECK bool sheet_stamp(struct arena *arena, const struct type *type, const char *text,
                            const struct sheet **sheet, struct err *err);

#endif
