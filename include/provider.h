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

/*
 * Make a device of PROVIDER that waits to be paired; FILE ("" none) gets the koppelkarte.
 * DOC: {"pairing":{"code","expires_at","device"},"pdf"?}.
 * Errors: NOT_FOUND, PRINT, STORE.
 */
MUST_CHECK bool provider_pair(struct env *env, const char *provider, enum who role,
                              const char *file, const struct value **doc, struct err *err);
/* The same with the koppelkarte appended to PDF instead of written to a file. */
MUST_CHECK bool provider_pair_bytes(struct env *env, const char *provider, enum who role,
                                    struct buf *pdf, const struct value **doc, struct err *err);
/* {"providers":[{"provider","name","phone","city","protected","services"}]} by name. */
MUST_CHECK bool provider_list(struct env *env, const struct value **doc, struct err *err);
/* {"devices":[...]} of PROVIDER ("": all). */
MUST_CHECK bool provider_devices(struct env *env, const char *provider,
                                 const struct value **doc, struct err *err);
/* Revoke device ID. Errors: NOT_FOUND, ALREADY_RECORDED, STORE. */
MUST_CHECK bool provider_revoke(struct env *env, int64_t id, const struct value **doc,
                                struct err *err);
/* {"provider":{...}} with services, agreements and devices. */
MUST_CHECK bool provider_show(struct env *env, const char *key, const struct value **doc,
                              struct err *err);

#endif
