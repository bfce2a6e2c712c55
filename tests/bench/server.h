/*
 * server.h - the program itself, or a peer, serving in a process of its own.
 */
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

#include "err.h"

struct server {
    pid_t process;
    unsigned port;
    double start_ms; /* until the port was told */
};

/* Run a program whose first line tells "127.0.0.1:PORT"; its errors go to the file LOG. */
MUST_CHECK bool server_run(struct server *server, char *const argv[], const char *log);
/* Serve DIR on a free port of this machine; its log goes to DIR/serve.log. LZ: the program. */
MUST_CHECK bool server_start(struct server *server, const char *dir);
/* Resident MiB; negative when it is gone. */
double server_memory(const struct server *server);
void server_stop(struct server *server);

#endif
