/*
 * proof.h - prove later what was printed.
 *
 * Every print is kept with the SHA-256 of its bytes, the values it shows, its forms and its
 * moment. A file that somebody brings is named by its hash; a print is made again from what
 * was kept and compared: the same data, moment, forms and program give the same bytes.
 */
#ifndef PROOF_H
#define PROOF_H

#include <stddef.h>

#include "err.h"

struct env;
struct value;

#define PROOF_FILE_MAX (64 << 20)

/*
 * The prints of a slip: {"proof":{"prints":[{"slip","copy","form","forms":[{"name","number",
 * "version"}],"language","printed_at","bytes","sha256","result","result_label"}]}}. "result" says
 * what making it again gave: same, form_changed, program_changed (also fonts and legal texts),
 * not_repeatable (what it takes was not kept). COPY > 0: these alone, with their "values" as
 * kept, where the acting user may see all of the case.
 * Errors: NOT_FOUND (also when it is not for the acting user's eyes), STORE.
 */
MUST_CHECK bool proof_of_slip(struct env *env, const char *number, int copy,
                              const struct value **doc, struct err *err);

/* The same of the prints that these bytes are, without values. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool proof_of_file(struct env *env, const void *bytes, size_t len,
                              const struct value **doc, struct err *err);

#endif
