/*
 * timeline.c - prints, own follow-ups and reads of a case, the newest first.
 */
#include "inner.h"
#include "store_timeline.h"

static const struct field print_fields[] = {
    FIELD(FIELD_NUMBER, print_line, id),
    FIELD(FIELD_NUMBER, print_line, printed_at_ms),
    FIELD(FIELD_TEXT, print_line, form),
    FIELD(FIELD_SMALL, print_line, copy),
    FIELD(FIELD_TEXT, print_line, slip),
    FIELD(FIELD_SMALL, print_line, position),
};
static const struct noun print_noun = {NOUN_FIELDS(print_fields), sizeof(struct print_line),
                                       SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_timeline_prints(struct db *db, struct arena *arena, int64_t case_id, size_t limit,
                      const struct print_line **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &print_noun, SQL_TIMELINE_PRINTS,
                 PARAMS(sql_int(case_id), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static const struct field followup_fields[] = {
    FIELD(FIELD_NUMBER, followup_line, id),
    FIELD(FIELD_DAY, followup_line, due_on),
    FIELD(FIELD_TEXT, followup_line, note),
    FIELD(FIELD_REF, followup_line, done_ms),
};
static const struct noun followup_noun = {NOUN_FIELDS(followup_fields),
                                          sizeof(struct followup_line), SQL_NONE, SQL_NONE,
                                          SQL_NONE, NULL};

bool
store_timeline_followups(struct db *db, struct arena *arena, int64_t case_id, size_t limit,
                         const struct followup_line **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &followup_noun, SQL_TIMELINE_FOLLOWUPS,
                 PARAMS(sql_int(case_id), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}

static const struct field read_fields[] = {
    FIELD(FIELD_NUMBER, read_line, id),
    FIELD(FIELD_NUMBER, read_line, accessed_ms),
    FIELD(FIELD_TEXT, read_line, purpose),
    FIELD(FIELD_TEXT, read_line, display_name),
    FIELD(FIELD_TEXT, read_line, name),
    FIELD(FIELD_TEXT, read_line, role),
};
static const struct noun read_noun = {NOUN_FIELDS(read_fields), sizeof(struct read_line),
                                      SQL_NONE, SQL_NONE, SQL_NONE, NULL};

bool
store_timeline_reads(struct db *db, struct arena *arena, int64_t case_id, size_t limit,
                     const struct read_line **out, size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &read_noun, SQL_TIMELINE_READS,
                 PARAMS(sql_int(case_id), sql_int((int64_t)limit)), &rows, count, err)) {
        return false;
    }
    *out = rows;
    return true;
}
