/*
 * po_fuzz.c - a translation file that is accepted finds each of its keys, once.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "catalog.h"
#include "str.h"

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
    struct err err = {0};
    const struct catalog *catalog = NULL;
    if (catalog_parse(&arena, (const char *)data, size, &catalog, &err)) {
        for (size_t i = 0; i < catalog_count(catalog); i++) {
            const char *key = catalog_key(catalog, i);
            const char *text = catalog_find(catalog, key);
            require(str_utf8_valid(key, strlen(key)));
            require(!text || (*text && str_utf8_valid(text, strlen(text))));
            require(catalog_text(catalog, key) == text || !text);
            for (size_t k = i + 1; k < catalog_count(catalog) && k < i + 8; k++) {
                require(!str_equal(key, catalog_key(catalog, k)));
            }
        }
        require(strlen(catalog_header(catalog, "Language")) <= size);
    } else {
        require(err.reason == REASON_INVALID || err.reason == REASON_TOO_LARGE);
    }
    arena_finish(&arena);
    return 0;
}
