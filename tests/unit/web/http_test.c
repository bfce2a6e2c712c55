/*
 * http_test.c - the wire: what a request may be, what an answer always is.
 */
#include "http_world.h"

#define HOST "Host: slip.example\r\n"

static int
set_up(void **state)
{
    struct world *world = world_new();

    world_start(world);
    *state = world;
    return 0;
}

static int
tear_down(void **state)
{
    world_end(*state);
    return 0;
}

/* Sends a whole request; what it must be answered. */
struct row {
    int status; /* 0: closed without an answer */
    const char *request;
};

static void
assert_rows(const struct world *world, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int status = status_of(world, rows[i].request);
        if (status != rows[i].status) {
            print_error("row %zu: %s\n", i, rows[i].request);
        }
        assert_int_equal(status, rows[i].status);
    }
}
#define ASSERT_ROWS(world, rows) assert_rows((world), (rows), sizeof(rows) / sizeof *(rows))

static void
assert_echoed(const struct world *world, const char *request, const char *fact)
{
    struct answer *answer = ask_bytes(world, request, strlen(request));

    assert_int_equal(answer->status, 200);
    if (!strstr(answer->body, fact)) {
        print_error("no %s in\n%s", fact, answer->body);
    }
    assert_non_null(strstr(answer->body, fact));
    free(answer);
}

static void
a_handler_is_told_the_request(void **state)
{
    static const char request[] =
        "POST /echo?q=%41&b HTTP/1.1\r\n" HOST
        "Cookie: a=b; c=d\r\nContent-Type: text/x\r\nAuthorization: Bearer k\r\n"
        "Origin: https://slip.example\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: de\r\n"
        "User-Agent: hand\r\nX-Forwarded-For: 9.9.9.9\r\nContent-Length: 5\r\n\r\nH\xC3\xBCllo";

    assert_echoed(*state, request,
                  "method=2\npath=/echo\nquery=q=%41&b\ncookie=a=b; c=d\ntype=text/x\n"
                  "authorization=Bearer k\norigin=https://slip.example\nsite=same-origin\n"
                  "language=de\nagent=hand\naddress=127.0.0.1\nloopback=1\nbody_len=5\n"
                  "body=H\xC3\xBCll");
}

static void
what_is_absent_is_empty(void **state)
{
    assert_echoed(*state, "GET / HTTP/1.1\r\n" HOST "\r\n",
                  "method=0\npath=/\nquery=\ncookie=\ntype=\nauthorization=\norigin=\nsite=\n"
                  "language=\nagent=\naddress=127.0.0.1\nloopback=1\nbody_len=0\nbody=\n");
    assert_echoed(*state, "GET /a? HTTP/1.1\r\n" HOST "\r\n", "path=/a\nquery=\n");
    assert_echoed(*state, "GET /a??b?c HTTP/1.1\r\n" HOST "\r\n", "path=/a\nquery=?b?c\n");
}

static void
the_host_is_ours_or_a_loopback_name_with_our_port(void **state)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]", "LocalHost"};
    static const char *const foreign[] = {
        "slip.example:81", "slip.example.", "evil",      "localhost", "localhost:1",
        "127.0.0.1:",      "localhost:x",   "127.0.0.2", "",          "slip.example "};
    struct world *world = *state;
    char request[200];

    assert_int_equal(status_of(world, "GET / HTTP/1.1\r\nHost: SLIP.example\r\n\r\n"), 200);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s:%u\r\n\r\n", names[i],
                 world->port);
        assert_int_equal(status_of(world, request), 200);
    }
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", foreign[i]);
        assert_int_equal(status_of(world, request), 421);
    }
}

static void
who_asks_on_this_machine_may_say_localhost_to_any_port_of_ours(void **state)
{
    struct world *world = world_new();
    char request[200];

    (void)state;
    world->options.listen = "0.0.0.0:0";
    world_start(world);
    snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", world->port);
    assert_int_equal(status_of(world, request), 200);
    world_end(world);
    world = world_new();
    world->options.listen = "0.0.0.0:0";
    world->options.proxy = "127.0.0.1"; /* then it may be anybody */
    world_start(world);
    snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", world->port);
    assert_int_equal(status_of(world, request), 421);
    world_end(world);
}

static void
a_head_that_can_be_read_in_two_ways_is_refused(void **state)
{
    static const struct row rows[] = {
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.0\r\n\r\n"},
        {200, "GET / HTTP/1.0\r\n" HOST "\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST HOST "\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Host: evil\r\n\r\n"},
        {411, "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {411, "POST /echo HTTP/1.1\r\n" HOST
              "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {411, "POST /echo HTTP/1.1\r\n" HOST "transfer-encoding: identity\r\n\r\n"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length : 3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: +3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: -3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0x3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3, 3\r\n\r\nabc"},
        {400, "POST /echo HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\nabc"},
        {413, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999999\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"},
        {200, "GET / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Cookie: a\r\nCookie: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Authorization: a\r\nAuthorization: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Content-Type: a\r\nContent-Type: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "Origin: a\r\nOrigin: b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "X-Folded: a\r\n b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: slip.example\r\n" HOST "\r\n"},
        {400, "GET / HTTP/1.1\nHost: slip.example\n\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "X-Bare: a\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "no colon\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST ": no name\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "X-Control: \x1b[2J\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n" HOST "X-Return: a\rb\r\n\r\n"},
        {200, "GET / HTTP/1.1\r\n" HOST "X-Tab: a\tb\r\n\r\n"},
        {200, "\r\nGET / HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /\r\n"},
        {400, "GET / HTTP/1.1 \r\n" HOST "\r\n"},
        {505, "GET / HTTP/0.9\r\n" HOST "\r\n"},
        {505, "GET / HTTP/1.2\r\n" HOST "\r\n"},
        {505, "GET / HTTP/2.0\r\n" HOST "\r\n"},
        {400, "GET / http/1.1\r\n" HOST "\r\n"},
        {0, "\x16\x03\x01\x02\r\n\r\n"},
    };

    ASSERT_ROWS(*state, rows);
}

static void
a_nul_anywhere_in_the_head_is_refused(void **state)
{
    static const char line[] = "GET /\0secret HTTP/1.1\r\n" HOST "\r\n";
    static const char query[] = "GET /?a\0b HTTP/1.1\r\n" HOST "\r\n";
    static const char method[] = "GE\0T / HTTP/1.1\r\n" HOST "\r\n";
    static const char name[] = "GET / HTTP/1.1\r\n" HOST "X\0-A: b\r\n\r\n";
    static const char value[] = "GET / HTTP/1.1\r\n" HOST "X-A: b\0c\r\n\r\n";
    static const struct {
        const char *bytes;
        size_t len;
    } rows[] = {{line, sizeof line - 1},
                {query, sizeof query - 1},
                {method, sizeof method - 1},
                {name, sizeof name - 1},
                {value, sizeof value - 1}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct answer *answer = ask_bytes(*state, rows[i].bytes, rows[i].len);
        assert_int_equal(answer->status, i == 2 ? 405 : 400);
        free(answer);
    }
    assert_int_equal(atomic_load(&((struct world *)*state)->handled), 0);
}

static void
a_path_is_visible_ascii_without_tricks(void **state)
{
    static const struct row rows[] = {
        {200, "GET /a.b/c%20%C3%A4..d/~ HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /../a HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /a/.. HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /a/./b HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /. HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%2e%2e/a HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%2E./a HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /a%5Cb HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /a\\b HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%252e HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%00 HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%0a HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /%7F HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /%4 HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /%zz HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /a\tb HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /a b HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /\xC3\xA4 HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /?\x01 HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET http://slip.example/ HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET * HTTP/1.1\r\n" HOST "\r\n"},
    };

    ASSERT_ROWS(*state, rows);
}

static void
other_methods_are_told_the_allowed_ones(void **state)
{
    static const char *const methods[] = {"PUT",   "DELETE",  "OPTIONS", "TRACE",
                                          "PATCH", "CONNECT", "get",     "BREW"};

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        char request[100];
        snprintf(request, sizeof request, "%s / HTTP/1.1\r\n" HOST "\r\n", methods[i]);
        struct answer *answer = ask_bytes(*state, request, strlen(request));
        assert_int_equal(answer->status, 405);
        assert_string_equal(answer_header(answer, "Allow"), "GET, HEAD, POST");
        free(answer);
    }
}

static void
expectations_are_met_or_refused(void **state)
{
    static const char post[] =
        "POST /echo HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    struct answer *answer = malloc(sizeof *answer);
    int fd = dial(*state);

    assert_non_null(answer);
    send_text(fd, post);
    read_answer(fd, answer, false);
    assert_int_equal(answer->status, 100);
    send_text(fd, "abc");
    read_answer(fd, answer, false);
    assert_int_equal(answer->status, 200);
    close(fd);
    free(answer);
    assert_int_equal(status_of(*state, "POST /echo HTTP/1.1\r\n" HOST "Expect: 100-continue\r\n"
                                       "Content-Length: 101\r\n\r\n"),
                     413);
    assert_int_equal(status_of(*state, "POST /echo HTTP/1.1\r\n" HOST "Expect: miracles\r\n"
                                       "Content-Length: 3\r\n\r\n"),
                     417);
}

static void
pipelined_requests_are_answered_in_their_order(void **state)
{
    static const char requests[] = "GET /1 HTTP/1.1\r\n" HOST "\r\n"
                                   "POST /echo?2 HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
                                   "GET /3 HTTP/1.1\r\n" HOST "\r\n";
    static const char *const facts[] = {"path=/1\n", "query=2\n", "path=/3\n"};
    struct answer *answer = malloc(sizeof *answer);
    int fd = dial(*state);

    assert_non_null(answer);
    send_text(fd, requests);
    for (size_t i = 0; i < 3; i++) {
        read_answer(fd, answer, false);
        assert_int_equal(answer->status, 200);
        assert_non_null(strstr(answer->body, facts[i]));
    }
    close(fd);
    free(answer);
}

/* Bytes behind a refused or unread body must never be served as the next request. */
static void
nothing_is_served_behind_a_body_that_was_not_read(void **state)
{
    static const char *const requests[] = {
        "POST /none HTTP/1.1\r\n" HOST "Content-Length: 40\r\n\r\nGET /1 HTTP/1.1\r\n" HOST "\r\n",
        "POST /echo HTTP/1.1\r\n" HOST "Expect: 100-continue\r\n"
        "Content-Length: 101\r\n\r\nGET /1 HTTP/1.1\r\n" HOST "\r\n",
        "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        "GET /1 HTTP/1.1\r\n" HOST "\r\n",
        "GET /2 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n" HOST "\r\n",
    };
    static const int status[] = {200, 413, 411, 400};

    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        struct answer *answer = ask_bytes(*state, requests[i], strlen(requests[i]));
        assert_int_equal(answer->status, status[i]);
        assert_true(answer->closed);
        assert_null(strstr(answer->body, "path=/1"));
        free(answer);
    }
}

static void
the_proxy_that_is_named_says_who_asks(void **state)
{
    static const char one[] =
        "GET / HTTP/1.1\r\n" HOST "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\r\n";
    static const char two[] = "GET / HTTP/1.1\r\n" HOST "X-Forwarded-For: 6.6.6.6\r\n"
                              "X-Forwarded-For: 2001:db8::7\r\n\r\n";
    static const char bad[] = "GET / HTTP/1.1\r\n" HOST "X-Forwarded-For: unknown\r\n\r\n";
    struct world *world = world_new();

    (void)state;
    world->options.proxy = "127.0.0.1";
    world_start(world);
    assert_echoed(world, one, "address=192.0.2.7\nloopback=0\n");
    assert_echoed(world, two, "address=2001:db8::7\nloopback=0\n");
    assert_echoed(world, "GET / HTTP/1.1\r\n" HOST "\r\n", "address=127.0.0.1\nloopback=0\n");
    assert_int_equal(status_of(world, bad), 400);
    world_end(world);
}

static void
assert_safe(const struct answer *answer)
{
    static const char *const names[] = {"Content-Security-Policy",
                                        "X-Content-Type-Options",
                                        "Referrer-Policy",
                                        "X-Frame-Options",
                                        "Cross-Origin-Opener-Policy",
                                        "Cross-Origin-Resource-Policy",
                                        "Permissions-Policy",
                                        "Content-Type",
                                        "Cache-Control"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_non_null(answer_header(answer, names[i]));
    }
    assert_non_null(strstr(answer_header(answer, "Content-Security-Policy"), "default-src 'none'"));
    assert_null(answer_header(answer, "Server"));
}

static void
every_answer_carries_the_headers_of_safety(void **state)
{
    static const struct row rows[] = {
        {200, "GET / HTTP/1.1\r\n" HOST "\r\n"},
        {303, "GET /see-other HTTP/1.1\r\n" HOST "\r\n"},
        {500, "GET /forget HTTP/1.1\r\n" HOST "\r\n"},
        {500, "GET /split HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /many?- HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /many HTTP/1.1\r\n" HOST "\r\n"},
        {500, "GET /many?+ HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {404, "GET /../ HTTP/1.1\r\n" HOST "\r\n"},
        {405, "PUT / HTTP/1.1\r\n" HOST "\r\n"},
        {413, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 33554433\r\n\r\n"},
        {421, "GET / HTTP/1.1\r\nHost: evil\r\n\r\n"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct answer *answer = ask_bytes(*state, rows[i].request, strlen(rows[i].request));
        assert_int_equal(answer->status, rows[i].status);
        assert_safe(answer);
        assert_string_equal(answer_header(answer, "Cache-Control"), "no-store");
        assert_null(answer_header(answer, "Set-Cookie"));
        assert_null(answer_header(answer, "Strict-Transport-Security"));
        free(answer);
    }
}

static void
a_handler_may_set_a_header_of_safety_itself(void **state)
{
    static const char request[] = "GET /own HTTP/1.1\r\n" HOST "\r\n";
    struct answer *answer = ask_bytes(*state, request, strlen(request));

    assert_string_equal(answer_header(answer, "Cache-Control"), "max-age=60");
    assert_null(strstr(answer->text, "no-store"));
    free(answer);
}

static void
with_https_browsers_are_told_to_stay_there(void **state)
{
    static const char request[] = "GET / HTTP/1.1\r\n" HOST "\r\n";
    struct world *world = world_new();

    (void)state;
    world->options.https = true;
    world_start(world);
    struct answer *answer = ask_bytes(world, request, strlen(request));
    assert_string_equal(answer_header(answer, "Strict-Transport-Security"), "max-age=31536000");
    free(answer);
    world_end(world);
}

static void
head_answers_like_get_without_a_body(void **state)
{
    static const char get[] = "GET / HTTP/1.1\r\n" HOST "\r\n";
    static const char head[] = "HEAD / HTTP/1.1\r\n" HOST "\r\n";
    struct answer *full = ask_bytes(*state, get, strlen(get));
    struct answer *bare = ask_bytes(*state, head, strlen(head));

    assert_int_equal(bare->status, 200);
    assert_int_equal(bare->body_len, 0);
    assert_int_equal(full->body_len, atol(answer_header(bare, "Content-Length")));
    assert_safe(bare);
    free(full);
    free(bare);
}

static void
a_forgotten_body_is_a_plain_page_and_json_for_programs(void **state)
{
    static const char page[] = "GET /forget HTTP/1.1\r\n" HOST "\r\n";
    static const char json[] = "GET /api/v1/../x HTTP/1.1\r\n" HOST "\r\n";
    struct answer *answer = ask_bytes(*state, page, strlen(page));

    assert_int_equal(answer->status, 500);
    assert_string_equal(answer_header(answer, "Content-Type"), "text/html; charset=utf-8");
    assert_non_null(strstr(answer->body, "<h1>Fehler im Programm</h1>"));
    free(answer);
    answer = ask_bytes(*state, json, strlen(json));
    assert_int_equal(answer->status, 404);
    assert_string_equal(answer_header(answer, "Content-Type"), "application/json");
    assert_non_null(strstr(answer->body, "{\"error\":{\"reason\":\"not_found\""));
    free(answer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(a_handler_is_told_the_request),
        TEST(what_is_absent_is_empty),
        TEST(the_host_is_ours_or_a_loopback_name_with_our_port),
        cmocka_unit_test(who_asks_on_this_machine_may_say_localhost_to_any_port_of_ours),
        TEST(a_head_that_can_be_read_in_two_ways_is_refused),
        TEST(a_nul_anywhere_in_the_head_is_refused),
        TEST(a_path_is_visible_ascii_without_tricks),
        TEST(other_methods_are_told_the_allowed_ones),
        TEST(expectations_are_met_or_refused),
        TEST(pipelined_requests_are_answered_in_their_order),
        TEST(nothing_is_served_behind_a_body_that_was_not_read),
        cmocka_unit_test(the_proxy_that_is_named_says_who_asks),
        TEST(every_answer_carries_the_headers_of_safety),
        TEST(a_handler_may_set_a_header_of_safety_itself),
        cmocka_unit_test(with_https_browsers_are_told_to_stay_there),
        TEST(head_answers_like_get_without_a_body),
        TEST(a_forgotten_body_is_a_plain_page_and_json_for_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
