/*
 * buf.c - bytes that grow; a failure sticks until the end.
 */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CAP_MIN ((size_t)256)

void
buf_init(struct buf *buf, size_t limit)
{
    *buf = (struct buf){.limit = limit};
}

/* Make room for MORE bytes and the NUL. */
static bool
reserve(struct buf *buf, size_t more)
{
    size_t limit = buf->limit ? buf->limit : BUF_LIMIT_DEFAULT;
    if (buf->failed) {
        return false;
    }
    if (buf->len > limit || more > limit - buf->len) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap) {
        return true;
    }
    size_t cap = buf->cap ? buf->cap : CAP_MIN;
    while (cap < need) {
        cap *= 2;
    }
    char *data = realloc(buf->data, cap);
    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    return true;
}

void
buf_append(struct buf *buf, const void *bytes, size_t len)
{
    if (len == 0 || !reserve(buf, len)) {
        return;
    }
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void
buf_puts(struct buf *buf, const char *text)
{
    buf_append(buf, text, strlen(text));
}

void
buf_putc(struct buf *buf, char c)
{
    buf_append(buf, &c, 1);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    /* Most fit into the room that is there; only the others are printed twice. */
    size_t room = buf->data && !buf->failed ? buf->cap - buf->len : 0;
    int len = vsnprintf(room > 0 ? buf->data + buf->len : NULL, room, format, args);
    va_end(args);
    bool reserved = len >= 0 && reserve(buf, (size_t)len);
    if (reserved && (size_t)len >= room) {
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    if (reserved) {
        buf->len += (size_t)len;
        return;
    }
    buf->failed = true;
    if (room > 0) {
        buf->data[buf->len] = '\0';
    }
}

bool
buf_ok(const struct buf *buf)
{
    return !buf->failed;
}

const char *
buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

void
buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->data) {
        buf->data[0] = '\0';
    }
}

void
buf_finish(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){.limit = buf->limit};
}
