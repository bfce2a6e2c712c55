/*
 * paper_texts.h - what paper.c keeps of the texts for clients, and the words of values.
 */
#ifndef PAPER_TEXTS_H
#define PAPER_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "paper.h"
#include "wording.h"

#define PAPER_LANGUAGE_MAX 12
#define PAPER_SHELF_MAX 16

/* A translation as it was last parsed; bytes with another hash are parsed anew. */
struct kept_texts {
    struct arena arena;
    char language[PAPER_LANGUAGE_MAX + 1];
    const struct catalog *texts;
    uint8_t sha256[PAPER_SHA256_BYTES];
};

/* The languages in use; zeroed memory is an empty one. The last place changes hands. */
struct paper_shelf {
    bool settled; /* texts once parsed are not looked for again */
    size_t count;
    struct kept_texts kept[PAPER_SHELF_MAX];
};

/* The legal texts as they were last parsed; zeroed memory has none. */
struct kept_legal {
    struct arena arena;
    bool full;
    struct wordings list;
    uint8_t sha256[PAPER_SHA256_BYTES]; /* of the office's own file, of nothing without one */
};

/* Where ENV's paper keeps them, and whether they are not looked for again; NULL without paper. */
struct kept_legal *paper_legal(struct env *env, bool *settled);

void paper_shelf_finish(struct paper_shelf *shelf);
MUST_CHECK bool paper_shelf_texts(struct paper_shelf *shelf, struct env *env,
                                  const char *language, const struct catalog **out,
                                  uint8_t sha256[PAPER_SHA256_BYTES], struct err *err);

#endif
