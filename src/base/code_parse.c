/*
 * code_parse.c - finds the code in whatever a scanner, a camera or a person sent.
 */
#include <string.h>

#include "code.h"
#include "code_alphabet.h"
#include "code_layout.h"
#include "str.h"

#define INPUT_MAX ((size_t)512) /* bytes; ours are far below */
#define BARE_MAX 24             /* letters and digits that may still be a mistyped code */
#define ECI_DIGITS 6

/* How one reading of the input came out, worst first. */
enum verdict { VERDICT_FOREIGN, VERDICT_BROKEN, VERDICT_FOUND };

/* Controls, blanks and invisible marks: scanners and copied text put them anywhere. */
static bool
is_noise(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

/* Hyphen, dashes and minus, as word processors put them. */
static bool
is_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The visible characters of the input; false when it is no text. */
static bool
visible(const char *text, size_t len, uint32_t out[INPUT_MAX], size_t *count)
{
    char plain[INPUT_MAX + 1];
    size_t used = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '\0') {
            plain[used++] = text[i];
        }
    }
    plain[used] = '\0';
    if (!str_utf8_valid(plain, used)) {
        return false;
    }
    *count = 0;
    const char *p = plain;
    for (uint32_t c; (c = str_next(&p)) != 0;) {
        if (!is_noise(c)) {
            out[(*count)++] = is_dash(c) ? '-' : c;
        }
    }
    return true;
}

/*
 * The input as HOW would have it meant, in upper case; as it stands when HOW is
 * NULL. False when it cannot have come about that way.
 */
static bool
read_as(const struct layout_index *index, const struct mistyping *how, const uint32_t *typed,
        size_t count, char out[INPUT_MAX + 1])
{
    for (size_t i = 0; i < count; i++) {
        uint32_t c = how ? layout_meant(index, how, typed[i]) : typed[i];
        if (c == 0 || c >= 0x80) {
            return false;
        }
        out[i] = code_upper((char)c);
    }
    out[count] = '\0';
    return true;
}

/* Step over what scanners put first: "]Q1" (which symbol) and "\000026" (which encoding). */
static const char *
after_prefixes(const char *text)
{
    if (text[0] == ']' && text[1] == 'Q' && text[2] >= '0' && text[2] <= '9') {
        text += 3;
    }
    while (text[0] == '\\' && strspn(text + 1, "0123456789") >= ECI_DIGITS) {
        text += 1 + ECI_DIGITS;
    }
    return text;
}

/* Step over PUBLIC_URL whatever its case; NULL when TEXT does not start with it. */
static const char *
after_public_url(const char *text, const char *public_url)
{
    if (*public_url == '\0') {
        return NULL;
    }
    for (; *public_url; public_url++, text++) {
        if (*text != code_upper(*public_url)) {
            return NULL;
        }
    }
    return *text == '/' || *text == '\0' ? text : NULL;
}

/* Sixteen symbols with a right check symbol, hyphens aside. */
static bool
read_symbols(const char *text, char out[CODE_MAX])
{
    size_t count = 0;
    for (; *text; text++) {
        if (*text == '-') {
            continue;
        }
        if (count == CODE_SYMBOLS) {
            return false;
        }
        out[count++] = code_typed_symbol(*text);
    }
    out[count] = '\0';
    return code_check(out);
}

/* Only letters and digits, hyphens aside, and not too many: a code, if a wrong one. */
static bool
looks_bare(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        bool fits = (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9');
        if (!fits && *text != '-') {
            return false;
        }
        count += fits;
    }
    return count <= BARE_MAX;
}

/* Judge one reading. */
static enum verdict
judge(const char *text, const char *public_url, struct code_found *found)
{
    text = after_prefixes(text);
    const char *path = after_public_url(text, public_url);
    if (!path && !looks_bare(text)) {
        return VERDICT_FOREIGN;
    }
    const char *symbols = text;
    found->kind = 0;
    if (path) {
        if (path[0] == '\0' || path[1] == '\0' || !strchr("SKP", path[1]) || path[2] != '#') {
            return VERDICT_BROKEN;
        }
        found->kind = path[1];
        symbols = path + 3;
    }
    return read_symbols(symbols, found->symbols) ? VERDICT_FOUND : VERDICT_BROKEN;
}

/* The best reading; two that find different codes are none. */
static enum verdict
best_reading(const uint32_t *typed, size_t count, const char *public_url, struct code_found *found)
{
    enum verdict best = VERDICT_FOREIGN;
    struct layout_index index;
    layout_index(&index);
    for (size_t i = 0; i <= mistyping_count; i++) {
        char text[INPUT_MAX + 1];
        struct code_found candidate;
        if (!read_as(&index, i ? &mistypings[i - 1] : NULL, typed, count, text)) {
            continue;
        }
        enum verdict verdict = judge(text, public_url, &candidate);
        if (verdict == VERDICT_FOUND && best == VERDICT_FOUND &&
            (!str_equal(candidate.symbols, found->symbols) || candidate.kind != found->kind)) {
            return VERDICT_BROKEN;
        }
        if (verdict == VERDICT_FOUND) {
            *found = candidate;
        }
        if (verdict > best) {
            best = verdict;
        }
    }
    return best;
}

bool
code_parse(const char *text, size_t len, const char *public_url, struct code_found *out,
           struct err *err)
{
    uint32_t typed[INPUT_MAX];
    size_t count = 0;
    struct code_found found;
    if (len > INPUT_MAX || !visible(text, len, typed, &count)) {
        return err_set(err, REASON_FOREIGN_CODE, "code", NULL);
    }
    switch (best_reading(typed, count, public_url, &found)) {
    case VERDICT_FOUND: *out = found; return true;
    case VERDICT_BROKEN: return err_set(err, REASON_MALFORMED, "code", NULL);
    case VERDICT_FOREIGN: break;
    }
    return err_set(err, REASON_FOREIGN_CODE, "code", NULL);
}
