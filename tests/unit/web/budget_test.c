/*
 * budget_test.c - buckets empty, fill again with time, and keep to their owner.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/web/budget.h"
#include "arena.h"

#define NOW 1777878000000
#define BURST 5 /* of BUDGET_LOGIN_PAIR */
#define REFILL_MS 60000

struct fixture {
    struct arena arena;
    struct budgets *budgets;
    unsigned wait_s;
};

static int
set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){0};
    fixture.budgets = budgets_open(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    budgets_close(f->budgets);
    arena_finish(&f->arena);
    return 0;
}

static bool
take(struct fixture *f, const char *whose, int64_t now_ms)
{
    return budget_take(f->budgets, BUDGET_LOGIN_PAIR, whose, now_ms, &f->wait_s);
}

static void
drain(struct fixture *f, const char *whose)
{
    for (int i = 0; i < BURST; i++) {
        assert_true(take(f, whose, NOW));
        assert_int_equal(f->wait_s, 0);
    }
}

static void
a_bucket_gives_its_burst_and_says_how_long_to_wait(void **state)
{
    struct fixture *f = *state;

    drain(f, "a");
    assert_false(take(f, "a", NOW));
    assert_int_equal(f->wait_s, REFILL_MS / 1000);
    assert_false(take(f, "a", NOW + REFILL_MS - 1));
    assert_int_equal(f->wait_s, 1);
}

static void
time_gives_one_back_at_a_time(void **state)
{
    struct fixture *f = *state;

    drain(f, "a");
    assert_true(take(f, "a", NOW + REFILL_MS));
    assert_false(take(f, "a", NOW + REFILL_MS));
    assert_true(take(f, "a", NOW + 2 * REFILL_MS));
}

static void
a_full_bucket_holds_no_more_than_its_burst(void **state)
{
    struct fixture *f = *state;

    assert_true(take(f, "a", NOW - 1000 * (int64_t)REFILL_MS));
    drain(f, "a");
    assert_false(take(f, "a", NOW));
}

static void
a_refused_guess_costs_nothing_more(void **state)
{
    struct fixture *f = *state;

    drain(f, "a");
    for (int i = 0; i < 100; i++) {
        assert_false(take(f, "a", NOW));
    }
    assert_true(take(f, "a", NOW + REFILL_MS));
}

static void
what_is_given_back_can_be_taken_again(void **state)
{
    struct fixture *f = *state;

    drain(f, "a");
    budget_give(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW);
    assert_true(take(f, "a", NOW));
    assert_false(take(f, "a", NOW));
}

static void
looking_takes_nothing(void **state)
{
    struct fixture *f = *state;

    for (int i = 0; i < 100; i++) {
        assert_true(budget_left(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW, &f->wait_s));
    }
    drain(f, "a");
    assert_false(budget_left(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW, &f->wait_s));
}

static void
another_owner_and_another_budget_have_their_own(void **state)
{
    struct fixture *f = *state;

    drain(f, "a");
    assert_true(take(f, "b", NOW));
    assert_true(budget_take(f->budgets, BUDGET_GUESS_ADDRESS, "a", NOW, &f->wait_s));
}

/* The table cannot grow, and whoever floods it does not lock anybody out. */
static void
a_flood_of_names_leaves_room_for_the_next(void **state)
{
    struct fixture *f = *state;
    char name[24];

    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "flood-%d", i);
        assert_true(take(f, name, NOW));
    }
    assert_true(take(f, "keller", NOW));
}

static void
an_empty_bucket_survives_a_flood_of_fuller_ones(void **state)
{
    struct fixture *f = *state;
    char name[24];

    drain(f, "a");
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "flood-%d", i);
        assert_true(take(f, name, NOW));
    }
    assert_false(take(f, "a", NOW));
}

static void
one_ipv6_network_is_one_guesser(void **state)
{
    char a[BUDGET_ADDRESS_MAX], b[BUDGET_ADDRESS_MAX];

    (void)state;
    assert_string_equal(budget_address("2001:db8:1:2::5", a),
                        budget_address("2001:db8:1:2:ffff::9", b));
    assert_string_not_equal(budget_address("2001:db8:1:3::5", a), b);
    assert_string_equal(budget_address("192.0.2.7", a), "192.0.2.7");
    assert_string_not_equal(budget_address("::ffff:192.0.2.7", a),
                            budget_address("::ffff:192.0.2.8", b));
}

static void
who_is_turned_away_is_told_once_an_hour(void **state)
{
    struct fixture *f = *state;
    int64_t hour_ms = 60 * REFILL_MS;

    drain(f, "a"); /* only then somebody is turned away; a full bucket may be another's next */
    drain(f, "b");
    assert_int_equal(budget_turned_away(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW), 1);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(budget_turned_away(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW + i), 0);
    }
    assert_int_equal(budget_turned_away(f->budgets, BUDGET_LOGIN_PAIR, "b", NOW), 1);
    assert_int_equal(budget_turned_away(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW + hour_ms), 1001);
    assert_int_equal(budget_turned_away(f->budgets, BUDGET_LOGIN_PAIR, "a", NOW + hour_ms + 1), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_bucket_gives_its_burst_and_says_how_long_to_wait),
        TEST(time_gives_one_back_at_a_time),
        TEST(a_full_bucket_holds_no_more_than_its_burst),
        TEST(a_refused_guess_costs_nothing_more),
        TEST(what_is_given_back_can_be_taken_again),
        TEST(looking_takes_nothing),
        TEST(another_owner_and_another_budget_have_their_own),
        TEST(a_flood_of_names_leaves_room_for_the_next),
        TEST(an_empty_bucket_survives_a_flood_of_fuller_ones),
        TEST(who_is_turned_away_is_told_once_an_hour),
        cmocka_unit_test(one_ipv6_network_is_one_guesser),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
