/*
 * record.h - private to procedures: one step of a voucher inside a write.
 */
#ifndef RECORD_H
#define RECORD_H

#include "voucher.h"

/* Record STEP; VOUCHER and EVENT get the documents of what it came to. */
MUST_CHECK bool record_step(struct env *env, struct db *db, const struct voucher_step *step,
                            struct value **voucher, struct value **event, struct err *err);

#endif
