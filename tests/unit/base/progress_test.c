/* The bar: drawn on a terminal, now and then a line elsewhere. */
#include "stderr.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "progress.h"

static char out[8192];

static void
elsewhere_short_work_is_silent(void **state)
{
    (void)state;
    struct progress progress;
    catch_stderr();
    progress_start(&progress, "Laufzettel", 10);
    progress.started_ms -= 5000;
    progress.drawn_ms -= 5000;
    progress_step(&progress, 10);
    progress_end(&progress);
    release_stderr(out, sizeof out);
    assert_string_equal(out, "");
    assert_int_equal(progress.done, 10);
}

static void
elsewhere_long_work_says_a_line_every_ten_seconds(void **state)
{
    (void)state;
    struct progress progress;
    catch_stderr();
    progress_start(&progress, "Laufzettel", 40);
    progress.started_ms -= 10000;
    progress.drawn_ms -= 10000;
    progress_skip(&progress, 10);
    progress.drawn_ms -= 10000;
    progress_step(&progress, 10);
    progress_step(&progress, 1);
    progress_end(&progress);
    release_stderr(out, sizeof out);
    assert_string_equal(out, "Laufzettel: 10/40, 0/s, noch 0 s\n"
                             "Laufzettel: 20/40, 1/s, noch 20 s\n");
}

/* Run WORK with stderr on a fresh terminal; what it drew lands in OUT. */
static void
on_terminal(void (*work)(struct progress *))
{
    struct progress progress;
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(slave, STDERR_FILENO);
    progress_start(&progress, "Laufzettel", 40);
    work(&progress);
    progress_end(&progress);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    /* A terminal hands its bytes over when it likes: wait until it is quiet. */
    size_t used = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};
    while (used < sizeof out - 1 && poll(&ready, 1, 300) > 0) {
        ssize_t n = read(master, out + used, sizeof out - 1 - used);
        if (n <= 0) {
            break;
        }
        used += (size_t)n;
    }
    out[used] = '\0';
    close(slave);
    close(master);
}

static void
work_long(struct progress *progress)
{
    progress->started_ms -= 2000;
    progress->drawn_ms -= 2000;
    progress_step(progress, 1);
    /* As if the second step came at once, however slow the machine is. */
    progress->drawn_ms += 3600000;
    progress_step(progress, 19);
}

static void
work_short(struct progress *progress)
{
    progress_step(progress, 40);
}

static void
long_work_draws_one_line_and_wipes_it(void **state)
{
    (void)state;
    on_terminal(work_long);
    assert_non_null(strstr(out, "\rLaufzettel ["));
    assert_non_null(strstr(out, " 1/40 "));
    assert_null(strstr(out, " 20/40 "));
    assert_non_null(strstr(out, "noch "));
    assert_null(strchr(out, '\n'));
    assert_string_equal(out + strlen(out) - 4, "\r\033[K");
}

static void
short_work_draws_nothing(void **state)
{
    (void)state;
    on_terminal(work_short);
    assert_string_equal(out, "");
}

static void
steps_beyond_the_total_stop_there(void **state)
{
    (void)state;
    struct progress progress;
    progress_start(&progress, "x", 3);
    progress_step(&progress, 2);
    progress_step(&progress, SIZE_MAX);
    assert_int_equal(progress.done, 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elsewhere_short_work_is_silent),
        cmocka_unit_test(elsewhere_long_work_says_a_line_every_ten_seconds),
        cmocka_unit_test(long_work_draws_one_line_and_wipes_it),
        cmocka_unit_test(short_work_draws_nothing),
        cmocka_unit_test(steps_beyond_the_total_stop_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
