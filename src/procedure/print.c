/*
 * print.c - print a slip: render and prove outside any transaction, then record it.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "case.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "date.h"
#include "doc.h"
#include "env.h"
#include "file.h"
#include "key.h"
#include "legal.h"
#include "paper.h"
#include "print_form.h"
#include "print_kept.h"
#include "sheet.h"
#include "slip_work.h"
#include "store.h"
#include "store_slip.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

#define PDF_MODE 0600

bool
print_find(struct db *db, void *arg, struct err *err)
{
    return print_form_read(arg, db, err);
}

/* Which forms: overview and vouchers, or the one asked for; a code means its voucher alone. */
static size_t
choose_forms(const struct print_work *work, struct paper_job job[2])
{
    const char *language = str_empty(work->request->language) ? work->language
                                                              : work->request->language;
    size_t count = 0;

    if (work->form != NULL) {
        job[count++] = (struct paper_job){work->form->name, work->values, language};
        return count;
    }
    if (work->voucher == 0) {
        job[count++] = (struct paper_job){"laufzettel", work->values, language};
    }
    job[count++] = (struct paper_job){"gutschein", work->values, language};
    return count;
}

/* A copy of a slip is counted on the sheet; of other forms there is always a first. */
static const char *
identify(struct print_work *work)
{
    bool slip = print_form_is_slip(work->form);
    const char *form = slip ? "" : arena_printf(work->env->arena, "%s/", work->form->name);

    work->record.copy = slip ? work->slip.copies + 1 : 1;
    return arena_printf(work->env->arena, "%s%s/%d", form, work->subject, work->record.copy);
}

bool
print_lay_out(struct print_work *work, const struct sheet **out, struct err *err)
{
    struct paper_job job[2];
    struct print_record *record = &work->record;
    struct print_kept kept = {.values = work->values};
    const struct value *wording;
    size_t count = choose_forms(work, job);

    if (work->created_ms == 0) {
        work->created_ms = clock_now_ms(&work->env->clock);
    }
    kept.identifier = identify(work);
    kept.language = job[0].language;
    kept.created_ms = work->created_ms;
    if (!paper_language_check(work->env, work->request->language, err) ||
        !print_kept_text(work->env, &kept, job, count, &record->data, err) ||
        !legal_texts(work->env, day_of_moment(work->created_ms), &wording, err)) {
        return false;
    }
    value_set_shared(work->values, "wording", wording);
    if (!paper_lay_out(work->env, job, count, kept.identifier, work->created_ms, out,
                       record->form_sha256, err)) {
        return false;
    }
    record->slip_id = work->slip.id;
    record->voucher_id = work->voucher;
    record->form = count == 2 ? "laufzettel+gutschein" : job[0].form;
    return true;
}

void
print_seal(struct print_work *work, const uint8_t sha256[32], size_t len)
{
    memcpy(work->record.sha256, sha256, sizeof work->record.sha256);
    work->record.bytes = (int64_t)len;
}

static bool
render(struct print_work *work, struct buf *pdf, struct err *err)
{
    const struct sheet *sheet;
    uint8_t sha256[KEY_SHA256_BYTES];

    if (!print_lay_out(work, &sheet, err) || !paper_draw(work->env, sheet, pdf, err)) {
        return false;
    }
    key_sha256(pdf->data, pdf->len, sha256);
    print_seal(work, sha256, pdf->len);
    return true;
}

/* Does a sheet show a code that VOUCHER no longer has? It may have been replaced meanwhile. */
static bool
shows_old_code(const struct print_work *work, const struct voucher *voucher)
{
    const struct value *stations = value_get(work->values, "stations");
    const char *code = doc_voucher_code(work->env, work->env->arena, voucher,
                                        voucher->fold.generation);
    const char *position = arena_printf(work->env->arena, "%d", voucher->position);

    for (size_t i = 0; i < value_len(stations); i++) {
        const struct value *station = value_at(stations, i);

        if (str_equal(value_string(value_get(station, "position")), position)) {
            return !str_equal(value_string(value_get(station, "code")), code);
        }
    }
    return false;
}

/* The sheets are there now: the follow-up "nicht gedruckt" goes. */
bool
print_keep(struct print_work *work, struct db *db, struct err *err)
{
    struct env *env = work->env;
    const struct voucher *voucher;
    size_t count;

    /* A moment of this write: never before the events the sheets show. */
    work->record.printed_at_ms = store_now_ms(db);
    if (!store_print_add(db, &work->record, err) ||
        !store_vouchers_of_slip(db, env->arena, work->slip.id, &voucher, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct voucher_history history;

        if (shows_old_code(work, &voucher[i])) {
            return err_set(err, REASON_CONFLICT, "",
                           "Während des Drucks gab es einen neuen Code. Bitte diesen Druck "
                           "vernichten und noch einmal drucken.");
        }
        if (!voucher_history(db, env->arena, &voucher[i], &history, err) ||
            !voucher_refresh_followups(env, db, env->arena, &voucher[i], &history, err)) {
            return false;
        }
    }
    return true;
}

static bool
record_in_write(struct db *db, void *arg, struct err *err)
{
    struct print_work *work = arg;
    struct env *env = work->env;
    struct slip slip;
    struct value *record;

    if (!print_keep(work, db, err) ||
        !store_slip_by_id(db, env->arena, work->slip.id, &slip, err) ||
        !doc_slip(env, db, env->arena, &slip, &record, err)) {
        return false;
    }
    value_set(work->doc, "slip", record);
    return true;
}

/* What is about no slip leaves no row. */
static bool
record(struct print_work *work, struct err *err)
{
    struct value *print;

    work->doc = value_record(work->env->arena);
    if (work->slip.id != 0) {
        return store_write(work->env->store, record_in_write, work, err);
    }
    print = value_set_record(work->doc, "print");
    value_set_text(print, "form", work->form->name);
    value_set_text(print, "subject", *work->subject == '\0' ? NULL : work->subject);
    return true;
}

/* Render into PDF, hand it to FILE (NULL: to nobody else), record it: in this order. */
static bool
print(struct print_work *work, struct buf *pdf, const char *file, struct err *err)
{
    return render(work, pdf, err) &&
           (file == NULL || file_write(file, pdf->data, pdf->len, PDF_MODE, err)) &&
           record(work, err);
}

/* "mitteilung-2026-000417.pdf"; a case number may hold what a file's name must not. */
static const char *
file_name(const struct print_work *work)
{
    const char *form = print_form_is_slip(work->form) ? "laufzettel" : work->form->name;

    return work->slip.id == 0
               ? arena_printf(work->env->arena, "%s.pdf", form)
               : arena_printf(work->env->arena, "%s-%s.pdf", form, work->slip.number);
}

bool
slip_print(struct env *env, const struct slip_print *request, const struct value **doc,
           struct err *err)
{
    struct print_work work = {.env = env, .request = request};
    struct buf pdf = {0};
    const char *file;
    bool done;

    if (!store_read(env->store, print_find, &work, err)) {
        return false;
    }
    file = str_empty(request->file) ? file_name(&work) : request->file;
    done = print(&work, &pdf, file, err);
    buf_finish(&pdf);
    if (done) {
        value_set_text(work.doc, "pdf", file);
        *doc = work.doc;
    }
    return done;
}

bool
slip_print_bytes(struct env *env, const struct slip_print *request, struct buf *pdf,
                 const struct value **doc, struct err *err)
{
    struct print_work work = {.env = env, .request = request};

    if (!store_read(env->store, print_find, &work, err) || !print(&work, pdf, NULL, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

struct show_work {
    struct env *env;
    const char *number;
    struct value *doc;
};

/* What was printed, with the hash that proves a sheet later. */
static bool
set_prints(struct db *db, struct arena *arena, struct value *record, const struct slip *slip,
           struct err *err)
{
    struct value *list = value_set_list(record, "prints");
    const struct print_record *print;
    size_t count;

    if (!store_prints_of_slip(db, arena, slip->id, &print, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct value *item = value_add_record(list);

        value_set_int(item, "print", (int64_t)i + 1);
        value_set_int(item, "copy", print[i].copy);
        value_set_text(item, "form", print[i].form);
        doc_set_moment(item, "printed_at", print[i].printed_at_ms);
        value_set_text(item, "sha256", doc_sha256(arena, print[i].sha256));
    }
    return true;
}

static bool
show_in_read(struct db *db, void *arg, struct err *err)
{
    struct show_work *work = arg;
    struct slip slip;
    struct value *record;

    if (!store_slip_get(db, work->env->arena, work->number, &slip, err) ||
        !doc_slip(work->env, db, work->env->arena, &slip, &record, err) ||
        !set_prints(db, work->env->arena, record, &slip, err)) {
        return false;
    }
    work->doc = value_record(work->env->arena);
    value_set(work->doc, "slip", record);
    return true;
}

bool
slip_show(struct env *env, const char *number, const struct value **doc, struct err *err)
{
    struct show_work work = {.env = env, .number = number};
    enum case_sight sight;

    if (!case_enter_slip(env, number, CASE_LETTERS, &sight, err) ||
        !store_read(env->store, show_in_read, &work, err)) {
        return false;
    }
    value_set_bool(work.doc, "whole", sight == CASE_WHOLE);
    *doc = sight == CASE_WHOLE ? work.doc : case_letters(env, work.doc);
    return true;
}
