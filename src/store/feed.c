/*
 * feed.c - keys of the office's own programs; events of the whole office in recording order.
 */
#include "store_feed.h"

#include <string.h>

#include "inner.h"
#include "rules.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, office_key, id),
    FIELD(FIELD_TEXT, office_key, name),
    FIELD(FIELD_BYTES, office_key, hash),
    FIELD(FIELD_NUMBER, office_key, created_ms),
    FIELD(FIELD_REF, office_key, last_seen_ms),
    FIELD(FIELD_REF, office_key, revoked_ms),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct office_key), SQL_NONE,
                                 SQL_OFFICE_KEY_INSERT, SQL_NONE, NULL};

bool
store_office_key_add(struct db *db, struct office_key *row, struct err *err)
{
    struct office_key fresh = *row;
    int64_t added = 0;
    fresh.created_ms = store_now_ms(db);
    if (!db_insert(db, &noun, &fresh, &added, err)) {
        return false;
    }
    if (added == 0) {
        return err_set(err, REASON_CONFLICT, "name",
                       "Einen Schlüssel »%1« gibt es schon. Bitte einen anderen Namen wählen "
                       "oder ihn erst sperren.",
                       row->name);
    }
    *row = fresh;
    return true;
}

bool
store_office_key_find(struct db *db, struct arena *arena, const uint8_t hash[STORE_TOKEN_BYTES],
                      bool *found, struct office_key *out, struct err *err)
{
    return db_get(db, arena, &noun, SQL_OFFICE_KEY_FIND,
                  PARAMS(sql_bytes(hash, STORE_TOKEN_BYTES)), out, found, err);
}

bool
store_office_key_list(struct db *db, struct arena *arena, const struct office_key **out,
                      size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_OFFICE_KEY_LIST, NULL, 0, &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_office_key_seen(struct db *db, int64_t id, int64_t seen_ms, struct err *err)
{
    return db_do(db, SQL_OFFICE_KEY_SEEN, NULL, err, sql_int(id), sql_int(seen_ms));
}

bool
store_office_key_revoke(struct db *db, const char *name, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_OFFICE_KEY_REVOKE, &changed, err, sql_text(name),
                 sql_int(store_now_ms(db))) &&
           (changed == 1 || err_set(err, REASON_NOT_FOUND, "name",
                                    "Einen Schlüssel »%1«, der gilt, gibt es nicht.", name));
}

/* ---- the feed ------------------------------------------------------------------------- */

static bool
take_mark(void *arg, const struct sql_value *columns)
{
    struct feed_place *place = arg;
    if (columns[0].kind == SQL_BYTES && columns[0].len >= sizeof place->mark) {
        place->event = 1;
        memcpy(place->mark, columns[0].bytes, sizeof place->mark);
    }
    return false;
}

static bool
check_place(struct db *db, const struct feed_place *place, struct err *err)
{
    struct feed_place there = {0};
    if (place->event == 0) {
        return true;
    }
    if (!db_run(db, SQL_EVENT_HASH, PARAMS(sql_int(place->event)), take_mark, &there, NULL,
                err)) {
        return false;
    }
    return (there.event != 0 && memcmp(there.mark, place->mark, sizeof there.mark) == 0) ||
           err_set(err, REASON_INVALID, "after",
                   "Diese Stelle gibt es in den Einträgen nicht. Bitte von vorn lesen, ohne "
                   "»after«.");
}

WORD_OF(type_word, service_type_name, service_type)
WORD_OF(step_word, step_name, step)
WORD_OF(source_word, source_name, source)
WORD_OF(outcome_word, outcome_name, outcome)

static const struct field feed_fields[] = {
    FIELD(FIELD_NUMBER, feed_row, event),
    FIELD(FIELD_NUMBER, feed_row, voucher),
    FIELD(FIELD_TEXT, feed_row, slip_number),
    FIELD(FIELD_SMALL, feed_row, position),
    FIELD_NAMED(FIELD_WORD, feed_row, type, type_word, TYPE__MAX),
    FIELD(FIELD_SMALL, feed_row, seq),
    FIELD_NAMED(FIELD_WORD, feed_row, step, step_word, STEP__MAX),
    FIELD(FIELD_DAY, feed_row, happened_on),
    FIELD(FIELD_NUMBER, feed_row, recorded_at_ms),
    FIELD_NAMED(FIELD_WORD, feed_row, source, source_word, SOURCE__MAX),
    FIELD(FIELD_TEXT, feed_row, receipt),
    FIELD(FIELD_SMALL, feed_row, annuls),
    FIELD(FIELD_BYTES, feed_row, hash),
    FIELD_NAMED(FIELD_WORD, feed_row, outcome, outcome_word, OUTCOME__MAX),
    FIELD(FIELD_TEXT, feed_row, case_number),
    FIELD(FIELD_SMALL, feed_row, generation),
};
static const struct noun feed_noun = {NOUN_FIELDS(feed_fields), sizeof(struct feed_row), SQL_NONE,
                                      SQL_NONE, SQL_NONE, NULL};

bool
store_feed_read(struct db *db, struct arena *arena, const struct feed_place *place, size_t limit,
                const struct feed_row **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!check_place(db, place, err) ||
        !db_list(db, arena, &feed_noun, SQL_FEED_PAGE,
                 PARAMS(sql_int(place->event), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static const struct field fresh_fields[] = {
    FIELD(FIELD_NUMBER, fresh_row, event),
    FIELD_NAMED(FIELD_WORD, fresh_row, step, step_word, STEP__MAX),
    FIELD(FIELD_DAY, fresh_row, happened_on),
    FIELD(FIELD_NUMBER, fresh_row, recorded_at_ms),
    FIELD(FIELD_TEXT, fresh_row, slip_number),
    FIELD(FIELD_SMALL, fresh_row, position),
    FIELD_NAMED(FIELD_WORD, fresh_row, type, type_word, TYPE__MAX),
    FIELD(FIELD_NUMBER, fresh_row, case_id),
    FIELD(FIELD_TEXT, fresh_row, case_number),
    FIELD(FIELD_TEXT, fresh_row, given_name),
    FIELD(FIELD_TEXT, fresh_row, family_name),
};
static const struct noun fresh_noun = {NOUN_FIELDS(fresh_fields), sizeof(struct fresh_row),
                                       SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_fresh_read(struct db *db, struct arena *arena, const char *user, int64_t since_ms,
                 size_t limit, const struct fresh_row **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &fresh_noun, SQL_EVENT_FRESH,
                 PARAMS(sql_int(store_first_id(since_ms)), sql_text(user),
                        sql_int((int64_t)limit)),
                 &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_feed_last(struct db *db, struct feed_place *place, struct err *err)
{
    struct feed_place last = {0};
    int64_t event;
    if (!db_number(db, SQL_EVENT_LAST, NULL, 0, &event, err) ||
        (event != 0 && !db_run(db, SQL_EVENT_HASH, PARAMS(sql_int(event)), take_mark, &last,
                               NULL, err))) {
        return false;
    }
    last.event = event;
    *place = last;
    return true;
}
