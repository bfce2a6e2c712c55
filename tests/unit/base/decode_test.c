/* QR codes out of gray pictures. */
#include "test.h"

#include <stdbool.h>

#include <qrencode.h>

#include "arena.h"
#include "decode.h"

#define WIDTH 400
#define HEIGHT 220
#define DOT 4

static struct arena arena;
static uint8_t gray[HEIGHT * WIDTH];

/* Draw TEXT as a QR code with its corner at X, Y. */
static void
draw(const char *text, size_t x, size_t y)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q);
    assert_non_null(code);
    size_t side = (size_t)code->width;
    assert_true(x + side * DOT <= WIDTH && y + side * DOT <= HEIGHT);
    for (size_t i = 0; i < side * DOT; i++) {
        for (size_t k = 0; k < side * DOT; k++) {
            if (code->data[i / DOT * side + k / DOT] & 1) {
                gray[(y + i) * WIDTH + x + k] = 0;
            }
        }
    }
    QRcode_free(code);
}

static void
clear(void)
{
    memset(gray, 255, sizeof gray);
}

static bool
has(const char **texts, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(texts[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static void
every_code_in_the_picture_is_read(void **state)
{
    (void)state;
    struct decoder *decoder = decode_open();
    const char **texts = NULL;
    size_t count = 0;
    struct err err = {0};
    clear();
    draw("HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0", 20, 20);
    draw("SECOND", 220, 40);
    assert_true(decode_gray(decoder, &arena, gray, WIDTH, HEIGHT, &texts, &count, &err));
    assert_int_equal(count, 2);
    assert_true(has(texts, count, "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0"));
    assert_true(has(texts, count, "SECOND"));
    decode_close(decoder);
}

static void
a_decoder_is_used_again_and_remembers_nothing(void **state)
{
    (void)state;
    struct decoder *decoder = decode_open();
    const char **texts = NULL;
    size_t count = 0;
    struct err err = {0};
    for (int round = 0; round < 3; round++) {
        clear();
        draw(round == 1 ? "ANOTHER" : "ONE", 30, 30);
        assert_true(decode_gray(decoder, &arena, gray, WIDTH, HEIGHT, &texts, &count, &err));
        assert_int_equal(count, 1);
        assert_string_equal(texts[0], round == 1 ? "ANOTHER" : "ONE");
        clear();
        assert_true(decode_gray(decoder, &arena, gray, WIDTH, HEIGHT, &texts, &count, &err));
        assert_int_equal(count, 0);
    }
    decode_close(decoder);
}

static void
noise_and_no_picture_hold_no_code(void **state)
{
    (void)state;
    struct decoder *decoder = decode_open();
    const char **texts = NULL;
    size_t count = 7;
    struct err err = {0};
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof gray; i++) {
        random = random * 1664525U + 1013904223U;
        gray[i] = (uint8_t)(random >> 24);
    }
    assert_true(decode_gray(decoder, &arena, gray, WIDTH, HEIGHT, &texts, &count, &err));
    assert_int_equal(count, 0);
    count = 7;
    assert_true(decode_gray(decoder, &arena, gray, 0, HEIGHT, &texts, &count, &err));
    assert_int_equal(count, 0);
    count = 7;
    assert_true(decode_gray(decoder, &arena, gray, 1, 1, &texts, &count, &err));
    assert_int_equal(count, 0);
    decode_close(decoder);
    decode_close(NULL);
}

static void
a_bar_code_is_not_ours_to_read(void **state)
{
    (void)state;
    /* EAN-13 4006381333931: guard, six digits, middle, six digits, guard. */
    static const char bars[] = "101"
                               "0001101"
                               "0100111"
                               "0101111"
                               "0111101"
                               "0001001"
                               "0110011"
                               "01010"
                               "1000010"
                               "1000010"
                               "1000010"
                               "1110100"
                               "1000010"
                               "1100110"
                               "101";
    struct decoder *decoder = decode_open();
    const char **texts = NULL;
    size_t count = 7;
    struct err err = {0};
    clear();
    for (size_t i = 0; bars[i]; i++) {
        for (size_t y = 20; y < 200; y++) {
            for (size_t k = 0; k < 3 && bars[i] == '1'; k++) {
                gray[y * WIDTH + 40 + i * 3 + k] = 0;
            }
        }
    }
    assert_true(decode_gray(decoder, &arena, gray, WIDTH, HEIGHT, &texts, &count, &err));
    assert_int_equal(count, 0);
    decode_close(decoder);
}

static void
a_picture_over_the_limit_is_refused(void **state)
{
    (void)state;
    struct decoder *decoder = decode_open();
    const char **texts = NULL;
    size_t count = 7;
    static const size_t sizes[][2] = {
        {DECODE_PIXELS_MAX + 1, 1}, {4097, 4096}, {SIZE_MAX, SIZE_MAX}, {1, DECODE_PIXELS_MAX + 1}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct err err = {0};
        assert_false(
            decode_gray(decoder, &arena, gray, sizes[i][0], sizes[i][1], &texts, &count, &err));
        assert_error(&err, REASON_TOO_LARGE, "16 Millionen");
    }
    assert_int_equal(count, 7);
    decode_close(decoder);
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
        cmocka_unit_test(every_code_in_the_picture_is_read),
        cmocka_unit_test(a_decoder_is_used_again_and_remembers_nothing),
        cmocka_unit_test(noise_and_no_picture_hold_no_code),
        cmocka_unit_test(a_bar_code_is_not_ours_to_read),
        cmocka_unit_test(a_picture_over_the_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}
