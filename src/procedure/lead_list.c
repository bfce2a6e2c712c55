/*
 * lead_list.c - a provider's own lists, built to reach zero, and its own figures.
 */
#include "lead.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "clock.h"
#include "csv.h"
#include "doc.h"
#include "env.h"
#include "scan.h"
#include "store.h"
#include "store_catalogue.h"
#include "store_worklist.h"
#include "str.h"
#include "value.h"
#include "worklist.h"

#define COURSE_YEARS 2 /* from accept to end: no term is longer */

struct list_work {
    struct env *env;
    const struct device *device;
    int32_t today;
    struct value *doc, *list[WORKLIST__MAX];
    bool more;
};

/* ---- rows --------------------------------------------------------------------------------- */

/* Until somebody has come with the paper, the list tells less than the paper will. */
static bool
has_come(const struct fold *fold)
{
    return fold->bound_provider != 0 || fold->state == STATE_WAITLISTED ||
           fold->state == STATE_DECLINED;
}

static bool
add_row(struct list_work *work, struct db *db, const struct scan *scan, enum worklist place,
        enum followup_reason why, struct err *err)
{
    const struct fold *fold = &scan->voucher.fold;
    struct arena *arena = work->env->arena;
    struct scan_words words;
    struct value *row;

    if (!scan_words(scan, db, &words, err)) {
        return false;
    }
    if (!has_come(fold)) {
        words.client = NULL;
    }
    row = value_add_record(work->list[place]);
    value_set_text(row, "id", arena_printf(arena, "%lld", (long long)scan->voucher.id));
    scan_set_paper(scan, &words, fold, scan_level(scan), row);
    doc_set_day(arena, row, "waitlist_until", fold->waitlist_until);
    value_set_text(row, "due_label", why == FOLLOWUP_NONE ? NULL : followup_label(why));
    return true;
}

static bool
place_row(struct list_work *work, struct db *db, const struct voucher *voucher, struct err *err)
{
    const struct device *device = work->device;
    struct scan scan = scan_start(work->env, device, "", SOURCE_LIST);
    enum followup_reason why;
    enum worklist place;

    if (device->service_types != 0 && !(device->service_types & BIT(voucher->type))) {
        return true;
    }
    scan.voucher = *voucher;
    if (!store_level_facts(db, voucher->case_id, device->provider, voucher->type, work->today,
                           &scan.facts.level, err)) {
        return false;
    }
    place = worklist_of(&voucher->fold, device->provider, scan_level(&scan), work->today, &why);
    return place == WORKLIST_NONE ||
           (store_slip_by_id(db, work->env->arena, voucher->slip_id, &scan.slip, err) &&
            add_row(work, db, &scan, place, why, err));
}

static bool
add_rows(struct list_work *work, struct db *db, enum store_worklist which, struct err *err)
{
    const struct voucher *voucher;
    size_t count;

    if (!store_worklist(db, work->env->arena, which, work->device->provider,
                        worklist_month(work->today), LEAD_LIST_MAX + 1, &voucher, &count, err)) {
        return false;
    }
    work->more |= count > LEAD_LIST_MAX;
    for (size_t i = 0; i < count && i < LEAD_LIST_MAX; i++) {
        if (!place_row(work, db, &voucher[i], err)) {
            return false;
        }
    }
    return true;
}

static bool
lists_in_read(struct db *db, struct list_work *work, struct err *err)
{
    struct value *lists = value_set_record(work->doc, "lists");

    for (enum worklist list = WORKLIST_NONE + 1; list < WORKLIST__MAX; list++) {
        work->list[list] = value_set_list(lists, worklist_name(list));
    }
    if (!add_rows(work, db, STORE_WORKLIST_WORKING, err) ||
        !add_rows(work, db, STORE_WORKLIST_NAMED, err) ||
        !add_rows(work, db, STORE_WORKLIST_CLOSED, err) ||
        !add_rows(work, db, STORE_WORKLIST_DECLINED, err)) {
        return false;
    }
    value_set_bool(work->doc, "more", work->more);
    return true;
}

/* ---- figures ------------------------------------------------------------------------------ */

static void
set_wait(struct value *waits, const char *key, int32_t *days, size_t count)
{
    struct worklist_wait wait = worklist_wait(days, count);
    struct value *record;

    if (wait.count == 0) {
        value_set_text(waits, key, NULL);
        return;
    }
    record = value_set_record(waits, key);
    value_set_int(record, "count", (int64_t)wait.count);
    value_set_int(record, "median_days", wait.median_days);
    value_set_int(record, "p90_days", wait.p90_days);
}

/* Of those accepted within the last 365 days. */
static void
set_waits(struct list_work *work, const struct store_course *course, size_t count)
{
    struct value *waits = value_set_record(work->doc, "waits");
    int32_t *accept = arena_array(work->env->arena, count, sizeof *accept);
    int32_t *start = arena_array(work->env->arena, count, sizeof *start);
    size_t accepts = 0, starts = 0;

    for (size_t i = 0; i < count; i++) {
        if (course[i].accepted_on > work->today - 365) {
            accept[accepts++] = course[i].accepted_on - course[i].issued_on;
            if (course[i].started_on != DAY_NONE) {
                start[starts++] = course[i].started_on - course[i].accepted_on;
            }
        }
    }
    set_wait(waits, "accept", accept, accepts);
    set_wait(waits, "start", start, starts);
}

static void
set_figures(struct list_work *work, const struct store_course *course, size_t count,
            int64_t issued)
{
    struct value *figures = value_set_record(work->doc, "figures");
    int32_t since = worklist_year(work->today);
    int64_t accepted = 0, started = 0, ended = 0;
    int year, month, mday;

    for (size_t i = 0; i < count; i++) {
        accepted += course[i].accepted_on >= since;
        started += course[i].started_on >= since;
        ended += course[i].ended_on >= since;
    }
    day_to_civil(work->today, &year, &month, &mday);
    value_set_int(figures, "year", year);
    value_set_int(figures, "issued", issued);
    value_set_int(figures, "accepted", accepted);
    value_set_int(figures, "started", started);
    value_set_int(figures, "ended", ended);
}

static bool
figures_in_read(struct db *db, struct list_work *work, struct err *err)
{
    int32_t since = worklist_year(work->today);
    const struct store_course *course;
    int64_t provider = work->device->provider, issued;
    size_t count;

    if (!store_courses(db, work->env->arena, provider, since - COURSE_YEARS * 366, &course, &count,
                       err) ||
        !store_issued_to(db, provider, since, &issued, err)) {
        return false;
    }
    set_waits(work, course, count);
    set_figures(work, course, count, issued);
    return true;
}

/* ---- the page and the table --------------------------------------------------------------- */

static bool
all_in_read(struct db *db, void *arg, struct err *err)
{
    struct list_work *work = arg;

    work->doc = value_record(work->env->arena);
    return lists_in_read(db, work, err) && figures_in_read(db, work, err);
}

bool
lead_lists(struct env *env, const struct device *device, const struct value **doc,
           struct err *err)
{
    struct list_work work = {
        .env = env, .device = device, .today = clock_today(&env->clock)};

    if (!store_read(env->store, all_in_read, &work, err)) {
        return false;
    }
    *doc = work.doc;
    return true;
}

static const struct column {
    const char *title, *key;
} columns[] = {
    {N_("Laufzettel"), "slip"},           {N_("Kundin oder Kunde"), "client"},
    {N_("Leistungsart"), "type"},         {N_("Leistung"), "service"},
    {N_("Stand"), "state_label"},         {N_("Aufnahme bis"), "redeem_by"},
    {N_("Aufnahme"), "accepted_on"},      {N_("Beginn"), "started_on"},
    {N_("Geplantes Ende"), "complete_by"}, {N_("Ende"), "ended_on"},
};
#define COLUMNS (sizeof columns / sizeof *columns)

static const struct {
    enum worklist list;
    const char *label;
} titles[] = {
    {WORKLIST_DUE, N_("Meldung fällig")},
    {WORKLIST_RUNNING, N_("In Arbeit")},
    {WORKLIST_OPEN, N_("Offen")},
    {WORKLIST_CLOSED, N_("Diesen Monat abgeschlossen")},
};

/* As people read it: days as they stand on paper, words in their language. */
static const char *
cell(const struct env *env, const struct value *row, const char *key)
{
    const char *text = value_string(value_get(row, key));
    char *day = arena_alloc(env->arena, DAY_TEXT_MAX);
    struct err ignored = {0};
    int32_t on;

    if (str_equal(key, "state_label")) {
        return catalog_text(env->catalog, text);
    }
    return strstr(key, "_on") == NULL && strstr(key, "_by") == NULL ? text
           : day_parse(text, key, &on, &ignored)                    ? day_german(day, on)
                                                                     : "";
}

static void
append_rows(const struct env *env, const struct value *rows, const char *title, struct buf *out)
{
    const char *cells[COLUMNS + 1] = {catalog_text(env->catalog, title)};

    for (size_t i = 0; i < value_len(rows); i++) {
        for (size_t k = 0; k < COLUMNS; k++) {
            cells[k + 1] = cell(env, value_at(rows, i), columns[k].key);
        }
        csv_append(out, cells, COLUMNS + 1);
    }
}

bool
lead_csv(struct env *env, const struct device *device, struct buf *out, struct err *err)
{
    const char *cells[COLUMNS + 1] = {catalog_text(env->catalog, N_("Liste"))};
    const struct value *doc;

    if (!lead_lists(env, device, &doc, err)) {
        return false;
    }
    for (size_t k = 0; k < COLUMNS; k++) {
        cells[k + 1] = catalog_text(env->catalog, columns[k].title);
    }
    buf_puts(out, "\xEF\xBB\xBF"); /* office programs know UTF-8 by it */
    csv_append(out, cells, COLUMNS + 1);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const struct value *lists = value_get(doc, "lists");

        append_rows(env, value_get(lists, worklist_name(titles[i].list)), titles[i].label, out);
    }
    return true;
}
