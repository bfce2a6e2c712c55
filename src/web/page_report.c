/*
 * page_report.c - what the office counts: providers and service types in a year.
 */
#include "arena.h"
#include "buf.h"
#include "clock.h"
#include "date.h"
#include "office.h"
#include "pages.h"
#include "report.h"
#include "str.h"
#include "value.h"
#include "web.h"

#define HTTP_OK 200
#define YEARS 5

static void
fill_choices(struct web_exchange *x, struct value *doc, int64_t year)
{
    const char *chosen = arena_printf(x->env.arena, "%lld", (long long)year);
    struct value *years = office_select(x, value_set_record(doc, "year_select"), "year",
                                        N_("Jahr"), NULL);
    struct value *counts = office_select(x, value_set_record(doc, "count_select"), "count",
                                         N_("Gezählt werden"), NULL);
    const char *count = office_text(x, "count");
    int now, month, day;

    day_to_civil(clock_today(&x->env.clock), &now, &month, &day);
    for (int i = 0; i < YEARS; i++) {
        const char *text = arena_printf(x->env.arena, "%d", now - i);

        office_choice(years, text, text, chosen);
    }
    office_choice(counts, "cases", N_("Fälle"), count);
    office_choice(counts, "persons", N_("Personen"), count);
    value_set_text(doc, "year", chosen);
    value_set_text(doc, "count", *count == '\0' ? "cases" : count);
}

static bool
count(struct web_exchange *x, bool whole, const struct value **found, struct err *err)
{
    struct report_request request = {
        .year = (int)office_number(x, "year", 0),
        .persons = str_equal(office_text(x, "count"), "persons"),
        .whole = whole,
    };

    return report_providers(&x->env, &request, found, err);
}

void
page_report(struct web_exchange *x)
{
    struct value *doc = value_record(x->env.arena);
    const struct value *found;
    struct err err = {0};

    if (!count(x, x->env.user.role == ROLE_COORDINATOR, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    fill_choices(x, doc, value_number(value_find(found, "report.year")));
    value_set_text(doc, "title", N_("Stellen im Jahr"));
    value_set_shared(doc, "report", value_get(found, "report"));
    value_set_bool(doc, "any", value_truth(value_find(found, "report.providers")));
    web_page(x, HTTP_OK, "report", doc);
}

void
page_report_csv(struct web_exchange *x)
{
    struct buf bytes = {0};
    const struct value *found;
    struct err err = {0};

    if (!count(x, false, &found, &err)) {
        web_fail(x, &err);
        return;
    }
    report_csv(&x->env, found, &bytes);
    web_bytes(x, "text/csv; charset=utf-8",
              arena_printf(x->env.arena, "stellen-%lld.csv",
                           (long long)value_number(value_find(found, "report.year"))),
              arena_memdup(x->env.arena, buf_text(&bytes), bytes.len), bytes.len);
    buf_finish(&bytes);
}

void
page_report_xlsx(struct web_exchange *x)
{
    const struct value *found;
    const char *bytes;
    struct err err = {0};
    size_t len;

    if (!count(x, false, &found, &err) ||
        !report_xlsx_bytes(&x->env, found, &bytes, &len, &err)) {
        web_fail(x, &err);
        return;
    }
    web_bytes(x, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              arena_printf(x->env.arena, "stellen-%lld.xlsx",
                           (long long)value_number(value_find(found, "report.year"))),
              bytes, len);
}

void
page_report_pdf(struct web_exchange *x)
{
    struct buf pdf = {0};
    const struct value *found;
    struct err err = {0};

    if (count(x, false, &found, &err) && report_print(&x->env, found, &pdf, &err)) {
        office_pdf(x, "anbieterblatt", "", &pdf);
    } else {
        web_fail(x, &err);
    }
    buf_finish(&pdf);
}
