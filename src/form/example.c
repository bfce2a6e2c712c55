/* Values to lay a form out with before anybody prints it: its examples, and harder ones. */
#include "form.h"

#include <string.h>

#include "arena.h"
#include "buf.h"
#include "str.h"
#include "tree.h"
#include "value.h"

#define LONGEST_STANDARD ((size_t)200)
#define PAYLOAD_LONGEST ((size_t)59) /* public_url of 40, "/S#", a code of 16 */

enum flags { FLAGS_EXAMPLE, FLAGS_NO, FLAGS_YES };

/* What a trial changes about the examples. */
struct plan {
    bool absent; /* optional values are */
    enum flags flags;
    const struct form_node *stretched; /* this value has LENGTH letters, this list entries */
    size_t length;
};

/* The INDEXth of "a|b|c", beginning again after the last; NULL when there is none. */
static const char *
example_at(struct arena *arena, const char *examples, size_t index)
{
    size_t count = 1;
    if (examples == NULL) {
        return NULL;
    }
    for (const char *at = examples; *at != '\0'; at++) {
        count += *at == '|' ? 1 : 0;
    }
    for (index %= count; index > 0; index--) {
        examples = strchr(examples, '|') + 1;
    }
    return arena_strndup(arena, examples, strcspn(examples, "|"));
}

static bool
is_payload(const char *example)
{
    return example != NULL && str_starts(example, "HTTP");
}

/* LENGTH letters of running text; of an address, its host grows. */
static const char *
stretch(struct arena *arena, const char *example, size_t length)
{
    static const char words[] = "Familienberatungsstelle Groß Moorstadt an der Öhe, ";
    struct buf out = {0};
    size_t count = 0;
    if (is_payload(example)) {
        const size_t len = strlen(example), host = strcspn(example, ":") + 3;
        buf_append(&out, example, host < len ? host : len);
        for (size_t i = len; i < length; i++) {
            buf_putc(&out, 'A');
        }
        buf_puts(&out, host < len ? example + host : "");
    }
    for (const char *at = words; out.len == 0 || (!is_payload(example) && count < length);) {
        const char *start = at;
        (void)str_next(&at);
        buf_append(&out, start, (size_t)(at - start));
        at = *at == '\0' ? words : at;
        count++;
    }
    const char *text = arena_strdup(arena, buf_text(&out));
    buf_finish(&out);
    return text;
}

static bool
flag_value(const struct plan *plan, const char *example)
{
    return plan->flags == FLAGS_EXAMPLE ? str_equal(example, "yes") : plan->flags == FLAGS_YES;
}

static const char *
text_value(const struct form_node *node, const struct plan *plan, const char *example,
           struct arena *arena)
{
    if (node == plan->stretched) {
        return stretch(arena, example, plan->length);
    }
    return plan->absent && node_is(node, ATTR_OPTIONAL, "yes") ? NULL : example;
}

static void
fill_group(struct value *record, const struct form_node *group, size_t turn,
           const struct plan *plan, struct arena *arena)
{
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        const char *name = node->attr[ATTR_NAME];
        const char *example = example_at(arena, node->attr[ATTR_EXAMPLE], turn);
        if (node->kind == FORM_RECORD) {
            fill_group(value_set_record(record, name), node, turn, plan, arena);
        } else if (node->kind == FORM_RECORDS) {
            struct value *list = value_set_list(record, name);
            size_t count = node == plan->stretched ? plan->length
                                                   : (size_t)node->number[ATTR_EXAMPLES];
            for (size_t i = 0; i < count; i++) {
                fill_group(value_add_record(list), node, i, plan, arena);
            }
        } else if (node->kind == FORM_FLAG) {
            value_set_bool(record, name, flag_value(plan, example));
        } else {
            value_set_text(record, name, text_value(node, plan, example, arena));
        }
    }
}

static const struct value *
fill(const struct form *form, const struct plan *plan, struct arena *arena)
{
    struct value *record = value_record(arena);
    if (form->values != NULL) {
        fill_group(record, form->values, 0, plan, arena);
    }
    return record;
}

const struct value *
form_example(const struct form *form, struct arena *arena)
{
    static const struct plan as_declared;
    return fill(form, &as_declared, arena);
}

/* ---- trials ------------------------------------------------------------------------- */

static const struct {
    struct plan plan;
    const char *what;
} whole[FORM_TRIALS_PLAIN] = {
    {{false, FLAGS_EXAMPLE, NULL, 0}, "den Beispielen"},
    {{true, FLAGS_EXAMPLE, NULL, 0}, "fehlenden Werten"},
    {{true, FLAGS_NO, NULL, 0}, "fehlenden Werten, alle <flag> aus"},
    {{true, FLAGS_YES, NULL, 0}, "fehlenden Werten, alle <flag> an"},
    {{false, FLAGS_NO, NULL, 0}, "den Beispielen, alle <flag> aus"},
    {{false, FLAGS_YES, NULL, 0}, "den Beispielen, alle <flag> an"},
};

/* How many letters NODE may have at most; 0: what it shows has always one length. */
static size_t
longest(const struct form_node *node)
{
    const char *example = node->attr[ATTR_EXAMPLE];
    if (node->kind != FORM_VALUE) {
        return 0;
    }
    if (node->attr[ATTR_LONGEST] != NULL) {
        return (size_t)node->number[ATTR_LONGEST];
    }
    if (is_payload(example)) {
        return PAYLOAD_LONGEST;
    }
    const bool words = example == NULL || strpbrk(example, "abcdefghijklmnopqrstuvwxyz") != NULL;
    return words ? LONGEST_STANDARD : 0;
}

/* The node after NODE in file order, inside the values. */
static const struct form_node *
node_after(const struct form_node *node)
{
    if (node->first != NULL) {
        return node->first;
    }
    while (node->kind != FORM_VALUES && node->next == NULL) {
        node = node->parent;
    }
    return node->kind == FORM_VALUES ? NULL : node->next;
}

/* The INDEXth trial of one value or list; false when there are not so many. */
static bool
stretched(const struct form *form, size_t index, struct plan *plan)
{
    static const enum flags flags[] = {FLAGS_EXAMPLE, FLAGS_NO, FLAGS_YES};
    const struct form_node *node = form->values;
    while (node != NULL && (node = node_after(node)) != NULL) {
        const size_t lengths[] = {0, 1, (size_t)node->number[ATTR_MOST]};
        const size_t most = longest(node);
        const size_t count = node->kind == FORM_RECORDS || most > 0 ? 3 : 0;
        if (index < count && node->kind == FORM_RECORDS) {
            *plan = (struct plan){.stretched = node, .length = lengths[index]};
            return true;
        }
        if (index < count) { /* in each setting of the flags */
            *plan = (struct plan){.stretched = node, .length = most, .flags = flags[index]};
            return true;
        }
        index -= count;
    }
    return false;
}

size_t
form_trial_count(const struct form *form)
{
    struct plan plan;
    size_t count = 0;
    while (stretched(form, count, &plan)) {
        count++;
    }
    return FORM_TRIALS_PLAIN + count;
}

/* "station.provider.name" as a form writes it. */
static const char *
path_of(struct arena *arena, const struct form_node *node)
{
    const char *path = node->attr[ATTR_NAME];
    for (node = node->parent; node->kind != FORM_VALUES; node = node->parent) {
        if (node->kind == FORM_RECORDS) {
            return arena_printf(arena, "%s.%s", node->attr[ATTR_ITEM], path);
        }
        path = arena_printf(arena, "%s.%s", node->attr[ATTR_NAME], path);
    }
    return path;
}

void
form_trial(const struct form *form, struct arena *arena, size_t index, struct form_trial *out)
{
    struct plan plan = {0};
    if (index < FORM_TRIALS_PLAIN) {
        *out = (struct form_trial){whole[index].what, false, index == 0,
                                   fill(form, &whole[index].plan, arena)};
        return;
    }
    (void)stretched(form, index - FORM_TRIALS_PLAIN, &plan);
    const char *path = path_of(arena, plan.stretched);
    const char *what =
        plan.stretched->kind == FORM_RECORDS
            ? arena_printf(arena, "„%s“ mit %zu Einträgen", path, plan.length)
            : arena_printf(arena, "„%s“ mit %zu Buchstaben", path, plan.length);
    *out = (struct form_trial){what, plan.length > 1,
                               is_payload(plan.stretched->attr[ATTR_EXAMPLE]),
                               fill(form, &plan, arena)};
}
