/*
 * face_test.c - what a page adds to a document: German days, translated labels, paths.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../../../src/web/server.h"
#include "catalog.h"
#include "value.h"

struct fixture {
    struct arena arena;
    struct value *doc;
    const struct catalog *english;
};

static int
set_up(void **state)
{
    static const char po[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                             "\nmsgid \"Beginn\"\nmsgstr \"Start\"\n";
    static struct fixture fixture;
    struct err err = {0};

    fixture = (struct fixture){0};
    fixture.doc = value_record(&fixture.arena);
    assert_true(catalog_parse(&fixture.arena, po, strlen(po), &fixture.english, &err));
    assert_int_equal(setenv("TZ", "Europe/Berlin", 1), 0);
    tzset();
    *state = &fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    arena_finish(&f->arena);
    return 0;
}

/* The text at PATH of the face, or "-" when there is none. */
static const char *
text(struct fixture *f, const struct catalog *catalog, const char *path)
{
    const struct value *found = value_find(face_of(&f->arena, f->doc, catalog), path);

    return found == NULL ? "-" : value_string(found);
}

static void
a_day_stands_beside_itself_in_german(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->doc, "due_on", "2026-05-04");
    value_set_text(f->doc, "until", NULL);
    value_set_text(f->doc, "note", "2026-13-40");
    assert_string_equal(text(f, NULL, "due_on"), "2026-05-04");
    assert_string_equal(text(f, NULL, "due_on_text"), "04.05.2026");
    assert_string_equal(text(f, NULL, "until_text"), "-");
    assert_string_equal(text(f, NULL, "note_text"), "-");
}

static void
a_moment_stands_beside_itself_in_local_time(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->doc, "summer", "2026-05-04T07:00:00.000Z");
    value_set_text(f->doc, "winter", "2026-12-31T23:30:59.999Z");
    value_set_text(f->doc, "no", "2026-05-04T07:00:00Z");
    assert_string_equal(text(f, NULL, "summer_text"), "04.05.2026, 09:00");
    assert_string_equal(text(f, NULL, "winter_text"), "01.01.2027, 00:30");
    assert_string_equal(text(f, NULL, "no_text"), "-");
}

static void
labels_are_translated_and_facts_are_not(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->doc, "step_label", "Beginn");
    value_set_text(f->doc, "label", "Beginn");
    value_set_text(f->doc, "name", "Beginn");
    assert_string_equal(text(f, f->english, "step_label"), "Start");
    assert_string_equal(text(f, f->english, "label"), "Start");
    assert_string_equal(text(f, f->english, "name"), "Beginn");
    assert_string_equal(text(f, NULL, "step_label"), "Beginn");
}

static void
keys_become_parts_of_an_address(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->doc, "number", "35502//Ä 1?#");
    value_set_text(f->doc, "title", "a/b");
    assert_string_equal(text(f, NULL, "number_path"), "35502~~%C3%84%201%3F%23");
    assert_string_equal(text(f, NULL, "title_path"), "-");
}

static void
every_kind_of_value_is_copied_at_every_depth(void **state)
{
    struct fixture *f = *state;
    struct value *item = value_add_record(value_set_list(f->doc, "list"));
    const struct value *face;

    value_set_text(item, "on", "2026-05-04");
    value_set_int(item, "count", -3);
    value_set_bool(item, "yes", true);
    value_set_text(item, "none", NULL);
    face = value_at(value_get(face_of(&f->arena, f->doc, NULL), "list"), 0);
    assert_string_equal(value_string(value_get(face, "on_text")), "04.05.2026");
    assert_int_equal(value_number(value_get(face, "count")), -3);
    assert_int_equal(value_kind(value_get(face, "yes")), VALUE_BOOL);
    assert_non_null(value_get(face, "none"));
    assert_int_equal(value_kind(value_get(face, "none")), VALUE_NULL);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_day_stands_beside_itself_in_german),
        TEST(a_moment_stands_beside_itself_in_local_time),
        TEST(labels_are_translated_and_facts_are_not),
        TEST(keys_become_parts_of_an_address),
        TEST(every_kind_of_value_is_copied_at_every_depth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
