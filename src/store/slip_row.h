/*
 * slip_row.h - the parts of a voucher's row that more than one file of the store needs.
 */
#ifndef SLIP_ROW_H
#define SLIP_ROW_H

#include "noun.h"

#define VOUCHER_CACHED 21

extern const struct noun event_noun, voucher_noun;
/* Fields of voucher_noun that cache the fold: VOUCHER_CACHED of them. */
extern const struct field *const voucher_cached;

#endif
