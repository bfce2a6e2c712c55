/*
 * report_print.c - a report on paper, for the talk.
 */
#include "arena.h"
#include "config.h"
#include "date.h"
#include "env.h"
#include "paper.h"
#include "report.h"
#include "value.h"

#define PART_ROWS 90 /* as many as a table of the form takes */

static const char *
cell_text(struct arena *arena, const struct value *row, const char *key)
{
    const struct value *value = value_get(row, key);

    if (value_kind(value) == VALUE_INT) {
        return arena_printf(arena, "%lld", (long long)value_number(value));
    }
    return value_kind(value) == VALUE_TEXT ? value_string(value) : "–";
}

static const char *const row_keys[] = {"issued",   "accepted",   "started",       "open",
                                       "closed",   "expired",    "unreported",    "reported",
                                       "accept_median", "accept_p90", NULL};
static const char *const bar_keys[] = {"issued",     "accepted",     "accept_median",
                                       "accept_p90", "issued_bar",   "accepted_bar",
                                       "median_bar", "p90_bar",      NULL};

static void
add_row(struct arena *arena, struct value *rows, const struct value *from, const char *name,
        const char *const *keys)
{
    struct value *row = value_add_record(rows);

    value_set_text(row, "name", name);
    for (; *keys != NULL; keys++) {
        value_set_text(row, *keys, cell_text(arena, from, *keys));
    }
}

static const char *
name_of(struct arena *arena, const struct value *row)
{
    const struct value *name = value_get(row, "name");

    return arena_printf(arena, "%s, %s",
                        value_kind(name) == VALUE_TEXT ? value_string(name)
                                                       : "noch keine Stelle gewählt",
                        value_string(value_get(row, "type")));
}

/* The sum has no bar: beside it the others would be short. */
static void
fill_rows(struct arena *arena, const struct value *report, struct value *parts)
{
    const struct value *list = value_get(report, "providers");
    struct value *rows = NULL, *bars = NULL;

    for (size_t i = 0; i <= value_len(list); i++) {
        if (i % PART_ROWS == 0) {
            struct value *part = value_add_record(parts);

            rows = value_set_list(part, "rows");
            bars = value_set_list(part, "bars");
        }
        if (i < value_len(list)) {
            const struct value *row = value_at(list, i);
            const char *name = name_of(arena, row);

            add_row(arena, rows, row, name, row_keys);
            add_row(arena, bars, row, name, bar_keys);
        } else {
            add_row(arena, rows, value_get(report, "total"), "Summe", row_keys);
        }
    }
}

bool
report_print(struct env *env, const struct value *doc, struct buf *pdf, struct err *err)
{
    const struct value *report = value_get(doc, "report"), *rules = value_get(report, "rules");
    const char *until = value_string(value_get(report, "until"));
    struct value *values = value_record(env->arena), *list;
    struct paper_job job = {.form = "anbieterblatt", .values = values};
    char from_text[DAY_TEXT_MAX], until_text[DAY_TEXT_MAX];
    uint8_t forms_sha256[PAPER_SHA256_BYTES];
    int32_t from, day;

    if (!day_parse(value_string(value_get(report, "from")), "from", &from, err) ||
        !day_parse(until, "until", &day, err)) {
        return false;
    }
    value_set_text(value_set_record(values, "office"), "name", env->config.operator_name);
    value_set_text(values, "period",
                   arena_printf(env->arena, "%s bis %s", day_german(from_text, from),
                                day_german(until_text, day)));
    fill_rows(env->arena, report, value_set_list(values, "parts"));
    list = value_set_list(values, "rules");
    value_set_text(value_add_record(list), "text",
                   arena_printf(env->arena, "Von allen Gutscheinen ohne Laufzettel: %s.",
                                cell_text(env->arena, value_get(report, "total"), "referred")));
    for (size_t i = 0; i < value_len(rules); i++) {
        value_set_text(value_add_record(list), "text",
                       value_string(value_get(value_at(rules, i), "label")));
    }
    return paper_make(env, &job, 1, arena_printf(env->arena, "anbieterblatt/%s", until),
                      moment_of_day(day), pdf, forms_sha256, err);
}
