/*
 * table.c - rows into a file, in the format that was asked for.
 */
#include "table.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "charset.h"
#include "csv.h"
#include "date.h"
#include "file.h"
#include "json.h"
#include "key.h"
#include "str.h"
#include "value.h"
#include "xlsx.h"

#define FILE_MODE 0600

static const char *const format_names[TABLE__MAX] = {
    [TABLE_NONE] = "", [TABLE_CSV] = "csv", [TABLE_XLSX] = "xlsx", [TABLE_JSON] = "json"};

struct table {
    const struct table_style *style;
    struct arena arena;  /* of the whole table */
    struct arena scratch; /* of one row */
    const char *path, *temporary; /* NULL: a stream */
    FILE *stream;        /* NULL: XLSX */
    struct xlsx *xlsx;
    struct buf line;
    size_t rows;
};

const char *
table_format_name(enum table_format format)
{
    return format_names[format];
}

enum table_format
table_format_from_name(const char *name)
{
    for (enum table_format format = TABLE_NONE + 1; format < TABLE__MAX; format++) {
        if (str_equal(format_names[format], name)) {
            return format;
        }
    }
    return TABLE_NONE;
}

static bool
not_written(const struct table *table, struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   "%1 ließ sich nicht schreiben. Bitte Ordner, Rechte und freien Platz prüfen.",
                   table->path == NULL ? "stdout" : table->path);
}

/* ---- lines ---- */

static bool
put_line(struct table *table, struct err *err)
{
    const char *bytes = buf_text(&table->line);
    size_t len = table->line.len;
    bool windows = table->style->format == TABLE_CSV && table->style->encoding == TABLE_WINDOWS;

    if (windows && !charset_to_windows(&table->scratch, bytes, len, &bytes, &len, err)) {
        return false;
    }
    if (fwrite(bytes, 1, len, table->stream) != len) {
        return not_written(table, err);
    }
    buf_clear(&table->line);
    return true;
}

static bool
start(struct table *table, struct err *err)
{
    const struct table_style *style = table->style;
    const char **title = arena_array(&table->arena, style->column_count, sizeof *title);

    if (table->stream == NULL) {
        return true;
    }
    if (style->format == TABLE_JSON) {
        buf_printf(&table->line, "{\"%s\":[", style->name);
        return put_line(table, err);
    }
    for (size_t i = 0; i < style->column_count; i++) {
        title[i] = style->column[i].title;
    }
    if (style->encoding == TABLE_UTF8_MARKED) {
        buf_puts(&table->line, "\xEF\xBB\xBF");
    }
    csv_append_with(&table->line, style->separator, title, style->column_count);
    return put_line(table, err);
}

static void
add_csv(struct table *table, const char *const *cell)
{
    const struct table_style *style = table->style;
    const char **shown = arena_array(&table->scratch, style->column_count, sizeof *shown);

    for (size_t i = 0; i < style->column_count; i++) {
        char text[DAY_TEXT_MAX];
        int32_t day;

        shown[i] = style->column[i].kind == TABLE_DAY && day_read(cell[i], "JJJJ-MM-TT", &day)
                       ? arena_strdup(&table->scratch, day_write(text, day, style->day_pattern))
                       : cell[i];
    }
    csv_append_with(&table->line, style->separator, shown, style->column_count);
}

static void
add_json(struct table *table, const char *const *cell)
{
    const struct table_style *style = table->style;
    struct value *record = value_record(&table->scratch);

    for (size_t i = 0; i < style->column_count; i++) {
        const char *title = style->column[i].title;

        if (*cell[i] == '\0') {
            value_set_text(record, title, NULL);
        } else if (style->column[i].kind == TABLE_NUMBER) {
            value_set_int(record, title, strtoll(cell[i], NULL, 10));
        } else {
            value_set_text(record, title, cell[i]);
        }
    }
    buf_puts(&table->line, table->rows == 0 ? "\n" : ",\n");
    json_print(record, 0, &table->line);
}

bool
table_row(struct table *table, const char *const *cell, struct err *err)
{
    bool done;

    if (table->xlsx != NULL) {
        done = xlsx_row(table->xlsx, cell) || not_written(table, err);
    } else {
        if (table->style->format == TABLE_JSON) {
            add_json(table, cell);
        } else {
            add_csv(table, cell);
        }
        done = put_line(table, err);
    }
    arena_reset(&table->scratch);
    table->rows++;
    return done;
}

/* ---- open and close ---- */

static struct table *
make(const struct table_style *style)
{
    struct table *table = calloc(1, sizeof *table);

    if (table != NULL) {
        table->style = style;
    }
    return table;
}

static void
free_table(struct table *table)
{
    buf_finish(&table->line);
    arena_finish(&table->scratch);
    arena_finish(&table->arena);
    free(table);
}

static FILE *
new_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);

    return fd < 0 ? NULL : fdopen(fd, "w");
}

bool
table_open(const struct table_style *style, const char *path, struct table **out,
           struct err *err)
{
    struct table *table = make(style);
    uint64_t suffix;
    bool done;

    if (table == NULL) {
        return err_set(err, REASON_STORE, "", NULL);
    }
    key_random(&suffix, sizeof suffix);
    table->path = arena_strdup(&table->arena, path);
    table->temporary = arena_printf(&table->arena, "%s.%016" PRIx64 ".tmp", path, suffix);
    /* Made by us first, so that nobody else can read it while it grows. */
    table->stream = new_file(table->temporary);
    done = table->stream != NULL || not_written(table, err);
    if (done && style->format == TABLE_XLSX) {
        (void)fclose(table->stream);
        table->stream = NULL;
        table->xlsx = xlsx_open(table->temporary, style);
        done = table->xlsx != NULL || not_written(table, err);
    }
    if (!done || !start(table, err)) {
        table_drop(table);
        return false;
    }
    *out = table;
    return true;
}

bool
table_open_stream(const struct table_style *style, FILE *stream, struct table **out,
                  struct err *err)
{
    struct table *table;

    if (style->format == TABLE_XLSX) {
        return err_set(err, REASON_INVALID, "format",
                       "Eine XLSX-Datei braucht einen Namen. Bitte mit -o DATEI angeben.");
    }
    table = make(style);
    if (table == NULL) {
        return err_set(err, REASON_STORE, "", NULL);
    }
    table->stream = stream;
    if (!start(table, err)) {
        table_drop(table);
        return false;
    }
    *out = table;
    return true;
}

static bool
end_json(struct table *table, const char *next, struct err *err)
{
    buf_puts(&table->line, "\n],\"next\":");
    json_print(value_text(&table->scratch, next), 0, &table->line);
    buf_puts(&table->line, "}\n");
    return put_line(table, err);
}

/* All of it on disk under its own name. */
static bool
settle(struct table *table)
{
    bool done = true;

    if (table->xlsx != NULL) {
        done = xlsx_close(table->xlsx);
        table->xlsx = NULL;
        table->stream = done ? fopen(table->temporary, "r+") : NULL;
    }
    done = done && table->stream != NULL && fflush(table->stream) == 0 &&
           fsync(fileno(table->stream)) == 0;
    if (table->stream != NULL && fclose(table->stream) != 0) {
        done = false;
    }
    table->stream = NULL;
    if (!done || rename(table->temporary, table->path) != 0) {
        return false;
    }
    table->temporary = NULL;
    return file_sync_folder(table->path);
}

bool
table_close(struct table *table, const char *next, struct err *err)
{
    bool done = table->style->format != TABLE_JSON || end_json(table, next, err);

    if (done && table->path == NULL) {
        done = fflush(table->stream) == 0 || not_written(table, err);
    } else if (done) {
        done = settle(table) || not_written(table, err);
    }
    if (!done) {
        table_drop(table);
        return false;
    }
    free_table(table);
    return true;
}

void
table_drop(struct table *table)
{
    if (table == NULL) {
        return;
    }
    if (table->xlsx != NULL) {
        (void)xlsx_close(table->xlsx);
    }
    if (table->path != NULL && table->stream != NULL) {
        (void)fclose(table->stream);
    }
    if (table->temporary != NULL) {
        (void)unlink(table->temporary);
    }
    free_table(table);
}
