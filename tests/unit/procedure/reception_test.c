/*
 * reception_test.c - devices are paired, codes looked up, steps recorded once.
 */
#include <pthread.h>

#include "office.h"

/* ---- devices ------------------------------------------------------------------------------ */

static void
a_koppelkarte_works_once(void **state)
{
    struct office *office = *state;
    char key[RECEPTION_KEY_MAX];
    struct device device;
    const char *code;

    office_card(office, "kita", WHO_LEAD);
    code = told(office, "pairing.code");
    assert_done(office, reception_pair(&office->env, code, " Empfang  2 ", true, key, &office->doc,
                                       &office->err));
    assert_string_equal(told(office, "device.name"), "Empfang 2");
    assert_string_equal(told(office, "device.provider"), "kita");
    assert_string_equal(told(office, "device.role"), "lead");
    assert_string_equal(told(office, "device.key"), key);
    assert_int_equal(strlen(key), RECEPTION_KEY_MAX - 1);
    assert_done(office, reception_device(&office->env, key, &device, &office->err));
    assert_int_equal(device.role, WHO_LEAD);
    assert_refused(office, REASON_UNKNOWN,
                   reception_pair(&office->env, code, "Empfang 3", true, key, &office->doc,
                                  &office->err));
}

static void
a_koppelkarte_is_good_for_two_weeks_and_until_it_is_revoked(void **state)
{
    struct office *office = *state;
    char key[RECEPTION_KEY_MAX];
    const char *late, *revoked;

    office_card(office, "kita", WHO_RECEPTION);
    revoked = told(office, "pairing.code");
    assert_done(office, provider_revoke(&office->env, strtoll(told(office, "pairing.device"),
                                                              NULL, 10),
                                        &office->doc, &office->err));
    assert_refused(office, REASON_UNKNOWN,
                   reception_pair(&office->env, revoked, "Tablet", true, key, &office->doc,
                                  &office->err));
    office_card(office, "kita", WHO_RECEPTION);
    late = told(office, "pairing.code");
    office_pass(office, PAIRING_DAYS * DAY_MS + MINUTE_MS);
    assert_refused(office, REASON_UNKNOWN,
                   reception_pair(&office->env, late, "Tablet", true, key, &office->doc,
                                  &office->err));
    assert_refused(office, REASON_UNKNOWN,
                   reception_pair(&office->env, "1234-5678-9ABC-DEFE", "Tablet", true, key,
                                  &office->doc, &office->err));
    assert_refused(office, REASON_UNKNOWN,
                   reception_pair(&office->env, office_voucher(office, "KB-1", "kita"), "Tablet", true,
                                  key, &office->doc, &office->err));
}

static void
a_device_has_a_plain_name(void **state)
{
    static const char *const bad[] = {"", "  ", "Empfang; 1", "Empfang <b>", "Frau M. war hier",
                                      "Empfang\n1", "\xff", "a b c d e f g h i j k l m n o p q r s t u"};
    struct office *office = *state;
    char key[RECEPTION_KEY_MAX];

    office_card(office, "kita", WHO_RECEPTION);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_refused(office, REASON_INVALID,
                       reception_pair(&office->env, told(office, "pairing.code"), bad[i], true, key,
                                      &office->doc, &office->err));
        assert_string_equal(office->err.field, "name");
    }
    assert_done(office, reception_pair(&office->env, told(office, "pairing.code"), "Büro Ł 3", true,
                                       key, &office->doc, &office->err));
}

static void
a_revoked_device_is_refused_at_once(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);
    struct device again;

    assert_done(office, office_look(office, &device, code));
    assert_done(office, provider_revoke(&office->env, device.device.id, &office->doc,
                                        &office->err));
    assert_refused(office, REASON_NOT_ALLOWED,
                   reception_device(&office->env, device.key, &again, &office->err));
    /* A request on its way when it happened is refused, too. */
    assert_refused(office, REASON_NOT_ALLOWED, office_look(office, &device, code));
    assert_refused(office, REASON_NOT_ALLOWED, office_record(office, &device, &event));
    assert_refused(office, REASON_NOT_ALLOWED,
                   reception_device(&office->env, "", &again, &office->err));
    device.key[3] = device.key[3] == 'a' ? 'b' : 'a';
    assert_refused(office, REASON_NOT_ALLOWED,
                   reception_device(&office->env, device.key, &again, &office->err));
}

static void
a_device_that_guesses_must_wait_an_hour(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);

    for (int i = 0; i < 10; i++) {
        assert_done(office, office_look(office, &device, code));
        assert_refused(office, REASON_UNKNOWN,
                       office_look(office, &device, "1234-5678-9ABC-DEFE"));
    }
    assert_refused(office, REASON_RATE_LIMITED, office_look(office, &device, code));
    assert_refused(office, REASON_RATE_LIMITED, office_record(office, &device, &event));
    office_pass(office, HOUR_MS);
    assert_done(office, office_look(office, &device, code));
}

/* ---- looking up ------------------------------------------------------------------------------ */

static void
a_look_shows_what_the_paper_shows_and_the_next_step(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_issue(office, "KB-1", "kita", "SB-1", ORDER_FREE);

    assert_done(office, office_look(office, &device, code));
    assert_string_equal(told(office, "voucher.code"), code);
    assert_string_equal(told(office, "voucher.state"), "issued");
    assert_string_equal(told(office, "voucher.client"), "Ayşe Müller");
    assert_string_equal(told(office, "voucher.service"), "Beratung");
    assert_string_equal(told(office, "voucher.redeem_by"), "2026-08-03");
    assert_int_equal(value_number(value_find(office->doc, "voucher.level")), 2);
    assert_null(strstr(office_json(office, office->doc), "SB-1"));
    assert_null(strstr(office_json(office, office->doc), "schulden"));
    assert_true(value_truth(value_get(office_action(office, "accept"), "likely")));
    assert_string_equal(value_string(value_get(office_action(office, "accept"), "label")),
                        "Ist da - Aufnahme bestätigen");
    assert_true(value_truth(value_get(office_action(office, "waitlist"), "until")));
    assert_int_equal(value_len(value_get(office_action(office, "decline"), "reasons")), 3);
    assert_null(office_action(office, "start"));
    assert_null(office_action(office, "annul"));
}

static void
a_look_offers_what_fits_where_the_voucher_stands(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");

    office_step(office, &device, code, STEP_ACCEPT);
    assert_done(office, office_look(office, &device, code));
    assert_true(value_truth(value_get(office_action(office, "start"), "likely")));
    assert_string_equal(told(office, "voucher.accepted_on"), "2026-05-04");
    assert_int_equal(value_len(value_get(office_action(office, "end"), "outcomes")), 2);
    office_step(office, &device, code, STEP_START);
    assert_done(office, office_look(office, &device, code));
    assert_true(value_truth(value_get(office_action(office, "attend"), "likely")));
    assert_false(value_truth(value_get(office_action(office, "attend"), "again")));
    /* E2 is for level 3. */
    assert_int_equal(value_len(value_get(office_action(office, "end"), "outcomes")), 3);
    office_step(office, &device, code, STEP_ATTEND);
    assert_done(office, office_look(office, &device, code));
    assert_true(value_truth(value_get(office_action(office, "attend"), "again")));
    assert_true(value_truth(value_get(office_action(office, "end"), "likely")));
    office_step(office, &device, code, STEP_END);
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(told(office, "voucher.state"), "ended");
    assert_int_equal(value_len(value_get(office->doc, "actions")), 0);
}

static void
at_level_3_a_recommendation_and_every_outcome_are_offered(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "schulden");
    struct reception_event event = office_event(office, code, STEP_RECOMMEND);

    office_consent(office, "schulden", 3);
    office_step(office, &device, code, STEP_ACCEPT);
    office_step(office, &device, code, STEP_START);
    event.recommendation = RECOMMEND_W1;
    event.discussed = true;
    assert_done(office, office_record(office, &device, &event));
    assert_done(office, office_look(office, &device, code));
    assert_int_equal(value_len(value_get(office_action(office, "end"), "outcomes")), 4);
    assert_int_equal(
        value_len(value_get(office_action(office, "recommend"), "recommendations")), 2);
}

static void
a_neutral_sheet_names_no_service_and_a_careful_office_no_client(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "sucht", WHO_RECEPTION);
    const char *code = office_voucher(office, "SU-1", "sucht");

    office_consent(office, "sucht", 1);
    office->env.config.show_client_name = "no";
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(told(office, "voucher.type"), "D");
    assert_null(value_find(office->doc, "voucher.service"));
    assert_null(value_find(office->doc, "voucher.type_label"));
    assert_null(value_find(office->doc, "voucher.client"));
}

static void
an_accept_forgotten_before_the_deadline_can_still_be_told(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);

    office_pass(office, 97 * DAY_MS); /* 2026-08-09; the last day was the 3rd, with grace the 6th */
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    assert_refused(office, REASON_EXPIRED, office_record(office, &device, &event));
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(value_string(value_get(office_action(office, "accept"), "latest")),
                        "2026-08-06");
    event.happened_on = day_from_civil(2026, 8, 4);
    assert_done(office, office_record(office, &device, &event));
}

static void
long_after_the_deadline_a_look_only_says_so(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");

    office_pass(office, 130 * DAY_MS);
    assert_refused(office, REASON_EXPIRED, office_look(office, &device, code));
}

/* ---- recording ------------------------------------------------------------------------------- */

static void
the_same_request_again_gets_the_same_answer(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);
    const char *first;
    bool fresh;

    assert_done(office, reception_record(&office->env, &device.device, &event, &office->doc,
                                         &fresh, &office->err));
    assert_true(fresh);
    first = office_json(office, office->doc);
    office_step(office, &device, code, STEP_START);
    office_steer(office, code, STEP_REISSUE, CAUSE_NONE);
    event.code = arena_printf(&office->arena, " %c%s", code[0] | 0x20, code + 1);
    assert_done(office, reception_record(&office->env, &device.device, &event, &office->doc,
                                         &fresh, &office->err));
    assert_false(fresh);
    assert_string_equal(first, office_json(office, office->doc));
}

static void
the_same_nonce_with_another_request_is_a_conflict(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);
    struct reception_event other;

    assert_done(office, office_record(office, &device, &event));
    other = event;
    other.happened_on = day_from_civil(2026, 5, 4);
    assert_refused(office, REASON_CONFLICT, office_record(office, &device, &other));
    assert_string_equal(office->err.field, "nonce");
    other = event;
    other.step = STEP_START;
    assert_refused(office, REASON_CONFLICT, office_record(office, &device, &other));
    other = event;
    other.code = office_voucher(office, "KB-1", "kita");
    assert_refused(office, REASON_CONFLICT, office_record(office, &device, &other));
}

static void
each_device_has_nonces_of_its_own(void **state)
{
    struct office *office = *state;
    struct paired_device one = office_device(office, "kita", WHO_RECEPTION);
    struct paired_device two = office_device(office, "kita", WHO_RECEPTION);
    struct reception_event event =
        office_event(office, office_voucher(office, "KB-1", "kita"), STEP_ACCEPT);

    assert_done(office, office_record(office, &one, &event));
    event.code = office_voucher(office, "KB-1", "kita");
    assert_done(office, office_record(office, &two, &event));
}

static void
only_what_was_recorded_uses_a_nonce_up(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_START);

    assert_refused(office, REASON_WRONG_STEP, office_record(office, &device, &event));
    event.step = STEP_ACCEPT;
    assert_done(office, office_record(office, &device, &event));
}

static void
a_nonce_has_16_to_64_plain_signs(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, code, STEP_ACCEPT);
    static const char *const bad[] = {
        "", "123456789012345", "1234567890123456 ", "12345678901234.6", "ä23456789012345",
        "12345678901234567890123456789012345678901234567890123456789012345"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        event.nonce = bad[i];
        assert_refused(office, REASON_INVALID, office_record(office, &device, &event));
        assert_string_equal(office->err.field, "nonce");
    }
    event.nonce = "aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09";
    assert_done(office, office_record(office, &device, &event));
}

static void
what_was_just_recorded_can_be_undone_for_a_quarter_of_an_hour(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    struct paired_device other = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_event undo = office_event(office, code, STEP_ANNUL);

    undo.receipt = office_step(office, &device, code, STEP_ACCEPT);
    assert_done(office, office_look(office, &other, code));
    assert_null(value_get(office->doc, "undo"));
    assert_refused(office, REASON_NOT_ALLOWED, office_record(office, &other, &undo));
    assert_done(office, office_look(office, &device, code));
    assert_string_equal(told(office, "undo.receipt"), undo.receipt);
    assert_string_equal(told(office, "undo.command"), "accept");
    assert_done(office, office_record(office, &device, &undo));
    assert_string_equal(told(office, "voucher.state"), "issued");
    undo = office_event(office, code, STEP_ANNUL);
    undo.receipt = office_step(office, &device, code, STEP_ACCEPT);
    office_pass(office, 16 * MINUTE_MS);
    assert_done(office, office_look(office, &device, code));
    assert_null(value_get(office->doc, "undo"));
    assert_refused(office, REASON_NOT_ALLOWED, office_record(office, &device, &undo));
    undo.receipt = "000000";
    assert_refused(office, REASON_NOT_FOUND, office_record(office, &device, &undo));
}

#define THREADS 16

struct racer {
    pthread_t thread;
    struct env env;
    struct arena arena;
    struct device device;
    struct reception_event event;
    char nonce[32];
    bool done;
    struct err err;
};

static void *
race(void *arg)
{
    struct racer *racer = arg;
    const struct value *doc;
    bool fresh;

    racer->done = reception_record(&racer->env, &racer->device, &racer->event, &doc, &fresh,
                                   &racer->err);
    return NULL;
}

static void
sixteen_at_the_same_moment_leave_one_event(void **state)
{
    struct office *office = *state;
    struct paired_device one = office_device(office, "kita", WHO_RECEPTION);
    struct paired_device two = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct racer *racer = calloc(THREADS, sizeof *racer);
    int done = 0, repeated = 0;

    assert_non_null(racer);
    for (int i = 0; i < THREADS; i++) {
        racer[i].env = office->env;
        racer[i].env.arena = &racer[i].arena;
        racer[i].device = i % 2 ? one.device : two.device;
        racer[i].event = office_event(office, code, STEP_ACCEPT);
        snprintf(racer[i].nonce, sizeof racer[i].nonce, "nonce-0123456789-%d", i);
        racer[i].event.nonce = racer[i].nonce;
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&racer[i].thread, NULL, race, &racer[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(racer[i].thread, NULL);
        done += racer[i].done;
        repeated += racer[i].err.reason == REASON_ALREADY_RECORDED;
        arena_finish(&racer[i].arena);
    }
    free(racer);
    assert_int_equal(done, 1);
    assert_int_equal(repeated, THREADS - 1);
    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "voucher.events")), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_koppelkarte_works_once),
        OFFICE_TEST(a_koppelkarte_is_good_for_two_weeks_and_until_it_is_revoked),
        OFFICE_TEST(a_device_has_a_plain_name),
        OFFICE_TEST(a_revoked_device_is_refused_at_once),
        OFFICE_TEST(a_device_that_guesses_must_wait_an_hour),
        OFFICE_TEST(a_look_shows_what_the_paper_shows_and_the_next_step),
        OFFICE_TEST(a_look_offers_what_fits_where_the_voucher_stands),
        OFFICE_TEST(at_level_3_a_recommendation_and_every_outcome_are_offered),
        OFFICE_TEST(a_neutral_sheet_names_no_service_and_a_careful_office_no_client),
        OFFICE_TEST(an_accept_forgotten_before_the_deadline_can_still_be_told),
        OFFICE_TEST(long_after_the_deadline_a_look_only_says_so),
        OFFICE_TEST(the_same_request_again_gets_the_same_answer),
        OFFICE_TEST(the_same_nonce_with_another_request_is_a_conflict),
        OFFICE_TEST(each_device_has_nonces_of_its_own),
        OFFICE_TEST(only_what_was_recorded_uses_a_nonce_up),
        OFFICE_TEST(a_nonce_has_16_to_64_plain_signs),
        OFFICE_TEST(what_was_just_recorded_can_be_undone_for_a_quarter_of_an_hour),
        OFFICE_TEST(sixteen_at_the_same_moment_leave_one_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
