/*
 * text.h - one text of a form, as its author and its translator see it:
 * "Gültig bis <b>{{station.redeem_by}}</b>.<br/>Bitte anrufen."
 */
#ifndef FORM_TEXT_H
#define FORM_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define TEXT_PATH_MAX 128

enum text_kind { TEXT_END, TEXT_LETTERS, TEXT_VALUE, TEXT_BREAK, TEXT_FAULT };

struct text_part {
    enum text_kind kind;
    const char *start; /* letters, path, or the place of the fault */
    size_t len;
    bool bold;
};

struct text_cursor {
    const char *at;
    bool bold;
};

/* The next part; after TEXT_END or TEXT_FAULT the cursor stays where it is. */
struct text_part text_next(struct text_cursor *cursor);

/* The path of a TEXT_VALUE part as a string; false when it is too long. */
bool text_path(const struct text_part *part, char out[TEXT_PATH_MAX]);

/* Does TEXT hold letters to translate, not just values and signs? */
bool text_has_words(const char *text);

#endif
