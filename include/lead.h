/*
 * lead.h - use cases of a provider's lead: its own lists, figures, entries without the paper,
 * corrections, devices.
 *
 * Every function takes the lead's own device and answers for its provider alone; a device with
 * service types sees these only. What is not there and what is somebody else's is NOT_FOUND alike.
 */
#ifndef LEAD_H
#define LEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

#define LEAD_LIST_MAX 500 /* rows of one list; "more" says that there are others */

struct buf;
struct device;
struct env;
struct reception_event;
struct value;

/*
 * The lists as they stand today, the wait of the clients of the last 12 months, the year's counts.
 * A row shows what the paper shows, without its code; who has not come yet stands without a name.
 * DOC: {"lists":{"due","running","open","closed"}: rows {"id","slip","state_label","type",
 * "service"?,"client"?,"due_label"?, days},"more","waits":{"accept","start"}: null or
 * {"count","median_days","p90_days"},"figures":{"year","issued","accepted","started","ended"}}.
 */
MUST_CHECK bool lead_lists(struct env *env, const struct device *device, const struct value **doc,
                           struct err *err);
/* The rows of all four lists as CSV, with the columns of the page. */
MUST_CHECK bool lead_csv(struct env *env, const struct device *device, struct buf *out,
                         struct err *err);

/*
 * One voucher that this provider has accepted.
 * DOC: as reception_lookup, and "events":[{...,"annullable"}], those of this provider.
 * Errors: NOT_FOUND.
 */
MUST_CHECK bool lead_voucher(struct env *env, const struct device *device, int64_t id,
                             const struct value **doc, struct err *err);
/*
 * Record start, attend, end or annul without the paper. EVENT without code and source.
 * DOC, FRESH and errors as reception_record; NOT_FOUND.
 */
MUST_CHECK bool lead_record(struct env *env, const struct device *device, int64_t id,
                            const struct reception_event *event, const struct value **doc,
                            bool *fresh, struct err *err);

/* {"devices":[...]} of the provider, as provider_devices. */
MUST_CHECK bool lead_devices(struct env *env, const struct device *device,
                             const struct value **doc, struct err *err);
/* Revoke one of them, as provider_revoke. Errors: NOT_FOUND, ALREADY_RECORDED. */
MUST_CHECK bool lead_revoke(struct env *env, const struct device *device, int64_t id,
                            struct err *err);

#endif
