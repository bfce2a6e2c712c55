/*
 * case_test.c - the pages of a case: its master data, its timeline, what its client disputes.
 */
#include "case.h"
#include "date.h"
#include "office_world.h"
#include "store_case.h"
#include "store_catalogue.h"

static bool
fill(struct db *db, void *arg, struct err *err)
{
    struct case_file client = {.number = "F/1", .given_name = "Jana", .family_name = "Brandt",
                               .birth_date = day_from_civil(1990, 2, 28), .language = "fr",
                               .caseworker = "keller", .team = "", .branch = "",
                               .phone = "0221 4710-5", .street = "Weg 7", .postcode = "26999",
                               .city = "Moorstadt"};
    struct need need = {.type = TYPE_B, .priority = 1, .agreed_on = day_from_civil(2026, 5, 4),
                        .plan_ref = ""};
    enum put done;
    (void)arg;

    if (!store_case_put(db, &client, &done, err)) {
        return false;
    }
    need.case_id = client.id;
    return store_need_put(db, &need, &done, err);
}

static int
open_case(void **state)
{
    struct office *o = calloc(1, sizeof *o);
    struct err err = {0};

    assert_non_null(o);
    office_open(o, "http://127.0.0.1:8080");
    assert_true(store_write(o->env.store, fill, NULL, &err));
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    *state = o;
    return 0;
}

static int
close_case(void **state)
{
    office_close(*state);
    free(*state);
    return 0;
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

static int
get(struct office *o, const char *path)
{
    office_plain_request(o);
    o->request.cookie = o->cookie;
    o->request.language = "de";
    return ask(o, HTTP_GET, path);
}

static int
send(struct office *o, const char *path, const char *fields)
{
    office_plain_request(o);
    o->request.language = "de";
    return post(o, path, fields);
}

#define assert_shows(o, text) assert_non_null(strstr(body(o), (text)))
#define assert_hides(o, text) assert_null(strstr(body(o), (text)))

#define SOMEBODY "given_name=Jan&family_name=Novak&birth_date=1988-03-09&caseworker=keller"

/* ---- a new case ---- */

static void
what_was_searched_in_vain_stands_in_the_form_of_a_new_case(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/suche?q=Jan+Novak"), 200);
    assert_shows(o, "action=\"/fall\"");
    assert_shows(o, "name=\"q\" value=\"Jan Novak\"");
    assert_int_equal(get(o, "/fall?q=Jan+Novak"), 200);
    assert_shows(o, "name=\"given_name\" type=\"text\" value=\"Jan\"");
    assert_shows(o, "name=\"family_name\" type=\"text\" value=\"Novak\"");
    assert_int_equal(get(o, "/fall?q=Novak,+Jan"), 200);
    assert_shows(o, "name=\"given_name\" type=\"text\" value=\"Jan\"");
    assert_int_equal(get(o, "/fall?q=FM-77"), 200);
    assert_shows(o, "name=\"case_number\" type=\"text\" value=\"FM-77\"");
    assert_shows(o, "<option value=\"keller\" selected>");
    assert_int_equal(get(o, "/fall?q=%22%3E%3Cscript%3Ealert(1)"), 200);
    assert_hides(o, "<script>alert");
}

static void
a_new_case_leads_to_its_page(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/fall", "case_number=N/2&" SOMEBODY), 303);
    assert_string_equal(header(o, "Location"), "/fall/N~2");
    assert_int_equal(get(o, "/fall/N~2"), 200);
    assert_shows(o, "Jan Novak");
    assert_shows(o, "/fall/N~2/angaben");
}

static void
a_fault_keeps_what_was_typed(void **state)
{
    static const struct {
        const char *fields, *field;
    } rows[] = {
        {"case_number=N-2&family_name=&given_name=Jan&birth_date=1988-03-09", "family_name"},
        {"case_number=N-2&family_name=%C2%A0+&given_name=Jan&birth_date=1988-03-09",
         "family_name"},
        {"case_number=N-2&family_name=Novak&given_name=Jan&birth_date=31.04.1988",
         "birth_date"},
        {"case_number=N-2&family_name=Novak&given_name=Jan&birth_date=1.1.70", "birth_date"},
        {"case_number=N-2&family_name=Novak&given_name=Jan&birth_date=2070-01-01&"
         "caseworker=keller",
         "birth_date"},
        {"case_number=N-2&family_name=Novak&given_name=Jan&birth_date=1988-03-09&"
         "phone=1%0D%0ABcc:x",
         "phone"},
        {"case_number=N+2&family_name=Novak&given_name=Jan&birth_date=1988-03-09&"
         "caseworker=keller",
         "case_number"},
        {"case_number=F/1&family_name=Novak&given_name=Jan&birth_date=1988-03-09&"
         "caseworker=keller",
         "case_number"},
    };
    struct office *o = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status = send(o, "/fall", rows[i].fields);

        assert_true(status == 422 || status == 409);
        assert_shows(o, arena_printf(&o->arena, "id=\"%s-error\"", rows[i].field));
        assert_shows(o, "name=\"given_name\" type=\"text\" value=\"Jan\"");
    }
    assert_int_equal(send(o, "/fall", "case_number=N-2&team=T9&" SOMEBODY), 422); /* no field */
    assert_int_equal(get(o, "/fall/N-2"), 404);
}

static void
a_namesake_is_asked_about(void **state)
{
    struct office *o = *state;

    assert_int_equal(send(o, "/fall", "case_number=N-2&given_name=Jana&family_name=BRANDT&"
                                      "birth_date=1990-02-28&caseworker=keller"), 409);
    assert_shows(o, "id=\"again\"");
    assert_shows(o, "F/1");
    assert_int_equal(send(o, "/fall", "case_number=N-2&given_name=Jana&family_name=BRANDT&"
                                      "birth_date=1990-02-28&caseworker=keller&again=1"), 303);
}

/* ---- an old one ---- */

static const char *
version(struct office *o)
{
    const char *at;

    assert_int_equal(get(o, "/fall/F~1/angaben"), 200);
    at = strstr(body(o), "name=\"version\" value=\"");
    assert_non_null(at);
    return arena_strndup(&o->arena, at + 22, strcspn(at + 22, "\""));
}

static int
change(struct office *o, const char *seen, const char *more)
{
    return send(o, "/fall/F~1/angaben",
                arena_printf(&o->arena, "version=%s&family_name=Brandt&given_name=Jana&"
                                        "birth_date=1990-02-28&language=fr&caseworker=keller&%s",
                             seen, more));
}

static void
a_stale_form_is_told_the_difference_and_keeps_its_text(void **state)
{
    struct office *o = *state;
    const char *seen = version(o);

    assert_shows(o, "<option value=\"fr\" selected>"); /* read in, though we print none in it */
    assert_int_equal(change(o, seen, "street=Allee+1&postcode=26999&city=Moorstadt"), 303);
    assert_int_equal(change(o, seen, "street=Gasse+3&postcode=26999&city=Lindhafen"), 409);
    assert_shows(o, "<td class=\"kern-table__cell\">Allee 1</td>"
                    "<td class=\"kern-table__cell\">Gasse 3</td>");
    assert_shows(o, "<td class=\"kern-table__cell\">Moorstadt</td>"
                    "<td class=\"kern-table__cell\">Lindhafen</td>");
    assert_hides(o, "<td class=\"kern-table__cell\">26999</td>");
    assert_shows(o, "name=\"street\" type=\"text\" value=\"Gasse 3\"");
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_shows(o, "Allee 1");
    assert_hides(o, "Gasse 3");
    assert_int_equal(change(o, version(o), "street=Gasse+3&city=Lindhafen"), 303);
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_shows(o, "Gasse 3");
}

static void
the_protected_flag_says_what_it_deletes_before_it_does(void **state)
{
    struct office *o = *state;
    const char *seen = version(o);

    assert_shows(o, "id=\"protected-hint\"");
    assert_int_equal(change(o, seen, "street=Weg+7&phone=0221+4710-5&protected=1"), 303);
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_hides(o, "Weg 7");
    assert_hides(o, "4710-5");
    (void)version(o);
    assert_shows(o, "name=\"protected\" value=\"1\" checked");
}

static void
the_interval_of_talks_is_set_with_the_other_data_and_cleared_by_an_empty_field(void **state)
{
    struct office *o = *state;

    assert_int_equal(change(o, version(o), "contact_days=7"), 422);
    assert_shows(o, "id=\"contact_days-error\"");
    assert_shows(o, "von 14 bis 180 Tage");
    assert_shows(o, "name=\"contact_days\" type=\"text\" value=\"7\"");
    assert_int_equal(change(o, version(o), "contact_days=bald"), 422);
    assert_shows(o, "id=\"contact_days-error\"");
    assert_int_equal(change(o, version(o), "contact_days=30"), 303);
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_shows(o, "<span class=\"lz-due__what\">Gespräch vereinbaren</span>");
    assert_shows(o, "Gespräch alle 30 Tage");
    (void)version(o);
    assert_shows(o, "name=\"contact_days\" type=\"text\" value=\"30\"");
    assert_int_equal(change(o, version(o), "contact_days="), 303);
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_hides(o, "Gespräch vereinbaren");
    assert_hides(o, "Gespräch alle");
}

/* ---- a need ---- */

/* Where the case's only need is changed, and what its form carries. */
static const char *
need_path(struct office *o, const char **revision)
{
    const char *at, *path;

    assert_int_equal(get(o, "/fall/F~1"), 200);
    at = strstr(body(o), "href=\"/fall/F~1/bedarf/");
    assert_non_null(at);
    path = arena_strndup(&o->arena, at + 6, strcspn(at + 6, "\""));
    assert_int_equal(get(o, path), 200);
    at = strstr(body(o), "name=\"revision\" value=\"");
    assert_non_null(at);
    *revision = arena_strndup(&o->arena, at + 23, strcspn(at + 23, "\""));
    return path;
}

static void
a_need_is_completed_later_and_an_old_page_overwrites_nothing(void **state)
{
    struct office *o = *state;
    const char *revision, *fresh, *path = need_path(o, &revision);

    assert_int_equal(send(o, path, arena_printf(&o->arena, "revision=%s&priority=2&plan_ref=KP-7&"
                                                "aim=participation", revision)), 303);
    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_shows(o, "KP-7");
    assert_shows(o, "Soziale Teilhabe");
    assert_int_equal(send(o, path, arena_printf(&o->arena, "revision=%s&priority=2&plan_ref=KP-8",
                                                revision)), 409);
    assert_shows(o, "<td class=\"kern-table__cell\">KP-7</td>"
                    "<td class=\"kern-table__cell\">KP-8</td>");
    assert_shows(o, "value=\"KP-8\"");
    (void)need_path(o, &fresh);
    assert_int_equal(send(o, path, arena_printf(&o->arena, "revision=%s&priority=1&aim=nonsense",
                                                fresh)), 422);
    assert_shows(o, "id=\"aim-error\"");
    assert_int_equal(get(o, "/fall/F~1/bedarf/7"), 404);
    assert_int_equal(get(o, "/fall/F~1/bedarf/x"), 404);
}

/* ---- the timeline ---- */

static void
the_timeline_is_narrowed_to_one_kind(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/fall/F~1"), 200);
    assert_shows(o, "Bedarf vereinbart");
    assert_int_equal(get(o, "/fall/F~1?kind=need"), 200);
    assert_shows(o, "Bedarf vereinbart");
    assert_shows(o, "href=\"/fall/F~1?kind=need#verlauf\" aria-current=\"true\"");
    assert_int_equal(get(o, "/fall/F~1?kind=print&lines=500"), 200);
    assert_hides(o, "Bedarf vereinbart");
    assert_shows(o, "Hier steht noch nichts.");
    assert_int_equal(get(o, "/fall/F~1?kind=%3Cb%3E"), 422);
    assert_int_equal(get(o, "/fall/F~1?lines=12345"), 422);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE_TEST(what_was_searched_in_vain_stands_in_the_form_of_a_new_case),
        CASE_TEST(a_new_case_leads_to_its_page),
        CASE_TEST(a_fault_keeps_what_was_typed),
        CASE_TEST(a_namesake_is_asked_about),
        CASE_TEST(a_stale_form_is_told_the_difference_and_keeps_its_text),
        CASE_TEST(the_protected_flag_says_what_it_deletes_before_it_does),
        CASE_TEST(the_interval_of_talks_is_set_with_the_other_data_and_cleared_by_an_empty_field),
        CASE_TEST(a_need_is_completed_later_and_an_old_page_overwrites_nothing),
        CASE_TEST(the_timeline_is_narrowed_to_one_kind),
    };

    setenv("TZ", "Europe/Berlin", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
