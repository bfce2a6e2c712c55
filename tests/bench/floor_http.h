/*
 * floor_http.h - the least server that keeps what it is sent: libmicrohttpd, one insert.
 */
#ifndef FLOOR_HTTP_H
#define FLOOR_HTTP_H

struct floor_http;

/* Each POST inserts a row, durable together with whoever waits just then, and answers 201.
   A process of its own, like ours. NULL on failure. */
struct floor_http *floor_http_start(const char *path);
unsigned floor_http_port(const struct floor_http *floor);
void floor_http_stop(struct floor_http *floor);

#endif
