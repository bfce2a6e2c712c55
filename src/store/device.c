/*
 * device.c - devices of receptions: enrolled by a pairing code, listed, revoked.
 */
#include "inner.h"
#include "store_people.h"
#include "store_slip.h"

WORD_OF(who_word, who_name, who)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, device, id),
    FIELD(FIELD_REF, device, provider),
    FIELD(FIELD_TEXT, device, name),
    FIELD_NAMED(FIELD_WORD, device, role, who_word, WHO__MAX),
    FIELD(FIELD_SMALL, device, service_types),
    FIELD(FIELD_NUMBER, device, created_ms),
    FIELD(FIELD_REF, device, paired_ms),
    FIELD(FIELD_REF, device, last_seen_ms),
    FIELD(FIELD_REF, device, revoked_ms),
    FIELD(FIELD_REF, device, pairing_expires_ms),
    FIELD(FIELD_BYTES, device, pairing_seed),
    FIELD(FIELD_REF, device, site),
    FIELD(FIELD_SMALL, device, card),
    FIELD(FIELD_DAY, device, instructed_on),
    FIELD(FIELD_SMALL, device, instruction),
    FIELD(FIELD_NUMBER, device, waiting),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct device), SQL_DEVICE_BY_ID,
                                 SQL_DEVICE_INSERT,   SQL_NONE,              NULL};

bool
store_device_add(struct db *db, struct device *row, struct err *err)
{
    struct device fresh = *row;
    fresh.card = 1;
    fresh.instructed_on = DAY_NONE;
    if (fresh.created_ms == 0) {
        fresh.created_ms = store_now_ms(db);
    }
    if (!db_insert(db, &noun, &fresh, NULL, err) ||
        !store_code_add(db, CODE_PAIRING, fresh.id, fresh.pairing_seed, fresh.card, err)) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_device_list(struct db *db, struct arena *arena, int64_t provider,
                  const struct device **out, size_t *count, struct err *err)
{
    const void *rows;
    bool done = provider == 0
                    ? db_list(db, arena, &noun, SQL_DEVICE_LIST, NULL, 0, &rows, count, err)
                    : db_list(db, arena, &noun, SQL_DEVICE_OF_PROVIDER,
                              PARAMS(sql_int(provider)), &rows, count, err);
    if (done) {
        *out = rows;
    }
    return done;
}

bool
store_device_by_id(struct db *db, struct arena *arena, int64_t id, struct device *out,
                   struct err *err)
{
    return db_need(db, arena, &noun, SQL_DEVICE_BY_ID, PARAMS(sql_int(id)), out,
                   "Dieses Gerät gibt es nicht.", "", err);
}

bool
store_device_pair(struct db *db, int64_t id, const char *name,
                  const uint8_t key[STORE_TOKEN_BYTES], struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_DEVICE_PAIR, &changed, err, sql_int(id), sql_text(name),
                 sql_int(store_now_ms(db)), sql_bytes(key, STORE_TOKEN_BYTES)) &&
           (changed == 1 || err_set(err, REASON_CONFLICT, "code", NULL));
}

bool
store_device_roll(struct db *db, struct device *row, int64_t expires_ms, struct err *err)
{
    int64_t changed;
    if (!db_do(db, SQL_DEVICE_ROLL, &changed, err, sql_int(row->id), sql_int(row->card + 1),
               sql_int(expires_ms))) {
        return false;
    }
    if (changed == 0) {
        return err_set(err, REASON_CONFLICT, "device", "Dieses Gerät ist gesperrt.");
    }
    if (!store_code_add(db, CODE_PAIRING, row->id, row->pairing_seed, row->card + 1, err)) {
        return false;
    }
    row->card += 1;
    row->pairing_expires_ms = expires_ms;
    return true;
}

bool
store_device_name(struct db *db, int64_t id, const char *name, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_DEVICE_NAME, &changed, err, sql_int(id), sql_text(name)) &&
           (changed == 1 || err_set(err, REASON_NOT_FOUND, "", "Dieses Gerät gibt es nicht."));
}

bool
store_device_instruct(struct db *db, int64_t id, int32_t day, unsigned version, struct err *err)
{
    return db_do(db, SQL_DEVICE_INSTRUCT, NULL, err, sql_int(id), sql_day(day),
                 sql_int(version));
}

bool
store_device_by_key(struct db *db, struct arena *arena, const uint8_t key[STORE_TOKEN_BYTES],
                    bool *found, struct device *out, struct err *err)
{
    return db_get(db, arena, &noun, SQL_DEVICE_BY_KEY, PARAMS(sql_bytes(key, STORE_TOKEN_BYTES)),
                  out, found, err);
}

bool
store_device_seen(struct db *db, int64_t id, int64_t seen_ms, struct err *err)
{
    return db_do(db, SQL_DEVICE_SEEN, NULL, err, sql_int(id), sql_int(seen_ms));
}

bool
store_device_waiting(struct db *db, int64_t id, int64_t waiting, struct err *err)
{
    return db_do(db, SQL_DEVICE_WAITING, NULL, err, sql_int(id), sql_int(waiting));
}

bool
store_device_revoke(struct db *db, int64_t id, struct err *err)
{
    struct arena arena = {0};
    struct device device;
    int64_t changed = 0;
    bool done = store_device_by_id(db, &arena, id, &device, err) &&
                db_do(db, SQL_DEVICE_REVOKE, &changed, err, sql_int(id),
                      sql_int(store_now_ms(db)));
    arena_finish(&arena);
    if (done && changed == 0) {
        return err_set(err, REASON_ALREADY_RECORDED, "", "Dieses Gerät ist schon gesperrt.");
    }
    return done;
}
