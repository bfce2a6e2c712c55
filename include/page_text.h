/*
 * page_text.h - the texts of the pages that every house words itself: impressum, datenschutz,
 * barrierefreiheit, unterweisung, and the help of the program, hilfe-NAME. Built-in ones,
 * overridden by DIR/pages/NAME.txt, English NAME.en.txt (see prose.h). Their values:
 * operator_name, office_name, help_phone, controller, responsible (the controller, else the
 * operator), data_officer, authority.
 */
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include <stddef.h>

#include "err.h"

struct env;
struct value;

/*
 * The text NAME in LANGUAGE ("de" or "en"): {"blocks":[...],"language"}, blocks as of prose_read.
 * An office that words only the German one shows that in English too ("language" is "de").
 * Errors: NOT_FOUND (no such page), those of prose_read and of a file that cannot be read.
 */
MUST_CHECK bool page_text(struct env *env, const char *name, const char *language,
                          const struct value **doc, struct err *err);
/* Check every own file of the office. */
MUST_CHECK bool page_text_check_all(struct env *env, struct err *err);
/* Check a file of such a text. DOC: {"page":{"file","blocks"}}. */
MUST_CHECK bool page_text_check(struct env *env, const char *file, const char *bytes, size_t len,
                                const struct value **doc, struct err *err);
/* The bytes in force of NAME ("impressum" or "impressum.en"). Errors: NOT_FOUND, STORE. */
MUST_CHECK bool page_text_source(struct env *env, const char *name, const char **bytes,
                                 size_t *len, struct err *err);

#endif
