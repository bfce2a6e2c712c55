/*
 * audit.c - who of the office read and changed what: two tables, one list by id.
 */
#include "inner.h"
#include "store_audit.h"

static const struct field fields[] = {
    FIELD(FIELD_NUMBER, audit_row, id),
    FIELD(FIELD_TEXT, audit_row, user),
    FIELD(FIELD_TEXT, audit_row, object),
    FIELD(FIELD_NUMBER, audit_row, object_id),
    FIELD(FIELD_TEXT, audit_row, kind),
    FIELD(FIELD_NUMBER, audit_row, moment_ms),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct audit_row), SQL_NONE, SQL_NONE,
                                 SQL_NONE, NULL};

static bool
read(struct db *db, struct arena *arena, const struct audit_query *query, enum sql_id all,
     enum sql_id of_case, const struct audit_row **out, size_t *count, struct err *err)
{
    const struct sql_value params[] = {
        sql_int(store_first_id(query->from_ms)),
        sql_int(query->before != 0 ? query->before : store_first_id(query->until_ms)),
        sql_text(query->user),
        sql_text(query->kind),
        sql_int((int64_t)query->limit),
        sql_int(query->case_id),
    };
    bool one = query->case_id != 0;
    const void *rows;
    if (!db_list(db, arena, &noun, one ? of_case : all, params, one ? 6 : 5, &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_audit_read(struct db *db, struct arena *arena, const struct audit_query *query,
                 const struct audit_row **out, size_t *count, struct err *err)
{
    const struct audit_row *access, *event;
    size_t accesses, events, a = 0, e = 0, used = 0;
    struct audit_row *rows;
    if (!read(db, arena, query, SQL_AUDIT_ACCESS, SQL_AUDIT_ACCESS_CASE, &access, &accesses,
              err) ||
        !read(db, arena, query, SQL_AUDIT_EVENT, SQL_AUDIT_EVENT_CASE, &event, &events, err)) {
        return false;
    }
    rows = arena_array(arena, query->limit + 1, sizeof *rows);
    while (used < query->limit && (a < accesses || e < events)) {
        bool take = e == events || (a < accesses && access[a].id > event[e].id);
        rows[used++] = take ? access[a++] : event[e++];
    }
    *out = rows;
    *count = used;
    return true;
}
