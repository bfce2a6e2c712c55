/*
 * gate_test.c - two inside, one at the door, nobody else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <unistd.h>

#include "../../../src/web/gate.h"
#include "arena.h"

struct guest {
    struct gate *gate;
    bool entered;
};

static void *
enter(void *arg)
{
    struct guest *guest = arg;
    struct err err = {0};

    guest->entered = gate_enter(guest->gate, &err);
    return NULL;
}

static void
the_fourth_is_turned_away_and_the_third_waits_for_a_place(void **state)
{
    struct arena arena = {0};
    struct guest third = {.gate = gate_open(&arena, "busy")};
    struct err err = {0};
    pthread_t thread;

    (void)state;
    assert_true(gate_enter(third.gate, &err));
    assert_true(gate_enter(third.gate, &err));
    assert_int_equal(pthread_create(&thread, NULL, enter, &third), 0);
    usleep(300000);
    assert_false(gate_enter(third.gate, &err));
    assert_int_equal(err.reason, REASON_STORE);
    gate_leave(third.gate);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(third.entered);
    gate_leave(third.gate);
    gate_leave(third.gate);
    gate_close(third.gate);
    arena_finish(&arena);
}

static void
whoever_waits_too_long_gives_the_place_back(void **state)
{
    struct arena arena = {0};
    struct gate *gate = gate_open(&arena, "busy");
    struct err err = {0};

    (void)state;
    assert_true(gate_enter(gate, &err));
    assert_true(gate_enter(gate, &err));
    assert_false(gate_enter(gate, &err));
    gate_leave(gate);
    err = (struct err){0};
    assert_true(gate_enter(gate, &err));
    gate_leave(gate);
    gate_leave(gate);
    gate_close(gate);
    arena_finish(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fourth_is_turned_away_and_the_third_waits_for_a_place),
        cmocka_unit_test(whoever_waits_too_long_gives_the_place_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
