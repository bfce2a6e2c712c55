/*
 * rules.c - the transition table of a voucher's life, and finding a row in it.
 *
 * The only place that says which step leads where. What a row cannot say in
 * columns (days, who is bound, what was told before) stands in its remark and is
 * checked in check_*.c and fold.c.
 */
#include "rules.h"

#define OFFICE BIT(WHO_OFFICE)
#define PROVIDER (RECEPTION | LEAD)
#define ANYBODY (PROVIDER | OFFICE) /* the office from returned paper */
#define RECEPTION BIT(WHO_RECEPTION)
#define LEAD BIT(WHO_LEAD)
#define TICK BIT(WHO_TICK)

#define NONE BIT(STATE_NONE)
#define ISSUED BIT(STATE_ISSUED)
#define WAITING (BIT(STATE_ISSUED) | BIT(STATE_WAITLISTED))
#define EXPIRED BIT(STATE_EXPIRED)
#define DECLINED BIT(STATE_DECLINED)
#define UNREDEEMED (WAITING | DECLINED | EXPIRED)
#define ACCEPTED BIT(STATE_ACCEPTED)
#define STARTED BIT(STATE_STARTED)
#define ENDED BIT(STATE_ENDED)
#define WORKING (ACCEPTED | STARTED)
#define CLOSED (ENDED | EXPIRED | DECLINED | BIT(STATE_WITHDRAWN) | BIT(STATE_UNREPORTED))
#define REVIEWED BIT(STATE_REVIEWED)
#define ANY_STATE (WAITING | WORKING | CLOSED | REVIEWED)

#define AS_STARTED (BIT(OUTCOME_E1) | BIT(OUTCOME_E3) | BIT(OUTCOME_E4))
#define AS_PARTLY BIT(OUTCOME_E2)
#define AS_ACCEPTED (BIT(OUTCOME_N1) | BIT(OUTCOME_E4))

#define WHY_DECLINE (BIT(CAUSE_NO_CAPACITY) | BIT(CAUSE_NOT_RESPONSIBLE) | BIT(CAUSE_NO_ACCESS))
#define WHY_WITHDRAW                                                                      \
    (BIT(CAUSE_CLIENT_REQUEST) | BIT(CAUSE_PLAN_CHANGED) | BIT(CAUSE_ISSUED_IN_ERROR) |   \
     BIT(CAUSE_ENTITLEMENT_ENDED) | BIT(CAUSE_OTHER))
#define WHY_ANNUL                                                                         \
    (BIT(CAUSE_WRONG_PERSON) | BIT(CAUSE_WRONG_STEP) | BIT(CAUSE_WRONG_DATE) |            \
     BIT(CAUSE_DUPLICATE) | BIT(CAUSE_OTHER))
#define MAY_SAY_WHY (BIT(CAUSE_NONE) | WHY_ANNUL)

#define SAME TARGET_SAME, STATE_NONE
#define TO(state) TARGET_STATE, STATE_##state
#define NAMED(state) TARGET_NAMED, STATE_##state
#define BEFORE TARGET_BEFORE, STATE_NONE
#define REPLAY TARGET_REPLAY, STATE_NONE

/* clang-format off */
static const struct rule table[] = {
    /* step           who    level  from                target             outcomes     causes */
    { STEP_ISSUE,     OFFICE,   0, NONE,               TO(ISSUED),        0,           0,
      "names a provider or leaves the choice to the client; a referral has no paper and no code, "
      "and may be recorded until 92 days after the talk" },
    { STEP_WAITLIST,  PROVIDER, 1, ISSUED,             NAMED(WAITLISTED), 0,           0,
      "needs until; redeem_by moves to until + 14 days; free choice: noted for this provider" },
    { STEP_DECLINE,   PROVIDER, 1, WAITING,            NAMED(DECLINED),   0,           WHY_DECLINE,
      "free choice: excludes this provider until a reissue" },
    { STEP_ACCEPT,    ANYBODY,  1, WAITING | EXPIRED,  TO(ACCEPTED),      0,           0,
      "binds to this provider; happened_on <= redeem_by + 3 days; recorded within 14 days of "
      "expiry; of a referral the office alone, as told in the talk, without these terms" },
    { STEP_ACCEPT,    OFFICE,   0, BIT(STATE_UNREPORTED), TO(ACCEPTED),   0,           0,
      "a referral only: the client tells of it later" },
    { STEP_START,     ANYBODY,  1, ACCEPTED,           TO(STARTED),       0,           0,
      "bound provider only; not before accept; of a referral the office, as told in the talk" },
    { STEP_ATTEND,    ANYBODY,  2, WORKING,            SAME,              0,           0,
      "bound provider only; one a day unless again; never a missed one; not of a referral" },
    { STEP_RECOMMEND, PROVIDER, 3, WORKING | ENDED,    SAME,              0,           0,
      "bound provider only; W1 W2 W3, discussed with the client" },
    { STEP_END,       ANYBODY,  1, STARTED,            TO(ENDED),         AS_STARTED,  0,
      "bound provider only; not before start; never who ended it or why; of a referral the office, "
      "as told in the talk" },
    { STEP_END,       ANYBODY,  3, STARTED,            TO(ENDED),         AS_PARTLY,   0,
      "as above" },
    { STEP_END,       ANYBODY,  1, ACCEPTED,           TO(ENDED),         AS_ACCEPTED, 0,
      "as above; not before accept" },
    { STEP_EXTEND,    OFFICE,   0, WAITING,            SAME,              0,           0,
      "new redeem_by, later than the old one, within 730 days" },
    { STEP_EXTEND,    OFFICE,   0, EXPIRED,            BEFORE,            0,           0,
      "as above; as it was before expiry" },
    { STEP_EXTEND,    OFFICE,   0, WORKING,            SAME,              0,           0,
      "new complete_by, later than the old one, within 730 days" },
    { STEP_REISSUE,   OFFICE,   0, UNREDEEMED,         TO(ISSUED),        0,           0,
      "new code, the old one is superseded; may name another provider or redeem_by; forgets "
      "waiting lists and exclusions; a referral gets its first paper" },
    { STEP_REISSUE,   OFFICE,   0, WORKING,            SAME,              0,           0,
      "new code, the old one is superseded; stays with the bound provider" },
    { STEP_WITHDRAW,  OFFICE,   0, WAITING | ACCEPTED, TO(WITHDRAWN),     0,           WHY_WITHDRAW,
      "" },
    { STEP_EXPIRE,    TICK,     0, WAITING,            TO(EXPIRED),       0,           0,
      "past redeem_by + 3 days at level 1 or more; never a referral" },
    { STEP_CLOSE,     TICK,     0, WAITING,            TO(UNREPORTED),    0,           0,
      "past redeem_by + 3 days at level 0, or a referral; no statement about the client" },
    { STEP_CLOSE,     OFFICE,   0, WORKING,            TO(UNREPORTED),    0,           0,
      "no statement about the client" },
    { STEP_REVIEW,    OFFICE,   0, CLOSED,             TO(REVIEWED),      0,           0,
      "needs the goal: yes, partly, no, unknown" },
    { STEP_REOPEN,    OFFICE,   0, REVIEWED,           BEFORE,            0,           0,
      "as it was before review" },
    { STEP_ANNUL,     RECEPTION, 0, ANY_STATE,          REPLAY,            0,           MAY_SAY_WHY,
      "an event of the same device, within 15 minutes; not issue, reissue, expire, annul" },
    { STEP_ANNUL,     LEAD,     0, ANY_STATE,          REPLAY,            0,           MAY_SAY_WHY,
      "as above, or an event of the bound provider's devices within 14 days" },
    { STEP_ANNUL,     OFFICE,   0, ANY_STATE,          REPLAY,            0,           WHY_ANNUL,
      "any time; not issue, reissue, expire, annul" },
};
/* clang-format on */

#define TABLE_COUNT (sizeof table / sizeof table[0])

const struct rule *
rules_table(size_t *count)
{
    *count = TABLE_COUNT;
    return table;
}

static bool
row_is_for(const struct rule *row, enum step step, enum who who, enum state state)
{
    return row->step == step && (row->who & BIT(who)) && (row->from & BIT(state));
}

const struct rule *
rules_find(enum step step, enum who who, enum state state, enum outcome outcome)
{
    if (who >= WHO__MAX || state >= STATE__MAX || outcome >= OUTCOME__MAX) {
        return NULL;
    }
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        unsigned outcomes = table[i].outcomes ? table[i].outcomes : BIT(OUTCOME_NONE);
        if (row_is_for(&table[i], step, who, state) && (outcomes & BIT(outcome))) {
            return &table[i];
        }
    }
    return NULL;
}

bool
rules_told(enum step step, enum who who, enum source source)
{
    return who == WHO_OFFICE && source == SOURCE_OFFICE &&
           (step == STEP_ACCEPT || step == STEP_START || step == STEP_END);
}

const struct rule *
rules_find_any(enum step step, enum who who, enum state state)
{
    const struct rule *lowest = NULL;
    if (who >= WHO__MAX || state >= STATE__MAX) {
        return NULL;
    }
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        bool lower = !lowest || table[i].level < lowest->level;
        if (lower && row_is_for(&table[i], step, who, state)) {
            lowest = &table[i];
        }
    }
    return lowest;
}
