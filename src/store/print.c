/*
 * print.c - what was printed of a slip, each print proved by a keyed hash of its row.
 *
 * How many prints of the whole slip there were stands in the slip too, so that one taken out is
 * missed. Prints from before there were proofs have none and are counted as such; one that
 * lost its proof is told from them by an older print that has one.
 */
#include <string.h>

#include "inner.h"
#include "slip_row.h"
#include "store_slip.h"

#define PAGE 200

static const struct field print_fields[] = {
    FIELD(FIELD_NUMBER, print_record, id),
    FIELD(FIELD_REF, print_record, slip_id),
    FIELD(FIELD_REF, print_record, voucher_id),
    FIELD(FIELD_TEXT, print_record, form),
    FIELD(FIELD_SMALL, print_record, copy),
    FIELD(FIELD_NUMBER, print_record, printed_at_ms),
    FIELD(FIELD_BYTES, print_record, sha256),
    FIELD(FIELD_BYTES, print_record, form_sha256),
    FIELD(FIELD_NUMBER, print_record, bytes),
    FIELD(FIELD_TEXT, print_record, data),
    FIELD(FIELD_MARK, print_record, proof),
};
const struct noun print_noun = {NOUN_FIELDS(print_fields),
                                       sizeof(struct print_record),
                                       SQL_NONE,
                                       SQL_PRINT_INSERT,
                                       SQL_NONE,
                                       NULL};

/* Does FORM put the whole slip into the client's hands, or only inform about it? */
static bool
is_slip_form(const char *form)
{
    return strstr(form, "laufzettel") != NULL || strstr(form, "gutschein") != NULL;
}

bool
store_print_add(struct db *db, struct print_record *row, struct err *err)
{
    struct print_record fresh = *row;
    if (fresh.printed_at_ms == 0) {
        fresh.printed_at_ms = store_now_ms(db);
    }
    fresh.id = store_new_id(db);
    chain_print(db->keys, &fresh, fresh.proof);
    if (!db_insert(db, &print_noun, &fresh, NULL, err) ||
        (fresh.voucher_id == 0 && is_slip_form(fresh.form) &&
         !db_do(db, SQL_SLIP_PRINTED, NULL, err, sql_int(fresh.slip_id)))) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_voucher_prints(struct db *db, const struct voucher *voucher, int64_t since_ms,
                     int64_t *count, struct err *err)
{
    return db_number(db, SQL_PRINT_OF_VOUCHER_COUNT,
                     PARAMS(sql_int(voucher->slip_id), sql_int(since_ms), sql_int(voucher->id)),
                     count, err);
}

bool
store_voucher_told(struct db *db, int64_t voucher, uint32_t seq, bool *told, struct err *err)
{
    int64_t count;
    if (!db_number(db, SQL_VOUCHER_TOLD, PARAMS(sql_int(voucher), sql_int(seq)), &count, err)) {
        return false;
    }
    *told = count > 0;
    return true;
}

bool
store_prints_of_slip(struct db *db, struct arena *arena, int64_t slip_id,
                     const struct print_record **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &print_noun, SQL_PRINT_OF_SLIP, PARAMS(sql_int(slip_id)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_prints_by_hash(struct db *db, struct arena *arena, const uint8_t sha256[32],
                     const struct print_record **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &print_noun, SQL_PRINT_BY_HASH, PARAMS(sql_bytes(sha256, 32)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

/* ---- proofs ---- */

static bool
is_proved(const struct print_record *print)
{
    static const uint8_t none[STORE_HASH_BYTES];
    return memcmp(print->proof, none, sizeof none) != 0;
}

static bool
proof_holds(const struct db *db, const struct print_record *print)
{
    uint8_t proof[STORE_HASH_BYTES];
    chain_print(db->keys, print, proof);
    return memcmp(proof, print->proof, sizeof proof) == 0;
}

/* Without its values the rest of a print stays proved. */
static bool
forget_values(struct db *db, const struct print_record *print, struct err *err)
{
    struct print_record left = *print;
    left.data = "";
    if (!is_proved(print)) {
        return db_do(db, SQL_PURGE_PRINT_DATA, NULL, err, sql_int(left.id),
                     (struct sql_value){.kind = SQL_NULL});
    }
    chain_print(db->keys, &left, left.proof);
    return db_do(db, SQL_PURGE_PRINT_DATA, NULL, err, sql_int(left.id),
                 sql_bytes(left.proof, sizeof left.proof));
}

bool
print_forget_values(struct db *db, int64_t slip_id, bool *sound, struct err *err)
{
    const struct print_record *print;
    struct arena arena = {0};
    size_t count;
    bool done = store_prints_of_slip(db, &arena, slip_id, &print, &count, err);
    *sound = true;
    for (size_t i = 0; done && *sound && i < count; i++) {
        *sound = !is_proved(&print[i]) || proof_holds(db, &print[i]);
        done = !*sound || forget_values(db, &print[i], err);
    }
    arena_finish(&arena);
    return done;
}

static void
tell(struct verdict *out, struct arena *arena, const char *what, const struct slip *slip, int copy)
{
    verdict_add(out, what, arena_printf(arena, "Laufzettel %s, Kopie %d", slip->number, copy));
}

static bool
verify_slip(struct db *db, struct arena *arena, const struct slip *slip, int64_t first_proved,
            struct verdict *out, struct err *err)
{
    const struct print_record *print;
    size_t count;
    int copies = 0;
    if (!store_prints_of_slip(db, arena, slip->id, &print, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool proved = is_proved(&print[i]);
        bool lost = !proved && first_proved != 0 && print[i].id > first_proved;
        if (lost || (proved && !proof_holds(db, &print[i]))) {
            tell(out, arena, "Ein Druck wurde verändert: %1", slip, print[i].copy);
        }
        copies += print[i].voucher_id == 0 && is_slip_form(print[i].form);
        out->unproved += !proved;
    }
    out->prints += count;
    if (copies < slip->copies) {
        tell(out, arena, "Ein Druck fehlt: %1", slip, slip->copies);
    } else if (copies > slip->copies) {
        tell(out, arena, "Ein Druck ist zu viel: %1", slip, copies);
    }
    return true;
}

bool
print_verify(struct db *db, struct verdict *out, struct err *err)
{
    struct arena arena = {0};
    const void *rows;
    int64_t after = 0, first_proved = 0;
    size_t count = PAGE;
    bool done = db_number(db, SQL_PRINT_FIRST_PROVED, NULL, 0, &first_proved, err);
    while (done && count == PAGE) {
        arena_reset(&arena);
        done = db_list(db, &arena, &slip_noun, SQL_SLIP_PAGE, PARAMS(sql_int(after), sql_int(PAGE)),
                       &rows, &count, err);
        const struct slip *slip = rows;
        for (size_t i = 0; done && i < count; i++) {
            done = verify_slip(db, &arena, &slip[i], first_proved, out, err);
            after = slip[i].id;
        }
    }
    arena_finish(&arena);
    return done;
}
