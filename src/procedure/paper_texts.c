/*
 * paper_texts.c - the texts for clients in other languages.
 *
 * One .po file per language: forms/texts of the program, or the office's own.
 */
#include "paper_texts.h"

#include <string.h>

#include "arena.h"
#include "asset.h"
#include "buf.h"
#include "catalog.h"
#include "client_work.h"
#include "date.h"
#include "env.h"
#include "file.h"
#include "form.h"
#include "key.h"
#include "legal.h"
#include "paper_word.h"
#include "str.h"
#include "wording.h"

void
paper_shelf_finish(struct paper_shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        arena_finish(&shelf->kept[i].arena);
    }
}

/* A tag such as "tr" or "de-simple", fit to be part of a file name. */
static bool
is_tag(const char *language)
{
    size_t len = strlen(language);

    return len >= 2 && len <= PAPER_LANGUAGE_MAX && *language != '-' &&
           strspn(language, "abcdefghijklmnopqrstuvwxyz-") == len;
}

/* The bytes of the file in force, or NULL in BYTES when there is none. */
static bool
read_source(struct env *env, const char *language, const char **bytes, size_t *len,
            struct err *err)
{
    const char *relative;
    const struct asset *built_in;
    struct err missing = {0};

    *bytes = NULL;
    if (language == NULL || !is_tag(language) || str_equal(language, "de")) {
        return true;
    }
    relative = arena_printf(env->arena, "forms/texts/%s.po", language);
    if (file_read(env->arena, env_path(env, relative), relative, CATALOG_BYTES_MAX, bytes, len,
                  &missing)) {
        return true;
    }
    *bytes = NULL;
    if (missing.reason != REASON_NOT_FOUND) {
        *err = missing;
        return false;
    }
    built_in = asset_find(relative);
    if (built_in != NULL) {
        *bytes = (const char *)built_in->bytes;
        *len = built_in->len;
    }
    return true;
}

/* Where LANGUAGE is kept, or SHELF's count. */
static size_t
find_kept(const struct paper_shelf *shelf, const char *language)
{
    size_t i = 0;

    while (i < shelf->count && !str_equal(shelf->kept[i].language, language)) {
        i++;
    }
    return i;
}

/* Where LANGUAGE is kept from now on. */
static struct kept_texts *
make_place(struct paper_shelf *shelf, const char *language)
{
    size_t i = find_kept(shelf, language);
    struct kept_texts *kept = &shelf->kept[i < PAPER_SHELF_MAX ? i : PAPER_SHELF_MAX - 1];

    if (i == shelf->count && i < PAPER_SHELF_MAX) {
        arena_init(&kept->arena);
        shelf->count++;
    }
    if (!str_equal(kept->language, language)) {
        kept->texts = NULL;
        memcpy(kept->language, language, strlen(language) + 1); /* is_tag: it fits */
    }
    return kept;
}

/* Parse BYTES unless they are what was parsed last. */
static bool
keep(struct paper_shelf *shelf, const char *language, const char *bytes, size_t len,
     const struct kept_texts **out, struct err *err)
{
    struct kept_texts *kept = make_place(shelf, language);
    uint8_t hash[PAPER_SHA256_BYTES];

    key_sha256(bytes, len, hash);
    if (kept->texts == NULL || memcmp(kept->sha256, hash, sizeof hash) != 0) {
        kept->texts = NULL;
        arena_reset(&kept->arena);
        if (!catalog_parse(&kept->arena, bytes, len, &kept->texts, err)) {
            return false;
        }
        memcpy(kept->sha256, hash, sizeof hash);
    }
    *out = kept;
    return true;
}

bool
paper_shelf_texts(struct paper_shelf *shelf, struct env *env, const char *language,
                  const struct catalog **out, uint8_t sha256[PAPER_SHA256_BYTES],
                  struct err *err)
{
    size_t place = language == NULL ? shelf->count : find_kept(shelf, language);
    const struct kept_texts *kept = NULL;
    const char *bytes;
    size_t len = 0;

    if (shelf->settled && place < shelf->count && shelf->kept[place].texts != NULL) {
        kept = &shelf->kept[place];
    } else if (!read_source(env, language, &bytes, &len, err) ||
               (bytes != NULL && !keep(shelf, language, bytes, len, &kept, err))) {
        return false;
    }
    *out = kept == NULL ? NULL : kept->texts;
    if (kept == NULL) {
        memset(sha256, 0, PAPER_SHA256_BYTES);
    } else {
        memcpy(sha256, kept->sha256, PAPER_SHA256_BYTES);
    }
    return true;
}

bool
paper_language_check(struct env *env, const char *language, struct err *err)
{
    const char *bytes;
    size_t len;

    if (str_empty(language) || str_equal(language, "de")) {
        return true;
    }
    if (!read_source(env, language, &bytes, &len, err)) {
        return false;
    }
    return bytes != NULL ||
           err_set(err, REASON_INVALID, "language",
                   "Auf »%1« gibt es keine Texte. Möglich sind zum Beispiel: de, de-simple, en, "
                   "tr, uk, ru, ar.",
                   language);
}

bool
paper_texts_check(struct arena *arena, const char *bytes, size_t len,
                  const struct catalog **out, struct err *err)
{
    const char *checked_on;
    int32_t day;

    if (!catalog_parse(arena, bytes, len, out, err)) {
        return false;
    }
    for (size_t i = 0; i < catalog_count(*out); i++) {
        const char *german = catalog_key(*out, i);
        const char *other = catalog_find(*out, german);

        if (other != NULL && !form_marks_match(german, other)) {
            return err_set(err, REASON_INVALID, "catalog",
                           "Die Übersetzung von „%1“ muss {{Werte}}, <b> und <br/> haben wie "
                           "der deutsche Text.",
                           german);
        }
    }
    checked_on = catalog_header(*out, TRANSLATION_CHECKED_ON);
    return str_empty(checked_on) || day_parse(checked_on, TRANSLATION_CHECKED_ON, &day, err);
}

/* ---- every text there is ---- */

struct listing {
    struct arena *arena;
    const struct catalog *texts; /* translations to print; NULL: none */
    struct buf *out;
    size_t count, cap;
    const char **seen;
};

static void
put_quoted(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            buf_putc(out, '\\');
        }
        buf_putc(out, *text);
    }
    buf_puts(out, "\"\n");
}

static void
put_header(const struct listing *listing, const char *language)
{
    static const char *const fields[] = {"Project-Id-Version", "PO-Revision-Date",
                                         "Last-Translator", "Language-Team", "X-Checked-By",
                                         "X-Checked-On"};
    struct buf *out = listing->out;

    buf_puts(out, "msgid \"\"\nmsgstr \"\"\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_printf(out, "\"%s: %s\\n\"\n", fields[i],
                   catalog_header(listing->texts, fields[i]));
    }
    buf_printf(out, "\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n"
                    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                    "\"Content-Transfer-Encoding: 8bit\\n\"\n", language);
}

/* Print TEXT once; FROM says where it was met first. */
static void
put_text(struct listing *listing, const char *from, const char *text)
{
    const char *other = catalog_find(listing->texts, text);

    for (size_t i = 0; i < listing->count; i++) {
        if (str_equal(listing->seen[i], text)) {
            return;
        }
    }
    if (listing->count == listing->cap) {
        size_t cap = listing->cap == 0 ? 64 : listing->cap * 2;

        listing->seen = arena_grow(listing->arena, listing->seen, listing->cap, cap,
                                   sizeof *listing->seen);
        listing->cap = cap;
    }
    listing->seen[listing->count++] = text;
    buf_printf(listing->out, "\n#: %s\nmsgid ", from);
    put_quoted(listing->out, text);
    buf_puts(listing->out, "msgstr ");
    put_quoted(listing->out, other == NULL ? "" : other);
}

bool
paper_texts_print(struct env *env, const char *language, struct buf *out, struct err *err)
{
    struct listing listing = {.arena = env->arena, .out = out};
    struct wordings wordings;
    const char *text;
    uint8_t sha256[PAPER_SHA256_BYTES];

    if (!paper_language_check(env, language, err) ||
        !paper_texts(env, language, &listing.texts, sha256, err)) {
        return false;
    }
    put_header(&listing, language);
    for (size_t i = 0; paper_form_name(i) != NULL; i++) {
        const struct form *form;

        if (!paper_form(env, paper_form_name(i), &form, sha256, err)) {
            return false;
        }
        for (size_t k = 0; k < form_text_count(form); k++) {
            put_text(&listing, paper_form_name(i), form_text(form, k));
        }
    }
    if (!legal_list(env, &wordings, err)) {
        return false;
    }
    for (size_t i = 0; i < wordings.count; i++) {
        put_text(&listing, "wording", wordings.row[i].text);
    }
    for (size_t i = 0; form_note(i) != NULL; i++) {
        put_text(&listing, "hinweis", form_note(i));
    }
    for (size_t i = 0; paper_word_at(i) != NULL; i++) {
        put_text(&listing, "werte", paper_word_at(i));
    }
    for (size_t i = 0; (text = client_word_at(env->arena, i)) != NULL; i++) {
        put_text(&listing, "seite", text);
    }
    return true;
}
