/*
 * feed.c - the events of the whole office behind a cursor, for the office's own programs.
 */
#include "feed.h"

#include <string.h>

#include "arena.h"
#include "doc.h"
#include "env.h"
#include "feed_cursor.h"
#include "restricted.h"
#include "store.h"
#include "store_feed.h"
#include "str.h"
#include "value.h"

struct feed_work {
    struct env *env;
    struct feed_place place;
    const struct feed_row *row;
    size_t count;
    struct restricted restricted;
};

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
    value_set_bool(record, "paper", row->generation > 0);
    value_set_text(record, "receipt", row->receipt);
    if (row->annuls != 0) {
        value_set_int(record, "annuls", (int64_t)row->annuls);
    }
}

static bool
feed_in_read(struct db *db, void *arg, struct err *err)
{
    struct feed_work *work = arg;

    return restricted_read(db, work->env->arena, &work->restricted, err) &&
           store_feed_read(db, work->env->arena, &work->place, FEED_PAGE, &work->row,
                           &work->count, err);
}

bool
feed_read(struct env *env, const char *cursor, const struct value **doc, struct err *err)
{
    struct feed_work work = {.env = env};
    struct value *root = value_record(env->arena);
    struct value *list = value_set_list(root, "events");

    if ((*cursor != '\0' && !feed_cursor_read(cursor, "after", &work.place, err)) ||
        !store_read(env->store, feed_in_read, &work, err)) {
        return false;
    }
    for (size_t i = 0; i < work.count; i++) {
        if (!restricted_hides(&work.restricted, work.row[i].case_number)) {
            add_event(env->arena, list, &work.row[i]);
        }
    }
    value_set_int(root, "left_out", (int64_t)restricted_left_out(&work.restricted));
    if (work.count > 0) {
        const struct feed_row *last = &work.row[work.count - 1];

        work.place.event = last->event;
        memcpy(work.place.mark, last->hash, sizeof work.place.mark);
        value_set_text(root, "next", feed_cursor_text(env->arena, &work.place));
    } else {
        value_set_text(root, "next", *cursor == '\0' ? NULL : cursor);
    }
    *doc = root;
    return true;
}
