/*
 * http_load_test.c - the wire under load: many at once, half-open ones, clients that go
 * away, stopping.
 */
#include "http_world.h"

#define HOST "Host: slip.example\r\n"
#define CLIENTS 64
#define ROUNDS 10
#define HALF_OPEN 700

/* 700 connections to ourselves need both ends' files. */
static int
raise_files(void **state)
{
    struct rlimit files;

    (void)state;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max < 4096 ? files.rlim_max : 4096;
    return setrlimit(RLIMIT_NOFILE, &files);
}

struct client {
    struct world *world;
    pthread_t thread;
    unsigned number;
    unsigned right, broken;
};

/* Posts bodies of its own on one connection and compares what comes back. */
static void *
post_and_compare(void *arg)
{
    struct client *client = arg;
    struct answer *answer = malloc(sizeof *answer);
    int fd = dial(client->world);

    for (unsigned i = 0; answer && i < ROUNDS; i++) {
        char request[300], body[100], fact[120];
        snprintf(body, sizeof body, "client %u round %u", client->number, i);
        snprintf(fact, sizeof fact, "\nbody=%s\n", body);
        snprintf(request, sizeof request,
                 "POST /echo HTTP/1.1\r\n" HOST "Content-Length: %zu\r\n\r\n%s", strlen(body),
                 body);
        send_text(fd, request);
        read_answer(fd, answer, false);
        if (answer->status == 200 && strstr(answer->body, fact)) {
            client->right++;
        }
    }
    close(fd);
    free(answer);
    return NULL;
}

static void
each_of_many_clients_gets_its_own_answer(void **state)
{
    struct world *world = world_new();
    struct client client[CLIENTS];
    struct http_counts counts;

    (void)state;
    world_start(world);
    for (unsigned i = 0; i < CLIENTS; i++) {
        client[i] = (struct client){.world = world, .number = i};
        pthread_create(&client[i].thread, NULL, post_and_compare, &client[i]);
    }
    for (unsigned i = 0; i < CLIENTS; i++) {
        pthread_join(client[i].thread, NULL);
        assert_int_equal(client[i].right, ROUNDS);
    }
    http_count(world->http, &counts);
    assert_int_equal(counts.requests, CLIENTS * ROUNDS);
    assert_int_equal(counts.status[2], CLIENTS * ROUNDS);
    assert_int_equal(counts.refused, 0);
    assert_int_equal(counts.queued, 0);
    world_end(world);
}

static void
half_open_connections_of_one_address_leave_room_for_others(void **state)
{
    static const char half[] = "GET / HTTP/1.1\r\nHost: sl";
    struct world *world = world_new();
    int *fd = calloc(HALF_OPEN, sizeof *fd);
    double start;

    (void)state;
    assert_non_null(fd);
    world_start(world);
    for (size_t i = 0; i < HALF_OPEN; i++) {
        fd[i] = dial_from(world, "127.0.0.2");
        send_text(fd[i], half);
    }
    start = now_s();
    assert_int_equal(status_of(world, "GET / HTTP/1.1\r\n" HOST "\r\n"), 200);
    assert_true(now_s() - start < 1);
    for (size_t i = 0; i < HALF_OPEN; i++) {
        close(fd[i]);
    }
    free(fd);
    world_end(world);
}

static void
clients_that_go_away_do_no_harm(void **state)
{
    static const char wait[] = "POST /wait HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx";
    static const char half[] = "POST /large HTTP/1.1\r\n" HOST "Content-Length: 9000\r\n\r\nhalf";
    static const char much[] = "GET /bytes HTTP/1.1\r\n" HOST "\r\n";
    struct linger at_once = {.l_onoff = 1}; /* close with a reset */
    struct world *world = world_new();

    (void)state;
    world->options.workers = 4;
    world_start(world);
    for (int i = 0; i < 12; i++) {
        int fd = dial(world);
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        send_text(fd, i % 3 == 0 ? wait : i % 3 == 1 ? half : much);
        nap_ms(5);
        close(fd);
    }
    atomic_store(&world->gate, true);
    assert_int_equal(status_of(world, "GET / HTTP/1.1\r\n" HOST "\r\n"), 200);
    struct http_counts counts = {.open_connections = 1};
    for (double end = now_s() + 5; counts.open_connections > 0 && now_s() < end; nap_ms(5)) {
        http_count(world->http, &counts);
    }
    assert_int_equal(counts.open_connections, 0);
    world_end(world);
}

/* Asks on one connection after the other until the port is closed. */
static void *
ask_until_closed(void *arg)
{
    struct client *client = arg;
    struct answer *answer = malloc(sizeof *answer);
    int fd;

    while (answer && (fd = dial_from(client->world, "127.0.0.1")) >= 0) {
        send_text(fd, "GET /bytes HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
        read_answer(fd, answer, false);
        close(fd);
        client->right += answer->status == 200;
        client->broken += answer->status == -1;
    }
    free(answer);
    return NULL;
}

static void
stopping_under_load_ends_soon_and_cuts_no_answer_in_its_middle(void **state)
{
    struct world *world = world_new();
    struct client client[8];
    double start;

    (void)state;
    world_start(world);
    for (unsigned i = 0; i < 8; i++) {
        client[i] = (struct client){.world = world, .number = i};
        pthread_create(&client[i].thread, NULL, ask_until_closed, &client[i]);
    }
    nap_ms(300);
    start = now_s();
    http_stop(world->http, 5);
    assert_true(now_s() - start < 5);
    for (unsigned i = 0; i < 8; i++) {
        pthread_join(client[i].thread, NULL);
        assert_true(client[i].right > 0);
        assert_int_equal(client[i].broken, 0);
    }
    free(world);
}

static void *
open_the_gate_later(void *arg)
{
    struct world *world = arg;

    nap_ms(1500);
    atomic_store(&world->gate, true);
    return NULL;
}

/* The running one is waited for; the one behind it gets no worker in time. */
static void
stopping_answers_what_runs_and_refuses_what_waits(void **state)
{
    static const char request[] = "POST /wait HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx";
    struct world *world = world_new();
    struct answer *answer = malloc(sizeof *answer);
    pthread_t opener;
    int running, waiting;

    (void)state;
    assert_non_null(answer);
    world->options.workers = 1;
    world_start(world);
    running = dial(world);
    send_text(running, request);
    while (atomic_load(&world->waiting) == 0) {
        nap_ms(1);
    }
    waiting = dial(world);
    send_text(waiting, request);
    nap_ms(100);
    pthread_create(&opener, NULL, open_the_gate_later, world);
    http_stop(world->http, 1);
    read_answer(running, answer, false);
    assert_int_equal(answer->status, 200);
    read_answer(waiting, answer, false);
    assert_int_equal(answer->status, 503);
    assert_int_equal(atomic_load(&world->handled), 1);
    pthread_join(opener, NULL);
    close(running);
    close(waiting);
    free(answer);
    free(world);
}

static void
a_wrong_start_says_why_and_leaves_nothing_behind(void **state)
{
    static const char *const wrong[] = {
        "",        "8080",        "127.0.0.1",       "127.0.0.1:",
        "host:80", "127.0.0.1:x", "127.0.0.1:+1",    "::1:80",
        "[::1]",   "[::1:80",     "127.0.0.1:70000", "127.0.0.1:-1"};
    struct world *world = world_new();
    char taken[40];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        world->options.listen = wrong[i];
        assert_false(http_start(&world->options, &world->http, &err));
        assert_int_equal(err.reason, REASON_INVALID);
        assert_string_equal(err.field, "listen");
    }
    world->options.listen = "127.0.0.1:0";
    world_start(world);
    snprintf(taken, sizeof taken, "127.0.0.1:%u", world->port);
    struct world *second = world_new();
    second->options.listen = taken;
    assert_false(http_start(&second->options, &second->http, &second->err));
    assert_int_equal(second->err.reason, REASON_STORE);
    second->err = (struct err){0};
    second->options.listen = "127.0.0.1:0";
    second->options.tls_cert = second->options.tls_key = "no PEM";
    assert_false(http_start(&second->options, &second->http, &second->err));
    assert_string_equal(second->err.field, "tls");
    second->err = (struct err){0};
    second->options.proxy = "proxy.example";
    assert_false(http_start(&second->options, &second->http, &second->err));
    assert_string_equal(second->err.field, "proxy");
    free(second);
    world_end(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_many_clients_gets_its_own_answer),
        cmocka_unit_test(half_open_connections_of_one_address_leave_room_for_others),
        cmocka_unit_test(clients_that_go_away_do_no_harm),
        cmocka_unit_test(stopping_under_load_ends_soon_and_cuts_no_answer_in_its_middle),
        cmocka_unit_test(stopping_answers_what_runs_and_refuses_what_waits),
        cmocka_unit_test(a_wrong_start_says_why_and_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, raise_files, NULL);
}
