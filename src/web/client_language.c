/*
 * client_language.c - the languages of the pages for clients, as on the paper.
 */
#include "client_language.h"

#include <string.h>

/* Names in themselves are no texts to translate. */
static const struct client_language languages[] = {
    {"de", "Deutsch", false},
    {"de-simple", "Einfache Sprache", false},
    {"en", "English", false},
    {"tr", "Türkçe", false},
    {"uk", "Українська", false},
    {"ru", "Русский", false},
    {"ar", "العربية", true},
};
#define COUNT (sizeof languages / sizeof *languages)

const struct client_language *
client_language_at(size_t index)
{
    return index < COUNT ? &languages[index] : NULL;
}

const struct client_language *
client_language_find(const char *tag, size_t len)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strlen(languages[i].tag) == len && memcmp(languages[i].tag, tag, len) == 0) {
            return &languages[i];
        }
    }
    return NULL;
}

const struct client_language *
client_language_preferred(const char *header)
{
    const struct client_language *found = NULL;

    while (*header != '\0' && found == NULL) {
        found = client_language_find(header, strcspn(header, ",;- "));
        header += strcspn(header, ",");
        header += strspn(header, ", ");
    }
    return found;
}
