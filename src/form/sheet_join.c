/*
 * sheet_join.c - several laid-out sheets become one document, or one is kept by itself.
 *
 * Elements are renumbered; the roots of the later sheets become parts of the first
 * root's document. Marks are copied, because each carries the number of its element.
 */
#include "sheet.h"

#include "arena.h"

/* Element 0 of the result is the document; each sheet's root follows as a part. */
static void
copy_elements(struct sheet_element *out, const struct sheet *from, size_t base)
{
    for (size_t i = 0; i < from->element_count; i++) {
        out[base + i] = from->element[i];
        out[base + i].parent = base + from->element[i].parent;
    }
    out[base].role = SHEET_PART;
    out[base].parent = 0;
}

static struct sheet_page
copy_page(struct arena *arena, const struct sheet_page *from, size_t base, size_t group)
{
    struct sheet_mark *mark = arena_memdup(arena, from->mark, from->mark_count * sizeof *mark);

    for (size_t i = 0; i < from->mark_count; i++) {
        if (mark[i].element != SHEET_ARTIFACT) {
            mark[i].element += base;
        }
    }
    return (struct sheet_page){.mark_count = from->mark_count, .mark = mark,
                               .group = from->group + group};
}

struct sheet *
sheet_join(struct arena *arena, const struct sheet *const *sheets, size_t count)
{
    struct sheet *joined = arena_memdup(arena, sheets[0], sizeof *joined);
    size_t pages = 0, elements = 1, group = 0;
    struct sheet_page *page;
    struct sheet_element *element;

    for (size_t i = 0; i < count; i++) {
        pages += sheets[i]->page_count;
        elements += sheets[i]->element_count;
    }
    page = arena_array(arena, pages, sizeof *page);
    element = arena_array(arena, elements, sizeof *element);
    element[0] = (struct sheet_element){.role = SHEET_DOCUMENT};
    pages = 0;
    elements = 1;
    for (size_t i = 0; i < count; i++) {
        size_t last_group = 0;

        copy_elements(element, sheets[i], elements);
        for (size_t k = 0; k < sheets[i]->page_count; k++) {
            page[pages++] = copy_page(arena, &sheets[i]->page[k], elements, group);
            last_group = sheets[i]->page[k].group;
        }
        elements += sheets[i]->element_count;
        group += last_group + 1;
    }
    joined->page = page;
    joined->page_count = pages;
    joined->element = element;
    joined->element_count = elements;
    return joined;
}

static const char *
copy_text(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_strdup(arena, text);
}

static struct sheet_page
own_page(struct arena *arena, const struct sheet_page *from)
{
    struct sheet_mark *mark = arena_memdup(arena, from->mark, from->mark_count * sizeof *mark);

    for (size_t i = 0; i < from->mark_count; i++) {
        mark[i].payload = copy_text(arena, mark[i].payload);
        if (mark[i].step_count > 0) {
            mark[i].step = arena_memdup(arena, mark[i].step,
                                        mark[i].step_count * sizeof *mark[i].step);
        }
    }
    return (struct sheet_page){.mark_count = from->mark_count, .mark = mark,
                               .group = from->group};
}

struct sheet *
sheet_copy(struct arena *arena, const struct sheet *sheet)
{
    struct sheet *copy = arena_memdup(arena, sheet, sizeof *copy);
    struct sheet_page *page = arena_array(arena, sheet->page_count, sizeof *page);
    struct sheet_element *element = arena_memdup(arena, sheet->element,
                                                 sheet->element_count * sizeof *element);

    for (size_t i = 0; i < sheet->page_count; i++) {
        page[i] = own_page(arena, &sheet->page[i]);
    }
    for (size_t i = 0; i < sheet->element_count; i++) {
        element[i].alt = copy_text(arena, element[i].alt);
        element[i].lang = copy_text(arena, element[i].lang);
    }
    copy->lang = copy_text(arena, sheet->lang);
    copy->title = copy_text(arena, sheet->title);
    copy->subject = copy_text(arena, sheet->subject);
    copy->identifier = copy_text(arena, sheet->identifier);
    copy->page = page;
    copy->element = element;
    return copy;
}
