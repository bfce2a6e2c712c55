/* Blocks without children: text, field, tick box, stamp, QR code, scale, bar, line, marks. */
#include "layout.h"

#include <stdlib.h>

#include "arena.h"
#include "form.h"
#include "icon.h"
#include "str.h"

#define LABEL_PT 8.0
#define LABEL_GAP_MM 2.0
#define TICK_MM 3.4
#define TICK_INDENT_MM 5.4
#define LINE_MM 0.2
#define AXIS_MM 0.3
#define PALE 0.8
#define DARK 0.3

static struct sheet_mark
line_mark(double x_mm, double y_mm, double w_mm, double h_mm)
{
    return (struct sheet_mark){.kind = SHEET_LINE, .element = SHEET_ARTIFACT, .x_mm = x_mm,
                               .y_mm = y_mm, .w_mm = w_mm, .h_mm = h_mm, .stroke_mm = LINE_MM};
}

static void
set_alt(struct layout *layout, size_t element, const char *alt)
{
    if (element != SHEET_ARTIFACT) {
        layout->element[element].alt = alt;
    }
}

static bool
paragraph(struct layout *layout, const struct form_node *node, const struct scope *scope,
          struct place place, struct galley *galley)
{
    double height = 0;
    size_t elements = layout->element_count;
    if (node->text == NULL) {
        return true;
    }
    galley_open(layout, galley, above_mm(layout, node));
    place.element = layout_element(layout, place.element, node->row->role);
    if (!text_put(layout, node, scope, node->text, letters_of(node), place, galley, &height)) {
        return false;
    }
    if (height <= 0) { /* its values were empty: leave no gap and no tag */
        layout->element_count = elements;
        galley->strip_count--;
        return true;
    }
    galley_close(galley, height);
    galley->strip[galley->strip_count - 1].keep_next = node->row->role != SHEET_P;
    return true;
}

/* Label and value on one base line, each a paragraph to a reader, or a line to write on. */
static bool
field(struct layout *layout, const struct form_node *node, const struct scope *scope,
      struct place place, struct galley *galley)
{
    struct letters letters = letters_of(node);
    struct letters small = {.size_pt = LABEL_PT, .min_pt = 7, .gray = 0.2, .align = "left"};
    double label_width = label_width_mm(layout, node, place.width_mm);
    bool beside = label_width > 0 && label_width < place.width_mm;
    double drop = text_base_mm(letters_size(layout, &letters))
                  - text_base_mm(letters_size(layout, &small));
    double label_height = beside && node->text != NULL && drop > 0 ? drop : 0;
    struct place label = place;
    galley_open(layout, galley, above_mm(layout, node));
    label.element = layout_element(layout, place.element, SHEET_P);
    label.width_mm = beside ? label_width - LABEL_GAP_MM : place.width_mm;
    if (!text_put(layout, node, scope, node->attr[ATTR_LABEL], small, label, galley,
                  &label_height)) {
        return false;
    }
    double height = beside ? 0 : label_height;
    if (beside) {
        place.x_mm += label_width;
        place.width_mm -= label_width;
    }
    if (node->text == NULL) {
        double base = node->number[ATTR_HEIGHT] - 1;
        galley_mark(layout, galley, line_mark(place.x_mm, base, place.width_mm, 0));
        height = node->number[ATTR_HEIGHT];
    } else {
        place.element = layout_element(layout, place.element, SHEET_P);
        if (!text_put(layout, node, scope, node->text, letters, place, galley, &height)) {
            return false;
        }
    }
    galley_close(galley, height > label_height ? height : label_height);
    return true;
}

static bool
tick(struct layout *layout, const struct form_node *node, const struct scope *scope,
     struct place place, struct galley *galley)
{
    struct letters letters = letters_of(node);
    double height = 0, line = node->number[ATTR_LABEL_WIDTH];
    double base = text_base_mm(letters_size(layout, &letters));
    galley_open(layout, galley, above_mm(layout, node));
    place.element = layout_element(layout, place.element, SHEET_P);
    galley_mark(layout, galley, (struct sheet_mark){
        .kind = SHEET_BOX, .element = place.element, .x_mm = place.x_mm,
        .y_mm = base - TICK_MM + 0.4, .w_mm = TICK_MM, .h_mm = TICK_MM,
        .stroke_mm = 0.3, .fill = 1});
    place.x_mm += TICK_INDENT_MM;
    place.width_mm -= TICK_INDENT_MM;
    if (node->text != NULL
        && !text_put(layout, node, scope, node->text, letters, place, galley, &height)) {
        return false;
    }
    if (line > 0 && line < place.width_mm + TICK_INDENT_MM) {
        galley_mark(layout, galley,
                    line_mark(place.x_mm - TICK_INDENT_MM + line,
                              base + 0.5,
                              place.width_mm + TICK_INDENT_MM - line, 0));
    }
    galley_close(galley, height > TICK_MM ? height : TICK_MM + 0.6);
    return true;
}

static bool
stamp(struct layout *layout, const struct form_node *node, const struct scope *scope,
      struct place place, struct galley *galley)
{
    struct letters small = {.size_pt = 7, .min_pt = 7, .gray = 0.3, .align = "left"};
    double width = node->attr[ATTR_WIDTH] != NULL ? node->number[ATTR_WIDTH] : place.width_mm;
    double height = node->attr[ATTR_HEIGHT] != NULL ? node->number[ATTR_HEIGHT] : 25;
    bool fixed = node->attr[ATTR_X] != NULL;
    double x = fixed ? node->number[ATTR_X] : place.x_mm;
    double y = fixed ? node->number[ATTR_Y] : 0;
    double text_y = y + height - text_line_mm(small.size_pt) - 0.8;
    galley_open(layout, galley, above_mm(layout, node));
    galley_mark(layout, galley, (struct sheet_mark){
        .kind = SHEET_BOX, .element = SHEET_ARTIFACT, .x_mm = x, .y_mm = y, .w_mm = width,
        .h_mm = height, .stroke_mm = LINE_MM, .dash_mm = 1, .fill = 1});
    place = (struct place){x + 1.5, width - 3, layout_element(layout, place.element, SHEET_P)};
    if (!text_put(layout, node, scope, node->attr[ATTR_LABEL], small, place, galley, &text_y)) {
        return false;
    }
    galley_close(galley, fixed ? 0 : height);
    galley->strip[galley->strip_count - 1].fixed = fixed;
    return true;
}

/* A mark of MARK's size at its place; strips of a fixed one take no room in the flow. */
static void
picture(struct layout *layout, const struct form_node *node, struct place place,
        double quiet_mm, struct sheet_mark mark, struct galley *galley)
{
    bool fixed = node->attr[ATTR_X] != NULL;
    double room = place.width_mm - mark.w_mm;
    double indent = node_is(node, ATTR_ALIGN, "center") ? room / 2
                    : node_is(node, ATTR_ALIGN, "right") ? room : 0;
    mark.x_mm = fixed ? node->number[ATTR_X] : place.x_mm + indent;
    mark.y_mm = fixed ? node->number[ATTR_Y] : quiet_mm;
    galley_mark(layout, galley, mark);
    galley_close(galley, fixed ? 0 : mark.h_mm + 2 * quiet_mm);
    galley->strip[galley->strip_count - 1].fixed = fixed;
}

static bool
qr(struct layout *layout, const struct form_node *node, const struct scope *scope,
   struct place place, struct galley *galley)
{
    const char *payload, *alt;
    double size = node->number[ATTR_WIDTH];
    if (!text_plain(layout, scope, node->attr[ATTR_VALUE], &payload)
        || !text_plain(layout, scope, node->attr[ATTR_ALT], &alt)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    size_t element = layout_element(layout, place.element, SHEET_FIGURE);
    set_alt(layout, element, alt);
    picture(layout, node, place, node->number[ATTR_QUIET],
            (struct sheet_mark){.kind = SHEET_QR, .element = element, .w_mm = size,
                                .h_mm = size, .payload = payload},
            galley);
    return true;
}

/* Decoration, unless it has words of its own. */
static bool
icon(struct layout *layout, const struct form_node *node, const struct scope *scope,
     struct place place, struct galley *galley)
{
    const char *alt = NULL;
    struct sheet_mark mark = {.kind = SHEET_PATH, .element = SHEET_ARTIFACT};
    if (node->attr[ATTR_ALT] != NULL
        && !text_plain(layout, scope, node->attr[ATTR_ALT], &alt)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    if (alt != NULL) {
        mark.element = layout_element(layout, place.element, SHEET_FIGURE);
        set_alt(layout, mark.element, alt);
    }
    icon_draw(layout->arena, node->attr[ATTR_ICON], node->number[ATTR_ICON_SIZE], &mark);
    picture(layout, node, place, 0, mark, galley);
    return true;
}

/* A line of known length with a tick every 10 mm, to check the printer's scale. */
static bool
figure(struct layout *layout, const struct form_node *node, const struct scope *scope,
       struct place place, struct galley *galley)
{
    const char *alt;
    double length = node->number[ATTR_LENGTH];
    if (!text_plain(layout, scope, node->attr[ATTR_ALT], &alt)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    size_t element = layout_element(layout, place.element, SHEET_FIGURE);
    set_alt(layout, element, alt);
    struct sheet_mark mark = line_mark(place.x_mm, 3, length, 0);
    mark.element = element;
    galley_mark(layout, galley, mark);
    for (double at = 0; at <= length + 0.01; at += 10) {
        bool end = at < 0.01 || at > length - 0.01;
        mark = line_mark(place.x_mm + at, end ? 1 : 2, 0, end ? 4 : 2);
        mark.element = element;
        galley_mark(layout, galley, mark);
    }
    galley_close(galley, 6);
    return true;
}

/* TEXT as a share of a hundred; what is no number has no length. */
static bool
share_of(struct layout *layout, const struct scope *scope, const char *text, double *out)
{
    const char *plain = "";
    long share;

    if (text != NULL && !text_plain(layout, scope, text, &plain)) {
        return false;
    }
    share = strtol(plain, NULL, 10);
    *out = (double)(share < 0 ? 0 : share > 100 ? 100 : share) / 100;
    return true;
}

/* A pale bar from a line on, and a dark one inside. */
static bool
bar(struct layout *layout, const struct form_node *node, const struct scope *scope,
    struct place place, struct galley *galley)
{
    const char *alt;
    double height = node->number[ATTR_HEIGHT], pale, dark;

    if (!text_plain(layout, scope, node->attr[ATTR_ALT], &alt) ||
        !share_of(layout, scope, node->attr[ATTR_VALUE], &pale) ||
        !share_of(layout, scope, node->attr[ATTR_INNER], &dark)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    const struct sheet_mark marks[] = {
        {.w_mm = AXIS_MM, .h_mm = height, .fill = 0},
        {.w_mm = pale * place.width_mm, .h_mm = height, .fill = PALE},
        {.y_mm = 0.25 * height, .w_mm = dark * place.width_mm, .h_mm = 0.5 * height,
         .fill = DARK},
    };
    size_t element = layout_element(layout, place.element, SHEET_FIGURE);
    set_alt(layout, element, alt);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct sheet_mark mark = marks[i];

        mark.kind = SHEET_BOX;
        mark.element = element;
        mark.x_mm = place.x_mm;
        if (mark.w_mm > 0) {
            galley_mark(layout, galley, mark);
        }
    }
    galley_close(galley, height);
    return true;
}

static bool
rule(struct layout *layout, const struct form_node *node, struct place place,
     struct galley *galley)
{
    bool fixed = node->attr[ATTR_X] != NULL;
    double width = node->attr[ATTR_WIDTH] != NULL ? node->number[ATTR_WIDTH] : place.width_mm;
    struct sheet_mark mark = line_mark(fixed ? node->number[ATTR_X] : place.x_mm,
                                       fixed ? node->number[ATTR_Y] : 0, width, 0);
    mark.stroke_mm = node->number[ATTR_STROKE];
    mark.dash_mm = node->number[ATTR_DASH];
    galley_open(layout, galley, above_mm(layout, node));
    galley_mark(layout, galley, mark);
    galley_close(galley, fixed ? 0 : mark.stroke_mm);
    galley->strip[galley->strip_count - 1].fixed = fixed;
    return true;
}

/* DIN 5008: fold at 87 and 192 mm (A) or 105 and 210 mm (B), punch at 148.5 mm. */
static bool
foldmarks(struct layout *layout, const struct form_node *node, struct galley *galley)
{
    bool a = node_is(node, ATTR_DIN, "A");
    const double at[] = {a ? 87 : 105, 148.5, a ? 192 : 210};
    galley_open(layout, galley, 0);
    for (size_t i = 0; i < 3; i++) {
        galley_mark(layout, galley, line_mark(5, at[i], i == 1 ? 7 : 5, 0));
    }
    galley_close(galley, 0);
    galley->strip[galley->strip_count - 1].fixed = true;
    return true;
}

bool
layout_leaf(struct layout *layout, const struct form_node *node, const struct scope *scope,
            struct place place, struct galley *galley)
{
    switch (node->kind) {
    case FORM_FIELD:
        return field(layout, node, scope, place, galley);
    case FORM_TICK:
        return tick(layout, node, scope, place, galley);
    case FORM_STAMP:
        return stamp(layout, node, scope, place, galley);
    case FORM_QR:
        return qr(layout, node, scope, place, galley);
    case FORM_ICON:
        return icon(layout, node, scope, place, galley);
    case FORM_BAR:
        return bar(layout, node, scope, place, galley);
    case FORM_FIGURE:
        return figure(layout, node, scope, place, galley);
    case FORM_RULE:
        return rule(layout, node, place, galley);
    case FORM_FOLDMARKS:
        return foldmarks(layout, node, galley);
    case FORM_SPACE:
        galley_open(layout, galley, 0);
        galley_close(galley, node->number[ATTR_HEIGHT]);
        return true;
    default:
        return paragraph(layout, node, scope, place, galley);
    }
}
