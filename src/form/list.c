/* Lists: one strip per item, its bullet or number at the side. */
#include "layout.h"

#include "arena.h"

#define BULLET_MM 4.5

/* One item: bullet or number, its text, what else stands in it. */
static bool
item(struct layout *layout, const struct form_node *node, const struct scope *scope,
     struct place place, const char *bullet, struct galley *galley)
{
    struct galley inside = {0};
    struct letters letters = letters_of(node);
    size_t li = layout_element(layout, place.element, SHEET_LI);
    struct place mark = {place.x_mm, BULLET_MM, layout_element(layout, li, SHEET_LBL)};
    struct place body = {place.x_mm + BULLET_MM, place.width_mm - BULLET_MM,
                         layout_element(layout, li, SHEET_LBODY)};
    double height = 0, bullet_height = 0;
    galley_open(layout, &inside, 0);
    if (!text_put(layout, node, scope, bullet, letters, mark, &inside, &bullet_height)) {
        return false;
    }
    if (node->text != NULL
        && !text_put(layout, node, scope, node->text, letters, body, &inside, &height)) {
        return false;
    }
    galley_close(&inside, node->text != NULL ? height : node->first != NULL ? 0 : bullet_height);
    if (!layout_children(layout, node, scope, body, &inside)) {
        return false;
    }
    galley_open(layout, galley, above_mm(layout, node));
    galley_take(layout, galley, &inside, 0);
    galley_close(galley, galley_height(&inside));
    return true;
}

bool
layout_list(struct layout *layout, const struct form_node *node, const struct scope *scope,
            struct place place, struct galley *galley)
{
    size_t number = 0, first = galley->strip_count, elements = layout->element_count;
    place.element = layout_element(layout, place.element, SHEET_L);
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
            const char *bullet = "•";
            if (node_is(node, ATTR_LIST_KIND, "numbers")) {
                bullet = arena_printf(layout->arena, "%zu.", ++number);
            }
            if (!item(layout, child, turn, place, bullet, galley)) {
                return false;
            }
        }
    }
    if (galley->strip_count == first) {
        layout->element_count = elements; /* nothing to tell: no tag */
    } else {
        galley->strip[first].above_mm += above_mm(layout, node);
    }
    return true;
}
