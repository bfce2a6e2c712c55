/*
 * wait.c - how long people waited for a service, and how many of its places are taken.
 */
#include "arena.h"
#include "date.h"
#include "inner.h"
#include "store_slip.h"

struct waits {
    int32_t *days;
    size_t count, limit;
};

static bool
take_wait(void *arg, const struct sql_value *columns)
{
    struct waits *waits = arg;
    int32_t issued = sql_value_day(&columns[0]), accepted = sql_value_day(&columns[1]);

    if (waits->count < waits->limit && issued != DAY_NONE) {
        waits->days[waits->count++] = accepted - issued;
    }
    return true;
}

bool
store_waits(struct db *db, struct arena *arena, int64_t provider, const char *service,
            int32_t since, size_t limit, const int32_t **days, size_t *count, struct err *err)
{
    struct waits waits = {.days = arena_array(arena, limit, sizeof *waits.days), .limit = limit};

    if (!db_run(db, SQL_VOUCHER_WAITS,
                PARAMS(sql_int(provider), sql_text(service), sql_day(since),
                       sql_int((int64_t)limit)),
                take_wait, &waits, NULL, err)) {
        return false;
    }
    *days = waits.days;
    *count = waits.count;
    return true;
}

bool
store_in_work(struct db *db, int64_t provider, const char *service, int64_t *out,
              struct err *err)
{
    return db_number(db, SQL_VOUCHER_IN_WORK, PARAMS(sql_int(provider), sql_text(service)), out,
                     err);
}
