/*
 * chain.c - the keyed hashes that show a change made behind the program's back.
 *
 * Each event's hash covers the event before it; the head in the voucher's row covers the last
 * event, the count and the row itself, so that nobody without the key can cut the chain short
 * and pass an older event off as the last one, or move a voucher to another case.
 */
#include "buf.h"
#include "inner.h"
#include "key.h"
#include "slip_row.h"
#include "store_slip.h"

#define EVENT_VERSION "laufzettel event 1"
#define HEAD_VERSION "laufzettel head 1"
#define PRINT_VERSION "laufzettel print 1"

void
chain_event(const struct keys *keys, const struct stored_event *event, const uint8_t *previous,
            uint8_t *out)
{
    struct buf bytes = {0};
    buf_puts(&bytes, EVENT_VERSION);
    buf_append(&bytes, previous, STORE_HASH_BYTES);
    /* All but the last, which is the hash itself. */
    noun_encode(event_noun.fields, event_noun.count - 1, event, &bytes);
    key_hash(keys->sub[KEY_CHAIN], bytes.data, bytes.len, out, STORE_HASH_BYTES);
    buf_finish(&bytes);
}

void
chain_head(const struct keys *keys, const struct voucher *voucher, const uint8_t *last,
           uint8_t *out)
{
    struct buf bytes = {0};
    buf_puts(&bytes, HEAD_VERSION);
    buf_append(&bytes, last, STORE_HASH_BYTES);
    noun_encode(voucher_noun.fields, VOUCHER_FIXED, voucher, &bytes);
    noun_encode(voucher_count, 1, voucher, &bytes);
    noun_encode(voucher_cached, VOUCHER_CACHED, voucher, &bytes);
    key_hash(keys->sub[KEY_CHAIN], bytes.data, bytes.len, out, STORE_HASH_BYTES);
    buf_finish(&bytes);
}

void
chain_print(const struct keys *keys, const struct print_record *print, uint8_t *out)
{
    struct buf bytes = {0};
    buf_puts(&bytes, PRINT_VERSION);
    /* All but the last, which is the proof itself. */
    noun_encode(print_noun.fields, print_noun.count - 1, print, &bytes);
    key_hash(keys->sub[KEY_CHAIN], bytes.data, bytes.len, out, STORE_HASH_BYTES);
    buf_finish(&bytes);
}
