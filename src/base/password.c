/*
 * password.c - Argon2id at libsodium's interactive cost; random tokens.
 */
#include "password.h"

#include <sodium.h>
#include <string.h>

#include "key.h"

#define TOKEN_BYTES 32

_Static_assert(PASSWORD_HASH_MAX >= crypto_pwhash_STRBYTES, "a hash has room");
_Static_assert(PASSWORD_TOKEN_MAX ==
                   sodium_base64_ENCODED_LEN(TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
               "a token has room");

bool
password_hash(const char *password, char out[PASSWORD_HASH_MAX], struct err *err)
{
    if (sodium_init() >= 0 &&
        crypto_pwhash_str_alg(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE,
                              crypto_pwhash_ALG_ARGON2ID13) == 0) {
        return true;
    }
    return err_set(err, REASON_STORE, "",
                   "Für das Passwort fehlt gerade Arbeitsspeicher. Bitte gleich noch einmal "
                   "versuchen.");
}

bool
password_check(const char *hash, const char *password)
{
    return sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

const char *
password_dummy(void)
{
    /* Of 32 random bytes that were thrown away; the cost stands in it and equals ours. */
    return "$argon2id$v=19$m=65536,t=2,p=1$z"
           "52iKoQkTxHHS8x2SNr7vw$5bPzKJP5kGTjRbV32uf6q7q2FWCkDNvw52dJyy+pn2c";
}

void
password_token(char out[PASSWORD_TOKEN_MAX])
{
    unsigned char bytes[TOKEN_BYTES];
    key_random(bytes, sizeof bytes);
    sodium_bin2base64(out, PASSWORD_TOKEN_MAX, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}
