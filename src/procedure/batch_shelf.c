/*
 * batch_shelf.c - the folder of a batch: what is there, what was left half done.
 */
#include "batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "store.h"
#include "str.h"

#define HIDDEN_START ".laufzettel-"
#define HIDDEN_END ".part"
#define NAME_START "laufzettel-"
#define NAME_END ".pdf"
#define SHA_HEX ((size_t)2 * KEY_SHA256_BYTES)
#define NUMBER_MAX 24 /* of a slip's number */
#define PDF_BYTES_MAX ((size_t)512 << 20)

static bool
refuse_path(const char *path, struct err *err)
{
    char text[ERR_ARG_MAX];

    return err_set(err, REASON_STORE, "", "%1: Zugriff nicht möglich (%2).", path,
                   strerror_r(errno, text, sizeof text));
}

static bool
ends(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);

    return len >= tail && str_equal(text + len - tail, end);
}

const char *
batch_shelf_hidden(const struct batch_shelf *shelf, struct arena *arena, const char *number,
                   bool merged, const uint8_t sha256[KEY_SHA256_BYTES])
{
    char hex[SHA_HEX + 1];

    for (size_t i = 0; i < KEY_SHA256_BYTES; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", sha256[i]);
    }
    return arena_printf(arena, "%s/" HIDDEN_START "%s%s-%s" HIDDEN_END, shelf->dir, number,
                        merged ? "+" : "", hex);
}

static const char *
final_path(const struct batch_shelf *shelf, struct arena *arena, const char *number)
{
    return arena_printf(arena, "%s/" NAME_START "%s" NAME_END, shelf->dir, number);
}

bool
batch_shelf_name(struct batch_shelf *shelf, const char *hidden, const char *number, bool merged,
                 struct err *err)
{
    struct arena arena = {0};
    char next[NUMBER_MAX];
    bool done;

    if (merged) {
        (void)snprintf(next, sizeof next, "%04u", ++shelf->last);
        number = next;
    }
    done = rename(hidden, final_path(shelf, &arena, number)) == 0 || refuse_path(hidden, err);
    arena_finish(&arena);
    return done;
}

/* The bytes' hash; false when there is no such whole file. */
static bool
hash_file(const char *path, uint8_t sha256[KEY_SHA256_BYTES])
{
    struct arena arena = {0};
    struct err ignored = {0};
    const char *bytes;
    size_t len;
    bool done = file_read(&arena, path, "", PDF_BYTES_MAX, &bytes, &len, &ignored);

    if (done) {
        key_sha256(bytes, len, sha256);
    }
    arena_finish(&arena);
    return done;
}

static bool
is_among(const uint8_t sha256[KEY_SHA256_BYTES], const struct print_record *print, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(print[i].sha256, sha256, KEY_SHA256_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

bool
batch_shelf_holds(const struct batch_shelf *shelf, const char *number,
                  const struct print_record *print, size_t count)
{
    struct arena arena = {0};
    uint8_t sha256[KEY_SHA256_BYTES];
    bool found = hash_file(final_path(shelf, &arena, number), sha256) &&
                 is_among(sha256, print, count);

    arena_finish(&arena);
    for (size_t i = 0; i < shelf->merged_count && !found; i++) {
        found = is_among(shelf->merged[i], print, count);
    }
    return found;
}

/* ---- what an earlier run has left ---- */

struct leftover {
    char number[NUMBER_MAX];
    bool merged;
    uint8_t sha256[KEY_SHA256_BYTES];
    bool recorded;
};

/* Read the parts of a hidden file's name; anything else in the folder is left alone. */
static bool
read_hidden(const char *name, struct leftover *out)
{
    const char *number = name + strlen(HIDDEN_START);
    size_t digits = strspn(number, "0123456789-"), len;
    const char *hex;

    if (!str_starts(name, HIDDEN_START) || !ends(name, HIDDEN_END)) {
        return false;
    }
    out->merged = number[digits] == '+';
    hex = number + strlen(number) - strlen(HIDDEN_END);
    if ((size_t)(hex - number) < SHA_HEX + 2) {
        return false;
    }
    hex -= SHA_HEX;
    len = (size_t)(hex - number) - 1 - out->merged;
    if (hex[-1] != '-' || len == 0 || len >= NUMBER_MAX || len > digits) {
        return false;
    }
    memcpy(out->number, number, len);
    out->number[len] = '\0';
    for (size_t i = 0; i < KEY_SHA256_BYTES; i++) {
        unsigned byte;

        if (strspn(hex + 2 * i, "0123456789abcdef") < 2 || sscanf(hex + 2 * i, "%2x", &byte) != 1) {
            return false;
        }
        out->sha256[i] = (uint8_t)byte;
    }
    return true;
}

static bool
find_recorded(struct db *db, void *arg, struct err *err)
{
    struct leftover *left = arg;
    struct arena arena = {0};
    const struct print_record *print;
    struct slip slip;
    size_t count;
    struct err missing = {0};
    bool known = store_slip_get(db, &arena, left->number, &slip, &missing);
    bool done = known ? store_prints_of_slip(db, &arena, slip.id, &print, &count, err)
                      : missing.reason == REASON_NOT_FOUND;

    if (!done && !known) {
        *err = missing;
    }
    left->recorded = done && known && is_among(left->sha256, print, count);
    arena_finish(&arena);
    return done;
}

/* A hidden file whose print is recorded gets its name; any other one is waste. */
static bool
recover(struct batch_shelf *shelf, struct env *env, const char *name, struct err *err)
{
    const char *path = arena_printf(&shelf->arena, "%s/%s", shelf->dir, name);
    struct leftover left;

    if (str_starts(name, HIDDEN_START) && ends(name, ".tmp")) {
        return unlink(path) == 0 || refuse_path(path, err);
    }
    if (!read_hidden(name, &left)) {
        return true;
    }
    if (!store_read(env->store, find_recorded, &left, err)) {
        return false;
    }
    return left.recorded ? batch_shelf_name(shelf, path, left.number, left.merged, err)
                         : unlink(path) == 0 || refuse_path(path, err);
}

/* "laufzettel-0007.pdf" is 7; a slip's own file has a hyphen in its number: 0. */
static unsigned
merged_number(const char *name)
{
    const char *digits = name + strlen(NAME_START);
    size_t len;

    if (!str_starts(name, NAME_START)) {
        return 0;
    }
    len = strspn(digits, "0123456789");
    return len >= 4 && len <= 6 && str_equal(digits + len, NAME_END)
               ? (unsigned)strtoul(digits, NULL, 10)
               : 0;
}

static int
only_ours(const struct dirent *entry)
{
    return str_starts(entry->d_name, HIDDEN_START) || str_starts(entry->d_name, NAME_START);
}

/* Call STEP for each entry of the folder that may be ours, in the order of names. */
typedef bool shelf_step(struct batch_shelf *shelf, struct env *env, const char *name,
                        struct err *err);

static bool
walk(struct batch_shelf *shelf, struct env *env, shelf_step *step, struct err *err)
{
    struct dirent **entry;
    int count = scandir(shelf->dir, &entry, only_ours, alphasort);
    bool done = count >= 0 || refuse_path(shelf->dir, err);

    for (int i = 0; i < count; i++) {
        done = done && step(shelf, env, entry[i]->d_name, err);
        free(entry[i]);
    }
    if (count >= 0) {
        free(entry);
    }
    return done;
}

static bool
count_merged(struct batch_shelf *shelf, struct env *env, const char *name, struct err *err)
{
    unsigned number = merged_number(name);

    (void)env;
    (void)err;
    shelf->last = number > shelf->last ? number : shelf->last;
    return true;
}

static bool
hash_merged(struct batch_shelf *shelf, struct env *env, const char *name, struct err *err)
{
    size_t count = shelf->merged_count;

    (void)env;
    (void)err;
    if (merged_number(name) == 0) {
        return true;
    }
    if (count % 64 == 0) {
        shelf->merged = arena_grow(&shelf->arena, shelf->merged, count, count + 64,
                                   sizeof *shelf->merged);
    }
    shelf->merged_count += hash_file(arena_printf(&shelf->arena, "%s/%s", shelf->dir, name),
                                     shelf->merged[count]);
    return true;
}

bool
batch_shelf_open(struct batch_shelf *shelf, struct env *env, const char *dir, struct err *err)
{
    char text[ERR_ARG_MAX];

    *shelf = (struct batch_shelf){.dir = dir, .fd = -1};
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
        return err_set(err, REASON_STORE, "", "Der Ordner »%1« lässt sich nicht anlegen: %2", dir,
                       strerror_r(errno, text, sizeof text));
    }
    shelf->fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (shelf->fd < 0) {
        return refuse_path(dir, err);
    }
    /* Whoever prints into the folder has it for himself. */
    if (flock(shelf->fd, LOCK_EX | LOCK_NB) != 0) {
        return err_set(err, REASON_CONFLICT, "o",
                       "In den Ordner »%1« druckt gerade ein anderer Stapel. Bitte warten oder "
                       "einen anderen Ordner nehmen.",
                       dir);
    }
    return walk(shelf, env, count_merged, err) && walk(shelf, env, recover, err) &&
           walk(shelf, env, hash_merged, err);
}

void
batch_shelf_close(struct batch_shelf *shelf)
{
    if (shelf->fd >= 0) {
        close(shelf->fd);
    }
    arena_finish(&shelf->arena);
}
