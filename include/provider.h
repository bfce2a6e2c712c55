/*
 * provider.h - use cases of providers and their devices.
 */
#ifndef PROVIDER_H
#define PROVIDER_H

#include <stdint.h>

#include "err.h"
#include "rules.h"

#define PAIRING_DAYS 14 /* a koppelkarte is good for */

struct buf;
struct env;
struct value;

#define PROVIDER_SITE_MAX 80 /* code points of a site's name */

/* A device as the office orders it. A text may be NULL or "". */
struct pairing_request {
    const char *provider;
    enum who role;
    const char *site;       /* where it will stand; it is kept as one of the provider's sites */
    unsigned service_types; /* set of BIT(TYPE_...) it is for; 0: all of the provider */
    const char *name;       /* "": whoever pairs it gives one */
};
/*
 * Make a device that waits to be paired; FILE ("" none) gets the koppelkarte.
 * DOC: {"pairing":{"code","expires_at","device","role","site","types"},"pdf"?}.
 * Errors: NOT_FOUND; INVALID "site", "types" (not what the provider offers), "name"; PRINT; STORE.
 */
MUST_CHECK bool provider_pair(struct env *env, const struct pairing_request *request,
                              const char *file, const struct value **doc, struct err *err);
/* The same with the koppelkarte appended to PDF instead of written to a file. */
MUST_CHECK bool provider_pair_bytes(struct env *env, const struct pairing_request *request,
                                    struct buf *pdf, const struct value **doc, struct err *err);
/*
 * A new koppelkarte for device ID, which keeps its name, role and bounds: its key ends at once and
 * every card before is void. Errors: as above; CONFLICT (revoked).
 */
MUST_CHECK bool provider_roll(struct env *env, int64_t id, const char *file,
                              const struct value **doc, struct err *err);
MUST_CHECK bool provider_roll_bytes(struct env *env, int64_t id, struct buf *pdf,
                                    const struct value **doc, struct err *err);
/* "B,C" as a set of BIT(TYPE_...); "" gives 0. Errors: INVALID "types". */
MUST_CHECK bool provider_types(const char *text, unsigned *out, struct err *err);
/* {"providers":[{"provider","name","phone","city","protected","services"}]} by name. */
MUST_CHECK bool provider_list(struct env *env, const struct value **doc, struct err *err);
/* {"devices":[{"id","provider","name","role","site","types","state","created_at","paired_on",
   "last_seen_on","instructed_on",...}]} of PROVIDER ("": all). */
MUST_CHECK bool provider_devices(struct env *env, const char *provider,
                                 const struct value **doc, struct err *err);
/* Revoke device ID. Errors: NOT_FOUND, ALREADY_RECORDED, STORE. */
MUST_CHECK bool provider_revoke(struct env *env, int64_t id, const struct value **doc,
                                struct err *err);
/* Give device ID another name. Errors: NOT_FOUND, INVALID "name". */
MUST_CHECK bool provider_name_device(struct env *env, int64_t id, const char *name,
                                     const struct value **doc, struct err *err);
/* {"provider":{...}} with services, agreements and devices. */
MUST_CHECK bool provider_show(struct env *env, const char *key, const struct value **doc,
                              struct err *err);

#endif
