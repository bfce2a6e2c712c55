/*
 * str.c - text at the edge of the program: checked, composed, folded.
 */
#include "str.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "arena.h"

/*
 * Marks in a row on one letter. The longest in real names are two or three;
 * without a ceiling, putting them in order takes quadratic time.
 */
#define MARKS_MAX 8

/* Code points one letter may be split into before it is composed. */
#define PARTS_MAX 4

bool
str_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool
str_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Blank, tab, no-break space and the typographic blanks. */
static bool
is_blank(uint32_t c)
{
    return c == '\t' || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

bool
str_empty(const char *text)
{
    if (!text) {
        return true;
    }
    for (uint32_t c; (c = str_next(&text)) != 0;) {
        if (!is_blank(c) && c != '\r' && c != '\n') {
            return false;
        }
    }
    return true;
}

/* Bytes of the sequence that starts with LEAD, 0 when none may. */
static size_t
sequence_len(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool
is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

bool
str_utf8_valid(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len;) {
        size_t n = sequence_len(p[i]);
        if (n == 0 || p[i] == 0 || n > len - i) {
            return false;
        }
        for (size_t k = 1; k < n; k++) {
            if (!is_continuation(p[i + k])) {
                return false;
            }
        }
        /* Overlong forms, surrogates and what lies beyond U+10FFFF. */
        if ((p[i] == 0xE0 && p[i + 1] < 0xA0) || (p[i] == 0xED && p[i + 1] > 0x9F) ||
            (p[i] == 0xF0 && p[i + 1] < 0x90) || (p[i] == 0xF4 && p[i + 1] > 0x8F)) {
            return false;
        }
        i += n;
    }
    return true;
}

uint32_t
str_next(const char **text)
{
    const unsigned char *p = (const unsigned char *)*text;
    if (p[0] == 0) {
        return 0;
    }
    size_t n = sequence_len(p[0]);
    uint32_t c = n <= 1 ? p[0] : p[0] & (0x7FU >> n);
    for (size_t k = 1; k < n; k++) {
        /* Stops at the NUL, should the text be invalid after all. */
        if (!is_continuation(p[k])) {
            n = k;
            break;
        }
        c = c << 6 | (p[k] & 0x3FU);
    }
    *text += n ? n : 1;
    return c;
}

size_t
str_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        count += !is_continuation((unsigned char)*text);
    }
    return count;
}

size_t
str_put(char out[4], uint32_t codepoint)
{
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)codepoint, (utf8proc_uint8_t *)out);
    return (size_t)n;
}

/*
 * What no line of text may hold: controls and line breaks; format characters
 * (bidi overrides, zero-width, soft hyphen), which make two texts look alike;
 * private and unassigned ones, which print as a box.
 */
static bool
is_refused(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return false;
    }
}

/* Does normalising sort this mark among its neighbours? */
static bool
is_reordered(uint32_t c)
{
    return utf8proc_get_property((utf8proc_int32_t)c)->combining_class != 0;
}

/* Marks that folding drops; a spacing vowel sign is part of the word. */
static bool
is_mark(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/* Copy TEXT to OUT (as long as TEXT) with every run of blanks made one, none at the ends. */
static bool
squeeze(const char *text, char *out, const char *field, struct err *err)
{
    size_t marks = 0;
    size_t used = 0;
    bool pending = false;
    for (uint32_t c; (c = str_next(&text)) != 0;) {
        if (is_blank(c)) {
            pending = used > 0;
            continue;
        }
        marks = is_reordered(c) ? marks + 1 : 0;
        if (is_refused(c) || marks > MARKS_MAX) {
            char name[16];
            snprintf(name, sizeof name, "U+%04X", (unsigned)c);
            return err_set(err, REASON_INVALID, field,
                           "„%1“ enthält ein nicht erlaubtes Zeichen (%2). Bitte ohne "
                           "Steuerzeichen neu eingeben.",
                           field, name);
        }
        if (pending) {
            out[used++] = ' ';
        }
        pending = false;
        used += str_put(out + used, c);
    }
    out[used] = '\0';
    return true;
}

static bool
too_long(const char *field, size_t max, struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return err_set(err, REASON_INVALID, field,
                   "„%1“ ist zu lang. Erlaubt sind höchstens %2 Zeichen.", field,
                   err_number(number, (long long)max));
}

/* TEXT in normal form C; TEXT itself when it is plain ASCII. */
static const char *
compose(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    size_t ascii = 0;
    while (ascii < len && (unsigned char)text[ascii] < 0x80) {
        ascii++;
    }
    if (ascii == len) {
        return text;
    }
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t need = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, NULL, 0, options);
    utf8proc_int32_t *points = arena_array(arena, (size_t)need + 1, sizeof *points);
    utf8proc_decompose(bytes, (utf8proc_ssize_t)len, points, need, options);
    utf8proc_reencode(points, need, options);
    return (const char *)points;
}

bool
str_clean(struct arena *arena, const char *text, size_t len, const char *field, size_t max,
          const char **out, struct err *err)
{
    /* Line ends around a pasted line are no part of it; inside they are refused. */
    while (len > 0 && (text[0] == '\r' || text[0] == '\n')) {
        text++, len--;
    }
    while (len > 0 && (text[len - 1] == '\r' || text[len - 1] == '\n')) {
        len--;
    }
    if (!str_utf8_valid(text, len)) {
        return err_set(err, REASON_INVALID, field,
                       "„%1“ ist kein gültiger UTF-8-Text. Bitte neu eingeben oder die Datei als "
                       "UTF-8 speichern.",
                       field);
    }
    char *squeezed = arena_alloc(arena, len + 1);
    if (!squeeze(arena_strndup(arena, text, len), squeezed, field, err)) {
        return false;
    }
    if (str_count(squeezed) > max * PARTS_MAX) {
        return too_long(field, max, err);
    }
    const char *composed = compose(arena, squeezed);
    if (str_count(composed) > max) {
        return too_long(field, max, err);
    }
    *out = composed;
    return true;
}

/* Letters that Unicode does not take apart, as people type them without. */
static const char *
plain_letter(uint32_t c)
{
    switch (c) {
    case 0x00E6: return "ae"; /* æ */
    case 0x00F0: return "d";  /* ð */
    case 0x00F8: return "o";  /* ø */
    case 0x00FE: return "th"; /* þ */
    case 0x0111: return "d";  /* đ */
    case 0x0127: return "h";  /* ħ */
    case 0x0131: return "i";  /* ı */
    case 0x0138: return "k";  /* ĸ */
    case 0x0142: return "l";  /* ł */
    case 0x014B: return "n";  /* ŋ */
    case 0x0153: return "oe"; /* œ */
    case 0x0167: return "t";  /* ŧ */
    case 0x0259: return "a";  /* ə */
    default: return NULL;
    }
}

/* Letters and digits; not the letters that serve as an apostrophe. */
static bool
is_word(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c != 0x02BB && c != 0x02BC &&
           ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
            category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ND);
}

struct fold {
    char *out;
    size_t used;
    bool pending; /* a blank stands before the next letter */
    enum str_fold how;
};

/* Append one case-folded, decomposed code point. */
static void
fold_one(struct fold *fold, uint32_t c)
{
    if (c == 0x0308 && fold->how == STR_FOLD_DIGRAPH && fold->used > 0 && !fold->pending &&
        strchr("aou", fold->out[fold->used - 1])) {
        fold->out[fold->used++] = 'e';
        return;
    }
    /* Marks vanish, and so does the Arabic stretching line. */
    if (is_mark(c) || c == 0x0640) {
        return;
    }
    if (!is_word(c)) {
        fold->pending = fold->used > 0;
        return;
    }
    if (fold->pending) {
        fold->out[fold->used++] = ' ';
    }
    fold->pending = false;
    const char *plain = plain_letter(c);
    if (plain) {
        size_t len = strlen(plain);
        memcpy(fold->out + fold->used, plain, len);
        fold->used += len;
    } else {
        fold->used += str_put(fold->out + fold->used, c);
    }
}

char *
str_fold(struct arena *arena, const char *text, enum str_fold how)
{
    enum { PIECES = 16 };
    /* The worst letter (U+1F82 in full case folding) grows to PARTS_MAX letters of 3 bytes. */
    struct fold fold = {.how = how};
    fold.out = arena_alloc(arena, str_count(text) * (PARTS_MAX * 4 + 1) + 1);
    for (uint32_t c; (c = str_next(&text)) != 0;) {
        utf8proc_int32_t piece[PIECES];
        int boundary = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char(
            (utf8proc_int32_t)c, piece, PIECES, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);
        for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++) {
            fold_one(&fold, (uint32_t)piece[i]);
        }
    }
    fold.out[fold.used] = '\0';
    return fold.out;
}
