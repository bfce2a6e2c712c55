/*
 * slip_work.h - private to procedures: issuing and printing in the parts that a batch runs
 * in groups of slips and in several threads.
 */
#ifndef SLIP_WORK_H
#define SLIP_WORK_H

#include "slip.h"
#include "store_slip.h"

struct db;
struct print_form;
struct sheet;

/* What became of a request. */
struct issued {
    struct slip slip;
    bool fresh;     /* issued now; false: its batch key was known */
    size_t station; /* of a failure: the station it is about */
};

/*
 * Issue inside a write; a false return must be undone (store_try, or the write itself). Of a
 * batch key "RUN:REST", no station is issued twice within RUN.
 * Errors: those of slip_issue; CONFLICT (the station has been issued in this run).
 */
MUST_CHECK bool issue_slip(struct env *env, struct db *db, const struct slip_request *request,
                           struct issued *out, struct err *err);

/* One to twelve stations, none twice. AT gets the index of the station at fault. */
MUST_CHECK bool issue_check_stations(const struct slip_request *request, size_t *at,
                                     struct err *err);

/* What must be true before anything is issued: the notice is there, the language is spoken.
   Errors: those of legal_require and paper_language_check. */
MUST_CHECK bool issue_allowed(struct env *env, const struct slip_request *request,
                              struct err *err);

/* One print on its way from the store to paper and back. Zeroed but for its first members. */
struct print_work {
    struct env *env;                  /* of the thread that works on it just now */
    const struct slip_print *request;
    int64_t created_ms;               /* moment on the sheets; 0: now */
    const struct print_form *form;    /* NULL: overview and vouchers, or one voucher */
    struct slip slip;                 /* id 0: the form is about none */
    int64_t voucher;                  /* 0: the whole slip, or none */
    const char *subject;              /* slip or case number, "" for a form about nothing */
    const char *language;             /* of the client */
    struct value *values;
    struct print_record record;
    struct value *doc;
};

/* A store_fn: read what the sheets show, into the arena of the work's env. */
MUST_CHECK bool print_find(struct db *db, void *work, struct err *err);
/* The proven sheets, in the arena of the work's env. Errors: PRINT, INVALID. */
MUST_CHECK bool print_lay_out(struct print_work *work, const struct sheet **out,
                              struct err *err);
/* The bytes these sheets have become, perhaps together with others. */
void print_seal(struct print_work *work, const uint8_t sha256[32], size_t len);
/* Record the print inside a write. Errors: STORE, CONFLICT (a code was replaced meanwhile). */
MUST_CHECK bool print_keep(struct print_work *work, struct db *db, struct err *err);

#endif
