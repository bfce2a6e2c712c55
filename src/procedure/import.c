/*
 * import.c - a CSV file into the store: all or nothing, every bad line named.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "csv.h"
#include "env.h"
#include "import_kind.h"
#include "store.h"
#include "value.h"

/* So many bad lines are named; a file with more is not this kind of file. */
#define FAULTS_MAX 100

struct import_work {
    struct env *env;
    const struct import_kind *kind;
    struct csv_table table;
    bool dry_run;
    bool dry_run_done;
    int64_t done[PUT_CHANGED + 1];
    size_t fault_count;
    struct err first; /* the first bad line's */
    size_t first_line;
    struct value *lines;
};

static void
note_fault(struct import_work *work, size_t line, const struct err *fault)
{
    struct buf sentence = {0};
    struct value *item;

    if (work->fault_count++ == 0) {
        work->first = *fault;
        work->first_line = line;
    }
    if (work->fault_count > FAULTS_MAX) {
        return;
    }
    err_sentence(fault, work->env->catalog, &sentence);
    item = value_add_record(work->lines);
    value_set_int(item, "line", (int64_t)line);
    value_set_text(item, "field", fault->field);
    value_set_text(item, "message", buf_text(&sentence));
    buf_finish(&sentence);
}

/* Faults of the file go on to the next line; a fault of the store ends the import. */
static bool
import_rows(struct import_work *work, struct db *db, struct err *err)
{
    for (size_t i = 0; i < work->table.row_count; i++) {
        const struct csv_row *row = &work->table.row[i];
        struct err fault = {0};
        enum put done;

        if (work->kind->row(work->env, db, row->cell, &done, &fault)) {
            work->done[done]++;
        } else if (fault.reason == REASON_STORE) {
            *err = fault;
            return false;
        } else {
            note_fault(work, row->line, &fault);
        }
    }
    return true;
}

static bool
import_in_write(struct db *db, void *arg, struct err *err)
{
    struct import_work *work = arg;
    char line[ERR_NUMBER_MAX], faults[ERR_NUMBER_MAX];
    struct buf sentence = {0};

    if (!import_rows(work, db, err)) {
        return false;
    }
    if (work->fault_count > 0) {
        err_sentence(&work->first, NULL, &sentence);
        (void)err_set(err, REASON_INVALID, work->first.field,
                      "Nichts übernommen, fehlerhafte Zeilen: %1. Zeile %2: %3",
                      err_number(faults, (long long)work->fault_count),
                      err_number(line, (long long)work->first_line), buf_text(&sentence));
        buf_finish(&sentence);
        return false;
    }
    /* A dry run is undone like a failure, but it is none. */
    work->dry_run_done = work->dry_run;
    return !work->dry_run || err_set(err, REASON_CONFLICT, "", "Probelauf: nichts übernommen.");
}

static struct value *
count_document(struct import_work *work)
{
    struct value *doc = value_record(work->env->arena);
    struct value *record = value_set_record(doc, "import");

    value_set_text(record, "kind", work->kind->name);
    value_set_int(record, "added", work->done[PUT_ADDED]);
    value_set_int(record, "changed", work->done[PUT_CHANGED]);
    value_set_int(record, "same", work->done[PUT_SAME]);
    value_set_bool(record, "dry_run", work->dry_run);
    return doc;
}

bool
import_csv(struct env *env, const char *kind, const char *bytes, size_t len, bool dry_run,
           const struct value **doc, struct err *err)
{
    struct import_work work = {.env = env, .dry_run = dry_run};
    struct err why = {0};

    work.kind = import_kind_find(kind);
    work.lines = value_list(env->arena);
    if (work.kind == NULL) {
        return err_set(err, REASON_INVALID, "kind",
                       "»%1« lässt sich nicht einlesen. Es gibt: cases, needs, consents, branches, "
                       "providers, services, agreements, targets.",
                       kind);
    }
    if (!csv_read(env->arena, bytes, len, work.kind->column, work.kind->column_count, &work.table,
                  err)) {
        return false;
    }
    if (!store_write(env->store, import_in_write, &work, &why) && !work.dry_run_done) {
        struct value *faults = value_record(env->arena);

        value_set(faults, "lines", work.lines);
        *doc = faults;
        *err = why;
        return false;
    }
    *doc = count_document(&work);
    return true;
}
