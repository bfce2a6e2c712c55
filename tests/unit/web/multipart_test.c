/*
 * multipart_test.c - forms with a file, as browsers send them and as nobody should.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/web/multipart.h"

#define TYPE "multipart/form-data; boundary=----edge7"
#define TOKEN "------edge7\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n"
#define PHOTO                                                                                    \
    "------edge7\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n"       \
    "Content-Type: image/jpeg\r\n\r\nx\r\n--\r\n------edge\0y\r\n"
#define END "------edge7--\r\n"

/* The parts of BODY, or -1 when it is no form; the last one is in PART. */
static int
parts(const char *type, const char *body, size_t len, struct part *last)
{
    struct multipart form;
    struct part part;
    int count = 0;

    if (!multipart_open(&form, type, body, len)) {
        return -1;
    }
    while (multipart_next(&form, &part)) {
        if (part.name == NULL) {
            return count;
        }
        *last = part;
        count++;
    }
    return -1;
}
#define PARTS(type, body) parts(type, body, sizeof(body) - 1, &last)

static void
text_and_file_are_told_apart(void **state)
{
    struct part last;

    (void)state;
    assert_int_equal(PARTS(TYPE, TOKEN END), 1);
    assert_int_equal(last.name_len, 5);
    assert_memory_equal(last.name, "token", 5);
    assert_false(last.file);
    assert_memory_equal(last.bytes, "abc", last.len);
    assert_int_equal(PARTS(TYPE, TOKEN PHOTO END), 2);
    assert_true(last.file);
}

static void
bytes_that_look_like_a_boundary_stay_bytes(void **state)
{
    static const char picture[] = "x\r\n--\r\n------edge\0y";
    struct part last;

    (void)state;
    assert_int_equal(PARTS(TYPE, PHOTO END), 1);
    assert_int_equal(last.len, sizeof picture - 1);
    assert_memory_equal(last.bytes, picture, last.len);
}

static void
an_empty_file_is_a_part_without_bytes(void **state)
{
    struct part last;

    (void)state;
    assert_int_equal(PARTS(TYPE, "------edge7\r\nContent-Disposition: form-data; name=\"photo\"; "
                                 "filename=\"\"\r\n\r\n\r\n" END), 1);
    assert_true(last.file);
    assert_int_equal(last.len, 0);
}

static void
what_no_browser_sends_is_no_form(void **state)
{
    struct part last;

    (void)state;
    assert_int_equal(PARTS("application/x-www-form-urlencoded", TOKEN END), -1);
    assert_int_equal(PARTS("multipart/form-data", TOKEN END), -1);
    assert_int_equal(PARTS("multipart/form-data; boundary=", TOKEN END), -1);
    assert_int_equal(PARTS("multipart/form-data; boundary=\"----edge7\"", TOKEN END), -1);
    assert_int_equal(PARTS("multipart/form-data; boundary=----edge7; x=y", TOKEN END), -1);
    assert_int_equal(PARTS(TYPE, ""), -1);
    assert_int_equal(PARTS(TYPE, "hello\r\n" TOKEN END), -1);
    assert_int_equal(PARTS(TYPE, TOKEN), -1);
    assert_int_equal(PARTS(TYPE, TOKEN "------edge7--rest"), -1);
    assert_int_equal(PARTS(TYPE, "------edge7\r\n\r\nabc\r\n" END), -1);
    assert_int_equal(PARTS(TYPE, "------edge7\r\nContent-Disposition: form-data\r\n\r\na\r\n" END),
                     -1);
    assert_int_equal(PARTS(TYPE, "------edge7\r\nContent-Disposition: form-data; name=\"\"\r\n"
                                 "\r\na\r\n" END), -1);
    assert_int_equal(PARTS(TYPE, "------edge7\r\nContent-Disposition: form-data; name=\"a\"; x=1"
                                 "\r\n\r\na\r\n" END), -1);
    assert_int_equal(PARTS(TYPE, "------edge7\r\nContent-Disposition: form-data; name=\"a\"\r\n"
                                 "Content-Disposition: form-data; name=\"b\"\r\n\r\na\r\n" END), -1);
}

/* Nothing is read behind the end, wherever the body is cut. */
static void
a_body_cut_anywhere_is_no_form(void **state)
{
    static const char whole[] = TOKEN PHOTO END;
    struct part last;

    (void)state;
    for (size_t len = 0; len < sizeof whole - 1 - 2; len++) {
        char *cut = test_malloc(len + 1);

        memcpy(cut, whole, len);
        assert_int_equal(parts(TYPE, cut, len, &last), -1);
        test_free(cut);
    }
    assert_int_equal(parts(TYPE, whole, sizeof whole - 1 - 2, &last), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_file_are_told_apart),
        cmocka_unit_test(bytes_that_look_like_a_boundary_stay_bytes),
        cmocka_unit_test(an_empty_file_is_a_part_without_bytes),
        cmocka_unit_test(what_no_browser_sends_is_no_form),
        cmocka_unit_test(a_body_cut_anywhere_is_no_form),
    };

    return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
