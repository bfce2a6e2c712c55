/*
 * walker_test.c - every step from every state by every actor, at every level and outcome.
 *
 * What is expected stands here a second time, by hand, as one letter per case:
 * + recorded, = already_recorded, w wrong_step, x expired, t withdrawn, c closed,
 * ! not_allowed. So a slip in the table of rules.c shows against this one.
 */
#include "world.h"

/* The columns: none, issued, waitlisted, accepted, started, ended, declined, expired,
 * unreported (after accept), withdrawn (before accept), reviewed (after end). */
static const enum state columns[] = {
    STATE_NONE,     STATE_ISSUED,  STATE_WAITLISTED, STATE_ACCEPTED,  STATE_STARTED, STATE_ENDED,
    STATE_DECLINED, STATE_EXPIRED, STATE_UNREPORTED, STATE_WITHDRAWN, STATE_REVIEWED,
};
#define COLUMNS (sizeof columns / sizeof columns[0])

struct expected {
    enum step step;
    const char *by_column;
};

/* clang-format off */
static const struct expected of_office[] = {
    /*                 NIWASEDXUTR */
    { STEP_ISSUE,     "+wwwwccxctc" },
    { STEP_WAITLIST,  "!!!!!!!!!!!" },
    { STEP_DECLINE,   "!!!!!!!!!!!" },
    { STEP_ACCEPT,    "w++===c+=t=" },
    { STEP_START,     "www+==cxct=" },
    { STEP_ATTEND,    "www++ccxctc" },
    { STEP_RECOMMEND, "!!!!!!!!!!!" },
    { STEP_END,       "www++=cxct=" },
    { STEP_EXTEND,    "w++++cc+ctc" },
    { STEP_REISSUE,   "w++++c++ctc" },
    { STEP_WITHDRAW,  "w+++wccxctc" },
    { STEP_EXPIRE,    "!!!!!!!!!!!" },
    { STEP_CLOSE,     "www++ccx=tc" },
    { STEP_REVIEW,    "wwwww+++++=" },
    { STEP_REOPEN,    "wwwwwccxct+" },
    { STEP_ANNUL,     "ww+++++w+++" },
};
static const struct expected of_provider[] = {
    { STEP_ISSUE,     "!!!!!!!!!!!" },
    { STEP_WAITLIST,  "w+=wwccxctc" },
    { STEP_DECLINE,   "w++wwc=xctc" },
    { STEP_ACCEPT,    "w++===c+=t=" },
    { STEP_START,     "www+==cxct=" },
    { STEP_ATTEND,    "www++ccxctc" },
    { STEP_RECOMMEND, "www+++cxctc" },
    { STEP_END,       "www++=cxct=" },
    { STEP_EXTEND,    "!!!!!!!!!!!" },
    { STEP_REISSUE,   "!!!!!!!!!!!" },
    { STEP_WITHDRAW,  "!!!!!!!!!!!" },
    { STEP_EXPIRE,    "!!!!!!!!!!!" },
    { STEP_CLOSE,     "!!!!!!!!!!!" },
    { STEP_REVIEW,    "!!!!!!!!!!!" },
    { STEP_REOPEN,    "!!!!!!!!!!!" },
    { STEP_ANNUL,     "w!+++++!!!!" },
};
static const struct expected of_tick[] = { /* on the day the grace has passed */
    { STEP_ISSUE,     "!!!!!!!!!!!" },
    { STEP_ACCEPT,    "!!!!!!!!!!!" },
    { STEP_EXPIRE,    "w++wwccxctc" },
    { STEP_CLOSE,     "w++wwccx=tc" },
    { STEP_REVIEW,    "!!!!!!!!!!!" },
    { STEP_ANNUL,     "!!!!!!!!!!!" },
};
/* clang-format on */

static enum reason
reason_of_letter(char letter)
{
    static const char letters[] = "+=wxtc!";
    static const enum reason reasons[] = {
        REASON_NONE,      REASON_ALREADY_RECORDED, REASON_WRONG_STEP,  REASON_EXPIRED,
        REASON_WITHDRAWN, REASON_CLOSED,           REASON_NOT_ALLOWED,
    };
    return reasons[strchr(letters, letter) - letters];
}

/* Give COMMAND whatever its step needs in STATE. */
static struct command
complete(struct command command, const struct world *world, enum state state)
{
    struct fold fold = fold_of(world);
    int32_t old = fold.bound_provider ? fold.complete_by : fold.redeem_by;
    switch (command.step) {
    case STEP_ISSUE:
    case STEP_WAITLIST:
        command.until = world->today + 14;
        break;
    case STEP_EXTEND:
        command.until = (old > world->today ? old : world->today) + 14;
        break;
    case STEP_REISSUE:
        command.until = fold.bound_provider ? DAY_NONE : world->today + 14;
        command.named_provider = FLOW_KEEP_PROVIDER;
        break;
    case STEP_DECLINE:
        command.cause = CAUSE_NO_CAPACITY;
        break;
    case STEP_WITHDRAW:
        command.cause = CAUSE_OTHER;
        break;
    case STEP_ACCEPT:
        if (state == STATE_EXPIRED) {
            command.happened_on = fold.redeem_by;
        }
        break;
    case STEP_RECOMMEND:
        command.recommendation = RECOMMEND_W2;
        command.discussed = true;
        break;
    case STEP_END:
        command.outcome = state == STATE_ACCEPTED ? OUTCOME_N1 : OUTCOME_E1;
        break;
    case STEP_REVIEW:
        command.goal = GOAL_PARTLY;
        break;
    case STEP_ANNUL:
        command.annuls = (uint32_t)world->count;
        command.cause = CAUSE_WRONG_STEP;
        break;
    default:
        break;
    }
    if (command.who == WHO_OFFICE && (command.step == STEP_ACCEPT || command.step == STEP_START ||
                                      command.step == STEP_ATTEND || command.step == STEP_END)) {
        command.source = SOURCE_PAPER_PROVIDER;
    }
    return command;
}

static void
walk(const struct expected *table, size_t count, struct command (*by)(const struct world *,
                                                                     enum step),
     unsigned level, bool late)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t column = 0; column < COLUMNS; column++) {
            struct world world = world_in(columns[column]);
            if (late && columns[column] != STATE_NONE) {
                world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS + 1);
            }
            world.facts.level.agreement_level = level;
            struct command command = complete(by(&world, table[i].step), &world, columns[column]);
            enum reason expected = reason_of_letter(table[i].by_column[column]);
            enum reason reason = reason_of(&world, command);
            if (reason != expected) {
                fail_msg("%s from %s: expected %s, got %s %s", step_name(command.step),
                         state_name(columns[column]), reason_row(expected)->name,
                         reason_row(reason)->name, world.err.field);
            }
        }
    }
}

#define WALK(table, by, level, late) \
    walk(table, sizeof(table) / sizeof(table)[0], by, level, late)

static struct command
by_lead_scanning(const struct world *world, enum step step)
{
    struct command command = WITH(by_lead(world, step), source, SOURCE_SCAN);
    command.device = PONTE_PHONE;
    return command;
}

static void
the_office_does_what_the_table_says(void **state)
{
    (void)state;
    WALK(of_office, by_office, 3, false);
}

static void
a_reception_does_what_the_table_says(void **state)
{
    (void)state;
    WALK(of_provider, by_reception, 3, false);
}

static void
a_lead_does_what_the_table_says(void **state)
{
    (void)state;
    WALK(of_provider, by_lead_scanning, 3, false);
}

static void
the_tick_does_what_the_table_says(void **state)
{
    (void)state;
    WALK(of_tick, by_tick, 3, true);
    WALK(of_tick, by_tick, 0, true); /* flow_tick knows the level and picks one of the two */
}

static void
the_tick_does_nothing_ahead_of_time(void **state)
{
    (void)state;
    struct world world = world_issued(PONTE);
    world_on(&world, fold_of(&world).redeem_by + DEADLINE_GRACE_DAYS);
    assert_reason(&world, by_tick(&world, STEP_EXPIRE), REASON_WRONG_STEP);
    assert_int_equal(flow_tick(&(struct fold){.state = STATE_ACCEPTED}, 3, world.today), STEP_NONE);
}

/* What the event does to the state, for each row that can be walked. */
static void
a_recorded_step_leads_where_the_table_says(void **state)
{
    struct command (*const actors[])(const struct world *, enum step) = {by_office, by_reception};
    unsigned recorded = 0;
    (void)state;
    for (size_t actor = 0; actor < 2; actor++) {
        for (enum step step = STEP_ISSUE; step < STEP_ANNUL; step++) {
            for (size_t column = 0; column < COLUMNS; column++) {
                struct world world = world_in(columns[column]);
                struct command command =
                    complete(actors[actor](&world, step), &world, columns[column]);
                if (reason_of(&world, command) != REASON_NONE) {
                    continue;
                }
                const struct rule *row =
                    rules_find(step, command.who, columns[column], command.outcome);
                assert_non_null(row);
                does(&world, command);
                if (row->target == TARGET_STATE || row->target == TARGET_NAMED) {
                    assert_state(&world, row->state);
                } else if (row->target == TARGET_SAME) {
                    assert_state(&world, columns[column]);
                }
                recorded++;
            }
        }
    }
    assert_int_equal(recorded, 31 + 14); /* the + of both tables above, without annul */
}

/* Steps and the level each needs, from a state where it would be recorded. */
struct need {
    enum step step;
    enum state from;
    enum outcome outcome;
    unsigned level;
};

static const struct need needs[] = {
    {STEP_WAITLIST, STATE_ISSUED, OUTCOME_NONE, 1},
    {STEP_DECLINE, STATE_WAITLISTED, OUTCOME_NONE, 1},
    {STEP_ACCEPT, STATE_ISSUED, OUTCOME_NONE, 1},
    {STEP_START, STATE_ACCEPTED, OUTCOME_NONE, 1},
    {STEP_ATTEND, STATE_STARTED, OUTCOME_NONE, 2},
    {STEP_RECOMMEND, STATE_ENDED, OUTCOME_NONE, 3},
    {STEP_END, STATE_ACCEPTED, OUTCOME_N1, 1},
    {STEP_END, STATE_ACCEPTED, OUTCOME_E4, 1},
    {STEP_END, STATE_STARTED, OUTCOME_E1, 1},
    {STEP_END, STATE_STARTED, OUTCOME_E2, 3},
    {STEP_END, STATE_STARTED, OUTCOME_E3, 1},
    {STEP_END, STATE_STARTED, OUTCOME_E4, 1},
};
#define NEEDS (sizeof needs / sizeof needs[0])

static struct command
needing(const struct world *world, const struct need *need, enum who who)
{
    struct command command = who == WHO_OFFICE ? by_office(world, need->step)
                                               : by_reception(world, need->step);
    command = complete(command, world, need->from);
    command.outcome = need->outcome;
    return command;
}

static void
a_step_below_its_level_is_refused_and_at_its_level_recorded(void **state)
{
    (void)state;
    for (size_t i = 0; i < NEEDS; i++) {
        for (unsigned level = 0; level <= LEVEL_MAX; level++) {
            struct world world = world_in(needs[i].from);
            struct command command = needing(&world, &needs[i], WHO_RECEPTION);
            world.facts.level.agreement_level = level;
            assert_reason(&world, command,
                          level < needs[i].level ? REASON_LEVEL_TOO_LOW : REASON_NONE);
            world.facts.level = (struct level_facts){
                .agreement_valid = true, .basis = BASIS_CONSENT, .agreement_level = 3,
                .consent_signed = level > 0, .consent_level = level};
            assert_reason(&world, command,
                          level < needs[i].level ? REASON_CONSENT_MISSING : REASON_NONE);
        }
    }
}

static void
paper_follows_the_level_only_when_the_provider_sent_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < NEEDS; i++) {
        struct world world = world_in(needs[i].from);
        struct command command = needing(&world, &needs[i], WHO_OFFICE);
        if (command.source != SOURCE_PAPER_PROVIDER) {
            continue; /* no step from paper */
        }
        world.facts.level.agreement_level = 0;
        assert_reason(&world, command, REASON_LEVEL_TOO_LOW);
        assert_reason(&world, WITH(command, source, SOURCE_PAPER_CLIENT), REASON_NONE);
    }
}

static void
each_outcome_ends_only_from_its_state(void **state)
{
    /*                                        none E1   E2   E3   E4   N1 */
    static const char from_started[OUTCOME__MAX] = {'i', '+', '+', '+', '+', 'w'};
    static const char from_accepted[OUTCOME__MAX] = {'i', 'w', 'w', 'w', '+', '+'};
    (void)state;
    for (enum outcome outcome = OUTCOME_NONE; outcome < OUTCOME__MAX; outcome++) {
        for (int started = 0; started < 2; started++) {
            char expected = (started ? from_started : from_accepted)[outcome];
            struct world world = world_in(started ? STATE_STARTED : STATE_ACCEPTED);
            struct command end = WITH(by_reception(&world, STEP_END), outcome, outcome);
            if (expected == 'i') {
                assert_invalid(&world, end, "outcome");
            } else {
                assert_reason(&world, end, reason_of_letter(expected));
            }
        }
    }
}

static void
an_outcome_belongs_to_end_alone(void **state)
{
    (void)state;
    for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
        for (size_t column = 0; column < COLUMNS; column++) {
            struct world world = world_in(columns[column]);
            struct command command = complete(by_office(&world, step), &world, columns[column]);
            if (step == STEP_END || reason_of(&world, command) != REASON_NONE) {
                continue;
            }
            assert_invalid(&world, WITH(command, outcome, OUTCOME_E1), "outcome");
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_office_does_what_the_table_says),
        cmocka_unit_test(a_reception_does_what_the_table_says),
        cmocka_unit_test(a_lead_does_what_the_table_says),
        cmocka_unit_test(the_tick_does_what_the_table_says),
        cmocka_unit_test(the_tick_does_nothing_ahead_of_time),
        cmocka_unit_test(a_recorded_step_leads_where_the_table_says),
        cmocka_unit_test(a_step_below_its_level_is_refused_and_at_its_level_recorded),
        cmocka_unit_test(paper_follows_the_level_only_when_the_provider_sent_it),
        cmocka_unit_test(each_outcome_ends_only_from_its_state),
        cmocka_unit_test(an_outcome_belongs_to_end_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
