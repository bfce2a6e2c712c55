/*
 * ini_file.c - inih, with the number of each line and no line cut in two.
 */
#include "ini_file.h"

#include <ini.h>
#include <string.h>

#include "arena.h"
#include "str.h"

/* inih cuts longer lines in two without a word, so they are refused before. */
#define LINE_BYTES ((size_t)190)

struct reader {
    const char *next; /* rest of the file */
    struct ini_line line;
    ini_take_fn *take;
    void *user;
    struct err err; /* the first */
};

/* inih calls this for each key. */
static int
on_key(void *user, const char *section, const char *name, const char *value)
{
    struct reader *reader = user;

    reader->line.section = section;
    reader->line.name = name;
    reader->line.value = value;
    return reader->take(reader->user, &reader->line, &reader->err);
}

/* inih reads its lines through this, so that we know their numbers. */
static char *
on_line(char *out, int size, void *user)
{
    struct reader *reader = user;
    size_t len = strcspn(reader->next, "\n");

    if (*reader->next == '\0' || reader->err.reason != REASON_NONE) {
        return NULL;
    }
    reader->line.number++;
    if (len > LINE_BYTES || len + 2 > (size_t)size) {
        char number[ERR_NUMBER_MAX];
        err_set(&reader->err, REASON_INVALID, "",
                "Zeile %1 ist zu lang. Bitte umbrechen; die nächste Zeile mit Leerzeichen "
                "beginnen.",
                err_number(number, reader->line.number));
        return NULL;
    }
    reader->line.continued = *reader->next == ' ' || *reader->next == '\t';
    memcpy(out, reader->next, len);
    memcpy(out + len, "\n", 2);
    reader->next += reader->next[len] ? len + 1 : len;
    return out;
}

bool
ini_read(struct arena *arena, const char *file, const char *text, size_t len, ini_take_fn *take,
         void *user, struct err *err)
{
    struct reader reader = {.take = take, .user = user};
    char number[ERR_NUMBER_MAX];
    int line;

    if (len > INI_BYTES_MAX) {
        return err_set(err, REASON_TOO_LARGE, file, "%1 ist zu groß. Erlaubt sind %2 Bytes.", file,
                       err_number(number, (long long)INI_BYTES_MAX));
    }
    if (!str_utf8_valid(text, len)) {
        return err_set(err, REASON_INVALID, file,
                       "„%1“ ist kein gültiger UTF-8-Text. Bitte neu eingeben oder die Datei als "
                       "UTF-8 speichern.",
                       file);
    }
    reader.next = arena_strndup(arena, text, len);
    line = ini_parse_stream(on_line, &reader, on_key, &reader);
    if (line != 0) {
        err_set(&reader.err, REASON_INVALID, "",
                "Zeile %1 ist nicht lesbar. Bitte als „schlüssel = wert“ schreiben.",
                err_number(number, line));
    }
    if (reader.err.reason != REASON_NONE) {
        if (err->reason == REASON_NONE) {
            *err = reader.err;
        }
        return false;
    }
    return true;
}
