/*
 * instruction.h - private to procedures: the text of the day about data protection, and who took
 * note of it.
 */
#ifndef INSTRUCTION_H
#define INSTRUCTION_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct acknowledgement;
struct env;

#define INSTRUCTION_VERSION_MAX 17 /* hexadecimal digits and NUL */

struct instruction {
    char version[INSTRUCTION_VERSION_MAX]; /* of the German text: another text has another */
    const char *text;
};
/* What is to be taken note of today. Errors: those of page_text_source. */
MUST_CHECK bool instruction_read(struct env *env, struct instruction *out, struct err *err);
/* The day USER took note, among COUNT rows of one version; DAY_NONE: not yet. */
int32_t instruction_day(const struct acknowledgement *row, size_t count, int64_t user);

#endif
