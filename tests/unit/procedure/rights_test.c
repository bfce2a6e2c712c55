/*
 * rights_test.c - whose case file it is, what others see of it, and the record of who looked.
 */
#include "office.h"

static struct user
user_of(enum role role, const char *name, const char *team)
{
    return (struct user){.id = 1, .role = role, .name = name, .team = team};
}

static void
each_role_sees_as_much_as_its_work_needs(void **state)
{
    static const struct case_file client = {.caseworker = "keller", .team = "T1"};
    static const struct case_file without_team = {.caseworker = "keller", .team = ""};
    static const struct {
        enum role role;
        enum case_sight own_team, other_team;
    } rows[] = {
        {ROLE_ASSISTANT, CASE_LETTERS, CASE_HIDDEN},
        {ROLE_CASEWORKER, CASE_LETTERS, CASE_HIDDEN},
        {ROLE_TEAM_LEAD, CASE_WHOLE, CASE_HIDDEN},
        {ROLE_COORDINATOR, CASE_HIDDEN, CASE_HIDDEN},
        {ROLE_CONTROLLING, CASE_HIDDEN, CASE_HIDDEN},
        {ROLE_MANAGEMENT, CASE_HIDDEN, CASE_HIDDEN},
        {ROLE_AUDITOR, CASE_HIDDEN, CASE_HIDDEN},
        {ROLE_ADMIN, CASE_HIDDEN, CASE_HIDDEN},
        {ROLE_NONE, CASE_HIDDEN, CASE_HIDDEN},
    };
    struct user own = user_of(ROLE_CASEWORKER, "keller", "T2");
    struct user namesake = user_of(ROLE_ADMIN, "keller", "T1");
    struct user teamless = user_of(ROLE_TEAM_LEAD, "lorenz", "");
    struct user command_line = {.id = 0};
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct user near = user_of(rows[i].role, "x", "T1");
        struct user far = user_of(rows[i].role, "x", "T2");

        assert_int_equal(case_sight(&near, &client), rows[i].own_team);
        assert_int_equal(case_sight(&far, &client), rows[i].other_team);
    }
    assert_int_equal(case_sight(&own, &client), CASE_WHOLE);
    assert_int_equal(case_sight(&namesake, &client), CASE_HIDDEN);
    assert_int_equal(case_sight(&teamless, &without_team), CASE_HIDDEN);
    assert_int_equal(case_sight(&command_line, &client), CASE_WHOLE);
}

/* Act as a user of ROLE from now on. */
static void
act_as(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = user_of(role, name, team);

    user.display_name = user.branch = user.phone = "";
    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    assert_done(office, env_act_as(&office->env, name, &office->err));
}

static int64_t
logged(struct office *office, const char *purpose)
{
    char command[800], line[32] = "";
    FILE *shell;

    snprintf(command, sizeof command,
             "sqlite3 '%s/laufzettel.db' \"SELECT count(*) FROM access_log WHERE purpose = '%s'\"",
             office->dir, purpose);
    shell = popen(command, "r");
    assert_non_null(shell);
    assert_non_null(fgets(line, sizeof line, shell));
    assert_int_equal(pclose(shell), 0);
    return strtoll(line, NULL, 10);
}

static const char *
sentence(struct office *office)
{
    struct buf text = {0};
    const char *copy;

    err_sentence(&office->err, NULL, &text);
    copy = arena_strdup(&office->arena, buf_text(&text));
    buf_finish(&text);
    return copy;
}

static void
a_case_of_another_team_answers_as_if_it_did_not_exist(void **state)
{
    struct office *office = *state;
    const char *hidden;
    char field[ERR_FIELD_MAX];

    act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-1", &office->doc, &office->err));
    hidden = sentence(office);
    strcpy(field, office->err.field);
    assert_int_equal(logged(office, "refused"), 1);
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-2", &office->doc, &office->err));
    assert_string_equal(field, office->err.field);
    assert_string_equal(hidden, "Den Fall F-1 gibt es nicht.");
    assert_string_equal(sentence(office), "Den Fall F-2 gibt es nicht.");
    assert_int_equal(logged(office, "refused"), 1);
}

static void
so_does_its_slip(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "SU-1", "sucht");
    act_as(office, ROLE_TEAM_LEAD, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_string_equal(sentence(office), "Den Laufzettel 2026-000001 gibt es nicht.");
    assert_refused(office, REASON_NOT_FOUND,
                   slip_show(&office->env, "2026-000002", &office->doc, &office->err));
    assert_string_equal(sentence(office), "Den Laufzettel 2026-000002 gibt es nicht.");
}

static void
an_assistant_reads_letters_only(void **state)
{
    struct office *office = *state;
    const struct value *voucher;

    (void)office_voucher(office, "SU-1", "sucht");
    office_consent(office, "sucht", 1);
    act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_get(office->doc, "whole")));
    voucher = value_at(value_get(value_at(value_find(office->doc, "case.slips"), 0), "vouchers"),
                       0);
    assert_string_equal(value_string(value_get(voucher, "type")), "D");
    assert_null(strstr(office_json(office, office->doc), "SU-1"));
    assert_null(strstr(office_json(office, office->doc), "sucht"));
    assert_null(strstr(office_json(office, office->doc), "Beratung"));
    assert_refused(office, REASON_NOT_FOUND,
                   case_enter(&office->env, "F-1", CASE_WHOLE, NULL, &office->err));
}

static void
each_look_at_a_case_of_type_d_is_on_record(void **state)
{
    struct office *office = *state;

    act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_true(value_truth(value_get(office->doc, "whole")));
    assert_int_equal(logged(office, "show"), 2);
    assert_done(office, case_enter(&office->env, "F-1", CASE_WHOLE, NULL, &office->err));
    assert_int_equal(logged(office, "change"), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_sees_as_much_as_its_work_needs),
        OFFICE_TEST(a_case_of_another_team_answers_as_if_it_did_not_exist),
        OFFICE_TEST(so_does_its_slip),
        OFFICE_TEST(an_assistant_reads_letters_only),
        OFFICE_TEST(each_look_at_a_case_of_type_d_is_on_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
