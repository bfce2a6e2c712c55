/*
 * sheet_stamp.c - a word across every page, as a rubber stamp would put it.
 */
#include <string.h>

#include "sheet.h"

#include "arena.h"

#define SIZE_PT 84
#define PALE 0.86
#define QUIET_MM 8.0  /* around a code, more than its quiet zone */
#define STEP_MM 9.0
#define FIRST_MM 40.0 /* base lines are tried from here downwards */
#define MM_PER_PT (25.4 / 72)

/* Would the stamp on the base line Y come near a code of PAGE? */
static bool
meets_code(const struct sheet_page *page, double y)
{
    double top = y - SIZE_PT * MM_PER_PT, bottom = y + SIZE_PT * MM_PER_PT / 3;

    for (size_t i = 0; i < page->mark_count; i++) {
        const struct sheet_mark *mark = &page->mark[i];

        if (mark->kind == SHEET_QR && mark->y_mm - QUIET_MM < bottom &&
            mark->y_mm + mark->h_mm + QUIET_MM > top) {
            return true;
        }
    }
    return false;
}

/* Base lines clear of every code, a stamp's height apart; returns how many. */
static size_t
find_places(const struct sheet_page *page, double height_mm, double *places, size_t room)
{
    double apart = 2.5 * SIZE_PT * MM_PER_PT;
    size_t count = 0;

    for (double y = FIRST_MM; y < height_mm - STEP_MM && count < room; y += STEP_MM) {
        if (!meets_code(page, y) && (count == 0 || y - places[count - 1] >= apart)) {
            places[count++] = y;
        }
    }
    return count;
}

static struct sheet_page
stamp_page(struct arena *arena, const struct sheet *sheet, const struct sheet_page *page,
           const struct type_line *line)
{
    double places[4];
    size_t count = find_places(page, sheet->height_mm, places, sizeof places / sizeof *places);
    struct sheet_mark *mark = arena_array(arena, page->mark_count + count, sizeof *mark);

    for (size_t i = 0; i < count; i++) {
        mark[i] = (struct sheet_mark){
            .kind = SHEET_TEXT,
            .element = SHEET_ARTIFACT,
            .x_mm = (sheet->width_mm - line->width_mm) / 2,
            .y_mm = places[i],
            .gray = PALE,
            .fill = 1,
            .size_pt = SIZE_PT,
            .run = line->run[0],
            .source = "stamp",
        };
    }
    memcpy(mark + count, page->mark, page->mark_count * sizeof *mark);
    return (struct sheet_page){
        .mark_count = page->mark_count + count, .mark = mark, .group = page->group};
}

bool
sheet_stamp(struct arena *arena, const struct type *type, const char *text,
            const struct sheet **sheet, struct err *err)
{
    const struct type_span span = {.text = text, .bold = true};
    struct sheet *stamped = arena_memdup(arena, *sheet, sizeof *stamped);
    struct sheet_page *page = arena_array(arena, stamped->page_count, sizeof *page);
    struct type_text set;

    if (!type_set(type, arena, &span, 1, "de", SIZE_PT, 0, "stamp", &set, err)) {
        return false;
    }
    for (size_t i = 0; i < stamped->page_count; i++) {
        page[i] = stamp_page(arena, stamped, &stamped->page[i], &set.line[0]);
    }
    stamped->page = page;
    *sheet = stamped;
    return true;
}
