/* Memory of one request. */
#include "test.h"

#include <signal.h>
#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"

static void
memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *bytes = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(bytes[i], 0);
        }
        memset(bytes, 0xAA, size);
    }
    arena_reset(&arena);
    unsigned char *again = arena_alloc(&arena, 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(again[i], 0);
    }
    arena_finish(&arena);
}

static void
pieces_never_overlap(void **state)
{
    (void)state;
    enum { PIECES = 500 };
    struct arena arena;
    char *piece[PIECES];
    arena_init(&arena);
    for (size_t i = 0; i < PIECES; i++) {
        piece[i] = arena_alloc(&arena, i * 3 + 1);
        memset(piece[i], (int)(i % 251), i * 3 + 1);
    }
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t k = 0; k < i * 3 + 1; k++) {
            assert_int_equal((unsigned char)piece[i][k], i % 251);
        }
    }
    arena_finish(&arena);
}

static void
a_request_larger_than_any_block_is_served(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t size = (size_t)5 << 20;
    char *bytes = arena_alloc(&arena, size);
    bytes[size - 1] = 'x';
    char *next = arena_strdup(&arena, "after");
    assert_string_equal(next, "after");
    assert_true(arena.total >= size);
    arena_reset(&arena);
    assert_int_equal(arena.total, 0);
    arena_finish(&arena);
}

static void
growing_keeps_the_old_and_zeroes_the_new(void **state)
{
    (void)state;
    struct arena arena = {0};
    int *numbers = arena_array(&arena, 3, sizeof *numbers);
    for (int i = 0; i < 3; i++) {
        numbers[i] = i + 1;
    }
    int *more = arena_grow(&arena, numbers, 3, 6, sizeof *more);
    int expected[] = {1, 2, 3, 0, 0, 0};
    assert_memory_equal(more, expected, sizeof expected);
    assert_int_equal(numbers[2], 3);
    int *first = arena_grow(&arena, NULL, 0, 2, sizeof *first);
    assert_int_equal(first[1], 0);
    arena_finish(&arena);
}

static void
text_is_copied_and_formatted(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(&arena, NULL, 0), "");
    assert_string_equal(arena_printf(&arena, "%s-%d", "x", 42), "x-42");
    assert_memory_equal(arena_memdup(&arena, "a\0b", 3), "a\0b", 3);
    arena_finish(&arena);
    arena_finish(&arena);
}

/* Does asking for COUNT elements of SIZE end the program? In a child, with stderr closed. */
static void
expect_abort(size_t count, size_t size)
{
    pid_t child = fork();
    if (child == 0) {
        struct arena arena = {0};
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        arena_array(&arena, count, size);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void
a_size_that_overflows_ends_the_program(void **state)
{
    (void)state;
    expect_abort(SIZE_MAX / 2, 3);
    expect_abort(SIZE_MAX, 1);
    expect_abort(SIZE_MAX / 2 + 1, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(pieces_never_overlap),
        cmocka_unit_test(a_request_larger_than_any_block_is_served),
        cmocka_unit_test(growing_keeps_the_old_and_zeroes_the_new),
        cmocka_unit_test(a_size_that_overflows_ends_the_program),
        cmocka_unit_test(text_is_copied_and_formatted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
