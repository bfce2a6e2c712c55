/*
 * web_test.c - whole requests: who is let in, what guards a form, what an answer carries.
 */
#include "office_world.h"

static struct office office;

static int
open_office(void **state)
{
    office_open(&office, "http://127.0.0.1:8080");
    *state = &office;
    return 0;
}

static int
open_public_office(void **state)
{
    office_open(&office, "https://lz.example.org");
    *state = &office;
    return 0;
}

static int
close_office(void **state)
{
    office_close(*state);
    return 0;
}

#define CONTAINS(o, text)                                                      \
    do {                                                                       \
        if (strstr(body(o), (text)) == NULL)                                   \
            fail_msg("»%s« is missing in:\n%s", (text), body(o));              \
    } while (0)

/* ---- log-in ---- */

static void
a_visitor_is_asked_to_log_in_and_comes_back(void **state)
{
    struct office *o = *state;

    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
    assert_string_equal(header(o, "Location"), "/anmelden?next=/konto");
    assert_int_equal(ask(o, HTTP_GET, "/anmelden?next=/konto"), 200);
    CONTAINS(o, "name=\"next\" value=\"/konto\"");
    assert_int_equal(
        post(o, "/anmelden", "name=keller&password=" OFFICE_PASSWORD "&next=/konto"), 303);
    assert_string_equal(header(o, "Location"), "/konto");
}

static void
nobody_is_sent_elsewhere_after_the_log_in(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/anmelden", "name=keller&password=" OFFICE_PASSWORD
                                          "&next=//example.org/"), 303);
    assert_string_equal(header(o, "Location"), "/");
}

static void
a_session_lasts_until_the_log_out(void **state)
{
    struct office *o = *state;
    const char *before;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    before = o->cookie;
    o->request.cookie = o->cookie;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 200);
    CONTAINS(o, "Frau Keller");
    assert_int_equal(post(o, "/abmelden", ""), 303);
    assert_string_equal(header(o, "Clear-Site-Data"), "\"cache\", \"storage\"");
    assert_non_null(strstr(header(o, "Set-Cookie"), "Max-Age=0"));
    o->request.cookie = before;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
}

static void
a_log_out_everywhere_ends_other_sessions(void **state)
{
    struct office *o = *state;
    const char *other;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    other = o->cookie;
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    assert_string_not_equal(other, o->cookie);
    assert_int_equal(post(o, "/abmelden/alle", ""), 303);
    o->request.cookie = other;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
}

static void
a_changed_cookie_is_nobody(void **state)
{
    struct office *o = *state;
    char *changed;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    changed = arena_strdup(&o->arena, o->cookie);
    changed[strlen(changed) - 2] = changed[strlen(changed) - 2] == 'A' ? 'B' : 'A';
    o->request.cookie = changed;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
}

static void
on_this_machine_a_cookie_is_strict(void **state)
{
    struct office *o = *state;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    assert_true(strncmp(header(o, "Set-Cookie"), "lz=", 3) == 0);
    assert_non_null(strstr(header(o, "Set-Cookie"),
                           "; Path=/; Max-Age=36000; HttpOnly; SameSite=Strict"));
    assert_null(strstr(header(o, "Set-Cookie"), "Secure"));
}

static void
over_tls_a_cookie_belongs_to_the_host(void **state)
{
    struct office *o = *state;
    const char *set;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    set = header(o, "Set-Cookie");
    assert_true(strncmp(set, "__Host-lz=", 10) == 0);
    assert_string_equal(strstr(set, "; Path"),
                        "; Path=/; Max-Age=36000; HttpOnly; SameSite=Strict; Secure");
    o->request.cookie = o->cookie + strlen("__Host-");
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
    o->request.cookie = arena_printf(&o->arena, "a=b; %s; c=d", o->cookie);
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 200);
}

static void
a_wrong_password_says_no_more_than_an_unknown_name(void **state)
{
    struct office *o = *state;
    const char *wrong, *unknown;

    assert_int_equal(post(o, "/anmelden", "name=keller&password=falsch"), 403);
    wrong = arena_strdup(&o->arena, strstr(body(o), "role=\"alert\""));
    assert_int_equal(post(o, "/anmelden", "name=kelner&password=falsch"), 403);
    unknown = strstr(body(o), "role=\"alert\"");
    assert_memory_equal(wrong, unknown, (size_t)(strstr(wrong, "</div>") - wrong));
    assert_string_equal(header(o, "Set-Cookie"), "");
}

/* ---- guesses ---- */

static void
guesses_run_out_for_one_address_only(void **state)
{
    struct office *o = *state;

    for (int i = 0; i < 5; i++) {
        assert_int_equal(log_in(o, "falsch"), 403);
    }
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 429);
    assert_string_equal(header(o, "Retry-After"), "60");
    snprintf(o->request.address, sizeof o->request.address, "192.0.2.8");
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
}

static void
time_gives_a_guess_back(void **state)
{
    struct office *o = *state;

    for (int i = 0; i < 5; i++) {
        assert_int_equal(log_in(o, "falsch"), 403);
    }
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 429);
    o->env.clock.offset_ms += 60000;
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
}

static void
log_ins_that_succeed_cost_nothing(void **state)
{
    struct office *o = *state;

    for (int i = 0; i < 12; i++) {
        assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    }
}

static void
strangers_cannot_lock_an_account_where_it_is_known(void **state)
{
    struct office *o = *state;
    int status = 0;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    o->cookie = "";
    for (int i = 0; i < 30 && status != 429; i++) {
        snprintf(o->request.address, sizeof o->request.address, "198.51.100.%d", i);
        status = log_in(o, "falsch");
    }
    assert_int_equal(status, 429);
    snprintf(o->request.address, sizeof o->request.address, "192.0.2.7");
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
}

static void
codes_to_set_a_password_are_not_guessed_for_long(void **state)
{
    struct office *o = *state;
    int status = 0, tries = 0;

    while (status != 429 && tries < 100) {
        status = post(o, "/passwort", "name=keller&code=AAAA-AAAA-AAAA-AAAA"
                                      "&password=Ein anderes Wort&again=Ein anderes Wort");
        tries++;
    }
    assert_int_equal(tries, 31);
    assert_true(atoi(header(o, "Retry-After")) > 0);
}

/* ---- forms ---- */

static void
a_form_from_elsewhere_changes_nothing(void **state)
{
    static const struct {
        const char *origin, *fetch_site;
        int status;
    } rows[] = {
        {"null", "same-origin", 303},
        {"", "same-origin", 303},
        {"http://127.0.0.1:8080", "", 303},
        {"http://localhost:8080", "", 303},
        {"http://127.0.0.1:8080", "same-origin", 303},
        {"", "", 403},
        {"null", "", 403},
        {"null", "cross-site", 403},
        {"http://127.0.0.1:8080", "cross-site", 403},
        {"http://127.0.0.1:8080", "same-site", 403},
        {"http://127.0.0.1:8080", "none", 403},
        {"http://127.0.0.1:80800", "", 403},
        {"http://example.org", "", 403},
        {"http://example.org", "same-origin", 403},
    };
    struct office *o = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(post(o, "/sprache", "language=en"), 303);
        o->request.origin = rows[i].origin;
        o->request.fetch_site = rows[i].fetch_site;
        if (ask(o, HTTP_POST, "/sprache") != rows[i].status) {
            fail_msg("Origin %s, Sec-Fetch-Site %s: %d", rows[i].origin, rows[i].fetch_site,
                     o->response.status);
        }
    }
}

static void
a_form_without_the_token_of_its_session_is_refused(void **state)
{
    struct office *o = *state;
    const char *first;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    assert_int_equal(post(o, "/sprache", "language=en"), 303);
    first = o->request.body;
    o->request.body = "language=en";
    o->request.body_len = strlen(o->request.body);
    assert_int_equal(ask(o, HTTP_POST, "/sprache"), 403);
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    o->request.cookie = o->cookie;
    o->request.body = first;
    o->request.body_len = strlen(first);
    assert_int_equal(ask(o, HTTP_POST, "/sprache"), 403);
    CONTAINS(o, "noch einmal senden");
}

static void
a_form_at_fault_keeps_what_was_typed(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/passwort", "name=keller&code=%22%3Cb%3E&password=geheimes-wort"
                                          "&again=anderes-wort"), 422);
    CONTAINS(o, "name=\"code\" type=\"text\" value=\"&quot;&lt;b&gt;\"");
    CONTAINS(o, "href=\"#again\"");
    CONTAINS(o, "aria-invalid=\"true\" aria-describedby=\"again-error\" autofocus");
    CONTAINS(o, "<title>Fehler: ");
    assert_null(strstr(body(o), "geheimes-wort"));
    assert_null(strstr(body(o), "id=\"code-error\""));
}

/* The log-in page offers where to go next; a fault elsewhere in the form keeps it. */
static void
a_form_at_fault_keeps_its_hidden_fields(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/anmelden", "name=keller&password=&next=/konto"), 422);
    CONTAINS(o, "name=\"next\" value=\"/konto\"");
}

static void
a_missing_field_is_named_before_the_handler_runs(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/anmelden", "name=keller&password="), 422);
    CONTAINS(o, "href=\"#password\"");
    CONTAINS(o, "value=\"keller\"");
}

static void
an_unknown_field_is_refused(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/anmelden", "name=keller&password=x&role=admin"), 422);
    CONTAINS(o, "role");
}

/* ---- routes and refusals ---- */

static void
another_method_is_told_which_ones_there_are(void **state)
{
    struct office *o = *state;

    assert_int_equal(ask(o, HTTP_POST, "/impressum"), 405);
    assert_string_equal(header(o, "Allow"), "GET, HEAD");
    assert_int_equal(ask(o, HTTP_OTHER, "/anmelden"), 405);
    assert_string_equal(header(o, "Allow"), "GET, HEAD, POST");
    assert_int_equal(ask(o, HTTP_GET, "/sprache"), 405);
    assert_int_equal(ask(o, HTTP_HEAD, "/impressum"), 200);
}

static void
an_unknown_address_gets_a_page_with_a_number(void **state)
{
    struct office *o = *state;

    assert_int_equal(ask(o, HTTP_GET, "/nirgendwo"), 404);
    CONTAINS(o, "<strong class=\"lz-number\">");
    assert_int_equal(ask(o, HTTP_GET, "/api/v1/nirgendwo"), 404);
    assert_string_equal(o->response.content_type, "application/json");
    CONTAINS(o, "\"reason\":\"not_found\"");
}

static void
a_role_without_the_right_is_refused(void **state)
{
    struct office *o = *state;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    assert_int_equal(post(o, "/stelle/x/geraet", "role=lead"), 403);
    assert_string_equal(header(o, "Location"), "");
}

static void
who_lacks_the_right_is_never_told_to_log_in_again(void **state)
{
    struct office *o = *state;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    assert_int_equal(post(o, "/stelle/x/geraet", "role=lead"), 403);
    CONTAINS(o, "Dafür fehlt Ihnen die Berechtigung.");
    CONTAINS(o, "wer bei Ihnen die Rollen vergibt");
    assert_null(strstr(body(o), "Bitte anmelden"));
    o->request.authorization = "Bearer x";
    assert_int_equal(ask(o, HTTP_POST, "/api/v1/lookup"), 401);
    CONTAINS(o, "Der Schlüssel fehlt");
    CONTAINS(o, "koppeln");
    assert_null(strstr(body(o), "nmelden"));
}

static void
a_form_of_another_page_is_told_to_load_again_and_nothing_else(void **state)
{
    struct office *o = *state;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    o->request.cookie = o->cookie;
    o->request.fetch_site = "cross-site";
    assert_int_equal(ask(o, HTTP_POST, "/abmelden"), 403);
    CONTAINS(o, "Bitte die Seite neu laden");
    assert_null(strstr(body(o), "Rollen vergibt"));
    assert_null(strstr(body(o), "Bitte anmelden"));
}

static void
the_account_lists_log_ins_and_ends_the_others(void **state)
{
    struct office *o = *state;
    const char *first, *button;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    first = o->cookie;
    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    o->request.cookie = o->cookie;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 200);
    CONTAINS(o, "diese hier");
    CONTAINS(o, "04.05.2026");
    button = strstr(body(o), "name=\"session\" value=\"");
    assert_non_null(button);
    assert_int_equal(post(o, "/konto/anmeldung", "session=1"), 404);
    assert_int_equal(post(o, "/konto/anmeldung", "session=x"), 404);
    assert_int_equal(post(o, "/konto/andere", ""), 303);
    assert_string_equal(header(o, "Location"), "/konto");
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 200);
    assert_null(strstr(body(o), "name=\"session\""));
    o->request.cookie = first;
    assert_int_equal(ask(o, HTTP_GET, "/konto"), 303);
}

static void
the_interface_asks_for_a_key(void **state)
{
    static const char *const keys[] = {"", "Bearer ", "Bearer x", "Basic eDp5", "bearer x"};
    struct office *o = *state;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        o->request.authorization = keys[i];
        assert_int_equal(ask(o, HTTP_POST, "/api/v1/lookup"), 401);
        assert_string_equal(header(o, "WWW-Authenticate"), "Bearer");
        CONTAINS(o, "\"reason\":\"not_allowed\"");
    }
}

static void
counters_exist_for_this_machine_only(void **state)
{
    struct office *o = *state;

    assert_int_equal(ask(o, HTTP_GET, "/metrics"), 404);
    o->request.loopback = true;
    assert_int_equal(ask(o, HTTP_GET, "/metrics"), 200);
    CONTAINS(o, "laufzettel_requests_total 0\n");
    assert_int_equal(ask(o, HTTP_GET, "/healthz"), 200);
    CONTAINS(o, "{\"status\":\"ok\"}");
}

static void
static_files_are_kept_for_ever_and_compressed_on_request(void **state)
{
    struct office *o = *state;
    char path[80] = "";
    size_t plain;

    assert_int_equal(ask(o, HTTP_GET, "/impressum"), 200);
    assert_int_equal(sscanf(strstr(body(o), "href=\"/static/laufzettel-"), "href=\"%79[^\"]\"",
                            path), 1);
    assert_int_equal(ask(o, HTTP_GET, path), 200);
    assert_string_equal(header(o, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(header(o, "Content-Encoding"), "");
    assert_string_equal(o->response.content_type, "text/css; charset=utf-8");
    plain = o->response.body_len;
    o->request.accept_encoding = "gzip, deflate, br";
    assert_int_equal(ask(o, HTTP_GET, path), 200);
    assert_string_equal(header(o, "Content-Encoding"), "gzip");
    assert_string_equal(header(o, "Vary"), "Accept-Encoding");
    assert_true(o->response.body_len < plain);
    o->request.accept_encoding = "gzip;q=0";
    assert_int_equal(ask(o, HTTP_GET, path), 200);
    assert_string_equal(header(o, "Content-Encoding"), "");
    assert_int_equal(ask(o, HTTP_GET, "/static/laufzettel.css"), 404);
    assert_int_equal(ask(o, HTTP_GET, "/static/..%2Flaufzettel.key"), 404);
}

/* ---- language ---- */

static const char *
language_of(struct office *o)
{
    assert_int_equal(ask(o, HTTP_GET, "/impressum"), 200);
    return strstr(body(o), "<html lang=\"de\" ") ? "de" : "en";
}

static void
pages_speak_the_language_that_was_chosen(void **state)
{
    static const struct {
        const char *cookie, *header, *language;
    } rows[] = {
        {"", "", "de"},
        {"", "en-GB,en;q=0.9,de;q=0.8", "en"},
        {"", "fr, de;q=0.5, en;q=0.4", "de"},
        {"", "fr,,tr;q=1,english", "de"},
        {"lz-language=en", "de", "en"},
        {"lz-language=de", "en", "de"},
        {"lz-language=xx", "en", "en"},
        {"lz-language=ar", "de", "de"},
    };
    struct office *o = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        o->request.cookie = rows[i].cookie;
        o->request.language = rows[i].header;
        if (strcmp(language_of(o), rows[i].language) != 0) {
            fail_msg("%s / %s", rows[i].cookie, rows[i].header);
        }
    }
}

static void
a_chosen_language_is_remembered(void **state)
{
    struct office *o = *state;

    assert_int_equal(post(o, "/sprache", "language=en&back=/impressum"), 303);
    assert_string_equal(header(o, "Location"), "/impressum");
    assert_true(strncmp(header(o, "Set-Cookie"), "lz-language=en;", 15) == 0);
    assert_int_equal(post(o, "/sprache", "language=en&back=http://example.org"), 303);
    assert_string_equal(header(o, "Location"), "/");
}

static void
clients_choose_among_the_languages_of_the_paper(void **state)
{
    static const struct {
        const char *cookie, *header, *opening;
    } rows[] = {
        {"", "", "<html lang=\"de\" dir=\"ltr\">"},
        {"", "fr, uk;q=0.8", "<html lang=\"uk\" dir=\"ltr\">"},
        {"lz-language=ar", "de", "<html lang=\"ar\" dir=\"rtl\">"},
        {"lz-language=de-simple", "", "<html lang=\"de-simple\" dir=\"ltr\">"},
        {"lz-language=../../x", "en", "<html lang=\"en\" dir=\"ltr\">"},
    };
    struct office *o = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        o->request.cookie = rows[i].cookie;
        o->request.language = rows[i].header;
        assert_int_equal(ask(o, HTTP_GET, "/k"), 200);
        if (strstr(body(o), rows[i].opening) == NULL) {
            fail_msg("%s / %s: no %s", rows[i].cookie, rows[i].header, rows[i].opening);
        }
    }
    assert_int_equal(post(o, "/sprache", "language=ar&back=/k"), 303);
    assert_true(strncmp(header(o, "Set-Cookie"), "lz-language=ar;", 15) == 0);
}

/* ---- all pages ---- */

static bool
is_plain_page(const struct web_route *row)
{
    return row->method == HTTP_GET && strchr(row->path, '{') == NULL &&
           (row->flags & WEB_API) == 0;
}

/* A value that a template names and nobody sets is a failure of the page, seen here. */
static void
every_page_can_be_shown_in_both_languages(void **state)
{
    struct office *o = *state;
    const struct web_route *row;
    size_t count, shown = 0;

    assert_int_equal(log_in(o, OFFICE_PASSWORD), 303);
    row = web_routes(&count);
    o->request.loopback = true;
    for (size_t i = 0; i < count; i++) {
        for (int english = 0; is_plain_page(&row[i]) && english < 2; english++) {
            o->request.cookie = o->cookie;
            o->request.language = english ? "en" : "de";
            if (ask(o, HTTP_GET, row[i].path) >= 500) {
                fail_msg("%s: %d\n%s", row[i].path, o->response.status, body(o));
            }
            shown += o->response.status == 200;
        }
    }
    assert_true(shown >= 16);
}

static void
a_second_server_of_the_directory_is_refused(void **state)
{
    struct office *o = *state;
    struct env env = o->env;
    struct web_options options = {.env = &env, .listen = "127.0.0.1:0", .workers = 1};
    struct web *second;
    struct err err = {0};

    env.store = NULL;
    env.paper = NULL;
    assert_true(env_open_store(&env, &err));
    assert_false(web_start(&options, &second, &err));
    assert_int_equal(err.reason, REASON_STORE);
    env_close(&env);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
    const struct CMUnitTest tests[] = {
        TEST(a_visitor_is_asked_to_log_in_and_comes_back),
        TEST(nobody_is_sent_elsewhere_after_the_log_in),
        TEST(a_session_lasts_until_the_log_out),
        TEST(a_log_out_everywhere_ends_other_sessions),
        TEST(a_changed_cookie_is_nobody),
        TEST(on_this_machine_a_cookie_is_strict),
        cmocka_unit_test_setup_teardown(over_tls_a_cookie_belongs_to_the_host,
                                        open_public_office, close_office),
        TEST(a_wrong_password_says_no_more_than_an_unknown_name),
        TEST(guesses_run_out_for_one_address_only),
        TEST(time_gives_a_guess_back),
        TEST(log_ins_that_succeed_cost_nothing),
        TEST(strangers_cannot_lock_an_account_where_it_is_known),
        TEST(codes_to_set_a_password_are_not_guessed_for_long),
        TEST(a_form_from_elsewhere_changes_nothing),
        TEST(a_form_without_the_token_of_its_session_is_refused),
        TEST(a_form_at_fault_keeps_what_was_typed),
        TEST(a_form_at_fault_keeps_its_hidden_fields),
        TEST(a_missing_field_is_named_before_the_handler_runs),
        TEST(an_unknown_field_is_refused),
        TEST(another_method_is_told_which_ones_there_are),
        TEST(an_unknown_address_gets_a_page_with_a_number),
        TEST(a_role_without_the_right_is_refused),
        TEST(who_lacks_the_right_is_never_told_to_log_in_again),
        TEST(a_form_of_another_page_is_told_to_load_again_and_nothing_else),
        TEST(the_account_lists_log_ins_and_ends_the_others),
        TEST(the_interface_asks_for_a_key),
        TEST(counters_exist_for_this_machine_only),
        TEST(static_files_are_kept_for_ever_and_compressed_on_request),
        TEST(pages_speak_the_language_that_was_chosen),
        TEST(a_chosen_language_is_remembered),
        TEST(clients_choose_among_the_languages_of_the_paper),
        TEST(every_page_can_be_shown_in_both_languages),
        TEST(a_second_server_of_the_directory_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
