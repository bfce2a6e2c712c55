/*
 * subject.h - private to procedures: a client's consents and needs inside a write.
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include "case.h"
#include "store_case.h"

/* Check and keep a signed consent; follow-ups of the case's vouchers follow the new level. */
MUST_CHECK bool subject_put_consent(struct env *env, struct db *db,
                                    const struct consent_request *request, enum put *done,
                                    struct err *err);
/* A mark of how the case's consents stand: another state has another. */
MUST_CHECK bool subject_consents_seen(struct env *env, struct db *db, int64_t case_id,
                                      const char **mark, struct err *err);
/* The case's open follow-ups after a change of what may be reported. */
MUST_CHECK bool subject_refresh_case(struct env *env, struct db *db, int64_t case_id,
                                     struct err *err);
/* Check an agreed need and keep it in case ROW->case_id, with its follow-up. ROW gets the rest. */
MUST_CHECK bool subject_put_need(struct env *env, struct db *db,
                                 const struct need_request *request, struct need *row,
                                 struct err *err);
/* The follow-up of a need: entry into the plan, or its review; and that of its case. */
MUST_CHECK bool subject_refresh_need(struct db *db, const struct need *need, struct err *err);
/* The reminder of a case on which nothing is recorded; it moves with everything that is. */
MUST_CHECK bool subject_refresh_contact(struct db *db, int64_t case_id, struct err *err);
/* The same after an event was recorded, which changes no interval: cheap where there is none. */
MUST_CHECK bool subject_move_contact(struct db *db, int64_t case_id, struct err *err);

#endif
