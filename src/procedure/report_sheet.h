/*
 * report_sheet.h - private to procedure: the counts of a report, row by row, and what of them
 * may be shown.
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report_tally.h"
#include "suppress.h"

struct value;

struct report_line {
    const struct provider *provider; /* NULL: not chosen yet, or all together */
    enum service_type type;          /* TYPE_NONE: all together */
    struct report_group *group;
};

struct report_sheet {
    int year;
    int32_t from, until;
    bool persons, whole;
    struct report_line *row;
    size_t row_count;
    struct report_line total;
    struct suppress_table ending; /* from REPORT_E1 on, with REPORT_CLOSED as their sums */
    struct suppress_table course; /* the others, each a column of its own */
};

int64_t report_sheet_count(const struct report_sheet *sheet, const struct report_line *line,
                           enum report_count what);
/* Decide what is shown: everything when the sheet is whole. What is left out beside small numbers
   is left out whether cases or persons are counted, so that neither tells of the other. */
void report_sheet_guard(struct arena *arena, struct report_sheet *sheet);
/* Is WHAT shown in row ROW? The row behind the last one: all together. */
bool report_sheet_shows(const struct report_sheet *sheet, size_t row, enum report_count what);
/* Not shown: may it be told that it is below SUPPRESS_BELOW? */
bool report_sheet_tells_small(const struct report_sheet *sheet, size_t row,
                              enum report_count what);
const struct value *doc_report(struct arena *arena, const struct report_sheet *sheet);

#endif
