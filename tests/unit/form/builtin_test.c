/*
 * builtin_test.c - the forms of the house: sound, tagged, in order, one leaf per station.
 */
#include "world.h"

static const char *const names[] = {
    "forms/datenschutzhinweis.xml", "forms/einwilligung.xml", "forms/gespraechsblatt.xml",
    "forms/gutschein.xml",          "forms/koppelkarte.xml",  "forms/laufzettel.xml",
    "forms/mitteilung.xml",         "forms/pruefseite.xml",   "forms/rueckmeldebogen.xml",
    "forms/widerruf.xml",           "forms/zugriffsprotokoll.xml"};
/* What the client or the office reads in one language alone has no texts to translate. */
static const char *const german_only[] = {"forms/gespraechsblatt.xml", "forms/koppelkarte.xml",
                                          "forms/pruefseite.xml", "forms/rueckmeldebogen.xml"};
#define NAMES (sizeof(names) / sizeof(names[0]))

/* The examples of a form with COUNT stations. */
static struct value *
with_stations(struct world *world, size_t count)
{
    struct value *values = (struct value *)form_example(world->form, &world->arena);
    const struct value *examples = value_get(values, "stations");
    struct value *list = value_list(&world->arena);
    for (size_t i = 0; i < count; i++) {
        value_add(list, (struct value *)value_at(examples, i % value_len(examples)));
    }
    value_set(values, "stations", list);
    return values;
}

static void
open_form(struct world *world, const char *name)
{
    if (!world_builtin(world, name)) {
        fail_msg("%s: %s", name, world_sentence(world));
    }
}

static void
lay_out(struct world *world, const char *name, const struct value *values)
{
    if (!world_layout(world, values)) {
        fail_msg("%s: %s", name, world_sentence(world));
    }
}

static bool
is_german_only(const char *name)
{
    for (size_t i = 0; i < sizeof(german_only) / sizeof(german_only[0]); i++) {
        if (strcmp(german_only[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void
every_form_passes_the_checker_and_shows_its_examples(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < NAMES; i++) {
        open_form(world, names[i]);
        assert_int_equal(world->fault_count, 0);
        assert_true(strncmp(form_number(world->form), "LZ-", 3) == 0);
        lay_out(world, names[i], form_example(world->form, &world->arena));
        assert_true((form_text_count(world->form) > 0) != is_german_only(names[i]));
    }
}

static bool
drawn_only(const struct sheet_mark *mark)
{
    return mark->kind == SHEET_LINE || mark->kind == SHEET_BOX || mark->kind == SHEET_PATH;
}

static void
every_mark_is_tagged_or_only_decoration(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < NAMES; i++) {
        open_form(world, names[i]);
        lay_out(world, names[i], form_example(world->form, &world->arena));
        for (size_t p = 0; p < world->sheet->page_count; p++) {
            for (size_t m = 0; m < world->sheet->page[p].mark_count; m++) {
                const struct sheet_mark *mark = &world->sheet->page[p].mark[m];
                bool foot = mark->kind == SHEET_TEXT && mark->y_mm > 288;
                if (mark->element == SHEET_ARTIFACT) {
                    assert_true(drawn_only(mark) || foot);
                } else {
                    assert_true(mark->element < world->sheet->element_count);
                }
            }
        }
    }
}

static void
every_element_has_a_parent_and_every_figure_its_words(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < NAMES; i++) {
        open_form(world, names[i]);
        lay_out(world, names[i], form_example(world->form, &world->arena));
        for (size_t e = 0; e < world->sheet->element_count; e++) {
            const struct sheet_element *element = &world->sheet->element[e];
            assert_true(e == 0 ? element->parent == 0 : element->parent < e);
            if (element->role == SHEET_FIGURE) {
                assert_true(element->alt != NULL && strlen(element->alt) > 10);
            }
            if (element->role == SHEET_TH) {
                assert_int_not_equal(element->scope, SHEET_SCOPE_NONE);
            }
        }
    }
}

static void
marks_stand_in_reading_order(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < NAMES; i++) {
        size_t last = 0;
        open_form(world, names[i]);
        lay_out(world, names[i], form_example(world->form, &world->arena));
        for (size_t p = 0; p < world->sheet->page_count; p++) {
            for (size_t m = 0; m < world->sheet->page[p].mark_count; m++) {
                size_t element = world->sheet->page[p].mark[m].element;
                if (element == SHEET_ARTIFACT) {
                    continue;
                }
                assert_true(element >= last);
                last = element;
            }
        }
    }
}

static void
the_same_values_give_the_same_marks(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < NAMES; i++) {
        open_form(world, names[i]);
        lay_out(world, names[i], form_example(world->form, &world->arena));
        const struct sheet *first = world->sheet;
        lay_out(world, names[i], form_example(world->form, &world->arena));
        assert_int_equal(first->page_count, world->sheet->page_count);
        for (size_t p = 0; p < first->page_count; p++) {
            assert_int_equal(first->page[p].mark_count, world->sheet->page[p].mark_count);
            for (size_t m = 0; m < first->page[p].mark_count; m++) {
                const struct sheet_mark *a = &first->page[p].mark[m];
                const struct sheet_mark *b = &world->sheet->page[p].mark[m];
                assert_true(a->x_mm == b->x_mm && a->y_mm == b->y_mm && a->element == b->element);
            }
        }
    }
}

static size_t
count_qr(const struct sheet_page *page, const char *payload)
{
    size_t count = 0;
    for (size_t m = 0; m < page->mark_count; m++) {
        if (page->mark[m].kind == SHEET_QR) {
            assert_string_equal(page->mark[m].payload, payload);
            count++;
        }
    }
    return count;
}

static void
each_station_has_a_leaf_of_its_own(void **state)
{
    struct world *world = *state;
    static const size_t counts[] = {1, 3, 7};
    open_form(world, "forms/gutschein.xml");
    for (size_t i = 0; i < 3; i++) {
        struct value *values = with_stations(world, counts[i]);
        lay_out(world, "gutschein", values);
        assert_int_equal(world->sheet->page_count, 2 * counts[i]);
        for (size_t s = 0; s < counts[i]; s++) {
            const struct value *station = value_at(value_get(values, "stations"), s);
            const char *payload = value_string(value_get(station, "payload"));
            const struct sheet_page *front = &world->sheet->page[2 * s];
            assert_int_equal(front->group, s);
            assert_int_equal(front[1].group, s);
            assert_int_equal(count_qr(front, payload), 2);
            assert_int_equal(count_qr(front + 1, payload), 0);
            assert_non_null(strstr(world_page_text(world, 2 * s, true), "Seite 1 von 2"));
            assert_non_null(strstr(world_page_text(world, 2 * s + 1, true), "Seite 2 von 2"));
        }
    }
}

static void
the_overview_lists_all_stations_in_order_on_even_pages(void **state)
{
    struct world *world = *state;
    static const size_t counts[] = {1, 3, 7};
    open_form(world, "forms/laufzettel.xml");
    for (size_t i = 0; i < 3; i++) {
        lay_out(world, "laufzettel", with_stations(world, counts[i]));
        assert_int_equal(world->sheet->page_count % 2, 0);
        const char *all = "";
        for (size_t p = 0; p < world->sheet->page_count; p++) {
            assert_int_equal(world->sheet->page[p].group, 0);
            all = arena_printf(&world->arena, "%s%s", all, world_page_text(world, p, false));
        }
        size_t found = 0;
        for (const char *at = all; (at = strstr(at, "Station ")) != NULL; at++) {
            found += at[8] >= '1' && at[8] <= '9' ? 1 : 0;
        }
        assert_int_equal(found, counts[i]);
    }
}

/* Nothing but the client's address and the marks stands where a folded sheet is seen. */
static void
a_neutral_voucher_shows_only_the_window_above_the_fold(void **state)
{
    struct world *world = *state;
    open_form(world, "forms/gutschein.xml");
    lay_out(world, "gutschein", form_example(world->form, &world->arena));
    const struct sheet_page *neutral = &world->sheet->page[2];
    for (size_t m = 0; m < neutral->mark_count; m++) {
        const struct sheet_mark *mark = &neutral->mark[m];
        if (mark->y_mm >= 88 || mark->kind == SHEET_LINE) {
            continue;
        }
        assert_int_equal(mark->kind, SHEET_TEXT);
        assert_true(mark->x_mm >= 20 && mark->x_mm <= 105 && mark->y_mm >= 44.7
                    && mark->y_mm <= 72);
    }
    const char *text = world_page_text(world, 2, false);
    assert_null(strstr(text, "Jobcenter"));
    assert_null(strstr(text, "Geschäftsstelle"));
    assert_non_null(strstr(text, "Gutschein C"));
}

static void
a_protected_provider_is_only_a_telephone(void **state)
{
    struct world *world = *state;
    static const char *const forms[] = {"forms/gutschein.xml", "forms/laufzettel.xml"};
    for (size_t i = 0; i < 2; i++) {
        open_form(world, forms[i]);
        struct value *values = with_stations(world, 1);
        struct value *station = (struct value *)value_at(value_get(values, "stations"), 0);
        struct value *provider = (struct value *)value_get(station, "provider");
        value_set_bool(provider, "protected", true);
        lay_out(world, forms[i], values);
        assert_non_null(world_find(world, "04999 2020"));
        assert_null(world_find(world, "Schuldnerhilfe"));
        assert_null(world_find(world, "Nordtor"));
        assert_null(world_find(world, "Mo–Do 9–16"));
    }
}

static void
without_a_client_code_the_overview_has_no_qr(void **state)
{
    struct world *world = *state;
    open_form(world, "forms/laufzettel.xml");
    struct value *values = with_stations(world, 1);
    value_set_record(values, "client_code");
    lay_out(world, "laufzettel", values);
    for (size_t p = 0; p < world->sheet->page_count; p++) {
        assert_int_equal(count_qr(&world->sheet->page[p], ""), 0);
    }
}

static void
names_from_one_to_120_letters_fit_or_are_named(void **state)
{
    struct world *world = *state;
    static const char longest[] =
        "Maximiliane-Friederike Freifrau von und zu Hohenstein-Wittelsbach-Oberwiesental "
        "geborene Schmidt-Rottluff a. H.";
    static const char *const people[] = {
        "J", "Jana Kołodziej-Öztürk", "Đặng Thị Ngọc", "Ґалина Їжак", "محمد", longest};
    static const char *const forms[] = {"forms/gutschein.xml", "forms/laufzettel.xml"};
    for (size_t f = 0; f < 2; f++) {
        for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
            open_form(world, forms[f]);
            struct value *values = with_stations(world, 3);
            value_set_text((struct value *)value_get(values, "client"), "name", people[i]);
            lay_out(world, people[i], values);
            assert_int_equal(world->sheet->page_count, f == 0 ? 6 : 4);
        }
    }
    open_form(world, "forms/gutschein.xml");
    struct value *values = with_stations(world, 1);
    struct value *station = (struct value *)value_at(value_get(values, "stations"), 0);
    char *bring = arena_alloc(&world->arena, 3001);
    memset(bring, 'x', 3000);
    value_set_text(station, "bring", bring);
    assert_false(world_layout(world, values));
    assert_int_equal(world->err.reason, REASON_PRINT);
    assert_string_equal(world->err.field, "station.bring");
}

/*
 * 14 points for all but one code in ten thousand; what is wider, up to a code of
 * nothing but W, shrinks and still stands in one line.
 */
static void
every_code_fits_in_one_line(void **state)
{
    struct world *world = *state;
    for (const char *c = "0123456789ABCDEFGHJKLMNPQRSTUVWX"; *c != '\0'; c++) {
        char group[] = {*c, *c, *c, *c, '\0'};
        const char *code = arena_printf(&world->arena, "%s-%s-%s-%s", group, group, group, group);
        open_form(world, "forms/gutschein.xml");
        struct value *values = with_stations(world, 1);
        struct value *station = (struct value *)value_at(value_get(values, "stations"), 0);
        value_set_text(station, "code", code);
        lay_out(world, code, values);
        assert_true(world_find(world, code)->size_pt >= 10);
        open_form(world, "forms/koppelkarte.xml");
        values = (struct value *)form_example(world->form, &world->arena);
        value_set_text((struct value *)value_get(values, "pairing"), "code", code);
        lay_out(world, code, values);
        assert_true(world_find(world, code)->size_pt >= 10);
        open_form(world, "forms/laufzettel.xml");
        values = with_stations(world, 1);
        value_set_text((struct value *)value_get(values, "client_code"), "grouped", code);
        lay_out(world, code, values);
    }
    open_form(world, "forms/gutschein.xml");
    struct value *values = with_stations(world, 1);
    struct value *station = (struct value *)value_at(value_get(values, "stations"), 0);
    value_set_text(station, "code", "QNHD-UGMK-ADNH-UGQH");
    lay_out(world, "a wide code", values);
    assert_true(world_find(world, "QNHD-UGMK-ADNH-UGQH")->size_pt >= 14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_passes_the_checker_and_shows_its_examples),
        cmocka_unit_test(every_mark_is_tagged_or_only_decoration),
        cmocka_unit_test(every_element_has_a_parent_and_every_figure_its_words),
        cmocka_unit_test(marks_stand_in_reading_order),
        cmocka_unit_test(the_same_values_give_the_same_marks),
        cmocka_unit_test(each_station_has_a_leaf_of_its_own),
        cmocka_unit_test(the_overview_lists_all_stations_in_order_on_even_pages),
        cmocka_unit_test(a_neutral_voucher_shows_only_the_window_above_the_fold),
        cmocka_unit_test(a_protected_provider_is_only_a_telephone),
        cmocka_unit_test(without_a_client_code_the_overview_has_no_qr),
        cmocka_unit_test(every_code_fits_in_one_line),
        cmocka_unit_test(names_from_one_to_120_letters_fit_or_are_named),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
