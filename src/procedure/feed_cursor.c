/*
 * feed_cursor.c - where somebody stopped to read the events.
 *
 * A cursor names an event and the beginning of its hash: after a restored backup the same number
 * may stand for something else, and a reader that went on would miss it.
 */
#include "feed_cursor.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "feed.h"

#define ID_DIGITS 16

_Static_assert(FEED_CURSOR_MAX == ID_DIGITS + 2 * STORE_FEED_MARK_BYTES + 1,
               "a cursor is an id and a mark");

static int
digit(char c)
{
    const char *at = strchr("0123456789abcdef", c);

    return c == '\0' || at == NULL ? -1 : (int)(at - "0123456789abcdef");
}

/* COUNT digits as bytes; false for anything else. */
static bool
read_hex(const char *text, size_t count, uint8_t *out)
{
    for (size_t i = 0; i < count; i++) {
        int value = digit(text[i]);

        if (value < 0) {
            return false;
        }
        out[i / 2] = (uint8_t)(out[i / 2] << 4 | value);
    }
    return true;
}

bool
feed_cursor_read(const char *cursor, const char *field, struct feed_place *out, struct err *err)
{
    uint8_t id[ID_DIGITS / 2] = {0};
    bool good = strlen(cursor) == FEED_CURSOR_MAX - 1 && read_hex(cursor, ID_DIGITS, id) &&
                read_hex(cursor + ID_DIGITS, 2 * sizeof out->mark, out->mark) && id[0] < 0x80;

    for (size_t i = 0; good && i < sizeof id; i++) {
        out->event = (int64_t)((uint64_t)out->event << 8 | id[i]);
    }
    return (good && out->event != 0) ||
           err_set(err, REASON_INVALID, field,
                   "Das ist keine Stelle, die »next« genannt hat. Bitte von vorn lesen, ohne "
                   "»%1«.",
                   field);
}

const char *
feed_cursor_text(struct arena *arena, const struct feed_place *place)
{
    char mark[2 * STORE_FEED_MARK_BYTES + 1];

    for (size_t i = 0; i < STORE_FEED_MARK_BYTES; i++) {
        snprintf(mark + 2 * i, 3, "%02x", place->mark[i]);
    }
    return arena_printf(arena, "%016llx%s", (unsigned long long)place->event, mark);
}
