/*
 * batch.c - issue and print a slip for every case of a list.
 *
 * Rows of one case that follow each other are the stations of one slip. Each slip is
 * issued under a key made of the file and the case, so that a run cut off can be started
 * again: what was issued is found, what was not printed is printed.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "arena.h"
#include "buf.h"
#include "csv.h"
#include "env.h"
#include "key.h"
#include "paper.h"
#include "progress.h"
#include "slip.h"
#include "str.h"
#include "value.h"

enum { BATCH_CASE, BATCH_SERVICE, BATCH_PROVIDER };

static const struct csv_column columns[] = {
    [BATCH_CASE] = {"case_number", "fallnummer|kundennummer|aktenzeichen", true},
    [BATCH_SERVICE] = {"service", "leistung|modul|leistungsmodul", true},
    [BATCH_PROVIDER] = {"provider", "leistungserbringer|stelle", false},
};

#define BATCH_KEY_HEX 16

struct batch {
    struct env *env;
    const struct slip_batch *request;
    struct csv_table table;
    char key[BATCH_KEY_HEX + 1]; /* of the file */
    struct arena scratch;        /* of one slip */
    int64_t issued, printed, known;
    size_t refused;
    struct value *refusals;
};

static void
make_key(struct batch *batch)
{
    uint8_t hash[KEY_SHA256_BYTES];

    key_sha256(batch->request->bytes, batch->request->len, hash);
    for (size_t i = 0; i < BATCH_KEY_HEX / 2; i++) {
        (void)snprintf(batch->key + 2 * i, 3, "%02x", hash[i]);
    }
}

/* The stations of the case that starts at row FIRST; returns the row after them. */
static size_t
gather(const struct batch *batch, size_t first, struct slip_request *request)
{
    const struct csv_row *row = batch->table.row;
    size_t next = first;

    request->case_number = row[first].cell[BATCH_CASE];
    while (next < batch->table.row_count &&
           str_equal(row[next].cell[BATCH_CASE], request->case_number)) {
        if (request->station_count < SLIP_STATIONS_MAX) {
            request->station[request->station_count] = (struct slip_station){
                .service = row[next].cell[BATCH_SERVICE],
                .provider = row[next].cell[BATCH_PROVIDER],
            };
        }
        request->station_count++;
        next++;
    }
    return next;
}

static void
note_refusal(struct batch *batch, size_t line, const char *case_number, const struct err *why)
{
    struct value *item = value_add_record(batch->refusals);
    struct buf sentence = {0};

    err_sentence(why, batch->env->catalog, &sentence);
    value_set_int(item, "line", (int64_t)line);
    value_set_text(item, "case", case_number);
    value_set_text(item, "reason", reason_row(why->reason)->name);
    value_set_text(item, "message", buf_text(&sentence));
    buf_finish(&sentence);
    batch->refused++;
}

static bool
issue_one(struct batch *batch, struct slip_request *request, struct err *err)
{
    struct env scratch = *batch->env;
    struct slip_print print = {.form = ""};
    const struct value *doc;
    struct stat status;
    bool fresh;

    scratch.arena = &batch->scratch;
    request->batch = arena_printf(&batch->scratch, "%s:%s", batch->key, request->case_number);
    if (!slip_issue(&scratch, request, &print.what, &fresh, err)) {
        return false;
    }
    batch->issued += fresh;
    batch->known += !fresh;
    print.file = arena_printf(&batch->scratch, "%s/laufzettel-%s.pdf", batch->request->dir,
                              print.what);
    if (!fresh && stat(print.file, &status) == 0) {
        return true;
    }
    if (!slip_print(&scratch, &print, &doc, err)) {
        return false;
    }
    batch->printed++;
    return true;
}

/* A refused row is noted and the run goes on; store and print faults end it. */
static bool
issue_all(struct batch *batch, struct err *err)
{
    struct progress progress;
    size_t next = 0;
    bool going = true;

    progress_start(&progress, "Laufzettel", batch->table.row_count);
    while (going && next < batch->table.row_count) {
        struct slip_request request = {.order = ORDER_FREE, .language = ""};
        size_t first = next;
        struct err why = {0};

        next = gather(batch, first, &request);
        if (!issue_one(batch, &request, &why)) {
            going = why.reason != REASON_STORE;
            if (going) {
                note_refusal(batch, batch->table.row[first].line, request.case_number, &why);
            } else {
                *err = why;
            }
        }
        arena_reset(&batch->scratch);
        progress_step(&progress, next - first);
    }
    progress_end(&progress);
    return going;
}

static struct value *
batch_document(const struct batch *batch)
{
    struct value *root = value_record(batch->env->arena);
    struct value *record = value_set_record(root, "batch");

    value_set_int(record, "issued", batch->issued);
    value_set_int(record, "printed", batch->printed);
    value_set_int(record, "already_there", batch->known);
    value_set_int(record, "refused", (int64_t)batch->refused);
    value_set(record, "refusals", batch->refusals);
    return root;
}

bool
slip_issue_batch(struct env *env, const struct slip_batch *request, const struct value **doc,
                 struct err *err)
{
    struct batch batch = {.env = env, .request = request};
    bool done;

    if (!csv_read(env->arena, request->bytes, request->len, columns,
                  sizeof columns / sizeof *columns, &batch.table, err) ||
        !paper_open(env, err)) {
        return false;
    }
    if (mkdir(request->dir, 0700) != 0 && errno != EEXIST) {
        return err_set(err, REASON_STORE, "", "Der Ordner »%1« lässt sich nicht anlegen: %2",
                       request->dir, strerror(errno));
    }
    make_key(&batch);
    batch.refusals = value_list(env->arena);
    arena_init(&batch.scratch);
    done = issue_all(&batch, err);
    arena_finish(&batch.scratch);
    *doc = batch_document(&batch);
    return done;
}
