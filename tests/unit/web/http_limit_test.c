/*
 * http_limit_test.c - every limit of the wire: at one less, at the limit, at one more.
 */
#include "http_world.h"

#define HOST "Host: slip.example\r\n"
#define REQUEST_MAX ((size_t)400000)

static int
status_of_target(const struct world *world, size_t len)
{
    char *request = calloc(1, REQUEST_MAX);
    int status;

    assert_non_null(request);
    sprintf(request, "GET /?%0*d HTTP/1.1\r\n" HOST "\r\n", (int)len - 2, 0);
    status = status_of(world, request);
    free(request);
    return status;
}

/* A request whose header names and values are BYTES long, spread over COUNT headers. */
static int
status_of_header(const struct world *world, size_t bytes, size_t count)
{
    char *request = calloc(1, REQUEST_MAX);
    size_t left = bytes - strlen("Hostslip.example");
    char *at = request;
    int status;

    assert_non_null(request);
    at += sprintf(at, "GET / HTTP/1.1\r\n" HOST);
    for (size_t i = 1; i < count; i++) {
        size_t len = i + 1 == count ? left : left / (count - i);
        left -= len;
        at += sprintf(at, "X:%0*d\r\n", (int)len - 1, 0);
    }
    sprintf(at, "\r\n");
    status = status_of(world, request);
    free(request);
    return status;
}

static int
status_of_body(const struct world *world, const char *path, size_t len)
{
    char *request = calloc(1, REQUEST_MAX + len);
    int status;

    assert_non_null(request);
    sprintf(request, "POST %s HTTP/1.1\r\n" HOST "Content-Length: %zu\r\n\r\n%0*d", path, len,
            (int)len, 0);
    status = status_of(world, request);
    free(request);
    return status;
}

static void
each_limit_has_a_name_a_value_and_a_status(void **state)
{
    (void)state;
    for (size_t i = 0; i < HTTP_LIMIT__MAX; i++) {
        const struct http_limit *limit = &http_limits()[i];
        assert_non_null(limit->name);
        assert_non_null(limit->unit);
        assert_true(limit->value > 0);
        assert_true(limit->status == 0 || (limit->status >= 400 && limit->status < 600));
    }
}

static void
the_address_has_a_longest_length(void **state)
{
    struct world *world = world_new();
    size_t max = http_limits()[HTTP_LIMIT_URL].value;

    (void)state;
    world_start(world);
    assert_int_equal(status_of_target(world, max - 1), 200);
    assert_int_equal(status_of_target(world, max), 200);
    assert_int_equal(status_of_target(world, max + 1), 414);
    assert_int_equal(status_of_target(world, 40000), 414);
    assert_int_equal(status_of_target(world, 100000), 414);
    world_end(world);
}

static void
the_header_has_a_largest_size_and_number(void **state)
{
    struct world *world = world_new();
    size_t bytes = http_limits()[HTTP_LIMIT_HEADER].value;
    size_t count = http_limits()[HTTP_LIMIT_HEADER_COUNT].value;

    (void)state;
    world_start(world);
    assert_int_equal(status_of_header(world, bytes - 1, 2), 200);
    assert_int_equal(status_of_header(world, bytes, 2), 200);
    assert_int_equal(status_of_header(world, bytes + 1, 2), 431);
    assert_int_equal(status_of_header(world, bytes + 1, 20), 431);
    assert_int_equal(status_of_header(world, 1000, count - 1), 200);
    assert_int_equal(status_of_header(world, 1000, count), 200);
    assert_int_equal(status_of_header(world, 1000, count + 1), 431);
    assert_int_equal(status_of_header(world, 60000, 2), 431);
    assert_int_equal(status_of_header(world, 200000, 2), 431);
    assert_int_equal(status_of_header(world, 50000, 5000), 431);
    world_end(world);
}

/* The library alone would run out of memory at 500 and leave the client without an answer. */
static void
many_arguments_are_only_a_long_address(void **state)
{
    struct world *world = world_new();
    char request[8000] = "GET /?";

    (void)state;
    world_start(world);
    for (size_t i = 0; i < 1000; i++) {
        memcpy(request + 6 + 2 * i, "a&", 2);
    }
    strcpy(request + 2006, " HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(status_of(world, request), 200);
    for (size_t i = 0; i < 3000; i++) {
        memcpy(request + 6 + 2 * i, "a&", 2);
    }
    strcpy(request + 6006, " HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(status_of(world, request), 414);
    world_end(world);
}

static void
each_route_has_a_largest_body(void **state)
{
    struct world *world = world_new();

    (void)state;
    world_start(world);
    assert_int_equal(status_of_body(world, "/echo", ECHO_MAX - 1), 200);
    assert_int_equal(status_of_body(world, "/echo", ECHO_MAX), 200);
    assert_int_equal(status_of_body(world, "/echo", ECHO_MAX + 1), 413);
    assert_int_equal(status_of_body(world, "/large", 200000), 200);
    world_end(world);
}

/* A client in the middle of sending would get a reset instead of the answer. */
static void
what_is_too_large_is_read_before_it_is_refused(void **state)
{
    static const char head[] = "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 12582912\r\n\r\n";
    struct world *world = world_new();
    struct answer *answer = malloc(sizeof *answer);
    char *body = calloc(1, 12582912);
    int fd;

    (void)state;
    assert_non_null(answer);
    assert_non_null(body);
    world_start(world);
    fd = dial(world);
    send_text(fd, head);
    assert_true(send_bytes(fd, body, 12582912));
    read_answer(fd, answer, false);
    assert_int_equal(answer->status, 413);
    assert_int_equal(atomic_load(&world->handled), 0);
    close(fd);
    free(body);
    free(answer);
    world_end(world);
}

static void
without_routes_the_table_says_the_largest_body(void **state)
{
    struct world *world = world_new();
    size_t max = http_limits()[HTTP_LIMIT_BODY].value;

    (void)state;
    world->options.body_max = NULL;
    world_start(world);
    assert_int_equal(status_of_body(world, "/echo", max - 1), 200);
    assert_int_equal(status_of_body(world, "/echo", max), 200);
    assert_int_equal(status_of_body(world, "/echo", max + 1), 413);
    world_end(world);
}

static void
all_bodies_together_have_a_largest_size(void **state)
{
    struct world *world = world_new();

    (void)state;
    world->limit[HTTP_LIMIT_BODIES] = 8192;
    world_start(world);
    for (size_t round = 0; round < 3; round++) { /* what was held is given back each time */
        assert_int_equal(status_of_body(world, "/large", 8190), 200);
        assert_int_equal(status_of_body(world, "/large", 8191), 200);
        assert_int_equal(status_of_body(world, "/large", 8192), 503);
        assert_int_equal(status_of_body(world, "/large", 100000), 503);
    }
    world_end(world);
}

/* What is larger than a form may be is an upload. */
static void
uploads_leave_half_of_the_room_to_forms(void **state)
{
    struct world *world = world_new();

    (void)state;
    world->limit[HTTP_LIMIT_BODIES] = 16384;
    world->limit[HTTP_LIMIT_BODY] = 12000;
    world_start(world);
    assert_int_equal(status_of_body(world, "/large", 12000), 200);
    assert_int_equal(status_of_body(world, "/large", 12001), 503);
    world_end(world);
}

static void
wait_until(const atomic_uint *counter, unsigned value)
{
    for (double end = now_s() + 5; atomic_load(counter) < value && now_s() < end;) {
        nap_ms(1);
    }
    assert_int_equal(atomic_load(counter), value);
}

static uint64_t
queued(const struct world *world)
{
    struct http_counts counts;
    http_count(world->http, &counts);
    return counts.queued;
}

static void
a_full_queue_answers_at_once_and_says_when_to_come_back(void **state)
{
    static const char request[] = "POST /wait HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx";
    struct world *world = world_new();
    int fd[3];

    (void)state;
    world->options.workers = 1;
    world->limit[HTTP_LIMIT_QUEUE] = 2;
    world_start(world);
    for (size_t i = 0; i < 3; i++) {
        fd[i] = dial(world);
        send_text(fd[i], request);
        if (i == 0) {
            wait_until(&world->waiting, 1);
        }
    }
    for (double end = now_s() + 5; queued(world) < 2 && now_s() < end;) {
        nap_ms(1);
    }
    struct answer *answer = ask_bytes(world, request, sizeof request - 1);
    assert_int_equal(answer->status, 503);
    assert_string_equal(answer_header(answer, "Retry-After"), "2");
    atomic_store(&world->gate, true);
    for (size_t i = 0; i < 3; i++) {
        read_answer(fd[i], answer, false);
        assert_int_equal(answer->status, 200);
        close(fd[i]);
    }
    free(answer);
    world_end(world);
}

/* True when a connection from SOURCE gets its answer at once. */
static bool
is_served(const struct world *world, const char *source)
{
    int fd = dial_from(world, source);
    int c;

    assert_true(fd >= 0);
    send_text(fd, "GET / HTTP/1.1\r\n" HOST "\r\n");
    c = next_byte(fd, 0.3);
    close(fd);
    return c == 'H';
}

static void
connections_are_bounded_in_all_and_from_one_address(void **state)
{
    struct world *world = world_new();
    int fd[4];

    (void)state;
    world->limit[HTTP_LIMIT_CONNECTIONS] = 4;
    world->limit[HTTP_LIMIT_PER_ADDRESS] = 3;
    world_start(world);
    for (size_t i = 0; i < 2; i++) {
        fd[i] = dial_from(world, "127.0.0.2");
    }
    assert_true(is_served(world, "127.0.0.2")); /* the third */
    nap_ms(100);                                /* until its end is noticed */
    fd[2] = dial_from(world, "127.0.0.2");
    nap_ms(100);
    assert_false(is_served(world, "127.0.0.2")); /* a fourth of one address */
    assert_true(is_served(world, "127.0.0.3"));  /* the fourth of all */
    nap_ms(100);
    fd[3] = dial_from(world, "127.0.0.3");
    nap_ms(100);
    assert_false(is_served(world, "127.0.0.4")); /* the fifth of all has to wait */
    close(fd[3]);
    nap_ms(100);
    assert_true(is_served(world, "127.0.0.4"));
    for (size_t i = 0; i < 3; i++) {
        close(fd[i]);
    }
    world_end(world);
}

/* Sends TEXT, then one letter each 200 ms; the seconds until the server has closed. */
static double
seconds_until_cut(const struct world *world, const char *text)
{
    double start = now_s();
    int fd = dial(world);

    send_text(fd, text);
    while (next_byte(fd, 0.2) != -1 && now_s() < start + 10) {
        send_text(fd, "x");
    }
    close(fd);
    return now_s() - start;
}

static void
assert_between(double low, double value, double high)
{
    if (value < low || value > high) {
        print_error("%.2f is not in %.2f .. %.2f\n", value, low, high);
    }
    assert_true(value >= low && value <= high);
}

static void
a_slow_header_is_cut(void **state)
{
    struct world *world = world_new();

    (void)state;
    world->limit[HTTP_LIMIT_HEADER_SECONDS] = 1;
    world_start(world);
    assert_between(0.9, seconds_until_cut(world, "GET / HTTP/1.1\r\n" HOST "X-Slow: "), 2.5);
    assert_between(0.9, seconds_until_cut(world, ""), 2.5);
    assert_between(0.9, seconds_until_cut(world, "GET /a HTTP/1.1\r\n" HOST "\r\nGET /b"), 2.5);
    world_end(world);
}

static void
a_slow_body_is_cut(void **state)
{
    struct world *world = world_new();

    (void)state;
    world->limit[HTTP_LIMIT_HEADER_SECONDS] = 1;
    world->limit[HTTP_LIMIT_TOTAL_SECONDS] = 2;
    world_start(world);
    assert_between(
        0.9, seconds_until_cut(world, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 99\r\n\r\n"),
        2.5);
    assert_int_equal(atomic_load(&world->handled), 0);
    world_end(world);
}

/* A handler may take longer than any client. */
static void
a_slow_handler_is_not_cut(void **state)
{
    static const char request[] = "POST /wait HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx";
    struct world *world = world_new();
    struct answer *answer = malloc(sizeof *answer);
    int fd;

    (void)state;
    assert_non_null(answer);
    world->limit[HTTP_LIMIT_HEADER_SECONDS] = 1;
    world->limit[HTTP_LIMIT_TOTAL_SECONDS] = 1;
    world_start(world);
    fd = dial(world);
    send_text(fd, request);
    nap_ms(2500);
    atomic_store(&world->gate, true);
    read_answer(fd, answer, false);
    assert_int_equal(answer->status, 200);
    close(fd);
    free(answer);
    world_end(world);
}

/* 64 KiB may take the total time and a second for each 16 KiB: 1 + 4; this one takes 8. */
static void
a_slow_reader_is_cut(void **state)
{
    struct world *world = world_new();
    struct http_counts counts = {.open_connections = 1};
    char bytes[820];
    int small = 1024;
    int fd;

    (void)state;
    world->limit[HTTP_LIMIT_TOTAL_SECONDS] = 1;
    world_start(world);
    fd = dial(world);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    for (size_t i = 0; i < 64; i++) { /* more than the buffers on the way take */
        send_text(fd, "GET /bytes HTTP/1.1\r\n" HOST "\r\n");
    }
    double start = now_s();
    while (counts.open_connections > 0 && now_s() < start + 15) {
        recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
        nap_ms(100);
        http_count(world->http, &counts);
    }
    assert_between(4.9, now_s() - start, 12.0);
    close(fd);
    world_end(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_limit_has_a_name_a_value_and_a_status),
        cmocka_unit_test(the_address_has_a_longest_length),
        cmocka_unit_test(the_header_has_a_largest_size_and_number),
        cmocka_unit_test(many_arguments_are_only_a_long_address),
        cmocka_unit_test(each_route_has_a_largest_body),
        cmocka_unit_test(what_is_too_large_is_read_before_it_is_refused),
        cmocka_unit_test(without_routes_the_table_says_the_largest_body),
        cmocka_unit_test(all_bodies_together_have_a_largest_size),
        cmocka_unit_test(uploads_leave_half_of_the_room_to_forms),
        cmocka_unit_test(a_full_queue_answers_at_once_and_says_when_to_come_back),
        cmocka_unit_test(connections_are_bounded_in_all_and_from_one_address),
        cmocka_unit_test(a_slow_header_is_cut),
        cmocka_unit_test(a_slow_body_is_cut),
        cmocka_unit_test(a_slow_handler_is_not_cut),
        cmocka_unit_test(a_slow_reader_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
