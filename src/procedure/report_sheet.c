/*
 * report_sheet.c - which numbers of a report may be shown.
 */
#include "report_sheet.h"

#include "arena.h"

#define ENDINGS (REPORT_UNREPORTED - REPORT_E1 + 1)

/* The columns of sheet->course. */
static const enum report_count courses[] = {REPORT_ISSUED, REPORT_REFERRED, REPORT_ACCEPTED,
                                            REPORT_STARTED, REPORT_OPEN, REPORT_REPORTED,
                                            REPORT_REPORTED_LEVEL};

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

/* ---- what came in is open, closed or taken back ---- */

/* What a reader knows of a number: between LOW and HIGH. */
struct range {
    int64_t low, high;
};

static struct range
known(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    enum suppress mark = *mark_of(sheet, row, what);
    int64_t count = report_sheet_count(sheet, line_at(sheet, row), what);

    return mark == SUPPRESS_SHOWN   ? (struct range){count, count}
           : mark == SUPPRESS_SMALL ? (struct range){1, SUPPRESS_BELOW - 1}
                                    : (struct range){0, INT64_MAX / 4};
}

static bool
hide(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    enum suppress *mark = mark_of(sheet, row, what);

    if (*mark != SUPPRESS_SHOWN) {
        return false;
    }
    *mark = SUPPRESS_BESIDE;
    return true;
}

/*
 * What was issued in the year, and what was open before it, which the year before tells, is at
 * its end open or closed, or was taken back. So each of the three bounds the others, and a bound
 * must not leave a number but one value. True if another had to be left out.
 */
static bool
hide_balance(const struct report_sheet *sheet, size_t row)
{
    int64_t carried = line_at(sheet, row)->group->carried;
    struct range issued = known(sheet, row, REPORT_ISSUED), open = known(sheet, row, REPORT_OPEN),
                 closed = known(sheet, row, REPORT_CLOSED);
    bool closed_told = closed.low != closed.high &&
                       issued.high + carried - open.low <= closed.low;
    bool open_told = open.low != open.high && issued.high + carried - closed.low <= open.low;
    bool issued_told = issued.low != issued.high &&
                       closed.low + open.low - carried >= issued.high;

    if (closed_told || issued_told) {
        return hide(sheet, row, REPORT_OPEN) || hide(sheet, row, REPORT_ISSUED) ||
               hide(sheet, row, REPORT_CLOSED);
    }
    return open_told && (hide(sheet, row, REPORT_ISSUED) || hide(sheet, row, REPORT_CLOSED));
}

/* How many had no slip says how many had one, and at least how many there were. True if that had
   to be left out. */
static bool
hide_referred(const struct report_sheet *sheet, size_t row)
{
    const struct report_line *line = line_at(sheet, row);
    int64_t issued = report_sheet_count(sheet, line, REPORT_ISSUED);
    int64_t referred = report_sheet_count(sheet, line, REPORT_REFERRED);
    bool tells = is_small(issued - referred) ||
                 *mark_of(sheet, row, REPORT_ISSUED) != SUPPRESS_SHOWN;

    return referred > 0 && tells && hide(sheet, row, REPORT_REFERRED);
}

/* ---- all together ---- */

static void
fill(struct arena *arena, struct report_sheet *sheet)
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
    suppress_sum(&sheet->ending);
    suppress_sum(&sheet->course);
}

static void
mark(struct arena *arena, struct report_sheet *sheet)
{
    bool more = true;

    hide_small_sums(sheet);
    while (more) {
        suppress_mark(arena, &sheet->ending);
        hide_reported(sheet);
        suppress_mark(arena, &sheet->course);
        more = false;
        for (size_t r = 0; r <= sheet->row_count; r++) {
            more |= hide_balance(sheet, r);
            more |= hide_referred(sheet, r);
        }
    }
}

/* What ONE leaves out beside small numbers the OTHER leaves out too. True if there was
   something. A small number of persons may stand for many cases, which are then told. */
static bool
follow(const struct report_sheet *one, const struct report_sheet *other)
{
    bool more = false;

    for (size_t r = 0; r <= one->row_count; r++) {
        for (enum report_count what = 0; what < REPORT__MAX; what++) {
            more |= *mark_of(one, r, what) == SUPPRESS_BESIDE &&
                    !is_small(report_sheet_count(one, line_at(one, r), what)) &&
                    hide(other, r, what);
        }
    }
    return more;
}

void
report_sheet_guard(struct arena *arena, struct report_sheet *sheet)
{
    struct report_sheet other = *sheet;
    bool more = true;

    fill(arena, sheet);
    if (sheet->whole) {
        return;
    }
    other.persons = !sheet->persons;
    fill(arena, &other);
    while (more) {
        mark(arena, sheet);
        mark(arena, &other);
        more = follow(sheet, &other);
        more |= follow(&other, sheet);
    }
}

bool
report_sheet_shows(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    return *mark_of(sheet, row, what) == SUPPRESS_SHOWN;
}

/* How many reported is left out whole: that it is small, or is not, would bound the endings. */
bool
report_sheet_tells_small(const struct report_sheet *sheet, size_t row, enum report_count what)
{
    bool bounds = what == REPORT_REPORTED || what == REPORT_REPORTED_LEVEL;

    return is_small(report_sheet_count(sheet, line_at(sheet, row), what)) &&
           !(bounds && *mark_of(sheet, row, what) == SUPPRESS_BESIDE);
}
