/* The values a form may show, as a document: from its <values> and from the language itself. */
#include "form.h"

#include <string.h>

#include "arena.h"
#include "scope.h"
#include "str.h"
#include "tree.h"
#include "value.h"

static void
add(struct value *list, const char *name, const char *kind, const char *label,
    const struct form_node *node, struct arena *arena)
{
    struct value *item = value_add_record(list);
    const char *example = node != NULL ? node->attr[ATTR_EXAMPLE] : NULL;
    const bool optional = node != NULL && node_is(node, ATTR_OPTIONAL, "yes");
    if (example != NULL) { /* the first of several */
        example = arena_strndup(arena, example, strcspn(example, "|"));
    }
    value_set_text(item, "name", name);
    value_set_text(item, "kind", kind);
    value_set_text(item, "kind_label", label);
    value_set_text(item, "item", node != NULL ? node->attr[ATTR_ITEM] : NULL);
    value_set_bool(item, "optional", optional);
    value_set_text(item, "example", example);
    value_set_text(item, "help", node != NULL ? node->attr[ATTR_HELP] : NULL);
}

/* The values of GROUP; PREFIX stands before their names: "", "station.". */
static void
add_group(struct value *list, const struct form_node *group, const char *prefix,
          struct arena *arena)
{
    for (const struct form_node *node = group->first; node != NULL; node = node->next) {
        const char *name = arena_printf(arena, "%s%s", prefix, node->attr[ATTR_NAME]);
        switch (node->kind) {
        case FORM_RECORD:
            add_group(list, node, arena_printf(arena, "%s.", name), arena);
            break;
        case FORM_RECORDS:
            add(list, name, "list", "Liste", node, arena);
            add_group(list, node, arena_printf(arena, "%s.", node->attr[ATTR_ITEM]), arena);
            break;
        case FORM_FLAG:
            add(list, name, "flag", "ja/nein", node, arena);
            break;
        default:
            add(list, name, "text", "Text", node, arena);
            break;
        }
    }
}

const struct value *
form_values(const struct form *form, struct arena *arena)
{
    struct value *list = value_list(arena);
    if (form->values != NULL) {
        add_group(list, form->values, "", arena);
    }
    for (int i = BUILTIN_NONE + 1; i <= BUILTIN_PAGES; i++) {
        const bool edge = i >= BUILTIN_PAGE;
        add(list, builtin_name((enum builtin)i), edge ? "edge" : "text",
            edge ? "Text in Kopf und Fuß" : "Text", NULL, arena);
    }
    return list;
}
