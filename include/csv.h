/*
 * csv.h - tables from and for office programs.
 *
 * Reading finds encoding (UTF-8 with or without BOM, Windows-1252) and separator
 * (; , tab) by itself, checks sizes before parsing, and gives rows with line
 * numbers; rows without any content are left out. Every cell has been through
 * str_clean, so none holds a line break. Writing quotes after RFC 4180 and
 * disarms formulas.
 * Hides: libcsv, iconv.
 */
#ifndef CSV_H
#define CSV_H

#include <stddef.h>

#include "err.h"

#define CSV_BYTES_MAX ((size_t)5 << 20)
#define CSV_ROWS_MAX 20000
#define CSV_COLUMNS_MAX 40
#define CSV_CELL_MAX 2000 /* code points */

struct arena;
struct buf;

/* One expected column: our name, German synonyms separated by '|', needed or not. */
struct csv_column {
    const char *name;
    const char *synonyms; /* "" for none; compared without case and blanks */
    bool required;
};

struct csv_row {
    size_t line;       /* 1-based line in the file */
    const char **cell; /* one per expected column, in that order; "" when absent or empty */
};

struct csv_table {
    size_t row_count;
    const struct csv_row *row;
    const char *encoding; /* found: "UTF-8" or "Windows-1252" */
    char separator;       /* found: ';', ',' or a tab */
    const char **passed_over; /* csv_read_choosy: names of the columns nobody asked for */
    size_t passed_over_count;
};

/*
 * Read a file's bytes against COLUMNS (COUNT of them).
 * Errors  TOO_LARGE  more bytes or rows than the limits
 *         INVALID    a ZIP, PDF or UTF-16 file, NUL bytes, an unclosed quote, an
 *                    unknown, missing or doubled header, a row with too few or too
 *                    many cells, an unclean cell: naming line and cure
 */
MUST_CHECK bool csv_read(struct arena *arena, const char *bytes, size_t len,
                         const struct csv_column *columns, size_t count, struct csv_table *out,
                         struct err *err);

/* The same of a file that was made for others: columns not in COLUMNS are passed over. */
MUST_CHECK bool csv_read_choosy(struct arena *arena, const char *bytes, size_t len,
                                const struct csv_column *columns, size_t count,
                                struct csv_table *out, struct err *err);

/*
 * Append one record of COUNT cells with ';' and CRLF. A cell that starts with
 * '=' '+' '-' '@' tab or CR gets an apostrophe before it, so that no office
 * program runs it; csv_read takes it away again.
 */
void csv_append(struct buf *out, const char *const *cells, size_t count);
/* The same with another separator: ',' or a tab. */
void csv_append_with(struct buf *out, char separator, const char *const *cells, size_t count);

#endif
