/*
 * reception_work.h - private to procedures: one step of a device on its way into the store.
 */
#ifndef RECEPTION_WORK_H
#define RECEPTION_WORK_H

#include "late.h"
#include "reception.h"
#include "scan.h"
#include "store_contradiction.h"

struct reception_work {
    struct scan *scan;
    const struct reception_event *event;
    const struct late *late;    /* it waited in the device; NULL: told at once */
    struct err late_fault;      /* why its moment cannot stand, if so */
    uint8_t nonce[STORE_NONCE_BYTES], body[STORE_NONCE_BYTES];
    struct stored_event stored; /* what was recorded, now or before */
    struct fold fold;           /* and what the voucher came to by it */
    struct scan_words words;
    bool fresh;
};

/* Take code and nonce apart. Errors: MALFORMED, FOREIGN_CODE, INVALID "nonce". */
MUST_CHECK bool reception_work_start(struct reception_work *work, struct err *err);
/* Record it (ARG), or find what was recorded under its nonce. Errors: those of the rules. */
MUST_CHECK bool reception_work_in_write(struct db *db, void *arg, struct err *err);
/* The event and the voucher as the event left it. */
const struct value *reception_work_answer(const struct reception_work *work);

#endif
