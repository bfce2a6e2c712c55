/*
 * attempt.h - a command on its way to becoming an event, and its checks.
 *
 * Private to flow. Each check answers one reason of the list in err.h; decide.c
 * calls them in that order.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "flow.h"
#include "fold.h"

/* A voucher's events, and what they come to. */
struct history {
    const struct event *events;
    size_t count;
    struct annulled annulled;
    struct fold fold;
};

struct attempt {
    const struct facts *facts;
    const struct command *command;
    const struct history *history;
    const struct fold *fold;    /* the history's */
    int64_t provider;           /* the provider it is about; 0 for none */
    int32_t happened_on;
    enum state standing;        /* the fold's state, or expired when the tick is late */
    const struct event *target; /* annul: the event named, or NULL */
};

/* Errors: CONFLICT. */
MUST_CHECK bool history_read(const struct event *events, size_t count,
                             struct history *out, struct err *err);
/* flow_decide on a history that has been read. */
MUST_CHECK bool history_decide(const struct history *history, const struct facts *facts,
                               const struct command *command, struct event *out, struct err *err);

/* Is it about a provider's doing: by itself, or by the office from returned paper? */
bool attempt_of_provider(const struct attempt *attempt);
/* From a provider's device? */
bool attempt_by_provider(const struct attempt *attempt);

/* check_right.c: may this one do it with this paper? */
bool check_allowed(const struct attempt *attempt, struct err *err);
bool check_provider(const struct attempt *attempt, struct err *err);
bool check_unbound(const struct attempt *attempt, struct err *err);
bool check_generation(const struct attempt *attempt, struct err *err);

/* check_step.c: may it be done now? */
bool check_withdrawn(const struct attempt *attempt, struct err *err);
bool check_repeated(const struct attempt *attempt, struct err *err);
bool check_expired(const struct attempt *attempt, struct err *err);
bool check_closed(const struct attempt *attempt, struct err *err);
bool check_order(const struct attempt *attempt, struct err *err);
bool check_step(const struct attempt *attempt, struct err *err);
bool check_level(const struct attempt *attempt, struct err *err);

/* check_field.c: is what was said complete and possible? */
bool check_date(const struct attempt *attempt, struct err *err);
bool check_fields(const struct attempt *attempt, struct err *err);
bool check_room(const struct attempt *attempt, struct err *err);

#endif
