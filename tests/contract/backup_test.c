/*
 * backup_test.c - a backup is whole or absent; a restore takes its place in one step.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>

#include "../../src/store/inner.h"
#include "seam.h"

static bool
fill(struct db *db, void *arg, struct err *err)
{
    return seam_fill(db, arg, err);
}

struct more {
    struct office *office;
    int position;
};

static bool
issue(struct db *db, void *arg, struct err *err)
{
    struct more *more = arg;
    struct voucher voucher;
    return seam_issue(db, more->office, more->position, &voucher, err);
}

static void
issue_one(struct seam *seam, struct office *office, int position)
{
    struct more more = {office, position};
    assert_done(seam, store_write(seam->store, issue, &more, &seam->err));
}

struct counted {
    int64_t events;
    struct meta meta;
};

static bool
count_events(struct db *db, void *arg, struct err *err)
{
    struct counted *counted = arg;
    return db_number(db, SQL_EVENT_COUNT_AFTER, PARAMS(sql_int(0)), &counted->events, err) &&
           meta_get(db, &counted->meta, err);
}

static struct counted
count(struct seam *seam)
{
    struct counted counted;
    assert_done(seam, store_read(seam->store, count_events, &counted, &seam->err));
    return counted;
}

static bool
is_there(const struct seam *seam, const char *name)
{
    char path[SEAM_PATH_MAX];
    return access(seam_path(seam, name, path), F_OK) == 0;
}

/* ---- backup -------------------------------------------------------------------------------- */

struct writing {
    struct seam *seam;
    struct office *office;
    atomic_bool stop;
    atomic_int written;
};

static void *
write_on(void *arg)
{
    struct writing *writing = arg;
    while (!writing->stop) {
        struct more more = {writing->office, 2 + writing->written};
        struct err err = {0};
        if (!store_write(writing->seam->store, issue, &more, &err)) {
            writing->stop = true;
            break;
        }
        writing->written++;
    }
    return NULL;
}

static void
wait_until_written(const struct writing *writing, int count)
{
    const struct timespec pause = {.tv_nsec = 1000000};
    while (writing->written < count && !writing->stop) {
        nanosleep(&pause, NULL);
    }
}

static void
a_backup_during_writes_is_one_consistent_state(void **state)
{
    struct seam *seam = *state;
    struct office office;
    struct writing writing = {.seam = seam, .office = &office};
    pthread_t thread;
    char path[SEAM_PATH_MAX];
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_int_equal(pthread_create(&thread, NULL, write_on, &writing), 0);
    wait_until_written(&writing, 5);
    int at_least = writing.written + 1;
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    wait_until_written(&writing, at_least + 5);
    writing.stop = true;
    pthread_join(thread, NULL);
    assert_true(writing.written >= at_least + 5);

    int64_t events = count(seam).events, lost;
    assert_int_equal(events, writing.written + 1);
    seam_close(seam);
    assert_done(seam, store_restore(&seam->options, path, &lost, &seam->err));
    seam_open(seam);
    struct counted after = count(seam);
    assert_true(after.events >= at_least && after.events <= events);
    assert_int_equal(lost, events - after.events);
    seam_is_sound(seam);
}

static void
a_backup_holds_one_file_and_no_key(void **state)
{
    struct seam *seam = *state;
    struct office office;
    struct stat status;
    char path[SEAM_PATH_MAX];
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(is_there(seam, "copy.part"));
    assert_false(is_there(seam, "copy-wal"));
    assert_false(is_there(seam, "copy-journal"));
    char *bytes = malloc((size_t)status.st_size);
    int fd = open(path, O_RDONLY);
    assert_non_null(bytes);
    assert_int_equal(read(fd, bytes, (size_t)status.st_size), status.st_size);
    for (int i = 0; i < KEY__MAX; i++) {
        assert_null(memmem(bytes, (size_t)status.st_size, seam->keys.sub[i], KEY_BYTES));
    }
    close(fd);
    free(bytes);
}

static void
a_backup_never_replaces_a_file(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    seam_path(seam, "copy", path);
    assert_done(seam, store_backup(seam->store, path, &seam->err));
    assert_refused(seam, REASON_CONFLICT, store_backup(seam->store, path, &seam->err));
    assert_refused(seam, REASON_STORE,
                   store_backup(seam->store, "/nowhere/at/all/copy", &seam->err));
}

static void
a_backup_that_fails_leaves_nothing(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX];
    sqlite3 *raw;
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_int_equal(sqlite3_open(seam_path(seam, DB_NAME, path), &raw), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(raw, "UPDATE event SET happened_on = '2026-01-01'", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(raw);
    assert_refused(seam, REASON_STORE,
                   store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    seam_says(seam, "laufzettel verify");
    assert_false(is_there(seam, "copy"));
    assert_false(is_there(seam, "copy.part"));
}

/* A backup in a child process that is killed after a moment. */
static void
a_backup_that_is_killed_leaves_no_half_file(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX];
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    for (int i = 2; i < 300; i++) {
        issue_one(seam, &office, i);
    }
    seam_close(seam);
    seam_path(seam, "copy", path);
    for (int round = 0; round < 12; round++) {
        int status;
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0) {
            struct err err = {0};
            if (store_open(&seam->options, &seam->store, &err)) {
                _exit(store_backup(seam->store, path, &err) ? 0 : 1);
            }
            _exit(2);
        }
        struct timespec pause = {.tv_nsec = 4000000L * round};
        nanosleep(&pause, NULL);
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        if (!is_there(seam, "copy")) {
            continue;
        }
        struct db db = {.driver = &sqlite_driver, .keys = &seam->keys, .clock = &seam->clock};
        assert_done(seam, db.driver->open(path, DRIVER_ALONE, &db.link, &seam->err));
        assert_done(seam, store_prove_copy(&db, &seam->err));
        db.driver->close(db.link);
        unlink(path);
    }
    seam_open(seam);
    /* What a killed one left behind is no hindrance. */
    assert_done(seam, store_backup(seam->store, path, &seam->err));
    assert_false(is_there(seam, "copy.part"));
}

/* ---- restore ------------------------------------------------------------------------------- */

static void
a_restore_keeps_the_old_file_and_raises_the_epoch(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX];
    int64_t lost = 0;
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    for (int i = 2; i < 5; i++) {
        issue_one(seam, &office, i);
    }
    assert_int_equal(count(seam).meta.epoch, 1);
    seam_close(seam);
    for (int epoch = 2; epoch < 4; epoch++) {
        assert_done(seam, store_restore(&seam->options, path, &lost, &seam->err));
        assert_int_equal(lost, epoch == 2 ? 3 : 0);
        seam_open(seam);
        assert_int_equal(count(seam).events, 1);
        /* Above what was there, though the backup itself has epoch 1. */
        assert_int_equal(count(seam).meta.epoch, epoch);
        seam_is_sound(seam);
        seam_close(seam);
    }
    assert_true(is_there(seam, "laufzettel.db.before-restore"));
    assert_true(is_there(seam, "laufzettel.db.before-restore-2"));
    assert_true(is_there(seam, "copy"));
    assert_false(is_there(seam, "laufzettel.db.restoring"));
}

static void
an_open_database_is_not_replaced(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    assert_refused(seam, REASON_STORE, store_restore(&seam->options, path, NULL, &seam->err));
    seam_says(seam, "Ein anderes Programm");
}

static void
a_backup_that_is_not_ours_or_hurt_is_not_restored(void **state)
{
    struct seam *seam = *state;
    struct office office;
    struct keys other;
    static const uint8_t master[KEY_BYTES] = {77};
    char path[SEAM_PATH_MAX], missing[SEAM_PATH_MAX];
    sqlite3 *raw;
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    seam_close(seam);
    seam_path(seam, "missing", missing);
    assert_refused(seam, REASON_STORE, store_restore(&seam->options, missing, NULL, &seam->err));

    key_derive(master, &other);
    struct store_options options = seam->options;
    options.keys = &other;
    assert_refused(seam, REASON_STORE, store_restore(&options, path, NULL, &seam->err));
    seam_says(seam, "anderen Schlüssel");

    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, "UPDATE voucher SET state = 'ended'", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(raw);
    assert_refused(seam, REASON_STORE, store_restore(&seam->options, path, NULL, &seam->err));
    seam_says(seam, "nicht unversehrt");
    assert_int_equal(truncate(path, 9000), 0);
    assert_refused(seam, REASON_STORE, store_restore(&seam->options, path, NULL, &seam->err));

    assert_false(is_there(seam, "laufzettel.db.before-restore"));
    assert_false(is_there(seam, "laufzettel.db.restoring"));
    seam_open(seam);
    assert_int_equal(count(seam).events, 1);
}

static void
a_destroyed_database_is_restored_and_kept(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX], db[SEAM_PATH_MAX];
    int64_t lost = 0;
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    assert_done(seam, store_backup(seam->store, seam_path(seam, "copy", path), &seam->err));
    seam_close(seam);
    assert_int_equal(truncate(seam_path(seam, DB_NAME, db), 100), 0);
    assert_done(seam, store_restore(&seam->options, path, &lost, &seam->err));
    assert_int_equal(lost, -1);
    seam_open(seam);
    assert_int_equal(count(seam).events, 1);
    assert_true(is_there(seam, "laufzettel.db.before-restore"));
    seam_close(seam);
    unlink(db);
    assert_done(seam, store_restore(&seam->options, path, &lost, &seam->err));
    assert_int_equal(lost, -1);
    seam_open(seam);
    seam_is_sound(seam);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(a_backup_during_writes_is_one_consistent_state),
        SEAM_TEST(a_backup_holds_one_file_and_no_key),
        SEAM_TEST(a_backup_never_replaces_a_file),
        SEAM_TEST(a_backup_that_fails_leaves_nothing),
        SEAM_TEST(a_backup_that_is_killed_leaves_no_half_file),
        SEAM_TEST(a_restore_keeps_the_old_file_and_raises_the_epoch),
        SEAM_TEST(an_open_database_is_not_replaced),
        SEAM_TEST(a_backup_that_is_not_ours_or_hurt_is_not_restored),
        SEAM_TEST(a_destroyed_database_is_restored_and_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
