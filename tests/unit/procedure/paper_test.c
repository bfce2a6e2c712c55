/*
 * paper_test.c - what each form is told about its subject, and about no other.
 */
#include "office.h"

#include "../../../src/procedure/slip_work.h"


/* What FORM would show; NULL and an error where it has nothing to say. */
static const struct value *
form_of(struct office *office, const char *form, const char *what, const char *provider,
        enum slip_print_by by)
{
    struct slip_print request = {.by = by, .what = what, .form = form, .provider = provider};
    struct print_work work = {.env = &office->env, .request = &request};

    office->err = (struct err){0};
    return store_read(office->env.store, print_find, &work, &office->err) ? work.values : NULL;
}

static const struct value *
shown(struct office *office, const char *form, const char *what)
{
    const struct value *values = form_of(office, form, what, "", PRINT_BY_ANY);

    assert_non_null(values);
    return values;
}

static const char *
text_at(const struct value *values, const char *path)
{
    return value_string(value_find(values, path));
}

static const struct value *
item_of(const struct value *values, const char *list, size_t index)
{
    return value_at(value_get(values, list), index);
}

static void
extend(struct office *office, const char *code, int32_t until)
{
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_EXTEND,
                                .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                .until = until, .receipt = ""};

    assert_done(office, voucher_record(&office->env, &step, &office->doc, &office->err));
}

static bool
put_in_write(struct db *db, void *arg, struct err *err)
{
    enum put done;

    return store_case_put(db, arg, &done, err);
}

/* A case number may look like the number of somebody else's slip. */
static void
a_page_prints_the_subject_it_entered_and_no_other(void **state)
{
    struct office *office = *state;
    struct case_file other = {.number = "2026-000001", .given_name = "Otto",
                              .family_name = "Anders", .birth_date = day_from_civil(1970, 1, 1),
                              .language = "de", .caseworker = "", .team = "", .branch = ""};
    const struct value *values;

    (void)office_voucher(office, "SB-1", "schulden");
    assert_done(office, store_write(office->env.store, put_in_write, &other, &office->err));
    values = form_of(office, "gespraechsblatt", "2026-000001", "", PRINT_BY_SLIP);
    assert_string_equal(text_at(values, "client.name"), "Ayşe Müller");
    values = form_of(office, "gespraechsblatt", "2026-000001", "", PRINT_BY_CASE);
    assert_string_equal(text_at(values, "client.name"), "Otto Anders");
    assert_null(form_of(office, "gutschein", "2026-000001", "", PRINT_BY_CASE));
    assert_int_equal(office->err.reason, REASON_INVALID);
    assert_null(form_of(office, "gespraechsblatt", "F-1", "", PRINT_BY_SLIP));
    assert_int_equal(office->err.reason, REASON_MALFORMED);
}

static void
who_sees_letters_prints_what_tells_no_more(void **state)
{
    static const char *const more[] = {"einwilligung", "gespraechsblatt", "widerruf",
                                       "koppelkarte", "zugriffsprotokoll", "quatsch"};
    static const char *const letters[] = {"", "gutschein", "laufzettel", "rueckmeldebogen",
                                          "mitteilung", "datenschutzhinweis", "pruefseite"};
    (void)state;

    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        assert_false(slip_print_letters(more[i]));
    }
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_true(slip_print_letters(letters[i]));
    }
}

static void
a_feedback_form_asks_as_far_as_the_level_goes(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SB-1", "schulden");
    const struct value *station;

    assert_null(form_of(office, "rueckmeldebogen", code, "", PRINT_BY_ANY));
    assert_int_equal(office->err.reason, REASON_INVALID);
    office_consent(office, "schulden", 1);
    station = item_of(shown(office, "rueckmeldebogen", code), "stations", 0);
    assert_false(value_truth(value_get(station, "attends")));
    assert_false(value_truth(value_get(station, "recommends")));
    office_pass(office, DAY_MS);
    office_consent(office, "schulden", 3);
    station = item_of(shown(office, "rueckmeldebogen", code), "stations", 0);
    assert_true(value_truth(value_get(station, "attends")));
    assert_true(value_truth(value_get(station, "recommends")));
}

static void
a_letter_tells_the_last_change_that_still_holds(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SB-1", "schulden");
    const struct value *values;
    struct voucher_step annul = {.code = code, .provider = "", .step = STEP_ANNUL,
                                 .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                 .until = DAY_NONE, .cause = CAUSE_WRONG_DATE};

    assert_null(form_of(office, "mitteilung", code, "", PRINT_BY_ANY));
    assert_int_equal(office->err.reason, REASON_INVALID);
    extend(office, code, day_from_civil(2026, 9, 1));
    annul.receipt = told(office, "event.receipt");
    values = shown(office, "mitteilung", code);
    assert_true(value_truth(value_find(values, "change.extended")));
    assert_string_equal(text_at(values, "voucher.redeem_by"), "01.09.2026");
    assert_string_equal(text_at(values, "voucher.complete_by"), "");
    assert_done(office, voucher_record(&office->env, &annul, &office->doc, &office->err));
    assert_null(form_of(office, "mitteilung", code, "", PRINT_BY_ANY));
    office_steer(office, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_true(value_truth(value_find(shown(office, "mitteilung", code), "change.withdrawn")));
}

static void
a_letter_about_a_begun_service_names_its_end(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SB-1", "schulden");
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const struct value *values;

    office_consent(office, "schulden", 1);
    (void)office_step(office, &device, code, STEP_ACCEPT);
    extend(office, code, day_from_civil(2026, 12, 1));
    values = shown(office, "mitteilung", code);
    assert_string_equal(text_at(values, "voucher.redeem_by"), "");
    assert_string_equal(text_at(values, "voucher.complete_by"), "01.12.2026");
}

static void
a_new_code_says_whether_the_provider_is_another(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SB-1", "schulden");
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_REISSUE,
                                .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                .until = DAY_NONE, .receipt = ""};
    const struct value *values;

    assert_done(office, voucher_record(&office->env, &step, &office->doc, &office->err));
    step.code = told(office, "voucher.code");
    values = shown(office, "mitteilung", step.code);
    assert_true(value_truth(value_find(values, "change.reissued")));
    assert_false(value_truth(value_find(values, "change.moved")));
    step.provider = "kredit";
    assert_done(office, voucher_record(&office->env, &step, &office->doc, &office->err));
    values = shown(office, "mitteilung", told(office, "voucher.code"));
    assert_true(value_truth(value_find(values, "change.moved")));
}

static void
a_consent_offers_what_is_agreed_and_ticks_nothing(void **state)
{
    struct office *office = *state;
    const struct value *values = form_of(office, "einwilligung", "F-1", "sucht", PRINT_BY_ANY);

    assert_true(value_truth(value_get(values, "level_1")));
    assert_false(value_truth(value_get(values, "level_2")));
    assert_false(value_truth(value_get(values, "free_choice")));
    assert_int_equal(value_len(value_get(values, "providers")), 1);
    values = shown(office, "einwilligung", office_voucher(office, "SB-1", ""));
    assert_true(value_truth(value_get(values, "free_choice")));
    assert_int_equal(value_len(value_get(values, "providers")), 2);
    assert_true(value_truth(value_get(values, "level_3")));
    assert_null(form_of(office, "einwilligung", "F-1", "", PRINT_BY_ANY));
    assert_int_equal(office->err.reason, REASON_INVALID);
    assert_string_equal(office->err.field, "provider");
}

static void
a_withdrawal_lists_each_provider_once(void **state)
{
    struct office *office = *state;
    const struct value *values;

    assert_null(form_of(office, "widerruf", "F-1", "", PRINT_BY_ANY));
    office_consent(office, "schulden", 1);
    office_consent(office, "sucht", 1);
    office_pass(office, DAY_MS);
    office_consent(office, "schulden", 2);
    values = shown(office, "widerruf", "F-1");
    assert_int_equal(value_len(value_get(values, "providers")), 2);
    assert_true(value_truth(value_get(values, "several")));
    values = form_of(office, "widerruf", "F-1", "sucht", PRINT_BY_ANY);
    assert_int_equal(value_len(value_get(values, "providers")), 1);
    assert_false(value_truth(value_get(values, "several")));
}

static void
the_sheet_for_the_talk_has_what_is_open(void **state)
{
    struct office *office = *state;
    const char *first = office_voucher(office, "SB-1", "schulden");
    const struct value *values, *item;

    (void)office_voucher(office, "KB-1", "kita");
    values = shown(office, "gespraechsblatt", "F-1");
    assert_int_equal(value_len(value_get(values, "vouchers")), 2);
    item = item_of(values, "vouchers", 1);
    assert_string_equal(text_at(item, "letter"), "B");
    assert_non_null(strstr(text_at(item, "ask"), "Rücklaufabschnitt erbitten (freiwillig)"));
    assert_null(strstr(text_at(item_of(values, "vouchers", 0), "ask"), "Rücklaufabschnitt"));
    office_steer(office, first, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    values = shown(office, "gespraechsblatt", "F-1");
    assert_int_equal(value_len(value_get(values, "vouchers")), 1);
    assert_true(value_truth(value_get(values, "open")));
}

static void
a_free_choice_lists_what_there_is_of_each_provider(void **state)
{
    struct office *office = *state;
    const struct value *station =
        item_of(shown(office, "gutschein", office_voucher(office, "SB-1", "")), "stations", 0);
    const struct value *choice = item_of(station, "choices", 0);

    assert_true(value_truth(value_get(station, "free_choice")));
    assert_int_equal(value_len(value_get(station, "choices")), 2);
    assert_string_equal(text_at(choice, "where"), ", Weg 1, Moorstadt, Telefon 0221 4710-1");
}

static void
whoever_is_protected_since_gets_no_paper_with_a_code_of_their_own(void **state)
{
    struct office *office = *state;
    struct case_file client = {.number = "F-1", .given_name = "Ayşe", .family_name = "Müller",
                               .birth_date = day_from_civil(1980, 2, 29), .language = "tr",
                               .caseworker = "keller", .team = "T1", .branch = "",
                               .is_protected = true};

    (void)office_voucher(office, "KB-1", "kita");
    assert_true(value_truth(value_find(shown(office, "laufzettel", "2026-000001"),
                                       "client_code.payload")));
    assert_done(office, store_write(office->env.store, put_in_write, &client, &office->err));
    assert_false(value_truth(value_find(shown(office, "laufzettel", "2026-000001"),
                                        "client_code.payload")));
    assert_done(office, slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_int_equal(value_kind(value_find(office->doc, "slip.client_code")), VALUE_NULL);
    assert_done(office, slip_reissue(&office->env, "2026-000001", 0, &office->doc, &office->err));
    assert_int_equal(value_kind(value_find(office->doc, "slip.client_code")), VALUE_NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_page_prints_the_subject_it_entered_and_no_other),
        OFFICE_TEST(who_sees_letters_prints_what_tells_no_more),
        OFFICE_TEST(a_feedback_form_asks_as_far_as_the_level_goes),
        OFFICE_TEST(a_letter_tells_the_last_change_that_still_holds),
        OFFICE_TEST(a_letter_about_a_begun_service_names_its_end),
        OFFICE_TEST(a_new_code_says_whether_the_provider_is_another),
        OFFICE_TEST(a_consent_offers_what_is_agreed_and_ticks_nothing),
        OFFICE_TEST(a_withdrawal_lists_each_provider_once),
        OFFICE_TEST(the_sheet_for_the_talk_has_what_is_open),
        OFFICE_TEST(a_free_choice_lists_what_there_is_of_each_provider),
        OFFICE_TEST(whoever_is_protected_since_gets_no_paper_with_a_code_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
