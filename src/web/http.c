/*
 * http.c - starts and stops the server; the table of limits.
 */
#include "http.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "http_inner.h"

#define NAP_MS 5
#define FLUSH_MS 1000 /* for the last answers to leave */

const struct http_limit *
http_limits(void)
{
    static const struct http_limit limits[HTTP_LIMIT__MAX] = {
        /* clang-format off */
        [HTTP_LIMIT_URL]            = {"url",            2048,              "bytes",    414},
        [HTTP_LIMIT_HEADER]         = {"header",         (size_t)16 << 10,  "bytes",    431},
        [HTTP_LIMIT_HEADER_COUNT]   = {"header_count",   64,                "headers",  431},
        [HTTP_LIMIT_BODY]           = {"body",           (size_t)64 << 10,  "bytes",    413},
        [HTTP_LIMIT_BODIES]         = {"bodies",         (size_t)64 << 20,  "bytes",    503},
        [HTTP_LIMIT_CONNECTIONS]    = {"connections",    1000,              "at once",  0},
        [HTTP_LIMIT_PER_ADDRESS]    = {"per_address",    300,               "at once",  0},
        [HTTP_LIMIT_HEADER_SECONDS] = {"header_seconds", 10,                "seconds",  0},
        [HTTP_LIMIT_TOTAL_SECONDS]  = {"total_seconds",  30,                "seconds",  0},
        [HTTP_LIMIT_QUEUE]          = {"queue",          256,               "requests", 503},
        /* clang-format on */
    };
    return limits;
}

bool
starved(struct err *err)
{
    return err_set(err, REASON_STORE, "",
                   N_("Dem Server fehlen Arbeitsspeicher, Threads oder offene Dateien. Bitte die "
                      "Grenzen des Systems prüfen."));
}

static void
choose_limits(struct http *http)
{
    const size_t *given = http->options.limit;

    for (size_t i = 0; i < HTTP_LIMIT__MAX; i++) {
        http->limit[i] = given && given[i] ? given[i] : http_limits()[i].value;
    }
}

/* The proxy's address as the system writes it, so that it can be compared. */
static bool
read_proxy(struct http *http, struct err *err)
{
    const char *proxy = http->options.proxy;
    char text[HTTP_ADDRESS_MAX] = "";
    struct in6_addr number;

    if (proxy && *proxy) {
        int family = inet_pton(AF_INET, proxy, &number) == 1 ? AF_INET : AF_INET6;
        if (inet_pton(family, proxy, &number) != 1 ||
            !inet_ntop(family, &number, text, sizeof text)) {
            return err_set(err, REASON_INVALID, "proxy", N_("„%1“ ist keine IP-Adresse."), proxy);
        }
    }
    http->options.proxy = arena_strdup(&http->arena, text);
    return true;
}

/* Errors leave nothing behind. */
static bool
start_parts(struct http *http, struct err *err)
{
    int fd;

    if (!read_proxy(http, err) ||
        !listen_open(http->options.listen, &fd, &http->port, &http->loopback, err)) {
        return false;
    }
    if (!watch_start(&http->watch, err)) {
        close(fd);
        return false;
    }
    if (!pool_start(&http->pool, http->options.workers, http->limit[HTTP_LIMIT_QUEUE], wire_work,
                    http, err)) {
        close(fd);
        watch_stop(&http->watch);
        return false;
    }
    if (wire_start(http, fd, err)) {
        return true;
    }
    pool_stop(&http->pool);
    watch_stop(&http->watch);
    return false;
}

static void
release(struct http *http)
{
    arena_finish(&http->arena);
    free(http);
}

bool
http_start(const struct http_options *options, struct http **out, struct err *err)
{
    struct http *http = calloc(1, sizeof *http);
    sigset_t all, before;
    bool ok;

    if (!http) {
        return starved(err);
    }
    http->options = *options;
    http->options.host = arena_strdup(&http->arena, options->host ? options->host : "");
    http->tls = options->tls_cert && options->tls_key;
    choose_limits(http);
    /* Threads inherit the mask: signals are for the thread that called. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    ok = start_parts(http, err);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    http->options.limit = NULL; /* what was only borrowed for the start */
    http->options.listen = http->options.tls_cert = http->options.tls_key = NULL;
    if (ok) {
        *out = http;
    } else {
        release(http);
    }
    return ok;
}

unsigned
http_port(const struct http *http)
{
    return http->port;
}

void
http_count(struct http *http, struct http_counts *out)
{
    *out = (struct http_counts){
        .requests = atomic_load(&http->requests),
        .refused = atomic_load(&http->refused),
        .open_connections = atomic_load(&http->watch.open),
        .queued = pool_length(&http->pool),
    };
    for (size_t i = 0; i < sizeof out->status / sizeof *out->status; i++) {
        out->status[i] = atomic_load(&http->status[i]);
    }
}

/* Wait at most MS until every request that was taken on has its answer. */
static void
wait_for_answers(struct http *http, unsigned ms)
{
    for (unsigned waited = 0; waited < ms && atomic_load(&http->in_flight) > 0; waited += NAP_MS) {
        poll(NULL, 0, NAP_MS);
    }
}

void
http_stop(struct http *http, unsigned seconds)
{
    atomic_store(&http->stopping, true);
    wait_for_answers(http, seconds * 1000);
    pool_stop(&http->pool);
    wait_for_answers(http, FLUSH_MS);
    wire_stop(http);
    watch_stop(&http->watch);
    release(http);
}
