/*
 * export.c - a list of the office into a file, page by page.
 */
#include "export.h"

#include <string.h>

#include "arena.h"
#include "env.h"
#include "export_list.h"
#include "feed_cursor.h"
#include "posting.h"
#include "profile.h"
#include "restricted.h"
#include "store.h"
#include "store_export.h"
#include "str.h"
#include "value.h"

struct export_work {
    const struct export_request *request;
    const struct export_list *list;
    const struct profile *profile;
    struct table_style style;
    const size_t *from; /* column of the file -> column of the list */
    struct export_page page;
    struct env *env;             /* whose arena outlives the pages */
    struct restricted restricted;
    size_t rows;
};

/* ---- what is asked ---- */

static bool
check_request(const struct env *env, struct export_work *work, struct err *err)
{
    const struct export_request *request = work->request;

    work->list = export_list_find(request->name);
    if (work->list == NULL) {
        return err_set(err, REASON_NOT_FOUND, "name",
                       "Eine Liste »%1« gibt es nicht. Es gibt: cases, needs, vouchers, events, "
                       "51b, posting.",
                       request->name);
    }
    if (request->format == TABLE_NONE) {
        return err_set(err, REASON_INVALID, "format",
                       "Dieses Format gibt es nicht. Es gibt: csv, xlsx, json.");
    }
    if (env->user.id != 0 && !work->list->everybody) {
        return err_set(err, REASON_NOT_ALLOWED, "",
                       "Diese Liste umfasst alle Fälle des Amts. Sie geht nur ohne -u hinaus.");
    }
    if (work->list->everybody && *work->page.user == '\0') {
        return err_set(err, REASON_INVALID, "user",
                       "Wessen Fälle? Bitte mit --user oder -u angeben.");
    }
    if (*request->since == '\0') {
        return true;
    }
    if (work->list->cursor == CURSOR_NONE) {
        return err_set(err, REASON_INVALID, "since",
                       "»%1« geht immer ganz hinaus. Bitte ohne --since.", request->name);
    }
    return feed_cursor_read(request->since, "since", &work->page.since, err);
}

/* The columns the profile names, in its order; without a word of it all. */
static void
choose_columns(struct env *env, struct export_work *work)
{
    const struct export_list *list = work->list;
    const char *section = arena_printf(env->arena, "export %s", list->name);
    struct table_column *column = arena_array(env->arena, list->column_count, sizeof *column);
    size_t *from = arena_array(env->arena, list->column_count, sizeof *from), count = 0;

    for (size_t i = 0; i < work->profile->entry_count; i++) {
        const struct profile_entry *entry = &work->profile->entry[i];

        for (size_t c = 0; str_equal(entry->section, section) && c < list->column_count; c++) {
            if (str_equal(list->column[c].title, entry->name)) {
                column[count] = (struct table_column){entry->value, list->column[c].kind};
                from[count++] = c;
            }
        }
    }
    for (size_t c = 0; !profile_has(work->profile, section) && c < list->column_count; c++) {
        column[count] = list->column[c];
        from[count++] = c;
    }
    work->style.column = column;
    work->style.column_count = count;
    work->from = from;
}

/* ---- page by page ---- */

static bool
page_in_read(struct db *db, void *arg, struct err *err)
{
    struct export_work *work = arg;

    return work->list->page(&work->page, db, err);
}

/* What changed by now is told now; what comes while this runs, the next time. */
static bool
start_in_read(struct db *db, void *arg, struct err *err)
{
    struct export_work *work = arg;
    const struct feed_row *ignored;
    size_t count;

    if (!restricted_read(db, work->env->arena, &work->restricted, err)) {
        return false;
    }
    if (work->list->cursor == CURSOR_CHANGED) {
        return store_feed_read(db, work->page.env->arena, &work->page.since, 1, &ignored, &count,
                               err) &&
               store_feed_last(db, &work->page.next, err);
    }
    work->page.next = work->page.since;
    return true;
}

/* Each list says whose a row is. */
static size_t
case_column(const struct export_list *list)
{
    size_t column = 0;

    while (!str_equal(list->column[column].title, "case_number")) {
        column++;
    }
    return column;
}

static bool
write_page(struct export_work *work, struct table *table, struct err *err)
{
    const char **cell = arena_array(work->page.env->arena, work->style.column_count,
                                    sizeof *cell);
    size_t whose = case_column(work->list);

    for (size_t r = 0; r < work->page.count; r++) {
        if (restricted_hides(&work->restricted, work->page.row[r][whose])) {
            continue;
        }
        for (size_t c = 0; c < work->style.column_count; c++) {
            cell[c] = work->page.row[r][work->from[c]];
        }
        if (!table_row(table, cell, err)) {
            return false;
        }
        work->rows++;
    }
    return true;
}

static bool
write_all(struct export_work *work, struct table *table, struct err *err)
{
    struct env *env = work->page.env;
    bool done = store_read(env->store, start_in_read, work, err);

    while (done && !work->page.end) {
        arena_reset(env->arena);
        work->page.count = 0;
        done = store_read(env->store, page_in_read, work, err) && write_page(work, table, err);
    }
    return done;
}

static void
fill_document(struct env *env, struct export_work *work, const char *next,
              const struct value **doc)
{
    struct value *root = value_record(env->arena);
    struct value *record = value_set_record(root, "export");
    const char *file = work->request->file;

    value_set_text(record, "name", work->list->name);
    value_set_int(record, "rows", (int64_t)work->rows);
    value_set_int(record, "left_out", (int64_t)restricted_left_out(&work->restricted));
    value_set_text(record, "next", next);
    value_set_text(record, "file", *file == '\0' ? NULL : file);
    *doc = root;
}

static bool
run(struct env *env, struct export_work *work, const struct value **doc, struct err *err)
{
    const char *file = work->request->file, *next = NULL;
    struct table *table;

    if (!(*file == '\0' ? table_open_stream(&work->style, work->request->stream, &table, err)
                        : table_open(&work->style, file, &table, err))) {
        return false;
    }
    if (!write_all(work, table, err)) {
        table_drop(table);
        return false;
    }
    if (work->page.next.event != 0) {
        next = feed_cursor_text(env->arena, &work->page.next);
    }
    if (!table_close(table, next, err)) {
        return false;
    }
    fill_document(env, work, next, doc);
    return true;
}

bool
export_run(struct env *env, const struct export_request *request, const struct value **doc,
           struct err *err)
{
    struct export_work work = {.request = request, .env = env};
    struct arena scratch = {0};
    struct env inner = *env;
    bool done;

    inner.arena = &scratch;
    work.page.env = &inner;
    work.page.user = *request->user != '\0' ? request->user
                     : env->user.id != 0     ? env->user.name
                                             : "";
    if (!check_request(env, &work, err) ||
        !profile_find(env, request->profile, &work.profile, err) ||
        !profile_find(env, env->config.profile, &work.page.posting, err)) {
        return false;
    }
    if (profile_has(work.profile, POSTING_SECTION)) {
        work.page.posting = work.profile;
    }
    work.style = (struct table_style){.format = request->format,
                                      .name = work.list->name,
                                      .separator = work.profile->separator,
                                      .encoding = work.profile->encoding,
                                      .day_pattern = work.profile->day_pattern};
    choose_columns(env, &work);
    done = run(env, &work, doc, err);
    arena_finish(&scratch);
    return done;
}
