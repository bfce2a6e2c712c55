/*
 * csv_append.c - records out, quoted and disarmed.
 */
#include "csv.h"

#include <string.h>

#include "buf.h"
#include "csv_cell.h"

/* A cell that starts with one of these would be run as a formula. */
#define TRIGGERS "=+-@\t\r"

bool
csv_cell_runs(const char *cell)
{
    char first = cell[strspn(cell, "'")];
    return first != '\0' && strchr(TRIGGERS, first) != NULL;
}

void
csv_append_with(struct buf *out, char separator, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *cell = cells[i];
        size_t len = strlen(cell);
        bool quoted = cell[strcspn(cell, ";,\t\"\r\n")] != '\0' || (len == 0 && count == 1) ||
                      (len > 0 && (cell[0] == ' ' || cell[len - 1] == ' '));
        if (i > 0) {
            buf_putc(out, separator);
        }
        if (quoted) {
            buf_putc(out, '"');
        }
        if (csv_cell_runs(cell)) {
            buf_putc(out, '\'');
        }
        for (; *cell; cell++) {
            if (*cell == '"') {
                buf_putc(out, '"');
            }
            buf_putc(out, *cell);
        }
        if (quoted) {
            buf_putc(out, '"');
        }
    }
    buf_puts(out, "\r\n");
}

void
csv_append(struct buf *out, const char *const *cells, size_t count)
{
    csv_append_with(out, CSV_SEPARATOR, cells, count);
}
