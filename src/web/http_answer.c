/*
 * http_answer.c - makes whole answers: the headers of safety stand on every one.
 */
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "clock.h"
#include "http_inner.h"
#include "log.h"
#include "str.h"

/* On every answer, unless the handler sets one of the same name. */
static const struct http_header safety[] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", HTTP_CONTENT_POLICY("")},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", HTTP_PERMISSIONS("")},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};
#define HSTS "max-age=31536000"

/* What the wire itself says, as a page and for programs. */
#define PAGE(title, text)                                                             \
    "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"         \
    "<meta name=\"viewport\" content=\"width=device-width\">\n"                       \
    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" title "</title>\n" \
    "</head>\n<body>\n<main>\n<h1>" title "</h1>\n<p>" text "</p>\n</main>\n</body>\n</html>\n"
#define JSON(reason, text) "{\"error\":{\"reason\":\"" reason "\",\"message\":\"" text "\"}}\n"
#define ROW(status, reason, title, text)              \
    {                                                 \
        status, PAGE(title, text), JSON(reason, text) \
    }

static const struct refusal {
    int status;
    const char *page, *json;
} refusals[] = {
    /* clang-format off */
    ROW(500, "internal",    "Fehler im Programm", "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
    ROW(400, "invalid",     "Anfrage nicht verstanden", "Die Anfrage ist nicht richtig aufgebaut."),
    ROW(404, "not_found",   "Nicht gefunden", "Diese Adresse gibt es hier nicht."),
    ROW(405, "not_allowed", "Nicht erlaubt", "Erlaubt sind nur GET, HEAD und POST."),
    ROW(411, "invalid",     "Länge fehlt", "Die Anfrage muss ihre Länge mit Content-Length angeben."),
    ROW(413, "too_large",   "Zu groß", "Was Sie senden, ist zu groß."),
    ROW(414, "too_large",   "Adresse zu lang", "Die Adresse ist zu lang."),
    ROW(417, "invalid",     "Nicht erfüllbar", "Diese Erwartung (Expect) lässt sich nicht erfüllen."),
    ROW(421, "invalid",     "Falscher Name", "Unter diesem Namen ist der Laufzettel hier nicht erreichbar."),
    ROW(431, "too_large",   "Kopf zu groß", "Der Kopf der Anfrage ist zu groß."),
    ROW(503, "store",       "Gerade ausgelastet", "Es ist gerade viel los. Bitte versuchen Sie es gleich noch einmal."),
    ROW(505, "invalid",     "Falsche Version", "Erlaubt ist nur HTTP/1.1."),
    /* clang-format on */
};

void
http_header_add(struct http_response *response, const char *name, const char *value)
{
    if (response->header_count < HTTP_HEADERS_OUT) {
        response->header[response->header_count] = (struct http_header){name, value};
    }
    response->header_count++; /* one too many is noticed when the answer is made */
}

static bool
has_header(const struct http_response *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++) {
        if (strcasecmp(response->header[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool
put(struct MHD_Response *answer, const char *name, const char *value)
{
    return MHD_add_response_header(answer, name, value) == MHD_YES;
}

static bool
put_headers(const struct http *http, struct MHD_Response *answer,
            const struct http_response *response)
{
    bool ok = put(answer, "Content-Type", response->content_type);

    for (size_t i = 0; ok && i < response->header_count; i++) {
        ok = put(answer, response->header[i].name, response->header[i].value);
    }
    for (size_t i = 0; ok && i < sizeof safety / sizeof *safety; i++) {
        ok = has_header(response, safety[i].name) || put(answer, safety[i].name, safety[i].value);
    }
    if (ok && (http->tls || http->options.https)) {
        ok = put(answer, "Strict-Transport-Security", HSTS);
    }
    if (ok && atomic_load(&http->stopping) && !has_header(response, "Connection")) {
        ok = put(answer, "Connection", "close");
    }
    return ok;
}

/* A plain page, or JSON for programs; a status without one says 500. */
static void
fill_plain(const struct request *request, struct http_response *response)
{
    const struct refusal *row = refusals;
    bool api = request->view.path && str_starts(request->view.path, "/api/");

    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        if (refusals[i].status == response->status) {
            row = &refusals[i];
        }
    }
    response->status = row->status;
    response->content_type = api ? "application/json" : "text/html; charset=utf-8";
    response->body = api ? row->json : row->page;
    response->body_len = strlen(response->body);
    response->body_static = true;
}

static bool
is_bodiless(int status)
{
    return status == 204 || (status >= 300 && status < 400);
}

static bool
try_answer(struct request *request, const struct http_response *response)
{
    struct MHD_Response *answer = MHD_create_response_from_buffer(
        response->body_len, (void *)(uintptr_t)response->body,
        response->body_static ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);

    if (!answer) {
        return false;
    }
    if (!put_headers(request->http, answer, response)) {
        MHD_destroy_response(answer);
        return false;
    }
    request->answer = answer;
    request->answer_len = response->body_len;
    request->status = response->status;
    return true;
}

void
answer_make(struct request *request, const struct http_response *made)
{
    struct http_response response = *made;

    if (response.status < 200 || response.status > 599 ||
        response.header_count > HTTP_HEADERS_OUT) {
        response = (struct http_response){.status = 500, .log_name = made->log_name};
    }
    if (!response.content_type && response.body_len == 0 && !is_bodiless(response.status)) {
        fill_plain(request, &response);
    }
    if (!response.content_type) {
        response.content_type = "text/plain; charset=utf-8";
    }
    if (try_answer(request, &response)) {
        return;
    }
    /* A header with a line break in it, or no memory: the client gets no half of it. */
    response = (struct http_response){.status = 500};
    fill_plain(request, &response);
    if (!try_answer(request, &response)) {
        request->status = 0;
    }
}

void
answer_refuse(struct request *request, int status)
{
    struct http_response response = {.status = status};

    http_header_add(&response, "Connection", "close");
    if (status == 405) {
        http_header_add(&response, "Allow", "GET, HEAD, POST");
    }
    if (status == 503) {
        http_header_add(&response, "Retry-After", "2");
    }
    answer_make(request, &response);
}

void
answer_log(const struct request *request, const char *route, const char *worker)
{
    static const char *const names[] = {"GET", "HEAD", "POST", "-"};
    int64_t now = clock_now_ms(request->http->options.clock);
    char status[ERR_NUMBER_MAX], bytes[ERR_NUMBER_MAX], ms[ERR_NUMBER_MAX];

    log_event(now, "request", "method", names[request->view.method], "route", route ? route : "-",
              "status", err_number(status, request->status), "bytes",
              err_number(bytes, (long long)request->answer_len), "ms",
              err_number(ms, now - request->started_ms), "worker", worker);
}
