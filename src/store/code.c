/*
 * code.c - find what a code on paper opens, without storing the code.
 */
#include "code.h"

#include <string.h>

#include "inner.h"
#include "store_slip.h"

#define KEY_NUMBER 1 /* there has been one key so far */

static bool
take_hit(void *arg, const struct sql_value *columns)
{
    struct code_hit *hit = arg;
    hit->kind = (enum code_kind)((const char *)columns[0].bytes)[0];
    hit->owner = columns[1].number;
    hit->generation = (uint32_t)columns[2].number;
    return false;
}

static bool
find(struct db *db, const char *symbols, struct code_hit *out, struct err *err)
{
    uint8_t lookup[CODE_LOOKUP_BYTES];
    code_lookup(db->keys, symbols, lookup);
    return db_run(db, SQL_CODE_GET, PARAMS(sql_bytes(lookup, sizeof lookup)), take_hit, out, NULL,
                  err);
}

bool
store_code_add(struct db *db, enum code_kind kind, int64_t owner,
               const uint8_t seed[CODE_SEED_BYTES], uint32_t generation, struct err *err)
{
    char symbols[CODE_MAX];
    char letter[2] = {(char)kind, '\0'};
    uint8_t lookup[CODE_LOOKUP_BYTES];
    struct code_hit hit = {0};
    int64_t added;
    code_derive(db->keys, kind, seed, generation, symbols);
    code_lookup(db->keys, symbols, lookup);
    if (!db_do(db, SQL_CODE_INSERT, &added, err, sql_bytes(lookup, sizeof lookup),
               sql_text(letter), sql_int(owner), sql_int(generation), sql_int(KEY_NUMBER))) {
        return false;
    }
    if (added > 0) {
        return true;
    }
    /* There already is fine; another owner's is one in 2^75, and trying again helps. */
    if (!find(db, symbols, &hit, err)) {
        return false;
    }
    return (hit.kind == kind && hit.owner == owner && hit.generation == generation) ||
           err_set(err, REASON_CONFLICT, "", "Dieser Code ist schon vergeben.");
}

bool
store_code_find(struct db *db, const char symbols[CODE_MAX], struct code_hit *out,
                struct err *err)
{
    struct code_hit hit = {0};
    if (!find(db, symbols, &hit, err)) {
        return false;
    }
    if (hit.owner == 0) {
        return err_set(err, REASON_UNKNOWN, "code", NULL);
    }
    *out = hit;
    return true;
}
