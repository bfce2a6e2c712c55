/*
 * code_fuzz.c - whatever a scanner sends: a code that is found is right, reads
 * back from its own payload, and every refusal has one of two reasons.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool truth)
{
    if (!truth) {
        abort();
    }
}

static void
parse(const char *text, size_t len, const char *public_url)
{
    struct code_found found;
    struct code_found again;
    struct err err = {0};
    char payload[CODE_PAYLOAD_MAX];
    if (!code_parse(text, len, public_url, &found, &err)) {
        require(err.reason == REASON_MALFORMED || err.reason == REASON_FOREIGN_CODE);
        return;
    }
    require(err.reason == REASON_NONE && len <= 512 && code_check(found.symbols));
    require(found.kind == 0 || strchr("SKP", found.kind));
    code_payload(public_url, found.kind ? (enum code_kind)found.kind : CODE_VOUCHER, found.symbols,
                 payload);
    require(code_parse(payload, strlen(payload), public_url, &again, &err));
    require(str_equal(found.symbols, again.symbols));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {0};
    char receipt[CODE_RECEIPT_MAX];
    parse((const char *)data, size, "https://v.example.de");
    parse((const char *)data, size, "http://127.0.0.1:8080");
    char *text = malloc(size + 1);
    require(text);
    memcpy(text, data, size);
    text[size] = '\0';
    if (code_public_url_check(text, &err)) {
        require(strlen(text) <= CODE_PUBLIC_URL_MAX && str_starts(text, "http"));
    }
    if (code_receipt_parse(text, receipt, &err)) {
        require(strlen(receipt) == CODE_RECEIPT_SYMBOLS);
    }
    free(text);
    return 0;
}
