/*
 * test.h - what every test of this room needs.
 */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "err.h"

/* Fails unless ERR is a REASON whose German sentence holds every given text. */
#define assert_error(err, reason, ...) \
    assert_error_list((err), (reason), (const char *const[]){__VA_ARGS__, NULL}, __FILE__, __LINE__)

static inline void
assert_error_list(const struct err *err, enum reason reason, const char *const *texts,
                  const char *file, int line)
{
    struct buf sentence = {0};
    _assert_int_equal((unsigned)err->reason, (unsigned)reason, file, line);
    err_sentence(err, NULL, &sentence);
    for (; *texts; texts++)
        if (!strstr(buf_text(&sentence), *texts)) {
            print_error("\"%s\" is not in \"%s\"\n", *texts, buf_text(&sentence));
            _fail(file, line);
        }
    buf_finish(&sentence);
}

#endif
