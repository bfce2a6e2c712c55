/*
 * layout.h - from nodes to placed marks.
 *
 * Blocks write strips into a galley: pieces that stay whole, one below the
 * other, with places relative to the strip. Containers stack a galley of their
 * own into one strip; page.c cuts the outermost galley into pages.
 */
#ifndef FORM_LAYOUT_H
#define FORM_LAYOUT_H

#include "scope.h"
#include "sheet.h"

#define MM_PER_PT (25.4 / 72)
#define SET_BUCKETS 256
#define SCALE_STEP 0.04 /* how much smaller the next try is when something does not fit */
#define SCALE_MIN 0.6

struct arena;
struct form_options;
struct type;

struct set_entry;

struct strip {
    double above_mm, height_mm;
    size_t first, count; /* marks of the galley */
    size_t head;         /* index + 1 of the table head to repeat on a new page; 0: none */
    bool keep_next;      /* stays on the page of the next strip */
    bool fixed;          /* its marks stand where they are on the page */
};

struct galley {
    size_t mark_count, mark_cap;
    struct sheet_mark *mark;
    size_t strip_count, strip_cap;
    struct strip *strip;
};

struct page {
    size_t mark_count, mark_cap;
    struct sheet_mark *mark;
    size_t group;
};

struct layout {
    const struct form *form;
    const struct type *type;
    const struct form_options *options;
    struct arena *arena;
    size_t element_count, element_cap;
    struct sheet_element *element;
    size_t page_count, page_cap;
    struct page *page;
    double scale;         /* of letters and distances, 1 at first */
    bool artifact;        /* inside header or footer */
    bool translated;      /* the sheet shows text in the client's language */
    double left_mm, right_mm; /* edges of what is as wide as the page */
    size_t page_number, page_total;
    size_t turns;         /* repeats and lines so far, to stop a form that never ends */
    const struct form_node *at; /* being laid out, to name it */
    const char *longest;  /* path of the longest value set so far, to name it */
    size_t longest_len;
    struct set_entry *set[SET_BUCKETS]; /* texts set so far */
    struct err *err;
};

/* Where a block stands: its left edge, its width, the element around it. */
struct place {
    double x_mm, width_mm;
    size_t element;
};

/* Count so many repeats or lines of NODE; false when the form takes too many. */
bool layout_turns(struct layout *layout, const struct form_node *node, size_t count);

/* FIELD does not fit, as KEY says of it: true when the layout goes on all the same. */
bool layout_misfit(struct layout *layout, const char *field, const char *key);
/* The same of NODE, whose room is too small for what is in it: names the longest value. */
bool layout_too_full(struct layout *layout, const struct form_node *node);

/* A new structure element, or SHEET_ARTIFACT inside header and footer. */
size_t layout_element(struct layout *layout, size_t parent, enum sheet_role role);

void galley_open(struct layout *layout, struct galley *galley, double above_mm);
void galley_close(struct galley *galley, double height_mm);
/* Add a mark to the open strip. */
void galley_mark(struct layout *layout, struct galley *galley, struct sheet_mark mark);
/* Put the strips of SUB below each other into the open strip, DOWN_MM from its top. */
void galley_take(struct layout *layout, struct galley *galley, const struct galley *sub,
                 double down_mm);
/* The height SUB will take. */
double galley_height(const struct galley *sub);

/* The common attributes of letters, as NODE has them. */
struct letters {
    double size_pt, min_pt, gray;
    size_t lines; /* at most; 0: any number */
    const char *align;
    bool bold;
};
struct letters letters_of(const struct form_node *node);
/* The size LETTERS have when they need not shrink to keep to their lines. */
double letters_size(const struct layout *layout, const struct letters *letters);

/*
 * Set TEXT of NODE with its values at *HEIGHT_MM of the open strip: the German, and its
 * translation in a second column where PLACE is as wide as the page, else behind it in
 * the same line or below.
 * *HEIGHT_MM grows by what they take.
 */
bool text_put(struct layout *layout, const struct form_node *node, const struct scope *scope,
              const char *text, struct letters letters, struct place place,
              struct galley *galley, double *height_mm);

/* How wide the label of a field in WIDTH_MM is; in two languages it takes more. */
double label_width_mm(const struct layout *layout, const struct form_node *node,
                      double width_mm);

/* type_set, remembering what this layout has set before. */
bool set_text(struct layout *layout, const struct type_span *span, size_t span_count,
              const char *lang, double size_pt, double width_mm, const char *field,
              struct type_text *out);

/* TEXT with its values as one string, for a QR code or an alternative text. */
bool text_plain(struct layout *layout, const struct scope *scope, const char *text,
                const char **out);

/* Where the base line of the first line stands below its top. */
double text_base_mm(double size_pt);
double text_line_mm(double size_pt);

/* The distance NODE keeps upwards, at the present scale. */
double above_mm(const struct layout *layout, const struct form_node *node);

/* Is NODE shown, by its if and unless? */
bool node_shown(const struct form_node *node, const struct scope *scope);

/* Lay out each of NODE's children; each= and if= are done here. */
bool layout_children(struct layout *layout, const struct form_node *node,
                     const struct scope *scope, struct place place, struct galley *galley);

/* One block, by kind. */
bool layout_box(struct layout *layout, const struct form_node *node, const struct scope *scope,
                struct place place, struct galley *galley);
bool layout_columns(struct layout *layout, const struct form_node *node,
                    const struct scope *scope, struct place place, struct galley *galley);
bool layout_address(struct layout *layout, const struct form_node *node,
                    const struct scope *scope, struct place place, struct galley *galley);
bool layout_list(struct layout *layout, const struct form_node *node, const struct scope *scope,
                 struct place place, struct galley *galley);
bool layout_table(struct layout *layout, const struct form_node *node,
                  const struct scope *scope, struct place place, struct galley *galley);
bool layout_leaf(struct layout *layout, const struct form_node *node, const struct scope *scope,
                 struct place place, struct galley *galley);

/* Lay NODE out for each item of its each=, or once. */
struct repeat {
    const struct value *list; /* NULL: once */
    size_t index, count;
    struct scope scope;
};
bool repeat_start(struct layout *layout, const struct form_node *node,
                  const struct scope *scope, struct repeat *repeat);
/* The scope of the next turn, or NULL at the end. */
const struct scope *repeat_next(struct repeat *repeat);

/* The day of TRANSLATION_CHECKED_ON as people write it, or "". */
const char *translation_checked_on(struct layout *layout);
/* The last strip of a sheet with translations: what they are worth, in both languages. */
bool translation_note(struct layout *layout, struct place place, struct galley *galley);

/* One sheet: pages of front and back, header and footer. */
bool layout_sheet(struct layout *layout, const struct form_node *node,
                  const struct scope *scope, size_t group);

#endif
