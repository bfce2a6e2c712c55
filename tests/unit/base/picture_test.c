/* JPEG and PNG as gray pixels; the claims of a header are judged first. */
#include "test.h"

#include <png.h>
#include <turbojpeg.h>

#include "arena.h"
#include "picture.h"

#define SIDE 64

static struct arena arena;

/* Left half black, right half white. */
static void
draw(uint8_t gray[SIDE * SIDE])
{
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        gray[i] = i % SIDE < SIDE / 2 ? 0 : 255;
    }
}

static uint8_t *
make_png(size_t *len)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = SIDE, .height = SIDE,
                       .format = PNG_FORMAT_GRAY};
    static uint8_t gray[SIDE * SIDE], out[SIDE * SIDE];
    png_alloc_size_t size = sizeof out;

    draw(gray);
    assert_true(png_image_write_to_memory(&image, out, &size, 0, gray, 0, NULL));
    *len = size;
    return out;
}

static uint8_t *
make_jpeg(size_t *len)
{
    static uint8_t gray[SIDE * SIDE], out[4 * SIDE * SIDE];
    uint8_t *bytes = out;
    unsigned long size = sizeof out;
    tjhandle jpeg = tjInitCompress();

    draw(gray);
    assert_int_equal(tjCompress2(jpeg, gray, SIDE, 0, SIDE, TJPF_GRAY, &bytes, &size, TJSAMP_GRAY,
                                 95, TJFLAG_NOREALLOC), 0);
    tjDestroy(jpeg);
    *len = size;
    return out;
}

static void
assert_halves(const struct picture *picture)
{
    size_t last = picture->width * picture->height - 1;

    assert_true(picture->gray[0] < 16);
    assert_true(picture->gray[last] > 240);
}

static void
both_kinds_become_the_same_gray(void **state)
{
    uint8_t *(*const make[])(size_t *) = {make_png, make_jpeg};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct picture picture;
        struct err err = {0};
        size_t len;
        const uint8_t *bytes = make[i](&len);

        assert_true(picture_read(&arena, bytes, len, &picture, &err));
        assert_int_equal(picture.width, SIDE);
        assert_int_equal(picture.height, SIDE);
        assert_halves(&picture);
        struct picture half = picture_halve(&arena, &picture);
        assert_int_equal(half.width, SIDE / 2);
        assert_halves(&half);
    }
}

static void
a_picture_cut_anywhere_is_refused_or_read_in_part(void **state)
{
    uint8_t *(*const make[])(size_t *) = {make_png, make_jpeg};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        size_t len;
        const uint8_t *bytes = make[i](&len);

        for (size_t cut = 0; cut < len; cut++) {
            uint8_t *part = test_malloc(cut + 1);
            struct picture picture;
            struct err err = {0};

            memcpy(part, bytes, cut);
            if (!picture_read(&arena, part, cut, &picture, &err)) {
                assert_int_equal(err.reason, REASON_MALFORMED);
                assert_string_equal(err.field, "photo");
            }
            test_free(part);
        }
    }
}

static void
assert_refused(const uint8_t *bytes, size_t len, enum reason reason)
{
    struct picture picture;
    struct err err = {0};

    assert_false(picture_read(&arena, bytes, len, &picture, &err));
    assert_int_equal(err.reason, reason);
}

static void
a_header_that_claims_too_much_is_refused_before_decoding(void **state)
{
    size_t len;
    uint8_t *bytes = make_jpeg(&len);

    (void)state;
    for (size_t i = 0; i + 9 < len; i++) {
        if (bytes[i] == 0xFF && bytes[i + 1] == 0xC0) {
            memset(bytes + i + 5, 0xF0, 4);
            break;
        }
    }
    assert_refused(bytes, len, REASON_TOO_LARGE);
    assert_refused(bytes, PICTURE_BYTES_MAX + 1, REASON_TOO_LARGE);
}

static void
what_is_neither_is_refused(void **state)
{
    static const char gif[] = "GIF89a and more of it";

    (void)state;
    assert_refused((const uint8_t *)"", 0, REASON_MALFORMED);
    assert_refused((const uint8_t *)gif, sizeof gif, REASON_MALFORMED);
    assert_refused((const uint8_t *)"\xff\xd8\xff", 3, REASON_MALFORMED);
    assert_refused((const uint8_t *)"\x89PNG\r\n\x1a\n", 8, REASON_MALFORMED);
}

static int
release(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_kinds_become_the_same_gray),
        cmocka_unit_test(a_picture_cut_anywhere_is_refused_or_read_in_part),
        cmocka_unit_test(a_header_that_claims_too_much_is_refused_before_decoding),
        cmocka_unit_test(what_is_neither_is_refused),
    };

    return cmocka_run_group_tests_name("picture", tests, NULL, release);
}
