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
    FIELD(FIELD_TEXT, followup_row, note),
    FIELD(FIELD_REF, followup_row, created_by),
    FIELD(FIELD_TEXT, followup_row, case_number), /* joined, for lists */
    FIELD(FIELD_BOOL, followup_row, referral),    /* likewise */
};
#define OWN_FIELDS 9
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
    int64_t about = subject->case_id;
    enum sql_id id = SQL_FOLLOWUP_OF_CASE;
    if (subject->consent != 0) {
        about = subject->consent;
        id = SQL_FOLLOWUP_OF_CONSENT;
    } else if (subject->voucher != 0) {
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
        .note = "",
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

bool
store_followup_past(struct db *db, struct arena *arena, int64_t case_id,
                    const struct followup_row **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &list_noun, SQL_FOLLOWUP_PAST, PARAMS(sql_int(case_id)), &rows,
                 count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_followup_desk(struct db *db, struct arena *arena, const struct followup_query *query,
                    const struct followup_row **out, size_t *count, struct err *err)
{
    const char *reason = query->reason == FOLLOWUP_NONE ? "" : followup_name(query->reason);
    struct sql_value from = query->from == DAY_NONE ? sql_text("") : sql_day(query->from);
    struct sql_value until = query->until == DAY_NONE ? sql_text(LAST_DAY)
                                                      : sql_day(query->until);
    const void *rows;
    if (!db_list(db, arena, &list_noun, SQL_FOLLOWUP_DESK,
                 PARAMS(sql_text(query->user), from, until, sql_text(reason),
                        sql_int((int64_t)query->limit)),
                 &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static bool
take_count(void *arg, const struct sql_value *columns)
{
    int64_t *counts = arg;
    counts[followup_from_name(sql_value_bytes(&columns[0]))] = columns[1].number;
    return true;
}

bool
store_followup_count(struct db *db, const char *user, int64_t out[FOLLOWUP__MAX],
                     struct err *err)
{
    memset(out, 0, FOLLOWUP__MAX * sizeof *out);
    return db_run(db, SQL_FOLLOWUP_COUNT, PARAMS(sql_text(user)), take_count, out, NULL, err);
}

bool
store_followup_add(struct db *db, struct followup_row *row, struct err *err)
{
    struct followup_row fresh = *row;
    fresh.reason = followup_is_task(row->reason) ? row->reason : FOLLOWUP_MANUAL;
    if (!db_insert(db, &insert_noun, &fresh, NULL, err)) {
        return false;
    }
    *row = fresh;
    return true;
}

bool
store_followup_told(struct db *db, int64_t voucher, int64_t user, struct err *err)
{
    return db_do(db, SQL_FOLLOWUP_TOLD, NULL, err, sql_int(voucher), sql_int(store_now_ms(db)),
                 sql_ref(user));
}

bool
store_followup_drop_tasks(struct db *db, int64_t voucher, struct err *err)
{
    return db_do(db, SQL_FOLLOWUP_DROP_TASKS, NULL, err, sql_int(voucher));
}

bool
store_followup_drop_letter(struct db *db, int64_t voucher, struct err *err)
{
    return db_do(db, SQL_FOLLOWUP_DROP_LETTER, NULL, err, sql_int(voucher));
}

bool
store_followup_get(struct db *db, struct arena *arena, int64_t id, struct followup_row *out,
                   struct err *err)
{
    char number[ERR_NUMBER_MAX];
    return db_need(db, arena, &list_noun, SQL_FOLLOWUP_BY_ID, PARAMS(sql_int(id)), out,
                   "Die Wiedervorlage %1 gibt es nicht oder nicht mehr.",
                   err_number(number, (long long)id), err);
}

/* Only tasks may be moved, and only what people know better be done: the rest follows facts. */
static bool
changed_one(int64_t changed, struct err *err)
{
    return changed == 1 ||
           err_set(err, REASON_CONFLICT, "",
                   "Diese Wiedervorlage erledigt sich von selbst, sobald der Anlass erledigt ist.");
}

bool
store_followup_move(struct db *db, int64_t id, int32_t due_on, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_FOLLOWUP_MOVE, &changed, err, sql_int(id), sql_day(due_on)) &&
           changed_one(changed, err);
}

bool
store_followup_done(struct db *db, int64_t id, int64_t user, struct err *err)
{
    int64_t changed;
    return db_do(db, SQL_FOLLOWUP_DONE, &changed, err, sql_int(id), sql_int(store_now_ms(db)),
                 sql_ref(user)) &&
           changed_one(changed, err);
}
