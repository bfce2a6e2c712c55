/*
 * rules_test.c - the transition table by itself: no two rows for one case, no dead end.
 */
#include "world.h"

#include "buf.h"

static void
at_most_one_row_matches(void **state)
{
    size_t count;
    const struct rule *table = rules_table(&count);
    unsigned matched = 0;
    (void)state;
    for (enum step step = STEP_NONE; step < STEP__MAX; step++) {
        for (enum who who = WHO_NONE; who < WHO__MAX; who++) {
            for (enum state from = STATE_NONE; from < STATE__MAX; from++) {
                for (enum outcome outcome = OUTCOME_NONE; outcome < OUTCOME__MAX; outcome++) {
                    unsigned rows = 0;
                    for (size_t i = 0; i < count; i++) {
                        unsigned outcomes =
                            table[i].outcomes ? table[i].outcomes : BIT(OUTCOME_NONE);
                        rows += table[i].step == step && (table[i].who & BIT(who)) &&
                                (table[i].from & BIT(from)) && (outcomes & BIT(outcome));
                    }
                    assert_in_range(rows, 0, 1);
                    assert_int_equal(rows, rules_find(step, who, from, outcome) != NULL);
                    matched += rows;
                }
            }
        }
    }
    assert_in_range(matched, 100, 300);
}

static void
every_row_can_be_found(void **state)
{
    size_t count;
    const struct rule *table = rules_table(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (enum who who = WHO_NONE; who < WHO__MAX; who++) {
            for (enum state from = STATE_NONE; from < STATE__MAX; from++) {
                for (enum outcome outcome = OUTCOME_NONE; outcome < OUTCOME__MAX; outcome++) {
                    found = found ||
                            rules_find(table[i].step, who, from, outcome) == &table[i];
                }
            }
        }
        assert_true(found);
    }
}

static void
every_step_has_a_row_and_nobody_has_none(void **state)
{
    (void)state;
    for (enum step step = STEP_ISSUE; step < STEP__MAX; step++) {
        bool has_row = false;
        for (enum state from = STATE_NONE; from < STATE__MAX; from++) {
            assert_null(rules_find_any(step, WHO_NONE, from));
            for (enum who who = WHO_OFFICE; who < WHO__MAX; who++) {
                has_row = has_row || rules_find_any(step, who, from);
            }
        }
        assert_true(has_row);
    }
}

/* Every world_in(STATE) is made by deciding, so it proves the state can be reached. */
static void
every_state_is_reached(void **state)
{
    (void)state;
    for (enum state goal = STATE_NONE; goal < STATE__MAX; goal++) {
        struct world world = world_in(goal);
        assert_state(&world, goal);
    }
}

/* Only the office leads on from what is closed, and from every state there is a way on. */
static void
from_a_closed_state_only_the_office_leads_on(void **state)
{
    static const enum state closed[] = {STATE_EXPIRED, STATE_DECLINED, STATE_WITHDRAWN,
                                        STATE_UNREPORTED, STATE_ENDED, STATE_REVIEWED};
    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
        for (enum step step = STEP_ISSUE; step < STEP_ANNUL; step++) {
            const struct rule *row = rules_find_any(step, WHO_RECEPTION, closed[i]);
            bool stays = row && row->target == TARGET_SAME;
            bool late = step == STEP_ACCEPT && closed[i] == STATE_EXPIRED;
            assert_true(!row || stays || late);
        }
        enum step way_on = closed[i] == STATE_REVIEWED ? STEP_REOPEN : STEP_REVIEW;
        assert_non_null(rules_find_any(way_on, WHO_OFFICE, closed[i]));
    }
}

static void
a_stranger_finds_no_row(void **state)
{
    (void)state;
    assert_null(rules_find(STEP_ISSUE, WHO__MAX, STATE_NONE, OUTCOME_NONE));
    assert_null(rules_find(STEP_ISSUE, WHO_OFFICE, STATE__MAX, OUTCOME_NONE));
    assert_null(rules_find(STEP_ISSUE, WHO_OFFICE, STATE_NONE, OUTCOME__MAX));
    assert_null(rules_find(STEP__MAX, WHO_OFFICE, STATE_NONE, OUTCOME_NONE));
    assert_null(rules_find_any(STEP_ISSUE, WHO__MAX, STATE_NONE));
    assert_null(rules_find_any(STEP_ISSUE, WHO_OFFICE, STATE__MAX));
}

#define ROUND_TRIP(noun, MAX)                                                  \
    for (unsigned i = 0; i < (MAX); i++) {                                     \
        assert_int_equal(noun##_from_name(noun##_name((enum noun)i)), i);      \
        assert_string_not_equal(noun##_label((enum noun)i), "");               \
    }                                                                          \
    assert_int_equal(noun##_from_name("fremd"), 0);                            \
    assert_int_equal(noun##_from_name(""), 0);                                 \
    assert_int_equal(noun##_from_name(NULL), 0);                               \
    assert_string_equal(noun##_name((enum noun)(MAX)), "none")

static void
names_lead_there_and_back(void **state)
{
    (void)state;
    ROUND_TRIP(state, STATE__MAX);
    ROUND_TRIP(step, STEP__MAX);
    ROUND_TRIP(who, WHO__MAX);
    ROUND_TRIP(source, SOURCE__MAX);
    ROUND_TRIP(outcome, OUTCOME__MAX);
    ROUND_TRIP(cause, CAUSE__MAX);
    ROUND_TRIP(goal, GOAL__MAX);
}

static void
recommendations_are_bits_with_names(void **state)
{
    (void)state;
    assert_string_equal(recommendation_name(RECOMMEND_W1), "W1");
    assert_string_equal(recommendation_name(RECOMMEND_W3), "W3");
    assert_string_equal(recommendation_name(RECOMMEND_ALL), "none");
    assert_string_equal(recommendation_label(RECOMMEND_W1), "Verlängerung vorgeschlagen");
    assert_int_equal(recommendation_from_name("W2"), RECOMMEND_W2);
    assert_int_equal(recommendation_from_name("W4"), 0);
    assert_int_equal(recommendation_from_name("none"), 0);
}

static void
wire_names_are_the_agreed_ones(void **state)
{
    (void)state;
    assert_string_equal(step_name(STEP_ACCEPT), "accept");
    assert_string_equal(step_label(STEP_ACCEPT), "Aufnahme bestätigt");
    assert_string_equal(state_name(STATE_UNREPORTED), "unreported");
    assert_string_equal(source_name(SOURCE_PAPER_CLIENT), "paper_client");
    assert_string_equal(outcome_name(OUTCOME_N1), "N1");
    assert_string_equal(cause_name(CAUSE_ISSUED_IN_ERROR), "issued_in_error");
    assert_string_equal(goal_name(GOAL_PARTLY), "partly");
    assert_string_equal(order_name(ORDER_STRICT), "strict");
    assert_int_equal(order_from_name("warn"), ORDER_WARN);
    assert_int_equal(order_from_name("frei"), ORDER__MAX);
    assert_int_equal(order_from_name(NULL), ORDER__MAX);
}

static void
the_print_shows_every_row_in_120_columns(void **state)
{
    struct buf out = {0};
    size_t count, column = 0, rows = 0;
    (void)state;
    rules_table(&count);
    rules_print(&out);
    assert_true(buf_ok(&out));
    const char *text = buf_text(&out);
    for (const char *c = text; *c; c++) {
        if (column == 0 && *c >= 'a' && *c <= 'z') {
            rows++;
        }
        column = *c == '\n' ? 0 : column + 1;
        assert_in_range(column, 0, 120);
        assert_false(*c == ' ' && c[1] == '\n');
    }
    assert_in_range(rows, count + 1, count + 5); /* the heading, and notes in small letters */
    assert_non_null(strstr(text, "\nend       provider, office 3     started"));
    assert_non_null(strstr(text, "wrong_person, wrong_step,"));
    buf_finish(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_most_one_row_matches),
        cmocka_unit_test(every_row_can_be_found),
        cmocka_unit_test(every_step_has_a_row_and_nobody_has_none),
        cmocka_unit_test(every_state_is_reached),
        cmocka_unit_test(from_a_closed_state_only_the_office_leads_on),
        cmocka_unit_test(a_stranger_finds_no_row),
        cmocka_unit_test(names_lead_there_and_back),
        cmocka_unit_test(recommendations_are_bits_with_names),
        cmocka_unit_test(wire_names_are_the_agreed_ones),
        cmocka_unit_test(the_print_shows_every_row_in_120_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
