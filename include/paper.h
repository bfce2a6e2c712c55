/*
 * paper.h - forms and values become proven PDF bytes.
 *
 * Built-in forms and texts are embedded; DIR/forms/NAME.xml and DIR/forms/texts/LANGUAGE.po
 * override one after passing the checker. What leaves here has proved itself (print.h).
 *
 * Texts for clients stand in German; the German is the key of translations (catalog.h).
 * German is printed first and binding, the client's language below or beside it.
 */
#ifndef PAPER_H
#define PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct buf;
struct catalog;
struct env;
struct form;
struct form_fault;
struct sheet;
struct paper; /* fonts and decoder, loaded once */
struct value;

#define PAPER_SHA256_BYTES 32

/* Load fonts and decoder into ENV, once. Errors: PRINT. */
MUST_CHECK bool paper_open(struct env *env, struct err *err);
void paper_close(struct paper *paper);

/* The form in force, parsed once for all prints; its bytes' SHA-256 in SHA256. It lives as long
   as ENV's paper and its file stay. Errors: NOT_FOUND, INVALID, PRINT. */
MUST_CHECK bool paper_form(struct env *env, const char *name, const struct form **out,
                           uint8_t sha256[PAPER_SHA256_BYTES], struct err *err);
/* The bytes of the form in force; *OWN when they are the office's. Errors: NOT_FOUND. */
MUST_CHECK bool paper_form_source(struct env *env, const char *name, const char **bytes,
                                  size_t *len, bool *own, struct err *err);

/*
 * Check a form file as it would be printed: the language, the letters, and each way to
 * fill it laid out and proved.
 *
 * FAULTS   all faults found, at most 50, also on failure
 * Errors   TOO_LARGE, INVALID (the first fault), PRINT (fonts)
 */
MUST_CHECK bool paper_check(struct env *env, const char *xml, size_t len,
                            const struct form **form, const struct form_fault **faults,
                            size_t *fault_count, struct err *err);

/* Does the program have a form called NAME? The name of the INDEXth form, or NULL. */
bool paper_form_known(const char *name);
const char *paper_form_name(size_t index);

/*
 * The texts for clients in LANGUAGE ("tr", "de-simple"), parsed once like a form; NULL in
 * OUT when there are none, as for "de", "" and languages nobody has translated. A page asks
 * catalog_text(texts, "German text"). SHA256 (may be NULL) gets that of the file, or zeros.
 * Errors: INVALID, TOO_LARGE (the office's own file).
 */
MUST_CHECK bool paper_texts(struct env *env, const char *language, const struct catalog **out,
                            uint8_t sha256[PAPER_SHA256_BYTES], struct err *err);
/* Does somebody speak LANGUAGE here? "" and "de" always. Errors: INVALID (field language). */
MUST_CHECK bool paper_language_check(struct env *env, const char *language, struct err *err);
/*
 * Check a file of translations. Errors: those of catalog_parse; INVALID (values or bold of
 * a text differ from the German; a day of checking that is none).
 */
MUST_CHECK bool paper_texts_check(struct arena *arena, const char *bytes, size_t len,
                                  const struct catalog **out, struct err *err);
/*
 * Every text a translation must have, as a .po file: of the forms in force and of the values
 * that are sentences. With the translations LANGUAGE has; "": a template without any.
 */
MUST_CHECK bool paper_texts_print(struct env *env, const char *language, struct buf *out,
                                  struct err *err);

/* One form to fill. */
struct paper_job {
    const char *form;
    const struct value *values;
    const char *language; /* of the client; NULL or "de": German alone */
};

/* Parse these forms now; as long as ENV's paper lives they hold, whatever becomes of the files.
   Errors: those of paper_form. */
MUST_CHECK bool paper_settle(struct env *env, const char *const *names, size_t count,
                             struct err *err);

/* A settled paper also remembers texts it has set, and sheets borrow from that memory: to be
   called now and then, when no sheet is in use. */
void paper_trim(struct env *env);

/* Fill COUNT forms, join them and prove them: sheets in ENV's arena, the rest as paper_make. */
MUST_CHECK bool paper_lay_out(struct env *env, const struct paper_job *jobs, size_t count,
                              const char *identifier, int64_t created_ms,
                              const struct sheet **out,
                              uint8_t forms_sha256[PAPER_SHA256_BYTES], struct err *err);
/* Append the PDF of proven sheets. Errors: PRINT. */
MUST_CHECK bool paper_draw(struct env *env, const struct sheet *sheet, struct buf *pdf,
                           struct err *err);

/*
 * Fill COUNT forms, join them into one document, prove it and append the PDF.
 *
 * identifier   stable for the same document
 * forms_sha256 gets the SHA-256 over the forms used
 * Errors       PRINT, NOT_FOUND, INVALID
 */
MUST_CHECK bool paper_make(struct env *env, const struct paper_job *jobs, size_t count,
                           const char *identifier, int64_t created_ms, struct buf *pdf,
                           uint8_t forms_sha256[PAPER_SHA256_BYTES], struct err *err);

/*
 * The same as a preview: every page says "VORSCHAU" across, behind what stands on it and beside
 * its codes. Errors: as paper_make.
 */
MUST_CHECK bool paper_preview(struct env *env, const struct paper_job *jobs, size_t count,
                              int64_t created_ms, struct buf *pdf, struct err *err);

#endif
