/*
 * purge.h - private to the deletion run: what its files share.
 */
#ifndef PROCEDURE_PURGE_H
#define PROCEDURE_PURGE_H

#include "arena.h"
#include "env.h"
#include "store_purge.h"

struct value;

struct purge {
    struct env *env;
    struct arena scratch; /* of one page; the run may be long */
    struct retention_terms terms;
    int32_t as_of;        /* the day whose terms hold */
    bool dry_run;
    int64_t vouchers, slips, cases, others;
    int64_t left_count;
    struct value *left;   /* a list, or NULL: nobody asks */
};

/* One more voucher that stays beyond its term. */
void purge_leave(struct purge *work, struct value *item, enum retention why);

/* Needs and consents that are over, then cases with nothing left. */
MUST_CHECK bool purge_cases(struct purge *work, struct err *err);

/* Copies of the database beside it, which hold what was deleted: a list of {file, made_on}. */
void purge_set_copies(const struct env *env, struct value *record);

#endif
