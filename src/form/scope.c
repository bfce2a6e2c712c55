/* Find the declaration and the value of a dotted name. */
#include "scope.h"

#include <string.h>

#include "str.h"
#include "value.h"

/* Does PATH begin with the segment NAME? *REST is what follows its dot, or NULL at the end. */
static bool
segment(const char *path, const char *name, const char **rest)
{
    size_t len = strlen(name);
    if (strncmp(path, name, len) != 0 || (path[len] != '.' && path[len] != '\0')) {
        return false;
    }
    *rest = path[len] == '.' ? path + len + 1 : NULL;
    return true;
}

static const struct form_node *
declared(const struct form_node *group, const char *path)
{
    const struct form_node *node = group->first;
    while (node != NULL) {
        const char *rest = NULL;
        const char *name = node->attr[ATTR_NAME];
        if (name == NULL || !segment(path, name, &rest)) {
            node = node->next;
        } else if (rest == NULL) {
            return node;
        } else if (node->kind != FORM_RECORD) {
            return NULL;
        } else {
            path = rest, node = node->first;
        }
    }
    return NULL;
}

bool
scope_find(const struct scope *scope, const char *path, struct scope_found *out)
{
    for (; scope != NULL; scope = scope->outer) {
        const char *rest = path;
        if (scope->decl == NULL || (scope->name != NULL && !segment(path, scope->name, &rest))) {
            continue;
        }
        if (rest == NULL) {
            return false;
        }
        out->decl = declared(scope->decl, rest);
        out->value = scope->value != NULL ? value_find(scope->value, rest) : NULL;
        return out->decl != NULL;
    }
    return false;
}

static const char *const builtin_names[] = {
    [BUILTIN_NONE] = "",
    [BUILTIN_NUMBER] = "form.number", [BUILTIN_VERSION] = "form.version",
    [BUILTIN_TITLE] = "form.title",   [BUILTIN_CHECKED_BY] = "translation.checked_by",
    [BUILTIN_CHECKED_ON] = "translation.checked_on", [BUILTIN_PAGE] = "page.number",
    [BUILTIN_PAGES] = "page.count",
};

const char *
builtin_name(enum builtin builtin)
{
    return builtin_names[builtin];
}

enum builtin
builtin_find(const char *path)
{
    for (int i = BUILTIN_NONE + 1; i <= BUILTIN_PAGES; i++) {
        if (str_equal(path, builtin_names[i])) {
            return (enum builtin)i;
        }
    }
    return BUILTIN_NONE;
}
