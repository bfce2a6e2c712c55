/* A list as a batch: which rows become one slip, what counts as the same, hostile folders. */
#include "office.h"

#include <sys/stat.h>

static bool
run_named(struct office *office, const char *run, const char *rows, bool (*stop)(void *arg))
{
    const char *list = arena_printf(&office->arena, "case_number;service;provider;appointment;"
                                                    "language\n%s", rows);
    struct slip_batch request = {.bytes = list, .len = strlen(list), .dir = office->dir,
                                 .run = run, .stop = stop};

    office->err = (struct err){0};
    return slip_issue_batch(&office->env, &request, &office->doc, &office->err);
}

static bool
run(struct office *office, const char *rows)
{
    return run_named(office, "", rows, NULL);
}

/* "issued already_there printed refused" */
static const char *
counts(struct office *office)
{
    const struct value *batch = value_get(office->doc, "batch");

    return arena_printf(&office->arena, "%d %d %d %d",
                        (int)value_number(value_get(batch, "issued")),
                        (int)value_number(value_get(batch, "already_there")),
                        (int)value_number(value_get(batch, "printed")),
                        (int)value_number(value_get(batch, "refused")));
}

static const struct value *
refusal(struct office *office)
{
    return value_at(value_find(office->doc, "batch.refusals"), 0);
}

static void
rows_of_a_case_are_one_slip_wherever_they_stand(void **state)
{
    struct office *office = *state;

    assert_done(office, run(office, "F-1;KB-1;kita;;\nF-9;KB-1;kita;;\n"
                                    "F-1;SB-1;;2026-05-11T10:00;de\n"));
    assert_string_equal(counts(office), "1 0 1 1");
    assert_int_equal(value_number(value_get(refusal(office), "line")), 3);
    assert_done(office, slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "slip.vouchers")), 2);
    assert_string_equal(told(office, "slip.language"), "de");
}

static void
the_order_of_rows_and_what_may_change_do_not_make_it_another_slip(void **state)
{
    struct office *office = *state;

    assert_done(office, run(office, "F-1;KB-1;kita;;\nF-1;SB-1;kredit;;\n"));
    assert_done(office, run(office, "F-1;SB-1;kredit;2026-05-11T10:00;\nF-1;KB-1;kita;;tr\n"));
    assert_string_equal(counts(office), "0 1 0 0");
    assert_done(office, run_named(office, "Herbst", "F-1;KB-1;kita;;\n", NULL));
    assert_string_equal(counts(office), "1 0 1 0");
}

static void
a_station_of_the_same_run_is_refused_beside_others(void **state)
{
    struct office *office = *state;

    assert_done(office, run(office, "F-1;KB-1;kita;;\n"));
    assert_done(office, run(office, "F-1;SB-1;kredit;;\nF-1;KB-1;kita;;\n"));
    assert_string_equal(counts(office), "0 0 0 1");
    assert_string_equal(value_string(value_get(refusal(office), "reason")), "conflict");
    assert_int_equal(value_number(value_get(refusal(office), "line")), 3);
    assert_done(office, run(office, "F-1;SB-1;kredit;;\n"));
    assert_string_equal(counts(office), "1 0 1 0");
}

static void
what_cannot_be_is_refused_with_its_line(void **state)
{
    struct office *office = *state;
    static const struct {
        const char *rows;
        int line;
    } cases[] = {
        {"F-1;KB-1;kita;;tr\nF-1;SB-1;;;ru\n", 3},
        {"F-1;KB-1;kita;gestern;\n", 2},
        {"F-1;KB-1;kita;;klingonisch\n", 2},
        {"F-1;KB-1;kita;;\nF-1;SB-1;nirgends;;\n", 3},
        {"F-1;KB-1;kita;;\nF-1;KB-1;kita;;\n", 3},
        {"F-1;a;;;\nF-1;b;;;\nF-1;c;;;\nF-1;d;;;\nF-1;e;;;\nF-1;f;;;\nF-1;g;;;\nF-1;h;;;\n"
         "F-1;i;;;\nF-1;j;;;\nF-1;k;;;\nF-1;l;;;\nF-1;m;;;\n", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_done(office, run(office, cases[i].rows));
        assert_string_equal(counts(office), "0 0 0 1");
        assert_int_equal(value_number(value_get(refusal(office), "line")), cases[i].line);
    }
    assert_done(office, run(office, ""));
    assert_string_equal(counts(office), "0 0 0 0");
    assert_refused(office, REASON_INVALID, run(office, "F-1;KB-1\n"));
}

static bool
at_once(void *arg)
{
    (void)arg;
    return true;
}

static void
asked_to_end_it_says_what_is_open(void **state)
{
    struct office *office = *state;

    assert_done(office, run_named(office, "", "F-1;KB-1;kita;;\n", at_once));
    assert_string_equal(counts(office), "0 0 0 0");
    assert_int_equal(value_number(value_find(office->doc, "batch.open")), 1);
}

static void
strange_names_in_the_folder_are_left_alone(void **state)
{
    struct office *office = *state;
    static const char *const names[] = {".laufzettel-.part", ".laufzettel-2026-000001-zz.part",
                                        ".laufzettel-+-.part", "laufzettel-99999999.pdf",
                                        "laufzettel-.pdf"};
    char path[512];
    struct stat status;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", office->dir, names[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    assert_done(office, run(office, "F-1;KB-1;kita;;\n"));
    assert_string_equal(counts(office), "1 0 1 0");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", office->dir, names[i]);
        assert_int_equal(stat(path, &status), 0);
        rmdir(path);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(rows_of_a_case_are_one_slip_wherever_they_stand),
        OFFICE_TEST(the_order_of_rows_and_what_may_change_do_not_make_it_another_slip),
        OFFICE_TEST(a_station_of_the_same_run_is_refused_beside_others),
        OFFICE_TEST(what_cannot_be_is_refused_with_its_line),
        OFFICE_TEST(asked_to_end_it_says_what_is_open),
        OFFICE_TEST(strange_names_in_the_folder_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
