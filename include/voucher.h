/*
 * voucher.h - use cases of one voucher: what happened, and how the office steers it.
 *
 * Thin: flow decides, the store keeps. Each answers with the document
 * {"event":{...},"voucher":{...}}.
 */
#ifndef VOUCHER_H
#define VOUCHER_H

#include <stddef.h>
#include <stdint.h>

#include "code.h"
#include "err.h"
#include "flow.h"
#include "review.h"

struct arena;
struct db;
struct env;
struct slip;
struct stored_event;
struct value;
struct voucher;

/* A step the office records or takes; members as in struct command. */
struct voucher_step {
    const char *code;     /* as typed or scanned; or the voucher's place, "2026-000417/2" */
    const char *provider; /* key of who acted, or of reissue's new one; "": as named */
    enum step step;
    enum source source;   /* NONE: the client's paper, or of a referral the client's word */
    int32_t happened_on;  /* DAY_NONE: today */
    int32_t until;
    enum outcome outcome;
    enum cause cause;
    enum goal goal;
    bool again;
    const char *receipt;  /* annul: of the event */
    struct review review; /* review: what else it says */
    uint32_t version;     /* the voucher's count of events when it was shown; 0: any */
};

/*
 * Record STEP. DOC: {"event":{...},"voucher":{...}}; after withdraw, extend and reissue also
 * "printable":[{"form","call"}], what tells the client, and the command that prints it.
 * Errors: those of code_parse and flow_decide, STORE.
 */
MUST_CHECK bool voucher_record(struct env *env, const struct voucher_step *step,
                               const struct value **doc, struct err *err);

/* The client knows of the last change without a letter; VERSION as in struct voucher_step.
   Errors: as voucher_find, CONFLICT (something came in meanwhile), STORE. */
MUST_CHECK bool voucher_told(struct env *env, const char *code, uint32_t version,
                             struct err *err);

#define RETURN_DAYS_MAX 4 /* appointments in one entry */

/* What a returned paper says, all of it in one entry. */
struct voucher_return {
    const char *code, *provider; /* as in struct voucher_step */
    enum source source;          /* SOURCE_PAPER_CLIENT or SOURCE_PAPER_PROVIDER; of a referral
                                    SOURCE_OFFICE: told in the talk */
    int32_t accepted_on, started_on, ended_on; /* DAY_NONE: not on it */
    int32_t attended_on[RETURN_DAYS_MAX];      /* likewise */
    enum outcome outcome;
    uint32_t version;
};
/*
 * Record its steps in the order of their days, all or nothing.
 * DOC: {"events":[...],"voucher":{...}}. Errors: as voucher_record; INVALID when it says nothing
 * or an outcome without an end. The field of a day at fault is the member's name, that of an
 * appointment "attended_on_1" and so on.
 */
MUST_CHECK bool voucher_return(struct env *env, const struct voucher_return *paper,
                               const struct value **doc, struct err *err);

/*
 * Take back what the acting user has just entered from a paper: the events FIRST to LAST (their
 * numbers within the voucher), all or nothing. DOC: {"voucher":{...}}.
 * Errors: NOT_FOUND (those are no such events of this user), and as voucher_record for annul.
 */
MUST_CHECK bool voucher_return_undo(struct env *env, const char *code, uint32_t first,
                                    uint32_t last, const struct value **doc, struct err *err);

/* The client disputes an event, or (LIFT) does so no longer. */
struct voucher_dispute {
    const char *code, *receipt; /* as typed or scanned; of the event */
    bool lift;
};
/*
 * The event itself and every count stay as they are. DOC: {"event":{...,"disputed",
 * "disputed_since"},"voucher":{...}}. Errors: those of code_parse, INVALID and NOT_FOUND "event",
 * CONFLICT "event" (marked, or not, already; or taken back), STORE.
 */
MUST_CHECK bool voucher_dispute(struct env *env, const struct voucher_dispute *request,
                                const struct value **doc, struct err *err);

/*
 * The voucher at POSITION of a slip, as voucher_show tells it, and what the office may do now:
 * {"voucher":{...},"can":{"accept":bool,...},"papers":{"voucher","printed","letter","feedback",
 * "consent"},"offers":[{"provider","name"}],"providers":[the same],"untold":{"on","command",
 * "happened_on"},"notes","contradictions":[...]}: "offers" are those a new paper could name,
 * "providers" only where the choice is free and open; "untold" is the change the client does not
 * know of, or null; "notes" are the sentences for another program (posting.h) about the last day
 * on which something was recorded; contradictions as in contradiction.h. Errors: NOT_FOUND, STORE.
 */
MUST_CHECK bool voucher_show_at(struct env *env, const char *slip, int64_t position,
                                const struct value **doc, struct err *err);

/* {"voucher":{...,"events":[...]}}; of each event also "late", "disputed", "disputed_since". */
MUST_CHECK bool voucher_show(struct env *env, const char *code, const struct value **doc,
                             struct err *err);

/* ---- shared by the use cases that read or write vouchers ---- */

/* The voucher a typed code opens. GENERATION (may be NULL) is that of the code. Errors: MALFORMED,
   FOREIGN_CODE, UNKNOWN (also for client and pairing codes). */
MUST_CHECK bool voucher_find(struct env *env, struct db *db, struct arena *arena,
                             const char *code, struct voucher *out, uint32_t *generation,
                             struct err *err);

/* Is TEXT, of LEN bytes, a slip's number: "2026-000417"? */
bool voucher_is_slip_number(const char *text, size_t len);
/* The voucher at POSITION of a slip. Errors: NOT_FOUND. */
MUST_CHECK bool voucher_at(struct db *db, struct arena *arena, const char *number,
                           int64_t position, struct voucher *out, struct err *err);
/* For the office, which also knows a voucher by its place: a code as above, or "2026-000417/2";
   without "/2" it is the first station. A referral has no code. GENERATION is 0 for a place. */
MUST_CHECK bool voucher_find_office(struct env *env, struct db *db, struct arena *arena,
                                    const char *what, struct voucher *out,
                                    uint32_t *generation, struct err *err);

/* The voucher behind the symbols of a code that was parsed already. Errors: UNKNOWN. */
MUST_CHECK bool voucher_open(struct db *db, struct arena *arena, const char symbols[CODE_MAX],
                             struct voucher *out, uint32_t *generation, struct err *err);

/* The voucher's events as flow wants them, and their fold. */
struct voucher_history {
    const struct event *event;
    const struct stored_event *stored;
    size_t count;
    struct fold fold;
};
MUST_CHECK bool voucher_history(struct db *db, struct arena *arena,
                                const struct voucher *voucher, struct voucher_history *out,
                                struct err *err);

/*
 * The moment to decide at: the clock's, but that of the last event where the clock was set back
 * a little since, so that no step is refused for a day that has not come yet. A clock that is
 * far behind is believed: then it was the earlier one that was wrong.
 */
int64_t voucher_now_ms(const struct env *env, const struct voucher_history *history);

/* The reporting level in force: of the bound or named provider, else the best of the choice; 0 of
   a referral. */
MUST_CHECK bool voucher_level(struct env *env, struct db *db, struct arena *arena,
                              const struct voucher *voucher, unsigned *level, struct err *err);

/* What flow needs to decide about VOUCHER of SLIP for the acting PROVIDER (0: none) today. */
MUST_CHECK bool voucher_facts(struct env *env, struct db *db, struct arena *arena,
                              const struct voucher *voucher, const struct slip *slip,
                              int64_t provider, struct facts *out, struct err *err);

/* The number of the event with a receipt as typed. Errors: INVALID "event", NOT_FOUND "event". */
MUST_CHECK bool voucher_receipt(const struct voucher_history *history, const char *typed,
                                uint32_t *seq, struct err *err);

/* Append EVENT, store its FOLD and renew the follow-ups if it moves any, all in this write. */
MUST_CHECK bool voucher_append(struct env *env, struct db *db, struct arena *arena,
                               struct voucher *voucher, const struct voucher_history *history,
                               const struct event *event, struct stored_event *stored,
                               struct err *err);

/* Whoever decides on a page decides on what the page showed. Errors: CONFLICT. */
MUST_CHECK bool voucher_check_version(const struct voucher *voucher, uint32_t version,
                                      struct err *err);

/* The moment from which the code in force was made. */
int64_t voucher_code_since_ms(const struct voucher_history *history);

/* Since when the client has not been told of a change they must hear of; DAY_NONE: of none. */
MUST_CHECK bool voucher_untold(struct db *db, const struct voucher *voucher,
                               const struct voucher_history *history, int32_t *since,
                               struct err *err);

/* Renew the automatic follow-ups of VOUCHER after HISTORY (its stored events are not read). */
MUST_CHECK bool voucher_refresh_followups(struct env *env, struct db *db, struct arena *arena,
                                          const struct voucher *voucher,
                                          const struct voucher_history *history,
                                          struct err *err);

#endif
