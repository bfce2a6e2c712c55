/*
 * http_check.c - judges the head of a request: what is not clearly right is refused.
 *
 * Knows no library: it is told the headers one by one. A head that two programs could read
 * in two ways (two lengths, blanks before a colon, two hosts) never reaches a handler.
 */
#include <arpa/inet.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http_inner.h"
#include "str.h"

#define DIGITS "0123456789"
#define LENGTH_DIGITS_MAX ((size_t)15)

/* The headers somebody reads; each may come once. */
static const struct known {
    const char *name;
    size_t offset; /* of its pointer in struct request */
} known[] = {
    /* clang-format off */
    {"Accept-Encoding", offsetof(struct request, view.accept_encoding)},
    {"Accept-Language", offsetof(struct request, view.language)},
    {"Authorization",   offsetof(struct request, view.authorization)},
    {"Content-Length",  offsetof(struct request, head.content_length)},
    {"Content-Type",    offsetof(struct request, view.content_type)},
    {"Cookie",          offsetof(struct request, view.cookie)},
    {"Expect",          offsetof(struct request, head.expect)},
    {"Host",            offsetof(struct request, head.host)},
    {"Origin",          offsetof(struct request, view.origin)},
    {"Sec-Fetch-Site",  offsetof(struct request, view.fetch_site)},
    {"User-Agent",      offsetof(struct request, view.user_agent)},
    /* clang-format on */
};

static void
refuse(struct request *request, int status)
{
    if (request->head.status == 0) {
        request->head.status = status;
    }
}

/* A name is a token; a blank before the colon is how requests are smuggled. */
static bool
is_token(const char *name, size_t len)
{
    static const char token[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789!#$%&'*+-.^_`|~";
    return len > 0 && strspn(name, token) == len;
}

static bool
is_clean_value(const char *value, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)value[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            return false;
        }
    }
    return true;
}

/* Keeps the value of a header that somebody reads. */
static void
note_known(struct request *request, const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char **kept = (const char **)((char *)request + known[i].offset);
        if (strcasecmp(known[i].name, name) != 0) {
            continue;
        }
        if (*kept) {
            refuse(request, 400);
        }
        *kept = value;
    }
}

void
check_header(struct request *request, const char *name, size_t name_len, const char *value,
             size_t value_len)
{
    struct head *head = &request->head;
    const size_t *limit = request->http->limit;

    head->count++;
    head->bytes += name_len + value_len;
    if (head->count > limit[HTTP_LIMIT_HEADER_COUNT] || head->bytes > limit[HTTP_LIMIT_HEADER]) {
        refuse(request, 431);
    } else if (!is_token(name, name_len) || !is_clean_value(value, value_len)) {
        refuse(request, 400);
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        refuse(request, 411);
    } else if (strcasecmp(name, "X-Forwarded-For") == 0) {
        head->forwarded = value; /* the last one is the proxy's own */
    } else {
        note_known(request, name, value);
    }
}

static bool
read_method(struct http_request *view, const char *method)
{
    static const char *const names[] = {"GET", "HEAD", "POST"};

    view->method = HTTP_OTHER;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(method, names[i])) {
            view->method = (enum http_method)i;
        }
    }
    return view->method != HTTP_OTHER;
}

static bool
is_visible(const char *text)
{
    for (; *text; text++) {
        if (*text <= ' ' || *text > '~') {
            return false;
        }
    }
    return true;
}

static int
hex(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* No segment is a dot or two, and no escape hides one, a slash, a percent or a control. */
static int
check_path(const char *path)
{
    if (path[0] != '/' || !is_visible(path)) {
        return 400;
    }
    for (const char *at = path; *at; at++) {
        if (*at == '/' && (str_equal(at, "/.") || str_equal(at, "/..") || str_starts(at, "/./") ||
                           str_starts(at, "/../"))) {
            return 404;
        }
        if (*at == '\\') {
            return 404;
        }
        if (*at != '%') {
            continue;
        }
        int high = hex(at[1]);
        int low = high < 0 ? -1 : hex(at[2]);
        if (low < 0) {
            return 400;
        }
        int c = high * 16 + low;
        if (c < 0x20 || c == 0x7F || strchr("./\\%", c)) {
            return 404;
        }
    }
    return 0;
}

/* Behind a loopback name stands our port, or none where the scheme implies it. */
static bool
is_our_port(const struct http *http, const char *text)
{
    unsigned long implied = http->tls ? 443 : 80;

    if (*text == '\0') {
        return http->port == implied;
    }
    return text[0] == ':' && strlen(text) <= 6 && strspn(text + 1, DIGITS) == strlen(text + 1) &&
           strtoul(text + 1, NULL, 10) == http->port;
}

static bool
is_our_host(const struct request *request)
{
    static const char *const loopback[] = {"localhost", "127.0.0.1", "[::1]"};
    const struct http *http = request->http;
    const char *host = request->head.host;
    bool local = http->loopback || request->view.loopback;

    if (strcasecmp(host, http->options.host) == 0 && *host) {
        return true;
    }
    for (size_t i = 0; local && i < sizeof loopback / sizeof *loopback; i++) {
        size_t len = strlen(loopback[i]);
        if (strncasecmp(host, loopback[i], len) == 0 && is_our_port(http, host + len)) {
            return true;
        }
    }
    return false;
}

/* The peer, or what the named proxy says last: the address it saw itself. */
static int
check_address(struct request *request)
{
    struct http_request *view = &request->view;
    unsigned char number[sizeof(struct in6_addr)];
    const char *said = request->head.forwarded;
    bool proxied = str_equal(request->link->address, request->http->options.proxy);

    memcpy(view->address, request->link->address, sizeof view->address);
    view->loopback = request->link->loopback && !proxied;
    if (!proxied || !said) {
        return 0;
    }
    if (strrchr(said, ',')) {
        said = strrchr(said, ',') + 1;
    }
    said += strspn(said, " \t");
    if (strlen(said) >= sizeof view->address ||
        (inet_pton(AF_INET, said, number) != 1 && inet_pton(AF_INET6, said, number) != 1)) {
        return 400;
    }
    memcpy(view->address, said, strlen(said) + 1);
    return 0;
}

static bool
read_length(struct head *head)
{
    const char *text = head->content_length;
    size_t len = text ? strlen(text) : 0;

    head->length = 0;
    if (!text) {
        return true;
    }
    if (len == 0 || len > LENGTH_DIGITS_MAX || strspn(text, DIGITS) != len) {
        return false;
    }
    head->length = (size_t)strtoull(text, NULL, 10);
    return true;
}

/* Handlers see "" where a header was absent. */
static void
fill_absent(struct request *request)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char **kept = (const char **)((char *)request + known[i].offset);
        if (!*kept && known[i].offset >= offsetof(struct request, view)) {
            *kept = "";
        }
    }
}

int
check_head(struct request *request, const char *method, const char *path, const char *version)
{
    struct head *head = &request->head;
    bool is_allowed = read_method(&request->view, method); /* first, for the log */
    int status;

    fill_absent(request);
    request->view.path = path ? path : "";
    if (!path) {
        return 414;
    }
    if (head->status) {
        return head->status;
    }
    if (!str_equal(version, "HTTP/1.1") && !str_equal(version, "HTTP/1.0")) {
        return 505;
    }
    if (!read_length(head) || !head->host || !is_visible(request->view.query)) {
        return 400;
    }
    status = check_address(request);
    if (status) {
        return status;
    }
    if (!is_our_host(request)) {
        return 421;
    }
    if (!is_allowed) {
        return 405;
    }
    if (head->expect && strcasecmp(head->expect, "100-continue") != 0) {
        return 417;
    }
    return check_path(path);
}

int
check_body(const struct request *request, size_t *length)
{
    const struct http_options *options = &request->http->options;
    size_t max = request->http->limit[HTTP_LIMIT_BODY];

    *length = request->head.length;
    if (*length == 0) {
        return 0;
    }
    if (request->view.method != HTTP_POST) {
        return 400;
    }
    if (options->body_max) {
        max = options->body_max(options->context, request->view.method, request->view.path);
    }
    if (max > 0 && *length > max) {
        return 413;
    }
    if (max == 0) {
        *length = 0;
    }
    return 0;
}
