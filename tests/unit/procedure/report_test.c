/*
 * report_test.c - what is counted of a year, for whom, and what of it leaves the coordination.
 */
#include "office.h"

#include "report.h"
#include "../../../src/procedure/report_sheet.h"

#define STAGE_DAYS 3

/* COUNT vouchers for PROVIDER; those ahead of the ENDED-th go on to their end. */
static void
send(struct office *office, const char *service, const char *provider, int count, int ended)
{
    struct paired_device device = office_device(office, provider, WHO_RECEPTION);

    for (int i = 0; i < count; i++) {
        const char *code = office_voucher(office, service, provider);

        if (i >= ended) {
            continue;
        }
        office_pass(office, STAGE_DAYS * DAY_MS);
        office_step(office, &device, code, STEP_ACCEPT);
        office_pass(office, DAY_MS);
        office_step(office, &device, code, STEP_START);
        office_step(office, &device, code, STEP_END);
    }
}

static void
count_year(struct office *office, bool whole, bool persons)
{
    struct report_request request = {.year = 2026, .persons = persons, .whole = whole};

    assert_done(office, report_providers(&office->env, &request, &office->doc, &office->err));
}

/* The row of a provider, or the sum for "". */
static const struct value *
row_of(const struct office *office, const char *provider)
{
    const struct value *list = value_find(office->doc, "report.providers");

    for (size_t i = 0; *provider != '\0' && i < value_len(list); i++) {
        if (str_equal(value_string(value_get(value_at(list, i), "provider")), provider)) {
            return value_at(list, i);
        }
    }
    return *provider == '\0' ? value_find(office->doc, "report.total") : NULL;
}

static int
number_of(const struct office *office, const char *provider, const char *key)
{
    const struct value *value = value_get(row_of(office, provider), key);

    return value_kind(value) == VALUE_INT ? (int)value_number(value) : -1;
}

static const char *
text_of(const struct office *office, const char *provider, const char *key)
{
    return value_string(value_get(row_of(office, provider), key));
}

static void
each_step_counts_for_its_provider(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 7, 6);
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kita", "issued"), 7);
    assert_int_equal(number_of(office, "kita", "accepted"), 6);
    assert_int_equal(number_of(office, "kita", "started"), 6);
    assert_int_equal(number_of(office, "kita", "E1"), 6);
    assert_int_equal(number_of(office, "kita", "closed"), 6);
    assert_int_equal(number_of(office, "kita", "open"), 1);
    assert_int_equal(number_of(office, "kita", "reported"), 6);
    assert_int_equal(number_of(office, "kita", "reported_level"), 6);
    assert_int_equal(number_of(office, "kita", "accept_median"), STAGE_DAYS);
    assert_int_equal(number_of(office, "kita", "accept_p90"), STAGE_DAYS);
    assert_int_equal(number_of(office, "kita", "start_median"), 1);
    assert_int_equal(number_of(office, "", "issued"), 7);
}

static void
one_person_with_seven_vouchers_is_one_person(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 7, 0);
    count_year(office, true, true);
    assert_int_equal(number_of(office, "kita", "issued"), 1);
    assert_int_equal(number_of(office, "", "issued"), 1);
    count_year(office, false, true);
    assert_string_equal(text_of(office, "kita", "issued"), "< 5");
    assert_string_equal(text_of(office, "", "issued"), "< 5");
}

static void
a_small_number_takes_a_second_one_with_it(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 6, 0);
    send(office, "SB-1", "kredit", 2, 0);
    count_year(office, false, false);
    assert_string_equal(text_of(office, "kredit", "issued"), "< 5");
    assert_string_equal(text_of(office, "kita", "issued"), "*");
    assert_int_equal(number_of(office, "", "issued"), 8);
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kredit", "issued"), 2);
}

static void
a_wait_of_a_few_is_not_told(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 3, 3);
    count_year(office, false, false);
    assert_string_equal(text_of(office, "kita", "accept_median"), "*");
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kita", "accept_median"), STAGE_DAYS);
}

static bool
protect_in_write(struct db *db, void *arg, struct err *err)
{
    struct office *office = arg;
    struct provider provider;
    enum put done;

    if (!store_provider_get(db, &office->arena, "kita", &provider, err)) {
        return false;
    }
    provider.is_protected = true;
    return store_provider_put(db, &provider, &done, err);
}

static void
a_protected_provider_is_seen_by_the_coordination_alone(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 6, 0);
    send(office, "SB-1", "kredit", 6, 0);
    assert_done(office, store_write(office->env.store, protect_in_write, office, &office->err));
    count_year(office, false, false);
    assert_null(row_of(office, "kita"));
    assert_int_equal(number_of(office, "", "issued"), 6);
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kita", "issued"), 6);
    assert_int_equal(number_of(office, "", "issued"), 12);
}

static void
a_decline_of_a_free_choice_counts_for_who_declined(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kredit", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "");
    struct reception_event event = office_event(office, code, STEP_DECLINE);

    event.cause = CAUSE_NO_CAPACITY;
    assert_done(office, office_record(office, &device, &event));
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kredit", "no_capacity"), 1);
    assert_int_equal(number_of(office, "kredit", "closed"), 1);
    assert_int_equal(number_of(office, "kredit", "issued"), 0);
    assert_int_equal(number_of(office, "", "open"), 1);
}

static void
what_nobody_reported_counts_apart_from_what_expired(void **state)
{
    struct office *office = *state;

    send(office, "KB-1", "kita", 1, 0);
    office_voucher(office, "SU-1", "sucht");
    office_pass(office, 120 * DAY_MS);
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    count_year(office, true, false);
    assert_int_equal(number_of(office, "kita", "expired"), 1);
    assert_int_equal(number_of(office, "kita", "unreported"), 0);
    assert_int_equal(number_of(office, "sucht", "expired"), 0);
    assert_int_equal(number_of(office, "sucht", "unreported"), 1);
    assert_int_equal(number_of(office, "", "closed"), 2);
    assert_int_equal(number_of(office, "", "reported"), 0);
}

static void
a_year_that_has_not_begun_is_refused(void **state)
{
    struct office *office = *state;
    struct report_request request = {.year = 2027};

    assert_refused(office, REASON_INVALID,
                   report_providers(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "year");
}

static void
the_same_day_gives_the_same_table(void **state)
{
    struct office *office = *state;
    struct buf first = {0}, second = {0};

    send(office, "KB-1", "kita", 6, 5);
    count_year(office, false, false);
    report_csv(&office->env, office->doc, &first);
    count_year(office, false, false);
    report_csv(&office->env, office->doc, &second);
    assert_string_equal(buf_text(&first), buf_text(&second));
    assert_non_null(strstr(buf_text(&first), "kita;kita;A – "));
    assert_non_null(strstr(buf_text(&first), "nicht Personen"));
    buf_finish(&first);
    buf_finish(&second);
}

/* Does a file whose name begins so lie in the office's folder? */
static bool
has_left(const struct office *office, const char *start)
{
    DIR *dir = opendir(office->dir);
    const struct dirent *entry;
    bool found = false;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        found |= str_starts(entry->d_name, start);
    }
    closedir(dir);
    return found;
}

static void
what_is_passed_on_comes_as_pdf_and_as_xlsx(void **state)
{
    struct office *office = *state;
    const char *bytes;
    size_t len;
    const char *path = arena_printf(&office->arena, "%s/stellen.xlsx", office->dir);
    struct buf pdf = {0};
    char start[2] = "";
    FILE *file;

    send(office, "KB-1", "kita", 6, 5);
    count_year(office, false, false);
    assert_done(office, report_print(&office->env, office->doc, &pdf, &office->err));
    assert_memory_equal(pdf.data, "%PDF", 4);
    buf_finish(&pdf);
    assert_done(office, report_xlsx(&office->env, office->doc, path, &office->err));
    file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(start, 1, sizeof start, file), sizeof start);
    fclose(file);
    assert_memory_equal(start, "PK", sizeof start);
    assert_done(office, report_xlsx_bytes(&office->env, office->doc, &bytes, &len, &office->err));
    assert_true(len > 1000);
    assert_memory_equal(bytes, "PK", sizeof start);
    assert_false(has_left(office, ".stellen-"));
}

/* ---- attacks: what a reader of all that is shown may work out ---- */

#define ROWS_MAX 6

struct attack {
    struct report_group group[ROWS_MAX + 1];
    struct report_line row[ROWS_MAX];
    struct report_sheet sheet;
};

static void
count_as(struct report_group *group, enum report_count what, int64_t cases, int64_t persons)
{
    group->of[what].cases = cases;
    group->of[what].persons = persons;
}

/* A sheet of ROWS groups of ATTACK, summed up and guarded. */
static void
guard(struct arena *arena, struct attack *attack, size_t rows, bool persons)
{
    struct report_group *total = &attack->group[rows];

    memset(total, 0, sizeof *total);
    for (size_t r = 0; r < rows; r++) {
        attack->row[r] = (struct report_line){NULL, TYPE_A, &attack->group[r]};
        for (enum report_count what = 0; what < REPORT__MAX; what++) {
            total->of[what].cases += attack->group[r].of[what].cases;
            total->of[what].persons += attack->group[r].of[what].persons;
        }
        total->carried += attack->group[r].carried;
    }
    attack->sheet = (struct report_sheet){.persons = persons, .row = attack->row,
                                          .row_count = rows, .total = {NULL, TYPE_NONE, total}};
    report_sheet_guard(arena, &attack->sheet);
}

static bool
shows(const struct attack *attack, size_t row, enum report_count what)
{
    return report_sheet_shows(&attack->sheet, row, what);
}

/* Issued 12, open 11, nothing from before: "< 5" closed would be one. */
static void
what_is_open_does_not_tell_how_few_are_closed(void **state)
{
    struct office *office = *state;
    struct attack *attack = arena_alloc(office->env.arena, sizeof *attack);

    for (size_t r = 0; r < 3; r++) {
        count_as(&attack->group[r], REPORT_ISSUED, 12, 12);
        count_as(&attack->group[r], REPORT_OPEN, r == 0 ? 11 : 6, r == 0 ? 11 : 6);
        count_as(&attack->group[r], REPORT_E1, r == 0 ? 1 : 6, r == 0 ? 1 : 6);
        count_as(&attack->group[r], REPORT_CLOSED, r == 0 ? 1 : 6, r == 0 ? 1 : 6);
    }
    guard(office->env.arena, attack, 3, false);
    assert_false(shows(attack, 0, REPORT_CLOSED));
    assert_false(shows(attack, 0, REPORT_OPEN) && shows(attack, 0, REPORT_ISSUED));
    /* And the same the other way round: "< 5" open of 7, 6 closed. */
    memset(attack, 0, sizeof *attack);
    for (size_t r = 0; r < 3; r++) {
        count_as(&attack->group[r], REPORT_ISSUED, 7, 7);
        count_as(&attack->group[r], REPORT_OPEN, 1, 1);
        count_as(&attack->group[r], REPORT_E1, 6, 6);
        count_as(&attack->group[r], REPORT_CLOSED, 6, 6);
    }
    guard(office->env.arena, attack, 3, false);
    for (size_t r = 0; r < 3; r++) {
        assert_false(shows(attack, r, REPORT_OPEN));
        assert_false(shows(attack, r, REPORT_CLOSED) && shows(attack, r, REPORT_ISSUED));
    }
}

/* Of one report by cases and one by persons neither tells what the other leaves out. */
static void
cases_and_persons_leave_out_the_same(void **state)
{
    struct office *office = *state;
    struct attack *cases = arena_alloc(office->env.arena, sizeof *cases);
    struct attack *persons = arena_alloc(office->env.arena, sizeof *persons);

    for (size_t r = 0; r < 3; r++) {
        count_as(&cases->group[r], REPORT_E1, r == 0 ? 1 : 30, r == 0 ? 1 : 30);
        count_as(&cases->group[r], REPORT_E2, 7, 7);
        count_as(&cases->group[r], REPORT_E3, 20, 6);
        count_as(&cases->group[r], REPORT_CLOSED, r == 0 ? 28 : 57, r == 0 ? 14 : 43);
    }
    *persons = *cases;
    guard(office->env.arena, cases, 3, false);
    guard(office->env.arena, persons, 3, true);
    for (size_t r = 0; r <= 3; r++) {
        for (enum report_count what = 0; what < REPORT__MAX; what++) {
            assert_int_equal(shows(cases, r, what), shows(persons, r, what));
        }
    }
}

/* E1 and E2 "< 5", expired "< 5", six in all: that five reported would tell the expired one. */
static void
how_many_reported_is_not_even_told_to_be_small(void **state)
{
    struct office *office = *state;
    struct attack *attack = arena_alloc(office->env.arena, sizeof *attack);
    struct report_group *few = &attack->group[0];

    for (size_t r = 0; r < 3; r++) {
        count_as(&attack->group[r], REPORT_E1, r == 0 ? 3 : 30, r == 0 ? 3 : 30);
        count_as(&attack->group[r], REPORT_EXPIRED, r == 0 ? 3 : 9, r == 0 ? 3 : 9);
        count_as(&attack->group[r], REPORT_CLOSED, r == 0 ? 6 : 39, r == 0 ? 6 : 39);
        count_as(&attack->group[r], REPORT_REPORTED, r == 0 ? 3 : 30, r == 0 ? 3 : 30);
    }
    guard(office->env.arena, attack, 3, false);
    assert_int_equal(few->of[REPORT_REPORTED].cases, 3);
    assert_false(shows(attack, 0, REPORT_REPORTED));
    assert_false(report_sheet_tells_small(&attack->sheet, 0, REPORT_REPORTED));
    assert_true(report_sheet_tells_small(&attack->sheet, 0, REPORT_EXPIRED));
}

struct range {
    int64_t low, high;
};

static struct range
reader_knows(const struct attack *attack, size_t row, enum report_count what)
{
    int64_t count = attack->group[row].of[what].cases;

    return shows(attack, row, what) ? (struct range){count, count}
           : report_sheet_tells_small(&attack->sheet, row, what)
               ? (struct range){1, 4}
               : (struct range){0, 1000000};
}

static int
below(unsigned *seed, int limit)
{
    *seed = *seed * 1103515245u + 12345u;
    return (int)(*seed >> 16) % limit;
}

/* Everything that came in is open, closed or taken back: no hidden one of them is told by that. */
static void
no_year_of_a_thousand_tells_a_hidden_number_by_its_balance(void **state)
{
    struct office *office = *state;
    struct arena arena = {0};
    unsigned seed = 7;
    size_t hidden = 0;

    (void)office;
    for (size_t year = 0; year < 1000; year++) {
        struct attack *attack = arena_alloc(&arena, sizeof *attack);
        size_t rows = 2 + (size_t)below(&seed, ROWS_MAX - 1);

        for (size_t r = 0; r < rows; r++) {
            struct report_group *group = &attack->group[r];
            int open = below(&seed, 14), taken_back = below(&seed, 2), closed = 0;

            for (enum report_count what = REPORT_E1; what <= REPORT_UNREPORTED; what++) {
                int ended = below(&seed, 3) == 0 ? below(&seed, 10) : 0;

                count_as(group, what, ended, ended);
                closed += ended;
            }
            group->carried = below(&seed, open + closed + taken_back + 1);
            count_as(group, REPORT_OPEN, open, open);
            count_as(group, REPORT_CLOSED, closed, closed);
            count_as(group, REPORT_ISSUED, open + closed + taken_back - group->carried,
                     open + closed + taken_back - group->carried);
        }
        guard(&arena, attack, rows, false);
        for (size_t r = 0; r <= rows; r++) {
            struct range in = reader_knows(attack, r, REPORT_ISSUED);
            struct range open = reader_knows(attack, r, REPORT_OPEN);
            struct range closed = reader_knows(attack, r, REPORT_CLOSED);
            int64_t before = attack->group[r].carried;

            hidden += open.low != open.high;
            assert_true(open.low == open.high || in.high + before - closed.low > open.low);
            assert_true(closed.low == closed.high || in.high + before - open.low > closed.low);
            assert_true(in.low == in.high || closed.low + open.low - before < in.high);
        }
        arena_reset(&arena);
    }
    assert_true(hidden > 100);
    arena_finish(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(each_step_counts_for_its_provider),
        OFFICE_TEST(one_person_with_seven_vouchers_is_one_person),
        OFFICE_TEST(a_small_number_takes_a_second_one_with_it),
        OFFICE_TEST(a_wait_of_a_few_is_not_told),
        OFFICE_TEST(a_protected_provider_is_seen_by_the_coordination_alone),
        OFFICE_TEST(a_decline_of_a_free_choice_counts_for_who_declined),
        OFFICE_TEST(what_nobody_reported_counts_apart_from_what_expired),
        OFFICE_TEST(a_year_that_has_not_begun_is_refused),
        OFFICE_TEST(the_same_day_gives_the_same_table),
        OFFICE_TEST(what_is_open_does_not_tell_how_few_are_closed),
        OFFICE_TEST(cases_and_persons_leave_out_the_same),
        OFFICE_TEST(how_many_reported_is_not_even_told_to_be_small),
        OFFICE_TEST(no_year_of_a_thousand_tells_a_hidden_number_by_its_balance),
        OFFICE_TEST(what_is_passed_on_comes_as_pdf_and_as_xlsx),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
