/*
 * doc.c - what all documents share: days, moments and names, and null for none.
 */
#include "doc.h"

#include <stdio.h>

#include "arena.h"
#include "date.h"
#include "str.h"
#include "value.h"

void
doc_set_day(struct arena *arena, struct value *record, const char *key, int32_t day)
{
    char text[DAY_TEXT_MAX];

    if (day == DAY_NONE) {
        value_set(record, key, value_null(arena));
        return;
    }
    value_set_text(record, key, day_iso(text, day));
}

void
doc_set_moment(struct value *record, const char *key, int64_t moment_ms)
{
    char text[MOMENT_TEXT_MAX];

    value_set_text(record, key, moment_ms == 0 ? NULL : moment_rfc3339(text, moment_ms));
}

const char *
doc_sha256(struct arena *arena, const uint8_t sha256[32])
{
    char *hex = arena_alloc(arena, 65);

    for (size_t i = 0; i < 32; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", sha256[i]);
    }
    return hex;
}

const char *
doc_client_name(struct arena *arena, const struct case_file *client)
{
    return str_empty(client->given_name)
               ? client->family_name
               : arena_printf(arena, "%s %s", client->given_name, client->family_name);
}

const char *
doc_listed_name(struct arena *arena, const struct case_file *client)
{
    return str_empty(client->given_name)
               ? client->family_name
               : arena_printf(arena, "%s, %s", client->family_name, client->given_name);
}
