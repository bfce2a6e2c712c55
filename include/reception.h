/*
 * reception.h - use cases of a provider's reception: pair a device, look a code up, record.
 *
 * The device's key is necessary for every act. What is not addressed to the device's
 * provider is answered by its reason and nothing else. At level 0 a scan leaves only a
 * daily counter.
 */
#ifndef RECEPTION_H
#define RECEPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"
#include "late.h"
#include "store_people.h"

struct buf;
struct catalog;
struct env;
struct value;

#define RECEPTION_KEY_MAX 44  /* base64url of 32 bytes and NUL */
#define RECEPTION_NAME_MAX 40 /* letters, digits, blanks */
#define RECEPTION_NONCE_MIN 16
#define RECEPTION_NONCE_MAX 64

/*
 * What whoever works with a device takes note of before its first use (§ 78 SGB X), and the version
 * of that text (assets/pages/pair.html): it grows when the sense of the text changes. Software
 * cannot read: its provider has told its people by the agreement, and the office pairs no
 * software without one.
 */
#define RECEPTION_INSTRUCTION 1
#define RECEPTION_BY_AGREEMENT 0

/*
 * Exchange a koppelkarte's code for a device key, once. KEY is told this one time. SOFTWARE: the
 * device is a program. NAME stands unless the office has given one.
 * DOC: {"device":{"key","id","name","provider","role"}}.
 * Errors: MALFORMED, FOREIGN_CODE, UNKNOWN (also used, expired, revoked: all alike),
 *         INVALID "name", STORE.
 */
MUST_CHECK bool reception_pair(struct env *env, const char *code, const char *name,
                               bool software, char key[RECEPTION_KEY_MAX], const struct value **doc,
                               struct err *err);

/* Its people have taken note today; DEVICE is as it then stands. Once: the first day stays. */
MUST_CHECK bool reception_instruct(struct env *env, struct device *device, struct err *err);

/* The device of a key. Errors: NOT_ALLOWED (unknown or revoked). */
MUST_CHECK bool reception_device(struct env *env, const char *key, struct device *out,
                                 struct err *err);

/* How a code came in. */
struct reception_scan {
    const char *code;   /* as scanned or typed */
    enum source source; /* SOURCE_SCAN, SOURCE_TYPED or SOURCE_API */
};

/*
 * What the paper says and what may be done now.
 * DOC: {"voucher":{"code","state","state_label","type","service"?,"client"?,"redeem_by",
 * "complete_by"?,"appointment"?,"level",...},"actions":[{"command","label","likely",
 * "outcomes"?,"reasons"?}],"notice"?}. At level 0: {"voucher":null,"actions":[],"notice":...}.
 * Errors: the reasons of design's list; a refusal on a known voucher becomes a row.
 */
MUST_CHECK bool reception_lookup(struct env *env, const struct device *device,
                                 const struct reception_scan *scan, const struct value **doc,
                                 struct err *err);

struct reception_event {
    const char *code;
    enum step step;
    enum source source;
    const char *nonce;       /* 16..64 of [A-Za-z0-9_-] */
    int32_t happened_on;     /* DAY_NONE: today */
    enum outcome outcome;
    enum cause cause;        /* decline, annul */
    int32_t until;           /* waitlist */
    unsigned recommendation; /* with discussed */
    bool discussed;
    bool again;
    const char *receipt;     /* annul: of the event; "" otherwise */
};

/*
 * Record one step. The same nonce and body again gives the stored answer (FRESH false);
 * another body with the same nonce is CONFLICT.
 * DOC: {"event":{"id","command","happened_on","recorded_at","receipt"},"voucher":{...}}.
 */
MUST_CHECK bool reception_record(struct env *env, const struct device *device,
                                 const struct reception_event *event, const struct value **doc,
                                 bool *fresh, struct err *err);

/* A step that waited in the device until there was a line again. */
struct reception_late {
    const char *code;
    enum step step;          /* STEP_ACCEPT, STEP_START or STEP_END, and nothing about it */
    enum source source;      /* SOURCE_SCAN or SOURCE_TYPED */
    const char *nonce;       /* that of the try online, if there was one */
    struct late_clock clock;
};

/*
 * Record one of them, by the rules of its day. What happened and does not fit what is recorded is
 * kept for the office to decide (*KEPT, a warning for people); what consent does not allow is
 * dropped and counted. The same nonce again gives the same answer.
 * DOC: as reception_record, "late" in its event; kept: {"kept":{"reason","message","action"}}.
 * Errors: as reception_record; DATE_OUT_OF_RANGE "happened_at"; INVALID "command".
 */
MUST_CHECK bool reception_record_late(struct env *env, const struct device *device,
                                      const struct reception_late *late, const struct value **doc,
                                      bool *kept, struct err *err);

/*
 * The device has a line and says how many entries wait in it: {"contact":{"server_ms"}}.
 * Errors: NOT_ALLOWED (revoked), STORE.
 */
MUST_CHECK bool reception_contact(struct env *env, const struct device *device, int64_t waiting,
                                  const struct value **doc, struct err *err);

/* Record that the provider holds a signed consent, up to the agreement's level. */
MUST_CHECK bool reception_consent(struct env *env, const struct device *device,
                                  const struct reception_scan *scan, const struct value **doc,
                                  struct err *err);

/*
 * What a voucher code shows without a device: {"public":{"valid","redeem_by"?,"help_phone"}}.
 * Unknown, withdrawn, superseded and long expired look alike.
 */
MUST_CHECK bool reception_public(struct env *env, const char *code, const struct value **doc,
                                 struct err *err);
/*
 * What the client's own code shows: {"client":{"slip","language","help_phone","next","stations":
 * [{"position","state","state_label","title"?,"notice"?,"free_choice","provider"?,"appointment"?,
 * "bring"?,"redeem_by","complete_by","events":[...]}],"access":[{"seen_at","label","who",
 * "who_name"?,"position"?}]}}. "next" is the position of the station
 * to go to now, 0 for none. Its words are keys of forms/texts.
 */
MUST_CHECK bool reception_client(struct env *env, const char *code, const struct value **doc,
                                 struct err *err);
/* The texts of that page in LANGUAGE, and what they are worth:
   {"translation":null | {"checked_by"?,"checked_on"}}. TEXTS NULL: German. */
MUST_CHECK bool reception_client_texts(struct env *env, const char *language,
                                       const struct catalog **texts, const struct value **doc,
                                       struct err *err);
/*
 * The appointment at a station as a calendar file (RFC 5545) in LANGUAGE (NULL: the slip's).
 * Errors: those of the code; NOT_FOUND (no such station, no appointment, or one that only the
 * sheet tells).
 */
MUST_CHECK bool reception_client_calendar(struct env *env, const char *code, int64_t position,
                                          const char *language, struct buf *out,
                                          struct err *err);

#endif
