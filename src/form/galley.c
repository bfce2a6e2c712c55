/* Marks, strips and elements that grow. */
#include "layout.h"

#include "arena.h"

static size_t
grown(size_t cap)
{
    return cap == 0 ? 16 : cap * 2;
}

size_t
layout_element(struct layout *layout, size_t parent, enum sheet_role role)
{
    if (layout->artifact) {
        return SHEET_ARTIFACT;
    }
    if (layout->element_count == layout->element_cap) {
        size_t cap = grown(layout->element_cap);
        layout->element = arena_grow(layout->arena, layout->element, layout->element_cap, cap,
                                     sizeof(*layout->element));
        layout->element_cap = cap;
    }
    layout->element[layout->element_count] =
        (struct sheet_element){.role = role, .parent = parent};
    return layout->element_count++;
}

void
galley_open(struct layout *layout, struct galley *galley, double above_mm)
{
    if (galley->strip_count == galley->strip_cap) {
        size_t cap = grown(galley->strip_cap);
        galley->strip = arena_grow(layout->arena, galley->strip, galley->strip_cap, cap,
                                   sizeof(*galley->strip));
        galley->strip_cap = cap;
    }
    galley->strip[galley->strip_count++] =
        (struct strip){.above_mm = above_mm, .first = galley->mark_count};
}

void
galley_close(struct galley *galley, double height_mm)
{
    struct strip *strip = &galley->strip[galley->strip_count - 1];
    strip->count = galley->mark_count - strip->first;
    strip->height_mm = height_mm;
}

void
galley_mark(struct layout *layout, struct galley *galley, struct sheet_mark mark)
{
    if (galley->mark_count == galley->mark_cap) {
        size_t cap = grown(galley->mark_cap);
        galley->mark = arena_grow(layout->arena, galley->mark, galley->mark_cap, cap,
                                  sizeof(*galley->mark));
        galley->mark_cap = cap;
    }
    if (mark.line == 0 && layout->at != NULL) {
        mark.line = layout->at->line;
        mark.source = layout->at->row->name;
    }
    galley->mark[galley->mark_count++] = mark;
}

double
galley_height(const struct galley *sub)
{
    double height = 0;
    for (size_t i = 0; i < sub->strip_count; i++) {
        height += sub->strip[i].height_mm + (i > 0 ? sub->strip[i].above_mm : 0);
    }
    return height;
}

void
galley_take(struct layout *layout, struct galley *galley, const struct galley *sub,
            double down_mm)
{
    double y = down_mm;
    for (size_t i = 0; i < sub->strip_count; i++) {
        const struct strip *strip = &sub->strip[i];
        y += i > 0 ? strip->above_mm : 0;
        for (size_t m = 0; m < strip->count; m++) {
            struct sheet_mark mark = sub->mark[strip->first + m];
            mark.y_mm += y;
            galley_mark(layout, galley, mark);
        }
        y += strip->height_mm;
    }
}
