/* Strips become pages; a sheet gets its front, its back and its running feet. */
#include "layout.h"

#include "arena.h"
#include "form.h"
#include "str.h"

#define PAGE_WIDTH_MM 210.0
#define PAGE_HEIGHT_MM 297.0
#define SHEET_PAGES_MAX ((size_t)500)

/* Where the next strip goes. */
struct pager {
    double top_mm, bottom_mm, y_mm;
    size_t most; /* pages; 0: any number */
    size_t used;
    size_t group;
    bool empty; /* nothing flowed onto this page yet */
};

static void
page_new(struct layout *layout, size_t group)
{
    if (layout->page_count == layout->page_cap) {
        size_t cap = layout->page_cap == 0 ? 8 : layout->page_cap * 2;
        layout->page = arena_grow(layout->arena, layout->page, layout->page_cap, cap,
                                  sizeof(*layout->page));
        layout->page_cap = cap;
    }
    layout->page[layout->page_count++] = (struct page){.group = group};
}

static void
page_mark(struct layout *layout, size_t index, struct sheet_mark mark)
{
    struct page *page = &layout->page[index];
    if (page->mark_count == page->mark_cap) {
        size_t cap = page->mark_cap == 0 ? 64 : page->mark_cap * 2;
        page->mark = arena_grow(layout->arena, page->mark, page->mark_cap, cap,
                                sizeof(*page->mark));
        page->mark_cap = cap;
    }
    page->mark[page->mark_count++] = mark;
}

static void
pager_next(struct layout *layout, struct pager *pager)
{
    page_new(layout, pager->group);
    pager->used++;
    pager->y_mm = pager->top_mm;
    pager->empty = true;
}

static void
strip_place(struct layout *layout, const struct galley *galley, size_t index, double y_mm,
            bool artifact)
{
    const struct strip *strip = &galley->strip[index];
    for (size_t m = 0; m < strip->count; m++) {
        struct sheet_mark mark = galley->mark[strip->first + m];
        mark.y_mm += y_mm;
        mark.element = artifact ? SHEET_ARTIFACT : mark.element;
        page_mark(layout, layout->page_count - 1, mark);
    }
}

/* Height of the strips FIRST..LAST set below what is on the page. */
static double
run_height(const struct galley *galley, size_t first, size_t last, bool empty)
{
    double height = 0;
    for (size_t i = first; i <= last; i++) {
        const struct strip *strip = &galley->strip[i];
        if (strip->fixed) {
            continue;
        }
        height += strip->height_mm + (empty && i == first ? 0 : strip->above_mm);
    }
    return height;
}

static size_t
run_end(const struct galley *galley, size_t first)
{
    size_t last = first;
    while (last + 1 < galley->strip_count
           && (galley->strip[last].keep_next || galley->strip[last].fixed)) {
        last++;
    }
    return last;
}

static void
run_place(struct layout *layout, const struct galley *galley, size_t first, size_t last,
          struct pager *pager)
{
    for (size_t i = first; i <= last; i++) {
        const struct strip *strip = &galley->strip[i];
        if (strip->fixed) {
            strip_place(layout, galley, i, 0, false);
            continue;
        }
        pager->y_mm += pager->empty ? 0 : strip->above_mm;
        strip_place(layout, galley, i, pager->y_mm, false);
        pager->y_mm += strip->height_mm;
        pager->empty = false;
    }
}

/* Cut GALLEY into pages. False without an err when it needs more than allowed. */
static bool
paginate(struct layout *layout, const struct galley *galley, struct pager *pager)
{
    pager_next(layout, pager);
    for (size_t first = 0; first < galley->strip_count;) {
        size_t last = run_end(galley, first);
        double room = pager->bottom_mm - pager->y_mm + 0.01;
        size_t head = galley->strip[first].head;
        if (run_height(galley, first, last, pager->empty) > room && !pager->empty) {
            if (pager->used == pager->most || pager->used == SHEET_PAGES_MAX) {
                return false;
            }
            pager_next(layout, pager);
            if (head > 0) {
                strip_place(layout, galley, head - 1, pager->y_mm, true);
                pager->y_mm += galley->strip[head - 1].height_mm;
                pager->empty = false;
            }
            room = pager->bottom_mm - pager->y_mm + 0.01;
        }
        if (run_height(galley, first, last, pager->empty) > room) {
            if (last == first) {
                return false;
            }
            last = first; /* a long chain of headings: let go of the first */
            if (run_height(galley, first, last, pager->empty) > room) {
                return false;
            }
        }
        run_place(layout, galley, first, last, pager);
        first = last + 1;
    }
    return true;
}

/* The margins of PART: its own, or its sheet's. */
static double
margin(const struct form_node *part, enum form_attribute attr)
{
    return part->attr[attr] != NULL ? part->number[attr] : part->parent->number[attr];
}

/* Let a part that is too full run on, so that the rest of the form can be looked at. */
static bool
overflow(struct layout *layout, const struct galley *galley, struct pager pager)
{
    layout->page_count -= pager.used;
    pager.used = pager.most = 0;
    (void)paginate(layout, galley, &pager);
    return true;
}

/*
 * Lay out front or back, with smaller letters when it needs more pages than it may. The
 * LAST part of a sheet ends with what its translations are worth.
 */
static bool
part_pages(struct layout *layout, const struct form_node *part, const struct scope *scope,
           struct place place, size_t group, bool last)
{
    size_t elements = layout->element_count, pages = layout->page_count;
    layout->scale = 1;
    layout->longest = NULL;
    layout->longest_len = 0;
    layout->left_mm = place.x_mm;
    layout->right_mm = place.x_mm + place.width_mm;
    for (;;) {
        struct galley galley = {0};
        struct pager pager = {.top_mm = margin(part, ATTR_TOP),
                              .bottom_mm = PAGE_HEIGHT_MM - margin(part, ATTR_BOTTOM),
                              .most = (size_t)part->number[ATTR_PAGES], .group = group};
        struct place within = place;
        layout->element_count = elements;
        layout->page_count = pages;
        within.element = layout_element(layout, place.element, SHEET_SECT);
        if (!layout_children(layout, part, scope, within, &galley)
            || (last && layout->translated && !translation_note(layout, within, &galley))) {
            return false;
        }
        if (paginate(layout, &galley, &pager)) {
            return true;
        }
        if (layout->scale < SCALE_MIN) {
            return layout_too_full(layout, part) && overflow(layout, &galley, pager);
        }
        layout->scale -= SCALE_STEP;
    }
}

/* Header or footer on each page from FIRST on; artifacts, for they only repeat. */
static bool
edge(struct layout *layout, const struct form_node *node, const struct scope *scope,
     struct place place, size_t first)
{
    if (node == NULL) {
        return true;
    }
    layout->artifact = true;
    layout->scale = 1;
    layout->page_total = layout->page_count - first;
    for (size_t i = first; i < layout->page_count; i++) {
        struct galley galley = {0};
        double y = node->number[ATTR_Y];
        layout->page_number = i - first + 1;
        if (!layout_children(layout, node, scope, place, &galley)) {
            return false;
        }
        for (size_t s = 0; s < galley.strip_count; s++) {
            const struct strip *strip = &galley.strip[s];
            y += s > 0 ? strip->above_mm : 0;
            for (size_t m = 0; m < strip->count; m++) {
                struct sheet_mark mark = galley.mark[strip->first + m];
                mark.y_mm += y;
                page_mark(layout, i, mark);
            }
            y += strip->height_mm;
        }
    }
    layout->artifact = false;
    return true;
}

bool
layout_sheet(struct layout *layout, const struct form_node *node, const struct scope *scope,
             size_t group)
{
    double left = node->number[ATTR_LEFT];
    double width = PAGE_WIDTH_MM - left - node->number[ATTR_RIGHT];
    size_t first = layout->page_count;
    const struct form_node *front = node_child(node, FORM_FRONT);
    const struct form_node *back = node_child(node, FORM_BACK);
    struct place place = {left, width, layout_element(layout, 0, SHEET_PART)};
    bool two_parts = back != NULL && node_shown(back, scope);
    layout->translated = false;
    if (!part_pages(layout, front, scope, place, group, !two_parts)) {
        return false;
    }
    if (two_parts && !part_pages(layout, back, scope, place, group, true)) {
        return false;
    }
    place.element = SHEET_ARTIFACT;
    if (!edge(layout, node_child(node, FORM_HEADER), scope, place, first)
        || !edge(layout, node_child(node, FORM_FOOTER), scope, place, first)) {
        return false;
    }
    if (layout->page_count % 2 == 1) {
        page_new(layout, group); /* an empty back, not counted: nobody looks for its text */
    }
    return true;
}
