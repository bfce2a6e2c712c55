/*
 * timeline.h - private to procedures: what happened in a case, merged and newest first.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct db;
struct env;
struct slip;
struct value;

enum timeline_kind {
    TIMELINE_EVENT,
    TIMELINE_PRINT,
    TIMELINE_CONSENT,
    TIMELINE_FOLLOWUP,
    TIMELINE_NEED,
    TIMELINE_READ,
    TIMELINE__MAX
};
/* What happened; who looked on is told to whoever asks for that. */
#define TIMELINE_ALL (BIT(TIMELINE_READ) - 1)
const char *timeline_name(enum timeline_kind kind);  /* "event" */
const char *timeline_label(enum timeline_kind kind); /* German, of many */
/* TIMELINE__MAX for strangers. */
enum timeline_kind timeline_from_name(const char *name);

struct timeline_query {
    unsigned kinds; /* set of BIT(TIMELINE_...) */
    size_t limit;
};

/* "timeline" and "timeline_more" (is there something older?) of a case with COUNT slips. */
MUST_CHECK bool timeline_set(struct env *env, struct db *db, struct value *record,
                             int64_t case_id, const struct slip *slip, size_t count,
                             const struct timeline_query *query, struct err *err);

#endif
