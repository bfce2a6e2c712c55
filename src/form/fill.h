/*
 * fill.h - a text of a form with its values filled in.
 */
#ifndef FORM_FILL_H
#define FORM_FILL_H

#include "layout.h"

struct catalog;

/* In which language a text is filled in. */
struct tongue {
    const struct catalog *texts; /* of values that are texts of the house; NULL: German */
    const char *lang;
};

extern const struct tongue in_german;

/* A text with its values filled in, as stretches of one weight. */
struct filled {
    struct type_span *span;
    size_t count;
    const char *field; /* the first value, or NULL */
    bool empty;
    bool looked_up;  /* a value was found among the texts */
    bool translated; /* and says something else than the German */
};

/* Fill TEXT in; BOLD sets all of it in bold. */
bool fill(struct layout *layout, const struct scope *scope, const char *text, bool bold,
          const struct tongue *tongue, struct filled *out);

#endif
