/*
 * import.c - a CSV file into the store: all or nothing, every bad line named.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "csv.h"
#include "env.h"
#include "import_fault.h"
#include "import_kind.h"
#include "profile.h"
#include "store.h"
#include "str.h"
#include "value.h"

struct import_work {
    struct env *env;
    const struct import_kind *kind;
    const struct profile *profile;
    struct csv_table table;
    bool dry_run, skip_bad;
    bool dry_run_done;
    int64_t done[PUT_CHANGED + 1];
    struct import_faults faults;
    struct value *rows; /* of a dry run: what the first ones do */
};

static const struct {
    const char *name, *label;
} outcomes[] = {
    [PUT_ADDED] = {"added", N_("neu")},
    [PUT_SAME] = {"same", N_("schon vorhanden")},
    [PUT_CHANGED] = {"changed", N_("geändert")},
    [PUT_CHANGED + 1] = {"fault", N_("Fehler")},
};
#define FAULTY (PUT_CHANGED + 1)

/* What one row was before it was read, and after. */
struct import_look {
    const struct csv_row *row;
    const char **old, **new;
    bool was_there, is_there;
};

static bool
look(struct import_work *work, struct db *db, const struct csv_row *row, const char ***out,
     bool *found, struct err *err)
{
    const struct import_kind *kind = work->kind;

    *found = false;
    *out = arena_array(work->env->arena, kind->column_count, sizeof **out);
    return kind->stored == NULL || kind->stored(work->env, db, row->cell, *out, found, err);
}

static bool
is_told(const struct import_work *work, bool faulty)
{
    size_t told = value_len(work->rows);

    return work->dry_run &&
           told < (faulty ? IMPORT_ROWS_TOLD + IMPORT_FAULTS_TOLD : IMPORT_ROWS_TOLD);
}

static void
add_change(struct import_work *work, struct value *list, const char *column, const char *old,
           const char *new)
{
    struct value *item = value_add_record(list);
    const char *section = arena_printf(work->env->arena, "import %s", work->kind->name);
    const char *theirs = profile_value(work->profile, section, column);

    value_set_text(item, "column", column);
    value_set_text(item, "name", theirs == NULL ? column : theirs);
    value_set_text(item, "old", old);
    value_set_text(item, "new", new);
}

/* CELL as it may be shown: of a line at fault nothing was checked yet. */
static const char *
harmless(const struct import_work *work, const char *cell)
{
    struct err ignored = {0};
    const char *clean;

    return str_clean(work->env->arena, cell, strlen(cell), "", CSV_CELL_MAX, &clean, &ignored)
               ? clean
               : "\xef\xbf\xbd"; /* U+FFFD */
}

/* All of COUNT cells but the first, as one text. */
static const char *
rest_of(const struct import_work *work, const char *const *cell, size_t count)
{
    const char *text = "";

    for (size_t i = 1; i < count; i++) {
        if (*cell[i] != '\0') {
            text = arena_printf(work->env->arena, "%s%s%s", text, *text == '\0' ? "" : " · ",
                                harmless(work, cell[i]));
        }
    }
    return text;
}

/* Whoever brings a file of cases knows what is in it, and need not be one who may read theirs. */
static bool
shows_old(const struct import_work *work)
{
    return work->env->user.id == 0 || work->kind->row != import_case_row;
}

static void
tell_row(struct import_work *work, const struct import_look *seen, size_t done,
         const struct err *fault)
{
    struct value *item = value_add_record(work->rows);
    bool whole = seen->row->cell != NULL;
    const char *const *cell = whole ? seen->row->cell : seen->row->found;
    struct value *changes;
    struct buf sentence = {0};

    if (done == FAULTY) {
        err_sentence(fault, work->env->catalog, &sentence);
    }
    value_set_int(item, "line", (int64_t)seen->row->line);
    value_set_text(item, "what", outcomes[done].name);
    value_set_text(item, "what_label", outcomes[done].label);
    value_set_text(item, "key", harmless(work, cell[0]));
    value_set_text(item, "detail",
                   rest_of(work, cell,
                           whole ? work->kind->column_count : seen->row->found_count));
    value_set_text(item, "message", done == FAULTY ? buf_text(&sentence) : NULL);
    buf_finish(&sentence);
    changes = value_set_list(item, "changes");
    for (size_t i = 0; seen->was_there && seen->is_there && i < work->kind->column_count; i++) {
        if (!str_equal(seen->old[i], seen->new[i])) {
            add_change(work, changes, work->kind->column[i].name,
                       shows_old(work) ? seen->old[i] : NULL, seen->new[i]);
        }
    }
}

struct import_row {
    struct import_work *work;
    const struct csv_row *row;
    enum put done;
};

static bool
put_row(struct db *db, void *arg, struct err *err)
{
    struct import_row *one = arg;

    if (one->row->fault != NULL) {
        *err = *one->row->fault;
        return false;
    }
    return one->work->kind->row(one->work->env, db, one->row->cell, &one->done, err);
}

/* Where the others stay, what a row had done before its fault is undone. */
static bool
try_row(struct import_work *work, struct db *db, struct import_row *one, struct err *fault)
{
    return work->skip_bad || work->dry_run ? store_try(db, put_row, one, fault)
                                           : put_row(db, one, fault);
}

/* Faults of the file go on to the next line; a fault of the store ends the import. */
static bool
import_row(struct import_work *work, struct db *db, const struct csv_row *row, struct err *err)
{
    struct import_look seen = {.row = row};
    struct import_row one = {.work = work, .row = row};
    struct err fault = {0};

    if (row->fault == NULL && is_told(work, false) &&
        !look(work, db, row, &seen.old, &seen.was_there, err)) {
        return false;
    }
    if (!try_row(work, db, &one, &fault)) {
        if (fault.reason == REASON_STORE) {
            *err = fault;
            return false;
        }
        import_fault_note(&work->faults, row, &fault);
        if (is_told(work, true)) {
            tell_row(work, &seen, FAULTY, &fault);
        }
        return true;
    }
    work->done[one.done]++;
    if (is_told(work, false)) {
        if (one.done == PUT_CHANGED && !look(work, db, row, &seen.new, &seen.is_there, err)) {
            return false;
        }
        tell_row(work, &seen, one.done, NULL);
    }
    return true;
}

static bool
import_rows(struct import_work *work, struct db *db, struct err *err)
{
    for (size_t i = 0; i < work->table.row_count; i++) {
        if (!import_row(work, db, &work->table.row[i], err)) {
            return false;
        }
    }
    return true;
}

static bool
import_in_write(struct db *db, void *arg, struct err *err)
{
    struct import_work *work = arg;

    if (!import_rows(work, db, err)) {
        return false;
    }
    if (work->faults.count > 0 && !work->skip_bad) {
        return import_fault_refuse(&work->faults, err);
    }
    /* A dry run is undone like a failure, but it is none. */
    work->dry_run_done = work->dry_run;
    return !work->dry_run || err_set(err, REASON_CONFLICT, "", "Probelauf: nichts übernommen.");
}

static const char *
separator_word(char separator)
{
    return separator == ';' ? N_("Semikolon") : separator == ',' ? N_("Komma") : N_("Tabulator");
}

/* How the file was read, for whoever would read it otherwise. */
static void
set_manner(const struct import_work *work, struct value *record)
{
    value_set_text(record, "encoding", work->table.encoding);
    value_set_text(record, "separator_label", separator_word(work->table.separator));
    value_set_text(record, "separator", (char[]){work->table.separator, '\0'});
}

/* The first lines of a file whose line of names fits nothing. */
static const struct value *
glimpse_document(const struct import_work *work)
{
    struct value *doc = value_record(work->env->arena);
    struct value *record = value_set_record(doc, "glimpse"), *list;

    set_manner(work, record);
    list = value_set_list(record, "rows");
    for (size_t i = 0; i < work->table.row_count; i++) {
        const struct csv_row *row = &work->table.row[i];
        struct value *item = value_add_record(list), *cells;

        value_set_int(item, "line", (int64_t)row->line);
        value_set_text(item, "key", row->found_count == 0 ? "" : row->found[0]);
        value_set_text(item, "detail", rest_of(work, row->found, row->found_count));
        cells = value_set_list(item, "cells");
        for (size_t c = 0; c < row->found_count; c++) {
            value_set_text(value_add_record(cells), "text", row->found[c]);
        }
    }
    return doc;
}

static struct value *
count_document(struct import_work *work)
{
    struct value *doc = value_record(work->env->arena);
    struct value *record = value_set_record(doc, "import"), *passed;

    value_set_text(record, "kind", work->kind->name);
    value_set_int(record, "added", work->done[PUT_ADDED]);
    value_set_int(record, "changed", work->done[PUT_CHANGED]);
    value_set_int(record, "same", work->done[PUT_SAME]);
    if (work->faults.count > 0) {
        value_set_int(record, "faulty", (int64_t)work->faults.count);
    }
    value_set_bool(record, "dry_run", work->dry_run);
    set_manner(work, record);
    passed = value_set_list(record, "passed_over");
    for (size_t i = 0; i < work->table.passed_over_count; i++) {
        value_set_text(value_add_record(passed), "name", work->table.passed_over[i]);
    }
    if (work->dry_run) {
        value_set(doc, "rows", work->rows);
    }
    return doc;
}

/* How the file is to be read: as the request says, else as it shows itself. */
static bool
manner_of(const struct import_work *work, const struct import_request *request,
          struct csv_manner *out, struct err *err)
{
    *out = (struct csv_manner){.choosy = work->profile->passes_over,
                               .keeps_faults = true,
                               .glimpse = true,
                               .aside = IMPORT_REASON_NAMES};
    if (!str_empty(request->encoding) &&
        !csv_encoding_from_name(request->encoding, &out->encoding)) {
        return err_set(err, REASON_INVALID, "encoding",
                       "»%1« ist kein Zeichensatz. Es gibt: utf-8, utf-16, windows-1252.",
                       request->encoding);
    }
    if (!str_empty(request->separator) &&
        !csv_separator_from_name(request->separator, &out->separator)) {
        return err_set(err, REASON_INVALID, "separator",
                       "»%1« ist kein Trennzeichen. Es gibt: semicolon, comma, tab.",
                       request->separator);
    }
    return true;
}

static bool
read_table(struct import_work *work, const struct import_request *request, struct err *err)
{
    struct env *env = work->env;
    const struct csv_column *column;
    struct csv_manner manner;

    work->kind = import_kind_find(request->kind);
    if (work->kind == NULL) {
        return err_set(err, REASON_INVALID, "kind",
                       "»%1« lässt sich nicht einlesen. Es gibt: cases, needs, consents, branches, "
                       "providers, services, agreements, targets.",
                       request->kind);
    }
    if (!profile_find(env, request->profile, &work->profile, err) ||
        !manner_of(work, request, &manner, err)) {
        return false;
    }
    column = import_columns_of(env, work->kind, work->profile);
    if (!csv_read_as(env->arena, request->bytes, request->len, column, work->kind->column_count,
                     &manner, &work->table, err)) {
        return false;
    }
    import_make_ours(env, work->kind, work->profile, &work->table);
    return true;
}

bool
import_csv(struct env *env, const struct import_request *request, const struct value **doc,
           struct err *err)
{
    struct import_work work = {.env = env, .dry_run = request->dry_run,
                               .skip_bad = request->skip_bad};
    struct err why = {0};
    struct value *told;
    bool done;

    import_fault_begin(&work.faults, env);
    work.rows = value_list(env->arena);
    if (!read_table(&work, request, err)) {
        if (str_equal(err->field, CSV_HEADER)) {
            *doc = glimpse_document(&work);
        }
        return false;
    }
    done = store_write(env->store, import_in_write, &work, &why) || work.dry_run_done;
    if (request->bad_lines != NULL) {
        import_fault_file(&work.faults, &work.table, request->bad_lines);
    }
    told = done || work.dry_run ? count_document(&work) : value_record(env->arena);
    if (work.faults.count > 0 || !done) {
        value_set(told, "lines", work.faults.lines);
    }
    *doc = told;
    if (!done) {
        *err = why;
    }
    return done;
}

const struct value *
import_kinds(struct env *env)
{
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "kinds");
    const struct import_kind *kind;

    for (size_t i = 0; (kind = import_kind_at(i)) != NULL; i++) {
        struct value *item = value_add_record(list);

        value_set_text(item, "name", kind->name);
        value_set_text(item, "label", kind->label);
    }
    return root;
}
