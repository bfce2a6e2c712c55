/*
 * batch.c - issue and print a slip for every case of a list.
 *
 * The list is worked off in rounds. This thread issues the slips of a round in a few
 * durable writes and hands them to the pool; while that draws them, it issues the next
 * round, then records and names the files of the one before. What a run cut off has issued
 * is found by its key, what is not recorded as printed is printed.
 */
#include "batch.h"

#include <string.h>
#include <unistd.h>

#include "case.h"
#include "clock.h"
#include "file.h"
#include "legal.h"
#include "paper.h"
#include "rights.h"
#include "store.h"
#include "store_case.h"
#include "value.h"

/* Slips issued in one write: others wait for it. */
#define CHUNK_MAX 64
/* Of a merged file: what can be held in memory while it is drawn. */
#define SHEETS_MAX 240

struct batch {
    struct env *env;
    const struct slip_batch *request;
    struct batch_list list;
    struct batch_shelf shelf;
    struct batch_report report;
    struct batch_pool *pool;
    struct progress progress;
    size_t next; /* group of the list */
    size_t settled; /* slips that came to their end */
    int64_t issued, printed, known, files;
};

/* ---- issue ---- */

/* One group of the list on its way into the store. */
struct attempt {
    size_t number;
    struct slip_request request;
    struct issued issued;
    const struct print_record *print; /* of a slip that was known */
    size_t print_count;
    struct err why;
};

struct chunk {
    struct batch *batch;
    struct env env; /* with the round's arena */
    struct attempt attempt[CHUNK_MAX];
    size_t count;
    struct attempt *now;
};

/* Somebody who acts under their name issues for those alone whom they look after. */
static bool
check_sight(const struct chunk *chunk, struct db *db, const char *number, struct err *err)
{
    struct case_file client;
    enum case_sight sight;

    if (chunk->env.user.id == 0) {
        return true;
    }
    return store_case_get(db, chunk->env.arena, number, &client, err) &&
           case_sight_now(db, &chunk->env, &client, &sight, NULL, err) &&
           (sight == CASE_WHOLE ||
            err_set(err, REASON_NOT_FOUND, "", "Den Fall %1 gibt es nicht.", number));
}

static bool
issue_one(struct db *db, void *arg, struct err *err)
{
    struct chunk *chunk = arg;
    struct attempt *now = chunk->now;

    return batch_list_request(&chunk->batch->list, now->number, chunk->env.arena, &now->request,
                              &now->issued.station, err) &&
           check_sight(chunk, db, now->request.case_number, err) &&
           paper_language_check(&chunk->env, now->request.language, err) &&
           issue_slip(&chunk->env, db, &now->request, &now->issued, err) &&
           (now->issued.fresh || now->issued.slip.copies == 0 ||
            store_prints_of_slip(db, chunk->env.arena, now->issued.slip.id, &now->print,
                                 &now->print_count, err));
}

static bool
issue_in_write(struct db *db, void *arg, struct err *err)
{
    struct chunk *chunk = arg;

    for (size_t i = 0; i < chunk->count; i++) {
        chunk->now = &chunk->attempt[i];
        if (!store_try(db, issue_one, chunk, &chunk->now->why) &&
            chunk->now->why.reason == REASON_STORE) {
            *err = chunk->now->why;
            return false;
        }
    }
    return true;
}

static void
add_slip(struct batch_round *round, size_t room, bool merged, const struct batch *batch,
         const struct attempt *attempt)
{
    struct batch_file *file = &round->file[merged ? 0 : round->count];

    if (file->slip == NULL) {
        file->slip = arena_array(&round->arena, merged ? room : 1, sizeof *file->slip);
        file->merged = merged;
        round->count++;
    }
    file->slip[file->count++] = (struct batch_sheets){
        .line = batch_list_line(&batch->list, attempt->number, 0),
        .case_number = attempt->request.case_number,
        .request = {.what = attempt->issued.slip.number, .form = "", .file = ""},
    };
    round->slips++;
    round->sheets += batch_list_sheets(&batch->list, attempt->number);
}

/* A try at the case of somebody else is on record, as everywhere. */
static void
note_refusal(const struct batch *batch, const struct attempt *attempt)
{
    struct err ignored = {0};
    bool known = batch->env->user.id == 0 || attempt->why.reason != REASON_NOT_FOUND ||
                 case_enter(batch->env, attempt->request.case_number, CASE_WHOLE, NULL, &ignored);

    (void)known;
}

/* Count what became of an attempt; true when it still wants sheets. */
static bool
take_stock(struct batch *batch, const struct attempt *attempt)
{
    const struct issued *issued = &attempt->issued;

    if (attempt->why.reason != REASON_NONE) {
        note_refusal(batch, attempt);
        batch_report_add(&batch->report,
                         batch_list_line(&batch->list, attempt->number, issued->station),
                         attempt->request.case_number, &attempt->why);
        return false;
    }
    batch->issued += issued->fresh;
    batch->known += !issued->fresh;
    return attempt->print_count == 0 ||
           !batch_shelf_holds(&batch->shelf, issued->slip.number, attempt->print,
                              attempt->print_count);
}

/* How many slips of the list come next into ROUND; 0: none, or it is full. */
static size_t
chunk_size(const struct batch *batch, const struct batch_round *round, size_t room)
{
    size_t count = 0, sheets = round->sheets, slips = round->slips;

    while (count < CHUNK_MAX && slips + count < room &&
           batch->next + count < batch->list.count) {
        sheets += batch_list_sheets(&batch->list, batch->next + count);
        if (batch->request->merge > 0 && sheets > SHEETS_MAX) {
            break;
        }
        count++;
    }
    return count;
}

/* Issue the next COUNT slips of the list; those without sheets go to ROUND. */
static bool
issue_chunk(struct batch *batch, struct batch_round *round, size_t count, size_t room,
            struct err *err)
{
    struct chunk *chunk = arena_alloc(&round->arena, sizeof *chunk);
    bool done;

    chunk->batch = batch;
    chunk->env = *batch->env;
    chunk->env.arena = &round->arena;
    chunk->count = count;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->attempt[i].number = batch->next + i;
    }
    done = store_write(batch->env->store, issue_in_write, chunk, err);
    key_forget(&chunk->env.keys);
    if (!done) {
        return false;
    }
    batch->next += chunk->count;
    for (size_t i = 0; i < chunk->count; i++) {
        if (take_stock(batch, &chunk->attempt[i])) {
            add_slip(round, room, batch->request->merge > 0, batch, &chunk->attempt[i]);
        } else {
            batch->settled++;
            batch_pool_skip(batch->pool);
        }
    }
    return true;
}

/* Fill ROUND from the list until it is full, the list ends or the run does. */
static void
issue_round(struct batch *batch, struct batch_round *round)
{
    size_t room = batch->request->merge > 0 ? batch->request->merge : CHUNK_MAX, count;
    struct err why = {0};

    arena_reset(&round->arena);
    *round = (struct batch_round){.arena = round->arena};
    round->file = arena_array(&round->arena, room, sizeof *round->file);
    while ((count = chunk_size(batch, round, room)) > 0 && !batch_pool_stopped(batch->pool)) {
        if (!issue_chunk(batch, round, count, room, &why)) {
            batch_pool_stop(batch->pool, &why);
        }
    }
    if (round->count > 0) {
        batch_pool_post(batch->pool, round);
    }
}

/* ---- record ---- */

struct keeping {
    struct batch_round *round;
    struct env env;
    struct batch_file *file;
    struct err why;
};

static bool
keep_file(struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;
    struct batch_file *file = keeping->file;

    for (size_t i = 0; i < file->count; i++) {
        file->slip[i].work.env = &keeping->env;
        if (file->slip[i].why.reason == REASON_NONE &&
            !print_keep(&file->slip[i].work, db, err)) {
            return false;
        }
    }
    return true;
}

/* A file is recorded whole: with one replaced code it must not leave the house. */
static bool
keep_in_write(struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;

    for (size_t i = 0; i < keeping->round->count; i++) {
        struct batch_file *file = keeping->file = &keeping->round->file[i];
        struct err why = {0};

        if (file->hidden == NULL || store_try(db, keep_file, keeping, &why)) {
            continue;
        }
        if (why.reason == REASON_STORE) {
            *err = why;
            return false;
        }
        for (size_t k = 0; k < file->count; k++) {
            file->slip[k].why = why;
        }
    }
    return true;
}

/* Count what became of the slips of a file; true when it shows any of them. */
static bool
take_stock_of_file(struct batch *batch, const struct batch_file *file)
{
    bool any = false;

    for (size_t i = 0; i < file->count; i++) {
        const struct batch_sheets *slip = &file->slip[i];

        if (slip->why.reason != REASON_NONE && slip->why.reason != REASON_STORE) {
            batch_report_add(&batch->report, slip->line, slip->case_number, &slip->why);
            batch->settled++;
        } else if (file->hidden != NULL) {
            any = true;
            batch->printed++;
            batch->settled++;
        }
    }
    return any;
}

static bool
name_files(struct batch *batch, const struct batch_round *round, struct err *err)
{
    for (size_t i = 0; i < round->count; i++) {
        const struct batch_file *file = &round->file[i];
        bool any = take_stock_of_file(batch, file);

        if (file->hidden == NULL) {
            continue;
        }
        if (!any) {
            (void)unlink(file->hidden); /* what stays is removed by the next run */
            continue;
        }
        if (!batch_shelf_name(&batch->shelf, file->hidden, file->slip[0].request.what,
                              file->merged, err)) {
            return false;
        }
        batch->files++;
    }
    return true;
}

/* Wait for the files of ROUND, record them in one write and give them their names. */
static void
finish_round(struct batch *batch, struct batch_round *round)
{
    struct keeping keeping = {.round = round, .env = *batch->env};
    struct err why = {0};

    if (round->count == 0) {
        return;
    }
    batch_pool_wait(batch->pool, round);
    keeping.env.arena = &round->arena;
    if (!store_write(batch->env->store, keep_in_write, &keeping, &why) ||
        !name_files(batch, round, &why)) {
        batch_pool_stop(batch->pool, &why);
    }
    key_forget(&keeping.env.keys);
    for (size_t i = 0; i < round->count; i++) {
        arena_finish(&round->file[i].arena);
    }
    round->count = 0;
}

/* ---- the run ---- */

static void
run_rounds(struct batch *batch)
{
    struct batch_round round[2] = {{.count = 0}, {.count = 0}};
    size_t now = 0;
    bool more;

    do {
        issue_round(batch, &round[now]);
        more = round[now].count > 0;
        finish_round(batch, &round[1 - now]);
        now = 1 - now;
    } while (more);
    for (size_t i = 0; i < 2; i++) {
        arena_finish(&round[i].arena);
    }
}

static struct value *
batch_document(const struct batch *batch)
{
    struct value *root = value_record(batch->env->arena);
    struct value *record = value_set_record(root, "batch");

    value_set_int(record, "issued", batch->issued);
    value_set_int(record, "already_there", batch->known);
    value_set_int(record, "printed", batch->printed);
    value_set_int(record, "files", batch->files);
    value_set_int(record, "open", (int64_t)(batch->list.count - batch->settled));
    batch_report_show(&batch->report, batch->env, batch->request->dir, record);
    return root;
}

/* The names are durable, and so is the list of what was refused. */
static bool
close_run(struct batch *batch, struct err *err)
{
    bool whole = batch->settled == batch->list.count;
    const char *inside = arena_printf(batch->env->arena, "%s/.", batch->request->dir);

    if (!file_sync_folder(inside)) {
        return err_set(err, REASON_STORE, "",
                       "Kein Zugriff auf %1. Bitte die Rechte von Datei und Ordner prüfen.",
                       batch->request->dir);
    }
    return (!whole && batch->report.count == 0) ||
           batch_report_write(&batch->report, batch->env, batch->request->dir, err);
}

static bool
run(struct batch *batch, const struct value **doc, struct err *err)
{
    struct err later = {0};
    bool done;

    progress_start(&batch->progress, "Laufzettel", batch->list.count);
    if (!batch_pool_open(&batch->pool, batch->env, batch->request, &batch->shelf,
                         &batch->progress, err)) {
        return false;
    }
    run_rounds(batch);
    progress_end(&batch->progress);
    done = !batch_pool_failed(batch->pool, err);
    batch_pool_close(batch->pool);
    if (!close_run(batch, &later) && done) {
        *err = later;
        done = false;
    }
    *doc = batch_document(batch);
    return done;
}

bool
slip_issue_batch(struct env *env, const struct slip_batch *request, const struct value **doc,
                 struct err *err)
{
    struct batch batch = {.env = env, .request = request};
    bool done;

    if (request->merge > SLIP_MERGE_MAX) {
        return err_set(err, REASON_INVALID, "merge",
                       "Eine Datei fasst 1 bis 200 Laufzettel. Beispiel: --merge 100");
    }
    if (!legal_require(env, "art13", clock_today(&env->clock), err) ||
        !batch_list_read(env->arena, request, &batch.list, err)) {
        return false;
    }
    done = batch_shelf_open(&batch.shelf, env, request->dir, err) && run(&batch, doc, err);
    batch_shelf_close(&batch.shelf);
    arena_finish(&batch.report.arena);
    return done;
}
