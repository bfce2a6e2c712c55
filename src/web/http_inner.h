/*
 * http_inner.h - what the files of the wire share.
 *
 * http.c starts and stops, http_listen.c opens the port, http_link.c notes connections,
 * http_wire.c leads a request through, http_check.c judges its head, http_body.c collects its
 * body, http_pool.c runs handlers, http_answer.c makes answers, http_watch.c cuts what is slow.
 */
#ifndef WEB_HTTP_INNER_H
#define WEB_HTTP_INNER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "http.h"

struct MHD_Connection;
struct MHD_Daemon;
struct MHD_Response;

/* ---- watch: connections and how long they may take ---- */

struct link {
    int fd;
    _Atomic uint64_t due; /* beat at which it is cut; 0: never */
    char address[HTTP_ADDRESS_MAX];
    bool loopback;
    struct link *older, *newer;
};

struct watch {
    pthread_mutex_t lock; /* of the list: a file is not closed while it is looked at */
    struct link *newest;
    pthread_t thread;
    int stop_fd;
    _Atomic uint64_t beat;
    _Atomic uint64_t open;
};

MUST_CHECK bool watch_start(struct watch *watch, struct err *err);
void watch_stop(struct watch *watch);
void watch_add(struct watch *watch, struct link *link);
void watch_remove(struct watch *watch, struct link *link);
/* Cut the connection in SECONDS from now; 0: leave it alone. */
void watch_due(struct watch *watch, struct link *link, size_t seconds);

/* ---- pool: handlers run here ---- */

struct job {
    struct job *next;
};

/* Do the job; DROP: there is no time left, answer without working. */
typedef void pool_work(void *context, size_t worker, struct arena *arena, struct job *job,
                       bool drop);

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct job *first, *last;
    size_t length, limit;
    bool closed;
    size_t workers;
    struct worker *worker;
    pool_work *work;
    void *context;
};

MUST_CHECK bool pool_start(struct pool *pool, size_t workers, size_t limit, pool_work *work,
                           void *context, struct err *err);
/* False when the queue is full. */
MUST_CHECK bool pool_add(struct pool *pool, struct job *job);
size_t pool_length(struct pool *pool);
/* Drop what waits, let the running end, end the threads. Accepts zeroed memory. */
void pool_stop(struct pool *pool);

/* ---- the server ---- */

/* Sets ERR: the system gives too little to start. */
bool starved(struct err *err);

struct http {
    struct http_options options; /* its texts are copies or not used after the start */
    size_t limit[HTTP_LIMIT__MAX];
    struct arena arena; /* of the copies */
    struct MHD_Daemon *daemon;
    unsigned port;
    bool loopback; /* listens on this machine only */
    bool tls;
    struct watch watch;
    struct pool pool;
    atomic_bool stopping;
    _Atomic uint64_t in_flight; /* requests handed to the pool and not yet answered */
    _Atomic uint64_t bodies;    /* bytes of bodies held */
    _Atomic uint64_t requests, refused, status[6];
};

/* Open the port in WHERE. Errors: INVALID, STORE. */
MUST_CHECK bool listen_open(const char *where, int *fd, unsigned *port, bool *loopback,
                            struct err *err);
/* Make sure that so many connections can be open; returns how many can. */
size_t listen_files(size_t connections);

/* ---- one request ---- */

enum stage { STAGE_LINE, STAGE_BODY, STAGE_WHOLE, STAGE_WAITING };

/* What a header said, each at most once. */
struct head {
    const char *host, *content_length, *expect, *forwarded;
    size_t length; /* what content_length says */
    size_t count;  /* headers */
    size_t bytes;  /* of names and values */
    int status;    /* 0, or why it is refused */
};

struct request {
    struct job job; /* first: the pool knows only this */
    struct http *http;
    struct link *link;
    struct MHD_Connection *connection;
    enum stage stage;
    char *uri; /* as sent; NULL: longer than allowed */
    size_t zeros;  /* the library's marks in it: where a query begins and is hidden */
    struct head head;
    struct http_request view; /* what the handler sees */
    char *body;
    size_t body_len, body_cap;
    bool in_flight;
    int64_t started_ms;
    struct MHD_Response *answer; /* NULL: there is none, the connection is closed */
    size_t answer_len;
    int status;
};

/* Note one header of the request. */
void check_header(struct request *request, const char *name, size_t name_len, const char *value,
                  size_t value_len);
/* Judge the whole head, once all headers are noted: 0, or the status of the refusal. */
int check_head(struct request *request, const char *method, const char *path,
               const char *version);
/* The body this request may bring: its length, or the status of the refusal. */
int check_body(const struct request *request, size_t *length);

/*
 * Keep LEN bytes of the body. What finds no room is forgotten and head.status says why: the
 * rest is read to its end, since an answer may not come earlier.
 */
void body_collect(struct request *request, const char *bytes, size_t len);
void body_drop(struct request *request);

/* Make the answer of a handler, or a plain one for STATUS. */
void answer_make(struct request *request, const struct http_response *response);
void answer_refuse(struct request *request, int status);
/* One line in the log; WORKER is "-" for what no handler saw. */
void answer_log(const struct request *request, const char *route, const char *worker);

/* Serve on the open port FD. Errors: INVALID (tls), STORE. */
MUST_CHECK bool wire_start(struct http *http, int fd, struct err *err);
void wire_stop(struct http *http);
/* Does the work of the pool: calls the handler, makes the answer, wakes the connection. */
pool_work wire_work;

#endif
