/*
 * case.h - use cases of the case file: import, consent, reading it, what is due.
 */
#ifndef CASE_H
#define CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct case_file;
struct env;
struct user;
struct value;

/* ---- whose case file it is ---- */

/* How much of a case file somebody may see. */
enum case_sight {
    CASE_HIDDEN,  /* answered as if it did not exist */
    CASE_LETTERS, /* own team: letters instead of services, no providers, no results; print */
    CASE_WHOLE,   /* own cases, the team's for its lead: everything, and change it */
    CASE_CHANGE   /* nobody's sight, only needed: CASE_WHOLE, to change something */
};
/* The command line itself (user id 0) sees everything. */
enum case_sight case_sight(const struct user *user, const struct case_file *client);

/*
 * Enter case NUMBER, or the case of slip NUMBER, to do what NEEDED stands for. Every entry into
 * a case of type C or D or of a protected client is on record before it is answered, as a look or
 * as a change; so is every refusal. SIGHT (may be NULL) gets what is allowed. After CASE_CHANGE
 * the right is looked at again inside whatever is written.
 * Errors: NOT_FOUND (also when it is not for the acting user's eyes), STORE.
 */
MUST_CHECK bool case_enter(struct env *env, const char *number, enum case_sight needed,
                           enum case_sight *sight, struct err *err);
MUST_CHECK bool case_enter_slip(struct env *env, const char *number, enum case_sight needed,
                                enum case_sight *sight, struct err *err);

/* The case of the voucher with CODE. Errors: those of voucher_find, UNKNOWN also when it is not for
   the acting user's eyes; NOT_ALLOWED, STORE. */
MUST_CHECK bool case_enter_code(struct env *env, const char *code, enum case_sight needed,
                                struct err *err);

/*
 * A team lead opens a case of type C or D or of a protected client of the team for a reason, which
 * is on record and holds an hour. Until then an entry is refused: NOT_ALLOWED, with this field.
 */
#define CASE_REASON_FIELD "lead_reason"
struct case_reason {
    const char *name;    /* "complaint" */
    const char *purpose; /* as it is on record */
    const char *label;   /* German */
};
const struct case_reason *case_reasons(size_t *count);
/* Is a reason asked of the acting user for case NUMBER, or that of slip NUMBER?
   Errors: NOT_FOUND, STORE. */
MUST_CHECK bool case_reason_missing(struct env *env, const char *number, bool by_slip,
                                    bool *missing, struct err *err);
/* Errors: NOT_FOUND, INVALID "reason", STORE. */
MUST_CHECK bool case_reason_give(struct env *env, const char *number, bool by_slip,
                                 const char *reason, const struct value **doc, struct err *err);

/* DOC without what a reader with CASE_LETTERS may not see: those members are null. */
const struct value *case_letters(struct env *env, const struct value *doc);

struct buf;
struct import_request {
    const char *kind;
    const char *profile;   /* "": our own column names */
    const char *encoding;  /* "utf-8", "utf-16", "windows-1252"; "": find it */
    const char *separator; /* "semicolon", "comma", "tab"; "": find it */
    const char *bytes;
    size_t len;
    bool dry_run;          /* do it, tell what it did, take it back */
    bool skip_bad;         /* pass over the lines at fault; the others come in at once */
    struct buf *bad_lines; /* NULL, or gets these as a file to mend, each with its reason */
};
#define IMPORT_ROWS_TOLD 50
#define IMPORT_FAULTS_TOLD 100
/*
 * Import a CSV file, all or nothing. DOC gets {"import":{"kind","added","changed","same",
 * "dry_run","encoding","separator","passed_over":[{"name"}]}}; with faults
 * {"lines":[{"line","field","message"}]} and an error, unless they are to be skipped: then
 * "faulty" counts them. A dry run also tells, with faults too,
 * "rows" (beside "import"): the first ones, {"line","what","what_label","key","detail",
 * "changes":[{"column","name","old","new"}]}; "what" is added, changed, same or fault, "name"
 * what the profile calls the column. "old" of a case is null for an acting user: a file with
 * its number must not be a way to read it.
 * Where the line of names fits nothing: {"glimpse":{"encoding","separator","separator_label",
 * "rows":[{"line","key","detail","cells":[{"text"}]}]}}, the first lines as they were cut.
 * The file to mend comes back mended as it is: its column of reasons is passed over.
 * Errors: INVALID (a line, the kind), NOT_FOUND (profile), TOO_LARGE, STORE.
 */
MUST_CHECK bool import_csv(struct env *env, const struct import_request *request,
                           const struct value **doc, struct err *err);
/* {"kinds":[{"name","label"}]}. */
const struct value *import_kinds(struct env *env);

struct consent_request {
    const char *case_number, *provider;
    unsigned level;
    int32_t signed_on;   /* DAY_NONE: today */
    int32_t valid_until; /* DAY_NONE: open */
    bool held_by_provider; /* the signed paper lies there */
    const char *seen;      /* "consents_seen" of the case when it was shown; NULL or "": any */
};
/* Record a signed consent. Errors: NOT_FOUND, INVALID, CONFLICT (another of that day; one that was
   withdrawn since; what the page showed has changed), STORE. */
MUST_CHECK bool consent_add(struct env *env, const struct consent_request *request,
                            const struct value **doc, struct err *err);
/* Withdraw it; works at once. Errors: NOT_FOUND, CONFLICT (it is already), STORE. */
MUST_CHECK bool consent_withdraw(struct env *env, const char *case_number, const char *provider,
                                 const struct value **doc, struct err *err);

struct need_request {
    const char *case_number, *type; /* "A".."D" */
    int64_t priority;               /* 1 urgent .. 3 */
    int32_t agreed_on;              /* DAY_NONE: today */
    const char *plan_ref;           /* "": to be entered later, a follow-up asks for it */
    const char *aim;                /* a word of level.h; "" or NULL: not settled yet */
};
/* Record an agreed need. Errors: NOT_FOUND, INVALID, CONFLICT (another on that day), STORE. */
MUST_CHECK bool need_add(struct env *env, const struct need_request *request,
                         const struct value **doc, struct err *err);

/* {"need":{"id","case","type","type_label","priority","agreed_on","plan_ref","aim","aim_label",
   "revision"}}; it is an entry to change. Errors: NOT_FOUND, STORE. */
MUST_CHECK bool need_show(struct env *env, const char *case_number, int64_t id,
                          const struct value **doc, struct err *err);
struct need_change {
    const char *case_number;
    int64_t id;
    int64_t priority;
    const char *plan_ref, *aim;
    const char *revision; /* as need_show told it */
};
/* What was agreed on which day stays. On record. Errors: NOT_FOUND, INVALID (a field), CONFLICT
   "" (changed since REVISION), STORE. */
MUST_CHECK bool need_change(struct env *env, const struct need_change *change, struct err *err);

/*
 * {"case":{...},"whole","kinds":[{"kind","kind_label","chosen"}]} with needs, consents, slips,
 * follow-ups and "timeline" (newest first; "timeline_more": there is something older). A line of
 * it has a "kind" (event, print, consent, followup, need), "happened_on" and what that kind tells.
 * Not "whole": as far as the acting user may see it.
 */
MUST_CHECK bool case_show(struct env *env, const char *number, const struct value **doc,
                          struct err *err);
#define CASE_LINES_MAX 2000
/* The same with lines of one KIND ("": all) and no more than LINES. Errors: INVALID "kind". */
struct case_part {
    const char *kind;
    size_t lines;
};
MUST_CHECK bool case_show_part(struct env *env, const char *number, const struct case_part *part,
                               const struct value **doc, struct err *err);
/*
 * Find cases by beginnings of names or by number, or the one case of a slip number or of a code
 * of any sheet: {"search":{"query","case" (that one's number) or null,"cases":[...],"more"}}.
 * Only what the acting user may see. Errors: STORE.
 */
MUST_CHECK bool case_search(struct env *env, const char *query, const struct value **doc,
                            struct err *err);
/* {"followups":[...]} due by today, of USER's cases ("": all). */
MUST_CHECK bool case_due(struct env *env, const char *user, const struct value **doc,
                         struct err *err);

#endif
