/*
 * fold.h - one event after the other onto a fold; what flow_fold and flow_decide share.
 *
 * Private to flow.
 */
#ifndef FOLD_H
#define FOLD_H

#include "flow.h"

/* Which events of a voucher an annulment has taken out, by index. */
struct annulled {
    bool by_index[FLOW_EVENTS_MAX];
};

/* Collect the annulments. Errors: CONFLICT when one hits nothing, or what cannot be annulled. */
MUST_CHECK bool fold_annulled(const struct event *events, size_t count, struct annulled *out,
                              struct err *err);

/* Fold the events that ANNULLED leaves. Errors: CONFLICT. */
MUST_CHECK bool fold_events(const struct event *events, size_t count,
                            const struct annulled *annulled, struct fold *out, struct err *err);

/* Fold one more event. Errors: CONFLICT, and FOLD is untouched. */
MUST_CHECK bool fold_apply(struct fold *fold, const struct event *event, struct err *err);

/* The day of the event that STEP builds on, DAY_NONE for none: it cannot have happened before. */
int32_t fold_builds_on(const struct fold *fold, enum step step);

/* Is it past redeem_by and grace without accept? */
bool fold_is_late(const struct fold *fold, int32_t today);

/* May an event of this step be annulled at all? */
bool fold_can_annul(enum step step);

/* Is PROVIDER among the COUNT ones in LIST? */
bool fold_lists(const int64_t *list, size_t count, int64_t provider);

#endif
