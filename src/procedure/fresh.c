/*
 * fresh.c - what receptions confirmed lately for somebody's cases.
 */
#include "fresh.h"

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "deadline.h"
#include "doc.h"
#include "env.h"
#include "store_feed.h"
#include "value.h"

#define FRESH_MAX 100

/* On a Monday that is Friday: whoever was at work then has seen what came before. */
static int32_t
last_working_day(int32_t today)
{
    do {
        today--;
    } while (!deadline_working_day(today));
    return today;
}

/* The events of ROW's case, which gets its place where its newest one stands. */
static struct value *
events_of(struct arena *arena, struct value *list, struct value **events,
          const struct fresh_row *rows, size_t index)
{
    const struct fresh_row *row = &rows[index];
    struct case_file client = {.given_name = row->given_name, .family_name = row->family_name};
    struct value *item;

    for (size_t i = 0; i < index; i++) {
        if (rows[i].case_id == row->case_id) {
            return events[i];
        }
    }
    item = value_add_record(list);
    value_set_text(item, "case", row->case_number);
    value_set_text(item, "name", doc_listed_name(arena, &client));
    doc_set_moment(item, "recorded_at", row->recorded_at_ms);
    return value_set_list(item, "events");
}

bool
fresh_set(struct env *env, struct db *db, const char *user, struct value *doc, struct err *err)
{
    struct arena *arena = env->arena;
    int32_t since = last_working_day(clock_today(&env->clock));
    struct value *list = value_set_list(doc, "fresh");
    struct value **events;
    const struct fresh_row *row;
    size_t count;

    doc_set_day(arena, doc, "fresh_since", since);
    if (!store_fresh_read(db, arena, user, moment_of_day(since), FRESH_MAX, &row, &count, err)) {
        return false;
    }
    events = arena_array(arena, count + 1, sizeof *events);
    for (size_t i = 0; i < count; i++) {
        struct value *item;

        events[i] = events_of(arena, list, events, row, i);
        item = value_add_record(events[i]);
        value_set_text(item, "command", step_name(row[i].step));
        value_set_text(item, "command_label", step_label(row[i].step));
        doc_set_day(arena, item, "happened_on", row[i].happened_on);
        value_set_text(item, "slip", row[i].slip_number);
        value_set_int(item, "position", row[i].position);
        value_set_text(item, "type", service_type_name(row[i].type));
    }
    return true;
}
