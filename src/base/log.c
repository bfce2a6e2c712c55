/*
 * log.c - one line, one write, so that lines of several threads never mix.
 */
#include "log.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "date.h"

#define VALUE_MAX ((size_t)200)
#define LINE_MAX_BYTES ((size_t)8192)

/* Letters, digits and the signs of ids and times need no quotes. */
static bool
is_plain(const char *value, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = value[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '+' && c <= ':') &&
            c != '_' && c != '@' && c != '%') {
            return false;
        }
    }
    return len > 0;
}

/* At most VALUE_MAX bytes, cut between two letters. */
static size_t
cut(const char *value)
{
    size_t len = strnlen(value, VALUE_MAX + 1);
    if (len <= VALUE_MAX) {
        return len;
    }
    len = VALUE_MAX;
    while (len > 0 && ((unsigned char)value[len] & 0xC0) == 0x80) {
        len--;
    }
    return len;
}

/* A control, a quote, a backslash, or half of U+0080..U+009F, which terminals obey too. */
static bool
is_unsafe(const unsigned char *value, size_t i, size_t len)
{
    unsigned char c = value[i];
    bool head = c == 0xC2 && i + 1 < len && value[i + 1] < 0xA0;
    bool tail = c >= 0x80 && c < 0xA0 && i > 0 && value[i - 1] == 0xC2;
    return c < 0x20 || c == 0x7F || c == '"' || c == '\\' || head || tail;
}

/* No byte of a value can start a line, end its quotes or drive a terminal. */
static void
put_value(struct buf *line, const char *value)
{
    size_t len = cut(value);
    if (is_plain(value, len)) {
        buf_append(line, value, len);
        return;
    }
    buf_putc(line, '"');
    for (size_t i = 0; i < len; i++) {
        if (is_unsafe((const unsigned char *)value, i, len)) {
            buf_printf(line, "\\x%02x", (unsigned char)value[i]);
        } else {
            buf_putc(line, value[i]);
        }
    }
    buf_putc(line, '"');
}

void
log_event_list(int64_t now_ms, const char *event, const char *const *pairs)
{
    char now[MOMENT_TEXT_MAX];
    struct buf line;
    buf_init(&line, LINE_MAX_BYTES);
    buf_puts(&line, "time=");
    buf_puts(&line, moment_rfc3339(now, now_ms));
    buf_puts(&line, " event=");
    put_value(&line, event);
    for (; pairs[0] && pairs[1]; pairs += 2) {
        buf_putc(&line, ' ');
        buf_puts(&line, pairs[0]);
        buf_putc(&line, '=');
        put_value(&line, pairs[1]);
    }
    buf_putc(&line, '\n');
    if (!buf_ok(&line)) {
        buf_clear(&line);
        buf_printf(&line, "time=%s event=log_line_too_long\n", now);
    }
    /* A log that cannot be written must not stop the work it tells about. */
    ssize_t written = write(STDERR_FILENO, line.data, line.len);
    (void)written;
    buf_finish(&line);
}
