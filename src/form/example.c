/* The example values a form declares, as a record: for previews and tests. */
#include "form.h"

#include <string.h>

#include "arena.h"
#include "str.h"
#include "tree.h"
#include "value.h"

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

static void
fill_group(struct value *record, const struct form_node *group, size_t turn, struct arena *arena)
{
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        const char *name = node->attr[ATTR_NAME];
        const char *example = example_at(arena, node->attr[ATTR_EXAMPLE], turn);
        if (node->kind == FORM_RECORD) {
            fill_group(value_set_record(record, name), node, turn, arena);
        } else if (node->kind == FORM_RECORDS) {
            struct value *list = value_set_list(record, name);
            for (size_t i = 0; i < (size_t)node->number[ATTR_EXAMPLES]; i++) {
                fill_group(value_add_record(list), node, i, arena);
            }
        } else if (node->kind == FORM_FLAG) {
            value_set_bool(record, name, str_equal(example, "yes"));
        } else {
            value_set_text(record, name, example);
        }
    }
}

const struct value *
form_example(const struct form *form, struct arena *arena)
{
    struct value *record = value_record(arena);
    if (form->values != NULL) {
        fill_group(record, form->values, 0, arena);
    }
    return record;
}
