/*
 * export_list.c - cases, needs, vouchers, events and the § 51b list, page by page.
 */
#include "export_list.h"

#include <string.h>

#include "arena.h"
#include "date.h"
#include "env.h"
#include "store_export.h"
#include "str.h"

/* ---- cells ---- */

const char **
export_row(struct export_page *page, size_t columns)
{
    const char **row = arena_array(page->env->arena, columns, sizeof *row);

    for (size_t i = 0; i < columns; i++) {
        row[i] = "";
    }
    page->row[page->count++] = row;
    return row;
}

const char *
export_number(struct export_page *page, int64_t number)
{
    return arena_printf(page->env->arena, "%lld", (long long)number);
}

const char *
export_day(struct export_page *page, int32_t day)
{
    char text[DAY_TEXT_MAX];

    return arena_strdup(page->env->arena, day_iso(text, day));
}

const char *
export_moment(struct export_page *page, int64_t moment_ms)
{
    char text[MOMENT_TEXT_MAX];

    return arena_strdup(page->env->arena, moment_rfc3339(text, moment_ms));
}

static const char *
result_name(enum outcome outcome)
{
    return outcome == OUTCOME_NONE ? "" : outcome_name(outcome);
}

/* ---- cases, needs ---- */

static const struct table_column case_columns[] = {
    {"case_number", TABLE_TEXT}, {"given_name", TABLE_TEXT}, {"family_name", TABLE_TEXT},
    {"birth_date", TABLE_DAY},   {"language", TABLE_TEXT},   {"caseworker", TABLE_TEXT},
    {"team", TABLE_TEXT},        {"branch", TABLE_TEXT},     {"protected", TABLE_TEXT},
    {"phone", TABLE_TEXT},       {"street", TABLE_TEXT},     {"postcode", TABLE_TEXT},
    {"city", TABLE_TEXT},        {"contact_days", TABLE_NUMBER},
};

static bool
case_page(struct export_page *page, struct db *db, struct err *err)
{
    const struct case_file *client;
    size_t count;

    if (!store_case_page(db, page->env->arena, page->after, EXPORT_PAGE, &client, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *cell[] = {
            client[i].number, client[i].given_name, client[i].family_name,
            export_day(page, client[i].birth_date), client[i].language, client[i].caseworker,
            client[i].team, client[i].branch, client[i].is_protected ? "ja" : "nein",
            client[i].phone, client[i].street, client[i].postcode, client[i].city,
            arena_printf(page->env->arena, "%lld", (long long)client[i].contact_days)};

        memcpy(export_row(page, sizeof cell / sizeof *cell), cell, sizeof cell);
        page->after = client[i].id;
    }
    page->end = count < EXPORT_PAGE;
    return true;
}

static const struct table_column need_columns[] = {
    {"case_number", TABLE_TEXT}, {"type", TABLE_TEXT},     {"priority", TABLE_NUMBER},
    {"agreed_on", TABLE_DAY},    {"plan_ref", TABLE_TEXT}, {"aim", TABLE_TEXT},
};

static bool
need_page(struct export_page *page, struct db *db, struct err *err)
{
    const struct need_export *row;
    size_t count;

    if (!store_need_page(db, page->env->arena, page->after, EXPORT_PAGE, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *cell[] = {row[i].case_number, service_type_name(row[i].need.type),
                              export_number(page, row[i].need.priority),
                              export_day(page, row[i].need.agreed_on), row[i].need.plan_ref,
                              aim_name(row[i].need.aim)};

        memcpy(export_row(page, sizeof cell / sizeof *cell), cell, sizeof cell);
        page->after = row[i].need.id;
    }
    page->end = count < EXPORT_PAGE;
    return true;
}

/* ---- vouchers ---- */

static const struct table_column voucher_columns[] = {
    {"slip", TABLE_TEXT},       {"position", TABLE_NUMBER}, {"case_number", TABLE_TEXT},
    {"type", TABLE_TEXT},       {"service", TABLE_TEXT},    {"provider", TABLE_TEXT},
    {"state", TABLE_TEXT},      {"issued_on", TABLE_DAY},   {"redeem_by", TABLE_DAY},
    {"accepted_on", TABLE_DAY}, {"started_on", TABLE_DAY},  {"ended_on", TABLE_DAY},
    {"closed_on", TABLE_DAY},   {"outcome", TABLE_TEXT},    {"appointments", TABLE_NUMBER},
    {"reviewed_on", TABLE_DAY}, {"goal", TABLE_TEXT},       {"next_step", TABLE_TEXT},
    {"paper", TABLE_TEXT},
};

/* A referral has none. */
static const char *
has_paper(int generation)
{
    return generation > 0 ? "ja" : "nein";
}

static void
add_voucher(struct export_page *page, const struct voucher_export *row)
{
    const char *cell[] = {
        row->slip_number, export_number(page, row->position), row->case_number,
        service_type_name(row->type), row->service, row->provider, state_name(row->state),
        export_day(page, row->issued_on), export_day(page, row->redeem_by),
        export_day(page, row->accepted_on), export_day(page, row->started_on),
        export_day(page, row->ended_on), export_day(page, row->closed_on),
        result_name(row->outcome), export_number(page, row->attend_count),
        export_day(page, row->reviewed_on), row->goal == GOAL_NONE ? "" : goal_name(row->goal),
        row->next_step, has_paper(row->generation)};

    memcpy(export_row(page, sizeof cell / sizeof *cell), cell, sizeof cell);
}

/* The statistics want what began: a service no one came to is none. */
static const struct table_column begun_columns[] = {
    {"case_number", TABLE_TEXT}, {"type", TABLE_TEXT}, {"begin", TABLE_DAY}, {"end", TABLE_DAY},
    {"slip", TABLE_TEXT},        {"position", TABLE_NUMBER}, {"paper", TABLE_TEXT},
};

static void
add_begun(struct export_page *page, const struct voucher_export *row)
{
    const int32_t begin = row->started_on != DAY_NONE ? row->started_on : row->accepted_on;
    const char *cell[] = {row->case_number, service_type_name(row->type), export_day(page, begin),
                          export_day(page, row->ended_on), row->slip_number,
                          export_number(page, row->position), has_paper(row->generation)};

    if (begin != DAY_NONE) {
        memcpy(export_row(page, sizeof cell / sizeof *cell), cell, sizeof cell);
    }
}

typedef void add_fn(struct export_page *page, const struct voucher_export *row);

static bool
vouchers(struct export_page *page, struct db *db, add_fn *add, struct err *err)
{
    const struct voucher_export *row;
    size_t count;

    if (!store_voucher_page(db, page->env->arena, page->after, page->since.event, EXPORT_PAGE,
                            &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        add(page, &row[i]);
        page->after = row[i].id;
    }
    page->end = count < EXPORT_PAGE;
    return true;
}

static bool
voucher_page(struct export_page *page, struct db *db, struct err *err)
{
    return vouchers(page, db, add_voucher, err);
}

static bool
begun_page(struct export_page *page, struct db *db, struct err *err)
{
    return vouchers(page, db, add_begun, err);
}

/* ---- events ---- */

static const struct table_column event_columns[] = {
    {"id", TABLE_TEXT},        {"voucher", TABLE_TEXT},    {"slip", TABLE_TEXT},
    {"position", TABLE_NUMBER}, {"case_number", TABLE_TEXT}, {"type", TABLE_TEXT},
    {"number", TABLE_NUMBER},  {"command", TABLE_TEXT},    {"happened_on", TABLE_DAY},
    {"recorded_at", TABLE_TEXT}, {"source", TABLE_TEXT},   {"outcome", TABLE_TEXT},
    {"receipt", TABLE_TEXT},   {"annuls", TABLE_NUMBER},  {"paper", TABLE_TEXT},
};

static void
add_event(struct export_page *page, const struct feed_row *row)
{
    const char *cell[] = {
        export_number(page, row->event), export_number(page, row->voucher), row->slip_number,
        export_number(page, row->position), row->case_number, service_type_name(row->type),
        export_number(page, row->seq), step_name(row->step), export_day(page, row->happened_on),
        export_moment(page, row->recorded_at_ms),
        row->source == SOURCE_NONE ? "" : source_name(row->source),
        result_name(row->outcome), row->receipt,
        row->annuls == 0 ? "" : export_number(page, row->annuls), has_paper(row->generation)};

    memcpy(export_row(page, sizeof cell / sizeof *cell), cell, sizeof cell);
}

static bool
event_page(struct export_page *page, struct db *db, struct err *err)
{
    const struct feed_row *row;
    size_t count;

    if (!store_feed_read(db, page->env->arena, &page->next, EXPORT_PAGE, &row, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        add_event(page, &row[i]);
    }
    if (count > 0) {
        page->next.event = row[count - 1].event;
        memcpy(page->next.mark, row[count - 1].hash, sizeof page->next.mark);
    }
    page->end = count < EXPORT_PAGE;
    return true;
}

/* ---- the table ---- */

#define COLUMNS(list) (list), sizeof(list) / sizeof(*(list))

static const struct export_list lists[] = {
    {"cases", COLUMNS(case_columns), CURSOR_NONE, false, case_page},
    {"needs", COLUMNS(need_columns), CURSOR_NONE, false, need_page},
    {"vouchers", COLUMNS(voucher_columns), CURSOR_CHANGED, false, voucher_page},
    {"events", COLUMNS(event_columns), CURSOR_EVENTS, false, event_page},
    {"51b", COLUMNS(begun_columns), CURSOR_CHANGED, false, begun_page},
    {"posting", COLUMNS(export_posting_columns), CURSOR_NONE, true, export_posting_page},
};

const struct export_list *
export_list_at(size_t index)
{
    return index < sizeof lists / sizeof *lists ? &lists[index] : NULL;
}

const struct export_list *
export_list_find(const char *name)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (str_equal(lists[i].name, name)) {
            return &lists[i];
        }
    }
    return NULL;
}
