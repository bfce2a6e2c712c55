/*
 * batch_report.c - the rows of a list that were refused, for people to correct.
 */
#include "batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "value.h"

#define REPORT_NAME "abgelehnt.csv"
#define REPORT_MODE 0600
/* In the answer; all of them are in the file. */
#define SHOWN_MAX 50

void
batch_report_add(struct batch_report *report, size_t line, const char *case_number,
                 const struct err *why)
{
    if (report->count == report->room) {
        size_t room = report->room == 0 ? 16 : report->room * 2;

        report->refusal = arena_grow(&report->arena, report->refusal, report->room, room,
                                     sizeof *report->refusal);
        report->room = room;
    }
    report->refusal[report->count++] = (struct batch_refusal){
        .line = line, .case_number = arena_strdup(&report->arena, case_number), .err = *why};
}

static int
compare_lines(const void *a, const void *b)
{
    size_t x = ((const struct batch_refusal *)a)->line;
    size_t y = ((const struct batch_refusal *)b)->line;

    return (x > y) - (x < y);
}

static void
append_refusal(const struct batch_refusal *refusal, const struct env *env, struct buf *out)
{
    struct buf sentence = {0};
    char line[ERR_NUMBER_MAX];

    err_sentence(&refusal->err, env->catalog, &sentence);
    csv_append(out,
               (const char *const[]){err_number(line, (long long)refusal->line),
                                     refusal->case_number,
                                     reason_row(refusal->err.reason)->name, buf_text(&sentence)},
               4);
    buf_finish(&sentence);
}

bool
batch_report_write(struct batch_report *report, const struct env *env, const char *dir,
                   struct err *err)
{
    const char *path = arena_printf(&report->arena, "%s/" REPORT_NAME, dir);
    struct buf out = {0};
    bool done;

    if (report->count == 0) {
        return unlink(path) == 0 || errno == ENOENT ||
               err_set(err, REASON_STORE, "",
                       "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.",
                       path);
    }
    qsort(report->refusal, report->count, sizeof *report->refusal, compare_lines);
    buf_puts(&out, "\xEF\xBB\xBF"); /* office programs take it for Windows-1252 without */
    csv_append(&out, (const char *const[]){"Zeile", "Fallnummer", "Grund", "Meldung"}, 4);
    for (size_t i = 0; i < report->count; i++) {
        append_refusal(&report->refusal[i], env, &out);
    }
    done = file_write(path, out.data, out.len, REPORT_MODE, err);
    buf_finish(&out);
    return done;
}

void
batch_report_show(const struct batch_report *report, const struct env *env, const char *dir,
                  struct value *record)
{
    struct value *list;

    value_set_int(record, "refused", (int64_t)report->count);
    if (report->count > 0) {
        value_set_text(record, "report", arena_printf(env->arena, "%s/" REPORT_NAME, dir));
    }
    list = value_set_list(record, "refusals");
    for (size_t i = 0; i < report->count && i < SHOWN_MAX; i++) {
        const struct batch_refusal *refusal = &report->refusal[i];
        struct value *item = value_add_record(list);
        struct buf sentence = {0};

        err_sentence(&refusal->err, env->catalog, &sentence);
        value_set_int(item, "line", (int64_t)refusal->line);
        value_set_text(item, "case", refusal->case_number);
        value_set_text(item, "reason", reason_row(refusal->err.reason)->name);
        value_set_text(item, "message", buf_text(&sentence));
        buf_finish(&sentence);
    }
}
