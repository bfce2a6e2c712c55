/*
 * xlsx.h - private to base: one sheet of rows. Hides: libxlsxwriter.
 */
#ifndef XLSX_H
#define XLSX_H

#include <stdbool.h>

#include "table.h"

struct xlsx;

/* NULL: the file cannot be made. */
struct xlsx *xlsx_open(const char *path, const struct table_style *style);
bool xlsx_row(struct xlsx *xlsx, const char *const *cell);
/* Writes the file. Frees XLSX whatever happened. */
bool xlsx_close(struct xlsx *xlsx);

#endif
