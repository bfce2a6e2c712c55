/*
 * table.h - a list that leaves the house: rows into a CSV, XLSX or JSON file, one by one, in
 * flat memory.
 *
 * Days come as "2026-05-04" and leave in the style's shape; in XLSX as days, in JSON as they
 * came. No cell is ever a formula: CSV disarms it, XLSX and JSON know text.
 * Hides: libxlsxwriter.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>
#include <stdio.h>

#include "err.h"

enum table_format { TABLE_NONE, TABLE_CSV, TABLE_XLSX, TABLE_JSON, TABLE__MAX };
const char *table_format_name(enum table_format format);
enum table_format table_format_from_name(const char *name); /* TABLE_NONE: no such */

enum table_kind { TABLE_TEXT, TABLE_DAY, TABLE_NUMBER };
struct table_column {
    const char *title;
    enum table_kind kind;
};

enum table_encoding { TABLE_UTF8, TABLE_UTF8_MARKED, TABLE_WINDOWS };
struct table_style {
    enum table_format format;
    const char *name;             /* of the list: the sheet's name, the key in JSON */
    const struct table_column *column;
    size_t column_count;
    /* CSV */
    char separator;
    enum table_encoding encoding;
    const char *day_pattern;      /* see day_write */
};

struct table;
/* Into the file PATH, which is there whole after table_close, or not at all. STYLE is borrowed.
   Errors: STORE. */
MUST_CHECK bool table_open(const struct table_style *style, const char *path, struct table **out,
                           struct err *err);
/* Onto STREAM, which stays open. Errors: STORE; INVALID for XLSX, which needs a file. */
MUST_CHECK bool table_open_stream(const struct table_style *style, FILE *stream,
                                  struct table **out, struct err *err);
/* One cell per column, "" for none. Errors: STORE, INVALID (a letter the encoding lacks). */
MUST_CHECK bool table_row(struct table *table, const char *const *cell, struct err *err);
/* Finish. NEXT goes into JSON as "next" (NULL: null). TABLE is gone, whatever happened. */
MUST_CHECK bool table_close(struct table *table, const char *next, struct err *err);
/* Give up: nothing is left of the file. NULL is fine. */
void table_drop(struct table *table);

#endif
