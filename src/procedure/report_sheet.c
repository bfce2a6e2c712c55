/*
 * report_sheet.c - which numbers of a report may be shown.
 */
#include "report_sheet.h"

#include "arena.h"

#define ENDINGS (REPORT_UNREPORTED - REPORT_E1 + 1)

/* The columns of sheet->course. */
static const enum report_count courses[] = {REPORT_ISSUED, REPORT_ACCEPTED, REPORT_STARTED,
                                            REPORT_OPEN,   REPORT_REPORTED, REPORT_REPORTED_LEVEL};

#define COURSES (sizeof courses / sizeof *courses)

int64_t
report_sheet_count(const struct report_sheet *sheet, const struct report_line *line,
                   enum report_count what)
{
    return sheet->persons ? line->group->of[what].persons : line->group->of[what].cases;
}

static const struct report_line *
line_at(const struct report_sheet *sheet, size_t row)
{
    return row < sheet->row_count ? &sheet->row[row] : &sheet->total;
}

static enum suppress *
mark_of(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    size_t column = 0;

    if (what == REPORT_CLOSED || (what >= REPORT_E1 && what <= REPORT_UNREPORTED)) {
        column = what == REPORT_CLOSED ? ENDINGS : (size_t)what - REPORT_E1;
        return &sheet->ending.mark[suppress_cell(&sheet->ending, row, column)];
    }
    while (courses[column] != what) {
        column++;
    }
    return &sheet->course.mark[suppress_cell(&sheet->course, row, column)];
}

static bool
is_small(int64_t count)
{
    return count > 0 && count < SUPPRESS_BELOW;
}

/* Where people are counted the sums may be smaller than their parts: a small one is hidden too. */
static void
hide_small_sums(struct report_sheet *sheet)
{
    for (size_t r = 0; r <= sheet->row_count; r++) {
        for (enum report_count what = 0; what < REPORT__MAX; what++) {
            bool is_sum = what == REPORT_CLOSED || r == sheet->row_count;

            if (sheet->persons && is_sum &&
                is_small(report_sheet_count(sheet, line_at(sheet, r), what))) {
                *mark_of(sheet, r, what) = SUPPRESS_BESIDE;
            }
        }
    }
}

/* How many reported says how many did not: nothing that a hidden ending would follow from. */
static void
hide_reported(struct report_sheet *sheet)
{
    for (size_t r = 0; r <= sheet->row_count; r++) {
        const struct report_line *line = line_at(sheet, r);
        int64_t closed = report_sheet_count(sheet, line, REPORT_CLOSED);
        int64_t reported = report_sheet_count(sheet, line, REPORT_REPORTED);
        int64_t level = report_sheet_count(sheet, line, REPORT_REPORTED_LEVEL);
        bool hide = is_small(closed - reported);

        for (enum report_count what = REPORT_E1; what <= REPORT_UNREPORTED; what++) {
            hide |= *mark_of(sheet, r, what) != SUPPRESS_SHOWN;
        }
        if (hide) {
            *mark_of(sheet, r, REPORT_REPORTED) = SUPPRESS_BESIDE;
        }
        if (hide || is_small(reported - level)) {
            *mark_of(sheet, r, REPORT_REPORTED_LEVEL) = SUPPRESS_BESIDE;
        }
    }
}

void
report_sheet_guard(struct arena *arena, struct report_sheet *sheet)
{
    sheet->ending = suppress_table(arena, sheet->row_count, ENDINGS, true);
    sheet->course = suppress_table(arena, sheet->row_count, COURSES, false);
    for (size_t r = 0; r < sheet->row_count; r++) {
        for (size_t c = 0; c < ENDINGS; c++) {
            sheet->ending.count[suppress_cell(&sheet->ending, r, c)] = report_sheet_count(
                sheet, &sheet->row[r], (enum report_count)(REPORT_E1 + c));
        }
        for (size_t c = 0; c < COURSES; c++) {
            sheet->course.count[suppress_cell(&sheet->course, r, c)] =
                report_sheet_count(sheet, &sheet->row[r], courses[c]);
        }
    }
    if (sheet->whole) {
        return;
    }
    suppress_sum(&sheet->ending);
    suppress_sum(&sheet->course);
    hide_small_sums(sheet);
    suppress_mark(arena, &sheet->ending);
    hide_reported(sheet);
    suppress_mark(arena, &sheet->course);
}

bool
report_sheet_shows(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    return *mark_of(sheet, row, what) == SUPPRESS_SHOWN;
}
