/* Small questions to nodes and attributes, and the list of faults. */
#include "tree.h"

#include <string.h>

#include "arena.h"
#include "date.h"
#include "form.h"
#include "str.h"
#include "text.h"

void
faults_add(struct faults *faults, size_t line, const char *element, enum form_rule rule,
           const char *a, const char *b)
{
    if (faults->count >= FORM_FAULTS_MAX) {
        return;
    }
    if (faults->row == NULL) {
        faults->row = arena_array(faults->arena, FORM_FAULTS_MAX, sizeof(*faults->row));
    }
    struct form_fault *row = &faults->row[faults->count++];
    char number[ERR_NUMBER_MAX];
    row->line = line;
    row->element = arena_strdup(faults->arena, element);
    (void)err_set(&row->err, REASON_INVALID, *element != '\0' ? element : "form",
                  rule_sentence(rule), err_number(number, (long long)line), element,
                  a != NULL ? a : "", b != NULL ? b : "");
}

const struct form_node *
node_child(const struct form_node *node, enum form_kind kind)
{
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == kind) {
            return child;
        }
    }
    return NULL;
}

bool
node_is(const struct form_node *node, enum form_attribute attr, const char *word)
{
    return node->attr[attr] != NULL && str_equal(node->attr[attr], word);
}

/* Digits, perhaps a point and up to three more; no sign, no exponent, no locale. */
static bool
decimal(const char *text, size_t len, double *out)
{
    double number = 0, unit = 1;
    size_t whole = 0, places = 0;
    bool point = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '.' && !point && whole > 0) {
            point = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            unit = point ? unit / 10 : 1;
            number = point ? number + unit * (text[i] - '0') : number * 10 + (text[i] - '0');
            *(point ? &places : &whole) += 1;
        } else {
            return false;
        }
    }
    *out = number;
    return whole > 0 && whole <= 4 && places <= 3 && point == (places > 0);
}

static bool
decimal_between(const char *text, double least, double most, double *out)
{
    return decimal(text, strlen(text), out) && *out >= least && *out <= most;
}

static bool
is_name(const char *text)
{
    size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return len > 0 && len <= FORM_NAME_MAX && text[len] == '\0' && text[0] >= 'a';
}

static bool
is_path(const char *text)
{
    char braced[TEXT_PATH_MAX + 5];
    size_t len = strlen(text);
    if (len == 0 || len >= TEXT_PATH_MAX) {
        return false;
    }
    memcpy(braced, "{{", 2);
    memcpy(braced + 2, text, len);
    memcpy(braced + 2 + len, "}}", 3);
    struct text_cursor cursor = {braced, false};
    return text_next(&cursor).kind == TEXT_VALUE;
}

bool
attribute_valid(const struct attribute_row *attribute, const char *text, double *number)
{
    double widths[FORM_COLUMNS_MAX];
    struct err err = {0};
    int32_t day;
    switch (attribute->type) {
    case TYPE_IS_NAME:
        return is_name(text);
    case TYPE_IS_PLAIN:
    case TYPE_IS_TEXT:
        return true;
    case TYPE_IS_PATH:
    case TYPE_IS_RECORDS:
        return is_path(text);
    case TYPE_IS_MM:
        return decimal_between(text, 0, 1000, number);
    case TYPE_IS_PT:
        return decimal_between(text, 4, 72, number);
    case TYPE_IS_COUNT:
        return decimal_between(text, 0, 99, number) && strchr(text, '.') == NULL;
    case TYPE_IS_LETTERS:
        return decimal_between(text, 1, FORM_TEXT_MAX, number) && strchr(text, '.') == NULL;
    case TYPE_IS_SHADE:
        return decimal_between(text, 0, 1, number);
    case TYPE_IS_WIDTHS:
        return widths_parse(text, 1e6, widths) > 0;
    case TYPE_IS_DAY:
        return strlen(text) == 10 && text[4] == '-' && day_parse(text, "valid-from", &day, &err);
    case TYPE_IS_CHOICE:
        return choice_has(attribute->choices, text);
    }
    return false;
}

size_t
widths_parse(const char *text, double room_mm, double out[FORM_COLUMNS_MAX])
{
    size_t count = 0, shares = 0;
    bool share[FORM_COLUMNS_MAX] = {false};
    double used = 0;
    for (const char *at = text; at != NULL; count++) {
        const char *comma = strchr(at, ',');
        size_t len = comma != NULL ? (size_t)(comma - at) : strlen(at);
        if (count == FORM_COLUMNS_MAX) {
            return 0;
        }
        share[count] = len == 1 && *at == '*';
        if (share[count]) {
            shares++;
        } else if (!decimal(at, len, &out[count])) {
            return 0;
        } else {
            used += out[count];
        }
        at = comma != NULL ? comma + 1 : NULL;
    }
    if (used > room_mm + 0.01 || (shares > 0 && used >= room_mm)) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (share[i]) {
            out[i] = (room_mm - used) / (double)shares;
        }
    }
    return count;
}
