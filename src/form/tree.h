/*
 * tree.h - a parsed form: nodes, and the faults found on the way.
 */
#ifndef FORM_TREE_H
#define FORM_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "element.h"
#include "err.h"
#include "rule.h"

#define FORM_DEPTH_MAX 32
#define FORM_NODES_MAX ((size_t)5000)
#define FORM_TEXT_MAX ((size_t)2000) /* letters of one text */
#define FORM_PLAIN_MAX ((size_t)500) /* letters of one attribute */
#define FORM_NAME_MAX ((size_t)40)
#define FORM_FAULTS_MAX ((size_t)50)
#define FORM_VALUES_MAX ((size_t)500)    /* declared */
#define FORM_EXAMPLES_MAX ((size_t)5000) /* example values of a preview */
#define FORM_COLUMNS_MAX ((size_t)12)

struct arena;
struct form_fault;

struct form_node {
    enum form_kind kind;
    const struct element_row *row;
    size_t line;
    const struct form_node *parent;
    struct form_node *first, *last, *next;
    const char *attr[ATTR__MAX]; /* as written, or the standard; NULL: absent */
    double number[ATTR__MAX];    /* of MM, PT, COUNT and SHADE attributes */
    const char *text;            /* one line with <b>, <br/> and {{values}}; NULL: none */
    bool translate;
};

struct form {
    const struct form_node *root;
    const struct form_node *values; /* NULL: none declared */
    int32_t valid_from;
    size_t text_count;
    const char *const *text;
};

/* Faults in the order they were found; the first FORM_FAULTS_MAX are kept. */
struct faults {
    struct arena *arena;
    struct form_fault *row;
    size_t count;
};

/*
 * Note that ELEMENT breaks RULE; A and B (or NULL) are the %3 and %4 of its sentence.
 */
void faults_add(struct faults *faults, size_t line, const char *element, enum form_rule rule,
                const char *a, const char *b);

/* XML to nodes; NULL when there is no whole tree. Faults are added to FAULTS. */
struct form_node *tree_parse(struct arena *arena, const char *xml, size_t len,
                             struct faults *faults);

/* Check ATTRIBUTE's TEXT; *NUMBER is set for those that are numbers. */
bool attribute_valid(const struct attribute_row *attribute, const char *text, double *number);

/* Check what spans several nodes: names, values, tables, obligatory parts. */
void tree_check(const struct form_node *root, struct arena *arena, struct faults *faults);

/* The first child of this kind, or NULL. */
const struct form_node *node_child(const struct form_node *node, enum form_kind kind);

/* Does attribute ATTR of NODE say exactly WORD? */
bool node_is(const struct form_node *node, enum form_attribute attr, const char *word);

/* Widths of "30,*,20" for a room of ROOM_MM; the number of columns, 0 when they do not fit. */
size_t widths_parse(const char *text, double room_mm, double out[FORM_COLUMNS_MAX]);

#endif
