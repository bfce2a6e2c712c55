/*
 * noun.c - rows between structs, columns and hashed bytes.
 */
#include "noun.h"

#include <string.h>

#include "arena.h"
#include "buf.h"

#define LENGTH_BYTES 4

struct sql_value
sql_day(int32_t day)
{
    struct sql_value value = {.kind = SQL_NULL};
    day_iso(value.day, day);
    if (value.day[0] != '\0') {
        value.kind = SQL_TEXT;
        value.len = 10;
    }
    return value;
}

int32_t
sql_value_day(const struct sql_value *value)
{
    const char *text = sql_value_bytes(value);
    int part[3] = {0};
    if (value->kind != SQL_TEXT || value->len != 10 || text[4] != '-' || text[7] != '-') {
        return DAY_NONE;
    }
    for (size_t i = 0, n = 0; i < 10; i++) {
        if (i == 4 || i == 7) {
            n++;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') {
            return DAY_NONE;
        }
        part[n] = part[n] * 10 + (text[i] - '0');
    }
    return day_from_civil(part[0], part[1], part[2]);
}

static const void *
member(const struct field *field, const void *row)
{
    return (const char *)row + field->offset;
}

static int64_t
get_number(const void *at)
{
    int64_t number;
    memcpy(&number, at, sizeof number);
    return number;
}

static int32_t
get_small(const void *at)
{
    int32_t number;
    memcpy(&number, at, sizeof number);
    return number;
}

static bool
all_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static struct sql_value
bind_word(const struct field *field, const void *at)
{
    int value = get_small(at);
    if (value == 0 && field->kind == FIELD_WORD) {
        return (struct sql_value){.kind = SQL_NULL};
    }
    return sql_text(field->word(value));
}

static struct sql_value
bind(const struct field *field, const void *row)
{
    const void *at = member(field, row);
    switch (field->kind) {
    case FIELD_NUMBER:
        return sql_int(get_number(at));
    case FIELD_REF:
        return sql_ref(get_number(at));
    case FIELD_SMALL:
        return sql_int(get_small(at));
    case FIELD_BOOL:
        return sql_int(*(const bool *)at ? 1 : 0);
    case FIELD_DAY:
        return sql_day(get_small(at));
    case FIELD_TEXT:
        return sql_text(*(const char *const *)at);
    case FIELD_CHARS:
        return sql_text(at);
    case FIELD_MARK:
        if (all_zero(at, field->size)) {
            return (struct sql_value){.kind = SQL_NULL};
        }
        return sql_bytes(at, field->size);
    case FIELD_BYTES:
        return sql_bytes(at, field->size);
    case FIELD_WORD:
    case FIELD_CHOICE:
        return bind_word(field, at);
    }
    return (struct sql_value){.kind = SQL_NULL};
}

void
noun_bind(const struct field *fields, size_t count, const void *row, struct sql_value *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = bind(&fields[i], row);
    }
}

/* The value of the enum whose wire name is TEXT; 0 when there is none. */
static int
read_word(const struct field *field, const struct sql_value *column)
{
    if (column->kind != SQL_TEXT) {
        return 0;
    }
    for (int value = field->kind == FIELD_WORD ? 1 : 0; value < field->words; value++) {
        if (strcmp(field->word(value), column->bytes) == 0) {
            return value;
        }
    }
    return 0;
}

/* Text or bytes into a member of fixed size; what does not fit is cut. */
static void
read_fixed(const struct field *field, const struct sql_value *column, void *at)
{
    size_t room = field->kind == FIELD_CHARS ? field->size - 1 : field->size;
    size_t len = column->kind == SQL_NULL ? 0 : column->len;
    memset(at, 0, field->size);
    if (len > 0 && column->kind != SQL_INT) {
        memcpy(at, column->bytes, len < room ? len : room);
    }
}

static const char *
read_text(struct arena *arena, const struct sql_value *column)
{
    if (column->kind != SQL_TEXT) {
        return "";
    }
    return arena_strndup(arena, column->bytes, column->len);
}

static void
read(const struct field *field, const struct sql_value *column, struct arena *arena, void *row)
{
    void *at = (char *)row + field->offset;
    int32_t small;
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_REF:
        memcpy(at, &column->number, sizeof column->number);
        return;
    case FIELD_BOOL:
        *(bool *)at = column->number != 0;
        return;
    case FIELD_TEXT:
        *(const char **)at = read_text(arena, column);
        return;
    case FIELD_CHARS:
    case FIELD_BYTES:
    case FIELD_MARK:
        read_fixed(field, column, at);
        return;
    case FIELD_SMALL:
        small = (int32_t)column->number;
        break;
    case FIELD_DAY:
        small = sql_value_day(column);
        break;
    case FIELD_WORD:
    case FIELD_CHOICE:
        small = read_word(field, column);
        break;
    default:
        return;
    }
    memcpy(at, &small, sizeof small);
}

void
noun_read(const struct field *fields, size_t count, const struct sql_value *columns,
          struct arena *arena, void *row)
{
    for (size_t i = 0; i < count; i++) {
        read(&fields[i], &columns[i], arena, row);
    }
}

static void
put_big_endian(unsigned char *out, uint64_t number, size_t count)
{
    for (size_t i = count; i-- > 0; number >>= 8) {
        out[i] = (unsigned char)number;
    }
}

void
noun_encode(const struct field *fields, size_t count, const void *row, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        struct sql_value value = bind(&fields[i], row);
        unsigned char bytes[1 + LENGTH_BYTES + sizeof(uint64_t)];
        bytes[0] = (unsigned char)('0' + (int)value.kind); /* none is not the empty text */
        if (value.kind == SQL_INT) {
            put_big_endian(bytes + 1, sizeof(uint64_t), LENGTH_BYTES);
            put_big_endian(bytes + 1 + LENGTH_BYTES, (uint64_t)value.number, sizeof(uint64_t));
            buf_append(out, bytes, sizeof bytes);
        } else {
            put_big_endian(bytes + 1, value.len, LENGTH_BYTES);
            buf_append(out, bytes, 1 + LENGTH_BYTES);
            buf_append(out, sql_value_bytes(&value), value.len);
        }
    }
}

static bool
same_value(const struct sql_value *a, const struct sql_value *b)
{
    if (a->kind != b->kind || a->number != b->number || a->len != b->len) {
        return false;
    }
    return a->len == 0 || memcmp(sql_value_bytes(a), sql_value_bytes(b), a->len) == 0;
}

bool
noun_same_field(const struct field *field, const void *a, const void *b)
{
    struct sql_value left = bind(field, a), right = bind(field, b);
    return field->key || field->loose || same_value(&left, &right);
}

bool
noun_same(const struct field *fields, size_t count, const void *a, const void *b)
{
    for (size_t i = 1; i < count; i++) {
        if (!noun_same_field(&fields[i], a, b)) {
            return false;
        }
    }
    return true;
}

void
noun_clear(const struct field *fields, size_t count, void *row)
{
    int32_t none = DAY_NONE;
    for (size_t i = 0; i < count; i++) {
        void *at = (char *)row + fields[i].offset;
        memset(at, 0, fields[i].size);
        if (fields[i].kind == FIELD_DAY) {
            memcpy(at, &none, sizeof none);
        }
    }
}
