/*
 * slip_row.h - rows, and the parts of a voucher's, that more than one file of the store needs.
 */
#ifndef SLIP_ROW_H
#define SLIP_ROW_H

#include "noun.h"

#define VOUCHER_FIXED 10  /* fields that never change: the first of voucher_noun */
#define VOUCHER_CACHED 23 /* fields that cache the fold */

extern const struct noun case_noun, event_noun, print_noun, slip_noun, voucher_noun;
extern const struct field *const voucher_count, *const voucher_cached;

#endif
