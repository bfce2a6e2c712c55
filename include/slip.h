/*
 * slip.h - use cases of the slip: issue it, print it.
 */
#ifndef SLIP_H
#define SLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"

#define SLIP_STATIONS_MAX 12

struct buf;
struct env;
struct need_request;
struct value;

/* A station somebody asks for. */
struct slip_station {
    const char *service;    /* key */
    const char *provider;   /* key; "" leaves the choice to the client */
    int64_t appointment_ms; /* 0: none */
    unsigned consent;       /* signed in this talk for this level, kept with the slip; 0: none */
};

enum slip_cover { SLIP_COVER_DEFAULT, SLIP_COVER_NEUTRAL, SLIP_COVER_OPEN };

struct slip_request {
    const char *case_number;
    size_t station_count;
    struct slip_station station[SLIP_STATIONS_MAX];
    enum order order;
    const char *language; /* "": the client's; else one that paper.h has texts in */
    enum slip_cover cover;
    const char *batch;    /* "" or a key under which it is issued only once */
    size_t need_count;    /* agreed in this talk, kept with the slip or not at all */
    const struct need_request *need; /* their case is the slip's */
    size_t *at;           /* gets the index of the station at fault; or NULL */
    bool referral;        /* slip_refer: without paper and code */
    int32_t talked_on;    /* slip_refer: day of the talk */
};

/*
 * Issue a slip and its vouchers, in one durable write. NUMBER gets the slip's number.
 * FRESH (may be NULL) tells whether it was issued now: false, when its batch key was known.
 *
 * Errors  NOT_FOUND (case, service, provider), INVALID (no agreed need for the service type: field
 *         "need"; a need: its own fields; same station twice, too many, appointment in the past),
 *         CONFLICT (a need), STORE
 */
MUST_CHECK bool slip_issue(struct env *env, const struct slip_request *request,
                           const char **number, bool *fresh, struct err *err);

/*
 * Write down that a client was sent on without a slip: a referral for each station, each with a
 * number of its own, all in one durable write. TALKED_ON DAY_NONE is today. Nothing is printed, no
 * code is made and no provider learns of it.
 * DOC: {"referrals":[{...}]}, each like a slip.
 *
 * Errors  those of slip_issue; INVALID "consent" (no provider reports), DATE_OUT_OF_RANGE
 *         "happened_on"
 */
MUST_CHECK bool slip_refer(struct env *env, const struct slip_request *request,
                           const struct value **doc, struct err *err);

/*
 * The sheets that REQUEST would give, appended to PDF: marked "VORSCHAU" on every page, without a
 * number and without a code that anybody could use. Nothing is issued, kept or counted.
 * Errors: those of slip_issue and PRINT.
 */
MUST_CHECK bool slip_preview(struct env *env, const struct slip_request *request,
                             struct buf *pdf, struct err *err);

/* What a number in a request to print may be; pages say it, the command line takes any. */
enum slip_print_by { PRINT_BY_ANY, PRINT_BY_SLIP, PRINT_BY_CASE };

/* What to print. */
struct slip_print {
    enum slip_print_by by;
    const char *what; /* slip number, voucher code, case number; "" for a form about nothing */
    const char *form; /* "": overview and vouchers; else a form's name */
    const char *provider; /* key, for the forms about a consent; NULL or "": as the voucher says */
    const char *language; /* NULL or "": the slip's; "de": German alone */
    const char *file; /* path to write; "": FORM-NUMBER.pdf in the working folder */
};

/*
 * Render, prove and write the PDF, then record the print if it is about a slip. DOC gets
 * {"slip":{..},"pdf":FILE}, or {"print":{"form","subject"},"pdf":FILE} without one.
 * A failed print changes nothing; its follow-up "nicht gedruckt" stays open.
 * Errors: PRINT, STORE, NOT_FOUND and what code_parse says; INVALID where the form has nothing
 * to say about its subject.
 */
MUST_CHECK bool slip_print(struct env *env, const struct slip_print *request,
                           const struct value **doc, struct err *err);

/* Has TEXT the shape of a slip's number: digits and one hyphen? A code never has. */
bool slip_is_number(const char *text);
/*
 * The whole paper is lost: new codes for all vouchers of slip NUMBER that are in use (issued, on a
 * waiting list, accepted, started) and for the client's own view; all or nothing. VERSION is that
 * of the slip when it was shown, 0: any. DOC: {"slip":{...}}.
 * Errors: NOT_FOUND, CONFLICT (changed meanwhile; nothing in use), STORE.
 */
MUST_CHECK bool slip_reissue(struct env *env, const char *number, int64_t version,
                             const struct value **doc, struct err *err);

/* May a reader with CASE_LETTERS print FORM ("": overview and vouchers)? It tells no more. */
bool slip_print_letters(const char *form);

/* Enter the case that REQUEST is about, which is then said to be found that way, by a slip or by a
   case. Errors: those of case_enter, case_enter_slip and case_enter_code. */
MUST_CHECK bool slip_print_enter(struct env *env, struct slip_print *request, struct err *err);

/* slip_print with the PDF appended to PDF instead of written to a file. */
MUST_CHECK bool slip_print_bytes(struct env *env, const struct slip_print *request,
                                 struct buf *pdf, const struct value **doc, struct err *err);

/*
 * What there is to choose for a new slip of a case: {"case":{...},"offers":[{"type",
 * "type_label","needed","services":[{"service","title","provider","provider_name","level",
 * "basis","unlimited","places","free_places","wait":{"known","median_days","most_days"}}]}]}.
 * Waits are measured (wait.h); those and the places stand only at a named provider.
 * First the types with an agreed need ("needed"), the most urgent ahead, then the other types
 * that the catalogue has services of; a free choice has provider "".
 * Errors: NOT_FOUND, STORE.
 */
MUST_CHECK bool slip_offers(struct env *env, const char *case_number, const struct value **doc,
                            struct err *err);

/* {"slip":{...},"whole"}; not "whole": as far as the acting user may see it. */
MUST_CHECK bool slip_show(struct env *env, const char *number, const struct value **doc,
                          struct err *err);

#define SLIP_MERGE_MAX 200

struct slip_batch {
    const char *bytes; /* the CSV file: case_number;service[;provider;appointment;language] */
    size_t len;
    const char *dir;   /* folder for the PDFs, made when absent */
    const char *run;   /* "" or a name: within a run no station is issued twice */
    size_t merge;      /* slips a file, up to SLIP_MERGE_MAX and 240 sheets; 0: a file each */
    size_t workers;    /* threads that print; 0: one for each core */
    bool (*stop)(void *arg); /* asked now and then, by any thread: end now? NULL: never */
    void *stop_arg;
};

/*
 * Issue and print a slip per case of the file. All rows of a case are stations of its slip.
 * Run again after it was cut off, or with rows corrected: what was issued is found, what is
 * not printed or not in the folder is printed. Refused rows do not stop the others; they
 * are listed in DIR/abgelehnt.csv.
 *
 * DOC      {"batch":{"issued","already_there","printed","files","open","refused",
 *          "report"?,"refusals":[{"line","case","reason","message"}]}}; "open" are slips
 *          left over because the run was asked to end. Also set when a fault ended the run.
 * Errors   those of csv_read, before anything is issued; CONFLICT (another run prints into
 *          the folder), STORE, PRINT
 */
MUST_CHECK bool slip_issue_batch(struct env *env, const struct slip_batch *request,
                                 const struct value **doc, struct err *err);

#endif
