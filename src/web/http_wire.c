/*
 * http_wire.c - the talk with libmicrohttpd, whose event threads call the functions here.
 *
 * A request goes through: its line (on_line), its head, its body, the queue (the connection
 * sleeps), a worker (wire_work), the answer. libmicrohttpd 0.9.75 is trusted with bytes and
 * sockets, not with judging: what it lets pass is counted and checked again.
 */
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "http_inner.h"
#include "http_library.h"

/* on_line and is_cleanly_framed look at how this library lays out a head. */
_Static_assert(MHD_VERSION < 0x01000000, "read http_wire.c against this libmicrohttpd");

#define EVENT_THREADS 2 /* one alone stalls at times */
#define POOL_BYTES (64 << 10)
#define DRAINED_MAX ((size_t)32 << 20)    /* of a body that is too large */
#define SLOWEST_READER ((size_t)16 << 10) /* bytes a second of a large answer */
#define SLOWEST_SENDER ((size_t)128 << 10) /* of an upload */
#define TLS_PRIORITY                                                            \
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-CIPHER-ALL:+AES-256-GCM:" \
    "+CHACHA20-POLY1305:+AES-128-GCM:%SERVER_PRECEDENCE"

/* Stopping: new connections are closed at once. Taking the port out of the event loops
   instead (quiesce) races with their threads in this version and can end the process. */
static enum MHD_Result
on_accept(void *cls, const struct sockaddr *address, socklen_t len)
{
    struct http *http = cls;

    (void)address;
    (void)len;
    return atomic_load(&http->stopping) ? MHD_NO : MHD_YES;
}

/* ---- the head of a request ---- */

/* Called with the request line's target, before it is taken apart. */
static void *
on_line(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct http *http = cls;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct request *request = info->socket_context ? calloc(1, sizeof *request) : NULL;

    if (!request || !uri) {
        free(request);
        return NULL; /* on_request then closes the connection */
    }
    request->http = http;
    request->link = info->socket_context;
    request->connection = connection;
    request->view.query = "";
    request->started_ms = clock_now_ms(http->options.clock);
    size_t len = strlen(uri);
    if (len <= http->limit[HTTP_LIMIT_URL]) {
        request->uri = strdup(uri);
    }
    /* The library would now split the query into its pool of memory, and 500 arguments would
       exhaust that without an answer. We read the query ourselves, so it gets to see none;
       the text lies in its own buffer, which it takes apart itself after this call. */
    char *query = strchr(uri, '?');
    request->zeros = query ? (query[1] ? 2 : 1) : 0;
    if (query) {
        query[1] = '\0';
    }
    return request;
}

/* Paths stay as they were sent. */
static size_t
leave_escapes(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

static enum MHD_Result
on_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_len, const char *value,
          size_t value_len)
{
    (void)kind;
    check_header(cls, name, name_len, value ? value : "", value ? value_len : 0);
    return MHD_YES;
}

/*
 * The library ends each part of a head with a zero byte where a blank, colon or CRLF was. If
 * there are more or fewer than the headers it reports account for, then the head held a NUL,
 * a bare LF or a folded line, which other programs on the way may have read differently.
 */
static bool
is_cleanly_framed(const struct request *request, const char *method)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    size_t expected = 6 + request->zeros + 3 * request->head.count;

    for (size_t i = 0; i < info->header_size; i++) {
        if (method[i] == '\0' && expected-- == 0) {
            return false;
        }
    }
    return expected == 0;
}

static int
read_head(struct request *request, const char *method, const char *version, size_t *body)
{
    char *query = request->uri ? strchr(request->uri, '?') : NULL;
    int status;

    if (query) {
        *query = '\0';
        request->view.query = query + 1;
    }
    MHD_get_connection_values_n(request->connection, MHD_HEADER_KIND, on_header, request);
    status = check_head(request, method, request->uri, version);
    if (status == 0 && !is_cleanly_framed(request, method)) {
        status = 400;
    }
    if (status == 0) {
        status = check_body(request, body);
    }
    return status;
}

/* ---- answers ---- */

static enum MHD_Result
send_answer(struct request *request)
{
    struct http *http = request->http;
    size_t seconds = http->limit[HTTP_LIMIT_TOTAL_SECONDS] + request->answer_len / SLOWEST_READER;

    if (!request->answer) {
        return MHD_NO;
    }
    watch_due(&http->watch, request->link, seconds);
    atomic_fetch_add(&http->status[request->status / 100], 1);
    return MHD_queue_response(request->connection, (unsigned)request->status, request->answer);
}

static enum MHD_Result
refuse(struct request *request, int status)
{
    atomic_fetch_add(&request->http->refused, 1);
    answer_refuse(request, status);
    answer_log(request, NULL, "-");
    return send_answer(request);
}

/* ---- the pool ---- */

void
wire_work(void *context, size_t worker, struct arena *arena, struct job *job, bool drop)
{
    struct http *http = context;
    struct request *request = (struct request *)job;
    struct http_response response = {.status = 500};
    char number[ERR_NUMBER_MAX];

    if (drop) {
        atomic_fetch_add(&http->refused, 1);
        answer_refuse(request, 503);
    } else {
        request->view.arena = arena;
        http->options.handle(http->options.context, worker, &request->view, &response);
        answer_make(request, &response);
    }
    if (!response.unlogged) {
        answer_log(request, response.log_name, err_number(number, (long long)worker));
    }
    MHD_resume_connection(request->connection);
}

/* The connection sleeps first: a worker may be done before pool_add returns. */
static enum MHD_Result
hand_over(struct request *request)
{
    struct http *http = request->http;

    request->view.body = request->body ? request->body : "";
    request->view.body_len = request->body_len;
    request->stage = STAGE_WAITING;
    request->in_flight = true;
    watch_due(&http->watch, request->link, 0);
    atomic_fetch_add(&http->in_flight, 1);
    MHD_suspend_connection(request->connection);
    if (!pool_add(&http->pool, &request->job)) {
        atomic_fetch_add(&http->refused, 1);
        answer_refuse(request, 503);
        answer_log(request, NULL, "-");
        MHD_resume_connection(request->connection);
    }
    return MHD_YES;
}

/* ---- the library's calls ---- */

/* What the head left of the time for a whole request, at its slowest; more for an upload. */
static size_t
seconds_for_body(const struct http *http, size_t length)
{
    size_t total = http->limit[HTTP_LIMIT_TOTAL_SECONDS];
    size_t head = http->limit[HTTP_LIMIT_HEADER_SECONDS];

    return (total > head ? total - head : 1) + length / SLOWEST_SENDER;
}

/* A browser that is still sending would never see the answer: it gets a reset instead. So
   what is a little too large is read and forgotten first; who asks before is told at once. */
static bool
is_drained(const struct request *request, int status)
{
    return status == 413 && !request->head.expect && request->head.length <= DRAINED_MAX;
}

static enum MHD_Result
on_head(struct request *request, const char *method, const char *version)
{
    struct http *http = request->http;
    size_t body = 0;
    int status = read_head(request, method, version, &body);

    atomic_fetch_add(&http->requests, 1);
    if (status == 0 && atomic_load(&http->stopping)) {
        status = 503;
    }
    if (status && !is_drained(request, status)) {
        return refuse(request, status);
    }
    request->head.status = status;
    request->stage = STAGE_BODY;
    watch_due(&http->watch, request->link, seconds_for_body(http, body));
    /* A body nobody wants is not read: the answer comes first, then the connection ends. */
    if (status == 0 && body == 0 && request->head.length > 0) {
        return hand_over(request);
    }
    return MHD_YES;
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *bytes, size_t *len, void **context)
{
    struct request *request = *context;

    (void)cls;
    (void)connection;
    (void)url;
    if (!request) {
        return MHD_NO;
    }
    if (request->stage == STAGE_LINE) {
        return on_head(request, method, version);
    }
    if (request->stage == STAGE_WAITING) {
        return send_answer(request);
    }
    if (*len == 0) {
        return request->head.status ? refuse(request, request->head.status) : hand_over(request);
    }
    body_collect(request, bytes, *len);
    *len = 0;
    return MHD_YES;
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **context,
             enum MHD_RequestTerminationCode how)
{
    struct http *http = cls;
    struct request *request = *context;

    (void)connection;
    (void)how;
    *context = NULL;
    if (!request) {
        return;
    }
    watch_due(&http->watch, request->link, http->limit[HTTP_LIMIT_HEADER_SECONDS]);
    if (request->in_flight) {
        atomic_fetch_sub(&http->in_flight, 1);
    }
    if (request->answer) {
        MHD_destroy_response(request->answer);
    }
    body_drop(request);
    free(request->uri);
    free(request);
}

bool
wire_start(struct http *http, int fd, struct err *err)
{
    const size_t *limit = http->limit;
    size_t connections = listen_files(limit[HTTP_LIMIT_CONNECTIONS]);
    /* Behind a proxy all come from one address; then the proxy has to bound them. */
    size_t per_address = *http->options.proxy ? 0 : limit[HTTP_LIMIT_PER_ADDRESS];
    const char *certificate = http->options.tls_cert, *key = http->options.tls_key;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    /* No CONNECTION_TIMEOUT: the watch sees every phase. */
    struct MHD_OptionItem options[] = {
        /* clang-format off */
        {MHD_OPTION_LISTEN_SOCKET,           fd,                      NULL},
        {MHD_OPTION_THREAD_POOL_SIZE,        EVENT_THREADS,           NULL},
        {MHD_OPTION_CONNECTION_LIMIT,        (intptr_t)connections,   NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)per_address,   NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES,              NULL},
        {MHD_OPTION_NOTIFY_CONNECTION,       (intptr_t)link_notify,   http},
        {MHD_OPTION_URI_LOG_CALLBACK,        (intptr_t)on_line,       http},
        {MHD_OPTION_UNESCAPE_CALLBACK,       (intptr_t)leave_escapes, http},
        {MHD_OPTION_NOTIFY_COMPLETED,        (intptr_t)on_completed,  http},
        {http->tls ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END, 0,   (void *)(uintptr_t)certificate},
        {MHD_OPTION_HTTPS_MEM_KEY,           0,                       (void *)(uintptr_t)key},
        {MHD_OPTION_HTTPS_PRIORITIES,        0,                       (void *)(uintptr_t)TLS_PRIORITY},
        {MHD_OPTION_END,                     0,                       NULL},
        /* clang-format on */
    };

    if (http->tls) {
        flags |= MHD_USE_TLS;
    }
    http->daemon = MHD_start_daemon(flags, 0, on_accept, http, on_request, http, MHD_OPTION_ARRAY,
                                    options, MHD_OPTION_END);
    if (http->daemon) {
        return true;
    }
    close(fd);
    if (http->tls) {
        return err_set(err, REASON_INVALID, "tls",
                       N_("Zertifikat und Schlüssel sind kein PEM oder gehören nicht zusammen."));
    }
    return starved(err);
}

void
wire_stop(struct http *http)
{
    MHD_stop_daemon(http->daemon);
}
