/*
 * store_slip.h - slips, vouchers, codes, events, prints.
 *
 * A voucher row caches the fold of its events; both change in the same write.
 * Every event is linked into the voucher's hash chain (keyed BLAKE2b over version,
 * previous hash and the fields in fixed order, length-prefixed).
 */
#ifndef STORE_SLIP_H
#define STORE_SLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code.h"
#include "err.h"
#include "flow.h"

struct arena;
struct db;

#define STORE_NONCE_BYTES 16
#define STORE_HASH_BYTES 32

struct slip {
    int64_t id, case_id;
    const char *number; /* "2026-000123" */
    int32_t issued_on;
    enum order order;
    const char *language;
    bool neutral;
    int64_t issued_by;  /* user id, 0 for the command line */
    uint8_t client_seed[CODE_SEED_BYTES]; /* of the client code */
    uint32_t client_generation;           /* 0: no client code (protected, or a referral) */
    int copies;         /* prints of the slip so far */
    const char *batch;  /* "" or the batch run that issued it */
};

struct voucher {
    int64_t id, slip_id, case_id, need_id; /* need 0: none */
    int position;                          /* 1.. on the slip */
    const char *service;                   /* key */
    enum service_type type;
    uint8_t seed[CODE_SEED_BYTES];
    int64_t appointment_ms;                /* 0: none */
    bool neutral;
    struct fold fold; /* all but declined and waitlisted, which only flow_fold gives */
    uint32_t event_count;
    uint8_t head[STORE_HASH_BYTES];
    bool disputed;
};

/* An event as it is stored. */
struct stored_event {
    struct event event;
    int64_t id, voucher;
    char receipt[CODE_RECEIPT_MAX];
    int64_t user; /* acting user of the office; 0 none */
    uint8_t nonce[STORE_NONCE_BYTES]; /* hash of device and nonce; all zero for none */
    uint8_t body[STORE_NONCE_BYTES];  /* hash of the request; the same nonce must bring the same */
    uint8_t hash[STORE_HASH_BYTES];
};

/* Adds the slip and, with a client_generation, the lookup of its client code. */
MUST_CHECK bool store_slip_add(struct db *db, struct slip *row, struct err *err);
/* The client's code becomes the next one, where there is one: the old one opens nothing. */
MUST_CHECK bool store_slip_renew_client_code(struct db *db, struct slip *row, struct err *err);
/* Gives a slip without a client code its first one. */
MUST_CHECK bool store_slip_add_code(struct db *db, struct slip *row, struct err *err);
/*
 * Adds the voucher and the lookup of its first code (generation 1). ROW->fold is emptied:
 * the issue event follows by store_event_append and fills it.
 */
MUST_CHECK bool store_voucher_add(struct db *db, struct voucher *row, struct err *err);
/* The same without a code: its seed opens nothing before a reissue. */
MUST_CHECK bool store_referral_add(struct db *db, struct voucher *row, struct err *err);
/*
 * Makes the code of GENERATION findable (reissue); old lookups stay and answer superseded.
 * Adding the same one again is fine. Errors: CONFLICT (somebody else's), STORE.
 */
MUST_CHECK bool store_code_add(struct db *db, enum code_kind kind, int64_t owner,
                               const uint8_t seed[CODE_SEED_BYTES], uint32_t generation,
                               struct err *err);

struct code_hit {
    enum code_kind kind;
    int64_t owner;       /* voucher id or slip id */
    uint32_t generation;
};
/* Errors: UNKNOWN. */
MUST_CHECK bool store_code_find(struct db *db, const char symbols[CODE_MAX],
                                struct code_hit *out, struct err *err);

MUST_CHECK bool store_slip_get(struct db *db, struct arena *arena, const char *number,
                               struct slip *out, struct err *err);
MUST_CHECK bool store_slip_by_id(struct db *db, struct arena *arena, int64_t id,
                                 struct slip *out, struct err *err);
/* The slip a batch run issued under this key, if any: *FOUND. */
MUST_CHECK bool store_slip_by_batch(struct db *db, struct arena *arena, const char *batch,
                                    bool *found, struct slip *out, struct err *err);
MUST_CHECK bool store_slips_of_case(struct db *db, struct arena *arena, int64_t case_id,
                                    const struct slip **out, size_t *count, struct err *err);
MUST_CHECK bool store_voucher_get(struct db *db, struct arena *arena, int64_t id,
                                  struct voucher *out, struct err *err);
/* In order of their positions. */
MUST_CHECK bool store_vouchers_of_slip(struct db *db, struct arena *arena, int64_t slip_id,
                                       const struct voucher **out, size_t *count,
                                       struct err *err);

/* The voucher's events in recording order. */
MUST_CHECK bool store_event_list(struct db *db, struct arena *arena, int64_t voucher,
                                 const struct stored_event **out, size_t *count,
                                 struct err *err);
/* The event of this device that consumed NONCE, if any: *FOUND. */
MUST_CHECK bool store_event_by_nonce(struct db *db, struct arena *arena,
                                     const uint8_t nonce[STORE_NONCE_BYTES], bool *found,
                                     int64_t *voucher, struct stored_event *out,
                                     struct err *err);

/*
 * Append EVENT to VOUCHER (as read in this write) and store FOLD in its row. Sets id,
 * voucher, receipt and hash of EVENT; event_count and head of VOUCHER. event.seq must be
 * the next one and recorded_at_ms set, as flow_decide does.
 * Errors: STORE, CONFLICT (the voucher has changed since it was read, or the nonce is taken).
 */
MUST_CHECK bool store_event_append(struct db *db, struct voucher *voucher,
                                   struct stored_event *event, const struct fold *fold,
                                   struct err *err);

/* Vouchers the tick must look at on DAY, AFTER this id; at most LIMIT. */
MUST_CHECK bool store_voucher_due_for_tick(struct db *db, struct arena *arena, int32_t day,
                                           int64_t after, size_t limit,
                                           const int64_t **ids, size_t *count, struct err *err);

/*
 * The days from issue to intake of those whom PROVIDER has taken in for SERVICE since the day
 * SINCE, the latest first, at most LIMIT.
 */
MUST_CHECK bool store_waits(struct db *db, struct arena *arena, int64_t provider,
                            const char *service, int32_t since, size_t limit,
                            const int32_t **days, size_t *count, struct err *err);
/* How many PROVIDER has in work for SERVICE now: taken in or begun, not ended. */
MUST_CHECK bool store_in_work(struct db *db, int64_t provider, const char *service,
                              int64_t *out, struct err *err);

struct print_record {
    int64_t id, slip_id, voucher_id; /* voucher 0: the whole slip */
    const char *form;                /* form name, number and version */
    int copy;                        /* 1 first print */
    int64_t printed_at_ms;
    uint8_t sha256[32];              /* of the PDF's bytes */
    uint8_t form_sha256[32];         /* of the form files used */
    int64_t bytes;
    const char *data;                /* the values printed and what else the bytes need, as JSON */
    uint8_t proof[STORE_HASH_BYTES]; /* keyed hash of the row; zero: from before there was one */
};
/* A print of the whole slip (forms laufzettel, gutschein) also counts in slip.copies. A
   printed_at_ms of 0 becomes now. The row is proved as it is written. */
MUST_CHECK bool store_print_add(struct db *db, struct print_record *row, struct err *err);
/* How many sheets with VOUCHER on it were printed since SINCE_MS? The overview carries none. */
MUST_CHECK bool store_voucher_prints(struct db *db, const struct voucher *voucher,
                                     int64_t since_ms, int64_t *count, struct err *err);
/* Since event SEQ of VOUCHER, was a letter printed about it, or did somebody say that none is
   needed? */
MUST_CHECK bool store_voucher_told(struct db *db, int64_t voucher, uint32_t seq, bool *told,
                                   struct err *err);
MUST_CHECK bool store_prints_of_slip(struct db *db, struct arena *arena, int64_t slip_id,
                                     const struct print_record **out, size_t *count,
                                     struct err *err);

/* The prints that were these bytes, the oldest first; several when slips share a file. */
MUST_CHECK bool store_prints_by_hash(struct db *db, struct arena *arena,
                                     const uint8_t sha256[32], const struct print_record **out,
                                     size_t *count, struct err *err);

/* A refusal on a known voucher becomes a row kept for 30 days. */
MUST_CHECK bool store_refusal_add(struct db *db, int64_t voucher, int64_t provider,
                                  int64_t device, enum step step, enum reason reason,
                                  struct err *err);
struct refusal {
    int64_t provider; /* who tried; 0 none */
    int64_t recorded_at_ms;
};
MUST_CHECK bool store_refusals_of_voucher(struct db *db, struct arena *arena, int64_t voucher,
                                          const struct refusal **out, size_t *count,
                                          struct err *err);
/* Refusals recorded before BEFORE_MS go. */
MUST_CHECK bool store_refusal_purge(struct db *db, int64_t before_ms, struct err *err);
/*
 * What leaves no row is counted: SCOPE "device", "address" or "level0" (no other), by HOUR
 * since 1970 UTC; a count by day uses the day's first hour. REASON_NONE for none.
 */
MUST_CHECK bool store_count(struct db *db, const char *scope, int64_t subject, int64_t hour,
                            enum reason reason, struct err *err);
/* How often that was counted. */
MUST_CHECK bool store_counted(struct db *db, const char *scope, int64_t subject, int64_t hour,
                              enum reason reason, int64_t *out, struct err *err);

#endif
