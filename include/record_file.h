/*
 * record_file.h - prints for the electronic file: the PDF/A again, and what the file wants to
 * know of it.
 */
#ifndef RECORD_FILE_H
#define RECORD_FILE_H

#include "err.h"

struct buf;
struct env;
struct value;

/*
 * The INDEXth print of a slip, from 1: its PDF, and DOC {"file":{"slip","case","print","copy",
 * "form","forms":[{"name","number","version"}],"language","issued_on","printed_at","bytes",
 * "sha256","printed_sha256","same","retention":{"months_after_review",
 * "months_after_last_event","over_on"}}}. "sha256" is that of these
 * bytes; not "same": forms or program have changed since, or it was printed in one file with
 * others; "over_on" is the first day on which all of its stations may go here, as things stand.
 * Errors: NOT_FOUND (also when it is not for the acting user's eyes); PRINT; STORE.
 */
MUST_CHECK bool record_file_make(struct env *env, const char *number, size_t index,
                                 struct buf *pdf, const struct value **doc, struct err *err);
/* All prints of a slip as FOLDER/NUMBER-INDEX.pdf and .json. DOC: {"files":[{"pdf","json"}]}.
   Errors: the same. */
MUST_CHECK bool record_file_write(struct env *env, const char *number, const char *folder,
                                  const struct value **doc, struct err *err);

#endif
