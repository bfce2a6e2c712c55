/*
 * dispute_test.c - an event that the client disputes: marked, seen by whom it concerns, lifted.
 */
#include "office.h"
#include "privacy.h"

static bool
dispute(struct office *office, const char *code, const char *receipt, bool lift)
{
    struct voucher_dispute request = {code, receipt, lift};

    return voucher_dispute(&office->env, &request, &office->doc, &office->err);
}

struct world {
    struct paired_device device;
    const char *code, *client, *receipt;
};

static struct world
accepted(struct office *office)
{
    struct world world;

    world.device = office_device(office, "kita", WHO_RECEPTION);
    world.code = office_voucher(office, "KB-1", "kita");
    world.client = told(office, "slip.client_code");
    world.receipt = office_step(office, &world.device, world.code, STEP_ACCEPT);
    office_pass(office, DAY_MS);
    return world;
}

/* Is the event with RECEIPT in LIST disputed? */
static bool
is_marked(struct office *office, const struct value *list, const char *receipt)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);

        if (str_equal(value_string(value_get(item, "receipt")), receipt)) {
            return value_truth(value_get(item, "disputed"));
        }
    }
    fail_msg("no event %s in %s", receipt, office_json(office, office->doc));
    return false;
}

static bool
voucher_shows(struct office *office, const struct world *world)
{
    assert_done(office, voucher_show(&office->env, world->code, &office->doc, &office->err));
    assert_int_equal(value_truth(value_find(office->doc, "voucher.disputed")),
                     is_marked(office, value_find(office->doc, "voucher.events"),
                               world->receipt));
    return value_truth(value_find(office->doc, "voucher.disputed"));
}

static bool
case_shows(struct office *office, const struct world *world)
{
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    return is_marked(office, value_find(office->doc, "case.timeline"), world->receipt);
}

static bool
client_sees(struct office *office, const struct world *world)
{
    assert_done(office, reception_client(&office->env, world->client, &office->doc,
                                         &office->err));
    return is_marked(office,
                     value_get(value_at(value_find(office->doc, "client.stations"), 0), "events"),
                     world->receipt);
}

static void
a_disputed_event_is_marked_for_office_and_client_until_it_is_lifted(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_false(voucher_shows(office, &world) || case_shows(office, &world) ||
                 client_sees(office, &world));
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_true(value_truth(value_find(office->doc, "event.disputed")));
    assert_string_equal(told(office, "event.disputed_since"), "2026-05-05");
    assert_true(voucher_shows(office, &world) && case_shows(office, &world) &&
                client_sees(office, &world));
    assert_done(office, dispute(office, world.code, world.receipt, true));
    assert_false(voucher_shows(office, &world) || case_shows(office, &world) ||
                 client_sees(office, &world));
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_true(voucher_shows(office, &world));
}

static void
the_second_of_two_people_is_told_that_it_is_done_already(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_refused(office, REASON_CONFLICT, dispute(office, world.code, world.receipt, true));
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_refused(office, REASON_CONFLICT, dispute(office, world.code, world.receipt, false));
    assert_string_equal(office->err.field, "event");
    assert_true(voucher_shows(office, &world));
    assert_done(office, dispute(office, world.code, world.receipt, true));
    assert_refused(office, REASON_CONFLICT, dispute(office, world.code, world.receipt, true));
    assert_false(voucher_shows(office, &world));
}

static void
what_is_no_receipt_of_this_voucher_marks_nothing(void **state)
{
    static const char *const hostile[] = {"", "000000", "'; DROP TABLE event; --", "ÄÖÜ",
                                          "0123456789012345678901234567890"};
    struct office *office = *state;
    struct world world = accepted(office);
    const char *other = office_voucher(office, "KB-1", "kita");

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        office->err = (struct err){0};
        assert_false(dispute(office, world.code, hostile[i], false));
        assert_true(office->err.reason == REASON_INVALID ||
                    office->err.reason == REASON_NOT_FOUND);
    }
    assert_refused(office, REASON_NOT_FOUND, dispute(office, other, world.receipt, false));
    assert_false(voucher_shows(office, &world));
}

static void
an_annulled_event_is_not_disputed_any_more(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);
    struct voucher_step annul = {.code = world.code, .provider = "", .step = STEP_ANNUL,
                                 .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                 .until = DAY_NONE, .receipt = world.receipt,
                                 .cause = CAUSE_WRONG_PERSON};

    /* The mark goes with it: nothing else would ever let the voucher be deleted. */
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_done(office, voucher_record(&office->env, &annul, &office->doc, &office->err));
    assert_false(value_truth(value_find(office->doc, "voucher.disputed")));
    assert_false(voucher_shows(office, &world) || client_sees(office, &world));
    assert_refused(office, REASON_CONFLICT, dispute(office, world.code, world.receipt, false));
    assert_refused(office, REASON_CONFLICT, dispute(office, world.code, world.receipt, true));
}

static void
no_reception_learns_that_something_is_disputed(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_done(office, office_look(office, &world.device, world.code));
    assert_null(strstr(office_json(office, office->doc), "disputed"));
    (void)office_step(office, &world.device, world.code, STEP_START);
    assert_null(strstr(office_json(office, office->doc), "disputed"));
    assert_true(voucher_shows(office, &world));
}

static void
an_assistant_does_not_see_the_mark(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_true(case_shows(office, &world));
    office_act_as(office, ROLE_ASSISTANT, "ahrens", "T1");
    assert_false(case_shows(office, &world));
    assert_null(strstr(office_json(office, office->doc), "2026-05-05\""));
}

static void
what_was_reported_stays_and_the_chain_holds(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);
    const char *before;

    assert_done(office, voucher_show(&office->env, world.code, &office->doc, &office->err));
    before = arena_strdup(&office->arena, told(office, "voucher.state"));
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_string_equal(told(office, "voucher.state"), before);
    assert_int_equal(value_number(value_find(office->doc, "voucher.version")), 2);
    assert_done(office, upkeep_verify(&office->env, &office->doc, &office->err));
}

static void
who_marked_it_is_on_record_and_in_the_disclosure(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_done(office, dispute(office, world.code, world.receipt, true));
    assert_done(office, dispute(office, world.code, world.receipt, false));
    assert_done(office, privacy_disclose(&office->env, "F-1", NULL, &office->doc, &office->err));
    assert_non_null(strstr(office_json(office, office->doc), "\"purpose\":\"dispute\""));
    assert_non_null(strstr(office_json(office, office->doc), "\"purpose\":\"undispute\""));
    assert_non_null(strstr(office_json(office, office->doc), "\"disputed\":true"));
}

static void
a_disputed_voucher_is_kept_and_goes_with_its_marks_when_they_are_lifted(void **state)
{
    struct office *office = *state;
    struct world world = accepted(office);

    assert_done(office, dispute(office, world.code, world.receipt, false));
    office_pass(office, 900 * DAY_MS);
    assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    office_pass(office, DAY_MS);
    assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    assert_true(voucher_shows(office, &world));
    assert_done(office, dispute(office, world.code, world.receipt, true));
    office_pass(office, DAY_MS);
    assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    office_pass(office, DAY_MS);
    assert_done(office, privacy_purge(&office->env, false, &office->doc, &office->err));
    assert_refused(office, REASON_UNKNOWN,
                   voucher_show(&office->env, world.code, &office->doc, &office->err));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_disputed_event_is_marked_for_office_and_client_until_it_is_lifted),
        OFFICE_TEST(the_second_of_two_people_is_told_that_it_is_done_already),
        OFFICE_TEST(what_is_no_receipt_of_this_voucher_marks_nothing),
        OFFICE_TEST(an_annulled_event_is_not_disputed_any_more),
        OFFICE_TEST(no_reception_learns_that_something_is_disputed),
        OFFICE_TEST(an_assistant_does_not_see_the_mark),
        OFFICE_TEST(what_was_reported_stays_and_the_chain_holds),
        OFFICE_TEST(who_marked_it_is_on_record_and_in_the_disclosure),
        OFFICE_TEST(a_disputed_voucher_is_kept_and_goes_with_its_marks_when_they_are_lifted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
