/* One line per event, whatever is in it. */
#include "stderr.h"

#include "log.h"

static char out[20000];

static void
a_line_holds_time_event_and_pairs(void **state)
{
    (void)state;
    catch_stderr();
    log_event(1777878000123, "request", "path", "/s", "ms", "12", "who", "Ada B", "empty", "");
    release_stderr(out, sizeof out);
    assert_string_equal(out, "time=2026-05-04T07:00:00.123Z event=request path=/s ms=12 "
                             "who=\"Ada B\" empty=\"\"\n");
}

static void
no_value_can_forge_a_line_or_drive_a_terminal(void **state)
{
    (void)state;
    catch_stderr();
    log_event(0, "a\nevent=b", "k", "x\r\ntime=1 event=fake", "esc", "\x1b[31m\x7f\"\\", "c1",
              "\xC2\x9B"
              "31m ü",
              "nl", "\xC2\x85");
    release_stderr(out, sizeof out);
    assert_string_equal(out, "time=1970-01-01T00:00:00.000Z event=\"a\\x0aevent=b\" "
                             "k=\"x\\x0d\\x0atime=1 event=fake\" "
                             "esc=\"\\x1b[31m\\x7f\\x22\\x5c\" c1=\"\\xc2\\x9b31m ü\" "
                             "nl=\"\\xc2\\x85\"\n");
}

static void
a_value_is_cut_at_two_hundred_bytes_between_letters(void **state)
{
    (void)state;
    char value[1000];
    memset(value, 'x', sizeof value);
    memcpy(value + 199, "ü", 2);
    value[999] = '\0';
    catch_stderr();
    log_event(0, "e", "k", value);
    release_stderr(out, sizeof out);
    assert_int_equal(strlen(strstr(out, "k=") + 2), 199 + 1);
    assert_null(strchr(out, '\xC3'));
}

static void
a_value_is_whole_up_to_two_hundred_bytes(void **state)
{
    (void)state;
    for (size_t len = 199; len <= 201; len++) {
        char value[202];
        memset(value, 'x', len);
        value[len] = '\0';
        catch_stderr();
        log_event(0, "e", "k", value);
        release_stderr(out, sizeof out);
        assert_int_equal(strlen(strstr(out, "k=") + 2), (len < 200 ? len : 200) + 1);
    }
}

/* Every length of a line around the longest: it is whole, or it says that it is not. */
static void
every_line_ends_whatever_its_length(void **state)
{
    (void)state;
    size_t whole = 0, short_of = 0;
    for (size_t last = 1; last <= 200; last++) {
        const char *pairs[83];
        char value[201], final[201];
        memset(value, 'x', 200);
        memset(final, 'y', last);
        value[200] = final[last] = '\0';
        for (size_t i = 0; i < 80; i++) {
            pairs[i] = i % 2 ? value : "k";
        }
        pairs[80] = "l";
        pairs[81] = final;
        pairs[82] = NULL;
        catch_stderr();
        log_event_list(0, "e", pairs);
        release_stderr(out, sizeof out);
        size_t len = strlen(out);
        assert_int_equal(out[len - 1], '\n');
        if (strstr(out, "log_line_too_long")) {
            short_of++;
        } else {
            assert_int_equal(strspn(strstr(out, " l=") + 3, "y"), last);
            whole++;
        }
    }
    assert_true(whole > 0 && short_of > 0);
}

static void
a_line_that_grows_too_long_says_so_instead(void **state)
{
    (void)state;
    const char *pairs[201];
    char value[200];
    memset(value, 'x', sizeof value - 1);
    value[199] = '\0';
    for (size_t i = 0; i < 200; i++) {
        pairs[i] = i % 2 ? value : "k";
    }
    pairs[200] = NULL;
    catch_stderr();
    log_event_list(0, "e", pairs);
    release_stderr(out, sizeof out);
    assert_string_equal(out, "time=1970-01-01T00:00:00.000Z event=log_line_too_long\n");
}

static void
an_odd_pair_is_left_out(void **state)
{
    (void)state;
    catch_stderr();
    log_event(0, "e", "a", "1", "b");
    release_stderr(out, sizeof out);
    assert_non_null(strstr(out, " a=1\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_holds_time_event_and_pairs),
        cmocka_unit_test(no_value_can_forge_a_line_or_drive_a_terminal),
        cmocka_unit_test(a_value_is_cut_at_two_hundred_bytes_between_letters),
        cmocka_unit_test(a_value_is_whole_up_to_two_hundred_bytes),
        cmocka_unit_test(every_line_ends_whatever_its_length),
        cmocka_unit_test(a_line_that_grows_too_long_says_so_instead),
        cmocka_unit_test(an_odd_pair_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
