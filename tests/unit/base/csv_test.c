/* Tables from office programs. */
#include "test.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "arena.h"
#include "csv.h"
#include "str.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static struct arena arena;

static const struct csv_column columns[] = {
    {"case_number", "Aktenzeichen|Fallnummer", true},
    {"name", "Name der Person|Straße", true},
    {"phone", "", false},
};

static bool
read_bytes(const char *bytes, size_t len, struct csv_table *out, struct err *err)
{
    *err = (struct err){0};
    *out = (struct csv_table){.row_count = 99};
    return csv_read(&arena, bytes, len, columns, 3, out, err);
}

static bool
read_text(const char *text, struct csv_table *out, struct err *err)
{
    return read_bytes(text, strlen(text), out, err);
}

static void
expect_row(const struct csv_row *row, size_t line, const char *a, const char *b, const char *c)
{
    assert_int_equal(row->line, line);
    assert_string_equal(row->cell[0], a);
    assert_string_equal(row->cell[1], b);
    assert_string_equal(row->cell[2], c);
}

static void
separators_line_ends_and_encodings_are_recognised(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "case_number;name;phone\nA1;Müller;030\n",
        "case_number,name,phone\r\nA1,Müller,030\r\n",
        "case_number\tname\tphone\rA1\tMüller\t030",
        BYTE_ORDER_MARK "case_number;name;phone\r\nA1;Müller;030",
        "case_number;name;phone\nA1;M\xFCller;030\n",
        "\"case_number\";\"name\";\"phone\"\n\"A1\";\"Müller\";\"030\"\n",
        "case_number;name;phone\n  A1 ; Mu\xCC\x88ller ;\t030 \n",
        "\n\ncase_number;name;phone\nA1;Müller;030\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct csv_table table;
        struct err err;
        assert_true(read_text(texts[i], &table, &err));
        assert_int_equal(table.row_count, 1);
        expect_row(&table.row[0], i == 7 ? 4 : 2, "A1", "Müller", "030");
    }
}

static void
windows_1252_gives_quotes_and_euro(void **state)
{
    (void)state;
    struct csv_table table;
    struct err err;
    assert_true(read_text("case_number;name\nA1;\x84Haus\x93 \x80\n", &table, &err));
    expect_row(&table.row[0], 2, "A1", "„Haus“ €", "");
}

static void
headers_come_in_any_order_case_and_synonym(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "name;case_number\nB;A\n",
        "Name der Person;AKTENZEICHEN\nB;A\n",
        "STRASSE;Case Number\nB;A\n",
        "nameDerPerson;fall-nummer\nB;A\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct csv_table table;
        struct err err;
        assert_true(read_text(texts[i], &table, &err));
        expect_row(&table.row[0], 2, "A", "B", "");
    }
}

static void
quotes_separators_and_formulas_in_cells_stay_literal(void **state)
{
    (void)state;
    struct csv_table table;
    struct err err;
    assert_true(read_text("case_number;name;phone\n"
                          "\"a;b\";\"say \"\"hi\"\"\";=HYPERLINK(1)\n"
                          "+1;@SUM;'-2\n"
                          "O'Neil;'x;''=y\n",
                          &table, &err));
    expect_row(&table.row[0], 2, "a;b", "say \"hi\"", "=HYPERLINK(1)");
    expect_row(&table.row[1], 3, "+1", "@SUM", "-2");
    expect_row(&table.row[2], 4, "O'Neil", "'x", "'=y");
}

static void
rows_without_content_are_left_out(void **state)
{
    (void)state;
    struct csv_table table;
    struct err err;
    assert_true(
        read_text("case_number;name;phone\n;;\nA;B;C\n\n  \n ; ;\xC2\xA0\nD;E;\n", &table, &err));
    assert_int_equal(table.row_count, 2);
    expect_row(&table.row[0], 3, "A", "B", "C");
    expect_row(&table.row[1], 7, "D", "E", "");
    assert_true(read_text("case_number;name\n", &table, &err));
    assert_int_equal(table.row_count, 0);
}

static void
a_bad_line_is_named_with_number_and_cure(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *said[2];
    } rows[] = {
        {"case_number;name\nA;B\nA;B;C\n", {"Zeile 3", "3 Zellen statt 2"}},
        {"case_number;name\nA\n", {"Zeile 2", "1 Zellen statt 2"}},
        {"case_number;nmae\nA;B\n", {"Zeile 1", "„nmae“ ist unbekannt"}},
        {"case_number;name;\nA;B;\n", {"Zeile 1", "„“ ist unbekannt"}},
        {"case_number;name;NAME\nA;B;C\n", {"Zeile 1", "„NAME“ steht doppelt"}},
        {"case_number;aktenzeichen;name\nA;B;C\n", {"Zeile 1", "steht doppelt"}},
        {"case_number;phone\nA;B\n", {"Zeile 1", "„name“ fehlt"}},
        {"case_number;name\nA;\"B\nC;D\n", {"Zeile 2", "Anführungszeichen"}},
        {"case_number;name\nA;\"B\nB\"\n", {"Zeile 2", "Zeilenumbruch"}},
        {"case_number;name\nA;B\"C\"\n", {"Zeile 2", "verdoppeln"}},
        {"case_number;name\nA;\"B\"C\n\"\n", {"Zeile 2", "verdoppeln"}},
        {"case_number;name\nA;B\nA;B\x01\n", {"Zeile 3, Spalte „name“", "U+0001"}},
        {"case_number;name\nA;B\xE2\x80\xAE\n", {"Zeile 2, Spalte „name“", "U+202E"}},
        {"\"case_number;name\nA;B\n", {"Zeile 1", "Anführungszeichen"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct csv_table table;
        struct err err;
        assert_false(read_text(rows[i].text, &table, &err));
        assert_error(&err, REASON_INVALID, rows[i].said[0], rows[i].said[1]);
        assert_string_equal(err.field,
                            str_starts(rows[i].said[0], "Zeile 1") ? CSV_HEADER : "file");
        assert_int_equal(table.row_count, 99);
    }
}

static void
what_is_no_table_is_refused_by_its_kind(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *said;
    } rows[] = {
        {"PK\3\4rest", 8, "Excel"},
        {"%PDF-1.7\n", 9, "PDF"},
        {"\xFF\xFE"
         "c\0a\0\0\0",
         8, "kein gültiger UTF-16"},
        {"\xFE\xFF\0c\0", 5, "kein gültiger UTF-16"},
        {"\xFF\xFE\0\xD8", 4, "kein gültiger UTF-16"},
        {"case_number;name\nA\0;B\n", 22, "Nullbytes"},
        {"", 0, "leer"},
        {"\xEF\xBB\xBF", 3, "leer"},
        {" \r\n\t\n", 5, "leer"},
        {"case_number;name\nA;\x81\n", 21, "weder UTF-8 noch"},
        {"\xEF\xBB\xBF"
         "case_number;name\nA;M\xFCller\n",
         29, "weder UTF-8 noch"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct csv_table table;
        struct err err;
        assert_false(read_bytes(rows[i].bytes, rows[i].len, &table, &err));
        assert_error(&err, REASON_INVALID, rows[i].said);
    }
}

static void
utf16_with_a_mark_is_read_either_way_round(void **state)
{
    (void)state;
    static const char text[] = "case_number\tname\r\nA\tM\xFCller\r\n";
    for (size_t big = 0; big < 2; big++) {
        char bytes[2 * sizeof text];
        struct csv_table table;
        struct err err;
        memcpy(bytes, big ? "\xFE\xFF" : "\xFF\xFE", 2);
        for (size_t i = 0; i < sizeof text - 1; i++) {
            bytes[2 + 2 * i + big] = text[i];
            bytes[3 + 2 * i - big] = '\0';
        }
        assert_true(read_bytes(bytes, sizeof bytes, &table, &err));
        assert_string_equal(table.encoding, "UTF-16");
        assert_int_equal(table.separator, '\t');
        expect_row(&table.row[0], 2, "A", "Müller", "");
    }
}

static bool
read_as(const char *text, const struct csv_manner *manner, struct csv_table *out, struct err *err)
{
    *err = (struct err){0};
    return csv_read_as(&arena, text, strlen(text), columns, 3, manner, out, err);
}

static void
what_is_told_stands_before_what_would_be_found(void **state)
{
    (void)state;
    static const char latin[] = "case_number;name\nA;M\xC3\xBCller\n";
    struct csv_manner manner = {.encoding = CSV_WINDOWS};
    struct csv_table table;
    struct err err;
    char separator;
    assert_true(read_as(latin, &manner, &table, &err));
    expect_row(&table.row[0], 2, "A", "MÃ¼ller", "");
    manner.encoding = CSV_UTF8;
    assert_true(read_as(latin, &manner, &table, &err));
    expect_row(&table.row[0], 2, "A", "Müller", "");
    assert_false(read_as("case_number;name\nA;M\xFCller\n", &manner, &table, &err));
    assert_error(&err, REASON_INVALID, "weder UTF-8 noch");
    manner = (struct csv_manner){.separator = ','};
    assert_false(read_as(latin, &manner, &table, &err));
    assert_error(&err, REASON_INVALID, "unbekannt");
    assert_true(csv_separator_from_name("comma", &separator) && separator == ',');
    assert_false(csv_separator_from_name(";", &separator));
    assert_true(csv_encoding_from_name("utf-16", &manner.encoding));
    assert_int_equal(manner.encoding, CSV_UTF16);
    assert_false(csv_encoding_from_name("latin1", &manner.encoding));
}

static void
rows_at_fault_can_stay_beside_the_good_ones(void **state)
{
    (void)state;
    static const struct csv_manner manner = {.keeps_faults = true};
    static const struct {
        size_t line, found;
        const char *first, *said;
    } faults[] = {
        {3, 1, "only", "1 Zellen statt 2"},
        {4, 3, "a", "3 Zellen statt 2"},
        {5, 1, "b;\"open", "nicht geschlossen"},
        {6, 1, "c;\"x\"y\"\"", "verdoppeln"},
        {8, 2, "d", "U+0001"},
    };
    struct csv_table table;
    struct err err;
    assert_true(read_as("name;case_number\nJana;A1\nonly\na;b;c\nb;\"open\nc;\"x\"y\"\"\n"
                        "Olga;A2\nd;\x01\nAnna;A3\n",
                        &manner, &table, &err));
    assert_int_equal(table.row_count, 8);
    assert_int_equal(table.header_count, 2);
    assert_string_equal(table.header[0], "name");
    expect_row(&table.row[0], 2, "A1", "Jana", "");
    expect_row(&table.row[5], 7, "A2", "Olga", "");
    expect_row(&table.row[7], 9, "A3", "Anna", "");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct csv_row *row = &table.row[i < 4 ? i + 1 : i + 2];
        assert_int_equal(row->line, faults[i].line);
        assert_int_equal(row->found_count, faults[i].found);
        assert_string_equal(row->found[0], faults[i].first);
        assert_non_null(row->fault);
        assert_error(row->fault, REASON_INVALID, faults[i].said);
    }
    assert_false(read_as("nmae;case_number\n", &manner, &table, &err));
}

static void
a_column_set_aside_is_passed_over_in_silence(void **state)
{
    (void)state;
    static const struct csv_manner manner = {.aside = "fehler|fault"};
    struct csv_table table;
    struct err err;
    assert_true(read_as("case_number;name;Fehler\nA;B;why\n", &manner, &table, &err));
    expect_row(&table.row[0], 2, "A", "B", "");
    assert_int_equal(table.passed_over_count, 0);
    assert_false(read_as("case_number;name;Fehl\nA;B;why\n", &manner, &table, &err));
}

static void
the_longest_cell_fits_and_one_letter_more_does_not(void **state)
{
    (void)state;
    struct buf text = {0};
    struct csv_table table;
    struct err err;
    buf_puts(&text, "case_number;name\nA;");
    for (int i = 0; i < CSV_CELL_MAX; i++) {
        buf_puts(&text, "ü");
    }
    assert_true(read_text(buf_text(&text), &table, &err));
    assert_int_equal(strlen(table.row[0].cell[1]), 2 * CSV_CELL_MAX);
    buf_puts(&text, "x");
    assert_false(read_text(buf_text(&text), &table, &err));
    assert_error(&err, REASON_INVALID, "Zeile 2", "2000");
    buf_finish(&text);
}

static void
twenty_thousand_rows_fit_and_one_more_does_not(void **state)
{
    (void)state;
    struct buf text = {0};
    struct csv_table table;
    struct err err;
    buf_puts(&text, "case_number;name\n");
    for (int i = 0; i < CSV_ROWS_MAX; i++) {
        buf_printf(&text, "A%d;B\n", i);
    }
    buf_puts(&text, "\n\n");
    assert_true(read_text(buf_text(&text), &table, &err));
    assert_int_equal(table.row_count, CSV_ROWS_MAX);
    assert_string_equal(table.row[CSV_ROWS_MAX - 1].cell[0], "A19999");
    buf_puts(&text, "A;B\n");
    assert_false(read_text(buf_text(&text), &table, &err));
    assert_error(&err, REASON_TOO_LARGE, "20000");
    buf_finish(&text);
    arena_reset(&arena);
}

static void
forty_columns_are_read_and_forty_one_refused(void **state)
{
    (void)state;
    struct csv_column many[CSV_COLUMNS_MAX];
    char names[CSV_COLUMNS_MAX][8];
    struct buf text = {0};
    struct csv_table table;
    struct err err = {0};
    for (size_t i = 0; i < CSV_COLUMNS_MAX; i++) {
        snprintf(names[i], sizeof names[i], "c%zu", i);
        many[i] = (struct csv_column){names[i], "", true};
        buf_printf(&text, "%sc%zu", i ? ";" : "", i);
    }
    assert_true(csv_read(&arena, text.data, text.len, many, CSV_COLUMNS_MAX, &table, &err));
    buf_puts(&text, ";c40");
    assert_false(csv_read(&arena, text.data, text.len, many, CSV_COLUMNS_MAX, &table, &err));
    assert_error(&err, REASON_INVALID, "Zeile 1", "40");
    buf_finish(&text);
}

/* Fill the largest file with a pattern after START; refuse it within a second. */
static void
refuse_fast(const char *start, const char *pattern, enum reason reason)
{
    struct csv_table table;
    struct err err;
    static const struct csv_manner keeping = {.keeps_faults = true};
    char *bytes = malloc(CSV_BYTES_MAX);
    size_t used = strlen(start);
    assert_non_null(bytes);
    memcpy(bytes, start, used);
    for (size_t i = 0; used < CSV_BYTES_MAX; i++) {
        bytes[used++] = pattern[i % strlen(pattern)];
    }
    clock_t began = clock();
    assert_false(read_bytes(bytes, CSV_BYTES_MAX, &table, &err));
    assert_true(clock() - began < CLOCKS_PER_SEC);
    assert_int_equal(err.reason, reason);
    assert_true(arena.total < (size_t)64 << 20);
    arena_reset(&arena);
    began = clock();
    err = (struct err){0};
    (void)!csv_read_as(&arena, bytes, CSV_BYTES_MAX, columns, 3, &keeping, &table, &err);
    assert_true(clock() - began < CLOCKS_PER_SEC);
    assert_true(arena.total < (size_t)64 << 20);
    free(bytes);
    arena_reset(&arena);
}

/* So many lines at fault as fit, each as wide as their number allows. */
#define TEN "x\";\"x;x;x;"
#define FIFTY TEN TEN TEN TEN TEN
#define WIDE_LINE FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY "\n"

static void
five_hostile_megabytes_are_refused_in_a_second(void **state)
{
    (void)state;
    refuse_fast("case_number;name\nA;\"", "x", REASON_INVALID);
    refuse_fast("case_number;name\nA;\"", "xyz\n", REASON_TOO_LARGE);
    refuse_fast("case_number;name\nA;\"", WIDE_LINE, REASON_INVALID);
    refuse_fast("case_number;name\nA;\"", "\"\"", REASON_INVALID);
    refuse_fast("case_number;name\n", "x", REASON_INVALID);
    refuse_fast("case_number;name\n", ";", REASON_INVALID);
}

static void
a_line_longer_than_any_table_is_refused_as_such(void **state)
{
    (void)state;
    struct buf text = {0};
    struct csv_table table;
    struct err err;
    buf_puts(&text, "case_number;name\nA;B\nA;");
    for (size_t i = 0; i < CSV_COLUMNS_MAX * (CSV_CELL_MAX * 4 + 3) + 1; i++) {
        buf_putc(&text, 'x');
    }
    assert_false(read_text(buf_text(&text), &table, &err));
    assert_error(&err, REASON_INVALID, "Zeile 3", "Fehlt ein Zeilenumbruch");
    buf_finish(&text);
}

static void
one_byte_over_five_megabytes_is_refused(void **state)
{
    (void)state;
    struct csv_table table;
    struct err err;
    char *bytes = calloc(CSV_BYTES_MAX + 1, 1);
    assert_non_null(bytes);
    assert_false(read_bytes(bytes, CSV_BYTES_MAX + 1, &table, &err));
    assert_error(&err, REASON_TOO_LARGE, "5 MB");
    free(bytes);
}

static void
records_are_quoted_and_disarmed(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"a", "b c", ""},           {"a;b", "say \"hi\"", "x,y"},
        {"=1+1", "-5", "@x"},       {"+49 30", "\tx", "a\r\nb"},
        {"O'Neil", "'=x", " lead"},
    };
    struct buf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        csv_append(&out, rows[i], 3);
    }
    csv_append(&out, (const char *const[]){""}, 1);
    assert_string_equal(buf_text(&out), "a;b c;\r\n"
                                        "\"a;b\";\"say \"\"hi\"\"\";\"x,y\"\r\n"
                                        "'=1+1;'-5;'@x\r\n"
                                        "'+49 30;\"'\tx\";\"a\r\nb\"\r\n"
                                        "O'Neil;''=x;\" lead\"\r\n"
                                        "\"\"\r\n");
    buf_finish(&out);
}

static void
what_is_written_reads_back(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"=1+1", "'=x", "''+y"},
        {"a;b,c", "\"", "'"},
        {"+49 30 1", "-", "@"},
        {"Żółć", "x", "''"},
    };
    struct buf out = {0};
    struct csv_table table;
    struct err err;
    csv_append(&out, (const char *const[]){"case_number", "name", "phone"}, 3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        csv_append(&out, rows[i], 3);
    }
    assert_true(read_text(buf_text(&out), &table, &err));
    assert_int_equal(table.row_count, 4);
    for (size_t i = 0; i < 4; i++) {
        expect_row(&table.row[i], i + 2, rows[i][0], rows[i][1], rows[i][2]);
    }
    buf_finish(&out);
}

/* Is the CELLth cell of the glimpse's INDEXth line TEXT? */
static void
expect_shown(const struct csv_table *table, size_t index, size_t cell, const char *text)
{
    assert_true(index < table->row_count && cell < table->row[index].found_count);
    assert_null(table->row[index].cell);
    assert_string_equal(table->row[index].found[cell], text);
}

static void
glimpse(const char *text, struct csv_table *out)
{
    static const struct csv_manner manner = {.glimpse = true};
    struct err err = {0};
    assert_false(csv_read_as(&arena, text, strlen(text), columns, 3, &manner, out, &err));
    assert_string_equal(err.field, CSV_HEADER);
}

static void
of_a_file_whose_names_fit_nothing_the_first_lines_are_shown(void **state)
{
    (void)state;
    struct csv_table table;
    struct buf text = {0};
    glimpse("Bericht <b>2026</b>;M\xFCller\n\nA\x01;B\n\"x;y\nvier;zu viel\n", &table);
    assert_string_equal(table.encoding, "Windows-1252");
    assert_int_equal(table.separator, ';');
    assert_int_equal(table.row_count, CSV_GLIMPSE);
    expect_shown(&table, 0, 0, "Bericht <b>2026</b>");
    expect_shown(&table, 0, 1, "Müller");
    expect_shown(&table, 1, 0, "A\xEF\xBF\xBD");
    assert_int_equal(table.row[1].line, 3);
    expect_shown(&table, 2, 0, "\"x;y");
    for (size_t i = 0; i < CSV_GLIMPSE_CELL + 1; i++) {
        buf_puts(&text, i < CSV_GLIMPSE_CELL ? "ä" : "b;");
    }
    glimpse(buf_text(&text), &table);
    assert_int_equal(str_count(table.row[0].found[0]), CSV_GLIMPSE_CELL + 1);
    assert_non_null(strstr(table.row[0].found[0], "ä…"));
    buf_finish(&text);
    for (size_t i = 0; i < CSV_COLUMNS_MAX * (CSV_CELL_MAX * 4 + 3) + 1; i++) {
        buf_putc(&text, 'x');
    }
    glimpse(buf_text(&text), &table);
    assert_int_equal(table.row[0].found_count, 1);
    assert_int_equal(str_count(table.row[0].found[0]), CSV_GLIMPSE_CELL + 1);
    buf_finish(&text);
}

static int
finish(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators_line_ends_and_encodings_are_recognised),
        cmocka_unit_test(windows_1252_gives_quotes_and_euro),
        cmocka_unit_test(of_a_file_whose_names_fit_nothing_the_first_lines_are_shown),
        cmocka_unit_test(headers_come_in_any_order_case_and_synonym),
        cmocka_unit_test(quotes_separators_and_formulas_in_cells_stay_literal),
        cmocka_unit_test(rows_without_content_are_left_out),
        cmocka_unit_test(a_bad_line_is_named_with_number_and_cure),
        cmocka_unit_test(what_is_no_table_is_refused_by_its_kind),
        cmocka_unit_test(utf16_with_a_mark_is_read_either_way_round),
        cmocka_unit_test(what_is_told_stands_before_what_would_be_found),
        cmocka_unit_test(rows_at_fault_can_stay_beside_the_good_ones),
        cmocka_unit_test(a_column_set_aside_is_passed_over_in_silence),
        cmocka_unit_test(the_longest_cell_fits_and_one_letter_more_does_not),
        cmocka_unit_test(twenty_thousand_rows_fit_and_one_more_does_not),
        cmocka_unit_test(forty_columns_are_read_and_forty_one_refused),
        cmocka_unit_test(five_hostile_megabytes_are_refused_in_a_second),
        cmocka_unit_test(a_line_longer_than_any_table_is_refused_as_such),
        cmocka_unit_test(one_byte_over_five_megabytes_is_refused),
        cmocka_unit_test(records_are_quoted_and_disarmed),
        cmocka_unit_test(what_is_written_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
