/*
 * voucher_test.c - the page of a voucher: one question about paper, letters, reviews, and what
 * somebody on an old page reads.
 */
#include "case_world.h"

#define PAGE "/laufzettel/2026-000001/1"

static void
issue(struct office *o)
{
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor&service_2=SB-1%40"), 303);
}

static bool
shows(struct office *o, const char *text)
{
    return strstr(body(o), text) != NULL;
}

static void
pass(struct office *o, int64_t ms)
{
    o->env.clock.offset_ms += ms;
}

static int
step(struct office *o, const char *action, const char *fields)
{
    const char *sent = with_version(o, fields);

    return send(o, arena_printf(&o->arena, PAGE "/%s", action), sent);
}

static void
print(struct office *o, const char *fields)
{
    assert_int_equal(send(o, "/laufzettel/2026-000001/pdf", fields), 200);
    assert_string_equal(o->response.content_type, "application/pdf");
}

static void
paper_is_printed_first_and_then_one_question(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, "Papier fehlt?"));
    assert_false(shows(o, "id=\"unleserlich\""));
    print(o, "position=1");
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "Papier fehlt?"));
    assert_true(shows(o, "id=\"verloren\""));
    assert_true(shows(o, "id=\"unleserlich\""));
    assert_true(shows(o, "Es gibt einen neueren Zettel. Bitte den neuen Zettel verlangen."));
}

static void
a_new_code_leads_straight_to_its_print(void **state)
{
    struct office *o = *state;

    issue(o);
    print(o, "position=1");
    assert_int_equal(step(o, "neuer-code", ""), 303);
    assert_string_equal(header(o, "Location"), PAGE "?drucken=ja");
    assert_int_equal(get(o, PAGE "?drucken=ja", "de"), 200);
    assert_true(shows(o, "data-print-now"));
    assert_true(shows(o, "type=\"submit\" autofocus"));
    /* Not printed yet, and the case says so. */
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_true(shows(o, "Nicht gedruckt"));
    print(o, "position=1");
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, "data-print-now"));
    /* The same provider stays: there is nothing that only a letter could tell. */
    assert_false(shows(o, "id=\"ungesagt\""));
}

static void
what_ended_is_not_printed_and_gets_no_new_code(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(step(o, "ruecklauf", "source=paper_client&accepted_on=2026-05-04"
                                          "&started_on=2026-05-04&ended_on=2026-05-04&outcome=E1"),
                     303);
    assert_int_equal(get(o, PAGE "?drucken=ja", "de"), 200);
    assert_false(shows(o, "data-print-now"));
    assert_false(shows(o, "neuer-code"));
    assert_false(shows(o, "id=\"papier\""));
}

static void
the_letter_is_the_first_thing_until_it_is_printed_or_told(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(step(o, "verlaengern", "until=2026-12-01"), 303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "weiß davon noch nichts"));
    assert_true(strstr(body(o), "weiß davon noch nichts") <
                strstr(body(o), "<dl class=\"kern-description-list\">"));
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_true(shows(o, "Mitteilung über eine Änderung steht aus"));
    print(o, "position=1&form=mitteilung");
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, "weiß davon noch nichts"));
    assert_int_equal(step(o, "zurueckziehen", "reason=client_request"), 303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "weiß davon noch nichts"));
    assert_int_equal(send(o, PAGE "/gesagt", "version=1"), 409);
    assert_true(shows(o, "weiß davon noch nichts"));
    assert_int_equal(step(o, "gesagt", ""), 303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, "weiß davon noch nichts"));
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_false(shows(o, "Mitteilung über eine Änderung steht aus"));
}

static void
a_review_says_what_comes_next_and_what_is_open(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(step(o, "ruecklauf", "source=paper_client&accepted_on=2026-05-04"
                                          "&started_on=2026-05-04&ended_on=2026-05-04&outcome=E1"),
                     303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "Gemeldet"));
    assert_non_null(strstr(strstr(body(o), "id=\"sichtung\""), aim_label(AIM_STABILISE)));
    assert_true(shows(o, "<option value=\"open\" selected>offen, in einer Woche"));
    /* Without an answer it is refused, and what was chosen stays. */
    assert_int_equal(step(o, "sichtung", "next_step=talk&profile=done&help_plan=open"), 422);
    assert_true(shows(o, "id=\"goal-error\""));
    assert_true(shows(o, "<option value=\"talk\" selected>"));
    assert_true(shows(o, "<option value=\"done\" selected>"));
    /* What is no choice is not taken for silence. */
    assert_int_equal(step(o, "sichtung", "goal=yes&next_step=nonsense"), 422);
    assert_true(shows(o, "id=\"next_step-error\""));
    assert_int_equal(step(o, "sichtung", "goal=yes&help_plan=nonsense"), 422);
    assert_true(shows(o, "id=\"help_plan-error\""));
    assert_int_equal(step(o, "sichtung", "goal=unknown&next_step=talk&profile=done&help_plan=open"),
                     303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "nicht beurteilbar · Gespräch mit der Kundin/dem Kunden"));
    assert_true(shows(o, "Profillage prüfen: erledigt"));
    assert_true(shows(o, "Hilfeplan beenden: offen"));
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_true(shows(o, "<span class=\"lz-due__what\">Hilfeplan beenden</span>"));
    assert_false(shows(o, "<span class=\"lz-due__what\">Profillage prüfen</span>"));
    assert_int_equal(step(o, "wieder-oeffnen", ""), 303);
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_false(shows(o, "<span class=\"lz-due__what\">Hilfeplan beenden</span>"));
}

static void
an_old_page_is_told_what_came_and_keeps_what_was_typed(void **state)
{
    struct office *o = *state;
    const char *old;

    issue(o);
    old = with_version(o, "until=2026-12-24");
    assert_int_equal(step(o, "ruecklauf", "source=paper_client&accepted_on=2026-05-04"), 303);
    assert_int_equal(send(o, PAGE "/verlaengern", old), 409);
    assert_true(shows(o, "Das kam inzwischen hinzu"));
    assert_true(shows(o, "value=\"2026-12-24\""));
    assert_true(shows(o, "name=\"version\" value=\"2\""));
    assert_non_null(strstr(strstr(body(o), "id=\"inzwischen\""), "Aufnahme bestätigt"));
    /* A refusal for another reason has no such list. */
    assert_int_equal(step(o, "verlaengern", "until=2020-01-01"), 422);
    assert_false(shows(o, "Das kam inzwischen hinzu"));
}

static void
reasons_are_chosen_by_a_sentence_each(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "aria-describedby=\"reason-plan_changed-hint\""));
    assert_true(shows(o, "Im Kooperationsplan steht jetzt etwas anderes."));
    assert_int_equal(step(o, "zurueckziehen", ""), 422);
    assert_true(shows(o, "id=\"reason-error\""));
    assert_int_equal(step(o, "zurueckziehen", "reason=wrong_person"), 422);
    assert_int_equal(step(o, "zurueckziehen", "reason=other"), 303);
}

static void
an_entry_chosen_stays_chosen_while_the_reason_is_missing(void **state)
{
    struct office *o = *state;
    const char *found, *receipt;

    issue(o);
    assert_int_equal(step(o, "verlaengern", "until=2026-12-01"), 303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    found = strstr(body(o), "name=\"event\" value=\"");
    assert_non_null(found);
    receipt = arena_strndup(&o->arena, found + 20, 6);
    assert_true(shows(o, arena_printf(&o->arena, "Frist verlängert, 04.05.2026 (%s)", receipt)));
    assert_int_equal(step(o, "stornieren", arena_printf(&o->arena, "event=%s", receipt)), 422);
    assert_true(shows(o, "id=\"annul_reason-error\""));
    assert_true(shows(o, arena_printf(&o->arena, "value=\"%s\" checked", receipt)));
    assert_int_equal(step(o, "stornieren", "annul_reason=other"), 422);
    assert_true(shows(o, "id=\"event-error\""));
    assert_int_equal(step(o, "stornieren", arena_printf(&o->arena, "event=%s&annul_reason=other",
                                                        receipt)),
                     303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, "weiß davon noch nichts"));
}

static void
an_entry_is_disputed_by_choice_and_the_mark_taken_off_where_it_stands(void **state)
{
    struct office *o = *state;
    const char *found, *receipt, *choice;

    issue(o);
    assert_int_equal(get(o, PAGE, "de"), 200);
    found = strstr(body(o), "name=\"disputed\" value=\"");
    assert_non_null(found);
    receipt = arena_strndup(&o->arena, found + 23, 6);
    choice = arena_printf(&o->arena, "id=\"disputed-%s\"", receipt);
    assert_true(shows(o, arena_printf(&o->arena, "Gutschein ausgestellt, 04.05.2026 (%s)",
                                      receipt)));
    assert_false(shows(o, "name=\"lift\""));
    assert_int_equal(send(o, PAGE "/bestreiten", ""), 422);
    assert_true(shows(o, "id=\"disputed-error\""));
    assert_false(shows(o, "id=\"event-error\""));
    assert_int_equal(send(o, PAGE "/bestreiten",
                          arena_printf(&o->arena, "disputed=%s", receipt)), 303);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_false(shows(o, choice));
    assert_false(shows(o, "Einen Eintrag als bestritten vermerken"));
    assert_true(shows(o, "bestritten seit 04.05.2026"));
    assert_true(shows(o, "name=\"lift\""));
    assert_int_equal(send(o, PAGE "/bestreiten",
                          arena_printf(&o->arena, "disputed=%s&lift=ja", receipt)), 303);
    /* The mark is gone already: told so, and no choice is at fault. */
    assert_int_equal(send(o, PAGE "/bestreiten",
                          arena_printf(&o->arena, "disputed=%s&lift=ja", receipt)), 409);
    assert_false(shows(o, "id=\"disputed-error\""));
    assert_true(shows(o, choice));
}

static void
the_note_is_there_to_copy_with_and_without_a_script(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(get(o, PAGE, "de"), 200);
    assert_true(shows(o, "id=\"notes\" rows=\"3\" readonly>Laufzettel 2026-000001, Station 1: "
                         "Gutschein am 04.05.2026 ausgestellt"));
    assert_true(shows(o, "data-copy=\"notes\""));
}

static void
a_lost_slip_gets_all_new_codes_at_once(void **state)
{
    struct office *o = *state;

    issue(o);
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 200);
    assert_false(shows(o, "Papier fehlt?"));
    print(o, "");
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 200);
    assert_true(shows(o, "Papier fehlt?"));
    assert_int_equal(send(o, "/laufzettel/2026-000001/neuer-code", "version=1"), 409);
    assert_true(shows(o, "inzwischen etwas hinzu"));
    pass(o, 1);
    assert_int_equal(send(o, "/laufzettel/2026-000001/neuer-code", "version=2"), 303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001?drucken=ja");
    assert_int_equal(get(o, "/laufzettel/2026-000001?drucken=ja", "de"), 200);
    assert_true(shows(o, "data-print-now"));
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_true(shows(o, "Nicht gedruckt"));
    assert_int_equal(send(o, "/laufzettel/2026-000009/neuer-code", "version=2"), 404);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE_TEST(paper_is_printed_first_and_then_one_question),
        CASE_TEST(a_new_code_leads_straight_to_its_print),
        CASE_TEST(what_ended_is_not_printed_and_gets_no_new_code),
        CASE_TEST(the_letter_is_the_first_thing_until_it_is_printed_or_told),
        CASE_TEST(a_review_says_what_comes_next_and_what_is_open),
        CASE_TEST(an_old_page_is_told_what_came_and_keeps_what_was_typed),
        CASE_TEST(reasons_are_chosen_by_a_sentence_each),
        CASE_TEST(an_entry_chosen_stays_chosen_while_the_reason_is_missing),
        CASE_TEST(an_entry_is_disputed_by_choice_and_the_mark_taken_off_where_it_stands),
        CASE_TEST(the_note_is_there_to_copy_with_and_without_a_script),
        CASE_TEST(a_lost_slip_gets_all_new_codes_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
