/*
 * store_contradiction.h - what devices told late: marks on events, and what did not fit.
 */
#ifndef STORE_CONTRADICTION_H
#define STORE_CONTRADICTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "late.h"
#include "rules.h"
#include "store_slip.h"

struct arena;
struct db;

/* What the office makes of it. */
enum decision {
    DECISION_NONE,
    DECISION_RECORDED,     /* it happened: recorded by the office with its day */
    DECISION_DISCARDED,    /* it did not count */
    DECISION_DUPLICATE,    /* it is there already */
    DECISION_WRONG_PERSON, /* it was somebody else's paper */
    DECISION__MAX
};
const char *decision_name(enum decision decision);  /* "recorded" */
const char *decision_label(enum decision decision); /* German */
enum decision decision_from_name(const char *name);

/* A step that happened at a reception and does not fit what is recorded. */
struct contradiction {
    int64_t id, voucher, provider, device;
    enum step step;         /* STEP_ACCEPT, STEP_START or STEP_END */
    enum source source;     /* SOURCE_SCAN or SOURCE_TYPED */
    int32_t happened_on;    /* DAY_NONE: the device's clock does not tell */
    int64_t recorded_at_ms; /* when it reached us */
    enum reason reason;     /* why it does not fit */
    uint8_t nonce[STORE_NONCE_BYTES], body[STORE_NONCE_BYTES]; /* as of an event */
    enum decision decision; /* DECISION_NONE: open */
    int64_t decided_ms, decided_by, event; /* by 0: the command line; event 0: none */
};

/* Keep ROW, open. Sets id and recorded_at_ms. */
MUST_CHECK bool store_contradiction_add(struct db *db, struct contradiction *row,
                                        struct err *err);
/* Errors: NOT_FOUND. */
MUST_CHECK bool store_contradiction_get(struct db *db, struct arena *arena, int64_t id,
                                        struct contradiction *out, struct err *err);
MUST_CHECK bool store_contradiction_by_nonce(struct db *db, struct arena *arena,
                                             const uint8_t nonce[STORE_NONCE_BYTES], bool *found,
                                             struct contradiction *out, struct err *err);
/* Of one voucher, decided or not, or (VOUCHER 0) all that are open; oldest first. At most LIMIT. */
MUST_CHECK bool store_contradiction_list(struct db *db, struct arena *arena, int64_t voucher,
                                         size_t limit, const struct contradiction **out,
                                         size_t *count, struct err *err);
/* Since when the oldest open one of VOUCHER waits; 0: there is none. */
MUST_CHECK bool store_contradiction_since(struct db *db, int64_t voucher, int64_t *since_ms,
                                          struct err *err);
/* Close it, once, with ROW's decision, decided_by and event. Errors: CONFLICT when closed. */
MUST_CHECK bool store_contradiction_decide(struct db *db, const struct contradiction *row,
                                           struct err *err);

/* Mark EVENT as told late. */
MUST_CHECK bool store_late_add(struct db *db, int64_t event, const struct late *late,
                               struct err *err);
/* Was it? */
MUST_CHECK bool store_late_get(struct db *db, int64_t event, bool *late, struct err *err);

#endif
