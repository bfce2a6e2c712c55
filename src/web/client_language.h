/*
 * client_language.h - private to the web room: the languages of the pages for clients.
 */
#ifndef WEB_CLIENT_LANGUAGE_H
#define WEB_CLIENT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

struct client_language {
    const char *tag;  /* BCP 47, also the name of the texts: "de-simple" */
    const char *name; /* in itself */
    bool right_to_left;
};

/* The language of TAG (LEN bytes), or NULL. */
const struct client_language *client_language_find(const char *tag, size_t len);
/* The INDEXth, German first; NULL after the last. */
const struct client_language *client_language_at(size_t index);
/* The first of a browser's languages that is spoken here, or NULL. */
const struct client_language *client_language_preferred(const char *header);

#endif
