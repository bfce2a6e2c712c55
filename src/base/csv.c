/*
 * csv.c - tables in: encoding, separator, header, rows.
 */
#include "csv.h"

#include <string.h>

#include "arena.h"
#include "charset.h"
#include "csv_cell.h"
#include "csv_split.h"
#include "str.h"

/* A line of the widest table with the longest cells, all of 4-byte letters. */
#define LINE_MAX_BYTES ((size_t)CSV_COLUMNS_MAX * (CSV_CELL_MAX * 4 + 3))

#define NOWHERE CSV_COLUMNS_MAX

struct reader {
    struct arena *arena;
    const struct csv_column *columns;
    size_t column_count;
    struct csv_split *split;
    size_t width;                  /* cells in the header */
    size_t place[CSV_COLUMNS_MAX]; /* cell of the file -> expected column; NOWHERE: passed over */
    const struct csv_manner *manner;
    struct csv_table *table;
    struct err *err;
};

static bool
refuse(const struct reader *reader, size_t line, const char *key, const char *a, const char *b)
{
    char number[ERR_NUMBER_MAX];
    return err_set(reader->err, REASON_INVALID, reader->width == 0 ? CSV_HEADER : "file", key,
                   err_number(number, (long long)line), a, b);
}

/* What is not a table at all, told by its first bytes. */
static bool
check_kind(const char *bytes, size_t len, enum csv_encoding as, struct err *err)
{
    static const struct {
        const char *start;
        size_t len;
        const char *key;
    } kinds[] = {
        {"PK\3\4", 4,
         N_("Das ist eine Excel- oder ZIP-Datei. Bitte in Excel als „CSV UTF-8“ speichern.")},
        {"%PDF", 4, N_("Das ist eine PDF-Datei. Bitte eine CSV-Datei wählen.")},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (len >= kinds[i].len && memcmp(bytes, kinds[i].start, kinds[i].len) == 0) {
            return err_set(err, REASON_INVALID, "file", kinds[i].key, NULL);
        }
    }
    if (as != CSV_UTF16 && !charset_is_utf16(bytes, len) && memchr(bytes, '\0', len)) {
        return err_set(err, REASON_INVALID, "file",
                       "Die Datei enthält Nullbytes und ist kein Text. Bitte als „CSV UTF-8“ "
                       "speichern.");
    }
    return true;
}

/* Cut the next line off TEXT; CR LF, LF and CR end one. NULL at the end. */
static const char *
next_line(const char **text, size_t *len)
{
    const char *line = *text;
    if (*line == '\0') {
        return NULL;
    }
    *len = strcspn(line, "\r\n");
    const char *end = line + *len;
    *text = *end == '\0' ? end : end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1);
    return line;
}

static bool
is_blank_line(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (line[i] != ' ' && line[i] != '\t') {
            return false;
        }
    }
    return true;
}

static size_t
count_lines(const char *text)
{
    size_t count = 0;
    const char *line;
    size_t len;
    while ((line = next_line(&text, &len))) {
        count += !is_blank_line(line, len);
    }
    return count;
}

/* The sign that stands most often in the header outside of quotes. */
static char
find_separator(const char *header, size_t len)
{
    static const char signs[] = {CSV_SEPARATOR, '\t', ','};
    size_t count[sizeof signs] = {0};
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        quoted ^= header[i] == '"';
        for (size_t s = 0; s < sizeof signs; s++) {
            count[s] += !quoted && header[i] == signs[s];
        }
    }
    size_t best = 0;
    for (size_t s = 1; s < sizeof signs; s++) {
        if (count[s] > count[best]) {
            best = s;
        }
    }
    return signs[best];
}

/* A line as cells. A quote left open would swallow the rest of the file. */
static bool
split_line(struct reader *reader, const char *line, size_t len, size_t number,
           struct csv_cells *cells)
{
    size_t quotes = 0;
    for (size_t i = 0; i < len; i++) {
        quotes += line[i] == '"';
    }
    if (quotes % 2 == 1) {
        return refuse(reader, number,
                      "Zeile %1: Ein Anführungszeichen ist nicht geschlossen, oder eine Zelle "
                      "enthält einen Zeilenumbruch. Bitte entfernen.",
                      NULL, NULL);
    }
    if (!csv_split_line(reader->split, line, len, CSV_COLUMNS_MAX, cells)) {
        return refuse(reader, number,
                      "Zeile %1: Ein Anführungszeichen steht an falscher Stelle. In einer Zelle "
                      "bitte verdoppeln.",
                      NULL, NULL);
    }
    if (cells->count > CSV_COLUMNS_MAX) {
        return refuse(reader, number, "Zeile %1 hat zu viele Spalten. Erlaubt sind %2.", "40",
                      NULL);
    }
    return true;
}

/* One cell as clean text, without the apostrophe that disarmed a formula. */
static bool
clean_cell(struct reader *reader, const char *raw, size_t line, const char *column,
           const char **out)
{
    struct err err = {0};
    char limit[ERR_NUMBER_MAX];
    if (raw[0] == '\'' && csv_cell_runs(raw)) {
        raw++;
    }
    if (str_clean(reader->arena, raw, strlen(raw), column, CSV_CELL_MAX, out, &err)) {
        return true;
    }
    if (str_starts(err.arg[1], "U+")) {
        return refuse(reader, line,
                      "Zeile %1, Spalte „%2“: Das Zeichen %3 ist nicht erlaubt. Bitte entfernen.",
                      column, err.arg[1]);
    }
    return refuse(reader, line,
                  "Zeile %1, Spalte „%2“: Der Text ist zu lang. Erlaubt sind höchstens %3 Zeichen.",
                  column, err_number(limit, CSV_CELL_MAX));
}

/* Letters and digits only, so that "Case Number" finds case_number. */
static const char *
header_key(struct arena *arena, const char *text)
{
    char *folded = str_fold(arena, text, STR_FOLD_BASE);
    char *out = folded;
    for (const char *p = folded; *p; p++) {
        if (*p != ' ') {
            *out++ = *p;
        }
    }
    *out = '\0';
    return folded;
}

/* Is KEY one of NAMES, which have '|' between them? */
static bool
is_among(struct arena *arena, const char *names, const char *key)
{
    for (const char *s = names; *s;) {
        size_t len = strcspn(s, "|");
        if (str_equal(header_key(arena, arena_strndup(arena, s, len)), key)) {
            return true;
        }
        s += s[len] ? len + 1 : len;
    }
    return false;
}

static bool
is_named(struct arena *arena, const struct csv_column *column, const char *key)
{
    return str_equal(header_key(arena, column->name), key) ||
           is_among(arena, column->synonyms, key);
}

/* The names of all expected columns, for an error. */
static const char *
all_names(const struct reader *reader)
{
    const char *names = reader->columns[0].name;
    for (size_t i = 1; i < reader->column_count; i++) {
        names = arena_printf(reader->arena, "%s, %s", names, reader->columns[i].name);
    }
    return names;
}

/* May a column that nobody asked for stand there? It is told, unless it is an own one set aside. */
static bool
pass_over(struct reader *reader, const char *name, const char *key)
{
    struct csv_table *table = reader->table;
    const char *clean = "";
    struct err unclean = {0};

    if (reader->manner->aside != NULL && is_among(reader->arena, reader->manner->aside, key)) {
        return true;
    }
    if (!reader->manner->choosy) {
        return false;
    }
    if (table->passed_over == NULL) {
        table->passed_over = arena_array(reader->arena, CSV_COLUMNS_MAX,
                                         sizeof *table->passed_over);
    }
    (void)!str_clean(reader->arena, name, strlen(name), "", CSV_CELL_MAX, &clean, &unclean);
    table->passed_over[table->passed_over_count++] = clean;
    return true;
}

/* Which expected column does each cell of the header name? */
static bool
read_header(struct reader *reader, const struct csv_cells *cells, size_t line)
{
    bool seen[CSV_COLUMNS_MAX] = {false};
    for (size_t c = 0; c < cells->count; c++) {
        const char *key = header_key(reader->arena, cells->cell[c]);
        size_t i = 0;
        while (i < reader->column_count && !is_named(reader->arena, &reader->columns[i], key)) {
            i++;
        }
        if (i == reader->column_count && pass_over(reader, cells->cell[c], key)) {
            reader->place[c] = NOWHERE;
            continue;
        }
        if (i == reader->column_count) {
            return refuse(reader, line,
                          "Zeile %1: Die Spalte „%2“ ist unbekannt. Erlaubt sind: %3.",
                          cells->cell[c], all_names(reader));
        }
        if (seen[i]) {
            return refuse(reader, line,
                          "Zeile %1: Die Spalte „%2“ steht doppelt. Bitte eine löschen.",
                          cells->cell[c], NULL);
        }
        seen[i] = true;
        reader->place[c] = i;
    }
    for (size_t i = 0; i < reader->column_count; i++) {
        if (reader->columns[i].required && !seen[i]) {
            return refuse(reader, line,
                          "Zeile %1: Die Spalte „%2“ fehlt. Die erste Zeile muss die Spaltennamen "
                          "enthalten.",
                          reader->columns[i].name, NULL);
        }
    }
    reader->width = cells->count;
    reader->table->header = cells->cell;
    reader->table->header_count = cells->count;
    return true;
}

/* The cells of one row into ROW; *USED tells whether any holds something. */
static bool
read_row(struct reader *reader, const struct csv_cells *cells, size_t line, struct csv_row *row,
         bool *used)
{
    char have[ERR_NUMBER_MAX];
    char want[ERR_NUMBER_MAX];
    if (cells->count != reader->width) {
        return refuse(reader, line, "Zeile %1 hat %2 Zellen statt %3. Bitte angleichen.",
                      err_number(have, (long long)cells->count),
                      err_number(want, (long long)reader->width));
    }
    row->cell = arena_array(reader->arena, reader->column_count, sizeof *row->cell);
    for (size_t i = 0; i < reader->column_count; i++) {
        row->cell[i] = "";
    }
    for (size_t c = 0; c < cells->count; c++) {
        size_t i = reader->place[c];
        if (i == NOWHERE) {
            continue;
        }
        if (!clean_cell(reader, cells->cell[c], line, reader->columns[i].name, &row->cell[i])) {
            return false;
        }
        *used = *used || row->cell[i][0] != '\0';
    }
    return true;
}

/* A line's cells as they stand there; one that is not to be split is a single cell. */
static bool
find_cells(struct reader *reader, const char *line, size_t len, struct csv_row *row,
           struct csv_cells *cells)
{
    bool split = len <= LINE_MAX_BYTES && split_line(reader, line, len, row->line, cells);
    row->found = cells->cell;
    row->found_count = cells->count;
    if (!split) {
        row->found = arena_array(reader->arena, 1, sizeof *row->found);
        row->found[0] = arena_strndup(reader->arena, line, len);
        row->found_count = 1;
    }
    return split;
}

/* A line into ROW. A line at fault ends the reading, or stays with what is wrong with it. */
static bool
take_row(struct reader *reader, const char *line, size_t len, struct csv_row *row, bool *used)
{
    struct err *told = reader->err, fault = {0};
    struct csv_cells cells = {0};
    bool done;
    reader->err = &fault;
    done = find_cells(reader, line, len, row, &cells) &&
           read_row(reader, &cells, row->line, row, used);
    reader->err = told;
    if (done) {
        return true;
    }
    if (!reader->manner->keeps_faults) {
        *told = fault;
        return false;
    }
    row->cell = NULL;
    row->fault = arena_memdup(reader->arena, &fault, sizeof fault);
    *used = true;
    return true;
}

/* The first lines, whatever is wrong with them. */
static void
take_glimpse(struct reader *reader, const char *text)
{
    struct csv_row *rows = arena_array(reader->arena, CSV_GLIMPSE, sizeof *rows);
    struct err *told = reader->err, ignored = {0};
    size_t count = 0, len;
    const char *line;
    reader->err = &ignored;
    for (size_t number = 1; count < CSV_GLIMPSE && (line = next_line(&text, &len)); number++) {
        struct csv_cells cells = {0};
        if (is_blank_line(line, len)) {
            continue;
        }
        rows[count].line = number;
        (void)!find_cells(reader, line, len, &rows[count], &cells);
        for (size_t c = 0; c < rows[count].found_count; c++) {
            rows[count].found[c] = csv_cell_shown(reader->arena, rows[count].found[c]);
        }
        count++;
    }
    reader->err = told;
    reader->table->row = rows;
    reader->table->row_count = count;
}

static bool
take_header(struct reader *reader, const char *line, size_t len, size_t number)
{
    struct csv_cells cells;
    reader->table->separator = reader->manner->separator != '\0' ? reader->manner->separator
                                                                 : find_separator(line, len);
    csv_split_separator(reader->split, reader->table->separator);
    return split_line(reader, line, len, number, &cells) && read_header(reader, &cells, number);
}

/* Header and rows of TEXT, which has at most MAX_ROWS of them. */
static bool
read_table(struct reader *reader, const char *text, size_t max_rows)
{
    struct csv_row *rows = arena_array(reader->arena, max_rows, sizeof *rows);
    size_t count = 0;
    bool has_header = false;
    const char *line;
    size_t len;
    for (size_t number = 1; (line = next_line(&text, &len)); number++) {
        bool used = false;
        if (is_blank_line(line, len)) {
            continue;
        }
        if (len > LINE_MAX_BYTES) {
            return refuse(reader, number, "Zeile %1 ist zu lang. Fehlt ein Zeilenumbruch?",
                          NULL, NULL);
        }
        if (!has_header) {
            if (!take_header(reader, line, len, number)) {
                return false;
            }
            has_header = true;
            continue;
        }
        rows[count] = (struct csv_row){.line = number};
        if (!take_row(reader, line, len, &rows[count], &used)) {
            return false;
        }
        count += used;
    }
    if (!has_header) {
        return err_set(reader->err, REASON_INVALID, "file",
                       "Die Datei ist leer. Die erste Zeile muss die Spaltennamen enthalten.");
    }
    reader->table->row_count = count;
    reader->table->row = rows;
    return true;
}

static bool
read_file(struct reader *reader, const char *bytes, size_t len)
{
    enum csv_encoding as = reader->manner->encoding;
    const char *text;
    size_t lines;
    bool done;

    if (len > CSV_BYTES_MAX) {
        return err_set(reader->err, REASON_TOO_LARGE, "file",
                       "Die Datei ist zu groß. Erlaubt sind 5 MB. Bitte aufteilen.");
    }
    if (!check_kind(bytes, len, as, reader->err) ||
        !charset_read(reader->arena, bytes, len, as, &text, &reader->table->encoding,
                      reader->err)) {
        return false;
    }
    lines = count_lines(text);
    if (lines > CSV_ROWS_MAX + 1) {
        return err_set(reader->err, REASON_TOO_LARGE, "file",
                       "Die Datei hat zu viele Zeilen. Erlaubt sind 20000. Bitte aufteilen.");
    }
    reader->split = csv_split_open(reader->arena);
    done = read_table(reader, text, lines);
    if (!done && reader->manner->glimpse && str_equal(reader->err->field, CSV_HEADER)) {
        take_glimpse(reader, text);
    }
    csv_split_close(reader->split);
    return done;
}

bool
csv_read_as(struct arena *arena, const char *bytes, size_t len, const struct csv_column *columns,
            size_t count, const struct csv_manner *manner, struct csv_table *out,
            struct err *err)
{
    struct csv_table table = {0};
    struct reader reader = {.arena = arena, .columns = columns, .column_count = count,
                            .manner = manner, .table = &table, .err = err};

    bool done = read_file(&reader, bytes, len);

    if (done || table.row != NULL) {
        *out = table;
    }
    return done;
}

bool
csv_read(struct arena *arena, const char *bytes, size_t len, const struct csv_column *columns,
         size_t count, struct csv_table *out, struct err *err)
{
    static const struct csv_manner plain = {0};

    return csv_read_as(arena, bytes, len, columns, count, &plain, out, err);
}
