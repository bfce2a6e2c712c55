/*
 * case.c - the case file and who read it.
 */
#include "case_name.h"
#include "clock.h"
#include "inner.h"
#include "slip_row.h"
#include "str.h"
#include "store_case.h"
#include "store_export.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, case_file, id),
    FIELD_KEY(FIELD_TEXT, case_file, number),
    FIELD(FIELD_TEXT, case_file, given_name),
    FIELD(FIELD_TEXT, case_file, family_name),
    FIELD(FIELD_DAY, case_file, birth_date),
    FIELD(FIELD_TEXT, case_file, language),
    FIELD(FIELD_TEXT, case_file, caseworker),
    FIELD(FIELD_TEXT, case_file, team),
    FIELD(FIELD_TEXT, case_file, branch),
    FIELD(FIELD_BOOL, case_file, is_protected),
    FIELD(FIELD_TEXT, case_file, phone),
    FIELD(FIELD_TEXT, case_file, street),
    FIELD(FIELD_TEXT, case_file, postcode),
    FIELD(FIELD_TEXT, case_file, city),
    FIELD_LOOSE(FIELD_NUMBER, case_file, version),
    FIELD(FIELD_NUMBER, case_file, contact_days),
};
const struct noun case_noun = {NOUN_FIELDS(fields), sizeof(struct case_file), SQL_CASE_GET,
                               SQL_CASE_INSERT,     SQL_CASE_UPDATE,          NULL};

/* The stored row, whose version EXPECTED must name or be 0; all zeros when there is none. */
static bool
find_stored(struct db *db, struct arena *arena, const char *number, int64_t expected,
            struct case_file *out, struct err *err)
{
    bool found;
    if (!db_get(db, arena, &case_noun, SQL_CASE_GET, PARAMS(sql_text(number)), out, &found,
                err)) {
        return false;
    }
    if (found && expected != 0 && expected != out->version) {
        return err_set(err, REASON_CONFLICT, "",
                       "Der Fall %1 wurde inzwischen geändert. Bitte neu laden und die Änderung "
                       "noch einmal eintragen.",
                       number);
    }
    return true;
}

/* Is ROW found by other names than STORED was? */
static bool
is_renamed(const struct case_file *row, const struct case_file *stored)
{
    return stored->id == 0 || !str_equal(row->given_name, stored->given_name) ||
           !str_equal(row->family_name, stored->family_name);
}

bool
store_case_put(struct db *db, struct case_file *row, enum put *done, struct err *err)
{
    struct arena arena = {0};
    struct case_file fresh = *row, stored;
    if (fresh.is_protected) {
        fresh.phone = fresh.street = fresh.postcode = fresh.city = "";
    }
    bool kept = find_stored(db, &arena, row->number, row->version, &stored, err);
    fresh.version = stored.version + 1;
    kept = kept && db_put(db, &case_noun, &fresh, done, err) &&
           (!is_renamed(&fresh, &stored) || case_name_keep(db, &fresh, err));
    arena_finish(&arena);
    if (!kept) {
        return false;
    }
    row->id = fresh.id;
    row->version = *done == PUT_SAME ? fresh.version - 1 : fresh.version;
    return true;
}

bool
store_case_get(struct db *db, struct arena *arena, const char *number, struct case_file *out,
               struct err *err)
{
    return db_need(db, arena, &case_noun, SQL_CASE_GET, PARAMS(sql_text(number)), out,
                   "Den Fall %1 gibt es nicht.", number, err);
}

bool
store_case_by_id(struct db *db, struct arena *arena, int64_t id, struct case_file *out,
                 struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &case_noun, SQL_CASE_BY_ID, PARAMS(sql_int(id)), out,
                   "Den Fall %1 gibt es nicht.", err_number(number, id), err);
}

bool
store_case_contact(struct db *db, int64_t id, int64_t *days, int32_t *last_on, struct err *err)
{
    int64_t last;
    if (!db_number(db, SQL_CASE_CONTACT_DAYS, PARAMS(sql_int(id)), days, err) || *days == 0) {
        return err->reason == REASON_NONE;
    }
    if (!db_number(db, SQL_CASE_RECORDED, PARAMS(sql_int(id)), &last, err)) {
        return false;
    }
    *last_on = day_of_moment(store_moment_of_id(last));
    return true;
}

bool
store_access_log(struct db *db, int64_t user, const char *object, int64_t id, const char *purpose,
                 struct err *err)
{
    return db_do(db, SQL_ACCESS_INSERT, NULL, err, sql_int(store_new_id(db)), sql_ref(user),
                 sql_text(object), sql_int(id), sql_text(purpose), sql_int(store_now_ms(db)));
}

bool
store_case_page(struct db *db, struct arena *arena, int64_t after, size_t limit,
                const struct case_file **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &case_noun, SQL_CASE_PAGE,
                 PARAMS(sql_int(after), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_access_lead(struct db *db, int64_t user, const char *object, int64_t id, int64_t since_ms,
                  bool *given, struct err *err)
{
    int64_t found;
    if (!db_number(db, SQL_ACCESS_SINCE,
                   PARAMS(sql_text(object), sql_int(id), sql_int(store_first_id(since_ms)),
                          sql_int(user)),
                   &found, err)) {
        return false;
    }
    *given = found > 0;
    return true;
}

static const struct field load_fields[] = {
    FIELD(FIELD_NUMBER, case_load, id),
    FIELD(FIELD_TEXT, case_load, number),
    FIELD(FIELD_NUMBER, case_load, vouchers),
    FIELD(FIELD_NUMBER, case_load, followups),
};
static const struct noun load_noun = {NOUN_FIELDS(load_fields), sizeof(struct case_load),
                                      SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_cases_of(struct db *db, struct arena *arena, const char *caseworker, size_t limit,
               const struct case_load **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &load_noun, SQL_CASE_OF_CASEWORKER,
                 PARAMS(sql_text(caseworker), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static const struct field access_fields[] = {
    FIELD(FIELD_REF, access, user),
    FIELD(FIELD_TEXT, access, purpose),
    FIELD(FIELD_NUMBER, access, accessed_ms),
};
static const struct noun access_noun = {NOUN_FIELDS(access_fields), sizeof(struct access),
                                        SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_access_list(struct db *db, struct arena *arena, const char *object, int64_t id,
                  const struct access **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &access_noun, SQL_ACCESS_OF, PARAMS(sql_text(object), sql_int(id)),
                 &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}
