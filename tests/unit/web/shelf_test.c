/*
 * shelf_test.c - files between their preview and their import.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "../../../src/web/shelf.h"

#define MINUTE_MS ((int64_t)60 * 1000)

static struct arena arena;

static bool
take(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key)
{
    struct shelf_file file;

    return shelf_take(shelf, session, now_ms, key, &arena, &file);
}

static bool
put(struct shelf *shelf, int64_t session, int64_t now_ms, const char *bytes, char *key)
{
    struct shelf_file file = {.kind = "cases", .bytes = bytes, .len = strlen(bytes)};

    return shelf_put(shelf, session, now_ms, &file, key);
}

static void
a_file_is_taken_once_by_its_session_and_its_key(void **state)
{
    struct shelf *shelf = shelf_open(&arena);
    struct shelf_file file;
    char key[SHELF_KEY_MAX];
    (void)state;

    assert_true(shelf_put(shelf, 7, 0,
                          &(struct shelf_file){.kind = "cases", .profile = "verbis",
                                               .separator = "tab", .bytes = "a\0b", .len = 3},
                          key));
    assert_int_equal(strlen(key), SHELF_KEY_MAX - 1);
    assert_false(take(shelf, 8, 0, key));
    assert_false(take(shelf, 7, 0, ""));
    assert_false(shelf_look(shelf, 8, 0, key, &arena, &file));
    assert_true(shelf_look(shelf, 7, 0, key, &arena, &file));
    assert_true(shelf_take(shelf, 7, 0, key, &arena, &file));
    assert_string_equal(file.separator, "tab");
    assert_string_equal(file.kind, "cases");
    assert_string_equal(file.profile, "verbis");
    assert_int_equal(file.len, 3);
    assert_memory_equal(file.bytes, "a\0b", 3);
    assert_false(take(shelf, 7, 0, key));
    shelf_close(shelf);
}

static void
a_file_waits_a_quarter_of_an_hour(void **state)
{
    struct shelf *shelf = shelf_open(&arena);
    char key[SHELF_KEY_MAX];
    (void)state;

    assert_true(put(shelf, 7, 0, "a", key));
    assert_false(take(shelf, 7, 15 * MINUTE_MS, key));
    assert_true(put(shelf, 7, 0, "a", key));
    assert_true(take(shelf, 7, 15 * MINUTE_MS - 1, key));
    shelf_close(shelf);
}

static void
a_session_has_one_file_and_the_fifth_pushes_out_the_oldest(void **state)
{
    struct shelf *shelf = shelf_open(&arena);
    char key[6][SHELF_KEY_MAX], again[SHELF_KEY_MAX];
    (void)state;

    for (int i = 1; i <= 4; i++) {
        assert_true(put(shelf, i, i, "a", key[i]));
    }
    assert_true(put(shelf, 2, 5, "b", again));
    assert_false(take(shelf, 2, 6, key[2]));
    assert_true(put(shelf, 5, 6, "c", key[5]));
    assert_false(take(shelf, 1, 7, key[1]));
    assert_true(take(shelf, 2, 7, again));
    assert_true(take(shelf, 3, 7, key[3]));
    assert_true(take(shelf, 5, 7, key[5]));
    shelf_close(shelf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_taken_once_by_its_session_and_its_key),
        cmocka_unit_test(a_file_waits_a_quarter_of_an_hour),
        cmocka_unit_test(a_session_has_one_file_and_the_fifth_pushes_out_the_oldest),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    arena_finish(&arena);
    return failed;
}
