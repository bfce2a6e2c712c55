/*
 * report.c - providers and service types in a year: counted, small numbers left out, told.
 */
#include "report.h"

#include "arena.h"
#include "clock.h"
#include "date.h"
#include "env.h"
#include "report_sheet.h"
#include "report_tally.h"
#include "store.h"
#include "value.h"

struct report_work {
    struct env *env;
    const struct report_request *request;
    struct report_tally tally;
    struct report_sheet sheet;
};

static void
add_row(struct report_sheet *sheet, const struct provider *provider, enum service_type type,
        struct report_group *group)
{
    bool any = false;

    for (size_t i = 0; group != NULL && i < REPORT__MAX; i++) {
        any |= group->of[i].cases > 0;
    }
    if (any) {
        sheet->row[sheet->row_count++] = (struct report_line){provider, type, group};
    }
}

/* By the name of the provider; what no client has chosen yet comes last. */
static void
collect(struct report_work *work, const struct provider *provider, size_t count)
{
    struct report_sheet *sheet = &work->sheet;

    sheet->row = arena_array(work->env->arena, (count + 1) * TYPE__MAX, sizeof(*sheet->row));
    for (size_t i = 0; i <= count; i++) {
        const struct provider *one = i < count ? &provider[i] : NULL;

        for (enum service_type type = TYPE_A; type < TYPE__MAX; type++) {
            add_row(sheet, one, type, report_group_of(&work->tally, one, type));
        }
    }
    sheet->total = (struct report_line){NULL, TYPE_NONE, report_group_of_all(&work->tally)};
}

static bool
count_in_read(struct db *db, void *arg, struct err *err)
{
    struct report_work *work = arg;
    struct arena *arena = work->env->arena;
    const struct provider *provider;
    size_t count;

    if (!store_provider_list(db, arena, &provider, &count, err)) {
        return false;
    }
    report_tally_begin(&work->tally, arena, provider, count);
    if (!store_report_vouchers(db, work->tally.from, work->tally.until, report_tally_row,
                               &work->tally, err)) {
        return false;
    }
    collect(work, provider, count);
    return true;
}

static bool
set_days(struct report_work *work, struct err *err)
{
    int32_t today = clock_today(&work->env->clock);
    int year = work->request->year, month, day, now;

    day_to_civil(today, &now, &month, &day);
    year = year == 0 ? now : year;
    if (year < REPORT_YEAR_MIN || year > now) {
        return err_set(err, REASON_INVALID, "year",
                       "Ein Jahr von 2000 bis heute angeben, zum Beispiel %1.",
                       arena_printf(work->env->arena, "%d", now));
    }
    work->sheet.year = year;
    work->tally.from = day_from_civil(year, 1, 1);
    work->tally.until = day_from_civil(year, 12, 31);
    if (work->tally.until > today) {
        work->tally.until = today;
    }
    return true;
}

bool
report_providers(struct env *env, const struct report_request *request,
                 const struct value **doc, struct err *err)
{
    struct report_work work = {.env = env, .request = request};

    work.tally.whole = request->whole;
    if (!set_days(&work, err) || !store_read(env->store, count_in_read, &work, err)) {
        return false;
    }
    work.sheet.from = work.tally.from;
    work.sheet.until = work.tally.until;
    work.sheet.persons = request->persons;
    work.sheet.whole = request->whole;
    report_sheet_guard(env->arena, &work.sheet);
    *doc = doc_report(env->arena, &work.sheet);
    return true;
}
