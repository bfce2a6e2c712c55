/*
 * text_test.c - the pages that every house words itself: built in, the office's own, faulty.
 */
#include "buf.h"
#include "file.h"
#include "office_world.h"
#include "page_text.h"

#include <sys/stat.h>

static void
write_own(struct office *o, const char *name, const char *text)
{
    struct err err = {0};

    (void)mkdir(env_path(&o->env, "pages"), 0755);
    assert_true(file_write(env_path(&o->env, name), text, strlen(text), 0644, &err));
}

static void
remove_own(struct office *o)
{
    (void)unlink(env_path(&o->env, "pages/impressum.txt"));
    (void)unlink(env_path(&o->env, "pages/impressum.en.txt"));
    (void)rmdir(env_path(&o->env, "pages"));
}

static int
get(struct office *o, const char *path, const char *language)
{
    office_plain_request(o);
    o->request.language = language;
    return ask(o, HTTP_GET, path);
}

#define SAYS(o, text) assert_non_null(strstr(body(o), (text)))

static void
built_in_texts_are_there_in_both_languages(void **state)
{
    struct office *o = *state;

    assert_int_equal(get(o, "/datenschutz", "de"), 200);
    SAYS(o, "Was diese Seiten speichern</h2>");
    SAYS(o, "<li>Auf dem Server");
    SAYS(o, "<div class=\"lz-narrow\" lang=\"de\">");
    assert_null(strstr(body(o), "Aufsichtsbehörde:")); /* no such setting, no such line */
    assert_int_equal(get(o, "/datenschutz", "en"), 200);
    SAYS(o, "What these pages store</h2>");
    SAYS(o, "<div class=\"lz-narrow\" lang=\"en\">");
    assert_int_equal(get(o, "/barrierefreiheit", "de"), 200);
    SAYS(o, "BITV 2.0");
    assert_int_equal(get(o, "/impressum", "en"), 200);
    SAYS(o, "Servicestelle Beratungswege");
}

static void
an_own_text_takes_their_place_and_stays_text(void **state)
{
    struct office *o = *state;

    o->env.config.help_phone = "0221 4710-100";
    write_own(o, "pages/impressum.txt", "# Über <uns>\n<script>alert(1)</script> {{help_phone}}\n");
    assert_int_equal(get(o, "/impressum", "de"), 200);
    SAYS(o, "Über &lt;uns&gt;</h2>");
    SAYS(o, "&lt;script&gt;");
    SAYS(o, "<a class=\"kern-link\" href=\"tel:02214710100\">0221 4710-100</a></p>");
    assert_null(strstr(body(o), "<script>alert"));
    assert_null(strstr(body(o), "Diese Seiten betreibt"));
    assert_int_equal(get(o, "/impressum", "en"), 200); /* worded in German only */
    SAYS(o, "<div class=\"lz-narrow\" lang=\"de\">");
    SAYS(o, "&lt;uns&gt;");
    write_own(o, "pages/impressum.en.txt", "About us\n");
    assert_int_equal(get(o, "/impressum", "en"), 200);
    SAYS(o, "<div class=\"lz-narrow\" lang=\"en\">");
    SAYS(o, "About us");
    remove_own(o);
}

static void
a_faulty_text_keeps_the_server_from_starting(void **state)
{
    struct office *o = *state;
    struct web_options options = {.env = &o->env, .listen = "127.0.0.1:8080", .workers = 1};
    struct web *web;
    struct err err = {0};
    struct buf said = {0};

    write_own(o, "pages/impressum.txt", "gut\n\n{{wert}}\n");
    assert_false(web_open(&options, &web, &err));
    err_sentence(&err, NULL, &said);
    assert_string_equal(buf_text(&said), "pages/impressum.txt, Zeile 3: Diesen Wert gibt es nicht: "
                                         "»wert«");
    buf_finish(&said);
    assert_int_equal(get(o, "/impressum", "de"), 422);
    remove_own(o);
}

static void
only_the_named_texts_can_be_exported(void **state)
{
    static const char *const none[] = {"", "impressum.fr", "../laufzettel", "wording", "impressum.enx"};
    struct office *o = *state;
    const char *bytes;
    size_t len;

    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct err err = {0};

        assert_false(page_text_source(&o->env, none[i], &bytes, &len, &err));
        assert_int_equal(err.reason, REASON_NOT_FOUND);
    }
    for (size_t i = 0; i < 2; i++) {
        struct err err = {0};

        assert_true(page_text_source(&o->env, i == 0 ? "impressum" : "impressum.en", &bytes, &len,
                                     &err));
        assert_true(len > 20);
    }
}

static int
set_up(void **state)
{
    static struct office office;

    office_open(&office, "http://127.0.0.1:8080");
    *state = &office;
    return 0;
}

static int
tear_down(void **state)
{
    remove_own(*state);
    office_close(*state);
    return 0;
}

#define TEXT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEXT_TEST(built_in_texts_are_there_in_both_languages),
        TEXT_TEST(an_own_text_takes_their_place_and_stays_text),
        TEXT_TEST(a_faulty_text_keeps_the_server_from_starting),
        TEXT_TEST(only_the_named_texts_can_be_exported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
