/*
 * csv_cell.h - private to base: what reading and writing a table share.
 */
#ifndef CSV_CELL_H
#define CSV_CELL_H

#include <stdbool.h>

struct arena;

/* Between cells we write; what German office programs expect. */
#define CSV_SEPARATOR ';'

/* Would an office program run this cell, or does it look like one we disarmed? */
bool csv_cell_runs(const char *cell);
/* CELL to be looked at, cut after CSV_GLIMPSE_CELL letters; what no text may hold is U+FFFD. */
const char *csv_cell_shown(struct arena *arena, const char *cell);

#endif
