/*
 * shelf.h - private to the web room: files between their preview and "Einlesen".
 *
 * In memory alone, a few at a time, each for its session and for a quarter of an hour: what was
 * only looked at leaves no trace. Whoever comes back too late chooses the file again.
 */
#ifndef WEB_SHELF_H
#define WEB_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct shelf;

#define SHELF_KEY_MAX 33  /* 32 hexadecimal digits and NUL */
#define SHELF_WORD_MAX 44 /* of the kind, of the profile */

struct shelf *shelf_open(struct arena *arena);
void shelf_close(struct shelf *shelf);

/* A file and how it is to be read: the words of an import_request. */
struct shelf_file {
    char kind[SHELF_WORD_MAX], profile[SHELF_WORD_MAX];
    char encoding[SHELF_WORD_MAX], separator[SHELF_WORD_MAX];
    const char *bytes;
    size_t len;
};
/* Keep a copy; an earlier one of the session goes. KEY finds it again. False: no memory. */
bool shelf_put(struct shelf *shelf, int64_t session, int64_t now_ms,
               const struct shelf_file *file, char key[SHELF_KEY_MAX]);
/* Take it off the shelf: bytes in ARENA. False: not there any more, or somebody else's. */
bool shelf_take(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key,
                struct arena *arena, struct shelf_file *out);
/* The same, and it stays. */
bool shelf_look(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key,
                struct arena *arena, struct shelf_file *out);

#endif
