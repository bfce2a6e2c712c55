/*
 * code.c - deriving, checking and writing codes; what may be printed as our address.
 */
#include "code.h"

#include <string.h>

#include "code_alphabet.h"

/* Symbols in order of their values 0..31. */
static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRSTUVWX";

#define BITS_PER_SYMBOL 5
#define PORT_MAX 65535

int
code_symbol_value(char symbol)
{
    const char *at = symbol ? strchr(alphabet, symbol) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

/* x times alpha in GF(32) with x^5 + x^2 + 1; alpha is 2. */
static unsigned
times_alpha(unsigned x)
{
    x <<= 1;
    return x & 32U ? x ^ 37U : x;
}

/* Sum of alpha^i * value[i] over COUNT symbols, by Horner's rule from the last. */
static unsigned
weighted_sum(const unsigned *value, size_t count)
{
    unsigned sum = 0;
    for (size_t i = count; i-- > 0;) {
        sum = times_alpha(sum) ^ value[i];
    }
    return sum;
}

/* The last symbol makes the weighted sum zero: it is that sum divided by alpha^15. */
static unsigned
check_value(const unsigned value[CODE_SYMBOLS - 1])
{
    unsigned sum = weighted_sum(value, CODE_SYMBOLS - 1);
    /* alpha^31 is 1, so dividing by alpha^15 is multiplying by alpha^16. */
    for (int i = 0; i < 16; i++) {
        sum = times_alpha(sum);
    }
    return sum;
}

bool
code_check(const char *symbols)
{
    unsigned value[CODE_SYMBOLS];
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        int v = code_symbol_value(symbols[i]);
        if (v < 0) {
            return false;
        }
        value[i] = (unsigned)v;
    }
    return symbols[CODE_SYMBOLS] == '\0' && weighted_sum(value, CODE_SYMBOLS) == 0;
}

void
code_derive(const struct keys *keys, enum code_kind kind, const uint8_t seed[CODE_SEED_BYTES],
            uint32_t generation, char out[CODE_MAX])
{
    uint8_t input[1 + CODE_SEED_BYTES + 4];
    uint8_t bits[16];
    unsigned value[CODE_SYMBOLS];
    input[0] = (uint8_t)kind;
    memcpy(input + 1, seed, CODE_SEED_BYTES);
    for (size_t i = 0; i < 4; i++) {
        input[1 + CODE_SEED_BYTES + i] = (uint8_t)(generation >> (24 - 8 * i));
    }
    key_hash(keys->sub[KEY_CODE], input, sizeof input, bits, sizeof bits);
    for (size_t i = 0; i < CODE_SYMBOLS - 1; i++) {
        size_t first = i * BITS_PER_SYMBOL;
        unsigned window = (unsigned)bits[first / 8] << 8 | bits[first / 8 + 1];
        value[i] = window >> (16 - BITS_PER_SYMBOL - first % 8) & 31U;
    }
    value[CODE_SYMBOLS - 1] = check_value(value);
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        out[i] = alphabet[value[i]];
    }
    out[CODE_SYMBOLS] = '\0';
}

const char *
code_group(char out[CODE_GROUPED_MAX], const char *symbols)
{
    char *p = out;
    for (size_t i = 0; i < CODE_SYMBOLS && symbols[i]; i++) {
        if (i > 0 && i % 4 == 0) {
            *p++ = '-';
        }
        *p++ = symbols[i];
    }
    *p = '\0';
    return out;
}

void
code_lookup(const struct keys *keys, const char *symbols, uint8_t out[CODE_LOOKUP_BYTES])
{
    key_hash(keys->sub[KEY_LOOKUP], symbols, strlen(symbols), out, CODE_LOOKUP_BYTES);
}

char
code_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void
code_payload(const char *public_url, enum code_kind kind, const char *symbols,
             char out[CODE_PAYLOAD_MAX])
{
    char *p = out;
    for (size_t i = 0; i < CODE_PUBLIC_URL_MAX && public_url[i]; i++) {
        *p++ = code_upper(public_url[i]);
    }
    *p++ = '/';
    *p++ = (char)kind;
    *p++ = '#';
    for (size_t i = 0; i < CODE_SYMBOLS && symbols[i]; i++) {
        *p++ = symbols[i];
    }
    *p = '\0';
}

static bool
is_letter_or_digit(char c)
{
    c = code_upper(c);
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Labels of letters, digits and inner hyphens between single dots. */
static bool
is_host(const char *host, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool inner = i > 0 && i + 1 < len;
        bool joint = (host[i] == '.' || host[i] == '-') && inner;
        if (!is_letter_or_digit(host[i]) && !joint) {
            return false;
        }
        if (host[i] == '.' &&
            (!is_letter_or_digit(host[i - 1]) || !is_letter_or_digit(host[i + 1]))) {
            return false;
        }
    }
    return len > 0;
}

/* ":8080", or nothing. */
static bool
is_port(const char *text)
{
    if (*text == '\0') {
        return true;
    }
    if (*text++ != ':') {
        return false;
    }
    size_t len = strspn(text, "0123456789");
    int port = 0;
    for (size_t i = 0; i < len && port <= PORT_MAX; i++) {
        port = port * 10 + text[i] - '0';
    }
    return text[len] == '\0' && port > 0 && port <= PORT_MAX;
}

static bool
is_this_machine(const char *host, size_t len)
{
    return (len == 9 && memcmp(host, "127.0.0.1", len) == 0) ||
           (len == 9 && memcmp(host, "localhost", len) == 0);
}

bool
code_public_url_check(const char *public_url, struct err *err)
{
    bool secure = strncmp(public_url, "https://", 8) == 0;
    bool plain = strncmp(public_url, "http://", 7) == 0;
    const char *host = public_url + (secure ? 8 : 7);
    size_t len = secure || plain ? strcspn(host, ":/") : 0;
    if (len == 0 || !is_host(host, len) || !is_port(host + len)) {
        return err_set(err, REASON_INVALID, "public_url",
                       "„%1“ taugt nicht als public_url. Erlaubt ist https://RECHNERNAME, ohne "
                       "Pfad und ohne Schrägstrich am Ende.",
                       public_url);
    }
    if (strlen(public_url) > CODE_PUBLIC_URL_MAX) {
        return err_set(err, REASON_INVALID, "public_url",
                       "„%1“ ist zu lang. Erlaubt sind höchstens %2 Zeichen.", "public_url", "40");
    }
    if (plain && !is_this_machine(host, len)) {
        return err_set(
            err, REASON_INVALID, "public_url",
            "„%1“ taugt nicht als public_url: unverschlüsselt. Bitte https:// verwenden; "
            "http:// gilt nur für 127.0.0.1 und localhost.",
            public_url);
    }
    return true;
}

void
code_receipt(char out[CODE_RECEIPT_MAX])
{
    uint8_t random[CODE_RECEIPT_SYMBOLS];
    key_random(random, sizeof random);
    for (size_t i = 0; i < CODE_RECEIPT_SYMBOLS; i++) {
        out[i] = alphabet[random[i] & 31U];
    }
    out[CODE_RECEIPT_SYMBOLS] = '\0';
}

char
code_typed_symbol(char c)
{
    c = code_upper(c);
    return c == 'I' ? '1' : c == 'O' ? '0' : c;
}

bool
code_receipt_parse(const char *text, char out[CODE_RECEIPT_MAX], struct err *err)
{
    char found[CODE_RECEIPT_MAX] = "";
    size_t count = 0;
    const char *p = text;
    for (; *p && count <= CODE_RECEIPT_SYMBOLS; p++) {
        char symbol = code_typed_symbol(*p);
        if (*p == ' ' || *p == '-') {
            continue;
        }
        if (code_symbol_value(symbol) < 0) {
            break;
        }
        if (count < CODE_RECEIPT_SYMBOLS) {
            found[count] = symbol;
        }
        count++;
    }
    if (*p || count != CODE_RECEIPT_SYMBOLS) {
        return err_set(err, REASON_INVALID, "event",
                       "„%1“ ist keine Quittung. Eine Quittung hat sechs Zeichen, zum Beispiel "
                       "K7QM2F.",
                       text);
    }
    memcpy(out, found, CODE_RECEIPT_MAX);
    return true;
}
