/*
 * suppress.h - small numbers in tables of counts: which cells must not be shown, so that nobody
 * can work one out from the sums.
 *
 * A cell of 1 to 4 is shown as "< 5". Where that cell follows from the others of its row or
 * column, others are left out too: as few and as small ones as it takes. What a reader knows is
 * counted in: that "< 5" means 1 to 4, and that what was left out beside it is 5 or more. Then
 * every cell that is not shown has at least two values that fit all that is. Pure.
 */
#ifndef SUPPRESS_H
#define SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUPPRESS_BELOW 5

enum suppress {
    SUPPRESS_SHOWN,
    SUPPRESS_SMALL, /* "< 5" */
    SUPPRESS_BESIDE /* left out, so that a small one cannot be worked out */
};

/* ROWS x COLUMNS counts and their sums: (rows + 1) x (columns + 1) cells, row by row. The last
   column holds the sums of the rows, the last row those of the columns. */
struct suppress_table {
    size_t rows, columns;
    bool rows_add;       /* false: the sums of the rows are shown nowhere, and mean nothing */
    int64_t *count;
    enum suppress *mark;
};

struct arena;

/* A table of zeros, all shown. */
struct suppress_table suppress_table(struct arena *arena, size_t rows, size_t columns,
                                     bool rows_add);
size_t suppress_cell(const struct suppress_table *table, size_t row, size_t column);
/* Fill the sums from the counts. */
void suppress_sum(struct suppress_table *table);
/* Mark what must not be shown. Marks that are set already stay. ARENA: for the time of the call. */
void suppress_mark(struct arena *arena, struct suppress_table *table);

#endif
