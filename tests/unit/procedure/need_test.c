/*
 * need_test.c - what is entered of a need later, its aim, and consents that two people work on.
 */
#include "desk.h"
#include "office.h"

/* The first need of the case that has TYPE, as the case shows it. */
static const struct value *
need(struct office *office, const char *type)
{
    const struct value *list;

    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    list = value_find(office->doc, "case.needs");
    for (size_t i = 0; i < value_len(list); i++) {
        if (str_equal(value_string(value_get(value_at(list, i), "type")), type)) {
            return value_at(list, i);
        }
    }
    fail_msg("no need of type %s", type);
    return NULL;
}

static const char *
text_of(struct office *office, const char *type, const char *key)
{
    return value_string(value_get(need(office, type), key));
}

/* The form of need ID, as it would be sent back. */
static struct need_change
form_of_id(struct office *office, const char *text)
{
    int64_t id = strtoll(text, NULL, 10);

    assert_done(office, need_show(&office->env, "F-1", id, &office->doc, &office->err));
    return (struct need_change){.case_number = "F-1", .id = id,
                                .priority = strtoll(told(office, "need.priority"), NULL, 10),
                                .plan_ref = told(office, "need.plan_ref"),
                                .aim = told(office, "need.aim"),
                                .revision = told(office, "need.revision")};
}

static struct need_change
form_of(struct office *office, const char *type)
{
    return form_of_id(office, text_of(office, type, "id"));
}

static struct need_change
form_at(struct office *office, size_t index)
{
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    return form_of_id(office, value_string(value_get(
                                  value_at(value_find(office->doc, "case.needs"), index), "id")));
}

static size_t
waiting_for(struct office *office, const char *reason)
{
    const struct value *list;
    size_t count = 0;

    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    list = value_find(office->doc, "case.followups");
    for (size_t i = 0; i < value_len(list); i++) {
        count += str_equal(value_string(value_get(value_at(list, i), "reason")), reason);
    }
    return count;
}

static bool
change(struct office *office, const struct need_change *form)
{
    return need_change(&office->env, form, &office->err);
}

static void
a_plan_that_is_entered_later_ends_the_reminder_for_it(void **state)
{
    struct office *office = *state;
    struct need_request request = {.case_number = "F-1", .type = "B", .priority = 2,
                                   .agreed_on = day_from_civil(2026, 5, 1), .plan_ref = ""};
    struct need_change form;

    assert_done(office, need_add(&office->env, &request, &office->doc, &office->err));
    assert_int_equal(waiting_for(office, "plan_entry"), 1);
    form = form_at(office, 4); /* the least urgent of five */
    assert_string_equal(form.plan_ref, "");
    form.plan_ref = "KP-9";
    form.priority = 3;
    assert_done(office, change(office, &form));
    assert_int_equal(waiting_for(office, "plan_entry"), 0);
    assert_int_equal(waiting_for(office, "plan_review"), 1);
}

static void
the_aim_is_one_word_of_a_closed_list(void **state)
{
    struct office *office = *state;
    struct need_change form = form_of(office, "D");

    assert_string_equal(form.aim, "");
    form.aim = "participation";
    assert_done(office, change(office, &form));
    assert_string_equal(text_of(office, "D", "aim"), "participation");
    assert_string_equal(text_of(office, "D", "aim_label"), "Soziale Teilhabe");
    form = form_of(office, "D");
    form.aim = "get well soon";
    assert_refused(office, REASON_INVALID, change(office, &form));
    assert_string_equal(office->err.field, "aim");
    assert_string_equal(text_of(office, "D", "aim"), "participation");
    form = form_of(office, "D");
    form.aim = "";
    assert_done(office, change(office, &form));
    assert_string_equal(text_of(office, "D", "aim"), "");
}

static void
the_second_of_two_editors_of_a_need_is_told(void **state)
{
    struct office *office = *state;
    struct need_change first = form_of(office, "C"), second = form_of(office, "C");

    first.plan_ref = "KP-1";
    second.aim = "stabilise";
    assert_done(office, change(office, &first));
    assert_refused(office, REASON_CONFLICT, change(office, &second));
    assert_string_equal(text_of(office, "C", "plan_ref"), "KP-1");
    assert_string_equal(text_of(office, "C", "aim"), "");
}

static void
a_need_of_another_case_or_none_is_not_there(void **state)
{
    struct office *office = *state;
    struct need_change form = form_of(office, "C");

    form.id = 1; /* the next number may be that of the next need */
    assert_refused(office, REASON_NOT_FOUND, change(office, &form));
    assert_refused(office, REASON_NOT_FOUND,
                   need_show(&office->env, "F-1", 0, &office->doc, &office->err));
    form = form_of(office, "C");
    form.priority = 4;
    assert_refused(office, REASON_INVALID, change(office, &form));
    assert_string_equal(office->err.field, "priority");
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    form.priority = 1;
    assert_refused(office, REASON_NOT_FOUND, change(office, &form));
}

static bool
import(struct office *office, const char *csv)
{
    struct import_request request = {.kind = "needs", .profile = "", .bytes = csv,
                                     .len = strlen(csv)};

    return import_csv(&office->env, &request, &office->doc, &office->err);
}

static void
a_list_may_bring_the_aim_and_takes_nothing_away(void **state)
{
    struct office *office = *state;
    struct need_change form;

    assert_done(office, import(office, "case_number;type;priority;agreed_on;plan_ref;aim\n"
                                       "F-1;A;1;2026-05-04;P-1;secure_care\n"));
    assert_string_equal(text_of(office, "A", "aim"), "secure_care");
    assert_done(office, import(office, "fallnummer;leistungsart;priorität;vereinbart am;"
                                       "förderziel\nF-1;C;1;04.05.2026;Soziale Teilhabe\n"));
    assert_string_equal(text_of(office, "C", "aim"), "participation");
    assert_refused(office, REASON_INVALID,
                   import(office, "case_number;type;priority;agreed_on;aim\n"
                                  "F-1;A;1;2026-05-04;keep_work\n"));
    assert_refused(office, REASON_INVALID,
                   import(office, "case_number;type;priority;agreed_on;aim\n"
                                  "F-1;B;1;2026-05-04;gesund werden\n"));
    form = form_of(office, "D");
    form.plan_ref = "KP-77";
    assert_done(office, change(office, &form));
    assert_refused(office, REASON_INVALID,
                   import(office, "case_number;type;priority;agreed_on;plan_ref\n"
                                  "F-1;D;1;2026-05-04;P-1\n"));
    assert_done(office, import(office, "case_number;type;priority;agreed_on\n"
                                       "F-1;D;1;2026-05-04\n"));
    assert_string_equal(text_of(office, "D", "plan_ref"), "KP-77");
    assert_string_equal(text_of(office, "A", "aim"), "secure_care");
    /* What the office found more urgent since is so where the file does not say how urgent. */
    form = form_of(office, "D");
    form.priority = 3;
    assert_done(office, change(office, &form));
    assert_done(office, import(office, "case_number;type;priority;agreed_on\n"
                                       "F-1;D;;2026-05-04\n"));
    assert_int_equal(form_of(office, "D").priority, 3);
    /* A new aim does not carry another plan past. */
    assert_refused(office, REASON_INVALID,
                   import(office, "case_number;type;priority;agreed_on;plan_ref;aim\n"
                                  "F-1;D;3;2026-05-04;P-1;stabilise\n"));
    assert_string_equal(text_of(office, "D", "aim"), "");
}

static void
no_provider_and_no_assistant_learns_the_aim(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    struct need_change form = form_of(office, "A");
    const char *code;

    form.aim = "take_up_work";
    assert_done(office, change(office, &form));
    code = office_voucher(office, "KB-1", "kita");
    assert_done(office, office_look(office, &device, code));
    assert_null(strstr(office_json(office, office->doc), "take_up_work"));
    (void)office_step(office, &device, code, STEP_ACCEPT);
    assert_null(strstr(office_json(office, office->doc), "take_up_work"));
    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    assert_string_equal(told(office, "voucher.aim"), "take_up_work");
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_null(strstr(office_json(office, office->doc), "take_up_work"));
}

/* ---- consents ---- */

static bool
sign(struct office *office, int32_t day, const char *seen)
{
    struct consent_request request = {.case_number = "F-1", .provider = "sucht", .level = 1,
                                      .signed_on = day, .valid_until = DAY_NONE, .seen = seen};

    return consent_add(&office->env, &request, &office->doc, &office->err);
}

static bool
withdraw(struct office *office)
{
    return consent_withdraw(&office->env, "F-1", "sucht", &office->doc, &office->err);
}

static void
a_second_withdrawal_is_told_that_and_when_it_was_done(void **state)
{
    struct office *office = *state;

    assert_refused(office, REASON_NOT_FOUND, withdraw(office)); /* there never was one */
    office_consent(office, "sucht", 1);
    assert_done(office, withdraw(office));
    office_pass(office, DAY_MS);
    assert_refused(office, REASON_CONFLICT, withdraw(office));
    assert_non_null(strstr(office_sentence(office), "04.05.2026"));
}

static void
a_paper_from_before_the_withdrawal_brings_nothing_back(void **state)
{
    struct office *office = *state;

    assert_done(office, sign(office, day_from_civil(2026, 5, 2), ""));
    assert_done(office, withdraw(office));
    assert_refused(office, REASON_CONFLICT, sign(office, day_from_civil(2026, 5, 1), ""));
    assert_string_equal(office->err.field, "signed_on");
    assert_done(office, sign(office, day_from_civil(2026, 5, 2), "")); /* read in again: the same */
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "case.consents")), 1);
    office_pass(office, DAY_MS);
    assert_done(office, sign(office, day_from_civil(2026, 5, 5), ""));
}

static void
a_consent_from_an_old_page_is_not_kept(void **state)
{
    struct office *office = *state;
    const char *seen;

    office_consent(office, "sucht", 1);
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    seen = told(office, "case.consents_seen");
    assert_done(office, withdraw(office));
    office_pass(office, DAY_MS);
    assert_refused(office, REASON_CONFLICT, sign(office, DAY_NONE, seen));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "case.consents")), 1);
    assert_done(office, sign(office, DAY_NONE, told(office, "case.consents_seen")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_plan_that_is_entered_later_ends_the_reminder_for_it),
        OFFICE_TEST(the_aim_is_one_word_of_a_closed_list),
        OFFICE_TEST(the_second_of_two_editors_of_a_need_is_told),
        OFFICE_TEST(a_need_of_another_case_or_none_is_not_there),
        OFFICE_TEST(a_list_may_bring_the_aim_and_takes_nothing_away),
        OFFICE_TEST(no_provider_and_no_assistant_learns_the_aim),
        OFFICE_TEST(a_second_withdrawal_is_told_that_and_when_it_was_done),
        OFFICE_TEST(a_paper_from_before_the_withdrawal_brings_nothing_back),
        OFFICE_TEST(a_consent_from_an_old_page_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
