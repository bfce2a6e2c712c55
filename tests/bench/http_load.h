/*
 * http_load.h - clients on keep-alive connections, all in one thread, each asking again as
 * soon as it has its answer.
 */
#ifndef HTTP_LOAD_H
#define HTTP_LOAD_H

#include <stddef.h>

#define HTTP_LOAD_REQUEST_MAX 1024
#define HTTP_LOAD_CLIENTS_MAX 64

struct http_load {
    unsigned port;
    size_t clients;
    double seconds;
    int status; /* what every answer must be */
    /* The TURNth request of a client, whole, into OUT; returns its length. */
    size_t (*request)(void *arg, size_t client, size_t turn, char out[HTTP_LOAD_REQUEST_MAX]);
    void *arg;
    size_t turn; /* goes on from round to round */
};

/* Answers a second; negative when a connection broke or an answer was another. */
double http_load_run(struct http_load *load);

#endif
