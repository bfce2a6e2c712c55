/*
 * colleagues_test.c - people and branches kept by the administration, and the auditor's record.
 */
#include "audit.h"
#include "colleagues.h"
#include "office.h"

static void
join(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = {.role = role, .name = name, .team = team, .display_name = "",
                        .branch = "", .phone = ""};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

static void
act_as(struct office *office, const char *name)
{
    assert_done(office, env_act_as(&office->env, name, &office->err));
}

/* What the page shows of NAME, changed to another role and team. */
static struct colleague_change
change_of(struct office *office, const char *name, const char *role, const char *team)
{
    assert_done(office, colleagues_show(&office->env, name, &office->doc, &office->err));
    return (struct colleague_change){.name = name, .display_name = "Frau Neu", .role = role,
                                     .team = team, .branch = "", .phone = "0221 4710-9",
                                     .revision = told(office, "user.revision")};
}

static void
what_somebody_else_changed_meanwhile_is_not_overwritten(void **state)
{
    struct office *office = *state;
    struct colleague_change first, second;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    first = change_of(office, "keller", "caseworker", "T2");
    second = change_of(office, "keller", "assistant", "T3");
    assert_done(office, colleagues_change(&office->env, &first, &office->err));
    assert_refused(office, REASON_CONFLICT,
                   colleagues_change(&office->env, &second, &office->err));
    assert_done(office, colleagues_show(&office->env, "keller", &office->doc, &office->err));
    assert_string_equal(told(office, "user.team"), "T2");
    second.revision = told(office, "user.revision");
    assert_done(office, colleagues_change(&office->env, &second, &office->err));
}

static void
the_last_administrator_stays_one(void **state)
{
    struct office *office = *state;
    struct colleague_change change;

    join(office, ROLE_ADMIN, "admin", "");
    change = change_of(office, "admin", "caseworker", "");
    assert_refused(office, REASON_CONFLICT,
                   colleagues_change(&office->env, &change, &office->err));
    assert_refused(office, REASON_CONFLICT,
                   people_disable(&office->env, "admin", &office->doc, &office->err));
    join(office, ROLE_ADMIN, "zweite", "");
    assert_done(office, people_disable(&office->env, "zweite", &office->doc, &office->err));
    assert_refused(office, REASON_CONFLICT,
                   colleagues_change(&office->env, &change, &office->err));
    assert_done(office, people_setup(&office->env, "zweite", &office->doc, &office->err));
    assert_done(office, colleagues_change(&office->env, &change, &office->err));
}

static void
a_lead_sees_the_own_team_and_nobody_else(void **state)
{
    struct office *office = *state;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    join(office, ROLE_CASEWORKER, "fremd", "T2");
    join(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    act_as(office, "lorenz");
    assert_done(office, colleagues_list(&office->env, &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "users")), 2);
    assert_refused(office, REASON_NOT_FOUND,
                   colleagues_show(&office->env, "fremd", &office->doc, &office->err));
    assert_done(office, colleagues_show(&office->env, "keller", &office->doc, &office->err));
}

static bool
import_branches(struct office *office, const char *file)
{
    struct import_request request = {.kind = "branches", .profile = "", .bytes = file,
                                     .len = strlen(file)};

    return import_csv(&office->env, &request, &office->doc, &office->err);
}

static void
a_name_is_no_longer_than_its_box_on_paper(void **state)
{
    struct office *office = *state;
    struct user user = {.role = ROLE_CASEWORKER, .name = "lang", .team = "", .branch = "",
                        .phone = ""};
    static const char head[] = "branch;name;street;postcode;city;phone;hours\n"
                               "mitte;";
    static const char tail[] = ";Weg 1;43101;Moorstadt;0221 4710-1;Mo 9-12\n";
    char name[COLLEAGUES_TEXT_MAX + 2], file[sizeof head + sizeof name + sizeof tail];

    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    user.display_name = name;
    assert_refused(office, REASON_INVALID,
                   upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    assert_string_equal(office->err.field, "display_name");
    snprintf(file, sizeof file, "%s%s%s", head, name, tail);
    assert_refused(office, REASON_INVALID, import_branches(office, file));
    assert_string_equal(office->err.field, "name");
    name[COLLEAGUES_TEXT_MAX] = '\0';
    snprintf(file, sizeof file, "%s%s%s", head, name, tail);
    assert_done(office, import_branches(office, file));
    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

static void
a_branch_changes_and_a_stale_page_does_not_change_it(void **state)
{
    static const char file[] = "branch;name;street;postcode;city;phone;hours\n"
                               "mitte;Mitte;Weg 1;43101;Moorstadt;0221 4710-1;Mo 9-12\n";
    struct office *office = *state;
    struct branch_change change = {.key = "mitte", .name = "Mitte neu", .street = "Weg 2",
                                   .postcode = "", .city = "Moorstadt", .phone = "",
                                   .hours = ""};

    assert_done(office, import_branches(office, file));
    assert_done(office, branches_show(&office->env, "mitte", &office->doc, &office->err));
    change.revision = told(office, "branch.revision");
    assert_done(office, branches_change(&office->env, &change, &office->err));
    assert_refused(office, REASON_CONFLICT, branches_change(&office->env, &change, &office->err));
    assert_done(office, branches_show(&office->env, "mitte", &office->doc, &office->err));
    assert_string_equal(told(office, "branch.name"), "Mitte neu");
}

/* ---- the record ---- */

static size_t
recorded(struct office *office, const char *user, const char *kind, const char *case_ref)
{
    struct audit_request request = {.from = DAY_NONE, .until = DAY_NONE, .user = user,
                                    .kind = kind, .case_ref = case_ref};

    assert_done(office, audit_show(&office->env, &request, &office->doc, &office->err));
    return value_len(value_get(office->doc, "rows"));
}

static void
an_auditor_reads_ids_of_looks_and_changes(void **state)
{
    struct office *office = *state;
    const char *id;

    join(office, ROLE_CASEWORKER, "keller", "T1");
    join(office, ROLE_AUDITOR, "hartmann", "");
    act_as(office, "keller");
    (void)office_voucher(office, "SU-1", "sucht");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    act_as(office, "hartmann");
    assert_int_equal(recorded(office, "keller", "issue", ""), 1);
    assert_true(recorded(office, "keller", "show", "") > 0);
    assert_int_equal(recorded(office, "niemand", "", ""), 0);
    assert_true(recorded(office, "", "issue", "F-1") == 1);
    id = value_string(value_get(value_at(value_get(office->doc, "rows"), 0), "object_id"));
    assert_true(strlen(id) > 10);
    assert_null(strstr(office_json(office, office->doc), "F-1"));
    assert_null(strstr(office_json(office, office->doc), "Müller"));
    office_pass(office, 8 * DAY_MS);
    assert_int_equal(recorded(office, "keller", "", ""), 0);
}

static void
nobody_but_an_auditor_reads_the_record(void **state)
{
    struct office *office = *state;
    struct audit_request request = {.from = DAY_NONE, .until = DAY_NONE, .user = "", .kind = "",
                                    .case_ref = ""};

    join(office, ROLE_ADMIN, "admin", "");
    act_as(office, "admin");
    assert_refused(office, REASON_NOT_ALLOWED,
                   audit_show(&office->env, &request, &office->doc, &office->err));
}

static void
pages_of_the_record_meet_and_hold_each_row_once(void **state)
{
    struct office *office = *state;
    struct audit_request request = {.from = DAY_NONE, .until = DAY_NONE, .user = "", .kind = "",
                                    .case_ref = ""};
    struct buf table = {0};
    size_t rows = 0, lines = 0;

    for (int i = 0; i < AUDIT_PAGE + 20; i++) {
        assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    }
    do {
        assert_done(office, audit_show(&office->env, &request, &office->doc, &office->err));
        rows += value_len(value_get(office->doc, "rows"));
        request.before = strtoll(told(office, "next"), NULL, 10);
    } while (request.before != 0);
    assert_done(office, audit_table(&office->env, &request, &table, &office->err));
    for (const char *at = buf_text(&table); (at = strchr(at, '\n')) != NULL; at++) {
        lines++;
    }
    assert_int_equal(lines, rows + 1);
    assert_true(rows >= AUDIT_PAGE + 20);
    buf_finish(&table);
    request.from = day_from_civil(2025, 1, 1);
    assert_refused(office, REASON_INVALID,
                   audit_show(&office->env, &request, &office->doc, &office->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(what_somebody_else_changed_meanwhile_is_not_overwritten),
        OFFICE_TEST(the_last_administrator_stays_one),
        OFFICE_TEST(a_lead_sees_the_own_team_and_nobody_else),
        OFFICE_TEST(a_name_is_no_longer_than_its_box_on_paper),
        OFFICE_TEST(a_branch_changes_and_a_stale_page_does_not_change_it),
        OFFICE_TEST(an_auditor_reads_ids_of_looks_and_changes),
        OFFICE_TEST(nobody_but_an_auditor_reads_the_record),
        OFFICE_TEST(pages_of_the_record_meet_and_hold_each_row_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
