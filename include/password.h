/*
 * password.h - passwords as Argon2id, and tokens nobody can guess.
 *
 * Each hash and each check takes some 60 MiB and tens of milliseconds: never inside a
 * transaction, and in a server on a queue of its own.
 * Hides: libsodium.
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include <stdbool.h>

#include "err.h"

#define PASSWORD_HASH_MAX 128 /* with its parameters and salt, and NUL */
#define PASSWORD_TOKEN_MAX 44 /* base64url of 32 bytes and NUL */

/* The hash of PASSWORD, made with a fresh salt. Errors: STORE when there is no memory. */
MUST_CHECK bool password_hash(const char *password, char out[PASSWORD_HASH_MAX],
                              struct err *err);
/* Is HASH that of PASSWORD? */
bool password_check(const char *hash, const char *password);
/* A hash that costs as much to check as any other and belongs to no password anybody knows. */
const char *password_dummy(void);

/* 32 random bytes as base64url. */
void password_token(char out[PASSWORD_TOKEN_MAX]);

#endif
