/*
 * privacy.h - use cases of data protection: deletion after retention, restriction.
 */
#ifndef PRIVACY_H
#define PRIVACY_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

struct buf;
struct db;
struct env;
struct value;

/*
 * Delete what was due on the run before, and tell what is left and why. Nothing goes on one
 * reading of the date (retention.h). Ended anywhere, the next run finishes. DRY_RUN: tell what
 * is due today, change nothing.
 *
 * DOC     {"purge":{"dry_run","day","as_of" (null: nothing was deleted),"not_before",
 *         "vouchers","slips","cases","others","wiped","left":[{"slip","position","why",
 *         "why_label"}],"left_count","copies":[{"file","made_on"}],"notice"}}; "wiped": no byte of
 *         what was deleted is in the database's files
 * Errors  STORE
 */
MUST_CHECK bool privacy_purge(struct env *env, bool dry_run, const struct value **doc,
                              struct err *err);
/* The same once a day, for the tick; *DELETED counts rows. It leaves the bytes for the night, or
   for the first run of the next day: to rewrite a large file holds up for seconds who writes. */
MUST_CHECK bool privacy_purge_daily(struct env *env, int64_t *deleted, struct err *err);
/*
 * What a dry run tells, and the last months' deletions:
 * {"purge":{...},"months":[{"month","last_on","vouchers","slips","cases","others"}]}.
 */
MUST_CHECK bool privacy_purge_report(struct env *env, const struct value **doc, struct err *err);

/*
 * Restrict the processing of a case (Art. 18 DSGVO), or lift that: nothing of it is deleted, no
 * new slip is issued; what is under way goes on. DOC: {"case":{"number","restricted_since"}}.
 * Errors: NOT_FOUND, STORE.
 */
MUST_CHECK bool privacy_restrict(struct env *env, const char *number, bool lift,
                                 const struct value **doc, struct err *err);

/* May the case be worked on further? Errors: CONFLICT when its processing is restricted. */
MUST_CHECK bool privacy_check(struct db *db, int64_t case_id, struct err *err);

/*
 * Every column of the database: {"matrix":{"rows":[{"about_label","table","columns" (with blanks
 * between them; "*": all),"what","what_label","purpose","purpose_label","basis","basis_label",
 * "term","term_label"}]}}. The form datenmatrix prints it.
 */
MUST_CHECK bool privacy_matrix(struct env *env, const struct value **doc, struct err *err);
/* The same as a CSV file. */
void privacy_matrix_csv(struct env *env, struct buf *out);

/*
 * Everything kept on one client (Art. 15 DSGVO), as form auskunft appended to PDF (NULL: none).
 * That it was given is on record. DOC {"disclosure":{"made_on","client":{...},"case":{as
 * case_show},"past_followups":[...],"terms":[{"slip","position","delete_by"}],"prints":[...],
 * "reads":[{"at","user","role","role_label","purpose","purpose_label"}],
 * "traces":[{"at","what","what_label","slip","position","by","step_label"}] (shown, refused, late,
 * contradiction, posted), "recipients":[{"name"}]}}.
 * Errors: NOT_FOUND, STORE, PRINT.
 */
MUST_CHECK bool privacy_disclose(struct env *env, const char *number, struct buf *pdf,
                                 const struct value **doc, struct err *err);
/* The same written to FILE; DOC has "pdf" too. */
MUST_CHECK bool privacy_disclose_file(struct env *env, const char *number, const char *file,
                                      const struct value **doc, struct err *err);

#endif
