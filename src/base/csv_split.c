/*
 * csv_split.c - libcsv, one line at a time.
 *
 * Its header has the name of ours: <csv.h> is the library's, "csv.h" the room's.
 */
#include <csv.h>

#include "arena.h"
#include "csv_cell.h"
#include "csv_split.h"

struct csv_split {
    struct csv_parser parser;
    struct arena *arena;
    struct csv_cells *cells;
    size_t max;
    unsigned char separator;
};

static void
start(struct csv_split *split)
{
    csv_init(&split->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_blk_size(&split->parser, 4096);
    csv_set_delim(&split->parser, split->separator);
}

struct csv_split *
csv_split_open(struct arena *arena)
{
    struct csv_split *split = arena_alloc(arena, sizeof *split);
    split->arena = arena;
    split->separator = CSV_SEPARATOR;
    start(split);
    return split;
}

void
csv_split_close(struct csv_split *split)
{
    csv_free(&split->parser);
}

void
csv_split_separator(struct csv_split *split, char separator)
{
    split->separator = (unsigned char)separator;
    csv_set_delim(&split->parser, split->separator);
}

static void
on_cell(void *bytes, size_t len, void *user)
{
    struct csv_split *split = user;
    struct csv_cells *cells = split->cells;
    if (cells->count < split->max) {
        cells->cell[cells->count] = arena_strndup(split->arena, bytes, len);
    }
    cells->count++;
}

static void
on_row(int end, void *user)
{
    (void)end;
    (void)user;
}

bool
csv_split_line(struct csv_split *split, const char *line, size_t len, size_t max,
               struct csv_cells *out)
{
    split->cells = out;
    split->max = max;
    out->count = 0;
    out->cell = arena_array(split->arena, max, sizeof *out->cell);
    if (csv_parse(&split->parser, line, len, on_cell, on_row, split) == len &&
        csv_fini(&split->parser, on_cell, on_row, split) == 0) {
        return true;
    }
    /* It stands in the middle of a cell, where the next line must not begin. */
    csv_free(&split->parser);
    start(split);
    return false;
}
