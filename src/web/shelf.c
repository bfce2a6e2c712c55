/*
 * shelf.c - a few files in memory, guarded by one mutex.
 */
#include "shelf.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "key.h"
#include "str.h"

#define PLACES 4
#define KEEP_MS ((int64_t)15 * 60 * 1000)
#define RANDOM_BYTES ((SHELF_KEY_MAX - 1) / 2)

struct place {
    int64_t session; /* 0: empty */
    int64_t put_ms;
    char key[SHELF_KEY_MAX];
    struct shelf_file file;
    char *copy; /* file.bytes, ours to free */
};

struct shelf {
    pthread_mutex_t mutex;
    struct place place[PLACES];
};

struct shelf *
shelf_open(struct arena *arena)
{
    struct shelf *shelf = arena_alloc(arena, sizeof *shelf);

    pthread_mutex_init(&shelf->mutex, NULL);
    return shelf;
}

static void
clear(struct place *place)
{
    free(place->copy);
    memset(place, 0, sizeof *place);
}

void
shelf_close(struct shelf *shelf)
{
    for (size_t i = 0; i < PLACES; i++) {
        clear(&shelf->place[i]);
    }
    pthread_mutex_destroy(&shelf->mutex);
}

static void
clear_old(struct shelf *shelf, int64_t now_ms)
{
    for (size_t i = 0; i < PLACES; i++) {
        if (shelf->place[i].session != 0 && shelf->place[i].put_ms + KEEP_MS <= now_ms) {
            clear(&shelf->place[i]);
        }
    }
}

/* The session's own place, else an empty one, else the one that has waited longest. */
static struct place *
place_for(struct shelf *shelf, int64_t session)
{
    struct place *best = &shelf->place[0];

    for (size_t i = 0; i < PLACES; i++) {
        struct place *place = &shelf->place[i];

        if (place->session == session) {
            return place;
        }
        if (place->session == 0 ? best->session != 0
                                : best->session != 0 && place->put_ms < best->put_ms) {
            best = place;
        }
    }
    return best;
}

static void
make_key(char out[SHELF_KEY_MAX])
{
    uint8_t random[RANDOM_BYTES];

    key_random(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++) {
        snprintf(out + 2 * i, 3, "%02x", random[i]);
    }
}

bool
shelf_put(struct shelf *shelf, int64_t session, int64_t now_ms, const struct shelf_file *file,
          char key[SHELF_KEY_MAX])
{
    char *copy = malloc(file->len + 1);
    struct place *place;

    if (copy == NULL) {
        return false;
    }
    memcpy(copy, file->bytes, file->len);
    copy[file->len] = '\0';
    pthread_mutex_lock(&shelf->mutex);
    clear_old(shelf, now_ms);
    place = place_for(shelf, session);
    clear(place);
    place->session = session;
    place->put_ms = now_ms;
    make_key(place->key);
    place->file = *file;
    place->copy = copy;
    memcpy(key, place->key, SHELF_KEY_MAX);
    pthread_mutex_unlock(&shelf->mutex);
    return true;
}

static bool
find(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key, struct arena *arena,
     struct shelf_file *out, bool stays)
{
    bool found = false;

    pthread_mutex_lock(&shelf->mutex);
    clear_old(shelf, now_ms);
    for (size_t i = 0; i < PLACES && !found; i++) {
        struct place *place = &shelf->place[i];

        found = place->session != 0 && place->session == session && str_equal(place->key, key);
        if (found) {
            *out = place->file;
            out->bytes = arena_strndup(arena, place->copy, place->file.len);
            if (!stays) {
                clear(place);
            }
        }
    }
    pthread_mutex_unlock(&shelf->mutex);
    return found;
}

bool
shelf_take(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key,
           struct arena *arena, struct shelf_file *out)
{
    return find(shelf, session, now_ms, key, arena, out, false);
}

bool
shelf_look(struct shelf *shelf, int64_t session, int64_t now_ms, const char *key,
           struct arena *arena, struct shelf_file *out)
{
    return find(shelf, session, now_ms, key, arena, out, true);
}
