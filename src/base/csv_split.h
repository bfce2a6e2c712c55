/*
 * csv_split.h - one line into cells, by libcsv.
 */
#ifndef CSV_SPLIT_H
#define CSV_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct csv_split;

struct csv_cells {
    size_t count;      /* counts on past the maximum */
    const char **cell; /* the first ones, up to the maximum */
};

/* A splitter in ARENA; closing it frees libcsv's own buffer. */
struct csv_split *csv_split_open(struct arena *arena);
void csv_split_close(struct csv_split *split);
void csv_split_separator(struct csv_split *split, char separator);

/*
 * Split LINE, which holds no line end and an even number of quotes. The cells
 * live in the arena. False when a quote stands where none may.
 */
bool csv_split_line(struct csv_split *split, const char *line, size_t len, size_t max,
                    struct csv_cells *out);

#endif
