/* Bytes that grow, and stop at their limit. */
#include "test.h"

static void
an_empty_buf_is_an_empty_text(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_text(&buf), "");
    assert_true(buf_ok(&buf));
    buf_append(&buf, NULL, 0);
    buf_puts(&buf, "");
    assert_string_equal(buf_text(&buf), "");
    buf_finish(&buf);
}

static void
everything_appended_stands_in_order(void **state)
{
    (void)state;
    struct buf buf = {0};
    for (int i = 0; i < 1000; i++) {
        buf_puts(&buf, "ab");
        buf_putc(&buf, 'c');
        buf_printf(&buf, "%d", i % 10);
    }
    assert_int_equal(buf.len, 4000);
    assert_memory_equal(buf_text(&buf) + 3996, "abc9", 5);
    buf_finish(&buf);
    assert_null(buf.data);
}

static void
exactly_the_limit_fits_and_one_more_sticks(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 8);
    buf_puts(&buf, "12345678");
    assert_true(buf_ok(&buf));
    buf_putc(&buf, '9');
    assert_false(buf_ok(&buf));
    buf_clear(&buf);
    assert_true(buf_ok(&buf));
    buf_puts(&buf, "1234");
    buf_puts(&buf, "56789");
    buf_puts(&buf, "5");
    assert_false(buf_ok(&buf));
    assert_string_equal(buf_text(&buf), "1234");
    buf_printf(&buf, "%s", "x");
    assert_string_equal(buf_text(&buf), "1234");
    buf_finish(&buf);
}

static void
a_formatted_text_past_the_limit_leaves_nothing(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 5);
    buf_printf(&buf, "%s", "123456");
    assert_false(buf_ok(&buf));
    assert_int_equal(buf.len, 0);
    buf_finish(&buf);
}

static void
bytes_may_hold_nul(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_append(&buf, "a\0b", 3);
    buf_putc(&buf, '\0');
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.data, "a\0b\0\0", 5);
    buf_finish(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buf_is_an_empty_text),
        cmocka_unit_test(everything_appended_stands_in_order),
        cmocka_unit_test(exactly_the_limit_fits_and_one_more_sticks),
        cmocka_unit_test(a_formatted_text_past_the_limit_leaves_nothing),
        cmocka_unit_test(bytes_may_hold_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
