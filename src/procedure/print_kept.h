/*
 * print_kept.h - private to procedures: what is kept of a print, beside its hash, so that it
 * can be made again. It stands as one JSON text in the record of the print: the values, and
 * under "printing" what else went into the bytes.
 */
#ifndef PRINT_KEPT_H
#define PRINT_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct env;
struct paper_job;
struct print_record;
struct sheet;
struct value;

#define PRINT_FORMS_MAX 4

struct print_kept {
    const struct value *values; /* without "printing" */
    const struct value *forms;  /* [{"name","number","version"}] */
    size_t form_count;
    const char *form[PRINT_FORMS_MAX]; /* their names */
    const char *language;   /* of the client */
    const char *identifier; /* of the document, see paper_make */
    int64_t created_ms;
};

/* KEPT (but for its forms) and the COUNT jobs that print it, as text. Errors: those of
   paper_form. */
MUST_CHECK bool print_kept_text(struct env *env, const struct print_kept *kept,
                                const struct paper_job *jobs, size_t count, const char **out,
                                struct err *err);
/* Read it back; false for a print that kept its values alone. */
bool print_kept_parse(struct arena *arena, const struct print_record *print,
                      struct print_kept *out);

/* Lay the kept print out again, with the forms and legal texts in force; FORMS as paper_make.
   Errors: those of paper_lay_out. */
MUST_CHECK bool print_kept_lay_out(struct env *env, const struct print_kept *kept,
                                   const struct sheet **out, uint8_t forms[32], struct err *err);

#endif
