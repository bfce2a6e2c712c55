/*
 * key.h - the master key file and what is derived from it.
 *
 * One file of 32 random bytes in hexadecimal, mode 0600, never in a backup.
 * Subkeys come from crypto_kdf, one per purpose, so none tells of another.
 * Hides: libsodium (with code.c).
 */
#ifndef KEY_H
#define KEY_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define KEY_BYTES 32
#define KEY_FINGERPRINT_MAX 17 /* 16 hexadecimal digits and NUL */

enum key_purpose { KEY_CODE, KEY_LOOKUP, KEY_CHAIN, KEY_SESSION, KEY_PAIRING, KEY__MAX };

struct keys {
    uint8_t sub[KEY__MAX][KEY_BYTES];
    char fingerprint[KEY_FINGERPRINT_MAX]; /* tells keys apart, reveals none */
};

/* Make a new key file at PATH; refuses to replace one. Errors: STORE, CONFLICT (exists). */
MUST_CHECK bool key_create(const char *path, struct keys *out, struct err *err);
/* Read it. Errors: STORE (missing, readable by others, not a key file), naming the cure. */
MUST_CHECK bool key_load(const char *path, struct keys *out, struct err *err);
/* Subkeys of a given master key, for tests and vectors. */
void key_derive(const uint8_t master[KEY_BYTES], struct keys *out);
/* Overwrite all key bytes. */
void key_forget(struct keys *keys);

/* LEN bytes from the system's generator; aborts when there are none. */
void key_random(void *out, size_t len);
/* SHA-256 of BYTES: what others can check with common tools. */
#define KEY_SHA256_BYTES 32
void key_sha256(const void *bytes, size_t len, uint8_t out[KEY_SHA256_BYTES]);
/* Keyed BLAKE2b of BYTES, OUT_LEN 16..64. */
void key_hash(const uint8_t key[KEY_BYTES], const void *bytes, size_t len, uint8_t *out,
              size_t out_len);

#endif
