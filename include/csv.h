/*
 * csv.h - tables from and for office programs.
 *
 * Reading finds encoding (UTF-8 with or without BOM, UTF-16 with one, Windows-1252)
 * and separator (; , tab) by itself, checks sizes before parsing, and gives rows
 * with line numbers; rows without any content are left out. Every cell has been
 * through str_clean, so none holds a line break. Writing quotes after RFC 4180 and
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
#define CSV_GLIMPSE 3       /* lines shown of a file whose first line does not fit */
#define CSV_GLIMPSE_CELL 80 /* code points of a cell there */

struct arena;
struct buf;

/* One expected column: our name, German synonyms separated by '|', needed or not. */
struct csv_column {
    const char *name;
    const char *synonyms; /* "" for none; compared without case and blanks */
    bool required;
};

struct csv_row {
    size_t line;        /* 1-based line in the file */
    const char **cell;  /* one per expected column, in that order; "" when absent or empty */
    const char **found; /* as they stand in the file; of a line that is not to be split, the line */
    size_t found_count;
    const struct err *fault; /* what is wrong, and there is no CELL; NULL: nothing */
};

struct csv_table {
    size_t row_count;
    const struct csv_row *row;
    const char **header; /* the first line's cells as they stand there */
    size_t header_count;
    const char *encoding; /* found: "UTF-8", "UTF-16" or "Windows-1252" */
    char separator;       /* found: ';', ',' or a tab */
    const char **passed_over; /* of a choosy manner: names of the columns nobody asked for */
    size_t passed_over_count;
};

enum csv_encoding { CSV_ANY, CSV_UTF8, CSV_UTF16, CSV_WINDOWS };

/* How a file is read, when otherwise than by itself. */
struct csv_manner {
    bool choosy;       /* made for others: columns nobody asked for are passed over */
    bool keeps_faults; /* rows at fault stay among the others; the header's faults end it */
    bool glimpse;      /* of a header at fault the first lines are told */
    const char *aside; /* names, '|' between, of a column passed over in silence; NULL: none */
    enum csv_encoding encoding; /* CSV_ANY: find it */
    char separator;             /* '\0': find it */
};

/* The field at fault when it is the line of names, which another manner may read otherwise. */
#define CSV_HEADER "header"
/*
 * Read a file's bytes against COLUMNS (COUNT of them).
 * Errors  TOO_LARGE  more bytes or rows than the limits
 *         INVALID    a ZIP or PDF file, NUL bytes, a line without end, an unclosed
 *                    quote, an unknown, missing or doubled header, a row with too
 *                    few or too many cells, an unclean cell: naming line and cure
 * A glimpse after a fault of CSV_HEADER: OUT tells encoding and separator, and its rows are the
 * first CSV_GLIMPSE lines as they were cut: FOUND alone, to be shown.
 */
MUST_CHECK bool csv_read(struct arena *arena, const char *bytes, size_t len,
                         const struct csv_column *columns, size_t count, struct csv_table *out,
                         struct err *err);
MUST_CHECK bool csv_read_as(struct arena *arena, const char *bytes, size_t len,
                            const struct csv_column *columns, size_t count,
                            const struct csv_manner *manner, struct csv_table *out,
                            struct err *err);

/* "utf-8", "utf-16", "windows-1252"; "semicolon", "comma", "tab". False: none of them. */
bool csv_encoding_from_name(const char *name, enum csv_encoding *out);
bool csv_separator_from_name(const char *name, char *out);

/*
 * Append one record of COUNT cells with ';' and CRLF. A cell that starts with
 * '=' '+' '-' '@' tab or CR gets an apostrophe before it, so that no office
 * program runs it; csv_read takes it away again.
 */
void csv_append(struct buf *out, const char *const *cells, size_t count);
/* The same with another separator: ',' or a tab. */
void csv_append_with(struct buf *out, char separator, const char *const *cells, size_t count);

#endif
