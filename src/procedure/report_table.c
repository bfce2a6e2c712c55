/*
 * report_table.c - a report as a table: for office programs, and for people at a screen.
 */
#include <inttypes.h>
#include <unistd.h>

#include "arena.h"
#include "buf.h"
#include "csv.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "report.h"
#include "str.h"
#include "table.h"
#include "value.h"

/* Members of a row, and below the heads of their columns in the same order. */
static const char *const keys[] = {
    "provider", "name", "type", "issued", "referred", "accepted", "started", "open", "closed",
    "E1", "E2", "E3", "E4", "N1", "no_capacity", "not_responsible", "no_access", "expired",
    "unreported", "reported", "reported_level", "accept_median", "accept_p90", "start_median",
    "start_p90",
};

static const struct table_column columns[] = {
    {"Kürzel", TABLE_TEXT},
    {"Stelle", TABLE_TEXT},
    {"Leistungsart", TABLE_TEXT},
    {"ausgestellt", TABLE_NUMBER},
    {"davon ohne Laufzettel", TABLE_NUMBER},
    {"aufgenommen", TABLE_NUMBER},
    {"begonnen", TABLE_NUMBER},
    {"offen am Ende", TABLE_NUMBER},
    {"abgeschlossen", TABLE_NUMBER},
    {"planmäßig beendet", TABLE_NUMBER},
    {"beendet, Ziel teilweise erreicht", TABLE_NUMBER},
    {"vorzeitig beendet", TABLE_NUMBER},
    {"beendet, Anlass entfallen", TABLE_NUMBER},
    {"nicht zustande gekommen", TABLE_NUMBER},
    {"abgelehnt: kein Platz frei", TABLE_NUMBER},
    {"abgelehnt: nicht zuständig", TABLE_NUMBER},
    {"abgelehnt: nicht zugänglich", TABLE_NUMBER},
    {"abgelaufen", TABLE_NUMBER},
    {"ohne Rückmeldung", TABLE_NUMBER},
    {"davon mit Rückmeldung", TABLE_NUMBER},
    {"davon ab Stufe 1", TABLE_NUMBER},
    {"Tage bis Aufnahme, Median", TABLE_NUMBER},
    {"Tage bis Aufnahme, P90", TABLE_NUMBER},
    {"Tage bis Beginn, Median", TABLE_NUMBER},
    {"Tage bis Beginn, P90", TABLE_NUMBER},
};

#define COLUMNS (sizeof columns / sizeof *columns)
#define MARK "\xef\xbb\xbf" /* office programs know UTF-8 by it */
#define XLSX_BYTES_MAX ((size_t)4 << 20)
#define FIRST_NUMBER 3 /* the columns before it say whose */
#define FIRST_ENDING 9
#define FIRST_REPORTED 19

static const char *
cell_text(struct arena *arena, const struct value *row, size_t column)
{
    const char *key = keys[column];
    const struct value *value = value_get(row, key);

    if (str_equal(key, "name") && value_kind(value) == VALUE_NULL) {
        return value_kind(value_get(row, "type")) == VALUE_NULL ? "Summe"
                                                                 : "noch keine Stelle gewählt";
    }
    if (str_equal(key, "type") && value_kind(value) == VALUE_TEXT) {
        return arena_printf(arena, "%s – %s", value_string(value),
                            value_string(value_get(row, "type_label")));
    }
    return value_kind(value) == VALUE_INT
               ? arena_printf(arena, "%lld", (long long)value_number(value))
               : value_string(value);
}

static const char *
period(struct arena *arena, const struct value *report)
{
    return arena_printf(arena, "Stellen und Leistungsarten vom %s bis %s",
                        value_string(value_get(report, "from")),
                        value_string(value_get(report, "until")));
}

/* Where the rows go. */
typedef bool row_fn(void *arg, const char *const *cell, struct err *err);

static bool
put_row(struct arena *arena, const struct value *row, row_fn *put, void *arg, struct err *err)
{
    const char *cell[COLUMNS];

    for (size_t c = 0; c < COLUMNS; c++) {
        cell[c] = cell_text(arena, row, c);
    }
    return put(arg, cell, err);
}

/* A line of its own below the rows. */
static bool
put_line(const char *text, row_fn *put, void *arg, struct err *err)
{
    const char *cell[COLUMNS] = {text};

    for (size_t c = 1; c < COLUMNS; c++) {
        cell[c] = "";
    }
    return put(arg, cell, err);
}

static bool
put_rows(struct arena *arena, const struct value *doc, row_fn *put, void *arg, struct err *err)
{
    const struct value *report = value_get(doc, "report");
    const struct value *list = value_get(report, "providers"), *rules = value_get(report, "rules");

    for (size_t i = 0; i < value_len(list); i++) {
        if (!put_row(arena, value_at(list, i), put, arg, err)) {
            return false;
        }
    }
    if (!put_row(arena, value_get(report, "total"), put, arg, err) ||
        !put_line(period(arena, report), put, arg, err)) {
        return false;
    }
    for (size_t i = 0; i < value_len(rules); i++) {
        const char *rule = value_string(value_get(value_at(rules, i), "label"));

        if (!put_line(rule, put, arg, err)) {
            return false;
        }
    }
    return true;
}

static bool
put_csv(void *arg, const char *const *cell, struct err *err)
{
    (void)err;
    csv_append(arg, cell, COLUMNS);
    return true;
}

static bool
put_xlsx(void *arg, const char *const *cell, struct err *err)
{
    return table_row(arg, cell, err);
}

void
report_csv(struct env *env, const struct value *doc, struct buf *out)
{
    const char *cell[COLUMNS];
    struct err none = {0};

    for (size_t c = 0; c < COLUMNS; c++) {
        cell[c] = columns[c].title;
    }
    buf_puts(out, MARK);
    csv_append(out, cell, COLUMNS);
    (void)put_rows(env->arena, doc, put_csv, out, &none);
}

bool
report_xlsx(struct env *env, const struct value *doc, const char *path, struct err *err)
{
    struct table_style style = {.format = TABLE_XLSX, .name = "Stellen", .column = columns,
                                .column_count = COLUMNS};
    struct table *table;

    if (!table_open(&style, path, &table, err)) {
        return false;
    }
    if (!put_rows(env->arena, doc, put_xlsx, table, err)) {
        table_drop(table);
        return false;
    }
    return table_close(table, NULL, err);
}

/* The library writes files only: beside the database, where this program may write anyway. */
bool
report_xlsx_bytes(struct env *env, const struct value *doc, const char **bytes, size_t *len,
                  struct err *err)
{
    uint64_t random;
    const char *path;
    bool done;

    key_random(&random, sizeof random);
    path = env_path(env, arena_printf(env->arena, ".stellen-%016" PRIx64 ".xlsx", random));
    done = report_xlsx(env, doc, path, err) &&
           file_read(env->arena, path, "file", XLSX_BYTES_MAX, bytes, len, err);
    (void)unlink(path);
    return done;
}

/* The columns FROM..UNTIL that say something, in one line. */
static void
text_line(struct arena *arena, const struct value *row, size_t from, size_t until,
          struct buf *out)
{
    const char *before = "    ";

    for (size_t c = from; c < until; c++) {
        const char *text = cell_text(arena, row, c);

        if (*text != '\0' && (!str_equal(text, "0") || c == FIRST_NUMBER)) {
            buf_printf(out, "%s%s %s", before, columns[c].title, text);
            before = "; ";
        }
    }
    buf_puts(out, *before == ';' ? "\n" : "");
}

static void
text_row(struct arena *arena, const struct value *row, struct buf *out)
{
    const char *type = cell_text(arena, row, 2);

    buf_printf(out, "\n%s%s%s\n", cell_text(arena, row, 1), *type ? ": " : "", type);
    text_line(arena, row, FIRST_NUMBER, FIRST_ENDING, out);
    text_line(arena, row, FIRST_ENDING, FIRST_REPORTED, out);
    text_line(arena, row, FIRST_REPORTED, COLUMNS, out);
}

void
report_text(struct env *env, const struct value *doc, struct buf *out)
{
    const struct value *report = value_get(doc, "report");
    const struct value *list = value_get(report, "providers"), *rules = value_get(report, "rules");

    buf_printf(out, "%s\n", period(env->arena, report));
    for (size_t i = 0; i < value_len(list); i++) {
        text_row(env->arena, value_at(list, i), out);
    }
    text_row(env->arena, value_get(report, "total"), out);
    buf_putc(out, '\n');
    for (size_t i = 0; i < value_len(rules); i++) {
        buf_printf(out, "%s\n", value_string(value_get(value_at(rules, i), "label")));
    }
}
