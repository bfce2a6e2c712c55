/* Which letters of a form's own texts no face has. */
#include "form.h"

#include "arena.h"
#include "text.h"
#include "tree.h"
#include "type.h"

static void
fault(struct faults *faults, const struct form_node *node, enum form_rule rule, const char *a,
      const char *b)
{
    faults_add(faults, node->line, node->row->name, rule, a, b);
}

static void
check_letters(const struct form_node *node, const char *text, const struct type *type,
              struct faults *faults)
{
    struct text_cursor cursor = {text, false};
    struct text_part part;
    while ((part = text_next(&cursor)).kind != TEXT_END && part.kind != TEXT_FAULT) {
        struct type_span span = {arena_strndup(faults->arena, part.start, part.len), part.bold};
        struct type_text set;
        struct err err = {0};
        if (part.kind == TEXT_LETTERS
            && !type_set(type, faults->arena, &span, 1, "de", 10, 0, "text", &set, &err)) {
            fault(faults, node,
                  RULE_NO_GLYPH,
                  err.arg[0], err.arg[1]);
        }
    }
}

static void
check_node(const struct form_node *node, const struct type *type, struct faults *faults)
{
    if (node->text != NULL) {
        check_letters(node, node->text, type, faults);
    }
    if (node->attr[ATTR_LABEL] != NULL) {
        check_letters(node, node->attr[ATTR_LABEL], type, faults);
    }
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        check_node(child, type, faults);
    }
}

void
form_letters(const struct form *form, const struct type *type, struct arena *arena,
             const struct form_fault **fault_rows, size_t *fault_count)
{
    struct faults faults = {.arena = arena};
    check_node(form->root, type, &faults);
    *fault_rows = faults.row;
    *fault_count = faults.count;
}
