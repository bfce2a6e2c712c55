/*
 * worklist.c - vouchers of one provider: each list comes sorted from an index of its own.
 */
#include "store_worklist.h"

#include "inner.h"
#include "slip_row.h"

bool
store_worklist(struct db *db, struct arena *arena, enum store_worklist which, int64_t provider,
               int32_t since, size_t limit, const struct voucher **out, size_t *count,
               struct err *err)
{
    static const enum sql_id lists[] = {
        [STORE_WORKLIST_NAMED] = SQL_WORKLIST_NAMED,
        [STORE_WORKLIST_WORKING] = SQL_WORKLIST_WORKING,
        [STORE_WORKLIST_CLOSED] = SQL_WORKLIST_CLOSED,
        [STORE_WORKLIST_DECLINED] = SQL_WORKLIST_DECLINED,
    };
    bool dated = which == STORE_WORKLIST_CLOSED || which == STORE_WORKLIST_DECLINED;
    const struct sql_value params[] = {sql_int(provider), sql_int((int64_t)limit),
                                       sql_day(since)};
    const void *rows;

    if (!db_list(db, arena, &voucher_noun, lists[which], params, dated ? 3 : 2, &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}

static const struct field course_fields[] = {
    FIELD(FIELD_DAY, store_course, issued_on),
    FIELD(FIELD_DAY, store_course, accepted_on),
    FIELD(FIELD_DAY, store_course, started_on),
    FIELD(FIELD_DAY, store_course, ended_on),
};
static const struct noun course_noun = {NOUN_FIELDS(course_fields), sizeof(struct store_course),
                                        SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_courses(struct db *db, struct arena *arena, int64_t provider, int32_t since,
              const struct store_course **out, size_t *count, struct err *err)
{
    const void *rows;

    if (!db_list(db, arena, &course_noun, SQL_WORKLIST_COURSES,
                 PARAMS(sql_int(provider), sql_day(since)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_issued_to(struct db *db, int64_t provider, int32_t since, int64_t *out, struct err *err)
{
    return db_number(db, SQL_WORKLIST_ISSUED, PARAMS(sql_int(provider), sql_day(since)), out, err);
}
