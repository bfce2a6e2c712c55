/*
 * arena.h - memory that lives as long as one request or one command.
 *
 * A function that returns a pointer takes an arena and the result lives there;
 * nothing is freed singly. Sizes are capped at the edges of the program, so
 * running out of memory here is a bug or a dead machine: arena.c aborts.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head; /* newest block; zeroed memory is an empty arena */
    size_t total;             /* bytes handed out since the last reset */
};

void arena_init(struct arena *arena);

/* SIZE zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* COUNT zeroed elements of SIZE bytes; aborts when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Grow an array of OLD elements to NEW ones; the old copy stays valid. */
void *arena_grow(struct arena *arena, const void *old, size_t old_count, size_t new_count,
                 size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
void *arena_memdup(struct arena *arena, const void *bytes, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Forget everything, keep one block for the next round. */
void arena_reset(struct arena *arena);

/* Give all memory back; the arena may be used again. */
void arena_finish(struct arena *arena);

#endif
