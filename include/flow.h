/*
 * flow.h - what may happen to a voucher, and what it comes to.
 *
 * A voucher's state is the fold of its events in recording order. flow decides
 * and never acts: no clock, store, page or paper. Days and moments come in.
 */
#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"
#include "err.h"
#include "level.h"
#include "rules.h"

#define FLOW_EVENTS_MAX 500   /* per voucher; one more is refused */
#define FLOW_PROVIDERS_MAX 16 /* providers a free-choice voucher remembers */

/* One recorded event. Members a step does not use are zero (days: DAY_NONE). */
struct event {
    enum step step;
    int32_t happened_on;
    int64_t recorded_at_ms;
    enum who who;
    enum source source;
    int64_t provider;        /* acting provider; 0 for the office's own acts */
    int64_t device;          /* acting device; 0 for none */
    enum outcome outcome;    /* end */
    enum cause cause;        /* decline, withdraw, annul */
    enum goal goal;          /* review */
    unsigned recommendation; /* recommend: RECOMMEND_ bits */
    bool again;              /* attend: a second one on the same day */
    int32_t until;           /* issue, reissue: redeem_by; accept: complete_by; waitlist: end of
                                waiting; extend: the new day */
    int64_t named_provider;  /* issue, reissue: provider on the paper, 0 free choice */
    uint32_t generation;     /* issue, reissue: of the code; 0: a referral, without one */
    uint32_t annuls;         /* annul: seq of the event taken out */
    uint32_t seq;            /* 1.. in recording order */
    unsigned level;          /* reporting level in force when it was recorded */
};

/* What the events come to. */
struct fold {
    enum state state;
    enum state before;        /* of a reviewed voucher: the state before */
    enum state before_expiry; /* of an expired one: issued or waitlisted */
    uint32_t generation;      /* of the code in force; 0: a referral */
    int64_t named_provider;   /* 0: the client chooses */
    int64_t bound_provider;   /* from accept on */
    int32_t issued_on;        /* first paper */
    int32_t paper_on;         /* paper in force: issue or the last reissue; a referral's talk */
    int32_t redeem_by;        /* last day for accept */
    int32_t complete_by;      /* from accept on; DAY_NONE when the office sets no term */
    int32_t accepted_on, started_on, ended_on, expired_on, reviewed_on;
    int32_t closed_on;        /* ended, declined, expired, unreported or withdrawn */
    int32_t waitlist_until;   /* the latest end of waiting a provider named */
    int32_t last_attended_on;
    unsigned attend_count;
    enum outcome outcome;
    enum cause cause;        /* of decline or withdraw */
    enum goal goal;
    unsigned recommendation;
    size_t declined_count, waitlisted_count;
    int64_t declined[FLOW_PROVIDERS_MAX];   /* providers a free choice excludes */
    int64_t waitlisted[FLOW_PROVIDERS_MAX]; /* providers that put the client on a list */
};

/*
 * A referral: somebody was sent on without a slip. There is no paper, no code and no provider that
 * reports; the office writes down what the client tells. A reissue makes an ordinary voucher of it.
 */
bool flow_is_referral(const struct fold *fold);
/* Does EVENT give a referral its first paper? The reissue of a slip makes a second one. */
bool flow_first_paper(const struct event *event);

/* Durations an office sets; see the configuration's keys. */
struct flow_terms {
    int complete_days; /* accept to complete_by; 0: no term */
};

/*
 * Fold COUNT events. Annulled events are left out. TERMS changes nothing: the
 * days it once gave stand in the events.
 * Errors: CONFLICT when the events do not fit each other (after an annulment, or damage).
 */
MUST_CHECK bool flow_fold(const struct event *events, size_t count, struct fold *out,
                          struct err *err);

enum order { ORDER_FREE, ORDER_WARN, ORDER_STRICT, ORDER__MAX };
const char *order_name(enum order order);
/* ORDER__MAX for strangers. */
enum order order_from_name(const char *name);

/* What else a decision needs to know about the voucher. */
struct facts {
    enum service_type type;
    enum order order;
    bool earlier_open;          /* an earlier station at level 1 or more is not closed */
    struct level_facts level;   /* for the acting provider, today; the tick has none */
    struct flow_terms terms;
};

/* Is a station in STATE at LEVEL one that later stations wait for in strict order? */
bool flow_blocks_later(enum state state, unsigned level);

#define FLOW_KEEP_PROVIDER (-1) /* reissue: the paper names whom it named before */

/* What somebody wants to do. Start from COMMAND_NONE: a zero is a day in 1970. */
struct command {
    enum step step;
    enum who who;
    enum source source;
    int64_t provider;        /* of the device, or of the paper; 0: bound or named one */
    int64_t device;
    unsigned service_types;  /* set of BIT(TYPE_...) the device is enrolled for; 0: not asked */
    uint32_t generation;     /* of the code that was shown; 0: not by code */
    int64_t now_ms;
    int32_t today;
    int32_t happened_on;     /* DAY_NONE: today */
    enum outcome outcome;
    enum cause cause;
    enum goal goal;
    unsigned recommendation;
    bool discussed;          /* recommend: "mit Klient/in besprochen" */
    bool again;
    int32_t until;           /* as in struct event, but not for accept; reissue, DAY_NONE: keep, or
                                when that has passed as long again as the last paper */
    int64_t named_provider;  /* issue, reissue: as in struct event, or FLOW_KEEP_PROVIDER; others
                                ignore it */
    uint32_t annuls;         /* annul: seq */
    bool referral;           /* issue: without paper and code */
};
#define COMMAND_NONE ((struct command){.happened_on = DAY_NONE, .until = DAY_NONE})

/*
 * Decide COMMAND on a voucher with EVENTS. On success *OUT is the event to
 * record (seq, recorded_at_ms, generation and level set, deadlines moved to
 * working days). The reasons are checked in the order of err.h. A repeated step
 * by the provider that did it is ALREADY_RECORDED, with the day of the first one.
 *
 * Errors: NOT_ALLOWED .. CONFLICT; INVALID names "outcome", "reason", "goal",
 * "until", "recommendation", "discussed", "again", "provider" or "event";
 * DATE_OUT_OF_RANGE names "happened_on".
 */
MUST_CHECK bool flow_decide(const struct facts *facts, const struct event *events, size_t count,
                            const struct command *command, struct event *out, struct err *err);

/*
 * The steps COMMAND's actor could do now, as a set of BIT(STEP_...). Its step and
 * what a step needs are ignored and filled in; the office's source too. For people:
 * which of its two steps the tick takes, flow_tick says.
 */
unsigned flow_actions(const struct facts *facts, const struct event *events, size_t count,
                      const struct command *command);

/*
 * The step the tick must write down today: EXPIRE or CLOSE, or STEP_NONE.
 * LEVEL: effective, of the named provider or the best of the choice; a referral has none.
 */
enum step flow_tick(const struct fold *fold, unsigned level, int32_t today);

#endif
