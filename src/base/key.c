/*
 * key.c - the master key file, subkeys by crypto_kdf, keyed hashes, randomness.
 */
#include "key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "file.h"

#define HEX_DIGITS ((size_t)KEY_BYTES * 2)
#define FINGERPRINT_BYTES 8

static const char kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "laufzett";

/* Number 0 of the derivation is the fingerprint; purposes follow from 1 on. */
void
key_derive(const uint8_t master[KEY_BYTES], struct keys *out)
{
    uint8_t print[crypto_kdf_BYTES_MIN];
    crypto_kdf_derive_from_key(print, sizeof print, 0, kdf_context, master);
    sodium_bin2hex(out->fingerprint, sizeof out->fingerprint, print, FINGERPRINT_BYTES);
    for (size_t i = 0; i < KEY__MAX; i++) {
        crypto_kdf_derive_from_key(out->sub[i], KEY_BYTES, i + 1, kdf_context, master);
    }
}

void
key_forget(struct keys *keys)
{
    sodium_memzero(keys, sizeof *keys);
}

/* Make PATH with exactly these bytes; never replace a file. */
static bool
write_new(const char *path, const char *text, size_t len, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) {
        return err_set(err, REASON_CONFLICT, "",
                       "Die Schlüsseldatei %1 gibt es schon. Sie wird nicht ersetzt.", path);
    }
    bool opened = fd >= 0;
    bool done = opened && write(fd, text, len) == (ssize_t)len && fsync(fd) == 0;
    if (opened && close(fd) != 0) {
        done = false;
    }
    if (done && file_sync_folder(path)) {
        return true;
    }
    if (opened) {
        unlink(path);
    }
    return err_set(err, REASON_STORE, "",
                   "Die Schlüsseldatei %1 lässt sich nicht schreiben. Bitte Rechte und freien "
                   "Platz prüfen.",
                   path);
}

bool
key_create(const char *path, struct keys *out, struct err *err)
{
    uint8_t master[KEY_BYTES];
    char text[HEX_DIGITS + 1];
    key_random(master, sizeof master);
    sodium_bin2hex(text, sizeof text, master, sizeof master);
    text[HEX_DIGITS] = '\n';
    bool done = write_new(path, text, sizeof text, err);
    if (done) {
        key_derive(master, out);
    }
    sodium_memzero(master, sizeof master);
    sodium_memzero(text, sizeof text);
    return done;
}

/* Up to SIZE bytes of the file behind FD, checked to be ours alone. */
static bool
read_private(int fd, const char *path, char *text, size_t size, size_t *len, struct err *err)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return err_set(err, REASON_STORE, "", "%1 ist keine gewöhnliche Datei.", path);
    }
    if (status.st_mode & 077) {
        return err_set(err, REASON_STORE, "",
                       "Die Schlüsseldatei %1 ist für andere zugänglich. Bitte ausführen: "
                       "chmod 600 %1",
                       path);
    }
    ssize_t n = read(fd, text, size);
    *len = n < 0 ? 0 : (size_t)n;
    return true;
}

bool
key_load(const char *path, struct keys *out, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        return err_set(err, REASON_STORE, "",
                       "Die Schlüsseldatei %1 lässt sich nicht öffnen. Bitte die eigene Sicherung "
                       "des Schlüssels zurückspielen.",
                       path);
    }
    char text[HEX_DIGITS + 2]; /* one more than a key file holds */
    size_t len = 0;
    bool done = read_private(fd, path, text, sizeof text, &len, err);
    close(fd);
    if (!done) {
        return false;
    }
    uint8_t master[KEY_BYTES];
    size_t decoded = 0;
    bool shape =
        (len == HEX_DIGITS || (len == HEX_DIGITS + 1 && text[HEX_DIGITS] == '\n')) &&
        sodium_hex2bin(master, sizeof master, text, HEX_DIGITS, NULL, &decoded, NULL) == 0 &&
        decoded == sizeof master;
    if (shape) {
        key_derive(master, out);
    }
    sodium_memzero(master, sizeof master);
    sodium_memzero(text, sizeof text);
    if (!shape) {
        return err_set(err, REASON_STORE, "",
                       "%1 ist keine Schlüsseldatei. Bitte die eigene Sicherung des Schlüssels "
                       "zurückspielen.",
                       path);
    }
    return true;
}

void
key_random(void *out, size_t len)
{
    if (sodium_init() < 0) {
        abort();
    }
    randombytes_buf(out, len);
}

void
key_hash(const uint8_t key[KEY_BYTES], const void *bytes, size_t len, uint8_t *out, size_t out_len)
{
    crypto_generichash(out, out_len, bytes, len, key, KEY_BYTES);
}

void
key_sha256(const void *bytes, size_t len, uint8_t out[KEY_SHA256_BYTES])
{
    crypto_hash_sha256(out, bytes, len);
}
