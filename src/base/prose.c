/*
 * prose.c - reads a short text line by line into headings, paragraphs and lists.
 */
#include "prose.h"

#include <string.h>

#include "arena.h"
#include "str.h"
#include "value.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define PHONE "help_phone"
#define KEY_BYTES_MAX 40

enum block { BLOCK_NONE, BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM };

struct reader {
    struct arena *arena;
    prose_value *value;
    const void *context;
    const char *field;
    struct value *blocks;
    struct value *items;    /* of the list in hand, or NULL */
    enum block block;       /* in hand */
    const char *text;       /* its lines so far, joined */
    size_t line, first;     /* number of the line in hand; where the block began */
    struct err *err;
};

static bool
fault(struct reader *reader, size_t line, const char *what, const char *detail)
{
    char number[ERR_NUMBER_MAX];

    (void)err_number(number, (long long)line);
    return *detail == '\0' ? err_set(reader->err, REASON_INVALID, reader->field,
                                     "%1, Zeile %2: %_3", reader->field, number, what)
                           : err_set(reader->err, REASON_INVALID, reader->field,
                                     "%1, Zeile %2: %_3 »%4«", reader->field, number, what,
                                     detail);
}

/* ---- values inside a text ---- */

/* What stands behind "tel:" takes no blanks. */
static const char *
digits_of(struct arena *arena, const char *phone)
{
    char *digits = arena_alloc(arena, strlen(phone) + 1), *end = digits;

    for (const char *at = phone; *at != '\0'; at++) {
        if ((*at >= '0' && *at <= '9') || (*at == '+' && at == phone)) {
            *end++ = *at;
        }
    }
    *end = '\0';
    return digits;
}

static void
add_run(struct arena *arena, struct value *runs, const char *text, bool phone)
{
    struct value *run;

    if (*text != '\0') {
        run = value_add_record(runs);
        value_set_text(run, "text", text);
        value_set_text(run, "phone", phone ? digits_of(arena, text) : NULL);
    }
}

/* One "{{key}}" at AT, which moves behind it; *VALUE is "" where it is not filled in. */
static bool
read_value(struct reader *reader, const char **at, const char **key, const char **value)
{
    const char *start = *at + 2, *end = strstr(start, "}}");

    if (end == NULL || (size_t)(end - start) > KEY_BYTES_MAX) {
        return fault(reader, reader->first, N_("Zu »{{« fehlt »}}«."), "");
    }
    *key = arena_strndup(reader->arena, start, (size_t)(end - start));
    *value = reader->value(reader->context, *key);
    if (*value == NULL) {
        return fault(reader, reader->first, N_("Diesen Wert gibt es nicht:"), *key);
    }
    *at = end + 2;
    return true;
}

/* TEXT as runs; *FILLED false when one of its values is empty. */
static bool
read_runs(struct reader *reader, const char *text, struct value *runs, bool *filled)
{
    const char *key = "", *value = "", *open;

    *filled = true;
    while ((open = strstr(text, "{{")) != NULL) {
        add_run(reader->arena, runs, arena_strndup(reader->arena, text, (size_t)(open - text)),
                false);
        text = open;
        if (!read_value(reader, &text, &key, &value)) {
            return false;
        }
        *filled &= *value != '\0';
        add_run(reader->arena, runs, value, str_equal(key, PHONE));
    }
    add_run(reader->arena, runs, text, false);
    return true;
}

/* ---- blocks ---- */

static void
add_block(struct reader *reader, const char *kind, struct value *runs)
{
    struct value *block = value_add_record(reader->blocks);

    value_set_text(block, "heading", NULL);
    value_set_text(block, "paragraph", NULL);
    reader->items = value_set_list(block, "items");
    value_set_bool(block, "is_list", kind == NULL);
    if (kind != NULL) {
        value_set(value_set_record(block, kind), "runs", runs);
        reader->items = NULL;
    }
}

/* The block in hand is complete. */
static bool
end_block(struct reader *reader)
{
    struct value *runs = value_list(reader->arena);
    enum block block = reader->block;
    bool filled;

    reader->block = BLOCK_NONE;
    if (block == BLOCK_NONE) {
        return true;
    }
    if (str_count(reader->text) > PROSE_BLOCK_POINTS) {
        return fault(reader, reader->first, N_("Der Absatz ist zu lang. Bitte teilen."), "");
    }
    if (!read_runs(reader, reader->text, runs, &filled)) {
        return false;
    }
    if (!filled) {
        return true;
    }
    if (block == BLOCK_ITEM) {
        if (reader->items == NULL) {
            add_block(reader, NULL, NULL);
        }
        value_set(value_add_record(reader->items), "runs", runs);
        return true;
    }
    add_block(reader, block == BLOCK_HEADING ? "heading" : "paragraph", runs);
    return true;
}

static bool
begin_block(struct reader *reader, enum block block, const char *text)
{
    if (!end_block(reader)) {
        return false;
    }
    reader->block = block;
    reader->text = text;
    reader->first = reader->line;
    return true;
}

static bool
read_line(struct reader *reader, const char *bytes, size_t len)
{
    struct err why = {0};
    const char *line;

    if (!str_clean(reader->arena, bytes, len, reader->field, PROSE_LINE_POINTS, &line, &why)) {
        return fault(reader, reader->line,
                     N_("Die Zeile ist zu lang, kein UTF-8 oder enthält Steuerzeichen."), "");
    }
    if (*line == '\0') {
        if (!end_block(reader)) {
            return false;
        }
        reader->items = NULL;
        return true;
    }
    if (str_starts(line, "# ")) {
        return begin_block(reader, BLOCK_HEADING, line + 2);
    }
    if (str_starts(line, "- ")) {
        return begin_block(reader, BLOCK_ITEM, line + 2);
    }
    if (reader->block == BLOCK_NONE || reader->block == BLOCK_HEADING) {
        return begin_block(reader, BLOCK_PARAGRAPH, line);
    }
    reader->text = arena_printf(reader->arena, "%s %s", reader->text, line);
    return true;
}

bool
prose_read(struct arena *arena, const char *bytes, size_t len, const char *field,
           prose_value *value, const void *context, const struct value **out, struct err *err)
{
    struct reader reader = {.arena = arena, .value = value, .context = context, .field = field,
                            .blocks = value_list(arena), .err = err};
    const char *end = bytes + len;

    if (len > PROSE_BYTES_MAX) {
        return err_set(err, REASON_TOO_LARGE, field, NULL);
    }
    if (len >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0) {
        bytes += 3;
    }
    while (bytes < end) {
        const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t width = (size_t)((stop == NULL ? end : stop) - bytes);

        reader.line++;
        if (!read_line(&reader, bytes, width > 0 && bytes[width - 1] == '\r' ? width - 1 : width)) {
            return false;
        }
        bytes += width + 1;
    }
    if (!end_block(&reader)) {
        return false;
    }
    if (value_len(reader.blocks) == 0) {
        return fault(&reader, 1, N_("Es steht kein Text darin."), "");
    }
    *out = reader.blocks;
    return true;
}
