/*
 * charset.c - UTF-8, UTF-16 and Windows-1252, told apart and turned into UTF-8 and back.
 */
#include "charset.h"

#include <iconv.h>
#include <string.h>

#include "arena.h"
#include "str.h"

#define MARK_UTF8 "\xEF\xBB\xBF"
#define MARK_LITTLE "\xFF\xFE"
#define MARK_BIG "\xFE\xFF"

/* False where something has no counterpart; *IN is then left at it. */
static bool
convert(const char *from, const char *to, char **in, size_t len, char *out, size_t room,
        size_t *written)
{
    iconv_t converter = iconv_open(to, from);
    char *at = out;
    bool done = converter != (iconv_t)-1 && iconv(converter, in, &len, &at, &room) != (size_t)-1;

    if (converter != (iconv_t)-1) {
        iconv_close(converter);
    }
    *written = (size_t)(at - out);
    return done;
}

static bool
has_mark(const char *bytes, size_t len, const char *mark)
{
    return len >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

bool
charset_is_utf16(const char *bytes, size_t len)
{
    return has_mark(bytes, len, MARK_LITTLE) || has_mark(bytes, len, MARK_BIG);
}

/* Text FROM another encoding; false where BYTES are none of it or hold a NUL. */
static bool
read_from(struct arena *arena, const char *from, const char *bytes, size_t len, const char **out)
{
    size_t room = len * 3, written;
    char *text = arena_alloc(arena, room + 1);
    char *in = arena_strndup(arena, bytes, len);

    *out = text;
    return convert(from, "UTF-8", &in, len, text, room, &written) &&
           memchr(text, '\0', written) == NULL;
}

static bool
read_utf16(struct arena *arena, const char *bytes, size_t len, const char **out, struct err *err)
{
    size_t mark = charset_is_utf16(bytes, len) ? 2 : 0;
    const char *from = has_mark(bytes, len, MARK_BIG) ? "UTF-16BE" : "UTF-16LE";

    return read_from(arena, from, bytes + mark, len - mark, out) ||
           err_set(err, REASON_INVALID, "file",
                   "Die Datei ist kein gültiger UTF-16-Text. Bitte als „CSV UTF-8“ speichern.");
}

bool
charset_read(struct arena *arena, const char *bytes, size_t len, enum csv_encoding as,
             const char **out, const char **found, struct err *err)
{
    bool marked = has_mark(bytes, len, MARK_UTF8);

    if (as == CSV_UTF16 || (as == CSV_ANY && charset_is_utf16(bytes, len))) {
        *found = CHARSET_UTF16;
        return read_utf16(arena, bytes, len, out, err);
    }
    if (marked) {
        bytes += strlen(MARK_UTF8);
        len -= strlen(MARK_UTF8);
    }
    if (as != CSV_WINDOWS && str_utf8_valid(bytes, len)) {
        *out = arena_strndup(arena, bytes, len);
        *found = CHARSET_UTF8;
        return true;
    }
    *found = CHARSET_WINDOWS;
    return (as != CSV_UTF8 && !marked &&
            read_from(arena, "WINDOWS-1252", bytes, len, out)) ||
           err_set(err, REASON_INVALID, "file",
                   "Die Datei ist weder UTF-8 noch Windows-1252. Bitte als „CSV UTF-8“ "
                   "speichern.");
}

/* The word around AT in [TEXT, ...), for people. */
static const char *
word_at(struct arena *arena, const char *text, const char *at)
{
    const char *start = at;

    while (start > text && strchr(";,\t\"\r\n ", start[-1]) == NULL) {
        start--;
    }
    return arena_strndup(arena, start, (size_t)(at - start) + strcspn(at, ";,\t\"\r\n "));
}

bool
charset_to_windows(struct arena *arena, const char *text, size_t text_len, const char **out,
                   size_t *len, struct err *err)
{
    char *copy = arena_strndup(arena, text, text_len), *at = copy;
    char *bytes = arena_alloc(arena, text_len + 1);

    if (!convert("UTF-8", "WINDOWS-1252", &at, text_len, bytes, text_len, len)) {
        return err_set(err, REASON_INVALID, "encoding",
                       "»%1« lässt sich in Windows-1252 nicht schreiben. Bitte im Profil "
                       "encoding = utf-8 wählen.",
                       word_at(arena, copy, at));
    }
    *out = bytes;
    return true;
}
