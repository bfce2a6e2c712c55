/*
 * doc_disclosure.h - private to procedures: what is kept on one client, whole and on paper.
 */
#ifndef PROCEDURE_DOC_DISCLOSURE_H
#define PROCEDURE_DOC_DISCLOSURE_H

#include "err.h"

struct case_file;
struct db;
struct env;
struct slip;
struct value;
struct voucher;

/* The document that privacy.h describes. */
MUST_CHECK bool doc_disclosure(struct env *env, struct db *db, const struct case_file *client,
                               struct value **out, struct err *err);
/* Into LIST, what is kept on VOUCHER beside its steps: {"at","what","what_label","slip","position",
   "by","step_label"}, of what was told late also "happened_on","decision","decision_label". */
MUST_CHECK bool doc_traces(struct env *env, struct db *db, const struct slip *slip,
                           const struct voucher *voucher, struct value *list, struct err *err);
/* What forms/auskunft.xml declares, from that document. */
void doc_paper_disclosure(struct env *env, const struct value *disclosure, struct value *root);

#endif
