/*
 * err.h - why something did not happen: one closed list of reasons.
 *
 * Every function that can fail returns bool and takes a struct err last.
 * true is success.  On false the err says why and outputs are untouched.
 * The first failure wins: setting an err that is already set keeps the first.
 *
 * The reasons, their order of precedence, HTTP status, exit status, names and
 * sentences stand once, in the table REASON_MAP below and in base/err.c.
 */
#ifndef ERR_H
#define ERR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))

/* Marks a German text in a table, so that xgettext collects it. */
#define N_(text) text

/* name, HTTP status, exit status; in the order in which rules check them. */
#define REASON_MAP(X)                                 \
    X(MALFORMED, "malformed", 400, 4)                 \
    X(FOREIGN_CODE, "foreign_code", 400, 4)           \
    X(NOT_ALLOWED, "not_allowed", 403, 3)             \
    X(RATE_LIMITED, "rate_limited", 429, 3)           \
    X(UNKNOWN, "unknown", 404, 5)                     \
    X(WRONG_PROVIDER, "wrong_provider", 403, 3)       \
    X(IN_WORK_ELSEWHERE, "in_work_elsewhere", 409, 3) \
    X(SUPERSEDED, "superseded", 410, 3)               \
    X(WITHDRAWN, "withdrawn", 410, 3)                 \
    X(ALREADY_RECORDED, "already_recorded", 409, 3)   \
    X(EXPIRED, "expired", 410, 3)                     \
    X(CLOSED, "closed", 409, 3)                       \
    X(NOT_YET_VALID, "not_yet_valid", 409, 3)         \
    X(WRONG_STEP, "wrong_step", 409, 3)               \
    X(CONSENT_MISSING, "consent_missing", 403, 3)     \
    X(LEVEL_TOO_LOW, "level_too_low", 403, 3)         \
    X(DATE_OUT_OF_RANGE, "date_out_of_range", 422, 4) \
    X(INVALID, "invalid", 422, 4)                     \
    X(CONFLICT, "conflict", 409, 3)                   \
    X(NOT_FOUND, "not_found", 404, 5)                 \
    X(TOO_LARGE, "too_large", 413, 4)                 \
    X(STORE, "store", 503, 10)                        \
    X(PRINT, "print", 500, 11)

enum reason {
    REASON_NONE = 0,
#define REASON_ENUM(id, name, http, exit_status) REASON_##id,
    REASON_MAP(REASON_ENUM)
#undef REASON_ENUM
    REASON__MAX
};

/* What a reason means to people. German is the key of its translation. */
struct reason_row {
    const char *name;     /* on the wire and on the command line */
    int http;             /* HTTP status */
    int exit_status;      /* exit status of the command line */
    const char *sentence; /* German: what is the matter */
    const char *action;   /* German: what to do next */
};

/* The row of REASON; never NULL. REASON_NONE and strangers give "internal". */
const struct reason_row *reason_row(enum reason reason);

/* The reason with this wire name, or REASON_NONE. */
enum reason reason_from_name(const char *name);

#define ERR_FIELD_MAX 48
#define ERR_ARGS 4
#define ERR_ARG_MAX 160

/*
 * A failure. `key` is a German sentence with %1 .. %4 for the arguments; it is
 * also the key of its translation. %_1 stands for a German word of ours, which is
 * translated too. Without a key the reason's own sentence stands. Arguments are
 * copied and cut at a letter boundary.
 */
struct err {
    enum reason reason;
    char field[ERR_FIELD_MAX];
    const char *key; /* string literal, or NULL */
    char arg[ERR_ARGS][ERR_ARG_MAX];
};

/*
 * Set ERR unless it is already set. FIELD is the name of the input at fault
 * ("" for none); KEY a string literal (or NULL); then up to four strings.
 * Returns false, so that a caller can write `return err_set(...)`.
 */
#define err_set(err, reason, field, ...) \
    err_set_list((err), (reason), (field), (const char *const[]){__VA_ARGS__, NULL})
bool err_set_list(struct err *err, enum reason reason, const char *field,
                  const char *const *key_and_args);

/* A number as text in the caller's buffer, for an argument of err_set. */
#define ERR_NUMBER_MAX 24
const char *err_number(char out[ERR_NUMBER_MAX], long long number);

struct buf;
struct catalog;

/*
 * Append the sentence of ERR to OUT: its key with the arguments filled in, or
 * the reason's sentence. CATALOG translates (NULL: German).
 */
void err_sentence(const struct err *err, const struct catalog *catalog, struct buf *out);

#endif
