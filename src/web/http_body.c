/*
 * http_body.c - collects the body of a request, out of what all bodies together may hold.
 */
#include <stdlib.h>
#include <string.h>

#include "http_inner.h"

#define STEP ((size_t)4 << 10)

void
body_drop(struct request *request)
{
    atomic_fetch_sub(&request->http->bodies, request->body_cap);
    free(request->body);
    request->body = NULL;
    request->body_cap = 0;
    request->body_len = 0;
}

/* Room for LEN more bytes and a NUL, out of what all bodies together may hold. */
static bool
grow(struct request *request, size_t len)
{
    struct http *http = request->http;
    size_t cap = request->body_cap ? request->body_cap : STEP;
    size_t limit = http->limit[HTTP_LIMIT_BODIES];
    char *body;

    while (cap < request->body_len + len + 1) {
        cap *= 2;
    }
    if (cap > request->head.length && request->body_len + len <= request->head.length) {
        cap = request->head.length + 1;
    }
    if (cap == request->body_cap) {
        return true;
    }
    /* Uploads leave half of the room to the forms, which a few of them could fill. */
    if (request->head.length > http->limit[HTTP_LIMIT_BODY]) {
        limit /= 2;
    }
    size_t more = cap - request->body_cap;
    if (atomic_fetch_add(&http->bodies, more) + more > limit ||
        !(body = realloc(request->body, cap))) {
        atomic_fetch_sub(&http->bodies, more);
        return false;
    }
    request->body = body;
    request->body_cap = cap;
    return true;
}

void
body_collect(struct request *request, const char *bytes, size_t len)
{
    if (request->head.status) {
        return;
    }
    if (!grow(request, len)) {
        body_drop(request);
        request->head.status = 503;
        return;
    }
    memcpy(request->body + request->body_len, bytes, len);
    request->body_len += len;
    request->body[request->body_len] = '\0';
}
