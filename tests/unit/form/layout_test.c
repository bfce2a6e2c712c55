/*
 * layout_test.c - marks in their places: fitting, pages, order, tags, translations.
 */
#include "world.h"

#define MM_PER_PT (25.4 / 72)

static void
layout_fails(struct world *world, const struct value *values, const char *field,
             const char *words)
{
    assert_false(world_layout(world, values));
    assert_int_equal(world->err.reason, REASON_PRINT);
    if (strcmp(world->err.field, field) != 0 || strstr(world_sentence(world), words) == NULL) {
        fail_msg("wanted %s: %s\ngot %s: %s", field, words, world->err.field,
                 world_sentence(world));
    }
}

/* The examples, with another name. */
static struct value *
values_named(struct world *world, const char *name)
{
    struct value *values = (struct value *)form_example(world->form, &world->arena);
    value_set_text(values, "name", name);
    return values;
}

static const char *
letters(struct world *world, size_t count)
{
    char *text = arena_alloc(&world->arena, count + 1);
    memset(text, 'n', count);
    return text;
}

static size_t
lines_of_page(const struct sheet_page *page)
{
    size_t lines = 0;
    double last = -1;
    for (size_t i = 0; i < page->mark_count; i++) {
        if (page->mark[i].kind == SHEET_TEXT && page->mark[i].y_mm > last + 0.01) {
            last = page->mark[i].y_mm;
            lines++;
        }
    }
    return lines;
}

static void
names_of_all_lengths_and_scripts_wrap_and_stay_whole(void **state)
{
    struct world *world = *state;
    static const char longest[] =
        "Maximiliane-Friederike Freifrau von und zu Hohenstein-Wittelsbach-Oberwiesental "
        "geborene Schmidt-Rottluff auf der Heide";
    static const char *const names[] = {
        "J", "Jana Kołodziej-Öztürk", "Đặng Thị Ngọc", "Ґалина Їжак", "محمد", "O’Neil & Söhne",
        "<script>alert(1)</script>", "{{7*7}} %s%n ) Tj ET",
        longest};
    assert_true(world_parse(world, world_form(world, "<front><p>Für {{name}}.</p></front>")));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!world_layout(world, values_named(world, names[i]))) {
            fail_msg("%s: %s", names[i], world_sentence(world));
        }
        struct buf all = {0}, wanted = {0};
        for (size_t m = 0; m < world->sheet->page[0].mark_count; m++) {
            for (const char *c = world->sheet->page[0].mark[m].run.text; *c != '\0'; c++) {
                if (*c != ' ') {
                    buf_putc(&all, *c);
                }
            }
        }
        buf_puts(&wanted, "Für");
        for (const char *c = names[i]; *c != '\0'; c++) {
            if (*c != ' ') {
                buf_putc(&wanted, *c);
            }
        }
        buf_putc(&wanted, '.');
        assert_string_equal(buf_text(&all), buf_text(&wanted));
        buf_finish(&all);
        buf_finish(&wanted);
    }
    assert_true(world_layout(world, values_named(world, letters(world, 120))));
    assert_int_equal(lines_of_page(&world->sheet->page[0]), 3);
}

static void
one_line_shrinks_to_its_floor_and_then_refuses(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front><p lines='1' size='12' min-size='8'>{{name}}</p></front>")));
    assert_true(world_layout(world, values_named(world, letters(world, 40))));
    assert_true(world->sheet->page[0].mark[0].size_pt == 12);
    assert_true(world_layout(world, values_named(world, letters(world, 80))));
    double size = world->sheet->page[0].mark[0].size_pt;
    assert_true(size < 12 && size >= 8);
    layout_fails(world, values_named(world, letters(world, 120)), "name",
                 "„name“ ist zu lang für seinen Platz");
}

static void
a_box_of_fixed_height_shrinks_and_then_names_the_longest_value(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front><box x='20' y='100' width='60' height='20' pad='1'><p>{{spare}}</p>"
        "<p>{{name}}</p></box><p>danach</p></front>")));
    assert_true(world_layout(world, values_named(world, letters(world, 40))));
    double before = world_find(world, "danach")->y_mm;
    assert_true(world_find(world, "nnn")->size_pt == 10);
    assert_true(world_layout(world, values_named(world, letters(world, 110))));
    assert_true(world_find(world, "nnn")->size_pt < 10);
    assert_true(world_find(world, "danach")->size_pt == 10);
    assert_true(world_find(world, "danach")->y_mm == before);
    layout_fails(world, values_named(world, letters(world, 300)), "name",
                 "zu wenig Platz. Am längsten ist „name“");
}

static void
a_page_that_must_be_one_shrinks_as_a_whole_and_then_refuses(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front pages='1' top='200' bottom='77'><h1 if='off'>x</h1>"
        "<h2>Titel</h2><p>{{name}}</p></front>")));
    assert_true(world_layout(world, values_named(world, letters(world, 100))));
    assert_true(world_find(world, "Titel")->size_pt == 12);
    assert_true(world_layout(world, values_named(world, letters(world, 280))));
    assert_true(world_find(world, "Titel")->size_pt < 12);
    assert_int_equal(world->sheet->page_count, 2);
    layout_fails(world, values_named(world, letters(world, 1500)), "name", "zu wenig Platz");
}

static void
missing_and_wrong_values_are_named(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front><p>{{name}} {{spare}}</p><p each='items'>{{item.title}}</p></front>")));
    struct value *values = values_named(world, NULL);
    layout_fails(world, values, "name", "fehlt der Wert „name“");
    value_set_text(values, "name", " \xc2\xa0");
    layout_fails(world, values, "name", "fehlt der Wert „name“");
    value_set_bool(values, "name", true);
    layout_fails(world, values, "name", "kein Text und keine Zahl");
    value_set_int(values, "name", -42);
    assert_true(world_layout(world, values));
    assert_non_null(world_find(world, "-42"));
    value_set_text(values, "items", "x");
    layout_fails(world, values, "items", "fehlt die Liste „items“");
    value_set_list(values, "items");
    assert_true(world_layout(world, values));
    layout_fails(world, value_record(&world->arena), "name", "fehlt der Wert „name“");
}

static void
a_letter_no_font_has_is_named_with_its_value(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world, "<front><p>{{name}}</p></front>")));
    layout_fails(world, values_named(world, "Li 李"), "name", "U+674E");
}

static void
conditions_show_and_hide(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world,
        "<front><p if='on'>A</p><p if='off'>B</p><p unless='on'>C</p><p unless='off'>D</p>"
        "<p if='spare'>E</p><p unless='spare'>F</p><p if='items'>G</p>"
        "<p if='on' unless='off'>H</p><p if='on' unless='name'>I</p>"
        "<p each='items' if='item.title'>{{item.title}}</p></front>"));
    assert_string_equal(world_page_text(world, 0, false), "A|D|F|G|H|eins|zwei|drei|");
}

static void
what_is_empty_leaves_no_gap_and_no_tag(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world, "<front><p>A</p><p>B</p></front>"));
    size_t elements = world->sheet->element_count;
    double y = world_find(world, "B")->y_mm;
    assert_true(world_front(world,
        "<front><p>A</p><p>{{spare}}</p><list><item if='off'>x</item></list>"
        "<table widths='*'><row if='off'><th>x</th></row></table><p>B</p></front>"));
    assert_int_equal(world->sheet->element_count, elements);
    assert_true(world_find(world, "B")->y_mm == y);
}

static void
a_sheet_has_an_even_number_of_pages_and_a_group_of_its_own(void **state)
{
    struct world *world = *state;
    const char *xml = "<form name='f' number='1' version='1' valid-from='2026-01-01' title='t'>"
                      "<values><records name='items' item='item' examples='3'>"
                      "<value name='title' example='eins|zwei|drei'/></records></values>"
                      "<sheet each='items'><footer y='285'><p>{{page.number}}/{{page.count}}</p>"
                      "</footer><front><h1>{{item.title}}</h1></front></sheet>"
                      "<sheet><front><p>vorn</p></front><back><p>hinten</p></back></sheet></form>";
    assert_true(world_parse(world, xml));
    assert_true(world_layout(world, form_example(world->form, &world->arena)));
    assert_int_equal(world->sheet->page_count, 8);
    for (size_t p = 0; p < 8; p++) {
        assert_int_equal(world->sheet->page[p].group, p / 2);
    }
    assert_string_equal(world_page_text(world, 2, false), "zwei|");
    assert_string_equal(world_page_text(world, 2, true), "1/1|");
    assert_string_equal(world_page_text(world, 3, false), "");
    assert_string_equal(world_page_text(world, 3, true), "");
    assert_string_equal(world_page_text(world, 6, false), "vorn|");
    assert_string_equal(world_page_text(world, 7, false), "hinten|");
}

static void
a_heading_stays_with_its_text_and_a_box_stays_whole(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world,
        "<front top='20' bottom='20'><h1 if='off'>x</h1><p>oben</p><space height='240'/><h2>Titel</h2><h3>klein</h3>"
        "<p>Text</p></front>"));
    assert_string_equal(world_page_text(world, 0, false), "oben|");
    assert_string_equal(world_page_text(world, 1, false), "Titel|klein|Text|");
    assert_true(world_front(world,
        "<front><p>oben</p><space height='235'/><box><p>eins</p><p>zwei</p><p>drei</p></box>"
        "</front>"));
    assert_string_equal(world_page_text(world, 1, false), "eins|zwei|drei|");
}

static void
a_long_table_repeats_its_head_as_an_artifact(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front><table widths='30,*' rules='grid'><row><th>Kopf</th><th>Wert</th></row>"
        "<row each='items' height='20'><th scope='row'>{{item.title}}</th><td>x</td></row>"
        "</table></front>")));
    struct value *values = values_named(world, "Jana");
    struct value *items = value_set_list(values, "items");
    for (int i = 0; i < 30; i++) {
        value_set_int(value_add_record(items), "title", i);
    }
    assert_true(world_layout(world, values));
    assert_int_equal(world->sheet->page_count, 4);
    assert_true(strncmp(world_page_text(world, 0, false), "Kopf|Wert|0|x|", 14) == 0);
    assert_string_equal(world_page_text(world, 0, true), "");
    assert_string_equal(world_page_text(world, 1, true), "Kopf|Wert|");
    assert_true(strncmp(world_page_text(world, 1, false), "12|x|", 5) == 0);
    const struct sheet_mark *row = world_find(world, "12");
    const struct sheet_element *th = &world->sheet->element[row->element];
    assert_int_equal(th->role, SHEET_TH);
    assert_int_equal(th->scope, SHEET_SCOPE_ROW);
    assert_int_equal(world->sheet->element[th->parent].role, SHEET_TR);
    th = &world->sheet->element[world_find(world, "Kopf")->element];
    assert_int_equal(th->scope, SHEET_SCOPE_COLUMN);
}

static void
a_strip_higher_than_a_page_is_refused(void **state)
{
    struct world *world = *state;
    assert_true(world_parse(world, world_form(world,
        "<front><box height='300'><p>{{name}}</p></box></front>")));
    layout_fails(world, values_named(world, "Jana"), "name", "zu wenig Platz");
    assert_true(world_parse(world, world_form(world,
        "<front><columns><column width='100'/><column width='100'/></columns></front>")));
    layout_fails(world, values_named(world, "Jana"), "columns", "breiter als ihr Platz");
    assert_true(world_parse(world, world_form(world,
        "<front><table widths='100,100'><row><th/><th/></row></table></front>")));
    layout_fails(world, values_named(world, "Jana"), "table", "breiter als ihr Platz");
    assert_true(world_parse(world, world_form(world,
        "<front><columns><column width='1'><p>x</p></column></columns></front>")));
    layout_fails(world, values_named(world, "Jana"), "p", "breiter als ihr Platz");
}

static void
repeats_inside_repeats_come_to_an_end(void **state)
{
    struct world *world = *state;
    struct buf front = {0};
    buf_puts(&front, "<front>");
    for (int i = 0; i < 20; i++) {
        buf_puts(&front, "<section each='items'>");
    }
    for (int i = 0; i < 20; i++) {
        buf_puts(&front, "</section>");
    }
    buf_puts(&front, "</front>");
    assert_true(world_parse(world, world_form(world, buf_text(&front))));
    layout_fails(world, form_example(world->form, &world->arena), "section",
                 "wiederholt sich zu oft");
    buf_finish(&front);
}

static void
alignment_and_ink_are_kept(void **state)
{
    struct world *world = *state;
    assert_true(world_front(world,
        "<front><p>links</p><p align='right'>rechts</p><p align='center'>mitte</p>"
        "<box fill='0' frame='none'><p ink='white'>weiss</p></box></front>"));
    const struct sheet_mark *right = world_find(world, "rechts");
    double end = right->x_mm + right->run.w * right->size_pt * MM_PER_PT / TYPE_UNITS;
    assert_true(world_find(world, "links")->x_mm == 25);
    assert_true(end > 189.99 && end < 190.01);
    assert_true(world_find(world, "mitte")->x_mm > 95 && world_find(world, "mitte")->x_mm < 107);
    assert_true(world_find(world, "weiss")->gray == 1);
    assert_true(world_parse(world, world_form(world, "<front><p>{{name}}</p></front>")));
    assert_true(world_layout(world, values_named(world, "محمد")));
    assert_true(world->sheet->page[0].mark[0].x_mm == 25);
}

static void
a_translation_written_from_the_right_begins_there(void **state)
{
    struct world *world = *state;
    const char *arabic = "msgid \"\"\nmsgstr \"Language: ar\\n\"\n\n"
                         "msgid \"Name\"\nmsgstr \"اسم {{name}}\"\n";
    assert_true(catalog_parse(&world->arena, arabic, strlen(arabic), &world->options.texts,
                              &world->err));
    world->options.lang = "ar";
    assert_true(world_front(world, "<front><p>Name</p></front>"));
    world->options.texts = NULL;
    world->options.lang = "de";
    const struct sheet_mark *first = world_find(world, "اسم");
    double end = first->x_mm + first->run.w * first->size_pt * MM_PER_PT / TYPE_UNITS;
    assert_true(world_find(world, "Name")->x_mm == 25);
    assert_true(end > 189.99 && end < 190.01);
    assert_true(world_find(world, "Jana")->x_mm < first->x_mm);
}

static const char english[] =
    "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n"
    "msgid \"Titel\"\nmsgstr \"Title\"\n\n"
    "msgid \"Gültig für <b>{{name}}</b>.\"\nmsgstr \"Valid for <b>{{name}}</b>.\"\n\n"
    "msgid \"Punkt\"\nmsgstr \"Item\"\n\n"
    "msgid \"Telefon\"\nmsgstr \"Phone\"\n\n"
    "msgid \"eins\"\nmsgstr \"one\"\n\n"
    "msgid \"Nr. {{item.title}}\"\nmsgstr \"No. {{item.title}}\"\n\n"
    "msgid \"Jana\"\nmsgstr \"Jane\"\n\n"
    "msgid \"Gleich\"\nmsgstr \"Gleich\"\n\n"
    "msgid \"kaputt\"\nmsgstr \"broken {{nobody}}\"\n";

static void
a_translation_stands_below_the_german_in_smaller_letters(void **state)
{
    struct world *world = *state;
    assert_true(catalog_parse(&world->arena, english, strlen(english), &world->options.texts,
                              &world->err));
    world->options.lang = "en";
    bool ok = world_front(world,
        "<footer y='280'><p>Titel</p></footer><front><h1>Titel</h1>"
        "<p>Gültig für <b>{{name}}</b>.</p><list><item>Punkt</item></list>"
        "<field label='Telefon'>{{name}}</field><p each='items'>{{item.title}}</p>"
        "<p each='items'>Nr. {{item.title}}</p><p>{{name}}</p><p>Gleich</p>"
        "<columns><column width='40'><p>Gleich</p></column></columns>"
        "<p>Ohne</p><p translate='no'>Titel</p></front>");
    if (!ok) {
        fail_msg("%s", world_sentence(world));
    }
    assert_string_equal(world_page_text(world, 0, false),
                        "Titel|Title|Gültig für |Jana|.|Valid for |Jana|.|•|Punkt|Item|"
                        "Telefon|Phone|Jana|eins|one|zwei|drei|Nr. eins|No. one|"
                        "Nr. zwei|No. zwei|Nr. drei|No. drei|Jana|Gleich|Gleich|Gleich|Ohne|Titel|"
                        "Übersetzung zur Information. Verbindlich ist der deutsche Text. Die "
                        "Übersetzung ist ein Entwurf, sie ist noch nicht geprüft.|");
    assert_string_equal(world_page_text(world, 0, true), "Titel|");
    const struct sheet_mark *title = world_find(world, "Title");
    const struct sheet_element *span = &world->sheet->element[title->element];
    assert_int_equal(span->role, SHEET_SPAN);
    assert_string_equal(span->lang, "en");
    assert_int_equal(world->sheet->element[span->parent].role, SHEET_H1);
    assert_true(title->size_pt < world_find(world, "Titel")->size_pt);
    assert_true(title->x_mm > 107 && title->y_mm < world_find(world, "Gültig")->y_mm);
    const struct sheet_mark *label = world_find(world, "Phone");
    const struct sheet_mark *name = world_find(world, "Telefon");
    assert_true(label->x_mm > name->x_mm && label->x_mm < 60);
    assert_true(label->y_mm > name->y_mm - 0.01 && label->y_mm < name->y_mm + 0.01);
    assert_true(world_parse(world, world_form(world, "<front><p>kaputt</p></front>")));
    layout_fails(world, form_example(world->form, &world->arena), "nobody",
                 "Bitte die Übersetzung prüfen");
    world->options.texts = NULL;
    world->options.lang = "de";
}

static void
a_translation_longer_than_any_text_is_refused(void **state)
{
    struct world *world = *state;
    struct buf po = {0};
    buf_puts(&po, "msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"Titel\"\nmsgstr \"");
    for (int i = 0; i < 2001; i++) {
        buf_putc(&po, 'x');
    }
    buf_puts(&po, "\"\n");
    assert_true(catalog_parse(&world->arena, buf_text(&po), po.len, &world->options.texts,
                              &world->err));
    buf_finish(&po);
    world->options.lang = "en";
    assert_true(world_parse(world, world_form(world, "<front><p>Titel</p></front>")));
    layout_fails(world, form_example(world->form, &world->arena), "text", "2000 Zeichen");
    world->options.texts = NULL;
    world->options.lang = "de";
}

static void
a_sheet_with_a_translation_says_once_what_it_is_worth(void **state)
{
    struct world *world = *state;
    const char *checked =
        "msgid \"\"\nmsgstr \"Language: en\\nX-Checked-By: M. Sample\\n"
        "X-Checked-On: 2026-05-04\\n\"\n\nmsgid \"Titel\"\nmsgstr \"Title\"\n";
    assert_true(catalog_parse(&world->arena, checked, strlen(checked), &world->options.texts,
                              &world->err));
    world->options.lang = "en";
    bool ok = world_front(world, "<front><p>Titel</p></front><back><p>Titel</p></back>");
    assert_true(ok);
    assert_string_equal(world_page_text(world, 0, false), "Titel|Title|");
    assert_string_equal(world_page_text(world, 1, false),
                        "Titel|Title|Übersetzung zur Information. Verbindlich ist der deutsche "
                        "Text. Die Übersetzung ist geprüft: M. Sample, 04.05.2026.|");
    assert_true(world_front(world, "<front><p>Ohne</p></front>"));
    assert_string_equal(world_page_text(world, 0, false), "Ohne|");
    world->options.texts = NULL;
    world->options.lang = "de";
}

static void
two_sheets_join_to_one_document(void **state)
{
    struct world *world = *state;
    const struct sheet *both[2];
    assert_true(world_front(world, "<front><p>erster</p></front>"));
    both[0] = world->sheet;
    assert_true(world_front(world, "<front><p>zweiter</p></front>"));
    both[1] = world->sheet;
    world->sheet = sheet_join(&world->arena, both, 2);
    assert_int_equal(world->sheet->page_count, 4);
    assert_int_equal(world->sheet->page[0].group, world->sheet->page[1].group);
    assert_int_not_equal(world->sheet->page[1].group, world->sheet->page[2].group);
    const struct sheet_mark *mark = world_find(world, "zweiter");
    size_t element = mark->element;
    assert_int_equal(world->sheet->element[element].role, SHEET_P);
    while (element != 0) {
        assert_true(world->sheet->element[element].parent < element);
        element = world->sheet->element[element].parent;
    }
    assert_int_equal(world->sheet->element[0].role, SHEET_DOCUMENT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_all_lengths_and_scripts_wrap_and_stay_whole),
        cmocka_unit_test(one_line_shrinks_to_its_floor_and_then_refuses),
        cmocka_unit_test(a_box_of_fixed_height_shrinks_and_then_names_the_longest_value),
        cmocka_unit_test(a_page_that_must_be_one_shrinks_as_a_whole_and_then_refuses),
        cmocka_unit_test(missing_and_wrong_values_are_named),
        cmocka_unit_test(a_letter_no_font_has_is_named_with_its_value),
        cmocka_unit_test(conditions_show_and_hide),
        cmocka_unit_test(what_is_empty_leaves_no_gap_and_no_tag),
        cmocka_unit_test(a_sheet_has_an_even_number_of_pages_and_a_group_of_its_own),
        cmocka_unit_test(a_heading_stays_with_its_text_and_a_box_stays_whole),
        cmocka_unit_test(a_long_table_repeats_its_head_as_an_artifact),
        cmocka_unit_test(a_strip_higher_than_a_page_is_refused),
        cmocka_unit_test(repeats_inside_repeats_come_to_an_end),
        cmocka_unit_test(alignment_and_ink_are_kept),
        cmocka_unit_test(a_translation_stands_below_the_german_in_smaller_letters),
        cmocka_unit_test(a_translation_written_from_the_right_begins_there),
        cmocka_unit_test(a_translation_longer_than_any_text_is_refused),
        cmocka_unit_test(a_sheet_with_a_translation_says_once_what_it_is_worth),
        cmocka_unit_test(two_sheets_join_to_one_document),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
