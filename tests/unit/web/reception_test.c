/*
 * reception_test.c - the reception's pages and API: what their handlers make of fields and
 * documents, and that no document makes a template stumble.
 */
#include <time.h>

#include "office_world.h"

#include "../../../src/web/reception_card.h"
#include "../../../src/web/reception_fields.h"
#include "reception.h"

static struct office office;

static int
open_office(void **state)
{
    office_open(&office, "http://127.0.0.1:8080");
    *state = &office;
    return 0;
}

static int
close_office(void **state)
{
    office_close(*state);
    return 0;
}

/* A POST of PATH that has come as far as its handler. */
static struct web_exchange
exchange(struct office *o, const char *path)
{
    struct web_exchange x = {
        .request = &o->request,
        .response = &o->response,
        .env = o->env,
        .web = o->web,
        .language = "de",
        .device = {.id = 7, .name = "Empfang 1", .role = WHO_RECEPTION},
    };
    unsigned others;

    x.env.arena = o->request.arena;
    x.route = route_find(HTTP_POST, path, x.env.arena, x.segment, &others);
    assert_non_null(x.route);
    return x;
}

static void
give(struct web_exchange *x, const char *name, const char *value)
{
    x->given[x->given_count].name = name;
    x->given[x->given_count++].value = value;
}

static size_t
count(const char *text, const char *part)
{
    size_t found = 0;

    for (; (text = strstr(text, part)); text += strlen(part)) {
        found++;
    }
    return found;
}

/* ---- fields ---- */

static struct reception_event
read_event(const struct web_exchange *x)
{
    struct reception_event event;
    struct err err = {0};

    assert_true(reception_fields(x, SOURCE_API, &event, &err));
    return event;
}

static void
a_plain_step_has_nothing_that_was_not_given(void **state)
{
    struct web_exchange x = exchange(*state, "/s/schritt");
    struct reception_event event;

    give(&x, "code", "K7QM-2F9D-4XHA-P3T0");
    give(&x, "command", "accept");
    event = read_event(&x);
    assert_int_equal(event.step, STEP_ACCEPT);
    assert_int_equal(event.happened_on, DAY_NONE);
    assert_int_equal(event.until, DAY_NONE);
    assert_int_equal(event.outcome, OUTCOME_NONE);
    assert_int_equal(event.cause, CAUSE_NONE);
    assert_int_equal(event.recommendation, 0);
    assert_false(event.discussed);
    assert_false(event.again);
    assert_string_equal(event.receipt, "");
}

static void
known_words_are_read(void **state)
{
    struct web_exchange x = exchange(*state, "/s/schritt");
    struct reception_event event;

    give(&x, "command", "end");
    give(&x, "outcome", "E3");
    give(&x, "reason", "no_access");
    give(&x, "happened_on", "2026-05-04");
    give(&x, "recommendation", "W1");
    give(&x, "recommendation", "W3");
    give(&x, "again", "1");
    give(&x, "event", "RBP4M5");
    event = read_event(&x);
    assert_int_equal(event.outcome, OUTCOME_E3);
    assert_int_equal(event.cause, CAUSE_NO_ACCESS);
    assert_int_equal(event.happened_on, day_from_civil(2026, 5, 4));
    assert_int_equal(event.recommendation, RECOMMEND_W1 | RECOMMEND_W3);
    assert_true(event.again);
    assert_string_equal(event.receipt, "RBP4M5");
}

static void
unknown_words_are_left_for_the_rules_to_refuse(void **state)
{
    struct web_exchange x = exchange(*state, "/s/schritt");
    struct reception_event event;

    give(&x, "command", "end");
    give(&x, "outcome", "none");
    give(&x, "reason", "bored");
    give(&x, "recommendation", "W1");
    give(&x, "recommendation", "W9");
    event = read_event(&x);
    assert_int_equal(event.outcome, OUTCOME__MAX);
    assert_int_equal(event.cause, CAUSE__MAX);
    assert_true(event.recommendation & ~(unsigned)RECOMMEND_ALL);
}

static void
an_unknown_command_is_named(void **state)
{
    struct web_exchange x = exchange(*state, "/s/schritt");
    struct reception_event event;
    struct err err = {0};

    give(&x, "command", "none");
    assert_false(reception_fields(&x, SOURCE_SCAN, &event, &err));
    assert_int_equal(err.reason, REASON_INVALID);
    assert_string_equal(err.field, "command");
}

/* ---- cards ---- */

static const struct reception_scan typed = {"K7QM-2F9D-4XHA-P3T0", SOURCE_TYPED};

/* The smallest answer of a look-up: a neutral voucher that shows no name. */
static struct value *
bare_voucher(struct web_exchange *x, struct value **actions)
{
    struct value *doc = value_record(x->env.arena);
    struct value *voucher = value_set_record(doc, "voucher");

    value_set_text(voucher, "type", "C");
    value_set_text(voucher, "state_label", "ausgestellt");
    *actions = value_set_list(doc, "actions");
    return doc;
}

static struct value *
add_action(struct value *actions, const char *command, const char *label, bool likely)
{
    struct value *action = value_add_record(actions);

    value_set_text(action, "command", command);
    value_set_text(action, "label", label);
    value_set_bool(action, "likely", likely);
    return action;
}

static const char *
show_card(struct office *o, struct web_exchange *x, const struct value *doc)
{
    struct value *page = reception_page(x);

    value_set_text(page, "tone", "success");
    reception_card(x, &typed, doc, STEP_NONE, page);
    web_page(x, 200, "scan_card", page);
    assert_int_equal(o->response.status, 200);
    return body(o);
}

static void
a_card_may_lack_everything_that_a_paper_may_lack(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *actions, *doc = bare_voucher(&x, &actions);
    const char *page = show_card(*state, &x, doc);

    assert_non_null(strstr(page, "Leistungsart C"));
    assert_null(strstr(page, "Termin"));
    assert_null(strstr(page, "/s/schritt"));
}

static void
the_likely_step_is_the_one_large_button(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *actions, *doc = bare_voucher(&x, &actions);
    const char *page;

    add_action(actions, "decline", "Ablehnen", false);
    add_action(actions, "accept", "Ist da", true);
    page = show_card(*state, &x, doc);
    assert_int_equal(count(page, "lz-big"), 1);
    assert_non_null(strstr(strstr(page, "lz-big"), "Ist da"));
    assert_true(strstr(page, "Ist da") < strstr(page, "Ablehnen"));
}

static void
each_outcome_is_a_button_of_its_own(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *actions, *doc = bare_voucher(&x, &actions);
    struct value *outcomes = value_set_list(add_action(actions, "end", "Ende", true), "outcomes");
    const char *page;

    for (enum outcome outcome = OUTCOME_E1; outcome <= OUTCOME_E4; outcome++) {
        struct value *item = value_add_record(outcomes);

        value_set_text(item, "outcome", outcome_name(outcome));
        value_set_text(item, "label", outcome_label(outcome));
    }
    page = show_card(*state, &x, doc);
    assert_int_equal(count(page, "name=\"outcome\""), 4);
    /* Enter in the date field must not choose the first of them. */
    assert_non_null(strstr(page, "<button type=\"submit\" disabled hidden>"));
}

static void
each_form_records_under_its_own_nonce(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *actions, *doc = bare_voucher(&x, &actions);
    const char *page, *first, *second;

    add_action(actions, "start", "Beginn", true);
    add_action(actions, "attend", "Termin", false);
    page = show_card(*state, &x, doc);
    first = strstr(page, "name=\"nonce\"");
    second = strstr(first + 1, "name=\"nonce\"");
    assert_non_null(second);
    assert_int_equal(strspn(first + strlen("name=\"nonce\" value=\""), "0123456789abcdef"), 32);
    assert_memory_not_equal(first, second, 40);
}

static void
a_late_intake_needs_its_day(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *actions, *doc = bare_voucher(&x, &actions);
    const char *page;

    value_set_text(add_action(actions, "accept", "Ist da", false), "latest", "2026-04-20");
    page = show_card(*state, &x, doc);
    assert_non_null(strstr(page, "max=\"2026-04-20\" required"));
}

static void
where_nothing_may_be_told_there_is_no_button(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct value *doc = value_record(x.env.arena);
    const char *page;

    value_set_text(doc, "voucher", NULL);
    value_set_list(doc, "actions");
    value_set_text(doc, "notice", "Nichts wird übermittelt.");
    page = show_card(*state, &x, doc);
    assert_non_null(strstr(page, "Nichts wird übermittelt."));
    assert_null(strstr(page, "/s/schritt"));
}

static void
a_code_with_markup_stays_text(void **state)
{
    struct web_exchange x = exchange(*state, "/s");
    struct reception_scan scan = {"\"><b>", SOURCE_SCAN};
    struct value *actions, *doc = bare_voucher(&x, &actions);
    struct value *page = reception_page(&x);

    add_action(actions, "accept", "Ist da", true);
    reception_card(&x, &scan, doc, STEP_NONE, page);
    web_page(&x, 200, "scan_card", page);
    assert_int_equal(office.response.status, 200);
    assert_null(strstr(body(*state), "<b>"));
}

static void
an_undone_entry_offers_no_undo(void **state)
{
    struct web_exchange x = exchange(*state, "/s/schritt");
    struct reception_event event = {.code = typed.code, .step = STEP_ANNUL};
    struct value *doc = value_record(x.env.arena), *page = reception_page(&x);
    struct value *shown = value_set_record(doc, "event");

    value_set_text(shown, "command_label", "Eintrag zurückgenommen");
    value_set_text(shown, "happened_on", "2026-05-04");
    value_set_text(shown, "recorded_at", "2026-05-04T08:00:00.000Z");
    value_set_text(shown, "receipt", "RBP4M5");
    reception_result(&x, &event, doc, page);
    web_page(&x, 200, "scan_result", page);
    assert_non_null(strstr(body(*state), "RBP4M5"));
    assert_non_null(strstr(body(*state), "04.05.2026, 10:00"));
    assert_null(strstr(body(*state), "/s/schritt"));
}

static void
every_reason_has_a_tone(void **state)
{
    static const char *const tones[] = {"success", "info", "warning", "danger"};

    (void)state;
    for (int reason = REASON_NONE; reason < REASON__MAX; reason++) {
        const char *tone = reception_tone((enum reason)reason);
        bool known = false;

        for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
            known |= strcmp(tone, tones[i]) == 0;
        }
        assert_true(known);
        assert_int_equal(strcmp(tone, "success") == 0, reason == REASON_NONE);
    }
}

/* ---- whole requests ---- */

static void
the_code_waits_with_the_focus_in_its_field(void **state)
{
    static const char *const paths[] = {"/s", "/S", "/k", "/K", "/koppeln", "/p", "/P"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_int_equal(ask(*state, HTTP_GET, paths[i]), 200);
        assert_non_null(strstr(body(*state), " autofocus"));
        assert_non_null(strstr(body(*state), "name=\"code\""));
    }
}

static void
who_has_no_device_is_led_to_pairing(void **state)
{
    assert_int_equal(post(*state, "/s/schritt", "code=x&command=accept&nonce=0123456789abcdef"),
                     303);
    assert_string_equal(header(*state, "Location"), "/koppeln");
}

static void
a_torn_code_is_not_echoed(void **state)
{
    assert_int_equal(post(*state, "/s", "code=K7QM2F&how=typed"), 400);
    assert_null(strstr(body(*state), "K7QM2F\""));
    assert_non_null(strstr(body(*state), "name=\"code\""));
}

static void
the_api_asks_for_a_key_before_anything_else(void **state)
{
    struct office *o = *state;

    o->request.content_type = "application/json";
    o->request.body = "{";
    o->request.body_len = 1;
    assert_int_equal(ask(o, HTTP_POST, "/api/v1/events"), 401);
    assert_string_equal(header(o, "WWW-Authenticate"), "Bearer");
    assert_non_null(strstr(body(o), "\"reason\":\"not_allowed\""));
}

static void
the_api_describes_itself(void **state)
{
    assert_int_equal(ask(*state, HTTP_GET, "/api/v1/openapi.json"), 200);
    assert_string_equal(office.response.content_type, "application/json");
    assert_non_null(strstr(body(*state), "\"openapi\": \"3.1.0\""));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
    const struct CMUnitTest tests[] = {
        TEST(a_plain_step_has_nothing_that_was_not_given),
        TEST(known_words_are_read),
        TEST(unknown_words_are_left_for_the_rules_to_refuse),
        TEST(an_unknown_command_is_named),
        TEST(a_card_may_lack_everything_that_a_paper_may_lack),
        TEST(the_likely_step_is_the_one_large_button),
        TEST(each_outcome_is_a_button_of_its_own),
        TEST(each_form_records_under_its_own_nonce),
        TEST(a_late_intake_needs_its_day),
        TEST(where_nothing_may_be_told_there_is_no_button),
        TEST(a_code_with_markup_stays_text),
        TEST(an_undone_entry_offers_no_undo),
        cmocka_unit_test(every_reason_has_a_tone),
        TEST(the_code_waits_with_the_focus_in_its_field),
        TEST(who_has_no_device_is_led_to_pairing),
        TEST(a_torn_code_is_not_echoed),
        TEST(the_api_asks_for_a_key_before_anything_else),
        TEST(the_api_describes_itself),
    };
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    return cmocka_run_group_tests_name("reception", tests, NULL, NULL);
}
