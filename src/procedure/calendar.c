/*
 * calendar.c - open follow-ups for a calendar and as a table: day, reason and case number. What is
 * restricted stays here.
 */
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "clock.h"
#include "csv.h"
#include "date.h"
#include "desk.h"
#include "env.h"
#include "restricted.h"
#include "store.h"
#include "store_followup.h"
#include "str.h"

#define CALENDAR_MAX 5000
#define LINE_OCTETS 75 /* RFC 5545, 3.1 */

struct rows_work {
    struct env *env;
    const char *user;
    const struct followup_row *row;
    size_t count;
    struct restricted restricted;
};

static bool
rows_in_read(struct db *db, void *arg, struct err *err)
{
    struct rows_work *work = arg;

    return restricted_read(db, work->env->arena, &work->restricted, err) &&
           store_followup_list(db, work->env->arena, work->user, 0, DAY_NONE, CALENDAR_MAX,
                               &work->row, &work->count, err);
}

/* A line of iCalendar: no longer than it may be, never broken inside a letter. */
static void
put_line(struct buf *out, const char *line)
{
    size_t used = 0;

    while (*line != '\0') {
        const char *next = line;

        (void)str_next(&next);
        if (used + (size_t)(next - line) > LINE_OCTETS) {
            buf_puts(out, "\r\n ");
            used = 1;
        }
        buf_append(out, line, (size_t)(next - line));
        used += (size_t)(next - line);
        line = next;
    }
    buf_puts(out, "\r\n");
}

/* Text as a value of iCalendar: three letters have a meaning there. */
static const char *
escape(struct arena *arena, const char *text)
{
    char *escaped = arena_alloc(arena, 2 * strlen(text) + 1), *end = escaped;

    for (; *text != '\0'; text++) {
        if (strchr("\\,;", *text) != NULL) {
            *end++ = '\\';
        }
        *end++ = *text;
    }
    *end = '\0';
    return escaped;
}

/* "20260504" */
static const char *
compact(struct arena *arena, int32_t day)
{
    int year, month, mday;

    day_to_civil(day, &year, &month, &mday);
    return arena_printf(arena, "%04d%02d%02d", year, month, mday);
}

static void
put_event(const struct rows_work *work, const struct followup_row *row, const char *stamp,
          struct buf *out)
{
    struct arena *arena = work->env->arena;
    const char *label = catalog_text(work->env->catalog,
                                     followup_label_of(row->reason, row->referral));
    const char *summary = arena_printf(arena, "%s: %s", row->case_number, label);

    put_line(out, "BEGIN:VEVENT");
    put_line(out, arena_printf(arena, "UID:%lld@laufzettel", (long long)row->id));
    put_line(out, arena_printf(arena, "DTSTAMP:%s", stamp));
    put_line(out, arena_printf(arena, "DTSTART;VALUE=DATE:%s", compact(arena, row->due_on)));
    put_line(out, arena_printf(arena, "SUMMARY:%s", escape(arena, summary)));
    put_line(out, "CLASS:PRIVATE");
    put_line(out, "TRANSP:TRANSPARENT");
    put_line(out, "END:VEVENT");
}

bool
desk_calendar(struct env *env, const char *user, struct buf *out, struct err *err)
{
    struct rows_work work = {.env = env, .user = user};
    const char *stamp = arena_printf(env->arena, "%sT000000Z",
                                     compact(env->arena, clock_today(&env->clock)));

    if (!store_read(env->store, rows_in_read, &work, err)) {
        return false;
    }
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//laufzettel//DE");
    for (size_t i = 0; i < work.count; i++) {
        if (!restricted_hides(&work.restricted, work.row[i].case_number)) {
            put_event(&work, &work.row[i], stamp, out);
        }
    }
    put_line(out, "END:VCALENDAR");
    return true;
}

bool
desk_table(struct env *env, const char *user, struct buf *out, struct err *err)
{
    static const char *const head[] = {"due_on", "case_number", "reason", "label"};
    struct rows_work work = {.env = env, .user = user};

    if (!store_read(env->store, rows_in_read, &work, err)) {
        return false;
    }
    csv_append(out, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < work.count; i++) {
        const struct followup_row *row = &work.row[i];
        char day[DAY_TEXT_MAX];
        const char *const cells[] = {
            day_iso(day, row->due_on), row->case_number, followup_name(row->reason),
            catalog_text(env->catalog, followup_label_of(row->reason, row->referral))};

        if (!restricted_hides(&work.restricted, row->case_number)) {
            csv_append(out, cells, sizeof cells / sizeof *cells);
        }
    }
    return true;
}
