/*
 * race_test.c - several devices do the same step in the same moment: one event each time.
 *
 * RACES (120) says how many; `make races` runs ten thousand.
 */
#include <pthread.h>

#include "office.h"

#define RACES 120
#define DEVICES_MAX 16

static size_t
races(void)
{
    const char *wanted = getenv("RACES");

    return wanted == NULL ? RACES : strtoul(wanted, NULL, 10);
}

struct runner {
    const struct office *office;
    pthread_barrier_t *start;
    struct paired_device device;
    struct reception_event event;
    struct arena arena;
    bool recorded;
    enum reason reason;
};

static void *
run(void *arg)
{
    struct runner *runner = arg;
    struct env env = runner->office->env;
    const struct value *doc;
    struct err err = {0};
    bool fresh = false;

    env.arena = &runner->arena;
    pthread_barrier_wait(runner->start);
    runner->recorded =
        reception_record(&env, &runner->device.device, &runner->event, &doc, &fresh, &err) &&
        fresh;
    runner->reason = err.reason;
    return NULL;
}

/* All of RUNNERS at once. */
static void
race(struct runner *runner, size_t count)
{
    pthread_t thread[DEVICES_MAX];
    pthread_barrier_t start;

    pthread_barrier_init(&start, NULL, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        runner[i].start = &start;
        arena_reset(&runner[i].arena);
        assert_int_equal(pthread_create(&thread[i], NULL, run, &runner[i]), 0);
    }
    for (size_t i = 0; i < count; i++) {
        pthread_join(thread[i], NULL);
    }
    pthread_barrier_destroy(&start);
}

static size_t
events_of(struct office *office, const char *code, const char *command)
{
    const struct value *events;
    size_t found = 0;

    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    events = value_find(office->doc, "voucher.events");
    for (size_t i = 0; i < value_len(events); i++) {
        found += str_equal(value_string(value_get(value_at(events, i), "command")), command);
    }
    return found;
}

struct score {
    size_t races, recorded, refused, events;
};

/* One race for STEP of the voucher CODE. */
static void
race_for(struct office *office, struct runner *runner, size_t count, const char *code,
         enum step step, struct score *score)
{
    for (size_t i = 0; i < count; i++) {
        runner[i].event = office_event(office, code, step);
        runner[i].event.outcome = step == STEP_END ? OUTCOME_E1 : OUTCOME_NONE;
    }
    race(runner, count);
    score->races++;
    for (size_t i = 0; i < count; i++) {
        score->recorded += runner[i].recorded;
        score->refused += runner[i].reason == REASON_ALREADY_RECORDED ||
                          runner[i].reason == REASON_CLOSED ||
                          runner[i].reason == REASON_WRONG_STEP;
    }
    score->events += events_of(office, code, step_name(step));
}

static void
of_many_devices_in_the_same_moment_one_records(void **state)
{
    static const size_t crowds[] = {2, 3, 4, 8, DEVICES_MAX};
    static const enum step steps[] = {STEP_ACCEPT, STEP_START, STEP_ATTEND, STEP_END};
    static struct runner runner[DEVICES_MAX];
    struct office *office = *state;
    struct score score = {0};
    size_t wanted = races(), tried = 0;

    for (size_t i = 0; i < DEVICES_MAX; i++) {
        runner[i] = (struct runner){.office = office,
                                    .device = office_device(office, "kita", WHO_RECEPTION)};
    }
    while (score.races < wanted) {
        size_t count = crowds[score.races / 4 % (sizeof crowds / sizeof *crowds)];
        const char *code = office_voucher(office, "KB-1", "kita");

        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            race_for(office, runner, count, code, steps[i], &score);
            tried += count;
        }
    }
    print_message("%zu races, %zu tried, %zu recorded, %zu refused, %zu events\n", score.races,
                  tried, score.recorded, score.refused, score.events);
    assert_int_equal(score.recorded, score.races);
    assert_int_equal(score.events, score.races);
    assert_int_equal(score.refused, tried - score.races);
    assert_done(office, upkeep_verify(&office->env, &office->doc, &office->err));
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        arena_finish(&runner[i].arena);
    }
}

static void
one_entry_sent_by_many_hands_at_once_is_one_event(void **state)
{
    static struct runner runner[DEVICES_MAX];
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    for (size_t turn = 0; turn < races() / 10 + 1; turn++) {
        const char *code = office_voucher(office, "KB-1", "kita");
        struct reception_event event = office_event(office, code, STEP_ACCEPT);
        size_t fresh = 0;

        for (size_t i = 0; i < DEVICES_MAX; i++) {
            runner[i].office = office;
            runner[i].device = device;
            runner[i].event = event;
        }
        race(runner, DEVICES_MAX);
        for (size_t i = 0; i < DEVICES_MAX; i++) {
            assert_int_equal(runner[i].reason, REASON_NONE);
            fresh += runner[i].recorded;
        }
        assert_int_equal(fresh, 1);
        assert_int_equal(events_of(office, code, "accept"), 1);
    }
    for (size_t i = 0; i < DEVICES_MAX; i++) {
        arena_finish(&runner[i].arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(of_many_devices_in_the_same_moment_one_records),
        OFFICE_TEST(one_entry_sent_by_many_hands_at_once_is_one_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
