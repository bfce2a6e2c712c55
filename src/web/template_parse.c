/*
 * template_parse.c - reads a page and its partials into a list of instructions.
 *
 * One pass over the bytes: literal text, tag, literal text. A partial is read where
 * it stands; sections must close in the file that opened them.
 */
#include "template.h"

#include <string.h>

#include "arena.h"
#include "str.h"
#include "template_code.h"

/* What all files of one template share. */
struct program {
    struct arena *arena;
    template_find_fn *find;
    const void *context;
    struct template *template;
    size_t capacity;
    size_t open[TEMPLATE_DEPTH_MAX]; /* sections not yet closed */
    size_t depth;
    struct err *err;
};

/* One file while it is read. */
struct reader {
    struct program *program;
    const char *name;
    const char *start, *at, *end;
    size_t line;
    size_t depth_outside; /* sections open when it was entered */
    size_t partials;      /* partials around it */
};

#define TOO_LONG N_("Vorlage %1, Zeile %2: zu umfangreich. Bitte aufteilen.")
#define TOO_DEEP N_("Vorlage %1, Zeile %2: „%3“ ist zu tief geschachtelt.")
#define NOT_OPEN N_("Vorlage %1, Zeile %2: „%3“ ist nicht der zuletzt geöffnete Abschnitt.")
#define NOT_CLOSED N_("Vorlage %1, Zeile %2: „%3“ wird nicht geschlossen.")
#define UNPAIRED N_("Vorlage %1, Zeile %2: „{{“ und „}}“ passen nicht zueinander.")
#define STRANGE                                                                          \
    N_("Vorlage %1, Zeile %2: unbekannter Platzhalter „%3“. Erlaubt sind {{name}}, "     \
       "{{#name}}, {{^name}}, {{/name}}, {{>vorlage}} und {{_ Text}}.")

static bool
refuse(const struct reader *reader, const char *key, const char *what)
{
    char line[ERR_NUMBER_MAX];

    return err_set(reader->program->err, REASON_INVALID, "template", key, reader->name,
                   err_number(line, (long long)reader->line), what);
}

static bool
emit(const struct reader *reader, enum op op, const char *text)
{
    struct program *program = reader->program;
    struct template *template = program->template;

    if (template->count == TEMPLATE_CODE_MAX) {
        return refuse(reader, TOO_LONG, "");
    }
    if (template->count == program->capacity) {
        size_t wider = program->capacity ? program->capacity * 2 : 64;
        template->code = arena_grow(program->arena, template->code, program->capacity, wider,
                                    sizeof *template->code);
        program->capacity = wider;
    }
    template->code[template->count++] = (struct instruction){
        .op = op, .line = reader->line, .source = reader->name, .text = text};
    return true;
}

/* Is TEXT 1..MAX small letters, digits and characters of MORE? */
static bool
is_word(const char *text, const char *more, size_t max)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len; i++) {
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789", text[i]) && !strchr(more, text[i])) {
            return false;
        }
    }
    return len > 0 && len <= max;
}

static bool
is_name(const char *text)
{
    return is_word(text, "_-", TEMPLATE_NAME_MAX);
}

/* Parts with single dots between them. */
static bool
is_path(const char *text)
{
    return is_word(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.", TEMPLATE_PATH_MAX) && *text != '_' &&
           *text != '.' && text[strlen(text) - 1] != '.' && !strstr(text, "..");
}

static bool
open_section(const struct reader *reader, enum op op, const char *path)
{
    struct program *program = reader->program;

    if (program->depth == TEMPLATE_DEPTH_MAX) {
        return refuse(reader, TOO_DEEP, path);
    }
    program->open[program->depth++] = program->template->count;
    return emit(reader, op, path);
}

static bool
close_section(const struct reader *reader, const char *path)
{
    struct program *program = reader->program;
    struct template *template = program->template;

    if (program->depth == reader->depth_outside ||
        !str_equal(template->code[program->open[program->depth - 1]].text, path)) {
        return refuse(reader, NOT_OPEN, path);
    }
    if (!emit(reader, OP_END, path)) {
        return false;
    }
    size_t section = program->open[--program->depth], end = template->count - 1;
    template->code[section].jump = end;
    template->code[end].jump = section;
    return true;
}

/* White space of a German text made single blanks: the key of its translation. */
static const char *
squeeze(struct arena *arena, const char *text)
{
    char *key = arena_strdup(arena, text), *to = key;

    for (const char *from = text; *from; from++) {
        if (!strchr(" \t\r\n", *from)) {
            *to++ = *from;
        } else if (to > key && to[-1] != ' ') {
            *to++ = ' ';
        }
    }
    if (to > key && to[-1] == ' ') {
        to--;
    }
    *to = '\0';
    return key;
}

static bool read_template(struct program *program, const char *name, size_t partials);

static bool
read_tag(const struct reader *reader, const char *tag)
{
    const char *rest = tag + 1;

    if (tag[0] == '/' && is_path(rest)) {
        return close_section(reader, rest);
    }
    if ((tag[0] == '#' || tag[0] == '^') && is_path(rest)) {
        return open_section(reader, tag[0] == '#' ? OP_SECTION : OP_UNLESS, rest);
    }
    if (tag[0] == '>' && is_name(rest)) {
        return reader->partials < TEMPLATE_PARTIALS_MAX
                   ? read_template(reader->program, rest, reader->partials + 1)
                   : refuse(reader, TOO_DEEP, rest);
    }
    if (tag[0] == '_' && strchr(" \t\r\n", tag[1]) && !str_empty(rest)) {
        return emit(reader, OP_TRANSLATE, squeeze(reader->program->arena, rest));
    }
    if (is_path(tag) || str_equal(tag, ".")) {
        return emit(reader, OP_VALUE, tag);
    }
    return refuse(reader, STRANGE, tag);
}

/* Widen the tag [*OPEN, *NEXT) to its whole line if nothing but blanks stands beside it. */
static void
take_line(const struct reader *reader, const char **open, const char **next)
{
    const char *left = *open, *right = *next;

    while (left > reader->at && (left[-1] == ' ' || left[-1] == '\t')) {
        left--;
    }
    while (right < reader->end && (*right == ' ' || *right == '\t' || *right == '\r')) {
        right++;
    }
    bool first = left == reader->start || left[-1] == '\n';
    if (first && right < reader->end && *right == '\n') {
        *open = left;
        *next = right + 1;
    }
}

/* Emit the literal text up to UNTIL and count its lines. */
static bool
read_text(struct reader *reader, const char *until)
{
    size_t len = (size_t)(until - reader->at);

    if (memmem(reader->at, len, "}}", 2)) {
        return refuse(reader, UNPAIRED, "");
    }
    if (len && !emit(reader, OP_TEXT, arena_strndup(reader->program->arena, reader->at, len))) {
        return false;
    }
    for (; reader->at < until; reader->at++) {
        reader->line += *reader->at == '\n';
    }
    return true;
}

/* Read the literal text and the one tag that come next. */
static bool
read_next(struct reader *reader)
{
    const char *open = memmem(reader->at, (size_t)(reader->end - reader->at), "{{", 2);
    if (!open) {
        return read_text(reader, reader->end);
    }
    const char *inner = open + 2;
    const char *close = memmem(inner, (size_t)(reader->end - inner), "}}", 2);
    if (!close || memmem(inner, (size_t)(close - inner), "{{", 2)) {
        return read_text(reader, open) && refuse(reader, UNPAIRED, "");
    }
    const char *next = close + 2;
    if (strchr("#^/>", *inner)) {
        take_line(reader, &open, &next);
    }
    if (!read_text(reader, open) ||
        !read_tag(reader,
                  arena_strndup(reader->program->arena, inner, (size_t)(close - inner)))) {
        return false;
    }
    for (; reader->at < next; reader->at++) {
        reader->line += *reader->at == '\n';
    }
    return true;
}

static bool
read_template(struct program *program, const char *name, size_t partials)
{
    struct reader reader = {.program = program, .name = name, .line = 1,
                            .depth_outside = program->depth, .partials = partials};
    size_t len = 0;

    if (!is_name(name) || !program->find(program->context, name, &reader.start, &len)) {
        return err_set(program->err, REASON_NOT_FOUND, "template",
                       "Die Vorlage „%1“ gibt es nicht.", name);
    }
    if (len > TEMPLATE_BYTES_MAX || !str_utf8_valid(reader.start, len)) {
        return err_set(program->err, REASON_INVALID, "template",
                       "Die Vorlage „%1“ ist zu groß oder kein gültiges UTF-8.", name);
    }
    reader.at = reader.start;
    reader.end = reader.start + len;
    while (reader.at < reader.end) {
        if (!read_next(&reader)) {
            return false;
        }
    }
    if (program->depth == reader.depth_outside) {
        return true;
    }
    const struct instruction *left = &program->template->code[program->open[program->depth - 1]];
    reader.line = left->line;
    return refuse(&reader, NOT_CLOSED, left->text);
}

bool
template_parse(struct arena *arena, const char *name, template_find_fn *find,
               const void *context, const struct template **out, struct err *err)
{
    struct template *template = arena_alloc(arena, sizeof *template);
    struct program program = {.arena = arena, .find = find, .context = context,
                              .template = template, .err = err};

    if (!read_template(&program, arena_strdup(arena, name), 0)) {
        return false;
    }
    *out = template;
    return true;
}
