/* Check what spans several nodes: names, values, tables, places, obligatory parts. */
#include <string.h>

#include "arena.h"
#include "scope.h"
#include "str.h"
#include "text.h"
#include "tree.h"

struct check {
    struct arena *arena;
    struct faults *faults;
    int heading; /* level of the last heading of the sheet; 0: none yet */
    bool edge; /* inside header or footer, where page numbers are known */
};

static void
fault(struct check *check, const struct form_node *node, enum form_rule rule, const char *a,
      const char *b)
{
    faults_add(check->faults, node->line, node->row->name, rule, a, b);
}

static void
unknown_value(struct check *check, const struct form_node *node, const char *path)
{
    fault(check, node,
          RULE_UNKNOWN_VALUE,
          path, NULL);
}

static void
check_text(struct check *check, const struct form_node *node, const char *text,
           const struct scope *scope)
{
    struct text_cursor cursor = {text, false};
    for (;;) {
        struct text_part part = text_next(&cursor);
        char path[TEXT_PATH_MAX];
        struct scope_found found;
        if (part.kind == TEXT_END) {
            return;
        }
        if (part.kind == TEXT_FAULT) {
            fault(check, node,
                  RULE_TEXT_SYNTAX,
                  part.start, NULL);
            return;
        }
        if (part.kind != TEXT_VALUE || !text_path(&part, path)) {
            continue;
        }
        enum builtin builtin = builtin_find(path);
        if (builtin >= BUILTIN_PAGE && !check->edge) {
            fault(check, node,
                  RULE_PAGE_VALUE,
                  path, NULL);
        } else if (builtin != BUILTIN_NONE) {
            continue;
        } else if (!scope_find(scope, path, &found)) {
            unknown_value(check, node, path);
        } else if (found.decl->kind != FORM_VALUE) {
            fault(check, node, RULE_NOT_SHOWN,
                  path, NULL);
        }
    }
}

static void
check_condition(struct check *check, const struct form_node *node, enum form_attribute attr,
                const struct scope *scope)
{
    struct scope_found found;
    const char *path = node->attr[attr];
    if (path == NULL) {
        return;
    }
    if (!scope_find(scope, path, &found)) {
        unknown_value(check, node, path);
    } else if (found.decl->kind == FORM_RECORD) {
        fault(check, node,
              RULE_NOT_ASKED,
              path, NULL);
    }
}

/* What is shown to nobody's eyes must be told in words. */
static void
check_alt(struct check *check, const struct form_node *node)
{
    if (node->attr[ATTR_ALT] != NULL && str_empty(node->attr[ATTR_ALT])) {
        fault(check, node,
              RULE_NO_ALT,
              NULL, NULL);
    }
}

/* Headings go down one step at a time, so that a reader can walk through them. */
static void
check_heading(struct check *check, const struct form_node *node)
{
    const int level = node->kind == FORM_H1 ? 1 : node->kind == FORM_H2 ? 2
                      : node->kind == FORM_H3 ? 3 : 0;
    if (node->kind == FORM_SHEET) {
        check->heading = 0;
    }
    if (level == 0) {
        return;
    }
    if (level > check->heading + 1) {
        fault(check, node,
              RULE_HEADING_SKIPPED,
              element_row(level == 2 ? FORM_H1 : FORM_H2)->name, NULL);
    }
    check->heading = level;
}

static bool
row_has_head(const struct form_node *row, bool whole)
{
    const struct form_node *cell = row->first;
    while (cell != NULL && (cell->kind == FORM_TH) == whole) {
        cell = cell->next;
    }
    return whole ? cell == NULL : cell != NULL;
}

/* A row of head cells above, or a head cell in every row. */
static void
check_heads(struct check *check, const struct form_node *table)
{
    const struct form_node *row = table->first;
    if (row == NULL || row_has_head(row, true)) {
        return;
    }
    while (row != NULL && row_has_head(row, false)) {
        row = row->next;
    }
    if (row != NULL) {
        fault(check, row,
              RULE_NO_HEAD_CELL,
              NULL, NULL);
    }
}

static void
check_place(struct check *check, const struct form_node *node)
{
    bool x = node->attr[ATTR_X] != NULL;
    bool y = node->attr[ATTR_Y] != NULL;
    bool edge = node->kind == FORM_HEADER || node->kind == FORM_FOOTER;
    if (edge || (!x && !y)) {
        return;
    }
    if (node->parent->kind != FORM_FRONT && node->parent->kind != FORM_BACK) {
        fault(check, node,
              RULE_PLACE_NOT_HERE,
              NULL, NULL);
    }
    if (!x || !y || (node->kind == FORM_BOX
                     && (node->attr[ATTR_WIDTH] == NULL || node->attr[ATTR_HEIGHT] == NULL))) {
        fault(check, node,
              RULE_PLACE_INCOMPLETE,
              NULL, NULL);
    }
}

static void
check_rows(struct check *check, const struct form_node *table)
{
    double widths[FORM_COLUMNS_MAX];
    if (table->attr[ATTR_WIDTHS] == NULL) {
        return;
    }
    size_t columns = widths_parse(table->attr[ATTR_WIDTHS], 1e6, widths);
    for (const struct form_node *row = table->first; row != NULL; row = row->next) {
        size_t cells = 0;
        char have[ERR_NUMBER_MAX], want[ERR_NUMBER_MAX];
        for (const struct form_node *cell = row->first; cell != NULL; cell = cell->next) {
            cells++;
        }
        if (cells != columns) {
            fault(check, row, RULE_CELLS,
                  err_number(have, (long long)cells), err_number(want, (long long)columns));
        }
    }
}

/* NODE must have LEAST to MOST children of KIND. */
static void
check_count(struct check *check, const struct form_node *node, enum form_kind kind, size_t least,
            size_t most)
{
    size_t count = 0;
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        count += child->kind == kind ? 1 : 0;
    }
    if (count < least) {
        fault(check, node, RULE_MISSING_PART, element_row(kind)->name, NULL);
    }
    if (count > most) {
        fault(check, node, RULE_PART_TWICE,
              element_row(kind)->name, NULL);
    }
}

static void
check_parts(struct check *check, const struct form_node *node)
{
    switch (node->kind) {
    case FORM_FORM:
        check_count(check, node, FORM_VALUES, 0, 1);
        check_count(check, node, FORM_SHEET, 1, SIZE_MAX);
        break;
    case FORM_SHEET:
        check_count(check, node, FORM_FRONT, 1, 1);
        check_count(check, node, FORM_BACK, 0, 1);
        check_count(check, node, FORM_HEADER, 0, 1);
        check_count(check, node, FORM_FOOTER, 0, 1);
        break;
    case FORM_COLUMNS:
        check_count(check, node, FORM_COLUMN, 1, FORM_COLUMNS_MAX);
        break;
    case FORM_LIST:
        check_count(check, node, FORM_ITEM, 1, SIZE_MAX);
        break;
    case FORM_TABLE:
        check_count(check, node, FORM_ROW, 1, SIZE_MAX);
        check_rows(check, node);
        check_heads(check, node);
        break;
    default:
        break;
    }
}

static void
check_sizes(struct check *check, const struct form_node *node)
{
    if (node->attr[ATTR_SIZE] != NULL && node->attr[ATTR_MIN_SIZE] != NULL
        && node->number[ATTR_MIN_SIZE] > node->number[ATTR_SIZE]) {
        fault(check, node, RULE_MIN_SIZE,
              NULL, NULL);
    }
}

static void
check_node(struct check *check, const struct form_node *node, const struct scope *outer)
{
    struct scope inner = {outer, NULL, NULL, NULL};
    const struct scope *scope = outer;
    struct scope_found found;
    const char *each = node->attr[ATTR_EACH];
    if (node->kind == FORM_VALUES) {
        return;
    }
    if (each != NULL && scope_find(outer, each, &found) && found.decl->kind == FORM_RECORDS) {
        inner.name = found.decl->attr[ATTR_ITEM];
        inner.decl = found.decl;
        scope = inner.name != NULL ? &inner : outer;
    } else if (each != NULL) {
        fault(check, node, RULE_NOT_REPEATED,
              each, NULL);
    }
    check_condition(check, node, ATTR_IF, scope);
    check_condition(check, node, ATTR_UNLESS, scope);
    check_place(check, node);
    check_sizes(check, node);
    check_parts(check, node);
    check_alt(check, node);
    check_heading(check, node);
    if (node->text != NULL) {
        check_text(check, node, node->text, scope);
    }
    for (int i = 0; i < ATTR__MAX; i++) {
        if (node->attr[i] != NULL && attribute_row((enum form_attribute)i)->type == TYPE_IS_TEXT) {
            check_text(check, node, node->attr[i], scope);
        }
    }
    bool edge = node->kind == FORM_HEADER || node->kind == FORM_FOOTER;
    check->edge = check->edge || edge;
    for (const struct form_node *child = node->first; child != NULL; child = child->next) {
        check_node(check, child, scope);
    }
    check->edge = check->edge && !edge;
}

/* Names in one group are different; "form", "page", "translation" belong to the program. */
static void
check_names(struct check *check, const struct form_node *group)
{
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        const char *name = node->attr[ATTR_NAME];
        bool taken = group->kind == FORM_VALUES && name != NULL
                     && (str_equal(name, "form") || str_equal(name, "page")
                         || str_equal(name, "translation"));
        for (const struct form_node *other = group->first; other != node && name != NULL;
             other = other->next) {
            taken = taken || (other->attr[ATTR_NAME] != NULL
                              && str_equal(other->attr[ATTR_NAME], name));
        }
        if (taken) {
            fault(check, node, RULE_NAME_TAKEN, name, NULL);
        }
        check_names(check, node);
    }
}

/* Values the preview will hold for one turn of GROUP; stops counting above the limit. */
static size_t
count_examples(const struct form_node *group)
{
    size_t count = 0;
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        size_t turns = node->kind == FORM_RECORDS ? (size_t)node->number[ATTR_EXAMPLES] : 1;
        size_t inside = turns > 0 ? count_examples(node) : 0;
        count += 1 + turns * inside;
        if (count > FORM_EXAMPLES_MAX) {
            return FORM_EXAMPLES_MAX + 1;
        }
    }
    return count;
}

static size_t
count_declared(const struct form_node *group)
{
    size_t count = 0;
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        count += 1 + count_declared(node);
    }
    return count;
}

static void
check_values(struct check *check, const struct form_node *values)
{
    check_names(check, values);
    if (count_declared(values) > FORM_VALUES_MAX) {
        fault(check, values, RULE_TOO_MANY_VALUES, NULL,
              NULL);
    }
    if (count_examples(values) > FORM_EXAMPLES_MAX) {
        fault(check, values,
              RULE_TOO_MANY_EXAMPLES,
              NULL, NULL);
    }
}

void
tree_check(const struct form_node *root, struct arena *arena, struct faults *faults)
{
    struct check check = {.arena = arena, .faults = faults};
    const struct form_node *values = node_child(root, FORM_VALUES);
    struct scope scope = {NULL, NULL, values, NULL};
    if (values != NULL) {
        check_values(&check, values);
    }
    check_node(&check, root, &scope);
}
