/*
 * seal.c - a seal a day over all events recorded since the seal before.
 *
 * Events never change and their ids grow, so a seal can be recomputed for ever, however far
 * the vouchers have gone on. It also covers the seal before it: with one digest kept outside,
 * everything up to that day is proved.
 */
#include <string.h>

#include "buf.h"
#include "inner.h"
#include "key.h"
#include "store_slip.h"

#define SEAL_VERSION "laufzettel seal 1"
#define PAGE 10000
#define SEALS_AT_ONCE 100

struct seal {
    int32_t day;
    int64_t sealed_ms, through_id, event_count, purged_vouchers, purged_events;
    uint8_t digest[STORE_HASH_BYTES];
};

static const struct field fields[] = {
    FIELD(FIELD_DAY, seal, day),
    FIELD(FIELD_NUMBER, seal, sealed_ms),
    FIELD(FIELD_NUMBER, seal, through_id),
    FIELD(FIELD_NUMBER, seal, event_count),
    FIELD(FIELD_NUMBER, seal, purged_vouchers),
    FIELD(FIELD_NUMBER, seal, purged_events),
    FIELD(FIELD_BYTES, seal, digest),
};
static const struct noun noun = {
    NOUN_FIELDS(fields), sizeof(struct seal), SQL_NONE, SQL_SEAL_INSERT, SQL_NONE, NULL};

/* The digest so far over a run of events. */
struct digest {
    const struct keys *keys;
    uint8_t hash[STORE_HASH_BYTES];
    int64_t last_id;
    int64_t count;
};

static bool
take_event(void *arg, const struct sql_value *columns)
{
    struct digest *digest = arg;
    uint8_t bytes[STORE_HASH_BYTES * 2 + sizeof(uint64_t)] = {0};
    uint64_t id = (uint64_t)columns[0].number;
    memcpy(bytes, digest->hash, STORE_HASH_BYTES);
    for (size_t i = 0; i < sizeof id; i++) {
        bytes[STORE_HASH_BYTES + i] = (uint8_t)(id >> (56 - 8 * i));
    }
    if (columns[1].kind == SQL_BYTES && columns[1].len == STORE_HASH_BYTES) {
        memcpy(bytes + STORE_HASH_BYTES + sizeof id, columns[1].bytes, STORE_HASH_BYTES);
    }
    key_hash(digest->keys->sub[KEY_CHAIN], bytes, sizeof bytes, digest->hash, STORE_HASH_BYTES);
    digest->last_id = columns[0].number;
    digest->count++;
    return true;
}

/* Digest the events above AFTER up to THROUGH. */
static bool
digest_events(struct db *db, int64_t after, int64_t through, struct digest *out, struct err *err)
{
    int64_t before;
    *out = (struct digest){.keys = db->keys, .last_id = after};
    do {
        before = out->count;
        if (!db_run(db, SQL_EVENT_PAGE,
                    PARAMS(sql_int(out->last_id), sql_int(through), sql_int(PAGE)), take_event,
                    out, NULL, err)) {
            return false;
        }
    } while (out->count == before + PAGE);
    return true;
}

static void
finish(const struct keys *keys, const uint8_t *previous, const struct digest *events,
       const struct seal *seal, uint8_t *out)
{
    struct buf bytes = {0};
    buf_puts(&bytes, SEAL_VERSION);
    buf_append(&bytes, previous, STORE_HASH_BYTES);
    buf_append(&bytes, events->hash, STORE_HASH_BYTES);
    noun_encode(fields, noun.count - 1, seal, &bytes);
    key_hash(keys->sub[KEY_CHAIN], bytes.data, bytes.len, out, STORE_HASH_BYTES);
    buf_finish(&bytes);
}

bool
store_seal(struct db *db, int32_t day, struct err *err)
{
    struct seal last, seal = {.day = day};
    struct sql_value values[SQL_PARAMS_MAX];
    struct digest events;
    bool found;
    if (!db_get(db, NULL, &noun, SQL_SEAL_LAST, NULL, 0, &last, &found, err)) {
        return false;
    }
    if (found && last.day >= day) {
        return true;
    }
    if (!db_number(db, SQL_EVENT_LAST, NULL, 0, &seal.through_id, err) ||
        !digest_events(db, last.through_id, seal.through_id, &events, err)) {
        return false;
    }
    if (seal.through_id < last.through_id) {
        seal.through_id = last.through_id;
    }
    seal.sealed_ms = store_now_ms(db);
    seal.event_count = events.count;
    finish(db->keys, last.digest, &events, &seal, seal.digest);
    noun_bind(fields, noun.count, &seal, values);
    return db_run(db, noun.insert, values, noun.count, NULL, NULL, NULL, err);
}

static bool
verify_seal(struct db *db, const struct seal *last, const struct seal *seal, struct verdict *out,
            struct err *err)
{
    uint8_t digest[STORE_HASH_BYTES];
    char day[DAY_TEXT_MAX];
    struct digest events;
    if (!digest_events(db, last->through_id, seal->through_id, &events, err)) {
        return false;
    }
    finish(db->keys, last->digest, &events, seal, digest);
    if (events.count != seal->event_count || memcmp(digest, seal->digest, sizeof digest) != 0) {
        verdict_add(out, "Ein Tagessiegel stimmt nicht: %1", day_iso(day, seal->day));
    }
    return true;
}

bool
seal_verify(struct db *db, struct verdict *out, struct err *err)
{
    struct arena arena = {0};
    struct seal last = {.day = DAY_NONE};
    const void *rows;
    size_t count = SEALS_AT_ONCE;
    bool done = true;
    while (done && count == SEALS_AT_ONCE) {
        arena_reset(&arena);
        struct sql_value after = last.day == DAY_NONE ? sql_text("") : sql_day(last.day);
        done = db_list(db, &arena, &noun, SQL_SEAL_PAGE, PARAMS(after, sql_int(SEALS_AT_ONCE)),
                       &rows, &count, err);
        for (size_t i = 0; done && i < count; i++) {
            const struct seal *seal = (const struct seal *)rows + i;
            done = verify_seal(db, &last, seal, out, err);
            last = *seal;
        }
    }
    arena_finish(&arena);
    return done;
}
