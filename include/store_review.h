/*
 * store_review.h - what a review left behind besides its event.
 */
#ifndef STORE_REVIEW_H
#define STORE_REVIEW_H

#include <stdint.h>

#include "err.h"
#include "review.h"

struct db;

/* With EVENT, a review; one that says nothing more leaves no row. */
MUST_CHECK bool store_review_add(struct db *db, int64_t event, const struct review *review,
                                 struct err *err);
/* Of EVENT, all empty where there is none. */
MUST_CHECK bool store_review_get(struct db *db, int64_t event, struct review *out,
                                 struct err *err);

#endif
