/*
 * crash_test.c - what was acknowledged before a kill -9 is there afterwards, and nothing half.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "seam.h"

#define ROUNDS 15
#define WRITERS 2 /* processes */
#define THREADS 3 /* in each */
#define LANES (WRITERS * THREADS)

/* Each thread of each process has a slip of its own and fills its stations one by one. */
struct lane {
    struct office office;
    int acknowledged; /* stations the parent was told of */
};

struct lanes {
    struct lane lane[LANES];
};

static bool
fill(struct db *db, void *arg, struct err *err)
{
    struct lanes *lanes = arg;
    struct office first;
    if (!seam_fill(db, &first, err)) {
        return false;
    }
    for (int i = 0; i < LANES; i++) {
        char number[32];
        snprintf(number, sizeof number, "2026-1%05d", i);
        first.slip.id = 0;
        first.slip.number = number;
        first.slip.client_generation = 0;
        if (!store_slip_add(db, &first.slip, err)) {
            return false;
        }
        lanes->lane[i].office = first;
    }
    return true;
}

struct issuing {
    struct lane *lane;
    int position;
};

static bool
issue(struct db *db, void *arg, struct err *err)
{
    struct issuing *issuing = arg;
    struct voucher voucher;
    return seam_issue(db, &issuing->lane->office, issuing->position, &voucher, err);
}

struct writer {
    struct store *store;
    struct lane *lane;
    unsigned char number; /* of the lane */
    int pipe;
    int position;
};

/* Tell the parent of each station only once the store has said so. */
static void *
write_until_killed(void *arg)
{
    struct writer *writer = arg;
    for (;;) {
        struct issuing issuing = {writer->lane, writer->position++};
        struct err err = {0};
        if (!store_write(writer->store, issue, &issuing, &err)) {
            _exit(3);
        }
        if (write(writer->pipe, &writer->number, 1) != 1) {
            _exit(4);
        }
    }
    return NULL;
}

static void
child(struct seam *seam, struct lanes *lanes, const int *next, int first, int out)
{
    struct err err = {0};
    struct writer writer[THREADS];
    pthread_t thread;
    if (!store_open(&seam->options, &seam->store, &err)) {
        _exit(5);
    }
    for (int i = 0; i < THREADS; i++) {
        writer[i] = (struct writer){seam->store, &lanes->lane[first + i],
                                    (unsigned char)(first + i), out, next[first + i]};
        if (pthread_create(&thread, NULL, write_until_killed, &writer[i]) != 0) {
            _exit(6);
        }
    }
    pause();
}

struct lookup {
    struct seam *seam;
    struct lanes *lanes;
    int *next;
    int total;
};

/* Stations are there without a gap; at least the acknowledged ones, at most one more. */
static bool
check_lanes(struct db *db, void *arg, struct err *err)
{
    struct lookup *lookup = arg;
    for (int i = 0; i < LANES; i++) {
        struct lane *lane = &lookup->lanes->lane[i];
        const struct voucher *voucher;
        size_t count;
        struct arena arena = {0};
        if (!store_vouchers_of_slip(db, &arena, lane->office.slip.id, &voucher, &count, err)) {
            return false;
        }
        if ((int)count < lane->acknowledged || (int)count > lane->acknowledged + 1) {
            fail_msg("lane %d: %zu stations, %d acknowledged", i, count, lane->acknowledged);
        }
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(voucher[k].position, k + 1);
            assert_int_equal(voucher[k].event_count, 1);
        }
        lane->acknowledged = (int)count;
        lookup->next[i] = (int)count + 1;
        lookup->total += (int)count;
        arena_finish(&arena);
    }
    return true;
}

static void
run_and_kill(struct seam *seam, struct lanes *lanes, const int *next, int round)
{
    pid_t pid[WRITERS];
    int ends[2], status;
    unsigned char told;
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < WRITERS; i++) {
        pid[i] = fork();
        assert_true(pid[i] >= 0);
        if (pid[i] == 0) {
            close(ends[0]);
            child(seam, lanes, next, i * THREADS, ends[1]);
            _exit(0);
        }
    }
    close(ends[1]);
    /* However busy the machine is: something was acknowledged before they are killed. */
    assert_int_equal(read(ends[0], &told, 1), 1);
    lanes->lane[told].acknowledged++;
    struct timespec pause = {.tv_nsec = 1000000L + 7000000L * round};
    nanosleep(&pause, NULL);
    for (int i = 0; i < WRITERS; i++) {
        kill(pid[i], SIGKILL);
    }
    for (int i = 0; i < WRITERS; i++) {
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_true(WIFSIGNALED(status)); /* it did not give up by itself */
    }
    while (read(ends[0], &told, 1) == 1) {
        lanes->lane[told].acknowledged++;
    }
    close(ends[0]);
}

static void
nothing_acknowledged_is_lost_by_kill_9(void **state)
{
    struct seam *seam = *state;
    struct lanes lanes = {0};
    int next[LANES];
    struct lookup lookup = {seam, &lanes, next, 0};
    assert_done(seam, store_write(seam->store, fill, &lanes, &seam->err));
    for (int i = 0; i < LANES; i++) {
        next[i] = 1;
    }
    seam_close(seam);
    for (int round = 0; round < ROUNDS; round++) {
        run_and_kill(seam, &lanes, next, round);
        seam_open(seam);
        lookup.total = 0;
        assert_done(seam, store_read(seam->store, check_lanes, &lookup, &seam->err));
        seam_is_sound(seam);
        seam_close(seam);
    }
    assert_true(lookup.total >= ROUNDS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(nothing_acknowledged_is_lost_by_kill_9),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
