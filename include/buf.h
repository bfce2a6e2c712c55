/*
 * buf.h - bytes that grow, with a ceiling and a sticky failure.
 *
 * Appending past the limit marks the buf as failed; later appends do nothing.
 * Check buf_ok once at the end. The bytes are always followed by a NUL that
 * does not count.
 */
#ifndef BUF_H
#define BUF_H

#include <stdbool.h>
#include <stddef.h>

#define BUF_LIMIT_DEFAULT ((size_t)64 << 20)

struct buf {
    char *data; /* NULL while empty */
    size_t len;
    size_t cap;
    size_t limit; /* bytes; 0 means BUF_LIMIT_DEFAULT */
    bool failed;
};

/* A zeroed struct buf is ready too; this also sets the limit. */
void buf_init(struct buf *buf, size_t limit);
void buf_append(struct buf *buf, const void *bytes, size_t len);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buf_ok(const struct buf *buf);
/* The text so far; "" while empty. */
const char *buf_text(const struct buf *buf);
/* Empty it, keep the memory. */
void buf_clear(struct buf *buf);
void buf_finish(struct buf *buf);

#endif
