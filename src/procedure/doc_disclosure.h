/*
 * doc_disclosure.h - private to procedures: what is kept on one client, whole and on paper.
 */
#ifndef PROCEDURE_DOC_DISCLOSURE_H
#define PROCEDURE_DOC_DISCLOSURE_H

#include "err.h"

struct case_file;
struct db;
struct env;
struct value;

/* The document that privacy.h describes. */
MUST_CHECK bool doc_disclosure(struct env *env, struct db *db, const struct case_file *client,
                               struct value **out, struct err *err);
/* What forms/auskunft.xml declares, from that document. */
void doc_paper_disclosure(struct env *env, const struct value *disclosure, struct value *root);

#endif
