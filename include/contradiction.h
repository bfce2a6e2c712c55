/*
 * contradiction.h - use cases of the office's conflict list: what receptions told late and what
 * does not fit, decided one by one with a coded reason.
 */
#ifndef CONTRADICTION_H
#define CONTRADICTION_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "store_contradiction.h"

struct arena;
struct db;
struct env;
struct value;

/*
 * All that are open, of cases that the acting user sees whole:
 * {"contradictions":[{"id","case","slip","position","command","command_label","happened_on",
 * "recorded_at","reason","reason_label","provider","provider_name","device","ends","open",
 * "decision_label"}],"more"}.
 */
MUST_CHECK bool contradiction_list(struct env *env, const struct value **doc, struct err *err);

struct contradiction_answer {
    int64_t id;
    enum decision decision;
    int32_t happened_on;  /* to record: DAY_NONE takes the day that was told */
    enum outcome outcome; /* to record an end */
    uint32_t version;     /* the voucher's count of events when it was shown; 0: any */
};
/*
 * Decide one, once. DECISION_RECORDED also records the step from the provider's paper, by the
 * rules. DOC: {"contradiction":{..., "decision","decided_at"},"event"?}. Errors: NOT_FOUND (also
 * for who may not change the case); INVALID "decision", "happened_on", "outcome"; CONFLICT when
 * decided; those of the rules.
 */
MUST_CHECK bool contradiction_decide(struct env *env, const struct contradiction_answer *answer,
                                     const struct value **doc, struct err *err);

/* Those of VOUCHER, as above with "decision", "decision_label", "decided_at", "decided_by", and
   "first": it is the next to decide. Inside a read. */
MUST_CHECK bool contradiction_of_voucher(struct db *db, struct arena *arena, int64_t voucher,
                                         struct value **list, struct err *err);

#endif
