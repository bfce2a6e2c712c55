/*
 * scope.h - which value a dotted name means at a place of a form.
 *
 * The checker walks scopes without values, the layout with them, so both find
 * the same declaration.
 */
#ifndef FORM_SCOPE_H
#define FORM_SCOPE_H

#include <stdbool.h>

#include "tree.h"

struct value;

struct scope {
    const struct scope *outer;
    const char *name;             /* of the item; NULL in the outermost scope */
    const struct form_node *decl; /* <values> or the <records> of the item; NULL: none */
    const struct value *value;    /* NULL in the checker */
};

struct scope_found {
    const struct form_node *decl;
    const struct value *value; /* NULL when absent */
};

bool scope_find(const struct scope *scope, const char *path, struct scope_found *out);

/*
 * Values every form has: "form.number" and its like, "translation.checked_by" and
 * "translation.checked_on"; in headers and footers "page.number" and "page.count".
 */
enum builtin {
    BUILTIN_NONE, BUILTIN_NUMBER, BUILTIN_VERSION, BUILTIN_TITLE, BUILTIN_CHECKED_BY,
    BUILTIN_CHECKED_ON, BUILTIN_PAGE, BUILTIN_PAGES
};
enum builtin builtin_find(const char *path);
const char *builtin_name(enum builtin builtin);

#endif
