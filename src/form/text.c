/* Walk through a form text: letters, {{values}}, <b> and <br/>. */
#include "text.h"

#include <string.h>

#include "form.h"
#include "str.h"

static bool
take(struct text_cursor *cursor, const char *mark)
{
    if (!str_starts(cursor->at, mark)) {
        return false;
    }
    cursor->at += strlen(mark);
    return true;
}

static bool
is_path(const char *start, size_t len)
{
    bool name = false;
    for (size_t i = 0; i < len; i++) {
        char c = start[i];
        if (c == '.' && !name) {
            return false;
        }
        if (c != '.' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
            return false;
        }
        name = c != '.';
    }
    return name && len < TEXT_PATH_MAX;
}

static struct text_part
value_part(struct text_cursor *cursor)
{
    struct text_part part = {TEXT_VALUE, cursor->at + 2, 0, cursor->bold};
    const char *end = strstr(part.start, "}}");
    if (end != NULL) {
        part.len = (size_t)(end - part.start);
    }
    if (end == NULL || !is_path(part.start, part.len)) {
        return (struct text_part){TEXT_FAULT, cursor->at, strlen(cursor->at), false};
    }
    cursor->at = end + 2;
    return part;
}

struct text_part
text_next(struct text_cursor *cursor)
{
    for (;;) {
        if (!cursor->bold && take(cursor, "<b>")) {
            cursor->bold = true;
        } else if (cursor->bold && take(cursor, "</b>")) {
            cursor->bold = false;
        } else {
            break;
        }
    }
    const char *start = cursor->at;
    if (*start == '\0') {
        enum text_kind end = cursor->bold ? TEXT_FAULT : TEXT_END;
        return (struct text_part){end, start, 0, false};
    }
    if (take(cursor, "<br/>")) {
        return (struct text_part){TEXT_BREAK, start, 5, cursor->bold};
    }
    if (str_starts(start, "{{")) {
        return value_part(cursor);
    }
    size_t len = strcspn(start, "<{}");
    if (len == 0) {
        return (struct text_part){TEXT_FAULT, start, strlen(start), false};
    }
    cursor->at = start + len;
    return (struct text_part){TEXT_LETTERS, start, len, cursor->bold};
}

bool
text_path(const struct text_part *part, char out[TEXT_PATH_MAX])
{
    if (part->len >= TEXT_PATH_MAX) {
        return false;
    }
    memcpy(out, part->start, part->len);
    out[part->len] = '\0';
    return true;
}

bool
text_has_words(const char *text)
{
    struct text_cursor cursor = {text, false};
    for (;;) {
        struct text_part part = text_next(&cursor);
        if (part.kind == TEXT_END || part.kind == TEXT_FAULT) {
            return false;
        }
        for (size_t i = 0; part.kind == TEXT_LETTERS && i < part.len; i++) {
            unsigned char c = (unsigned char)(part.start[i] | 0x20);
            if (c >= 'a' && c <= 'z') {
                return true;
            }
        }
    }
}

/* How often PIECE of LEN bytes stands in TEXT. */
static size_t
count_pieces(const char *text, const char *piece, size_t len)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += strncmp(text, piece, len) == 0 ? 1 : 0;
    }
    return count;
}

bool
form_marks_match(const char *german, const char *translation)
{
    static const char *const marks[] = {"{{", "<b>", "<br/>"};
    struct text_cursor cursor = {translation, false};
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        size_t len = strlen(marks[i]);
        if (count_pieces(german, marks[i], len) != count_pieces(translation, marks[i], len)) {
            return false;
        }
    }
    for (;;) {
        struct text_part part = text_next(&cursor);
        if (part.kind == TEXT_END || part.kind == TEXT_FAULT) {
            return part.kind == TEXT_END;
        }
        /* "{{" and "}}" belong to the piece, so that no value is part of another */
        if (part.kind == TEXT_VALUE
            && count_pieces(german, part.start - 2, part.len + 4)
                   != count_pieces(translation, part.start - 2, part.len + 4)) {
            return false;
        }
    }
}
