/*
 * json.c - jansson's tree into ours, and our tree as text.
 */
#include "json.h"

#include <inttypes.h>
#include <jansson.h>

#include "arena.h"
#include "buf.h"
#include "str.h"
#include "value.h"

#define DEPTH_MAX 32
#define MEMBERS_MAX 1000 /* in one object; looking a member up walks them all */

static bool
refuse(struct err *err, const char *what)
{
    return err_set(err, REASON_INVALID, "body", "Das JSON ist hier nicht erlaubt: %1.", what);
}

static bool convert(struct arena *arena, json_t *json, int depth, struct value **out,
                    struct err *err);

static bool
convert_array(struct arena *arena, json_t *json, int depth, struct value **out, struct err *err)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < json_array_size(json); i++) {
        struct value *item;
        if (!convert(arena, json_array_get(json, i), depth + 1, &item, err)) {
            return false;
        }
        value_add(list, item);
    }
    *out = list;
    return true;
}

static bool
convert_object(struct arena *arena, json_t *json, int depth, struct value **out, struct err *err)
{
    struct value *record = value_record(arena);
    const char *key;
    json_t *member;
    if (json_object_size(json) > MEMBERS_MAX) {
        return refuse(err, "zu viele Angaben in einem Objekt");
    }
    json_object_foreach(json, key, member)
    {
        struct value *item;
        if (!convert(arena, member, depth + 1, &item, err)) {
            return false;
        }
        value_set(record, key, item);
    }
    *out = record;
    return true;
}

/* The same tree in ARENA. */
static bool
convert(struct arena *arena, json_t *json, int depth, struct value **out, struct err *err)
{
    if (depth > DEPTH_MAX) {
        return refuse(err, "zu tief verschachtelt");
    }
    switch (json_typeof(json)) {
    case JSON_OBJECT: return convert_object(arena, json, depth, out, err);
    case JSON_ARRAY: return convert_array(arena, json, depth, out, err);
    case JSON_STRING: *out = value_text(arena, json_string_value(json)); return true;
    case JSON_INTEGER: *out = value_int(arena, json_integer_value(json)); return true;
    case JSON_REAL: return refuse(err, "Zahl mit Komma oder Exponent");
    case JSON_TRUE:
    case JSON_FALSE: *out = value_bool(arena, json_is_true(json)); return true;
    case JSON_NULL: break;
    }
    *out = value_null(arena);
    return true;
}

bool
json_parse(struct arena *arena, const char *text, size_t len, size_t max, const struct value **out,
           struct err *err)
{
    char number[2][ERR_NUMBER_MAX];
    if (len > max) {
        return err_set(err, REASON_TOO_LARGE, "body",
                       "Die Anfrage ist zu groß. Erlaubt sind %1 Bytes.",
                       err_number(number[0], (long long)max));
    }
    json_error_t error;
    json_t *json = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!json) {
        return err_set(err, REASON_INVALID, "body",
                       "Die Anfrage ist kein gültiges JSON (Zeile %1, Spalte %2).",
                       err_number(number[0], error.line), err_number(number[1], error.column));
    }
    struct value *value;
    bool done = convert(arena, json, 1, &value, err);
    json_decref(json);
    if (done) {
        *out = value;
    }
    return done;
}

/* The short escape of C, or 0. */
static char
short_escape(uint32_t c)
{
    switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
    }
}

/* Would C end a string, a script element or a line of JavaScript? */
static bool
needs_escape(uint32_t c)
{
    return c < 0x20 || c == 0x7F || c == '<' || c == '>' || c == '&' || c == '\'' || c == 0x2028 ||
           c == 0x2029;
}

#define BIT_OF(c) ((uint64_t)1 << ((c) & 63))

/* Bytes of ASCII at the start of TEXT that stand for themselves: nearly all of it, as a rule. */
static size_t
plain_len(const char *text)
{
    /* Those of the letters below 64 and above that do not, NUL among them. */
    static const uint64_t escaped[] = {
        UINT32_MAX | BIT_OF('"') | BIT_OF('<') | BIT_OF('>') | BIT_OF('&') | BIT_OF('\''),
        BIT_OF('\\') | BIT_OF(0x7F)};
    size_t len = 0;
    for (unsigned char c; (c = (unsigned char)text[len]) < 0x80; len++) {
        if ((escaped[c >> 6] >> (c & 63)) & 1) {
            break;
        }
    }
    return len;
}

static void
print_text(const char *text, struct buf *out)
{
    buf_putc(out, '"');
    for (;;) {
        char letter[4];
        size_t plain = plain_len(text);
        buf_append(out, text, plain);
        text += plain;
        uint32_t c = str_next(&text);
        if (c == 0) {
            break;
        }
        if (short_escape(c)) {
            buf_putc(out, '\\');
            buf_putc(out, short_escape(c));
        } else if (needs_escape(c)) {
            buf_printf(out, "\\u%04" PRIx32, c);
        } else {
            buf_append(out, letter, str_put(letter, c));
        }
    }
    buf_putc(out, '"');
}

static void
print_break(int indent, int depth, struct buf *out)
{
    if (indent > 0) {
        buf_printf(out, "\n%*s", indent * depth, "");
    }
}

static void print(const struct value *value, int indent, int depth, struct buf *out);

/* A list in brackets or a record in braces. */
static void
print_many(const struct value *value, int indent, int depth, struct buf *out)
{
    bool record = value_kind(value) == VALUE_RECORD;
    size_t len = value_len(value);
    buf_putc(out, record ? '{' : '[');
    for (size_t i = 0; i < len; i++) {
        if (i > 0) {
            buf_putc(out, ',');
        }
        print_break(indent, depth + 1, out);
        if (record) {
            print_text(value_key(value, i), out);
            buf_puts(out, indent > 0 ? ": " : ":");
        }
        print(value_at(value, i), indent, depth + 1, out);
    }
    if (len > 0) {
        print_break(indent, depth, out);
    }
    buf_putc(out, record ? '}' : ']');
}

static void
print(const struct value *value, int indent, int depth, struct buf *out)
{
    char number[ERR_NUMBER_MAX];
    switch (value_kind(value)) {
    case VALUE_NULL: buf_puts(out, "null"); break;
    case VALUE_BOOL: buf_puts(out, value_truth(value) ? "true" : "false"); break;
    case VALUE_INT: buf_puts(out, err_number(number, value_number(value))); break;
    case VALUE_TEXT: print_text(value_string(value), out); break;
    case VALUE_LIST:
    case VALUE_RECORD: print_many(value, indent, depth, out); break;
    }
}

void
json_print(const struct value *value, int indent, struct buf *out)
{
    print(value, indent, 0, out);
}
