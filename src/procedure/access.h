/*
 * access.h - private to procedures: who saw or recorded what about a client.
 *
 * What is on record and no more: steps, prints, what a reception was shown (once a day) or
 * refused (for 30 days), and reads of the case where each is logged. People stand with their
 * task, receptions with their provider. At level 0 there is nothing to tell.
 */
#ifndef ACCESS_H
#define ACCESS_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct db;
struct env;
struct slip;

struct access_line {
    int64_t moment_ms;
    const char *what;     /* German, a key of forms/texts */
    const char *who;      /* the same: "das Amt" */
    const char *who_name; /* of a provider that may be named; NULL */
    const char *role;     /* of the office's person, German; NULL */
    const char *slip;     /* number; NULL: the case */
    int position;         /* of the station; 0: the whole slip */
};

struct access_lines {
    struct access_line *line;
    size_t count, cap;
};

/* All lines about the case CASE_ID, of SLIP alone when it is not NULL; the newest first. */
MUST_CHECK bool access_collect(struct env *env, struct db *db, int64_t case_id,
                               const struct slip *slip, struct access_lines *out,
                               struct err *err);
/* The INDEXth word that such a line may hold beside steps and people; NULL after the last. */
const char *access_word_at(size_t index);

/* What a read in the access log was for, German; a team lead's is the reason that was given. */
const char *access_purpose_label(const char *purpose);

#endif
