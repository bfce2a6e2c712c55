/*
 * access_test.c - who saw or recorded what: on record, told with the task, and no more.
 */
#include "office.h"

/* How many lines the client with CODE is shown that say WHAT; the first of them in the document
   of OFFICE at *LINE (may be NULL). */
static size_t
lines(struct office *office, const char *code, const char *what, const struct value **line)
{
    const struct value *list;
    size_t found = 0;

    assert_done(office, reception_client(&office->env, code, &office->doc, &office->err));
    list = value_find(office->doc, "client.access");
    for (size_t i = value_len(list); i-- > 0;) {
        const struct value *item = value_at(list, i);

        if (str_equal(value_string(value_get(item, "label")), what)) {
            found++;
            if (line != NULL) {
                *line = item;
            }
        }
    }
    return found;
}

static const char *
issue(struct office *office, const char *service, const char *provider, const char **client)
{
    const char *code = office_voucher(office, service, provider);

    *client = told(office, "slip.client_code");
    return code;
}

static void
a_look_of_a_reception_is_on_record_once_a_day(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const struct value *line = NULL;
    const char *client, *code = issue(office, "KB-1", "kita", &client);

    assert_int_equal(lines(office, client, "Gutschein angesehen", NULL), 0);
    for (int i = 0; i < 3; i++) {
        assert_done(office, office_look(office, &device, code));
    }
    assert_int_equal(lines(office, client, "Gutschein angesehen", &line), 1);
    assert_string_equal(value_string(value_get(line, "who_name")), "kita");
    office_pass(office, DAY_MS);
    assert_done(office, office_look(office, &device, code));
    assert_int_equal(lines(office, client, "Gutschein angesehen", NULL), 2);
    assert_null(strstr(office_json(office, office->doc), "Empfang 1"));
}

static void
without_consent_a_look_leaves_nothing(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "sucht", WHO_RECEPTION);
    const char *client, *code = issue(office, "SU-1", "sucht", &client);
    struct reception_event event;

    assert_done(office, office_look(office, &device, code));
    event = office_event(office, code, STEP_ACCEPT);
    assert_false(office_record(office, &device, &event));
    assert_int_equal(lines(office, client, "Gutschein angesehen", NULL), 0);
    assert_int_equal(lines(office, client, "Versuch mit dem Gutschein abgelehnt", NULL), 0);
    assert_int_equal(lines(office, client, "Gutschein ausgestellt", NULL), 1);
}

static void
a_refused_attempt_stands_for_thirty_days(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const struct value *line = NULL;
    const char *client, *code = issue(office, "KB-1", "kita", &client);
    struct reception_event event = office_event(office, code, STEP_START);

    assert_refused(office, REASON_WRONG_STEP, office_record(office, &device, &event));
    assert_int_equal(lines(office, client, "Versuch mit dem Gutschein abgelehnt", &line), 1);
    assert_string_equal(value_string(value_get(line, "who")), "eine Beratungsstelle");
    office_pass(office, 31 * DAY_MS);
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    assert_int_equal(lines(office, client, "Versuch mit dem Gutschein abgelehnt", NULL), 0);
}

static void
where_a_name_would_tell_too_much_there_is_none(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "sucht", WHO_RECEPTION);
    const struct value *line = NULL;
    const char *client, *code = issue(office, "SU-1", "sucht", &client);

    office_consent(office, "sucht", 1);
    assert_done(office, office_look(office, &device, code));
    office_step(office, &device, code, STEP_ACCEPT);
    assert_int_equal(lines(office, client, "Gutschein angesehen", &line), 1);
    assert_string_equal(value_string(value_get(line, "who")), "Ihre Beratungsstelle");
    assert_null(strstr(office_json(office, office->doc), "sucht"));
}

static void
the_sheet_says_the_task_and_never_the_name(void **state)
{
    struct office *office = *state;
    struct user user = {.role = ROLE_CASEWORKER, .name = "keller", .team = "T1",
                        .display_name = "Frau Keller", .branch = "", .phone = ""};
    struct slip_print request = {.by = PRINT_BY_CASE, .what = "F-1",
                                 .form = "zugriffsprotokoll"};
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    enum case_sight sight;
    const char *client, *code;
    struct buf pdf = {0};

    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
    assert_done(office, env_act_as(&office->env, "keller", &office->err));
    assert_done(office, case_enter(&office->env, "F-1", CASE_CHANGE, &sight, &office->err));
    code = issue(office, "KB-1", "kita", &client);
    assert_int_equal(lines(office, client, "Akte im Amt bearbeitet", NULL), 1);
    assert_null(strstr(office_json(office, office->doc), "eller"));
    /* A sheet of many pages is printed like any other, and proves itself. */
    for (int day = 0; day < 85; day++) {
        office_pass(office, DAY_MS);
        assert_done(office, office_look(office, &device, code));
    }
    assert_done(office, slip_print_bytes(&office->env, &request, &pdf, &office->doc,
                                         &office->err));
    assert_true(pdf.len > 5000);
    buf_finish(&pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_look_of_a_reception_is_on_record_once_a_day),
        OFFICE_TEST(without_consent_a_look_leaves_nothing),
        OFFICE_TEST(a_refused_attempt_stands_for_thirty_days),
        OFFICE_TEST(where_a_name_would_tell_too_much_there_is_none),
        OFFICE_TEST(the_sheet_says_the_task_and_never_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
