/*
 * record_file.c - prints of a slip for the electronic file.
 */
#include "record_file.h"

#include <string.h>
#include <sys/stat.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "file.h"
#include "json.h"
#include "key.h"
#include "paper.h"
#include "print_kept.h"
#include "retention.h"
#include "store.h"
#include "store_purge.h"
#include "store_slip.h"
#include "value.h"

#define FILE_MODE 0600
#define FOLDER_MODE 0700

struct record_work {
    struct env *env;
    const char *number;
    struct slip slip;
    struct case_file client;
    const struct print_record *print;
    size_t count;
    struct retention_terms terms;
    int32_t over_on; /* of the station that stays longest */
};

/* ---- how long ---- */

static bool
voucher_over_on(const struct record_work *work, struct db *db, const struct voucher *voucher,
                int32_t *out, struct err *err)
{
    int32_t last;

    if (!store_voucher_last_day(db, voucher, &last, err)) {
        return false;
    }
    *out = retention_over_on(&voucher->fold, last, &work->terms);
    return true;
}

static bool
find_in_read(struct db *db, void *arg, struct err *err)
{
    struct record_work *work = arg;
    struct arena *arena = work->env->arena;
    const struct voucher *voucher;
    int32_t restricted;
    size_t count;

    if (!store_slip_get(db, arena, work->number, &work->slip, err) ||
        !store_case_by_id(db, arena, work->slip.case_id, &work->client, err) ||
        !store_restriction_get(db, work->client.id, &restricted, err) ||
        !store_prints_of_slip(db, arena, work->slip.id, &work->print, &work->count, err) ||
        !store_vouchers_of_slip(db, arena, work->slip.id, &voucher, &count, err)) {
        return false;
    }
    if (restricted != DAY_NONE) {
        return err_set(err, REASON_CONFLICT, "case",
                       "Die Verarbeitung dieses Falls ist eingeschränkt (Art. 18 DSGVO). Solange "
                       "das gilt, geht nichts davon hinaus.");
    }
    work->terms = (struct retention_terms){
        .reviewed_months = config_number(work->env->config.keep_reviewed_months),
        .event_months = config_number(work->env->config.keep_event_months)};
    work->over_on = DAY_NONE;
    for (size_t i = 0; i < count; i++) {
        int32_t over_on;

        if (!voucher_over_on(work, db, &voucher[i], &over_on, err)) {
            return false;
        }
        work->over_on = over_on > work->over_on ? over_on : work->over_on;
    }
    return true;
}

static bool
find(struct record_work *work, struct err *err)
{
    return case_enter_slip(work->env, work->number, CASE_WHOLE, NULL, err) &&
           store_read(work->env->store, find_in_read, work, err);
}

/* ---- one print ---- */

static bool
draw(struct env *env, const struct print_record *print, struct print_kept *kept, struct buf *pdf,
     struct err *err)
{
    uint8_t forms[PAPER_SHA256_BYTES];
    const struct sheet *sheet;

    if (!print_kept_parse(env->arena, print, kept)) {
        return err_set(err, REASON_NOT_FOUND, "print",
                       "Dieser Druck ist nicht mehr nachzustellen. Bitte das Papier ablegen.");
    }
    return print_kept_lay_out(env, kept, &sheet, forms, err) && paper_draw(env, sheet, pdf, err);
}

static const struct value *
tell(const struct record_work *work, size_t index, const struct print_kept *kept,
     const struct buf *pdf)
{
    struct arena *arena = work->env->arena;
    const struct print_record *print = &work->print[index - 1];
    struct value *root = value_record(arena);
    struct value *record = value_set_record(root, "file"), *retention;
    uint8_t sha256[KEY_SHA256_BYTES];

    key_sha256(pdf->data, pdf->len, sha256);
    value_set_text(record, "slip", work->slip.number);
    value_set_text(record, "case", work->client.number);
    value_set_int(record, "print", (int64_t)index);
    value_set_int(record, "copy", print->copy);
    value_set_text(record, "form", print->form);
    value_set_shared(record, "forms", kept->forms);
    value_set_text(record, "language", kept->language);
    doc_set_day(arena, record, "issued_on", work->slip.issued_on);
    doc_set_moment(record, "printed_at", print->printed_at_ms);
    value_set_int(record, "bytes", (int64_t)pdf->len);
    value_set_text(record, "sha256", doc_sha256(arena, sha256));
    value_set_text(record, "printed_sha256", doc_sha256(arena, print->sha256));
    value_set_bool(record, "same", memcmp(sha256, print->sha256, sizeof sha256) == 0);
    retention = value_set_record(record, "retention");
    value_set_int(retention, "months_after_review", work->terms.reviewed_months);
    value_set_int(retention, "months_after_last_event", work->terms.event_months);
    doc_set_day(arena, retention, "over_on", work->over_on);
    return root;
}

static bool
make(struct record_work *work, size_t index, struct buf *pdf, const struct value **doc,
     struct err *err)
{
    struct print_kept kept;

    if (index < 1 || index > work->count) {
        return err_set(err, REASON_NOT_FOUND, "",
                       "Von diesem Laufzettel gibt es diesen Druck nicht.");
    }
    if (!draw(work->env, &work->print[index - 1], &kept, pdf, err)) {
        return false;
    }
    *doc = tell(work, index, &kept, pdf);
    return true;
}

bool
record_file_make(struct env *env, const char *number, size_t index, struct buf *pdf,
                 const struct value **doc, struct err *err)
{
    struct record_work work = {.env = env, .number = number};

    return find(&work, err) && make(&work, index, pdf, doc, err);
}

/* ---- all of them ---- */

static bool
write_one(struct record_work *work, size_t index, const char *folder, struct value *list,
          struct err *err)
{
    struct arena *arena = work->env->arena;
    const char *name = arena_printf(arena, "%s/%s-%zu", folder, work->slip.number, index);
    const char *pdf_file = arena_printf(arena, "%s.pdf", name);
    const char *json_file = arena_printf(arena, "%s.json", name);
    struct value *item = value_add_record(list);
    const struct value *doc;
    struct buf pdf = {0}, json = {0};
    bool done = make(work, index, &pdf, &doc, err);

    if (done) {
        json_print(value_get(doc, "file"), 2, &json);
        buf_putc(&json, '\n');
        done = file_write(pdf_file, pdf.data, pdf.len, FILE_MODE, err) &&
               file_write(json_file, json.data, json.len, FILE_MODE, err);
    }
    buf_finish(&pdf);
    buf_finish(&json);
    value_set_text(item, "pdf", pdf_file);
    value_set_text(item, "json", json_file);
    return done;
}

bool
record_file_write(struct env *env, const char *number, const char *folder,
                  const struct value **doc, struct err *err)
{
    struct record_work work = {.env = env, .number = number};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "files");

    if (!find(&work, err)) {
        return false;
    }
    if (work.count == 0) {
        return err_set(err, REASON_NOT_FOUND, "",
                       "Dieser Laufzettel ist noch nicht gedruckt. Bitte erst drucken.");
    }
    /* What keeps the folder from being there is told with the first file. */
    (void)mkdir(folder, FOLDER_MODE);
    for (size_t i = 1; i <= work.count; i++) {
        if (!write_one(&work, i, folder, list, err)) {
            return false;
        }
    }
    *doc = root;
    return true;
}
