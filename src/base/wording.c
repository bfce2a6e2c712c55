/*
 * wording.c - read dated texts, and pick those in force on a day.
 */
#include "wording.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "date.h"
#include "str.h"
#include "value.h"

#define NAME_MAX_BYTES 40
#define HEAD_MAX_BYTES 120
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct reader {
    struct arena *arena;
    const struct wordings *known;
    const char *next; /* rest of the file */
    size_t line;      /* number of the line in hand */
    size_t head_line; /* where the entry in hand began; 0 before the first */
    struct wording entry;
    struct buf paragraph;
    struct wording *row;
    size_t count, capacity;
    struct err *err;
};

static bool
fault(struct reader *reader, size_t line, const char *what)
{
    char number[ERR_NUMBER_MAX];
    return err_set(reader->err, REASON_INVALID, "wording",
                   "Zeile %1 der rechtlichen Texte: %2. Bitte berichtigen.",
                   err_number(number, (long long)line), what);
}

/* Two entries of one name? */
static bool
same_name(const struct wording *a, const struct wording *b)
{
    return str_equal(a->group, b->group) && str_equal(a->name, b->name);
}

static bool
is_known(const struct wordings *known, const struct wording *entry)
{
    for (size_t i = 0; i < known->count; i++) {
        if (same_name(&known->row[i], entry)) {
            return true;
        }
    }
    return false;
}

static bool
is_name(const char *text)
{
    size_t len = strlen(text);
    return len > 0 && len <= NAME_MAX_BYTES && text[0] >= 'a' && text[0] <= 'z' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == len &&
           !str_equal(text, "since");
}

static bool
split_name(struct reader *reader, char *word)
{
    char *dot = strchr(word, '.');
    if (dot == NULL) {
        return fault(reader, reader->line, "ein Name hat die Form gruppe.name");
    }
    *dot = '\0';
    reader->entry = (struct wording){.group = word, .name = dot + 1};
    if (!is_name(word) || !is_name(dot + 1)) {
        return fault(reader, reader->line, "ein Name hat die Form gruppe.name");
    }
    if (reader->known != NULL && !is_known(reader->known, &reader->entry)) {
        return fault(reader, reader->line, "diesen Namen kennt kein Formular");
    }
    return true;
}

static bool
read_days(struct reader *reader, const char *from, const char *until)
{
    struct err ignored = {0};
    struct wording *entry = &reader->entry;
    entry->valid_until = DAY_NONE;
    if (from == NULL || !day_parse(from, "wording", &entry->valid_from, &ignored)) {
        return fault(reader, reader->line, "nach dem Namen steht ein Tag wie 2026-01-01");
    }
    if (until != NULL && !day_parse(until, "wording", &entry->valid_until, &ignored)) {
        return fault(reader, reader->line, "der letzte Tag ist kein Tag wie 2026-12-31");
    }
    if (until != NULL && entry->valid_until < entry->valid_from) {
        return fault(reader, reader->line, "der letzte Tag liegt vor dem ersten");
    }
    return true;
}

/* "[group.name 2026-01-01]" begins an entry. */
static bool
read_head(struct reader *reader, const char *line, size_t len)
{
    char *rest = NULL;
    while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t')) {
        len--;
    }
    if (len < 2 || len > HEAD_MAX_BYTES || line[len - 1] != ']') {
        return fault(reader, reader->line, "eine Kopfzeile endet mit ]");
    }
    char *name = strtok_r(arena_strndup(reader->arena, line + 1, len - 2), " \t", &rest);
    const char *from = strtok_r(NULL, " \t", &rest);
    const char *until = strtok_r(NULL, " \t", &rest);
    if (name == NULL || strtok_r(NULL, " \t", &rest) != NULL) {
        return fault(reader, reader->line, "eine Kopfzeile hat Name, ersten und letzten Tag");
    }
    reader->head_line = reader->line;
    return split_name(reader, name) && read_days(reader, from, until);
}

/* The entry in hand is complete: clean its paragraph and keep it. */
static bool
keep(struct reader *reader)
{
    struct err unclean = {0};
    if (reader->head_line == 0) {
        return true;
    }
    if (!str_clean(reader->arena, buf_text(&reader->paragraph), reader->paragraph.len, "wording",
                   WORDING_TEXT_MAX, &reader->entry.text, &unclean)) {
        return fault(reader, reader->head_line,
                      "der Text ist kein UTF-8, zu lang oder hat Zeichen, die man nicht sieht");
    }
    if (str_empty(reader->entry.text)) {
        return fault(reader, reader->head_line, "unter der Kopfzeile fehlt der Text");
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (same_name(&reader->row[i], &reader->entry) &&
            reader->row[i].valid_from == reader->entry.valid_from) {
            return fault(reader, reader->head_line,
                          "diesen Text gibt es in der Datei zweimal ab demselben Tag");
        }
    }
    if (reader->count == reader->capacity) {
        size_t more = reader->capacity == 0 ? 32 : 2 * reader->capacity;
        reader->row = arena_grow(reader->arena, reader->row, reader->count, more,
                                 sizeof *reader->row);
        reader->capacity = more;
    }
    reader->row[reader->count++] = reader->entry;
    buf_clear(&reader->paragraph);
    return true;
}

static bool
read_line(struct reader *reader)
{
    const char *line = reader->next;
    size_t len = strcspn(line, "\n");
    reader->next = line + len + (line[len] == '\n');
    reader->line++;
    len -= len > 0 && line[len - 1] == '\r';
    if (line[0] == '#') {
        return true;
    }
    if (line[0] == '[') {
        return keep(reader) && read_head(reader, line, len);
    }
    if (reader->head_line == 0 && strspn(line, " \t") < len) {
        return fault(reader, reader->line, "vor der ersten Kopfzeile steht Text");
    }
    buf_append(&reader->paragraph, line, len);
    buf_putc(&reader->paragraph, ' ');
    return true;
}

bool
wording_parse(struct arena *arena, const char *text, size_t len, const struct wordings *known,
              struct wordings *out, struct err *err)
{
    struct reader reader = {.arena = arena, .known = known, .err = err};
    bool done = true;
    if (len > WORDING_BYTES_MAX) {
        return err_set(err, REASON_TOO_LARGE, "wording", NULL);
    }
    if (!str_utf8_valid(text, len)) {
        return fault(&reader, 1, "die Datei ist kein UTF-8");
    }
    reader.next = arena_strndup(arena, text, len);
    reader.next += str_starts(reader.next, BYTE_ORDER_MARK) ? strlen(BYTE_ORDER_MARK) : 0;
    while (done && *reader.next != '\0') {
        done = read_line(&reader);
    }
    done = done && keep(&reader);
    buf_finish(&reader.paragraph);
    if (done) {
        *out = (struct wordings){reader.row, reader.count};
    }
    return done;
}

struct wordings
wording_join(struct arena *arena, const struct wordings *a, const struct wordings *b)
{
    size_t count = a->count + b->count;
    struct wording *row = arena_grow(arena, a->row, a->count, count, sizeof *row);
    for (size_t i = 0; i < b->count; i++) {
        row[a->count + i] = b->row[i];
    }
    return (struct wordings){row, count};
}

/* The entry of the same name as NAMED in force on DAY, or NULL. */
static const struct wording *
in_force(const struct wordings *list, const struct wording *named, int32_t day)
{
    const struct wording *found = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct wording *row = &list->row[i];
        if (same_name(row, named) && row->valid_from <= day &&
            (found == NULL || row->valid_from >= found->valid_from)) {
            found = row;
        }
    }
    return found == NULL || found->valid_until == DAY_NONE || day <= found->valid_until ? found
                                                                                         : NULL;
}

/* Does a row before INDEX have the same group, and with NAMED the same name too? */
static bool
came_before(const struct wordings *list, size_t index, bool named)
{
    const struct wording *row = &list->row[index];
    for (size_t i = 0; i < index; i++) {
        if (named ? same_name(&list->row[i], row) : str_equal(list->row[i].group, row->group)) {
            return true;
        }
    }
    return false;
}

static void
set_group(struct value *record, const struct wordings *list, const char *group, int32_t day)
{
    int32_t since = DAY_NONE;
    char text[DAY_TEXT_MAX];
    for (size_t i = 0; i < list->count; i++) {
        if (!str_equal(list->row[i].group, group) || came_before(list, i, true)) {
            continue;
        }
        const struct wording *found = in_force(list, &list->row[i], day);
        since = found != NULL && found->valid_from > since ? found->valid_from : since;
        value_set_text(record, list->row[i].name, found == NULL ? NULL : found->text);
    }
    value_set_text(record, "since", since == DAY_NONE ? NULL : day_german(text, since));
}

struct value *
wording_in_force(struct arena *arena, const struct wordings *list, int32_t day)
{
    struct value *root = value_record(arena);
    for (size_t i = 0; i < list->count; i++) {
        if (!came_before(list, i, false)) {
            const char *group = list->row[i].group;
            set_group(value_set_record(root, group), list, group, day);
        }
    }
    return root;
}

const char *
wording_gap(struct arena *arena, const struct wordings *list, const char *group, int32_t day)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct wording *row = &list->row[i];
        if (str_equal(row->group, group) && in_force(list, row, day) == NULL) {
            return arena_printf(arena, "%s.%s", row->group, row->name);
        }
    }
    return NULL;
}
