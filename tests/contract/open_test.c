/*
 * open_test.c - a database that is not as it should be is refused in a plain sentence, and
 * nothing of it is touched.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "seam.h"

#define NOBODY 65534

static bool
fill(struct db *db, void *arg, struct err *err)
{
    return seam_fill(db, arg, err);
}

/* A seam whose store has something in it and is closed. */
static int
setup(void **state)
{
    struct office office;
    seam_setup(state);
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, fill, &office, &seam->err));
    seam_close(seam);
    return 0;
}

/* Size and all bytes of the database. */
static char *
snapshot(const struct seam *seam, size_t *len)
{
    char path[SEAM_PATH_MAX];
    struct stat status;
    int fd = open(seam_path(seam, "laufzettel.db", path), O_RDONLY);
    assert_true(fd >= 0 && fstat(fd, &status) == 0);
    char *bytes = malloc((size_t)status.st_size + 1);
    assert_non_null(bytes);
    *len = (size_t)status.st_size;
    assert_int_equal(read(fd, bytes, *len), *len);
    close(fd);
    return bytes;
}

/* Opening is refused with SENTENCE, and the file is as it was. */
static void
is_refused(struct seam *seam, const char *sentence)
{
    size_t before, after;
    char *old = snapshot(seam, &before);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, sentence);
    char *now = snapshot(seam, &after);
    assert_int_equal(before, after);
    assert_memory_equal(old, now, before);
    free(old);
    free(now);
}

static void
put_file(const struct seam *seam, const void *bytes, size_t len)
{
    char path[SEAM_PATH_MAX];
    int fd = open(seam_path(seam, "laufzettel.db", path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
}

static void
a_missing_database_is_not_made_silently(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    unlink(seam_path(seam, "laufzettel.db", path));
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, "fehlt");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void
a_missing_directory_is_named(void **state)
{
    struct seam *seam = *state;
    struct store_options options = seam->options;
    options.dir = "/nowhere/at/all";
    assert_refused(seam, REASON_STORE, store_open(&options, &seam->store, &seam->err));
    seam_says(seam, "/nowhere/at/all");
    assert_refused(seam, REASON_STORE, store_create(&options, "test", &seam->err));
}

static void
an_existing_database_is_never_made_again(void **state)
{
    struct seam *seam = *state;
    size_t before, after;
    char *old = snapshot(seam, &before);
    assert_refused(seam, REASON_CONFLICT, store_create(&seam->options, "test", &seam->err));
    char *now = snapshot(seam, &after);
    assert_int_equal(before, after);
    assert_memory_equal(old, now, before);
    free(old);
    free(now);
}

static void
another_key_is_refused(void **state)
{
    static const uint8_t master[KEY_BYTES] = {9};
    struct seam *seam = *state;
    key_derive(master, &seam->keys);
    is_refused(seam, "anderen Schlüssel");
}

static void
an_empty_file_is_refused(void **state)
{
    put_file(*state, "", 0);
    is_refused(*state, "beschädigt");
}

static void
a_truncated_file_is_refused(void **state)
{
    struct seam *seam = *state;
    size_t len;
    char *bytes = snapshot(seam, &len);
    for (size_t part = 1; part < 4; part++) {
        put_file(seam, bytes, len * part / 4);
        is_refused(seam, "beschädigt");
    }
    put_file(seam, bytes, 100);
    is_refused(seam, "beschädigt");
    free(bytes);
}

static void
a_foreign_file_is_refused(void **state)
{
    char text[4096] = "Sehr geehrte Damen und Herren";
    put_file(*state, text, sizeof text);
    is_refused(*state, "keine Datenbank von Laufzettel");
}

static void
a_foreign_database_is_refused(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    sqlite3 *db;
    unlink(seam_path(seam, "laufzettel.db", path));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE meta (id)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    is_refused(seam, "keine Datenbank von Laufzettel");
}

static void
a_directory_in_its_place_is_refused(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    unlink(seam_path(seam, "laufzettel.db", path));
    assert_int_equal(mkdir(path, 0700), 0);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    rmdir(path);
}

static void
a_damaged_first_page_is_refused(void **state)
{
    struct seam *seam = *state;
    size_t len;
    char *bytes = snapshot(seam, &len);
    memset(bytes + 100, 0xff, 400); /* the tree of the schema */
    put_file(seam, bytes, len);
    is_refused(seam, "beschädigt");
    free(bytes);
}

static bool
search(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    const struct case_file *rows;
    size_t count;
    return store_case_search(db, &seam->arena, "a", 50, &rows, &count, err);
}

/* Whatever page is garbage: an honest refusal or a right answer, and verify knows. */
static void
garbage_in_any_page_is_never_an_accident(void **state)
{
    struct seam *seam = *state;
    size_t len, pages;
    char *bytes = snapshot(seam, &len);
    pages = len / 4096;
    assert_true(pages > 40);
    for (size_t page = 1; page < pages; page++) {
        char *copy = malloc(len);
        assert_non_null(copy);
        memcpy(copy, bytes, len);
        for (size_t i = 0; i < 4096; i++) {
            copy[page * 4096 + i] = (char)(i * 7 + page);
        }
        put_file(seam, copy, len);
        free(copy);
        seam->err = (struct err){0};
        if (!store_open(&seam->options, &seam->store, &seam->err)) {
            assert_int_equal(seam->err.reason, REASON_STORE);
            continue;
        }
        struct err err = {0};
        assert_true(store_read(seam->store, search, seam, &err) || err.reason == REASON_STORE);
        struct store_verdict verdict;
        err = (struct err){0};
        bool ran = store_verify(seam->store, &seam->arena, &verdict, &err);
        assert_true(ran ? verdict.count > 0 : err.reason == REASON_STORE);
        seam_close(seam);
    }
    free(bytes);
}

/* Run CHECK as a user who owns nothing: root may write everywhere. */
static int
as_nobody(struct seam *seam, int (*check)(struct seam *seam))
{
    int status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(99);
        }
        _exit(check(seam));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
open_without_rights(struct seam *seam)
{
    struct err err = {0};
    struct buf text = {0};
    if (store_open(&seam->options, &seam->store, &err)) {
        return 1;
    }
    err_sentence(&err, NULL, &text);
    return err.reason == REASON_STORE && strstr(buf_text(&text), "Rechte") != NULL ? 0 : 2;
}

static int
create_without_rights(struct seam *seam)
{
    struct err err = {0};
    return store_create(&seam->options, "test", &err) || err.reason != REASON_STORE ? 1 : 0;
}

static void
a_read_only_file_or_folder_is_said_plainly(void **state)
{
    struct seam *seam = *state;
    char db[SEAM_PATH_MAX], lock[SEAM_PATH_MAX];
    seam_path(seam, "laufzettel.db", db);
    seam_path(seam, "laufzettel.lock", lock);
    chmod(seam->dir, 0777);
    chmod(lock, 0666);
    chmod(db, 0444);
    assert_int_equal(as_nobody(seam, open_without_rights), 0);
    chmod(db, 0000);
    assert_int_equal(as_nobody(seam, open_without_rights), 0);
    chmod(db, 0666);
    chmod(seam->dir, 0555);
    assert_int_equal(as_nobody(seam, open_without_rights), 0);
    unlink(db);
    assert_int_equal(as_nobody(seam, create_without_rights), 0);
    chmod(seam->dir, 0700);
}

static void
only_its_owner_may_read_the_database(void **state)
{
    static const char *const names[] = {"laufzettel.db", "laufzettel.db-wal", "laufzettel.lock"};
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    struct stat status;
    seam_open(seam);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(stat(seam_path(seam, names[i], path), &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
}

static void
a_lock_held_from_outside_is_a_refusal(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX];
    sqlite3 *other;
    seam_open(seam);
    assert_int_equal(sqlite3_open(seam_path(seam, "laufzettel.db", path), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_refused(seam, REASON_STORE, store_write(seam->store, fill, &office, &seam->err));
    seam_says(seam, "belegt");
    sqlite3_close(other);
}

static void
a_directory_has_one_server(void **state)
{
    struct seam *seam = *state;
    struct store *second = NULL;
    seam_open(seam);
    assert_done(seam, store_open(&seam->options, &second, &seam->err));
    assert_done(seam, store_claim(seam->store, &seam->err));
    assert_refused(seam, REASON_STORE, store_claim(second, &seam->err));
    seam_says(seam, "läuft schon ein Server");
    seam_close(seam);
    assert_done(seam, store_claim(second, &seam->err));
    store_close(second);
    store_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, seam_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_missing_database_is_not_made_silently),
        TEST(a_missing_directory_is_named),
        TEST(an_existing_database_is_never_made_again),
        TEST(another_key_is_refused),
        TEST(an_empty_file_is_refused),
        TEST(a_truncated_file_is_refused),
        TEST(a_foreign_file_is_refused),
        TEST(a_foreign_database_is_refused),
        TEST(a_directory_in_its_place_is_refused),
        TEST(a_damaged_first_page_is_refused),
        TEST(garbage_in_any_page_is_never_an_accident),
        TEST(a_read_only_file_or_folder_is_said_plainly),
        TEST(only_its_owner_may_read_the_database),
        TEST(a_lock_held_from_outside_is_a_refusal),
        TEST(a_directory_has_one_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
