/*
 * reception_flow_test.c - a reception works through its pages: every button of the card, every
 * reason it may hear, and what others learn from the same page.
 */
#include "reception_world.h"

#include "case.h"
#include "code.h"
#include "reception.h"
#include "str.h"
#include "voucher.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)
#define CLIENT "Jana Testfall"

static struct office office;
static int nonces;

static int
open_office(void **state)
{
    struct err err = {0};

    office_open(&office, "http://127.0.0.1:8080");
    assert_true(store_write(office.env.store, reception_fill, NULL, &err));
    *state = &office;
    return 0;
}

static int
close_office(void **state)
{
    office_close(*state);
    return 0;
}

static const char *
voucher(struct office *o)
{
    return issue(o, "SB-1", "nordtor", "", NULL);
}

static int
look(struct office *o, const char *code)
{
    return send(o, "/s", arena_printf(&o->arena, "code=%s&how=typed", code));
}

static int
tap(struct office *o, const char *code, const char *command)
{
    return send(o, "/s/schritt",
                arena_printf(&o->arena, "code=%s&how=typed&nonce=nonce-%010d&command=%s", code,
                             nonces++, command));
}

/* Each of STEPS ("accept start"), which must succeed. */
static void
take(struct office *o, const char *code, const char *steps)
{
    for (const char *at = steps; *at != '\0'; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");

        if (tap(o, code, arena_strndup(&o->arena, at, len)) != 200) {
            fail_msg("%.*s: %d\n%s", (int)len, at, o->response.status, body(o));
        }
        at += len;
    }
}

static bool
says(struct office *o, const char *text)
{
    return strstr(body(o), text) != NULL;
}

/* ---- every button ---- */

static const struct {
    const char *before;  /* steps until the card offers it */
    const char *button;  /* what the card says */
    bool large;
    const char *command; /* with its fields */
    const char *word;    /* what the answer says */
} buttons[] = {
    {"", "Ist da - Aufnahme bestätigen", true, "accept", "Aufnahme bestätigt"},
    {"", "Ist da - Aufnahme bestätigen", true, "accept&happened_on=2026-05-04",
     "Aufnahme bestätigt"},
    {"", "Auf Warteliste", false, "waitlist&until=2026-06-15", "Auf die Warteliste gesetzt"},
    {"", "Ablehnen", false, "decline&reason=no_capacity", "Abgelehnt"},
    {"", "Ablehnen", false, "decline&reason=not_responsible", "Abgelehnt"},
    {"", "Ablehnen", false, "decline&reason=no_access", "Abgelehnt"},
    {"waitlist&until=2026-06-15", "Ist da - Aufnahme bestätigen", true, "accept",
     "Aufnahme bestätigt"},
    {"accept", "Beginn bestätigen", true, "start", "Beginn bestätigt"},
    {"accept", "Termin wahrgenommen", false, "attend", "Termin wahrgenommen"},
    {"accept", "Ende melden", false, "end&outcome=N1", "Ende bestätigt"},
    {"accept", "Ende melden", false, "end&outcome=E4", "Ende bestätigt"},
    {"accept start", "Termin wahrgenommen", true, "attend", "Termin wahrgenommen"},
    {"accept start attend", "Termin wahrgenommen", false, "attend&again=1",
     "Termin wahrgenommen"},
    {"accept start", "mit Klient/in besprochen", false, "recommend&recommendation=W2&discussed=1",
     "Empfehlung abgegeben"},
    {"accept start attend", "Ende melden", true, "end&outcome=E1", "Ende bestätigt"},
    {"accept start", "Ende melden", false, "end&outcome=E2", "Ende bestätigt"},
    {"accept start", "Ende melden", false, "end&outcome=E3", "Ende bestätigt"},
    {"accept start", "Ende melden", false, "end&outcome=E4", "Ende bestätigt"},
    {"accept start end&outcome=E1", "Empfehlung geben", false,
     "recommend&recommendation=W1&recommendation=W3&discussed=1", "Empfehlung abgegeben"},
};

static void
every_button_is_offered_and_records(void **state)
{
    struct office *o = *state;

    enrol(o, "nordtor", WHO_RECEPTION);
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
        const char *code = voucher(o), *big;

        take(o, code, buttons[i].before);
        assert_int_equal(look(o, code), 200);
        big = strstr(body(o), "class=\"lz-likely\"");
        if (!says(o, buttons[i].button) || !says(o, CLIENT)) {
            fail_msg("row %zu offers no %s:\n%s", i, buttons[i].button, body(o));
        }
        if (buttons[i].large && (big == NULL || strstr(big, buttons[i].button) == NULL)) {
            fail_msg("row %zu: %s is not large", i, buttons[i].button);
        }
        assert_int_equal(tap(o, code, buttons[i].command), 200);
        if (!says(o, buttons[i].word) || !says(o, "class=\"lz-receipt\"") ||
            !says(o, "Letzten Eintrag zurücknehmen")) {
            fail_msg("row %zu: %s\n%s", i, buttons[i].command, body(o));
        }
    }
}

static void
the_card_keeps_days_within_what_the_rules_take(void **state)
{
    struct office *o = *state;

    enrol(o, "nordtor", WHO_RECEPTION);
    assert_int_equal(look(o, voucher(o)), 200);
    assert_true(says(o, "name=\"happened_on\" min=\"2026-04-20\" max=\"2026-05-04\""));
    assert_true(says(o, "name=\"until\" min=\"2026-05-05\" max=\"2027-05-04\""));
    assert_true(says(o, "Ausweis geprüft?"));
}

static void
an_entry_is_taken_back_for_a_quarter_of_an_hour(void **state)
{
    struct office *o = *state;
    const char *code, *receipt;

    enrol(o, "nordtor", WHO_RECEPTION);
    code = voucher(o);
    take(o, code, "accept");
    receipt = arena_strndup(&o->arena, strstr(body(o), "class=\"lz-receipt\">") + 19, 6);
    assert_int_equal(tap(o, code, arena_printf(&o->arena, "annul&event=%s", receipt)), 200);
    assert_true(says(o, "Eintrag zurückgenommen"));
    take(o, code, "accept");
    receipt = arena_strndup(&o->arena, strstr(body(o), "class=\"lz-receipt\">") + 19, 6);
    o->env.clock.offset_ms += 16 * 60 * 1000;
    assert_int_equal(look(o, code), 200);
    assert_false(says(o, "Letzten Eintrag zurücknehmen"));
    assert_int_equal(tap(o, code, arena_printf(&o->arena, "annul&event=%s", receipt)), 403);
    o->env.clock.offset_ms -= 16 * 60 * 1000;
}

/* The office itself does STEP with CODE. */
static void
steer(struct office *o, const char *code, enum step step, enum cause cause)
{
    struct voucher_step request = {.code = code, .provider = "", .step = step,
                                   .source = SOURCE_OFFICE, .happened_on = DAY_NONE,
                                   .until = DAY_NONE, .cause = cause, .receipt = ""};
    const struct value *doc;
    struct err err = {0};

    assert_true(voucher_record(&o->env, &request, &doc, &err));
}

/* ---- every reason ---- */

/* The status of what leads to REASON; the page is left in the answer. */
static int
provoke(struct office *o, enum reason reason)
{
    const char *nordtor = o->cookie, *code = voucher(o), *second;

    switch (reason) {
    case REASON_MALFORMED:
        return look(o, "1234-5678-9ABC-DEFF");
    case REASON_FOREIGN_CODE:
        return look(o, "https://example.org/S%23123456789ABCDEFE");
    case REASON_UNKNOWN:
        return look(o, "1234-5678-9ABC-DEFE");
    case REASON_RATE_LIMITED:
        enrol(o, "nordtor", WHO_RECEPTION);
        for (int i = 0; i < 10; i++) {
            look(o, "1234-5678-9ABC-DEFE");
        }
        return look(o, code);
    case REASON_NOT_ALLOWED:
        return tap(o, code, "withdraw");
    case REASON_WRONG_PROVIDER:
        return look(o, issue(o, "PS-1", "stiller", "", NULL));
    case REASON_IN_WORK_ELSEWHERE:
        code = issue(o, "SB-1", "", "", NULL);
        enrol(o, "hafen", WHO_RECEPTION);
        take(o, code, "accept");
        o->cookie = nordtor;
        return look(o, code);
    case REASON_SUPERSEDED:
        steer(o, code, STEP_REISSUE, CAUSE_NONE);
        return look(o, code);
    case REASON_WITHDRAWN:
        steer(o, code, STEP_WITHDRAW, CAUSE_PLAN_CHANGED);
        return look(o, code);
    case REASON_ALREADY_RECORDED:
        take(o, code, "accept");
        return tap(o, code, "accept");
    case REASON_CLOSED:
        take(o, code, "decline&reason=no_access");
        return tap(o, code, "accept");
    case REASON_NOT_YET_VALID:
        issue(o, "SB-1", "hafen", "SB-1", &second);
        return look(o, second);
    case REASON_WRONG_STEP:
        return tap(o, code, "start");
    case REASON_CONSENT_MISSING:
        enrol(o, "stiller", WHO_RECEPTION);
        return tap(o, issue(o, "PS-1", "stiller", "", NULL), "accept");
    case REASON_LEVEL_TOO_LOW:
        enrol(o, "hafen", WHO_RECEPTION);
        code = issue(o, "SB-1", "hafen", "", NULL);
        take(o, code, "accept");
        return tap(o, code, "attend");
    case REASON_DATE_OUT_OF_RANGE:
        return tap(o, code, "accept&happened_on=2026-05-05");
    case REASON_INVALID:
        return tap(o, code, "waitlist");
    case REASON_CONFLICT:
        take(o, code, "accept");
        nonces--;
        return tap(o, code, "start");
    case REASON_EXPIRED:
        o->env.clock.offset_ms += 150 * DAY_MS;
        return look(o, code);
    default:
        return 0;
    }
}

/* The reasons a reception cannot bring about by itself. */
static bool
is_elsewhere(enum reason reason)
{
    return reason == REASON_NONE || reason == REASON_NOT_FOUND || reason == REASON_TOO_LARGE ||
           reason == REASON_STORE || reason == REASON_PRINT || reason == REASON_EXPIRED;
}

static void
assert_reason(struct office *o, const char *nordtor, enum reason reason)
{
    const struct reason_row *row = reason_row(reason);
    int status;

    o->cookie = nordtor;
    status = provoke(o, reason);
    if (status != row->http || !says(o, row->action) || !says(o, "role=\"alert\"")) {
        fail_msg("%s: %d\n%s", row->name, status, body(o));
    }
    assert_true(says(o, "name=\"code\"")); /* the next scan is not blocked */
    if (reason < REASON_ALREADY_RECORDED || reason == REASON_EXPIRED ||
        reason == REASON_NOT_YET_VALID || reason == REASON_CONSENT_MISSING) {
        assert_false(says(o, CLIENT));
    }
}

static void
every_reason_is_told_with_what_to_do_next(void **state)
{
    struct office *o = *state;
    const char *nordtor = enrol(o, "nordtor", WHO_RECEPTION);

    for (enum reason reason = REASON_NONE; reason < REASON__MAX; reason++) {
        if (!is_elsewhere(reason)) {
            assert_reason(o, nordtor, reason);
        }
    }
    assert_reason(o, nordtor, REASON_EXPIRED); /* moves the clock */
}

/* ---- what must look alike ---- */

/* The page without what is drawn anew each time. */
static const char *
plain(struct office *o, const char *code)
{
    char *text = arena_strdup(&o->arena, body(o)), *at;

    while ((at = strstr(text, "name=\"token\" value=\"")) != NULL) {
        memset(at, '.', strlen("name=\"token\" value=\"") + 32);
    }
    while (*code != '\0' && (at = strstr(text, code)) != NULL) {
        memset(at, '.', strlen(code));
    }
    return text;
}

static void
what_is_not_for_a_reception_looks_alike_byte_by_byte(void **state)
{
    struct office *o = *state;
    const char *mine = issue(o, "PS-1", "stiller", "", NULL), *other, *first;
    const char *theirs = issue(o, "SB-1", "hafen", "", NULL);

    enrol(o, "nordtor", WHO_RECEPTION);
    assert_int_equal(look(o, mine), 403);
    first = plain(o, mine);
    assert_int_equal(look(o, theirs), 403);
    assert_string_equal(first, plain(o, theirs));

    enrol(o, "stiller", WHO_RECEPTION);
    other = issue(o, "PS-1", "stiller", "", NULL);
    assert_int_equal(look(o, mine), 200);
    assert_true(says(o, "Nichts wird übermittelt. Bitte Rücklaufabschnitt stempeln."));
    assert_false(says(o, CLIENT));
    first = plain(o, mine);
    assert_int_equal(look(o, other), 200);
    assert_string_equal(first, plain(o, other));
}

static void
a_consent_that_lies_here_opens_the_card(void **state)
{
    struct office *o = *state;
    const char *code = issue(o, "PS-1", "stiller", "", NULL);

    enrol(o, "stiller", WHO_RECEPTION);
    look(o, code);
    assert_true(says(o, "Unterschriebene Einwilligung liegt hier vor"));
    assert_int_equal(send(o, "/s/einwilligung",
                          arena_printf(&o->arena, "code=%s&how=typed", code)),
                     200);
    assert_true(says(o, "Ist da - Aufnahme bestätigen"));
}

/* ---- devices and their rights ---- */

static void
a_revoked_device_is_a_stranger_with_its_next_request(void **state)
{
    struct office *o = *state;
    const char *lead = enrol(o, "nordtor", WHO_LEAD), *desk, *id;
    const char *code = voucher(o);

    desk = enrol(o, "nordtor", WHO_RECEPTION);
    assert_int_equal(look(o, code), 200);
    assert_true(says(o, CLIENT));
    o->cookie = lead;
    assert_int_equal(get(o, "/s/geraete"), 200);
    id = strstr(body(o), "name=\"device\" value=\"") + 21; /* the newest stands first */
    assert_int_equal(send(o, "/s/geraete/sperren",
                          arena_printf(&o->arena, "device=%.*s", (int)strcspn(id, "\""), id)),
                     303);
    o->cookie = desk;
    assert_int_equal(look(o, code), 200);
    assert_false(says(o, CLIENT));
    assert_int_equal(tap(o, code, "accept"), 303);
    assert_string_equal(header(o, "Location"), "/koppeln");
}

static void
nobody_is_served_before_taking_note(void **state)
{
    struct office *o = *state;
    const char *code = voucher(o);
    struct pairing_request request = {.provider = "nordtor", .role = WHO_LEAD};
    const struct value *doc;
    struct err err = {0};
    const char *set;

    assert_true(provider_pair(&o->env, &request, "", &doc, &err));
    o->cookie = "";
    assert_int_equal(send(o, "/koppeln",
                          arena_printf(&o->arena, "code=%s&name=Tresen",
                                       value_string(value_find(doc, "pairing.code")))),
                     303);
    set = header(o, "Set-Cookie");
    o->cookie = arena_strndup(&o->arena, set, strcspn(set, ";"));
    assert_int_equal(get(o, "/s"), 303);
    assert_int_equal(get(o, "/s/liste"), 303);
    assert_int_equal(tap(o, code, "accept"), 303);
    assert_string_equal(header(o, "Location"), "/koppeln");
    assert_int_equal(get(o, "/koppeln"), 200);
    assert_true(says(o, "§ 78 SGB X") && says(o, "/koppeln/hinweise"));
}

static void
the_leads_pages_are_not_there_for_a_reception(void **state)
{
    static const char *const pages[] = {"/s/liste", "/s/liste.csv", "/s/liste/1", "/s/geraete"};
    struct office *o = *state;

    enrol(o, "nordtor", WHO_RECEPTION);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        assert_int_equal(get(o, pages[i]), 404);
    }
    assert_int_equal(send(o, "/s/liste/1/schritt", "command=start&nonce=0123456789abcdef"), 404);
    assert_int_equal(send(o, "/s/geraete/sperren", "device=1"), 404);
    assert_int_equal(get(o, "/s"), 200);
    assert_false(says(o, "/s/liste"));
}

static void
a_list_leads_to_its_voucher_and_nobody_elses(void **state)
{
    struct office *o = *state;
    const char *code = voucher(o), *id, *path;

    enrol(o, "nordtor", WHO_LEAD);
    take(o, code, "accept");
    assert_int_equal(get(o, "/s/liste"), 200);
    assert_true(says(o, CLIENT));
    assert_false(says(o, code));
    id = strstr(body(o), "href=\"/s/liste/") + 15;
    path = arena_printf(&o->arena, "/s/liste/%.*s", (int)strcspn(id, "\""), id);
    assert_int_equal(get(o, path), 200);
    assert_true(says(o, "min=\"2026-03-20\""));
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/schritt", path),
                          "command=start&nonce=list-0123456789abcdef"),
                     200);
    assert_true(says(o, "Beginn bestätigt"));
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/schritt", path),
                          "command=start&nonce=list-1123456789abcdef"),
                     409);
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/schritt", path),
                          "command=start&nonce=list-2123456789abcdef&happened_on=31.02.2026"),
                     422);
    enrol(o, "hafen", WHO_LEAD);
    assert_int_equal(get(o, "/s/liste"), 200);
    assert_false(says(o, CLIENT));
    assert_int_equal(get(o, path), 404);
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/schritt", path),
                          "command=start&nonce=list-3123456789abcdef"),
                     404);
    assert_int_equal(get(o, "/s/liste/99999999999999999999999"), 404);
    assert_int_equal(get(o, "/s/liste/x"), 404);
}

static void
a_second_appointment_from_the_list_is_a_question(void **state)
{
    struct office *o = *state;
    const char *code = voucher(o), *id, *path;

    enrol(o, "nordtor", WHO_LEAD);
    take(o, code, "accept start attend");
    get(o, "/s/liste");
    id = strstr(body(o), "href=\"/s/liste/") + 15;
    path = arena_printf(&o->arena, "/s/liste/%.*s/schritt", (int)strcspn(id, "\""), id);
    assert_int_equal(send(o, path, "command=attend&nonce=list-4123456789abcdef"), 409);
    assert_true(says(o, "Zweiter Termin am selben Tag?"));
    assert_int_equal(send(o, path, "command=attend&nonce=list-5123456789abcdef&again=1"), 200);
}

#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(every_button_is_offered_and_records),
        DESK_TEST(the_card_keeps_days_within_what_the_rules_take),
        DESK_TEST(an_entry_is_taken_back_for_a_quarter_of_an_hour),
        DESK_TEST(every_reason_is_told_with_what_to_do_next),
        DESK_TEST(what_is_not_for_a_reception_looks_alike_byte_by_byte),
        DESK_TEST(a_consent_that_lies_here_opens_the_card),
        DESK_TEST(a_revoked_device_is_a_stranger_with_its_next_request),
        DESK_TEST(nobody_is_served_before_taking_note),
        DESK_TEST(the_leads_pages_are_not_there_for_a_reception),
        DESK_TEST(a_list_leads_to_its_voucher_and_nobody_elses),
        DESK_TEST(a_second_appointment_from_the_list_is_a_question),
    };

    setenv("TZ", "Europe/Berlin", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
