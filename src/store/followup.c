/*
 * followup.c - follow-ups as rows.
 */
#include "followup.h"

#include <string.h>

#include "arena.h"
#include "inner.h"
#include "store_followup.h"

#define LAST_DAY "9999-12-31"

WORD_OF(reason_word, followup_name, followup_reason)

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, followup_row, id),
    FIELD(FIELD_REF, followup_row, case_id),
    FIELD(FIELD_REF, followup_row, voucher),
    FIELD(FIELD_REF, followup_row, need),
    FIELD(FIELD_REF, followup_row, consent),
    FIELD_NAMED(FIELD_WORD, followup_row, reason, reason_word, FOLLOWUP__MAX),
    FIELD(FIELD_DAY, followup_row, due_on),
    FIELD(FIELD_TEXT, followup_row, case_number), /* joined, for lists */
};
#define OWN_FIELDS 7
static const struct noun insert_noun = {
    fields, OWN_FIELDS, sizeof(struct followup_row), SQL_NONE, SQL_FOLLOWUP_INSERT, SQL_NONE,
    NULL};
static const struct noun list_noun = {
    NOUN_FIELDS(fields), sizeof(struct followup_row), SQL_NONE, SQL_NONE, SQL_NONE, NULL};

static const struct field open_fields[] = {
    FIELD(FIELD_NUMBER, followup_row, id),
    FIELD_NAMED(FIELD_WORD, followup_row, reason, reason_word, FOLLOWUP__MAX),
    FIELD(FIELD_DAY, followup_row, due_on),
};
static const struct noun open_noun = {
    NOUN_FIELDS(open_fields), sizeof(struct followup_row), SQL_NONE, SQL_NONE, SQL_NONE, NULL};

static bool
list_open(struct db *db, struct arena *arena, const struct followup_subject *subject,
          const struct followup_row **out, size_t *count, struct err *err)
{
    const void *rows;
    int64_t about = subject->consent;
    enum sql_id id = SQL_FOLLOWUP_OF_CONSENT;
    if (subject->voucher != 0) {
        about = subject->voucher;
        id = SQL_FOLLOWUP_OF_VOUCHER;
    } else if (subject->need != 0) {
        about = subject->need;
        id = SQL_FOLLOWUP_OF_NEED;
    }
    if (!db_list(db, arena, &open_noun, id, PARAMS(sql_int(about)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static bool
add(struct db *db, const struct followup_subject *subject, const struct followup *row,
    struct err *err)
{
    struct followup_row fresh = {
        .case_id = subject->case_id,
        .voucher = subject->voucher,
        .need = subject->need,
        .consent = subject->consent,
        .reason = row->reason,
        .due_on = row->due_on,
    };
    return db_insert(db, &insert_noun, &fresh, NULL, err);
}

/* Rows that are wanted and there keep their ids; KEPT[i] says ROWS[i] is there. */
static bool
drop_unwanted(struct db *db, const struct followup_row *open, size_t open_count,
              const struct followup *rows, size_t count, bool *kept, struct err *err)
{
    for (size_t i = 0; i < open_count; i++) {
        size_t k = 0;
        while (k < count && (kept[k] || rows[k].reason != open[i].reason ||
                             rows[k].due_on != open[i].due_on)) {
            k++;
        }
        if (k < count) {
            kept[k] = true;
        } else if (!db_do(db, SQL_FOLLOWUP_DELETE, NULL, err, sql_int(open[i].id))) {
            return false;
        }
    }
    return true;
}

bool
store_followup_replace(struct db *db, const struct followup_subject *subject,
                       const struct followup *rows, size_t count, struct err *err)
{
    struct arena arena = {0};
    const struct followup_row *open;
    size_t open_count;
    bool *kept = arena_array(&arena, count + 1, sizeof *kept);
    bool done = list_open(db, &arena, subject, &open, &open_count, err) &&
                drop_unwanted(db, open, open_count, rows, count, kept, err);
    for (size_t i = 0; i < count && done; i++) {
        done = kept[i] || add(db, subject, &rows[i], err);
    }
    arena_finish(&arena);
    return done;
}

bool
store_followup_list(struct db *db, struct arena *arena, const char *user, int64_t case_id,
                    int32_t day, size_t limit, const struct followup_row **out, size_t *count,
                    struct err *err)
{
    const void *rows;
    struct sql_value until = day == DAY_NONE ? sql_text(LAST_DAY) : sql_day(day);
    struct sql_value most = sql_int(limit > INT32_MAX ? INT32_MAX : (int64_t)limit);
    bool done;
    if (case_id != 0) {
        done = db_list(db, arena, &list_noun, SQL_FOLLOWUP_DUE_CASE,
                       PARAMS(sql_int(case_id), until, most), &rows, count, err);
    } else if (user != NULL && user[0] != '\0') {
        done = db_list(db, arena, &list_noun, SQL_FOLLOWUP_DUE_USER,
                       PARAMS(sql_text(user), until, most), &rows, count, err);
    } else {
        done = db_list(db, arena, &list_noun, SQL_FOLLOWUP_DUE, PARAMS(until, most), &rows, count,
                       err);
    }
    if (done) {
        *out = rows;
    }
    return done;
}
