/*
 * scan.h - private to procedures: a code in front of a provider's device.
 *
 * Whatever a reception asks begins here: is the device still good, what does the code open,
 * what may this provider be told. What is refused is noted, but for what consent hides.
 */
#ifndef SCAN_H
#define SCAN_H

#include "code.h"
#include "flow.h"
#include "store_people.h"
#include "store_slip.h"
#include "voucher.h"

#define SCAN_MISSES_PER_HOUR 10 /* unknown codes of one device */

struct scan {
    struct env *env;
    struct device device;     /* as it stands in this transaction */
    const char *code;
    enum source source;
    struct code_found found;  /* CODE taken apart; no symbols: not yet */
    struct voucher voucher;   /* id 0: not known (yet) */
    struct slip slip;
    struct voucher_history history;
    struct facts facts;
    struct command command;   /* of this device with this code; no step yet */
};

/* A scan of CODE by DEVICE that has looked at nothing yet. */
struct scan scan_start(struct env *env, const struct device *device, const char *code,
                       enum source source);
/* Is the device still enrolled, and not guessing? Errors: NOT_ALLOWED, RATE_LIMITED. */
MUST_CHECK bool scan_device(struct scan *scan, struct db *db, struct err *err);
/* Take the code apart, once. Errors: MALFORMED, FOREIGN_CODE. */
MUST_CHECK bool scan_parse(struct scan *scan, struct err *err);
/* The voucher, its slip, events and facts. Errors: MALFORMED, FOREIGN_CODE, UNKNOWN. */
MUST_CHECK bool scan_open(struct scan *scan, struct db *db, struct err *err);
/* The same without a code, for a list. Errors: NOT_FOUND. */
MUST_CHECK bool scan_open_voucher(struct scan *scan, struct db *db, int64_t id, struct err *err);
/*
 * May this provider be told about the voucher at all? Errors: WRONG_PROVIDER, IN_WORK_ELSEWHERE,
 * SUPERSEDED, WITHDRAWN, EXPIRED, NOT_YET_VALID.
 */
MUST_CHECK bool scan_admit(const struct scan *scan, struct err *err);
/* May the accept of an earlier day, when the voucher was still good, be recorded now? */
bool scan_accepts_late(const struct scan *scan, int32_t *last_day);
/* The reporting level of the device's provider. */
unsigned scan_level(const struct scan *scan);

/*
 * Note that STEP (STEP_NONE: a look-up) was refused for REASON, in a write of its own: a row
 * for a known voucher, a count for an unknown one. At level 0 only the day is counted.
 */
void scan_note(const struct scan *scan, enum step step, enum reason reason);

/* The words a reception may read beside the voucher's own facts; NULL where it may not. */
struct scan_words {
    const char *service, *client;
};
/* In the transaction that read the voucher and its slip. */
MUST_CHECK bool scan_words(const struct scan *scan, struct db *db, struct scan_words *out,
                           struct err *err);
/* Set what the paper shows in RECORD, but for the code, with FOLD and LEVEL in force. */
void scan_set_paper(const struct scan *scan, const struct scan_words *words,
                    const struct fold *fold, unsigned level, struct value *record);
/* The voucher as its paper shows it, with its code. */
struct value *scan_doc_voucher(const struct scan *scan, const struct scan_words *words,
                               const struct fold *fold, unsigned level);
/* What the device may do now, and what it may undo: sets "actions" and "undo". */
void scan_set_actions(const struct scan *scan, struct value *root);

#endif
