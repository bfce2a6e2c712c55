/*
 * referral_test.c - somebody sent on without a slip: written down, reported on, turned into a
 * slip; and nobody but the office comes upon it.
 */
#include "office.h"

#include "feed.h"
#include "lead.h"
#include "posting.h"
#include "report.h"
#include "store_slip.h"

#define TODAY day_from_civil(2026, 5, 4)

static struct slip_request
request_for(const char *service, const char *provider)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = "", .talked_on = DAY_NONE};

    request.station[0] = (struct slip_station){.service = service, .provider = provider};
    return request;
}

/* The number of a new referral. */
static const char *
refer(struct office *office, const char *service, const char *provider)
{
    struct slip_request request = request_for(service, provider);

    assert_done(office, slip_refer(&office->env, &request, &office->doc, &office->err));
    return value_string(
        value_get(value_at(value_get(office->doc, "referrals"), 0), "number"));
}

static bool
tell(struct office *office, const char *number, enum step step, enum outcome outcome)
{
    struct voucher_step request = {.code = number, .provider = "", .step = step,
                                   .source = SOURCE_NONE, .happened_on = DAY_NONE,
                                   .until = DAY_NONE, .outcome = outcome, .receipt = ""};

    return voucher_record(&office->env, &request, &office->doc, &office->err);
}

static const char *
text_at(const struct value *list, size_t index, const char *key)
{
    return value_string(value_get(value_at(list, index), key));
}

struct codes {
    int64_t voucher, slip;
    uint8_t seed[2][CODE_SEED_BYTES];
};

static bool
read_seeds(struct db *db, void *arg, struct err *err)
{
    struct codes *codes = arg;
    struct arena arena = {0};
    struct slip slip;
    const struct voucher *voucher;
    size_t count;
    bool done = store_slip_get(db, &arena, "2026-000001", &slip, err) &&
                store_vouchers_of_slip(db, &arena, slip.id, &voucher, &count, err);

    if (done) {
        memcpy(codes->seed[0], voucher[0].seed, CODE_SEED_BYTES);
        memcpy(codes->seed[1], slip.client_seed, CODE_SEED_BYTES);
    }
    arena_finish(&arena);
    return done;
}

/* The code that the referral's seed would give, if there were one. */
static const char *
would_be_code(struct office *office, enum code_kind kind)
{
    struct codes codes = {0};
    char symbols[CODE_MAX];
    char *grouped = arena_alloc(&office->arena, CODE_GROUPED_MAX);

    assert_done(office, store_read(office->env.store, read_seeds, &codes, &office->err));
    code_derive(&office->env.keys, kind, codes.seed[kind == CODE_CLIENT], 1, symbols);
    code_group(grouped, symbols);
    return grouped;
}

static void
a_referral_has_a_number_and_no_code(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");
    const struct value *item = value_at(value_get(office->doc, "referrals"), 0);
    const struct value *voucher = value_at(value_get(item, "vouchers"), 0);

    assert_string_equal(number, "2026-000001");
    assert_true(value_truth(value_get(item, "referral")));
    assert_int_equal(value_kind(value_get(item, "client_code")), VALUE_NULL);
    assert_int_equal(value_kind(value_get(voucher, "code")), VALUE_NULL);
    assert_string_equal(value_string(value_get(voucher, "state_label")), "verwiesen");
    assert_string_equal(value_string(value_get(voucher, "due_label")), "Nachfragen bis");
    assert_false(value_truth(value_get(voucher, "awaits_return")));
}

static void
it_wants_an_agreed_need_and_a_service_of_the_catalogue_as_a_slip_does(void **state)
{
    struct office *office = *state;
    struct slip_request request = request_for("XX-9", "");

    assert_refused(office, REASON_NOT_FOUND,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    request = request_for("SB-1", "kita");
    assert_refused(office, REASON_NOT_FOUND,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    request = request_for("SB-1", "kredit");
    request.talked_on = TODAY - 1; /* the need was agreed on today */
    assert_refused(office, REASON_INVALID,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "need");
    request = request_for("SB-1", "schulden");
    request.station[0].consent = 1;
    assert_refused(office, REASON_INVALID,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "consent");
}

static void
the_talk_was_not_tomorrow_and_not_too_long_ago(void **state)
{
    struct office *office = *state;
    struct slip_request request = request_for("SB-1", "kredit");

    request.talked_on = TODAY + 1;
    assert_refused(office, REASON_DATE_OUT_OF_RANGE,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    office_pass(office, 93 * DAY_MS);
    request.talked_on = TODAY;
    assert_refused(office, REASON_DATE_OUT_OF_RANGE,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "happened_on");
}

static void
each_service_is_a_referral_of_its_own_or_none_is(void **state)
{
    struct office *office = *state;
    struct slip_request request = request_for("SB-1", "kredit");
    size_t at = 7;

    request.station_count = 2;
    request.station[1] = (struct slip_station){.service = "KB-1", .provider = "kita"};
    assert_done(office, slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_int_equal(value_len(value_get(office->doc, "referrals")), 2);
    assert_string_equal(text_at(value_get(office->doc, "referrals"), 1, "number"),
                        "2026-000002");
    request.station[1].service = "XX-9";
    request.at = &at;
    assert_refused(office, REASON_NOT_FOUND,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_int_equal(at, 1);
    request.station[1] = request.station[0];
    assert_refused(office, REASON_INVALID,
                   slip_refer(&office->env, &request, &office->doc, &office->err));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "case.slips")), 2);
}

static void
what_is_sent_twice_is_one_referral(void **state)
{
    struct office *office = *state;
    struct slip_request request = request_for("SB-1", "kredit");

    request.batch = "web-1-abc";
    for (int i = 0; i < 2; i++) {
        assert_done(office, slip_refer(&office->env, &request, &office->doc, &office->err));
        assert_string_equal(text_at(value_get(office->doc, "referrals"), 0, "number"),
                            "2026-000001");
    }
}

static void
the_code_that_its_seed_would_give_opens_nothing_for_anybody(void **state)
{
    struct office *office = *state;
    struct paired_device desk = office_device(office, "kredit", WHO_RECEPTION);
    const char *code;

    refer(office, "SB-1", "kredit");
    code = would_be_code(office, CODE_VOUCHER);
    assert_refused(office, REASON_UNKNOWN, office_look(office, &desk, code));
    assert_refused(office, REASON_UNKNOWN,
                   voucher_show(&office->env, code, &office->doc, &office->err));
    code = would_be_code(office, CODE_CLIENT);
    assert_refused(office, REASON_UNKNOWN,
                   reception_client(&office->env, code, &office->doc, &office->err));
}

static size_t
in_lists(struct office *office, const struct paired_device *lead)
{
    static const char *const names[] = {"due", "running", "open", "closed"};
    size_t count = 0;

    assert_done(office, lead_lists(&office->env, &lead->device, &office->doc, &office->err));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        count += value_len(value_get(value_get(office->doc, "lists"), names[i]));
    }
    return count + (size_t)value_number(value_find(office->doc, "figures.issued")) +
           (size_t)value_number(value_find(office->doc, "figures.accepted"));
}

/* The provider may report by law, so that a slip would stand in its list at once. */
static void
the_provider_learns_nothing_of_it_at_any_time(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kredit", WHO_LEAD);
    const char *number = refer(office, "SB-1", "kredit");

    assert_int_equal(in_lists(office, &lead), 0);
    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    assert_int_equal(in_lists(office, &lead), 0);
    assert_done(office, tell(office, number, STEP_START, OUTCOME_NONE));
    office_pass(office, 40 * DAY_MS);
    assert_int_equal(in_lists(office, &lead), 0);
    assert_done(office, tell(office, number, STEP_END, OUTCOME_E1));
    assert_int_equal(in_lists(office, &lead), 0);
}

static void
a_guessed_number_opens_no_referral_for_the_lead(void **state)
{
    struct office *office = *state;
    struct paired_device lead = office_device(office, "kredit", WHO_LEAD);
    const char *number = refer(office, "SB-1", "kredit");
    const struct value *event;
    int64_t id;

    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    assert_done(office, feed_read(&office->env, "", &office->doc, &office->err));
    event = value_at(value_get(office->doc, "events"), 0);
    id = strtoll(value_string(value_get(event, "voucher")), NULL, 10);
    assert_true(id != 0);
    assert_refused(office, REASON_NOT_FOUND,
                   lead_voucher(&office->env, &lead.device, id, &office->doc, &office->err));
}

static void
the_client_tells_and_the_office_writes_it_down(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");

    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    assert_string_equal(told(office, "event.source"), "office");
    assert_string_equal(told(office, "event.source_label"), "im Gespräch berichtet");
    assert_string_equal(told(office, "voucher.bound_provider"), "kredit");
    assert_done(office, tell(office, number, STEP_START, OUTCOME_NONE));
    assert_done(office, tell(office, number, STEP_END, OUTCOME_E2));
    assert_string_equal(told(office, "voucher.state"), "ended");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
}

static void
what_was_told_in_one_talk_is_one_entry(void **state)
{
    struct office *office = *state;
    struct voucher_return talk = {.provider = "", .source = SOURCE_OFFICE,
                                  .accepted_on = TODAY, .started_on = TODAY,
                                  .ended_on = DAY_NONE, .outcome = OUTCOME_NONE};

    for (size_t i = 0; i < RETURN_DAYS_MAX; i++) {
        talk.attended_on[i] = DAY_NONE;
    }
    talk.code = refer(office, "SB-1", "kredit");
    assert_done(office, voucher_return(&office->env, &talk, &office->doc, &office->err));
    assert_string_equal(told(office, "voucher.state"), "started");
    talk.source = SOURCE_PAPER_CLIENT;
    assert_refused(office, REASON_NOT_ALLOWED,
                   voucher_return(&office->env, &talk, &office->doc, &office->err));
    talk.code = office_voucher(office, "SB-1", "kredit");
    talk.source = SOURCE_OFFICE;
    assert_refused(office, REASON_NOT_ALLOWED,
                   voucher_return(&office->env, &talk, &office->doc, &office->err));
}

static void
a_free_choice_is_told_with_where_it_led(void **state)
{
    struct office *office = *state;
    struct voucher_step accept = {.code = refer(office, "SB-1", ""), .provider = "",
                                  .step = STEP_ACCEPT, .happened_on = DAY_NONE,
                                  .until = DAY_NONE, .receipt = ""};

    assert_refused(office, REASON_INVALID,
                   voucher_record(&office->env, &accept, &office->doc, &office->err));
    assert_string_equal(office->err.field, "provider");
    accept.provider = "schulden";
    assert_done(office, voucher_record(&office->env, &accept, &office->doc, &office->err));
    assert_string_equal(told(office, "voucher.bound_provider"), "schulden");
}

static void
what_has_no_paper_is_not_printed_but_the_client_may_be_informed(void **state)
{
    static const char *const papers[] = {"", "laufzettel", "gutschein", "rueckmeldebogen"};
    struct office *office = *state;
    struct slip_print print = {.by = PRINT_BY_SLIP, .what = refer(office, "SB-1", "kredit")};
    struct buf pdf = {0};

    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        print.form = papers[i];
        assert_refused(office, REASON_CONFLICT,
                       slip_print_bytes(&office->env, &print, &pdf, &office->doc, &office->err));
    }
    assert_int_equal(pdf.len, 0);
    print.form = "datenschutzhinweis";
    assert_done(office,
                slip_print_bytes(&office->env, &print, &pdf, &office->doc, &office->err));
    buf_finish(&pdf);
}

static void
the_caseworker_is_asked_whether_it_worked_out_and_to_print_nothing(void **state)
{
    struct office *office = *state;
    const struct value *list;

    refer(office, "SB-1", "kredit");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    list = value_find(office->doc, "case.followups");
    assert_int_equal(value_len(list), 1);
    assert_string_equal(text_at(list, 0, "reason"), "appointment_made");
    assert_string_equal(text_at(list, 0, "reason_label"), "Nachfragen, ob es geklappt hat");
    assert_string_equal(text_at(list, 0, "due_on"), "2026-05-18");
    office_voucher(office, "SB-1", "kredit");
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    list = value_find(office->doc, "case.later");
    assert_string_equal(text_at(list, 0, "reason_label"), "Nachfragen, ob es geklappt hat");
    assert_string_equal(text_at(list, 1, "reason_label"), "Termin vereinbart?");
}

static void
after_its_time_it_is_closed_without_a_statement_and_may_still_be_told_of(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");

    office_pass(office, 120 * DAY_MS);
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    assert_int_equal(value_number(value_find(office->doc, "tick.closed")), 1);
    assert_int_equal(value_number(value_find(office->doc, "tick.expired")), 0);
    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    assert_string_equal(told(office, "voucher.state"), "accepted");
}

static void
a_referral_becomes_a_slip_with_codes_that_open(void **state)
{
    struct office *office = *state;
    struct paired_device desk = office_device(office, "kredit", WHO_RECEPTION);
    struct paired_device lead = office_device(office, "kredit", WHO_LEAD);
    struct slip_print print = {.by = PRINT_BY_SLIP, .form = ""};
    struct buf pdf = {0};
    const char *code;

    print.what = refer(office, "SB-1", "kredit");
    office_steer(office, print.what, STEP_REISSUE, CAUSE_NONE);
    assert_string_equal(told(office, "event.command_label"), "Doch ein Laufzettel");
    assert_string_equal(text_at(value_get(office->doc, "printable"), 0, "form"), "laufzettel");
    code = arena_strdup(&office->arena, told(office, "voucher.code"));
    assert_false(value_truth(value_find(office->doc, "voucher.referral")));
    assert_done(office, office_look(office, &desk, code));
    assert_int_equal(in_lists(office, &lead), 2); /* open, and issued this year */
    assert_done(office,
                slip_print_bytes(&office->env, &print, &pdf, &office->doc, &office->err));
    buf_finish(&pdf);
    assert_done(office, slip_show(&office->env, print.what, &office->doc, &office->err));
    code = arena_strdup(&office->arena, told(office, "slip.client_code"));
    assert_done(office, reception_client(&office->env, code, &office->doc, &office->err));
    assert_non_null(strstr(office_json(office, office->doc), "Ohne Laufzettel verwiesen"));
    assert_null(strstr(office_json(office, office->doc), "Gutschein ausgestellt"));
}

static void
a_second_reissue_is_one_like_any_other(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");

    office_steer(office, number, STEP_REISSUE, CAUSE_NONE);
    office_steer(office, number, STEP_REISSUE, CAUSE_NONE);
    assert_string_not_equal(told(office, "event.command_label"), "Doch ein Laufzettel");
    assert_string_equal(text_at(value_get(office->doc, "printable"), 1, "form"), "mitteilung");
}

static void
nothing_is_wrong_with_its_chain(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");

    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    assert_done(office, upkeep_tick(&office->env, &office->doc, &office->err));
    assert_done(office, upkeep_verify(&office->env, &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "verify.findings")), 0);
}

static int64_t
counted(const struct office *office, const char *key)
{
    return value_number(value_get(value_find(office->doc, "report.total"), key));
}

static void
it_counts_in_the_totals_and_apart(void **state)
{
    struct office *office = *state;
    struct report_request request = {.year = 2026, .whole = true};

    assert_done(office, tell(office, refer(office, "SB-1", "kredit"), STEP_ACCEPT, OUTCOME_NONE));
    office_voucher(office, "SB-1", "kredit");
    office_voucher(office, "KB-1", "kita");
    assert_done(office, report_providers(&office->env, &request, &office->doc, &office->err));
    assert_int_equal(counted(office, "issued"), 3);
    assert_int_equal(counted(office, "referred"), 1);
    assert_int_equal(counted(office, "accepted"), 1);
    assert_int_equal(counted(office, "reported_level"), 0);
}

static const char *
shown(const struct office *office, const char *provider)
{
    const struct value *list = value_find(office->doc, "report.providers");

    for (size_t i = 0; i < value_len(list); i++) {
        if (str_equal(text_at(list, i, "provider"), provider)) {
            return text_at(list, i, "referred");
        }
    }
    return "";
}

/* Eight of which six had no slip: that two had one must not be worked out. */
static void
how_many_had_none_does_not_tell_of_the_few_who_had_one(void **state)
{
    struct office *office = *state;
    struct report_request request = {.year = 2026};

    for (int i = 0; i < 6; i++) {
        refer(office, "KB-1", "kita");
        refer(office, "SB-1", "kredit");
        office_voucher(office, "SB-1", "kredit");
    }
    office_voucher(office, "KB-1", "kita");
    office_voucher(office, "KB-1", "kita");
    assert_done(office, report_providers(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(shown(office, "kita"), "*");
    assert_string_equal(shown(office, "kredit"), "*"); /* else the sum would tell */
    assert_int_equal(counted(office, "referred"), 12);
}

static void
the_note_for_another_program_says_that_it_was_only_told(void **state)
{
    struct office *office = *state;
    const char *number = refer(office, "SB-1", "kredit");
    const struct value *open;

    assert_done(office, tell(office, number, STEP_ACCEPT, OUTCOME_NONE));
    office->env.user.name = "keller";
    assert_done(office, posting_show(&office->env, "", &office->doc, &office->err));
    open = value_find(office->doc, "posting.open");
    assert_string_equal(text_at(open, 0, "booking"), "Verweis ohne Laufzettel");
    assert_string_equal(text_at(open, 0, "note"),
                        "Verweis ohne Laufzettel 2026-000001: Am 04.05.2026 verwiesen.");
    assert_string_equal(text_at(open, 1, "note"),
                        "Verweis ohne Laufzettel 2026-000001: Aufnahme am 04.05.2026, im "
                        "Gespräch berichtet.");
}

static void
the_feed_tells_which_event_has_a_paper(void **state)
{
    struct office *office = *state;
    const struct value *list;

    refer(office, "SB-1", "kredit");
    office_voucher(office, "SB-1", "kredit");
    assert_done(office, feed_read(&office->env, "", &office->doc, &office->err));
    list = value_get(office->doc, "events");
    assert_false(value_truth(value_get(value_at(list, 0), "paper")));
    assert_true(value_truth(value_get(value_at(list, 1), "paper")));
}

static void
a_disclosure_holds_it_and_no_code(void **state)
{
    struct office *office = *state;
    const char *json;

    refer(office, "SB-1", "kredit");
    json = arena_strdup(&office->arena, would_be_code(office, CODE_VOUCHER));
    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    assert_null(strstr(office_json(office, office->doc), json));
    assert_non_null(strstr(office_json(office, office->doc), "2026-000001"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_referral_has_a_number_and_no_code),
        OFFICE_TEST(it_wants_an_agreed_need_and_a_service_of_the_catalogue_as_a_slip_does),
        OFFICE_TEST(the_talk_was_not_tomorrow_and_not_too_long_ago),
        OFFICE_TEST(each_service_is_a_referral_of_its_own_or_none_is),
        OFFICE_TEST(what_is_sent_twice_is_one_referral),
        OFFICE_TEST(the_code_that_its_seed_would_give_opens_nothing_for_anybody),
        OFFICE_TEST(the_provider_learns_nothing_of_it_at_any_time),
        OFFICE_TEST(a_guessed_number_opens_no_referral_for_the_lead),
        OFFICE_TEST(the_client_tells_and_the_office_writes_it_down),
        OFFICE_TEST(what_was_told_in_one_talk_is_one_entry),
        OFFICE_TEST(a_free_choice_is_told_with_where_it_led),
        OFFICE_TEST(what_has_no_paper_is_not_printed_but_the_client_may_be_informed),
        OFFICE_TEST(the_caseworker_is_asked_whether_it_worked_out_and_to_print_nothing),
        OFFICE_TEST(after_its_time_it_is_closed_without_a_statement_and_may_still_be_told_of),
        OFFICE_TEST(a_referral_becomes_a_slip_with_codes_that_open),
        OFFICE_TEST(a_second_reissue_is_one_like_any_other),
        OFFICE_TEST(nothing_is_wrong_with_its_chain),
        OFFICE_TEST(it_counts_in_the_totals_and_apart),
        OFFICE_TEST(how_many_had_none_does_not_tell_of_the_few_who_had_one),
        OFFICE_TEST(the_note_for_another_program_says_that_it_was_only_told),
        OFFICE_TEST(the_feed_tells_which_event_has_a_paper),
        OFFICE_TEST(a_disclosure_holds_it_and_no_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
