/* Whole files, at once or not at all. */
#include "folder.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "arena.h"
#include "file.h"

static struct arena arena;

static void
what_is_written_is_read_back(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct err err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    in_folder(path, "a");
    assert_true(file_write(path, "one\0two", 7, 0640, &err));
    assert_true(file_read(&arena, path, "file", 100, &bytes, &len, &err));
    assert_int_equal(len, 7);
    assert_memory_equal(bytes, "one\0two", 8);
    assert_true(file_write(path, "", 0, 0640, &err));
    assert_true(file_read(&arena, path, "file", 100, &bytes, &len, &err));
    assert_int_equal(len, 0);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777 & ~0640U, 0);
    assert_int_equal(files_in_folder(), 1);
    unlink(path);
}

static void
the_limit_fits_and_one_byte_more_does_not(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct err err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    in_folder(path, "b");
    assert_true(file_write(path, "12345", 5, 0600, &err));
    assert_true(file_read(&arena, path, "file", 5, &bytes, &len, &err));
    assert_false(file_read(&arena, path, "file", 4, &bytes, &len, &err));
    assert_error(&err, REASON_TOO_LARGE, path, "4");
    assert_string_equal(err.field, "file");
    unlink(path);
}

static void
a_missing_file_is_named(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct err err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    assert_false(file_read(&arena, in_folder(path, "none"), "file", 5, &bytes, &len, &err));
    assert_error(&err, REASON_NOT_FOUND, path);
    assert_null(bytes);
}

static void
only_regular_files_are_read(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    const char *bytes = NULL;
    size_t len = 0;
    struct err err = {0};
    assert_int_equal(mkfifo(in_folder(path, "pipe"), 0600), 0);
    assert_false(file_read(&arena, path, "file", 5, &bytes, &len, &err));
    assert_error(&err, REASON_STORE, "keine gewöhnliche Datei");
    unlink(path);
    err = (struct err){0};
    assert_false(file_read(&arena, folder, "file", 5, &bytes, &len, &err));
    assert_error(&err, REASON_STORE, folder);
    err = (struct err){0};
    assert_false(file_read(&arena, "/dev/zero", "file", 5, &bytes, &len, &err));
    assert_error(&err, REASON_STORE, "/dev/zero");
}

static void
a_failed_write_keeps_the_old_file_and_leaves_nothing(void **state)
{
    (void)state;
    static char large[100000];
    char path[PATH_BYTES];
    struct err err = {0};
    struct rlimit before;
    const char *bytes = NULL;
    size_t len = 0;
    in_folder(path, "c");
    assert_true(file_write(path, "old", 3, 0600, &err));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {.rlim_cur = 4096, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool done = file_write(path, large, sizeof large, 0600, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(done);
    assert_error(&err, REASON_STORE, path);
    assert_int_equal(files_in_folder(), 1);
    err = (struct err){0};
    assert_true(file_read(&arena, path, "file", 100, &bytes, &len, &err));
    assert_string_equal(bytes, "old");
    unlink(path);
}

static void
a_folder_in_the_way_is_not_replaced(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct err err = {0};
    assert_int_equal(mkdir(in_folder(path, "d"), 0700), 0);
    assert_false(file_write(path, "x", 1, 0600, &err));
    assert_error(&err, REASON_STORE, path);
    assert_int_equal(files_in_folder(), 1);
    rmdir(path);
    err = (struct err){0};
    assert_false(file_write(in_folder(path, "none/e"), "x", 1, 0600, &err));
    assert_error(&err, REASON_STORE, path);
}

static void
a_place_nobody_may_write_to_says_so(void **state)
{
    (void)state;
    /* Not even root makes files there. */
    struct err err = {0};
    assert_false(file_write("/sys/laufzettel-test", "x", 1, 0600, &err));
    assert_error(&err, REASON_STORE, "Kein Zugriff auf /sys/laufzettel-test", "Rechte");
}

static int
finish(void **state)
{
    arena_finish(&arena);
    return remove_folder(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(the_limit_fits_and_one_byte_more_does_not),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(only_regular_files_are_read),
        cmocka_unit_test(a_failed_write_keeps_the_old_file_and_leaves_nothing),
        cmocka_unit_test(a_place_nobody_may_write_to_says_so),
        cmocka_unit_test(a_folder_in_the_way_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, make_folder, finish);
}
