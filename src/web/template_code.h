/*
 * template_code.h - what template_parse.c makes and template.c runs.
 *
 * A flat list of instructions, partials already in place, so that rendering knows
 * neither files nor recursion.
 */
#ifndef TEMPLATE_CODE_H
#define TEMPLATE_CODE_H

#include <stddef.h>

enum op { OP_TEXT, OP_VALUE, OP_TRANSLATE, OP_SECTION, OP_UNLESS, OP_END };

struct instruction {
    enum op op;
    size_t line;
    const char *source; /* the template or partial it stands in */
    const char *text;   /* literal, path or German text */
    size_t jump;        /* section: its end; end: its section */
};

struct template {
    struct instruction *code;
    size_t count;
};

#endif
