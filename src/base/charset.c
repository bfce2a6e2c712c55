/*
 * charset.c - UTF-8 and Windows-1252, told apart and turned into each other.
 */
#include "charset.h"

#include <iconv.h>
#include <string.h>

#include "arena.h"
#include "str.h"

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

bool
charset_read(struct arena *arena, const char *bytes, size_t len, const char **out,
             const char **found, struct err *err)
{
    bool marked = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    size_t room, written;
    char *text, *in;

    if (marked) {
        bytes += 3;
        len -= 3;
    }
    if (str_utf8_valid(bytes, len)) {
        *out = arena_strndup(arena, bytes, len);
        *found = CHARSET_UTF8;
        return true;
    }
    room = len * 3;
    text = arena_alloc(arena, room + 1);
    in = arena_strndup(arena, bytes, len);
    if (marked || !convert("WINDOWS-1252", "UTF-8", &in, len, text, room, &written)) {
        return err_set(err, REASON_INVALID, "file",
                       "Die Datei ist weder UTF-8 noch Windows-1252. Bitte als „CSV UTF-8“ "
                       "speichern.");
    }
    *out = text;
    *found = CHARSET_WINDOWS;
    return true;
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
