/*
 * rules.h - the life of a voucher as one table.
 *
 * Rows say who may do which step from which states at which reporting level and
 * where it leads. flow.h applies them; `laufzettel rules` prints them. A pair that
 * no row matches is refused with a reason, never ignored.
 */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stddef.h>

enum state {
    STATE_NONE, /* before issue */
    STATE_ISSUED,
    STATE_WAITLISTED,
    STATE_ACCEPTED,
    STATE_STARTED,
    STATE_ENDED,
    STATE_DECLINED,
    STATE_EXPIRED,
    STATE_UNREPORTED,
    STATE_WITHDRAWN,
    STATE_REVIEWED,
    STATE__MAX
};

enum step {
    STEP_NONE,
    STEP_ISSUE,
    STEP_WAITLIST,
    STEP_DECLINE,
    STEP_ACCEPT,
    STEP_START,
    STEP_ATTEND,
    STEP_RECOMMEND,
    STEP_END,
    STEP_EXTEND,
    STEP_REISSUE,
    STEP_WITHDRAW,
    STEP_EXPIRE,
    STEP_CLOSE,
    STEP_REVIEW,
    STEP_REOPEN,
    STEP_ANNUL,
    STEP__MAX
};

/* Who acts. The tick only writes down what is already true. */
enum who { WHO_NONE, WHO_OFFICE, WHO_RECEPTION, WHO_LEAD, WHO_TICK, WHO__MAX };

/* How the office or the provider came to know. */
enum source {
    SOURCE_NONE,
    SOURCE_SCAN,
    SOURCE_TYPED,
    SOURCE_LIST,
    SOURCE_API,
    SOURCE_PAPER_CLIENT,
    SOURCE_PAPER_PROVIDER,
    SOURCE_OFFICE, /* its own steps, what the tick writes down, and what a client tells of a
                      referral */
    SOURCE__MAX
};

/* How a service ended; never who ended it or why. */
enum outcome {
    OUTCOME_NONE,
    OUTCOME_E1, /* as planned */
    OUTCOME_E2, /* goal partly reached */
    OUTCOME_E3, /* early */
    OUTCOME_E4, /* its cause is gone */
    OUTCOME_N1, /* did not come about */
    OUTCOME__MAX
};

/* Coded causes of decline, withdraw and annul. */
enum cause {
    CAUSE_NONE,
    CAUSE_NO_CAPACITY,
    CAUSE_NOT_RESPONSIBLE,
    CAUSE_NO_ACCESS,
    CAUSE_CLIENT_REQUEST,
    CAUSE_PLAN_CHANGED,
    CAUSE_ISSUED_IN_ERROR,
    CAUSE_ENTITLEMENT_ENDED,
    CAUSE_WRONG_PERSON,
    CAUSE_WRONG_STEP,
    CAUSE_WRONG_DATE,
    CAUSE_DUPLICATE,
    CAUSE_OTHER,
    CAUSE__MAX
};

/* Was the goal reached? The caseworker's answer at review. */
enum goal { GOAL_NONE, GOAL_YES, GOAL_PARTLY, GOAL_NO, GOAL_UNKNOWN, GOAL__MAX };

enum recommendation { RECOMMEND_W1 = 1, RECOMMEND_W2 = 2, RECOMMEND_W3 = 4, RECOMMEND_ALL = 7 };

#define BIT(n) (1u << (n))

/* Where a step leads. */
enum rule_target {
    TARGET_SAME,     /* stays where it is */
    TARGET_STATE,    /* row.state */
    TARGET_NAMED,    /* row.state for a voucher that names its provider, else same */
    TARGET_BEFORE,   /* the state before expiry or review */
    TARGET_REPLAY    /* whatever the fold without the annulled event gives */
};

struct rule {
    enum step step;
    unsigned who;         /* set of BIT(WHO_...) */
    unsigned level;       /* reporting level a provider's step needs */
    unsigned from;        /* set of BIT(STATE_...) */
    enum rule_target target;
    enum state state;     /* for TARGET_STATE and TARGET_NAMED */
    unsigned outcomes;    /* set of BIT(OUTCOME_...), one of which is required; 0: none allowed */
    unsigned causes;      /* set of BIT(CAUSE_...); CAUSE_NONE: may be missing; 0: none allowed */
    const char *remark;   /* what else must hold, in words */
};

/* The table and its length. */
const struct rule *rules_table(size_t *count);
/* The row for STEP by WHO from STATE with OUTCOME, or NULL. At most one matches. */
const struct rule *rules_find(enum step step, enum who who, enum state state,
                              enum outcome outcome);
/* The row with the lowest level for STEP by WHO from STATE, whatever the outcome, or NULL. */
const struct rule *rules_find_any(enum step step, enum who who, enum state state);

/* Does the office know of STEP from the client's own word in a talk, and from no paper? Only of a
   referral it may. */
bool rules_told(enum step step, enum who who, enum source source);

/* Wire names ("accept", "paper_client", "E1", "no_capacity" ...) and back; *_NONE for strangers. */
const char *state_name(enum state state);
const char *step_name(enum step step);
const char *who_name(enum who who);
const char *source_name(enum source source);
const char *outcome_name(enum outcome outcome);
const char *cause_name(enum cause cause);
const char *goal_name(enum goal goal);
enum state state_from_name(const char *name);
enum step step_from_name(const char *name);
enum who who_from_name(const char *name);
enum source source_from_name(const char *name);
enum outcome outcome_from_name(const char *name);
enum cause cause_from_name(const char *name);
enum goal goal_from_name(const char *name);
/* "W1" for one bit; 0 for strangers. */
const char *recommendation_name(enum recommendation recommendation);
unsigned recommendation_from_name(const char *name);
/* German words for people: "Aufnahme bestätigt", "ausgestellt" ...; keys of translations. */
const char *state_label(enum state state);
const char *step_label(enum step step);
const char *who_label(enum who who);
const char *source_label(enum source source);
const char *outcome_label(enum outcome outcome);
const char *cause_label(enum cause cause);
const char *goal_label(enum goal goal);
const char *recommendation_label(enum recommendation recommendation);

struct buf;
/* Print the table as text, at most 120 columns wide. */
void rules_print(struct buf *out);

#endif
