/*
 * office_test.c - the pages of a case in every state of its voucher and in both languages; what
 * people typed stays text, and a fault opens the form it is in.
 */
#include "case.h"
#include "case_world.h"
#include "code.h"
#include "slip.h"
#include "str.h"
#include "voucher.h"

/* Every page that shows the case, its slip and its voucher; none lets typed text out as markup. */
static void
assert_pages(struct office *o)
{
    static const char *const pages[] = {
        "/", "/suche?q=jana", "/fall/F~1", "/neu/F~1", "/laufzettel/2026-000001",
        "/laufzettel/2026-000001/1", "/stellen", "/stelle/nordtor", "/buchungen",
    };

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        for (int english = 0; english < 2; english++) {
            if (get(o, pages[i], english ? "en" : "de") != 200) {
                fail_msg("%s: %d", pages[i], o->response.status);
            }
            assert_null(strstr(body(o), "<script>alert"));
            assert_non_null(strstr(body(o), english ? "lang=\"en\"" : "lang=\"de\""));
        }
    }
}

static void
assert_pages_of_desk(struct office *o)
{
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_null(strstr(body(o), "<script>alert"));
    assert_int_equal(get(o, "/", "de"), 200);
    assert_null(strstr(body(o), "<script>alert"));
}

static void
every_page_shows_every_state_of_a_voucher(void **state)
{
    static const struct {
        const char *action, *fields;
    } steps[] = {
        {"verlaengern", "until=2026-12-01"},
        {"neuer-code", ""},
        {"ruecklauf", "source=paper_client&accepted_on=2026-05-04"},
        {"ruecklauf", "source=paper_client&started_on=2026-05-04"},
        {"ruecklauf", "source=paper_client&ended_on=2026-05-04&outcome=E1"},
        {"sichtung", "goal=partly"},
        {"wieder-oeffnen", ""},
    };
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1",
                          "key=1&service_1=SB-1%40nordtor&consent_1=2"
                          "&appointment_1=2026-05-11T10%3A00"),
                     303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001");
    assert_pages(o);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *path = arena_printf(&o->arena, "/laufzettel/2026-000001/1/%s",
                                        steps[i].action);
        const char *fields = with_version(o, steps[i].fields);

        if (send(o, path, fields) != 303) {
            fail_msg("%s %s: %d\n%s", path, fields, o->response.status, body(o));
        }
        assert_string_equal(header(o, "Location"),
                            str_equal(steps[i].action, "neuer-code")
                                ? "/laufzettel/2026-000001/1?drucken=ja"
                                : "/laufzettel/2026-000001/1");
        assert_pages(o);
    }
}

static void
a_preview_is_a_pdf_and_leaves_nothing_behind(void **state)
{
    static const char fields[] = "key=1&service_1=SB-1%40nordtor&consent_1=2"
                                 "&appointment_1=2026-05-11T10%3A00";
    struct office *o = *state;
    struct code_found found;
    struct err err = {0};

    assert_false(code_parse("VORSCHAUVORSCHAU", 16, "http://127.0.0.1:8080", &found, &err));
    assert_int_equal(err.reason, REASON_MALFORMED);
    for (int i = 0; i < 2; i++) {
        if (send(o, "/neu/F~1/vorschau", fields) != 200) {
            fail_msg("%d\n%s", o->response.status, body(o));
        }
        assert_string_equal(o->response.content_type, "application/pdf");
    }
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 404);
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_null(strstr(body(o), "unterschrieben am"));
    /* The key is still good, and the first number still free. */
    assert_int_equal(send(o, "/neu/F~1", fields), 303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001");
    assert_int_equal(send(o, "/neu/F~1/vorschau", "key=1&service_1=SB-9%40nordtor"), 404);
    assert_non_null(strstr(body(o), "href=\"/stellen\""));
    assert_int_equal(send(o, "/neu/F~1/vorschau", "key=1&service_1=SB-1%40&consent_1=1"), 422);
    assert_non_null(strstr(body(o), "href=\"/fall/F~1#consents\""));
}

/* The value that is selected in NAME's list. */
static bool
is_chosen(struct office *o, const char *name, const char *value)
{
    const char *list = strstr(body(o), arena_printf(&o->arena, "__select\" id=\"%s\"", name));
    const char *end = list == NULL ? NULL : strstr(list, "</select>");
    const char *option = list == NULL
                             ? NULL
                             : strstr(list, arena_printf(&o->arena, "value=\"%s\" selected",
                                                         value));

    return option != NULL && option < end;
}

static void
stations_change_places_and_keep_what_was_typed(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1",
                          "key=1&service_1=SB-1%40nordtor&consent_1=2&appointment_1=morgen"
                          "&order=strict&move=down_1&need_type=C&need_agreed_on=2026-05-02"
                          "&need_plan_ref=KP-7"),
                     200);
    assert_non_null(strstr(body(o), "value=\"KP-7\""));
    assert_non_null(strstr(body(o), "value=\"2026-05-02\""));
    assert_true(is_chosen(o, "service_2", "SB-1@nordtor"));
    assert_false(is_chosen(o, "service_1", "SB-1@nordtor"));
    assert_true(is_chosen(o, "consent_2", "2"));
    assert_true(is_chosen(o, "order", "strict"));
    assert_non_null(strstr(body(o), "name=\"appointment_2\" type=\"datetime-local\" "
                                    "value=\"morgen\""));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_3=SB-1%40nordtor&move=up_3"), 200);
    assert_true(is_chosen(o, "service_2", "SB-1@nordtor"));
    /* There is no place above the first and none below the last. */
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor&move=up_1"), 200);
    assert_true(is_chosen(o, "service_1", "SB-1@nordtor"));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_6=SB-1%40nordtor&move=down_6"), 200);
    assert_true(is_chosen(o, "service_6", "SB-1@nordtor"));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor&move=down_7"), 200);
    assert_true(is_chosen(o, "service_1", "SB-1@nordtor"));
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 404);
}

static void
issued_to_be_printed_leads_to_a_page_that_prints_once(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor&then=print"), 303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001?drucken=ja");
    assert_int_equal(get(o, "/laufzettel/2026-000001?drucken=ja", "de"), 200);
    assert_non_null(strstr(body(o), "data-print-now"));
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 200);
    assert_null(strstr(body(o), "data-print-now"));
}

static void
a_stack_of_papers_is_entered_listed_and_taken_back(void **state)
{
    struct office *o = *state;
    const char *to;

    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor"), 303);
    assert_int_equal(get(o, "/ruecklauf", "de"), 200);
    /* The code alone shows what it is, and asks for the days. */
    assert_int_equal(send(o, "/ruecklauf", "code=2026-000001/1&source=paper_provider"), 200);
    assert_non_null(strstr(body(o), "2026-000001, Station 1"));
    assert_non_null(strstr(body(o), "value=\"2026-000001/1\""));
    /* A fault keeps everything that was typed. */
    assert_int_equal(send(o, "/ruecklauf", "code=2026-000001/1&source=paper_client"
                                           "&accepted_on=2026-05-04&ended_on=2027-01-01"),
                     422);
    assert_non_null(strstr(body(o), "value=\"2026-000001/1\""));
    assert_non_null(strstr(body(o), "value=\"2026-05-04\""));
    assert_non_null(strstr(body(o), "id=\"ended_on-error\""));
    assert_int_equal(send(o, "/ruecklauf", "code=2026-000001/9&accepted_on=2026-05-04"), 404);
    assert_int_equal(send(o, "/ruecklauf", "code=K7QM-2F9D-4XHA-P3T0"), 404);
    assert_non_null(strstr(body(o), "value=\"K7QM-2F9D-4XHA-P3T0\""));
    assert_int_equal(send(o, "/ruecklauf", "code=2026-000001/1&source=paper_client"
                                           "&accepted_on=4.5.2026&started_on=2026-05-04"),
                     303);
    to = arena_strdup(&o->arena, header(o, "Location"));
    assert_string_equal(to, "/ruecklauf?source=paper_client&e=2026-000001.1.2.3");
    assert_int_equal(get(o, to, "de"), 200);
    assert_non_null(strstr(body(o), "name=\"undo\" value=\"2026-000001.1.2.3\""));
    /* Only what one has entered oneself is taken back here, and only whole entries. */
    assert_int_equal(send(o, "/ruecklauf/zuruecknehmen", "undo=2026-000001.1.1.3"), 404);
    assert_int_equal(send(o, "/ruecklauf/zuruecknehmen", "undo=2026-000001.1.3.9"), 404);
    assert_int_equal(send(o, "/ruecklauf/zuruecknehmen", "undo=x"), 422);
    assert_int_equal(send(o, "/ruecklauf/zuruecknehmen",
                          "undo=2026-000001.1.2.3&e=2026-000001.1.2.3&source=paper_client"),
                     303);
    assert_int_equal(get(o, header(o, "Location"), "de"), 200);
    assert_null(strstr(body(o), "name=\"undo\""));
    assert_non_null(strstr(body(o), "zurückgenommen"));
    assert_int_equal(get(o, "/ruecklauf?e=unsinn&e=2026-000009.1.1.1&e=2026-000001.1.0.9", "de"),
                     200);
}

static void
a_wait_is_told_from_five_cases_on(void **state)
{
    struct office *o = *state;

    for (int i = 0; i < 5; i++) {
        const char *path = arena_printf(&o->arena, "/laufzettel/2026-00000%d/1/ruecklauf", i + 1);

        assert_int_equal(get(o, "/neu/F~1", "de"), 200);
        assert_non_null(strstr(body(o), "noch keine Daten"));
        assert_null(strstr(body(o), "Wartezeit: "));
        assert_int_equal(send(o, "/neu/F~1", arena_printf(&o->arena,
                              "key=%d&service_1=SB-1%%40nordtor", i + 1)), 303);
        assert_int_equal(send(o, path, "version=1&source=paper_client&accepted_on=2026-05-04"),
                         303);
    }
    assert_int_equal(get(o, "/neu/F~1", "de"), 200);
    assert_null(strstr(body(o), "noch keine Daten"));
    assert_non_null(strstr(body(o), "Wartezeit: 0 Tage"));
}

static void
a_slip_with_nothing_left_to_do_is_folded_away(void **state)
{
    static const char folded[] = "Abgeschlossene Laufzettel";
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor"), 303);
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_null(strstr(body(o), folded));
    assert_int_equal(send(o, "/laufzettel/2026-000001/1/zurueckziehen",
                          with_version(o, "reason=client_request")),
                     303);
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_non_null(strstr(body(o), folded));
    assert_non_null(strstr(strstr(body(o), folded), "href=\"/laufzettel/2026-000001\""));
}

static void
a_fault_opens_the_form_it_is_in(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor"), 303);
    assert_int_equal(send(o, "/laufzettel/2026-000001/1/verlaengern",
                          with_version(o, "until=2020-01-01")),
                     422);
    assert_non_null(strstr(body(o), "<details class=\"kern-accordion\" open>"));
    assert_non_null(strstr(body(o), "id=\"until-error\""));
    assert_non_null(strstr(body(o), "href=\"#until\""));
    assert_non_null(strstr(body(o), "value=\"2020-01-01\""));
    assert_int_equal(send(o, "/fall/F~1/einwilligung", "provider=nordtor&level=2"
                                                       "&signed_on=2026-06-01"),
                     422);
    assert_non_null(strstr(body(o), "<details class=\"kern-accordion\" open>"));
    assert_non_null(strstr(body(o), "id=\"signed_on-error\""));
    assert_non_null(strstr(body(o), "<option value=\"nordtor\" selected>"));
}

static void
a_day_that_is_none_is_shown_again_as_typed(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/fall/F~1/bedarf", "type=B&agreed_on=31.02.2026"), 422);
    assert_non_null(strstr(body(o), "value=\"31.02.2026\""));
    assert_non_null(strstr(body(o), "id=\"agreed_on-error\""));
}

static void
a_need_is_agreed_on_the_page_of_the_slip_and_kept_with_it(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/neu/F~2", "de"), 200);
    assert_non_null(strstr(body(o), "Für diesen Fall ist noch kein Bedarf vereinbart."));
    assert_non_null(strstr(body(o), "<details class=\"kern-accordion\" open>"));
    assert_non_null(strstr(body(o), "(Bedarf noch nicht vereinbart)\">"));
    assert_non_null(strstr(body(o), "name=\"need_agreed_on\" type=\"date\" value=\"2026-05-04\""));
    assert_int_equal(send(o, "/neu/F~2",
                          "key=1&service_1=SB-1%40nordtor&need_type=B&need_type=C"
                          "&need_priority=1&need_agreed_on=2026-05-01&need_plan_ref=KP-7"),
                     303);
    assert_int_equal(get(o, "/fall/F~2", "de"), 200);
    assert_non_null(strstr(body(o), "KP-7"));
    assert_non_null(strstr(body(o), "01.05.2026"));
    assert_non_null(strstr(body(o), "<span class=\"lz-letter\">C</span>"));
    assert_int_equal(get(o, "/neu/F~2", "de"), 200);
    assert_null(strstr(body(o), "noch kein Bedarf vereinbart."));
    assert_null(strstr(body(o), "name=\"need_type\" value=\"B\""));
    assert_non_null(strstr(body(o), "name=\"need_type\" value=\"D\""));
}

/* The FIELDS of a slip are refused: what stands in WANTED is shown, and nothing was kept. */
static void
assert_no_need(struct office *o, const char *fields, const char *const *wanted)
{
    if (send(o, "/neu/F~2", fields) != 422) {
        fail_msg("%s: %d", fields, o->response.status);
    }
    for (; *wanted != NULL; wanted++) {
        if (strstr(body(o), *wanted) == NULL) {
            fail_msg("%s: no »%s«", fields, *wanted);
        }
    }
    assert_int_equal(get(o, "/fall/F~2", "de"), 200);
    assert_null(strstr(body(o), "<span class=\"lz-letter\">"));
}

static void
a_fault_keeps_what_was_typed_of_a_need_and_no_need(void **state)
{
    static const char *const missing[] = {
        "href=\"#need_type\"", "id=\"need_type\" name=\"need_type\" value=\"A\" autofocus",
        "value=\"SB-1@nordtor\" selected", "id=\"need_type-error\"", NULL};
    static const char *const future[] = {
        "href=\"#need_agreed_on\"", "name=\"need_type\" value=\"B\" checked",
        "value=\"2026-06-01\" aria-invalid=\"true\" aria-describedby=\"need_agreed_on-error\" "
        "autofocus", "value=\"KP-7\"", "value=\"3\" selected", NULL};
    static const char *const no_day[] = {"value=\"31.02.2026\"", "id=\"need_agreed_on-error\"",
                                         "value=\"B\" checked", NULL};
    static const char *const no_type[] = {"href=\"#need_type\"", "value=\"KP-7\"", NULL};
    static const char *const past[] = {"href=\"#appointment_2\"", "value=\"B\" checked",
                                       "id=\"appointment_2-error\"", NULL};
    static const char *const strange[] = {"href=\"#need_type\"", NULL};
    static const char *const urgent[] = {"href=\"#need_priority\"", "need_priority-error", NULL};
    struct office *o = *state;

    assert_no_need(o, "key=1&service_1=SB-1%40nordtor", missing);
    assert_no_need(o, "key=1&service_1=SB-1%40nordtor&need_type=B&need_agreed_on=2026-06-01"
                      "&need_plan_ref=KP-7&need_priority=3", future);
    assert_no_need(o, "key=1&service_1=SB-1%40nordtor&need_type=B&need_agreed_on=31.02.2026",
                   no_day);
    assert_no_need(o, "key=1&service_1=SB-1%40nordtor&need_plan_ref=KP-7", no_type);
    assert_no_need(o, "key=1&service_2=SB-1%40nordtor&need_type=B&appointment_2=2026-05-01T10:00",
                   past);
    assert_no_need(o, "key=1&service_1=SB-1%40nordtor&need_type=Z", strange);
    assert_no_need(o, "key=1&service_1=SB-1%40nordtor&need_type=B&need_priority=9", urgent);
}

static void
what_is_at_fault_at_a_station_names_its_field(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1", "key=1&service_2=SB-1%40nordtor&appointment_2=morgen"),
                     422);
    assert_non_null(strstr(body(o), "href=\"#appointment_2\""));
    assert_non_null(strstr(body(o), "value=\"morgen\""));
    assert_non_null(strstr(body(o), "<option value=\"SB-1@nordtor\" selected>"));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_3=SB-9%40"), 404);
    assert_non_null(strstr(body(o), "href=\"#service_3\""));
    assert_non_null(strstr(body(o), "id=\"service_3-error\""));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=SB-1%40nordtor&service_4=SB-1%40nordtor"),
                     422);
    assert_non_null(strstr(body(o), "href=\"#service_4\""));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_2=SB-1%40&consent_2=1"), 422);
    assert_non_null(strstr(body(o), "href=\"#consent_2\""));
    assert_int_equal(send(o, "/neu/F~1", "key=1&service_1=x"), 422);
    assert_non_null(strstr(body(o), "href=\"#service_1\""));
}

static bool
make_lead(struct db *db, void *arg, struct err *err)
{
    struct user lead = {.name = "lorenz", .display_name = "", .team = "M1", .branch = "",
                        .phone = "", .role = ROLE_TEAM_LEAD};
    struct case_file client = {.number = "F/3", .given_name = "Ada", .family_name = "Berg",
                               .birth_date = DAY_NONE, .language = "de", .caseworker = "keller",
                               .team = "M1", .branch = ""};
    struct need need = {.type = TYPE_D, .priority = 1, .agreed_on = day_from_civil(2026, 5, 4),
                        .plan_ref = "P"};
    enum put done;
    (void)arg;

    if (!store_case_put(db, &client, &done, err)) {
        return false;
    }
    need.case_id = client.id;
    return store_need_put(db, &need, &done, err) && store_user_add(db, &lead, err);
}

static void
a_lead_is_asked_why_and_comes_to_the_page_after(void **state)
{
    struct office *o = *state;
    const struct value *doc;
    char token[PEOPLE_TOKEN_MAX];
    struct err err = {0};

    assert_true(store_write(o->env.store, make_lead, NULL, &err));
    assert_true(people_setup(&o->env, "lorenz", &doc, &err));
    assert_true(people_set_password(&o->env, "lorenz", value_string(value_find(doc, "setup.code")),
                                    OFFICE_PASSWORD, &err));
    assert_true(people_login(&o->env, "lorenz", OFFICE_PASSWORD, token, &err));
    o->cookie = arena_printf(&o->arena, "lz=%s", token);
    assert_int_equal(get(o, "/fall/F~3", "de"), 303);
    assert_string_equal(header(o, "Location"), "/grund/fall/F~3");
    assert_int_equal(get(o, "/neu/F~3", "de"), 303);
    assert_string_equal(header(o, "Location"), "/grund/fall/F~3");
    assert_int_equal(get(o, "/grund/fall/F~3", "de"), 200);
    assert_null(strstr(body(o), "Berg"));
    assert_int_equal(send(o, "/grund/fall/F~3", "reason=x"), 422);
    assert_non_null(strstr(body(o), "id=\"reason-error\""));
    assert_int_equal(send(o, "/grund/fall/F~3", "reason=supervision"), 303);
    assert_string_equal(header(o, "Location"), "/fall/F~3");
    assert_int_equal(get(o, "/fall/F~3", "de"), 200);
    assert_int_equal(get(o, "/grund/fall/F~3", "de"), 303);
    assert_int_equal(get(o, "/grund/fall/F~2", "de"), 404);
}

static void
own_follow_ups_are_made_moved_and_done_on_the_page(void **state)
{
    struct office *o = *state;
    const char *id;

    assert_int_equal(send(o, "/fall/F~1/wiedervorlage", "due_on=2026-05-01&note=Anruf"), 422);
    assert_non_null(strstr(body(o), "id=\"due_on-error\""));
    assert_non_null(strstr(body(o), "value=\"Anruf\""));
    assert_int_equal(send(o, "/fall/F~1/wiedervorlage",
                          "due_on=2026-05-04&note=Anruf+%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
                     303);
    assert_pages_of_desk(o);
    id = strstr(body(o), "/wiedervorlage/");
    assert_non_null(id);
    id = arena_strndup(&o->arena, id, strlen("/wiedervorlage/") + 18);
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/verschieben", id), "from=home"), 303);
    assert_string_equal(header(o, "Location"), "/");
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/verschieben", id), "due_on=2026-05-06"),
                     303);
    assert_string_equal(header(o, "Location"), "/fall/F~1");
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/erledigt", id), ""), 303);
    assert_int_equal(send(o, arena_printf(&o->arena, "%s/erledigt", id), ""), 404);
    assert_int_equal(get(o, "/wiedervorlagen.ics", "de"), 200);
    assert_int_equal(get(o, "/wiedervorlagen.csv", "de"), 200);
}

static void
a_deputy_is_arranged_on_ones_own_account(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/konto", "de"), 200);
    assert_int_equal(send(o, "/konto/vertretung",
                          "deputy=keller&from_day=2026-05-04&until_day=2026-05-04"),
                     422);
    assert_non_null(strstr(body(o), "id=\"deputy-error\""));
    assert_int_equal(send(o, "/konto/vertretung/ende", "id=1"), 404);
    assert_int_equal(get(o, "/?for=niemand", "de"), 404);
}

static void
a_referral_has_its_page_no_code_and_nothing_to_print(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/neu/F~1", "de"), 200);
    assert_non_null(strstr(body(o), "formaction=\"/neu/F~1/verweis\""));
    assert_non_null(strstr(body(o), "name=\"talked_on\" type=\"date\" value=\"2026-05-04\""));
    assert_int_equal(send(o, "/neu/F~1/verweis",
                          "key=1&service_1=SB-1%40nordtor&talked_on=2026-05-04"),
                     303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001");
    assert_pages(o);
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 200);
    assert_non_null(strstr(body(o), "Verweis ohne Laufzettel 2026-000001"));
    assert_non_null(strstr(body(o), "datenschutzhinweis"));
    assert_null(strstr(body(o), "Drucken (PDF"));
    assert_null(strstr(body(o), "pruefseite"));
    assert_int_equal(get(o, "/fall/F~1", "de"), 200);
    assert_non_null(strstr(body(o), "Verweis ohne Laufzettel 2026-000001"));
    assert_null(strstr(body(o), "nicht gedruckt"));
    assert_null(strstr(body(o), "Rücklauf erfassen"));
    assert_int_equal(get(o, "/laufzettel/2026-000001/1", "de"), 200);
    assert_null(strstr(body(o), "Gutscheincode"));
    assert_null(strstr(body(o), "paper_client"));
    assert_null(strstr(body(o), "attended_on_1"));
    assert_int_equal(send(o, "/laufzettel/2026-000001/pdf", ""), 409);
    assert_int_equal(send(o, "/laufzettel/2026-000001/pdf", "form=datenschutzhinweis"), 200);
    assert_int_equal(get(o, "/suche?q=2026-000001", "de"), 303);
}

/* Sent twice it is one; the page tells, reviews and turns it into a slip as a person does. */
static void
what_the_client_tells_of_a_referral_is_entered_on_its_page(void **state)
{
    static const char fields[] = "key=1&service_1=SB-1%40nordtor&talked_on=2026-05-04";
    static const struct {
        const char *action, *fields;
    } steps[] = {
        {"ruecklauf", "source=office&accepted_on=2026-05-04&started_on=2026-05-04"},
        {"ruecklauf", "source=office&ended_on=2026-05-04&outcome=E3"},
        {"sichtung", "goal=yes"},
        {"wieder-oeffnen", ""},
    };
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1/verweis", fields), 303);
    assert_int_equal(send(o, "/neu/F~1/verweis", fields), 303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000001");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *path = arena_printf(&o->arena, "/laufzettel/2026-000001/1/%s",
                                        steps[i].action);

        if (send(o, path, with_version(o, steps[i].fields)) != 303) {
            fail_msg("%s: %d\n%s", path, o->response.status, body(o));
        }
        assert_pages(o);
    }
    assert_non_null(strstr(body(o), "lang="));
    assert_int_equal(get(o, "/laufzettel/2026-000001/1", "de"), 200);
    assert_non_null(strstr(body(o), "im Gespräch berichtet"));
    assert_int_equal(send(o, "/neu/F~1/verweis", "key=2&service_1=SB-1%40nordtor"), 303);
    assert_string_equal(header(o, "Location"), "/laufzettel/2026-000002");
    assert_int_equal(get(o, "/laufzettel/2026-000002/1", "de"), 200);
    assert_int_equal(send(o, "/laufzettel/2026-000002/neuer-code", "version=1"), 303);
    assert_int_equal(get(o, "/laufzettel/2026-000002", "de"), 200);
    assert_non_null(strstr(body(o), "Drucken (PDF"));
}

static void
a_referral_at_fault_is_shown_again_with_what_was_typed(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1/verweis",
                          "key=1&service_1=SB-1%40nordtor&talked_on=2026-05-05"),
                     422);
    assert_non_null(strstr(body(o), "id=\"talked_on-error\""));
    assert_non_null(strstr(body(o), "value=\"2026-05-05\""));
    assert_true(is_chosen(o, "service_1", "SB-1@nordtor"));
    assert_int_equal(send(o, "/neu/F~1/verweis", "key=1&talked_on=2026-05-04"), 422);
    assert_int_equal(send(o, "/neu/F~1/verweis",
                          "key=1&service_1=SB-1%40nordtor&talked_on=gestern"),
                     422);
    assert_int_equal(send(o, "/neu/F~1/verweis",
                          "key=1&service_1=SB-1%40nordtor&consent_1=2&talked_on=2026-05-04"),
                     422);
    assert_non_null(strstr(body(o), "id=\"consent_1-error\""));
    assert_int_equal(get(o, "/laufzettel/2026-000001", "de"), 404);
}

static void
several_referrals_lead_to_the_case_whatever_its_number_holds(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/neu/F~1/verweis",
                          "key=1&service_1=SB-1%40nordtor&service_2=SB-1%40"),
                     303);
    assert_string_equal(header(o, "Location"), "/fall/F~1");
    assert_int_equal(get(o, header(o, "Location"), "de"), 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE_TEST(every_page_shows_every_state_of_a_voucher),
        CASE_TEST(a_preview_is_a_pdf_and_leaves_nothing_behind),
        CASE_TEST(stations_change_places_and_keep_what_was_typed),
        CASE_TEST(issued_to_be_printed_leads_to_a_page_that_prints_once),
        CASE_TEST(a_stack_of_papers_is_entered_listed_and_taken_back),
        CASE_TEST(a_wait_is_told_from_five_cases_on),
        CASE_TEST(a_slip_with_nothing_left_to_do_is_folded_away),
        CASE_TEST(a_fault_opens_the_form_it_is_in),
        CASE_TEST(a_day_that_is_none_is_shown_again_as_typed),
        CASE_TEST(a_need_is_agreed_on_the_page_of_the_slip_and_kept_with_it),
        CASE_TEST(a_fault_keeps_what_was_typed_of_a_need_and_no_need),
        CASE_TEST(what_is_at_fault_at_a_station_names_its_field),
        CASE_TEST(a_lead_is_asked_why_and_comes_to_the_page_after),
        CASE_TEST(own_follow_ups_are_made_moved_and_done_on_the_page),
        CASE_TEST(a_deputy_is_arranged_on_ones_own_account),
        CASE_TEST(a_referral_has_its_page_no_code_and_nothing_to_print),
        CASE_TEST(what_the_client_tells_of_a_referral_is_entered_on_its_page),
        CASE_TEST(several_referrals_lead_to_the_case_whatever_its_number_holds),
        CASE_TEST(a_referral_at_fault_is_shown_again_with_what_was_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
