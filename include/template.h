/*
 * template.h - HTML pages from the one document, without a way to forget escaping.
 *
 * The whole language:
 *
 *   {{path.name}}            the value, escaped for text and double-quoted attributes
 *   {{.}}                    the item itself, inside a list of texts or numbers
 *   {{#name}} .. {{/name}}   once for each item of a list; once for a record, which
 *                            becomes the innermost scope; once for any other truth
 *   {{^name}} .. {{/name}}   when the value is false, 0, "", null or an empty list
 *   {{>partial}}             another template, put in place when this one is parsed
 *   {{_ German text}}        translated; runs of white space count as one blank
 *
 * There is no syntax for unescaped output and none for comments or expressions. A
 * line that holds nothing but one section or partial tag leaves no line behind.
 * A path is looked up in the innermost scope that has all of it; one that no scope
 * has is an error, so a page cannot silently lose a value. Null prints as
 * nothing; a bool, list or record cannot be printed.
 *
 * Parsed once into an immutable program, rendered many times, from any thread.
 * May include: base.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

#define TEMPLATE_BYTES_MAX ((size_t)256 << 10) /* of one file */
#define TEMPLATE_NAME_MAX 40                   /* of a template; a-z 0-9 _ - */
#define TEMPLATE_PATH_MAX 80                   /* of a dotted path; A-Z a-z 0-9 _ . */
#define TEMPLATE_DEPTH_MAX 16                  /* sections inside one another */
#define TEMPLATE_PARTIALS_MAX 8                /* partials inside one another */
#define TEMPLATE_CODE_MAX 20000                /* instructions, partials included */
#define TEMPLATE_STEPS_MAX 5000000             /* instructions of one rendering */

struct arena;
struct buf;
struct catalog;
struct template;
struct value;

/* Find the source of template NAME; false when there is none. The bytes are borrowed. */
typedef bool template_find_fn(const void *context, const char *name, const char **bytes,
                              size_t *len);

/*
 * Parse template NAME and its partials, all found by FIND.
 * Errors: NOT_FOUND; INVALID naming template, line and tag (not UTF-8, unknown tag,
 * section not closed, limit above); TOO_LARGE.
 */
MUST_CHECK bool template_parse(struct arena *arena, const char *name, template_find_fn *find,
                               const void *context, const struct template **out,
                               struct err *err);

/*
 * Render ROOT (a record) and append the page to OUT, which is unchanged on failure.
 * CATALOG translates the German texts (NULL: German).
 * Errors: PRINT naming template, line and path (unknown value, value that cannot be
 * printed); TOO_LARGE when OUT or TEMPLATE_STEPS_MAX is full.
 */
MUST_CHECK bool template_render(const struct template *template, const struct value *root,
                                const struct catalog *catalog, struct buf *out,
                                struct err *err);

/* The German texts in order of appearance, repeats included: for tests of completeness. */
size_t template_text_count(const struct template *template);
const char *template_text(const struct template *template, size_t index);

#endif
