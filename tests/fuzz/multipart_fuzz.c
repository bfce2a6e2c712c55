/*
 * multipart_fuzz.c - a form with a file, whatever its boundary: each part lies inside the body.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static bool
within(const char *text, size_t len, const uint8_t *data, size_t size)
{
    const char *body = (const char *)data;

    return text >= body && text + len <= body + size;
}

/* The same body under both types of the corpus. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"multipart/form-data; boundary=x",
                                        "multipart/form-data; boundary=----edge7"};
    struct multipart form;
    struct part part;

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!multipart_open(&form, types[i], (const char *)data, size)) {
            continue;
        }
        while (multipart_next(&form, &part) && part.name != NULL) {
            require(part.name_len > 0 && within(part.name, part.name_len, data, size));
            require(within(part.bytes, part.len, data, size));
        }
    }
    return 0;
}
