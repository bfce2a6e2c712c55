/* Blocks that hold blocks: sections, boxes, columns, the address window. */
#include "layout.h"

#include "form.h"
#include "str.h"
#include "value.h"

#define TURNS_MAX ((size_t)50000) /* more than 500 pages hold */

double
above_mm(const struct layout *layout, const struct form_node *node)
{
    return node->number[ATTR_ABOVE] * layout->scale;
}

bool
node_shown(const struct form_node *node, const struct scope *scope)
{
    struct scope_found found;
    const char *wanted = node->attr[ATTR_IF];
    const char *unwanted = node->attr[ATTR_UNLESS];
    if (wanted != NULL && !(scope_find(scope, wanted, &found) && value_truth(found.value))) {
        return false;
    }
    return unwanted == NULL || !scope_find(scope, unwanted, &found)
           || !value_truth(found.value);
}

bool
layout_turns(struct layout *layout, const struct form_node *node, size_t count)
{
    layout->turns += count;
    if (layout->turns <= TURNS_MAX) {
        return true;
    }
    return err_set(layout->err, REASON_PRINT, node->row->name,
                   "Das Formular wiederholt sich zu oft. Bitte ineinander stehende "
                   "Wiederholungen prüfen.");
}

bool
repeat_start(struct layout *layout, const struct form_node *node, const struct scope *scope,
             struct repeat *repeat)
{
    struct scope_found found;
    const char *each = node->attr[ATTR_EACH];
    *repeat = (struct repeat){.count = 1, .scope = *scope};
    if (!layout_turns(layout, node, 1)) {
        return false;
    }
    if (each == NULL) {
        return true;
    }
    if (!scope_find(scope, each, &found) || value_kind(found.value) != VALUE_LIST) {
        return err_set(layout->err, REASON_PRINT, each,
                       "Für das Formular fehlt die Liste „%1“.", each);
    }
    repeat->list = found.value;
    repeat->count = value_len(found.value);
    repeat->scope = (struct scope){scope, found.decl->attr[ATTR_ITEM], found.decl, NULL};
    return layout_turns(layout, node, repeat->count);
}

const struct scope *
repeat_next(struct repeat *repeat)
{
    if (repeat->index == repeat->count) {
        return NULL;
    }
    if (repeat->list != NULL) {
        repeat->scope.value = value_at(repeat->list, repeat->index);
    }
    repeat->index++;
    return &repeat->scope;
}

static bool
section(struct layout *layout, const struct form_node *node, const struct scope *scope,
        struct place place, struct galley *galley)
{
    size_t first = galley->strip_count;
    /* One that only carries a condition is no part of its own. */
    if (node->attr[ATTR_EACH] != NULL) {
        place.element = layout_element(layout, place.element, SHEET_SECT);
    }
    if (!layout_children(layout, node, scope, place, galley)) {
        return false;
    }
    if (galley->strip_count > first) {
        galley->strip[first].above_mm += above_mm(layout, node);
    }
    return true;
}

static bool
block(struct layout *layout, const struct form_node *node, const struct scope *scope,
      struct place place, struct galley *galley)
{
    layout->at = node;
    switch (node->kind) {
    case FORM_SECTION:
        return section(layout, node, scope, place, galley);
    case FORM_BOX:
        return layout_box(layout, node, scope, place, galley);
    case FORM_COLUMNS:
        return layout_columns(layout, node, scope, place, galley);
    case FORM_ADDRESS:
        return layout_address(layout, node, scope, place, galley);
    case FORM_LIST:
        return layout_list(layout, node, scope, place, galley);
    case FORM_TABLE:
        return layout_table(layout, node, scope, place, galley);
    default:
        return layout_leaf(layout, node, scope, place, galley);
    }
}

bool
layout_children(struct layout *layout, const struct form_node *node, const struct scope *scope,
                struct place place, struct galley *galley)
{
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        struct repeat repeat;
        const struct scope *turn;
        if (child->attr[ATTR_EACH] == NULL && !node_shown(child, scope)) {
            continue;
        }
        if (!repeat_start(layout, child, scope, &repeat)) {
            return false;
        }
        while ((turn = repeat_next(&repeat)) != NULL) {
            if (node_shown(child, turn) && !block(layout, child, turn, place, galley)) {
                return false;
            }
        }
    }
    return true;
}

/* Lay NODE's children out, smaller and smaller until they are at most MOST_MM high. */
static bool
children_within(struct layout *layout, const struct form_node *node, const struct scope *scope,
                struct place place, double most_mm, struct galley *out)
{
    double scale = layout->scale;
    size_t elements = layout->element_count;
    bool fits = false;
    while (!fits) {
        *out = (struct galley){0};
        layout->element_count = elements;
        if (!layout_children(layout, node, scope, place, out)) {
            return false;
        }
        fits = galley_height(out) <= most_mm + 0.01;
        if (!fits && layout->scale < SCALE_MIN) {
            break;
        }
        layout->scale -= fits ? 0 : SCALE_STEP;
    }
    layout->scale = scale;
    layout->at = node; /* its children are done; what follows is its own */
    return fits || layout_too_full(layout, node);
}

static void
frame(struct layout *layout, const struct form_node *node, double x, double y, double width,
      double height, struct galley *galley)
{
    double stroke = node_is(node, ATTR_FRAME, "thick") ? 0.6
                    : node_is(node, ATTR_FRAME, "thin") ? 0.2 : 0;
    double fill = node->number[ATTR_FILL];
    if (stroke > 0 || fill < 1) {
        galley_mark(layout, galley, (struct sheet_mark){
            .kind = SHEET_BOX, .element = SHEET_ARTIFACT, .x_mm = x, .y_mm = y, .w_mm = width,
            .h_mm = height, .stroke_mm = stroke, .fill = fill});
    }
}

bool
layout_box(struct layout *layout, const struct form_node *node, const struct scope *scope,
           struct place place, struct galley *galley)
{
    bool fixed = node->attr[ATTR_X] != NULL;
    double pad = node->number[ATTR_PAD];
    double x = fixed ? node->number[ATTR_X] : place.x_mm;
    double y = fixed ? node->number[ATTR_Y] : 0;
    double width = node->attr[ATTR_WIDTH] != NULL ? node->number[ATTR_WIDTH] : place.width_mm;
    double least = node->attr[ATTR_HEIGHT] != NULL ? node->number[ATTR_HEIGHT] : 0;
    const char *outer = layout->longest;
    size_t outer_len = layout->longest_len;
    struct galley inside;
    struct place within = {x + pad, width - 2 * pad,
                           layout_element(layout, place.element, SHEET_DIV)};
    layout->longest = NULL;
    layout->longest_len = 0;
    if (!children_within(layout, node, scope, within, fixed ? least - 2 * pad : 1e6, &inside)) {
        return false;
    }
    if (outer_len > layout->longest_len) {
        layout->longest = outer;
        layout->longest_len = outer_len;
    }
    double height = galley_height(&inside) + 2 * pad;
    height = height > least ? height : least;
    galley_open(layout, galley, above_mm(layout, node));
    frame(layout, node, x, y, width, height, galley);
    galley_take(layout, galley, &inside, y + pad);
    galley_close(galley, fixed ? 0 : height);
    galley->strip[galley->strip_count - 1].fixed = fixed;
    return true;
}

/* The widths of the columns shown; columns without one share what is left. */
static bool
column_widths(struct layout *layout, const struct form_node *node, const struct scope *scope,
              double room_mm, double out[FORM_COLUMNS_MAX])
{
    double gap = node->number[ATTR_GAP], used = 0;
    size_t count = 0, shares = 0;
    for (const struct form_node *c = node->first; c != NULL; c = c->next) {
        if (!node_shown(c, scope)) {
            continue;
        }
        used += (count++ > 0 ? gap : 0) + c->number[ATTR_WIDTH];
        shares += c->attr[ATTR_WIDTH] == NULL ? 1 : 0;
    }
    if (used > room_mm + 0.01 || (shares > 0 && used >= room_mm)) {
        return err_set(layout->err, REASON_PRINT, "columns",
                       "Die Spalten sind breiter als ihr Platz. Bitte das Formular ändern.");
    }
    count = 0;
    for (const struct form_node *c = node->first; c != NULL; c = c->next) {
        if (node_shown(c, scope)) {
            out[count++] = c->attr[ATTR_WIDTH] != NULL ? c->number[ATTR_WIDTH]
                                                       : (room_mm - used) / (double)shares;
        }
    }
    return true;
}

bool
layout_columns(struct layout *layout, const struct form_node *node, const struct scope *scope,
               struct place place, struct galley *galley)
{
    double widths[FORM_COLUMNS_MAX], height = 0, x = place.x_mm;
    size_t index = 0;
    if (!column_widths(layout, node, scope, place.width_mm, widths)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    for (const struct form_node *c = node->first; c != NULL; c = c->next) {
        struct galley column = {0};
        if (!node_shown(c, scope)) {
            continue;
        }
        struct place within = {x, widths[index], place.element};
        if (!layout_children(layout, c, scope, within, &column)) {
            return false;
        }
        galley_take(layout, galley, &column, 0);
        height = galley_height(&column) > height ? galley_height(&column) : height;
        x += widths[index++] + node->number[ATTR_GAP];
    }
    galley_close(galley, height);
    return true;
}

/* DIN 5008: the zone for the address inside the window, 85 x 27.3 mm less a margin. */
bool
layout_address(struct layout *layout, const struct form_node *node, const struct scope *scope,
               struct place place, struct galley *galley)
{
    double y = node_is(node, ATTR_DIN, "A") ? 44.7 : 62.7;
    struct galley inside;
    struct place within = {25, 75, layout_element(layout, place.element, SHEET_DIV)};
    if (!children_within(layout, node, scope, within, 27.3, &inside)) {
        return false;
    }
    galley_open(layout, galley, 0);
    galley_take(layout, galley, &inside, y);
    galley_close(galley, 0);
    galley->strip[galley->strip_count - 1].fixed = true;
    return true;
}
