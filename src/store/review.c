/*
 * review.c - the row beside a review's event.
 */
#include "store_review.h"

#include "inner.h"

bool
store_review_add(struct db *db, int64_t event, const struct review *review, struct err *err)
{
    if (review->next == NEXT_NONE && review->done == 0 && review->open == 0) {
        return true;
    }
    return db_do(db, SQL_REVIEW_INSERT, NULL, err, sql_int(event),
                 sql_text(review->next == NEXT_NONE ? "" : next_step_name(review->next)),
                 sql_int(review->done), sql_int(review->open));
}

static bool
take_review(void *arg, const struct sql_value *columns)
{
    struct review *review = arg;
    review->next = next_step_from_name(sql_value_bytes(&columns[0]));
    review->done = (unsigned)columns[1].number;
    review->open = (unsigned)columns[2].number;
    return false;
}

bool
store_review_get(struct db *db, int64_t event, struct review *out, struct err *err)
{
    *out = (struct review){.next = NEXT_NONE};
    return db_run(db, SQL_REVIEW_GET, PARAMS(sql_int(event)), take_review, out, NULL, err);
}
