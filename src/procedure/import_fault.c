/*
 * import_fault.c - the lines at fault: told, refused, given back to be mended.
 */
#include "import_fault.h"

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "catalog.h"
#include "value.h"

/* So that Excel takes the file for what it is. */
#define MARK_UTF8 "\xEF\xBB\xBF"

struct bad_line {
    const struct csv_row *row;
    const char *why;
};

void
import_fault_begin(struct import_faults *faults, struct env *env)
{
    faults->env = env;
    faults->lines = value_list(env->arena);
}

static void
keep(struct import_faults *faults, const struct csv_row *row, const char *why)
{
    if (faults->count == faults->room) {
        size_t room = faults->room == 0 ? 8 : faults->room * 2;

        faults->bad = arena_grow(faults->env->arena, faults->bad, faults->room, room,
                                 sizeof *faults->bad);
        faults->room = room;
    }
    faults->bad[faults->count++] = (struct bad_line){.row = row, .why = why};
}

void
import_fault_note(struct import_faults *faults, const struct csv_row *row,
                  const struct err *fault)
{
    struct buf sentence = {0};
    struct value *item;
    const char *why;

    if (faults->count == 0) {
        faults->why = *fault;
        faults->first = row;
    }
    err_sentence(fault, faults->env->catalog, &sentence);
    why = arena_strdup(faults->env->arena, buf_text(&sentence));
    buf_finish(&sentence);
    keep(faults, row, why);
    if (faults->count > IMPORT_FAULTS_TOLD) {
        return;
    }
    item = value_add_record(faults->lines);
    value_set_int(item, "line", (int64_t)row->line);
    value_set_text(item, "field", fault->field);
    value_set_text(item, "message", why);
}

bool
import_fault_refuse(const struct import_faults *faults, struct err *err)
{
    char line[ERR_NUMBER_MAX], count[ERR_NUMBER_MAX];
    struct buf sentence = {0};

    err_sentence(&faults->why, NULL, &sentence);
    err_number(count, (long long)faults->count);
    if (faults->first->fault != NULL) {
        /* It names its line itself. */
        (void)err_set(err, REASON_INVALID, faults->why.field,
                      "Nichts übernommen, fehlerhafte Zeilen: %1. %2", count,
                      buf_text(&sentence));
    } else {
        (void)err_set(err, REASON_INVALID, faults->why.field,
                      "Nichts übernommen, fehlerhafte Zeilen: %1. Zeile %2: %3", count,
                      err_number(line, (long long)faults->first->line), buf_text(&sentence));
    }
    buf_finish(&sentence);
    return false;
}

/*
 * CELLS and WHY behind them. A line that has too few is not filled up: read again as it is, it is
 * at fault again, and no blank is taken for an answer.
 */
static void
write_line(struct import_faults const *faults, const struct csv_table *table,
           const char *const *cells, size_t count, const char *why, struct buf *out)
{
    const char **line = arena_array(faults->env->arena, count + 1, sizeof *line);

    for (size_t i = 0; i < count; i++) {
        line[i] = cells[i];
    }
    line[count] = why;
    csv_append_with(out, table->separator, line, count + 1);
}

void
import_fault_file(const struct import_faults *faults, const struct csv_table *table,
                  struct buf *out)
{
    const struct catalog *catalog = faults->env->catalog;

    buf_puts(out, MARK_UTF8);
    write_line(faults, table, table->header, table->header_count,
               catalog_text(catalog, N_("Fehler")), out);
    for (size_t i = 0; i < faults->count; i++) {
        const struct csv_row *row = faults->bad[i].row;

        write_line(faults, table, row->found, row->found_count, faults->bad[i].why, out);
    }
}
