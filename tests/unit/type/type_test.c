/*
 * type_test.c - text becomes lines of glyphs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "str.h"
#include "type.h"

struct world {
    struct type *type;
    struct arena arena;
    struct err err;
    struct type_text text;
};

static int
setup(void **state)
{
    static struct world world;
    world = (struct world){ 0 };
    arena_init(&world.arena);
    *state = &world;
    return type_open(&world.type, &world.err) ? 0 : -1;
}

static int
teardown(void **state)
{
    struct world *world = *state;
    type_close(world->type);
    arena_finish(&world->arena);
    return 0;
}

static bool
set(struct world *world, const char *text, const char *lang, double width_mm)
{
    const struct type_span span = { text, false };
    world->err = (struct err){ 0 };
    return type_set(world->type, &world->arena, &span, 1, lang, 10, width_mm, "name",
                    &world->text, &world->err);
}

static void
assert_near(double a, double b)
{
    assert_true(a > b - 0.001 && a < b + 0.001);
}

/* The runs' texts of one line, in reading order. */
static const char *
line_text(struct world *world, size_t index)
{
    const struct type_line *line = world->text.line + index;
    const char *text = "";
    for (size_t r = 0; r < line->run_count; r++) {
        text = arena_printf(&world->arena, "%s%s", text, line->run[r].text);
    }
    return text;
}

static void
german_text_is_one_run_that_says_the_same(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "Jana Kołodziej-Öztürk, Straße 12", "de", 0));
    assert_int_equal(world->text.line_count, 1);
    assert_int_equal(world->text.line[0].run_count, 1);
    assert_true(world->text.line[0].hard_break);
    assert_false(world->text.rtl);
    assert_string_equal(line_text(world, 0), "Jana Kołodziej-Öztürk, Straße 12");
}

static void
width_is_the_sum_of_advances_with_kerning(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "AV", "de", 0));
    const struct type_run *run = world->text.line[0].run;
    const int32_t plain = type_advance(world->type, TYPE_REGULAR, run->glyph[0].id) +
                          type_advance(world->type, TYPE_REGULAR, run->glyph[1].id);
    assert_int_equal(run->w, run->glyph[0].advance + run->glyph[1].advance);
    assert_true(run->w < plain);
    assert_near(world->text.width_mm, run->w / 1000.0 * 10 * 25.4 / 72);
}

static void
lines_break_at_blanks_and_fit(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "eins zwei drei vier fünf sechs sieben acht", "de", 30));
    assert_true(world->text.line_count > 2);
    for (size_t l = 0; l < world->text.line_count; l++) {
        assert_true(world->text.line[l].width_mm <= 30.01);
        assert_int_equal(world->text.line[l].hard_break, l + 1 == world->text.line_count);
    }
    assert_string_equal(line_text(world, 0), "eins zwei drei vier ");
    assert_string_equal(line_text(world, 1), "fünf sechs sieben ");
}

static void
a_blank_at_a_break_takes_no_room(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "eins", "de", 0));
    const double word = world->text.width_mm;
    assert_true(set(world, "eins bis", "de", word + 0.5));
    assert_int_equal(world->text.line_count, 2);
    assert_string_equal(line_text(world, 0), "eins ");
    assert_near(world->text.line[0].width_mm, word);
}

static void
a_line_feed_breaks_hard_and_makes_empty_lines(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "eins\n\nzwei\n", "de", 100));
    assert_int_equal(world->text.line_count, 4);
    assert_int_equal(world->text.line[1].run_count, 0);
    assert_int_equal(world->text.line[3].run_count, 0);
    assert_string_equal(line_text(world, 2), "zwei");
    assert_true(world->text.line[1].hard_break);
}

static void
no_text_is_one_empty_line(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "", "de", 100));
    assert_int_equal(world->text.line_count, 1);
    assert_int_equal(world->text.line[0].run_count, 0);
    assert_near(world->text.width_mm, 0);
}

static void
a_soft_hyphen_shows_only_where_the_line_ends(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "Schuldner\u00ADberatungs\u00ADstelle", "de", 0));
    assert_string_equal(line_text(world, 0), "Schuldnerberatungsstelle");
    assert_true(set(world, "Schuldner\u00ADberatungs\u00ADstelle", "de", 28));
    assert_int_equal(world->text.line_count, 2);
    assert_string_equal(line_text(world, 0), "Schuldner\u00AD");
    assert_string_equal(line_text(world, 1), "beratungsstelle");
    assert_true(world->text.line[0].width_mm <= 28.01);
}

static void
what_runs_to_the_left_is_never_hyphenated(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "\u202Eabcdefgh\u00ADijklmnop", "de", 20));
    for (size_t l = 0; l < world->text.line_count; l++) {
        assert_null(strstr(line_text(world, l), "\u00AD"));
    }
    assert_true(set(world, "محمد\u00ADمحمد", "ar", 12));
    assert_null(strstr(line_text(world, 0), "\u00AD"));
}

static void
hyphens_and_slashes_break_but_not_before_a_digit(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "Kołodziej-Öztürk", "de", 20));
    assert_string_equal(line_text(world, 0), "Kołodziej-");
    assert_true(set(world, "Hilfe und/oder Beratung", "de", 19));
    assert_string_equal(line_text(world, 0), "Hilfe und/");
    assert_true(set(world, "am 2026-05-04", "de", 16));
    assert_string_equal(line_text(world, 0), "am ");
    assert_string_equal(line_text(world, 1), "2026-05-");
}

static void
a_word_wider_than_the_line_breaks_between_clusters(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "ddddd\u0302ddd", "de", 9));
    assert_true(world->text.line_count > 1);
    const char *whole = "";
    for (size_t l = 0; l < world->text.line_count; l++) {
        assert_true(world->text.line[l].width_mm <= 9.01);
        assert_true((line_text(world, l)[0] & 0xC0) != 0xC0); /* no mark begins a line */
        whole = arena_printf(&world->arena, "%s%s", whole, line_text(world, l));
    }
    assert_string_equal(whole, "ddddd\u0302ddd");
    assert_true(set(world, "WW", "de", 1));
    assert_int_equal(world->text.line_count, 2);
}

static void
arabic_is_shaped_right_to_left_in_its_own_face(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "محمد", "de", 0));
    assert_true(world->text.rtl);
    const struct type_run *run = world->text.line[0].run;
    assert_int_equal(run->face, TYPE_ARABIC);
    assert_true(run->rtl);
    assert_string_equal(run->text, "محمد");
    assert_int_equal(run->glyph_count, 4);
    assert_int_equal(run->glyph[3].cluster, 0); /* the first letter stands rightmost */
    assert_int_not_equal(run->glyph[1].id, run->glyph[3].id); /* two shapes of one letter */
}

static void
mixed_lines_keep_reading_order_and_place_runs_by_direction(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "قبل 0201 بعد", "ar", 0));
    const struct type_line *line = world->text.line;
    assert_int_equal(line->run_count, 3);
    assert_string_equal(line_text(world, 0), "قبل 0201 بعد");
    assert_string_equal(line->run[1].text, "0201");
    assert_false(line->run[1].rtl);
    assert_int_equal(line->run[2].x, 0);
    assert_int_equal(line->run[1].x, line->run[2].w);
    assert_int_equal(line->run[0].x, line->run[2].w + line->run[1].w);
}

static void
base_direction_follows_a_language_from_the_right_else_the_first_strong_letter(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "Frau محمد", "ar", 0));
    assert_true(world->text.rtl);
    assert_true(set(world, "Frau محمد", "de", 0));
    assert_false(world->text.rtl);
    assert_true(set(world, "محمد Frau", "de", 0));
    assert_true(world->text.rtl);
    assert_true(set(world, "Nordtor e. V.", "ar", 0));
    assert_false(world->text.rtl);
    assert_true(set(world, "0201 123", "ar", 0));
    assert_true(world->text.rtl);
    assert_true(set(world, "0201 123", "ar-SY", 0));
    assert_true(world->text.rtl);
    assert_true(set(world, "0201 123", "de", 0));
    assert_false(world->text.rtl);
}

static void
isolates_keep_a_number_whole_and_are_not_read(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "قبل 04999 100-0 بعد", "ar", 0));
    assert_true(world->text.line->run_count > 3); /* its parts are turned around */
    assert_true(set(world, "قبل \u2068" "04999 100-0\u2069 بعد", "ar", 0));
    const struct type_line *line = world->text.line;
    assert_int_equal(line->run_count, 3);
    assert_string_equal(line->run[1].text, "04999 100-0");
    assert_false(line->run[1].rtl);
    assert_string_equal(line_text(world, 0), "قبل 04999 100-0 بعد");
    assert_true(line->run[0].x > line->run[1].x && line->run[1].x > line->run[2].x);
}

static void
bold_spans_use_the_bold_face_and_keep_their_index(void **state)
{
    struct world *world = *state;
    const struct type_span span[] = { { "Frist: ", true }, { "4. Mai ", false }, { "محمد", true } };
    assert_true(type_set(world->type, &world->arena, span, 3, "de", 10, 0, "name", &world->text,
                         &world->err));
    const struct type_run *run = world->text.line[0].run;
    assert_int_equal(world->text.line[0].run_count, 3);
    assert_int_equal(run[0].face, TYPE_BOLD);
    assert_int_equal(run[1].face, TYPE_REGULAR);
    assert_int_equal(run[2].face, TYPE_ARABIC_BOLD);
    assert_int_equal(run[1].span, 1);
    assert_int_equal(run[2].span, 2);
    assert_int_equal(run[1].x, run[0].w);
}

static void
a_combining_sequence_is_one_cluster_with_a_placed_mark(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "M\u0302", "de", 0));
    const struct type_run *run = world->text.line[0].run;
    assert_int_equal(run->glyph_count, 2);
    assert_int_equal(run->glyph[0].cluster, run->glyph[1].cluster);
    assert_int_equal(run->w, type_advance(world->type, TYPE_REGULAR, run->glyph[0].id));
    assert_true(run->glyph[1].x_offset < 0);
}

static void
a_letter_that_no_face_has_is_named_with_its_field(void **state)
{
    struct world *world = *state;
    assert_false(set(world, "Frau \u674E", "de", 0));
    assert_int_equal(world->err.reason, REASON_PRINT);
    assert_string_equal(world->err.field, "name");
    assert_string_equal(world->err.arg[0], "\u674E");
    assert_string_equal(world->err.arg[1], "U+674E");
    assert_false(set(world, "\U0001F600", "de", 0));
    assert_string_equal(world->err.arg[1], "U+1F600");
}

static void
type_missing_finds_the_first_letter_without_a_glyph(void **state)
{
    struct world *world = *state;
    assert_int_equal(type_missing(world->type, "Đặng محمد Їжак M\u0302"), 0);
    assert_int_equal(type_missing(world->type, "a\u674Eb\u4E00"), 0x674E);
    assert_int_equal(type_missing(world->type, ""), 0);
}

static void
clusters_are_offsets_in_the_text_of_the_run(void **state)
{
    struct world *world = *state;
    assert_true(set(world, "Öl und Straße und Öl", "de", 18));
    for (size_t l = 0; l < world->text.line_count; l++) {
        const struct type_run *run = world->text.line[l].run;
        assert_int_equal(run->glyph[0].cluster, 0);
        for (size_t g = 0; g < run->glyph_count; g++) {
            assert_true(run->glyph[g].cluster < strlen(run->text));
        }
    }
    assert_true(world->text.line_count >= 2);
}

static void
a_subset_is_small_and_the_same_each_time(void **state)
{
    struct world *world = *state;
    static const uint16_t GLYPHS[] = { 36, 37, 38 };
    const uint8_t *first, *second;
    size_t first_len, second_len;
    assert_true(type_subset(world->type, TYPE_REGULAR, GLYPHS, 3, &world->arena, &first,
                            &first_len, &world->err));
    assert_true(type_subset(world->type, TYPE_REGULAR, GLYPHS, 3, &world->arena, &second,
                            &second_len, &world->err));
    assert_int_equal(first_len, second_len);
    assert_memory_equal(first, second, first_len);
    assert_in_range(first_len, 200, 4000);
}

static void
metrics_are_those_of_the_font_files(void **state)
{
    struct world *world = *state;
    const struct type_metrics *regular = type_metrics(world->type, TYPE_REGULAR);
    assert_string_equal(regular->name, "NotoSans-Regular");
    assert_int_equal(regular->cap_height, 714);
    assert_int_equal(regular->ascent, 1069);
    assert_true(regular->bbox[0] < 0 && regular->bbox[3] > regular->cap_height);
    assert_true(type_metrics(world->type, TYPE_ARABIC_BOLD)->bold);
}

/* A repeatable stream of numbers below LIMIT. */
static uint32_t
next_number(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static uint32_t
next_letter(uint32_t *seed)
{
    static const uint32_t ODD[] = { 0xAD, 0x200C, 0x200D, 0x200F, 0x202E, 0x202C, 0x2066,
                                    0x2069, 0x2060, 0xA0,   ' ',    '-',    '/',    '\n' };
    switch (next_number(seed, 6)) {
    case 0:
        return 0x620 + next_number(seed, 40);
    case 1:
        return 0x300 + next_number(seed, 12);
    case 2:
        return 0x410 + next_number(seed, 40);
    case 3:
        return ODD[next_number(seed, sizeof ODD / sizeof *ODD)];
    default:
        return 'a' + next_number(seed, 26);
    }
}

/* Clusters of a run lie in its text and never go back in reading order. */
static void
assert_sound(const struct type_run *run)
{
    int32_t w = 0;
    for (size_t g = 0; g < run->glyph_count; g++) {
        const uint32_t here = run->glyph[g].cluster;
        w += run->glyph[g].advance;
        assert_true(here < strlen(run->text));
        if (g > 0 && run->rtl) {
            assert_true(here <= run->glyph[g - 1].cluster);
        } else if (g > 0) {
            assert_true(here >= run->glyph[g - 1].cluster);
        }
    }
    assert_int_equal(w, run->w);
}

static void
any_letters_in_any_width_give_sound_runs(void **state)
{
    struct world *world = *state;
    uint32_t seed = 1;
    size_t shown = 0;
    for (int round = 0; round < 3000; round++) {
        char text[200];
        size_t len = 0;
        for (uint32_t n = next_number(&seed, 40); n > 0; n--) {
            len += str_put(text + len, next_letter(&seed));
        }
        text[len] = '\0';
        arena_reset(&world->arena);
        if (!set(world, text, round % 2 ? "de" : "ar", next_number(&seed, 50))) {
            continue;
        }
        shown++;
        for (size_t l = 0; l < world->text.line_count; l++) {
            for (size_t r = 0; r < world->text.line[l].run_count; r++) {
                assert_sound(world->text.line[l].run + r);
            }
        }
    }
    assert_true(shown > 1000);
}

/* Every Latin letter of DIN SPEC 91379 that Unicode has only as a sequence. */
static void
all_sequences_of_din_91379_can_be_shown(void **state)
{
    static const char *const SEQUENCE[] = {
        "A\u030B", "C\u0300", "C\u0304", "C\u0306", "C\u0308", "C\u0315", "C\u0323",
        "C\u0326", "C\u0328\u0306", "D\u0302", "F\u0300", "F\u0304", "G\u0300", "H\u0304",
        "H\u0326", "H\u0331", "J\u0301", "J\u030C", "K\u0300", "K\u0302", "K\u0304",
        "K\u0307", "K\u0315", "K\u031B", "K\u0326", "K\u035FH", "K\u035Fh",
        "L\u0300", "L\u0302", "L\u0325", "L\u0325\u0304", "L\u0326", "M\u0300", "M\u0302",
        "M\u0306", "M\u0310", "N\u0302", "N\u0304", "N\u0306", "N\u0326", "P\u0300",
        "P\u0304", "P\u0315", "P\u0323", "R\u0306", "R\u030B", "R\u0325", "R\u0325\u0304",
        "S\u0300", "S\u0304", "S\u031B\u0304", "S\u0331", "T\u0300", "T\u0304", "T\u0308",
        "T\u0315", "T\u031B", "U\u0307", "Z\u0300", "Z\u0304", "Z\u0306", "Z\u0308",
        "Z\u0327", "a\u030B", "c\u0300", "c\u0304", "c\u0306", "c\u0308", "c\u0315",
        "c\u0323", "c\u0326", "c\u0328\u0306", "d\u0302", "f\u0300", "f\u0304", "g\u0300",
        "h\u0304", "h\u0326", "j\u0301", "k\u0300", "k\u0302", "k\u0304", "k\u0307",
        "k\u0315", "k\u031B", "k\u0326", "k\u035Fh", "l\u0300", "l\u0302", "l\u0325",
        "l\u0325\u0304", "l\u0326", "m\u0300", "m\u0302", "m\u0306", "m\u0310", "n\u0302",
        "n\u0304", "n\u0306", "n\u0326", "p\u0300", "p\u0304", "p\u0315", "p\u0323",
        "r\u0306", "r\u030B", "r\u0325", "r\u0325\u0304", "s\u0300", "s\u0304",
        "s\u031B\u0304", "s\u0331", "t\u0300", "t\u0304", "t\u0315", "t\u031B", "u\u0307",
        "z\u0300", "z\u0304", "z\u0306", "z\u0308", "z\u0327", "\u00C7\u0306",
        "\u00DB\u0304", "\u00E7\u0306", "\u00FB\u0304", "\u010C\u0315", "\u010C\u0323",
        "\u010D\u0315", "\u010D\u0323", "\u0113\u030D", "\u012A\u0301", "\u012B\u0301",
        "\u014C\u030D", "\u014D\u030D", "\u017D\u0326", "\u017D\u0327", "\u017E\u0326",
        "\u017E\u0327", "\u1E32\u0304", "\u1E33\u0304", "\u1E62\u0304", "\u1E63\u0304",
        "\u1E6C\u0304", "\u1E6D\u0304", "\u1EA0\u0308", "\u1EA1\u0308", "\u1ECC\u0304",
        "\u1ECD\u0304", "\u1ECC\u0308", "\u1ECD\u0308", "\u1EE4\u0304", "\u1EE4\u0308",
        "\u1EE5\u0304", "\u1EE5\u0308",
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof SEQUENCE / sizeof *SEQUENCE; i++) {
        if (!set(world, SEQUENCE[i], "de", 0)) {
            fail_msg("%s: %s", SEQUENCE[i], world->err.arg[1]);
        }
        assert_string_equal(line_text(world, 0), SEQUENCE[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(german_text_is_one_run_that_says_the_same),
        cmocka_unit_test(width_is_the_sum_of_advances_with_kerning),
        cmocka_unit_test(lines_break_at_blanks_and_fit),
        cmocka_unit_test(a_blank_at_a_break_takes_no_room),
        cmocka_unit_test(a_line_feed_breaks_hard_and_makes_empty_lines),
        cmocka_unit_test(no_text_is_one_empty_line),
        cmocka_unit_test(a_soft_hyphen_shows_only_where_the_line_ends),
        cmocka_unit_test(what_runs_to_the_left_is_never_hyphenated),
        cmocka_unit_test(hyphens_and_slashes_break_but_not_before_a_digit),
        cmocka_unit_test(a_word_wider_than_the_line_breaks_between_clusters),
        cmocka_unit_test(arabic_is_shaped_right_to_left_in_its_own_face),
        cmocka_unit_test(mixed_lines_keep_reading_order_and_place_runs_by_direction),
        cmocka_unit_test(base_direction_follows_a_language_from_the_right_else_the_first_strong_letter),
        cmocka_unit_test(isolates_keep_a_number_whole_and_are_not_read),
        cmocka_unit_test(bold_spans_use_the_bold_face_and_keep_their_index),
        cmocka_unit_test(a_combining_sequence_is_one_cluster_with_a_placed_mark),
        cmocka_unit_test(a_letter_that_no_face_has_is_named_with_its_field),
        cmocka_unit_test(type_missing_finds_the_first_letter_without_a_glyph),
        cmocka_unit_test(clusters_are_offsets_in_the_text_of_the_run),
        cmocka_unit_test(a_subset_is_small_and_the_same_each_time),
        cmocka_unit_test(metrics_are_those_of_the_font_files),
        cmocka_unit_test(any_letters_in_any_width_give_sound_runs),
        cmocka_unit_test(all_sequences_of_din_91379_can_be_shown),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
