/*
 * write_test.c - writes that come together, fail together or wait for each other.
 *
 * The test has its own pwrite64 and fdatasync, which the database engine then calls: so a
 * disk can be full or broken from a chosen call on.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "../../src/store/inner.h"
#include "seam.h"

#define THREADS 16
#define ROUNDS 25

/* ---- a disk that fails ----------------------------------------------------- */

static atomic_int write_cause;  /* errno of every pwrite64, 0 none */
static atomic_int sync_cause;   /* errno of every fdatasync, 0 none */
static atomic_int syncs;        /* successful ones */

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at);

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    if (write_cause != 0) {
        errno = write_cause;
        return -1;
    }
    return syscall(SYS_pwrite64, fd, bytes, len, at);
}

int
fdatasync(int fd)
{
    if (sync_cause != 0) {
        errno = sync_cause;
        return -1;
    }
    syncs++;
    return (int)syscall(SYS_fdatasync, fd);
}

/* ---- changes --------------------------------------------------------------- */

static bool
count_up(struct db *db, void *arg, struct err *err)
{
    int64_t number;
    return store_next_number(db, arg, &number, err);
}

static bool
count_and_refuse(struct db *db, void *arg, struct err *err)
{
    int64_t number;
    return store_next_number(db, arg, &number, err) &&
           err_set(err, REASON_WRONG_STEP, "", NULL);
}

struct number {
    const char *series;
    int64_t value;
};

static bool
read_number(struct db *db, void *arg, struct err *err)
{
    struct number *number = arg;
    return db_number(db, SQL_SERIES_GET, PARAMS(sql_text(number->series)), &number->value, err);
}

static int64_t
number_of(struct seam *seam, const char *series)
{
    struct number number = {series, 0};
    assert_done(seam, store_read(seam->store, read_number, &number, &seam->err));
    return number.value;
}

/* ---- together -------------------------------------------------------------- */

struct worker {
    struct seam *seam;
    pthread_t thread;
    int done, refused, other;
};

/* Every third change of a worker refuses itself after it has written. */
static void *
work(void *arg)
{
    struct worker *worker = arg;
    for (int i = 0; i < ROUNDS; i++) {
        struct err err = {0};
        bool refuse = i % 3 == 2;
        if (store_write(worker->seam->store, refuse ? count_and_refuse : count_up, "n", &err)) {
            worker->done++;
        } else if (err.reason == REASON_WRONG_STEP && refuse) {
            worker->refused++;
        } else {
            worker->other++;
        }
    }
    return NULL;
}

static void
run_workers(struct seam *seam, struct worker *worker)
{
    for (size_t i = 0; i < THREADS; i++) {
        worker[i] = (struct worker){.seam = seam};
        assert_int_equal(pthread_create(&worker[i].thread, NULL, work, &worker[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(worker[i].thread, NULL);
    }
}

static void
sixteen_threads_share_commits_and_each_change_counts_once(void **state)
{
    struct seam *seam = *state;
    struct worker worker[THREADS];
    int done = 0, refused = 0, other = 0, before = syncs;
    run_workers(seam, worker);
    for (size_t i = 0; i < THREADS; i++) {
        done += worker[i].done;
        refused += worker[i].refused;
        other += worker[i].other;
    }
    assert_int_equal(done, THREADS * (ROUNDS - ROUNDS / 3));
    assert_int_equal(refused, THREADS * (ROUNDS / 3));
    assert_int_equal(other, 0);
    assert_int_equal(number_of(seam, "n"), done); /* who refused has left nothing */
    assert_true(syncs > before);
    assert_true(syncs - before < done); /* and many shared one */
}

static void
a_change_that_refuses_leaves_nothing(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
    assert_refused(seam, REASON_WRONG_STEP,
                   store_write(seam->store, count_and_refuse, "n", &seam->err));
    assert_int_equal(number_of(seam, "n"), 1);
}

static void
each_acknowledged_change_was_synced(void **state)
{
    struct seam *seam = *state;
    for (int i = 0; i < 20; i++) {
        int before = syncs;
        assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
        assert_true(syncs > before);
    }
}

/* ---- a broken disk --------------------------------------------------------- */

/* With CAUSE nothing is acknowledged; without it everything goes on. */
static void
fails_and_recovers(struct seam *seam, atomic_int *which, int cause, const char *sentence)
{
    struct worker worker[THREADS];
    int64_t before;
    assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
    before = number_of(seam, "n");
    *which = cause;
    assert_refused(seam, REASON_STORE, store_write(seam->store, count_up, "n", &seam->err));
    seam_says(seam, sentence);
    run_workers(seam, worker);
    *which = 0;
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(worker[i].done, 0);
    }
    assert_int_equal(number_of(seam, "n"), before);
    assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
    assert_int_equal(number_of(seam, "n"), before + 1);
    seam_is_sound(seam);
}

static void
a_commit_that_cannot_be_synced_fails_all_its_members(void **state)
{
    fails_and_recovers(*state, &sync_cause, EIO, "nicht lesen oder schreiben");
}

static void
a_full_disk_is_said_plainly_and_forgotten_once_there_is_room(void **state)
{
    fails_and_recovers(*state, &write_cause, ENOSPC, "Der Speicher ist voll");
}

static void
a_disk_error_is_a_refusal_and_no_loss(void **state)
{
    fails_and_recovers(*state, &write_cause, EIO, "nicht lesen oder schreiben");
}

/* ---- beside other processes ------------------------------------------------ */

/* What a child process does; the exit status tells. */
static int
child_counts(const struct seam *parent, int rounds)
{
    struct seam seam = {.keys = parent->keys, .clock = parent->clock, .options = parent->options};
    struct err err = {0};
    int failed = 0;
    seam.options.keys = &seam.keys;
    seam.options.clock = &seam.clock;
    if (!store_open(&seam.options, &seam.store, &err)) {
        return 100;
    }
    for (int i = 0; i < rounds; i++) {
        failed += store_write(seam.store, count_up, "n", &err) ? 0 : 1;
    }
    store_close(seam.store);
    return failed;
}

static void
two_processes_write_at_once(void **state)
{
    struct seam *seam = *state;
    struct worker worker[THREADS];
    int status;
    seam_close(seam); /* nothing is inherited open */
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        _exit(child_counts(seam, 200));
    }
    seam_open(seam);
    run_workers(seam, worker);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(number_of(seam, "n"), 200 + THREADS * (ROUNDS - ROUNDS / 3));
    seam_is_sound(seam);
}

static double
seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
a_lock_that_is_held_too_long_is_a_refusal(void **state)
{
    struct seam *seam = *state;
    int lock;
    assert_done(seam, lock_open(seam->dir, &lock, &seam->err));
    assert_done(seam, lock_take(lock, WRITE_LOCK, false, 0, &seam->err));
    double before = seconds();
    assert_refused(seam, REASON_STORE, store_write(seam->store, count_up, "n", &seam->err));
    double waited = seconds() - before;
    seam_says(seam, "Ein anderes Programm");
    assert_true(waited > STORE_LOCK_WAIT_MS / 1000.0 - 0.1 && waited < 8);
    assert_int_equal(number_of(seam, "n"), 0); /* reading goes on */
    close(lock);
    assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
}

struct hold {
    int lock;
    pthread_t thread;
};

static void *
hold_for_a_while(void *arg)
{
    struct hold *hold = arg;
    struct timespec pause = {.tv_nsec = 300000000};
    nanosleep(&pause, NULL);
    lock_drop(hold->lock, WRITE_LOCK);
    return NULL;
}

static void
a_lock_that_is_freed_in_time_is_waited_for(void **state)
{
    struct seam *seam = *state;
    struct hold hold;
    assert_done(seam, lock_open(seam->dir, &hold.lock, &seam->err));
    assert_done(seam, lock_take(hold.lock, WRITE_LOCK, false, 0, &seam->err));
    double before = seconds();
    assert_int_equal(pthread_create(&hold.thread, NULL, hold_for_a_while, &hold), 0);
    assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
    assert_true(seconds() - before > 0.2);
    pthread_join(hold.thread, NULL);
    close(hold.lock);
}

/* ---- readers --------------------------------------------------------------- */

static bool
write_while_reading(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct number before = {"n", 0}, after = {"n", 0};
    struct err why = {0};
    assert_done(seam, read_number(db, &before, err));
    assert_true(store_write(seam->store, count_up, "n", &why));
    assert_done(seam, read_number(db, &after, err));
    assert_int_equal(before.value, after.value);
    return true;
}

static void
a_reader_sees_one_state_while_others_write(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_read(seam->store, write_while_reading, seam, &seam->err));
    assert_int_equal(number_of(seam, "n"), 1);
}

static bool
write_in_a_read(struct db *db, void *arg, struct err *err)
{
    return count_up(db, arg, err);
}

static void
a_reading_connection_cannot_write(void **state)
{
    struct seam *seam = *state;
    assert_refused(seam, REASON_STORE, store_read(seam->store, write_in_a_read, "n", &seam->err));
    assert_int_equal(number_of(seam, "n"), 0);
}

static void
the_log_is_moved_into_the_file_as_it_grows(void **state)
{
    struct seam *seam = *state;
    struct stat status;
    char path[SEAM_PATH_MAX];
    struct worker worker[THREADS];
    for (int i = 0; i < 8; i++) {
        run_workers(seam, worker);
    }
    for (int i = 0; i < 6000; i++) {
        assert_done(seam, store_write(seam->store, count_up, "n", &seam->err));
    }
    assert_int_equal(stat(seam_path(seam, DB_NAME "-wal", path), &status), 0);
    assert_true(status.st_size > 0 && status.st_size < 24 << 20);
    seam_close(seam);
    assert_true(stat(path, &status) != 0 || status.st_size == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(sixteen_threads_share_commits_and_each_change_counts_once),
        SEAM_TEST(a_change_that_refuses_leaves_nothing),
        SEAM_TEST(each_acknowledged_change_was_synced),
        SEAM_TEST(a_commit_that_cannot_be_synced_fails_all_its_members),
        SEAM_TEST(a_full_disk_is_said_plainly_and_forgotten_once_there_is_room),
        SEAM_TEST(a_disk_error_is_a_refusal_and_no_loss),
        SEAM_TEST(two_processes_write_at_once),
        SEAM_TEST(a_lock_that_is_held_too_long_is_a_refusal),
        SEAM_TEST(a_lock_that_is_freed_in_time_is_waited_for),
        SEAM_TEST(a_reader_sees_one_state_while_others_write),
        SEAM_TEST(a_reading_connection_cannot_write),
        SEAM_TEST(the_log_is_moved_into_the_file_as_it_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
