/*
 * http.h - the wire: requests come in whole and checked, answers go out whole.
 *
 * Event threads only parse, queue and send; a bounded pool of workers runs the handler as
 * plain blocking code. Limits are a table; each is tested at -1, 0, +1.
 * Hides: libmicrohttpd, GnuTLS.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct arena;
struct clock;
struct http;

#define HTTP_HEADERS_OUT 16
#define HTTP_ADDRESS_MAX 46

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

/* One limit: name, value, what is answered beyond it. */
struct http_limit {
    const char *name;
    size_t value;
    const char *unit;
    int status; /* 0: the connection is closed */
};
enum http_limit_name {
    HTTP_LIMIT_URL,            /* bytes of path and query: 414 */
    HTTP_LIMIT_HEADER,         /* bytes of all header names and values: 431 */
    HTTP_LIMIT_HEADER_COUNT,   /* headers: 431 */
    HTTP_LIMIT_BODY,           /* bytes, where no body_max says another: 413 */
    HTTP_LIMIT_BODIES,         /* bytes of all bodies held at once: 503 */
    HTTP_LIMIT_CONNECTIONS,    /* open at once */
    HTTP_LIMIT_PER_ADDRESS,    /* open at once from one address; not behind a proxy */
    HTTP_LIMIT_HEADER_SECONDS, /* from connecting, or the last answer, to a whole header */
    HTTP_LIMIT_TOTAL_SECONDS,  /* until the request is complete; again to take the answer */
    HTTP_LIMIT_QUEUE,          /* requests waiting for a worker: 503 */
    HTTP_LIMIT__MAX
};
const struct http_limit *http_limits(void);

/* A request, complete and within the limits. All pointers live until the answer is sent. */
struct http_request {
    enum http_method method;
    const char *path;           /* as sent: starts with '/', no escapes decoded, no "..", no NUL */
    const char *query;          /* behind '?', not decoded; "" for none */
    const char *cookie, *content_type, *authorization, *origin, *fetch_site, *language;
    const char *accept_encoding;
    const char *user_agent;     /* "" for headers that are absent; each at most once */
    const char *body;
    size_t body_len;
    char address[HTTP_ADDRESS_MAX]; /* of the client: the peer, or what the named proxy says */
    bool loopback;              /* the peer itself is on this machine, and is not the proxy */
    struct arena *arena;        /* of this request; reset after the answer */
};

struct http_header {
    const char *name, *value;
};

struct http_response {
    int status;
    const char *content_type;
    const void *body;           /* in the request's arena, or static for ever */
    size_t body_len;
    bool body_static;           /* not copied */
    const char *log_name;       /* static: the route, for the log; never what the client sent */
    bool unlogged;              /* one of very many alike, of which the handler told */
    size_t header_count;
    struct http_header header[HTTP_HEADERS_OUT];
};

/* The policies of every answer. SCRIPTS is what this page's scripts may do more ("" or with a
   blank before), CAMERA who may use the camera. */
#define HTTP_CONTENT_POLICY(scripts)                                                            \
    "default-src 'none'; script-src 'self'" scripts "; style-src 'self'; img-src 'self' data:; " \
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "                \
    "frame-ancestors 'none'"
#define HTTP_PERMISSIONS(camera)                                                                \
    "camera=(" camera "), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

/* Appends a header; the name and value are borrowed. */
void http_header_add(struct http_response *response, const char *name, const char *value);

struct http_options {
    const char *listen;         /* "127.0.0.1:8080", "[::1]:0" */
    const char *host;           /* the only Host accepted: host[:port]; besides loopback names
                                   with our port, for who asks on this machine */
    const char *tls_cert, *tls_key; /* PEM text, or NULL */
    const char *proxy;          /* address whose X-Forwarded-For counts; "" none */
    bool https;                 /* public_url is https: say so for a year (HSTS) */
    size_t workers;
    const size_t *limit;        /* HTTP_LIMIT__MAX values, 0 keeps the table's; or NULL */
    const struct clock *clock;
    void *context;
    /* Largest body of a route, before it is read; 0: no such route (the body is not read).
       Called by event threads. NULL: HTTP_LIMIT_BODY everywhere. */
    size_t (*body_max)(void *context, enum http_method method, const char *path);
    /* Fill RESPONSE (zeroed, status 500). Called by a worker; never concurrently for one
       request. Without a content type and body the client gets a plain page for the status. */
    void (*handle)(void *context, size_t worker, const struct http_request *request,
                   struct http_response *response);
};

/*
 * Start serving; returns when the port is open. Borrows the context and the clock.
 * Every answer carries the headers of safety; one that the handler sets itself replaces ours.
 * Only a head that the library cannot take apart at all (a line without a colon, a length that
 * is no number, more than its memory) gets the library's own bare answer and is closed.
 * Errors: INVALID (listen, tls), STORE (port taken, no threads).
 */
MUST_CHECK bool http_start(const struct http_options *options, struct http **out,
                           struct err *err);
/* The port in use (when listen asked for port 0). */
unsigned http_port(const struct http *http);

struct http_counts {
    uint64_t requests, refused, status[6]; /* status[n]: answers n00..n99 */
    uint64_t open_connections, queued;
};
void http_count(struct http *http, struct http_counts *out);

/*
 * Stop accepting and let running requests end: those still waiting for a worker after SECONDS
 * are answered 503; a handler that runs then is waited for. Frees everything.
 */
void http_stop(struct http *http, unsigned seconds);

#endif
