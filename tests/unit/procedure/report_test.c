/*
 * report_test.c - what is counted of a year, for whom, and what of it leaves the coordination.
 */
#include "office.h"

#include "report.h"

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

static void
what_is_passed_on_comes_as_pdf_and_as_xlsx(void **state)
{
    struct office *office = *state;
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
        OFFICE_TEST(what_is_passed_on_comes_as_pdf_and_as_xlsx),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
