/*
 * feed.c - the events of the whole office behind a cursor, for the office's own programs.
 *
 * A cursor names an event and the beginning of its hash: after a restored backup the same number
 * may stand for something else, and a reader that went on would miss it.
 */
#include "feed.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "doc.h"
#include "env.h"
#include "store.h"
#include "store_feed.h"
#include "str.h"
#include "value.h"

#define ID_DIGITS 16

_Static_assert(FEED_CURSOR_MAX == ID_DIGITS + 2 * STORE_FEED_MARK_BYTES + 1,
               "a cursor is an id and a mark");

struct feed_work {
    struct env *env;
    struct feed_place place;
    const struct feed_row *row;
    size_t count;
};

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

static bool
read_cursor(const char *cursor, struct feed_place *out, struct err *err)
{
    uint8_t id[ID_DIGITS / 2] = {0};
    bool good = strlen(cursor) == FEED_CURSOR_MAX - 1 && read_hex(cursor, ID_DIGITS, id) &&
                read_hex(cursor + ID_DIGITS, 2 * sizeof out->mark, out->mark) && id[0] < 0x80;

    for (size_t i = 0; good && i < sizeof id; i++) {
        out->event = (int64_t)((uint64_t)out->event << 8 | id[i]);
    }
    return (good && out->event != 0) ||
           err_set(err, REASON_INVALID, "after",
                   "Das ist keine Stelle, die »next« genannt hat. Bitte von vorn lesen, ohne "
                   "»after«.");
}

static const char *
cursor_of(struct arena *arena, const struct feed_row *row)
{
    char mark[2 * STORE_FEED_MARK_BYTES + 1];

    for (size_t i = 0; i < STORE_FEED_MARK_BYTES; i++) {
        snprintf(mark + 2 * i, 3, "%02x", row->hash[i]);
    }
    return arena_printf(arena, "%016llx%s", (unsigned long long)row->event, mark);
}

static void
add_event(struct arena *arena, struct value *list, const struct feed_row *row)
{
    struct value *record = value_add_record(list);

    value_set_text(record, "id", arena_printf(arena, "%lld", (long long)row->event));
    value_set_text(record, "voucher", arena_printf(arena, "%lld", (long long)row->voucher));
    value_set_text(record, "slip", row->slip_number);
    value_set_int(record, "position", row->position);
    value_set_text(record, "type", service_type_name(row->type));
    value_set_int(record, "number", (int64_t)row->seq);
    value_set_text(record, "command", step_name(row->step));
    doc_set_day(arena, record, "happened_on", row->happened_on);
    doc_set_moment(record, "recorded_at", row->recorded_at_ms);
    value_set_text(record, "source", source_name(row->source));
    value_set_text(record, "receipt", row->receipt);
    if (row->annuls != 0) {
        value_set_int(record, "annuls", (int64_t)row->annuls);
    }
}

static bool
feed_in_read(struct db *db, void *arg, struct err *err)
{
    struct feed_work *work = arg;

    return store_feed_read(db, work->env->arena, &work->place, FEED_PAGE, &work->row,
                           &work->count, err);
}

bool
feed_read(struct env *env, const char *cursor, const struct value **doc, struct err *err)
{
    struct feed_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "events");

    if ((*cursor != '\0' && !read_cursor(cursor, &work.place, err)) ||
        !store_read(env->store, feed_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        add_event(env->arena, list, &work.row[i]);
    }
    value_set_text(root, "next", work.count > 0 ? cursor_of(env->arena, &work.row[work.count - 1])
                                 : *cursor != '\0' ? cursor
                                                   : NULL);
    *doc = root;
    return true;
}
