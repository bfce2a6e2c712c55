/*
 * report.h - what the office counts, for talks with those it works with.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct buf;
struct env;
struct value;

#define REPORT_YEAR_MIN 2000

struct report_request {
    int year;     /* 0: that of today */
    bool persons; /* count people instead of cases */
    bool whole;   /* for the coordination alone: small numbers and protected providers too */
};

/*
 * Providers and service types in a year, up to today.
 * DOC: {"report":{"name","year","from","until","count","whole","providers":[ROW],
 * "total":ROW,"rules":[{"label"}]}} with ROW {"provider","name","protected","type","type_label",
 * "issued","referred","accepted","started","open","E1".."N1","no_capacity","not_responsible",
 * "no_access","expired","unreported","closed","reported","reported_level",
 * "accept_median","accept_p90","start_median","start_p90","has_waits"} and, for pictures,
 * "issued_bar","accepted_bar",
 * "median_bar","p90_bar" of 0 to 100. A number that must not be shown is a text: "< 5" or "*";
 * a wait nobody had: null.
 * "rules" are what counts and how, in German: keys of translations.
 * Errors: INVALID "year"; STORE.
 */
MUST_CHECK bool report_providers(struct env *env, const struct report_request *request,
                                 const struct value **doc, struct err *err);
/* That DOC as CSV, with the rules below the rows. */
void report_csv(struct env *env, const struct value *doc, struct buf *out);
/* The same as XLSX into the file PATH. Errors: STORE. */
MUST_CHECK bool report_xlsx(struct env *env, const struct value *doc, const char *path,
                            struct err *err);
/* The same into memory. Errors: STORE. */
MUST_CHECK bool report_xlsx_bytes(struct env *env, const struct value *doc, const char **bytes,
                                  size_t *len, struct err *err);
/* The same as PDF, of the form anbieterblatt. Errors: PRINT. */
MUST_CHECK bool report_print(struct env *env, const struct value *doc, struct buf *pdf,
                             struct err *err);
/* That DOC for people at a screen. */
void report_text(struct env *env, const struct value *doc, struct buf *out);

#endif
