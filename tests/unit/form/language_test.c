/*
 * language_test.c - what the form language allows, and what it says about the rest.
 */
#include "world.h"

/* One form that uses every element and every place it may stand in. */
static const char every_element[] =
    "<header y='10'><p>{{form.title}} {{page.number}}/{{page.count}}</p></header>"
    "<footer y='280'><columns><column><p>{{form.number}} {{form.version}}</p></column></columns>"
    "</footer>"
    "<front><foldmarks/><address><p>{{name}}</p></address>"
    "<h1>Titel</h1><h2>Teil</h2><h3>Absatz</h3><p>Text <b>fett</b><br/>weiter {{spare}}</p>"
    "<section each='items'><p>{{item.title}}</p></section>"
    "<box><list kind='numbers'><item each='items'>{{item.title}}<p>dazu</p></item></list></box>"
    "<columns><column width='40'><field label='Name'>{{name}}</field></column>"
    "<column><tick label-width='20'>ja</tick><stamp height='10'/></column></columns>"
    "<table widths='30,*'><row><th>Kopf</th><th>Wert</th></row>"
    "<row each='items'><th scope='row'>{{item.title}}</th><td><p>Zelle</p></td></row></table>"
    "<qr value='{{name}}' alt='Code {{name}}'/><figure alt='Linie'/>"
    "<bar value='80' inner='40' alt='4 von 8'/><icon name='info'/><rule/><space/></front>"
    "<back if='on'><p>Rückseite</p></back>";

static void
every_element_is_understood_where_it_belongs(void **state)
{
    struct world *world = *state;
    if (!world_front(world, every_element)) {
        fail_msg("%s", world_sentence(world));
    }
    assert_int_equal(world->fault_count, 0);
    assert_string_equal(form_name(world->form), "test");
    assert_string_equal(form_number(world->form), "T-1");
    assert_string_equal(form_version(world->form), "3");
    assert_string_equal(form_title(world->form), "Probe");
    assert_int_equal(form_valid_from(world->form), 20454);
    assert_string_equal(world->sheet->subject, "T-1 Probe, Version 3");
    struct buf reference = {0};
    form_reference(&reference);
    size_t known = 0;
    for (const char *at = buf_text(&reference); (at = strstr(at, "## `<")) != NULL; known++) {
        char name[32] = "<";
        at += 5;
        memcpy(name + 1, at, strcspn(at, ">"));
        const char *whole = world_form(world, every_element);
        const char *found = strstr(whole, name);
        while (found != NULL && strchr(" />", found[strlen(name)]) == NULL) {
            found = strstr(found + 1, name);
        }
        if (found == NULL) {
            fail_msg("%s is in the reference but not in this test", name);
        }
    }
    assert_int_equal(known, 38);
    buf_finish(&reference);
}

static void
the_reference_names_attributes_and_their_defaults(void **state)
{
    (void)state;
    struct buf out = {0};
    form_reference(&out);
    assert_non_null(strstr(buf_text(&out), "## `<qr>`"));
    assert_non_null(strstr(buf_text(&out), "- `width`: Breite. Erwartet: eine Länge in"));
    assert_non_null(strstr(buf_text(&out), "Sonst: 36."));
    assert_non_null(strstr(buf_text(&out), "Pflicht."));
    buf_finish(&out);
}

/* A front, the line its fault is on, the element it names, and words of the sentence. */
struct fault_row {
    const char *front;
    size_t line;
    const char *element, *words;
};

static const struct fault_row fault_rows[] = {
    {"<front><nonsense/></front>", 4, "nonsense", "gibt es nicht"},
    {"<front><b>x</b></front>", 4, "b", "darf nicht in <front> stehen. Erlaubt ist es in: h1"},
    {"<front><p><b>a<b>b</b></b></p></front>", 4, "b", "darf nicht in <b> stehen"},
    {"<front><p>\n<p>x</p></p></front>", 5, "p", "darf nicht in <p> stehen"},
    {"<front><p farbe='rot'>x</p></front>", 4, "p", "kein Attribut „farbe“. Möglich sind: if"},
    {"<front><p><b size='9'>x</b></p></front>", 4, "b", "kein Attribut „size“"},
    {"<front><p size='groß'>x</p></front>", 4, "p", "„size“: eine Schriftgröße von 4 bis 72"},
    {"<front><p size='73'>x</p></front>", 4, "p", "von 4 bis 72"},
    {"<front><p size='1e1'>x</p></front>", 4, "p", "von 4 bis 72"},
    {"<front><p above='-1'>x</p></front>", 4, "p", "von 0 bis 1000"},
    {"<front><p above='1.'>x</p></front>", 4, "p", "von 0 bis 1000"},
    {"<front><p lines='1.5'>x</p></front>", 4, "p", "ganze Zahl von 0 bis 99"},
    {"<front><p align='mitte'>x</p></front>", 4, "p", "left|center|right"},
    {"<front><box fill='2'/></front>", 4, "box", "von 0 (schwarz) bis 1 (weiß)"},
    {"<front><p if='Name'>x</p></front>", 4, "p", "„if“: der Name eines Werts"},
    {"<front><p if='a..b'>x</p></front>", 4, "p", "der Name eines Werts"},
    {"<front><p size='8' min-size='9'>x</p></front>", 4, "p", "nicht größer sein als „size“"},
    {"<front><field>x</field></front>", 4, "field", "fehlt das Attribut „label“"},
    {"<front>Text</front>", 4, "front", "darf kein Text stehen. Bitte in ein <p> setzen"},
    {"<front><list><item>a<p>b</p>c</item></list></front>", 4, "item", "vor den Elementen"},
    {"<front><p>{{name</p></front>", 4, "p", "einen Fehler bei „{{name“"},
    {"<front><p>{{Name}}</p></front>", 4, "p", "einen Fehler bei „{{Name}}“"},
    {"<front><p>a } b</p></front>", 4, "p", "einen Fehler bei „} b“"},
    {"<front><p>a &lt; b</p></front>", 4, "p", "einen Fehler bei „< b“"},
    {"<front><p>{{unknown}}</p></front>", 4, "p", "nennt den Wert „unknown“"},
    {"<front><p>{{item.title}}</p></front>", 4, "p", "nennt den Wert „item.title“"},
    {"<front><p>{{name.first}}</p></front>", 4, "p", "nennt den Wert „name.first“"},
    {"<front><p>{{items}}</p></front>", 4, "p", "Zeigen kann man nur ein <value>"},
    {"<front><p>{{on}}</p></front>", 4, "p", "Zeigen kann man nur ein <value>"},
    {"<front><p>{{page.number}}</p></front>", 4, "p", "Seitenzahlen gibt es nur in <header>"},
    {"<front><p if='nobody'>x</p></front>", 4, "p", "nennt den Wert „nobody“"},
    {"<front><p each='name'>x</p></front>", 4, "p", "wiederholt „name“"},
    {"<front><qr value='{{x}}' alt='a'/></front>", 4, "qr", "nennt den Wert „x“"},
    {"<front><rule x='1'/></front>", 4, "rule", "braucht <rule> x und y"},
    {"<front><box x='1' y='1'/></front>", 4, "box", "ein <box> auch width und height"},
    {"<front><section><rule x='1' y='1'/></section></front>", 4, "rule", "nur direkt in <front>"},
    {"<front><columns/></front>", 4, "columns", "In <columns> fehlt <column>"},
    {"<front><list/></front>", 4, "list", "In <list> fehlt <item>"},
    {"<front><table widths='*'/></front>", 4, "table", "In <table> fehlt <row>"},
    {"<front><table widths='10,x'><row><td/><td/></row></table></front>", 4, "table",
     "eine Liste wie 30,*,20"},
    {"<front><table widths='10,*'>\n<row><td/></row></table></front>", 5, "row",
     "hat 1 Zellen. Die Tabelle hat 2 Spalten"},
    {"<header y='1'/>", 3, "sheet", "In <sheet> fehlt <front>"},
    {"<front/><front/>", 3, "sheet", "<front> nur einmal"},
    {"<front/><back/><back/>", 3, "sheet", "<back> nur einmal"},
    {"<front><p>a", 5, "", "kein richtiges XML: ein Element ist nicht geschlossen"},
    {"<front><p>&nbsp;</p></front>", 4, "", "erlaubt sind nur &amp;"},
    {"<front><p size='9' size='8'>a</p></front>", 4, "", "ein Attribut steht zweimal da"},
    {"<front><p>\x01</p></front>", 4, "", "ein Zeichen ist hier nicht erlaubt"},
    {"<front><p>\xff</p></front>", 4, "", "nicht UTF-8"},
    {"<front><p>a\xe2\x80\xae z</p></front>", 4, "p", "Zeichen, die nicht erlaubt sind"},
    {"<?php echo 1 ?><front/>", 4, "", "Verarbeitungsanweisung"},
};

static void
every_fault_names_line_element_and_cure(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < sizeof(fault_rows) / sizeof(fault_rows[0]); i++) {
        const struct fault_row *row = &fault_rows[i];
        assert_false(world_parse(world, world_form(world, row->front)));
        const char *sentence = world_sentence(world);
        const char *line = arena_printf(&world->arena, "Zeile %zu: ", row->line);
        if (world->err.reason != REASON_INVALID || strstr(sentence, line) != sentence
            || strstr(sentence, row->words) == NULL || world->fault_count == 0
            || world->fault[0].line != row->line
            || strcmp(world->fault[0].element, row->element) != 0) {
            fail_msg("%s\nwanted line %zu <%s> ... %s\ngot: %s", row->front, row->line,
                     row->element, row->words, sentence);
        }
    }
}

static void
values_are_declared_once_and_well(void **state)
{
    struct world *world = *state;
    static const char *const rows[][2] = {
        {"<value name='a'/><value name='a'/>", "„a“ ist hier schon vergeben"},
        {"<record name='form'/>", "„form“ ist hier schon vergeben"},
        {"<record name='page'/>", "„page“ ist hier schon vergeben"},
        {"<value name='Zwei Worte'/>", "ein Name aus Kleinbuchstaben"},
        {"<records name='a'/>", "fehlt das Attribut „item“"},
        {"<records name='a' item='b' examples='99'><records name='c' item='d' examples='99'>"
         "<value name='e'/></records></records>", "mehr als 5000 Beispielwerte"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *xml = arena_printf(&world->arena,
                                       "<form name='f' number='1' version='1' "
                                       "valid-from='2026-01-01' title='t'><values>%s</values>"
                                       "<sheet><front/></sheet></form>", rows[i][0]);
        assert_false(world_parse(world, xml));
        if (strstr(world_sentence(world), rows[i][1]) == NULL) {
            fail_msg("%s: %s", rows[i][0], world_sentence(world));
        }
    }
}

static void
a_form_has_one_root_and_a_day(void **state)
{
    struct world *world = *state;
    assert_false(world_parse(world, "<sheet/>"));
    assert_non_null(strstr(world_sentence(world), "muss <form> sein, nicht <sheet>"));
    assert_false(world_parse(world, ""));
    assert_non_null(strstr(world_sentence(world), "endet zu früh"));
    assert_false(world_parse(world, "<form name='f' number='1' version='1' title='t' "
                                    "valid-from='2026-02-30'><sheet><front/></sheet></form>"));
    assert_non_null(strstr(world_sentence(world), "ein Tag wie 2026-01-01"));
    assert_false(world_parse(world, "<form name='f' number='1' version='1' title='t' "
                                    "valid-from='2026-01-01'/>"));
    assert_non_null(strstr(world_sentence(world), "fehlt <sheet>"));
}

static void
all_faults_of_a_file_are_listed_up_to_fifty(void **state)
{
    struct world *world = *state;
    struct buf front = {0};
    buf_puts(&front, "<front><p size='x'>{{y}}</p><huh/>");
    const char *three = "<front><p size='x'>{{y}}</p><huh/></front>";
    assert_false(world_parse(world, world_form(world, three)));
    assert_int_equal(world->fault_count, 3);
    for (int i = 0; i < 100; i++) {
        buf_puts(&front, "<huh/>");
    }
    buf_puts(&front, "</front>");
    assert_false(world_parse(world, world_form(world, buf_text(&front))));
    assert_int_equal(world->fault_count, 50);
    buf_finish(&front);
}

/* TEXT repeated TIMES between the halves of a form's front. */
static bool
parse_repeated(struct world *world, const char *before, const char *text, size_t times,
               const char *after, size_t after_times)
{
    struct buf xml = {.limit = 64 << 20};
    buf_puts(&xml, "<form name='f' number='1' version='1' valid-from='2026-01-01' title='t'>"
                   "<sheet><front>");
    buf_puts(&xml, before);
    for (size_t i = 0; i < times; i++) {
        buf_puts(&xml, text);
    }
    for (size_t i = 0; i < after_times; i++) {
        buf_puts(&xml, after);
    }
    buf_puts(&xml, "</front></sheet></form>");
    bool ok = world_parse_bytes(world, xml.data, xml.len);
    buf_finish(&xml);
    return ok;
}

static void
a_hostile_file_is_refused_at_once(void **state)
{
    struct world *world = *state;
    assert_false(parse_repeated(world, "<p>", "0123456789", 1 << 20, "</p>", 1));
    assert_int_equal(world->err.reason, REASON_TOO_LARGE);
    assert_false(parse_repeated(world, "", "<section>", 100, "</section>", 100));
    assert_non_null(strstr(world_sentence(world), "tiefer als 32"));
    assert_int_equal(world->fault_count, 1);
    assert_false(parse_repeated(world, "<p>", "<zz>", 9000, "</zz>", 9000));
    assert_non_null(strstr(world->fault[1].err.key, "tiefer als 32"));
    assert_false(parse_repeated(world, "", "<rule/>", 5000, "", 0));
    assert_non_null(strstr(world_sentence(world), "mehr als 5000 Elemente"));
    assert_true(parse_repeated(world, "", "<rule/>", 4997, "", 0));
    assert_false(parse_repeated(world, "<p>", "ab ", 700, "</p>", 1));
    assert_non_null(strstr(world_sentence(world), "länger als 2000 Zeichen"));
    assert_true(parse_repeated(world, "<p>", "ab ", 660, "</p>", 1));
}

static void
entities_and_doctypes_are_refused(void **state)
{
    struct world *world = *state;
    static const char *const files[] = {
        "<!DOCTYPE form><form/>",
        "<!DOCTYPE form [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><form name=\"&c;\"/>",
        "<!DOCTYPE form SYSTEM \"file:///etc/passwd\"><form/>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE form [<!ENTITY x SYSTEM \"http://127.0.0.1/\">]>"
        "<form name=\"&x;\"/>",
    };
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        assert_false(world_parse(world, files[i]));
        assert_int_equal(world->err.reason, REASON_INVALID);
        assert_non_null(strstr(world_sentence(world), "DOCTYPE ist nicht erlaubt"));
        assert_int_equal(world->fault_count, 1);
    }
}

static void
a_file_says_nothing_about_its_encoding_but_utf8(void **state)
{
    struct world *world = *state;
    const char *form = world_form(world, "<front><p>M\xfcller</p></front>");
    const char *xml = arena_printf(&world->arena,
                                   "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>%s", form);
    assert_false(world_parse(world, xml));
    assert_non_null(strstr(world_sentence(world), "nicht UTF-8"));
}

static void
a_failed_parse_leaves_the_output_alone(void **state)
{
    struct world *world = *state;
    const struct form *before = world->form = NULL;
    assert_false(world_parse(world, "<form/>"));
    assert_ptr_equal(world->form, before);
    assert_false(form_parse(&world->arena, "<form/>", 7, &world->form, NULL, NULL, &world->err));
}

static void
the_texts_to_translate_are_collected_once_in_order(void **state)
{
    struct world *world = *state;
    if (!world_parse(world, world_form(world,
        "<footer y='280'><p>Fußzeile</p></footer><front><h1>Titel</h1><p>{{name}}</p>"
        "<p>Für <b>{{name}}</b>.<br/>Bitte\n   lesen.</p><p>Titel</p><p>123 – {{name}}</p>"
        "<box translate='no'><p>Nur deutsch</p></box><field label='Telefon'>{{name}}</field>"
        "</front>"))) {
        fail_msg("%s", world_sentence(world));
    }
    assert_int_equal(form_text_count(world->form), 3);
    assert_string_equal(form_text(world->form, 0), "Titel");
    assert_string_equal(form_text(world->form, 1),
                        "Für <b>{{name}}</b>.<br/>Bitte lesen.");
    assert_string_equal(form_text(world->form, 2), "Telefon");
    assert_null(form_text(world->form, 3));
}

static void
a_translation_has_the_marks_of_its_text(void **state)
{
    const char *german = "Für <b>{{a.b}}</b> bis {{a}}.<br/>Ende";
    (void)state;
    assert_true(form_marks_match("Ende", "End"));
    assert_true(form_marks_match(german, "Until {{a}} for <b>{{a.b}}</b>.<br/>End"));
    assert_false(form_marks_match(german, "Until {{a}} for <b>{{a}}</b>.<br/>End"));
    assert_false(form_marks_match(german, "Until {{a}} for {{a.b}}.<br/>End"));
    assert_false(form_marks_match(german, "Until {{a}} for <b>{{a.b}}.<br/>End"));
    assert_false(form_marks_match(german, "Until {{a}} for <b>{{a.b}}</b>. End"));
    assert_false(form_marks_match(german, "Until {{a}} {{a}} for <b>{{a.b}}</b>.<br/>End"));
    assert_false(form_marks_match("Ende", "End {{a}}"));
    assert_false(form_marks_match("Ende", "End <"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element_is_understood_where_it_belongs),
        cmocka_unit_test(the_reference_names_attributes_and_their_defaults),
        cmocka_unit_test(every_fault_names_line_element_and_cure),
        cmocka_unit_test(values_are_declared_once_and_well),
        cmocka_unit_test(a_form_has_one_root_and_a_day),
        cmocka_unit_test(all_faults_of_a_file_are_listed_up_to_fifty),
        cmocka_unit_test(a_hostile_file_is_refused_at_once),
        cmocka_unit_test(entities_and_doctypes_are_refused),
        cmocka_unit_test(a_file_says_nothing_about_its_encoding_but_utf8),
        cmocka_unit_test(a_failed_parse_leaves_the_output_alone),
        cmocka_unit_test(a_translation_has_the_marks_of_its_text),
        cmocka_unit_test(the_texts_to_translate_are_collected_once_in_order),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
