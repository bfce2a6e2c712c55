/*
 * letter.c - takes a paragraph apart: which face, script and direction each
 * letter has, and where a line may end.
 */
#include "inner.h"

#include <fribidi.h>
#include <stdio.h>
#include <string.h>

#include "str.h"

static hb_unicode_general_category_t
category(uint32_t codepoint)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), codepoint);
}

/* Letters that stand on the one before and need its face. */
static bool
is_mark(uint32_t codepoint)
{
    if (codepoint < 0x300) {
        return false;
    }
    const hb_unicode_general_category_t c = category(codepoint);
    return c == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           c == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

/* Letters that are never drawn, such as the zero-width non-joiner. */
static bool
is_invisible(uint32_t codepoint)
{
    return codepoint == '\n' || codepoint == SOFT_HYPHEN ||
           (codepoint >= 0x300 && category(codepoint) == HB_UNICODE_GENERAL_CATEGORY_FORMAT);
}

/* Has FACE a glyph for the letter, or glyphs for all its parts? */
static bool
face_has(const struct type *type, enum type_face face, uint32_t codepoint)
{
    hb_codepoint_t glyph, base, mark;
    if (is_invisible(codepoint)) {
        return true;
    }
    if (hb_font_get_nominal_glyph(type->font[face], codepoint, &glyph)) {
        return true;
    }
    if (!hb_unicode_decompose(hb_unicode_funcs_get_default(), codepoint, &base, &mark)) {
        return false;
    }
    return face_has(type, face, base) && (mark == 0 || face_has(type, face, mark));
}

/* The letters [*AT, *AT + count) that must share a face; returns the count. */
static size_t
cluster_length(const uint32_t *codepoint, size_t at, size_t count)
{
    size_t end = at + 1;
    while (end < count && is_mark(codepoint[end])) {
        end++;
    }
    return end - at;
}

static bool
face_has_all(const struct type *type, enum type_face face, const uint32_t *codepoint,
             size_t count, uint32_t *missing)
{
    for (size_t i = 0; i < count; i++) {
        if (!face_has(type, face, codepoint[i])) {
            *missing = codepoint[i];
            return false;
        }
    }
    return true;
}

static bool
is_common(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

/*
 * The face for one cluster: Arabic letters in the Arabic face, neutral ones in
 * the face of their neighbour before them, if it has them. Returns 0, or the
 * letter that no face has.
 */
static uint32_t
choose_face(const struct type *type, const uint32_t *codepoint, size_t count, bool bold,
            bool after_arabic, enum type_face *out)
{
    const enum type_face latin = bold ? TYPE_BOLD : TYPE_REGULAR;
    const enum type_face arabic = bold ? TYPE_ARABIC_BOLD : TYPE_ARABIC;
    bool arabic_first = false;
    if (codepoint[0] >= 0x80 || after_arabic) {
        const hb_script_t script =
            hb_unicode_script(hb_unicode_funcs_get_default(), codepoint[0]);
        arabic_first = script == HB_SCRIPT_ARABIC || (after_arabic && is_common(script));
    }
    const enum type_face first = arabic_first ? arabic : latin;
    const enum type_face second = arabic_first ? latin : arabic;
    uint32_t missing = 0, ignored = 0;
    *out = first;
    if (face_has_all(type, first, codepoint, count, &missing)) {
        return 0;
    }
    *out = second;
    return face_has_all(type, second, codepoint, count, &ignored) ? 0 : missing;
}

bool
letter_missing(const char *field, uint32_t codepoint, struct err *err)
{
    char letter[5] = "", number[16];
    str_put(letter, codepoint);
    snprintf(number, sizeof number, "U+%04X", (unsigned int)codepoint);
    return err_set(err, REASON_PRINT, field,
                   "Das Zeichen „%1“ (%2) kann nicht gedruckt werden; bitte anders schreiben.",
                   letter, number);
}

uint32_t
type_missing(const struct type *type, const char *text)
{
    const size_t count = str_count(text);
    uint32_t *codepoint = NULL;
    struct arena arena;
    arena_init(&arena);
    codepoint = arena_array(&arena, count + 1, sizeof *codepoint);
    for (size_t i = 0; i < count; i++) {
        codepoint[i] = str_next(&text);
    }
    uint32_t missing = 0;
    for (size_t at = 0; at < count && missing == 0;) {
        enum type_face face;
        const size_t n = cluster_length(codepoint, at, count);
        missing = choose_face(type, codepoint + at, n, false, false, &face);
        at += n;
    }
    arena_finish(&arena);
    return missing;
}

static bool
choose_faces(const struct type *type, struct letters *letters, const struct type_span *spans,
             const char *field, struct err *err)
{
    bool arabic = false;
    for (size_t at = 0; at < letters->count;) {
        struct letter *letter = letters->letter + at;
        const size_t n = cluster_length(letters->codepoint, at, letters->count);
        enum type_face face;
        const uint32_t missing = choose_face(type, letters->codepoint + at, n,
                                             spans[letter->span].bold, arabic, &face);
        if (missing != 0) {
            return letter_missing(field, missing, err);
        }
        for (size_t i = 0; i < n; i++) {
            letter[i].face = face;
        }
        arabic = face == TYPE_ARABIC || face == TYPE_ARABIC_BOLD;
        at += n;
    }
    return true;
}

/* Neutral letters belong to the script before them, at the start to the one after. */
static void
choose_scripts(struct letters *letters)
{
    hb_script_t script = HB_SCRIPT_LATIN;
    bool found = false;
    size_t pending = 0;
    for (size_t i = 0; i < letters->count; i++) {
        const uint32_t c = letters->codepoint[i];
        const hb_script_t own = hb_unicode_script(hb_unicode_funcs_get_default(), c);
        if (!is_common(own)) {
            script = own;
            for (; !found && pending < i; pending++) {
                letters->letter[pending].script = script;
            }
            found = true;
        }
        letters->letter[i].script = script;
    }
}

/* Where a line may end; the blanks and digits around decide as in UAX 14. */
static void
choose_breaks(struct letters *letters)
{
    const uint32_t *c = letters->codepoint;
    for (size_t i = 0; i < letters->count; i++) {
        const uint32_t before = i > 0 ? c[i - 1] : ' ';
        const uint32_t after = i + 1 < letters->count ? c[i + 1] : ' ';
        enum letter_break *brk = &letters->letter[i].brk;
        if (c[i] == ' ') {
            *brk = BREAK_BLANK;
        } else if ((c[i] == '-' || c[i] == '/' || c[i] == 0x2010 || c[i] == 0x2013) &&
                 before != ' ' && before != '/' && before != '-' && after != ' ' &&
                 after != '/' && after != '-' && !(after >= '0' && after <= '9')) {
            *brk = BREAK_MARK;
        }
    }
}

bool
type_lang_is_rtl(const char *lang)
{
    static const char *const RTL[] = { "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur",
                                       "yi" };
    const size_t len = strcspn(lang, "-");
    for (size_t i = 0; i < sizeof RTL / sizeof *RTL; i++) {
        if (strlen(RTL[i]) == len && strncmp(RTL[i], lang, len) == 0) {
            return true;
        }
    }
    return false;
}

/* An Arabic sentence may begin with a Latin name; German ones go as they begin. */
static bool
base_is_rtl(const struct letters *letters, const char *lang)
{
    const bool from_right = type_lang_is_rtl(lang);
    bool found = false;
    for (size_t i = 0; i < letters->count; i++) {
        const FriBidiCharType t = fribidi_get_bidi_type(letters->codepoint[i]);
        if (!FRIBIDI_IS_STRONG(t) || FRIBIDI_IS_EXPLICIT(t)) {
            continue;
        }
        if (FRIBIDI_IS_RTL(t) && (from_right || !found)) {
            return true;
        }
        found = true;
    }
    return from_right && !found;
}

/* Levels of one line of the text, which is a paragraph to the bidi algorithm. */
static bool
choose_levels(struct arena *arena, struct letters *letters, size_t begin, size_t end)
{
    const FriBidiStrIndex n = (FriBidiStrIndex)(end - begin);
    FriBidiCharType *types = arena_array(arena, end - begin, sizeof *types);
    FriBidiBracketType *brackets = arena_array(arena, end - begin, sizeof *brackets);
    FriBidiLevel *levels = arena_array(arena, end - begin, sizeof *levels);
    FriBidiParType base = letters->rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(letters->codepoint + begin, n, types);
    fribidi_get_bracket_types(letters->codepoint + begin, n, types, brackets);
    if (n > 0 && fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels) == 0) {
        return false;
    }
    for (size_t i = begin; i < end; i++) {
        letters->letter[i].level = (uint8_t)levels[i - begin];
    }
    return true;
}

/* Right-to-left letters and the controls of direction. */
static bool
is_bidi(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFEFF) || c >= 0x10800;
}

/* Text that runs one way only needs no algorithm. */
static bool
choose_all_levels(struct arena *arena, struct letters *letters, const char *lang)
{
    bool plain = !type_lang_is_rtl(lang);
    for (size_t i = 0; plain && i < letters->count; i++) {
        plain = !is_bidi(letters->codepoint[i]);
    }
    if (plain) {
        return true;
    }
    letters->rtl = base_is_rtl(letters, lang);
    for (size_t begin = 0; begin < letters->count;) {
        size_t end = begin;
        while (end < letters->count && letters->codepoint[end] != '\n') {
            end++;
        }
        if (!choose_levels(arena, letters, begin, end)) {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

/* U+2066 to U+2069 set a stretch apart from the direction around it. */
static bool
is_isolate(uint32_t c)
{
    return c >= 0x2066 && c <= 0x2069;
}

/* Isolates have done their work with the levels; nobody is to read them. */
static void
drop_isolates(struct letters *letters)
{
    size_t count = 0;
    for (size_t i = 0; i < letters->count; i++) {
        if (!is_isolate(letters->codepoint[i])) {
            letters->letter[count] = letters->letter[i];
            letters->codepoint[count++] = letters->codepoint[i];
        }
    }
    letters->letter[count] = letters->letter[letters->count];
    letters->count = count;
}

/* Copy the letters; a soft hyphen only leaves its mark on the letter before it. */
static void
copy_letters(struct arena *arena, const struct type_span *spans, size_t span_count,
             struct letters *out)
{
    size_t bytes = 0;
    for (size_t s = 0; s < span_count; s++) {
        bytes += strlen(spans[s].text);
    }
    char *text = arena_alloc(arena, bytes + 1);
    out->letter = arena_array(arena, bytes + 1, sizeof *out->letter);
    out->codepoint = arena_array(arena, bytes + 1, sizeof *out->codepoint);
    out->text = text;
    uint32_t offset = 0;
    for (size_t s = 0; s < span_count; s++) {
        const char *at = spans[s].text;
        for (uint32_t c = str_next(&at); c != 0; c = str_next(&at)) {
            struct letter *letter = out->letter + out->count;
            if (c == SOFT_HYPHEN) {
                if (out->count > 0 && out->codepoint[out->count - 1] > ' ') {
                    letter[-1].brk = BREAK_SOFT;
                }
                continue;
            }
            letter->span = (uint32_t)s;
            letter->offset = offset;
            out->codepoint[out->count++] = c;
            offset += is_isolate(c) ? 0 : (uint32_t)str_put(text + offset, c);
        }
    }
    out->letter[out->count].offset = offset;
}

/* Arabic, and whatever else runs to the left, is never hyphenated. */
static void
drop_hyphens(struct letters *letters)
{
    for (size_t i = 0; i < letters->count; i++) {
        struct letter *letter = letters->letter + i;
        if (letter->brk == BREAK_SOFT &&
            ((letter->level & 1) != 0 || letter->face == TYPE_ARABIC ||
             letter->face == TYPE_ARABIC_BOLD)) {
            letter->brk = BREAK_NO;
        }
    }
}

bool
letters_read(const struct type *type, struct arena *arena, const struct type_span *spans,
             size_t span_count, const char *lang, const char *field, struct letters *out,
             struct err *err)
{
    *out = (struct letters){ 0 };
    copy_letters(arena, spans, span_count, out);
    if (!choose_faces(type, out, spans, field, err)) {
        return false;
    }
    choose_scripts(out);
    choose_breaks(out);
    if (!choose_all_levels(arena, out, lang)) {
        return err_set(err, REASON_PRINT, field, "Der Text lässt sich nicht setzen.");
    }
    drop_isolates(out);
    drop_hyphens(out);
    return true;
}
