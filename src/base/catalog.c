/*
 * catalog.c - a strict reader of .po files and a hash table over their keys.
 */
#include "catalog.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "str.h"

/* Between context and key, as in gettext's compiled catalogs. */
#define CONTEXT_END "\004"

struct entry {
    const char *key;
    const char *text; /* NULL when fuzzy or empty */
};

/* A line of the header, "Language: en". */
struct field {
    const char *name;
    const char *value;
    const struct field *next;
};

struct catalog {
    bool has_header;
    const struct field *header;
    size_t count;
    struct entry *entry;
    size_t slot_count; /* a power of two, at least twice count */
    size_t *slot;      /* index + 1 into entry, 0 for empty */
};

/* What one entry of the file is made of, in the order it must come. */
enum part { PART_NONE, PART_CONTEXT, PART_KEY, PART_TEXT, PART__MAX };

struct reader {
    struct arena *arena;
    struct catalog *catalog;
    size_t capacity;
    const char *next; /* rest of the file */
    size_t line;      /* number of the line in hand */
    struct buf part[PART__MAX];
    enum part last; /* the part that a bare string continues */
    bool fuzzy;
    bool has_context;
    struct err *err;
};

static bool
refuse(struct reader *reader, const char *what)
{
    char number[ERR_NUMBER_MAX];
    return err_set(reader->err, REASON_INVALID, "catalog",
                   "Zeile %1 der Übersetzung: %2. Bitte mit msgfmt -c prüfen.",
                   err_number(number, (long long)reader->line), what);
}

static size_t
hash(const char *key)
{
    size_t h = 2166136261U;
    for (; *key; key++) {
        h = (h ^ (unsigned char)*key) * 16777619U;
    }
    return h ^ h >> 15;
}

/* The slot of KEY: the one that holds it, or the empty one where it belongs. */
static size_t *
find_slot(const struct catalog *catalog, const char *key)
{
    size_t mask = catalog->slot_count - 1;
    for (size_t i = hash(key) & mask;; i = (i + 1) & mask) {
        size_t *slot = &catalog->slot[i];
        if (*slot == 0 || str_equal(catalog->entry[*slot - 1].key, key)) {
            return slot;
        }
    }
}

/* Twice the room; every key finds its place again. */
static void
grow(struct reader *reader)
{
    struct catalog *catalog = reader->catalog;
    size_t capacity = reader->capacity ? reader->capacity * 2 : 64;
    catalog->entry =
        arena_grow(reader->arena, catalog->entry, catalog->count, capacity, sizeof *catalog->entry);
    catalog->slot_count = capacity * 2;
    catalog->slot = arena_array(reader->arena, catalog->slot_count, sizeof *catalog->slot);
    for (size_t i = 0; i < catalog->count; i++) {
        *find_slot(catalog, catalog->entry[i].key) = i + 1;
    }
    reader->capacity = capacity;
}

static const char *
copy_part(struct reader *reader, enum part part)
{
    return arena_strdup(reader->arena, buf_text(&reader->part[part]));
}

/* Cut "Name: value" lines into fields. */
static const struct field *
split_header(struct arena *arena, const char *text)
{
    struct field *first = NULL;
    while (*text) {
        size_t len = strcspn(text, "\n");
        size_t name = strcspn(text, ":\n");
        if (name < len) {
            struct field *field = arena_alloc(arena, sizeof *field);
            size_t value = name + 1 + strspn(text + name + 1, " ");
            field->name = arena_strndup(arena, text, name);
            field->value = value < len ? arena_strndup(arena, text + value, len - value) : "";
            field->next = first;
            first = field;
        }
        text += text[len] == '\n' ? len + 1 : len;
    }
    return first;
}

const char *
catalog_header(const struct catalog *catalog, const char *field)
{
    for (const struct field *f = catalog ? catalog->header : NULL; f; f = f->next) {
        if (str_equal(f->name, field)) {
            return f->value;
        }
    }
    return "";
}

/* The entry with the empty key describes the file. */
static bool
take_header(struct reader *reader)
{
    struct catalog *catalog = reader->catalog;
    if (catalog->has_header) {
        return refuse(reader, "der Kopf steht doppelt");
    }
    catalog->has_header = true;
    catalog->header = split_header(reader->arena, buf_text(&reader->part[PART_TEXT]));
    const char *type = catalog_header(catalog, "Content-Type");
    if (*type && !strstr(type, "charset=UTF-8")) {
        return refuse(reader, "der Zeichensatz ist nicht UTF-8");
    }
    return true;
}

static bool
take_entry(struct reader *reader)
{
    struct catalog *catalog = reader->catalog;
    const char *key = copy_part(reader, PART_KEY);
    if (reader->has_context) {
        key = arena_printf(reader->arena, "%s" CONTEXT_END "%s",
                           buf_text(&reader->part[PART_CONTEXT]), key);
    } else if (*key == '\0') {
        return take_header(reader);
    }
    if (catalog->count == reader->capacity) {
        grow(reader);
    }
    size_t *slot = find_slot(catalog, key);
    if (*slot) {
        return refuse(reader, "dieser Text steht doppelt");
    }
    const char *text = copy_part(reader, PART_TEXT);
    catalog->entry[catalog->count].key = key;
    catalog->entry[catalog->count].text = reader->fuzzy || *text == '\0' ? NULL : text;
    *slot = ++catalog->count;
    return true;
}

/* Close the entry in hand, if there is one. */
static bool
end_entry(struct reader *reader)
{
    if (reader->last == PART_CONTEXT || reader->last == PART_KEY) {
        return refuse(reader, "davor fehlt ein msgstr");
    }
    if (reader->last == PART_TEXT && !take_entry(reader)) {
        return false;
    }
    for (size_t i = 0; i < PART__MAX; i++) {
        buf_clear(&reader->part[i]);
    }
    reader->last = PART_NONE;
    reader->fuzzy = false;
    reader->has_context = false;
    return true;
}

/* Append the quoted string at TEXT, the rest of a line, to the part in hand. */
static bool
read_string(struct reader *reader, const char *text)
{
    static const char escape[] = "n\nt\t\"\"\\\\";
    struct buf *out = &reader->part[reader->last];
    if (*text++ != '"') {
        return refuse(reader, "hier fehlt ein Anführungszeichen");
    }
    for (; *text && *text != '"'; text++) {
        if (*text != '\\') {
            buf_putc(out, *text);
            continue;
        }
        size_t i = 0;
        text++;
        while (escape[i] && escape[i] != *text) {
            i += 2;
        }
        if (!escape[i]) {
            return refuse(reader, "diese Zeichenfolge nach \\ ist nicht erlaubt");
        }
        buf_putc(out, escape[i + 1]);
    }
    if (*text != '"' || text[1 + strspn(text + 1, " \t")] != '\0') {
        return refuse(reader, "hier fehlt ein Anführungszeichen");
    }
    return true;
}

/* Is "fuzzy" among the flags of a "#," line? */
static bool
has_fuzzy_flag(const char *flags)
{
    while (*flags) {
        flags += strspn(flags, ", \t");
        size_t len = strcspn(flags, ", \t");
        if (len == 5 && memcmp(flags, "fuzzy", 5) == 0) {
            return true;
        }
        flags += len;
    }
    return false;
}

static bool
read_comment(struct reader *reader, const char *line)
{
    /* Comments belong to the entry that follows; "#~" keeps what is out of use. */
    if (reader->last == PART_TEXT && !end_entry(reader)) {
        return false;
    }
    if (line[1] == ',' && has_fuzzy_flag(line + 2)) {
        reader->fuzzy = true;
    }
    return true;
}

/* Does this keyword start a part, after which comes a blank? */
static const char *
after_keyword(const char *line, const char *keyword)
{
    size_t len = strlen(keyword);
    if (!str_starts(line, keyword) || (line[len] != ' ' && line[len] != '\t')) {
        return NULL;
    }
    return line + len + strspn(line + len, " \t");
}

static bool
read_line(struct reader *reader, const char *line)
{
    const char *rest;
    if (line[0] == '#') {
        return read_comment(reader, line);
    }
    if (line[0] == '"') {
        if (reader->last == PART_NONE) {
            return refuse(reader, "dieser Text gehört zu nichts");
        }
        return read_string(reader, line);
    }
    if ((rest = after_keyword(line, "msgstr"))) {
        if (reader->last != PART_KEY) {
            return refuse(reader, "davor fehlt ein msgid");
        }
        reader->last = PART_TEXT;
        return read_string(reader, rest);
    }
    if (reader->last == PART_TEXT && !end_entry(reader)) {
        return false;
    }
    if ((rest = after_keyword(line, "msgctxt")) && reader->last == PART_NONE) {
        reader->last = PART_CONTEXT;
        reader->has_context = true;
        return read_string(reader, rest);
    }
    if ((rest = after_keyword(line, "msgid")) && reader->last != PART_KEY) {
        reader->last = PART_KEY;
        return read_string(reader, rest);
    }
    return refuse(reader, "diese Zeile ist hier nicht erlaubt");
}

/* Cut the next line off the file; a CR before the line end goes with it. */
static char *
next_line(struct reader *reader)
{
    size_t len = strcspn(reader->next, "\n");
    char *line = arena_strndup(reader->arena, reader->next, len);
    reader->next += reader->next[len] == '\n' ? len + 1 : len;
    reader->line++;
    if (len > 0 && line[len - 1] == '\r') {
        line[--len] = '\0';
    }
    while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t')) {
        line[--len] = '\0';
    }
    return line;
}

static bool
read_file(struct reader *reader)
{
    grow(reader);
    while (*reader->next) {
        const char *line = next_line(reader);
        if (*line && !read_line(reader, line)) {
            return false;
        }
    }
    if (!end_entry(reader)) {
        return false;
    }
    for (size_t i = 0; i < PART__MAX; i++) {
        if (!buf_ok(&reader->part[i])) {
            return refuse(reader, "ein Text ist zu lang");
        }
    }
    return true;
}

bool
catalog_parse(struct arena *arena, const char *bytes, size_t len, const struct catalog **out,
              struct err *err)
{
    if (len > CATALOG_BYTES_MAX) {
        return err_set(err, REASON_TOO_LARGE, "catalog",
                       "Die Übersetzung ist zu groß. Erlaubt sind 2 MB.");
    }
    struct reader reader = {.arena = arena, .err = err, .line = 1};
    reader.catalog = arena_alloc(arena, sizeof *reader.catalog);
    if (!str_utf8_valid(bytes, len)) {
        return refuse(&reader, "die Datei ist kein gültiges UTF-8");
    }
    reader.line = 0;
    reader.next = arena_strndup(arena, bytes, len);
    bool done = read_file(&reader);
    for (size_t i = 0; i < PART__MAX; i++) {
        buf_finish(&reader.part[i]);
    }
    if (done) {
        *out = reader.catalog;
    }
    return done;
}

const char *
catalog_find(const struct catalog *catalog, const char *key)
{
    size_t slot = catalog ? *find_slot(catalog, key) : 0;
    return slot ? catalog->entry[slot - 1].text : NULL;
}

const char *
catalog_text(const struct catalog *catalog, const char *key)
{
    const char *text = catalog_find(catalog, key);
    return text ? text : key;
}

size_t
catalog_count(const struct catalog *catalog)
{
    return catalog ? catalog->count : 0;
}

const char *
catalog_key(const struct catalog *catalog, size_t index)
{
    return index < catalog_count(catalog) ? catalog->entry[index].key : "";
}
