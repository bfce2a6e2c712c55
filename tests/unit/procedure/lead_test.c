/*
 * lead_test.c - a provider's own lists: who stands in them, what may be recorded from them.
 */
#include "lead.h"
#include "office.h"

static size_t
rows(struct office *office, const struct paired_device *device, const char *list)
{
    assert_done(office, lead_lists(&office->env, &device->device, &office->doc, &office->err));
    return value_len(value_get(value_get(office->doc, "lists"), list));
}

/* The first row of LIST, which has one. */
static const struct value *
row(struct office *office, const struct paired_device *device, const char *list)
{
    assert_int_equal(rows(office, device, list), 1);
    return value_at(value_get(value_get(office->doc, "lists"), list), 0);
}

static int64_t
id_of(const struct value *item)
{
    return strtoll(value_string(value_get(item, "id")), NULL, 10);
}

static bool
record(struct office *office, const struct paired_device *device, int64_t id,
       struct reception_event event)
{
    bool fresh;

    return lead_record(&office->env, &device->device, id, &event, &office->doc, &fresh,
                       &office->err);
}

static struct reception_event
step(struct office *office, enum step what, int32_t day)
{
    struct reception_event event = office_event(office, "", what);

    event.happened_on = day;
    event.outcome = what == STEP_END ? OUTCOME_E1 : OUTCOME_NONE;
    return event;
}

static void
a_voucher_goes_from_open_to_closed_and_nothing_is_left(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    struct paired_device desk = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    int64_t id;

    row(office, &lead, "open");
    office_step(office, &desk, code, STEP_ACCEPT);
    id = id_of(row(office, &lead, "running"));
    assert_int_equal(rows(office, &lead, "open"), 0);
    office_pass(office, 40 * DAY_MS);
    assert_string_equal(value_string(value_get(row(office, &lead, "due"), "due_label")),
                        "Aufgenommen, aber noch kein Beginn");
    assert_done(office, record(office, &lead, id,
                               step(office, STEP_START, day_from_civil(2026, 5, 6))));
    assert_int_equal(rows(office, &lead, "due"), 0);
    assert_done(office, record(office, &lead, id, step(office, STEP_ATTEND, DAY_NONE)));
    assert_done(office, record(office, &lead, id, step(office, STEP_END, DAY_NONE)));
    row(office, &lead, "closed");
    assert_int_equal(rows(office, &lead, "running") + rows(office, &lead, "due"), 0);
    office_pass(office, 31 * DAY_MS);
    assert_int_equal(rows(office, &lead, "closed"), 0);
}

static void
nobody_has_a_name_before_coming_and_no_row_has_a_code(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");
    const char *json;

    row(office, &lead, "open");
    json = office_json(office, office->doc);
    assert_null(strstr(json, "Müller"));
    assert_null(strstr(json, code));
    office_step(office, &lead, code, STEP_ACCEPT);
    assert_string_equal(value_string(value_get(row(office, &lead, "running"), "client")),
                        "Ayşe Müller");
    assert_null(strstr(office_json(office, office->doc), code));
    office->env.config.show_client_name = "no";
    assert_null(value_get(row(office, &lead, "running"), "client"));
}

static void
a_protected_client_is_named_by_the_paper_and_by_no_list(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");
    int64_t id;

    office_step(office, &lead, code, STEP_ACCEPT);
    office_protect(office);
    id = id_of(row(office, &lead, "running"));
    assert_null(strstr(office_json(office, office->doc), "Müller"));
    assert_done(office, lead_voucher(&office->env, &lead.device, id, &office->doc, &office->err));
    assert_null(strstr(office_json(office, office->doc), "Müller"));
    assert_done(office, record(office, &lead, id, step(office, STEP_START, DAY_NONE)));
    assert_null(strstr(office_json(office, office->doc), "Müller"));
    assert_done(office, office_look(office, &lead, code));
    assert_non_null(strstr(office_json(office, office->doc), "Müller"));
}

static void
without_consent_a_voucher_is_in_no_list_and_a_withdrawal_takes_it_out(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "schulden", WHO_LEAD);
    const char *code = office_voucher(office, "SB-1", "schulden");
    int64_t id;

    assert_int_equal(rows(office, &lead, "open"), 0);
    office_consent(office, "schulden", 1);
    row(office, &lead, "open");
    office_step(office, &lead, code, STEP_ACCEPT);
    id = id_of(row(office, &lead, "running"));
    assert_done(office, consent_withdraw(&office->env, "F-1", "schulden", &office->doc,
                                         &office->err));
    assert_int_equal(rows(office, &lead, "running") + rows(office, &lead, "open"), 0);
    assert_refused(office, REASON_NOT_FOUND,
                   lead_voucher(&office->env, &lead.device, id, &office->doc, &office->err));
    assert_refused(office, REASON_NOT_FOUND,
                   record(office, &lead, id, step(office, STEP_START, DAY_NONE)));
}

static void
other_stations_and_other_providers_are_never_told(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    struct paired_device other = office_device(office, "kredit", WHO_LEAD);
    struct err mine, none;
    const char *json;
    int64_t id;

    office_step(office, &lead, office_issue(office, "KB-1", "kita", "SB-1", ORDER_FREE),
                STEP_ACCEPT);
    id = id_of(row(office, &lead, "running"));
    json = office_json(office, office->doc);
    assert_null(strstr(json, "SB-1"));
    assert_null(strstr(json, "position"));
    assert_int_equal(rows(office, &other, "running") + rows(office, &other, "open"), 0);
    assert_refused(office, REASON_NOT_FOUND,
                   lead_voucher(&office->env, &other.device, id, &office->doc, &office->err));
    mine = office->err;
    assert_refused(office, REASON_NOT_FOUND,
                   lead_voucher(&office->env, &other.device, 4711, &office->doc, &office->err));
    none = office->err;
    assert_memory_equal(&mine, &none, sizeof mine);
    assert_refused(office, REASON_NOT_FOUND,
                   record(office, &other, id, step(office, STEP_START, DAY_NONE)));
}

static void
the_list_reaches_back_45_days_and_takes_only_what_follows_an_intake(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");
    int32_t today = day_from_civil(2026, 5, 4);
    int64_t id = id_of(row(office, &lead, "open"));

    assert_refused(office, REASON_NOT_FOUND,
                   record(office, &lead, id, step(office, STEP_ACCEPT, DAY_NONE)));
    office_step(office, &lead, code, STEP_ACCEPT);
    assert_refused(office, REASON_NOT_ALLOWED,
                   record(office, &lead, id, step(office, STEP_DECLINE, DAY_NONE)));
    office_pass(office, 46 * DAY_MS);
    assert_refused(office, REASON_DATE_OUT_OF_RANGE,
                   record(office, &lead, id, step(office, STEP_START, today)));
    assert_done(office, record(office, &lead, id, step(office, STEP_START, today + 1)));
    assert_string_equal(told(office, "event.source"), "list");
}

static void
a_reception_device_records_nothing_from_a_list(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    struct paired_device desk = office_device(office, "kita", WHO_RECEPTION);
    int64_t id;

    office_step(office, &desk, office_voucher(office, "KB-1", "kita"), STEP_ACCEPT);
    id = id_of(row(office, &lead, "running"));
    assert_refused(office, REASON_NOT_ALLOWED,
                   record(office, &desk, id, step(office, STEP_START, DAY_NONE)));
}

/* May the second entry of voucher ID be taken back, as the page says it? */
static bool
is_annullable(struct office *office, const struct paired_device *lead, int64_t id)
{
    const struct value *events;

    assert_done(office, lead_voucher(&office->env, &lead->device, id, &office->doc, &office->err));
    events = value_get(office->doc, "events");
    assert_int_equal(value_len(events), 2);
    return value_truth(value_get(value_at(events, 1), "annullable"));
}

static void
the_lead_takes_back_for_14_days_what_any_of_its_devices_wrote(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    struct paired_device desk = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event annul = step(office, STEP_ANNUL, DAY_NONE);
    int64_t id;

    office_step(office, &desk, code, STEP_ACCEPT);
    annul.receipt = office_step(office, &desk, code, STEP_START);
    id = id_of(row(office, &lead, "running"));
    office_pass(office, 13 * DAY_MS);
    assert_true(is_annullable(office, &lead, id));
    assert_done(office, record(office, &lead, id, annul));
    assert_string_equal(told(office, "voucher.state"), "accepted");
    annul = step(office, STEP_ANNUL, DAY_NONE);
    annul.receipt = office_step(office, &desk, code, STEP_START);
    office_pass(office, 15 * DAY_MS);
    assert_refused(office, REASON_NOT_ALLOWED, record(office, &lead, id, annul));
}

static void
after_14_days_no_button_takes_back(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");
    int64_t id;

    office_step(office, &lead, code, STEP_ACCEPT);
    office_step(office, &lead, code, STEP_START);
    id = id_of(row(office, &lead, "running"));
    office_pass(office, 15 * DAY_MS);
    assert_false(is_annullable(office, &lead, id));
}

static void
a_device_for_other_types_sees_no_row(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");

    office_step(office, &lead, code, STEP_ACCEPT);
    lead.device.service_types = BIT(TYPE_B);
    assert_int_equal(rows(office, &lead, "running"), 0);
    lead.device.service_types = BIT(TYPE_B) | BIT(TYPE_A);
    assert_int_equal(rows(office, &lead, "running"), 1);
}

static void
figures_are_this_years_and_waits_the_last_twelve_months(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");

    rows(office, &lead, "open");
    assert_null(value_find(office->doc, "waits.accept.count"));
    assert_int_equal(value_number(value_find(office->doc, "figures.issued")), 1);
    office_pass(office, 5 * DAY_MS);
    office_step(office, &lead, code, STEP_ACCEPT);
    office_pass(office, 2 * DAY_MS);
    office_step(office, &lead, code, STEP_START);
    rows(office, &lead, "running");
    assert_int_equal(value_number(value_find(office->doc, "waits.accept.median_days")), 5);
    assert_int_equal(value_number(value_find(office->doc, "waits.start.p90_days")), 2);
    assert_int_equal(value_number(value_find(office->doc, "figures.started")), 1);
    office_pass(office, 365 * DAY_MS);
    rows(office, &lead, "due");
    assert_null(value_find(office->doc, "waits.accept.count"));
    assert_int_equal(value_number(value_find(office->doc, "figures.accepted")), 0);
}

static bool
name_formula(struct db *db, void *arg, struct err *err)
{
    struct case_file client;
    enum put done;

    if (!store_case_get(db, arg, "F-1", &client, err)) {
        return false;
    }
    client.given_name = "=HYPERLINK(\"x\";\"y\")";
    return store_case_put(db, &client, &done, err);
}

static void
the_table_has_the_columns_of_the_page_and_runs_nothing(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct buf out = {0};

    office_step(office, &lead, code, STEP_ACCEPT);
    assert_done(office, store_write(office->env.store, name_formula, &office->arena,
                                    &office->err));
    assert_done(office, lead_csv(&office->env, &lead.device, &out, &office->err));
    assert_non_null(strstr(buf_text(&out), "\xEF\xBB\xBFListe;Laufzettel;Kundin oder Kunde;"
                                           "Leistungsart;Leistung;Stand;Aufnahme bis;Aufnahme;"
                                           "Beginn;Geplantes Ende;Ende\r\n"));
    assert_non_null(strstr(buf_text(&out), "In Arbeit;2026-000001;\"'=HYPERLINK("));
    assert_non_null(strstr(buf_text(&out), ";A;Beratung;"));
    assert_null(strstr(buf_text(&out), code));
    buf_finish(&out);
}

static void
a_lead_revokes_devices_of_its_own_provider_only(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kita", WHO_LEAD);
    struct paired_device lost = office_device(office, "kita", WHO_RECEPTION);
    struct paired_device strange = office_device(office, "kredit", WHO_RECEPTION);
    struct device ignored;

    assert_done(office, lead_devices(&office->env, &lead.device, &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "devices")), 2);
    assert_refused(office, REASON_NOT_FOUND,
                   lead_revoke(&office->env, &lead.device, strange.device.id, &office->err));
    assert_done(office, lead_revoke(&office->env, &lead.device, lost.device.id, &office->err));
    assert_refused(office, REASON_NOT_ALLOWED,
                   reception_device(&office->env, lost.key, &ignored, &office->err));
    assert_done(office, reception_device(&office->env, strange.key, &ignored, &office->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_voucher_goes_from_open_to_closed_and_nothing_is_left),
        OFFICE_TEST(nobody_has_a_name_before_coming_and_no_row_has_a_code),
        OFFICE_TEST(a_protected_client_is_named_by_the_paper_and_by_no_list),
        OFFICE_TEST(without_consent_a_voucher_is_in_no_list_and_a_withdrawal_takes_it_out),
        OFFICE_TEST(other_stations_and_other_providers_are_never_told),
        OFFICE_TEST(the_list_reaches_back_45_days_and_takes_only_what_follows_an_intake),
        OFFICE_TEST(a_reception_device_records_nothing_from_a_list),
        OFFICE_TEST(the_lead_takes_back_for_14_days_what_any_of_its_devices_wrote),
        OFFICE_TEST(after_14_days_no_button_takes_back),
        OFFICE_TEST(a_device_for_other_types_sees_no_row),
        OFFICE_TEST(figures_are_this_years_and_waits_the_last_twelve_months),
        OFFICE_TEST(the_table_has_the_columns_of_the_page_and_runs_nothing),
        OFFICE_TEST(a_lead_revokes_devices_of_its_own_provider_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
