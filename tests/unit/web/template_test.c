/*
 * template_test.c - pages: escaping, sections, partials, translations, refusals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "buf.h"
#include "catalog.h"
#include "template.h"
#include "value.h"

struct fixture {
    struct arena arena;
    struct buf out;
    struct err err;
    struct value *root;
};

static int
set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){0};
    fixture.root = value_record(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    buf_finish(&f->out);
    arena_finish(&f->arena);
    return 0;
}

/* Sources by name: name, text, name, text, NULL. */
static bool
find_here(const void *context, const char *name, const char **bytes, size_t *len)
{
    for (const char *const *at = context; *at; at += 2) {
        if (strcmp(*at, name) == 0) {
            *bytes = at[1];
            *len = strlen(at[1]);
            return true;
        }
    }
    return false;
}

static bool
parse(struct fixture *f, const char *const *sources, const struct template **out)
{
    f->err = (struct err){0};
    return template_parse(&f->arena, "page", find_here, sources, out, &f->err);
}

#define PAGE(...) ((const char *const[]){"page", __VA_ARGS__, NULL})

/* The page, or the failure as text behind a '!'. */
static const char *
render_with(struct fixture *f, const struct catalog *catalog, const char *const *sources)
{
    const struct template *template;

    buf_clear(&f->out);
    if (!parse(f, sources, &template) ||
        !template_render(template, f->root, catalog, &f->out, &f->err)) {
        assert_int_equal(f->out.len, 0);
        buf_puts(&f->out, "!");
        err_sentence(&f->err, NULL, &f->out);
    }
    return buf_text(&f->out);
}

static const char *
render(struct fixture *f, const char *source)
{
    return render_with(f, NULL, PAGE(source));
}

static void
assert_refused(struct fixture *f, const char *source, const char *words)
{
    const char *answer = render(f, source);

    if (answer[0] != '!' || !strstr(answer, words)) {
        fail_msg("%.60s gave: %.300s", source, answer);
    }
    assert_string_equal(f->err.field, "template");
}

static void
a_value_is_escaped_for_text_and_attributes(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->root, "name", "<b a=\"1\" b='2'>&amp;Öztürk");
    assert_string_equal(render(f, "<p title=\"{{name}}\">"),
                        "<p title=\"&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;Öztürk\">");
}

static void
no_tag_prints_unescaped(void **state)
{
    struct fixture *f = *state;

    value_set_text(f->root, "name", "<b>");
    assert_refused(f, "{{{name}}}", "unbekannter Platzhalter „{name“");
    assert_refused(f, "{{&name}}", "unbekannter Platzhalter „&name“");
    assert_refused(f, "{{=<% %>=}}", "unbekannter Platzhalter");
    assert_refused(f, "{{!name}}", "unbekannter Platzhalter");
}

static void
numbers_print_null_is_empty_and_the_rest_is_refused(void **state)
{
    struct fixture *f = *state;

    value_set_int(f->root, "count", -12);
    value_set_text(f->root, "none", NULL);
    value_set_bool(f->root, "open", true);
    value_set_list(f->root, "list");
    value_set_record(f->root, "client");
    assert_string_equal(render(f, "{{count}}|{{none}}|"), "-12||");
    assert_refused(f, "a\n{{open}}", "Vorlage page, Zeile 2: „open“ ist weder Text noch Zahl");
    assert_int_equal(f->err.reason, REASON_PRINT);
    assert_refused(f, "{{list}}", "weder Text noch Zahl");
    assert_refused(f, "{{client}}", "weder Text noch Zahl");
}

static void
an_unknown_value_names_template_line_and_path(void **state)
{
    struct fixture *f = *state;

    value_set_text(value_set_record(f->root, "client"), "name", "Jana");
    assert_string_equal(render(f, "{{client.name}}"), "Jana");
    assert_refused(f, "<p>\n\n{{client.nmae}}", "page, Zeile 3: Der Wert „client.nmae“ fehlt");
    assert_refused(f, "{{#no}}{{/no}}", "Zeile 1: Der Wert „no“ fehlt");
    assert_refused(f, "{{^no}}{{/no}}", "„no“ fehlt");
    assert_refused(f, "{{client.name.first}}", "fehlt");
    assert_int_equal(f->err.reason, REASON_PRINT);
}

static void
a_list_repeats_with_each_item_as_innermost_scope(void **state)
{
    struct fixture *f = *state;
    struct value *stations = value_set_list(f->root, "stations");

    value_set_text(f->root, "name", "outer");
    value_set_text(f->root, "office", "Moorstadt");
    for (int i = 1; i <= 3; i++) {
        struct value *station = value_add_record(stations);
        value_set_int(station, "n", i);
        if (i == 2) {
            value_set_text(station, "name", "inner");
        }
    }
    assert_string_equal(render(f, "{{#stations}}{{n}}={{name}}@{{office}};{{/stations}}{{name}}"),
                        "1=outer@Moorstadt;2=inner@Moorstadt;3=outer@Moorstadt;outer");
    assert_string_equal(render(f, "{{^stations}}none{{/stations}}"), "");
}

static void
an_empty_list_renders_only_the_inverse(void **state)
{
    struct fixture *f = *state;

    value_set_list(f->root, "stations");
    assert_string_equal(render(f, "{{#stations}}{{n}}{{/stations}}{{^stations}}none{{/stations}}"),
                        "none");
}

static void
a_list_of_texts_is_read_by_the_dot(void **state)
{
    struct fixture *f = *state;
    struct value *actions = value_set_list(f->root, "actions");

    value_add(actions, value_text(&f->arena, "accept"));
    value_add(actions, value_text(&f->arena, "<"));
    value_add(actions, value_int(&f->arena, 3));
    assert_string_equal(render(f, "{{#actions}}[{{.}}]{{/actions}}"), "[accept][&lt;][3]");
    assert_refused(f, "{{.}}", "weder Text noch Zahl");
    assert_refused(f, "{{#.}}{{/.}}", "unbekannter Platzhalter");
}

static void
sections_ask_for_the_truth_of_every_kind(void **state)
{
    struct fixture *f = *state;
    const char *page = "{{#x}}yes{{/x}}{{^x}}no{{/x}}";

    value_set_bool(f->root, "x", true);
    assert_string_equal(render(f, page), "yes");
    value_set_bool(f->root, "x", false);
    assert_string_equal(render(f, page), "no");
    value_set_int(f->root, "x", 0);
    assert_string_equal(render(f, page), "no");
    value_set_int(f->root, "x", 7);
    assert_string_equal(render(f, page), "yes");
    value_set_text(f->root, "x", "");
    assert_string_equal(render(f, page), "no");
    value_set_text(f->root, "x", "a");
    assert_string_equal(render(f, page), "yes");
    value_set_text(f->root, "x", NULL);
    assert_string_equal(render(f, page), "no");
    value_set_record(f->root, "x");
    assert_string_equal(render(f, page), "yes");
}

static void
a_record_becomes_the_innermost_scope_and_is_left_again(void **state)
{
    struct fixture *f = *state;
    struct value *client = value_set_record(f->root, "client");

    value_set_text(f->root, "name", "office");
    value_set_text(client, "name", "Jana");
    value_set_bool(client, "shown", true);
    assert_string_equal(
        render(f, "{{#client}}{{#shown}}{{name}}{{/shown}}{{/client}},{{name}}"), "Jana,office");
}

static void
sections_nest_in_lists_of_lists(void **state)
{
    struct fixture *f = *state;
    struct value *slips = value_set_list(f->root, "slips");

    for (int i = 1; i <= 2; i++) {
        struct value *slip = value_add_record(slips);
        value_set_int(slip, "n", i);
        struct value *vouchers = value_set_list(slip, "vouchers");
        for (int k = 0; k < i; k++) {
            value_set_int(value_add_record(vouchers), "k", k);
        }
    }
    assert_string_equal(
        render(f, "{{#slips}}{{n}}({{#vouchers}}{{n}}{{k}} {{/vouchers}}){{/slips}}"),
        "1(10 )2(20 21 )");
}

static void
unbalanced_sections_are_refused_with_their_line(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, "\n{{#a}}\n\n", "Zeile 2: „a“ wird nicht geschlossen");
    assert_int_equal(f->err.reason, REASON_INVALID);
    assert_refused(f, "a\n\n{{/a}}", "Zeile 3: „a“ ist nicht der zuletzt geöffnete");
    assert_refused(f, "{{#a}}{{^b}}\n{{/a}}{{/b}}", "Zeile 2: „a“ ist nicht der zuletzt");
}

static void
broken_tags_are_refused(void **state)
{
    struct fixture *f = *state;
    static const char *const broken[] = {"{{", "a {{b", "{{a {{b}}", "a }} b", "{{a}}}}"};
    static const char *const strange[] = {"{{}}",      "{{ a}}",   "{{a }}", "{{a..b}}", "{{.a}}",
                                          "{{a.}}",    "{{a b}}",  "{{_}}",  "{{_ }}",   "{{# a}}",
                                          "{{>../x}}", "{{>A}}",   "{{#}}",  "{{>}}",    "{{a|b}}",
                                          "{{ä}}",     "{{_\n }}", "{{/}}"};

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_refused(f, broken[i], "passen nicht zueinander");
    }
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        assert_refused(f, strange[i], "Zeile 1: unbekannter Platzhalter");
    }
    assert_refused(f, "a\xff", "kein gültiges UTF-8");
}

static void
single_braces_are_plain_text(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(render(f, "a { b } c"), "a { b } c");
}

static void
a_partial_sees_the_scope_it_stands_in(void **state)
{
    struct fixture *f = *state;
    struct value *list = value_set_list(f->root, "list");

    value_set_int(value_add_record(list), "n", 1);
    value_set_int(value_add_record(list), "n", 2);
    assert_string_equal(render_with(f, NULL, PAGE("{{#list}}{{>row}};{{/list}}", "row", "n={{n}}")),
                        "n=1;n=2;");
}

static void
a_partial_names_itself_in_errors_and_closes_its_own_sections(void **state)
{
    struct fixture *f = *state;
    const char *answer;

    answer = render_with(f, NULL, PAGE("\n\n{{>row}}", "row", "\n{{gone}}"));
    assert_non_null(strstr(answer, "Vorlage row, Zeile 2: Der Wert „gone“ fehlt"));
    answer = render_with(f, NULL, PAGE("{{>row}}{{/a}}", "row", "{{#a}}"));
    assert_non_null(strstr(answer, "Vorlage row, Zeile 1: „a“ wird nicht geschlossen"));
    answer = render_with(f, NULL, PAGE("{{#a}}{{>row}}", "row", "{{/a}}"));
    assert_non_null(strstr(answer, "Vorlage row, Zeile 1: „a“ ist nicht der zuletzt"));
}

static void
a_missing_partial_is_not_found(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, "{{>nothing}}", "„nothing“ gibt es nicht");
    assert_int_equal(f->err.reason, REASON_NOT_FOUND);
}

static void
partials_that_include_themselves_end_at_a_limit(void **state)
{
    struct fixture *f = *state;
    const char *answer = render_with(f, NULL, PAGE("{{>page}}"));

    assert_non_null(strstr(answer, "zu tief geschachtelt"));
    answer = render_with(f, NULL, PAGE("x{{>page}}{{>page}}{{>page}}"));
    assert_non_null(strstr(answer, "zu tief geschachtelt"));
}

static void
nesting_and_size_have_limits(void **state)
{
    struct fixture *f = *state;
    struct buf page = {0};

    value_set_bool(f->root, "a", true);
    for (int i = 0; i < TEMPLATE_DEPTH_MAX; i++) {
        buf_puts(&page, "{{#a}}");
    }
    buf_puts(&page, "deep");
    for (int i = 0; i < TEMPLATE_DEPTH_MAX; i++) {
        buf_puts(&page, "{{/a}}");
    }
    assert_string_equal(render(f, buf_text(&page)), "deep");
    buf_clear(&page);
    for (int i = 0; i <= TEMPLATE_DEPTH_MAX; i++) {
        buf_puts(&page, "{{#a}}");
    }
    assert_refused(f, buf_text(&page), "zu tief geschachtelt");
    buf_clear(&page);
    for (int i = 0; i <= TEMPLATE_CODE_MAX; i++) {
        buf_puts(&page, "{{a}}");
    }
    assert_refused(f, buf_text(&page), "zu umfangreich");
    buf_clear(&page);
    for (size_t i = 0; i <= TEMPLATE_BYTES_MAX; i++) {
        buf_putc(&page, 'x');
    }
    assert_refused(f, buf_text(&page), "zu groß");
    buf_finish(&page);
}

static void
a_full_buffer_is_too_large_and_left_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct value *list = value_set_list(f->root, "list");
    const struct template *template;
    struct buf out;

    for (int i = 0; i < 100; i++) {
        value_set_int(value_add_record(list), "n", i);
    }
    buf_init(&out, 50);
    buf_puts(&out, "before");
    assert_true(parse(f, PAGE("{{#list}}{{n}}{{/list}}"), &template));
    assert_false(template_render(template, f->root, NULL, &out, &f->err));
    assert_int_equal(f->err.reason, REASON_TOO_LARGE);
    assert_string_equal(buf_text(&out), "before");
    buf_finish(&out);
}

static void
endless_repetition_ends_at_a_limit(void **state)
{
    struct fixture *f = *state;
    struct value *list = value_set_list(f->root, "a");
    const char *answer;

    for (int i = 0; i < 100; i++) {
        value_add_record(list);
    }
    answer = render(f, "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}");
    assert_non_null(strstr(answer, "zu umfangreich"));
    assert_int_equal(f->err.reason, REASON_TOO_LARGE);
}

static void
a_failed_rendering_leaves_the_buffer_unchanged(void **state)
{
    struct fixture *f = *state;
    const struct template *template;
    struct buf out = {0};

    buf_puts(&out, "before");
    assert_true(parse(f, PAGE("text {{gone}}"), &template));
    assert_false(template_render(template, f->root, NULL, &out, &f->err));
    assert_string_equal(buf_text(&out), "before");
    buf_finish(&out);
}

static const struct catalog *
english(struct fixture *f)
{
    static const char po[] = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n"
                             "msgid \"Jetzt drucken\"\nmsgstr \"Print <now> & here\"\n";
    const struct catalog *catalog = NULL;

    assert_true(catalog_parse(&f->arena, po, sizeof po - 1, &catalog, &f->err));
    return catalog;
}

static void
a_text_is_translated_and_the_translation_escaped(void **state)
{
    struct fixture *f = *state;
    const char *const *page = PAGE("<b>{{_ Jetzt\n   drucken }}</b>{{_ Ohne Übersetzung}}");

    assert_string_equal(render_with(f, english(f), page),
                        "<b>Print &lt;now&gt; &amp; here</b>Ohne Übersetzung");
    assert_string_equal(render_with(f, NULL, page), "<b>Jetzt drucken</b>Ohne Übersetzung");
}

static void
the_texts_of_a_page_are_listed_with_those_of_its_partials(void **state)
{
    struct fixture *f = *state;
    const struct template *template;

    assert_true(parse(f, PAGE("{{_ Eins}}{{a}}{{>row}}{{_ Drei\n mal}}", "row", "{{_ Zwei}}"),
                      &template));
    assert_int_equal(template_text_count(template), 3);
    assert_string_equal(template_text(template, 0), "Eins");
    assert_string_equal(template_text(template, 1), "Zwei");
    assert_string_equal(template_text(template, 2), "Drei mal");
    assert_null(template_text(template, 3));
}

static void
a_line_that_holds_only_a_section_tag_leaves_no_line(void **state)
{
    struct fixture *f = *state;
    struct value *list = value_set_list(f->root, "list");

    value_set_int(value_add_record(list), "n", 1);
    value_set_int(value_add_record(list), "n", 2);
    assert_string_equal(render(f, "<ul>\n  {{#list}}\n  <li>{{n}}\n  {{/list}}\n</ul>\n"),
                        "<ul>\n  <li>1\n  <li>2\n</ul>\n");
    assert_string_equal(render(f, "<ul> {{#list}}\n{{n}}\n{{/list}} </ul>"),
                        "<ul> \n1\n\n2\n </ul>");
    assert_string_equal(render(f, "{{#list}}{{/list}}\r\nx"), "\r\nx");
    assert_refused(f, "{{#list}}\n{{/list}}\n\n{{gone}}", "Zeile 4");
}

static void
a_template_survives_many_renderings(void **state)
{
    struct fixture *f = *state;
    const struct template *template;

    assert_true(parse(f, PAGE("{{n}};"), &template));
    for (int i = 0; i < 3; i++) {
        value_set_int(f->root, "n", i);
        assert_true(template_render(template, f->root, NULL, &f->out, &f->err));
    }
    assert_string_equal(buf_text(&f->out), "0;1;2;");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_value_is_escaped_for_text_and_attributes),
        TEST(no_tag_prints_unescaped),
        TEST(numbers_print_null_is_empty_and_the_rest_is_refused),
        TEST(an_unknown_value_names_template_line_and_path),
        TEST(a_list_repeats_with_each_item_as_innermost_scope),
        TEST(an_empty_list_renders_only_the_inverse),
        TEST(a_list_of_texts_is_read_by_the_dot),
        TEST(sections_ask_for_the_truth_of_every_kind),
        TEST(a_record_becomes_the_innermost_scope_and_is_left_again),
        TEST(sections_nest_in_lists_of_lists),
        TEST(unbalanced_sections_are_refused_with_their_line),
        TEST(broken_tags_are_refused),
        TEST(single_braces_are_plain_text),
        TEST(a_partial_sees_the_scope_it_stands_in),
        TEST(a_partial_names_itself_in_errors_and_closes_its_own_sections),
        TEST(a_missing_partial_is_not_found),
        TEST(partials_that_include_themselves_end_at_a_limit),
        TEST(nesting_and_size_have_limits),
        TEST(a_full_buffer_is_too_large_and_left_as_it_was),
        TEST(endless_repetition_ends_at_a_limit),
        TEST(a_failed_rendering_leaves_the_buffer_unchanged),
        TEST(a_text_is_translated_and_the_translation_escaped),
        TEST(the_texts_of_a_page_are_listed_with_those_of_its_partials),
        TEST(a_line_that_holds_only_a_section_tag_leaves_no_line),
        TEST(a_template_survives_many_renderings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
