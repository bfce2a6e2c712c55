/*
 * review.h - what a review leaves behind besides the goal: the next step, the closing checklist.
 * Pure.
 */
#ifndef REVIEW_H
#define REVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "followup.h"

/* How the office goes on after a voucher; nobody has to say. */
enum next_step {
    NEXT_NONE,
    NEXT_NOTHING,     /* nothing more is needed */
    NEXT_SAME,        /* the same service once more */
    NEXT_OTHER,       /* another service */
    NEXT_PLAN,        /* the plan changes */
    NEXT_TALK,        /* a talk with the client */
    NEXT_PLACEMENT,   /* job placement */
    NEXT__MAX
};
const char *next_step_name(enum next_step next); /* "same_service" */
const char *next_step_label(enum next_step next); /* German, for people */
enum next_step next_step_from_name(const char *name);

/* What is to be done in the other program when a help ends. */
enum check { CHECK_PROFILE, CHECK_PLAN, CHECK_HELP_PLAN, CHECK__MAX };
const char *check_name(enum check check); /* "profile" */
const char *check_label(enum check check); /* German, for people */
/* What comes back to the caseworker while it is open. */
enum followup_reason check_followup(enum check check);
/* The set of BIT(CHECK_...) in a list like "profile,plan"; false: a name nobody knows. */
bool check_set_parse(const char *names, unsigned *out);

struct review {
    enum next_step next;
    unsigned done, open; /* sets of BIT(CHECK_...); neither: it does not apply */
};

/* When what a review on DAY leaves open comes back: a working day, a week on. */
int32_t review_open_on(int32_t day);

#endif
