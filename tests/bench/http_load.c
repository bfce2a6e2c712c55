/*
 * http_load.c - ask, wait for the whole answer, ask again; many connections by epoll.
 */
#include "http_load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench.h"

#define ANSWER_MAX (128 << 10)
#define WAIT_MS 60000 /* the first tick of a large office takes seconds */

struct client {
    int socket;
    size_t index, len;
    char answer[ANSWER_MAX];
};

static int
connect_to(unsigned port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int one = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

static bool
ask(struct http_load *load, struct client *client)
{
    char text[HTTP_LOAD_REQUEST_MAX];
    size_t len = load->request(load->arg, client->index, load->turn++, text);

    client->len = 0;
    return send(client->socket, text, len, MSG_NOSIGNAL) == (ssize_t)len;
}

/* Length of the whole answer, once its header is there; 0 before. */
static size_t
answer_length(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n"), *length = strcasestr(answer, "Content-Length: ");

    if (end == NULL || length == NULL || length > end) {
        return 0;
    }
    return (size_t)(end + 4 - answer) + strtoul(length + 16, NULL, 10);
}

enum taken { TAKEN_PART, TAKEN_WHOLE, TAKEN_WRONG };

static enum taken
take(const struct http_load *load, struct client *client)
{
    ssize_t got = recv(client->socket, client->answer + client->len,
                       sizeof client->answer - 1 - client->len, 0);
    size_t whole;

    if (got <= 0) {
        fprintf(stderr, "http_load: the connection ended\n");
        return TAKEN_WRONG;
    }
    client->len += (size_t)got;
    client->answer[client->len] = '\0';
    whole = answer_length(client->answer);
    if (whole == 0 || client->len < whole) {
        return TAKEN_PART;
    }
    if (atoi(client->answer + 9) != load->status) {
        fprintf(stderr, "http_load: %.2000s\n", client->answer);
        return TAKEN_WRONG;
    }
    return TAKEN_WHOLE;
}

static bool
open_all(struct http_load *load, struct client *client, int epoll)
{
    for (size_t i = 0; i < load->clients; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &client[i]};

        client[i].index = i;
        client[i].socket = connect_to(load->port);
        if (client[i].socket < 0 ||
            epoll_ctl(epoll, EPOLL_CTL_ADD, client[i].socket, &event) != 0 ||
            !ask(load, &client[i])) {
            perror("http_load");
            return false;
        }
    }
    return true;
}

/* Answers until the time is over; negative on a failure. */
static double
run(struct http_load *load, int epoll)
{
    struct epoll_event events[HTTP_LOAD_CLIENTS_MAX];
    double start = bench_now_s();
    size_t answers = 0;

    while (bench_now_s() - start < load->seconds) {
        int count = epoll_wait(epoll, events, HTTP_LOAD_CLIENTS_MAX, WAIT_MS);

        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            enum taken taken = take(load, client);

            if (taken == TAKEN_WRONG || (taken == TAKEN_WHOLE && !ask(load, client))) {
                return -1;
            }
            answers += taken == TAKEN_WHOLE;
        }
        if (count <= 0) {
            return -1;
        }
    }
    return (double)answers / (bench_now_s() - start);
}

double
http_load_run(struct http_load *load)
{
    struct client *client = calloc(load->clients, sizeof *client);
    int epoll = epoll_create1(0);
    double figure = -1;

    if (client != NULL && open_all(load, client, epoll)) {
        figure = run(load, epoll);
    }
    for (size_t i = 0; client != NULL && i < load->clients; i++) {
        close(client[i].socket);
    }
    close(epoll);
    free(client);
    return figure;
}
