/*
 * sql_value.h - one value on its way into or out of the database.
 *
 * Text and bytes are borrowed: on the way in for the call, on the way out until
 * the next row.
 */
#ifndef SQL_VALUE_H
#define SQL_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "date.h"

enum sql_kind { SQL_NULL, SQL_INT, SQL_TEXT, SQL_BYTES };

struct sql_value {
    enum sql_kind kind;
    int64_t number;
    const void *bytes; /* text is followed by a NUL that does not count */
    size_t len;
    char day[DAY_TEXT_MAX]; /* holds the text of a day; bytes is then NULL */
};

static inline struct sql_value
sql_int(int64_t number)
{
    return (struct sql_value){.kind = SQL_INT, .number = number};
}

/* A reference or moment: 0 is stored as NULL. */
static inline struct sql_value
sql_ref(int64_t number)
{
    return (struct sql_value){.kind = number == 0 ? SQL_NULL : SQL_INT, .number = number};
}

/* NULL is stored as "". */
static inline struct sql_value
sql_text(const char *text)
{
    const char *bytes = text == NULL ? "" : text;
    return (struct sql_value){.kind = SQL_TEXT, .bytes = bytes, .len = strlen(bytes)};
}

static inline struct sql_value
sql_bytes(const void *bytes, size_t len)
{
    return (struct sql_value){.kind = SQL_BYTES, .bytes = bytes, .len = len};
}

/* DAY_NONE is stored as NULL. */
struct sql_value sql_day(int32_t day);

/* The text of a value that is none of NULL and number. */
static inline const void *
sql_value_bytes(const struct sql_value *value)
{
    return value->bytes != NULL ? value->bytes : value->day;
}

/* A stored day as a number; DAY_NONE for NULL and for anything that is no day. */
int32_t sql_value_day(const struct sql_value *value);

#endif
