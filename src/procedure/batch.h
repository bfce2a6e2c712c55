/*
 * batch.h - private to procedures: the parts of issuing many slips.
 *
 * batch_list.c   the list as one request a case, each with its key
 * batch_shelf.c  the folder the PDFs go to, and what an earlier run has left there
 * batch_pool.c   threads that turn issued slips into files
 * batch_report.c rows that were refused, in the order of the list
 * batch.c        the run
 */
#ifndef BATCH_H
#define BATCH_H

#include <pthread.h>

#include "arena.h"
#include "buf.h"
#include "csv.h"
#include "env.h"
#include "key.h"
#include "progress.h"
#include "slip_work.h"

/* ---- the list ---- */

struct batch_group; /* the rows of one case */

struct batch_list {
    const char *run; /* name of this run, as a prefix of keys */
    struct csv_table table;
    size_t *row;     /* indices into the table, case by case */
    struct batch_group *group;
    size_t count;    /* of groups, in the order of their first rows */
};

/* Errors: those of csv_read. */
MUST_CHECK bool batch_list_read(struct arena *arena, const struct slip_batch *request,
                                struct batch_list *out, struct err *err);
/* The request of group NUMBER; with its key. Errors: INVALID (appointment, language). */
MUST_CHECK bool batch_list_request(const struct batch_list *list, size_t number,
                                   struct arena *arena, struct slip_request *out, size_t *station,
                                   struct err *err);
/* What the group's slip comes to: its overview and a voucher for each station. */
size_t batch_list_sheets(const struct batch_list *list, size_t number);
/* Line in the file of the group's station. */
size_t batch_list_line(const struct batch_list *list, size_t number, size_t station);

/* ---- rows that were refused ---- */

struct batch_refusal {
    size_t line;
    const char *case_number;
    struct err err;
};

struct batch_report {
    struct arena arena;
    struct batch_refusal *refusal;
    size_t count, room;
};

void batch_report_add(struct batch_report *report, size_t line, const char *case_number,
                      const struct err *why);
/* Into abgelehnt.csv in DIR, only if there are any; a report of an earlier run goes. */
MUST_CHECK bool batch_report_write(struct batch_report *report, const struct env *env,
                                   const char *dir, struct err *err);
/* The first of them, and the file with all, as members of RECORD. */
void batch_report_show(const struct batch_report *report, const struct env *env, const char *dir,
                       struct value *record);

/* ---- the folder ---- */

/*
 * A file is written and synced under a hidden name made of its first slip and its hash, its
 * prints are recorded, then it gets its name. So a hidden file is either recorded, and is
 * named by the next run, or waste.
 */
struct batch_shelf {
    const char *dir;
    int fd;               /* locked: one run at a time */
    struct arena arena;
    uint8_t (*merged)[KEY_SHA256_BYTES]; /* of the merged files that are there */
    size_t merged_count;
    unsigned last;        /* highest number of a merged file */
};

/* Make and lock DIR, name or remove what a run cut off has left. Errors: STORE, CONFLICT. */
MUST_CHECK bool batch_shelf_open(struct batch_shelf *shelf, struct env *env, const char *dir,
                                 struct err *err);
void batch_shelf_close(struct batch_shelf *shelf);
/* Is one of these prints of the slip NUMBER there, whole? */
bool batch_shelf_holds(const struct batch_shelf *shelf, const char *number,
                       const struct print_record *print, size_t count);
const char *batch_shelf_hidden(const struct batch_shelf *shelf, struct arena *arena,
                               const char *number, bool merged,
                               const uint8_t sha256[KEY_SHA256_BYTES]);
/* Give the file its name. */
MUST_CHECK bool batch_shelf_name(struct batch_shelf *shelf, const char *hidden,
                                 const char *number, bool merged, struct err *err);

/* ---- files and the threads that make them ---- */

/* A slip that gets sheets. */
struct batch_sheets {
    size_t line;
    const char *case_number;
    struct slip_print request;
    struct print_work work;
    struct err why; /* not printed */
};

struct batch_file {
    struct arena arena; /* of what recording needs */
    struct batch_sheets *slip;
    size_t count;
    bool merged;
    const char *hidden; /* NULL: nothing was drawn */
};

/* Files that are made, recorded and named together. */
struct batch_round {
    struct arena arena;
    struct batch_file *file;
    size_t count, taken, done; /* files */
    size_t slips, sheets;      /* in them */
    struct batch_round *next; /* in the pool's queue */
};

#define BATCH_WORKERS_MAX 8

struct batch_pool;

/* Threads with fonts, decoder and memory of their own. SHELF and PROGRESS are borrowed.
   Errors: PRINT, those of forms. */
MUST_CHECK bool batch_pool_open(struct batch_pool **out, struct env *env,
                                const struct slip_batch *request,
                                const struct batch_shelf *shelf, struct progress *progress,
                                struct err *err);
void batch_pool_close(struct batch_pool *pool);
void batch_pool_post(struct batch_pool *pool, struct batch_round *round);
/* Wait until the round's files are drawn, or left out because the run ends. */
void batch_pool_wait(struct batch_pool *pool, const struct batch_round *round);
/* A slip came to its end without sheets. */
void batch_pool_skip(struct batch_pool *pool);
/* End the run after the files in work. WHY: a fault (the first counts), or NULL: as asked. */
void batch_pool_stop(struct batch_pool *pool, const struct err *why);
/* Does the run end? */
bool batch_pool_stopped(struct batch_pool *pool);
/* Did it end by a fault? */
bool batch_pool_failed(struct batch_pool *pool, struct err *why);

#endif
