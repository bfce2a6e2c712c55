/*
 * late_test.c - what a device noted without a line arrives: once, with its day, and what does not
 * fit waits for the office.
 */
#include "office.h"

#include "contradiction.h"

#define NONCE "0123456789abcdef"

static int64_t
now(const struct office *office)
{
    return clock_now_ms(&office->env.clock);
}

/* STEP as the device noted it AGO_MS ago by a clock that is right. */
static struct reception_late
noted(const struct office *office, const char *code, enum step step, const char *nonce,
      int64_t ago_ms)
{
    return (struct reception_late){
        .code = code, .step = step, .source = SOURCE_SCAN, .nonce = nonce,
        .clock = {.happened_ms = now(office) - ago_ms, .sent_ms = now(office),
                  .contact_ms = now(office) - ago_ms - HOUR_MS,
                  .contact_server_ms = now(office) - ago_ms - HOUR_MS}};
}

static bool
tell(struct office *office, const struct paired_device *device, const struct reception_late *late,
     bool *kept)
{
    office->doc = NULL;
    return reception_record_late(&office->env, &device->device, late, &office->doc, kept,
                                 &office->err);
}

static void
arrives(struct office *office, const struct paired_device *device, const char *code,
        enum step step, const char *nonce, int64_t ago_ms)
{
    struct reception_late late = noted(office, code, step, nonce, ago_ms);
    bool kept;

    assert_done(office, tell(office, device, &late, &kept));
    assert_false(kept);
}

/* It does not fit for REASON: kept, and told again it gives the same answer. */
static void
is_kept(struct office *office, const struct paired_device *device,
        const struct reception_late *late, const char *reason)
{
    for (int again = 0; again < 2; again++) {
        bool kept;

        assert_done(office, tell(office, device, late, &kept));
        assert_true(kept);
        assert_string_equal(told(office, "kept.reason"), reason);
    }
}

static size_t
open_count(struct office *office)
{
    assert_done(office, contradiction_list(&office->env, &office->doc, &office->err));
    return value_len(value_get(office->doc, "contradictions"));
}

static int64_t
first_open(struct office *office)
{
    assert_true(open_count(office) > 0);
    return strtoll(value_string(value_get(value_at(value_get(office->doc, "contradictions"), 0),
                                          "id")),
                   NULL, 10);
}

static size_t
followups(struct office *office, const char *reason)
{
    const struct value *list;
    size_t count = 0;

    assert_done(office, case_due(&office->env, "", &office->doc, &office->err));
    list = value_get(office->doc, "followups");
    for (size_t i = 0; i < value_len(list); i++) {
        count += str_equal(value_string(value_get(value_at(list, i), "reason")), reason);
    }
    return count;
}

static const struct value *
events(struct office *office, const char *code)
{
    assert_done(office, voucher_show(&office->env, code, &office->doc, &office->err));
    return value_find(office->doc, "voucher.events");
}

static void
is_proved(struct office *office)
{
    struct store_verdict verdict;

    assert_done(office,
                store_verify(office->env.store, &office->arena, &verdict, &office->err));
    assert_int_equal(verdict.count, 0);
}

static void
what_fits_is_recorded_with_its_own_day_and_marked(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    const struct value *event;

    office_pass(office, 3 * DAY_MS);
    arrives(office, &device, code, STEP_ACCEPT, NONCE, 2 * DAY_MS);
    assert_string_equal(told(office, "event.happened_on"), "2026-05-05");
    assert_string_equal(told(office, "event.source"), "scan");
    arrives(office, &device, code, STEP_START, NONCE "2", DAY_MS);
    event = value_at(events(office, code), 1);
    assert_true(value_truth(value_get(event, "late")));
    assert_false(value_truth(value_get(value_at(events(office, code), 0), "late")));
    is_proved(office);
}

static void
one_nonce_records_once_whichever_way_came_first(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *online = office_voucher(office, "KB-1", "kita");
    const char *queued = office_voucher(office, "KB-1", "kita");
    struct reception_event event = office_event(office, online, STEP_ACCEPT);
    const char *receipt;

    /* The answer to the try online was lost, and the clock has been set since. */
    event.nonce = NONCE;
    assert_done(office, office_record(office, &device, &event));
    receipt = told(office, "event.receipt");
    arrives(office, &device, online, STEP_ACCEPT, NONCE, 0);
    assert_string_equal(told(office, "event.receipt"), receipt);
    arrives(office, &device, online, STEP_ACCEPT, NONCE, 30 * DAY_MS);
    assert_string_equal(told(office, "event.receipt"), receipt);
    assert_int_equal(value_len(events(office, online)), 2);

    arrives(office, &device, queued, STEP_ACCEPT, NONCE "b", HOUR_MS);
    receipt = told(office, "event.receipt");
    event = office_event(office, queued, STEP_ACCEPT);
    event.nonce = NONCE "b";
    assert_done(office, office_record(office, &device, &event));
    assert_string_equal(told(office, "event.receipt"), receipt);
    assert_int_equal(value_len(events(office, queued)), 2);
}

static void
what_does_not_fit_any_more_waits_for_the_office(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *withdrawn = office_voucher(office, "KB-1", "kita");
    const char *replaced = office_voucher(office, "KB-1", "kita");
    const char *started = office_voucher(office, "KB-1", "kita");
    const char *done = office_voucher(office, "KB-1", "kita");
    struct reception_late late;

    office_steer(office, withdrawn, STEP_WITHDRAW, CAUSE_CLIENT_REQUEST);
    office_steer(office, replaced, STEP_REISSUE, CAUSE_NONE);
    office_step(office, &device, done, STEP_ACCEPT);
    office_pass(office, 2 * DAY_MS);
    late = noted(office, withdrawn, STEP_ACCEPT, NONCE "1", DAY_MS);
    is_kept(office, &device, &late, "withdrawn");
    late = noted(office, replaced, STEP_ACCEPT, NONCE "2", DAY_MS);
    is_kept(office, &device, &late, "superseded");
    late = noted(office, started, STEP_START, NONCE "3", DAY_MS);
    is_kept(office, &device, &late, "wrong_step");
    late = noted(office, done, STEP_ACCEPT, NONCE "4", DAY_MS);
    is_kept(office, &device, &late, "already_recorded");
    late = noted(office, done, STEP_START, NONCE "5", 8 * DAY_MS);
    is_kept(office, &device, &late, "date_out_of_range");
    late = noted(office, done, STEP_START, NONCE "6", -DAY_MS);
    is_kept(office, &device, &late, "date_out_of_range");
    assert_int_equal(open_count(office), 6);
    assert_int_equal(followups(office, "contradiction"), 4); /* one for each voucher */
    is_proved(office);
}

static void
the_same_step_on_the_same_day_is_no_contradiction(void **state)
{
    struct office *office = *state;
    struct paired_device first = office_device(office, "kita", WHO_RECEPTION);
    struct paired_device second = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_late late;
    bool kept;

    office_step(office, &first, code, STEP_ACCEPT);
    late = noted(office, code, STEP_ACCEPT, NONCE, 0);
    assert_refused(office, REASON_ALREADY_RECORDED, tell(office, &second, &late, &kept));
    assert_int_equal(open_count(office), 0);
}

static void
two_providers_without_a_line_took_the_same_free_choice(void **state)
{
    struct office *office = *state;
    struct paired_device other = office_device(office, "schulden", WHO_RECEPTION);
    struct paired_device late_one = office_device(office, "kredit", WHO_RECEPTION);
    const char *code = office_voucher(office, "SB-1", "");
    struct reception_late late;

    office_consent(office, "schulden", 2);
    office_step(office, &other, code, STEP_ACCEPT);
    late = noted(office, code, STEP_ACCEPT, NONCE, HOUR_MS);
    is_kept(office, &late_one, &late, "in_work_elsewhere");
    assert_int_equal(open_count(office), 1);
}

static bool
row_count(struct db *db, void *arg, struct err *err)
{
    const struct contradiction *row;

    return store_contradiction_list(db, NULL, 0, 10, &row, arg, err);
}

static void
what_consent_does_not_allow_is_dropped_on_arrival(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "schulden", WHO_RECEPTION);
    const char *code;
    struct reception_late late;
    size_t rows;
    bool kept;

    office_consent(office, "schulden", 2);
    code = office_voucher(office, "SB-1", "schulden");
    office_step(office, &device, code, STEP_ACCEPT);
    assert_done(office, consent_withdraw(&office->env, "F-1", "schulden", &office->doc,
                                         &office->err));
    late = noted(office, code, STEP_START, NONCE, HOUR_MS);
    assert_refused(office, REASON_CONSENT_MISSING, tell(office, &device, &late, &kept));
    office_steer(office, code, STEP_REISSUE, CAUSE_NONE);
    late = noted(office, code, STEP_START, NONCE "2", HOUR_MS);
    assert_refused(office, REASON_SUPERSEDED, tell(office, &device, &late, &kept));
    assert_done(office, store_read(office->env.store, row_count, &rows, &office->err));
    assert_int_equal(rows, 0);
    assert_int_equal(followups(office, "contradiction"), 0);
}

static void
an_end_without_its_outcome_waits_for_one(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct contradiction_answer answer = {.decision = DECISION_RECORDED, .happened_on = DAY_NONE};
    struct reception_late late;

    office_step(office, &device, code, STEP_ACCEPT);
    office_step(office, &device, code, STEP_START);
    office_pass(office, DAY_MS);
    late = noted(office, code, STEP_END, NONCE, HOUR_MS);
    is_kept(office, &device, &late, "invalid");
    answer.id = first_open(office);
    assert_refused(office, REASON_INVALID,
                   contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    assert_string_equal(office->err.field, "outcome");
    assert_int_equal(open_count(office), 1);
    answer.outcome = OUTCOME_E1;
    assert_done(office, contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    assert_string_equal(told(office, "event.happened_on"), "2026-05-05");
    assert_string_equal(told(office, "event.source"), "paper_provider");
    assert_string_equal(told(office, "contradiction.decision"), "recorded");
    assert_int_equal(open_count(office), 0);
    assert_int_equal(followups(office, "contradiction"), 0);
    is_proved(office);
}

static void
each_is_decided_once(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct contradiction_answer answer = {.happened_on = DAY_NONE};
    struct reception_late late = noted(office, code, STEP_START, NONCE, 0);

    is_kept(office, &device, &late, "wrong_step");
    answer.id = first_open(office);
    assert_refused(office, REASON_INVALID,
                   contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    answer.decision = DECISION_DISCARDED;
    assert_done(office, contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    assert_int_equal(value_len(events(office, code)), 1);
    answer.decision = DECISION_DUPLICATE;
    assert_refused(office, REASON_CONFLICT,
                   contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    is_kept(office, &device, &late, "wrong_step"); /* the device hears what it heard */
    assert_int_equal(open_count(office), 0);
    answer.id = 1;
    assert_refused(office, REASON_NOT_FOUND,
                   contradiction_decide(&office->env, &answer, &office->doc, &office->err));
}

static bool
add_stranger(struct db *db, void *arg, struct err *err)
{
    return store_user_add(db, arg, err);
}

static void
only_who_may_change_the_case_decides_and_sees(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_late late = noted(office, code, STEP_START, NONCE, 0);
    struct contradiction_answer answer = {.decision = DECISION_DISCARDED,
                                          .happened_on = DAY_NONE};
    struct user stranger = {.name = "fremd", .display_name = "", .role = ROLE_CASEWORKER,
                            .team = "T9", .branch = "", .phone = ""};

    is_kept(office, &device, &late, "wrong_step");
    answer.id = first_open(office);
    assert_done(office, store_write(office->env.store, add_stranger, &stranger, &office->err));
    office->env.user = stranger;
    assert_int_equal(open_count(office), 0);
    assert_refused(office, REASON_NOT_FOUND,
                   contradiction_decide(&office->env, &answer, &office->doc, &office->err));
    office->env.user.role = ROLE_ASSISTANT;
    office->env.user.team = "T1";
    assert_int_equal(open_count(office), 0);
    office->env.user = (struct user){0};
    assert_int_equal(open_count(office), 1);
}

static void
a_revoked_device_tells_nothing_more(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    struct reception_late late = noted(office, code, STEP_ACCEPT, NONCE, 0);
    bool kept;

    assert_done(office, provider_revoke(&office->env, device.device.id, &office->doc,
                                        &office->err));
    assert_refused(office, REASON_NOT_ALLOWED, tell(office, &device, &late, &kept));
    assert_int_equal(value_len(events(office, code)), 1);
}

static void
only_three_steps_are_told_late(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);
    const char *code = office_voucher(office, "KB-1", "kita");
    bool kept;

    for (enum step step = STEP_NONE; step < STEP__MAX; step++) {
        struct reception_late late = noted(office, code, step, NONCE, 0);

        if (step == STEP_ACCEPT || step == STEP_START || step == STEP_END) {
            continue;
        }
        assert_refused(office, REASON_INVALID, tell(office, &device, &late, &kept));
        assert_string_equal(office->err.field, "command");
    }
}

static void
a_device_says_how_much_waits_in_it(void **state)
{
    struct office *office = *state;
    struct paired_device device = office_device(office, "kita", WHO_RECEPTION);

    assert_done(office, reception_contact(&office->env, &device.device, 12, &office->doc,
                                          &office->err));
    assert_int_equal(value_number(value_find(office->doc, "contact.server_ms")) / MINUTE_MS,
                     now(office) / MINUTE_MS);
    assert_done(office, provider_devices(&office->env, "kita", &office->doc, &office->err));
    assert_int_equal(value_number(value_get(value_at(value_get(office->doc, "devices"), 0),
                                            "waiting")),
                     12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(what_fits_is_recorded_with_its_own_day_and_marked),
        OFFICE_TEST(one_nonce_records_once_whichever_way_came_first),
        OFFICE_TEST(what_does_not_fit_any_more_waits_for_the_office),
        OFFICE_TEST(the_same_step_on_the_same_day_is_no_contradiction),
        OFFICE_TEST(two_providers_without_a_line_took_the_same_free_choice),
        OFFICE_TEST(what_consent_does_not_allow_is_dropped_on_arrival),
        OFFICE_TEST(an_end_without_its_outcome_waits_for_one),
        OFFICE_TEST(each_is_decided_once),
        OFFICE_TEST(only_who_may_change_the_case_decides_and_sees),
        OFFICE_TEST(a_revoked_device_tells_nothing_more),
        OFFICE_TEST(only_three_steps_are_told_late),
        OFFICE_TEST(a_device_says_how_much_waits_in_it),
    };

    setenv("TZ", "Europe/Berlin", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
