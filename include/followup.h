/*
 * followup.h - what comes back to the caseworker, and when. Pure.
 */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "flow.h"

enum followup_reason {
    FOLLOWUP_NONE,
    FOLLOWUP_NOT_PRINTED,      /* slip issued, print failed or never made */
    FOLLOWUP_APPOINTMENT_MADE, /* 14 days after issue: appointment made? Of a referral: did it work
                                  out? */
    FOLLOWUP_NOT_REDEEMED,     /* redeem_by and grace passed: expired */
    FOLLOWUP_NO_START,         /* accepted, no start in time */
    FOLLOWUP_OVERDUE_END,      /* complete_by passed */
    FOLLOWUP_REVIEW_RESULT,    /* closed in another way: look at it */
    FOLLOWUP_STUB_REQUEST,     /* level 0: ask for the return stub, voluntary */
    FOLLOWUP_CONSENT_ENDING,
    FOLLOWUP_PLAN_REVIEW,      /* six months after the talk */
    FOLLOWUP_PLAN_ENTRY,       /* need without a plan reference */
    FOLLOWUP_CONTACT,          /* nothing was recorded on the case for its interval */
    FOLLOWUP_CONTRADICTION,    /* told late by a reception, and it does not fit */
    FOLLOWUP_LETTER_DUE,       /* the client does not know yet what the office changed */
    FOLLOWUP_PROFILE_CHECK,    /* left open at a review, as are the next two */
    FOLLOWUP_PLAN_UPDATE,
    FOLLOWUP_HELP_PLAN_END,
    FOLLOWUP_MANUAL,
    FOLLOWUP__MAX
};
const char *followup_name(enum followup_reason reason);  /* "not_redeemed" */
const char *followup_label(enum followup_reason reason); /* German, for people */
/* The same about a voucher, which may be a REFERRAL. */
const char *followup_label_of(enum followup_reason reason, bool referral);
enum followup_reason followup_from_name(const char *name);
/* Does a person say when it is done, and may move it? All others go when their cause goes. */
bool followup_is_task(enum followup_reason reason);
/* May a person say that it is done? Tasks, and a letter: the client may have been told. */
bool followup_can_end(enum followup_reason reason);

struct followup {
    enum followup_reason reason;
    int32_t due_on;
};

#define FOLLOWUP_PER_VOUCHER 6
#define FOLLOWUP_START_DAYS 28 /* from accept to start, where nothing else is agreed */

/* What its events do not tell. */
struct followup_facts {
    unsigned level;
    bool printed;         /* is the paper with the code in force there? */
    int start_days;       /* agreed from accept to start */
    int32_t unsettled_on; /* since when something told late waits; DAY_NONE: nothing does */
    int32_t untold_on;    /* since when the client does not know of a change; DAY_NONE: of none */
};

/*
 * The automatic follow-ups of a voucher as it stands, also those due later; returns
 * how many. A voucher that is reviewed has none of its own.
 */
size_t followup_of_voucher(const struct fold *fold, const struct followup_facts *facts,
                           struct followup out[FOLLOWUP_PER_VOUCHER]);

/* Do two folds of a voucher give the same follow-ups, whatever its level and its prints? */
bool followup_same(const struct fold *a, const struct fold *b);

/* Of a need agreed on a day: entry into the plan, or review of it after six months. */
struct followup followup_of_need(int32_t agreed_on, bool has_plan_ref);
/* Of a signed consent that ends on VALID_UNTIL: 28 days before; none for DAY_NONE. */
struct followup followup_of_consent(int32_t valid_until);
/* Of a case on which something was last recorded on LAST_ON: DAYS later; none for 0. */
struct followup followup_of_contact(int32_t last_on, int days);

#endif
