/* Lists that leave the house. */
#include "folder.h"
#include "test.h"

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "csv.h"
#include "date.h"
#include "file.h"
#include "json.h"
#include "table.h"
#include "value.h"

static struct arena arena;

static const struct table_column columns[] = {
    {"name", TABLE_TEXT}, {"day", TABLE_DAY}, {"count", TABLE_NUMBER}};
static struct table_style
style_of(enum table_format format)
{
    return (struct table_style){.format = format, .name = "rows", .column = columns,
                                .column_count = 3, .separator = ';',
                                .day_pattern = "TT.MM.JJJJ"};
}

/* One row NAME, 2026-05-04, 7 as a file; its bytes. */
static const char *
written(const struct table_style *style, const char *name, size_t *len)
{
    char path[PATH_BYTES];
    const char *cell[] = {name, "2026-05-04", "7"}, *bytes;
    struct table *table;
    struct err err = {0};

    in_folder(path, "list");
    assert_true(table_open(style, path, &table, &err));
    assert_true(table_row(table, cell, &err));
    assert_true(table_close(table, "there", &err));
    assert_true(file_read(&arena, path, "file", (size_t)1 << 20, &bytes, len, &err));
    assert_int_equal(files_in_folder(), 1);
    return bytes;
}

static void
csv_has_the_separator_the_days_and_the_mark_of_its_style(void **state)
{
    struct table_style style = style_of(TABLE_CSV);
    size_t len;
    (void)state;

    assert_string_equal(written(&style, "Öztürk", &len),
                        "name;day;count\r\nÖztürk;04.05.2026;7\r\n");
    style.separator = '\t';
    style.encoding = TABLE_UTF8_MARKED;
    style.day_pattern = "JJJJMMTT";
    assert_string_equal(written(&style, "a;b", &len),
                        "\xEF\xBB\xBFname\tday\tcount\r\n\"a;b\"\t20260504\t7\r\n");
    style.separator = ';';
    style.encoding = TABLE_WINDOWS;
    assert_string_equal(written(&style, "Öz", &len), "name;day;count\r\n\xD6z;20260504;7\r\n");
}

static void
a_letter_that_windows_1252_lacks_is_named_and_nothing_is_left(void **state)
{
    struct table_style style = style_of(TABLE_CSV);
    const char *cell[] = {"Jana Kołodziej", "", ""};
    char path[PATH_BYTES];
    struct table *table;
    struct err err = {0};
    (void)state;

    style.encoding = TABLE_WINDOWS;
    remove(in_folder(path, "list"));
    assert_true(table_open(&style, path, &table, &err));
    assert_false(table_row(table, cell, &err));
    assert_error(&err, REASON_INVALID, "Kołodziej", "utf-8");
    table_drop(table);
    assert_int_equal(files_in_folder(), 0);
}

static void
no_cell_is_a_formula(void **state)
{
    static const char *const cells[] = {"=HYPERLINK(\"http://x\")", "+1", "@SUM(A1)", "-2"};
    (void)state;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct table_style csv = style_of(TABLE_CSV), xlsx = style_of(TABLE_XLSX);
        size_t len;
        const char *row = strstr(written(&csv, cells[i], &len), "\r\n") + 2;

        assert_true(row[0] == '\'' || (row[0] == '"' && row[1] == '\''));
        /* What is compressed in there, tests/e2e/exchange.sh looks at. */
        assert_memory_equal(written(&xlsx, cells[i], &len), "PK\3\4", 4);
    }
}

static void
json_holds_the_rows_and_where_to_go_on(void **state)
{
    struct table_style style = style_of(TABLE_JSON);
    const struct value *doc;
    struct err err = {0};
    size_t len;
    const char *text = written(&style, "=1", &len);
    (void)state;

    assert_true(json_parse(&arena, text, len, len, &doc, &err));
    doc = value_at(value_get(doc, "rows"), 0);
    assert_string_equal(value_string(value_get(doc, "name")), "=1");
    assert_string_equal(value_string(value_get(doc, "day")), "2026-05-04");
    assert_int_equal(value_number(value_get(doc, "count")), 7);
    assert_non_null(strstr(text, "\"next\":\"there\""));
}

static void
a_stream_takes_no_xlsx(void **state)
{
    struct table_style style = style_of(TABLE_XLSX);
    struct table *table;
    struct err err = {0};
    (void)state;

    assert_false(table_open_stream(&style, stdout, &table, &err));
    assert_error(&err, REASON_INVALID, "-o");
}

static void
days_have_exactly_the_shape_of_their_pattern(void **state)
{
    char text[DAY_TEXT_MAX];
    int32_t day;
    (void)state;

    assert_true(day_read("20260504", "JJJJMMTT", &day));
    assert_string_equal(day_iso(text, day), "2026-05-04");
    assert_string_equal(day_write(text, day, "MM/TT/JJJJ"), "05/04/2026");
    assert_true(day_read("05/04/2026", "MM/TT/JJJJ", &day));
    assert_string_equal(day_iso(text, day), "2026-05-04");
    assert_false(day_read("4.5.2026", "TT.MM.JJJJ", &day));
    assert_false(day_read("31.02.2026", "TT.MM.JJJJ", &day));
    assert_false(day_read("04.05.2026 ", "TT.MM.JJJJ", &day));
    assert_false(day_read("", "JJJJMMTT", &day));
    assert_string_equal(day_write(text, DAY_NONE, "JJJJMMTT"), "");
    assert_true(day_pattern_known("TT/MM/JJJJ"));
    assert_false(day_pattern_known("TT.MM.JJ"));
}

static void
columns_nobody_asked_for_are_passed_over_by_name(void **state)
{
    static const struct csv_column wanted[] = {{"number", "Nr", true}, {"name", "", true}};
    static const char text[] = "Nr,Bemerkung,name,Notiz\n1,\"geheim\",Jana,x\n";
    struct csv_table table;
    struct err err = {0};
    (void)state;

    assert_false(csv_read(&arena, text, strlen(text), wanted, 2, &table, &err));
    err = (struct err){0};
    assert_true(csv_read_as(&arena, text, strlen(text), wanted, 2,
                            &(struct csv_manner){.choosy = true}, &table, &err));
    assert_int_equal(table.row_count, 1);
    assert_string_equal(table.row[0].cell[0], "1");
    assert_string_equal(table.row[0].cell[1], "Jana");
    assert_int_equal(table.passed_over_count, 2);
    assert_string_equal(table.passed_over[0], "Bemerkung");
    assert_string_equal(table.encoding, "UTF-8");
    assert_int_equal(table.separator, ',');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_the_separator_the_days_and_the_mark_of_its_style),
        cmocka_unit_test(a_letter_that_windows_1252_lacks_is_named_and_nothing_is_left),
        cmocka_unit_test(no_cell_is_a_formula),
        cmocka_unit_test(json_holds_the_rows_and_where_to_go_on),
        cmocka_unit_test(a_stream_takes_no_xlsx),
        cmocka_unit_test(days_have_exactly_the_shape_of_their_pattern),
        cmocka_unit_test(columns_nobody_asked_for_are_passed_over_by_name),
    };
    int failed = cmocka_run_group_tests(tests, make_folder, remove_folder);
    arena_finish(&arena);
    return failed;
}
