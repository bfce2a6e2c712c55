/*
 * dispute.h - private to procedures: which events of a voucher the client disputes.
 *
 * Told to the office and to the client, never to a provider.
 */
#ifndef DISPUTE_H
#define DISPUTE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct db;
struct dispute;
struct value;
struct voucher;

struct dispute_marks {
    const struct dispute *row;
    size_t count;
};
MUST_CHECK bool dispute_marks(struct db *db, struct arena *arena, const struct voucher *voucher,
                              struct dispute_marks *out, struct err *err);
/* "disputed" and "disputed_since" of EVENT into ITEM. */
void dispute_set(struct arena *arena, struct value *item, const struct dispute_marks *marks,
                 int64_t event);

#endif
