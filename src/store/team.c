/*
 * team.c - teams of the office: names on people, cases, plan figures and counters.
 */
#include "inner.h"
#include "store_people.h"

static const struct field fields[] = {
    FIELD(FIELD_TEXT, team, name),
    FIELD(FIELD_NUMBER, team, cases),
};
static const struct noun noun = {NOUN_FIELDS(fields), sizeof(struct team), SQL_NONE, SQL_NONE,
                                 SQL_NONE,            NULL};

bool
store_team_list(struct db *db, struct arena *arena, size_t limit, const struct team **out,
                size_t *count, struct err *err)
{
    const void *rows;
    if (!db_list(db, arena, &noun, SQL_TEAM_LIST, PARAMS(sql_int((int64_t)limit)), &rows, count,
                 err)) {
        return false;
    }
    *out = rows;
    return true;
}

bool
store_team_rename(struct db *db, const char *from, const char *to, struct err *err)
{
    static const enum sql_id steps[] = {SQL_TEAM_MOVE_USERS,  SQL_TEAM_MOVE_CASES,
                                        SQL_TEAM_ADD_TARGETS, SQL_TEAM_DROP_TARGETS,
                                        SQL_TEAM_MOVE_TARGETS, SQL_TEAM_ADD_TALLY};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (!db_do(db, steps[i], NULL, err, sql_text(from), sql_text(to))) {
            return false;
        }
    }
    return db_do(db, SQL_TEAM_DROP_TALLY, NULL, err, sql_text(from));
}
