/*
 * http_world.h - a server with small handlers, and a client that sends raw bytes.
 */
#ifndef HTTP_WORLD_H
#define HTTP_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "clock.h"
#include "http.h"

#define ECHO_MAX ((size_t)100) /* body of /echo */
#define ANSWER_MAX ((size_t)300000)

struct world {
    struct clock clock;
    struct http_options options;
    size_t limit[HTTP_LIMIT__MAX];
    struct http *http;
    unsigned port; /* known also while the server is being freed */
    struct err err;
    atomic_bool gate;    /* /wait answers once it is open */
    atomic_uint waiting; /* requests at the gate */
    atomic_uint handled; /* handlers called */
};

struct answer {
    int status; /* 0: closed without one */
    char *body;
    size_t body_len;
    bool closed; /* by the server, after the answer */
    char text[ANSWER_MAX];
};

static inline double
now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline void
nap_ms(int ms)
{
    poll(NULL, 0, ms);
}

/* ---- the server ---- */

static inline size_t
world_body_max(void *context, enum http_method method, const char *path)
{
    (void)context;
    (void)method;
    if (strcmp(path, "/echo") == 0 || strcmp(path, "/wait") == 0)
        return ECHO_MAX;
    return strcmp(path, "/large") == 0 ? (size_t)1 << 20 : 0;
}

/* What the handler was told, one fact a line. */
static inline char *
world_facts(const struct http_request *request)
{
    return arena_printf(request->arena,
                        "method=%d\npath=%s\nquery=%s\ncookie=%s\ntype=%s\nauthorization=%s\n"
                        "origin=%s\nsite=%s\nlanguage=%s\nagent=%s\naddress=%s\nloopback=%d\n"
                        "body_len=%zu\nbody=%s\n",
                        (int)request->method, request->path, request->query, request->cookie,
                        request->content_type, request->authorization, request->origin,
                        request->fetch_site, request->language, request->user_agent,
                        request->address, request->loopback, request->body_len, request->body);
}

static inline void
world_special(struct world *world, const struct http_request *request,
              struct http_response *response)
{
    static const char kilobyte[65536];

    if (strcmp(request->path, "/wait") == 0) {
        atomic_fetch_add(&world->waiting, 1);
        while (!atomic_load(&world->gate))
            nap_ms(1);
    } else if (strcmp(request->path, "/split") == 0) {
        http_header_add(response, "Location", "/a\r\nSet-Cookie: b");
    } else if (strcmp(request->path, "/many") == 0) {
        /* "?-", "?" and "?+": one below what there is room for, all of it, one too many */
        int most = HTTP_HEADERS_OUT - (*request->query == '-') + (*request->query == '+');

        for (int i = 0; i < most; i++)
            http_header_add(response, "X-Many", "1");
    } else if (strcmp(request->path, "/own") == 0) {
        http_header_add(response, "cache-control", "max-age=60");
    } else if (strcmp(request->path, "/bytes") == 0) {
        response->body = kilobyte;
        response->body_len = sizeof kilobyte;
        response->body_static = true;
    }
}

static inline void
world_handle(void *context, size_t worker, const struct http_request *request,
             struct http_response *response)
{
    struct world *world = context;

    assert_true(worker < world->options.workers);
    atomic_fetch_add(&world->handled, 1);
    response->log_name = "/test";
    if (strcmp(request->path, "/forget") == 0)
        return;
    response->status = strcmp(request->path, "/see-other") == 0 ? 303 : 200;
    if (response->status == 303) {
        http_header_add(response, "Location", "/next");
        return;
    }
    response->content_type = "text/plain; charset=utf-8";
    response->body = world_facts(request);
    response->body_len = strlen(response->body);
    world_special(world, request, response);
}

static inline struct world *
world_new(void)
{
    struct world *world = calloc(1, sizeof *world);

    assert_non_null(world);
    world->clock = clock_system();
    world->options = (struct http_options){.listen = "127.0.0.1:0",
                                           .host = "slip.example",
                                           .workers = 2,
                                           .limit = world->limit,
                                           .clock = &world->clock,
                                           .context = world,
                                           .body_max = world_body_max,
                                           .handle = world_handle};
    return world;
}

static inline void
world_start(struct world *world)
{
    assert_true(http_start(&world->options, &world->http, &world->err));
    world->port = http_port(world->http);
}

static inline void
world_end(struct world *world)
{
    http_stop(world->http, 5);
    free(world);
}

/* ---- the client ---- */

static inline int
dial_from(const struct world *world, const char *source)
{
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    inet_pton(AF_INET, source, &from.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    to.sin_port = htons((uint16_t)world->port);
    assert_int_equal(bind(fd, (struct sockaddr *)&from, sizeof from), 0);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

static inline int
dial(const struct world *world)
{
    int fd = dial_from(world, "127.0.0.1");

    assert_true(fd >= 0);
    return fd;
}

/* False when the server has closed already: then its answer says why. */
static inline bool
send_bytes(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        len -= (size_t)sent;
    }
    return true;
}

static inline bool
send_text(int fd, const char *text)
{
    return send_bytes(fd, text, strlen(text));
}

/* The next byte within WITHIN seconds; -1: closed; -2: nothing came. */
static inline int
next_byte(int fd, double within)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    unsigned char c;

    if (poll(&ready, 1, (int)(within * 1000)) <= 0)
        return -2;
    return recv(fd, &c, 1, 0) == 1 ? c : -1;
}

/* The value of header NAME, or NULL; the head ends in a NUL. */
static inline const char *
answer_header(const struct answer *answer, const char *name)
{
    static _Thread_local char value[1000];
    size_t len = strlen(name);

    for (const char *line = strstr(answer->text, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            snprintf(value, sizeof value, "%.*s", (int)strcspn(line + len + 2, "\r"),
                     line + len + 2);
            return value;
        }
    }
    return NULL;
}

/* Read one answer; BODILESS: the request was HEAD. */
static inline void
read_answer(int fd, struct answer *answer, bool bodiless)
{
    size_t len = 0, want = 0;
    int c = -1;

    *answer = (struct answer){0};
    while (len + 1 < ANSWER_MAX && (c = next_byte(fd, 10)) >= 0) {
        answer->text[len++] = (char)c;
        if (answer->body && len - (size_t)(answer->body - answer->text) == want)
            break;
        if (answer->body || len < 4 || memcmp(answer->text + len - 4, "\r\n\r\n", 4) != 0)
            continue;
        answer->status = atoi(answer->text + 9);
        answer->text[len++] = '\0';
        answer->body = answer->text + len;
        if (answer_header(answer, "Content-Length") && !bodiless)
            want = (size_t)atol(answer_header(answer, "Content-Length"));
        if (want == 0)
            break;
    }
    assert_int_not_equal(c, -2); /* neither an answer nor an end */
    if (answer->body)
        answer->body_len = (size_t)(answer->text + len - answer->body);
    if (answer->status && answer->body_len < want)
        answer->status = -1; /* cut off in its middle */
    answer->closed = c < 0;
}

/* Send bytes on a connection of their own and read one answer. */
static inline struct answer *
ask_bytes(const struct world *world, const char *bytes, size_t len)
{
    struct answer *answer = malloc(sizeof *answer);
    int fd = dial(world);

    assert_non_null(answer);
    send_bytes(fd, bytes, len);
    read_answer(fd, answer, len > 4 && memcmp(bytes, "HEAD", 4) == 0);
    if (answer->status && !answer->closed)
        answer->closed = next_byte(fd, 0.05) == -1;
    close(fd);
    return answer;
}

static inline int
status_of(const struct world *world, const char *request)
{
    struct answer *answer = ask_bytes(world, request, strlen(request));
    int status = answer->status;

    free(answer);
    return status;
}

#endif
