/*
 * page_health.c - for those who watch the server: does it live, how much does it do?
 */
#include <inttypes.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "pages.h"
#include "server.h"
#include "store.h"
#include "value.h"

static bool
read_something(struct db *db, void *arg, struct err *err)
{
    (void)db, (void)arg, (void)err;
    return true;
}

void
page_health(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    struct err err = {0};
    bool well = store_read(x->env.store, read_something, NULL, &err);

    value_set_text(doc, "status", well ? "ok" : reason_row(err.reason)->name);
    web_json(x, well ? 200 : 503, doc);
}

static void
print_counter(struct buf *out, const char *name, const char *help, uint64_t count)
{
    buf_printf(out, "# HELP laufzettel_%s %s\n# TYPE laufzettel_%s counter\n", name, help, name);
    buf_printf(out, "laufzettel_%s %" PRIu64 "\n", name, count);
}

static void
print_gauge(struct buf *out, const char *name, const char *help, uint64_t value)
{
    buf_printf(out, "# HELP laufzettel_%s %s\n# TYPE laufzettel_%s gauge\n", name, help, name);
    buf_printf(out, "laufzettel_%s %" PRIu64 "\n", name, value);
}

static void
print_answers(struct buf *out, const struct http_counts *counts)
{
    buf_puts(out, "# HELP laufzettel_answers_total Answers by class of status.\n"
                  "# TYPE laufzettel_answers_total counter\n");
    for (int class = 2; class <= 5; class++) {
        buf_printf(out, "laufzettel_answers_total{status=\"%dxx\"} %" PRIu64 "\n", class,
                   counts->status[class]);
    }
}

void
page_metrics(struct web_exchange *x)
{
    struct http *http = x->web->http;
    struct http_counts counts = {0};
    struct buf out = {0};

    if (http != NULL) {
        http_count(http, &counts);
    }
    print_counter(&out, "requests_total", "Requests that came in whole.", counts.requests);
    print_counter(&out, "refused_total", "Requests refused by the wire.", counts.refused);
    print_answers(&out, &counts);
    print_gauge(&out, "connections", "Connections open now.", counts.open_connections);
    print_gauge(&out, "queue", "Requests that wait for a worker.", counts.queued);
    x->response->status = 200;
    x->response->content_type = "text/plain; version=0.0.4; charset=utf-8";
    x->response->body = arena_memdup(x->env.arena, buf_text(&out), out.len);
    x->response->body_len = out.len;
    buf_finish(&out);
}
