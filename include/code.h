/*
 * code.h - the code on the paper: derived, checked, read back.
 *
 * 16 symbols in 4 groups: 15 symbols (75 bits) and a check symbol over GF(32).
 * The alphabet 0-9 A-H J-N P-X has no I, O, Y, Z, so it survives the wrong
 * keyboard layout.
 */
#ifndef CODE_H
#define CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "key.h"

#define CODE_SYMBOLS 16
#define CODE_MAX (CODE_SYMBOLS + 1)             /* "K7QM2F9D4XHAP3T0" and NUL */
#define CODE_GROUPED_MAX (CODE_SYMBOLS + 3 + 1) /* "K7QM-2F9D-4XHA-P3T0" and NUL */
#define CODE_SEED_BYTES 16
#define CODE_LOOKUP_BYTES 16
#define CODE_RECEIPT_SYMBOLS 6
#define CODE_RECEIPT_MAX (CODE_RECEIPT_SYMBOLS + 1)
#define CODE_PUBLIC_URL_MAX 40 /* characters; keeps the QR at version 5 or below */
#define CODE_PAYLOAD_MAX (CODE_PUBLIC_URL_MAX + 3 + CODE_MAX)

/* What a code opens; the letter stands in the URL's path. */
enum code_kind {
    CODE_VOUCHER = 'S', /* a station's voucher, for receptions */
    CODE_CLIENT = 'K',  /* the client's own view */
    CODE_PAIRING = 'P', /* a koppelkarte, exchanged once */
    CODE_SETUP = 'E'    /* a user's first password; typed, never in a URL */
};

/*
 * The code of a voucher: 75 bits of keyed BLAKE2b over kind, SEED and GENERATION,
 * and the check symbol. The same input gives the same code for ever.
 */
void code_derive(const struct keys *keys, enum code_kind kind,
                 const uint8_t seed[CODE_SEED_BYTES], uint32_t generation, char out[CODE_MAX]);

/* Do 16 symbols of the alphabet carry a right check symbol? */
bool code_check(const char *symbols);

/* "K7QM2F9D4XHAP3T0" -> "K7QM-2F9D-4XHA-P3T0". */
const char *code_group(char out[CODE_GROUPED_MAX], const char *symbols);

/* Keyed hash under which a code is found in the store. */
void code_lookup(const struct keys *keys, const char *symbols, uint8_t out[CODE_LOOKUP_BYTES]);

/* QR payload: PUBLIC_URL/S#CODE in upper case. */
void code_payload(const char *public_url, enum code_kind kind, const char *symbols,
                  char out[CODE_PAYLOAD_MAX]);

/* Is this a public_url we can print: http(s), host, no path query or fragment, length? */
MUST_CHECK bool code_public_url_check(const char *public_url, struct err *err);

struct code_found {
    char symbols[CODE_MAX];
    char kind; /* 'S', 'K', 'P' from a URL; 0 for a bare code */
};

/*
 * Find the code in whatever arrived: a bare code in any case, with blanks,
 * hyphens, dashes; our URL; either with an ECI prefix or control characters of
 * a scanner; either typed through a wrong keyboard layout (US on German, German
 * on US, with or without Caps Lock). Never guesses: one reading passes the
 * check symbol, or none does.
 *
 * Errors  MALFORMED     no code in it, a wrong check symbol, or two readings
 *         FOREIGN_CODE  another URL or another kind of payload
 */
MUST_CHECK bool code_parse(const char *text, size_t len, const char *public_url,
                           struct code_found *out, struct err *err);

/* Six random symbols of the alphabet. */
void code_receipt(char out[CODE_RECEIPT_MAX]);
/* Read a receipt typed by a person (case, I/1, O/0, blanks). Errors: INVALID "event". */
MUST_CHECK bool code_receipt_parse(const char *text, char out[CODE_RECEIPT_MAX], struct err *err);

#endif
