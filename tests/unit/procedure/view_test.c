/*
 * view_test.c - what a code shows to those who only hold a paper.
 */
#include "office.h"

static const char *
public_page(struct office *office, const char *code)
{
    assert_done(office, reception_public(&office->env, code, &office->doc, &office->err));
    return office_json(office, office->doc);
}

static void
a_good_code_shows_the_deadline_and_a_number_to_call(void **state)
{
    struct office *office = *state;

    assert_string_equal(public_page(office, office_voucher(office, "SU-1", "sucht")),
                        "{\"public\":{\"valid\":true,\"redeem_by\":\"2026-08-03\","
                        "\"help_phone\":\"0221 4710-100\"}}");
}

static void
every_code_that_is_not_good_looks_alike(void **state)
{
    struct office *office = *state;
    const char *nothing = public_page(office, "1234-5678-9ABC-DEFE");
    const char *superseded = office_voucher(office, "KB-1", "kita");
    const char *withdrawn = office_voucher(office, "KB-1", "kita");
    const char *expired = office_voucher(office, "KB-1", "kita");
    const char *ended = office_voucher(office, "KB-1", "kita");
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    assert_string_equal(nothing,
                        "{\"public\":{\"valid\":false,\"help_phone\":\"0221 4710-100\"}}");
    office_steer(office, superseded, STEP_REISSUE, CAUSE_NONE);
    assert_string_equal(public_page(office, superseded), nothing);
    office_steer(office, withdrawn, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
    assert_string_equal(public_page(office, withdrawn), nothing);
    office_step(office, &device, ended, STEP_ACCEPT);
    assert_string_not_equal(public_page(office, ended), nothing);
    office_step(office, &device, ended, STEP_START);
    office_step(office, &device, ended, STEP_END);
    assert_string_equal(public_page(office, ended), nothing);
    assert_string_not_equal(public_page(office, expired), nothing);
    office_pass(office, 100 * DAY_MS);
    assert_string_equal(public_page(office, expired), nothing);
    office_card(office, "kita", WHO_RECEPTION);
    assert_string_equal(public_page(office, told(office, "pairing.code")), nothing);
    assert_refused(office, REASON_MALFORMED,
                   reception_public(&office->env, "hallo", &office->doc, &office->err));
}

/* The client's code of a new slip, and the code of its first voucher. */
static const char *
client_code(struct office *office, const char *service, const char *provider,
            const char **voucher)
{
    *voucher = office_voucher(office, service, provider);
    return told(office, "slip.client_code");
}

static const struct value *
station(struct office *office, const char *code)
{
    assert_done(office, reception_client(&office->env, code, &office->doc, &office->err));
    return value_at(value_find(office->doc, "client.stations"), 0);
}

static void
the_client_sees_where_to_go_and_who_recorded_what(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *voucher;
    const char *code = client_code(office, "KB-1", "kita", &voucher);
    const struct value *shown, *event;

    office_step(office, &device, voucher, STEP_ACCEPT);
    shown = station(office, code);
    assert_string_equal(value_string(value_find(shown, "provider.name")), "kita");
    assert_string_equal(value_string(value_find(shown, "provider.phone")), "0221 4710-1");
    assert_string_equal(value_string(value_get(shown, "state")), "accepted");
    assert_null(value_get(shown, "notice"));
    event = value_at(value_get(shown, "events"), 1);
    assert_string_equal(value_string(value_get(event, "label")), "Aufnahme bestätigt");
    assert_string_equal(value_string(value_get(event, "who")), "Ihre Beratungsstelle");
    assert_string_equal(value_string(value_get(event, "who_name")), "kita");
    assert_int_equal(strlen(value_string(value_get(event, "receipt"))), 6);
    assert_null(strstr(office_json(office, office->doc), "Empfang 1"));
    assert_string_equal(value_string(value_get(event, "happened_on")), "2026-05-04");
    assert_string_equal(told(office, "client.language"), "tr");
}

static void
for_addiction_the_client_is_referred_to_the_sheet(void **state)
{
    struct office *office = *state;
    const char *voucher;
    const char *code = client_code(office, "SU-1", "sucht", &voucher);
    const struct value *shown = station(office, code);

    assert_string_equal(value_string(value_get(shown, "notice")), "siehe Ihr Blatt");
    assert_null(value_get(shown, "provider"));
    assert_null(value_get(shown, "title"));
    assert_null(value_get(shown, "bring"));
    assert_null(strstr(office_json(office, office->doc), "sucht"));
    assert_null(strstr(office_json(office, office->doc), "Sucht"));
}

static void
a_client_under_protection_has_no_view(void **state)
{
    struct office *office = *state;
    const char *voucher;
    const char *code = client_code(office, "KB-1", "kita", &voucher);

    office_protect(office);
    assert_refused(office, REASON_UNKNOWN,
                   reception_client(&office->env, code, &office->doc, &office->err));
    assert_string_equal(client_code(office, "KB-1", "kita", &voucher), "");
}

/* Issue stations 1 KB-1 at kita and 2 SB-1, free choice, in ORDER; the client's code. */
static const char *
two_stations(struct office *office, enum order order, const char **first)
{
    *first = office_issue(office, "KB-1", "kita", "SB-1", order);
    return told(office, "slip.client_code");
}

static int64_t
next_station(struct office *office, const char *code)
{
    assert_done(office, reception_client(&office->env, code, &office->doc, &office->err));
    return value_number(value_find(office->doc, "client.next"));
}

static void
the_next_station_is_the_first_one_nobody_has_begun(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *first;
    const char *code = two_stations(office, ORDER_FREE, &first);

    assert_int_equal(next_station(office, code), 1);
    office_step(office, &device, first, STEP_ACCEPT);
    assert_int_equal(next_station(office, code), 2);
    office_pass(office, 200 * DAY_MS);
    assert_int_equal(next_station(office, code), 0);
    assert_string_equal(
        value_string(value_get(value_at(value_find(office->doc, "client.stations"), 1), "state")),
        "expired");
}

static void
in_a_strict_order_the_next_station_waits_for_the_one_before(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *first;
    const char *code = two_stations(office, ORDER_STRICT, &first);

    office_step(office, &device, first, STEP_ACCEPT);
    assert_int_equal(next_station(office, code), 1);
    office_step(office, &device, first, STEP_START);
    office_step(office, &device, first, STEP_END);
    assert_int_equal(next_station(office, code), 2);
}

static void
an_entry_that_was_taken_back_says_so(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *voucher;
    const char *code = client_code(office, "KB-1", "kita", &voucher);
    struct reception_event event = office_event(office, voucher, STEP_ANNUL);
    const struct value *shown;

    event.receipt = office_step(office, &device, voucher, STEP_ACCEPT);
    assert_done(office, office_record(office, &device, &event));
    shown = station(office, code);
    assert_string_equal(value_string(value_get(shown, "state")), "issued");
    assert_true(value_truth(value_get(value_at(value_get(shown, "events"), 1), "annulled")));
    assert_false(value_truth(value_get(value_at(value_get(shown, "events"), 0), "annulled")));
}

static void
a_clients_code_confirms_nothing_and_a_vouchers_code_shows_no_client(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *voucher;
    const char *code = client_code(office, "KB-1", "kita", &voucher);
    struct reception_event event = office_event(office, code, STEP_ACCEPT);

    assert_refused(office, REASON_UNKNOWN, office_record(office, &device, &event));
    assert_refused(office, REASON_UNKNOWN, office_look(office, &device, code));
    assert_refused(office, REASON_UNKNOWN,
                   reception_client(&office->env, voucher, &office->doc, &office->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_good_code_shows_the_deadline_and_a_number_to_call),
        OFFICE_TEST(every_code_that_is_not_good_looks_alike),
        OFFICE_TEST(the_client_sees_where_to_go_and_who_recorded_what),
        OFFICE_TEST(for_addiction_the_client_is_referred_to_the_sheet),
        OFFICE_TEST(a_client_under_protection_has_no_view),
        OFFICE_TEST(the_next_station_is_the_first_one_nobody_has_begun),
        OFFICE_TEST(in_a_strict_order_the_next_station_waits_for_the_one_before),
        OFFICE_TEST(an_entry_that_was_taken_back_says_so),
        OFFICE_TEST(a_clients_code_confirms_nothing_and_a_vouchers_code_shows_no_client),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
