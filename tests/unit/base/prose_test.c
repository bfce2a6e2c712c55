/* Texts that the office writes itself. */
#include "test.h"

#include "arena.h"
#include "buf.h"
#include "json.h"
#include "prose.h"
#include "value.h"

static const char *
value_of(const void *context, const char *key)
{
    (void)context;
    if (strcmp(key, "help_phone") == 0) {
        return "+49 221 4710-100";
    }
    if (strcmp(key, "operator_name") == 0) {
        return "Amt Nord";
    }
    return strcmp(key, "empty") == 0 ? "" : NULL;
}

static bool
read_text(struct arena *arena, const char *text, struct buf *out, struct err *err)
{
    const struct value *blocks;
    *err = (struct err){0};
    if (!prose_read(arena, text, strlen(text), "pages/x.txt", value_of, NULL, &blocks, err)) {
        return false;
    }
    buf_clear(out);
    json_print(blocks, 0, out);
    return true;
}

#define RUN(text) "{\"runs\":[{\"text\":\"" text "\",\"phone\":null}]}"
#define PARAGRAPH(text) "{\"heading\":null,\"paragraph\":" text ",\"items\":[],\"is_list\":false}"

static void
headings_paragraphs_and_lists_are_told_apart(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    (void)state;
    assert_true(read_text(&arena, "\xef\xbb\xbf# Kopf\r\neins\r\n zwei\n\n- a\n  b\n- c\n\ndrei", &out,
                          &err));
    assert_string_equal(buf_text(&out),
                        "[{\"heading\":" RUN("Kopf") ",\"paragraph\":null,\"items\":[],"
                        "\"is_list\":false}," PARAGRAPH(RUN("eins zwei"))
                        ",{\"heading\":null,\"paragraph\":null,\"items\":[" RUN("a b") "," RUN("c")
                        "],\"is_list\":true}," PARAGRAPH(RUN("drei")) "]");
    buf_finish(&out);
    arena_finish(&arena);
}

static void
a_value_stays_text_and_a_phone_can_be_dialled(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    (void)state;
    assert_true(read_text(&arena, "Bei {{operator_name}}: {{help_phone}}.", &out, &err));
    assert_non_null(strstr(buf_text(&out), "{\"text\":\"+49 221 4710-100\",\"phone\":\"+492214710100\"}"));
    assert_non_null(strstr(buf_text(&out), "{\"text\":\"Amt Nord\",\"phone\":null}"));
    buf_finish(&out);
    arena_finish(&arena);
}

static void
what_would_show_an_empty_value_is_left_out(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    (void)state;
    assert_true(read_text(&arena, "Aufsicht: {{empty}}\nund mehr\n\nbleibt", &out, &err));
    assert_string_equal(buf_text(&out), "[" PARAGRAPH(RUN("bleibt")) "]");
    buf_finish(&out);
    arena_finish(&arena);
}

static void
a_fault_names_its_line(void **state)
{
    static const struct { const char *text, *line, *said; } faults[] = {
        {"gut\n\nnoch {{wert}}", "Zeile 3", "Diesen Wert gibt es nicht: »wert«"},
        {"gut\n{{offen", "Zeile 1", "fehlt »}}«"},
        {"gut\n\xff", "Zeile 2", "kein UTF-8"},
        {"gut\nb\x01", "Zeile 2", "Steuerzeichen"},
        {"gut\nb\xe2\x80\xae", "Zeile 2", "Steuerzeichen"},
        {"", "Zeile 1", "kein Text"},
        {"\n\n", "Zeile 1", "kein Text"},
        {"{{empty}}", "Zeile 1", "kein Text"},
    };
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct buf said = {0};
        assert_false(read_text(&arena, faults[i].text, &out, &err));
        assert_int_equal(err.reason, REASON_INVALID);
        err_sentence(&err, NULL, &said);
        if (strstr(buf_text(&said), faults[i].line) == NULL ||
            strstr(buf_text(&said), faults[i].said) == NULL) {
            fail_msg("%zu: %s", i, buf_text(&said));
        }
        buf_finish(&said);
    }
    buf_finish(&out);
    arena_finish(&arena);
}

/* LINES lines of COUNT letters as one paragraph. */
static bool
reads(size_t lines, size_t count)
{
    struct arena arena = {0};
    struct buf text = {0}, out = {0};
    struct err err;
    bool done;
    for (size_t i = 0; i < lines; i++) {
        for (size_t k = 0; k < count; k++) {
            buf_puts(&text, "ä");
        }
        buf_putc(&text, '\n');
    }
    done = read_text(&arena, buf_text(&text), &out, &err);
    buf_finish(&text);
    buf_finish(&out);
    arena_finish(&arena);
    return done;
}

static void
lines_paragraphs_and_files_have_limits(void **state)
{
    static char many[PROSE_BYTES_MAX + 2];
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    (void)state;
    assert_true(reads(1, PROSE_LINE_POINTS));
    assert_false(reads(1, PROSE_LINE_POINTS + 1));
    assert_true(reads(4, PROSE_BLOCK_POINTS / 4 - 1)); /* with the blanks between them: - 1 */
    assert_false(reads(4, PROSE_BLOCK_POINTS / 4));
    memset(many, '\n', sizeof many - 1);
    many[0] = 'a';
    many[PROSE_BYTES_MAX] = '\0';
    assert_true(read_text(&arena, many, &out, &err));
    many[PROSE_BYTES_MAX] = '\n';
    assert_false(read_text(&arena, many, &out, &err));
    assert_int_equal(err.reason, REASON_TOO_LARGE);
    buf_finish(&out);
    arena_finish(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_paragraphs_and_lists_are_told_apart),
        cmocka_unit_test(a_value_stays_text_and_a_phone_can_be_dialled),
        cmocka_unit_test(what_would_show_an_empty_value_is_left_out),
        cmocka_unit_test(a_fault_names_its_line),
        cmocka_unit_test(lines_paragraphs_and_files_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
