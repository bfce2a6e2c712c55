/*
 * json_fuzz.c - JSON that is accepted prints as JSON that means the same, and
 * the print holds nothing that could end a script element.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "json.h"
#include "str.h"
#include "value.h"

#define BYTES_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
    if (!truth) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct buf first = {0};
    struct buf second = {0};
    struct err err = {0};
    const struct value *value = NULL;
    if (json_parse(&arena, (const char *)data, size, BYTES_MAX, &value, &err)) {
        json_print(value, 0, &first);
        require(buf_ok(&first) && str_utf8_valid(first.data, first.len));
        require(!strpbrk(buf_text(&first), "<>&'\n\r"));
        require(json_parse(&arena, first.data, first.len, SIZE_MAX, &value, &err));
        json_print(value, 0, &second);
        require(str_equal(buf_text(&first), buf_text(&second)));
    } else {
        require(err.reason == REASON_INVALID || err.reason == REASON_TOO_LARGE);
        require(str_equal(err.field, "body"));
    }
    buf_finish(&first);
    buf_finish(&second);
    arena_finish(&arena);
    return 0;
}
