/* Tables: cells side by side, one strip per row. */
#include "layout.h"

#include "form.h"
#include "str.h"

#define TABLE_LINE_MM 0.2

static bool
cell(struct layout *layout, const struct form_node *node, const struct scope *scope,
     struct place place, struct galley *inside)
{
    double height = 0;
    bool head = node->kind == FORM_TH;
    layout->at = node;
    place.element = layout_element(layout, place.element, node->row->role);
    if (head && place.element != SHEET_ARTIFACT) {
        layout->element[place.element].scope =
            node_is(node, ATTR_SCOPE, "row") ? SHEET_SCOPE_ROW : SHEET_SCOPE_COLUMN;
    }
    if (node->text != NULL) {
        galley_open(layout, inside, 0);
        if (!text_put(layout, node, scope, node->text, letters_of(node), place, inside,
                      &height)) {
            return false;
        }
        galley_close(inside, height);
    }
    return layout_children(layout, node, scope, place, inside);
}

static void
row_lines(struct layout *layout, const struct form_node *table, struct place place,
          const double *widths, size_t columns, double height, struct galley *galley)
{
    struct sheet_mark line = {.kind = SHEET_LINE, .element = SHEET_ARTIFACT, .x_mm = place.x_mm,
                              .y_mm = height, .w_mm = place.width_mm,
                              .stroke_mm = TABLE_LINE_MM};
    if (node_is(table, ATTR_RULES, "none")) {
        return;
    }
    galley_mark(layout, galley, line);
    if (!node_is(table, ATTR_RULES, "grid")) {
        return;
    }
    line.y_mm = 0;
    galley_mark(layout, galley, line);
    line.w_mm = 0;
    line.h_mm = height;
    for (size_t i = 0; i <= columns; i++) {
        galley_mark(layout, galley, line);
        line.x_mm += i < columns ? widths[i] : 0;
    }
}

static bool
row(struct layout *layout, const struct form_node *table, const struct form_node *node,
    const struct scope *scope, struct place place, const double *widths, size_t columns,
    struct galley *galley)
{
    double pad = table->number[ATTR_PAD], x = place.x_mm;
    double height = node->number[ATTR_HEIGHT];
    size_t index = 0, element = layout_element(layout, place.element, SHEET_TR);
    bool grid = node_is(table, ATTR_RULES, "grid");
    galley_open(layout, galley, 0);
    for (const struct form_node *c = node->first; c != NULL; c = c->next) {
        struct galley inside = {0};
        double side = grid || index > 0 ? pad : 0;
        struct place within = {x + side, widths[index] - side - pad, element};
        if (!cell(layout, c, scope, within, &inside)) {
            return false;
        }
        galley_take(layout, galley, &inside, pad);
        double need = galley_height(&inside) + 2 * pad;
        height = need > height ? need : height;
        x += widths[index++];
    }
    row_lines(layout, table, place, widths, columns, height, galley);
    galley_close(galley, height);
    return true;
}

/* Only column heads: this row is repeated when the table goes on on a new page. */
static bool
is_head(const struct form_node *node)
{
    for (const struct form_node *c = node->first; c != NULL; c = c->next) {
        if (c->kind != FORM_TH || node_is(c, ATTR_SCOPE, "row")) {
            return false;
        }
    }
    return node->attr[ATTR_EACH] == NULL;
}

bool
layout_table(struct layout *layout, const struct form_node *node, const struct scope *scope,
             struct place place, struct galley *galley)
{
    double widths[FORM_COLUMNS_MAX];
    size_t first = galley->strip_count, head = 0, elements = layout->element_count;
    size_t columns = widths_parse(node->attr[ATTR_WIDTHS], place.width_mm, widths);
    if (columns == 0) {
        return err_set(layout->err, REASON_PRINT, "table",
                       "Die Spalten sind breiter als ihr Platz. Bitte das Formular ändern.");
    }
    place.element = layout_element(layout, place.element, SHEET_TABLE);
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        struct repeat repeat;
        const struct scope *turn;
        if (!repeat_start(layout, child, scope, &repeat)) {
            return false;
        }
        while ((turn = repeat_next(&repeat)) != NULL) {
            if (!node_shown(child, turn)) {
                continue;
            }
            if (!row(layout, node, child, turn, place, widths, columns, galley)) {
                return false;
            }
            struct strip *strip = &galley->strip[galley->strip_count - 1];
            bool is_first = galley->strip_count == first + 1;
            strip->head = head;
            strip->keep_next = is_first && is_head(child);
            head = strip->keep_next ? galley->strip_count : head;
        }
    }
    if (galley->strip_count == first) {
        layout->element_count = elements; /* nothing to tell: no tag */
    } else {
        galley->strip[first].above_mm += above_mm(layout, node);
    }
    return true;
}
