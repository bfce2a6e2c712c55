/*
 * seal.c - a seal a day over all events recorded since the seal before.
 *
 * Events never change and their ids grow, so a seal can be recomputed for ever, however far
 * the vouchers have gone on. It also covers the seal before it: with one digest kept outside,
 * everything up to that day is proved.
 *
 * When retention deletes events, their seals keep the digest they were made with, so that the
 * chain of seals stays as it was; a tombstone, under the key as well, says how much was taken
 * out and proves what is left.
 */
#include <string.h>

#include "buf.h"
#include "inner.h"
#include "key.h"
#include "store_slip.h"

#define SEAL_VERSION "laufzettel seal 1"
#define TOMBSTONE_VERSION "laufzettel tombstone 1"
#define PAGE 10000
#define SEALS_AT_ONCE 100

struct seal {
    int32_t day;
    int64_t sealed_ms, through_id, event_count, purged_vouchers, purged_events;
    uint8_t digest[STORE_HASH_BYTES];
    uint8_t sealed_events[STORE_HASH_BYTES]; /* zero while no event was deleted */
    uint8_t tombstone[STORE_HASH_BYTES];
};

static const struct field fields[] = {
    FIELD(FIELD_DAY, seal, day),
    FIELD(FIELD_NUMBER, seal, sealed_ms),
    FIELD(FIELD_NUMBER, seal, through_id),
    FIELD(FIELD_NUMBER, seal, event_count),
    FIELD(FIELD_NUMBER, seal, purged_vouchers),
    FIELD(FIELD_NUMBER, seal, purged_events),
    FIELD(FIELD_BYTES, seal, digest),
    FIELD(FIELD_MARK, seal, sealed_events),
    FIELD(FIELD_MARK, seal, tombstone),
};
#define SEALED_FIELDS 6 /* those before the digest, which it covers */
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

/* The digest of SEAL as it was made: with nothing deleted. */
static void
finish(const struct keys *keys, const uint8_t *previous, const uint8_t *events,
       const struct seal *seal, uint8_t *out)
{
    struct buf bytes = {0};
    struct seal made = *seal;
    made.purged_vouchers = made.purged_events = 0;
    buf_puts(&bytes, SEAL_VERSION);
    buf_append(&bytes, previous, STORE_HASH_BYTES);
    buf_append(&bytes, events, STORE_HASH_BYTES);
    noun_encode(fields, SEALED_FIELDS, &made, &bytes);
    key_hash(keys->sub[KEY_CHAIN], bytes.data, bytes.len, out, STORE_HASH_BYTES);
    buf_finish(&bytes);
}

/* The tombstone of SEAL, in whose time the events of LEFT are still there. */
static void
entomb(const struct keys *keys, const struct seal *seal, const uint8_t *left, uint8_t *out)
{
    struct buf bytes = {0};
    buf_puts(&bytes, TOMBSTONE_VERSION);
    buf_append(&bytes, seal->digest, STORE_HASH_BYTES);
    buf_append(&bytes, seal->sealed_events, STORE_HASH_BYTES);
    buf_append(&bytes, left, STORE_HASH_BYTES);
    noun_encode(fields, SEALED_FIELDS, seal, &bytes);
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
    finish(db->keys, last.digest, events.hash, &seal, seal.digest);
    noun_bind(fields, noun.count, &seal, values);
    return db_run(db, noun.insert, values, noun.count, NULL, NULL, NULL, err);
}

/* Does SEAL, after LAST, prove the events that are there? */
static bool
seal_holds(struct db *db, const struct seal *last, const struct seal *seal,
           struct digest *events, bool *holds, struct err *err)
{
    static const uint8_t none[STORE_HASH_BYTES];
    uint8_t digest[STORE_HASH_BYTES], tombstone[STORE_HASH_BYTES] = {0};
    bool purged = seal->purged_events != 0 || seal->purged_vouchers != 0;
    if (!digest_events(db, last->through_id, seal->through_id, events, err)) {
        return false;
    }
    finish(db->keys, last->digest, purged ? seal->sealed_events : events->hash, seal, digest);
    if (purged) {
        entomb(db->keys, seal, events->hash, tombstone);
    }
    *holds = (purged || memcmp(seal->sealed_events, none, sizeof none) == 0) &&
             events->count + seal->purged_events == seal->event_count &&
             memcmp(digest, seal->digest, sizeof digest) == 0 &&
             memcmp(tombstone, seal->tombstone, sizeof tombstone) == 0;
    return true;
}

static bool
verify_seal(struct db *db, const struct seal *last, const struct seal *seal, struct verdict *out,
            struct err *err)
{
    char day[DAY_TEXT_MAX];
    struct digest events;
    bool holds;
    if (!seal_holds(db, last, seal, &events, &holds, err)) {
        return false;
    }
    if (!holds) {
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

/* ---- deleting events ------------------------------------------------------------------- */

/* A seal that loses events, and the one before it. */
struct grave {
    struct seal before, seal;
};

struct graves {
    struct grave *grave;
    size_t count;
};

static struct grave *
known_grave(const struct graves *graves, int64_t event)
{
    for (size_t i = 0; i < graves->count; i++) {
        struct grave *grave = &graves->grave[i];
        if (event > grave->before.through_id && event <= grave->seal.through_id) {
            return grave;
        }
    }
    return NULL;
}

/* The seal over EVENT, which must hold: a deletion covers up nothing. *OUT is NULL when no seal
   has it yet. */
static bool
open_grave(struct db *db, struct arena *arena, struct graves *graves, int64_t event,
           struct grave **out, struct err *err)
{
    struct grave grave = {.before.through_id = 0};
    struct digest events;
    char day[DAY_TEXT_MAX];
    bool found, any, holds = false;
    *out = known_grave(graves, event);
    if (*out != NULL) {
        return true;
    }
    if (!db_get(db, NULL, &noun, SQL_SEAL_OF_EVENT, PARAMS(sql_int(event)), &grave.seal, &found,
                err)) {
        return false;
    }
    if (!found) {
        return true;
    }
    if (!db_get(db, NULL, &noun, SQL_SEAL_BEFORE, PARAMS(sql_day(grave.seal.day)),
                &grave.before, &any, err) ||
        !seal_holds(db, &grave.before, &grave.seal, &events, &holds, err)) {
        return false;
    }
    if (!holds) {
        return err_set(err, REASON_CONFLICT, "",
                       "Das Tagessiegel vom %1 stimmt nicht. Nichts davon wurde gelöscht. Bitte "
                       "laufzettel verify aufrufen.",
                       day_german(day, grave.seal.day));
    }
    if (grave.seal.purged_events == 0) {
        memcpy(grave.seal.sealed_events, events.hash, STORE_HASH_BYTES);
    }
    graves->grave = arena_grow(arena, graves->grave, graves->count, graves->count + 1,
                               sizeof *graves->grave);
    graves->grave[graves->count] = grave;
    *out = &graves->grave[graves->count++];
    return true;
}

bool
seal_open_graves(struct db *db, struct arena *arena, const int64_t *events, size_t count,
                 struct graves **out, struct err *err)
{
    struct graves *graves = *out == NULL ? arena_alloc(arena, sizeof *graves) : *out;
    for (size_t i = 0; i < count; i++) {
        struct grave *grave;
        if (!open_grave(db, arena, graves, events[i], &grave, err)) {
            return false;
        }
        if (grave != NULL) {
            grave->seal.purged_events++;
            /* A voucher counts where it began. */
            grave->seal.purged_vouchers += i == 0;
        }
    }
    *out = graves;
    return true;
}

bool
seal_close_graves(struct db *db, const struct graves *graves, struct err *err)
{
    for (size_t i = 0; i < graves->count; i++) {
        const struct grave *grave = &graves->grave[i];
        struct seal seal = grave->seal;
        struct digest left;
        if (!digest_events(db, grave->before.through_id, seal.through_id, &left, err)) {
            return false;
        }
        entomb(db->keys, &seal, left.hash, seal.tombstone);
        if (!db_do(db, SQL_SEAL_TOMBSTONE, NULL, err, sql_day(seal.day),
                   sql_int(seal.purged_vouchers), sql_int(seal.purged_events),
                   sql_bytes(seal.sealed_events, STORE_HASH_BYTES),
                   sql_bytes(seal.tombstone, STORE_HASH_BYTES))) {
            return false;
        }
    }
    return true;
}
