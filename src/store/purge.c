/*
 * purge.c - delete rows whose term is over, in the order their references allow.
 */
#include "inner.h"
#include "slip_row.h"
#include "store_purge.h"
#include "store_session.h"

#define HOUR_MS ((int64_t)60 * 60 * 1000)

/* From here on the file holds bytes of deleted rows. */
static bool
mark_wipe(struct db *db, struct err *err)
{
    return db_do(db, SQL_RETENTION_WIPE, NULL, err, sql_int(1));
}

static bool
refuse(const struct voucher *voucher, struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return err_set(err, REASON_CONFLICT, "",
                   "Die Einträge zum Gutschein %1 stimmen nicht. Er wurde nicht gelöscht. Bitte "
                   "laufzettel verify aufrufen.",
                   err_number(number, voucher->id));
}

/* A changed voucher is evidence: it is told, not deleted. */
static bool
check_voucher(struct db *db, struct arena *arena, const struct voucher *voucher, struct err *err)
{
    struct verdict verdict = {.arena = arena};
    if (!verify_voucher(db, arena, voucher, &verdict, err)) {
        return false;
    }
    return verdict.count == 0 || refuse(voucher, err);
}

static bool
note_in_seals(struct db *db, struct arena *arena, const struct voucher *voucher,
              struct graves **graves, struct err *err)
{
    const struct stored_event *event;
    size_t count;
    if (!store_event_list(db, arena, voucher->id, &event, &count, err)) {
        return false;
    }
    int64_t *id = arena_array(arena, count + 1, sizeof *id);
    for (size_t i = 0; i < count; i++) {
        id[i] = event[i].id;
    }
    return seal_open_graves(db, arena, id, count, graves, err);
}

/* Statements with the one id they delete by, in order. */
static bool
delete_by(struct db *db, const enum sql_id *statement, size_t count, int64_t id, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!db_do(db, statement[i], NULL, err, sql_int(id))) {
            return false;
        }
    }
    return true;
}

#define DELETE_BY(db, id, err, ...)                                      \
    delete_by((db), (const enum sql_id[]){__VA_ARGS__},                  \
              sizeof((const enum sql_id[]){__VA_ARGS__}) / sizeof(enum sql_id), (id), (err))

static bool
delete_code(struct db *db, enum code_kind kind, int64_t owner, struct err *err)
{
    char letter[2] = {(char)kind, '\0'};
    return db_do(db, SQL_PURGE_CODE, NULL, err, sql_text(letter), sql_int(owner));
}

/* A changed print is evidence as well. */
static bool
forget_print(struct db *db, const struct voucher *voucher, struct err *err)
{
    bool sound;
    return print_forget_values(db, voucher->slip_id, &sound, err) &&
           (sound || refuse(voucher, err));
}

static bool
delete_voucher(struct db *db, const struct voucher *voucher, struct err *err)
{
    return delete_code(db, CODE_VOUCHER, voucher->id, err) &&
           DELETE_BY(db, voucher->id, err, SQL_PURGE_POSTING, SQL_PURGE_REVIEW, SQL_PURGE_LATE,
                     SQL_PURGE_DISPUTE,
                     SQL_PURGE_CONTRADICTION, SQL_PURGE_REFUSAL, SQL_PURGE_FOLLOWUP,
                     SQL_PURGE_PRINT, SQL_PURGE_EVENT, SQL_PURGE_VOUCHER) &&
           forget_print(db, voucher, err);
}

/* A slip without vouchers goes; one that has some has lost the values it was printed with. */
static bool
delete_empty_slip(struct db *db, int64_t slip, int64_t *slips, struct err *err)
{
    const struct voucher *left;
    struct arena arena = {0};
    size_t count;
    bool done = store_vouchers_of_slip(db, &arena, slip, &left, &count, err);
    arena_finish(&arena);
    if (!done || count > 0) {
        return done;
    }
    int64_t changed;
    if (!DELETE_BY(db, slip, err, SQL_PURGE_SLIP_PRINT) ||
        !delete_code(db, CODE_CLIENT, slip, err) ||
        !db_do(db, SQL_PURGE_SLIP, &changed, err, sql_int(slip))) {
        return false;
    }
    *slips += changed;
    return true;
}

bool
store_vouchers_purge(struct db *db, struct arena *arena, const struct voucher *voucher,
                     size_t count, int64_t *slips, struct err *err)
{
    struct graves *graves = NULL;
    if (!mark_wipe(db, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_voucher(db, arena, &voucher[i], err) ||
            !note_in_seals(db, arena, &voucher[i], &graves, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!delete_voucher(db, &voucher[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!delete_empty_slip(db, voucher[i].slip_id, slips, err)) {
            return false;
        }
    }
    return graves == NULL || seal_close_graves(db, graves, err);
}

bool
store_need_purge(struct db *db, int64_t need, struct err *err)
{
    return mark_wipe(db, err) &&
           DELETE_BY(db, need, err, SQL_PURGE_NEED_FOLLOWUP, SQL_PURGE_NEED);
}

bool
store_consent_purge(struct db *db, int64_t consent, struct err *err)
{
    return mark_wipe(db, err) &&
           DELETE_BY(db, consent, err, SQL_PURGE_CONSENT_FOLLOWUP, SQL_PURGE_CONSENT);
}

bool
store_case_purge(struct db *db, int64_t case_id, struct err *err)
{
    return mark_wipe(db, err) &&
           DELETE_BY(db, case_id, err, SQL_PURGE_CASE_FOLLOWUP, SQL_NAME_PART_CLEAR,
                     SQL_RESTRICTION_LIFT, SQL_PURGE_CASE);
}

/* One statement that deletes by age; its rows are added to COUNT. */
static bool
delete_older(struct db *db, enum sql_id id, struct sql_value before, int64_t *count,
             struct err *err)
{
    int64_t changed;
    if (!db_do(db, id, &changed, err, before)) {
        return false;
    }
    *count += changed;
    return true;
}

static bool
delete_counters(struct db *db, int64_t hour, struct err *err)
{
    return db_do(db, SQL_PURGE_COUNTER, NULL, err, sql_text("device"), sql_int(hour)) &&
           db_do(db, SQL_PURGE_COUNTER, NULL, err, sql_text("address"), sql_int(hour));
}

bool
store_ages_purge(struct db *db, const struct purge_ages *ages, int64_t *count, struct err *err)
{
    int64_t words = 0; /* what people wrote and must not stay as bytes */
    if (!delete_older(db, SQL_PURGE_DONE, sql_int(ages->done_ms), &words, err) ||
        !delete_older(db, SQL_PURGE_DEVICE, sql_int(ages->done_ms), &words, err) ||
        (words > 0 && !mark_wipe(db, err))) {
        return false;
    }
    *count += words;
    return delete_older(db, SQL_SESSION_PURGE, sql_int(ages->sessions_ms), count, err) &&
           delete_older(db, SQL_PURGE_READS, sql_int(store_first_id(ages->reads_ms)), count,
                        err) &&
           delete_older(db, SQL_PURGE_DEPUTY, sql_day(ages->deputies_day), count, err) &&
           delete_counters(db, ages->counters_ms / HOUR_MS, err);
}
