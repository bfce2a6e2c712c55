/*
 * case_check.h - private to procedures: what a client's master data must be like.
 */
#ifndef CASE_CHECK_H
#define CASE_CHECK_H

#include <stdint.h>

#include "err.h"

struct case_file;
struct env;

/* Errors: INVALID "language", "birth_date" (in the future). */
MUST_CHECK bool case_check_language(const char *language, struct err *err);
MUST_CHECK bool case_check_birth(const struct env *env, int32_t birth_date, struct err *err);
/* A number of a case: 1..40 letters, digits, '.', '-', '_', '/'. Errors: INVALID "case_number". */
MUST_CHECK bool case_check_number(const char *number, struct err *err);
/* Days between talks, as the office's frame allows, 0 none; one that is STORED already may stay.
   Errors: INVALID "contact_days". */
MUST_CHECK bool case_check_contact(const struct env *env, int64_t days, int64_t stored,
                                   struct err *err);

#endif
