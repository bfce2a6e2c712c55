/*
 * arena.c - blocks of memory, each twice as large as the one before.
 */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_MIN ((size_t)16 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#define ALIGN alignof(max_align_t)

struct arena_block {
    struct arena_block *older;
    size_t size; /* usable bytes */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

/* Sizes are capped at the edges, so this is a bug or a dead machine. */
static _Noreturn void
out_of_memory(void)
{
    fputs("laufzettel: out of memory\n", stderr);
    abort();
}

static struct arena_block *
block_new(struct arena_block *older, size_t at_least)
{
    size_t size = older ? older->size * 2 : BLOCK_MIN;
    if (size > BLOCK_MAX) {
        size = BLOCK_MAX;
    }
    if (size < at_least) {
        size = at_least;
    }
    if (size > SIZE_MAX - sizeof(struct arena_block)) {
        out_of_memory();
    }
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block) {
        out_of_memory();
    }
    block->older = older;
    block->size = size;
    block->used = 0;
    return block;
}

static void
free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

/* SIZE bytes whose content the caller writes at once. */
static void *
take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2) {
        out_of_memory();
    }
    size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
    struct arena_block *block = arena->head;
    if (!block || block->size - block->used < rounded) {
        block = arena->head = block_new(block, rounded);
    }
    void *bytes = block->bytes + block->used;
    block->used += rounded;
    arena->total += rounded;
    return bytes;
}

void
arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

static size_t
product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        out_of_memory();
    }
    return count * size;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_alloc(arena, product(count, size));
}

void *
arena_grow(struct arena *arena, const void *old, size_t old_count, size_t new_count, size_t size)
{
    void *bytes = arena_array(arena, new_count, size);
    if (old_count > 0) {
        memcpy(bytes, old, product(old_count < new_count ? old_count : new_count, size));
    }
    return bytes;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
    return arena_memdup(arena, text, strlen(text) + 1);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *copy = take(arena, len + 1);
    if (len > 0) {
        memcpy(copy, text, len);
    }
    copy[len] = '\0';
    return copy;
}

void *
arena_memdup(struct arena *arena, const void *bytes, size_t len)
{
    void *copy = take(arena, len);
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    return copy;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    /* Most fit into the room that is there; only the others are printed twice. */
    struct arena_block *block = arena->head;
    size_t room = block ? block->size - block->used : 0;
    int len = vsnprintf(room > 0 ? (char *)block->bytes + block->used : NULL, room, format, args);
    va_end(args);
    if (len < 0) {
        out_of_memory();
    }
    char *text = take(arena, (size_t)len + 1);
    if (arena->head != block || (size_t)len >= room) {
        vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    return text;
}

void
arena_reset(struct arena *arena)
{
    struct arena_block *block = arena->head;
    if (block) {
        free_blocks(block->older);
        block->older = NULL;
        block->used = 0;
        /* One huge request must not keep its memory for ever. */
        if (block->size > BLOCK_MAX) {
            free(block);
            arena->head = NULL;
        }
    }
    arena->total = 0;
}

void
arena_finish(struct arena *arena)
{
    free_blocks(arena->head);
    *arena = (struct arena){0};
}
