/*
 * print_test.c - a sheet becomes a PDF, and proves itself before.
 *
 * With PRINT_SAMPLES=DIR set it writes its sheets as files instead, for the
 * readers in tests/golden.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "decode.h"
#include "print.h"
#include "sample.h"

struct world {
    struct type *type;
    struct decoder *decoder;
    struct arena arena;
    struct err err;
    struct sample sample;
    struct buf pdf;
};

static int
setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (world == NULL) {
        return -1;
    }
    *state = world;
    arena_init(&world->arena);
    world->decoder = decode_open();
    if (!type_open(&world->type, &world->err)) {
        return -1;
    }
    sample_make(&world->sample, world->type, &world->arena, 2);
    return world->sample.failed || world->decoder == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
    struct world *world = *state;
    buf_finish(&world->pdf);
    decode_close(world->decoder);
    type_close(world->type);
    arena_finish(&world->arena);
    free(world);
    return 0;
}

static bool
draw(struct world *world)
{
    buf_clear(&world->pdf);
    return print_pdf(&world->sample.sheet, world->type, &world->arena, &world->pdf, &world->err);
}

static bool
proves(struct world *world)
{
    world->err = (struct err){ 0 };
    return print_prove(&world->sample.sheet, world->decoder, &world->arena, &world->err);
}

/* How often NEEDLE stands in the file. */
static size_t
count(const struct world *world, const char *needle)
{
    const size_t len = strlen(needle);
    size_t n = 0;
    for (size_t i = 0; i + len <= world->pdf.len; i++) {
        n += memcmp(world->pdf.data + i, needle, len) == 0;
    }
    return n;
}

static struct sheet_mark *
qr_mark(struct world *world)
{
    struct sheet_mark *mark = world->sample.mark[0];
    while (mark->kind != SHEET_QR) {
        mark++;
    }
    return mark;
}

/* ---- the file ---------------------------------------------------------------- */

static void
a_voucher_of_two_pages_is_a_small_pdf(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    assert_memory_equal(world->pdf.data, "%PDF-1.7", 8);
    assert_in_range(world->pdf.len, 10000, 40 * 1024);
    assert_int_equal(count(world, "/Type /Page\n"), 2);
}

static void
the_same_sheet_gives_the_same_bytes(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    struct buf first = world->pdf;
    world->pdf = (struct buf){ 0 };
    assert_true(draw(world));
    assert_int_equal(world->pdf.len, first.len);
    assert_memory_equal(world->pdf.data, first.data, first.len);
    buf_finish(&first);
}

static void
the_identifier_and_the_drawing_name_the_file(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    const char *id = strstr(world->pdf.data + world->pdf.len - 400, "/ID [");
    char first[80], second[80];
    assert_non_null(id);
    memcpy(first, id, sizeof first);
    world->sample.sheet.identifier = "gutschein/1/2";
    assert_true(draw(world));
    id = strstr(world->pdf.data + world->pdf.len - 400, "/ID [");
    memcpy(second, id, sizeof second);
    assert_memory_not_equal(first, second, 40);
}

static void
the_file_appends_and_keeps_what_was_there(void **state)
{
    struct world *world = *state;
    buf_puts(&world->pdf, "before");
    assert_true(print_pdf(&world->sample.sheet, world->type, &world->arena, &world->pdf,
                          &world->err));
    assert_memory_equal(world->pdf.data, "before%PDF", 10);
}

static void
a_failure_leaves_the_output_as_it_was(void **state)
{
    struct world *world = *state;
    buf_init(&world->pdf, 4000);
    buf_puts(&world->pdf, "before");
    assert_false(print_pdf(&world->sample.sheet, world->type, &world->arena, &world->pdf,
                           &world->err));
    assert_int_equal(world->err.reason, REASON_PRINT);
    assert_int_equal(world->pdf.len, 6);
}

static void
a_payload_too_long_for_the_paper_is_refused(void **state)
{
    struct world *world = *state;
    char payload[101];
    memset(payload, 'A', 100);
    payload[100] = '\0';
    qr_mark(world)->payload = payload;
    assert_false(draw(world));
    assert_int_equal(world->err.reason, REASON_PRINT);
    assert_string_equal(world->err.field, "public_url");
}

static void
every_element_is_in_the_tree_and_figures_speak(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    assert_int_equal(count(world, "/S /TH\n"), 8);
    assert_int_equal(count(world, "/Scope /Column"), 4);
    assert_int_equal(count(world, "/S /Figure\n"), 1);
    assert_int_equal(count(world, "/Alt "), 1);
    assert_int_equal(count(world, "/S /P\n"), 23);
    assert_int_equal(count(world, "/Lang (ar)"), 1);
    assert_int_equal(count(world, "/Lang (de-DE)"), 1);
}

static void
the_file_asks_to_be_printed_as_it_is(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    assert_int_equal(count(world, "/PrintScaling /None"), 1);
    assert_int_equal(count(world, "/Duplex /DuplexFlipLongEdge"), 1);
    assert_int_equal(count(world, "/DisplayDocTitle true"), 1);
    assert_int_equal(count(world, "/Tabs /S"), 2);
}

static void
words_of_pdf_in_a_text_stay_text(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    assert_int_equal(count(world, "/JS"), 0);
    assert_int_equal(count(world, "/OpenAction"), 0);
    assert_int_equal(count(world, "Gutschein <&>"), 0);
    assert_int_equal(count(world, "Gutschein &lt;&amp;&gt;"), 1);
}

/* Lay out, draw and compare with what another thread drew. */
struct job {
    const struct type *type;
    const struct buf *expected;
    bool same;
};

static void *
work(void *argument)
{
    struct job *job = argument;
    struct sample *sample = calloc(1, sizeof *sample);
    struct arena arena;
    struct buf pdf = { 0 };
    struct err err = { 0 };
    arena_init(&arena);
    job->same = sample != NULL;
    for (int round = 0; job->same && round < 3; round++) {
        buf_clear(&pdf);
        sample_make(sample, job->type, &arena, 2);
        job->same = print_pdf(&sample->sheet, job->type, &arena, &pdf, &err) &&
                    pdf.len == job->expected->len &&
                    memcmp(pdf.data, job->expected->data, pdf.len) == 0;
    }
    buf_finish(&pdf);
    arena_finish(&arena);
    free(sample);
    return NULL;
}

static void
threads_share_the_faces_and_draw_the_same(void **state)
{
    struct world *world = *state;
    struct job job[4];
    pthread_t thread[4];
    assert_true(draw(world));
    for (size_t i = 0; i < 4; i++) {
        job[i] = (struct job){ world->type, &world->pdf, false };
        assert_int_equal(pthread_create(thread + i, NULL, work, job + i), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_true(job[i].same);
    }
}

static void
an_element_on_two_pages_and_one_without_marks_are_drawn(void **state)
{
    struct world *world = *state;
    const size_t row = sample_element(&world->sample, SHEET_TR, 0);
    (void)sample_element(&world->sample, SHEET_TD, row);
    world->sample.mark[1][1].element = world->sample.mark[0][1].element;
    assert_true(draw(world));
    assert_int_equal(count(world, "/Type /MCR\n"), 1);
}

static void
numbered_lists_say_so(void **state)
{
    struct world *world = *state;
    assert_true(draw(world));
    assert_int_equal(count(world, "/ListNumbering /Disc"), 1);
    const size_t list = sample_element(&world->sample, SHEET_L, 0);
    const size_t item = sample_element(&world->sample, SHEET_LI, list);
    const size_t label = sample_element(&world->sample, SHEET_LBL, item);
    (void)sample_element(&world->sample, SHEET_LBODY, item);
    sample_text(&world->sample, label, 20, 280, 10, 10, "1.", false, "de");
    assert_true(draw(world));
    assert_int_equal(count(world, "/ListNumbering /Decimal"), 1);
}

/* ---- the proof ------------------------------------------------------------------ */

static void
a_sound_sheet_proves_itself(void **state)
{
    struct world *world = *state;
    assert_true(proves(world));
}

static void
ink_in_the_quiet_zone_is_found(void **state)
{
    struct world *world = *state;
    struct sheet_mark *line = world->sample.mark[0] + world->sample.page[0].mark_count - 1;
    const struct sheet_mark *qr = qr_mark(world);
    line->x_mm = qr->x_mm - 20;
    line->w_mm = 18;
    line->y_mm = qr->y_mm + 10;
    assert_false(proves(world));
    assert_int_equal(world->err.reason, REASON_PRINT);
    assert_string_equal(world->err.key, "Im freien Rand des QR-Codes steht etwas anderes: %1");
    line->w_mm = 15;
    assert_true(proves(world));
}

static void
a_frame_around_the_quiet_zone_is_fine_and_one_through_it_is_not(void **state)
{
    struct world *world = *state;
    struct sheet_mark *box = world->sample.mark[0] + world->sample.page[0].mark_count - 1;
    const struct sheet_mark *qr = qr_mark(world);
    *box = (struct sheet_mark){ .kind = SHEET_BOX, .element = SHEET_ARTIFACT, .fill = 1,
                                .x_mm = qr->x_mm - 5, .y_mm = qr->y_mm - 5, .w_mm = 46,
                                .h_mm = 46, .stroke_mm = 0.3 };
    assert_true(proves(world));
    box->x_mm += 2;
    assert_false(proves(world));
    box->x_mm -= 2;
    box->fill = 0.9;
    assert_false(proves(world));
}

static void
a_path_is_proved_by_its_size(void **state)
{
    struct world *world = *state;
    static const struct type_step cross[] = {{ .kind = TYPE_MOVE, .x = 0.5, .y = 0.5 },
                                             { .kind = TYPE_LINE, .x = 3.5, .y = 3.5 }};
    struct sheet_mark *path = world->sample.mark[0] + world->sample.page[0].mark_count - 1;
    const struct sheet_mark *qr = qr_mark(world);
    *path = (struct sheet_mark){ .kind = SHEET_PATH, .element = SHEET_ARTIFACT,
                                 .x_mm = qr->x_mm - 9, .y_mm = qr->y_mm, .w_mm = 4, .h_mm = 4,
                                 .stroke_mm = 1, .step = cross, .step_count = 2 };
    assert_true(proves(world));
    assert_true(draw(world));
    path->x_mm = qr->x_mm - 6;
    assert_false(proves(world));
    path->x_mm = 206.5;
    assert_false(proves(world));
    path->x_mm = 206;
    assert_true(proves(world));
}

static void
a_code_too_small_or_not_square_or_at_the_edge_is_found(void **state)
{
    struct world *world = *state;
    struct sheet_mark *qr = qr_mark(world);
    qr->w_mm = qr->h_mm = 14;
    assert_false(proves(world));
    assert_string_equal(world->err.key, "Der QR-Code ist zu klein oder nicht quadratisch.");
    qr->w_mm = 36;
    qr->h_mm = 35;
    assert_false(proves(world));
    qr->h_mm = 36;
    qr->x_mm = 172;
    assert_false(proves(world));
    assert_string_equal(world->err.key, "Der QR-Code steht zu nah am Rand des Blattes.");
}

static void
a_mark_over_the_edge_is_named(void **state)
{
    struct world *world = *state;
    world->sample.mark[1][2].x_mm = 60;
    assert_false(proves(world));
    assert_string_equal(world->err.field, "page 2, mark 3");
    world->sample.mark[1][2].x_mm = 20;
    world->sample.mark[1][2].y_mm = 2;
    assert_false(proves(world));
}

static void
marks_without_an_element_and_figures_without_words_are_found(void **state)
{
    struct world *world = *state;
    struct sheet_element *figure = world->sample.element + qr_mark(world)->element;
    const char *alt = figure->alt;
    figure->alt = " ";
    assert_false(proves(world));
    assert_string_equal(world->err.key, "Eine Abbildung hat keine Beschreibung.");
    figure->alt = alt;
    qr_mark(world)->element = SHEET_ARTIFACT;
    assert_false(proves(world));
    qr_mark(world)->element = (size_t)(figure - world->sample.element);
    assert_true(proves(world));
    world->sample.mark[0][0].element = world->sample.sheet.element_count;
    assert_false(proves(world));
}

static void
an_element_before_its_parent_is_found(void **state)
{
    struct world *world = *state;
    world->sample.element[3].parent = 4;
    assert_false(proves(world));
    assert_string_equal(world->err.field, "element 3");
}

/* ---- samples --------------------------------------------------------------------- */

static bool
write_file(const char *directory, const char *name, const struct buf *bytes)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    const bool ok = fwrite(bytes->data, 1, bytes->len, file) == bytes->len;
    return fclose(file) == 0 && ok;
}

/* What sample-names.pdf shows, line by line. */
static bool
write_names(const char *directory)
{
    struct buf names = { 0 };
    for (size_t i = 0; i < 2 * SAMPLE_NAME_COUNT; i++) {
        buf_printf(&names, "%s\n", SAMPLE_NAMES[i % SAMPLE_NAME_COUNT]);
    }
    const bool ok = buf_ok(&names) && write_file(directory, "names.txt", &names);
    buf_finish(&names);
    return ok;
}

static int
write_samples(const char *directory)
{
    void *state = NULL;
    if (setup(&state) != 0) {
        return 1;
    }
    struct world *world = state;
    bool ok = draw(world) && write_file(directory, "sample-2.pdf", &world->pdf);
    sample_make(&world->sample, world->type, &world->arena, 1);
    ok = ok && draw(world) && write_file(directory, "sample-1.pdf", &world->pdf);
    sample_names(&world->sample, world->type, &world->arena);
    ok = ok && !world->sample.failed && draw(world) &&
         write_file(directory, "sample-names.pdf", &world->pdf) && write_names(directory);
    teardown(&state);
    return ok ? 0 : 1;
}

int
main(void)
{
#define SHEET_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        SHEET_TEST(a_voucher_of_two_pages_is_a_small_pdf),
        SHEET_TEST(the_same_sheet_gives_the_same_bytes),
        SHEET_TEST(the_identifier_and_the_drawing_name_the_file),
        SHEET_TEST(the_file_appends_and_keeps_what_was_there),
        SHEET_TEST(a_failure_leaves_the_output_as_it_was),
        SHEET_TEST(a_payload_too_long_for_the_paper_is_refused),
        SHEET_TEST(every_element_is_in_the_tree_and_figures_speak),
        SHEET_TEST(the_file_asks_to_be_printed_as_it_is),
        SHEET_TEST(words_of_pdf_in_a_text_stay_text),
        SHEET_TEST(threads_share_the_faces_and_draw_the_same),
        SHEET_TEST(an_element_on_two_pages_and_one_without_marks_are_drawn),
        SHEET_TEST(numbered_lists_say_so),
        SHEET_TEST(a_sound_sheet_proves_itself),
        SHEET_TEST(ink_in_the_quiet_zone_is_found),
        SHEET_TEST(a_frame_around_the_quiet_zone_is_fine_and_one_through_it_is_not),
        SHEET_TEST(a_path_is_proved_by_its_size),
        SHEET_TEST(a_code_too_small_or_not_square_or_at_the_edge_is_found),
        SHEET_TEST(a_mark_over_the_edge_is_named),
        SHEET_TEST(marks_without_an_element_and_figures_without_words_are_found),
        SHEET_TEST(an_element_before_its_parent_is_found),
    };
    const char *directory = getenv("PRINT_SAMPLES");
    return directory != NULL ? write_samples(directory)
                             : cmocka_run_group_tests(tests, NULL, NULL);
}
