/*
 * template.c - runs the instructions of a page over a value tree.
 *
 * One loop, one stack of scopes. Every value and every translation leaves through
 * append_escaped; there is no other way out.
 */
#include "template.h"

#include <string.h>

#include "buf.h"
#include "catalog.h"
#include "str.h"
#include "template_code.h"
#include "value.h"

struct scope {
    const struct value *value; /* NULL: the section opened no scope of its own */
    const struct value *list;  /* NULL: not in a list */
    size_t index;
};

struct machine {
    struct scope scope[TEMPLATE_DEPTH_MAX + 1];
    size_t depth; /* of the innermost */
    const struct catalog *catalog;
    struct buf *out;
    struct err *err;
};

static void
append_escaped(struct buf *out, const char *text)
{
    for (;;) {
        size_t plain = strcspn(text, "&<>\"'");
        buf_append(out, text, plain);
        text += plain;
        switch (*text++) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        case '\'': buf_puts(out, "&#39;"); break;
        default: return;
        }
    }
}

static bool
fail(const struct machine *machine, const struct instruction *at, const char *key)
{
    char line[ERR_NUMBER_MAX];

    return err_set(machine->err, REASON_PRINT, "template", key, at->source,
                   err_number(line, (long long)at->line), at->text);
}

/* The value at the path of AT, from the innermost scope that has it. */
static bool
look_up(const struct machine *machine, const struct instruction *at, const struct value **out)
{
    for (size_t i = machine->depth + 1; i-- > 0;) {
        const struct value *scope = machine->scope[i].value;
        *out = scope && str_equal(at->text, ".") ? scope : value_find(scope, at->text);
        if (*out) {
            return true;
        }
    }
    return fail(machine, at, N_("Vorlage %1, Zeile %2: Der Wert „%3“ fehlt."));
}

static bool
print_value(const struct machine *machine, const struct instruction *at)
{
    const struct value *value;
    char number[ERR_NUMBER_MAX];

    if (!look_up(machine, at, &value)) {
        return false;
    }
    switch (value_kind(value)) {
    case VALUE_NULL: return true;
    case VALUE_TEXT: append_escaped(machine->out, value_string(value)); return true;
    case VALUE_INT: buf_puts(machine->out, err_number(number, value_number(value))); return true;
    default: break;
    }
    return fail(machine, at, N_("Vorlage %1, Zeile %2: „%3“ ist weder Text noch Zahl."));
}

/* Enter the section at *I, or move on to its end. */
static bool
enter_section(struct machine *machine, const struct instruction *at, size_t *i)
{
    const struct value *value;
    struct scope scope = {0};

    if (!look_up(machine, at, &value)) {
        return false;
    }
    if (value_truth(value) != (at->op == OP_SECTION)) {
        *i = at->jump;
        return true;
    }
    if (value_kind(value) == VALUE_RECORD) {
        scope.value = value;
    }
    if (at->op == OP_SECTION && value_kind(value) == VALUE_LIST) {
        scope = (struct scope){.value = value_at(value, 0), .list = value};
    }
    machine->scope[++machine->depth] = scope;
    return true;
}

/* At the end of a section: back to its start for the next item, or leave it. */
static void
end_section(struct machine *machine, const struct instruction *at, size_t *i)
{
    struct scope *scope = &machine->scope[machine->depth];

    if (!scope->list || ++scope->index == value_len(scope->list)) {
        machine->depth--;
        return;
    }
    scope->value = value_at(scope->list, scope->index);
    *i = at->jump;
}

static bool
step(struct machine *machine, const struct instruction *at, size_t *i)
{
    switch (at->op) {
    case OP_TEXT: buf_puts(machine->out, at->text); return true;
    case OP_TRANSLATE:
        append_escaped(machine->out, catalog_text(machine->catalog, at->text));
        return true;
    case OP_VALUE: return print_value(machine, at);
    case OP_END: end_section(machine, at, i); return true;
    default: return enter_section(machine, at, i);
    }
}

bool
template_render(const struct template *template, const struct value *root,
                const struct catalog *catalog, struct buf *out, struct err *err)
{
    struct machine machine = {
        .scope = {{.value = root}}, .catalog = catalog, .out = out, .err = err};
    size_t len = out->len, steps = 0;
    bool done = true;

    for (size_t i = 0; done && i < template->count && steps <= TEMPLATE_STEPS_MAX; i++, steps++) {
        done = step(&machine, &template->code[i], &i);
    }
    if (done && (steps > TEMPLATE_STEPS_MAX || !buf_ok(out))) {
        done = err_set(err, REASON_TOO_LARGE, "",
                       "Die Seite ist zu umfangreich. Bitte die Auswahl eingrenzen.");
    }
    if (!done && out->data) {
        out->len = len;
        out->data[len] = '\0';
    }
    return done;
}

size_t
template_text_count(const struct template *template)
{
    size_t count = 0;

    for (size_t i = 0; i < template->count; i++) {
        count += template->code[i].op == OP_TRANSLATE;
    }
    return count;
}

const char *
template_text(const struct template *template, size_t index)
{
    for (size_t i = 0; i < template->count; i++) {
        if (template->code[i].op == OP_TRANSLATE && index-- == 0) {
            return template->code[i].text;
        }
    }
    return NULL;
}
