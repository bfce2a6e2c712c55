/*
 * case_data_test.c - a client's master data in the office: added, changed by two, protected.
 */
#include "case_data.h"
#include "office.h"

static struct case_data
somebody(const char *number)
{
    return (struct case_data){.number = number, .given_name = "Łukasz", .family_name = "Żółć",
                              .birth_date = day_from_civil(1990, 2, 28), .language = "de",
                              .caseworker = "keller", .branch = "", .phone = "0221 4710-5",
                              .street = "Weg 7", .postcode = "26999", .city = "Moorstadt"};
}

static bool
add(struct office *office, const struct case_data *data)
{
    return case_data_add(&office->env, data, &office->doc, &office->err);
}

static bool
change(struct office *office, const struct case_data *data)
{
    return case_data_change(&office->env, data, &office->doc, &office->err);
}

/* What the form of case NUMBER shows, as it would be sent back. */
static struct case_data
form_of(struct office *office, const char *number)
{
    assert_done(office, case_data_show(&office->env, number, &office->doc, &office->err));
    return (struct case_data){
        .number = number,
        .given_name = told(office, "case.given_name"),
        .family_name = told(office, "case.family_name"),
        .birth_date = day_from_civil(1990, 2, 28),
        .language = told(office, "case.language"),
        .caseworker = told(office, "case.caseworker"),
        .branch = told(office, "case.branch"),
        .is_protected = value_truth(value_find(office->doc, "case.protected")),
        .phone = told(office, "case.phone"),
        .street = told(office, "case.street"),
        .postcode = told(office, "case.postcode"),
        .city = told(office, "case.city"),
        .version = value_number(value_find(office->doc, "case.version")),
    };
}

static int
with_caseworker(void **state)
{
    (void)office_setup(state);
    office_act_as(*state, ROLE_CASEWORKER, "keller", "T1");
    return 0;
}
#define DATA_TEST(name) cmocka_unit_test_setup_teardown(name, with_caseworker, office_teardown)

static void
a_new_case_is_found_by_its_name_and_belongs_to_who_added_it(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9");

    assert_done(office, add(office, &data));
    assert_done(office, case_search(&office->env, "zolc luk", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "search.cases")), 1);
    assert_done(office, case_show(&office->env, "F-9", &office->doc, &office->err));
    assert_string_equal(told(office, "case.caseworker"), "keller");
    assert_string_equal(told(office, "case.team"), "T1");
    assert_string_equal(told(office, "case.street"), "Weg 7");
}

static void
a_number_that_is_taken_changes_nothing(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-1");

    assert_refused(office, REASON_CONFLICT, add(office, &data));
    assert_string_equal(office->err.field, "case_number");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_string_equal(told(office, "case.given_name"), "Ayşe");
}

static void
the_same_name_and_birthday_is_warned_of_not_forbidden(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9"), twin = somebody("F-10"), other = somebody("F-11");

    assert_done(office, add(office, &data));
    twin.given_name = "LUKASZ";
    assert_refused(office, REASON_CONFLICT, add(office, &twin));
    assert_string_equal(office->err.field, "again");
    twin.again = true;
    assert_done(office, add(office, &twin));
    other.birth_date += 1;
    assert_done(office, add(office, &other));
}

/* A number of somebody else's must not be a way to learn of their clients. */
static void
a_namesake_that_is_not_for_ones_eyes_is_not_told(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9"), twin = somebody("F-10");

    assert_done(office, add(office, &data));
    office_act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    twin.caseworker = "fremd";
    assert_done(office, add(office, &twin));
}

static void
bad_data_names_its_field_and_is_not_kept(void **state)
{
    struct office *office = *state;
    char long_name[CASE_NAME_MAX + 2];
    struct {
        const char *field;
        struct case_data data;
    } rows[] = {
        {"case_number", somebody("")},       {"case_number", somebody("F 9")},
        {"case_number", somebody("F-9'--")}, {"family_name", somebody("F-9")},
        {"family_name", somebody("F-9")},    {"birth_date", somebody("F-9")},
        {"birth_date", somebody("F-9")},     {"language", somebody("F-9")},
        {"caseworker", somebody("F-9")},     {"caseworker", somebody("F-9")},
        {"branch", somebody("F-9")},         {"case_number", somebody("..")},
        {"case_number", somebody("/")},
    };

    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    rows[3].data.family_name = "";
    rows[4].data.family_name = long_name;
    rows[5].data.birth_date = DAY_NONE;
    rows[6].data.birth_date = day_from_civil(2026, 5, 5);
    rows[7].data.language = "../../etc";
    rows[8].data.caseworker = "niemand";
    rows[9].data.caseworker = "";
    rows[10].data.branch = "mond";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_refused(office, REASON_INVALID, add(office, &rows[i].data));
        assert_string_equal(office->err.field, rows[i].field);
    }
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-9", &office->doc, &office->err));
    long_name[CASE_NAME_MAX] = '\0';
    rows[4].data.family_name = long_name;
    assert_done(office, add(office, &rows[4].data));
}

static void
hostile_names_are_kept_as_they_are(void **state)
{
    static const char *const names[] = {"<script>alert(1)</script>", "Robert'); DROP TABLE event;",
                                        "{{7*7}}", "%s%n", "=HYPERLINK(1)", "O'Neil"};
    struct office *office = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct case_data data = somebody(arena_printf(&office->arena, "H-%zu", i));

        data.family_name = names[i];
        assert_done(office, add(office, &data));
        assert_done(office, case_show(&office->env, data.number, &office->doc, &office->err));
        assert_string_equal(told(office, "case.family_name"), names[i]);
    }
}

static void
the_second_of_two_editors_overwrites_nothing(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9"), first, second;

    assert_done(office, add(office, &data));
    first = form_of(office, "F-9");
    second = form_of(office, "F-9");
    first.street = "Allee 1";
    second.city = "Lindhafen";
    assert_done(office, change(office, &first));
    assert_refused(office, REASON_CONFLICT, change(office, &second));
    assert_string_equal(office->err.field, "");
    second = form_of(office, "F-9");
    assert_string_equal(second.street, "Allee 1");
    assert_string_equal(second.city, "Moorstadt");
    second.city = "Lindhafen";
    assert_done(office, change(office, &second));
    assert_string_equal(form_of(office, "F-9").street, "Allee 1");
    assert_string_equal(form_of(office, "F-9").city, "Lindhafen");
}

static void
a_protected_client_keeps_neither_phone_nor_address(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9");

    assert_done(office, add(office, &data));
    data = form_of(office, "F-9");
    data.is_protected = true;
    assert_done(office, change(office, &data));
    data = form_of(office, "F-9");
    assert_true(data.is_protected);
    assert_string_equal(data.phone, "");
    assert_string_equal(data.street, "");
    assert_string_equal(data.postcode, "");
    assert_string_equal(data.city, "");
}

/* The list may be older than the mark, or come from a program that knows none. */
static void
a_list_does_not_take_the_protection_off(void **state)
{
    static const char file[] =
        "case_number;given_name;family_name;birth_date;language;caseworker;team;branch;"
        "protected;street\nF-9;Jo;Neumann;1990-02-28;de;keller;T1;;nein;Weg 7\n";
    struct office *office = *state;
    struct import_request request = {.kind = "cases", .profile = "", .bytes = file,
                                     .len = strlen(file)};
    struct case_data data = somebody("F-9");

    data.is_protected = true;
    assert_done(office, add(office, &data));
    assert_done(office, import_csv(&office->env, &request, &office->doc, &office->err));
    data = form_of(office, "F-9");
    assert_string_equal(data.family_name, "Neumann");
    assert_true(data.is_protected);
    assert_string_equal(data.street, "");
    data.is_protected = false;
    assert_done(office, change(office, &data));
    assert_done(office, import_csv(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(form_of(office, "F-9").street, "Weg 7");
}

static void
a_renamed_client_is_found_by_the_new_name_alone(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9");

    assert_done(office, add(office, &data));
    data = form_of(office, "F-9");
    data.family_name = "Brandt";
    assert_done(office, change(office, &data));
    assert_done(office, case_search(&office->env, "brandt", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "search.cases")), 1);
    assert_done(office, case_search(&office->env, "zolc", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "search.cases")), 0);
}

static void
a_case_goes_with_its_team_to_who_takes_it(void **state)
{
    struct office *office = *state;
    struct user other = {.role = ROLE_CASEWORKER, .name = "novak", .team = "T2",
                         .display_name = "", .branch = "", .phone = ""};
    struct case_data data = somebody("F-9");

    office->env.user = (struct user){0};
    assert_done(office, upkeep_user_add(&office->env, &other, &office->doc, &office->err));
    assert_done(office, env_act_as(&office->env, "keller", &office->err));
    assert_done(office, add(office, &data));
    data = form_of(office, "F-9");
    data.caseworker = "novak";
    assert_done(office, change(office, &data));
    assert_false(value_truth(value_find(office->doc, "case.visible")));
    assert_done(office, env_act_as(&office->env, "novak", &office->err));
    assert_done(office, case_show(&office->env, "F-9", &office->doc, &office->err));
    assert_string_equal(told(office, "case.team"), "T2");
}

static void
who_sees_letters_only_changes_nothing(void **state)
{
    struct office *office = *state;
    struct case_data data = somebody("F-9");

    assert_done(office, add(office, &data));
    data = form_of(office, "F-9");
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_refused(office, REASON_NOT_FOUND, change(office, &data));
    assert_refused(office, REASON_NOT_FOUND,
                   case_data_show(&office->env, "F-9", &office->doc, &office->err));
    assert_done(office, case_show(&office->env, "F-9", &office->doc, &office->err));
    assert_string_equal(told(office, "case.street"), "");
    assert_string_equal(told(office, "case.phone"), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        DATA_TEST(a_new_case_is_found_by_its_name_and_belongs_to_who_added_it),
        DATA_TEST(a_number_that_is_taken_changes_nothing),
        DATA_TEST(the_same_name_and_birthday_is_warned_of_not_forbidden),
        DATA_TEST(a_namesake_that_is_not_for_ones_eyes_is_not_told),
        DATA_TEST(bad_data_names_its_field_and_is_not_kept),
        DATA_TEST(hostile_names_are_kept_as_they_are),
        DATA_TEST(the_second_of_two_editors_overwrites_nothing),
        DATA_TEST(a_protected_client_keeps_neither_phone_nor_address),
        DATA_TEST(a_list_does_not_take_the_protection_off),
        DATA_TEST(a_renamed_client_is_found_by_the_new_name_alone),
        DATA_TEST(a_case_goes_with_its_team_to_who_takes_it),
        DATA_TEST(who_sees_letters_only_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
