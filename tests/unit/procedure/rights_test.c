/*
 * rights_test.c - whose case file it is, what others see of it, and the record of who looked.
 */
#include "desk.h"
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
    struct user lead = user_of(ROLE_TEAM_LEAD, "keller", "T2");
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
    assert_int_equal(case_sight(&lead, &client), CASE_WHOLE);
    assert_int_equal(case_sight(&teamless, &without_team), CASE_HIDDEN);
    assert_int_equal(case_sight(&command_line, &client), CASE_WHOLE);
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

static void
a_case_of_another_team_answers_as_if_it_did_not_exist(void **state)
{
    struct office *office = *state;
    const char *hidden;
    char field[ERR_FIELD_MAX];

    office_act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-1", &office->doc, &office->err));
    hidden = office_sentence(office);
    strcpy(field, office->err.field);
    assert_int_equal(logged(office, "refused"), 1);
    assert_refused(office, REASON_NOT_FOUND,
                   case_show(&office->env, "F-2", &office->doc, &office->err));
    assert_string_equal(field, office->err.field);
    assert_string_equal(hidden, "Den Fall F-1 gibt es nicht.");
    assert_string_equal(office_sentence(office), "Den Fall F-2 gibt es nicht.");
    assert_int_equal(logged(office, "refused"), 1);
}

static void
so_does_its_slip(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "SU-1", "sucht");
    office_act_as(office, ROLE_TEAM_LEAD, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_string_equal(office_sentence(office), "Den Laufzettel 2026-000001 gibt es nicht.");
    assert_refused(office, REASON_NOT_FOUND,
                   slip_show(&office->env, "2026-000002", &office->doc, &office->err));
    assert_string_equal(office_sentence(office), "Den Laufzettel 2026-000002 gibt es nicht.");
}

static void
an_assistant_reads_letters_only(void **state)
{
    struct office *office = *state;
    const struct value *voucher;

    (void)office_voucher(office, "SU-1", "sucht");
    office_consent(office, "sucht", 1);
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
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
    assert_refused(office, REASON_NOT_FOUND,
                   case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
}

static void
an_assistant_reads_neither_why_nor_how_it_goes_on(void **state)
{
    struct office *office = *state;
    const char *code = office_voucher(office, "SU-1", "sucht"), *text;
    struct voucher_step step = {.code = code, .provider = "", .step = STEP_REVIEW,
                                .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                .until = DAY_NONE, .goal = GOAL_NO, .receipt = "",
                                .review = {.next = NEXT_OTHER, .open = BIT(CHECK_HELP_PLAN)}};

    office_consent(office, "sucht", 1);
    office_steer(office, code, STEP_WITHDRAW, CAUSE_CLIENT_REQUEST);
    assert_done(office, voucher_record(&office->env, &step, &office->doc, &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    text = office_json(office, office->doc);
    assert_non_null(strstr(text, "other_service"));
    assert_non_null(strstr(text, "client_request"));
    assert_non_null(strstr(text, "\"help_plan\""));
    assert_non_null(strstr(text, "unterschrieben"));
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    text = office_json(office, office->doc);
    assert_non_null(strstr(text, "\"review\""));
    assert_null(strstr(text, "other_service"));
    assert_null(strstr(text, next_step_label(NEXT_OTHER)));
    assert_null(strstr(text, "client_request"));
    assert_null(strstr(text, cause_label(CAUSE_CLIENT_REQUEST)));
    assert_null(strstr(text, "\"help_plan\""));
    assert_null(strstr(text, "unterschrieben"));
}

static void
each_look_at_a_case_of_type_d_is_on_record(void **state)
{
    struct office *office = *state;

    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_true(value_truth(value_get(office->doc, "whole")));
    assert_int_equal(logged(office, "show"), 2);
    assert_done(office, case_enter(&office->env, "F-1", CASE_WHOLE, NULL, &office->err));
    assert_int_equal(logged(office, "show"), 3); /* a form that was opened changed nothing */
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
    assert_int_equal(logged(office, "change"), 1);
}

/* ---- a team lead's reason ---- */

static void
a_lead_reads_a_case_of_type_d_for_a_reason_that_holds_an_hour(void **state)
{
    struct office *office = *state;
    const struct value *ignored;
    bool missing;
    int64_t looks;

    (void)office_voucher(office, "SU-1", "sucht");
    looks = logged(office, "show");
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_refused(office, REASON_NOT_ALLOWED,
                   case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_string_equal(office->err.field, CASE_REASON_FIELD);
    assert_refused(office, REASON_NOT_ALLOWED,
                   slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_int_equal(logged(office, "show"), looks);
    assert_done(office, case_reason_missing(&office->env, "2026-000001", true, &missing,
                                            &office->err));
    assert_true(missing);
    assert_refused(office, REASON_INVALID,
                   case_reason_give(&office->env, "F-1", false, "curiosity", &ignored,
                                    &office->err));
    assert_done(office, case_reason_give(&office->env, "F-1", false, "complaint", &ignored,
                                         &office->err));
    assert_int_equal(logged(office, "lead_complaint"), 1);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_done(office, slip_show(&office->env, "2026-000001", &office->doc, &office->err));
    assert_int_equal(logged(office, "show"), looks + 2);
    office_pass(office, HOUR_MS + MINUTE_MS);
    assert_refused(office, REASON_NOT_ALLOWED,
                   case_show(&office->env, "F-1", &office->doc, &office->err));
}

static void
the_reason_of_one_lead_opens_nothing_for_another(void **state)
{
    struct office *office = *state;
    const struct value *ignored;

    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_done(office, case_reason_give(&office->env, "F-1", false, "remedy", &ignored,
                                         &office->err));
    office_act_as(office, ROLE_TEAM_LEAD, "zweite", "T1");
    assert_refused(office, REASON_NOT_ALLOWED,
                   case_show(&office->env, "F-1", &office->doc, &office->err));
    office_act_as(office, ROLE_TEAM_LEAD, "fremd", "T2");
    assert_refused(office, REASON_NOT_FOUND,
                   case_reason_give(&office->env, "F-1", false, "remedy", &ignored,
                                    &office->err));
    assert_int_equal(logged(office, "lead_remedy"), 1);
    assert_int_equal(logged(office, "refused"), 1);
}

/* ---- deputies ---- */

static bool
stand_in(struct office *office, const char *user, const char *deputy, int32_t from, int32_t until)
{
    struct deputy_request request = {.user = user, .deputy = deputy, .from = from,
                                     .until = until};

    office->err = (struct err){0};
    return deputy_add(&office->env, &request, &office->doc, &office->err);
}

static int32_t
today(const struct office *office)
{
    return clock_today(&office->env.clock);
}

static void
a_right_that_ends_between_entry_and_write_changes_nothing(void **state)
{
    struct office *office = *state;
    struct need_request need = {.case_number = "F-1", .type = "A", .priority = 2,
                                .agreed_on = today(office) - 1, .plan_ref = "", .aim = ""};
    struct env slow;
    int64_t id;

    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_true(stand_in(office, "keller", "yildiz", today(office), today(office)));
    id = strtoll(told(office, "deputy.id"), NULL, 10);
    assert_done(office, env_act_as(&office->env, "yildiz", &office->err));
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
    slow = office->env;
    assert_done(office, env_act_as(&office->env, "keller", &office->err));
    assert_done(office, deputy_end(&office->env, "keller", id, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   need_add(&slow, &need, &office->doc, &office->err));
    assert_string_equal(office_sentence(office), "Den Fall F-1 gibt es nicht.");
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
    assert_done(office, need_add(&office->env, &need, &office->doc, &office->err));
}

static void
a_deputy_sees_desk_and_cases_from_the_first_to_the_last_day(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "SU-1", "sucht");
    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_true(stand_in(office, "keller", "yildiz", today(office) + 1, today(office) + 2));
    assert_done(office, env_act_as(&office->env, "yildiz", &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_get(office->doc, "whole")));
    assert_refused(office, REASON_NOT_FOUND,
                   desk_show(&office->env, "keller", "", &office->doc, &office->err));
    office_pass(office, DAY_MS);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_true(value_truth(value_get(office->doc, "whole")));
    assert_non_null(strstr(office_json(office, office->doc), "SU-1"));
    assert_int_equal(logged(office, "deputy_show"), 1);
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, NULL, &office->err));
    assert_int_equal(logged(office, "deputy_change"), 1);
    assert_done(office, desk_show(&office->env, "keller", "", &office->doc, &office->err));
    assert_string_equal(told(office, "for.user"), "keller");
    assert_true(value_len(value_get(office->doc, "overdue")) > 0);
    assert_int_equal(logged(office, "deputy_desk"), 1);
    assert_done(office, desk_show(&office->env, "", "", &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "standing_in")), 1);
    assert_int_equal(value_len(value_get(office->doc, "overdue")), 0);
    office_pass(office, 2 * DAY_MS);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_get(office->doc, "whole")));
}

static bool
sees_whole(struct office *office)
{
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    return value_truth(value_get(office->doc, "whole"));
}

/* To MS before or after the first moment of DAY. */
static void
go_to(struct office *office, int32_t day, int64_t ms)
{
    office_pass(office, moment_of_day(day) + ms - clock_now_ms(&office->env.clock));
}

static void
a_deputy_begins_and_ends_at_midnight(void **state)
{
    struct office *office = *state;
    int32_t first = today(office) + 1, last = first + 1;

    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_true(stand_in(office, "keller", "yildiz", first, last));
    assert_done(office, env_act_as(&office->env, "yildiz", &office->err));
    go_to(office, first, -MINUTE_MS);
    assert_false(sees_whole(office));
    go_to(office, first, 0);
    assert_true(sees_whole(office));
    go_to(office, last + 1, -MINUTE_MS);
    assert_true(sees_whole(office));
    go_to(office, last + 1, 0);
    assert_false(sees_whole(office));
}

static void
a_deputy_is_a_colleague_of_the_team_and_arranged_by_who_may(void **state)
{
    struct office *office = *state;
    int32_t day = today(office);

    office_act_as(office, ROLE_CASEWORKER, "fremd", "T2");
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    assert_false(stand_in(office, "keller", "yildiz", day, day)); /* no such user yet */
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_false(stand_in(office, "yildiz", "keller", day, day));
    assert_int_equal(office->err.reason, REASON_NOT_FOUND);
    assert_false(stand_in(office, "keller", "keller", day, day));
    assert_false(stand_in(office, "keller", "ahrens", day, day));
    assert_false(stand_in(office, "keller", "fremd", day, day));
    assert_int_equal(office->err.reason, REASON_INVALID);
    assert_false(stand_in(office, "keller", "yildiz", day - 1, day));
    assert_false(stand_in(office, "keller", "yildiz", day + 1, day));
    assert_true(stand_in(office, "keller", "yildiz", day, day + 3));
    assert_false(stand_in(office, "keller", "yildiz", day + 3, day + 4));
    assert_int_equal(office->err.reason, REASON_CONFLICT);
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_true(stand_in(office, "yildiz", "keller", day, day));
    assert_false(stand_in(office, "fremd", "keller", day, day));
    office_act_as(office, ROLE_ADMIN, "admin", "");
    assert_true(stand_in(office, "keller", "fremd", day, day));
    assert_int_equal(logged(office, "deputy"), 3);
}

static void
a_deputy_that_is_ended_sees_nothing_more(void **state)
{
    struct office *office = *state;
    int32_t day = today(office);
    int64_t id;

    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    assert_true(stand_in(office, "keller", "yildiz", day, day + 3));
    id = strtoll(told(office, "deputy.id"), NULL, 10);
    office_pass(office, DAY_MS);
    assert_refused(office, REASON_NOT_FOUND,
                   deputy_end(&office->env, "yildiz", id, &office->err));
    assert_done(office, deputy_end(&office->env, "keller", id, &office->err));
    assert_done(office, env_act_as(&office->env, "yildiz", &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_get(office->doc, "whole")));
}

/* ---- handing over ---- */

static bool
hand(struct office *office, const char *from, const char *to, const char *number, bool dry_run)
{
    struct handover_request request = {.from = from, .to = to, .number = &number,
                                       .count = number == NULL ? 0 : 1, .dry_run = dry_run};

    office->err = (struct err){0};
    return handover(&office->env, &request, &office->doc, &office->err);
}

static void
cases_go_over_in_one_go_and_it_is_on_record(void **state)
{
    struct office *office = *state;

    (void)office_voucher(office, "SU-1", "sucht");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    assert_false(hand(office, "keller", "yildiz", NULL, false)); /* not by a colleague */
    assert_int_equal(office->err.reason, REASON_NOT_FOUND);
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_true(hand(office, "keller", "", NULL, true));
    assert_int_equal(value_len(value_find(office->doc, "handover.cases")), 1);
    assert_int_equal(value_number(value_get(
                         value_at(value_find(office->doc, "handover.cases"), 0), "vouchers")),
                     1);
    assert_int_equal(logged(office, "handover"), 0);
    assert_false(hand(office, "keller", "", NULL, false));
    assert_false(hand(office, "keller", "yildiz", "F-9", false));
    assert_true(hand(office, "keller", "yildiz", NULL, false));
    assert_int_equal(logged(office, "handover"), 1);
    assert_int_equal(logged(office, "handover_to"), 1);
    assert_done(office, env_act_as(&office->env, "yildiz", &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_true(value_truth(value_get(office->doc, "whole")));
    assert_done(office, env_act_as(&office->env, "keller", &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_false(value_truth(value_get(office->doc, "whole")));
    office_act_as(office, ROLE_TEAM_LEAD, "zweite", "T2");
    assert_false(hand(office, "yildiz", "keller", NULL, false));
    assert_int_equal(office->err.reason, REASON_NOT_FOUND);
}

/* How much waits on the desk of NAME, today and later. */
static size_t
waiting(struct office *office, const char *name)
{
    static const char *const lists[] = {"overdue", "today", "week", "later"};
    size_t count = 0;

    assert_done(office, env_act_as(&office->env, name, &office->err));
    assert_done(office, desk_show(&office->env, "", "", &office->doc, &office->err));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        count += value_len(value_get(office->doc, lists[i]));
    }
    return count;
}

static void
what_waits_goes_over_with_the_case(void **state)
{
    struct office *office = *state;
    size_t before;

    (void)office_voucher(office, "SU-1", "sucht");
    office_act_as(office, ROLE_CASEWORKER, "yildiz", "T1");
    office_act_as(office, ROLE_CASEWORKER, "keller", "T1");
    before = waiting(office, "keller");
    assert_true(before > 0);
    assert_int_equal(waiting(office, "yildiz"), 0);
    office_act_as(office, ROLE_TEAM_LEAD, "lorenz", "T1");
    assert_true(hand(office, "keller", "yildiz", NULL, false));
    assert_int_equal(waiting(office, "keller"), 0);
    assert_int_equal(waiting(office, "yildiz"), before);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_sees_as_much_as_its_work_needs),
        OFFICE_TEST(a_case_of_another_team_answers_as_if_it_did_not_exist),
        OFFICE_TEST(so_does_its_slip),
        OFFICE_TEST(an_assistant_reads_letters_only),
        OFFICE_TEST(an_assistant_reads_neither_why_nor_how_it_goes_on),
        OFFICE_TEST(each_look_at_a_case_of_type_d_is_on_record),
        OFFICE_TEST(a_lead_reads_a_case_of_type_d_for_a_reason_that_holds_an_hour),
        OFFICE_TEST(the_reason_of_one_lead_opens_nothing_for_another),
        OFFICE_TEST(a_right_that_ends_between_entry_and_write_changes_nothing),
        OFFICE_TEST(a_deputy_sees_desk_and_cases_from_the_first_to_the_last_day),
        OFFICE_TEST(a_deputy_begins_and_ends_at_midnight),
        OFFICE_TEST(a_deputy_is_a_colleague_of_the_team_and_arranged_by_who_may),
        OFFICE_TEST(a_deputy_that_is_ended_sees_nothing_more),
        OFFICE_TEST(cases_go_over_in_one_go_and_it_is_on_record),
        OFFICE_TEST(what_waits_goes_over_with_the_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
