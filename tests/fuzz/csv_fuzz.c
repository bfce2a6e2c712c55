/*
 * csv_fuzz.c - a table that is accepted holds clean text, and what csv_append
 * writes of it reads back as the same table.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "csv.h"
#include "str.h"

#define COLUMNS 3

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct csv_column columns[COLUMNS] = {
    {"a", "Aktenzeichen|x", true},
    {"b", "", false},
    {"c", "Straße", false},
};

static void
require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void
check_cells(const struct csv_table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            const char *cell = table->row[r].cell[c];
            require(str_utf8_valid(cell, strlen(cell)) && str_count(cell) <= CSV_CELL_MAX);
            for (const char *p = cell; *p; p++) {
                require((unsigned char)*p >= 0x20);
            }
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct buf text = {0};
    struct csv_table table;
    struct csv_table again;
    struct err err = {0};
    static const struct csv_manner keeping = {.keeps_faults = true, .aside = "fault"};
    if (csv_read_as(&arena, (const char *)data, size, columns, COLUMNS, &keeping, &table, &err)) {
        for (size_t r = 0; r < table.row_count; r++) {
            require((table.row[r].fault == NULL) == (table.row[r].cell != NULL));
            require(table.row[r].found_count > 0);
        }
    }
    err = (struct err){0};
    if (csv_read(&arena, (const char *)data, size, columns, COLUMNS, &table, &err)) {
        check_cells(&table);
        csv_append(&text, (const char *const[]){"a", "b", "c"}, COLUMNS);
        for (size_t r = 0; r < table.row_count; r++) {
            csv_append(&text, table.row[r].cell, COLUMNS);
        }
        require(csv_read(&arena, text.data, text.len, columns, COLUMNS, &again, &err));
        require(table.row_count == again.row_count);
        for (size_t r = 0; r < table.row_count; r++) {
            for (size_t c = 0; c < COLUMNS; c++) {
                require(str_equal(table.row[r].cell[c], again.row[r].cell[c]));
            }
        }
    } else {
        require(err.reason == REASON_INVALID || err.reason == REASON_TOO_LARGE);
    }
    buf_finish(&text);
    arena_finish(&arena);
    return 0;
}
