/*
 * teams_test.c - teams: seen by whom, renamed and merged in one write, refused when somebody else
 * was faster.
 */
#include "colleagues.h"
#include "office.h"

static void
join(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = {.role = role, .name = name, .team = team, .display_name = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

/* What a query of one number says. */
static int
number(struct office *office, const char *query)
{
    char command[700], line[32] = "";
    FILE *shell;

    snprintf(command, sizeof command, "sqlite3 '%s/laufzettel.db' \"SELECT %s\"", office->dir,
             query);
    shell = popen(command, "r");
    assert_non_null(shell);
    assert_non_null(fgets(line, sizeof line, shell));
    assert_int_equal(pclose(shell), 0);
    return atoi(line);
}

static void
import(struct office *office, const char *kind, const char *file)
{
    struct import_request request = {.kind = kind, .profile = "", .bytes = file,
                                     .len = strlen(file)};

    assert_done(office, import_csv(&office->env, &request, &office->doc, &office->err));
}

/* Two teams with a lead, cases, plan figures and counters. */
static void
fill(struct office *office)
{
    join(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    join(office, ROLE_CASEWORKER, "keller", "T1");
    join(office, ROLE_CASEWORKER, "fremd", "T2");
    join(office, ROLE_ADMIN, "admin", "");
    import(office, "cases",
           "case_number;given_name;family_name;birth_date;language;caseworker;team;branch;"
           "protected\nF-2;Jo;Test;1990-01-01;de;fremd;T2;;nein\n");
    import(office, "targets",
           "service;branch;team;year;month;count\nKB-1;;T1;2026;;10\nKB-1;;T2;2026;;5\n"
           "SB-1;;T1;2026;;7\n");
    (void)number(office, "1; INSERT INTO tally (month, branch, team, type, service, state, outcome, "
                         "goal, amount, accepted, wait_days, attended, referred) VALUES "
                         "('2026-01','','T1','A','KB-1','ended','E1','yes',2,2,8,1,1),"
                         "('2026-01','','T2','A','KB-1','ended','E1','yes',3,1,4,1,2)");
}

static const struct value *
team_at(struct office *office, size_t index)
{
    assert_done(office, teams_list(&office->env, &office->doc, &office->err));
    return value_at(value_get(office->doc, "teams"), index);
}

static const char *
revision_of(struct office *office, const char *name)
{
    assert_done(office, teams_show(&office->env, name, &office->doc, &office->err));
    return told(office, "team.revision");
}

static void
the_administration_sees_all_teams_and_a_lead_the_own(void **state)
{
    struct office *office = *state;
    const struct value *team;

    fill(office);
    team = team_at(office, 0);
    assert_string_equal(value_string(value_get(team, "team")), "T1");
    assert_int_equal(value_number(value_get(team, "people")), 2);
    assert_int_equal(value_number(value_get(team, "cases")), 1);
    assert_non_null(team_at(office, 1));
    assert_done(office, env_act_as(&office->env, "lorenz", &office->err));
    (void)team_at(office, 0);
    assert_int_equal(value_len(value_get(office->doc, "teams")), 1);
    assert_refused(office, REASON_NOT_FOUND,
                   teams_show(&office->env, "T2", &office->doc, &office->err));
}

static void
a_new_name_reaches_people_cases_plans_and_counters_at_once(void **state)
{
    struct office *office = *state;
    struct team_change change = {.name = "T1", .new_name = "Team Nord"};

    fill(office);
    change.revision = revision_of(office, "T1");
    assert_done(office, teams_change(&office->env, &change, &office->doc, &office->err));
    assert_int_equal(number(office, "count(*) FROM office_user WHERE team = 'Team Nord'"), 2);
    assert_int_equal(number(office, "count(*) FROM case_file WHERE team = 'Team Nord'"), 1);
    assert_int_equal(number(office, "sum(amount) FROM target WHERE team = 'Team Nord'"), 17);
    assert_int_equal(number(office, "amount FROM tally WHERE team = 'Team Nord'"), 2);
    assert_int_equal(number(office, "referred FROM tally WHERE team = 'Team Nord'"), 1);
    assert_int_equal(number(office, "(SELECT count(*) FROM target WHERE team = 'T1') + "
                                    "(SELECT count(*) FROM tally WHERE team = 'T1')"), 0);
    assert_int_equal(number(office, "count(*) FROM access_log WHERE purpose = 'team_change'"), 2);
    assert_int_equal(number(office, "count(*) FROM access_log WHERE purpose = 'team_rename'"), 1);
    /* Whoever had the case open is told that it changed. */
    assert_int_equal(number(office, "version FROM case_file WHERE case_number = 'F-1'"), 2);
    assert_done(office, env_act_as(&office->env, "keller", &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
}

static void
a_name_in_use_is_taken_only_to_merge(void **state)
{
    struct office *office = *state;
    struct team_change change = {.name = "T1", .new_name = "T2"};

    fill(office);
    change.revision = revision_of(office, "T1");
    assert_refused(office, REASON_CONFLICT,
                   teams_change(&office->env, &change, &office->doc, &office->err));
    assert_string_equal(office->err.field, "new_name");
    assert_int_equal(number(office, "count(*) FROM office_user WHERE team = 'T1'"), 2);
    change.merge = true;
    assert_done(office, teams_change(&office->env, &change, &office->doc, &office->err));
    assert_true(value_truth(value_find(office->doc, "team.merged")));
    assert_int_equal(number(office, "count(*) FROM office_user WHERE team = 'T2'"), 3);
    assert_int_equal(number(office, "count(*) FROM case_file WHERE team = 'T2'"), 2);
    assert_int_equal(number(office, "amount FROM target WHERE team = 'T2' AND service = 'KB-1'"),
                     15);
    assert_int_equal(number(office, "amount FROM target WHERE team = 'T2' AND service = 'SB-1'"),
                     7);
    assert_int_equal(number(office, "amount * 100 + wait_days FROM tally WHERE team = 'T2'"), 512);
    assert_int_equal(number(office, "referred FROM tally WHERE team = 'T2'"), 3);
    assert_int_equal(number(office, "count(*) FROM access_log WHERE purpose = 'team_merge'"), 1);
    assert_int_equal(value_len(value_get(team_at(office, 0), "members")), 3);
}

static void
who_came_meanwhile_is_seen_before_a_team_is_renamed(void **state)
{
    struct office *office = *state;
    struct team_change change = {.name = "T1", .new_name = "Nord"};

    fill(office);
    change.revision = revision_of(office, "T1");
    join(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_refused(office, REASON_CONFLICT,
                   teams_change(&office->env, &change, &office->doc, &office->err));
    assert_string_equal(office->err.field, "");
    assert_int_equal(number(office, "count(*) FROM office_user WHERE team = 'Nord'"), 0);
    change.revision = revision_of(office, "T1");
    assert_done(office, teams_change(&office->env, &change, &office->doc, &office->err));
}

static void
a_team_that_is_none_and_a_name_that_is_none_are_refused(void **state)
{
    static const char *const lost[] = {"..", "100%", "a~b"}; /* on the way to their own page */
    struct office *office = *state;
    struct team_change none = {.name = "T8", .new_name = "Nord"};
    struct team_change same = {.name = "T1", .new_name = "T1"};
    struct team_change empty = {.name = "T1", .new_name = ""};
    struct team_change wide = {.name = "T1",
                               .new_name = "12345678901234567890123456789012345678901"};

    fill(office);
    assert_refused(office, REASON_NOT_FOUND,
                   teams_change(&office->env, &none, &office->doc, &office->err));
    assert_refused(office, REASON_INVALID,
                   teams_change(&office->env, &same, &office->doc, &office->err));
    assert_refused(office, REASON_INVALID,
                   teams_change(&office->env, &empty, &office->doc, &office->err));
    assert_refused(office, REASON_INVALID,
                   teams_change(&office->env, &wide, &office->doc, &office->err));
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        struct team_change change = {.name = "T1", .new_name = lost[i]};

        assert_refused(office, REASON_INVALID,
                       teams_change(&office->env, &change, &office->doc, &office->err));
        assert_string_equal(office->err.field, "new_name");
    }
    assert_int_equal(number(office, "count(*) FROM access_log WHERE object = 'team'"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(the_administration_sees_all_teams_and_a_lead_the_own),
        OFFICE_TEST(a_new_name_reaches_people_cases_plans_and_counters_at_once),
        OFFICE_TEST(a_name_in_use_is_taken_only_to_merge),
        OFFICE_TEST(who_came_meanwhile_is_seen_before_a_team_is_renamed),
        OFFICE_TEST(a_team_that_is_none_and_a_name_that_is_none_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
