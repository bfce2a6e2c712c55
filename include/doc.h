/*
 * doc.h - results become the one document: records that pages, --json and forms show.
 *
 * Members are facts (codes, days as 2026-05-04, moments in RFC 3339); what people read is
 * added as *_label in German, the key of its translation.
 */
#ifndef DOC_H
#define DOC_H

#include "err.h"
#include "store_case.h"
#include "store_slip.h"

struct arena;
struct db;
struct env;
struct event;
struct service;
struct timeline_query;
struct value;
struct voucher_history;

/* Set KEY to DAY as ISO text, or null for DAY_NONE; to a moment, or null for 0. */
void doc_set_day(struct arena *arena, struct value *record, const char *key, int32_t day);
void doc_set_moment(struct value *record, const char *key, int64_t moment_ms);
/* The 32 bytes of a SHA-256 in hexadecimal. */
const char *doc_sha256(struct arena *arena, const uint8_t sha256[32]);

/* Given and family name; the family name alone where there is no other. */
const char *doc_client_name(struct arena *arena, const struct case_file *client);
/* As in a list: "Müller, Ayşe". */
const char *doc_listed_name(struct arena *arena, const struct case_file *client);

/* The code of the voucher's GENERATION, in groups; NULL for 0: a referral has none. */
const char *doc_voucher_code(const struct env *env, struct arena *arena,
                             const struct voucher *voucher, uint32_t generation);

/* What the event is called: a referral's are not what a slip's are. */
const char *doc_event_label(const struct event *event);
/* One event: command, happened_on, recorded_at, source, receipt ... */
struct value *doc_event(struct arena *arena, const struct stored_event *stored);
/* A review also says "next_step" and "checks":[{"check","done"}]; other steps say nothing more. */
MUST_CHECK bool doc_add_review(struct db *db, struct value *event,
                               const struct stored_event *stored, struct err *err);
/* The INDEXth of a voucher's COUNT events, with "annulled": did a later one take it out? */
struct value *doc_event_of(struct arena *arena, const struct stored_event *stored, size_t count,
                           size_t index);

/* A voucher with state, level, days. Reads provider and slip. */
MUST_CHECK bool doc_voucher(struct env *env, struct db *db, struct arena *arena,
                            const struct voucher *voucher, const struct fold *fold,
                            struct value **out, struct err *err);
/* Counts what happened to all vouchers of a slip. */
int64_t doc_slip_version(const struct voucher *voucher, size_t count);
/* May CLIENT's SLIP show the code of the client's own view? A referral has none, and whoever is
   protected, be it since the slip was issued, is shown nothing there. */
bool doc_slip_has_client_code(const struct slip *slip, const struct case_file *client);
/* A slip with its vouchers. */
MUST_CHECK bool doc_slip(struct env *env, struct db *db, struct arena *arena,
                         const struct slip *slip, struct value **out, struct err *err);
/* A case: client, needs, consents, slips, timeline as QUERY wants it, follow-ups. */
MUST_CHECK bool doc_case(struct env *env, struct db *db, struct arena *arena,
                         const struct case_file *client, const struct timeline_query *query,
                         struct value **out, struct err *err);
/* Open follow-ups as store_followup_list gives them, as a list. */
MUST_CHECK bool doc_followups(struct env *env, struct db *db, struct arena *arena,
                              const char *user, int64_t case_id, int32_t day, size_t limit,
                              struct value **out, struct err *err);
/* A provider: services, agreements, devices. */
MUST_CHECK bool doc_provider(struct env *env, struct db *db, struct arena *arena,
                             const struct provider *provider, struct value **out,
                             struct err *err);
/* "B, C" of a set of BIT(TYPE_...); NULL for none. */
const char *doc_types(struct arena *arena, unsigned types);
/* "B – Schuldnerberatung, C – ...": each type of SERVICE once that is in WANTED (BIT(TYPE_...), 0
   all). */
const char *doc_service_types(struct arena *arena, const struct service *service, size_t count,
                              unsigned wanted);
/* The devices of a provider id (0: all) as a list. */
MUST_CHECK bool doc_devices(struct env *env, struct db *db, struct arena *arena,
                            int64_t provider, struct value **out, struct err *err);

#endif
